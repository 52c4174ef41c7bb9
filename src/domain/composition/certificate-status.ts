/**
 * Certificates over time: what their issuers recorded, and three answers that we compute beside it.
 *
 * The recorded status is law: as issued, dated, never computed; nothing here changes it. Computed: may claims lean on it (relied on),
 * may its results be used in a new assessment (re-usable), can its issuer still prolong or renew it (renewable). Each for any day, as
 * sets of days, and with its because. An end that nobody recorded is not known after the last recorded look: no number and no usual
 * period of validity stands in for it. To record a later look, write the same status again with that day.
 */
import {
  type Answer,
  type Atom,
  atom,
  type Because,
  given,
  type LegalFact,
  SETTLED_FALSE,
  SETTLED_TRUE,
  type Theory,
  TheoryBuilder,
  type TheoryFact,
  UNSETTLED,
} from '../answers/index.ts'
import { type NativeLevel, readPrintedLevel, type TargetType } from '../assurance/index.ts'
import type { Actor, Certificate, CertificateStatus, Dossier, Part } from '../dossier/index.ts'
import { addMonths, type CalendarDate, fromDayNumber, parseDate, toDayNumber } from '#util/calendar-date.ts'
import { ALWAYS, complement, type IntervalSet, intersect, interval, NEVER, unite } from '#util/interval-set.ts'
import { type CertificateUse, type ConfirmedChange, confirmedChange, namedDays } from './identity.ts'
import {
  type CertificateOrigin,
  isEuropeanCertificate,
  NO_LONGER_RENEWED,
  RENEWED_BY_ITS_ISSUER,
  STATUS_RULES,
  VALID_WHILE_SUSPENDED,
} from './scheme-facts.ts'

/** How old a report may be. Always a parameter: no text that we read fixes it for every scheme. */
export interface Freshness {
  /** Months after the end of the period on which a report about a service or an organisation is taken as stale. */
  readonly periodReportMonths: number
  /** Months after issue during which a base report may enter a new composite evaluation; undefined asks for none. */
  readonly baseReportMonths?: number
}

/** Twelve months for services (our default, after common practice of carve-out); none for base reports: the usual figure was not found in a text we read. */
export const DEFAULT_FRESHNESS: Freshness = { periodReportMonths: 12 }

export interface CertificateContext {
  readonly levels: ReadonlyMap<string, NativeLevel>
  readonly freshness: Freshness
  /** First day the product was, or will be, on the market: whether it is an existing application of a historical module. */
  readonly firstPlacedOn: CalendarDate | undefined
  readonly change: ConfirmedChange | undefined
}

export const ANSWERS = ['relied', 'reusable', 'renewable'] as const
export type CertificateAnswer = (typeof ANSWERS)[number]

/** About what is recorded of a certificate: by a register that can be opened, or by the dossier alone. */
type Recorded = Atom<'law' | 'declared'>

/** The atom of a computed answer: for one use, or (without one) for the certificate as the dossier uses it. */
export function certificateAtom(answer: CertificateAnswer, certificateId: string, use?: string): Atom<'computed'> {
  return atom('computed', `${answer} ${certificateId}${use === undefined ? '' : ` by ${use}`}`)
}

/** Somebody on whom renewal and maintenance hang goes on working. A body that stops ends no certificate that it issued. */
export function actorAtom(name: string): Atom<'declared'> {
  return atom('declared', `goes on working: ${name}`)
}

/** The bodies on whom the upkeep of a certificate hangs, as far as the dossier names them. */
export function actorsOf(certificate: Certificate): readonly Actor[] {
  return [certificate.issuer, certificate.facility].filter((a) => a !== undefined)
}

export function inForceAtom(certificateId: string): Atom<'computed'> {
  return atom('computed', `in force ${certificateId}`)
}

