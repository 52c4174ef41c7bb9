/**
 * One problem, all objectives: level after level, each settled for good before the next; then, of what is equal in all of them,
 * the selection that comes first in the order of ids.
 */
import { firstAmongEquals } from './first-among-equals.ts'
import { groundOf, isKept } from './ground.ts'
import { type Level, levels } from './objectives.ts'
import { earliestEnds, lastEnd, prerequisiteNet } from './prerequisites.ts'
import { type CoverProblem, type Objectives, TIME } from './problem.ts'
import { settleSum } from './settle-sum.ts'
import { settleTime } from './settle-time.ts'
import type { Work } from './work.ts'

export type Settled =
  | {
      readonly kind: 'optimal'
      readonly chosen: Uint8Array
      readonly hasOpenTies: boolean
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
    if (outcome.equal !== undefined)
      return { kind: 'optimal', chosen: firstOf(problem, objectives, outcome.equal), hasOpenTies: false }
    chosen = outcome.chosen
    ground = outcome.ground
  }
  if (chosen === undefined) return { kind: 'optimal', chosen: new Uint8Array(0), hasOpenTies: false }
  const { chosen: least, isProved } = await firstAmongEquals(ground, chosen, work)
  return { kind: 'optimal', chosen: least, hasOpenTies: !isProved }
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

/** Of all selections equal so far: by the objectives, then the fewest, then the ids, in whose order the options stand. */
function firstOf(problem: CoverProblem, objectives: Objectives, equal: readonly Uint8Array[]): Uint8Array {
  const keys = equal.map((chosen) => ({
    chosen,
    values: [
      ...objectives.map((criterion) => valueOf(problem, criterion, chosen)),
      chosen.reduce((sum, is) => sum + is, 0),
    ],
  }))
  keys.sort((a, b) => {
    const at = a.values.findIndex((value, k) => value !== b.values[k])
    if (at >= 0) return (a.values[at] as number) - (b.values[at] as number)
    const first = a.chosen.findIndex((is, j) => is !== b.chosen[j])
    return first < 0 ? 0 : (b.chosen[first] as number) - (a.chosen[first] as number)
  })
  return (keys[0] as { chosen: Uint8Array }).chosen
}
