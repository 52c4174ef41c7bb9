/**
 * Further rows that every selection keeps and the relaxation does not: they bring its bound nearer to the truth.
 *
 * All arithmetic is on the whole numbers of the rows; only which rows to combine is chosen by the values of the relaxation. So a cut holds
 * whatever those values are.
 */
import type { Assignment } from './assignment.ts'
import { type Row, row } from './rows.ts'

/** By how much the values have to break a row to make it worth having. */
const WORTH = 1 / 32
/** Rows added up for one cut at most. */
const MOST_ROWS = 8

/** Rows considered for adding up, the tightest first: the work grows with their square. */
const MOST_PARITIES = 100

/** Cuts that the values break, the worst first, at most `most`. */
export function cutsFor(assignment: Assignment, x: Float64Array, rows: number, most: number): Row[] {
  const found: { cut: Row; lack: number }[] = []
  const seen = new Set<string>()
  const add = (cut: Row | undefined) => {
    if (cut === undefined) return
    const lack = lackOf(cut, x)
    if (lack <= WORTH * Math.max(1, Math.abs(cut.amounts[0] ?? 1))) return
    const key = `${cut.atLeast}:${cut.columns.join()}:${cut.amounts.join()}`
    if (seen.has(key)) return
    seen.add(key)
    found.push({ cut, lack: lack / lengthOf(cut) })
  }
  for (let r = 0; r < rows; r += 1) add(partCover(assignment.rows[r] as Row, x))
  for (const cut of halves(assignment, x, rows)) add(cut)
  return found
    .sort((a, b) => b.lack - a.lack)
    .slice(0, most)
    .map(({ cut }) => cut)
}

function lackOf({ columns, amounts, atLeast }: Row, x: Float64Array): number {
  let lack = atLeast
  for (let k = 0; k < columns.length; k += 1) lack -= (amounts[k] as number) * (x[columns[k] as number] as number)
  return lack
}

/** Near enough to the length of the amounts as a vector to compare cuts by depth. */
function lengthOf({ amounts }: Row): number {
  let square = 1
  for (const amount of amounts) square += amount * amount
  let length = 1
  while (length * length < square) length *= 2
  return length
}

/**
 * Covers of a part (k-cover): suppose some columns of a row are chosen; the others still have to bring what is left, and none counts for
 * more than that: Σ over the others of min(amount, left)·x ≥ left. The supposed ones are those that the values choose most.
 * Rows in which all amounts are 1 have none of these that says anything new.
 */
export function partCover(given: Row, x: Float64Array): Row | undefined {
  const { columns, amounts, atLeast } = given
  if ((amounts[0] ?? 0) <= 1 || atLeast <= 1 || amounts.some((amount) => amount < 0)) return undefined
  const order = [...columns.keys()].sort(
    (a, b) => (x[columns[b] as number] as number) - (x[columns[a] as number] as number) || a - b,
  )
  let best: Row | undefined
  let bestLack = 0
  let left = atLeast
  for (const [at, supposed] of order.entries()) {
    left -= amounts[supposed] as number
    if (left <= 0) break
    const rest = order.slice(at + 1)
    const lack =
      left -
      rest.reduce((sum, k) => sum + Math.min(left, amounts[k] as number) * (x[columns[k] as number] as number), 0)
    if (lack / left <= bestLack) continue
    bestLack = lack / left
    best = row(
      rest.map((k): [number, number] => [columns[k] as number, Math.min(left, amounts[k] as number)]),
      left,
    )
  }
  return best
}

interface Parity {
  readonly index: number
  /** Columns with an odd amount and a value in between, as a bit set over those columns. */
  readonly odd: Uint32Array
  readonly isOddNeed: boolean
  readonly slack: number
}

/**
 * Halves: rows added up, halved, and rounded up (Chvátal and Gomory; Caprara and Fischetti 1996). Columns above one half count by what is
 * missing to 1, which rounds the right way. It is broken when slack and what rounding gives away stay below 1.
 * Found by starting from every tight row and adding the row that gives away least, as long as that helps.
 */
