/** Every algorithm against a naive version of itself on small random graphs, and once on a graph too deep for recursion. */
import { describe, expect, it } from 'vitest'
import {
  circles,
  components,
  condensed,
  dominators,
  dominatorsOf,
  type Graph,
  graphOf,
  levels,
  reach,
  reversed,
  targetsOf,
} from './index.ts'
import { dice } from '../../test/support/random.ts'

interface Edges {
  readonly nodes: number
  readonly pairs: readonly (readonly [number, number])[]
}

function randomEdges(seed: number): Edges {
  const d = dice(seed)
  const nodes = d.between(1, 12)
  const pairs = Array.from(
    { length: d.between(0, 24) },
    () => [d.between(0, nodes - 1), d.between(0, nodes - 1)] as const,
  )
  return { nodes, pairs }
}

function built({ nodes, pairs }: Edges): Graph {
  return graphOf(
    nodes,
    pairs.map((p) => p[0]),
    pairs.map((p) => p[1]),
  )
}

/** Nodes reached from `from` without entering `avoid`. */
function naiveReach(e: Edges, from: readonly number[], avoid = -1): Set<number> {
  const seen = new Set(from.filter((v) => v !== avoid))
  for (let grew = true; grew; ) {
    grew = false
    for (const [a, b] of e.pairs) {
      if (seen.has(a) && !seen.has(b) && b !== avoid) {
        seen.add(b)
        grew = true
      }
    }
  }
  return seen
}

const SEEDS = Array.from({ length: 300 }, (_, i) => i + 1)

describe('graphs in flat arrays', () => {
  it('keep every edge, and turn round', () => {
    for (const seed of SEEDS) {
      const e = randomEdges(seed)
      const g = built(e)
      const listed = Array.from({ length: e.nodes }, (_, v) => [...targetsOf(g, v)].map((w) => [v, w])).flat()
      expect(listed).toEqual([...e.pairs].sort((a, b) => a[0] - b[0] || 0).flatMap((p) => [[p[0], p[1]]]))
      const turned = reversed(g)
      const back = Array.from({ length: e.nodes }, (_, w) => [...targetsOf(turned, w)].map((v) => `${v} ${w}`)).flat()
      expect(back.sort()).toEqual(e.pairs.map((p) => `${p[0]} ${p[1]}`).sort())
    }
  })

  it('refuse an edge that leads nowhere', () => {
    expect(() => graphOf(2, [0], [2])).toThrow('outside 0 to 1')
    expect(() => graphOf(2, [0, 1], [1])).toThrow('2 sources for 1 targets')
  })

  it('reach what can be reached, nearest first', () => {
    for (const seed of SEEDS) {
      const e = randomEdges(seed)
      const sources = dice(seed).some(2, e.nodes)
      const found = reach(built(e), sources)
      expect([...found.order].sort((a, b) => a - b)).toEqual([...naiveReach(e, sources)].sort((a, b) => a - b))
      const steps = [...found.order].map((v) => found.distance[v] as number)
      expect(steps).toEqual([...steps].sort((a, b) => a - b))
    }
  })

  it('find components: two nodes share one when each reaches the other', () => {
    for (const seed of SEEDS) {
      const e = randomEdges(seed)
      const found = components(built(e))
      const from = Array.from({ length: e.nodes }, (_, v) => naiveReach(e, [v]))
      for (let v = 0; v < e.nodes; v += 1) {
        for (let w = 0; w < e.nodes; w += 1) {
          expect(found.of[v] === found.of[w]).toBe(from[v]?.has(w) === true && from[w]?.has(v) === true)
        }
      }
      for (const [a, b] of e.pairs) {
        expect((found.of[a] as number) >= (found.of[b] as number)).toBe(true)
      }
    }
  })

  it('list circles, and nothing that is none', () => {
    for (const seed of SEEDS) {
      const e = randomEdges(seed)
      const listed = new Set(circles(built(e)).flat())
      for (let v = 0; v < e.nodes; v += 1) {
        const isOnCircle = e.pairs.some(([a, b]) => a === v && naiveReach(e, [b]).has(v))
        expect(listed.has(v)).toBe(isOnCircle)
      }
    }
  })

  it('put what rests on nothing at level 0, and everything above what it rests on', () => {
    for (const seed of SEEDS) {
      const e = randomEdges(seed)
      const g = built(e)
      const found = components(g)
      const level = levels(g, found)
      for (let v = 0; v < e.nodes; v += 1) {
        const own = found.of[v] as number
        const below = e.pairs
          .filter(([a, b]) => found.of[a] === own && found.of[b] !== own)
          .map(([, b]) => level[b] as number)
        expect(level[v]).toBe(below.length === 0 ? 0 : Math.max(...below) + 1)
      }
      expect(circles(condensed(g, found))).toEqual([])
    }
  })

  it('find dominators: without one, the node is no longer reached', () => {
    for (const seed of SEEDS) {
      const e = randomEdges(seed)
      const roots = dice(seed + 1).some(dice(seed).between(1, 2), e.nodes)
      const found = dominators(built(e), roots)
      const reached = naiveReach(e, roots)
      for (let v = 0; v < e.nodes; v += 1) {
        expect(found.reached[v] === 1).toBe(reached.has(v))
        const wanted = reached.has(v)
          ? [...reached].filter((u) => u !== v && !naiveReach(e, roots, u).has(v)).sort((a, b) => a - b)
          : []
        expect([...dominatorsOf(found, v)].sort((a, b) => a - b)).toEqual(wanted)
      }
    }
  })

  it('walk a chain of two hundred thousand nodes and a circle as long, without recursion', () => {
    const n = 200_000
    const from = Int32Array.from({ length: n }, (_, v) => v)
    const chain = graphOf(
      n + 1,
      from,
      from.map((v) => v + 1),
    )
    expect(components(chain).count).toBe(n + 1)
    expect(levels(chain)[0]).toBe(n)
    expect(dominators(chain, [0]).immediate[n]).toBe(n - 1)
    const ring = graphOf(
      n,
      from,
      from.map((v) => (v + 1) % n),
    )
    expect(components(ring).count).toBe(1)
    expect(reach(ring, [5]).distance[4]).toBe(n - 1)
  })
})
