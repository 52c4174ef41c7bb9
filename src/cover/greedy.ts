/** A selection at once, good rather than best: by price for what is still lacking, then without what turned out needless. */
import { type Assignment, CHOSEN, OPEN } from './assignment.ts'
import type { Row } from './rows.ts'

/**
 * Chooses open columns by least price (weights less what the multipliers pay) per amount still lacking, with all consequences,
 * until every row is reached; then drops needless columns, heaviest first. The assignment is left as it was.
 * Undefined when it runs into a contradiction.
 */
export function greedyCover(
  assignment: Assignment,
  weights: Float64Array,
  reduced: Float64Array,
  isAllowed: (chosen: Uint8Array) => boolean,
): Uint8Array | undefined {
  const start = assignment.settled
  let isFine = true
  while (isFine && assignment.unreached > 0) {
    const column = bestColumn(assignment, weights, reduced)
    if (column === undefined) isFine = false
    else {
      assignment.settle(column, true)
      isFine = assignment.propagate()
    }
  }
  const chosen = Uint8Array.from(assignment.state, (state) => (state === CHOSEN ? 1 : 0))
  assignment.undoTo(start)
  if (!isFine) return undefined
  const slim = withoutNeedless(assignment, weights, chosen, isAllowed)
  return isAllowed(slim) ? slim : undefined
}

function bestColumn(assignment: Assignment, weights: Float64Array, reduced: Float64Array): number | undefined {
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
    const price = Math.max(0, reduced[j] as number) + (weights[j] as number)
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
  isAllowed: (chosen: Uint8Array) => boolean,
): Uint8Array {
  const reached = assignment.rows.map(({ columns, amounts, atLeast }: Row) =>
    columns.reduce((sum, column, k) => sum + (chosen[column] === 1 ? (amounts[k] as number) : 0), -atLeast),
  )
  const slim = Uint8Array.from(chosen)
  const order = [...chosen.keys()]
    .filter((j) => chosen[j] === 1)
    .sort((i, j) => (weights[j] as number) - (weights[i] as number) || j - i)
  for (const j of order) {
    const rows = assignment.rowsOf[j] as number[]
    const amounts = assignment.amountsOf[j] as number[]
    if (rows.some((r, k) => (reached[r] as number) - (amounts[k] as number) < 0)) continue
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
