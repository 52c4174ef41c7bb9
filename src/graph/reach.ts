/** What can be reached, nearest first. */
import type { Graph } from './graph.ts'

export interface Reach {
  /** Nodes in the order met: nearest first, ties in the order of rows. The sources stand first. */
  readonly order: Int32Array
  /** Per node: steps from the nearest source, or -1. */
  readonly distance: Int32Array
}

/** Breadth first from all of `sources` at once. Cost: each reached node and edge once. */
export function reach(graph: Graph, sources: Iterable<number>): Reach {
  const distance = new Int32Array(graph.nodes).fill(-1)
  const order = new Int32Array(graph.nodes)
  let end = 0
  for (const s of sources) {
    if (distance[s] !== -1) continue
    distance[s] = 0
    order[end++] = s
  }
  for (let next = 0; next < end; next += 1) {
    const v = order[next] as number
    const further = (distance[v] as number) + 1
    for (let e = graph.start[v] as number; e < (graph.start[v + 1] as number); e += 1) {
      const w = graph.targets[e] as number
      if (distance[w] !== -1) continue
      distance[w] = further
      order[end++] = w
    }
  }
  return { order: order.subarray(0, end), distance }
}
