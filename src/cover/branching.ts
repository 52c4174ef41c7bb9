/** Which column to settle next: learnt from what settling each has done to the bound so far, tried out where too little is known. */

/** Trials per column and side before what was learnt is trusted. */
const TRUSTED = 4

export class Experience {
  readonly #gain: Float64Array
  readonly #count: Int32Array
  #total = 0
  #times = 0

  constructor(columns: number) {
    this.#gain = new Float64Array(columns * 2)
    this.#count = new Int32Array(columns * 2)
  }

  /** The bound rose by `gain` when a column that was chosen by `part` was settled. */
  learn(column: number, isChosen: boolean, part: number, gain: number): void {
    const way = isChosen ? 1 - part : part
    if (way < 1 / 2 ** 12) return
    const at = column * 2 + Number(isChosen)
    this.#gain[at] = (this.#gain[at] as number) + gain / way
    this.#count[at] = (this.#count[at] as number) + 1
    this.#total += gain / way
    this.#times += 1
  }

  isTrusted(column: number): boolean {
    return (this.#count[column * 2] as number) >= TRUSTED && (this.#count[column * 2 + 1] as number) >= TRUSTED
  }

  /** What is to be expected of a column, both sides multiplied. */
  score(column: number, part: number): number {
    return scoreOf(this.#expected(column * 2) * part, this.#expected(column * 2 + 1) * (1 - part))
  }

  #expected(at: number): number {
    const count = this.#count[at] as number
    if (count > 0) return (this.#gain[at] as number) / count
    return this.#times > 0 ? this.#total / this.#times : 1
  }
}

/** Both sides have to rise; one alone is worth little. */
export function scoreOf(whenRefused: number, whenChosen: number): number {
  const least = 1 / 2 ** 20
  return Math.max(whenRefused, least) * Math.max(whenChosen, least)
}
