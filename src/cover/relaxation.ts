/**
 * A guess at the best multipliers, by the linear relaxation: yes-or-no columns may be chosen in part.
 *
 * Dual simplex on a dictionary, with columns between 0 and 1 that flip from bound to bound. Works in floating point and is never
 * believed: the search turns the multipliers into whole numbers and computes its bound from those (`multipliers.ts`), so an
 * inexact step costs strength, not truth. Any basis stays usable when columns are settled or freed, because a column at the wrong
 * bound is put to the other one; so the search goes up and down its tree without saving anything here.
 *
 * Dictionary: every basic variable is a constant plus multiples of the others ("nonbasic"), which sit at a bound. Rows are taken in
 * when a solution breaks them and dropped when they have long been loose.
 */
import { type Assignment, CHOSEN, OPEN } from './assignment.ts'
import type { Row } from './rows.ts'

const TINY = 1 / 2 ** 30
/** Coefficients smaller than this are taken for 0. */
const DROP = 1 / 2 ** 36
/** How far a value may be outside before it counts. */
const SLACKNESS = 1 / 2 ** 21

export class Relaxation {
  /** Values of the columns in the last solution. */
  readonly x: Float64Array
  pivots = 0
  readonly #assignment: Assignment
  readonly #weights: Float64Array
  readonly #columns: number
  /** Per nonbasic place: the variable there. Variables 0 … columns − 1 are columns, then the surplus of row r is columns + r. */
  readonly #outside: Int32Array
  readonly #valueOutside: Float64Array
  /** Per dictionary row: the basic variable, its coefficients (constant last), its value, its weight in pricing. */
  readonly #inside: number[] = []
  readonly #coefficients: Float64Array[] = []
  readonly #value: number[] = []
  readonly #edge: number[] = []
  /** Solutions in a row in which the surplus was basic and loose. */
  readonly #idle: number[] = []
  /** Per column: its place outside, or −1 − its row inside. */
  readonly #place: Int32Array
  readonly #low: Float64Array
  readonly #high: Float64Array
  #price: Float64Array
  /** Rows of the assignment that are in the dictionary. */
  readonly #isIn: boolean[] = []
  /** The pivot row in hand, without its zeros. */
  readonly #nonzeroAt: Int32Array
  readonly #nonzero: Float64Array
  #sinceFresh = 0
  /** The row that showed that nothing fits, and on which side. */
  #stuck = -1
  #stuckSign = 0

  constructor(assignment: Assignment, weights: Float64Array) {
    const columns = weights.length
    this.#assignment = assignment
    this.#weights = weights
    this.#columns = columns
    this.x = new Float64Array(columns)
    this.#nonzeroAt = new Int32Array(columns + 1)
    this.#nonzero = new Float64Array(columns + 1)
    this.#outside = Int32Array.from({ length: columns }, (_, j) => j)
    this.#valueOutside = new Float64Array(columns)
    this.#place = Int32Array.from({ length: columns }, (_, j) => j)
    this.#low = new Float64Array(columns)
    this.#high = new Float64Array(columns).fill(1)
    this.#price = Float64Array.from([...weights, 0])
  }

