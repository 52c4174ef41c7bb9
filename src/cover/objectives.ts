/**
 * Objectives in the order given, as levels to be settled one after the other. Neighbouring sums are put into one number where
 * it stays small enough to be exact; the number of chosen options, which orders what is equal, comes last.
 */
import { type CoverProblem, type Objectives, TIME } from './problem.ts'
import { greatestDivisor, weightsOf } from './rows.ts'

export interface Part {
  readonly weights: Float64Array
  /** Undefined for the number of chosen options. */
  readonly criterion: string | undefined
}

export interface SumLevel {
  readonly kind: 'sum'
  /** Integers: the parts put together, each worth more than all that follow. */
  readonly weights: Float64Array
  readonly parts: readonly Part[]
  /** The first part is worth `unit` per `divisor` of its own; everything behind it adds up to less than `unit`. */
  readonly unit: number
  readonly divisor: number
}

export type Level = SumLevel | { readonly kind: 'time' }

/** Above this a sum of weights would leave too little room for multipliers. */
const LARGEST_TOTAL = 2 ** 40

export function levels(problem: CoverProblem, objectives: Objectives): Level[] {
  const timeAt = objectives.indexOf(TIME)
  const part = (criterion: string): Part => ({ weights: weightsOf(problem, criterion), criterion })
  const before = timeAt < 0 ? [] : objectives.slice(0, timeAt)
  const after = objectives.slice(timeAt + 1).filter((criterion) => criterion !== TIME)
  const count: Part = { weights: new Float64Array(problem.options.length).fill(1), criterion: undefined }
  return [
    ...combined(before.map(part), LARGEST_TOTAL),
    ...(timeAt < 0 ? [] : [{ kind: 'time' } as const]),
    ...combined([...after.map(part), count], LARGEST_TOTAL),
  ]
}

/** What a bound on a level of sums says of its first criterion. */
export function boundOnFirst(level: SumLevel, bound: number): number {
  return Math.max(0, Math.ceil((bound - (level.unit - 1)) / level.unit)) * level.divisor
}

/** Parts put together as long as their total stays within `largest`. Parts that weigh nothing fall away. */
export function combined(parts: readonly Part[], largest: number): SumLevel[] {
  const found: (SumLevel & { readonly total: number })[] = []
  for (const part of parts) {
    const divisor = part.weights.reduce(greatestDivisor, 0)
    if (divisor === 0) continue
    const divided = part.weights.map((weight) => weight / divisor)
    const total = divided.reduce((sum, weight) => sum + weight, 0)
    const last = found.at(-1)
    if (last === undefined || (last.total + 1) * (total + 1) > largest) {
      found.push({ kind: 'sum', weights: divided, parts: [part], unit: 1, divisor, total })
      continue
    }
    const unit = total + 1
    found[found.length - 1] = {
      ...last,
      weights: last.weights.map((weight, j) => weight * unit + (divided[j] as number)),
      parts: [...last.parts, part],
      unit: last.unit * unit,
      total: last.total * unit + total,
    }
  }
  return found.map(({ total: _, ...level }) => level)
}
