/** The pictures of a report: which values each shows, and how each is told to those who do not see it. */
import type { ParetoPoint, Plan, Schedule } from '#domain/questions/index.ts'
import { type AssuranceBar, assuranceChart } from '#charts/assurance.ts'
import { coverageChart } from '#charts/coverage.ts'
import { frontChart } from '#charts/front.ts'
import { scheduleChart } from '#charts/schedule.ts'
import type { Look } from '#charts/svg.ts'
import { addDays, addMonths, type CalendarDate, daysBetween, latest } from '#util/calendar-date.ts'
import { counted, type CoverageGroup, euros, grouped, isMix } from './wording.ts'

export interface Figure {
  readonly caption: string
  readonly description: string
  readonly draw: (look: Look, id: string) => string
}

export function coverageFigure(groups: readonly CoverageGroup[]): Figure {
  const caption = 'Coverage of each requirement set: above before the plan, below with it'
  const description = groups
    .map(
      (g) =>
        `${g.title}: ${grouped(g.counts.covered)} covered, ${grouped(g.counts.partly)} partly, ${grouped(g.counts['not-covered'])} not covered, ${grouped(g.counts['not-known'])} not known; with the plan ${grouped(g.counts.covered + g.byPlan)} of ${grouped(g.cells.length)}.`,
    )
    .join(' ')
  const bars = groups.map((g) => ({
    title: g.title,
    detail: g.askedBy,
    covered: g.counts.covered,
    partly: g.counts.partly,
    notCovered: g.counts['not-covered'],
    notKnown: g.counts['not-known'],
    withPlan: g.counts.covered + g.byPlan,
  }))
  return { caption, description, draw: (look, id) => coverageChart(bars, { title: caption, description }, look, id) }
}

/** Deadlines that would stretch the picture to less than half its use are left to the list beside it. */
export function scheduleFigure(schedule: Schedule): Figure {
  const length = daysBetween(schedule.start, schedule.endsLatest)
  const reach = addDays(schedule.endsLatest, Math.floor(length / 2))
  const deadlines = schedule.deadlines.filter((d) => d.on >= schedule.start && d.on <= reach)
  const until = deadlines.reduce((last, d) => latest(last, d.on), schedule.endsLatest)
  const caption = `Schedule from ${schedule.start} to ${schedule.ends}, with the critical path and the deadlines`
  const late = schedule.deadlines.filter((d) => !d.isMet).length
  const description = `${counted(schedule.rows.length, 'bar')}; ${counted(schedule.criticalPath.length, 'step')} on the critical path; ${late === 0 ? 'every deadline is met' : `${late} of ${counted(schedule.deadlines.length, 'deadline')} missed`}. The table of days tells the same.`
  const bars = schedule.rows.map((r) => ({
    name: r.name,
    starts: r.starts,
    queueUntil: r.queueUntil,
    ends: r.ends,
    endsLatest: r.endsLatest,
    isCritical: r.isCritical,
    isHeld: r.starts === r.ends,
  }))
  const words = {
    title: caption,
    description,
    legend: {
      critical: 'critical',
      other: 'not critical',
      waiting: 'waiting',
      longest: 'at the longest',
      held: 'in hand',
    },
  }
  return {
    caption,
    description,
    draw: (look, id) =>
      scheduleChart(
        bars,
        deadlines.map((d) => ({
          on: d.on,
          label: `${d.isMet ? 'Met' : 'Missed'}: ${d.label}`,
          isMet: d.isMet,
        })),
        { from: schedule.start, until },
        words,
        look,
        id,
      ),
  }
}