/** The level of a certificate as far as its text tells; undefined where it says nothing that the catalogue can read. */
export function nativeLevelOf(
  certificate: Certificate,
  levels: ReadonlyMap<string, NativeLevel>,
): NativeLevel | undefined {
  const printed = certificate.level as string | undefined
  if (printed === undefined || printed === '' || printed === 'unknown') return undefined
  const read = readPrintedLevel(printed, levels)
  return read.kind === 'native' ? read.level : undefined
}

export function originOf(certificate: Certificate, levels: ReadonlyMap<string, NativeLevel>): CertificateOrigin {
  const colon = certificate.id.indexOf(':')
  return {
    certificate,
    register: colon === -1 ? '' : certificate.id.slice(0, colon).toLowerCase(),
    number: certificate.id.slice(colon + 1),
    level: nativeLevelOf(certificate, levels),
  }
}

const PHRASES: Readonly<Record<CertificateAnswer, readonly [string, string]>> = {
  relied: ['may be leaned on', 'may not be leaned on'],
  reusable: ['may be re-used in a new assessment', 'may not be re-used in a new assessment'],
  renewable: ['can be prolonged or renewed by its issuer', 'cannot be prolonged or renewed by its issuer'],
}

// ---- clauses ------------------------------------------------------------------------------------------------------------------

const CARRYING: readonly CertificateStatus[] = ['issued', 'active', 'valid', 'maintained']

/**
 * Write one certificate into `theory`: facts of its record, and the clauses for the three answers. `uses` are those who use it; without
 * any, the answers speak of the certificate alone. Cost: statuses plus uses.
 */
export function groundCertificate(
  certificate: Certificate,
  uses: readonly CertificateUse[],
  context: CertificateContext,
  theory: TheoryBuilder,
): void {
  new CertificateGrounder(certificate, context, theory).ground(uses)
}

class CertificateGrounder {
  readonly #c: Certificate
  readonly #context: CertificateContext
  readonly #theory: TheoryBuilder
  readonly #origin: CertificateOrigin

  constructor(certificate: Certificate, context: CertificateContext, theory: TheoryBuilder) {
    this.#c = certificate
    this.#context = context
    this.#theory = theory
    this.#origin = originOf(certificate, context.levels)
  }

  ground(uses: readonly CertificateUse[]): void {
    const id = this.#c.id
    const inForce = inForceAtom(id)
    const inFull = atom('computed', `carries in full ${id}`)
    const carries = atom('computed', `carries ${id}`)
    this.#word(inForce, `${id} is in force`, `${id} is not in force`)
    this.#word(inFull, `the recorded status of ${id} carries in full`, `no recorded status of ${id} carries in full`)
    this.#word(carries, `the recorded status of ${id} carries reliance`, `no recorded status of ${id} carries reliance`)
    this.#statuses(inFull, carries)
    const validity = this.#validity()
    this.#theory.conclude(inForce, [carries, validity], STATUS_RULES.inForce)
    const reusable = atom('computed', `results usable ${id}`)
    this.#word(reusable, `the results behind ${id} may be used`, `the results behind ${id} may not be used`)
    this.#theory.conclude(reusable, [inFull, validity, ...this.#baseReport()], STATUS_RULES.reusable)
    const relied = certificateAtom('relied', id)
    const reused = certificateAtom('reusable', id)
    for (const use of uses) {
      const name = use.part?.id ?? 'the product'
      const named = this.#names(use, name)
      this.#answer('relied', name)
      this.#answer('reusable', name)
      this.#theory.conclude(certificateAtom('relied', id, name), [inForce, named], STATUS_RULES.relied)
      this.#theory.conclude(certificateAtom('reusable', id, name), [reusable, named], STATUS_RULES.reusable)
      this.#theory.conclude(relied, [certificateAtom('relied', id, name)], STATUS_RULES.relied)
      this.#theory.conclude(reused, [certificateAtom('reusable', id, name)], STATUS_RULES.reusable)
    }
    if (uses.length === 0) {
      this.#theory.conclude(relied, [inForce], STATUS_RULES.relied)
      this.#theory.conclude(reused, [reusable], STATUS_RULES.reusable)
    }
    this.#answer('relied')
    this.#answer('reusable')
    this.#answer('renewable')
    this.#renewal(inForce)
  }

