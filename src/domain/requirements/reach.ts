/**
 * What lies within, and what surely overlaps, a set of requirements, by rows of one kind of rationale; each with its smallest proof.
 *
 * Every value that composition over RCC-5 can give is a conjunction of: A within B, B within A, A overlaps B, A and B disjoint, A not
 * within B, B not within A. So path consistency is a handful of rules over these facts (`entailment.md`), and the two that coverage
 * needs are plain reachability:
 *
 *     within:   x lies within the held ones   ⇐ held | within through a row "contains" | member of a union within | all members within
 *     meets:    y overlaps the held ones      ⇐ within | a row "overlaps" from one within | contains one that meets
 *
 * Costs count rows, so the first derivation found is a smallest one; a union costs what its members cost together. Cost: each row at a
 * node reached, once.
 */
import { Defect } from '#util/diagnostic.ts'
import { membersOf, type Network, UNSTATED, unionsWith } from './network.ts'
import { contains, isWithin, overlaps } from './relation.ts'

/** How a node was reached. */
export type Step = 'start' | 'row' | 'member' | 'joined' | 'within' | 'overlap' | 'part' | 'part-overlap'
const STEPS = ['none', 'start', 'row', 'member', 'joined', 'within', 'overlap', 'part', 'part-overlap'] as const

export class Reached {
  readonly network: Network
  readonly kind: number
  /** Rows of the smallest proof; -1 where not reached. */
  readonly cost: Int32Array
  readonly order: readonly number[]
  readonly #how: Uint8Array
  readonly #from: Int32Array
  readonly #row: Int32Array

  constructor(
    network: Network,
    kind: number,
    cost: Int32Array,
    how: Uint8Array,
    from: Int32Array,
    row: Int32Array,
    order: readonly number[],
  ) {
    this.network = network
    this.kind = kind
    this.cost = cost
    this.order = order
    this.#how = how
    this.#from = from
    this.#row = row
  }

  has(node: number): boolean {
    return (this.cost[node] as number) >= 0
  }

