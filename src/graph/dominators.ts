/** Dominators: what every path from the roots to a node runs through. */
import type { Graph } from './graph.ts'

export interface Dominators {
  /** Per node: its immediate dominator; -1 for a node that only the roots together dominate, and for one that is not reached. */
  readonly immediate: Int32Array
  /** Per node: 1 where it is reached from a root. */
  readonly reached: Uint8Array
}

/**
 * Immediate dominators of a graph with any number of roots (as if one node before all of them led to each).
 * The semi-NCA algorithm of Georgiadis and Tarjan, iterative. Cost: close to each edge twice; in the worst case the square of the depth.
 */
export function dominators(graph: Graph, roots: Iterable<number>): Dominators {
  const { nodes, start, targets } = graph
  // Numbers are shifted by one: 0 is the node before all roots.
  const vertex = new Int32Array(nodes + 1)
  const number = new Int32Array(nodes).fill(-1)
  const parent = new Int32Array(nodes + 1)
  let count = 1
  vertex[0] = -1
  const isRoot = new Uint8Array(nodes)
  const stack = new Int32Array(nodes)
  const edge = new Int32Array(nodes)
  for (const root of roots) {
    isRoot[root] = 1
    if (number[root] !== -1) continue
    number[root] = count
    vertex[count] = root
    parent[count] = 0
    count += 1
    let depth = 0
    stack[depth++] = root
    edge[root] = start[root] as number
    while (depth > 0) {
      const v = stack[depth - 1] as number
      const e = edge[v] as number
      if (e === (start[v + 1] as number)) {
        depth -= 1
        continue
      }
      edge[v] = e + 1
      const w = targets[e] as number
      if (number[w] !== -1) continue
      number[w] = count
      vertex[count] = w
      parent[count] = number[v] as number
      count += 1
      stack[depth++] = w
      edge[w] = start[w] as number
    }
  }
  const back = predecessors(graph, vertex, number, count)
  // Per number, side by side: its ancestor in the forest so far, and the least semidominator on the way there.
  const forest = new Int32Array(count * 2)
  for (let i = 0; i < count; i += 1) {
    forest[i * 2] = parent[i] as number
    forest[i * 2 + 1] = i
  }
  const semi = new Int32Array(count)
  const path = new Int32Array(count)
  /** The least semidominator from `v` up the tree, down to numbers from `limit` on; the path is compressed. */
  function leastAbove(v: number, limit: number): number {
    let length = 0
    let at = v
    while ((forest[at * 2] as number) >= limit) {
      path[length++] = at
      at = forest[at * 2] as number
    }
    const top = forest[at * 2] as number
    let least = forest[at * 2 + 1] as number
    while (length > 0) {
      length -= 1
      const w = path[length] as number
      const own = forest[w * 2 + 1] as number
      if (own < least) least = own
      else forest[w * 2 + 1] = least
      forest[w * 2] = top
    }
    return least
  }
  for (let i = count - 1; i >= 1; i -= 1) {
    let least = isRoot[vertex[i] as number] === 1 ? 0 : (parent[i] as number)
    for (let e = back.start[i] as number; e < (back.start[i + 1] as number); e += 1) {
      const u = back.targets[e] as number
      const candidate = u <= i ? u : leastAbove(u, i + 1)
      if (candidate < least) least = candidate
    }
    semi[i] = least
    forest[i * 2 + 1] = least
  }
  const idom = parent.slice(0, count)
  const immediate = new Int32Array(nodes).fill(-1)
  for (let i = 1; i < count; i += 1) {
    let d = idom[i] as number
    while (d > (semi[i] as number)) d = idom[d] as number
    idom[i] = d
    immediate[vertex[i] as number] = d === 0 ? -1 : (vertex[d] as number)
  }
  const reached = new Uint8Array(nodes)
  for (let i = 1; i < count; i += 1) reached[vertex[i] as number] = 1
  return { immediate, reached }
}

/** For every reached node, by number, the numbers of the nodes with an edge to it. */
function predecessors(
  graph: Graph,
  vertex: Int32Array,
  number: Int32Array,
  count: number,
): { readonly start: Int32Array; readonly targets: Int32Array } {
  const start = new Int32Array(count + 1)
  for (let i = 1; i < count; i += 1) {
    const v = vertex[i] as number
    for (let e = graph.start[v] as number; e < (graph.start[v + 1] as number); e += 1) {
      const w = (number[graph.targets[e] as number] as number) + 1
      start[w] = (start[w] as number) + 1
    }
  }
  for (let i = 0; i < count; i += 1) start[i + 1] = (start[i + 1] as number) + (start[i] as number)
  const next = start.slice(0, count)
  const targets = new Int32Array(start[count] as number)
  for (let i = 1; i < count; i += 1) {
    const v = vertex[i] as number
    for (let e = graph.start[v] as number; e < (graph.start[v + 1] as number); e += 1) {
      const w = number[graph.targets[e] as number] as number
      const at = next[w] as number
      targets[at] = i
      next[w] = at + 1
    }
  }
  return { start, targets }
}

/** Every node that all paths to `node` run through, nearest first, itself left out. */
export function dominatorsOf(found: Dominators, node: number): readonly number[] {
  const out: number[] = []
  for (let d = found.immediate[node] as number; d !== -1; d = found.immediate[d] as number) out.push(d)
  return out
}
