/** The exports, read by somebody else: JSON-LD by its reference processor, the workbook and the separated values by readers of their own. */
// @ts-expect-error: the package brings no types
import jsonld from 'jsonld'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { built, cardsOf, exportCards, readEntries, tablesOf } from '#catalogue/index.ts'
import { readSeparated, readWorkbook } from '#formats/sheets.ts'
import { repositoryEntries } from '../support/catalogue.ts'
import { catalogueOf, commandLine, scratch } from '../support/command-line.ts'

const SKOS = 'http://www.w3.org/2004/02/skos/core#'
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
const { entries } = repositoryEntries()
const CARDS = cardsOf(entries)

interface Quad {
  readonly subject: { readonly value: string }
  readonly predicate: { readonly value: string }
  readonly object: { readonly value: string; readonly termType: string; readonly language?: string }
}

describe('JSON-LD', () => {
  let quads: readonly Quad[] = []
  const objects = (predicate: string): readonly Quad[] => quads.filter((q) => q.predicate.value === predicate)

  beforeAll(async () => {
    const document = JSON.parse(exportCards(CARDS, 'jsonld', 'e1')) as object
    // Safe mode refuses whatever would be dropped in silence: a key without a meaning, a relative address.
    const { toRDF } = jsonld as { toRDF(document: object, options: object): Promise<readonly Quad[]> }
    quads = await toRDF(document, {
      safe: true,
      documentLoader: (url: string) => Promise.reject(new Error(`nothing is loaded, and ${url} is not`)),
    })
  })

  it('becomes a concept for every card and for every kind', () => {
    const concepts = objects(RDF_TYPE).filter((q) => q.object.value === `${SKOS}Concept`)
    expect(concepts.length).toBe(CARDS.length + new Set(CARDS.map((c) => c.kind)).size)
  })

  it('leads nowhere but to what it holds, its licence aside', () => {
    const known = new Set(quads.map((q) => q.subject.value))
    const links = quads.filter((q) => q.object.termType === 'NamedNode' && q.predicate.value !== RDF_TYPE)
    const strangers = links.map((q) => q.object.value).filter((v) => !known.has(v))
    expect([...new Set(strangers)]).toEqual(['https://creativecommons.org/licenses/by/4.0/'])
  })

  it('keeps the conditions of SKOS: one preferred label a language, and no label both preferred and other', () => {
    const preferred = new Map<string, string>()
    for (const q of objects(`${SKOS}prefLabel`)) {
      const key = `${q.subject.value} ${q.object.language}`
      expect(preferred.has(key)).toBe(false)
      preferred.set(key, q.object.value)
    }
    const both = objects(`${SKOS}altLabel`).filter(
      (q) => preferred.get(`${q.subject.value} ${q.object.language}`) === q.object.value,
    )
    expect(both).toEqual([])
  })

  it('keeps collections apart from concepts, and what is broader from going round', () => {
    const typed = (type: string): ReadonlySet<string> =>
      new Set(
        objects(RDF_TYPE)
          .filter((q) => q.object.value === `${SKOS}${type}`)
          .map((q) => q.subject.value),
      )
    const concepts = typed('Concept')
    expect([...typed('Collection'), ...typed('ConceptScheme')].filter((c) => concepts.has(c))).toEqual([])
    const broader = objects(`${SKOS}broader`)
    const tops = new Set(objects(`${SKOS}topConceptOf`).map((q) => q.subject.value))
    expect(broader.filter((q) => !tops.has(q.object.value) || tops.has(q.subject.value))).toEqual([])
    expect(new Set(objects(`${SKOS}hasTopConcept`).map((q) => q.object.value))).toEqual(tops)
  })
})

