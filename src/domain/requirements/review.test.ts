import { describe, expect, it } from 'vitest'
import { mapping, requirement, set } from '../../../test/support/mappings.ts'
import { agreementOf, drawRows, measureSuggestions, type StatedRelation, Suggester } from './index.ts'

describe('review', () => {
  const many = mapping(
    'a',
    'b',
    Array.from({ length: 100 }, (_, i) => `x${i} intersects t`),
  )

  it('draws the same rows for the same seed, each once, in order, all where all are asked for', () => {
    const drawn = drawRows([many], 10, 7)
    expect(drawn).toEqual(drawRows([many], 10, 7))
    expect(new Set(drawn.map((d) => d.row)).size).toBe(10)
    expect(drawn.map((d) => d.row)).toEqual(drawn.map((d) => d.row).sort((x, y) => x - y))
    expect(drawRows([many], 10, 8)).not.toEqual(drawn)
    expect(drawRows([many], 1000, 7)).toHaveLength(100)
  })

  it('gives every row its chance', () => {
    const counts = new Map<number, number>()
    for (let seed = 0; seed < 2000; seed += 1)
      for (const d of drawRows([many], 5, seed)) counts.set(d.row, (counts.get(d.row) ?? 0) + 1)
    expect(counts.size).toBe(100)
    expect(Math.min(...counts.values())).toBeGreaterThan(60)
    expect(Math.max(...counts.values())).toBeLessThan(145)
  })

  it('computes agreement exactly', () => {
    const pairs: (readonly [StatedRelation, StatedRelation])[] = [
      ['superset', 'superset'],
      ['superset', 'intersects'],
      ['intersects', 'intersects'],
      ['intersects', 'intersects'],
    ]
    // Observed 3/4; by chance (2·1 + 2·3)/16 = 1/2; kappa 1/2.
    expect(agreementOf(pairs)).toMatchObject({ rows: 4, agreed: 3, kappa: { numerator: 4, denominator: 8 } })
    expect(agreementOf([['intersects', 'intersects']]).kappa).toBeUndefined()
    expect(agreementOf(pairs).table[0]).toEqual({ first: 'intersects', second: 'intersects', rows: 2 })
  })

  it('suggests what has rare words in common first, and measures itself against rows', () => {
    const to = set('b', [
      requirement('keys', { says: 'Secret keys are stored protected.' }),
      requirement('log', { says: 'Security events are recorded.' }),
      requirement('pass', { says: 'Passwords are unique.' }),
    ])
    const from = set('a', [
      requirement('x', { says: 'Keys of the device are stored in protected memory.' }),
      requirement('y', { says: 'Unique passwords for each device.' }),
    ])
    const suggester = new Suggester(to)
    expect(suggester.suggest(from.requirements[0]!, 3)[0]).toMatchObject({
      requirement: 'keys',
      words: ['key', 'stored', 'stored protected', 'protected'],
    })
    expect(measureSuggestions(mapping('a', 'b', ['x intersects keys', 'y intersects log']), from, to, 1)).toEqual({
      asked: 2,
      firstIsRow: 1,
      made: 2,
      hits: 1,
      rows: 2,
      found: 1,
    })
  })
})
