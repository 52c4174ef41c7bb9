/** The fewest cells to give up so that the rest can be covered: every cell gets the option to stay open, and those are counted. */
import type { CoverProblem, Option, SearchLimits } from './problem.ts'
import { bestSelection } from './best-selection.ts'

/** A criterion of our own; no problem from outside has it. */
const OPEN_CELLS = 'cells left open'

/** Undefined when giving up cells does not help, or nothing was found within the limits. */
export async function giveUp(
  problem: CoverProblem,
  limits: SearchLimits,
): Promise<{ readonly cells: readonly number[]; readonly isFewest: boolean } | undefined> {
  const first = problem.options.length
  const open = problem.cells.map(
    ({ id, need }, cell): Option => ({
      id: `open ${id}`,
      covers: [{ cell, amount: need }],
      requires: [],
      excludes: [],
      weights: { [OPEN_CELLS]: 1 },
      days: 0,
      isFixed: false,
    }),
  )
  const answer = await bestSelection({ ...problem, options: [...problem.options, ...open] }, [OPEN_CELLS], { limits })
  if (answer.kind !== 'optimal' && answer.kind !== 'bounded') return undefined
  const cells = answer.selection.chosen.filter((j) => j >= first).map((j) => j - first)
  return { cells, isFewest: answer.kind === 'optimal' }
}
