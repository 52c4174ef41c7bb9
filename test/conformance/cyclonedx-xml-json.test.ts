/** Where the CycloneDX suite has a document both in XML and in JSON, both read as the same bill. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Bill } from '#domain/composition/bill-of-materials.ts'
import { cyclonedx } from '#formats/index.ts'
import { corpusFolder } from './corpus.ts'

/**
 * Documents of the suite that say different things in the two syntaxes (other names, versions, hashes, dates), each looked at.
 * The test fails when one of them reads alike after all.
 */
const unlike: ReadonlyMap<string, string> = new Map([
  ['bom', '1.2 1.3 1.4 1.5'],
  ['component-external-with-version', '1.7'],
  ['component-ref', '1.2 1.3 1.4 1.5'],
  ['compositions', '1.3 1.4 1.5'],
  ['cryptography-implementation', '1.7'],
  ['dependency', '1.2 1.3 1.4 1.5'],
  ['external-reference', '1.3 1.4 1.5'],
  ['license-choice', '1.7'],
  ['license-declared-concluded-mix', '1.7'],
  ['license-expression', '1.2 1.3 1.4 1.5'],
  ['license-expression-with-text', '1.7'],
  ['license-id', '1.2 1.3 1.4 1.5'],
  ['license-name', '1.2 1.3 1.4 1.5'],
  ['machine-learning', '1.5'],
  ['metadata-timestamp', '1.2 1.3 1.4 1.5 1.6 1.7'],
  ['properties', '1.3 1.4 1.5'],
  ['release-notes', '1.4 1.5'],
  ['saasbom', '1.5'],
  ['service', '1.2 1.3 1.4 1.5'],
  ['vulnerability', '1.4 1.5'],
])

const folder = corpusFolder('conformance', 'cyclonedx')

/** What both can say alike: losses are named by the words of each syntax. */
function comparable(bill: Bill | undefined): unknown {
  return bill === undefined ? undefined : { ...bill, losses: [] }
}

if (folder === undefined) {
  test.skip('ABSENT: the CycloneDX suite was not compared, because METASCHEME_CORPUS names no folder with it', () => {})
} else {
  const versions = ['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'].filter((it) => existsSync(join(folder, it)))
  const pairs = versions.flatMap((version) =>
    readdirSync(join(folder, version))
      .filter((name) => /^valid-.*\.json$/.test(name) && existsSync(join(folder, version, name.replace('.json', '.xml'))))
      .map((name) => join(version, name)),
  )
  test.each(pairs)('%s', async (name) => {
    const read = async (file: string) => (await cyclonedx.decode({ file, bytes: readFileSync(join(folder, file)) })).value
    const json = comparable(await read(name))
    const xml = comparable(await read(name.replace('.json', '.xml')))
    const [, version = '', stem = ''] = /^(1\.\d).valid-(.*?)(?:-1\.\d)?\.json$/.exec(name) ?? []
    if (unlike.get(stem)?.split(' ').includes(version) === true) expect(xml).not.toEqual(json)
    else expect(xml).toEqual(json)
  })
}
