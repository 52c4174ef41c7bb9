/**
 * Stage: what assurance costs over the planning horizon, renewals included. An option with a validity is counted again each time it ends;
 * so is what is in hand and covers something, from the day it ends. What has no stated validity or price is named, not counted.
 */
import { addMonths, type CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { Dossier } from '../dossier/index.ts'
import type { AssessmentOption } from './assessment-option.ts'
import { costInEuros } from './money.ts'
import type { Cell, HorizonCost, Mix, RenewalRow, Schedule } from './plan-types.ts'

export interface HorizonInput {
  readonly dossier: Dossier
  readonly mix: Mix
  readonly schedule: Schedule
  readonly cells: readonly Cell[]
  readonly options: Iterable<AssessmentOption>
  /** Native levels in hand, with the certificate. */
  readonly heldLevels: ReadonlyMap<string, string>
}

export function horizonOf(input: HorizonInput): HorizonCost {
  const { mix, schedule } = input
  const years = input.dossier.constraints.horizonYears
  const until = addMonths(schedule.start, years * 12)
  const held = heldRenewals(input, until)
  const renewals = [
    ...mix.options.flatMap((o): readonly RenewalRow[] => {
      const end = schedule.rows.find((r) => r.id === o.id)?.ends
      if (o.validityMonths === undefined || o.validityMonths <= 0 || end === undefined || o.heldThrough !== undefined)
        return []
      return repeated(o, addMonths(end, o.validityMonths), o.validityMonths, until)
    }),
    ...held.renewals,
  ].sort((a, b) => byText(a.on, b.on) || byText(a.option, b.option))
  const again = {
    low: renewals.reduce((n, r) => n + r.cost.low, 0),
    high: renewals.reduce((n, r) => n + r.cost.high, 0),
  }
  return {
    years,
    first: { low: mix.cost.low, high: mix.cost.high },
    renewals,
    withoutPrice: held.withoutPrice,
    withoutValidity: withoutValidity(mix, input.cells),
    total: { low: mix.cost.low + again.low, high: mix.cost.high + again.high },
  }
}

function repeated(
  what: {
    readonly id: string
    readonly name: string
    readonly cost: { readonly low: number; readonly high: number }
    readonly certificate?: string
  },
  first: CalendarDate,
  months: number | undefined,
  until: CalendarDate,
): readonly RenewalRow[] {
  const rows: RenewalRow[] = []
  for (let on = first; on < until; on = addMonths(on, months)) {
    rows.push({
      option: what.id,
      name: what.name,
      on,
      cost: { low: what.cost.low, high: what.cost.high },
      ...(what.certificate === undefined ? {} : { certificate: what.certificate }),
    })
    if (months === undefined || months <= 0) break
  }
  return rows
}

/** Certificates and evidence in hand on which the plan rests, and that end within the horizon. */
function heldRenewals(
  input: HorizonInput,
  until: CalendarDate,
): { readonly renewals: readonly RenewalRow[]; readonly withoutPrice: HorizonCost['withoutPrice'] } {
  const used = new Set([
    ...input.cells.flatMap((c) => (c.verdict === 'covered' ? c.heldBy : [])),
    ...input.mix.options.flatMap((o) => o.heldThrough ?? []),
  ])
  const renewals: RenewalRow[] = []
  const withoutPrice: { what: string; on: CalendarDate }[] = []
  for (const c of input.dossier.certificates) {
    if (!used.has(c.id) || c.expires === undefined || c.expires >= until) continue
    const levels = [...input.heldLevels].flatMap(([level, id]) => (id === c.id ? [level] : []))
    const again = cheapestOf(levels, input)
    if (again === undefined) withoutPrice.push({ what: c.id, on: c.expires })
    else renewals.push(...repeated({ ...again, certificate: c.id }, c.expires, again.validityMonths, until))
  }
  for (const e of input.dossier.evidence)
    if (used.has(e.id) && e.expires !== undefined && e.expires < until) withoutPrice.push({ what: e.id, on: e.expires })
  return { renewals, withoutPrice: withoutPrice.sort((a, b) => byText(a.on, b.on) || byText(a.what, b.what)) }
}

interface Again {
  readonly id: string
  readonly name: string
  readonly cost: { readonly low: number; readonly high: number }
  readonly validityMonths: number | undefined
}

/** The cheapest option that gives one of the levels; the first by id among equals. */
function cheapestOf(levels: readonly string[], input: HorizonInput): Again | undefined {
  const overrides = new Map(input.dossier.overrides.map((o) => [o.option, o]))
  const found = [...input.options]
    .filter((o) => o.attains.some((l) => levels.includes(l)))
    .flatMap((option) => {
      const cost = costInEuros(option, overrides.get(option.id))
      return cost === undefined ? [] : [{ option, cost }]
    })
    .sort((a, b) => a.cost.counted - b.cost.counted || byText(a.option.id, b.option.id))[0]
  return found === undefined
    ? undefined
    : {
        id: found.option.id,
        name: found.option.name,
        cost: found.cost,
        validityMonths: found.option.validityMonths,
      }
}

/** Options on which a demanded level rests and whose evidence ages, though nobody states after how long. */
function withoutValidity(mix: Mix, cells: readonly Cell[]): HorizonCost['withoutValidity'] {
  const demanded = new Set(cells.filter((c) => c.kind === 'level' || c.kind === 'native-level').map((c) => c.id))
  return mix.options
    .filter(
      (o) => o.heldThrough === undefined && o.validityMonths === undefined && o.covers.some((c) => demanded.has(c)),
    )
    .map((o) => ({ option: o.id, name: o.name }))
}
