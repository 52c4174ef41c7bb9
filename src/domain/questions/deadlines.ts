/**
 * Stage: the days a plan has to be ready for, what makes it late for those it misses, and what would still meet them.
 */
import { type CoverProblem, type Objectives, TIME } from '#cover/index.ts'
import { addWorkingDays, type CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { Dossier } from '../dossier/index.ts'
import type { LawReading } from '../law/index.ts'
import type { Window } from './acts.ts'
import { type Candidate, COST, type MixProblem, solveMix, type SolveSettings, withoutCells } from './mix.ts'
import type { ActReading, DeadlineRow, DeadlineRemedy, Mix, Schedule } from './plan-types.ts'
import { type Deadline, readyOn, withPrerequisites, workingDaysBetween } from './schedule.ts'

/**
 * Days the plan has to be ready for: the deadline of the dossier for everything; the first placing for the acts that apply on that day;
 * the first day of each act for what that act asks. An act that does not apply yet when a unit is placed asks nothing of that unit.
 */
export function deadlinesOf(
  dossier: Dossier,
  acts: readonly ActReading[],
  law: LawReading,
  window: Window,
  planned: readonly Candidate[],
  problem: MixProblem,
): readonly Deadline[] {
  const found: Deadline[] = []
  /** What the acts ask of a unit placed on a day: cells whose duty holds then, and the procedure of an act that applies as a whole. */
  function askedOn(day: CalendarDate, of: readonly ActReading[]): Asked {
    const appliesInFull = (act: ActReading): boolean => {
      const main = act.applicability[0]
      return main !== undefined && law.truth(main.id, day) === 'yes'
    }
    const cells = problem.cells.flatMap((c, i) => {
      const act = of.find((a) => a.name === c.askedBy)
      if (act === undefined) return []
      const holds =
        c.kind === 'route'
          ? appliesInFull(act)
          : c.conclusions.some((id) => law.has(id) && law.truth(id, day) === 'yes')
      return holds ? [{ i, act, title: c.title }] : []
    })
    const indexes = new Set(cells.map((c) => c.i))
    const needs = withPrerequisites(
      planned.filter((c) => c.cells.some((i) => indexes.has(i))).map((c) => c.option.id),
      planned,
    )
    // An act of which only single duties run yet is not named as if it applied: the duties are.
    const concerns = [...new Set(cells.map((c) => c.act))].map((act) =>
      appliesInFull(act)
        ? act.name
        : `${act.name} (only ${[...new Set(cells.filter((c) => c.act === act).map((c) => c.title))].join(', ')})`,
    )
    return { needs, cells: indexes, concerns }
  }
  const { deadline } = dossier.constraints
  if (deadline !== undefined)
    found.push({
      id: 'deadline',
      label: 'Deadline set in the dossier',
      kind: 'declared',
      on: deadline,
      concerns: [],
      needs: undefined,
      cells: undefined,
    })
  const placed = dossier.dates.firstPlacedOn
  if (placed !== undefined && placed >= window.on) {
    const asked = askedOn(
      placed,
      acts.filter((a) => a.relevance === 'surely'),
    )
    if (asked.concerns.length > 0)
      found.push({
        id: 'first-placed',
        label: 'First placed on the market',
        kind: 'declared',
        on: placed,
        ...asked,
      })
  }
  for (const act of acts) {
    if (act.relevance !== 'surely') continue
    for (const row of act.applicability) {
      const from = row.holds[0]?.from
      if (from !== undefined && from > window.on && from <= window.until)
        found.push({
          id: row.id,
          label: row.label,
          kind: 'law',
          on: from,
          ...askedOn(from, [act]),
        })
    }
  }
  return found.sort((a, b) => byText(a.on, b.on) || byText(a.id, b.id))
}

interface Asked {
  readonly needs: ReadonlySet<string>
  readonly cells: ReadonlySet<number>
  readonly concerns: readonly string[]
}

const CHEAPEST: Objectives = [COST, TIME]
const FASTEST: Objectives = [TIME, COST]

export interface RemedyInput {
  readonly problem: MixProblem
  readonly planned: readonly Candidate[]
  readonly mix: Mix
  readonly start: CalendarDate
  readonly deadlines: readonly Deadline[]
  readonly settings: SolveSettings
}

/**
 * What would meet each deadline that the plan misses.
 *
 * For a deadline that concerns everything the cheapest mix that keeps it is exact. For one that concerns some cells, the cheapest way to
 * have these in time is found first and kept; the rest is then added at least cost, so the price is one that is enough, not the least.
 * Up to four searches a missed deadline, one where nothing meets it.
 */
export async function withRemedies(schedule: Schedule, input: RemedyInput): Promise<Schedule> {
  const deadlines: DeadlineRow[] = []
  for (const row of schedule.deadlines) {
    const deadline = input.deadlines.find((d) => d.id === row.id && d.on === row.on)
    if (row.isMet || deadline === undefined) deadlines.push(row)
    else deadlines.push({ ...row, remedy: await remedyFor(deadline, input) })
  }
  return { ...schedule, deadlines }
}

async function remedyFor(deadline: Deadline, input: RemedyInput): Promise<DeadlineRemedy> {
  const { problem, start, settings } = input
  const room = workingDaysBetween(start, deadline.on)
  const own =
    deadline.cells === undefined
      ? problem
      : withoutCells(
          problem,
          problem.cells.filter((_, i) => deadline.cells?.has(i) !== true),
        )
  const unlimited = { ...own, cover: { ...own.cover, limits: [] } }
  const fastest = await solveMix(unlimited, FASTEST, settings)
  if (fastest.kind !== 'mix')
    return { kind: 'not-known', because: 'the search for a faster choice was stopped before it ended' }
  const least = fastest.mix.days
  if (room < 0 || least.counted > room) {
    const atShortest = addWorkingDays(start, least.low)
    return {
      kind: 'none',
      fastest: addWorkingDays(start, least.counted),
      lateBy: workingDaysBetween(deadline.on, addWorkingDays(start, least.counted)),
      beginBy: addWorkingDays(deadline.on, -least.counted),
      atShortest,
      isMetAtShortest: atShortest <= deadline.on,
    }
  }
  const inTime = await solveMix(
    { ...own, cover: { ...own.cover, limits: [{ criterion: TIME, atMost: room }] } },
    CHEAPEST,
    settings,
  )
  if (inTime.kind !== 'mix')
    return { kind: 'not-known', because: 'the search for a faster choice was stopped before it ended' }
  if (deadline.cells === undefined)
    return remedyOf(inTime.mix, deadline, input, inTime.mix.optimality.kind === 'optimal')
  const whole = await cheapestKeeping(inTime.chosen, deadline, input)
  return whole === undefined
    ? { kind: 'not-known', because: 'the search for the rest of the plan was stopped before it ended' }
    : remedyOf(whole, deadline, input, false)
}

/**
 * The cheapest of the whole plans found that keep the deadline. Kept is once only what the plan does not choose anyway, once everything
 * chosen for the cells in question: the second always keeps the deadline, the first is often cheaper. The same candidates stand in both
 * problems, in the same order.
 */
async function cheapestKeeping(
  chosen: readonly number[],
  deadline: Deadline,
  input: RemedyInput,
): Promise<Mix | undefined> {
  const before = new Set(input.mix.options.map((o) => o.id))
  const isNew = (i: number): boolean => !before.has(input.problem.candidates[i]?.option.id ?? '')
  let best: Mix | undefined
  for (const kept of [chosen.filter(isNew), chosen]) {
    const found = await solveMix(keeping(input.problem, kept), CHEAPEST, input.settings)
    if (found.kind !== 'mix' || readyIn(found.mix, deadline, input) > deadline.on) continue
    if (best === undefined || found.mix.cost.counted < best.cost.counted) best = found.mix
  }
  return best
}

function keeping(problem: MixProblem, chosen: readonly number[]): MixProblem {
  const kept = new Set(chosen)
  const cover: CoverProblem = {
    ...problem.cover,
    limits: [],
    options: problem.cover.options.map((o, i) => (kept.has(i) ? { ...o, isFixed: true } : o)),
  }
  return { ...problem, cover }
}

/** When what a deadline concerns is ready in a mix. */
function readyIn(mix: Mix, deadline: Deadline, input: RemedyInput): CalendarDate {
  const chosen = new Set(mix.options.map((o) => o.id))
  const planned = input.problem.candidates.filter((c) => chosen.has(c.option.id))
  const needs =
    deadline.cells === undefined
      ? undefined
      : withPrerequisites(
          planned.filter((c) => c.cells.some((i) => deadline.cells?.has(i))).map((c) => c.option.id),
          planned,
        )
  return readyOn(planned, input.start, needs)
}

function remedyOf(mix: Mix, deadline: Deadline, input: RemedyInput, isLeast: boolean): DeadlineRemedy {
  const chosen = new Set(mix.options.map((o) => o.id))
  const before = new Set(input.mix.options.map((o) => o.id))
  return {
    kind: 'other-mix',
    cost: mix.cost.counted - input.mix.cost.counted,
    isLeast,
    isWithinLimits: input.problem.cover.limits.every(
      (l) => (l.criterion === COST ? mix.cost.counted : mix.days.counted) <= l.atMost,
    ),
    ready: readyIn(mix, deadline, input),
    adds: mix.options.filter((o) => !before.has(o.id)).map((o) => ({ id: o.id, name: o.name })),
    drops: input.mix.options.filter((o) => !chosen.has(o.id)).map((o) => ({ id: o.id, name: o.name })),
  }
}
