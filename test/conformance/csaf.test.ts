/**
 * The official CSAF 2.0 suite, mandatory tests: a file listed under `failures` of a test fails that very test, one under `valid`
 * passes it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decodeAdvisory } from '#formats/index.ts'
import { corpusFolder } from './corpus.ts'

interface Listed {
  readonly id: string
  readonly group: string
  readonly failures?: readonly { readonly name: string }[]
  readonly valid?: readonly { readonly name: string }[]
}

const folder = corpusFolder('conformance', 'csaf-2.0')

if (folder === undefined || !existsSync(join(folder, 'testcases.json'))) {
  test.skip('ABSENT: the CSAF suite was not run, because METASCHEME_CORPUS names no folder with it', () => {})
} else {
  const { tests } = JSON.parse(readFileSync(join(folder, 'testcases.json'), 'utf8')) as { tests: readonly Listed[] }
  const mandatory = tests.filter(({ group }) => group === 'mandatory')
  test.each(mandatory)('test $id: every verdict is the published one', async ({ id, failures = [], valid = [] }) => {
    for (const [list, fails] of [
      [failures, true],
      [valid, false],
    ] as const) {
      for (const { name } of list) {
        const { diagnostics } = await decodeAdvisory({ file: name, bytes: readFileSync(join(folder, name)) })
        const codes = diagnostics.map(({ code }) => code)
        expect(codes.includes(`formats.csaf-${id}`), `${name}: ${codes.join(' ')}`).toBe(fails)
        if (!fails) expect(codes, name).toEqual([])
      }
    }
  })
  test(`all ${mandatory.length} mandatory tests were run`, () => expect(mandatory.length).toBeGreaterThan(40))
}
