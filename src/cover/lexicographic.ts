/**
 * One problem, all objectives: level after level, each settled for good before the next; then, of what is equal in all of them,
 * the selection that comes first in the order of ids.
 */
import { firstAmongEquals } from './first-among-equals.ts'
import { groundOf, isKept } from './ground.ts'
import { type Level, levels, type SumLevel } from './objectives.ts'
import { earliestEnds, lastEnd, prerequisiteNet } from './prerequisites.ts'
import { type CoverProblem, type Objectives, TIME } from './problem.ts'
import type { Search } from './search.ts'
import { settleSum } from './settle-sum.ts'
import { settleTime } from './settle-time.ts'
import type { Work } from './work.ts'

export type Settled =
  | {
      readonly kind: 'optimal'
      readonly chosen: Uint8Array
      readonly hasOpenTies: boolean
      /** The search that settled the first level, where that is a sum: its root multipliers may prove it by arithmetic. */
      readonly first: { readonly level: SumLevel; readonly search: Search } | undefined
    }
  | { readonly kind: 'bounded'; readonly chosen: Uint8Array; readonly bound: number }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'stopped'; readonly bound: number | undefined }

export async function settleLevels(
  problem: CoverProblem,
  objectives: Objectives,
  work: Work,
  start?: Uint8Array,
): Promise<Settled> {
  let ground = groundOf(problem)
  let chosen = start !== undefined && isKept(ground, start) ? start : undefined
  let first: { level: SumLevel; search: Search } | undefined
  for (const [at, level] of levels(problem, objectives).entries()) {
    const outcome =
      level.kind === 'time' ? await settleTime(ground, chosen, work) : await settleSum(ground, level, chosen, work)
    if (outcome.kind === 'infeasible') return outcome
    if (outcome.kind === 'open') {
      const best = outcome.chosen ?? chosen
      const bound = boundOfObjective(
        problem,
        objectives,
        level,
        at === 0 ? outcome.bound : undefined,
        at === 0 ? undefined : chosen,
      )
      return best === undefined ? { kind: 'stopped', bound } : { kind: 'bounded', chosen: best, bound: bound ?? 0 }
    }
    if (at === 0 && level.kind === 'sum' && outcome.search !== undefined) first = { level, search: outcome.search }
    chosen = outcome.chosen
    ground = outcome.ground
  }
  if (chosen === undefined) return { kind: 'optimal', chosen: new Uint8Array(0), hasOpenTies: false, first }
  const { chosen: least, isProved } = await firstAmongEquals(ground, chosen, work)
  return { kind: 'optimal', chosen: least, hasOpenTies: !isProved, first }
}

/** The bound on the first objective: from its own level while that is open, else what it was settled at. */
function boundOfObjective(
  problem: CoverProblem,
  objectives: Objectives,
  level: Level,
  bound: number | undefined,
  settled: Uint8Array | undefined,
): number | undefined {
  const [first] = objectives
  if (bound === undefined) return settled === undefined ? undefined : valueOf(problem, first, settled)
  const isOwn = level.kind === 'time' ? first === TIME : level.parts[0]?.criterion === first
  return isOwn ? bound : 0
}

/** The value of a criterion; 0 for none. */
export function valueOf(problem: CoverProblem, criterion: string | undefined, chosen: Uint8Array): number {
  if (criterion === undefined) return 0
  if (criterion === TIME) return lastOf(problem, chosen)
  return problem.options.reduce((sum, option, j) => sum + (chosen[j] === 1 ? (option.weights[criterion] ?? 0) : 0), 0)
}

function lastOf(problem: CoverProblem, chosen: Uint8Array): number {
  const isChosen = (j: number) => chosen[j] === 1
  return lastEnd(earliestEnds(prerequisiteNet(problem.options), isChosen), isChosen)
}
