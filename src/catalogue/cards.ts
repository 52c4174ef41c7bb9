/** A short card for every entry somebody may look for, and the index over the cards. Typing mistakes are forgiven, facets are exact. */
import MiniSearch, { type AsPlainObject, type SearchResult } from 'minisearch'
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
  storeFields: ['kind', 'id', 'name', 'aliases', 'summary', 'class', 'sectors', 'regions', 'levels', 'status'],
  extractField: (card: object, field: string): string => {
    const value = (card as Record<string, unknown>)[field]
    return Array.isArray(value) ? value.join(' ') : String(value ?? '')
  },
  searchOptions: {
    boost: { id: 4, name: 3, aliases: 3 },
    prefix: true,
    fuzzy: (term: string) => (term.length > 3 ? 0.2 : 0),
    combineWith: 'AND' as const,
  },
}

export interface SearchIndex {
  readonly index: AsPlainObject
  readonly cards: readonly Card[]
}

export function indexCards(cards: readonly Card[]): SearchIndex {
  const search = new MiniSearch<Card>(OPTIONS)
  search.addAll(cards)
  return { index: search.toJSON(), cards }
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

/** Best first, ties by key. Without words: everything that the facets leave, by key. */
export function searchCards(built: SearchIndex, words: string, facets: Facets): readonly Found[] {
  const byKey = new Map(built.cards.map((c) => [c.key, c]))
  const hits: readonly Found[] =
    words.trim() === ''
      ? built.cards.map((c) => ({ ...c, score: 0 }))
      : hitsFor(built, words).flatMap((r) => {
          const card = byKey.get(String(r.id))
          return card === undefined ? [] : [{ ...card, score: Math.round(r.score * 100) / 100 }]
        })
  return hits.filter((c) => passes(c, facets)).sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
}

/** All words if anything has them all, else any of them. */
function hitsFor(built: SearchIndex, words: string): readonly SearchResult[] {
  const search = MiniSearch.loadJS<Card>(built.index, OPTIONS)
  const all = search.search(words)
  return all.length > 0 ? all : search.search(words, { combineWith: 'OR' })
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
