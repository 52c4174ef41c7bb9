/**
 * Lower bounds without a solver: Lagrangian multipliers on the rows, in integers.
 *
 * With multipliers u ≥ 0, no completion of an assignment is below
 *   weight of the chosen − Σ u·reached + Σ over open columns of min(0, weight − Σ u·amount),
 * whatever u is. So the steps that improve u need not be exact, only the bound computed from it, and that is all integers:
 * multipliers count in 1/scale of a unit of weight, and are capped so that every sum stays far below 2^53.
 * The bound approaches that of the linear relaxation (Geoffrion 1974). Steps after Polyak; averages of the columns as in the
 * volume algorithm (Barahona and Anbil 2000), here only to choose what to branch on.
 */
import { type Assignment, CHOSEN, OPEN } from './assignment.ts'
import type { Row } from './rows.ts'

const LARGEST_SUM = 2 ** 51
/** Averages are counted in this many parts. */
export const WHOLE = 1024

export class Multipliers {
  readonly scale: number
  /** Per open column: scale × (weight less what its rows pay for it), at the best multipliers of the last call of `improve`. */
  readonly reduced: Float64Array
  /** Per column: how often it was taken lately, of WHOLE. */
  readonly average: Float64Array
  readonly #assignment: Assignment
  readonly #weights: Float64Array
  readonly #cap: number[] = []
  readonly #square: number[] = []
  /** Rows that every further choice helps: once reached, they are kept. */
  readonly #onlyHelped: boolean[] = []
  #best = new Float64Array(0)
  #slope = new Float64Array(0)

  constructor(assignment: Assignment, weights: Float64Array) {
    this.#assignment = assignment
    this.#weights = weights
    const total = weights.reduce((sum, weight) => sum + weight, 1)
    let scale = 2 ** 20
    while (scale > 1 && scale * total > 2 ** 44) scale /= 2
    this.scale = scale
    this.reduced = new Float64Array(weights.length)
    this.average = new Float64Array(weights.length)
  }

  /** Multipliers for the rows there are now; those given are kept. */
  fit(given: Float64Array): Float64Array {
    const rows = this.#assignment.rows
    if (given.length === rows.length) return given
    const fitted = new Float64Array(rows.length)
    fitted.set(given.subarray(0, rows.length))
    return fitted
  }

  /**
   * Improves `u` in place by at most `rounds` steps and returns the bound in units × scale; stops early once it reaches
   * `target` (in units). `reduced` afterwards belongs to the `u` returned.
   */
  improve(u: Float64Array, target: number, rounds: number, firstStep: number): number {
    this.#prepare(u)
    const { rows, reached } = this.#assignment
    const best = this.#best
    const slope = this.#slope
    const goal = target * this.scale
    let bestBound = Number.NEGATIVE_INFINITY
    let step = firstStep
    let stale = 0
    let isBestCurrent = false
    const { open, base } = this.#openColumns()
    this.#reduce(u, open)
    for (let round = 0; ; round += 1) {
      // The bound, and the columns that are taken at these multipliers.
      let bound = base
      for (let r = 0; r < rows.length; r += 1) {
        const lack = -(reached[r] as number)
        slope[r] = lack
        bound += (u[r] as number) * lack
      }
      for (const j of open) {
        const price = this.reduced[j] as number
        const isTaken = price < 0
        this.average[j] = (this.average[j] as number) + (((isTaken ? WHOLE : 0) - (this.average[j] as number)) >> 3)
        if (!isTaken) continue
        bound += price
        const of = this.#assignment.rowsOf[j] as number[]
        const amounts = this.#assignment.amountsOf[j] as number[]
        for (let k = 0; k < of.length; k += 1)
          slope[of[k] as number] = (slope[of[k] as number] as number) - (amounts[k] as number)
      }
      isBestCurrent = bound > bestBound
      if (isBestCurrent) {
        bestBound = bound
        best.set(u)
        stale = 0
      } else {
        stale += 1
        if (stale === 4) {
          step = Math.max(1, step >> 1)
          stale = 0
        }
      }
      if (bestBound > goal - this.scale || round >= rounds) break
      if (!this.#move(u, slope, Math.max(goal - bound, this.scale), step)) break
    }
    if (!isBestCurrent) {
      u.set(best.subarray(0, u.length))
      this.#reduce(u, open)
    }
    return bestBound
  }

  /** A step along the slope; false when nothing moves. Sixteenths of Polyak's step. */
  #move(u: Float64Array, slope: Float64Array, gap: number, sixteenths: number): boolean {
    let norm = 0
    for (let r = 0; r < u.length; r += 1) {
      const s = slope[r] as number
      if (s > 0 || (s < 0 && (u[r] as number) > 0)) norm += (s * s) / (this.#square[r] as number)
    }
    if (norm === 0) return false
    const length = (gap * sixteenths) / (16 * norm)
    let hasMoved = false
    for (let r = 0; r < u.length; r += 1) {
      const s = slope[r] as number
      if (s === 0) continue
      const old = u[r] as number
      const wanted = Math.floor(old + (length * s) / (this.#square[r] as number))
      const next = Math.min(Math.max(0, wanted), this.#cap[r] as number)
      const change = next - old
      if (change === 0) continue
      u[r] = next
      hasMoved = true
      const { columns, amounts } = this.#assignment.rows[r] as Row
      for (let k = 0; k < columns.length; k += 1) {
        const j = columns[k] as number
        this.reduced[j] = (this.reduced[j] as number) - change * (amounts[k] as number)
      }
    }
    return hasMoved
  }

  #openColumns(): { open: Int32Array; base: number } {
    const { state, columns } = this.#assignment
    const open = new Int32Array(columns)
    let count = 0
    let base = 0
    for (let j = 0; j < columns; j += 1) {
      if (state[j] === OPEN) {
        open[count] = j
        count += 1
      } else if (state[j] === CHOSEN) base += this.scale * (this.#weights[j] as number)
    }
    return { open: open.subarray(0, count), base }
  }

  #reduce(u: Float64Array, open: Int32Array): void {
    for (const j of open) {
      let price = this.scale * (this.#weights[j] as number)
      const of = this.#assignment.rowsOf[j] as number[]
      const amounts = this.#assignment.amountsOf[j] as number[]
      for (let k = 0; k < of.length; k += 1) price -= (u[of[k] as number] as number) * (amounts[k] as number)
      this.reduced[j] = price
    }
  }

  /** Room for new rows; what is certainly kept whatever is still chosen pays nothing. */
  #prepare(u: Float64Array): void {
    const { rows, reached } = this.#assignment
    for (let r = this.#cap.length; r < rows.length; r += 1) {
      const { amounts, atLeast } = rows[r] as Row
      const magnitude = amounts.reduce((sum, amount) => sum + Math.abs(amount), Math.abs(atLeast) + 1)
      const share = (amounts[0] ?? 0) < -1 ? LARGEST_SUM / 16 : LARGEST_SUM / (2 * Math.max(1024, rows.length))
      this.#cap.push(Math.floor(share / magnitude))
      this.#onlyHelped.push(amounts.every((amount) => amount > 0))
      this.#square.push(Math.max(1, (amounts[0] ?? 1) * (amounts[0] ?? 1)))
    }
    if (this.#best.length < rows.length) {
      this.#best = new Float64Array(rows.length)
      this.#slope = new Float64Array(rows.length)
    }
    for (let r = 0; r < rows.length; r += 1) {
      if ((reached[r] as number) >= 0 && this.#onlyHelped[r]) u[r] = 0
    }
  }
}
