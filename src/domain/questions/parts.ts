/**
 * Stage: what parts, certificates and evidence in hand give on the day they are needed.
 *
 * For the whole target only evidence about the whole counts, and of a certified development process its life-cycle dimension. A
 * certificate of a part says nothing of the whole beyond the claims of that part.
 */
import { type CalendarDate, fromDayNumber, toDayNumber } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { Because } from '../answers/index.ts'
import {
  EVERYTHING,
  join,
  meet,
  NOTHING,
  pair,
  type Profile,
  type ProfileInterval,
  profile,
} from '../assurance/index.ts'
import {
  type CertificateReading,
  type Composition,
  compose,
  coverageOf,
  nativeLevelOf,
  profileOfEvidence,
  WHOLE,
} from '../composition/index.ts'
import type { Certificate, Dossier } from '../dossier/index.ts'
import { parseRequirementKey } from '../requirements/index.ts'
import type { Truth } from '#fixpoint/index.ts'
import type { Catalogue } from './catalogue.ts'
import type { HeldCoverage } from './cells.ts'
import type { Window } from './acts.ts'
import type { AssurancePoint, AssumptionRow, CertificateRow, ClaimRow, CompositionReading } from './plan-types.ts'

export interface PartsReading {
  readonly reading: Omit<CompositionReading, 'components'>
  readonly wholeProfile: ProfileInterval
  readonly profileBecause: Because
  /** Certificates and evidence behind it. */
  readonly wholeThrough: readonly string[]
  readonly coverage: (key: string) => HeldCoverage
  /** Ids of native levels of certificates that may be re-used, with the certificate. */
  readonly heldLevels: ReadonlyMap<string, string>
}

export class Parts {
  readonly #dossier: Dossier
  readonly #catalogue: Pick<Catalogue, 'levels' | 'requirementSets'>
  readonly #composition: Composition

  constructor(dossier: Dossier, catalogue: Pick<Catalogue, 'levels' | 'requirementSets'>) {
    this.#dossier = dossier
    this.#catalogue = catalogue
    this.#composition = compose(dossier, { levels: catalogue.levels })
  }

