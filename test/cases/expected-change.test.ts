/** Expected clocks and windows, and what an event must and must not change, from the worked dossiers. */
import { describe, expect, it } from 'vitest'
import { clocksOn, impactOf, reviewBeforeEnd, singleFailures, situationOf } from '#domain/change/index.ts'
import { compose } from '#domain/composition/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import { readLaw } from '#domain/law/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { exampleDossier, expectedFiles } from '../support/examples.ts'

const catalogue = repositoryCatalogue()
const { levels, thresholds, law } = catalogue

/** `folder/file id` → what is answered today, and why that is not (yet) what is expected. */
const NOT_REACHED: Readonly<Record<string, { readonly today: unknown; readonly because: string }>> = {
  'release-update/expected.critical-patch.yaml to-the-facility-within-five-days': {
    today: { running: 'false', due: undefined },
    because: 'the rules call this duty eucc.patch.re-evaluation-in-parallel; see the test below',
  },
  'release-update/expected.outside-target.yaml reported-within-five-days': {
    today: { running: 'false', due: undefined },
    because: 'the rules call this duty eucc.patch.report; see the test below',
  },
}

let rows = 0

for (const file of expectedFiles()) {
  const own = file.expectations.filter(
    (e) =>
      (typeof e.duty === 'string' && e.running !== undefined) ||
      (e.window as { of?: string } | undefined)?.of === 'review',
  )
  rows += own.length
  if (own.length === 0) continue
  describe(file.file, () => {
    let dossier: Dossier | undefined
    for (const e of own) {
      const exception = NOT_REACHED[`${file.file} ${e.id}`]
      it(`${e.id}${exception === undefined ? '' : ` (not reached: ${exception.because})`}`, () => {
        dossier ??= exampleDossier(file.dossier, file.overlay, catalogue)
        const on = e.on as CalendarDate
        let found: unknown
        let wanted: unknown
        if (e.window === undefined) {
          const clocks = clocksOn(readLaw(law, { facts: dossier.facts, withProposals: false }, on), dossier.facts, on)
          const clock = clocks.find((c) => c.duty === e.duty)
          found = {
            running: clock === undefined ? 'false' : clock.runs === 'yes' ? 'true' : 'not-known',
            ...(e.due === undefined ? {} : { due: clock?.due }),
          }
          wanted = { running: e.running, ...(e.due === undefined ? {} : { due: e.due }) }
        } else {
          const certificate = dossier.certificates.find(
            (c) => c.id === (e.window as { certificate: string }).certificate,
          )
          const answer = certificate === undefined ? undefined : reviewBeforeEnd(certificate, on)
          found = answer?.kind === 'value' ? 'yes' : answer?.kind
          wanted = e.answer
        }
        if (exception === undefined) expect(found).toEqual(wanted)
        else expect(found).toEqual(exception.today)
      })
    }
  })
}

it('sees the rows', () => expect(rows).toBeGreaterThan(15))

it('gives five working days for a patch under the names the rules have, and says that the amended text was not read', () => {
  for (const [overlay, duty] of [
    ['critical-patch', 'eucc.patch.re-evaluation-in-parallel'],
    ['outside-target', 'eucc.patch.report'],
  ] as const) {
    const on = '2027-06-07' as CalendarDate
    const { facts } = exampleDossier('release-update', overlay, catalogue)
    const clocks = clocksOn(readLaw(law, { facts, withProposals: false }, on), facts, on)
    expect(clocks.filter((c) => c.duty === duty).map((c) => [c.due, c.runs])).toEqual([['2027-06-14', 'not-known']])
  }
})

it('starts no final report for a fix of what nobody exploits, and none for an incident nobody learned of', () => {
  const on = '2028-03-20' as CalendarDate
  const { facts } = exampleDossier('edge-gateway', 'exploited', catalogue)
  const reports = (
    without: readonly string[],
    more: readonly (readonly [string, string])[] = [],
  ): readonly string[] => {
    const left = new Map([...facts].filter(([id]) => !without.includes(id)))
    for (const [id, value] of more) left.set(id, { value, by: 'product security' })
    return clocksOn(readLaw(law, { facts: left, withProposals: false }, on), left, on)
      .map((c) => c.duty)
      .filter((d) => d.startsWith('cra.duty.final-report'))
  }
  expect(reports([])).toEqual(['cra.duty.final-report-vulnerability'])
  expect(reports(['vulnerability.exploited-aware-on'])).toEqual([])
  expect(reports(['vulnerability.exploited-aware-on'], [['incident.notified-on', '2028-03-01']])).toEqual([])
})

describe('the chip of the card, withdrawn', () => {
  const on = '2027-03-01' as CalendarDate
  const dossier = exampleDossier('smart-card-stack', 'chip-withdrawn', catalogue)
  const chip = 'cc:BSI-DSZ-CC-1107-V2-2021'
  const before: Dossier = {
    ...dossier,
    certificates: dossier.certificates.map((c) =>
      c.id === chip ? { ...c, status: c.status.filter((s) => s.value !== 'withdrawn') } : c,
    ),
  }
  const event = { kind: 'certificate-status', certificate: chip, value: 'withdrawn', from: on } as const
  const impact = impactOf(situationOf(before), [event], { levels, thresholds, law }, on)

  it('takes down everything that stands on it, as the overlay says', () => {
    const is = compose(dossier, { levels })
    for (const claim of impact.claims) {
      expect([claim.guarantee, claim.truth.after]).toEqual([claim.guarantee, 'no'])
      expect(is.claim(claim.part, claim.guarantee, on).answer.kind).toBe('no')
    }
    expect(impact.claims.map((c) => c.guarantee)).toEqual([
      'chip.physical',
      'platform.isolation',
      'travel.access-control',
    ])
  })

  it('changes one record and starts no clock, and nobody under the EUCC is to be told', () => {
    expect(impact.certificates.map((c) => [c.certificate, c.recorded.after])).toEqual([[chip, 'withdrawn']])
    expect(impact.clocks).toEqual([])
    expect(impact.notices).toEqual([])
  })

  it('was among the single failures of the card before', () => {
    const rowsBefore = singleFailures(compose(before, { levels }), on)
    const travel = rowsBefore.find((r) => r.guarantee === 'travel.access-control')
    expect(travel?.reading).toBe('possibly')
    expect(travel?.endsReliance.map((c) => c.id)).toEqual([
      'platform.verified-applications',
      'cc:ANSSI-CC-2022/52',
      'cc:ANSSI-CC-2022/56',
      chip,
      'platform-composite-evaluation',
    ])
  })
})
