/** JSON Schemas of security claims and of demands, from `src/catalogue/schema-claim.ts`. */
import { claimShape, demandShape } from '#catalogue/index.ts'
import type { TSchema } from '@sinclair/typebox'
import { DIALECT, publish } from './schemas/publish.ts'

const COMMENT = 'Made by scripts/generate/claim-schemas.ts from src/catalogue/schema-claim.ts; do not edit.'

export async function generate(): Promise<Readonly<Record<string, string>>> {
  return { 'schemas/claim.schema.json': schemaOf(claimShape), 'schemas/demand.schema.json': schemaOf(demandShape) }
}

function schemaOf(shape: TSchema): string {
  const { $id, title, description } = shape
  const { description: _, ...form } = publish(shape)
  const schema = { $schema: DIALECT, $id, $comment: COMMENT, title, description, ...form }
  return `${JSON.stringify(schema, null, 1)}\n`
}
