/**
 * The best selection, with its proof: reduce, take apart, settle level by level, put together, verify.
 * What `verify` refuses is a mistake of ours and throws.
 */
import { type Component, components } from './components.ts'
import { type Settled, settleLevels, valueOf } from './lexicographic.ts'
import {
  type CoverAnswer,
  type CoverProblem,
  type Objectives,
  type SearchLimits,
  type Selection,
  type Solve,
  TIME,
} from './problem.ts'
import { reduce, type Reduction } from './reduce.ts'
import { verify } from './verify.ts'
import { DEFAULT_LIMITS, OWN_NODES, startWork } from './work.ts'

export interface CoverOptions {
  readonly limits?: SearchLimits
  /** A selection already known, to start from; ignored where it is none. */
  readonly start?: readonly number[]
  /** Called when our own search gives up; without it the answer is then `bounded`. */
  readonly solve?: Solve
  /** Its name, for the certificate. */
  readonly solverName?: string
  /** Nodes our own search may use before the solver is called; `OWN_NODES` where not said. */
  readonly ownNodes?: number
}

/**
 * The selection that is least in the objectives, in their order, then in the order of ids. Without a reason where there is none:
 * `solveCover` adds it.
 *
 * `optimal` is said only with a proof. Cost: at most `limits.nodes`, shared by everything asked on the way.
 */
export async function bestSelection(
  problem: CoverProblem,
  objectives: Objectives,
  options: CoverOptions = {},
): Promise<Exclude<CoverAnswer, { kind: 'infeasible' }> | { readonly kind: 'infeasible' }> {
  const limits = options.limits ?? DEFAULT_LIMITS
  const { solve, solverName = 'solver', ownNodes = OWN_NODES } = options
  const work = startWork(limits, solve === undefined ? undefined : { solve, ownNodes })
  const reduced = reduce(problem, objectives)
  if (reduced.kind === 'infeasible') return { kind: 'infeasible' }
  const [first] = objectives
  const isFirstSum = first !== undefined && first !== TIME
  const chosen = new Set(reduced.chosen)
  const taken = [...reduced.chosen, ...reduced.optionOf.filter((_, at) => reduced.problem.options[at]?.isFixed)]
  let bound: number | undefined = isFirstSum ? sumOf(problem, first, taken) : 0
  const kinds = new Set<Settled['kind']>()
  let hasOpenTies = false
  for (const component of components(reduced.problem, objectives)) {
    const outcome = await settleLevels(component.problem, objectives, work, startFor(component, reduced, options.start))
    if (outcome.kind === 'infeasible') return { kind: 'infeasible' }
    kinds.add(outcome.kind)
    const least = outcome.kind === 'optimal' ? valueOf(component.problem, first, outcome.chosen) : outcome.bound
    bound = bound === undefined || least === undefined ? undefined : isFirstSum ? bound + least : Math.max(bound, least)
    if (outcome.kind === 'stopped') continue
    hasOpenTies ||= outcome.kind === 'optimal' && outcome.hasOpenTies
    component.optionOf.forEach((j, at) => {
      if (outcome.chosen[at] === 1) chosen.add(reduced.optionOf[j] as number)
    })
  }
  const isReproducible = limits.milliseconds === undefined && !work.isCancelled()
  if (kinds.has('stopped')) return { kind: 'stopped', bound, isReproducible }
  const selection = checked(problem, objectives, chosen)
  if (kinds.has('bounded')) {
    const value = first === undefined ? 0 : (selection.values[first] as number)
    return { kind: 'bounded', selection, bound: bound ?? 0, gap: value - (bound ?? 0), isReproducible }
  }
  const nodes = work.nodesUsed()
  const certificate = work.hasAsked()
    ? ({ kind: 'solver', name: solverName, nodes } as const)
    : ({ kind: 'enumerated', nodes } as const)
  return { kind: 'optimal', selection, certificate, isReproducible, ...(hasOpenTies ? { hasOpenTies } : {}) }
}

/** The known selection as one of the part; undefined where it has options that were taken out, or lacks some that were put in. */
function startFor(
  component: Component,
  reduced: Reduction,
  start: readonly number[] | undefined,
): Uint8Array | undefined {
  if (start === undefined) return undefined
  const known = new Set(start)
  const kept = new Set([...reduced.optionOf, ...reduced.chosen])
  if (start.some((j) => !kept.has(j)) || reduced.chosen.some((j) => !known.has(j))) return undefined
  return Uint8Array.from(component.optionOf, (j) => (known.has(reduced.optionOf[j] as number) ? 1 : 0))
}

function checked(problem: CoverProblem, objectives: Objectives, chosen: Iterable<number>): Selection {
  const selection = selectionOf(problem, objectives, chosen)
  const violations = verify(problem, selection)
  if (violations.length > 0) {
    throw new Error(
      `The cover engine found a selection that is none (${JSON.stringify(violations[0])}). This is a defect; please report it.`,
    )
  }
  return selection
}

/** The chosen, with the value of every criterion in the objectives and limits. */
export function selectionOf(problem: CoverProblem, objectives: Objectives, chosen: Iterable<number>): Selection {
  const sorted = [...chosen].sort((a, b) => a - b)
  const flags = Uint8Array.from(problem.options, () => 0)
  for (const j of sorted) flags[j] = 1
  const criteria = new Set([...objectives, ...problem.limits.map((limit) => limit.criterion)])
  return {
    chosen: sorted,
    values: Object.fromEntries([...criteria].map((criterion) => [criterion, valueOf(problem, criterion, flags)])),
  }
}

function sumOf(problem: CoverProblem, criterion: string, chosen: readonly number[]): number {
  return chosen.reduce((sum, j) => sum + (problem.options[j]?.weights[criterion] ?? 0), 0)
}
