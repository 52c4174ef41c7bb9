/**
 * The graph kernels at a million nodes and five million edges: build, strong components, dominators, what reaches a node, levels.
 *
 * Beside them igraph on the same graph, whose answers have to be the same, and (at a size that they can hold) graphology and
 * @snyk/dep-graph. The graph is random, the worst case for every memory cache, so what is compared is work and not luck.
 * Each peer runs in a process of its own. Processor time is compared with processor time.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { components, dominators, type Graph, graphOf, levels, reach, reversed } from '#graph/index.ts'
import { absent, measure, row, shown, timeRow } from './measure.ts'

const NODES = 1_000_000
const EDGES = 5_000_000
/** Nodes of the graph that the libraries in JavaScript are given: the larger one would take them tens of gigabytes. */
const SMALL = NODES / 10
const cache = join(process.cwd(), '.cache', 'bench')
const peers = join(cache, 'peers')

interface Ends {
  readonly nodes: number
  readonly from: Int32Array
  readonly to: Int32Array
}

/** Uniformly random ends; `isAcyclic` turns every edge so that it leads to a lower number. */
function randomEnds(nodes: number, edges: number, isAcyclic: boolean): Ends {
  let state = 0x2545f491
  const below = (n: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % n
  }
  const from = new Int32Array(edges)
  const to = new Int32Array(edges)
  for (let e = 0; e < edges; e += 1) {
    const a = below(nodes)
    let b = below(nodes)
    if (isAcyclic && a === b) b = a === 0 ? 1 : a - 1
    from[e] = isAcyclic ? Math.max(a, b) : a
    to[e] = isAcyclic ? Math.min(a, b) : b
  }
  return { nodes, from, to }
}

function save(file: string, { nodes, from, to }: Ends): void {
  const all = new Int32Array(2 + from.length * 2)
  all.set([nodes, from.length])
  all.set(from, 2)
  all.set(to, 2 + from.length)
  writeFileSync(file, Buffer.from(all.buffer))
}

/** Many numbers as one; 32-bit arithmetic that overflows, as in igraph.c. */
function sumOf(numbers: Int32Array): number {
  let sum = 0
  for (const n of numbers) sum = (Math.imul(sum, 31) + n) | 0
  return sum
}

interface Found {
  readonly ms: Readonly<Record<Kernel, number>>
  readonly same: Readonly<Record<'componentCount' | 'dominatorSum' | 'reachCount' | 'levelSum', number>>
}

const KERNELS = ['build', 'components', 'dominators', 'reach', 'levels'] as const
type Kernel = (typeof KERNELS)[number]

const SAYS: Readonly<Record<Kernel, string>> = {
  build: 'build',
  components: 'strong components',
  dominators: 'dominators of all nodes',
  reach: 'what reaches a node',
  levels: 'levels of a graph without circles',
}

/** The least of some runs, because the first ones are also compiled. */
async function ours(any: Ends, acyclic: Ends, runs: number): Promise<Found> {
  const ms: Record<Kernel, number> = { build: 0, components: 0, dominators: 0, reach: 0, levels: 0 }
  const timed = async <T>(kernel: Kernel, work: () => T): Promise<T> => {
    const [value, { wall, cpu }] = await measure(work)
    const least = Math.min(wall, cpu)
    ms[kernel] = ms[kernel] === 0 ? least : Math.min(ms[kernel], least)
    return value
  }
  let same = { componentCount: 0, dominatorSum: 0, reachCount: 0, levelSum: 0 }
  for (let run = 0; run < runs; run += 1) {
    // igraph indexes both ends of every edge when it builds; so both directions are built here too.
    const [graph, back] = await timed('build', (): [Graph, Graph] => {
      const made = graphOf(any.nodes, any.from, any.to)
      return [made, reversed(made)]
    })
    const strong = await timed('components', () => components(graph))
    const dominated = await timed('dominators', () => dominators(graph, [0]))
    const reached = await timed('reach', () => reach(back, [0]))
    const ordered = graphOf(acyclic.nodes, acyclic.from, acyclic.to)
    const level = await timed('levels', () => levels(ordered))
    same = {
      componentCount: strong.count,
      dominatorSum: sumOf(dominated.immediate.map((d, v) => (d === -1 || v === 0 ? -1 : d))),
      reachCount: reached.order.length,
      levelSum: sumOf(level),
    }
  }
  return { ms, same }
}