  #answer(answer: CertificateAnswer, use?: string): void {
    const by = use === undefined ? '' : ` for ${use}`
    const [what, not] = PHRASES[answer]
    this.#word(certificateAtom(answer, this.#c.id, use), `${this.#c.id} ${what}${by}`, `${this.#c.id} ${not}${by}`)
  }

  #statuses(inFull: Atom<'computed'>, carries: Atom<'computed'>): void {
    const id = this.#c.id
    const recorded = daysOfStatuses(this.#c)
    for (const [value, days] of recorded.days) {
      const status = this.#statusFact(
        value,
        { surely: days, possibly: days },
        `${value} was recorded for ${id}`,
        `${value} was not recorded for ${id} on that day`,
      )
      if (CARRYING.includes(value)) this.#theory.conclude(inFull, [status], STATUS_RULES.carries)
      else if (value === 'suspended') this.#suspended(status, carries)
      else if (value === 'historical')
        this.#theory.conclude(carries, [status, this.#existingSystem(days)], STATUS_RULES.historical)
    }
    if (recorded.unrecorded.length > 0) {
      const open = this.#statusFact(
        'not recorded',
        { surely: NEVER, possibly: recorded.unrecorded },
        `a status that carries was recorded for ${id}`,
        `no status that carries was recorded for ${id} on that day`,
      )
      this.#theory.conclude(inFull, [open], STATUS_RULES.carries)
    }
    this.#theory.conclude(carries, [inFull], STATUS_RULES.carries)
  }

  #statusFact(name: string, days: Pick<TheoryFact, 'surely' | 'possibly'>, holds: string, fails: string): Recorded {
    const made = atom(this.#recordKind(), `status ${name} ${this.#c.id}`)
    this.#fact(
      made,
      days,
      `Which status did the issuer record for ${this.#c.id}, and from which day?`,
      'The dossier records none for this day.',
    )
    this.#word(made, holds, fails)
    return made
  }

  #suspended(status: Recorded, carries: Atom<'computed'>): void {
    const row = VALID_WHILE_SUSPENDED.find((r) => r.isFor(this.#origin))
    if (row !== undefined) {
      this.#theory.conclude(carries, [status], row.rule)
      return
    }
    const open = atom('law', `valid while suspended ${this.#c.id}`)
    this.#fact(
      open,
      UNSETTLED,
      `Does ${this.#c.id} stay valid while it is suspended?`,
      'No text of its scheme was read about that.',
    )
    this.#word(open, `${this.#c.id} stays valid while suspended`, `${this.#c.id} does not stay valid while suspended`)
    this.#theory.conclude(carries, [status, open], STATUS_RULES.suspendedElsewhere)
  }

  #existingSystem(historical: IntervalSet): Atom<'declared'> {
    const made = atom('declared', `existing application of ${this.#c.id}`)
    const placed = this.#context.firstPlacedOn
    const from = historical[0]?.from
    const settled =
      placed === undefined || from === undefined ? UNSETTLED : toDayNumber(placed) < from ? SETTLED_TRUE : SETTLED_FALSE
    this.#theory.fact(made, {
      ...settled,
      asks: {
        id: 'market.first-placed-on',
        what: 'dossier-fact',
        question: 'On which day was, or will, the product first be placed on the market?',
        why: `Only what existed before ${this.#c.id} became historical may go on using it.`,
      },
    })
    const when = placed === undefined ? '' : `, being placed on the market from ${placed}`
    this.#word(
      made,
      `the product existed when ${this.#c.id} became historical${when}`,
      `the product is no existing application of ${this.#c.id}${when}`,
    )
    return made
  }

  /** Whether the validity runs. A written end is as recorded; for reports on a period we compute a window from its end. */
  #validity(): Recorded | Atom<'computed'> {
    const c = this.#c
    const from = c.issued === undefined ? undefined : toDayNumber(c.issued)
    const period = periodEnd(c)
    if (c.expires === undefined && period !== undefined) {
      const months = this.#context.freshness.periodReportMonths
      const last = addMonths(period, months)
      const days = interval(from, toDayNumber(last) + 1)
      const fresh = atom('computed', `fresh ${c.id}`)
      this.#theory.fact(fresh, { surely: days, possibly: days, ...this.#citation() })
      this.#word(
        fresh,
        `the report ${c.id}, on a period that ended on ${period}, is at most ${months} months past it`,
        `the period of the report ${c.id} ended on ${period}, more than ${months} months before, or the report was not yet issued`,
      )
      return fresh
    }
    const valid = atom(this.#recordKind(), `validity ${c.id}`)
    if (c.expires !== undefined) {
      const days = interval(from, toDayNumber(c.expires) + 1)
      this.#fact(valid, { surely: days, possibly: days }, '', '')
      this.#word(
        valid,
        `${c.id} is valid until and with ${c.expires}`,
        `${c.id} was valid until and with ${c.expires}${c.issued === undefined ? '' : ` and from ${c.issued}`}`,
      )
      return valid
    }
    const look = lastLook(c)
    const possibly = interval(from, undefined)
    const surely = look === undefined ? NEVER : intersect(possibly, interval(undefined, look + 1))
    this.#fact(
      valid,
      { surely, possibly },
      `Until which day is ${c.id} valid?`,
      'Its end is not recorded, and none is computed from its number or from a usual period.',
    )
    const seen = look === undefined ? '' : `; last recorded look on ${fromDayNumber(look)}`
    this.#word(valid, `the validity of ${c.id} runs (no end recorded${seen})`, `${c.id} was not yet issued`)
    return valid
  }

  /** For a caller who sets a window for base reports: whether the report is still inside it. */
  #baseReport(): readonly Atom<'computed'>[] {
    const months = this.#context.freshness.baseReportMonths
    if (months === undefined || isAbout(this.#origin.level, ['organisation', 'process', 'service'])) return []
    const made = atom('computed', `base report ${this.#c.id}`)
    const issued = this.#c.issued
    const days =
      issued === undefined ? undefined : interval(toDayNumber(issued), toDayNumber(addMonths(issued, months)) + 1)
    this.#theory.fact(made, {
      ...(days === undefined ? UNSETTLED : { surely: days, possibly: days }),
      asks: {
        id: this.#c.id,
        what: 'dossier-fact',
        question: `On which day was ${this.#c.id} issued?`,
        why: `A base report enters a composite evaluation for ${months} months.`,
      },
    })
    this.#word(
      made,
      `the report behind ${this.#c.id} is at most ${months} months old`,
      `the report behind ${this.#c.id} is older than ${months} months`,
    )
    return [made]
  }

  #names(use: CertificateUse, name: string): Atom<'declared'> {
    const c = this.#c
    const made = atom('declared', `${c.id} names what is used by ${name}`)
    const days = namedDays(
      c,
      this.#origin.level?.targetType,
      use,
      isEuropeanCertificate(this.#origin) ? this.#context.change : undefined,
    )
    const scope = c.scope.versions.length === 0 ? 'no version' : `version ${c.scope.versions.join(', ')}`
    const used = use.version === undefined ? 'no stated version' : `version ${use.version}`
    this.#theory.fact(made, {
      ...days,
      asks: {
        id: `${c.id}/${name}`,
        what: 'dossier-fact',
        question: `Is what ${c.id} names (${scope}) the very thing that ${name} uses (${used})?`,
        why: 'Another version or configuration is not what was certified.',
      },
    })
    this.#word(made, `${c.id} names ${scope}, and ${name} is ${used}`, `${c.id} names ${scope}, but ${name} is ${used}`)
    return made
  }

  #renewal(inForce: Atom<'computed'>): void {
    const id = this.#c.id
    const renewable = certificateAtom('renewable', id)
    const closed = atom('law', `no longer renewed ${id}`)
    this.#word(
      closed,
      `certificates of the kind of ${id} are no longer renewed as such`,
      `nothing says that certificates of the kind of ${id} are no longer renewed`,
    )
    for (const row of NO_LONGER_RENEWED.filter((r) => r.isFor(this.#origin))) {
      const kind = atom('law', `kind of ${id}: ${row.rule.id}`)
      const unchecked = row.rule.citation?.standing === 'unchecked'
      this.#theory.fact(kind, {
        ...(unchecked ? UNSETTLED : SETTLED_TRUE),
        ...this.#citation(),
        ...(unchecked
          ? {
              asks: {
                id: row.rule.id,
                what: 'unchecked-rule',
                question: `Does the text say so: “${row.rule.says}”?`,
                why: 'The text was not read.',
              },
            }
          : {}),
      })
      this.#word(kind, `${id} is a certificate of that kind`, `${id} is no certificate of that kind`)
      this.#theory.conclude(closed, [kind], row.rule)
    }
    const row = RENEWED_BY_ITS_ISSUER.find((r) => r.isFor(this.#origin))
    if (row !== undefined) {
      this.#theory.conclude(renewable, [inForce, ...this.#actors()], row.rule, [closed])
      return
    }
    const open = atom('law', `renewed by its issuer ${id}`)
    this.#fact(
      open,
      UNSETTLED,
      `Does the issuer of ${id} prolong or renew it?`,
      'No text of its scheme was read about that.',
    )
    this.#word(open, `the issuer of ${id} prolongs or renews it`, `the issuer of ${id} does not prolong or renew it`)
    this.#theory.conclude(renewable, [inForce, open, ...this.#actors()], STATUS_RULES.renewable, [closed])
  }

  #actors(): readonly Atom<'declared'>[] {
    return actorsOf(this.#c).map((actor) => groundActor(actor.name, this.#theory))
  }

  #fact(about: Recorded, days: Pick<TheoryFact, 'surely' | 'possibly'>, question: string, why: string): void {
    this.#theory.fact(about, {
      ...days,
      ...this.#citation(),
      ...(question === '' ? {} : { asks: { id: this.#c.id, what: 'dossier-fact', question, why } }),
    })
  }

  /** What a record with a source says is law; what a dossier says of a certificate without one is declared. */
  #recordKind(): 'law' | 'declared' {
    return this.#c.citation === undefined ? 'declared' : 'law'
  }

  #citation(): Pick<TheoryFact, 'citation'> {
    return this.#c.citation === undefined ? {} : { citation: this.#c.citation }
  }

  #word(about: Atom, holds: string, fails: string): void {
    this.#theory.word(about, { holds, fails })
  }
}

