/** What is concluded from rows: against path consistency by brute force, and against models of sets. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ANY,
  bitOf,
  compose,
  conclude,
  contradictions,
  DISJOINT,
  EQUAL,
  INTERSECTS,
  inverse,
  KINDS,
  type Mapping,
  NONE,
  networkOf,
  RELATIONS,
  type Relation,
  SUBSET,
  SUPERSET,
} from '#domain/requirements/index.ts'
import { mapping, set } from '../support/mappings.ts'

const SEMANTIC = KINDS.indexOf('semantic')

/** Path consistency: every pair is narrowed by every way round, until nothing changes. */
function pathConsistent(n: number, stated: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const m = stated.map((r) => [...r])
  for (let changed = true; changed; ) {
    changed = false
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < n; j += 1) {
        for (let k = 0; k < n; k += 1) {
          const narrowed = m[i]![j]! & compose(m[i]![k]!, m[k]![j]!)
          if (narrowed === m[i]![j]) continue
          m[i]![j] = narrowed
          m[j]![i] = inverse(narrowed)
          changed = true
        }
      }
    }
  }
  return m
}

interface Edge {
  readonly a: number
  readonly b: number
  readonly r: Relation
}

function matrixOf(n: number, edges: readonly Edge[]): readonly (readonly number[])[] {
  const m = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? EQUAL : ANY)))
  for (const { a, b, r } of edges) {
    m[a]![b]! &= bitOf(r)
    m[b]![a]! &= inverse(bitOf(r))
  }
  return m
}

function relationBetween(a: number, b: number): Relation {
  if (a === b) return 'equal'
  if ((a & b) === 0) return 'disjoint'
  if ((a & b) === a) return 'subset'
  return (a & b) === b ? 'superset' : 'intersects'
}

const BITS: Readonly<Record<Relation, number>> = {
  equal: EQUAL,
  subset: SUBSET,
  superset: SUPERSET,
  intersects: INTERSECTS,
  disjoint: DISJOINT,
}

function networkOfEdges(n: number, edges: readonly Edge[]) {
  const ids = Array.from({ length: n }, (_, i) => `r${i}`)
  return networkOf(
    [set('s', ids)],
    [
      mapping(
        's',
        's',
        edges.map((e) => `r${e.a} ${e.r} r${e.b}`),
      ),
    ],
  )
}

