/**
 * What parts prove together, as clauses: a guarantee may be relied on once something evaluated it, its part's assumptions are met, and
 * the parts beneath stand. The reading is a least fixed point, so guarantees that only vouch for each other prove nothing.
 */
import {
  type Atom,
  atom,
  type RuleStatement,
  SETTLED_FALSE,
  SETTLED_TRUE,
  type TheoryBuilder,
  UNSETTLED,
} from '../answers/index.ts'
import type { NativeLevel } from '../assurance/index.ts'
import type { Assumption, Certificate, Dossier, EvidenceRecord, Exposure, Guarantee, Part } from '../dossier/index.ts'
import { requirementKey } from '../requirements/index.ts'
import { toDayNumber } from '#util/calendar-date.ts'
import { interval } from '#util/interval-set.ts'
import { certificateAtom, nativeLevelOf } from './certificate-status.ts'
import { type Finding, undisturbedDays } from './finding.ts'

export const RULES = {
  shownByCertificate: {
    id: 'composition.shown-by-certificate',
    says: 'a guarantee is shown by a certificate of its part that may be leaned on and whose selection reaches it',
  },
  shownByEvidence: {
    id: 'composition.shown-by-evidence',
    says: 'a guarantee is shown by evidence on its part that covers every requirement it names',
  },
  claim: {
    id: 'composition.claim',
    says: 'a guarantee may be relied on when it is shown, each assumption of its part is met and each part beneath stands',
  },
  stands: {
    id: 'composition.part-stands',
    says: 'a part stands when something evaluated it, its assumptions are met and the parts beneath it stand',
  },
  metByGuarantee: {
    id: 'composition.met-by-guarantee',
    says: 'an assumption is met by a guarantee of another part that may itself be relied on',
  },
  metByEvidence: { id: 'composition.met-by-evidence', says: 'an assumption is met by evidence of the integration' },
  lifted: {
    id: 'composition.lifted',
    says: 'an assumption may be handed on to the environment of the whole, as a duty of its users',
  },
  metByUnnamed: {
    id: 'composition.met-by-unnamed',
    says: 'an assumption for which nothing is named is met only if somebody shows it',
  },
  whole: {
    id: 'composition.whole',
    says: 'the whole stands on evidence of its own integration and on every part; certified parts alone show nothing of it',
  },
  sound: {
    id: 'composition.finding',
    says: 'a finding on a part puts our reliance on it up for examination; it changes no record of an issuer',
  },
  unharmedByStanding: {
    id: 'composition.unharmed-by-standing',
    says: 'a part that can reach another does it no harm while it stands itself',
  },
  unharmedByIsolation: {
    id: 'composition.unharmed-by-isolation',
    says: 'a guarantee of isolation that may be relied on takes what lies behind it out of the closure',
  },
  word: {
    id: 'composition.word',
    says: 'the maker of the whole states it of a part that it makes itself; a statement about use, no evidence',
  },
} as const satisfies Readonly<Record<string, RuleStatement>>

export function claimAtom(part: string, guarantee: string): Atom<'computed'> {
  return atom('computed', `claim ${part}/${guarantee}`)
}

export function assumptionAtom(part: string, assumption: string): Atom<'computed'> {
  return atom('computed', `assumption ${part}/${assumption}`)
}

/** The assumption is met at least by the word of the maker of the whole. */
export function wordAtom(part: string, assumption: string): Atom<'computed'> {
  return atom('computed', `word ${part}/${assumption}`)
}

export function standsAtom(part: string): Atom<'computed'> {
  return atom('computed', `stands ${part}`)
}

/** Carries the assurance behind a guarantee in the reading "at which level"; holds in every other reading. */
export function assuranceAtom(part: string, guarantee: string): Atom<'computed'> {
  return atom('computed', `assurance ${part}/${guarantee}`)
}

export function partAssuranceAtom(part: string): Atom<'computed'> {
  return atom('computed', `assurance ${part}`)
}

/** No finding on the part stands against our reliance on it. Only parts with findings have it. */
export function soundAtom(part: string): Atom<'computed'> {
  return atom('computed', `sound ${part}`)
}

export function evidenceAtom(id: string): Atom<'declared'> {
  return atom('declared', `evidence ${id}`)
}

export const WHOLE = 'whole'
export const ENVIRONMENT = 'environment'

/** What can show a guarantee, with the profile it brings. */
export type Support =
  | {
      readonly kind: 'certificate'
      readonly certificate: Certificate
      readonly level: NativeLevel | undefined
      readonly relied: Atom<'computed'>
      readonly reaches: Atom<'declared'> | undefined
    }
  | { readonly kind: 'evidence'; readonly evidence: EvidenceRecord; readonly held: Atom<'declared'> }

