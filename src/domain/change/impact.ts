/**
 * What an event changes: certificates, claims and assumptions before and after, with why, and whom one would tell.
 *
 * Wording: our reliance is lost, or is to be examined. Only an issuer's event changes a certificate's record, and nothing is ever sent.
 */
import type { Truth } from '#fixpoint/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import { type Atom, type Because, type Citation, given } from '../answers/index.ts'
import type { Letter, Span, ThresholdTables } from '../assurance/index.ts'
import {
  ANSWERS,
  assumptionAtom,
  type CertificateAnswer,
  certificateAtom,
  claimAtom,
  type Composition,
  type CompositionContext,
  compose,
  keptClaimAtom,
  lettersOf,
  originOf,
  isEuropeanCertificate,
  recordedStatus,
  standsAtom,
  WHOLE,
} from '../composition/index.ts'
import type { CertificateStatus, Dossier } from '../dossier/index.ts'
import { type LawBook, readLaw } from '../law/index.ts'
import { type Clock, clocksOn } from './clocks.ts'
import { applyEvents, type ChangeEvent, type Situation } from './event.ts'
import {
  type LawImpact,
  lawImpacts,
  type RecognitionFact,
  type RecognitionImpact,
  recognitionImpacts,
  type StandardImpact,
  standardImpacts,
} from './outside.ts'

export interface Shift<T> {
  readonly before: T
  readonly after: T
}

export interface CertificateImpact {
  readonly certificate: string
  /** What the issuer recorded; differs only where an issuer's event is among the events. */
  readonly recorded: Shift<CertificateStatus | 'not-known' | 'not-applicable'>
  readonly answers: Readonly<Partial<Record<CertificateAnswer, Shift<Truth> & { readonly because: Because }>>>
}

export interface ClaimImpact {
  readonly part: string
  readonly guarantee: string
  readonly says: string
  readonly truth: Shift<Truth>
  readonly keptUp: Shift<Truth>
  /** Technical reading: without attestation and upkeep, for the type of the whole. */
  readonly level: Shift<Span<Letter>>
  readonly because: Because
}

export interface AssumptionImpact {
  readonly part: string
  readonly assumption: string
  readonly met: Shift<Truth>
  readonly because: Because
}

/** Somebody who would hear of it. A proposal, never sent. */
export interface ProposedNotice {
  readonly to: string
  readonly about: string
  readonly because: Because
}

export interface Impact {
  readonly dossier: string
  readonly on: CalendarDate
  /** The day that `before` is read on; the same day where only events count. */
  readonly since: CalendarDate
  readonly certificates: readonly CertificateImpact[]
  readonly claims: readonly ClaimImpact[]
  readonly assumptions: readonly AssumptionImpact[]
  readonly whole: Shift<Truth>
  /** What events from outside the product reach; to be examined, nothing recorded changes. */
  readonly standards: readonly StandardImpact[]
  readonly recognitions: readonly RecognitionImpact[]
  /** Conclusions of law that are otherwise; only where an event changes a state of the law. */
  readonly law: readonly LawImpact[]
  /** Clocks that run with the events and did not without them. */
  readonly clocks: readonly Clock[]
  readonly notices: readonly ProposedNotice[]
  /** Events that name nothing here, by their place in the list. */
  readonly strangers: readonly number[]
}

export interface ImpactContext extends Omit<CompositionContext, 'findings' | 'ended'> {
  readonly thresholds: ThresholdTables
  /** For clocks; without it none is computed. */
  readonly law?: LawBook
  readonly recognitions?: readonly RecognitionFact[]
}

export function situationOf(dossier: Dossier): Situation {
  return { dossier, findings: [], ended: [] }
}

export function composeSituation(s: Situation, context: Omit<CompositionContext, 'findings' | 'ended'>): Composition {
  return compose(s.dossier, { ...context, findings: s.findings, ended: s.ended })
}

/**
 * What `events` change for one dossier on a day; with `since`, also what the days from then to that day change by themselves, such as
 * certificates that run out. Rows that do not change are left out. Order: as the dossier writes them.
 */
export function impactOf(
  before: Situation,
  events: readonly ChangeEvent[],
  context: ImpactContext,
  on: CalendarDate,
  since: CalendarDate = on,
): Impact {
  const applied = applyEvents(before, events)
  const was = composeSituation(before, context)
  const is = composeSituation(applied, context)
  return {
    dossier: before.dossier.id,
    on,
    since,
    certificates: certificateImpacts(was, is, since, on),
    claims: claimImpacts(was, is, context, since, on),
    assumptions: applied.dossier.parts.flatMap((p) =>
      p.assumptions.flatMap((a): AssumptionImpact[] => {
        const about = assumptionAtom(p.id, a.id)
        const met = { before: was.theory.truth(about, since), after: is.theory.truth(about, on) }
        return met.before === met.after
          ? []
          : [{ part: p.id, assumption: a.id, met, because: is.theory.because(about, on) }]
      }),
    ),
    whole: { before: was.theory.truth(standsAtom(WHOLE), since), after: is.theory.truth(standsAtom(WHOLE), on) },
    standards: standardImpacts(applied.dossier, events, on),
    recognitions: recognitionImpacts(applied.dossier, events, context.recognitions ?? [], context.levels, on),
    law: context.law === undefined ? [] : lawImpacts(applied.dossier, events, context.law, on),
    clocks: context.law === undefined ? [] : startedClocks(before, applied, context.law, since, on),
    notices: notices(applied, events, on),
    strangers: applied.strangers,
  }
}