/** Taken to be so until an event says otherwise; written once however many hang on it. */
export function groundActor(name: string, theory: TheoryBuilder): Atom<'declared'> {
  const made = actorAtom(name)
  if (!theory.hasFact(made)) theory.fact(made, SETTLED_TRUE)
  theory.word(made, { holds: `${name} goes on working`, fails: `${name} no longer works on it` })
  return made
}

/** The actor works until the day before `from`. */
export function endActor(name: string, from: CalendarDate, theory: TheoryBuilder): void {
  const days = interval(undefined, toDayNumber(from))
  theory.fact(actorAtom(name), { surely: days, possibly: days })
}

function isAbout(level: NativeLevel | undefined, types: readonly TargetType[]): boolean {
  return level !== undefined && types.includes(level.targetType)
}

/** Days of each recorded status, and the days after issue (or all days, where that is not known) for which nothing is recorded. */
function daysOfStatuses(c: Certificate): {
  readonly days: ReadonlyMap<CertificateStatus, IntervalSet>
  readonly unrecorded: IntervalSet
} {
  const days = new Map<CertificateStatus, IntervalSet>()
  c.status.forEach((s, i) => {
    const next = c.status[i + 1]
    const span = interval(toDayNumber(s.from), next === undefined ? undefined : toDayNumber(next.from))
    days.set(s.value, unite(days.get(s.value) ?? NEVER, span))
  })
  const first = c.status[0]
  const recorded = first === undefined ? NEVER : interval(toDayNumber(first.from), undefined)
  const existing = c.issued === undefined ? ALWAYS : interval(toDayNumber(c.issued), undefined)
  return { days, unrecorded: intersect(existing, complement(recorded)) }
}

