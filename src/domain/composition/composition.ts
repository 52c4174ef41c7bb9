/**
 * What the certified parts of a dossier prove together, on any day: one theory, four readings (holds, when, at which level, why).
 */
import {
  type Answer,
  type Atom,
  type Because,
  type OpenFact,
  type RuleStatement,
  type Theory,
  TheoryBuilder,
} from '../answers/index.ts'
import type { NativeLevel, ProfileInterval } from '../assurance/index.ts'
import type { Assumption, Certificate, DeclaredFact, Dossier, Guarantee, Part } from '../dossier/index.ts'
import { type Requirement, requirementKey } from '../requirements/index.ts'
import type { Truth } from '#fixpoint/index.ts'
import { circles, graphOf } from '#graph/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { Defect } from '#util/diagnostic.ts'
import type { IntervalSet } from '#util/interval-set.ts'
import { byText } from '#util/order.ts'
import {
  answerOf,
  certificateContext,
  type CertificateReading,
  certificateAtom,
  DEFAULT_FRESHNESS,
  endActor,
  type Freshness,
  groundCertificate,
  nativeLevelOf,
  readCertificate,
  usesOf,
} from './certificate-status.ts'
import {
  assumptionAtom,
  assuranceAtom,
  claimAtom,
  ENVIRONMENT,
  evidenceAtom,
  groundClaims,
  type GroundedClaims,
  partAssuranceAtom,
  standsAtom,
  type Support,
  WHOLE,
  wordAtom,
} from './claims.ts'
import { isAsDeep } from './depth.ts'
import type { Finding } from './finding.ts'
import type { CompositeRule } from './composite-rule.ts'
import {
  type CompositeReading,
  type GroundedRule,
  groundSchemeRules,
  isRuleInForce,
  readSchemeRule,
} from './scheme-rules.ts'
import { groundUpkeep } from './upkeep.ts'
import { type Crossing, crossingsOf, groundZones, type PlaceReading, readPlaces } from './zones.ts'
import { ownAssurance, readWays, type WaysReading } from './level.ts'

export interface CompositionContext {
  readonly levels: ReadonlyMap<string, NativeLevel>
  /** What schemes ask of compositions; without any, no composite answers are given. */
  readonly rules?: readonly CompositeRule[]
  readonly freshness?: Freshness
  /** Findings on parts, as events brought them. */
  readonly findings?: readonly Finding[]
  /** Suppliers, laboratories and bodies that stop working, each from a day on. */
  readonly ended?: readonly { readonly name: string; readonly from: CalendarDate }[]
}

/** discharged: somebody inside gives it; lifted: the users of the whole bear it; open: neither. */
export type Standing = 'open' | 'discharged' | 'lifted'

export interface AssumptionReading {
  readonly part: Part
  readonly assumption: Assumption
  readonly standing: Standing
  /** Who gives it: guarantees and evidence that hold or may hold; `environment` where lifted. */
  readonly by: readonly string[]
  /** Only the word of the maker of the whole stands behind it: enough to be discharged, not enough for a claim. */
  readonly onWordOnly: boolean
  /** Whether it is met by something that counts for claims. */
  readonly met: Truth
  readonly settledBy: readonly OpenFact[]
  readonly because: Because
}

export interface ClaimReading {
  readonly part: Part
  readonly guarantee: Guarantee
  readonly answer: Answer<true>
  readonly when: { readonly surely: IntervalSet; readonly possibly: IntervalSet }
  /** Per way of showing it, the assurance of its weakest link. */
  readonly ways: WaysReading
  /** Assumptions that the claim hands on to the environment of the whole. */
  readonly under: readonly string[]
}

/** Guarantees and assumptions that rest on each other, and whether anything outside the circle proves them all the same. */
export interface Circle {
  readonly members: readonly string[]
  readonly isProved: boolean
}

