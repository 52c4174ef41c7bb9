/** The laws of change: single failures against removing one cause at a time, live readings against composing anew, years against days. */
import { describe, expect, it } from 'vitest'
import {
  actorsIn,
  applyEvents,
  autonomyOf,
  causesOf,
  type ChangeEvent,
  concentrationOf,
  endOfSpan,
  type FailureCause,
  impactOf,
  LiveReading,
  Portfolio,
  singleFailures,
  situationOf,
  timeline,
} from '#domain/change/index.ts'
import {
  certificateAtom,
  claimAtom,
  type Composition,
  compose,
  keptClaimAtom,
  lettersOf,
  recordedStatus,
} from '#domain/composition/index.ts'
import { LETTERS } from '#domain/assurance/index.ts'
import type { Certificate, Dossier, Part } from '#domain/dossier/index.ts'
import { addDays, type CalendarDate, date, fromDayNumber, toDayNumber } from '#util/calendar-date.ts'
import { assuranceCatalogue } from '../support/assurance.ts'
import { emptyDossier, FIRST, randomDossier } from '../support/dossiers.ts'
import { dice } from '../support/random.ts'

const { levels, thresholds } = assuranceCatalogue()
const LEVEL_IDS = ['cc31-eal2', 'eucc-eal4-van3', 'fips140-3-l1', 'eucc-eal2-van2']
const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1)

function made(seed: number): { readonly dossier: Dossier; readonly on: CalendarDate } {
  const dense = seed % 4 !== 0
  const shape = { parts: 4, certificates: 3, evidence: 4, circles: seed % 3 === 0, dense }
  const dossier = randomDossier(seed, shape, LEVEL_IDS)
  const supplied = dossier.parts.map((p, i) =>
    i % 2 === 0 ? { ...p, supplier: { name: `supplier ${i}`, country: i === 0 ? 'DE' : 'US' } } : p,
  )
  return {
    dossier: { ...dossier, parts: supplied, manufacturer: { name: 'Maker', country: 'AT' } },
    on: addDays(FIRST, 400),
  }
}

function claimsOf(dossier: Dossier): readonly { readonly part: string; readonly guarantee: string }[] {
  return dossier.parts.flatMap((p) => p.guarantees.map((g) => ({ part: p.id, guarantee: g.id })))
}

/** The dossier after one cause is gone, written out by hand. */
function without(dossier: Dossier, cause: FailureCause, on: CalendarDate): Composition {
  const gone = (names: readonly string[]) =>
    compose(dossier, { levels, ended: names.map((name) => ({ name, from: on })) })
  switch (cause.kind) {
    case 'certificate':
      return compose(
        {
          ...dossier,
          parts: dossier.parts.map((p) => ({ ...p, certificates: p.certificates.filter((c) => c !== cause.id) })),
        },
        { levels },
      )
    case 'evidence':
      return compose({ ...dossier, evidence: dossier.evidence.filter((e) => e.id !== cause.id) }, { levels })
    case 'assumption':
      return compose(
        {
          ...dossier,
          parts: dossier.parts.map((p) => ({
            ...p,
            assumptions: p.assumptions.map((a) => {
              const names = a.dischargedBy.length === 0 ? ['nobody'] : a.dischargedBy.filter((n) => n !== 'environment')
              return a.id === cause.id ? { ...a, dischargedBy: names.length === 0 ? ['nobody'] : names } : a
            }),
          })),
        },
        { levels },
      )
    case 'actor':
      return gone([cause.id])
    case 'country':
      return gone(
        actorsIn(dossier)
          .filter((a) => a.country === cause.id)
          .map((a) => a.name),
      )
  }
}

