/** A short card for every entry somebody may look for, and the index over the cards. Typing mistakes are forgiven, facets are exact. */
import MiniSearch, { type AsPlainObject } from 'minisearch'
import type { Entry } from './build.ts'

export interface Card {
  /** `kind:id`, unique over the whole catalogue. */
  readonly key: string
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly summary: string
  readonly class: string
  readonly sectors: readonly string[]
  readonly regions: readonly string[]
  readonly levels: readonly string[]
  readonly status: string
}

/** Kinds that are looked for; sources, states and facts are found through what cites them. */
export const CARD_KINDS = [
  'scheme',
  'standard',
  'regulation',
  'credential',
  'level',
  'option',
  'recognition',
  'composite-rule',
  'requirement-set',
  'rules',
  'body',
] as const

export function cardsOf(entries: readonly Pick<Entry, 'kind' | 'value'>[]): readonly Card[] {
  return entries
    .filter((e) => (CARD_KINDS as readonly string[]).includes(e.kind))
    .map((e) => cardOf(e.kind, e.value as Loose))
}

type Loose = Readonly<Record<string, unknown>>

function cardOf(kind: string, e: Loose): Card {
  const facts = (e.facts ?? {}) as Loose
  return {
    key: `${kind}:${String(e.id)}`,
    kind,
    id: String(e.id),
    name: String(e.name ?? e.id),
    aliases: [...texts(e.aliases), ...texts(e.asPrinted)],
    summary: String(e.summary ?? e.purpose ?? ''),
    class: String(e.class ?? e.targetType ?? ''),
    sectors: texts(e.sectors),
    regions: [...texts(e.regions), ...(typeof e.country === 'string' ? [e.country] : [])],
    levels: texts(latest(facts.levels)?.value),
    status: String(latest(facts.status)?.value ?? ''),
  }
}

/** A fact may be one value or a dated list; the last of a list is the newest. */
function latest(fact: unknown): Loose | undefined {
  const one: unknown = Array.isArray(fact) ? fact[fact.length - 1] : fact
  return typeof one === 'object' && one !== null ? (one as Loose) : undefined
}

function texts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'string' && value !== '' ? [value] : []
}

const OPTIONS = {
  idField: 'key',
  fields: ['id', 'name', 'aliases', 'summary', 'levels', 'sectors', 'regions'],
  // Nothing is stored: the cards stand beside the index, and a stored `id` would hide the key that a hit is known by.
  extractField: (card: object, field: string): string => {
    const value = (card as Record<string, unknown>)[field]
    return Array.isArray(value) ? value.join(' ') : String(value ?? '')
  },
  searchOptions: {
    boost: { id: 4, name: 3, aliases: 3 },
    prefix: true,
    fuzzy: (term: string) => (term.length > 3 ? FUZZINESS : 0),
    combineWith: 'AND' as const,
  },
}

/** Share of a word's letters that may be mistyped. */
const FUZZINESS = 0.2

const { tokenize, processTerm } = {
  tokenize: MiniSearch.getDefault('tokenize') as (text: string) => string[],
  processTerm: MiniSearch.getDefault('processTerm') as (term: string) => string,
}

type Lengths = readonly number[]
type Postings = Readonly<Record<string, Readonly<Record<string, number>>>>

interface Head {
  /** How many lines of cards and of terms follow. */
  readonly cards: number
  readonly terms: number
  readonly index: Omit<AsPlainObject, 'index' | 'documentIds' | 'fieldLength' | 'storedFields'>
}

/**
 * The index as text that a search reads in part: a head, one line a card (`[lengths of its fields, card]`), one line a term
 * (`term {field: {card: times}}`). Splitting lines is all that a search does with most of it.
 */
export function indexCards(cards: readonly Card[]): string {
  const search = new MiniSearch<Card>(OPTIONS)
  search.addAll(cards)
  const { index, documentIds, fieldLength, storedFields: _, ...rest } = search.toJSON()
  const byKey = new Map(cards.map((c) => [c.key, c]))
  const rows = Object.entries(documentIds).map(([short, key]) => [
    (fieldLength as Record<string, Lengths>)[short],
    byKey.get(String(key)),
  ])
  const head: Head = { cards: rows.length, terms: index.length, index: rest }
  return [
    JSON.stringify(head),
    ...rows.map((row) => JSON.stringify(row)),
    ...index.map(([term, postings]) => `${term} ${JSON.stringify(postings)}`),
  ].join('\n')
}

