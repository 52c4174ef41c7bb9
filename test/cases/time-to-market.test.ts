/** Time to market with and without re-use: the two sides against plans made apart, and against certificates that no longer count. */
import { describe, expect, it } from 'vitest'
import { compose } from '#domain/composition/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import { plan, readDemands, steps, timeToMarket, type TimeToMarket } from '#domain/questions/index.ts'
import { type CalendarDate, date } from '#util/calendar-date.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { exampleDossier } from '../support/examples.ts'

const catalogue = repositoryCatalogue()
const settings = { limits: { nodes: 500_000 } }

async function read(dossier: Dossier, on: CalendarDate) {
  const made = await plan({ dossier, catalogue, on, withProposals: false, bills: [], settings, withFront: false })
  const composition = compose(dossier, { levels: catalogue.levels }).read(on)
  const time = await timeToMarket({ dossier, catalogue, plan: made, composition, settings: { on, ...settings } })
  if (time === undefined || made.mix === undefined || 'kind' in made.mix) throw new Error('no plan')
  return { time, mix: made.mix, composition }
}

/** The same product, as if nothing were in hand. */
function bare(dossier: Dossier): Dossier {
  const { budget: _, ...constraints } = dossier.constraints
  return {
    ...dossier,
    certificates: [],
    evidence: [],
    parts: dossier.parts.map((p) => ({ ...p, certificates: [] })),
    constraints,
  }
}

const sum = (t: TimeToMarket, of: 'low' | 'high' | 'counted'): number =>
  t.parts.reduce((n, p) => n + (p.anew?.cost[of] ?? 0), 0)

describe('time to market', () => {
  it('without re-use is the plan of the bare product and every certified part anew', async () => {
    for (const [folder, overlay, on] of [
      ['edge-gateway', undefined, '2026-08-01'],
      ['cloud-service', 'with-hosting-report', '2026-12-01'],
      ['tachograph-card', undefined, '2023-01-15'],
    ] as const) {
      const dossier = exampleDossier(folder, overlay, catalogue)
      const { time } = await read(dossier, date(on))
      const alone = await read(bare(dossier), date(on))
      expect([folder, time.without.cost.counted - sum(time, 'counted')]).toEqual([folder, alone.mix.cost.counted])
      expect([folder, time.without.cost.low - sum(time, 'low')]).toEqual([folder, alone.mix.cost.low])
      expect([folder, time.without.cost.high - sum(time, 'high')]).toEqual([folder, alone.mix.cost.high])
      expect(alone.time.parts).toEqual([])
    }
  })

  it('with re-use is the plan itself while every certificate of a part counts', async () => {
    const { time, mix } = await read(exampleDossier('tachograph-card', undefined, catalogue), date('2023-01-15'))
    expect(time.parts.map((p) => p.reusable)).toEqual(['yes', 'yes', 'yes'])
    expect([time.withReuse.cost, time.withReuse.days]).toEqual([
      { low: mix.cost.low, high: mix.cost.high, counted: mix.cost.counted },
      { low: mix.days.low, high: mix.days.high, counted: mix.days.counted },
    ])
    expect(time.saved.cost.counted).toBe(time.without.cost.counted - time.withReuse.cost.counted)
    expect(time.saved.days.counted).toBeGreaterThan(0)
    expect(time.without.ends > time.withReuse.ends).toBe(true)
  })

  it('names the parts for which the catalogue has no figures, and only where they are due', async () => {
    const { time } = await read(exampleDossier('tachograph-card', undefined, catalogue), date('2023-01-15'))
    expect(time.withReuse.atLeast).toEqual([])
    expect(time.without.atLeast).toEqual(['Infineon security controller, design step H13'])
  })

  it('saves nothing on parts whose certificates ended', async () => {
    const dossier = exampleDossier('tachograph-card', undefined, catalogue)
    const { time } = await read(dossier, date('2024-06-01'))
    expect(time.parts.map((p) => p.reusable)).toEqual(['no', 'no', 'no'])
    expect([time.withReuse.cost, time.withReuse.days]).toEqual([time.without.cost, time.without.days])
    expect(time.saved).toEqual({ cost: { low: 0, high: 0, counted: 0 }, days: { low: 0, high: 0, counted: 0 } })
  })

  it('falls step by step as the certificates end, and parts stand on each other in the longest chain', async () => {
    const dossier = exampleDossier('tachograph-card', undefined, catalogue)
    const days = ['2023-01-15', '2023-06-01', '2023-12-20', '2024-06-01'].map((d) => date(d))
    const saved: number[] = []
    for (const on of days) saved.push((await read(dossier, on)).time.saved.cost.counted)
    expect(saved).toEqual([...saved].sort((a, b) => b - a))
    expect(new Set(saved).size).toBe(3) // the chip has no figures, so that its end changes none
    const { time } = await read(dossier, days[0] as CalendarDate)
    const chain = time.parts.reduce((n, p) => n + (p.anew?.days.counted ?? 0), 0)
    expect(time.without.days.counted - chain).toBe(time.withReuse.days.counted)
  })

  it('counts a part anew as the steps from nothing to its level cost', async () => {
    const { time } = await read(exampleDossier('tachograph-card', undefined, catalogue), date('2023-01-15'))
    const answer = await steps('psti-soc', 'EAL4+', catalogue, { on: date('2023-01-15'), ...settings })
    const cost = answer.kind === 'value' ? answer.result.cost : undefined
    const own = time.parts.find((p) => p.part === 'application')?.anew?.cost
    // A statement of compliance shows nothing that EAL4 asks by a third party, so it is as good as nothing.
    expect([own?.low, own?.high]).toEqual(cost)
  })
})

describe('demands', () => {
  it('are met by a certificate of the whole and by none of a part', () => {
    const on = date('2026-12-01')
    const dossier = exampleDossier('cloud-service', 'with-hosting-report', catalogue)
    const verdict = (d: Dossier) =>
      readDemands(d, compose(d, { levels: catalogue.levels }).read(on), catalogue).find(
        (x) => x.demand.level === 'c5-type2',
      )?.verdict
    expect(verdict(dossier)).toBe('not-covered')
    const unbound: Dossier = { ...dossier, parts: dossier.parts.map((p) => ({ ...p, certificates: [] })) }
    expect(verdict(unbound)).toBe('covered')
    expect(verdict({ ...unbound, certificates: [] })).toBe('not-covered')
  })
})
