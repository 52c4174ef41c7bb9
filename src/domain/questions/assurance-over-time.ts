/**
 * Stage: what the target can show from day to day over the planning horizon: before the plan, when it is done, and whenever something of
 * it ends. Evidence counts until its last day; nothing is renewed here, so a fall is a renewal that is due.
 */
import { addMonths, type CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import {
  join,
  NOTHING,
  pair,
  type Profile,
  type ProfileInterval,
  readingsOf,
  type TargetType,
  type ThresholdTables,
} from '../assurance/index.ts'
import type { Window } from './acts.ts'
import type { Candidate } from './mix.ts'
import type { AssurancePoint, Cell, Schedule } from './plan-types.ts'

export interface OverTimeInput {
  readonly window: Window
  readonly targetType: TargetType
  readonly thresholds: ThresholdTables
  /** Days on which the standing of a certificate in hand changes. */
  readonly certificates: readonly AssurancePoint[]
  /** What is in hand about the whole, on a day. */
  readonly heldOn: (on: CalendarDate) => ProfileInterval
  /** Last days of evidence in hand about the whole. */
  readonly evidenceEnds: readonly { readonly id: string; readonly on: CalendarDate }[]
  readonly planned: readonly Candidate[]
  readonly schedule: Schedule | undefined
  readonly cells: readonly Cell[]
}

/** Points in the order of days; each reading is what counts from that day on. One composition reading a point. */
export function assuranceOverTime(input: OverTimeInput): readonly AssurancePoint[] {
  const { window, schedule } = input
  const ends = lastDays(input)
  const points: AssurancePoint[] = [
    { on: window.on, what: 'in hand, before anything new' },
    ...input.certificates,
    ...input.evidenceEnds
      .filter((e) => e.on > window.on && e.on <= window.until)
      .map((e) => ({ on: e.on, what: `${e.id} ends` })),
  ]
  if (schedule !== undefined) {
    points.push({ on: schedule.ends, what: 'the plan is done' })
    for (const { name, until } of ends)
      if (until !== undefined && until <= window.until) points.push({ on: until, what: `${name} has to be renewed` })
  }
  const byDay = new Map<CalendarDate, AssurancePoint[]>()
  for (const p of points) byDay.set(p.on, [...(byDay.get(p.on) ?? []), p])
  return [...byDay]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([on, rows]) => {
      const reading = readingOn(on, ends, input)
      return rows.sort((a, b) => byText(a.what, b.what)).map((p) => ({ ...p, reading }))
    })
}

interface Lasting {
  readonly name: string
  readonly from: CalendarDate
  /** The first day on which it no longer counts. */
  readonly until: CalendarDate | undefined
  readonly profile: Profile
}

function lastDays(input: OverTimeInput): readonly Lasting[] {
  const titles = new Map(input.cells.map((c) => [c.id, c]))
  return input.planned.flatMap((c): readonly Lasting[] => {
    const from = input.schedule?.rows.find((r) => r.id === c.option.id)?.ends
    if (from === undefined || c.heldThrough !== undefined) return []
    const { validityMonths } = c.option
    return [
      {
        name: c.option.name,
        from,
        until: validityMonths === undefined ? undefined : addMonths(from, validityMonths),
        profile: profileOf(c, titles),
      },
    ]
  })
}

/** Who stands behind a result, and its upkeep, count only from an option that the plan counts for them: they belong to one result. */
function profileOf(c: Candidate, cells: ReadonlyMap<string, Cell>): Profile {
  const demanded = [...cells.values()].flatMap((cell) => (cell.need === undefined ? [] : [cell.need]))
  return c.option.gives
    .filter(
      (g) =>
        (g.dimension !== 'I' && g.dimension !== 'M') ||
        demanded.some((n) => n.dimension === g.dimension && g.depth >= n.depth),
    )
    .reduce((sofar, g) => join(sofar, { ...NOTHING, [g.dimension]: pair(g.depth, g.performer) }), NOTHING)
}

function readingOn(
  on: CalendarDate,
  lasting: readonly Lasting[],
  input: OverTimeInput,
): NonNullable<AssurancePoint['reading']> {
  const held = input.heldOn(on)
  const own = lasting
    .filter((l) => l.from <= on && (l.until === undefined || on < l.until))
    .reduce((p, l) => join(p, l.profile), NOTHING)
  const { formal, technical, csa } = readingsOf(
    { low: join(held.low, own), high: join(held.high, own) },
    input.targetType,
    input.thresholds,
  )
  return { formal, technical, csa }
}
