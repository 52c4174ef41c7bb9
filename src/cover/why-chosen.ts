/** What a chosen option is there for, and how far its numbers may move before the best selection changes. */
import { bestSelection, type CoverOptions, selectionOf } from './best-selection.ts'
import { type CoverProblem, type Objectives, type Option, type Selection, TIME } from './problem.ts'
import { changing, compare, demanding, greatest, whyNot } from './why-not.ts'

export interface WhyChosen {
  /** Cells that would not be covered without it. */
  readonly cells: readonly number[]
  /** Chosen options of which a group has no other chosen member. */
  readonly waitedForBy: readonly number[]
  readonly isFixed: boolean
  /** How many days later all would end without it, where the others can do without; 0 otherwise. */
  readonly daysSaved: number
}

export function whyChosen(problem: CoverProblem, selection: Selection, option: number): WhyChosen {
  const chosen = new Set(selection.chosen)
  const { covers, isFixed } = problem.options[option] as Option
  const reached = new Map<number, number>()
  const mine = new Map<number, number>()
  for (const { cell, amount } of covers) mine.set(cell, (mine.get(cell) ?? 0) + amount)
  for (const j of chosen) {
    for (const { cell, amount } of problem.options[j]?.covers ?? [])
      reached.set(cell, (reached.get(cell) ?? 0) + amount)
  }
  const cells = [...mine].flatMap(([cell, amount]) =>
    (reached.get(cell) ?? 0) - amount < (problem.cells[cell]?.need ?? 0) ? cell : [],
  )
  const needsIt = (j: number) =>
    problem.options[j]?.requires.some((group) => !group.some((i) => i !== option && i !== j && chosen.has(i)))
  const waitedForBy = selection.chosen.filter((j) => j !== option && needsIt(j))
  const others = selection.chosen.filter((j) => j !== option)
  const endOf = (of: readonly number[]) => selectionOf(problem, [TIME], of).values[TIME] as number
  const daysSaved = waitedForBy.length > 0 ? 0 : Math.max(0, endOf(others) - endOf(selection.chosen))
  return {
    cells: cells.sort((a, b) => a - b),
    waitedForBy,
    isFixed,
    daysSaved: Number.isFinite(daysSaved) ? daysSaved : 0,
  }
}

/** Whole numbers from `low` to `high` (undefined: without end) with which the selection stays one of the best. */
export interface Range {
  readonly low: number
  readonly high: number | undefined
  /** False where it may stay so beyond, but was not proved to. */
  readonly isExact: boolean
}

/**
 * How far one option's weight in the first objective may move, all else as it is. Undefined where that objective is not a sum.
 * One further question of the same kind; exact when that is answered with proof, else only what its bound makes safe.
 */
export async function weightRange(
  problem: CoverProblem,
  objectives: Objectives,
  selection: Selection,
  option: number,
  options: CoverOptions = {},
): Promise<Range | undefined> {
  const [criterion] = objectives
  if (criterion === undefined || criterion === TIME) return undefined
  const own = problem.options[option]?.weights[criterion] ?? 0
  if (selection.chosen.includes(option)) return rangeOfChosen(problem, objectives, selection, option, own, options)
  const why = await whyNot(problem, objectives, selection, option, options)
  if (why.kind === 'kept-out') return { low: 0, high: undefined, isExact: true }
  if (why.kind === 'never' && why.criterion === criterion) return { low: 0, high: undefined, isExact: true }
  if (why.kind === 'cheaper' && why.criterion === criterion) {
    // At that weight the selection may still be as good, or already beaten.
    const { weights } = problem.options[option] as Option
    const cheaper = changing(problem, option, { weights: { ...weights, [criterion]: why.weight } })
    const rival = await bestSelection(demanding(cheaper, option), objectives, options)
    if (rival.kind !== 'optimal') return { low: why.weight + 1, high: undefined, isExact: false }
    const valuesOf = (of: Selection) => objectives.map((name) => of.values[name] as number)
    const isEqual = compare(valuesOf(rival.selection), valuesOf(selection)) === 0
    return { low: why.weight + (isEqual ? 0 : 1), high: undefined, isExact: true }
  }
  // Equal in the first objective, so any less of it would tip the balance.
  return { low: own, high: undefined, isExact: why.kind !== 'open' || own === 0 }
}

async function rangeOfChosen(
  problem: CoverProblem,
  objectives: Objectives,
  selection: Selection,
  option: number,
  own: number,
  options: CoverOptions,
): Promise<Range> {
  const criterion = objectives[0] as string
  const value = selection.values[criterion] as number
  const most = problem.limits.reduce(
    (least, limit) => (limit.criterion === criterion ? Math.min(least, own + limit.atMost - value) : least),
    Number.POSITIVE_INFINITY,
  )
  const upTo = (high: number, isExact: boolean): Range => ({
    low: 0,
    high: Math.min(high, most) === Number.POSITIVE_INFINITY ? undefined : Math.min(high, most),
    isExact: isExact || most <= high,
  })
  if (problem.options[option]?.isFixed) return upTo(Number.POSITIVE_INFINITY, true)
  const without = await bestSelection(changing(problem, option, { excludes: [option] }), objectives, options)
  if (without.kind === 'infeasible') return upTo(Number.POSITIVE_INFINITY, true)
  if (without.kind !== 'optimal') return upTo(Math.max(own, own + (without.bound ?? 0) - value - 1), false)
  const rest = (of: Selection) => objectives.slice(1).map((name) => of.values[name] as number)
  const isRestBetter = compare(rest(without.selection), rest(selection)) < 0
  return upTo(own + (without.selection.values[criterion] as number) - value - (isRestBetter ? 1 : 0), true)
}

/**
 * How many days the option may take at most without anything ending later than now. Others only get slower by it, so the selection stays
 * the best up to there; beyond, nothing is said.
 */
export async function daysRange(problem: CoverProblem, selection: Selection, option: number): Promise<Range> {
  const now = problem.options[option]?.days ?? 0
  if (!selection.chosen.includes(option)) return { low: now, high: undefined, isExact: false }
  const endWith = (days: number) =>
    selectionOf(changing(problem, option, { days }), [TIME], selection.chosen).values[TIME] as number
  const end = endWith(now)
  if (endWith(now + end + 1) <= end) return { low: now, high: undefined, isExact: false }
  const more = await greatest(end, async (value) => endWith(now + value) <= end)
  return { low: now, high: now + (more ?? 0), isExact: false }
}
