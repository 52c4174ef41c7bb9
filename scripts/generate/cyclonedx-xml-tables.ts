/** Turns the published XML schemas of CycloneDX into tables for `src/formats/xml-schema.ts`, one module for each edition. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { xmlSchemaTable } from './schema-compiler/xml-schema-table.ts'

const editions = ['1.2', '1.3', '1.4', '1.5', '1.6', '1.7']

export async function generate({ home }: { readonly home: string }): Promise<Readonly<Record<string, string>>> {
  const folder = join(home, 'schemas', 'third-party', 'cyclonedx')
  const read = (name: string) => ({ file: name, bytes: readFileSync(join(folder, name)) })
  const files: Record<string, string> = {}
  for (const edition of editions) {
    const table = xmlSchemaTable(read(`bom-${edition}.xsd`), { spdx: read('spdx.xsd') })
    const path = `src/formats/cyclonedx/generated/bom-${edition}.xml`
    const origin = `schemas/third-party/cyclonedx/bom-${edition}.xsd (Apache-2.0)`
    files[`${path}.js`] = [
      `// Made by scripts/generate/cyclonedx-xml-tables.ts from ${origin}; do not edit.`,
      '/* oxlint-disable */',
      `export const schema = JSON.parse(${JSON.stringify(JSON.stringify(table))})`,
      '',
    ].join('\n')
    files[`${path}.d.ts`] = [
      '// Made by scripts/generate/cyclonedx-xml-tables.ts; do not edit.',
      "import type { XmlSchema } from '#formats/xml-schema.ts'",
      'export declare const schema: XmlSchema',
      '',
    ].join('\n')
  }
  return files
}