describe('conclusions', () => {
  it('of three requirements are those of the table, for every pair of relations', () => {
    for (const r of RELATIONS) {
      for (const s of RELATIONS) {
        const network = networkOfEdges(3, [
          { a: 0, b: 1, r },
          { a: 1, b: 2, r: s },
        ])
        const c = conclude(network, 0, 2, SEMANTIC)
        expect([r, s, c.possible]).toEqual([r, s, compose(bitOf(r), bitOf(s))])
      }
    }
  })

  it('equal path consistency wherever the rows do not contradict each other', () => {
    const sets = fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 3, maxLength: 7 })
    fc.assert(
      fc.property(sets, fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 12 }), (models, pairs) => {
        const n = models.length
        const edges = pairs
          .map(([a, b]) => ({ a: a % n, b: b % n }))
          .filter((e) => e.a !== e.b)
          .map((e) => ({ ...e, r: relationBetween(models[e.a]!, models[e.b]!) }))
        const network = networkOfEdges(n, edges)
        const expected = pathConsistent(n, matrixOf(n, edges))
        const concluded = expected.map((r, i) =>
          r.map((_, j) => (i === j ? EQUAL : conclude(network, i, j, SEMANTIC).possible)),
        )
        expect(concluded).toEqual(expected)
      }),
      { numRuns: 300, seed: 5 },
    )
  })

  it('are proved by the rows they name: those rows alone give the same conclusion', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 4, maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 12 }),
        (models, pairs) => {
          const n = models.length
          const edges = pairs
            .map(([a, b]) => ({ a: a % n, b: b % n }))
            .filter((e) => e.a !== e.b)
            .map((e) => ({ ...e, r: relationBetween(models[e.a]!, models[e.b]!) }))
          const network = networkOfEdges(n, edges)
          for (let j = 1; j < n; j += 1) {
            const c = conclude(network, 0, j, SEMANTIC)
            const used = c.rows.map((r) => edges[r]!)
            expect(pathConsistent(n, matrixOf(n, used))[0]![j]).toBe(c.possible)
          }
        },
      ),
      { numRuns: 200, seed: 6 },
    )
  })

  it('hold in every model of the rows, also where rows join several requirements', () => {
    const members = fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 31 }), { minLength: 6, maxLength: 6 }),
        fc.array(fc.tuple(members, members), { maxLength: 8 }),
        (models, pairs) => {
          const meaning = (ids: readonly number[]) => ids.reduce((all, i) => all | models[i]!, 0)
          const rows = pairs.map(
            ([a, b]) =>
              `${a.map((i) => `r${i}`).join('+')} ${relationBetween(meaning(a), meaning(b))} ${b.map((i) => `r${i}`).join('+')}`,
          )
          const network = networkOf([set('s', ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'])], [mapping('s', 's', rows)])
          for (let a = 0; a < network.nodes; a += 1) {
            for (let b = 0; b < network.nodes; b += 1) {
              const actual = relationBetween(meaning(idsOf(network.keys[a]!)), meaning(idsOf(network.keys[b]!)))
              const { possible } = conclude(network, a, b, SEMANTIC)
              expect([network.keys[a], actual, network.keys[b], (possible & BITS[actual]) !== 0]).toContain(true)
            }
          }
        },
      ),
      { numRuns: 150, seed: 7 },
    )
  })

  it('are nothing where rows contradict each other', () => {
    const network = networkOfEdges(3, [
      { a: 0, b: 1, r: 'subset' },
      { a: 1, b: 2, r: 'subset' },
      { a: 0, b: 2, r: 'disjoint' },
    ])
    expect(conclude(network, 0, 2, SEMANTIC).possible).toBe(NONE)
    expect(conclude(network, 0, 2, SEMANTIC).rows).toEqual([0, 1, 2])
  })

  it('contradict each other exactly where path consistency finds nothing left', () => {
    const relation = fc.constantFrom(...RELATIONS)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(4), relation), { minLength: 2, maxLength: 7 }), (drawn) => {
        const edges = drawn.filter(([a, b]) => a !== b).map(([a, b, r]) => ({ a, b, r }))
        const closed = pathConsistent(5, matrixOf(5, edges))
        const found = contradictions(networkOfEdges(5, edges))
        expect(found.length > 0).toBe(closed.some((r) => r.includes(NONE)))
        for (const c of found) {
          const rows = [...c.says.rows, ...c.denies.rows].map((r) => edges[r.row - 1]!)
          expect(pathConsistent(5, matrixOf(5, rows)).some((r) => r.includes(NONE))).toBe(true)
        }
      }),
      { numRuns: 1000, seed: 8 },
    )
  })

  it('never chain rows of different kinds, nor any rows whose kind nobody stated', () => {
    const rows = (first: string, second: string): Mapping =>
      mapping('s', 's', [`a superset b ${first}`, `b superset c ${second}`])
    const leaves = (first: string, second: string) =>
      KINDS.map(
        (_, kind) => conclude(networkOf([set('s', ['a', 'b', 'c'])], [rows(first, second)]), 0, 2, kind).possible,
      )
    expect(leaves('semantic', 'semantic')).toEqual([ANY, SUPERSET, ANY, ANY])
    expect(leaves('semantic', 'functional')).toEqual([ANY, ANY, ANY, ANY])
    expect(leaves('unstated', 'unstated')).toEqual([ANY, ANY, ANY, ANY])
  })

  it('of a joined row are drawn for the whole: both together contain what neither contains alone', () => {
    const network = networkOf(
      [set('s', ['a', 'b', 'c', 'd'])],
      [mapping('s', 's', ['a+b superset c', 'd superset a', 'd superset b'])],
    )
    const of = (x: string, y: string) =>
      conclude(network, network.idOf.get(`s#${x}`)!, network.idOf.get(`s#${y}`)!, SEMANTIC).possible
    expect(of('a', 'c') & SUPERSET).toBe(SUPERSET)
    expect(of('a', 'c')).not.toBe(SUPERSET)
    expect(of('d', 'c') & ~(EQUAL | SUPERSET)).toBe(0)
  })
})

function idsOf(key: string): readonly number[] {
  return key.split(' + ').map((k) => Number(k.slice('s#r'.length)))
}