async function besideIgraph(): Promise<void> {
  const any = randomEnds(NODES, EDGES, false)
  const acyclic = randomEnds(NODES, EDGES, true)
  const own = await ours(any, acyclic, 2)
  const total = KERNELS.reduce((sum, k) => sum + own.ms[k], 0)
  const program = igraphProgram()
  if (program === undefined) {
    for (const k of KERNELS)
      timeRow(`${SAYS[k]}, 1 million nodes, 5 million edges`, { wall: own.ms[k], cpu: own.ms[k] }, '')
    absent(
      'graph kernels beside igraph (C)',
      'install the library igraph with its headers, a C compiler and pkg-config, from the system’s packages',
    )
    return
  }
  const files = [join(cache, 'graph.bin'), join(cache, 'graph-acyclic.bin')] as const
  save(files[0], any)
  save(files[1], acyclic)
  const runs = Array.from({ length: 2 }, () => {
    const { stdout, status, stderr } = spawnSync(program, [...files], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`the comparison with igraph ended with ${status}: ${stderr}`)
    return JSON.parse(stdout) as Readonly<Record<Kernel, number>> & Found['same']
  })
  const theirs = (k: Kernel): number => Math.min(...runs.map((r) => r[k]))
  for (const [name, value] of Object.entries(own.same)) {
    const other = runs[0]?.[name as keyof Found['same']]
    if (other !== value) throw new Error(`${name}: ours ${value}, igraph ${other}`)
  }
  for (const k of KERNELS) {
    const ratio = own.ms[k] / theirs(k)
    row({
      what: `${SAYS[k]}, 1 million nodes, 5 million edges`,
      figure: `${shown(own.ms[k])}, ${ratio.toFixed(2)} × igraph (C)`,
      target: 'at most 1.5 × igraph',
      isMet: ratio <= 1.5,
      note: `igraph ${shown(theirs(k))}, equal results`,
    })
  }
  const ratio = total / KERNELS.reduce((sum, k) => sum + theirs(k), 0)
  row({
    what: 'all five kernels together',
    figure: `${shown(total)}, ${ratio.toFixed(2)} × igraph (C)`,
    target: 'at most 1.5 × igraph',
    isMet: ratio <= 1.5,
  })
}

/** Compiled on this machine from peers/igraph.c; undefined where the library or a compiler is missing. */
function igraphProgram(): string | undefined {
  const out = join(cache, 'igraph')
  const flags = spawnSync('pkg-config', ['--cflags', '--libs', 'igraph'], { encoding: 'utf8' })
  if (flags.status !== 0) return undefined
  const source = join(process.cwd(), 'scripts', 'bench', 'peers', 'igraph.c')
  const made = spawnSync('cc', ['-O2', source, ...flags.stdout.trim().split(/\s+/), '-o', out], { encoding: 'utf8' })
  return made.status === 0 ? out : undefined
}

/** What a peer in JavaScript is asked; the process prints milliseconds by kernel, and counts that must equal ours. */
interface PeerAnswer {
  readonly ms: Readonly<Partial<Record<Kernel, number>>>
  readonly same: Readonly<Partial<Found['same']>>
}

async function besideJavaScript(): Promise<void> {
  // Without circles, because graphology's recursion overflows the stack on the long paths of the other graph.
  const ends = randomEnds(SMALL, SMALL * 5, true)
  // Runs until what is compared is compiled code on both sides; the peers run for seconds.
  const own = await ours(ends, ends, 6)
  for (const name of ['graphology', '@snyk/dep-graph']) {
    if (!existsSync(join(peers, 'node_modules', name))) {
      absent(`graph kernels beside ${name}`, 'npm run bench -- --with-peers')
      continue
    }
    const asked = spawnSync(process.execPath, ['--max-old-space-size=8000', process.argv[1] as string, name], {
      encoding: 'utf8',
      maxBuffer: 1 << 24,
    })
    if (asked.status !== 0) throw new Error(`the comparison with ${name} ended with ${asked.status}: ${asked.stderr}`)
    const answer = JSON.parse(asked.stdout) as PeerAnswer
    for (const [what, value] of Object.entries(answer.same)) {
      const mine = own.same[what as keyof Found['same']]
      if (mine !== value) throw new Error(`${what}: ours ${mine}, ${name} ${value}`)
    }
    for (const k of KERNELS) {
      const theirs = answer.ms[k]
      if (theirs === undefined) continue
      const ratio = theirs / own.ms[k]
      row({
        what: `${SAYS[k]}, 100,000 nodes, 500,000 edges`,
        figure: `${shown(own.ms[k])}, ${ratio.toFixed(0)} times as fast as ${name}`,
        target: 'at least 20 times',
        isMet: ratio >= 20,
        note: `${name} ${shown(theirs)}`,
      })
    }
  }
}