describe('all single failures', () => {
  it('are those found by taking away one cause at a time', () => {
    let found = 0
    for (const seed of SEEDS) {
      const { dossier, on } = made(seed)
      const composition = compose(dossier, { levels })
      const rows = singleFailures(composition, on)
      const { causes } = causesOf(composition)
      const after = causes.map((cause) => without(dossier, cause, on))
      for (const row of rows) {
        for (const [about, reading, ends] of [
          [claimAtom(row.part, row.guarantee), row.reading, row.endsReliance],
          [keptClaimAtom(row.part, row.guarantee), row.keptReading, row.endsUpkeep],
        ] as const) {
          const now = composition.theory.truth(about, on)
          expect(reading).toBe(now === 'yes' ? 'surely' : now === 'not-known' ? 'possibly' : 'none')
          if (reading === 'none') continue
          const wanted = causes.filter((_, k) => {
            const then = after[k]?.theory.truth(about, on)
            return reading === 'surely' ? then !== 'yes' : then === 'no'
          })
          const already = about.text.startsWith('computed:kept') ? row.endsReliance : []
          const left = wanted.filter((w) => !already.some((a) => a.kind === w.kind && a.id === w.id))
          found += left.length
          expect([seed, about.text, ends]).toEqual([seed, about.text, left])
        }
      }
    }
    expect(found).toBeGreaterThan(70)
  })

  it('include a report on a period, which has no end of its own', () => {
    const report: Certificate = {
      id: 'c5:R',
      level: 'c5-type2',
      scope: { versions: [], configurations: ['period 2025-07-01 to 2026-06-30'] },
      issued: date('2026-09-15'),
      status: [{ value: 'issued', from: date('2026-09-15') }],
      covers: [],
      caveats: [],
      invented: true,
    }
    const service: Part = {
      id: 's',
      name: 'Service',
      origin: 'service',
      certificates: ['c5:R'],
      guarantees: [{ id: 's.g', says: 'kept apart', requirements: [] }],
      assumptions: [],
      dependsOn: [],
    }
    const rows = singleFailures(
      compose(emptyDossier({ parts: [service], certificates: [report] }), { levels }),
      date('2026-12-01'),
    )
    expect(rows.map((r) => [r.reading, r.endsReliance])).toEqual([['surely', [{ kind: 'certificate', id: 'c5:R' }]]])
  })

  it('type their edges: no actor ends reliance', () => {
    for (const seed of SEEDS) {
      const { dossier, on } = made(seed)
      const kinds = singleFailures(compose(dossier, { levels }), on).flatMap((f) => f.endsReliance.map((c) => c.kind))
      expect(kinds.filter((k) => k === 'actor' || k === 'country')).toEqual([])
    }
  })
})

describe('a live reading', () => {
  it('equals composing anew over a stream of losses and returns, circles included', () => {
    for (const seed of SEEDS) {
      const { dossier, on } = made(seed)
      const composition = compose(dossier, { levels })
      const live = new LiveReading(composition, on)
      const { causes } = causesOf(composition)
      const d = dice(seed)
      const lost = new Set<number>()
      for (let step = 0; step < 12 && causes.length > 0; step += 1) {
        const k = d.between(0, causes.length - 1)
        const about = claimsOf(dossier).flatMap((c) => [
          claimAtom(c.part, c.guarantee),
          keptClaimAtom(c.part, c.guarantee),
        ])
        const before = about.map((a) => live.truth(a.text))
        const changed = lost.has(k) ? live.restore(causes[k] as FailureCause) : live.lose(causes[k] as FailureCause)
        if (lost.has(k)) lost.delete(k)
        else lost.add(k)
        let left = dossier
        const ended: { name: string; from: CalendarDate }[] = []
        for (const l of lost) {
          const cause = causes[l] as FailureCause
          if (cause.kind === 'actor') ended.push({ name: cause.id, from: on })
          else if (cause.kind === 'country')
            ended.push(
              ...actorsIn(dossier)
                .filter((a) => a.country === cause.id)
                .map((a) => ({ name: a.name, from: on })),
            )
          else left = without(left, cause, on).dossier
        }
        const fresh = compose(left, { levels, ended })
        const after = about.map((a) => fresh.theory.truth(a, on))
        expect([seed, step, about.map((a) => live.truth(a.text))]).toEqual([seed, step, after])
        expect([...changed.atoms].sort()).toEqual(
          about
            .filter((_, i) => before[i] !== after[i])
            .map((a) => a.text)
            .sort(),
        )
      }
    }
  })
})

