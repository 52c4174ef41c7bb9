/**
 * What would still hold if one cause went: all causes at once, exact.
 *
 * A cause takes away a group of facts. Per atom a row of bits, one per cause: set where the atom surely holds without that cause. Rows
 * form a Boolean lattice (one factor per cause), so their least fixed point is every single what-if at once: alternatives are united,
 * bodies are intersected. Causes are swept in blocks that stay in the cache; within a block, clauses run in the order of ranks.
 * Exceptions are kept as they are: a cause that would silence an exception is not counted as giving anything.
 */
import type { Holding } from './holds.ts'
import type { System } from './system.ts'

/** Facts that go together. */
export type Cause = readonly string[]

/** Which of the causes end which of the targets. */
export interface SingleFailures {
  /** Per target, in the order asked: numbers of the causes that alone end it, rising. Empty for a target that does not hold. */
  readonly ends: readonly (readonly number[])[]
}

/** Words of 32 causes that are swept together. */
const BLOCK_WORDS = 8

/**
 * For each target that surely holds: the causes whose loss alone ends it. Cost: the literals of the clauses that speak, once per sweep
 * and per 256 causes; two or three sweeps as a rule, more only where circles feed each other.
 */
export function endedByEach(
  system: System,
  holding: Holding,
  causes: readonly Cause[],
  targets: readonly string[],
): SingleFailures {
  const plan = planOf(system, holding)
  const at = targets.map((t) => {
    const a = system.idOf.get(t)
    return a === undefined ? -1 : (plan.place[a] as number)
  })
  const ends: number[][] = targets.map(() => [])
  const perBlock = BLOCK_WORDS * 32
  for (let first = 0; first < causes.length; first += perBlock) {
    const block = causes.slice(first, first + perBlock)
    const words = (block.length + 31) >>> 5
    const rows = sweep(plan, words, lossesOf(system, plan, block, words))
    at.forEach((place, t) => {
      if (place === -1) return
      for (let w = 0; w < words; w += 1) {
        let gone = ~(rows[place * words + w] as number)
        const width = Math.min(32, block.length - w * 32)
        if (width < 32) gone &= (1 << width) - 1
        while (gone !== 0) {
          const bit = 31 - Math.clz32(gone & -gone)
          ;(ends[t] as number[]).push(first + w * 32 + bit)
          gone &= gone - 1
        }
      }
    })
  }
  return { ends }
}

/** The atoms that hold, by rank, and the clauses that speak for them, flat. Facts stand in `given`. */
interface Plan {
  readonly count: number
  /** Per atom of the system: its place by rank, or -1. */
  readonly place: Int32Array
  /** Per place: 1 for a fact given as true. */
  readonly given: Uint8Array
  /** Clauses of place p: `clauseStart[p] … clauseStart[p + 1])`; their bodies as places. */
  readonly clauseStart: Int32Array
  readonly bodyStart: Int32Array
  readonly body: Int32Array
}

function planOf(system: System, holding: Holding): Plan {
  const atoms: number[] = []
  for (let a = 0; a < system.atoms.length; a += 1) if (holding.surely[a] === 1) atoms.push(a)
  atoms.sort((x, y) => (holding.rank[x] as number) - (holding.rank[y] as number) || x - y)
  const place = new Int32Array(system.atoms.length).fill(-1)
  atoms.forEach((a, p) => {
    place[a] = p
  })
  const given = new Uint8Array(atoms.length)
  const clauseStart = new Int32Array(atoms.length + 1)
  const bodyStart: number[] = [0]
  const body: number[] = []
  atoms.forEach((a, p) => {
    if (holding.facts.get(a) === 'true') given[p] = 1
    for (let i = system.derivedStart[a] as number; i < (system.derivedStart[a + 1] as number); i += 1) {
      const c = system.derivedBy[i] as number
      if (!speaks(system, holding, c)) continue
      for (let j = system.bodyStart[c] as number; j < (system.bodyStart[c + 1] as number); j += 1)
        body.push(place[system.body[j] as number] as number)
      bodyStart.push(body.length)
    }
    clauseStart[p + 1] = bodyStart.length - 1
  })
  return {
    count: atoms.length,
    place,
    given,
    clauseStart,
    bodyStart: Int32Array.from(bodyStart),
    body: Int32Array.from(body),
  }
}

function speaks(system: System, holding: Holding, c: number): boolean {
  if (holding.active[c] !== 1) return false
  for (let i = system.bodyStart[c] as number; i < (system.bodyStart[c + 1] as number); i += 1)
    if (holding.surely[system.body[i] as number] !== 1) return false
  for (let i = system.unlessStart[c] as number; i < (system.unlessStart[c + 1] as number); i += 1)
    if (holding.possibly[system.unless[i] as number] === 1) return false
  return true
}

/** Rows of the facts that some cause takes away: bits cleared for those causes. */
function lossesOf(system: System, plan: Plan, block: readonly Cause[], words: number): ReadonlyMap<number, Int32Array> {
  const losses = new Map<number, Int32Array>()
  block.forEach((cause, k) => {
    for (const fact of cause) {
      const a = system.idOf.get(fact)
      const p = a === undefined ? -1 : (plan.place[a] as number)
      if (p === -1) continue
      let row = losses.get(p)
      if (row === undefined) {
        row = new Int32Array(words).fill(-1)
        losses.set(p, row)
      }
      row[k >>> 5] = (row[k >>> 5] as number) & ~(1 << (k & 31))
    }
  })
  return losses
}

function sweep(plan: Plan, words: number, losses: ReadonlyMap<number, Int32Array>): Int32Array {
  const rows = new Int32Array(plan.count * words)
  for (let p = 0; p < plan.count; p += 1) {
    if (plan.given[p] !== 1) continue
    const lost = losses.get(p)
    for (let w = 0; w < words; w += 1) rows[p * words + w] = lost === undefined ? -1 : (lost[w] as number)
  }
  const { clauseStart, bodyStart, body } = plan
  for (let changed = true; changed; ) {
    changed = false
    for (let p = 0; p < plan.count; p += 1) {
      const own = p * words
      for (let c = clauseStart[p] as number; c < (clauseStart[p + 1] as number); c += 1) {
        const from = bodyStart[c] as number
        const to = bodyStart[c + 1] as number
        for (let w = 0; w < words; w += 1) {
          const had = rows[own + w] as number
          if (had === -1) continue
          let all = -1
          for (let i = from; i < to; i += 1) all &= rows[(body[i] as number) * words + w] as number
          if ((all & ~had) !== 0) {
            rows[own + w] = had | all
            changed = true
          }
        }
      }
    }
  }
  return rows
}
