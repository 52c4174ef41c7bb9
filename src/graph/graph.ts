/**
 * Directed graphs as compressed rows: nodes are 0 … n-1, the targets of node v are `targets[start[v] … start[v + 1])`.
 * Two flat arrays, no objects per node or edge: a million nodes and five million edges take 24 MB. Never changed once built.
 */
export interface Graph {
  readonly nodes: number
  readonly edges: number
  readonly start: Int32Array
  readonly targets: Int32Array
}

/** Build from parallel arrays of ends. Targets of one node keep the order given; parallel edges and loops are kept. Cost: each edge twice. */
export function graphOf(nodes: number, from: ArrayLike<number>, to: ArrayLike<number>): Graph {
  if (from.length !== to.length) throw new RangeError(`${from.length} sources for ${to.length} targets`)
  const start = new Int32Array(nodes + 1)
  for (let e = 0; e < from.length; e += 1) {
    const v = from[e] as number
    const w = to[e] as number
    if (!(v >= 0 && v < nodes && w >= 0 && w < nodes))
      throw new RangeError(`edge ${e} joins ${v} and ${w}, outside 0 to ${nodes - 1}`)
    start[v + 1] = (start[v + 1] as number) + 1
  }
  for (let v = 0; v < nodes; v += 1) start[v + 1] = (start[v + 1] as number) + (start[v] as number)
  const next = start.slice(0, nodes)
  const targets = new Int32Array(from.length)
  for (let e = 0; e < from.length; e += 1) {
    const v = from[e] as number
    const at = next[v] as number
    targets[at] = to[e] as number
    next[v] = at + 1
  }
  return { nodes, edges: from.length, start, targets }
}

/** Every edge turned round. Targets of one node come in rising order of the node they came from. */
export function reversed(graph: Graph): Graph {
  const start = new Int32Array(graph.nodes + 1)
  const { targets } = graph
  for (let e = 0; e < targets.length; e += 1) {
    const w = targets[e] as number
    start[w + 1] = (start[w + 1] as number) + 1
  }
  for (let v = 0; v < graph.nodes; v += 1) start[v + 1] = (start[v + 1] as number) + (start[v] as number)
  const next = start.slice(0, graph.nodes)
  const back = new Int32Array(targets.length)
  for (let v = 0; v < graph.nodes; v += 1) {
    const end = graph.start[v + 1] as number
    for (let e = graph.start[v] as number; e < end; e += 1) {
      const w = targets[e] as number
      const at = next[w] as number
      back[at] = v
      next[w] = at + 1
    }
  }
  return { nodes: graph.nodes, edges: graph.edges, start, targets: back }
}

export function targetsOf(graph: Graph, node: number): Int32Array {
  return graph.targets.subarray(graph.start[node], graph.start[node + 1])
}