/** What counts for which requirements of a part on a day; only through its own selection. */
export interface PartEvidence {
  readonly part: string
  readonly by: { readonly kind: 'certificate' | 'evidence'; readonly id: string }
  /** covered: its own selection names them; not-known: it has no selection, its identity or status is open, or it names no version. */
  readonly coverage: 'covered' | 'not-known'
  /** Keys `set#requirement`; `all` for a certificate without a selection, which may bear on any. */
  readonly requirements: readonly string[] | 'all'
  readonly assurance: ProfileInterval
  readonly because: Because
}

/** A part and one that it leans on: whether the base is evaluated at least as deep. */
export interface BaseReading {
  readonly part: string
  readonly base: string
  readonly isAsDeep: Truth
}

export interface CompositionResult {
  readonly on: CalendarDate
  readonly certificates: readonly CertificateReading[]
  readonly claims: readonly ClaimReading[]
  readonly assumptions: readonly AssumptionReading[]
  readonly circles: readonly Circle[]
  readonly evidence: readonly PartEvidence[]
  readonly bases: readonly BaseReading[]
  /** Per part and base, by each scheme's own rules; apart from every computed level. */
  readonly composites: readonly CompositeReading[]
  readonly places: readonly PlaceReading[]
  readonly crossings: readonly Crossing[]
  /** The whole, from its own integration evidence over all its parts. */
  readonly whole: { readonly answer: Answer<true>; readonly ways: WaysReading }
  /** What must stand above a price: assumptions that are open or rest on a word, and what would settle them. */
  readonly aboveThePrice: readonly AssumptionReading[]
  readonly unresolved: GroundedClaims['unresolved']
}

/** One dossier's certificates and claims, grounded. Readings are made on demand and per day. */
export class Composition {
  readonly dossier: Dossier
  readonly context: CompositionContext
  readonly theory: Theory
  readonly #grounded: GroundedClaims
  readonly #composites: readonly GroundedRule[]
  readonly #ways = new Map<CalendarDate, (about: Atom) => WaysReading>()

