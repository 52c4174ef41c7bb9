import type { Conflict, CoverProblem, SearchLimits } from './problem.ts'
export async function explainConflict(
  _problem: CoverProblem,
  _options: { readonly limits?: SearchLimits } = {},
): Promise<Conflict> {
  return { cells: [], limits: [], fixed: [], exclusions: [], isMinimal: false }
}
