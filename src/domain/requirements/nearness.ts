/**
 * How near requirements stand in a hub of links without a type. Nothing follows from it: it says where to look first.
 *
 * Weights after the gap analysis that OpenCRE publishes: a link costs nothing, going down a hierarchy 1, going up 2, "related" 2.
 */
import type { Network } from './network.ts'
import { rowOf } from './network.ts'
import { ANY } from './relation.ts'

/** How a link is read in each direction, by the word printed for it (lower case); a word that is not here costs as much as "related". */
export const LINK_WEIGHTS: Readonly<Record<string, readonly [forward: number, back: number]>> = {
  'linked to': [0, 0],
  'automatically linked to': [0, 0],
  same: [0, 0],
  contains: [1, 2],
  'is part of': [2, 1],
  related: [2, 2],
  // Which of the two is the larger cannot be told: never cheaper than going up.
  'contains or is contained': [2, 2],
}

export interface LinkGraph {
  readonly nodes: number
  readonly start: Int32Array
  readonly other: Int32Array
  readonly weight: Uint8Array
}

export function linkGraphOf(network: Network): LinkGraph {
  const ends: { readonly a: number; readonly b: number; readonly w: number }[] = []
  const weights = new Map<string, readonly [number, number]>()
  for (let row = 0; row < network.rows.length; row += 1) {
    if (network.rows.mask[row] !== ANY) continue
    const stated = rowOf(network, row)
    if (stated.relation !== 'linked') continue
    const word = stated.printed ?? 'linked to'
    let pair = weights.get(word)
    if (pair === undefined) {
      pair = LINK_WEIGHTS[word.toLowerCase()] ?? [2, 2]
      weights.set(word, pair)
    }
    const a = network.rows.from[row] as number
    const b = network.rows.to[row] as number
    ends.push({ a, b, w: pair[0] }, { a: b, b: a, w: pair[1] })
  }
  const start = new Int32Array(network.nodes + 1)
  for (const e of ends) start[e.a + 1] = (start[e.a + 1] as number) + 1
  for (let n = 0; n < network.nodes; n += 1) start[n + 1] = (start[n + 1] as number) + (start[n] as number)
  const next = start.slice()
  const other = new Int32Array(ends.length)
  const weight = new Uint8Array(ends.length)
  for (const e of ends) {
    const i = next[e.a] as number
    next[e.a] = i + 1
    other[i] = e.b
    weight[i] = e.w
  }
  return { nodes: network.nodes, start, other, weight }
}

/**
 * Least weight from any of `starts` to every node within `most`; -1 beyond. Buckets by weight; cost: each link once.
 * Requirements of a set that is no hub are not walked through: they end a walk. (`isHub` per node.)
 */
export function nearness(graph: LinkGraph, starts: Iterable<number>, isHub: Uint8Array, most: number): Int8Array {
  const distance = new Int8Array(graph.nodes).fill(-1)
  const buckets: number[][] = Array.from({ length: most + 1 }, () => [])
  const isStart = new Uint8Array(graph.nodes)
  for (const s of starts) {
    isStart[s] = 1
    distance[s] = 0
    buckets[0]?.push(s)
  }
  for (let d = 0; d <= most; d += 1) {
    const bucket = buckets[d] as number[]
    for (let q = 0; q < bucket.length; q += 1) {
      const node = bucket[q] as number
      if (distance[node] !== d || (isHub[node] === 0 && isStart[node] === 0)) continue
      for (let i = graph.start[node] as number; i < (graph.start[node + 1] as number); i += 1) {
        const to = graph.other[i] as number
        const next = d + (graph.weight[i] as number)
        const known = distance[to] as number
        if (next > most || (known >= 0 && known <= next)) continue
        distance[to] = next
        ;(buckets[next] as number[]).push(to)
      }
    }
  }
  return distance
}

/**
 * The least weight between every two requirements, row by row, through hubs; -1 where no way leads. One walk for each hub node, then one
 * minimum for each link of each requirement: requirements are many, and each is linked to one or two hubs.
 */
export class AllNearness {
  readonly #graph: LinkGraph
  readonly #fromHub = new Map<number, Int8Array>()
  readonly #most: number

  constructor(graph: LinkGraph, isHub: Uint8Array, most: number) {
    this.#graph = graph
    this.#most = most
    for (let n = 0; n < graph.nodes; n += 1) if (isHub[n] === 1) this.#fromHub.set(n, nearness(graph, [n], isHub, most))
  }

  /** Distances from one requirement that is no hub, into `into`. */
  from(node: number, into: Int8Array): void {
    into.fill(-1)
    for (let i = this.#graph.start[node] as number; i < (this.#graph.start[node + 1] as number); i += 1) {
      const to = this.#graph.other[i] as number
      const weight = this.#graph.weight[i] as number
      const distance = this.#fromHub.get(to)
      if (distance === undefined) {
        // A link to another requirement leads there and no further.
        if (weight <= this.#most && ((into[to] as number) < 0 || weight < (into[to] as number))) into[to] = weight
        continue
      }
      for (let n = 0; n < into.length; n += 1) {
        const d = distance[n] as number
        if (d < 0) continue
        const sum = d + weight
        const known = into[n] as number
        if (sum <= this.#most && (known < 0 || sum < known)) into[n] = sum
      }
    }
    into[node] = 0
  }
}
