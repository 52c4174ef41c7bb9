/** Stage: which acts matter to the target within the horizon, and what each says of class, routes and duties. */
import { type CalendarDate, fromDayNumber, parseDate, toDayNumber } from '#util/calendar-date.ts'
import { END_OF_DAYS, FIRST_DAY, type IntervalSet, intersect, interval } from '#util/interval-set.ts'
import { endOfSpan } from '../change/index.ts'
import type { DeclaredFact } from '../dossier/index.ts'
import { askWording, type ConclusionType, type LawReading, type LegalConclusion } from '../law/index.ts'
import type { OpenFact } from '../answers/index.ts'
import type { ActReading, Days, DutyRow, LegalRow, Relevance, RouteRow } from './plan-types.ts'

export interface Window {
  readonly on: CalendarDate
  /** Last day of the planning horizon. */
  readonly until: CalendarDate
}

export function readActs(
  law: LawReading,
  facts: ReadonlyMap<string, DeclaredFact>,
  window: Window,
): readonly ActReading[] {
  return law.book.acts
    .filter((act) => act.conclusions.some((c) => law.has(c.id)))
    .map((act) => {
      function of(...types: ConclusionType[]): readonly LegalConclusion[] {
        return act.conclusions.filter((c) => types.includes(c.type)).flatMap((c) => law.conclude(c.id) ?? [])
      }
      const applicability = of('applicability')
      const relevance = relevanceOf(applicability, window, act.entry, facts)
      const head = {
        id: act.id,
        name: act.name,
        source: act.source,
        isProposal: act.proposal,
        relevance,
        entry: relevance === 'unasked' ? act.entry.flatMap((id) => openFact(law, id)) : [],
        applicability: applicability.map((c) => legalRow(law, c, window)),
      }
      // Of an act that does not matter, or that nobody was asked about, the rest would only be noise.
      if (relevance === 'no' || relevance === 'unasked')
        return { ...head, classes: [], presumptions: [], routes: [], duties: [] }
      return {
        ...head,
        classes: of('class').map((c) => legalRow(law, c, window)),
        presumptions: of('presumption').map((c) => legalRow(law, c, window)),
        routes: of('route').map((c) => routeRow(law, c, window)),
        duties: of('duty').map((c) => dutyRow(law, c, facts, window)),
      }
    })
}

export function isWithin(days: IntervalSet, window: Window): boolean {
  return intersect(days, interval(toDayNumber(window.on), toDayNumber(window.until) + 1)).length > 0
}

function relevanceOf(
  applicability: readonly LegalConclusion[],
  window: Window,
  entry: readonly string[],
  facts: ReadonlyMap<string, DeclaredFact>,
): Relevance {
  if (applicability.some((c) => isWithin(c.when.surely, window))) return 'surely'
  if (!applicability.some((c) => isWithin(c.when.possibly, window))) return 'no'
  return entry.length > 0 && !entry.some((id) => facts.has(id)) ? 'unasked' : 'maybe'
}

function openFact(law: LawReading, id: string): readonly OpenFact[] {
  const definition = law.book.facts.get(id)
  return definition === undefined
    ? []
    : [{ id, what: 'dossier-fact', question: definition.question, why: definition.why }]
}

/** Whether an act takes part in the plan. */
export function matters(act: ActReading): boolean {
  return act.relevance === 'surely' || act.relevance === 'maybe'
}

export function toDays(set: IntervalSet): readonly Days[] {
  return set.map((x) => ({
    ...(x.from <= FIRST_DAY ? {} : { from: fromDayNumber(x.from) }),
    ...(x.to >= END_OF_DAYS ? {} : { to: fromDayNumber(x.to - 1) }),
  }))
}

/** The day of the horizon on which a conclusion is best explained: the day asked if it holds then, else the first on which it holds, or may. */
export function tellingDay(c: LegalConclusion, window: Window): CalendarDate {
  if (c.truth === 'yes') return window.on
  const inside = interval(toDayNumber(window.on), toDayNumber(window.until) + 1)
  const first =
    intersect(c.when.surely, inside)[0] ?? (c.truth === 'no' ? intersect(c.when.possibly, inside)[0] : undefined)
  return first === undefined ? window.on : fromDayNumber(first.from)
}

function legalRow(law: LawReading, c: LegalConclusion, window: Window): LegalRow {
  const day = tellingDay(c, window)
  const because = law.because(c.conclusion.id, day)
  const isGiven = c.conclusion.type === 'presumption' || c.conclusion.type === 'route'
  const unread = isGiven && because.verdict === 'holds' ? law.unreadExclusions(c.conclusion.id) : []
  return {
    id: c.conclusion.id,
    label: c.conclusion.label,
    truth: c.truth,
    holds: toDays(c.when.surely),
    mayHold: toDays(c.when.possibly),
    settledBy: day === window.on ? c.settledBy : (law.conclude(c.conclusion.id, day)?.settledBy ?? []),
    ...(unread.length === 0 ? {} : { caution: unread.map(askWording) }),
    because,
  }
}

function routeRow(law: LawReading, c: LegalConclusion, window: Window): RouteRow {
  const { procedure, assessor, closed } = c.conclusion
  return {
    ...legalRow(law, c, window),
    ...(procedure === undefined ? {} : { procedure }),
    ...(assessor === undefined ? {} : { assessor }),
    ...(closed === undefined ? {} : { closed }),
  }
}

function dutyRow(
  law: LawReading,
  c: LegalConclusion,
  facts: ReadonlyMap<string, DeclaredFact>,
  window: Window,
): DutyRow {
  const { period, deadline, clock } = c.conclusion
  const due = clock === undefined ? undefined : dueOf(clock, facts)
  return {
    ...legalRow(law, c, window),
    ...(period === undefined ? {} : { period }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(clock === undefined ? {} : { clock }),
    ...(due === undefined ? {} : { due }),
  }
}

/** The day a clock runs out, counted from its trigger; absent without the trigger, or without the day that it needs besides. */
export function dueOf(
  clock: { readonly trigger: string; readonly within: string; readonly needs?: string },
  facts: ReadonlyMap<string, DeclaredFact>,
): DutyRow['due'] {
  const day = (id: string): CalendarDate | undefined => {
    const value = facts.get(id)?.value
    return typeof value === 'string' ? parseDate(value) : undefined
  }
  const trigger = day(clock.trigger)
  if (trigger === undefined || (clock.needs !== undefined && day(clock.needs) === undefined)) return undefined
  const on = endOfSpan(trigger, clock.within)
  return on === undefined ? undefined : { trigger, within: clock.within, on }
}
