/**
 * Why an option was left out: what of its own would have to change to bring it into some best selection, or what keeps it out.
 *
 * "Some best selection" leaves the order of ids aside: an option that only its id keeps out is `equal`. Every answer comes from asking
 * again with the option demanded, so each is exact or said to be `open`.
 */
import { bestSelection, type CoverOptions } from './best-selection.ts'
import { explainConflict } from './conflict.ts'
import { type Conflict, type CoverProblem, type Objectives, type Option, type Selection, TIME } from './problem.ts'

export type WhyNot =
  /** No selection has it: it is one of the fixed options of the conflict. */
  | { readonly kind: 'kept-out'; readonly conflict: Conflict }
  /** With this weight of its own, or less, it would be in; `insisting` is the best selection with it as things are, where there is one. */
  | {
      readonly kind: 'cheaper'
      readonly criterion: string
      readonly weight: number
      readonly insisting: Selection | undefined
    }
  /** With this many days, or less, it would be in. */
  | { readonly kind: 'faster'; readonly days: number; readonly insisting: Selection }
  /** Nothing of its own would do, not even 0 of the criterion: what it brings along, or leaves to be covered, is worse. */
  | { readonly kind: 'never'; readonly criterion: string; readonly insisting: Selection }
  /** As good as what was chosen. */
  | { readonly kind: 'equal'; readonly insisting: Selection }
  /** Not proved within the limits. */
  | { readonly kind: 'open' }

/** `selection` is the optimum for the objectives; `option` is not in it. */
export async function whyNot(
  problem: CoverProblem,
  objectives: Objectives,
  selection: Selection,
  option: number,
  options: CoverOptions = {},
): Promise<WhyNot> {
  const target = objectives.map((criterion) => selection.values[criterion] as number)
  const insist = (changed: CoverProblem) => bestSelection(demanding(changed, option), objectives, options)
  const forced = await insist(problem)
  if (forced.kind === 'infeasible') return keptOut(problem, objectives, target, option, options)
  if (forced.kind !== 'optimal') return { kind: 'open' }
  const insisting = forced.selection
  const at = objectives.findIndex((criterion, k) => insisting.values[criterion] !== target[k])
  const criterion = objectives[at]
  if (criterion === undefined) return { kind: 'equal', insisting }

  /** Whether the option is in some best selection once it is changed; undefined when not proved. */
  const isInWith = async (change: Partial<Option>): Promise<boolean | undefined> => {
    const answer = await insist(changing(problem, option, change))
    if (answer.kind !== 'optimal') return undefined
    return (
      compare(
        objectives.map((name) => answer.selection.values[name] as number),
        target,
      ) <= 0
    )
  }
  if (criterion === TIME) {
    const days = await greatest(problem.options[option]?.days ?? 0, (value) => isInWith({ days: value }))
    if (days === undefined) return { kind: 'open' }
    return days < 0 ? { kind: 'never', criterion, insisting } : { kind: 'faster', days, insisting }
  }
  const { weights } = problem.options[option] as Option
  const own = weights[criterion] ?? 0
  if (problem.limits.some((limit) => limit.criterion === criterion)) {
    const weight = await greatest(own, (value) => isInWith({ weights: { ...weights, [criterion]: value } }))
    if (weight === undefined) return { kind: 'open' }
    return weight < 0 ? { kind: 'never', criterion, insisting } : { kind: 'cheaper', criterion, weight, insisting }
  }
  // All selections with it become cheaper alike, so the best of them stays the best: no need to ask again.
  const weight = own - lead(objectives, insisting, target, at)
  return weight < 0 ? { kind: 'never', criterion, insisting } : { kind: 'cheaper', criterion, weight, insisting }
}

/** How much the first differing criterion has to come down: to equal, or below where the criteria after it are worse. */
function lead(objectives: Objectives, insisting: Selection, target: readonly number[], at: number): number {
  const criterion = objectives[at] as string
  const rest = objectives.slice(at + 1).map((name) => insisting.values[name] as number)
  const isRestWorse = compare(rest, target.slice(at + 1)) > 0
  return (insisting.values[criterion] as number) - (target[at] as number) + (isRestWorse ? 1 : 0)
}

/**
 * With everything else as it is no selection has it. Where that is for a limit on the first objective, a smaller weight of its own may do:
 * a selection as light as the best one keeps the limit, so the limit need not be asked for.
 */
async function keptOut(
  problem: CoverProblem,
  objectives: Objectives,
  target: readonly number[],
  option: number,
  options: CoverOptions,
): Promise<WhyNot> {
  const [first] = objectives
  if (first !== undefined && first !== TIME && problem.limits.some(({ criterion }) => criterion === first)) {
    const unlimited = { ...problem, limits: problem.limits.filter(({ criterion }) => criterion !== first) }
    const answer = await bestSelection(demanding(unlimited, option), objectives, options)
    if (answer.kind === 'bounded' || answer.kind === 'stopped') return { kind: 'open' }
    const own = problem.options[option]?.weights[first] ?? 0
    const weight = answer.kind === 'optimal' ? own - lead(objectives, answer.selection, target, 0) : -1
    if (weight >= 0) return { kind: 'cheaper', criterion: first, weight, insisting: undefined }
  }
  const conflict = await explainConflict(demanding(problem, option), {
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    withoutRelaxations: true,
  })
  return conflict === undefined ? { kind: 'open' } : { kind: 'kept-out', conflict }
}

export function demanding(problem: CoverProblem, option: number): CoverProblem {
  return changing(problem, option, { isFixed: true })
}

export function changing(problem: CoverProblem, option: number, change: Partial<Option>): CoverProblem {
  return { ...problem, options: problem.options.map((old, j) => (j === option ? { ...old, ...change } : old)) }
}

export function compare(a: readonly number[], b: readonly number[]): number {
  for (const [k, value] of a.entries()) if (value !== b[k]) return value - (b[k] as number)
  return 0
}

/** The greatest value from 0 to `most` for which it holds, if it holds for all smaller; −1 for none, undefined when one asking was not answered. */
export async function greatest(
  most: number,
  holds: (value: number) => Promise<boolean | undefined>,
): Promise<number | undefined> {
  let low = -1
  for (let high = most; low < high; ) {
    const middle = Math.ceil((low + high) / 2)
    const is = await holds(middle)
    if (is === undefined) return undefined
    if (is) low = middle
    else high = middle - 1
  }
  return low
}