  constructor(dossier: Dossier, context: CompositionContext) {
    this.dossier = dossier
    this.context = context
    const builder = new TheoryBuilder()
    const forCertificates = certificateContext(dossier, context.levels, context.freshness ?? DEFAULT_FRESHNESS)
    for (const c of dossier.certificates) groundCertificate(c, usesOf(c, dossier.parts), forCertificates, builder)
    this.#grounded = groundClaims(dossier, context.levels, context.findings ?? [], builder)
    groundUpkeep(dossier, this.#grounded, builder)
    this.#composites = groundSchemeRules(dossier, context.rules ?? [], context.levels, builder)
    groundZones(dossier, builder)
    for (const { name, from } of context.ended ?? []) endActor(name, from, builder)
    this.theory = builder.build()
  }

  // ---- single answers

  certificate(id: string, on: CalendarDate): CertificateReading {
    return readCertificate(this.theory, this.#certificateOf(id), this.context.levels, on)
  }

  claim(partId: string, guaranteeId: string, on: CalendarDate): ClaimReading {
    const part = this.#partOf(partId)
    const guarantee = part.guarantees.find((g) => g.id === guaranteeId)
    if (guarantee === undefined) throw new Defect(`part ${partId} gives no guarantee ${guaranteeId}`)
    const about = claimAtom(partId, guaranteeId)
    return {
      part,
      guarantee,
      answer: answerOf(this.theory, about, on),
      when: this.theory.when(about),
      ways: this.#waysOn(on)(about),
      under: this.#liftedBelow(partId),
    }
  }

  assumption(partId: string, assumptionId: string, on: CalendarDate): AssumptionReading {
    const part = this.#partOf(partId)
    const assumption = part.assumptions.find((a) => a.id === assumptionId)
    if (assumption === undefined) throw new Defect(`part ${partId} makes no assumption ${assumptionId}`)
    const about = assumptionAtom(partId, assumptionId)
    const met = this.theory.truth(about, on)
    const by = this.#dischargers(part, assumption)
      .filter((d) => this.theory.truth(d.atom, on) !== 'no')
      .map((d) => d.name)
    const lifted = assumption.dischargedBy.includes(ENVIRONMENT)
    const onWordOnly = by.length === 0 && !lifted && this.theory.truth(wordAtom(partId, assumptionId), on) === 'yes'
    const standing: Standing = by.length > 0 || onWordOnly ? 'discharged' : lifted ? 'lifted' : 'open'
    return {
      part,
      assumption,
      standing,
      by: standing === 'lifted' ? [ENVIRONMENT] : by,
      onWordOnly,
      met,
      settledBy: this.theory.settledBy(about, on),
      because: this.theory.because(onWordOnly ? wordAtom(partId, assumptionId) : about, on),
    }
  }

  // ---- everything on a day

  read(on: CalendarDate): CompositionResult {
    const assumptions = this.dossier.parts.flatMap((p) => p.assumptions.map((a) => this.assumption(p.id, a.id, on)))
    return {
      on,
      certificates: this.dossier.certificates.map((c) => this.certificate(c.id, on)),
      claims: this.dossier.parts.flatMap((p) => p.guarantees.map((g) => this.claim(p.id, g.id, on))),
      assumptions,
      circles: this.circles(on),
      evidence: this.evidence(on),
      bases: this.bases(on),
      composites: this.composites(on),
      places: readPlaces(this.dossier, this.theory, on),
      crossings: crossingsOf(this.dossier),
      whole: { answer: answerOf(this.theory, standsAtom(WHOLE), on), ways: this.#waysOn(on)(standsAtom(WHOLE)) },
      aboveThePrice: assumptions.filter(
        (a) => a.standing === 'open' || a.onWordOnly || (a.standing === 'discharged' && a.met !== 'yes'),
      ),
      unresolved: this.#grounded.unresolved,
    }
  }

  /**
   * Certificates and evidence per part, for the requirement keys they reach. Certificates that no part names are of the whole or of its
   * maker. Order: parts, then certificates, then those of the whole, then evidence, as written.
   */
  evidence(on: CalendarDate): readonly PartEvidence[] {
    const found: PartEvidence[] = []
    const bound = new Set(this.dossier.parts.flatMap((p) => p.certificates))
    for (const part of this.dossier.parts) {
      const named = this.dossier.certificates.filter((c) => part.certificates.includes(c.id))
      found.push(...named.flatMap((c) => this.#rowOf(c, part.id, on)))
    }
    for (const c of this.dossier.certificates) if (!bound.has(c.id)) found.push(...this.#rowOf(c, undefined, on))
    for (const e of this.dossier.evidence) {
      if (this.theory.truth(evidenceAtom(e.id), on) !== 'yes' || e.covers.length === 0) continue
      const supports = [{ kind: 'evidence', evidence: e, held: evidenceAtom(e.id) } as const]
      // A record of evidence names no version of what was looked at, so that it reaches the release in hand stays to be said.
      found.push({
        part: e.part,
        by: { kind: 'evidence', id: e.id },
        coverage: 'not-known',
        requirements: keysOf(e.covers.map(requirementKey)),
        assurance: ownAssurance(supports, this.theory, on, this.context.levels),
        because: this.theory.because(evidenceAtom(e.id), on),
      })
    }
    return found
  }

  /** Guarantees, assumptions and parts that rest on each other. Order: by first member. Cost: each clause once. */
  circles(on: CalendarDate): readonly Circle[] {
    const { system } = this.theory
    const from: number[] = []
    const to: number[] = []
    system.head.forEach((head, c) => {
      for (let i = system.bodyStart[c] as number; i < (system.bodyStart[c + 1] as number); i += 1) {
        from.push(head)
        to.push(system.body[i] as number)
      }
    })
    const holding = this.theory.holding(on)
    return circles(graphOf(system.atoms.length, from, to))
      .map((members) => {
        const named = members.filter((a) => /^computed:(claim|assumption|stands) /.test(system.atoms[a] as string))
        return {
          members: named.map((a) => (system.atoms[a] as string).replace(/^computed:\w+ /, '')).sort(byText),
          isProved: members.every((a) => holding.surely[a] === 1),
        }
      })
      .filter((c) => c.members.length > 0)
      .sort((a, b) => byText(a.members[0] as string, b.members[0] as string))
  }

  /**
   * Whether each base is evaluated at least as deep as the part that leans on it, design to life-cycle. Where it is not, the claim's level is
   * that of the base, and a reader is shown the exception. Order: parts as written, then bases. Source: enisa-eucs-2020, 24.4.
   */
  bases(on: CalendarDate): readonly BaseReading[] {
    return this.dossier.parts.flatMap((part) => {
      const own = this.assuranceOf(part.id, on)
      const names = new Set(part.assumptions.flatMap((a) => a.dischargedBy))
      return this.dossier.parts
        .filter((q) => q.id !== part.id && (part.dependsOn.includes(q.id) || q.guarantees.some((g) => names.has(g.id))))
        .map((q): BaseReading => ({ part: part.id, base: q.id, isAsDeep: isAsDeep(this.assuranceOf(q.id, on), own) }))
    })
  }

  /** Rules in force on the day, and those that a composition names. Order: parts, bases, rules as the catalogue has them. */
  composites(on: CalendarDate): readonly CompositeReading[] {
    return this.#composites
      .filter(({ rule, pair }) => isRuleInForce(rule, on) || pair.statement?.rules.includes(rule.id) === true)
      .map((grounded) => readSchemeRule(this.theory, grounded, on))
  }

  /** Per way of showing a conclusion, the assurance of its weakest link. */
  waysOf(about: Atom, on: CalendarDate): WaysReading {
    return this.#waysOn(on)(about)
  }

  /** What a part has of its own on a day, before anything beneath it is looked at. */
  assuranceOf(partId: string, on: CalendarDate): ProfileInterval {
    return ownAssurance(
      this.#grounded.supports.get(standsAtom(partId).text) ?? [],
      this.theory,
      on,
      this.context.levels,
    )
  }

  /** What stands behind one guarantee on a day: only what reaches the requirements it names. */
  assuranceBehind(partId: string, guaranteeId: string, on: CalendarDate): ProfileInterval {
    return ownAssurance(
      this.#grounded.supports.get(claimAtom(partId, guaranteeId).text) ?? [],
      this.theory,
      on,
      this.context.levels,
    )
  }

  ruleOf(clause: number): RuleStatement {
    return this.theory.ruleOf(clause)
  }

  /** What can show a guarantee, and (without one) what was looked at of the part; whether it counts is another question. */
  supportsOf(partId: string, guaranteeId?: string): readonly Support[] {
    const about = guaranteeId === undefined ? standsAtom(partId) : claimAtom(partId, guaranteeId)
    return this.#grounded.supports.get(about.text) ?? []
  }

  get unresolved(): GroundedClaims['unresolved'] {
    return this.#grounded.unresolved
  }

  // ---- inside

  /** What a certificate counts for where it may be re-used, or may: as used by a part, or of the whole. */
  #rowOf(certificate: Certificate, part: string | undefined, on: CalendarDate): readonly PartEvidence[] {
    const about = certificateAtom('reusable', certificate.id, part)
    const truth = this.theory.truth(about, on)
    if (truth === 'no') return []
    const selected = certificate.covers.filter((s) => s.selection !== undefined)
    const level = nativeLevelOf(certificate, this.context.levels)
    const support: Support = {
      kind: 'certificate',
      certificate,
      level,
      relied: certificateAtom('relied', certificate.id, part),
      reaches: undefined,
    }
    return [
      {
        part: part ?? WHOLE,
        by: { kind: 'certificate', id: certificate.id },
        coverage: truth === 'yes' && selected.length > 0 ? 'covered' : 'not-known',
        requirements:
          selected.length === 0 ? 'all' : keysOf(selected.flatMap((s) => s.requirements.map(requirementKey))),
        assurance: ownAssurance([support], this.theory, on, this.context.levels),
        because: this.theory.because(about, on),
      },
    ]
  }

  #dischargers(part: Part, a: Assumption): readonly { readonly name: string; readonly atom: Atom }[] {
    return a.dischargedBy.flatMap((name) => {
      const guarantees = this.dossier.parts
        .filter((p) => p.id !== part.id && p.guarantees.some((g) => g.id === name))
        .map((p) => ({ name, atom: claimAtom(p.id, name) }))
      const isEvidence = this.dossier.evidence.some((e) => e.id === name)
      return isEvidence ? [...guarantees, { name, atom: evidenceAtom(name) }] : guarantees
    })
  }

  /** Assumptions handed on to the environment by the part or by anything its claims can rest on. */
  #liftedBelow(partId: string): readonly string[] {
    const seen = new Set<string>()
    const lifted: string[] = []
    const stack = [partId]
    while (stack.length > 0) {
      const part = this.dossier.parts.find((p) => p.id === stack[stack.length - 1])
      stack.pop()
      if (part === undefined || seen.has(part.id)) continue
      seen.add(part.id)
      stack.push(...part.dependsOn)
      const providers = (name: string): readonly string[] =>
        this.dossier.parts.filter((p) => p.id !== part.id && p.guarantees.some((g) => g.id === name)).map((p) => p.id)
      for (const e of part.exposedTo ?? []) stack.push(e.part, ...e.isolatedBy.flatMap(providers))
      for (const a of part.assumptions) {
        if (a.dischargedBy.includes(ENVIRONMENT)) lifted.push(a.id)
        for (const name of a.dischargedBy) stack.push(...providers(name))
      }
    }
    return lifted.sort(byText)
  }

  #waysOn(on: CalendarDate): (about: Atom) => WaysReading {
    const known = this.#ways.get(on)
    if (known !== undefined) return known
    const assurance = new Map<string, ProfileInterval>()
    const put = (about: Atom, key: string): void => {
      assurance.set(
        about.text,
        ownAssurance(this.#grounded.supports.get(key) ?? [], this.theory, on, this.context.levels),
      )
    }
    for (const part of this.dossier.parts) {
      put(partAssuranceAtom(part.id), standsAtom(part.id).text)
      for (const g of part.guarantees) put(assuranceAtom(part.id, g.id), claimAtom(part.id, g.id).text)
    }
    put(partAssuranceAtom(WHOLE), standsAtom(WHOLE).text)
    const made = readWays(this.theory, on, assurance)
    this.#ways.set(on, made)
    return made
  }

  #partOf(id: string): Part {
    const part = this.dossier.parts.find((p) => p.id === id)
    if (part === undefined) throw new Defect(`the dossier has no part ${id}`)
    return part
  }

  #certificateOf(id: string): Certificate {
    const certificate = this.dossier.certificates.find((c) => c.id === id)
    if (certificate === undefined) throw new Defect(`the dossier has no certificate ${id}`)
    return certificate
  }
}

function keysOf(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].sort(byText)
}