/** The last day for which the dossier records that somebody looked: the newest status, else the day of issue. */
function lastLook(c: Certificate): number | undefined {
  const last = c.status[c.status.length - 1]
  if (last !== undefined) return toDayNumber(last.from)
  return c.issued === undefined ? undefined : toDayNumber(c.issued)
}

/** The end of the period a report is about, where its scope prints one: `period 2025-07-01 to 2026-06-30`. The latest of several. */
export function periodEnd(c: Certificate): CalendarDate | undefined {
  const ends = c.scope.configurations.flatMap((text) => {
    const found = /^period\s+\d{4}-\d{2}-\d{2}\s+to\s+(\d{4}-\d{2}-\d{2})$/.exec(text)
    const day = found === null ? undefined : parseDate(found[1] as string)
    return day === undefined ? [] : [day]
  })
  return ends.sort().pop()
}

// ---- readings -----------------------------------------------------------------------------------------------------------------

export interface RecordedStatus {
  readonly value: CertificateStatus
  readonly from: CalendarDate
}

/** A status that only the dossier states: no register or certificate that can be opened stands behind it. */
export interface DeclaredStatus {
  readonly kind: 'declared'
  readonly value: RecordedStatus
  readonly because: Because
}

/** What the issuer recorded for a day: a fact of law where its record is cited, else declared. A day before the first record, and a certificate without one, are not known. */
export function recordedStatus(
  certificate: Certificate,
  on: CalendarDate,
): Answer<LegalFact<RecordedStatus> | DeclaredStatus> {
  let found: RecordedStatus | undefined
  for (const s of certificate.status) if (s.from <= on) found = s
  const of = `${certificate.id}${certificate.invented ? ' (invented)' : ''}`
  if (found !== undefined) {
    const because: Because = {
      ...given(
        certificate.citation === undefined ? 'declared' : 'law',
        `${of}: ${found.value} from ${found.from}, as recorded`,
        certificate.citation,
      ),
      day: on,
    }
    const kind = certificate.citation === undefined ? 'declared' : 'law'
    return { kind: 'value', value: { kind, value: found, because }, because }
  }
  if (certificate.issued !== undefined && on < certificate.issued) {
    return {
      kind: 'not-applicable',
      because: {
        ...given(
          certificate.citation === undefined ? 'declared' : 'law',
          `${of} was issued on ${certificate.issued}`,
          certificate.citation,
        ),
        day: on,
      },
    }
  }
  const first = certificate.status[0]
  const says = first === undefined ? `no status of ${of} is recorded` : `the record of ${of} begins on ${first.from}`
  return {
    kind: 'not-known',
    because: { kind: 'law', verdict: 'open', says, day: on, premises: [] },
    settledBy: [
      {
        id: certificate.id,
        what: 'dossier-fact',
        question: `Which status did the issuer record for ${certificate.id}?`,
        why: says,
      },
    ],
  }
}