  /**
   * Solves for the assignment as it stands; false when it seems that nothing fits. At most `limit` pivots, and no further once the
   * weight is sure to reach `target`.
   */
  solve(limit: number, target = Number.POSITIVE_INFINITY): boolean {
    this.#takeBounds()
    const end = this.pivots + limit
    for (let isFirst = true; ; isFirst = false) {
      if (!this.#dualSimplex(end, target)) return false
      this.#readValues()
      if (this.pivots >= end || this.#weight() >= target) return true
      if (this.#takeRows() > 0) continue
      if (isFirst) this.#dropIdle()
      return true
    }
  }

  /** A few pivots to see where it goes, and back: what comes of it is in `multipliers` until `forget` is called. */
  attempt(limit: number, target: number): boolean {
    this.#takeBounds()
    return this.#dualSimplex(this.pivots + limit, target)
  }

  /** What `attempt` may change. */
  remember(): () => void {
    const inside = [...this.#inside]
    const coefficients = this.#coefficients.map((row) => row.slice())
    const [value, edge, idle] = [[...this.#value], [...this.#edge], [...this.#idle]]
    const [outside, valueOutside, place] = [this.#outside.slice(), this.#valueOutside.slice(), this.#place.slice()]
    const [low, high, price, sinceFresh] = [
      this.#low.slice(),
      this.#high.slice(),
      this.#price.slice(),
      this.#sinceFresh,
    ]
    return () => {
      const put = (list: number[], saved: readonly number[]) => list.splice(0, list.length, ...saved)
      put(this.#inside, inside)
      put(this.#value, value)
      put(this.#edge, edge)
      put(this.#idle, idle)
      this.#coefficients.splice(0, this.#coefficients.length, ...coefficients.map((row) => row.slice()))
      this.#outside.set(outside)
      this.#valueOutside.set(valueOutside)
      this.#place.set(place)
      this.#low.set(low)
      this.#high.set(high)
      this.#price = price.slice()
      this.#sinceFresh = sinceFresh
    }
  }

  /** The weight that the prices prove, as far as floating point can tell. */
  #weight(): number {
    let weight = this.#price[this.#columns] as number
    for (let place = 0; place < this.#columns; place += 1)
      weight += (this.#price[place] as number) * (this.#valueOutside[place] as number)
    return weight
  }

  /** Multipliers of all rows of the assignment, times `scale`, rounded down to whole numbers. */
  multipliers(scale: number): Float64Array {
    const u = new Float64Array(this.#assignment.rows.length)
    for (let place = 0; place < this.#columns; place += 1) {
      const variable = this.#outside[place] as number
      if (variable >= this.#columns)
        u[variable - this.#columns] = Math.max(0, Math.floor((this.#price[place] as number) * scale))
    }
    return u
  }

  /** After `solve` has found that nothing fits: multipliers of the row that shows it. */
  ray(scale: number): Float64Array {
    const u = new Float64Array(this.#assignment.rows.length)
    const row = this.#stuck
    if (row < 0) return u
    const sign = this.#stuckSign
    const coefficients = this.#coefficients[row] as Float64Array
    for (let place = 0; place < this.#columns; place += 1) {
      const variable = this.#outside[place] as number
      if (variable >= this.#columns)
        u[variable - this.#columns] = Math.max(0, Math.floor(-sign * (coefficients[place] as number) * scale))
    }
    const basic = this.#inside[row] as number
    if (basic >= this.#columns && sign > 0) u[basic - this.#columns] = scale
    return u
  }

  /** Bounds from the assignment; what sits at a bound that is no more moves. */
  #takeBounds(): void {
    const { state } = this.#assignment
    for (let j = 0; j < this.#columns; j += 1) {
      const low = state[j] === CHOSEN ? 1 : 0
      const high = state[j] === CHOSEN || state[j] === OPEN ? 1 : 0
      if (low === this.#low[j] && high === this.#high[j]) continue
      this.#low[j] = low
      this.#high[j] = high
      const place = this.#place[j] as number
      if (place >= 0) this.#moveOutside(place, (this.#price[place] as number) < 0 ? high : low)
    }
  }

  #moveOutside(place: number, value: number): void {
    const change = value - (this.#valueOutside[place] as number)
    if (change === 0) return
    this.#valueOutside[place] = value
    for (let i = 0; i < this.#inside.length; i += 1) {
      const t = (this.#coefficients[i] as Float64Array)[place] as number
      if (t !== 0) this.#value[i] = (this.#value[i] as number) + t * change
    }
  }

  #dualSimplex(end: number, target: number): boolean {
    while (this.pivots < end) {
      const row = this.#leaving()
      if (row < 0 || this.#weight() >= target) return true
      if (!this.#pivotOut(row)) {
        if (this.#sinceFresh > 0) {
          this.#refresh()
          continue
        }
        return false
      }
      if (this.#sinceFresh > 400 + 2 * this.#inside.length) this.#refresh()
    }
    return true
  }

  #lowOf(variable: number): number {
    return variable < this.#columns ? (this.#low[variable] as number) : 0
  }

  #highOf(variable: number): number {
    return variable < this.#columns ? (this.#high[variable] as number) : Number.POSITIVE_INFINITY
  }

  /** The basic variable that is farthest outside its bounds, by its edge. */
  #leaving(): number {
    let best = -1
    let bestScore = 0
    for (let i = 0; i < this.#inside.length; i += 1) {
      const variable = this.#inside[i] as number
      const value = this.#value[i] as number
      const outside = Math.max(this.#lowOf(variable) - value, value - this.#highOf(variable))
      if (outside <= SLACKNESS) continue
      const score = (outside * outside) / (this.#edge[i] as number)
      if (score > bestScore) {
        best = i
        bestScore = score
      }
    }
    return best
  }

  /** Brings the basic variable of the row to its bound; false when nothing outside can. */
  #pivotOut(row: number): boolean {
    const variable = this.#inside[row] as number
    const value = this.#value[row] as number
    const low = this.#lowOf(variable)
    const sign = value < low ? 1 : -1
    const target = sign > 0 ? low : this.#highOf(variable)
    const coefficients = this.#coefficients[row] as Float64Array
    const candidates: { place: number; ratio: number; size: number }[] = []
    for (let place = 0; place < this.#columns; place += 1) {
      const alpha = sign * (coefficients[place] as number)
      if (alpha < TINY && alpha > -TINY) continue
      const other = this.#outside[place] as number
      const otherLow = this.#lowOf(other)
      const otherHigh = this.#highOf(other)
      if (otherLow === otherHigh) continue
      const isAtLow = this.#valueOutside[place] === otherLow
      if (isAtLow ? alpha > 0 : alpha < 0) {
        const size = Math.abs(alpha)
        candidates.push({ place, ratio: Math.abs(this.#price[place] as number) / size, size })
      }
    }
    candidates.sort((a, b) => a.ratio - b.ratio || b.size - a.size || a.place - b.place)
    let slope = Math.abs(target - value)
    let at = 0
    for (; at < candidates.length; at += 1) {
      const { place, size } = candidates[at] as { place: number; size: number }
      const other = this.#outside[place] as number
      slope -= size * (this.#highOf(other) - this.#lowOf(other))
      if (slope <= 0) break
    }
    if (at >= candidates.length) {
      this.#stuck = row
      this.#stuckSign = sign
      return false
    }
    // Of those that are as good, the largest pivot.
    let chosen = at
    const most = (candidates[at] as { ratio: number }).ratio + TINY
    for (let k = at + 1; k < candidates.length && (candidates[k] as { ratio: number }).ratio <= most; k += 1) {
      if ((candidates[k] as { size: number }).size > (candidates[chosen] as { size: number }).size) chosen = k
    }
    for (let k = 0; k < at; k += 1) {
      const { place } = candidates[k] as { place: number }
      const other = this.#outside[place] as number
      this.#moveOutside(
        place,
        this.#valueOutside[place] === this.#lowOf(other) ? this.#highOf(other) : this.#lowOf(other),
      )
    }
    this.#exchange(row, (candidates[chosen] as { place: number }).place, target)
    return true
  }

  #exchange(row: number, place: number, target: number): void {
    const pivotRow = this.#coefficients[row] as Float64Array
    const pivot = pivotRow[place] as number
    const step = (target - (this.#value[row] as number)) / pivot
    const entering = this.#outside[place] as number
    const leaving = this.#inside[row] as number
    for (let i = 0; i < this.#inside.length; i += 1) {
      const t = (this.#coefficients[i] as Float64Array)[place] as number
      if (t !== 0 && i !== row) this.#value[i] = (this.#value[i] as number) + t * step
    }
    this.#value[row] = (this.#valueOutside[place] as number) + step
    this.#valueOutside[place] = target
    this.#swap(row, place)
    this.#inside[row] = entering
    this.#outside[place] = leaving
    if (entering < this.#columns) this.#place[entering] = -1 - row
    if (leaving < this.#columns) this.#place[leaving] = place
    this.pivots += 1
    this.#sinceFresh += 1
  }

  /** The algebra of an exchange, on all rows and the prices. */
  #swap(row: number, place: number): void {
    const pivotRow = this.#coefficients[row] as Float64Array
    const pivot = pivotRow[place] as number
    const at = this.#nonzeroAt
    const values = this.#nonzero
    let count = 0
    for (let k = 0; k <= this.#columns; k += 1) {
      const t = pivotRow[k] as number
      if (k === place || t === 0) continue
      const next = -t / pivot
      if (next < DROP && next > -DROP) pivotRow[k] = 0
      else {
        pivotRow[k] = next
        at[count] = k
        values[count] = next
        count += 1
      }
    }
    pivotRow[place] = 1 / pivot
    const edge = this.#edge[row] as number
    for (let i = 0; i < this.#inside.length; i += 1) {
      if (i === row) continue
      const other = this.#coefficients[i] as Float64Array
      const factor = other[place] as number
      if (factor === 0) continue
      for (let k = 0; k < count; k += 1) {
        const c = at[k] as number
        other[c] = (other[c] as number) + factor * (values[k] as number)
      }
      const ratio = factor / pivot
      other[place] = ratio
      this.#edge[i] = Math.max(this.#edge[i] as number, ratio * ratio * edge)
    }
    this.#edge[row] = Math.max(1, edge / (pivot * pivot))
    const price = this.#price
    const factor = price[place] as number
    if (factor === 0) return
    for (let k = 0; k < count; k += 1) {
      const c = at[k] as number
      price[c] = (price[c] as number) + factor * (values[k] as number)
    }
    price[place] = factor / pivot
  }

  #readValues(): void {
    for (let j = 0; j < this.#columns; j += 1) {
      const place = this.#place[j] as number
      this.x[j] = place >= 0 ? (this.#valueOutside[place] as number) : (this.#value[-1 - place] as number)
    }
  }

  /** Takes in rows that the values break, the worst first; how many. */
  #takeRows(): number {
    const { rows } = this.#assignment
    const broken: { index: number; lack: number }[] = []
    for (let r = 0; r < rows.length; r += 1) {
      if (this.#isIn[r] === true) continue
      const { columns, amounts, atLeast } = rows[r] as Row
      let lack = atLeast
      for (let k = 0; k < columns.length; k += 1)
        lack -= (amounts[k] as number) * (this.x[columns[k] as number] as number)
      const size = Math.max(1, Math.abs(amounts[0] ?? 1))
      if (lack > SLACKNESS * 64 * size) broken.push({ index: r, lack: lack / size })
    }
    broken.sort((a, b) => b.lack - a.lack || a.index - b.index)
    const most = 30 + (this.#columns >> 1)
    for (const { index } of broken.slice(0, most)) this.#addRow(index)
    return Math.min(broken.length, most)
  }

  #addRow(index: number): void {
    const { columns, amounts, atLeast } = this.#assignment.rows[index] as Row
    const coefficients = new Float64Array(this.#columns + 1)
    coefficients[this.#columns] = -atLeast
    let value = -atLeast
    for (let k = 0; k < columns.length; k += 1) {
      const j = columns[k] as number
      const amount = amounts[k] as number
      const place = this.#place[j] as number
      if (place >= 0) {
        coefficients[place] = (coefficients[place] as number) + amount
        value += amount * (this.#valueOutside[place] as number)
      } else {
        const inside = this.#coefficients[-1 - place] as Float64Array
        for (let c = 0; c <= this.#columns; c += 1)
          coefficients[c] = (coefficients[c] as number) + amount * (inside[c] as number)
        value += amount * (this.#value[-1 - place] as number)
      }
    }
    this.#inside.push(this.#columns + index)
    this.#coefficients.push(coefficients)
    this.#value.push(value)
    this.#edge.push(1)
    this.#idle.push(0)
    this.#isIn[index] = true
  }

  /** Rows that have been loose for long leave the dictionary. */
  #dropIdle(): void {
    for (let i = this.#inside.length - 1; i >= 0; i -= 1) {
      const variable = this.#inside[i] as number
      if (variable < this.#columns) continue
      const isLoose = (this.#value[i] as number) > SLACKNESS
      this.#idle[i] = isLoose ? (this.#idle[i] as number) + 1 : 0
      if ((this.#idle[i] as number) > 40) this.#dropRow(i)
    }
  }

  #dropRow(i: number): void {
    this.#isIn[(this.#inside[i] as number) - this.#columns] = false
    const last = this.#inside.length - 1
    for (const list of [this.#inside, this.#value, this.#edge, this.#idle]) {
      list[i] = list[last] as number
      list.pop()
    }
    this.#coefficients[i] = this.#coefficients[last] as Float64Array
    this.#coefficients.pop()
    const moved = this.#inside[i]
    if (i < last && moved !== undefined && moved < this.#columns) this.#place[moved] = -1 - i
  }

  /** The dictionary of the same basis, worked out anew from the rows. */
  #refresh(): void {
    const wanted = this.#inside.filter((variable) => variable < this.#columns)
    const surplus = [...this.#inside, ...this.#outside].filter((variable) => variable >= this.#columns)
    const isTight = new Set([...this.#outside].filter((variable) => variable >= this.#columns))
    const at = new Map<number, number>()
    for (let place = 0; place < this.#columns; place += 1)
      at.set(this.#outside[place] as number, this.#valueOutside[place] as number)
    for (let j = 0; j < this.#columns; j += 1) {
      this.#outside[j] = j
      this.#place[j] = j
      this.#valueOutside[j] = at.get(j) ?? 0
    }
    this.#price = Float64Array.from([...this.#weights, 0])
    for (const list of [this.#inside, this.#value, this.#edge, this.#idle]) list.length = 0
    this.#coefficients.length = 0
    const rows = surplus.map((variable) => variable - this.#columns).sort((a, b) => a - b)
    for (const r of rows) this.#addRow(r)
    const missing = new Set(wanted)
    for (let i = 0; i < this.#inside.length; i += 1) {
      if (!isTight.has(this.#inside[i] as number)) continue
      const coefficients = this.#coefficients[i] as Float64Array
      let best = -1
      for (const j of missing) {
        const place = this.#place[j] as number
        if (best < 0 || Math.abs(coefficients[place] as number) > Math.abs(coefficients[best] as number)) best = place
      }
      if (best < 0 || Math.abs(coefficients[best] as number) < TINY * 1024) continue
      missing.delete(this.#outside[best] as number)
      this.#exchange(i, best, 0)
    }
    this.#sinceFresh = 0
    for (let place = 0; place < this.#columns; place += 1) this.#settleOutside(place)
    this.#revalue()
  }

  /** Puts a nonbasic variable to the bound its price asks for. */
  #settleOutside(place: number): void {
    const variable = this.#outside[place] as number
    const isUp = variable < this.#columns && (this.#price[place] as number) < 0
    this.#valueOutside[place] = isUp ? this.#highOf(variable) : this.#lowOf(variable)
  }

  #revalue(): void {
    for (let i = 0; i < this.#inside.length; i += 1) {
      const coefficients = this.#coefficients[i] as Float64Array
      let value = coefficients[this.#columns] as number
      for (let place = 0; place < this.#columns; place += 1)
        value += (coefficients[place] as number) * (this.#valueOutside[place] as number)
      this.#value[i] = value
    }
  }
}
