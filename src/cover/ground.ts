/** What is settled so far, and searches that stand on it. */
import type { ModelRequest } from './model.ts'
import { earliestEnds, lastEnd, type PrerequisiteNet, prerequisiteNet } from './prerequisites.ts'
import { type CoverProblem, TIME } from './problem.ts'
import { type OriginalRow, type Row, row, rowsOf } from './rows.ts'
import { Search, type SearchStart } from './search.ts'

export interface Ground {
  readonly problem: CoverProblem
  readonly net: PrerequisiteNet
  readonly original: readonly OriginalRow[]
  /** Objectives settled before: no selection may be worse. */
  readonly rows: readonly Row[]
  /** The day by which all must end; Infinity for whenever. */
  readonly latest: number
  /** Options in which every selection agrees that keeps what is settled. */
  readonly settled: ReadonlyMap<number, boolean>
  /** What every further search steers by: the last sum that was settled, and what it may weigh at most. */
  readonly guide: { readonly weights: Float64Array; readonly atMost: number } | undefined
}

export function groundOf(problem: CoverProblem): Ground {
  const latest = problem.limits.reduce(
    (least, { criterion, atMost }) => (criterion === TIME ? Math.min(least, atMost) : least),
    Number.POSITIVE_INFINITY,
  )
  return {
    problem,
    net: prerequisiteNet(problem.options),
    original: rowsOf(problem),
    rows: [],
    latest,
    settled: new Map(),
    guide: undefined,
  }
}

export function begin(ground: Ground, weights: Float64Array, start: SearchStart): Search {
  const isTimed = ground.net.hasCircle || ground.latest < Number.POSITIVE_INFINITY
  const settled = [...ground.settled].map(([j, isChosen]) => row([[j, isChosen ? 1 : -1]], isChosen ? 1 : 0))
  return new Search(
    {
      columns: weights.length,
      weights,
      rows: [...ground.original, ...ground.rows, ...settled],
      net: isTimed ? ground.net : undefined,
      latest: ground.latest,
    },
    start,
  )
}

/** Is there any selection at all that keeps what is settled? Steered by the last sum, whose bound refuses most. */
export function beginDecision(ground: Ground): Search {
  const { guide, problem } = ground
  if (guide === undefined) {
    const ones = new Float64Array(problem.options.length).fill(1)
    return begin(ground, ones, { below: Number.POSITIVE_INFINITY, isFirstEnough: true })
  }
  return begin(ground, guide.weights, { below: guide.atMost + 1, isFirstEnough: true })
}

export function requestOn(
  ground: Ground,
  minimise: ModelRequest['minimise'],
  start: Uint8Array | undefined,
): ModelRequest {
  const { problem, rows, latest, settled } = ground
  return { problem, minimise, rows, latest, settled, start }
}

/** Whether what came from outside is a selection that keeps everything settled. */
export function isKept(ground: Ground, chosen: Uint8Array): boolean {
  const { original, rows, latest, settled } = ground
  for (const { columns, amounts, atLeast } of [...original, ...rows]) {
    if (columns.reduce((sum, j, k) => sum + (chosen[j] === 1 ? (amounts[k] as number) : 0), 0) < atLeast) return false
  }
  const end = endOf(ground, chosen)
  return end <= latest && end < Number.POSITIVE_INFINITY && [...settled].every(([j, is]) => (chosen[j] === 1) === is)
}

export function endOf(ground: Ground, chosen: Uint8Array): number {
  const isChosen = (j: number) => chosen[j] === 1
  return lastEnd(earliestEnds(ground.net, isChosen), isChosen)
}

export function weigh(weights: Float64Array, chosen: Uint8Array): number {
  let sum = 0
  for (let j = 0; j < chosen.length; j += 1) if (chosen[j] === 1) sum += weights[j] as number
  return sum
}