describe('impact', () => {
  const withdrawn = (certificate: string, from: CalendarDate): ChangeEvent => ({
    kind: 'certificate-status',
    certificate,
    value: 'withdrawn',
    from,
  })

  it('of a withdrawal reaches exactly the claims that differ when composed anew, and changes one record only', () => {
    let felt = 0
    for (const seed of SEEDS) {
      const { dossier, on } = made(seed)
      for (const c of dossier.certificates) {
        const impact = impactOf(situationOf(dossier), [withdrawn(c.id, on)], { levels, thresholds }, on)
        const was = compose(dossier, { levels })
        const is = compose(applyEvents(situationOf(dossier), [withdrawn(c.id, on)]).dossier, { levels })
        for (const { part, guarantee } of claimsOf(dossier)) {
          const row = impact.claims.find((x) => x.part === part && x.guarantee === guarantee)
          const about = claimAtom(part, guarantee)
          expect(row?.truth ?? { before: was.theory.truth(about, on), after: was.theory.truth(about, on) }).toEqual({
            before: was.theory.truth(about, on),
            after: is.theory.truth(about, on),
          })
          const letters = (x: Composition) =>
            lettersOf(x.claim(part, guarantee, on).ways, 'product', thresholds, 'technical')
          if (row === undefined) expect(letters(was)).toEqual(letters(is))
          else {
            felt += 1
            expect(LETTERS.indexOf(row.level.after.high) <= LETTERS.indexOf(row.level.before.high)).toBe(true)
          }
        }
        const already = recordedStatus(c, on)
        if (already.kind === 'value' && already.value.value.value === 'withdrawn') continue
        expect(
          impact.certificates.filter((x) => x.recorded.before !== x.recorded.after).map((x) => x.certificate),
        ).toEqual([c.id])
      }
    }
    expect(felt).toBeGreaterThan(30)
  })

  it('of a finding goes from the used to the user, and leaves every record alone', () => {
    let felt = 0
    for (const seed of SEEDS) {
      const { dossier, on } = made(seed)
      for (const [state, rated] of [
        ['under-investigation', undefined],
        ['affected', 'exploitable'],
        ['affected', 'residual'],
        ['not-affected', undefined],
      ] as const) {
        const finding = {
          id: 'CVE-0000-0001',
          part: 'p0',
          state,
          from: on,
          by: 'maker',
          ...(rated === undefined ? {} : { rated }),
        }
        const impact = impactOf(situationOf(dossier), [{ kind: 'vulnerability', finding }], { levels, thresholds }, on)
        expect(impact.certificates).toEqual([])
        if (rated === 'residual' || state === 'not-affected') expect(impact.claims).toEqual([])
        for (const row of impact.claims.filter((c) => c.truth.before !== c.truth.after)) {
          felt += 1
          expect(row.truth.after).toBe(
            rated === 'exploitable' ? (row.truth.after === 'not-known' ? 'not-known' : 'no') : 'not-known',
          )
        }
        const own =
          dossier.parts[0]?.guarantees.map((g) =>
            compose(dossier, { levels }).theory.truth(claimAtom('p0', g.id), on),
          ) ?? []
        if (rated === 'exploitable')
          expect(impact.claims.filter((c) => c.part === 'p0' && c.truth.after === 'no').length).toBe(
            own.filter((t) => t !== 'no').length,
          )
      }
    }
    expect(felt).toBeGreaterThan(30)
  })

  it('on a portfolio is the impact on each dossier, for those that feel it', () => {
    const dossiers = SEEDS.slice(0, 24).map((seed) => {
      const { dossier } = made(seed)
      // Half of the dossiers share certificates by number; the others hold their own.
      if (seed % 2 === 0) return { ...dossier, id: `d${seed}` }
      const own = (id: string): string => `${id}-${seed}`
      return {
        ...dossier,
        id: `d${seed}`,
        certificates: dossier.certificates.map((c) => ({ ...c, id: own(c.id) })),
        parts: dossier.parts.map((p) => ({ ...p, certificates: p.certificates.map(own) })),
      }
    })
    const on = addDays(FIRST, 400)
    const events = [withdrawn('cc:C-0', on), withdrawn('made:C-2-7', on)]
    const found = new Portfolio(dossiers).impact(events, { levels, thresholds }, on)
    const each = dossiers
      .map((d) => impactOf(situationOf(d), events, { levels, thresholds }, on))
      .filter((i) => i.certificates.length + i.claims.length + i.assumptions.length > 0)
    expect(found.map((f) => f.dossier)).toEqual(each.map((e) => e.dossier))
    expect(found.map((f) => f.claims.length)).toEqual(each.map((e) => e.claims.length))
    expect(found.length).toBeGreaterThan(5)
  })
})