const HOSTILE = '=HYPERLINK("https://example.org";"x")'
const files = [
  {
    path: 'schemes/one.yaml',
    text: `kind: scheme\nid: one\nname: '${HOSTILE}'\naliases: ["@SUM(1)", "+1+1", "-2"]\nclass: product\nschemeKind: scheme\nsectors: [cross-sector]\nregions: [EU]\nsummary: "a, \\"b\\"\\nc"\ncite: { source: text, at: head, standing: primary, on: 2026-01-01 }\nfacts:\n  owner: { value: "@owner", standing: unchecked }\n  levels: { value: [a, b], source: text, at: "p. 2" }\nrelations: [{ type: cites, to: one, edition: "2013" }]\n`,
  },
  { path: 'sources/text.yaml', text: 'kind: source\nid: text\ntitle: A text\npublisher: Office\ntype: law\n' },
]
const room = scratch()
afterAll(() => room.end())
const folder = catalogueOf(join(room.folder, 'built'), readEntries(files).entries)

async function exported(name: string): Promise<Uint8Array> {
  const file = join(room.folder, name)
  const said = await commandLine(['catalogue', 'export', file, '--on', '2026-11-25'], folder)
  expect(said.code).toBe(0)
  return new Uint8Array(readFileSync(file))
}

describe('the workbook', () => {
  it('has records, facts with their citations, relations and sources, and nothing that runs', async () => {
    const read = await readWorkbook({ file: 'export.xlsx', bytes: await exported('export.xlsx') })
    if (read.kind !== 'tables') throw new Error('the workbook is not read')
    const sheet = (name: string): readonly (readonly string[])[] => read.sheets.find((s) => s.name === name)?.rows ?? []
    expect(read.sheets.map((s) => s.name)).toEqual(['Records', 'Facts', 'Relations', 'Sources', 'About'])
    expect(sheet('Records')[1]?.slice(0, 4)).toEqual(['scheme', 'one', `'${HOSTILE}`, "'@SUM(1); +1+1; -2"])
    expect(sheet('Facts').slice(1)).toEqual([
      ['scheme', 'one', `'${HOSTILE}`, 'levels', 'a; b', '', '', '', 'primary', 'text', 'p. 2', '2026-01-01'],
      ['scheme', 'one', `'${HOSTILE}`, 'owner', "'@owner", '', '', '', 'unchecked', 'text', 'head'],
    ])
    expect(sheet('Relations')[1]?.slice(0, 5)).toEqual(['scheme', 'one', 'cites', 'one', '2013'])
    expect(sheet('Sources')[1]?.slice(0, 3)).toEqual(['text', 'A text', 'Office'])
  })

  it('is the same twice, byte for byte', async () => {
    expect(await exported('a.xlsx')).toEqual(await exported('b.xlsx'))
  })

  it('holds every record and every fact that is shipped, once', () => {
    const all = built(entries, 'test').entries
    const records = (['scheme', 'standard', 'regulation', 'credential'] as const).flatMap((k) => all[k] ?? [])
    const facts = records.flatMap((r) => Object.values(r.facts).flatMap((f) => [f].flat()))
    const tables = tablesOf(all, 'e1', '2026-11-25')
    const rows = (name: string): number => (tables.find((t) => t.name === name)?.rows.length ?? 0) - 1
    expect(rows('Records')).toBe(records.length)
    expect(rows('Facts')).toBe(facts.length)
    for (const t of tables) expect(new Set(t.rows.map((r) => r.length)).size).toBe(1)
  })
})

describe('separated values', () => {
  it('come back cell by cell, with what a spreadsheet would run led by an apostrophe', async () => {
    const bytes = await exported('export.csv')
    const read = readSeparated({ file: 'export.csv', bytes })
    const rows = read.kind === 'tables' ? (read.sheets[0]?.rows ?? []) : []
    const text = new TextDecoder().decode(bytes)
    expect(rows[1]?.slice(0, 3)).toEqual(['scheme', 'one', `'${HOSTILE}`])
    expect(text.split('\r\n').filter((l) => /(?:^|,)"?[=+\-@]/.test(l))).toEqual([])
  })
})