function certificateImpacts(
  was: Composition,
  is: Composition,
  since: CalendarDate,
  on: CalendarDate,
): readonly CertificateImpact[] {
  return is.dossier.certificates.flatMap((c): CertificateImpact[] => {
    const old = was.dossier.certificates.find((x) => x.id === c.id)
    const recorded = {
      before: old === undefined ? ('not-applicable' as const) : statusWord(old, since),
      after: statusWord(c, on),
    }
    const answers: Partial<Record<CertificateAnswer, Shift<Truth> & { readonly because: Because }>> = {}
    for (const answer of ANSWERS) {
      const about = certificateAtom(answer, c.id)
      const shift = { before: was.theory.truth(about, since), after: is.theory.truth(about, on) }
      if (shift.before !== shift.after) answers[answer] = { ...shift, because: is.theory.because(about, on) }
    }
    return recorded.before === recorded.after && Object.keys(answers).length === 0
      ? []
      : [{ certificate: c.id, recorded, answers }]
  })
}

function statusWord(
  c: Parameters<typeof recordedStatus>[0],
  on: CalendarDate,
): CertificateStatus | 'not-known' | 'not-applicable' {
  const answer = recordedStatus(c, on)
  return answer.kind === 'value'
    ? answer.value.value.value
    : answer.kind === 'not-applicable'
      ? 'not-applicable'
      : 'not-known'
}

function claimImpacts(
  was: Composition,
  is: Composition,
  context: ImpactContext,
  since: CalendarDate,
  on: CalendarDate,
): readonly ClaimImpact[] {
  const { type } = is.dossier.target
  const letters = (c: Composition, about: Atom, day: CalendarDate): Span<Letter> =>
    lettersOf(c.waysOf(about, day), type, context.thresholds, 'technical')
  return is.dossier.parts.flatMap((part) =>
    part.guarantees.flatMap((g): ClaimImpact[] => {
      const about = claimAtom(part.id, g.id)
      const kept = keptClaimAtom(part.id, g.id)
      const row = {
        truth: { before: was.theory.truth(about, since), after: is.theory.truth(about, on) },
        keptUp: { before: was.theory.truth(kept, since), after: is.theory.truth(kept, on) },
        level: { before: letters(was, about, since), after: letters(is, about, on) },
      }
      const isSame =
        row.truth.before === row.truth.after && row.keptUp.before === row.keptUp.after && sameSpan(row.level)
      return isSame
        ? []
        : [
            {
              part: part.id,
              guarantee: g.id,
              says: g.says,
              ...row,
              because: is.theory.because(
                row.truth.before === row.truth.after && sameSpan(row.level) ? kept : about,
                on,
              ),
            },
          ]
    }),
  )
}

function sameSpan(level: Shift<Span<Letter>>): boolean {
  return level.before.low === level.after.low && level.before.high === level.after.high
}

function startedClocks(
  before: Situation,
  after: Situation,
  law: LawBook,
  since: CalendarDate,
  on: CalendarDate,
): readonly Clock[] {
  const running = (s: Situation, day: CalendarDate): readonly Clock[] =>
    clocksOn(readLaw(law, { facts: s.dossier.facts, withProposals: false }, day), s.dossier.facts, day)
  const known = new Set(running(before, since).map((c) => `${c.duty} ${c.due}`))
  return running(after, on).filter((c) => !known.has(`${c.duty} ${c.due}`))
}

/** The text as published; it holds as read until the amendment of 2025/2462 applied. */
const INFORM: Citation = {
  source: 'eu-2024-482',
  at: 'Art. 33(4)',
  standing: 'primary',
  on: '2026-11-25' as CalendarDate,
}
/** The scheme applies from here. Source: eu-2024-482, Art. 50. */
const SCHEME_APPLIES = '2025-02-27' as CalendarDate
/** From here the consolidated text counts, which was not read at this place. */
const AMENDED = '2025-12-29' as CalendarDate
const INFORM_AMENDED: Citation = { source: 'eu-2025-2462', at: 'Art. 33(4) as consolidated', standing: 'unchecked' }

/**
 * Holders of EUCC certificates that rest on an EUCC certificate of a part with a possible vulnerability. Both must be of that scheme.
 * Source: eu-2024-482, Art. 33(4);
 * from 2025-12-29 as consolidated, which is unchecked.
 */
