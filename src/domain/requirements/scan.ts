/**
 * Coverage of every set by every set in one pass over flat arrays, without proofs: for one held set at a time, what lies within it and
 * what surely overlaps it. Arrays are kept between runs and only what was touched is wiped, so the cost of a run is what it reaches.
 */
import { byText } from '#util/order.ts'
import { apartFrom } from './gap.ts'
import { KINDS, membersOf, type Network, UNSTATED, unionsWith } from './network.ts'
import { meetsOf, withinOf } from './reach.ts'
import { contains, DISJOINT, isWithin, overlaps } from './relation.ts'

/** What of one set's requirements follows where all of another's are met. */
export interface MatrixCell {
  readonly from: string
  readonly to: string
  readonly covered: number
  readonly partly: number
  readonly notCovered: number
  readonly notKnown: number
  /** Of those not known: with a link of no stated type from something in `from`, directly or through a hub; empty of meaning, but where to look first. */
  readonly linked: number
}

export interface Matrix {
  readonly sets: readonly { readonly id: string; readonly requirements: number }[]
  readonly cells: readonly MatrixCell[]
}

const NOTHING = 0
const IN_PART = 1
const MET = 2

export class CoverageScan {
  readonly #network: Network
  readonly #met: Uint8Array
  readonly #best: Uint8Array
  readonly #touched: number[] = []
  readonly #kinds: readonly number[]
  readonly #hasUnions: boolean

  constructor(network: Network) {
    this.#network = network
    this.#met = new Uint8Array(network.nodes)
    this.#best = new Uint8Array(network.nodes)
    const counts = new Int32Array(KINDS.length)
    for (const k of network.rows.kind) counts[k] = (counts[k] as number) + 1
    this.#kinds = KINDS.flatMap((kind, k) => (kind === 'semantic' || (counts[k] as number) > 0 ? [k] : []))
    this.#hasUnions = network.nodes > network.requirements
  }