  read(on: CalendarDate): PartsReading {
    const result = this.#composition.read(on)
    const reusable = result.certificates.filter((c) => truthOf(c.reusable.answer) === 'yes')
    const heldLevels = new Map(
      reusable.flatMap((c) => {
        const level = nativeLevelOf(c.certificate, this.#catalogue.levels)
        // Only a certificate of the maker's own organisation or process, or of the whole, is one the plan can count as in hand.
        return level !== undefined && this.#isOfTheWhole(c.certificate) ? [[level.id, c.certificate.id] as const] : []
      }),
    )
    const { wholeProfile, because, through } = this.#whole(on, reusable)
    const coverage = (key: string): HeldCoverage => {
      const ref = parseRequirementKey(key)
      const requirement = this.#catalogue.requirementSets
        .get(ref.set)
        ?.requirements.find((r) => r.id === ref.requirement)
      const bearing = result.evidence.filter((e) =>
        e.requirements === 'all'
          ? requirement?.isOfTheWhole !== true || e.part === WHOLE
          : e.requirements.includes(key),
      )
      const verdict = coverageOf(key, result.evidence, requirement, this.#dossier.facts)
      const named = bearing.filter((e) => e.requirements !== 'all').map((e) => e.by.id)
      return {
        verdict: verdict === 'covered' && !bearing.some((e) => e.part === WHOLE) ? 'partly' : verdict,
        heldBy: verdict === 'covered' ? named : [],
        because: {
          kind: 'computed',
          verdict: verdict === 'covered' ? 'holds' : verdict === 'not-known' ? 'open' : 'fails',
          premises: bearing.slice(0, 3).map((e) => e.because),
          says:
            verdict === 'not-known' && bearing.length === 0
              ? 'it hangs on a fact that is not stated'
              : bearing.length === 0
                ? 'nothing in hand bears on it'
                : verdict === 'covered'
                  ? `shown by ${named.join(', ')}, through its own selection`
                  : `${[...new Set(bearing.map((e) => e.by.id))].join(', ')}: without a selection of requirements, a version or a settled status it is not known to cover this`,
        },
      }
    }
    return {
      wholeProfile,
      profileBecause: because,
      wholeThrough: through,
      coverage,
      heldLevels,
      reading: {
        certificates: result.certificates.map((c) => certificateRow(c)),
        claims: result.claims.map(
          (c): ClaimRow => ({
            part: c.part.name,
            id: c.guarantee.id,
            says: c.guarantee.says,
            truth: truthOf(c.answer),
            because: c.answer.because,
          }),
        ),
        assumptions: result.assumptions.map(
          (a): AssumptionRow => ({
            part: a.part.name,
            id: a.assumption.id,
            says: a.assumption.says,
            standing: a.standing,
            because: a.because,
          }),
        ),
        circles: result.circles.filter((c) => !c.isProved).map((c) => c.members),
      },
    }
  }

  /** What evidence and certificates about the whole show on a day. */
  wholeOn(on: CalendarDate): ProfileInterval {
    const reusable = this.#composition.read(on).certificates.filter((c) => truthOf(c.reusable.answer) === 'yes')
    return this.#whole(on, reusable).wholeProfile
  }

  /** Days within the window on which the standing of a certificate changes. */
  timeline(window: Window): readonly AssurancePoint[] {
    const points: AssurancePoint[] = []
    for (const c of this.#dossier.certificates) {
      const read = this.#composition.certificate(c.id, window.on)
      for (const days of read.reusable.when.surely) {
        const end = days.to
        if (end > toDayNumber(window.on) && end <= toDayNumber(window.until))
          points.push({ on: fromDayNumber(end), what: `${c.id} may no longer be re-used`, certificate: c.id })
      }
      for (const s of c.status)
        if (s.from > window.on && s.from <= window.until)
          points.push({ on: s.from, what: `${c.id}: recorded status ${s.value}`, certificate: c.id })
    }
    return points.sort((a, b) => byText(a.on, b.on) || byText(a.what, b.what))
  }

  #isOfTheWhole(c: Certificate): boolean {
    return !this.#dossier.parts.some((p) => p.certificates.includes(c.id))
  }

  #whole(
    on: CalendarDate,
    reusable: readonly CertificateReading[],
  ): { wholeProfile: ProfileInterval; because: Because; through: readonly string[] } {
    const records = this.#dossier.evidence.filter(
      (e) => e.part === WHOLE && e.on <= on && (e.expires === undefined || e.expires >= on),
    )
    let low: Profile = NOTHING
    let high: Profile = NOTHING
    const premises: Because[] = []
    const through: string[] = []
    for (const e of records) {
      const p = profileOfEvidence(e)
      low = join(low, p.low)
      high = join(high, p.high)
      through.push(e.id)
      premises.push({
        kind: 'declared',
        verdict: 'holds',
        says: `${e.id}: ${e.activity} by ${e.performer.who}, ${e.on}`,
        premises: [],
      })
    }
    for (const c of reusable) {
      const level = nativeLevelOf(c.certificate, this.#catalogue.levels)
      if (level === undefined || !this.#isOfTheWhole(c.certificate)) continue
      const isProcess = level.targetType === 'process' || level.targetType === 'organisation'
      low = join(low, isProcess ? meet(level.profile.low, LIFE_CYCLE_ONLY) : level.profile.low)
      high = join(high, isProcess ? meet(level.profile.high, LIFE_CYCLE_ONLY) : level.profile.high)
      through.push(c.certificate.id)
      premises.push({
        kind: 'law',
        verdict: 'holds',
        says: `${c.certificate.id}: ${level.name}${isProcess ? ', for the life-cycle alone' : ''}`,
        premises: [c.reusable.answer.because],
      })
    }
    return {
      wholeProfile: { low, high },
      through,
      because: {
        kind: 'computed',
        verdict: 'holds',
        says:
          premises.length === 0 ? 'no evidence about the whole is in hand' : 'the join of the evidence about the whole',
        rule: 'Certified parts alone give the whole no level.',
        premises,
      },
    }
  }
}

/** What a certified development process says of a product made by it. */
const LIFE_CYCLE_ONLY: Profile = profile({ L: EVERYTHING.L ?? pair(5, 5) })

export function groundParts(dossier: Dossier, catalogue: Pick<Catalogue, 'levels' | 'requirementSets'>): Parts {
  return new Parts(dossier, catalogue)
}

function truthOf(answer: { readonly kind: string }): Truth {
  return answer.kind === 'value' ? 'yes' : answer.kind === 'not-known' ? 'not-known' : 'no'
}

function certificateRow(c: CertificateReading): CertificateRow {
  const recorded = c.recorded.kind === 'value' ? c.recorded.value.value : undefined
  return {
    id: c.certificate.id,
    level: c.certificate.level,
    isInvented: c.certificate.invented,
    recorded: recorded === undefined ? undefined : { value: recorded.value, since: recorded.from },
    ...(c.certificate.expires === undefined ? {} : { expires: c.certificate.expires }),
    relied: { truth: truthOf(c.relied.answer), because: c.relied.answer.because },
    reusable: { truth: truthOf(c.reusable.answer), because: c.reusable.answer.because },
    renewable: { truth: truthOf(c.renewable.answer), because: c.renewable.answer.because },
    ...(recorded?.value === 'historical' ? { note: HISTORICAL } : {}),
  }
}

/** What the historical list means, and what it does not. Source: nist-cmvp, FIPS 140-2 transition. */
const HISTORICAL =
  'On the historical list of the validation programme: new procurements should not rely on it, and its evidence is not re-used for a product first sold afterwards. It was neither revoked nor declared insecure, and systems that already use it may go on after a risk decision of their own.'
