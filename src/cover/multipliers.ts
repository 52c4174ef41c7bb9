/**
 * Lower bounds in whole numbers: Lagrangian multipliers on the rows.
 *
 * With multipliers u ≥ 0, no completion of an assignment is below
 *   weight of the chosen − Σ u·reached + Σ over open columns of min(0, weight − Σ u·amount),
 * whatever u is (Geoffrion 1974). So it does not matter where u comes from (`relaxation.ts` guesses it in floating point), only that
 * the bound is computed exactly: multipliers count in 1/scale of a unit of weight, and are lessened where sums would come near 2^53.
 */
import { type Assignment, CHOSEN, OPEN } from './assignment.ts'
import type { Row } from './rows.ts'

/** No sum of multipliers times amounts may pass this. */
const LARGEST_SUM = 2 ** 51

export class Multipliers {
  readonly scale: number
  /** Per open column: scale × (weight less what its rows pay for it), at the multipliers last asked for. */
  readonly reduced: Float64Array
  readonly #assignment: Assignment
  readonly #weights: Float64Array
  /** Per row: its amounts and what it asks for, all counted positive. */
  readonly #size: number[] = []

  constructor(assignment: Assignment, weights: Float64Array) {
    this.#assignment = assignment
    this.#weights = weights
    const total = weights.reduce((sum, weight) => sum + weight, 1)
    let scale = 2 ** 20
    while (scale > 1 && scale * total > 2 ** 44) scale /= 2
    this.scale = scale
    this.reduced = new Float64Array(weights.length)
  }

  /** The bound that `u` proves for the assignment as it stands, times `scale`. `u` may be shorter than the rows, and is lessened in place where it is too large. */
  bound(u: Float64Array): number {
    this.#lessen(u)
    const { rows, reached, state, columns } = this.#assignment
    const { reduced, scale } = this
    let bound = 0
    for (let j = 0; j < columns; j += 1) {
      const weight = scale * (this.#weights[j] as number)
      reduced[j] = weight
      if (state[j] === CHOSEN) bound += weight
    }
    for (let r = 0; r < u.length; r += 1) {
      const multiplier = u[r] as number
      if (multiplier === 0) continue
      bound -= multiplier * (reached[r] as number)
      const row = rows[r] as Row
      for (let k = 0; k < row.columns.length; k += 1) {
        const j = row.columns[k] as number
        reduced[j] = (reduced[j] as number) - multiplier * (row.amounts[k] as number)
      }
    }
    for (let j = 0; j < columns; j += 1)
      if (state[j] === OPEN && (reduced[j] as number) < 0) bound += reduced[j] as number
    return bound
  }

  #lessen(u: Float64Array): void {
    const { rows } = this.#assignment
    for (let r = this.#size.length; r < rows.length; r += 1) {
      const { amounts, atLeast } = rows[r] as Row
      this.#size.push(amounts.reduce((sum, amount) => sum + Math.abs(amount), Math.abs(atLeast) + 1))
    }
    let sum = 0
    for (let r = 0; r < u.length; r += 1) sum += (u[r] as number) * (this.#size[r] as number)
    if (sum <= LARGEST_SUM) return
    const part = LARGEST_SUM / 2 / sum
    for (let r = 0; r < u.length; r += 1) u[r] = Math.floor((u[r] as number) * part)
  }
}
