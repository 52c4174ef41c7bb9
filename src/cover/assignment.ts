/**
 * A partial choice with its consequences, and the way back: what is chosen, refused or open, what follows from that by the rows,
 * and a trail to undo it by. The one place of the search that changes in place; everything is counted, nothing recomputed.
 */
import type { Row } from './rows.ts'

export const REFUSED = 0
export const CHOSEN = 1
export const OPEN = 2

export class Assignment {
  readonly columns: number
  readonly rows: Row[] = []
  /** Per column: REFUSED, CHOSEN or OPEN. */
  readonly state: Uint8Array
  /** Columns in the order they were settled. */
  readonly trail: Int32Array
  settled = 0
  /** Per row: the amounts of the chosen, less what is asked for. */
  readonly reached: number[] = []
  /** Per row: how far it can still get above what is asked for, if all that helps is chosen and nothing else is. */
  readonly room: number[] = []
  /** Per column: rows and amounts. */
  readonly rowsOf: number[][]
  readonly amountsOf: number[][]
  /** Rows not yet reached by what is chosen. */
  unreached = 0
  readonly #largest: number[] = []
  readonly #waiting: number[] = []
  readonly #isWaiting: boolean[] = []
  #isContradictory = false

  constructor(columns: number, rows: readonly Row[]) {
    this.columns = columns
    this.state = new Uint8Array(columns).fill(OPEN)
    this.trail = new Int32Array(columns)
    this.rowsOf = Array.from({ length: columns }, () => [])
    this.amountsOf = Array.from({ length: columns }, () => [])
    for (const row of rows) this.add(row)
  }

  /** A further row that every selection keeps; counted as if it had been there from the start. */
  add(row: Row): number {
    const index = this.rows.length
    this.rows.push(row)
    let reached = -row.atLeast
    let room = -row.atLeast
    row.columns.forEach((column, k) => {
      const amount = row.amounts[k] as number
      this.rowsOf[column]?.push(index)
      this.amountsOf[column]?.push(amount)
      const state = this.state[column]
      if (state === CHOSEN) reached += amount
      if (state === CHOSEN || (state === OPEN && amount > 0)) room += amount
    })
    this.reached.push(reached)
    this.room.push(room)
    if (reached < 0) this.unreached += 1
    this.#largest.push(Math.abs(row.amounts[0] ?? 0))
    this.#isWaiting.push(false)
    this.#wake(index)
    return index
  }

  /** Settles an open column; what follows is worked out by `propagate`. */
  settle(column: number, isChosen: boolean): void {
    this.state[column] = isChosen ? CHOSEN : REFUSED
    this.trail[this.settled] = column
    this.settled += 1
    const rows = this.rowsOf[column] as number[]
    const amounts = this.amountsOf[column] as number[]
    const { reached, room } = this
    for (let k = 0; k < rows.length; k += 1) {
      const r = rows[k] as number
      const amount = amounts[k] as number
      if (isChosen) {
        const before = reached[r] as number
        reached[r] = before + amount
        if (before < 0 && before + amount >= 0) this.unreached -= 1
        else if (before >= 0 && before + amount < 0) this.unreached += 1
      }
      if (isChosen === amount > 0) continue
      const left = (room[r] as number) - Math.abs(amount)
      room[r] = left
      if (left < (this.#largest[r] as number)) this.#wake(r)
    }
  }

  /** Everything that follows from the rows; false when something cannot hold. */
  propagate(): boolean {
    while (this.#waiting.length > 0 && !this.#isContradictory) {
      const r = this.#waiting.pop() as number
      this.#isWaiting[r] = false
      const left = this.room[r] as number
      if (left < 0) {
        this.#isContradictory = true
        break
      }
      const { columns, amounts } = this.rows[r] as Row
      for (let k = 0; k < columns.length; k += 1) {
        const amount = amounts[k] as number
        if (Math.abs(amount) <= left) break
        const column = columns[k] as number
        if (this.state[column] === OPEN) this.settle(column, amount > 0)
      }
    }
    if (!this.#isContradictory) return true
    for (const r of this.#waiting) this.#isWaiting[r] = false
    this.#waiting.length = 0
    this.#isContradictory = false
    return false
  }

  /** Back to when `settled` columns were settled. Whatever was waiting is forgotten: before, everything had been worked out. */
  undoTo(settled: number): void {
    for (const r of this.#waiting) this.#isWaiting[r] = false
    this.#waiting.length = 0
    const { reached, room } = this
    while (this.settled > settled) {
      this.settled -= 1
      const column = this.trail[this.settled] as number
      const isChosen = this.state[column] === CHOSEN
      this.state[column] = OPEN
      const rows = this.rowsOf[column] as number[]
      const amounts = this.amountsOf[column] as number[]
      for (let k = 0; k < rows.length; k += 1) {
        const r = rows[k] as number
        const amount = amounts[k] as number
        if (isChosen) {
          const before = reached[r] as number
          reached[r] = before - amount
          if (before < 0 && before - amount >= 0) this.unreached -= 1
          else if (before >= 0 && before - amount < 0) this.unreached += 1
        }
        if (isChosen !== amount > 0) room[r] = (room[r] as number) + Math.abs(amount)
      }
    }
  }

  /** Looks at every row again, also at those that were added when more was settled. */
  wakeAll(): void {
    for (let r = 0; r < this.rows.length; r += 1) this.#wake(r)
  }

  #wake(r: number): void {
    if (this.#isWaiting[r]) return
    this.#isWaiting[r] = true
    this.#waiting.push(r)
  }
}
