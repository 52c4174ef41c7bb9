/** The published schemas agree with the program: an editor accepts what the program reads, and marks what it refuses. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { dossierShape, ENTRY_SHAPES, parseDocument, shape } from '#catalogue/index.ts'
import { parseDate } from '#util/calendar-date.ts'
import { catalogueFiles } from '../support/catalogue.ts'
import { EXAMPLES_FOLDER } from '../support/examples.ts'
import { type Dice, dice } from '../support/random.ts'
import { home } from './copy.ts'

const ajv = new Ajv({
  strict: true,
  strictTypes: false,
  allErrors: false,
  formats: { date: (day: string) => parseDate(day) !== undefined },
})

function schema(name: string): ValidateFunction {
  return ajv.compile(JSON.parse(readFileSync(join(home, 'schemas', `${name}.schema.json`), 'utf8')) as object)
}

function complaints(validate: ValidateFunction, value: unknown): readonly string[] {
  return validate(value) ? [] : (validate.errors ?? []).slice(0, 3).map((e) => `${e.instancePath} ${e.message}`)
}

const isDossier = schema('dossier')
const isOverlay = schema('overlay')
const folders = readdirSync(EXAMPLES_FOLDER, { withFileTypes: true }).filter((entry) =>
  existsSync(join(EXAMPLES_FOLDER, entry.name, 'dossier.yaml')),
)

/** As an editor reads YAML: numbers are numbers, `true` is a truth value, nothing is null. */
function asRead(text: string): unknown {
  return parse(text, { schema: 'core', version: '1.2' })
}

describe('the schema of the dossier', () => {
  for (const { name } of folders) {
    test(`accepts examples/${name}`, () => {
      const names = readdirSync(join(EXAMPLES_FOLDER, name))
      // An overlay is what has expected answers of its own.
      const files = names.filter((f) => f === 'dossier.yaml' || names.includes(`expected.${f}`))
      const found = files.flatMap((file) => {
        const value = asRead(readFileSync(join(EXAMPLES_FOLDER, name, file), 'utf8'))
        return complaints(file === 'dossier.yaml' ? isDossier : isOverlay, value).map((c) => `${file}: ${c}`)
      })
      expect(found).toEqual([])
    })
  }

  test('is held against every dossier and its overlays', () => {
    expect(folders.length).toBeGreaterThan(5)
  })

  test('marks a fact that is not in the vocabulary, and a value that the fact cannot have', () => {
    const facts = (written: object) =>
      complaints(isDossier, { metascheme: 1, id: 'a', name: 'A', target: { type: 'product' }, facts: written })
    expect(facts({ 'market.eu': true })).toEqual([])
    expect(facts({ 'market.eu': 'unknown' })).toEqual([])
    expect(facts({ 'market.eu': { value: 'no', by: 'legal', on: '2026-11-25' } })).toEqual([])
    expect(facts({ 'market.first-placed-on': 'never' })).toEqual([])
    expect(facts({ 'market.eu': 'perhaps' })).not.toEqual([])
    expect(facts({ 'market.eu': { value: 'perhaps' } })).not.toEqual([])
    expect(facts({ 'market.first-placed-on': '2026-02-30' })).not.toEqual([])
    expect(facts({ 'product.core-functionality': 'routers' })).not.toEqual([])
    expect(facts({ 'market.europe': true })).not.toEqual([])
  })

  test('says what each fact asks, so that an editor can show it', () => {
    const { properties } = JSON.parse(readFileSync(join(home, 'schemas', 'dossier.schema.json'), 'utf8')) as {
      properties: { facts: { properties: Record<string, { description?: string }> } }
    }
    const facts = Object.entries(properties.facts.properties)
    expect(facts.length).toBeGreaterThan(100)
    expect(facts.filter(([, fact]) => !(fact.description ?? '').includes('?')).map(([id]) => id)).toEqual([])
  })

  test('gives the verdict of the program on dossiers with something changed anywhere but in the facts', () => {
    const texts = folders.map(({ name }) => readFileSync(join(EXAMPLES_FOLDER, name, 'dossier.yaml'), 'utf8'))
    const dossiers = texts.map((text) => {
      const { facts: _, ...rest } = asRead(text) as Record<string, unknown>
      return rest
    })
    const differing = new Set<string>()
    for (let i = 0; i < 600; i += 1) {
      const { text, what } = changedAnywhere(dossiers[i % dossiers.length], dice(i))
      const parsed = parseDocument('changed.yaml', text)
      const ours = parsed.kind === 'refused' ? parsed : shape(dossierShape, parsed.document)
      const theirs = complaints(isDossier, asRead(text))
      const says = ours.kind === 'refused' ? ours.diagnostics.map((d) => d.message) : []
      if ((says.length === 0) !== (theirs.length === 0))
        differing.add(`${what}: we say "${says[0] ?? 'fine'}", the schema says "${theirs[0] ?? 'fine'}"`)
    }
    expect([...differing]).toEqual([])
  }, 120_000)
})

