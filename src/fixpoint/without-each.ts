/**
 * What would still hold if one cause went: all causes at once, exact.
 *
 * A cause takes away a group of facts. Per atom a row of bits, one per cause: set where the atom surely holds without that cause. Rows
 * form a Boolean lattice (one factor per cause), so their least fixed point is every single what-if at once: alternatives are united,
 * bodies are intersected. Causes are swept in blocks, one cache line a row; atoms stand so that what one rests on comes first, and a block takes one
 * sweep for them. Only atoms on or behind a circle are swept until nothing changes.
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
const BLOCK_WORDS = 16

/**
 * For each target that surely holds: the causes whose loss alone ends it. Cost: the literals of the clauses that speak, once per 512
 * causes, and a few times more for those on or behind a circle.
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
  const table: Table = {
    rows: new Int32Array(plan.count * Math.min(BLOCK_WORDS, (causes.length + 31) >>> 5)),
    touched: new Uint8Array(plan.count),
  }
  for (let first = 0; first < causes.length; first += perBlock) {
    const block = causes.slice(first, first + perBlock)
    const words = (block.length + 31) >>> 5
    sweep(plan, table, words, lossesOf(system, plan, block, words))
    at.forEach((place, t) => {
      if (place === -1 || table.touched[place] !== 1) return
      for (let w = 0; w < words; w += 1) {
        let gone = ~(table.rows[place * words + w] as number)
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

/** Rows of one block. A row counts only where `touched` is 1; everywhere else no cause of the block ends the atom, and nothing is stored. */
interface Table {
  readonly rows: Int32Array
  readonly touched: Uint8Array
}

/** The atoms that hold, in an order in which what they rest on comes first, and the clauses that speak for them, flat. */
interface Plan {
  readonly count: number
  /** Places from here on are on or behind a circle. */
  readonly circular: number
  /** Per atom of the system: its place, or -1. */
  readonly place: Int32Array
  /** Per place: 1 for a fact given as true. */
  readonly given: Uint8Array
  /** Clauses of place p: `clauseStart[p] … clauseStart[p + 1])`; their bodies as places. */
  readonly clauseStart: Int32Array
  readonly bodyStart: Int32Array
  readonly body: Int32Array
}

function planOf(system: System, holding: Holding): Plan {
  const speaking = new Uint8Array(system.clauses.length)
  for (let c = 0; c < speaking.length; c += 1)
    speaking[c] = holding.surely[system.head[c] as number] === 1 && speaks(system, holding, c) ? 1 : 0
  const { order, circular } = orderOf(system, holding, speaking)
  const place = new Int32Array(system.atoms.length).fill(-1)
  order.forEach((a, p) => {
    place[a] = p
  })
  const given = new Uint8Array(order.length)
  const clauseStart = new Int32Array(order.length + 1)
  const bodyStart: number[] = [0]
  const body: number[] = []
  order.forEach((a, p) => {
    if (holding.facts.get(a) === 'true') given[p] = 1
    for (let i = system.derivedStart[a] as number; i < (system.derivedStart[a + 1] as number); i += 1) {
      const c = system.derivedBy[i] as number
      if (speaking[c] !== 1) continue
      for (let j = system.bodyStart[c] as number; j < (system.bodyStart[c + 1] as number); j += 1)
        body.push(place[system.body[j] as number] as number)
      bodyStart.push(body.length)
    }
    clauseStart[p + 1] = bodyStart.length - 1
  })
  return {
    count: order.length,
    circular,
    place,
    given,
    clauseStart,
    bodyStart: Int32Array.from(bodyStart),
    body: Int32Array.from(body),
  }
}