/** A computed yes-or-no read from a theory: yes is the value true. */
export interface ComputedReading {
  readonly answer: Answer<true>
  readonly when: { readonly surely: IntervalSet; readonly possibly: IntervalSet }
}

export function answerOf(theory: Theory, about: Atom, on: CalendarDate): Answer<true> {
  const truth = theory.truth(about, on)
  const because = theory.because(about, on)
  if (truth === 'yes') return { kind: 'value', value: true, because }
  if (truth === 'no') return { kind: 'no', because }
  const asked = new Map(theory.settledBy(about, on).map((f) => [`${f.id} ${f.question}`, f]))
  return { kind: 'not-known', settledBy: [...asked.values()], because }
}

export function readAnswer(theory: Theory, about: Atom, on: CalendarDate): ComputedReading {
  return { answer: answerOf(theory, about, on), when: theory.when(about) }
}

export interface CertificateReading {
  readonly certificate: Certificate
  readonly level: NativeLevel | undefined
  readonly recorded: Answer<LegalFact<RecordedStatus> | DeclaredStatus>
  readonly relied: ComputedReading
  readonly reusable: ComputedReading
  readonly renewable: ComputedReading
}

export function readCertificate(
  theory: Theory,
  certificate: Certificate,
  levels: ReadonlyMap<string, NativeLevel>,
  on: CalendarDate,
): CertificateReading {
  const read = (answer: CertificateAnswer): ComputedReading =>
    readAnswer(theory, certificateAtom(answer, certificate.id), on)
  return {
    certificate,
    level: nativeLevelOf(certificate, levels),
    recorded: recordedStatus(certificate, on),
    relied: read('relied'),
    reusable: read('reusable'),
    renewable: read('renewable'),
  }
}