export interface GroundedClaims {
  /** Per claim atom: what could show it. */
  readonly supports: ReadonlyMap<string, readonly Support[]>
  /** Names under `dischargedBy` that are neither a guarantee of another part nor an evidence record. */
  readonly unresolved: readonly { readonly part: string; readonly assumption: string; readonly name: string }[]
}

/** Write the claims, assumptions and parts of a dossier into `theory`; its certificates must be written too. Cost: parts × what they name. */
export function groundClaims(
  dossier: Dossier,
  levels: ReadonlyMap<string, NativeLevel>,
  findings: readonly Finding[],
  theory: TheoryBuilder,
): GroundedClaims {
  return new ClaimGrounder(dossier, levels, findings, theory).ground()
}

class ClaimGrounder {
  readonly #dossier: Dossier
  readonly #levels: ReadonlyMap<string, NativeLevel>
  readonly #findings: readonly Finding[]
  readonly #theory: TheoryBuilder
  readonly #providers = new Map<string, { readonly part: Part; readonly guarantee: Guarantee }[]>()
  readonly #supports = new Map<string, readonly Support[]>()
  readonly #unresolved: { readonly part: string; readonly assumption: string; readonly name: string }[] = []

  constructor(
    dossier: Dossier,
    levels: ReadonlyMap<string, NativeLevel>,
    findings: readonly Finding[],
    theory: TheoryBuilder,
  ) {
    this.#dossier = dossier
    this.#levels = levels
    this.#findings = findings
    this.#theory = theory
    for (const part of dossier.parts) {
      for (const guarantee of part.guarantees)
        this.#providers.set(guarantee.id, [...(this.#providers.get(guarantee.id) ?? []), { part, guarantee }])
    }
  }

