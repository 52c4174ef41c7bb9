/**
 * Turns the published JSON schemas of CycloneDX into validators, one module for each edition.
 *
 * Three things are changed on the way, none of which changes a verdict:
 * - `uniqueItems`, quadratic as published validators carry it out, becomes a check of ours that is linear;
 * - long lists of allowed words become sets;
 * - titles, descriptions and examples are left out.
 *
 * Each module exports a validator for the document and one for the elements of each of its long lists, because a document
 * is read element by element.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validatorModule } from './schema-compiler/compile.ts'

const editions = ['1.2', '1.3', '1.4', '1.5', '1.6', '1.7']

/** The long lists at the top of a document and the definition of their elements. */
const elements = {
  components: 'component',
  services: 'service',
  dependencies: 'dependency',
  vulnerabilities: 'vulnerability',
  compositions: 'compositions',
  annotations: 'annotations',
  formulation: 'formula',
}

export async function generate({ home }: { readonly home: string }): Promise<Readonly<Record<string, string>>> {
  const folder = join(home, 'schemas', 'third-party', 'cyclonedx')
  const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const files: Record<string, string> = {}
  for (const edition of editions) {
    const schema = read(`bom-${edition}.schema.json`)
    const definitions = schema['definitions'] as Record<string, unknown>
    const properties = schema['properties'] as Record<string, unknown>
    const id = schema['$id'] as string
    const exports: Record<string, string> = { document: id }
    for (const [list, definition] of Object.entries(elements)) {
      if (properties[list] !== undefined && definitions[definition] !== undefined)
        exports[list] = `${id}#/definitions/${definition}`
    }
    const path = `src/formats/cyclonedx/generated/bom-${edition}`
    Object.assign(
      files,
      await validatorModule({
        path,
        generator: 'scripts/generate/cyclonedx-validators.ts',
        origin: `schemas/third-party/cyclonedx/bom-${edition}.schema.json (Apache-2.0)`,
        schema,
        others: ['spdx', 'jsf-0.82', 'cryptography-defs'].map((name) => read(`${name}.schema.json`)),
        exports,
      }),
    )
  }
  return files
}
