/** Strongly connected components, iterative, and what follows from them: the order of the whole and its levels. */
import { type Graph, graphOf } from './graph.ts'

export interface Components {
  /** Per node: its component. Numbered so that every edge between components leads from a higher number to a lower. */
  readonly of: Int32Array
  readonly count: number
}

const DONE = 0x7fffffff

/**
 * Strongly connected components (Tarjan's, with Pearce's single array of ranks). Cost: each node and edge once; no recursion, so
 * chains of any length are fine.
 */
export function components(graph: Graph): Components {
  const { nodes, start, targets } = graph
  const of = new Int32Array(nodes).fill(-1)
  // Rank on the way down; the least rank reachable on the way up. 0: not yet seen; DONE: its component is known. One array, so that an
  // edge costs one look.
  const rank = new Int32Array(nodes)
  const edge = new Int32Array(nodes)
  const path = new Int32Array(nodes)
  const waiting = new Int32Array(nodes)
  const isRoot = new Uint8Array(nodes)
  let depth = 0
  let waits = 0
  let seen = 0
  let count = 0
  for (let root = 0; root < nodes; root += 1) {
    if (rank[root] !== 0) continue
    path[depth++] = root
    seen += 1
    rank[root] = seen
    isRoot[root] = 1
    edge[root] = start[root] as number
    while (depth > 0) {
      const v = path[depth - 1] as number
      const e = edge[v] as number
      if (e < (start[v + 1] as number)) {
        const w = targets[e] as number
        if (rank[w] === 0) {
          path[depth++] = w
          seen += 1
          rank[w] = seen
          isRoot[w] = 1
          edge[w] = start[w] as number
          continue
        }
        edge[v] = e + 1
        if ((rank[w] as number) < (rank[v] as number)) {
          rank[v] = rank[w] as number
          isRoot[v] = 0
        }
        continue
      }
      depth -= 1
      if (isRoot[v] === 1) {
        const least = rank[v] as number
        of[v] = count
        rank[v] = DONE
        while (waits > 0 && (rank[waiting[waits - 1] as number] as number) >= least) {
          waits -= 1
          const w = waiting[waits] as number
          of[w] = count
          rank[w] = DONE
        }
        count += 1
      } else {
        waiting[waits++] = v
      }
    }
  }
  return { of, count }
}

/** Nodes grouped by component: those of component c are `members[start[c] … start[c + 1])`, in rising order. */
export function membersOf(found: Components): { readonly start: Int32Array; readonly members: Int32Array } {
  const start = new Int32Array(found.count + 1)
  for (const c of found.of) start[c + 1] = (start[c + 1] as number) + 1
  for (let c = 0; c < found.count; c += 1) start[c + 1] = (start[c + 1] as number) + (start[c] as number)
  const next = start.slice(0, found.count)
  const members = new Int32Array(found.of.length)
  found.of.forEach((c, v) => {
    const at = next[c] as number
    members[at] = v
    next[c] = at + 1
  })
  return { start, members }
}

/** Components with a circle: more than one node, or one with a loop. Each in rising order of nodes; ordered by their first node. */
export function circles(graph: Graph, found: Components = components(graph)): readonly (readonly number[])[] {
  const { start, members } = membersOf(found)
  const out: number[][] = []
  for (let c = 0; c < found.count; c += 1) {
    const from = start[c] as number
    const to = start[c + 1] as number
    const first = members[from] as number
    if (to - from > 1 || hasLoop(graph, first)) out.push([...members.subarray(from, to)])
  }
  return out.sort((a, b) => (a[0] as number) - (b[0] as number))
}

function hasLoop(graph: Graph, v: number): boolean {
  for (let e = graph.start[v] as number; e < (graph.start[v + 1] as number); e += 1)
    if (graph.targets[e] === v) return true
  return false
}

/** The graph of components: no circles, no loops, parallel edges once. */
export function condensed(graph: Graph, found: Components = components(graph)): Graph {
  const { start, members } = membersOf(found)
  const from: number[] = []
  const to: number[] = []
  const mark = new Int32Array(found.count).fill(-1)
  for (let c = 0; c < found.count; c += 1) {
    for (let i = start[c] as number; i < (start[c + 1] as number); i += 1) {
      const v = members[i] as number
      for (let e = graph.start[v] as number; e < (graph.start[v + 1] as number); e += 1) {
        const d = found.of[graph.targets[e] as number] as number
        if (d === c || mark[d] === c) continue
        mark[d] = c
        from.push(c)
        to.push(d)
      }
    }
  }
  return graphOf(found.count, from, to)
}

/**
 * Per node: the length of a longest path to a node without targets, circles counted as one node. Nodes of level 0 rest on nothing;
 * a node of level k rests on nodes of lower levels only (and on its own circle). Cost: each edge once more.
 */
export function levels(graph: Graph, found: Components = components(graph)): Int32Array {
  const ofComponent = new Int32Array(found.count)
  const { start, members } = membersOf(found)
  // Components are numbered so that what one rests on has a lower number.
  for (let c = 0; c < found.count; c += 1) {
    let level = 0
    for (let i = start[c] as number; i < (start[c + 1] as number); i += 1) {
      const v = members[i] as number
      for (let e = graph.start[v] as number; e < (graph.start[v + 1] as number); e += 1) {
        const d = found.of[graph.targets[e] as number] as number
        if (d !== c) level = Math.max(level, (ofComponent[d] as number) + 1)
      }
    }
    ofComponent[c] = level
  }
  return found.of.map((c) => ofComponent[c] as number)
}
