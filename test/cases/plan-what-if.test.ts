/** What a plan says of other worlds is what the plan of that world is: prices moved, a law changed, days known better. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Dossier, Override } from '#domain/dossier/index.ts'
import { type Plan, plan, planDiff } from '#domain/questions/index.ts'
import { planCalendar } from '../../src/app/plan-calendar.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { exampleDossier } from '../support/examples.ts'

const catalogue = repositoryCatalogue()
const gateway = exampleDossier('edge-gateway', undefined, catalogue)

function make(dossier: Dossier, on = '2026-11-25', withSensitivity = false): Promise<Plan> {
  return plan({
    dossier,
    catalogue,
    on: on as CalendarDate,
    withProposals: false,
    bills: [],
    settings: { limits: { nodes: 200_000 } },
    withFront: true,
    withSensitivity,
  })
}

function priced(option: string, cost: number): Dossier {
  const override: Override = { option, cost: { low: cost, high: cost }, because: 'a quote' }
  return { ...gateway, overrides: [override] }
}

function chosen(of: Plan): readonly string[] {
  if ('kind' in of.mix) throw new Error('no plan')
  return of.mix.options.map((o) => o.id)
}

let made: Plan
beforeAll(async () => void (made = await make(gateway, '2026-11-25', true)), 120_000)

describe('a price that moves', () => {
  it('keeps an option in the plan up to the limit, and not beyond', async () => {
    const rows = made.sensitivity.filter((r) => r.isInPlan && r.isExact && r.staysUpTo !== undefined)
    const budget = gateway.constraints.budget ?? Number.POSITIVE_INFINITY
    const sum = 'kind' in made.mix ? 0 : made.mix.cost.counted
    const checked = rows.filter((r) => sum + (r.staysUpTo as number) - r.counted < budget).slice(0, 4)
    expect(checked.length).toBeGreaterThan(1)
    for (const r of checked) {
      const at = r.staysUpTo as number
      expect(chosen(await make(priced(r.option, at)))).toContain(r.option)
      expect(chosen(await make(priced(r.option, at + 1)))).not.toContain(r.option)
    }
  }, 120_000)

  it('brings in an option left out below its price, and not above', async () => {
    const rows = made.sensitivity.filter((r) => !r.isInPlan).slice(0, 3)
    expect(rows.length).toBeGreaterThan(1)
    for (const r of rows) {
      const at = r.entersAt as number
      expect(chosen(await make(priced(r.option, at - 1)))).toContain(r.option)
      expect(chosen(await make(priced(r.option, at + 1)))).not.toContain(r.option)
    }
  }, 120_000)

  it('is told first where its own range reaches beyond', () => {
    const flags = made.sensitivity.map((r) => r.isSensitive)
    expect(flags).toEqual([...flags].sort((a, b) => Number(b) - Number(a)))
    for (const r of made.sensitivity)
      expect(r.isSensitive).toBe(
        r.isInPlan ? r.staysUpTo !== undefined && r.own.high > r.staysUpTo : (r.entersAt as number) >= r.own.low,
      )
  })
})

it('every point of the front carries its ranges and its day', () => {
  expect(made.front.length).toBeGreaterThan(0)
  for (const p of made.front) {
    expect(p.costRange.low <= p.cost && p.cost <= p.costRange.high).toBe(true)
    expect(p.daysRange.low <= p.days && p.days <= p.daysRange.high).toBe(true)
  }
  expect(made.front[0]?.ready).toBe(made.schedule?.ends)
})

describe('a law that changes', () => {
  it('changes nothing between a day and itself', () => {
    const same = planDiff(made, made)
    expect(same).toMatchObject({ isChanged: false, adds: [], drops: [], cellsAdded: [], cellsDropped: [] })
  })

  it('takes out of the plan what a repealed act asked, and leaves the rest', async () => {
    const start = '2026-11-25' as CalendarDate
    const fixed: Dossier = { ...gateway, constraints: { ...gateway.constraints, start } }
    const [before, after] = [await make(fixed), await make(fixed, '2027-12-31')]
    const change = planDiff(before, after)
    expect(change.isChanged).toBe(true)
    expect(change.actsEnded).toEqual(['Radio Equipment Directive, cybersecurity'])
    expect(change.cellsAdded).toEqual([])
    for (const c of change.cellsDropped) expect(c.askedBy).toBe('Radio Equipment Directive, cybersecurity')
    expect(change.drops.map((o) => o.id)).toContain('red-ce-marking')
    const back = planDiff(after, before)
    expect(back.adds).toEqual(change.drops)
    expect(back.cellsAdded).toEqual(change.cellsDropped)
  }, 60_000)
})

describe('days', () => {
  it('are given no percentiles while they are guesses, and each guess is named', () => {
    if (made.percentiles?.kind !== 'refused') throw new Error('not refused')
    expect(made.percentiles.needs.map((n) => n.option)).toContain('cra-module-b-c')
  })

  it('are given percentiles once the dossier knows them all, between the shortest and the longest', async () => {
    const overrides = [...catalogue.options.keys()].map(
      (option): Override => ({
        option,
        days: { low: 5, high: 20 },
        queueDays: { low: 0, high: 10 },
        because: 'quotes',
      }),
    )
    const known = await make({ ...gateway, overrides })
    if (known.percentiles?.kind !== 'simulated') throw new Error('refused')
    const { ready } = known.percentiles
    const { schedule } = known
    expect(ready.p50 <= ready.p80).toBe(true)
    expect((schedule?.endsEarliest ?? '') <= ready.p50).toBe(true)
    expect(ready.p80 <= (schedule?.endsLatest ?? '')).toBe(true)
    expect(known.percentiles.deadlines.map((d) => d.id)).toEqual(schedule?.deadlines.map((d) => d.id))
  }, 60_000)

  it('go into a calendar once each, deadlines and renewals with them', () => {
    const entries = planCalendar(made)
    expect(new Set(entries.map((e) => e.id)).size).toBe(entries.length)
    for (const d of made.schedule?.deadlines ?? [])
      expect(entries.some((e) => e.on === d.on && e.title.endsWith(d.label))).toBe(true)
    for (const r of made.horizon?.renewals ?? [])
      expect(entries.some((e) => e.on === r.on && e.title === `Renew: ${r.name}`)).toBe(true)
  })
})
