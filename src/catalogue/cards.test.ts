/** Searching the cards: the part of the index that words can reach gives the answer that the whole index gives. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import MiniSearch from 'minisearch'
import { describe, expect, it } from 'vitest'
import { readEntries } from './build.ts'
import { type Card, cardsOf, indexCards, searchCards } from './cards.ts'

const folder = join(import.meta.dirname, '../../catalogue')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.yaml'))
  .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
const cards = cardsOf(readEntries(files).entries)
const index = indexCards(cards)

const whole = new MiniSearch<Card>({
  idField: 'key',
  fields: ['id', 'name', 'aliases', 'summary', 'levels', 'sectors', 'regions'],
  extractField: (card, field) => {
    const value = (card as unknown as Record<string, unknown>)[field]
    return Array.isArray(value) ? value.join(' ') : String(value ?? '')
  },
  searchOptions: {
    boost: { id: 4, name: 3, aliases: 3 },
    prefix: true,
    fuzzy: (term) => (term.length > 3 ? 0.2 : 0),
    combineWith: 'AND',
  },
})
whole.addAll(cards)

/** Key → score in hundredths, as the library alone answers; `all` where something has all the words. */
function byLibrary(words: string): { readonly hits: ReadonlyMap<string, number>; readonly all: boolean } {
  const all = whole.search(words)
  const hits = all.length > 0 ? all : whole.search(words, { combineWith: 'OR' })
  return { hits: new Map(hits.map((h) => [String(h.id), Math.round(h.score * 100)])), all: all.length > 0 }
}

/** Every word begins some term, so none is read as two. */
function isKnown(words: string): boolean {
  return words.split(/\s+/).every((w) => whole.search(w, { fuzzy: false, combineWith: 'AND' }).length > 0)
}

/** Words of names, some cut short, some with a letter too many, too few or wrong; the same on every run. */
function queries(): readonly string[] {
  let state = 7
  const below = (n: number): number => (state = (state * 1103515245 + 12345) % 2147483648) % n
  return Array.from({ length: 150 }, () => {
    const words = (cards[below(cards.length)] as Card).name.split(/\s+/).slice(0, 3)
    return words
      .map((word) => {
        const at = below(word.length + 1)
        const kinds = [
          word,
          word.slice(0, Math.max(2, at)),
          `${word.slice(0, at)}x${word.slice(at)}`,
          word.slice(0, at) + word.slice(at + 1),
          `${word.slice(0, at)}e${word.slice(at + 1)}`,
        ]
        return kinds[below(kinds.length)] as string
      })
      .join(' ')
  })
}

describe('searching the catalogue', () => {
  it('finds what the whole index finds, with the same scores', () => {
    let found = 0
    for (const words of queries()) {
      const { hits: expected, all } = byLibrary(words)
      // Where nothing has all the words, one that nobody knows may be read as two.
      if (!all && !isKnown(words)) continue
      const got = new Map(searchCards(index, words, {}).map((c) => [c.key, Math.round(c.score * 100)]))
      found += expected.size
      expect([...got.keys()].sort(), words).toEqual([...expected.keys()].sort())
      for (const [key, score] of expected)
        expect(Math.abs((got.get(key) as number) - score), `${words}: ${key}`).toBeLessThanOrEqual(1)
    }
    expect(found).toBeGreaterThan(1000)
  })

  it.each([
    ['common criteria', 'standard:common-criteria'],
    ['comon criteria', 'standard:common-criteria'],
    ['EUCC', 'scheme:eucc'],
    ['javacard', 'standard:pp-java-card'],
    ['java card', 'standard:pp-java-card'],
  ])('%s → %s', (words, key) => {
    expect(
      searchCards(index, words, {})
        .slice(0, 5)
        .map((c) => c.key),
    ).toContain(key)
  })

  it('without words gives everything that the facets leave, by key', () => {
    const keys = searchCards(index, '  ', { kind: 'body' }).map((c) => c.key)
    expect(keys).toEqual(
      cards
        .filter((c) => c.kind === 'body')
        .map((c) => c.key)
        .sort(),
    )
    expect(keys.length).toBeGreaterThan(50)
  })
})