  step(node: number): { readonly how: Step; readonly from: number; readonly row: number } {
    const how = STEPS[this.#how[node] as number] as (typeof STEPS)[number]
    if (how === 'none') throw new Defect(`${this.network.keys[node]} was not reached`)
    return { how, from: this.#from[node] as number, row: this.#row[node] as number }
  }
}

/** All that lies within the union of `starts`. What is barred is reached only as a start, and nothing is reached through it. */
export function withinOf(network: Network, starts: Iterable<number>, kind: number, barred?: Uint8Array): Reached {
  const work = new Frontier(network, kind, barred)
  const missing = network.memberStart.length > 1 ? new Map<number, number>() : undefined
  for (const s of starts) work.offer(s, 0, 'start', -1, -1)
  work.run((node, cost) => {
    if (work.mayUseRow(cost)) {
      for (let i = network.atStart[node] as number; i < (network.atStart[node + 1] as number); i += 1) {
        if (work.isOfKind(i) && contains(network.atMask[i] as number))
          work.offer(network.atOther[i] as number, cost + 1, 'row', node, network.atRow[i] as number)
      }
    }
    if (node >= network.requirements) {
      for (const m of membersOf(network, node)) work.offer(m, cost, 'member', node, -1)
      return
    }
    if (missing === undefined) return
    for (const u of unionsWith(network, node)) {
      const left = (missing.get(u) ?? membersOf(network, u).length) - 1
      missing.set(u, left)
      if (left > 0) continue
      const sum = membersOf(network, u).reduce((all, m) => all + (work.cost[m] as number), 0)
      if (kind !== UNSTATED || sum <= 1) work.offer(u, sum, 'joined', -1, -1)
    }
  })
  return work.done()
}

/**
 * All that surely overlaps what `within` reached. `ofParts` is what parts of the whole meet, worked out with the requirements of the whole
 * barred: a requirement is asked of each part, so whatever overlaps what a part meets is met in part. Requirements of the whole are not.
 */
export function meetsOf(network: Network, within: Reached, ofParts?: Reached): Reached {
  const work = new Frontier(network, within.kind)
  spread(within, 'within', 'overlap')
  if (ofParts !== undefined) spread(ofParts, 'part', 'part-overlap')
  work.run((node, cost) => {
    if (work.mayUseRow(cost)) {
      for (let i = network.atStart[node] as number; i < (network.atStart[node + 1] as number); i += 1) {
        if (work.isOfKind(i) && isWithin(network.atMask[i] as number))
          work.offer(network.atOther[i] as number, cost + 1, 'row', node, network.atRow[i] as number)
      }
    }
    for (const u of unionsWith(network, node)) work.offer(u, cost, 'member', node, -1)
  })
  return work.done()

  function spread(from: Reached, itself: Step, overlapping: Step): void {
    const isBarred = from === within ? () => false : (n: number) => network.isOfTheWhole[n] === 1
    for (const x of from.order) {
      const cost = from.cost[x] as number
      work.offer(x, cost, itself, x, -1)
      if (!work.mayUseRow(cost) || isBarred(x)) continue
      for (let i = network.atStart[x] as number; i < (network.atStart[x + 1] as number); i += 1) {
        const other = network.atOther[i] as number
        if (work.isOfKind(i) && overlaps(network.atMask[i] as number) && !isBarred(other))
          work.offer(other, cost + 1, overlapping, x, network.atRow[i] as number)
      }
    }
  }
}

/** Buckets by cost: costs are small whole numbers. In one bucket, first come, first served, so results repeat. */
class Frontier {
  readonly network: Network
  readonly kind: number
  readonly cost: Int32Array
  readonly #settled: Uint8Array
  readonly #how: Uint8Array
  readonly #from: Int32Array
  readonly #row: Int32Array
  readonly #buckets: number[][] = []
  readonly #order: number[] = []
  readonly #barred: Uint8Array | undefined

  constructor(network: Network, kind: number, barred?: Uint8Array) {
    this.#barred = barred
    this.network = network
    this.kind = kind
    this.cost = new Int32Array(network.nodes).fill(-1)
    this.#settled = new Uint8Array(network.nodes)
    this.#how = new Uint8Array(network.nodes)
    this.#from = new Int32Array(network.nodes)
    this.#row = new Int32Array(network.nodes)
  }

  isOfKind(i: number): boolean {
    return this.network.rows.kind[this.network.atRow[i] as number] === this.kind
  }

  /** Rows without a stated kind are not chained with anything. */
  mayUseRow(cost: number): boolean {
    return this.kind !== UNSTATED || cost === 0
  }

  offer(node: number, cost: number, how: Step, from: number, row: number): void {
    if (this.#barred?.[node] === 1 && how !== 'start') return
    const before = this.cost[node] as number
    if (before >= 0 && before <= cost) return
    this.cost[node] = cost
    this.#how[node] = STEPS.indexOf(how)
    this.#from[node] = from
    this.#row[node] = row
    ;(this.#buckets[cost] ??= []).push(node)
  }

  run(expand: (node: number, cost: number) => void): void {
    for (let cost = 0; cost < this.#buckets.length; cost += 1) {
      const bucket = this.#buckets[cost]
      if (bucket === undefined) continue
      for (let i = 0; i < bucket.length; i += 1) {
        const node = bucket[i] as number
        if (this.#settled[node] === 1 || this.cost[node] !== cost) continue
        this.#settled[node] = 1
        this.#order.push(node)
        if (this.#barred?.[node] !== 1) expand(node, cost)
      }
    }
  }

  done(): Reached {
    return new Reached(this.network, this.kind, this.cost, this.#how, this.#from, this.#row, this.#order)
  }
}

/** All that `start` lies within. A union lies within what all its members lie within. */
export function aboveOf(network: Network, start: number, kind: number): Reached {
  const work = new Frontier(network, kind)
  work.offer(start, 0, 'start', -1, -1)
  if (start >= network.requirements) {
    const members = Array.from(membersOf(network, start), (m) => aboveOf(network, m, kind))
    for (const node of members[0]?.order ?? []) {
      if (!members.every((m) => m.has(node))) continue
      const sum = members.reduce((all, m) => all + (m.cost[node] as number), 0)
      if (kind !== UNSTATED || sum <= 1) work.offer(node, sum, 'joined', start, -1)
    }
  }
  work.run((node, cost) => {
    if (work.mayUseRow(cost)) {
      for (let i = network.atStart[node] as number; i < (network.atStart[node + 1] as number); i += 1) {
        if (work.isOfKind(i) && isWithin(network.atMask[i] as number))
          work.offer(network.atOther[i] as number, cost + 1, 'row', node, network.atRow[i] as number)
      }
    }
    for (const u of unionsWith(network, node)) work.offer(u, cost, 'member', node, -1)
  })
  return work.done()
}

/** The rows of the smallest proof that `node` is within, or above, the start; each once, in rising order. */
export function rowsTo(reached: Reached, node: number): readonly number[] {
  const rows = new Set<number>()
  const seen = new Set<number>()
  const stack = [node]
  while (stack.length > 0) {
    const n = stack.pop() as number
    if (seen.has(n)) continue
    seen.add(n)
    const step = reached.step(n)
    if (step.how === 'row') rows.add(step.row)
    if (step.how === 'row' || step.how === 'member') stack.push(step.from)
    if (step.how === 'joined' && step.from < 0) stack.push(...membersOf(reached.network, n))
    if (step.how === 'joined' && step.from >= 0)
      for (const m of membersOf(reached.network, step.from))
        for (const r of rowsTo(aboveOf(reached.network, m, reached.kind), n)) rows.add(r)
  }
  return [...rows].sort((a, b) => a - b)
}

/** The rows of the smallest proof that `node` meets. `meets` was worked out from these two. */
export function rowsMeeting(meets: Reached, within: Reached, node: number, ofParts?: Reached): readonly number[] {
  const rows = new Set<number>()
  let n = node
  for (;;) {
    const { how, from, row } = meets.step(n)
    if (row >= 0) rows.add(row)
    if (how === 'row' || how === 'member') {
      n = from
      continue
    }
    const base = how === 'part' || how === 'part-overlap' ? ofParts : within
    if (base === undefined) throw new Defect('no reach of parts was given')
    for (const r of rowsTo(base, from)) rows.add(r)
    return [...rows].sort((a, b) => a - b)
  }
}