describe('the years ahead', () => {
  it('say on every day what that day says', () => {
    for (const seed of SEEDS.slice(0, 30)) {
      const { dossier } = made(seed)
      const composition = compose(dossier, { levels })
      const from = addDays(FIRST, 100)
      const to = addDays(FIRST, 1200)
      const years = timeline(composition, from, to, thresholds)
      const d = dice(seed)
      for (const row of years.claims) {
        expect(row.stretches[0]?.from).toBe(from)
        expect(row.stretches.at(-1)?.to).toBe(to)
        row.stretches.slice(1).forEach((s, i) => expect(s.from).toBe(addDays(row.stretches[i]?.to as CalendarDate, 1)))
        const days = [
          ...row.stretches.flatMap((s) => [s.from, s.to]),
          ...Array.from({ length: 5 }, () => addDays(from, d.between(0, 1100))),
        ]
        for (const on of days) {
          const stretch = row.stretches.find((s) => s.from <= on && on <= s.to)
          const read = composition.claim(row.part, row.guarantee, on)
          const truth = read.answer.kind === 'value' ? 'yes' : read.answer.kind
          expect([on, stretch?.value]).toEqual([
            on,
            { truth, level: lettersOf(read.ways, 'product', thresholds, 'technical') },
          ])
        }
      }
      for (const cliff of years.cliffs) {
        const eve = addDays(cliff.on, -1)
        for (const c of cliff.claims)
          expect([
            composition.theory.truth(claimAtom(c.part, c.guarantee), eve),
            composition.theory.truth(claimAtom(c.part, c.guarantee), cliff.on),
          ]).toEqual([c.before, c.after])
      }
      for (const renew of years.renewBy) {
        expect(composition.theory.truth(certificateAtom('relied', renew.certificate), renew.lastDay)).toBe('yes')
        expect(
          composition.theory.truth(certificateAtom('relied', renew.certificate), addDays(renew.lastDay, 1)),
        ).not.toBe('yes')
      }
    }
  })

  it('miss no fall: days without a cliff take nothing away', () => {
    for (const seed of SEEDS.slice(0, 10)) {
      const { dossier } = made(seed)
      const composition = compose(dossier, { levels })
      const from = addDays(FIRST, 300)
      const to = addDays(FIRST, 700)
      const cliffs = new Set(timeline(composition, from, to, thresholds).cliffs.map((c) => c.on))
      const height = { no: 0, 'not-known': 1, yes: 2 }
      for (let day = toDayNumber(from) + 1; day <= toDayNumber(to); day += 1) {
        const on = fromDayNumber(day)
        const fell = [
          ...claimsOf(dossier).map((c) => claimAtom(c.part, c.guarantee)),
          ...dossier.certificates.map((c) => certificateAtom('relied', c.id)),
        ].some((a) => height[composition.theory.truth(a, on)] < height[composition.theory.truth(a, addDays(on, -1))])
        expect([seed, on, cliffs.has(on)]).toEqual([seed, on, fell])
      }
    }
  })
})

describe('autonomy', () => {
  it('never stands higher than the claim itself, and is bounded', () => {
    for (const seed of SEEDS) {
      const { dossier, on } = made(seed)
      for (const row of autonomyOf(compose(dossier, { levels }), thresholds, on).claims) {
        expect(LETTERS.indexOf(row.autonomousLevel.low) <= LETTERS.indexOf(row.autonomousLevel.high)).toBe(true)
        expect(LETTERS.indexOf(row.autonomousLevel.low) <= LETTERS.indexOf(row.level.low)).toBe(true)
        expect(LETTERS.indexOf(row.autonomousLevel.high) <= LETTERS.indexOf(row.level.high)).toBe(true)
      }
    }
  })

  it('bounds concentration by every way in which unknown links could fall', () => {
    // Unknown links may fall into any of the known groups or into as many new ones.
    const naive = (counts: readonly number[], unknown: number): readonly [number, number] => {
      if (unknown === 0) {
        const squares = counts.reduce((n, c) => n + c * c, 0)
        return [squares, squares]
      }
      const options = [...counts.map((_, i) => counts.map((c, j) => (i === j ? c + 1 : c))), [...counts, 1]]
      const ends = options.map((o) => naive(o, unknown - 1))
      return [Math.min(...ends.map((e) => e[0])), Math.max(...ends.map((e) => e[1]))]
    }
    for (const counts of [[], [1], [3], [2, 2], [4, 1, 1], [1, 1, 1]]) {
      for (let unknown = 0; unknown <= 4; unknown += 1) {
        const found = concentrationOf(counts, unknown)
        expect([found.low.num, found.high.num]).toEqual(naive(counts, unknown))
      }
    }
  })
})

describe('spans', () => {
  it('end on the day a reader would count to', () => {
    const from = date('2027-06-07')
    expect(endOfSpan(from, '24 h')).toBe('2027-06-08')
    expect(endOfSpan(from, '72 hours')).toBe('2027-06-10')
    expect(endOfSpan(from, '4 h, and no later than 24 h after awareness')).toBe('2027-06-07')
    expect(endOfSpan(from, '5 working days')).toBe('2027-06-14')
    expect(endOfSpan(from, '42 days at most, from the day after')).toBe('2027-07-19')
    expect(endOfSpan(from, '1 month')).toBe('2027-07-07')
    expect(endOfSpan(from, '1 year in total')).toBe('2028-06-07')
    expect(endOfSpan(from, 'without undue delay')).toBe(undefined)
  })
})