export function frontFigure(front: readonly ParetoPoint[], isChosen: (p: ParetoPoint) => boolean): Figure {
  const caption = 'Cost against time: choices that no other beats in both'
  const description = `${front.map((p) => `${euros(p.cost)} in ${counted(p.days, 'working day')}${isChosen(p) ? ' (the plan)' : ''}`).join('; ')}.`
  const points = front.map((p) => ({
    days: p.days,
    cost: p.cost,
    label: `${isChosen(p) ? 'the plan: ' : ''}${euros(p.cost)}, ${counted(p.days, 'day')}`,
    isChosen: isChosen(p),
    isDoubtful: !p.isProved,
  }))
  const words = {
    title: caption,
    description,
    days: 'working days on the critical path, with queues',
    cost: 'cost, as counted',
    sum: (n: number) => euros(n),
  }
  return { caption, description, draw: (look, id) => frontChart(points, words, look, id) }
}

/** Certificates in hand, and evidence of the plan that has a validity. Undefined where there is neither. */
export function assuranceFigure(plan: Plan): Figure | undefined {
  const bars = [...certificateBars(plan), ...plannedBars(plan)]
  if (bars.length === 0) return undefined
  const until = horizonEnd(plan, bars)
  const caption = 'Assurance over time: until when what is in hand, and what the plan makes, can be re-used'
  const description = `${bars.map((b) => `${b.name}: ${b.note}`).join('; ')}.`
  const cliffs = plan.assurance.map((p) => ({ on: p.on, says: p.what }))
  const words = {
    title: caption,
    description,
    today: 'asked for',
    legend: { sure: 'may be re-used', planned: 'made by the plan', unknown: 'not known', none: 'may not be re-used' },
  }
  const from = `${plan.on.slice(0, 4)}-01-01` as CalendarDate
  return {
    caption,
    description,
    draw: (look, id) => assuranceChart(bars, cliffs, { from, until, today: plan.on }, words, look, id),
  }
}

/** One that may not be re-used is drawn for the time in which it may not. */
function certificateBars(plan: Plan): readonly AssuranceBar[] {
  return plan.composition.certificates.map((c): AssuranceBar => {
    const since = c.recorded === undefined || c.recorded.since > plan.on ? plan.on : c.recorded.since
    const note = `${c.recorded === undefined ? 'status not known' : c.recorded.value}; ${c.expires === undefined ? 'no last day recorded' : `last day ${c.expires}`}`
    switch (c.reusable.truth) {
      case 'yes':
        return {
          name: c.id,
          from: since,
          standing: 'sure',
          note,
          ...(c.expires === undefined ? {} : { to: c.expires }),
        }
      case 'no':
        return {
          name: c.id,
          from: c.expires !== undefined && c.expires < since ? c.expires : since,
          standing: 'none',
          note,
        }
      case 'not-known':
        return {
          name: c.id,
          from: since,
          standing: 'unknown',
          note,
          ...(c.expires === undefined ? {} : { to: c.expires }),
        }
      default:
        return c.reusable.truth satisfies never
    }
  })
}

function plannedBars(plan: Plan): readonly AssuranceBar[] {
  if (!isMix(plan.mix) || plan.schedule === undefined) return []
  const ends = new Map(plan.schedule.rows.map((r) => [r.id, r.ends]))
  return plan.mix.options.flatMap((o): readonly AssuranceBar[] => {
    const from = ends.get(o.id)
    if (
      from === undefined ||
      o.validityMonths === undefined ||
      o.validityMonths < MONTHS_WORTH_DRAWING ||
      o.heldThrough !== undefined
    )
      return []
    const to = addMonths(from, o.validityMonths)
    return [
      {
        name: o.name,
        from,
        to,
        standing: 'planned',
        note: `from ${from} to ${to}`,
      },
    ]
  })
}

/** What is renewed every month is a routine, not a cliff. */
const MONTHS_WORTH_DRAWING = 6

function horizonEnd(plan: Plan, bars: readonly AssuranceBar[]): CalendarDate {
  const horizon = addMonths(plan.on, (plan.horizon?.years ?? 5) * 12)
  const last = bars.reduce((end, b) => (b.to === undefined ? end : latest(end, b.to)), plan.on)
  return last < horizon ? addMonths(latest(last, addMonths(plan.on, 24)), 6) : horizon
}
