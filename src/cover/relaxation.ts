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

/** Solutions in which a row may be loose before it is dropped. */
const MOST_IDLE = 2

export class Relaxation {
  /** Values of the columns in the last solution. */
  readonly x: Float64Array
  pivots = 0
  /** Multiplications so far, about. */
  effort = 0
  readonly #assignment: Assignment
  readonly #weights: Float64Array
  /** Columns that were open at the start; those settled then are constants here. */
  readonly #columnOf: Int32Array
  readonly #liveOf: Int32Array
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
  /** Places that may enter, and how soon each price would change its sign. */
  readonly #candidate: Int32Array
  readonly #ratio: Float64Array
  /** Coefficients as they were before an attempt. */
  readonly #saved: Float64Array[] = []
  #sinceFresh = 0
  /** The row that showed that nothing fits, and on which side. */
  #stuck = -1
  #stuckSign = 0

  constructor(assignment: Assignment, weights: Float64Array) {
    const { state } = assignment
    this.#assignment = assignment
    this.#columnOf = Int32Array.from([...weights.keys()].filter((j) => state[j] === OPEN))
    this.#liveOf = new Int32Array(weights.length).fill(-1)
    this.#columnOf.forEach((j, live) => {
      this.#liveOf[j] = live
    })
    const columns = this.#columnOf.length
    this.#columns = columns
    this.x = Float64Array.from(state, (is) => (is === CHOSEN ? 1 : 0))
    let settled = 0
    for (let j = 0; j < weights.length; j += 1) if (state[j] === CHOSEN) settled += weights[j] as number
    this.#weights = Float64Array.from([...this.#columnOf.map((j) => weights[j] as number), settled])
    this.#nonzeroAt = new Int32Array(columns + 1)
    this.#nonzero = new Float64Array(columns + 1)
    this.#candidate = new Int32Array(columns)
    this.#ratio = new Float64Array(columns)
    this.#outside = Int32Array.from({ length: columns }, (_, j) => j)
    this.#valueOutside = new Float64Array(columns)
    this.#place = Int32Array.from({ length: columns }, (_, j) => j)
    this.#low = new Float64Array(columns)
    this.#high = new Float64Array(columns).fill(1)
    this.#price = this.#weights.slice()
  }

  /** Columns that are not constants. */
  get live(): number {
    return this.#columns
  }

  /** Takes in at once the rows that pay in another relaxation of the same assignment. */
  beginLike(other: Relaxation): void {
    const { rows } = this.#assignment
    for (const variable of [...other.#outside].sort((a, b) => a - b)) {
      const index = variable - other.#columns
      if (index >= 0 && index < rows.length && this.#isIn[index] !== true) this.#addRow(index)
    }
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

  /** What `attempt` may change, and the way back to it. Only the last one remembered can be gone back to. */
  remember(): () => void {
    const [inside, value, edge, idle] = [[...this.#inside], [...this.#value], [...this.#edge], [...this.#idle]]
    const [outside, valueOutside, place] = [this.#outside.slice(), this.#valueOutside.slice(), this.#place.slice()]
    const [low, high, price, sinceFresh] = [
      this.#low.slice(),
      this.#high.slice(),
      this.#price.slice(),
      this.#sinceFresh,
    ]
    const saved = this.#saved
    while (saved.length < inside.length) saved.push(new Float64Array(this.#columns + 1))
    for (const [i, row] of this.#coefficients.entries()) (saved[i] as Float64Array).set(row)
    const put = (list: number[], from: readonly number[]) => {
      for (let i = 0; i < from.length; i += 1) list[i] = from[i] as number
    }
    return () => {
      // An attempt takes in no rows and drops none, so all lists are as long as they were.
      put(this.#inside, inside)
      put(this.#value, value)
      put(this.#edge, edge)
      put(this.#idle, idle)
      for (const [i, row] of this.#coefficients.entries()) row.set(saved[i] as Float64Array)
      this.#outside.set(outside)
      this.#valueOutside.set(valueOutside)
      this.#place.set(place)
      this.#low.set(low)
      this.#high.set(high)
      this.#price.set(price)
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
      const is = state[this.#columnOf[j] as number]
      const low = is === CHOSEN ? 1 : 0
      const high = is === CHOSEN || is === OPEN ? 1 : 0
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
    const [places, ratios] = [this.#candidate, this.#ratio]
    let count = 0
    for (let place = 0; place < this.#columns; place += 1) {
      const alpha = sign * (coefficients[place] as number)
      if (alpha < TINY && alpha > -TINY) continue
      const other = this.#outside[place] as number
      const otherLow = this.#lowOf(other)
      if (otherLow === this.#highOf(other)) continue
      const isAtLow = this.#valueOutside[place] === otherLow
      if (isAtLow ? alpha < 0 : alpha > 0) continue
      places[count] = place
      ratios[count] = Math.abs(this.#price[place] as number) / Math.abs(alpha)
      count += 1
    }
    let slope = Math.abs(target - value)
    let flips = 0
    // The least ratios first, each flipped to its other bound as long as that alone does not reach the target; of equal ones the largest.
    for (; ; flips += 1) {
      if (flips >= count) {
        this.#stuck = row
        this.#stuckSign = sign
        return false
      }
      this.#bringLeast(coefficients, flips, count)
      const place = places[flips] as number
      const other = this.#outside[place] as number
      slope -= Math.abs(coefficients[place] as number) * (this.#highOf(other) - this.#lowOf(other))
      if (slope <= 0) break
    }
    // Of those that are as good, the largest pivot.
    let chosen = places[flips] as number
    const most = (ratios[flips] as number) + TINY
    for (let k = flips + 1; k < count; k += 1) {
      const place = places[k] as number
      if ((ratios[k] as number) > most) continue
      const isLarger = Math.abs(coefficients[place] as number) > Math.abs(coefficients[chosen] as number)
      if (isLarger) chosen = place
    }
    for (let k = 0; k < flips; k += 1) {
      const place = places[k] as number
      const other = this.#outside[place] as number
      const isAtLow = this.#valueOutside[place] === this.#lowOf(other)
      this.#moveOutside(place, isAtLow ? this.#highOf(other) : this.#lowOf(other))
    }
    this.#exchange(row, chosen, target)
    return true
  }

  /** Puts the candidate of least ratio, of equal ones the one with the largest coefficient, to place `from` of the candidates. */
  #bringLeast(coefficients: Float64Array, from: number, count: number): void {
    const [places, ratios] = [this.#candidate, this.#ratio]
    let best = from
    for (let k = from + 1; k < count; k += 1) {
      const [ratio, least] = [ratios[k] as number, ratios[best] as number]
      if (ratio > least) continue
      const size = Math.abs(coefficients[places[k] as number] as number)
      const most = Math.abs(coefficients[places[best] as number] as number)
      if (ratio < least || size > most || (size === most && (places[k] as number) < (places[best] as number))) best = k
    }
    const [place, ratio] = [places[best] as number, ratios[best] as number]
    places[best] = places[from] as number
    ratios[best] = ratios[from] as number
    places[from] = place
    ratios[from] = ratio
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
    this.effort += this.#inside.length * this.#columns
    this.#sinceFresh += 1
  }

  /** The algebra of an exchange, on all rows and the prices. */
  #swap(row: number, place: number): void {
    const pivotRow = this.#coefficients[row] as Float64Array
    const pivot = pivotRow[place] as number
    const columns = this.#columns
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
      if (count * 2 > columns) {
        // Nearly full: the zeros in between cost less than looking them up. The pivot's own place is set below.
        addTimes(other, pivotRow, factor, columns + 1)
      } else {
        for (let k = 0; k < count; k += 1) {
          const c = at[k] as number
          other[c] = (other[c] as number) + factor * (values[k] as number)
        }
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
      this.x[this.#columnOf[j] as number] =
        place >= 0 ? (this.#valueOutside[place] as number) : (this.#value[-1 - place] as number)
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
      const j = this.#liveOf[columns[k] as number] as number
      const amount = amounts[k] as number
      if (j < 0) {
        // Settled at the start, and still: `x` has not changed.
        const settled = amount * (this.x[columns[k] as number] as number)
        coefficients[this.#columns] = (coefficients[this.#columns] as number) + settled
        value += settled
        continue
      }
      const place = this.#place[j] as number
      if (place >= 0) {
        coefficients[place] = (coefficients[place] as number) + amount
        value += amount * (this.#valueOutside[place] as number)
      } else {
        addTimes(coefficients, this.#coefficients[-1 - place] as Float64Array, amount, this.#columns + 1)
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
      if ((this.#idle[i] as number) > MOST_IDLE) this.#dropRow(i)
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
    this.#price = this.#weights.slice()
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

/** The innermost loop of all, four at a time: twice as fast as one by one. */
function addTimes(to: Float64Array, from: Float64Array, factor: number, length: number): void {
  let c = 0
  for (const end = length - 3; c < end; c += 4) {
    to[c] = (to[c] as number) + factor * (from[c] as number)
    to[c + 1] = (to[c + 1] as number) + factor * (from[c + 1] as number)
    to[c + 2] = (to[c + 2] as number) + factor * (from[c + 2] as number)
    to[c + 3] = (to[c + 3] as number) + factor * (from[c + 3] as number)
  }
  for (; c < length; c += 1) to[c] = (to[c] as number) + factor * (from[c] as number)
}