async function peer(name: string): Promise<PeerAnswer> {
  const required = createRequire(join(peers, 'package.json'))
  const ends = randomEnds(SMALL, SMALL * 5, true)
  return name === 'graphology' ? askGraphology(required, ends) : askDepGraph(required, ends)
}

type Required = (id: string) => unknown

interface Graphology {
  addNode(node: number): void
  addDirectedEdge(from: number, to: number): void
}

async function askGraphology(required: Required, ends: Ends): Promise<PeerAnswer> {
  const { MultiDirectedGraph } = required('graphology') as { MultiDirectedGraph: new () => Graphology }
  const { stronglyConnectedComponents } = required('graphology-components') as {
    stronglyConnectedComponents: (g: Graphology) => readonly unknown[]
  }
  const { bfsFromNode } = required('graphology-traversal') as {
    bfsFromNode: (g: Graphology, node: number, visit: () => void, options: { mode: 'inbound' }) => void
  }
  const { forEachNodeInTopologicalOrder } = required('graphology-dag') as {
    forEachNodeInTopologicalOrder: (
      g: Graphology,
      visit: (node: string, attributes: object, gen: number) => void,
    ) => void
  }
  const made = ({ nodes, from, to }: Ends): Graphology => {
    const graph = new MultiDirectedGraph()
    for (let v = 0; v < nodes; v += 1) graph.addNode(v)
    for (let e = 0; e < from.length; e += 1) graph.addDirectedEdge(from[e] as number, to[e] as number)
    return graph
  }
  const [graph, build] = await measure(() => made(ends))
  const [strong, componentsTime] = await measure(() => stronglyConnectedComponents(graph))
  const [reachCount, reachTime] = await measure(() => {
    let count = 0
    bfsFromNode(graph, 0, () => void (count += 1), { mode: 'inbound' })
    return count
  })
  // Its generations count from the nodes without sources; the graph turned round makes them our levels.
  const ordered = made({ nodes: ends.nodes, from: ends.to, to: ends.from })
  const level = new Int32Array(ends.nodes)
  const [, levelsTime] = await measure(() =>
    forEachNodeInTopologicalOrder(ordered, (node, _, generation) => {
      level[Number(node)] = generation
    }),
  )
  return {
    ms: { build: build.cpu, components: componentsTime.cpu, reach: reachTime.cpu, levels: levelsTime.cpu },
    same: { componentCount: strong.length, reachCount, levelSum: sumOf(level) },
  }
}

interface DepGraphBuilder {
  readonly rootNodeId: string
  addPkgNode(pkg: { readonly name: string; readonly version: string }, id: string): void
  connectDep(from: string, to: string): void
  build(): unknown
}

/** It builds graphs of packages and has none of the other kernels. */
async function askDepGraph(required: Required, { nodes, from, to }: Ends): Promise<PeerAnswer> {
  const { DepGraphBuilder } = required('@snyk/dep-graph') as {
    DepGraphBuilder: new (
      manager: { readonly name: string },
      root: { readonly name: string; readonly version: string },
    ) => DepGraphBuilder
  }
  const [, build] = await measure(() => {
    const builder = new DepGraphBuilder({ name: 'npm' }, { name: 'root', version: '1' })
    for (let v = 0; v < nodes; v += 1) builder.addPkgNode({ name: `p${v}`, version: '1' }, `p${v}`)
    builder.connectDep(builder.rootNodeId, `p${nodes - 1}`)
    for (let e = 0; e < from.length; e += 1) builder.connectDep(`p${from[e]}`, `p${to[e]}`)
    return builder.build()
  })
  return { ms: { build: build.cpu }, same: {} }
}

mkdirSync(cache, { recursive: true })
const asked = process.argv[2]
if (asked === undefined) {
  await besideIgraph()
  await besideJavaScript()
} else if (asked === 'javascript') await besideJavaScript()
else console.log(JSON.stringify(await peer(asked)))
