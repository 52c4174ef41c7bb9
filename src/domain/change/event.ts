/**
 * What happens to certificates, parts and products: events as data, and a dossier with events laid over it.
 *
 * Only an issuer's own event changes a certificate's record. A vulnerability, a new release or the end of a body changes what we may rely on.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Certificate, CertificateStatus, DeclaredFact, Dossier, EvidenceRecord, Part } from '../dossier/index.ts'
import { usesOfStandard } from './outside.ts'
import { ENVIRONMENT, type Finding, WHOLE } from '../composition/index.ts'

export type ChangeEvent =
  /** The issuer recorded a status. */
  | {
      readonly kind: 'certificate-status'
      readonly certificate: string
      readonly value: CertificateStatus
      readonly from: CalendarDate
    }
  /** A certificate that the dossier did not hold, for the parts named. */
  | { readonly kind: 'certificate-issued'; readonly certificate: Certificate; readonly parts: readonly string[] }
  /** The issuer wrote another last day. */
  | { readonly kind: 'certificate-end'; readonly certificate: string; readonly expires: CalendarDate }
  /** A vulnerability of a part, with what is known of it so far. Days that did not come are absent, and so are their clocks. */
  | {
      readonly kind: 'vulnerability'
      readonly finding: Finding
      readonly exploitedAwareOn?: CalendarDate
      readonly fixAvailableOn?: CalendarDate
    }
  | { readonly kind: 'new-version'; readonly part: string; readonly version: string }
  /** A laboratory, a body or a supplier stops. */
  | { readonly kind: 'actor-ends'; readonly name: string; readonly from: CalendarDate }
  /** Something was looked at, and the record of it is in hand; `meets` names assumptions that the record itself shows to be met. */
  | {
      readonly kind: 'evidence'
      readonly evidence: EvidenceRecord
      readonly meets: readonly { readonly part: string; readonly assumption: string }[]
    }
  /** An assumption is handed on to the users of the whole, as a duty of theirs. */
  | { readonly kind: 'assumption-lifted'; readonly part: string; readonly assumption: string }
  /** A set of requirements is superseded, or its citation in a register of standards ends; what was issued against it stands as issued. */
  | {
      readonly kind: 'standard-superseded'
      readonly standard: string
      readonly by?: string
      readonly from: CalendarDate
    }
  /** A published recognition ends. */
  | { readonly kind: 'recognition-ended'; readonly recognition: string; readonly from: CalendarDate }
  /** A state of the law takes another value. */
  | { readonly kind: 'law-state'; readonly state: string; readonly value: boolean; readonly from: CalendarDate }
  /** Somebody declares a fact, for instance that a body suspended a certificate on its decision. */
  | { readonly kind: 'fact'; readonly id: string; readonly fact: DeclaredFact }

/** Somebody who no longer works from a day on. */
export interface EndedActor {
  readonly name: string
  readonly from: CalendarDate
}

/** A dossier as events leave it. */
export interface Situation {
  readonly dossier: Dossier
  readonly findings: readonly Finding[]
  readonly ended: readonly EndedActor[]
}

export interface AppliedEvents extends Situation {
  /** Events that name nothing in this dossier, by their place in the list. */
  readonly strangers: readonly number[]
}

/** Lay events over a dossier, in the order given. */
export function applyEvents(before: Situation, events: readonly ChangeEvent[]): AppliedEvents {
  let situation = before
  const strangers: number[] = []
  events.forEach((event, i) => {
    const next = applyEvent(situation, event)
    if (next === undefined) strangers.push(i)
    else situation = next
  })
  return { ...situation, strangers }
}