/** Who uses a certificate: every part that names it. */
export function usesOf(certificate: Certificate, parts: readonly Part[]): readonly CertificateUse[] {
  return parts.filter((p) => p.certificates.includes(certificate.id)).map((part) => ({ part, version: part.version }))
}

export function certificateContext(
  dossier: Dossier,
  levels: ReadonlyMap<string, NativeLevel>,
  freshness: Freshness = DEFAULT_FRESHNESS,
): CertificateContext {
  return { levels, freshness, firstPlacedOn: dossier.dates.firstPlacedOn, change: confirmedChange(dossier) }
}

/** The three answers for one certificate asked about another version than the dossier's, of a part or (without one) of the product. */
export function readCertificateFor(
  certificate: Certificate,
  version: string | undefined,
  dossier: Dossier,
  levels: ReadonlyMap<string, NativeLevel>,
  on: CalendarDate,
  freshness: Freshness = DEFAULT_FRESHNESS,
  part?: Part,
): CertificateReading {
  const builder = new TheoryBuilder()
  groundCertificate(certificate, [{ part, version }], certificateContext(dossier, levels, freshness), builder)
  return readCertificate(builder.build(), certificate, levels, on)
}

/** The level of the Cybersecurity Act that a certificate carries: only one of a European scheme has one. */
export type CarriedCsaLevel = 'none' | 'substantial' | 'high' | 'not-known'

/** Source: eu-2024-482, Art. 4(2)-(3): AVA_VAN 1 or 2 is substantial, 3 to 5 is high. */
export function carriedCsaLevel(certificate: Certificate, levels: ReadonlyMap<string, NativeLevel>): CarriedCsaLevel {
  const origin = originOf(certificate, levels)
  if (origin.register !== 'eucc' && origin.level?.scheme !== 'eucc') return 'none'
  const text = `${certificate.level ?? ''} ${origin.level?.id ?? ''}`
  const van = /AVA_VAN\.(\d)|van(\d)/.exec(text)
  if (van !== null) return Number(van[1] ?? van[2]) >= 3 ? 'high' : 'substantial'
  return /high/.test(text) ? 'high' : /substantial/.test(text) ? 'substantial' : 'not-known'
}
