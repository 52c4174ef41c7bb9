/** Dominators: what every path from the roots to a node runs through. */
import { type Graph, reversed } from './graph.ts'

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
  const back = reversed(graph)
  const semi = new Int32Array(count)
  const label = new Int32Array(count)
  const ancestor = parent.slice(0, count)
  for (let i = 0; i < count; i += 1) {
    semi[i] = i
    label[i] = i
  }
  const path = new Int32Array(count)
  /** The number with the least semidominator on the tree path above `v` down from `limit`, with the path compressed. */
  function best(v: number, limit: number): number {
    if (v < limit) return v
    let length = 0
    let at = v
    while ((ancestor[at] as number) >= limit) {
      path[length++] = at
      at = ancestor[at] as number
    }
    let above = at
    while (length > 0) {
      length -= 1
      const w = path[length] as number
      if ((semi[label[above] as number] as number) < (semi[label[w] as number] as number))
        label[w] = label[above] as number
      ancestor[w] = ancestor[above] as number
      above = w
    }
    return label[v] as number
  }
  for (let i = count - 1; i >= 1; i -= 1) {
    const v = vertex[i] as number
    let least = isRoot[v] === 1 ? 0 : (parent[i] as number)
    for (let e = back.start[v] as number; e < (back.start[v + 1] as number); e += 1) {
      const u = number[back.targets[e] as number] as number
      if (u === -1) continue
      const candidate = semi[best(u, i + 1)] as number
      if (candidate < least) least = candidate
    }
    semi[i] = least
    label[i] = i
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

/** Every node that all paths to `node` run through, nearest first, itself left out. */
export function dominatorsOf(found: Dominators, node: number): readonly number[] {
  const out: number[] = []
  for (let d = found.immediate[node] as number; d !== -1; d = found.immediate[d] as number) out.push(d)
  return out
}
