/**
 * What a plan must not say, and what it must: a declaration never meets a demand in silence, what is in hand is not bought again, a missed
 * deadline has its reason, a presumption rests on nothing unread, every place cited is the rule's own.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Certificate, Dossier } from '#domain/dossier/index.ts'
import { type Cell, type Plan, plan } from '#domain/questions/index.ts'
import { answerSection } from '#reports/plan-opening.ts'
import { answerOf, citedFor, isOfNothing, shownTruth } from '#reports/wording.ts'
import { Writing } from '#reports/writing.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { exampleDossier } from '../support/examples.ts'

const DAY = '2026-11-25' as CalendarDate
const catalogue = repositoryCatalogue()
const gateway = exampleDossier('edge-gateway', undefined, catalogue)

function make(dossier: Dossier): Promise<Plan> {
  return plan({
    dossier,
    catalogue,
    on: DAY,
    withProposals: false,
    bills: [],
    settings: { limits: { nodes: 200_000 } },
    withFront: false,
  })
}

function certificate(id: string, level: string): Certificate {
  return {
    id,
    level,
    holder: 'Example Automation GmbH',
    scope: { product: 'Industrial edge gateway EG-200', versions: ['3.2.0'], configurations: [] },
    issued: '2026-01-01' as CalendarDate,
    expires: '2029-12-31' as CalendarDate,
    status: [{ value: 'valid', from: '2026-01-01' as CalendarDate }],
    covers: [],
    caveats: [],
    invented: true,
  }
}

function cellOf(made: Plan, of: (c: Cell) => boolean): Cell {
  const found = made.cells.find(of)
  if (found === undefined) throw new Error('no such cell')
  return found
}

let made: Plan
beforeAll(async () => void (made = await make(gateway)), 60_000)

describe('a demand that names nobody who must find it', () => {
  const isDemand = (c: Cell): boolean => c.kind === 'native-level'

  it('stands above the price, with what the other reading costs', () => {
    const flag = made.flags.find((f) => f.what === 'demand')
    expect(flag?.says).toContain('IEC 62443-4-2 SL-C 2')
    expect(flag?.says).toContain('isasecure-csa-sl2')
    expect(flag?.effect).toMatch(/EUR \d+ more/)
    expect(cellOf(made, isDemand)).toMatchObject({ isProvisional: true, verdict: 'not-covered' })
  })

  it('is not known to be met by a declaration in hand', async () => {
    const held = await make({
      ...gateway,
      certificates: [...gateway.certificates, certificate('own:1', 'iec62443-4-2-self-sl2')],
    })
    expect(cellOf(held, isDemand).verdict).toBe('not-known')
    expect(held.flags.some((f) => f.what === 'demand')).toBe(true)
  }, 60_000)

  it('is met on every reading by a certificate with a named assessor, and then nothing is flagged', async () => {
    const held = await make({
      ...gateway,
      certificates: [...gateway.certificates, certificate('isasecure:1', 'isasecure-csa-sl2')],
    })
    expect(cellOf(held, isDemand)).toMatchObject({ verdict: 'covered', heldBy: ['isasecure:1'] })
    expect(held.flags.some((f) => f.what === 'demand')).toBe(false)
  }, 60_000)

  it('asks nothing where the level is named by its id', async () => {
    const named = await make({
      ...gateway,
      demands: gateway.demands.map((d) =>
        d.level === 'IEC 62443-4-2 SL-C 2' ? { ...d, level: 'iec62443-4-2-self-sl2' } : d,
      ),
    })
    expect(cellOf(named, isDemand).isProvisional).toBe(false)
    expect(named.flags.some((f) => f.what === 'demand')).toBe(false)
  }, 60_000)
})

describe('a certificate in hand', () => {
  const process = '62443-4-1:EXAMPLE-2025-017'
  const isReviews = (c: Cell): boolean => c.id === 'cra-annex-i#II.3'

  function withSelection(covers: Certificate['covers']): Promise<Plan> {
    return make({
      ...gateway,
      certificates: gateway.certificates.map((c) => (c.id === process ? { ...c, covers } : c)),
    })
  }

  it('covers what the option covers that would buy it again, if its selection is whole', () => {
    expect(cellOf(made, isReviews)).toMatchObject({ verdict: 'covered', heldBy: [process] })
    expect(made.reuse?.through).toContain(process)
    expect(made.reuse?.cost).toBeGreaterThan(0)
    expect(made.reuse?.without?.adds.map((o) => o.id)).toEqual(['development-process-audit-internal'])
  })

  it('is not known to cover it where the selection is not stated, or leaves something out', async () => {
    const none = await withSelection([])
    expect(cellOf(none, isReviews).verdict).toBe('not-known')
    const whole = gateway.certificates.find((c) => c.id === process)?.covers ?? []
    const short = await withSelection(whole.map((c) => ({ ...c, requirements: c.requirements.slice(1) })))
    expect(cellOf(short, isReviews).verdict).toBe('not-known')
  }, 60_000)

  it('is no evidence of somebody else’s process', async () => {
    const other = await make({
      ...gateway,
      certificates: gateway.certificates.map((c) => (c.id === process ? { ...c, holder: 'Another maker' } : c)),
    })
    expect(cellOf(other, isReviews).verdict).not.toBe('covered')
  }, 60_000)

  it('is renewed in the cost over the years when it ends', () => {
    const rows = made.horizon?.renewals.filter((r) => r.certificate === process) ?? []
    expect(rows.map((r) => r.on)).toEqual(['2028-03-31', '2031-03-31'])
    expect(made.horizon?.withoutValidity.map((w) => w.option)).toContain('attempted-exploitation-laboratory')
  })

  it('and what the plan adds are read as levels day by day', () => {
    const readings = made.assurance.map((p) => [p.what, p.reading?.formal.low])
    expect(readings[0]).toEqual(['in hand, before anything new', 'none'])
    expect(readings).toContainEqual(['the plan is done', 'C'])
    expect(made.assurance.map((p) => p.on)).toEqual([...made.assurance.map((p) => p.on)].sort())
  })
})

describe('a deadline that is missed', () => {
  it('names the chain that makes it late, each link after the one before, up to the day it is ready', () => {
    for (const d of made.schedule?.deadlines ?? []) {
      if (d.isMet) continue
      const rows = d.chain.map((l) => made.schedule?.rows.find((r) => r.id === l.id))
      expect(rows[0]?.starts).toBe(made.schedule?.start)
      rows.forEach((r, i) => i > 0 && expect(r?.starts).toBe(rows[i - 1]?.ends))
      expect(rows.at(-1)?.ends).toBe(d.ready)
    }
  })

  it('says that nothing meets it, and by when work would have to begin', async () => {
    const full = made.schedule?.deadlines.find((d) => d.id === 'cra.applies')
    const remedy = full?.remedy
    if (remedy?.kind !== 'none') throw new Error('something meets it')
    expect(remedy.lateBy).toBeGreaterThan(0)
    const sooner = await make({ ...gateway, constraints: { ...gateway.constraints, start: remedy.beginBy } })
    expect(sooner.schedule?.deadlines.find((d) => d.id === 'cra.applies')?.isMet).toBe(true)
  }, 60_000)

  it('names the choice that meets it, at a price that such a plan has', async () => {
    const quickButDear: Dossier = {
      ...gateway,
      overrides: [
        ...gateway.overrides,
        {
          option: 'cra-module-h',
          cost: { low: 200_000, high: 200_000 },
          days: { low: 5, high: 5 },
          because: 'a body that has time',
        },
      ],
    }
    const other = await make(quickButDear)
    const late = other.schedule?.deadlines.find((d) => d.id === 'cra.applies')
    const remedy = late?.remedy
    if (remedy?.kind !== 'other-mix') throw new Error(`remedy: ${remedy?.kind}`)
    expect(remedy.adds.map((o) => o.id)).toContain('cra-module-h')
    expect(remedy.ready <= (late?.on ?? '')).toBe(true)
    const { budget: _, ...constraints } = quickButDear.constraints
    const forced = await make({
      ...quickButDear,
      constraints: { ...constraints, excludedOptions: ['cra-module-b-c'] },
    })
    if ('kind' in forced.mix || 'kind' in other.mix) throw new Error('no plan')
    expect(remedy.cost).toBe(forced.mix.cost.counted - other.mix.cost.counted)
  }, 60_000)

  it('concerns single duties of an act that does not apply in full yet, not the act', () => {
    const placed = made.schedule?.deadlines.find((d) => d.id === 'first-placed')
    expect(placed?.concerns).toHaveLength(2)
    expect(placed?.concerns.find((c) => c.startsWith('Cyber Resilience Act'))).toMatch(/\(only reports on/)
    expect(placed?.concerns).toContain('Radio Equipment Directive, cybersecurity')
  })
})

describe('law', () => {
  it('shows no presumption as given that rests on an exclusion nobody read', () => {
    const red = made.acts.find((a) => a.id === 'red')
    for (const row of [...(red?.presumptions ?? []), ...(red?.routes.filter((r) => r.id.endsWith('module-a')) ?? [])]) {
      if (row.truth !== 'yes') continue
      expect(row.caution?.map((f) => f.what)).toContain('unchecked-rule')
      expect(shownTruth(row)).toBe('caution')
      for (const f of row.caution ?? []) expect(made.flags.map((x) => x.id)).toContain(f.id)
    }
    expect(red?.presumptions.filter((r) => r.caution !== undefined)).toHaveLength(2)
  })

  it.each([
    ['cra.presumption.harmonised-standards', 'Art. 27(1)'],
    ['cra.presumption.eu-certificate', 'Art. 27(8)'],
    ['cra.route.module-a', 'Art. 32(1)(a), Art. 32(2)'],
  ])('cites for %s, which is open, the rule it could follow from', (id, at) => {
    const row = made.acts.flatMap((a) => [...a.routes, ...a.presumptions]).find((r) => r.id === id)
    expect(row?.because.verdict).toBe('open')
    expect(citedFor(row?.because as NonNullable<typeof row>['because'])[0]?.at).toBe(at)
  })

  it('cites for what does not hold the rule that is not met', () => {
    const closed = made.acts.flatMap((a) => a.routes).filter((r) => shownTruth(r) === 'no')
    expect(closed.length).toBeGreaterThan(0)
    for (const row of closed) {
      const own = new Set(
        catalogue.law.acts.flatMap((a) => a.rules.filter((r) => r.concludes === row.id).map((r) => r.citation.at)),
      )
      for (const c of citedFor(row.because)) expect([...own]).toContain(c.at)
    }
  })
})

it('what is left out names what it waits for itself, before what the whole act hangs on', async () => {
  const identity = await make(exampleDossier('identity-server', undefined, catalogue))
  const firsts = identity.leftOut.filter((l) => l.kind === 'route-open-question').map((l) => l.settledBy?.[0]?.id)
  expect(firsts.length).toBeGreaterThan(2)
  expect(new Set(firsts).size).toBeGreaterThan(1)
}, 60_000)

it('a maker is asked about its own part before that of importers and distributors', () => {
  const ids = made.questions.map((q) => q.id)
  const others = ['market.imports-for-another-manufacturer', 'market.distributes-for-another']
  expect(ids[0]).toBe('cra.eu-certificate-substantial')
  for (const id of others) expect(ids.indexOf(id)).toBeGreaterThan(ids.indexOf('cra.harmonised-standards-in-full'))
})

describe('a plan of nothing', () => {
  it('gives no all-clear, no price and no day while acts are not known to apply', async () => {
    const substation = await make(exampleDossier('substation', undefined, catalogue))
    expect(isOfNothing(substation)).toBe(true)
    expect(answerOf(substation).howSure).toMatch(
      /^This is no all-clear, so no cost and no day are given: of \d+\sacts it is not known/,
    )
    const { blocks } = answerSection(new Writing(substation))
    expect(blocks.map((b) => b.kind)).toEqual(['notice'])
    expect(isOfNothing(made)).toBe(false)
  })
})