export function compose(dossier: Dossier, context: CompositionContext): Composition {
  return new Composition(dossier, context)
}

/** What evidence or certificates say of one requirement: covered, not known, or nothing bears on it. */
export type CoverageVerdict = 'covered' | 'not-known' | 'not-covered'

/**
 * The best that any part's evidence says of a requirement on the day it was read for. A requirement of the whole is out of reach of a
 * certificate of a part that selects nothing; one that a declared fact denies is not covered, and not known while the fact is not stated.
 * Source: docs/composition.md, coverage.
 */
export function coverageOf(
  key: string,
  evidence: readonly PartEvidence[],
  requirement?: Pick<Requirement, 'isOfTheWhole' | 'deniedBy'>,
  facts: ReadonlyMap<string, DeclaredFact> = NO_FACTS,
): CoverageVerdict {
  const denial = requirement?.deniedBy === undefined ? undefined : facts.get(requirement.deniedBy)?.value
  if (denial === true) return 'not-covered'
  let verdict: CoverageVerdict =
    requirement?.deniedBy !== undefined && denial === undefined ? 'not-known' : 'not-covered'
  for (const e of evidence) {
    const reaches =
      e.requirements === 'all' ? requirement?.isOfTheWhole !== true || e.part === WHOLE : e.requirements.includes(key)
    if (reaches && e.coverage === 'covered' && verdict === 'not-covered') return 'covered'
    if (reaches) verdict = 'not-known'
  }
  return verdict
}

const NO_FACTS: ReadonlyMap<string, DeclaredFact> = new Map()
