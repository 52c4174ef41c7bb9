/** Turns the published JSON schemas of CSAF 2.0 and CVSS into validators, and the CWE list into a table of names. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validatorModule } from './schema-compiler/compile.ts'

export async function generate({ home }: { readonly home: string }): Promise<Readonly<Record<string, string>>> {
  const folder = join(home, 'schemas', 'third-party')
  const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  // The schema of CSAF refers to those of CVSS without the date that their own identifiers carry.
  const cvss = ['2.0', '3.0', '3.1'].map(
    (version): Record<string, unknown> => ({
      ...read(`csaf/cvss-v${version}.schema.json`),
      $id: `https://www.first.org/cvss/cvss-v${version}.json`,
      license: undefined,
    }),
  )
  const schema = read('csaf/csaf-2.0.schema.json')
  const validator = await validatorModule({
    path: 'src/formats/csaf/generated/csaf-2.0',
    generator: 'scripts/generate/csaf-validator.ts',
    origin: 'schemas/third-party/csaf/csaf-2.0.schema.json (OASIS; CVSS: FIRST, BSD-3-Clause)',
    schema,
    others: cvss,
    exports: {
      document: schema['$id'] as string,
      cvss20: 'https://www.first.org/cvss/cvss-v2.0.json',
      cvss30: 'https://www.first.org/cvss/cvss-v3.0.json',
      cvss31: 'https://www.first.org/cvss/cvss-v3.1.json',
    },
    language: '2020-12',
  })
  const names = read('cwe/weakness-names-3.0-4.17.json')
  const path = 'src/formats/csaf/generated/weakness-names'
  return {
    ...validator,
    [`${path}.js`]: [
      '// Made by scripts/generate/csaf-validator.ts from schemas/third-party/cwe (CWE, © MITRE); do not edit.',
      '/* oxlint-disable */',
      `export const weaknessNames = JSON.parse(${JSON.stringify(JSON.stringify(names))})`,
      '',
    ].join('\n'),
    [`${path}.d.ts`]: [
      '// Made by scripts/generate/csaf-validator.ts; do not edit.',
      '/** All names a weakness has had, by its identifier. */',
      'export declare const weaknessNames: Readonly<Record<string, readonly string[]>>',
      '',
    ].join('\n'),
  }
}