/** Atoms that hold: first those whose every premise stands before them, then the rest by rank. */
function orderOf(
  system: System,
  holding: Holding,
  speaking: Uint8Array,
): { readonly order: Int32Array; readonly circular: number } {
  const waits = new Int32Array(system.atoms.length)
  let holds = 0
  for (let a = 0; a < waits.length; a += 1) if (holding.surely[a] === 1) holds += 1
  for (let c = 0; c < speaking.length; c += 1) {
    if (speaking[c] !== 1) continue
    const h = system.head[c] as number
    waits[h] = (waits[h] as number) + (system.bodyStart[c + 1] as number) - (system.bodyStart[c] as number)
  }
  const order = new Int32Array(holds)
  let end = 0
  for (let a = 0; a < waits.length; a += 1) if (holding.surely[a] === 1 && waits[a] === 0) order[end++] = a
  for (let next = 0; next < end; next += 1) {
    const a = order[next] as number
    for (let i = system.usedStart[a] as number; i < (system.usedStart[a + 1] as number); i += 1) {
      const c = system.usedBy[i] as number
      if (speaking[c] !== 1) continue
      const h = system.head[c] as number
      const left = (waits[h] as number) - 1
      waits[h] = left
      if (left === 0) order[end++] = h
    }
  }
  const circular = end
  const rest: number[] = []
  for (let a = 0; a < waits.length; a += 1) if (holding.surely[a] === 1 && (waits[a] as number) > 0) rest.push(a)
  rest.sort((x, y) => (holding.rank[x] as number) - (holding.rank[y] as number) || x - y)
  order.set(rest, circular)
  return { order, circular }
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
      // What is no fact cannot be taken away.
      if (p === -1 || plan.given[p] !== 1) continue
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

function sweep(plan: Plan, table: Table, words: number, losses: ReadonlyMap<number, Int32Array>): void {
  const { rows, touched } = table
  touched.fill(0, 0, plan.circular)
  touched.fill(1, plan.circular)
  rows.fill(0, plan.circular * words, plan.count * words)
  for (let p = plan.circular; p < plan.count; p += 1)
    if (plan.given[p] === 1 && !losses.has(p)) rows.fill(-1, p * words, (p + 1) * words)
  for (const [p, row] of losses) {
    touched[p] = 1
    rows.set(row, p * words)
  }
  const scratch = new Int32Array(words)
  for (let p = 0; p < plan.circular; p += 1)
    raise(plan, table, words, scratch, p, plan.given[p] === 1 && touched[p] === 0)
  for (let rose = plan.circular < plan.count; rose; ) {
    rose = false
    for (let p = plan.circular; p < plan.count; p += 1) if (raise(plan, table, words, scratch, p, false)) rose = true
  }
}

/** Unite an atom's row with what its clauses give; whether it rose. `isSafe`: a fact that no cause of the block takes away. */
function raise(
  plan: Plan,
  { rows, touched }: Table,
  words: number,
  all: Int32Array,
  p: number,
  isSafe: boolean,
): boolean {
  if (isSafe) return false
  const { clauseStart, bodyStart, body } = plan
  const own = p * words
  const end = clauseStart[p + 1] as number
  let rose = 0
  let isFirst = touched[p] !== 1
  for (let c = clauseStart[p] as number; c < end; c += 1) {
    const to = bodyStart[c + 1] as number
    let isWhole = true
    for (let i = bodyStart[c] as number; i < to; i += 1) {
      const b = body[i] as number
      if (touched[b] !== 1) continue
      const at = b * words
      if (isWhole) for (let w = 0; w < words; w += 1) all[w] = rows[at + w] as number
      else for (let w = 0; w < words; w += 1) all[w] = (all[w] as number) & (rows[at + w] as number)
      isWhole = false
    }
    if (isWhole) {
      // No cause of the block touches this way of giving it.
      if (p < plan.circular) {
        touched[p] = 0
        return false
      }
      all.fill(-1)
    }
    for (let w = 0; w < words; w += 1) {
      const had = isFirst ? 0 : (rows[own + w] as number)
      const now = had | (all[w] as number)
      rose |= now ^ had
      rows[own + w] = now
    }
    isFirst = false
    touched[p] = 1
  }
  if (p < plan.circular && touched[p] === 1 && isAll(rows, own, words)) touched[p] = 0
  return rose !== 0
}

function isAll(rows: Int32Array, from: number, words: number): boolean {
  for (let w = 0; w < words; w += 1) if (rows[from + w] !== -1) return false
  return true
}
