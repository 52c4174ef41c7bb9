/**
 * Objectives in the order given, as levels to be settled one after the other. Neighbouring sums are put into one number where
 * it stays small enough to be exact; the number of chosen options, which orders what is equal, comes last.
 */
import { type CoverProblem, type Objectives, TIME } from './problem.ts'
import { greatestDivisor, weightsOf } from './rows.ts'

export type Level =
  | {
      readonly kind: 'sum'
      /** Integers: the criteria of this level put together, each worth more than all that follow. */
      readonly weights: Float64Array
      readonly criteria: readonly string[]
      readonly includesCount: boolean
      /** The first criterion is worth `unit` per `divisor` of its own; everything behind it adds up to less than `unit`. */
      readonly unit: number
      readonly divisor: number
    }
  | { readonly kind: 'time' }

/** What a bound on a level of sums says of its first criterion. */
export function boundOnFirst(level: Level & { kind: 'sum' }, bound: number): number {
  return Math.max(0, Math.ceil((bound - (level.unit - 1)) / level.unit)) * level.divisor
}

/** Above this a sum of weights would leave too little room for multipliers. */
const LARGEST_TOTAL = 2 ** 40

export function levels(problem: CoverProblem, objectives: Objectives): Level[] {
  const found: Level[] = []
  const count = new Float64Array(problem.options.length).fill(1)
  const parts: { weights: Float64Array; criterion: string | undefined }[] = objectives.flatMap((criterion, at) =>
    criterion === TIME || objectives.indexOf(criterion) < at
      ? []
      : [{ weights: weightsOf(problem, criterion), criterion }],
  )
  const timeAt = objectives.indexOf(TIME)
  const beforeTime = new Set(timeAt < 0 ? [] : objectives.slice(0, timeAt))
  const before = parts.filter((part) => timeAt >= 0 && beforeTime.has(part.criterion as string))
  const after = [...parts.filter((part) => !before.includes(part)), { weights: count, criterion: undefined }]
  found.push(...combined(before))
  if (timeAt >= 0) found.push({ kind: 'time' })
  found.push(...combined(after))
  return found
}

function combined(parts: readonly { weights: Float64Array; criterion: string | undefined }[]): Level[] {
  const found: (Level & { kind: 'sum'; total: number })[] = []
  for (const { weights, criterion } of parts) {
    const divisor = weights.reduce(greatestDivisor, 0)
    if (divisor === 0) continue
    const divided = weights.map((weight) => weight / divisor)
    const total = divided.reduce((sum, weight) => sum + weight, 0)
    const criteria = criterion === undefined ? [] : [criterion]
    const includesCount = criterion === undefined
    const last = found.at(-1)
    if (last === undefined || (last.total + 1) * (total + 1) > LARGEST_TOTAL) {
      found.push({ kind: 'sum', weights: divided, criteria, includesCount, unit: 1, divisor, total })
      continue
    }
    const unit = total + 1
    found[found.length - 1] = {
      ...last,
      weights: last.weights.map((weight, j) => weight * unit + (divided[j] as number)),
      criteria: [...last.criteria, ...criteria],
      includesCount,
      unit: last.unit * unit,
      total: last.total * unit + total,
    }
  }
  return found.map(({ total: _, ...level }) => level)
}
