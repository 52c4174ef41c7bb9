/** The official CycloneDX suite: a file named `valid-…` has no error, one named `invalid-…` has at least one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasErrors } from '#util/diagnostic.ts'
import { cyclonedx } from '#formats/cyclonedx/index.ts'
import { corpusFolder } from './corpus.ts'

const folder = corpusFolder('conformance', 'cyclonedx')

if (folder === undefined) {
  test.skip('ABSENT: the CycloneDX suite was not run, because METASCHEME_CORPUS names no folder with it', () => {})
} else {
  // 1.7 is not part of every corpus.
  for (const version of ['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'].filter((it) => existsSync(join(folder, it)))) {
    for (const syntax of ['json', 'xml']) {
      const names = readdirSync(join(folder, version))
        .filter((name) => /^(in)?valid-/.test(name) && name.endsWith(`.${syntax}`))
        .sort()
      test(`${version} ${syntax}: ${names.length} verdicts are the published ones`, async () => {
        const differing: string[] = []
        for (const name of names) {
          const bytes = readFileSync(join(folder, version, name))
          const { value, diagnostics } = await cyclonedx.decode({ file: name, bytes })
          const isValid = value !== undefined && !hasErrors(diagnostics)
          if (isValid !== name.startsWith('valid-')) differing.push(`${name}: ${diagnostics[0]?.message ?? 'accepted'}`)
          for (const diagnostic of diagnostics) expect(diagnostic.at?.line, name).toBeGreaterThan(0)
        }
        expect(differing).toEqual([])
        expect(names.length).toBeGreaterThan(30)
      })
    }
  }
}
