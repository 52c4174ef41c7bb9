/** The algebra of set relations: its laws over all relations, and its table against every triple of sets over a small universe. */
import { describe, expect, it } from 'vitest'
import {
  ANY,
  bitOf,
  compose,
  contains,
  DISJOINT,
  EQUAL,
  INTERSECTS,
  inverse,
  inverseOf,
  isWithin,
  NONE,
  overlaps,
  possibleUnder,
  RELATIONS,
  relationsIn,
  STATED_RELATIONS,
  SUBSET,
  SUPERSET,
} from '#domain/requirements/index.ts'

const ATOMS = RELATIONS.map(bitOf)
const ALL = Array.from({ length: 32 }, (_, i) => i)

/** Non-empty subsets of a universe of `n` elements, as bits. */
function subsets(n: number): readonly number[] {
  return Array.from({ length: (1 << n) - 1 }, (_, i) => i + 1)
}

function relationBetween(a: number, b: number): number {
  if (a === b) return EQUAL
  if ((a & b) === 0) return DISJOINT
  if ((a & b) === a) return SUBSET
  return (a & b) === b ? SUPERSET : INTERSECTS
}

describe('set relations', () => {
  it('compose exactly as sets do: every triple of subsets of five elements is allowed, and every allowed relation occurs', () => {
    const found = new Map<string, number>()
    for (const a of subsets(5)) {
      for (const b of subsets(5)) {
        const ab = relationBetween(a, b)
        for (const c of subsets(5)) {
          const key = `${ab} ${relationBetween(b, c)}`
          found.set(key, (found.get(key) ?? 0) | relationBetween(a, c))
        }
      }
    }
    for (const r of ATOMS) for (const s of ATOMS) expect([r, s, compose(r, s)]).toEqual([r, s, found.get(`${r} ${s}`)])
  })

  it('have equal as identity', () => {
    for (const r of ALL) {
      expect(compose(EQUAL, r)).toBe(r)
      expect(compose(r, EQUAL)).toBe(r)
    }
  })

  it('invert twice to themselves, and hold equal after going there and back', () => {
    for (const r of ALL) {
      expect(inverse(inverse(r))).toBe(r)
      if (r !== NONE) expect(compose(r, inverse(r)) & EQUAL).toBe(EQUAL)
    }
  })

  it('invert a composition the other way round', () => {
    for (const r of ALL) for (const s of ALL) expect(inverse(compose(r, s))).toBe(compose(inverse(s), inverse(r)))
  })

  it('compose associatively', () => {
    const wrong: number[][] = []
    for (const r of ALL)
      for (const s of ALL)
        for (const t of ALL) if (compose(compose(r, s), t) !== compose(r, compose(s, t))) wrong.push([r, s, t])
    expect(wrong).toEqual([])
  })

  it('distribute over what is possible, and never turn something into nothing', () => {
    for (const r of ALL) {
      for (const s of ALL) {
        for (const t of ATOMS) expect(compose(r | s, t)).toBe(compose(r, t) | compose(s, t))
        expect(compose(r, s) === NONE).toBe(r === NONE || s === NONE)
      }
    }
  })

  it('obey the triangle law: r then s reaches t exactly when the inverse of r then t reaches s', () => {
    for (const r of ATOMS)
      for (const s of ATOMS)
        for (const t of ATOMS) expect((compose(r, s) & t) !== 0).toBe((compose(inverse(r), t) & s) !== 0)
  })

  it('a chain of intersects says nothing', () => {
    expect(compose(INTERSECTS, INTERSECTS)).toBe(ANY)
  })

  it('say what contains, what is within and what overlaps, and say none of it of nothing', () => {
    expect(ALL.filter(contains)).toEqual([EQUAL, SUPERSET, EQUAL | SUPERSET].sort((a, b) => a - b))
    expect(ALL.filter(isWithin)).toEqual([EQUAL, SUBSET, EQUAL | SUBSET].sort((a, b) => a - b))
    expect(ALL.filter((r) => overlaps(r))).toHaveLength(15)
  })

  it('read what is printed: equivalent is not equal, none found is not disjoint, a link says nothing', () => {
    expect(possibleUnder('equivalent')).toBe(EQUAL | SUBSET | SUPERSET | INTERSECTS)
    expect(contains(possibleUnder('equivalent'))).toBe(false)
    expect(possibleUnder('none-found')).toBe(ANY)
    expect(possibleUnder('linked')).toBe(ANY)
    for (const stated of STATED_RELATIONS) expect(possibleUnder(inverseOf(stated))).toBe(inverse(possibleUnder(stated)))
    expect(relationsIn(ANY)).toEqual([...RELATIONS])
  })
})