  ground(): GroundedClaims {
    for (const e of this.#dossier.evidence) this.#evidence(e)
    for (const part of this.#dossier.parts) this.#part(part)
    this.#whole()
    return { supports: this.#supports, unresolved: this.#unresolved }
  }

  #evidence(e: EvidenceRecord): void {
    const days = interval(toDayNumber(e.on), e.expires === undefined ? undefined : toDayNumber(e.expires) + 1)
    this.#theory.fact(evidenceAtom(e.id), { surely: days, possibly: days, by: e.performer.who })
    const until = e.expires === undefined ? '' : `, until ${e.expires}`
    this.#word(
      evidenceAtom(e.id),
      `${e.id}: ${e.activity} by ${e.performer.who} of ${e.on}${until}`,
      `${e.id} (${e.activity}) does not count on this day: it is of ${e.on}${until}`,
    )
  }

  #part(part: Part): void {
    const met = [...part.assumptions.map((a) => this.#assumption(part, a)), ...this.#sound(part)]
    const beneath = part.dependsOn.filter((id) => id !== WHOLE).map(standsAtom)
    const unharmed = (part.exposedTo ?? []).map((e) => ({ ...e, atom: this.#unharmed(part, e) }))
    for (const g of part.guarantees) {
      const claim = claimAtom(part.id, g.id)
      const supports = this.#supportsOf(part, g)
      this.#supports.set(claim.text, supports)
      const shown = atom('computed', `shown ${part.id}/${g.id}`)
      this.#word(
        shown,
        `something evaluated ${g.id} (${g.says})`,
        `nothing that counts on this day evaluated ${g.id} (${g.says})`,
      )
      this.#show(shown, supports)
      const assurance = assuranceAtom(part.id, g.id)
      this.#theory.fact(assurance, SETTLED_TRUE)
      this.#word(assurance, `the assurance behind ${g.id}`, `no assurance behind ${g.id}`)
      // A guarantee of isolation withstands what it keeps away: that is what its evaluation looked at.
      const kept = unharmed.filter((e) => !e.isolatedBy.includes(g.id)).map((e) => e.atom)
      this.#theory.conclude(claim, [shown, assurance, ...met, ...beneath, ...kept], RULES.claim)
      this.#word(claim, `${g.id} may be relied on: ${g.says}`, `nothing shows that ${g.id} may be relied on: ${g.says}`)
    }
    const evaluated = atom('computed', `evaluated ${part.id}`)
    this.#word(evaluated, `something evaluated ${part.name}`, `nothing that counts on this day evaluated ${part.name}`)
    const supports = this.#supportsOf(part, undefined)
    this.#supports.set(standsAtom(part.id).text, supports)
    this.#show(evaluated, supports)
    this.#theory.fact(partAssuranceAtom(part.id), SETTLED_TRUE)
    this.#word(partAssuranceAtom(part.id), `the assurance behind ${part.name}`, `no assurance behind ${part.name}`)
    this.#theory.conclude(
      standsAtom(part.id),
      [evaluated, partAssuranceAtom(part.id), ...met, ...beneath, ...unharmed.map((e) => e.atom)],
      RULES.stands,
    )
    this.#word(standsAtom(part.id), `${part.name} stands`, `${part.name} does not stand`)
  }

  /** Whether a part that can reach this one does it no harm: it stands itself, or a guarantee keeps it away. */
  #unharmed(part: Part, exposure: Exposure): Atom<'computed'> {
    const made = atom('computed', `unharmed ${part.id} by ${exposure.part}`)
    this.#theory.conclude(made, [standsAtom(exposure.part)], RULES.unharmedByStanding)
    for (const name of exposure.isolatedBy)
      for (const p of this.#providers.get(name) ?? [])
        this.#theory.conclude(made, [claimAtom(p.part.id, name)], RULES.unharmedByIsolation)
    this.#word(
      made,
      `${exposure.part} cannot harm ${part.name}`,
      `nothing shows that ${exposure.part} cannot harm ${part.name}: it does not stand itself, and no guarantee keeps it away`,
    )
    return made
  }

  /** For a part with findings: whether our reliance on it stands on the day. */
  #sound(part: Part): readonly Atom<'computed'>[] {
    const found = this.#findings.filter((f) => f.part === part.id)
    if (found.length === 0) return []
    const sound = soundAtom(part.id)
    const days = found.map((f) => this.#undisturbed(part, f))
    this.#theory.conclude(sound, days, RULES.sound)
    this.#word(
      sound,
      `no finding on ${part.name} stands against our reliance on it`,
      `a finding stands against our reliance on ${part.name}`,
    )
    return [sound]
  }

  #undisturbed(part: Part, f: Finding): Atom<'declared'> {
    const made = atom('declared', `undisturbed ${part.id} by ${f.id}`)
    const days = undisturbedDays(f)
    this.#theory.fact(made, {
      ...days,
      by: f.by,
      asks: {
        id: f.id,
        what: 'dossier-fact',
        question: `Does ${part.name}, as used here, withstand ${f.id} at the attack potential its evaluation claims?`,
        why: 'Until that is rated, whether the guarantees of the part may be relied on is not known.',
      },
    })
    this.#word(
      made,
      `${f.id} does not stand against ${part.name}`,
      `${part.name} does not withstand ${f.id}, by ${f.by}`,
    )
    return made
  }

  #show(head: Atom<'computed'>, supports: readonly Support[]): void {
    for (const s of supports) {
      if (s.kind === 'certificate')
        this.#theory.conclude(
          head,
          [s.relied, ...(s.reaches === undefined ? [] : [s.reaches])],
          RULES.shownByCertificate,
        )
      else this.#theory.conclude(head, [s.held], RULES.shownByEvidence)
    }
  }

  /** What can show a guarantee of the part, or (without one) that the part was looked at. */
  #supportsOf(part: Part, guarantee: Guarantee | undefined): readonly Support[] {
    const supports: Support[] = []
    for (const id of part.certificates) {
      const certificate = this.#dossier.certificates.find((c) => c.id === id)
      if (certificate === undefined) continue
      const level = nativeLevelOf(certificate, this.#levels)
      // A certificate of a management system or a development process tests no guarantee of what is made or run under it.
      if (level !== undefined && (level.targetType === 'organisation' || level.targetType === 'process')) continue
      const reaches = guarantee === undefined ? undefined : this.#reaches(certificate, part, guarantee)
      supports.push({
        kind: 'certificate',
        certificate,
        level,
        relied: certificateAtom('relied', id, part.id),
        reaches,
      })
    }
    for (const evidence of this.#dossier.evidence) {
      if (evidence.part !== part.id) continue
      if (guarantee !== undefined && !coversAll(evidence, guarantee)) continue
      if (guarantee === undefined && evidence.gives.length === 0) continue
      supports.push({ kind: 'evidence', evidence, held: evidenceAtom(evidence.id) })
    }
    return supports
  }

  /** Whether the certificate's own selection reaches the requirements a guarantee names; undefined where it names none. */
  #reaches(certificate: Certificate, part: Part, guarantee: Guarantee): Atom<'declared'> | undefined {
    if (guarantee.requirements.length === 0) return undefined
    const made = atom('declared', `${certificate.id} reaches ${part.id}/${guarantee.id}`)
    const selected = new Set(
      certificate.covers.filter((s) => s.selection !== undefined).flatMap((s) => s.requirements.map(requirementKey)),
    )
    const missing = guarantee.requirements.map(requirementKey).filter((k) => !selected.has(k))
    const settled = missing.length === 0 ? SETTLED_TRUE : selected.size === 0 ? UNSETTLED : SETTLED_FALSE
    this.#theory.fact(made, {
      ...settled,
      asks: {
        id: certificate.id,
        what: 'dossier-fact',
        question: `Which requirements does the selection of ${certificate.id} hold?`,
        why: `Without its selection it is not known to reach ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' and others' : ''}.`,
      },
    })
    this.#word(
      made,
      `the selection of ${certificate.id} reaches ${guarantee.id}`,
      `the selection of ${certificate.id} does not reach ${missing.slice(0, 5).join(', ')}`,
    )
    return made
  }

  #assumption(part: Part, a: Assumption): Atom<'computed'> {
    const met = assumptionAtom(part.id, a.id)
    const word = wordAtom(part.id, a.id)
    this.#word(met, `${a.id} is met: ${a.says}`, `${a.id} is not met: ${a.says}`)
    this.#word(word, `${a.id} is at least stated: ${a.says}`, `${a.id} is not even stated: ${a.says}`)
    this.#theory.conclude(word, [met], RULES.word)
    for (const name of a.dischargedBy) this.#discharge(part, a, name, met, word)
    if (a.dischargedBy.length === 0) {
      const open = atom('declared', `shown somewhere ${part.id}/${a.id}`)
      this.#theory.fact(open, {
        ...UNSETTLED,
        asks: {
          id: a.id,
          what: 'dossier-fact',
          question: `What shows that ${a.says}?`,
          why: `${part.name} assumes it, and the dossier names no guarantee, no evidence and no duty of its users for it.`,
        },
      })
      this.#word(open, `something shows that ${a.says}`, `nothing shows that ${a.says}`)
      this.#theory.conclude(met, [open], RULES.metByUnnamed)
    }
    return met
  }

  #discharge(part: Part, a: Assumption, name: string, met: Atom<'computed'>, word: Atom<'computed'>): void {
    if (name === ENVIRONMENT) {
      const lifted = atom('declared', `environment bears ${part.id}/${a.id}`)
      this.#theory.fact(lifted, SETTLED_TRUE)
      this.#word(lifted, `handed on to the environment of the whole: ${a.says}`, `not handed on: ${a.says}`)
      this.#theory.conclude(met, [lifted], RULES.lifted)
      return
    }
    const providers = (this.#providers.get(name) ?? []).filter((p) => p.part.id !== part.id)
    for (const p of providers) {
      this.#theory.conclude(met, [claimAtom(p.part.id, p.guarantee.id)], RULES.metByGuarantee)
      if (p.part.origin === 'made') this.#theory.conclude(word, this.#stated(p.part, p.guarantee), RULES.word)
    }
    const isEvidence = this.#dossier.evidence.some((e) => e.id === name)
    if (isEvidence) this.#theory.conclude(met, [evidenceAtom(name)], RULES.metByEvidence)
    if (providers.length === 0 && !isEvidence) this.#unresolved.push({ part: part.id, assumption: a.id, name })
  }

  /** The maker's own statement, which counts only as far as what it assumes is at least stated too. */
  #stated(part: Part, guarantee: Guarantee): readonly Atom<'computed' | 'declared'>[] {
    const stated = atom('declared', `stated ${part.id}/${guarantee.id}`)
    this.#theory.fact(stated, { ...SETTLED_TRUE, by: this.#dossier.manufacturer?.name ?? 'the author of the dossier' })
    this.#word(stated, `the maker states: ${guarantee.says}`, `the maker does not state: ${guarantee.says}`)
    return [stated, ...part.assumptions.map((a) => wordAtom(part.id, a.id))]
  }

  #whole(): void {
    const whole = standsAtom(WHOLE)
    this.#word(whole, 'the whole stands', 'the whole does not stand')
    const integrated = atom('computed', 'integration evaluated')
    this.#word(
      integrated,
      'something evaluated the integration',
      'nothing that counts on this day evaluated the integration',
    )
    const supports: Support[] = this.#dossier.evidence
      .filter((e) => e.part === WHOLE && e.gives.length > 0)
      .map((evidence) => ({ kind: 'evidence', evidence, held: evidenceAtom(evidence.id) }))
    this.#supports.set(whole.text, supports)
    this.#show(integrated, supports)
    this.#theory.fact(partAssuranceAtom(WHOLE), SETTLED_TRUE)
    this.#word(partAssuranceAtom(WHOLE), 'the assurance of the integration', 'no assurance of the integration')
    this.#theory.conclude(
      whole,
      [integrated, partAssuranceAtom(WHOLE), ...this.#dossier.parts.map((p) => standsAtom(p.id))],
      RULES.whole,
    )
  }

  #word(about: Atom, holds: string, fails: string): void {
    this.#theory.word(about, { holds, fails })
  }
}

function coversAll(evidence: EvidenceRecord, guarantee: Guarantee): boolean {
  if (guarantee.requirements.length === 0) return false
  const covered = new Set(evidence.covers.map(requirementKey))
  return guarantee.requirements.every((r) => covered.has(requirementKey(r)))
}