function applyEvent(s: Situation, event: ChangeEvent): Situation | undefined {
  const { dossier } = s
  switch (event.kind) {
    case 'certificate-status':
      return onCertificate(s, event.certificate, (c) => ({
        ...c,
        // Records of the same day or later give way: the list stays in the order of days.
        status: [...c.status.filter((x) => x.from < event.from), { value: event.value, from: event.from }],
      }))
    case 'certificate-end':
      return onCertificate(s, event.certificate, (c) => ({ ...c, expires: event.expires }))
    case 'certificate-issued': {
      const named = new Set(event.parts)
      if (!dossier.parts.some((p) => named.has(p.id))) return undefined
      const parts = dossier.parts.map((p) =>
        named.has(p.id)
          ? { ...p, certificates: [...p.certificates.filter((c) => c !== event.certificate.id), event.certificate.id] }
          : p,
      )
      return {
        ...s,
        dossier: {
          ...dossier,
          parts,
          certificates: [...dossier.certificates.filter((c) => c.id !== event.certificate.id), event.certificate],
        },
      }
    }
    case 'vulnerability': {
      if (!dossier.parts.some((p) => p.id === event.finding.part)) return undefined
      const facts = new Map(dossier.facts)
      const { by, from } = event.finding
      if (event.exploitedAwareOn !== undefined)
        facts.set('vulnerability.exploited-aware-on', { value: event.exploitedAwareOn, by, on: from })
      if (event.fixAvailableOn !== undefined)
        facts.set('vulnerability.fix-available-on', { value: event.fixAvailableOn, by, on: from })
      const findings = [
        ...s.findings.filter((f) => f.id !== event.finding.id || f.part !== event.finding.part),
        event.finding,
      ]
      return { ...s, dossier: { ...dossier, facts }, findings }
    }
    case 'new-version':
      if (!dossier.parts.some((p) => p.id === event.part)) return undefined
      return {
        ...s,
        dossier: {
          ...dossier,
          parts: dossier.parts.map((p) => (p.id === event.part ? { ...p, version: event.version } : p)),
        },
      }
    case 'actor-ends':
      return namesActor(dossier, event.name)
        ? { ...s, ended: [...s.ended, { name: event.name, from: event.from }] }
        : undefined
    case 'evidence': {
      const { evidence, meets } = event
      if (evidence.part !== WHOLE && !dossier.parts.some((p) => p.id === evidence.part)) return undefined
      return {
        ...s,
        dossier: {
          ...dossier,
          evidence: [...dossier.evidence.filter((e) => e.id !== evidence.id), evidence],
          parts: meets.reduce((parts, m) => dischargedAlsoBy(parts, m.part, m.assumption, evidence.id), dossier.parts),
        },
      }
    }
    case 'assumption-lifted':
      if (!dossier.parts.some((p) => p.id === event.part && p.assumptions.some((a) => a.id === event.assumption)))
        return undefined
      return {
        ...s,
        dossier: { ...dossier, parts: dischargedAlsoBy(dossier.parts, event.part, event.assumption, ENVIRONMENT) },
      }
    case 'standard-superseded':
      return usesOfStandard(dossier, event.standard).length > 0 ? s : undefined
    // Which certificates a recognition concerns, and which conclusions a state, is looked up where the catalogue is at hand.
    case 'recognition-ended':
    case 'law-state':
      return s
    case 'fact':
      return { ...s, dossier: { ...dossier, facts: new Map([...dossier.facts, [event.id, event.fact]]) } }
    default:
      return event satisfies never
  }
}

function dischargedAlsoBy(parts: readonly Part[], part: string, assumption: string, name: string): readonly Part[] {
  return parts.map((p) =>
    p.id !== part
      ? p
      : {
          ...p,
          assumptions: p.assumptions.map((a) =>
            a.id !== assumption || a.dischargedBy.includes(name)
              ? a
              : { ...a, dischargedBy: [...a.dischargedBy, name] },
          ),
        },
  )
}

function onCertificate(s: Situation, id: string, change: (c: Certificate) => Certificate): Situation | undefined {
  if (!s.dossier.certificates.some((c) => c.id === id)) return undefined
  return {
    ...s,
    dossier: { ...s.dossier, certificates: s.dossier.certificates.map((c) => (c.id === id ? change(c) : c)) },
  }
}

function namesActor(dossier: Dossier, name: string): boolean {
  return (
    dossier.parts.some((p) => p.supplier?.name === name) ||
    dossier.certificates.some((c) => c.issuer?.name === name || c.facility?.name === name) ||
    dossier.evidence.some((e) => e.performer.who === name)
  )
}