/** Lines of an index by what they are. */
class IndexLines {
  readonly #lines: readonly string[]
  readonly head: Head
  constructor(text: string) {
    this.#lines = text.split('\n')
    this.head = JSON.parse(this.#lines[0] ?? '') as Head
  }
  card(number: number): readonly [Lengths, Card] {
    return JSON.parse(this.#lines[1 + number] ?? '') as [Lengths, Card]
  }
  allCards(): readonly Card[] {
    return Array.from({ length: this.head.cards }, (_, n) => this.card(n)[1])
  }
  /** What the library's index would hold if it knew only the terms that `words` can reach, and only the cards these are on. */
  reachable(words: readonly string[]): AsPlainObject {
    const reaches = words.map(reachOf)
    const index: [string, Postings][] = []
    const numbers = new Set<string>()
    for (let i = 1 + this.head.cards; i < this.#lines.length; i += 1) {
      const line = this.#lines[i] ?? ''
      const end = line.indexOf(' ')
      if (!reaches.some((reaches) => reaches(line, end))) continue
      const postings = JSON.parse(line.slice(end + 1)) as Postings
      index.push([line.slice(0, end), postings])
      for (const on of Object.values(postings)) for (const number of Object.keys(on)) numbers.add(number)
    }
    const cards = [...numbers].map((n) => [n, this.card(Number(n))] as const)
    return {
      ...this.head.index,
      documentIds: Object.fromEntries(cards.map(([n, [, card]]) => [n, card.key])),
      fieldLength: Object.fromEntries(cards.map(([n, [lengths]]) => [n, lengths])),
      storedFields: {},
      index,
    } as unknown as AsPlainObject
  }
  /** Whether some term begins with `word`. */
  knows(word: string): boolean {
    return this.#lines.some((line, i) => i > this.head.cards && line.startsWith(word))
  }
  /** Whether `word` itself is a term. */
  has(word: string): boolean {
    return this.knows(`${word} `)
  }
}

/**
 * A test, true of every term (the first `end` letters of `line`) that `word` finds by its beginning or with typing mistakes, and of some more:
 * each mistake changes the length by at most one, and the set of letters by at most two.
 */
function reachOf(word: string): (line: string, end: number) => boolean {
  const limit = word.length > 3 ? Math.min(MOST_MISTAKES, Math.round(word.length * FUZZINESS)) : 0
  const letters = lettersOf(word, word.length)
  return (line, end) => {
    if (line.startsWith(word) && end >= word.length) return true
    if (limit === 0 || Math.abs(end - word.length) > limit) return false
    let differing = letters ^ lettersOf(line, end)
    let count = 0
    while (differing !== 0) {
      differing &= differing - 1
      count += 1
    }
    return count <= 2 * limit
  }
}

/** The library's own limit. */
const MOST_MISTAKES = 6

function lettersOf(text: string, end: number): number {
  let bits = 0
  for (let i = 0; i < end; i += 1) bits |= 1 << (text.charCodeAt(i) & 31)
  return bits
}

export interface Facets {
  readonly kind?: string
  readonly class?: string
  readonly sector?: string
  readonly region?: string
  readonly level?: string
  readonly status?: string
}

export interface Found extends Card {
  readonly score: number
}

/** Best first, ties by key. Without words: everything that the facets leave, by key. `index` is what `indexCards` made. */
export function searchCards(index: string, words: string, facets: Facets): readonly Found[] {
  const lines = new IndexLines(index)
  const terms = tokenize(words)
    .map((t) => processTerm(t))
    .filter((t) => t !== '')
  const hits = terms.length === 0 ? lines.allCards().map((c) => ({ ...c, score: 0 })) : hitsFor(lines, terms)
  return hits.filter((c) => passes(c, facets)).sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
}

/** A word that nothing begins with, but that is two known words written together ("javacard"), is these two. */
function apart(word: string, lines: IndexLines): readonly string[] {
  if (word.length < 2 * SHORTEST_PART || lines.knows(word)) return [word]
  for (let cut = word.length - SHORTEST_PART; cut >= SHORTEST_PART; cut -= 1) {
    const parts = [word.slice(0, cut), word.slice(cut)]
    if (parts.every((p) => lines.has(p))) return parts
  }
  return [word]
}

const SHORTEST_PART = 3

/** All words if anything has them all; else all of them with words read as two; else any of them. */
function hitsFor(lines: IndexLines, terms: readonly string[]): readonly Found[] {
  const all = hitsWith(lines, terms, 'AND')
  if (all.length > 0) return all
  const parts = terms.flatMap((t) => apart(t, lines))
  const asTwo = parts.length > terms.length ? hitsWith(lines, parts, 'AND') : []
  return asTwo.length > 0 ? asTwo : hitsWith(lines, terms, 'OR')
}

function hitsWith(lines: IndexLines, terms: readonly string[], combineWith: 'AND' | 'OR'): readonly Found[] {
  const reachable = lines.reachable(terms)
  const search = MiniSearch.loadJS<Card>(reachable, OPTIONS)
  const found = search.search(terms.join(' '), { combineWith })
  const numbers = new Map(Object.entries(reachable.documentIds).map(([number, key]) => [key, Number(number)]))
  return found.map((hit) => ({
    ...lines.card(numbers.get(hit.id as string) as number)[1],
    score: Math.round(hit.score * 100) / 100,
  }))
}

function passes(c: Card, f: Facets): boolean {
  const holds = (wanted: string | undefined, values: readonly string[]): boolean =>
    wanted === undefined || values.some((v) => v.toLowerCase() === wanted.toLowerCase())
  const part = (wanted: string | undefined, values: readonly string[]): boolean =>
    wanted === undefined || values.some((v) => v.toLowerCase().includes(wanted.toLowerCase()))
  return (
    holds(f.kind, [c.kind]) &&
    holds(f.class, [c.class]) &&
    part(f.sector, c.sectors) &&
    holds(f.region, c.regions) &&
    part(f.level, c.levels) &&
    holds(f.status, [c.status])
  )
}
