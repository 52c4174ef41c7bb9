/** Seeded numbers for generators and tests: the same seed, the same numbers, on every machine (mulberry32). */
export interface Dice {
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number
  /** True in `of` out of `out` cases. */
  readonly chance: (of: number, out: number) => boolean
  /** So many different ones of 0 … below, rising. */
  readonly some: (count: number, below: number) => number[]
}

export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
  const between = (from: number, to: number) => from + next(to - from + 1)
  return {
    between,
    chance: (of, out) => next(out) < of,
    some(count, below) {
      const found = new Set<number>()
      while (found.size < Math.min(count, below)) found.add(next(below))
      return [...found].sort((a, b) => a - b)
    },
  }
}