function* halves(assignment: Assignment, x: Float64Array, rows: number): Generator<Row | undefined> {
  const doubtful: number[] = []
  const place = new Map<number, number>()
  for (let j = 0; j < x.length; j += 1) {
    const value = x[j] as number
    if (value < 1 / 2 ** 16 || value > 1 - 1 / 2 ** 16) continue
    place.set(j, doubtful.length)
    doubtful.push(j)
  }
  const words = (doubtful.length + 31) >> 5
  const given = doubtful.map((j) => Math.min(x[j] as number, 1 - (x[j] as number)))
  const parities: Parity[] = []
  for (let r = 0; r < rows; r += 1) {
    const parity = parityOf(assignment.rows[r] as Row, r, x, place, words)
    if (parity !== undefined) parities.push(parity)
  }
  parities.sort((a, b) => a.slack - b.slack || a.index - b.index)
  parities.splice(MOST_PARITIES)
  const nothing = new Uint32Array(words)
  /** What rounding gives away for columns that are odd in one of the two, but not in both. */
  const costOf = (a: Uint32Array, b: Uint32Array) => {
    let cost = 0
    for (let w = 0; w < words; w += 1) {
      for (let bits = (a[w] as number) ^ (b[w] as number); bits !== 0; bits &= bits - 1) {
        cost += given[(w << 5) + 31 - Math.clz32(bits & -bits)] as number
      }
    }
    return cost
  }
  for (const start of parities) {
    let members = [start.index]
    let { odd, isOddNeed, slack } = start
    let cost = slack + costOf(odd, nothing)
    for (let size = 1; size < MOST_ROWS; size += 1) {
      if (isOddNeed && cost < 1 - WORTH) yield halved(assignment, members, x)
      let next: Parity | undefined
      let nextCost = cost + 1 / 2
      for (const other of parities) {
        if (!sharesBit(odd, other.odd) || members.includes(other.index)) continue
        // An even need is of no use by itself: prefer what makes it odd.
        const joint = slack + other.slack + costOf(odd, other.odd) + (isOddNeed === other.isOddNeed ? 1 / 4 : 0)
        if (joint >= nextCost) continue
        next = other
        nextCost = joint
      }
      if (next === undefined) break
      const { odd: further } = next
      members = [...members, next.index]
      odd = odd.map((word, w) => word ^ (further[w] as number))
      isOddNeed = isOddNeed !== next.isOddNeed
      slack += next.slack
      cost = slack + costOf(odd, nothing)
    }
  }
}

function sharesBit(a: Uint32Array, b: Uint32Array): boolean {
  for (let w = 0; w < a.length; w += 1) if (((a[w] as number) & (b[w] as number)) !== 0) return true
  return false
}

function parityOf(
  given: Row,
  index: number,
  x: Float64Array,
  place: ReadonlyMap<number, number>,
  words: number,
): Parity | undefined {
  const { columns, amounts, atLeast } = given
  let slack = -atLeast
  let need = atLeast
  const odd = new Uint32Array(words)
  for (let k = 0; k < columns.length; k += 1) {
    const j = columns[k] as number
    const amount = amounts[k] as number
    const value = x[j] as number
    slack += amount * value
    if (amount % 2 === 0) continue
    const at = place.get(j)
    if (at !== undefined) odd[at >> 5] = (odd[at >> 5] as number) | (1 << (at & 31))
    if (value > 1 / 2) need -= amount
  }
  return slack < 1 - WORTH ? { index, odd, isOddNeed: Math.abs(need) % 2 === 1, slack: Math.max(0, slack) } : undefined
}

/** The rows added up, with columns above one half turned round, halved and rounded up, and turned back. */
function halved(assignment: Assignment, members: readonly number[], x: Float64Array): Row | undefined {
  const sum = new Map<number, number>()
  let need = 0
  for (const r of members) {
    const { columns, amounts, atLeast } = assignment.rows[r] as Row
    need += atLeast
    columns.forEach((j, k) => sum.set(j, (sum.get(j) ?? 0) + (amounts[k] as number)))
  }
  const isTurned = (j: number) => (x[j] as number) > 1 / 2
  // x = 1 − y turns a·x into a − a·y.
  for (const [j, amount] of sum) if (isTurned(j)) need -= amount
  if (Math.abs(need) % 2 !== 1) return undefined
  let half = Math.ceil(need / 2)
  const entries: [number, number][] = []
  for (const [j, amount] of sum) {
    const rounded = Math.ceil((isTurned(j) ? -amount : amount) / 2)
    if (rounded === 0) continue
    entries.push([j, isTurned(j) ? -rounded : rounded])
    if (isTurned(j)) half -= rounded
  }
  return row(entries, half)
}
