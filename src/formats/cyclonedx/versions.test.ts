/** The table of editions says what the published schemas say. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cycloneDxEditions } from './versions.ts'

interface Schema {
  readonly definitions: Readonly<
    Record<
      string,
      {
        readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>
        readonly enum?: readonly string[]
      }
    >
  >
}

const folder = join(import.meta.dirname, '../../../schemas/third-party/cyclonedx')

test.each(cycloneDxEditions)('$version', (edition) => {
  const { definitions } = JSON.parse(readFileSync(join(folder, `bom-${edition.version}.schema.json`), 'utf8')) as Schema
  const properties = (name: string) => definitions[name]?.properties ?? {}
  const sorted = (words: Iterable<string> | undefined) => [...(words ?? [])].sort()

  expect(sorted(edition.componentTypes)).toEqual(sorted(properties('component')['type']?.enum))
  expect(sorted(edition.hashAlgorithms)).toEqual(sorted(definitions['hash-alg']?.enum))
  expect(sorted(edition.referenceTypes)).toEqual(sorted(properties('externalReference')['type']?.enum))
  expect(sorted(edition.scoreMethods)).toEqual(sorted(definitions['scoreMethod']?.enum))
  expect(edition.has).toMatchObject({
    acknowledgement: 'acknowledgement' in properties('license'),
    manufacturer: 'manufacturer' in properties('component'),
    provides: 'provides' in properties('dependency'),
    contentIdentifiers: 'omniborId' in properties('component') && 'swhid' in properties('component'),
    vulnerabilities: definitions['vulnerability'] !== undefined,
  })
})

test('the tables are frozen', () => {
  expect(Object.isFrozen(cycloneDxEditions)).toBe(true)
  expect(cycloneDxEditions.every((edition) => Object.isFrozen(edition) && Object.isFrozen(edition.has))).toBe(true)
})