function notices(s: Situation, events: readonly ChangeEvent[], on: CalendarDate): readonly ProposedNotice[] {
  if (on < SCHEME_APPLIES) return []
  const citation = on < AMENDED ? INFORM : INFORM_AMENDED
  const found = new Map<string, ProposedNotice>()
  for (const event of events) {
    if (event.kind !== 'vulnerability' || event.finding.state === 'not-affected') continue
    const base = europeanOf(s.dossier, event.finding.part)
    if (base.length === 0) continue
    for (const user of usersOf(s.dossier, event.finding.part)) {
      for (const certificate of europeanOf(s.dossier, user)) {
        const to = certificate.holder ?? `the holder of ${certificate.id}`
        const says = `${certificate.id} rests on ${base.map((c) => c.id).join(', ')}; its holder hears of a possible vulnerability from the holder of the base`
        found.set(`${to} ${event.finding.id}`, { to, about: event.finding.id, because: given('law', says, citation) })
      }
    }
  }
  return [...found.values()].sort((a, b) => byText(a.to, b.to) || byText(a.about, b.about))
}

function europeanOf(dossier: Dossier, part: string): readonly Dossier['certificates'][number][] {
  const named = dossier.parts.find((p) => p.id === part)?.certificates ?? []
  return dossier.certificates.filter((c) => named.includes(c.id) && isEuropeanCertificate(originOf(c, new Map())))
}

/** Parts that rest on a part, near or far: by building on it or by assuming one of its guarantees. Order: as written. */
export function usersOf(dossier: Dossier, part: string): readonly string[] {
  const seen = new Set([part])
  for (let grew = true; grew; ) {
    grew = false
    for (const p of dossier.parts) {
      if (seen.has(p.id)) continue
      const rests =
        p.dependsOn.some((q) => seen.has(q)) ||
        p.assumptions.some((a) =>
          a.dischargedBy.some((g) => dossier.parts.some((q) => seen.has(q.id) && q.guarantees.some((x) => x.id === g))),
        )
      if (!rests) continue
      seen.add(p.id)
      grew = true
    }
  }
  return dossier.parts.map((p) => p.id).filter((id) => id !== part && seen.has(id))
}

// ---- many dossiers ---------------------------------------------------------------------------------------------------------------

/** Which dossiers of a portfolio an event can touch at all, found by an index. */
export class Portfolio {
  readonly #situations: readonly Situation[]
  readonly #byCertificate = new Map<string, number[]>()
  readonly #byPart = new Map<string, number[]>()
  readonly #byActor = new Map<string, number[]>()

  constructor(dossiers: readonly Dossier[]) {
    this.#situations = dossiers.map(situationOf)
    dossiers.forEach((d, i) => {
      for (const c of d.certificates) put(this.#byCertificate, c.id, i)
      for (const p of d.parts) put(this.#byPart, p.id, i)
      for (const name of actorNames(d)) put(this.#byActor, name, i)
    })
  }

  /** Dossiers that change, with what changes. Order: as given. Cost: that of the dossiers the events name. */
  impact(
    events: readonly ChangeEvent[],
    context: ImpactContext,
    on: CalendarDate,
    since: CalendarDate = on,
  ): readonly Impact[] {
    const touched = new Set(
      since === on ? events.flatMap((e) => this.#touchedBy(e)) : this.#situations.map((_, i) => i),
    )
    return [...touched]
      .sort((a, b) => a - b)
      .map((i) => impactOf(this.#situations[i] as Situation, events, context, on, since))
      .filter(isFelt)
  }

  #touchedBy(event: ChangeEvent): readonly number[] {
    switch (event.kind) {
      case 'certificate-status':
      case 'certificate-end':
        return this.#byCertificate.get(event.certificate) ?? []
      case 'certificate-issued':
        return event.parts.flatMap((p) => this.#byPart.get(p) ?? [])
      case 'vulnerability':
        return this.#byPart.get(event.finding.part) ?? []
      case 'new-version':
        return this.#byPart.get(event.part) ?? []
      case 'actor-ends':
        return this.#byActor.get(event.name) ?? []
      case 'evidence':
        return event.evidence.part === WHOLE
          ? this.#situations.map((_, i) => i)
          : (this.#byPart.get(event.evidence.part) ?? [])
      case 'assumption-lifted':
        return this.#byPart.get(event.part) ?? []
      case 'fact':
      case 'standard-superseded':
      case 'recognition-ended':
      case 'law-state':
        return this.#situations.map((_, i) => i)
      default:
        return event satisfies never
    }
  }
}

function isFelt(impact: Impact): boolean {
  const rows =
    impact.certificates.length +
    impact.claims.length +
    impact.assumptions.length +
    impact.clocks.length +
    impact.standards.length +
    impact.recognitions.length +
    impact.law.length +
    impact.notices.length
  return rows > 0 || impact.whole.before !== impact.whole.after
}

export function actorNames(dossier: Dossier): readonly string[] {
  const names = [
    ...dossier.parts.flatMap((p) => (p.supplier === undefined ? [] : [p.supplier.name])),
    ...dossier.certificates.flatMap((c) => [c.issuer?.name, c.facility?.name].filter((n) => n !== undefined)),
    ...dossier.evidence.map((e) => e.performer.who),
  ]
  return [...new Set(names)].sort(byText)
}

function put(index: Map<string, number[]>, key: string, i: number): void {
  const list = index.get(key)
  if (list === undefined) index.set(key, [i])
  else if (list[list.length - 1] !== i) list.push(i)
}
