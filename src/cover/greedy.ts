/** Selections at once, good rather than best: greedily by price, without what turned out needless, then bettered by exchanges. */
import { type Assignment, CHOSEN, OPEN } from './assignment.ts'
import type { Row } from './rows.ts'

export type IsAllowed = (chosen: Uint8Array) => boolean

/**
 * Chooses open columns by least price per amount still lacking, with all consequences and prerequisites, until every row is reached; then
 * drops needless columns, heaviest first. The assignment is left as it was. Undefined when nothing more can be chosen.
 */
export function greedyCover(
  assignment: Assignment,
  weights: Float64Array,
  prices: Float64Array,
  isAllowed: IsAllowed,
): Uint8Array | undefined {
  const start = assignment.settled
  // Rows that choosing something opens: its prerequisites.
  const opened = [...assignment.rows.keys()].filter((r) => (assignment.rows[r] as Row).atLeast === 0)
  let isFine = true
  while (isFine && assignment.unreached > 0) {
    const column = bestColumn(assignment, prices)
    if (column === undefined) isFine = false
    else {
      const { settled } = assignment
      if (chooseWithPrerequisites(assignment, column, prices, opened)) continue
      // Out of the question (a limit would be passed, say): without it, then.
      assignment.undoTo(settled)
      assignment.settle(column, false)
      isFine = assignment.propagate()
    }
  }
  const chosen = Uint8Array.from(assignment.state, (state) => (state === CHOSEN ? 1 : 0))
  assignment.undoTo(start)
  if (!isFine) return undefined
  const slim = withoutNeedless(assignment, weights, chosen, isAllowed)
  return isAllowed(slim) ? slim : undefined
}

/** Chooses the column and, at once, the cheapest of each group that it waits for, and what those wait for; false when that cannot be. */
function chooseWithPrerequisites(
  assignment: Assignment,
  column: number,
  prices: Float64Array,
  opened: readonly number[],
): boolean {
  assignment.settle(column, true)
  if (!assignment.propagate()) return false
  for (;;) {
    const r = opened.find((index) => (assignment.reached[index] as number) < 0)
    if (r === undefined) return true
    const { columns, amounts } = assignment.rows[r] as Row
    let best = -1
    for (let k = 0; k < columns.length; k += 1) {
      const j = columns[k] as number
      if ((amounts[k] as number) <= 0 || assignment.state[j] !== OPEN) continue
      if (best < 0 || (prices[j] as number) < (prices[best] as number)) best = j
    }
    if (best < 0) return false
    assignment.settle(best, true)
    if (!assignment.propagate()) return false
  }
}

/**
 * Betters a selection by exchanges: one chosen column after the other is refused and the rest of the selection completed again; what is
 * lighter is kept. At most `rounds` exchanges are tried. The assignment is left as it was; the selection has to keep what is settled in it.
 */
export function bettered(
  assignment: Assignment,
  weights: Float64Array,
  selection: Uint8Array,
  rounds: number,
  isAllowed: IsAllowed,
): Uint8Array {
  const start = assignment.settled
  let best = selection
  let left = rounds
  for (let isBetter = true; isBetter && left > 0; ) {
    isBetter = false
    const byWeight = (i: number, j: number) => (weights[j] as number) - (weights[i] as number) || i - j
    const order = [...best.keys()].filter((j) => best[j] === 1 && assignment.state[j] === OPEN).sort(byWeight)
    for (const out of order) {
      if (left <= 0) break
      left -= 1
      const next = withoutOne(assignment, weights, best, out, isAllowed)
      assignment.undoTo(start)
      if (next === undefined || weigh(weights, next) >= weigh(weights, best)) continue
      best = next
      isBetter = true
      break
    }
  }
  return best
}

function withoutOne(
  assignment: Assignment,
  weights: Float64Array,
  selection: Uint8Array,
  out: number,
  isAllowed: IsAllowed,
): Uint8Array | undefined {
  assignment.settle(out, false)
  if (!assignment.propagate()) return undefined
  // What stays costs nothing more; so the completion pays only for what is new.
  const prices = weights.map((weight, j) => (selection[j] === 1 ? 0 : weight + 1))
  return greedyCover(assignment, weights, prices, isAllowed)
}

function weigh(weights: Float64Array, chosen: Uint8Array): number {
  let sum = 0
  for (let j = 0; j < chosen.length; j += 1) if (chosen[j] === 1) sum += weights[j] as number
  return sum
}

function bestColumn(assignment: Assignment, prices: Float64Array): number | undefined {
  let best: number | undefined
  let bestPrice = 0
  let bestGain = 1
  for (let j = 0; j < assignment.columns; j += 1) {
    if (assignment.state[j] !== OPEN) continue
    let gain = 0
    const rows = assignment.rowsOf[j] as number[]
    const amounts = assignment.amountsOf[j] as number[]
    for (let k = 0; k < rows.length; k += 1) {
      const lack = -(assignment.reached[rows[k] as number] as number)
      if (lack > 0 && (amounts[k] as number) > 0) gain += Math.min(1, (amounts[k] as number) / lack)
    }
    if (gain === 0) continue
    const price = prices[j] as number
    if (best === undefined || price * bestGain < bestPrice * gain) {
      best = j
      bestPrice = price
      bestGain = gain
    }
  }
  return best
}

function withoutNeedless(
  assignment: Assignment,
  weights: Float64Array,
  chosen: Uint8Array,
  isAllowed: IsAllowed,
): Uint8Array {
  const reached = assignment.rows.map(({ columns, amounts, atLeast }: Row) => {
    let sum = -atLeast
    for (let k = 0; k < columns.length; k += 1) if (chosen[columns[k] as number] === 1) sum += amounts[k] as number
    return sum
  })
  const slim = Uint8Array.from(chosen)
  const order = [...chosen.keys()]
    .filter((j) => chosen[j] === 1)
    .sort((i, j) => (weights[j] as number) - (weights[i] as number) || j - i)
  for (const j of order) {
    const rows = assignment.rowsOf[j] as number[]
    const amounts = assignment.amountsOf[j] as number[]
    if (rows.some((r, k) => (reached[r] as number) - (amounts[k] as number) < Math.min(0, reached[r] as number)))
      continue
    slim[j] = 0
    if (!isAllowed(slim) && isAllowed(chosen)) {
      slim[j] = 1
      continue
    }
    rows.forEach((r, k) => {
      reached[r] = (reached[r] as number) - (amounts[k] as number)
    })
  }
  return slim
}
