/** The best selection, or why there is none. */
import { bestSelection, type CoverOptions } from './best-selection.ts'
import { explainConflict } from './conflict.ts'
import type { CoverAnswer, CoverProblem, Objectives } from './problem.ts'

/**
 * The selection that is least in the objectives, in their order, then in the order of ids (`bestSelection`).
 * `infeasible` comes with a conflict and what would restore a selection; that has as many nodes again.
 */
export async function solveCover(
  problem: CoverProblem,
  objectives: Objectives,
  options: CoverOptions = {},
): Promise<CoverAnswer> {
  const answer = await bestSelection(problem, objectives, options)
  if (answer.kind !== 'infeasible') return answer
  const conflict = await explainConflict(problem, options.limits === undefined ? {} : { limits: options.limits })
  if (conflict === undefined)
    throw new Error('The cover engine found no selection and no conflict. This is a defect; please report it.')
  return { kind: 'infeasible', conflict }
}
