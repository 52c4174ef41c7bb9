/**
 * Why there is no selection: a smallest set of conditions that cannot be kept together, and what would have to give.
 *
 * Deletion filter: conditions are taken away in growing lumps as long as what is left still cannot be kept; a condition that alone
 * makes the difference stays. Whatever stays was necessary for a larger set, so it is for the smaller one: the set is minimal.
 * First everything goes that the multipliers of the refusal do not need. Prerequisites are the nature of options and never relaxed.
 */
import { type Condition, conditionsOf, judge, withOnly } from './conditions.ts'
import { giveUp } from './give-up.ts'
import { type Conflict, type CoverProblem, type Relaxation, type SearchLimits } from './problem.ts'
import { bestSelection } from './best-selection.ts'
import { DEFAULT_LIMITS, startWork, type Work } from './work.ts'

/** What one relaxation may cost, about half a second: an explanation is waited for. What is not proved by then is said not to be the least. */
const EFFORT = 2 ** 28

export interface ConflictOptions {
  readonly limits?: SearchLimits
  /** Leave out what would restore a selection; cheaper. */
  readonly withoutRelaxations?: boolean
}

/** The conflict; undefined when a selection exists. Not minimal where the search ran out of nodes. */
export async function explainConflict(
  problem: CoverProblem,
  options: ConflictOptions = {},
): Promise<Conflict | undefined> {
  const limits = options.limits ?? DEFAULT_LIMITS
  const work = startWork(limits)
  const canKeep = judge(problem, work)
  const all = conditionsOf(problem)
  const whole = await canKeep(all)
  if (whole.answer === 'yes') return undefined
  if (whole.answer === 'open') return conflictOf(all, false)
  const suspected = await canKeep(whole.suspects)
  const { core, isMinimal } = await shrink(suspected.answer === 'no' ? whole.suspects : all, canKeep)
  const conflict = conflictOf(core, isMinimal)
  if (options.withoutRelaxations === true) return conflict
  const each = { ...limits, effort: Math.min(limits.effort ?? EFFORT, EFFORT) }
  const relaxations = await relaxationsOf(problem, core, canKeep, work, each)
  const given = await giveUp(problem, each)
  return { ...conflict, relaxations, ...(given === undefined ? {} : { giveUp: given }) }
}

async function shrink(
  conditions: readonly Condition[],
  canKeep: ReturnType<typeof judge>,
): Promise<{ core: readonly Condition[]; isMinimal: boolean }> {
  let core = conditions
  let isMinimal = true
  let lump = Math.max(1, core.length >> 2)
  for (let at = 0; at < core.length; ) {
    const without = [...core.slice(0, at), ...core.slice(at + lump)]
    const { answer } = await canKeep(without)
    if (answer === 'no') {
      core = without
      lump *= 2
    } else if (lump > 1) lump = Math.max(1, Math.min(lump, core.length - at) >> 1)
    else {
      if (answer === 'open') isMinimal = false
      at += 1
    }
  }
  return { core, isMinimal }
}

function conflictOf(core: readonly Condition[], isMinimal: boolean): Conflict {
  const ascending = (a: number, b: number) => a - b
  return {
    cells: core.flatMap((c) => (c.kind === 'cell' ? c.cell : [])).sort(ascending),
    limits: core.flatMap((c) => (c.kind === 'limit' ? c.limit : [])).sort(ascending),
    fixed: core.flatMap((c) => (c.kind === 'fixed' ? c.option : [])).sort(ascending),
    exclusions: core
      .flatMap((c) => (c.kind === 'exclusion' ? [c.options] : []))
      .sort(([a, b], [c, d]) => a - c || b - d),
    isMinimal,
  }
}

/** For each condition of the conflict, what of it alone would have to give. */
async function relaxationsOf(
  problem: CoverProblem,
  core: readonly Condition[],
  canKeep: ReturnType<typeof judge>,
  work: Work,
  limits: SearchLimits,
): Promise<Relaxation[]> {
  const all = conditionsOf(problem)
  const found: Relaxation[] = []
  for (const condition of core) {
    const others = all.filter((other) => !isSame(other, condition))
    if ((await canKeep(others)).answer !== 'yes') continue
    if (condition.kind === 'cell') found.push({ ...condition, need: await mostNeed(problem, condition.cell, work) })
    else if (condition.kind === 'limit') {
      const least = await leastLimit(problem, condition.limit, limits)
      if (least !== undefined) found.push(least)
    } else found.push(condition)
  }
  return found
}

async function mostNeed(problem: CoverProblem, cell: number, work: Work): Promise<number> {
  let need = (problem.cells[cell]?.need ?? 1) - 1
  for (; need > 0; need -= 1) {
    const lowered = { ...problem, cells: problem.cells.map((other, c) => (c === cell ? { ...other, need } : other)) }
    if ((await judge(lowered, work)(conditionsOf(lowered))).answer === 'yes') break
  }
  return need
}

async function leastLimit(problem: CoverProblem, limit: number, limits: SearchLimits): Promise<Relaxation | undefined> {
  const criterion = problem.limits[limit]?.criterion as string
  const others = conditionsOf(problem).filter((condition) => condition.kind !== 'limit' || condition.limit !== limit)
  const answer = await bestSelection(withOnly(problem, others), [criterion], { limits })
  if (answer.kind !== 'optimal' && answer.kind !== 'bounded') return undefined
  return {
    kind: 'limit',
    limit,
    atMost: answer.selection.values[criterion] as number,
    isLeast: answer.kind === 'optimal',
  }
}

function isSame(a: Condition, b: Condition): boolean {
  if (a.kind === 'cell') return b.kind === 'cell' && a.cell === b.cell
  if (a.kind === 'limit') return b.kind === 'limit' && a.limit === b.limit
  if (a.kind === 'fixed') return b.kind === 'fixed' && a.option === b.option
  return b.kind === 'exclusion' && a.options[0] === b.options[0] && a.options[1] === b.options[1]
}
