/**
 * Expected answers about certificates, claims, assumptions, coverage and bindings, written from the texts before the engine by
 * someone who did not write it. What the rules do not reach yet stands in one table below with today's answer and the reason.
 */
import { describe, expect, it } from 'vitest'
import {
  carriedCsaLevel,
  type Composition,
  componentIsCertified,
  compose,
  coverageOf,
  nativeLevelOf,
  readCertificateFor,
  recordedStatus,
  sameCertificate,
} from '#domain/composition/index.ts'
import type { Answer } from '#domain/answers/index.ts'
import { isPoint } from '#domain/assurance/index.ts'
import type { Certificate } from '#domain/dossier/index.ts'
import { readDemands } from '#domain/questions/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { exampleDossier, type Expectation, expectedFiles } from '../support/examples.ts'

const MAPPED = 'coverage by way of a mapping is the gap analysis of requirements, which reads this evidence'

/** `folder/file id` → what is answered today, and why that is not (yet) what is expected. */
const NOT_REACHED: Readonly<
  Record<string, { readonly today: Readonly<Record<string, unknown>>; readonly because: string }>
> = {
  'consumer-iot/expected.yaml label-covers-password-cell-partly': {
    today: { verdict: 'not-covered' },
    because: MAPPED,
  },
  'industrial-component/expected.yaml technical-coverage-of-access-control': {
    today: { verdict: 'not-covered' },
    because: MAPPED,
  },
  'cloud-service/expected.with-client-app.yaml attestation-covers-no-cell': {
    today: { verdict: 'not-covered' },
    because: 'the report is stale on that day, so composition counts it for nothing',
  },
  'machine-ai-safety/expected.yaml safety-level-is-no-security-level': {
    today: { verdict: 'not-covered' },
    because: 'nothing that counts in the dossier names the requirement',
  },
}

const KEYS = ['certificate', 'claim', 'assumption', 'covered', 'binds', 'composite', 'place'] as const

const catalogue = repositoryCatalogue()

function word(answer: Answer<unknown>): string {
  return answer.kind === 'value' ? 'yes' : answer.kind
}

function certificateOf(composition: Composition, id: string): Certificate {
  const found = composition.dossier.certificates.find((c) => c.id === id)
  if (found === undefined) throw new Error(`the dossier has no certificate ${id}`)
  return found
}

/** The answers for the keys a row tests. */
function answers(composition: Composition, e: Expectation): Record<string, unknown> {
  const on = e.on as CalendarDate
  if (typeof e.certificate === 'string')
    return certificateAnswers(composition, certificateOf(composition, e.certificate), e, on)
  if (e.claim !== undefined) {
    const { part, id } = e.claim as { part: string; id: string }
    return { answer: word(composition.claim(part, id, on).answer) }
  }
  if (e.assumption !== undefined) {
    const { part, id } = e.assumption as { part: string; id: string }
    return { standing: composition.assumption(part, id, on).standing }
  }
  if (e.covered !== undefined) {
    const { set, requirement, demand } = e.covered as { set?: string; requirement?: string; demand?: string }
    if (demand !== undefined) {
      const read = readDemands(composition.dossier, composition.read(on), catalogue)
      return { verdict: read.find((d) => d.demand.level === demand)?.verdict ?? 'no such demand' }
    }
    const found = catalogue.requirementSets.get(String(set))?.requirements.find((r) => r.id === requirement)
    return { verdict: coverageOf(`${set}#${requirement}`, composition.evidence(on), found, composition.dossier.facts) }
  }
  if (e.composite !== undefined) return compositeAnswers(composition, e, on)
  if (e.place !== undefined) {
    const read = composition.read(on).places.find((p) => p.id === e.place)
    return { answer: read === undefined ? 'no such place' : word(read.answer) }
  }
  const binds = e.binds as { purl?: string; certificate: string; 'certificate-as-printed'?: string }
  const certificate = certificateOf(composition, binds.certificate)
  if (binds.purl !== undefined)
    return { answer: componentIsCertified(binds.purl, certificate, composition.dossier.parts) }
  return { answer: sameCertificate(certificate.id, binds['certificate-as-printed'] ?? '') }
}

/** A scheme's own rule for two parts, or one of its conditions. */
function compositeAnswers(composition: Composition, e: Expectation, on: CalendarDate): Record<string, unknown> {
  const { rule, part, base, condition } = e.composite as Record<string, string | undefined>
  const read = composition.composites(on).find((c) => c.rule.id === rule && c.part === part && c.base === base)
  if (read === undefined) return { answer: 'not read' }
  if (condition === undefined) return { answer: word(read.answer) }
  const found = read.conditions.find((c) => c.condition.id === condition)
  return {
    answer: found?.truth,
    ...(e.ifSo === undefined ? {} : { ifSo: found?.ifSo }),
    ...(e.byException === undefined ? {} : { byException: found?.byException === true ? 'true' : 'false' }),
  }
}

function certificateAnswers(composition: Composition, c: Certificate, e: Expectation, on: CalendarDate) {
  const read =
    typeof e.version === 'string'
      ? readCertificateFor(c, e.version, composition.dossier, catalogue.levels, on)
      : composition.certificate(c.id, on)
  const status = recordedStatus(c, on)
  const level = nativeLevelOf(c, catalogue.levels)
  const all: Record<string, unknown> = {
    status: status.kind === 'value' ? status.value.value.value : status.kind,
    relied: word(read.relied.answer),
    reusable: word(read.reusable.answer),
    renewable: word(read.renewable.answer),
    csa: carriedCsaLevel(c, catalogue.levels),
    level: level === undefined || !isPoint(level.profile) ? 'interval' : 'point',
  }
  return Object.fromEntries(Object.entries(all).filter(([key]) => e[key] !== undefined))
}

function expected(e: Expectation): Record<string, unknown> {
  if (e.covered !== undefined) return { verdict: (e.covered as { verdict: string }).verdict }
  const wanted = [
    'status',
    'relied',
    'reusable',
    'renewable',
    'csa',
    'level',
    'answer',
    'standing',
    'ifSo',
    'byException',
  ]
  return Object.fromEntries(wanted.filter((key) => e[key] !== undefined).map((key) => [key, e[key]]))
}

let rows = 0

for (const file of expectedFiles()) {
  const own = file.expectations.filter((e) => KEYS.some((key) => e[key] !== undefined))
  rows += own.length
  if (own.length === 0) continue
  describe(file.file, () => {
    let composition: Composition | undefined
    const load = (): Composition =>
      (composition ??= compose(exampleDossier(file.dossier, file.overlay, catalogue), {
        levels: catalogue.levels,
        rules: catalogue.compositeRules,
      }))
    for (const e of own) {
      const exception = NOT_REACHED[`${file.file} ${e.id}`]
      it(`${e.id}${exception === undefined ? '' : ` (not reached: ${exception.because})`}`, () => {
        const found = answers(load(), e)
        if (exception === undefined) {
          expect(found).toEqual(expected(e))
        } else {
          expect(found).toEqual(exception.today)
          expect(found).not.toEqual(expected(e))
        }
      })
    }
  })
}

it('sees the rows', () => expect(rows).toBeGreaterThan(80))

it('lists no exception that is not a row', () => {
  const known = new Set(expectedFiles().flatMap((f) => f.expectations.map((e) => `${f.file} ${e.id}`)))
  expect(Object.keys(NOT_REACHED).filter((key) => !known.has(key))).toEqual([])
})
