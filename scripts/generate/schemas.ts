/** JSON Schemas of the dossier, of overlays, and of every kind of catalogue entry, from `src/catalogue/schema.ts`. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { built, dossierShape, ENTRY_SHAPES, loadLaw, readEntries } from '#catalogue/index.ts'
import type { FactDefinition } from '#domain/law/index.ts'
import type { TSchema } from '@sinclair/typebox'
import { EXPRESSION, FACT_DEFINITIONS, factsOf } from './schemas/definitions.ts'
import { DIALECT, type JsonSchema, publish } from './schemas/publish.ts'

const ADDRESS = 'https://metascheme.example/schemas'
const COMMENT = 'Made by scripts/generate/schemas.ts from src/catalogue/schema.ts and catalogue/facts; do not edit.'

export async function generate({ home }: { readonly home: string }): Promise<Readonly<Record<string, string>>> {
  const facts = vocabularyOf(home)
  return {
    'schemas/dossier.schema.json': text(dossierSchema(facts)),
    'schemas/overlay.schema.json': text(overlaySchema(facts)),
    ...Object.fromEntries(
      Object.entries(entrySchemas()).map(([name, schema]) => [`schemas/catalogue/${name}.schema.json`, text(schema)]),
    ),
  }
}

function dossierSchema(facts: readonly FactDefinition[]): JsonSchema {
  const { description: _, ...form } = publish(dossierShape, { replace: new Map([['/facts', factsOf(facts)]]) })
  return {
    ...head('dossier', 'Metascheme dossier', 'One target, its parts, certificates, evidence and constraints'),
    ...form,
    definitions: FACT_DEFINITIONS,
  }
}

function overlaySchema(facts: readonly FactDefinition[]): JsonSchema {
  const form = publish(dossierShape, { isPartial: true, replace: new Map([['/facts', factsOf(facts)]]) })
  const over = { type: 'string', description: 'another overlay that goes beneath this one, relative to its folder' }
  return {
    ...head('overlay', 'Metascheme overlay', 'A partial dossier, laid over another to ask "what if"'),
    type: 'object',
    additionalProperties: false,
    properties: { over, ...(form.properties as JsonSchema) },
    definitions: FACT_DEFINITIONS,
  }
}

/** One schema a shape; kinds that share a shape share a schema, under the name of the first. */
function entrySchemas(): Readonly<Record<string, JsonSchema>> {
  const known = new Map<TSchema, string>()
  const out: Record<string, JsonSchema> = {}
  for (const [kind, shape] of Object.entries(ENTRY_SHAPES)) {
    if (known.has(shape)) continue
    known.set(shape, kind)
    const form = publish(shape)
    const usesExpression = JSON.stringify(form).includes('#/definitions/expression')
    out[kind] = {
      ...head(`catalogue/${kind}`, `Metascheme catalogue entry: ${kind}`, 'docs/catalogue-format.md explains each key'),
      ...form,
      ...(usesExpression ? { definitions: { expression: EXPRESSION } } : {}),
    }
  }
  return out
}

function head(name: string, title: string, description: string): JsonSchema {
  return { $schema: DIALECT, $id: `${ADDRESS}/${name}.schema.json`, $comment: COMMENT, title, description }
}

function vocabularyOf(home: string): readonly FactDefinition[] {
  const folder = join(home, 'catalogue', 'facts')
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ path: `facts/${name}`, text: readFileSync(join(folder, name), 'utf8') }))
  const { facts } = loadLaw(built(readEntries(files).entries, '').entries)
  return [...facts.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function text(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 1)}\n`
}
