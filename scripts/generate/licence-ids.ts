/** The licence identifiers that the bill formats know, as one list for their writers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export async function generate({ home }: { readonly home: string }): Promise<Readonly<Record<string, string>>> {
  const origin = 'schemas/third-party/cyclonedx/spdx.schema.json'
  const schema = JSON.parse(readFileSync(join(home, origin), 'utf8')) as { readonly enum: readonly string[] }
  const text = [
    `/** Made by scripts/generate/licence-ids.ts from ${origin} (the SPDX licence list, CC0-1.0); do not edit. */`,
    'export const licenceIds: ReadonlySet<string> = new Set([',
    ...schema.enum.map((id) => `  '${id}',`),
    '])',
    '',
  ].join('\n')
  return { 'src/formats/generated/licence-ids.ts': text }
}