describe('the schemas of catalogue entries', () => {
  const shapes = Object.entries(ENTRY_SHAPES)
  const nameOf = (kind: string) =>
    shapes.find(([, s]) => s === ENTRY_SHAPES[kind as keyof typeof ENTRY_SHAPES])?.[0] ?? kind
  const validators = new Map(
    [...new Set(shapes.map(([kind]) => nameOf(kind)))].map((name) => [name, schema(`catalogue/${name}`)]),
  )

  test('accept every entry', () => {
    const files = catalogueFiles()
    const found = files.flatMap((file) => {
      const value = asRead(file.text) as { kind: string }
      const validate = validators.get(nameOf(value.kind))
      return validate === undefined
        ? [`${file.path}: no schema for ${value.kind}`]
        : complaints(validate, value).map((c) => `${file.path}: ${c}`)
    })
    expect(found).toEqual([])
    expect(files.length).toBeGreaterThan(100)
  }, 120_000)

  test('mark a condition that is none', () => {
    const validate = validators.get('rules') as ValidateFunction
    const rules = (when: unknown) =>
      complaints(validate, {
        kind: 'rules',
        id: 'a',
        act: 'b',
        name: 'C',
        conclusions: [],
        rules: [{ concludes: 'a.b', says: 'x', when }],
        examples: [],
      })
    expect(rules({ all: ['market.eu', { not: 'a.b' }, { fact: 'c.d', onOrAfter: '2026-11-25' }] })).toEqual([])
    expect(rules({ al: ['market.eu'] })).not.toEqual([])
    expect(rules({ fact: 'c.d', onOrAfter: 'spring' })).not.toEqual([])
    expect(rules({ all: 'market.eu' })).not.toEqual([])
  })
})

/** Values of every form that people write where another is asked for. */
const STRANGE: readonly unknown[] = [
  '',
  'wrong',
  3,
  0,
  -1,
  2.5,
  true,
  'yes',
  null,
  [],
  ['a'],
  {},
  { a: 1 },
  '2026-02-30',
  '2026-11-25',
  'product',
  'DE',
  'all',
  99999,
]

/** One change somewhere: a value replaced, a key removed, misspelt or added, an item removed, doubled or added. */
function changedAnywhere(dossier: unknown, { between }: Dice): { readonly text: string; readonly what: string } {
  const copy = structuredClone(dossier)
  let at = copy as Record<string, unknown> | unknown[]
  const path: string[] = []
  for (let depth = between(0, 4); depth > 0; depth -= 1) {
    const inner = Object.entries(at).filter(([, value]) => typeof value === 'object' && value !== null)
    if (inner.length === 0) break
    const [key, value] = inner[between(0, inner.length - 1)] as [string, Record<string, unknown>]
    path.push(key)
    at = value
  }
  const strange = STRANGE[between(0, STRANGE.length - 1)]
  const keys = Object.keys(at)
  const key = keys[between(0, Math.max(0, keys.length - 1))] ?? 'a'
  const way = between(0, 3)
  if (Array.isArray(at)) {
    if (way === 0) at[Number(key)] = strange
    else if (way === 1) at.splice(Number(key), 1)
    else at.push(way === 2 ? structuredClone(at[0]) : strange)
  } else if (way === 0) at[key] = strange
  else if (way === 1) delete at[key]
  else if (way === 2) at[`${key}s`] = at[key]
  else at.note = strange
  return { text: stringify(copy), what: `${path.join('/')}/${key}, way ${way}, ${JSON.stringify(strange)}` }
}