  /** Per node 0 nothing follows, 1 in part, 2 met; valid until the next run. Nodes touched are listed. */
  run(held: readonly number[]): { readonly best: Uint8Array; readonly touched: readonly number[] } {
    for (const n of this.#touched) this.#best[n] = NOTHING
    this.#touched.length = 0
    for (const kind of this.#kinds) {
      if (kind === UNSTATED && this.#hasUnions) this.#runUnstated(held)
      else this.#runKind(held, kind)
    }
    return { best: this.#best, touched: this.#touched }
  }

  /** Rows without a stated kind count one by one, also through unions; rare, so by the slower way that counts them. */
  #runUnstated(held: readonly number[]): void {
    const within = withinOf(this.#network, held, UNSTATED)
    for (const node of meetsOf(this.#network, within).order) this.#mark(node, IN_PART)
    for (const node of within.order) this.#mark(node, MET)
  }

  #mark(node: number, what: number): void {
    if (this.#best[node] === NOTHING) this.#touched.push(node)
    this.#best[node] = Math.max(this.#best[node] as number, what)
  }

  #runKind(held: readonly number[], kind: number): void {
    const { atStart, atRow, atOther, atMask, rows, requirements } = this.#network
    const met = this.#met
    const queue: number[] = []
    const hops: number[] = []
    const missing = new Map<number, number>()
    const isUnstated = kind === UNSTATED
    function add(node: number, hop: number): void {
      if (met[node] === MET) return
      met[node] = MET
      queue.push(node)
      hops.push(hop)
    }
    for (const h of held) add(h, 0)
    for (let q = 0; q < queue.length; q += 1) {
      const node = queue[q] as number
      const hop = hops[q] as number
      if (!isUnstated || hop === 0) {
        for (let i = atStart[node] as number; i < (atStart[node + 1] as number); i += 1) {
          if (rows.kind[atRow[i] as number] === kind && contains(atMask[i] as number)) add(atOther[i] as number, 1)
        }
      }
      if (node >= requirements) for (const m of membersOf(this.#network, node)) add(m, hop)
      else {
        for (const u of unionsWith(this.#network, node)) {
          const left = (missing.get(u) ?? membersOf(this.#network, u).length) - 1
          missing.set(u, left)
          if (left === 0) add(u, 1)
        }
      }
    }
    const within = queue.length
    function part(node: number, hop: number): void {
      if (met[node] !== NOTHING) return
      met[node] = IN_PART
      queue.push(node)
      hops.push(hop)
    }
    for (let q = 0; q < within; q += 1) {
      const node = queue[q] as number
      const hop = hops[q] as number
      for (const u of unionsWith(this.#network, node)) part(u, hop)
      if (isUnstated && hop > 0) continue
      for (let i = atStart[node] as number; i < (atStart[node + 1] as number); i += 1) {
        if (rows.kind[atRow[i] as number] === kind && overlaps(atMask[i] as number)) part(atOther[i] as number, 1)
      }
    }
    for (let q = within; q < queue.length; q += 1) {
      const node = queue[q] as number
      for (const u of unionsWith(this.#network, node)) part(u, hops[q] as number)
      if (isUnstated && (hops[q] as number) > 0) continue
      for (let i = atStart[node] as number; i < (atStart[node + 1] as number); i += 1) {
        if (rows.kind[atRow[i] as number] === kind && isWithin(atMask[i] as number)) part(atOther[i] as number, 1)
      }
    }
    for (const node of queue) {
      this.#mark(node, met[node] as number)
      met[node] = NOTHING
    }
  }
}

/** Every set against every other; sets in the order of their names. `linkedFrom` tells which nodes a link without a type leads to. */
export function matrixOf(
  network: Network,
  sets: readonly string[],
  linkedFrom?: (held: readonly number[]) => Uint8Array,
): Matrix {
  const names = [...sets].sort(byText)
  const bySet = new Map<string, number[]>(names.map((n) => [n, []]))
  for (let n = 0; n < network.requirements; n += 1) {
    if (network.isHeading[n] === 1) continue
    bySet.get(network.setNames[network.setOf[n] as number] as string)?.push(n)
  }
  const scan = new CoverageScan(network)
  const setIndex = new Int32Array(network.setNames.length).fill(-1)
  names.forEach((name, i) => {
    const at = network.setNames.indexOf(name)
    if (at >= 0) setIndex[at] = i
  })
  const hasDisjoint = network.rows.mask.includes(DISJOINT)
  const totals = names.map((n) => (bySet.get(n) as number[]).length)
  const cells: MatrixCell[] = []
  for (const from of names) {
    const held = bySet.get(from) as readonly number[]
    const { best, touched } = scan.run(held)
    const covered = new Int32Array(names.length)
    const partly = new Int32Array(names.length)
    for (const node of touched) {
      if (node >= network.requirements || network.isHeading[node] === 1) continue
      const s = setIndex[network.setOf[node] as number] as number
      if (s < 0) continue
      const counts = best[node] === MET ? covered : partly
      counts[s] = (counts[s] as number) + 1
    }
    const notCovered = new Int32Array(names.length)
    if (hasDisjoint) {
      for (const node of apartFrom(network, new Set(held)).keys()) {
        const s =
          node < network.requirements && best[node] === NOTHING && network.isHeading[node] === 0
            ? (setIndex[network.setOf[node] as number] as number)
            : -1
        if (s >= 0) notCovered[s] = (notCovered[s] as number) + 1
      }
    }
    const near = held.length === 0 ? undefined : linkedFrom?.(held)
    names.forEach((to, i) => {
      if (to === from) return
      const isEmpty = held.length === 0
      const open = (totals[i] as number) - (covered[i] as number) - (partly[i] as number)
      const linked =
        near === undefined
          ? 0
          : (bySet.get(to) as readonly number[]).reduce(
              (sum, n) => sum + (best[n] === NOTHING && near[n] === 1 ? 1 : 0),
              0,
            )
      cells.push({
        from,
        to,
        covered: covered[i] as number,
        partly: partly[i] as number,
        notCovered: isEmpty ? open : (notCovered[i] as number),
        notKnown: isEmpty ? 0 : open - (notCovered[i] as number),
        linked,
      })
    })
  }
  return { sets: names.map((id, i) => ({ id, requirements: totals[i] as number })), cells }
}
