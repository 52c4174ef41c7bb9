/**
 * Composite answers by the schemes' own rules: for each part and each base it stands on, the conditions of every rule that speaks of the
 * two, as clauses of the same theory. The answer is ours (computed) and stands apart from the computed level: one says whether a scheme's
 * conditions are met, the other what the evidence shows.
 */
import type { Truth } from '#fixpoint/index.ts'
import { addMonths, type CalendarDate, toDayNumber } from '#util/calendar-date.ts'
import { type IntervalSet, interval } from '#util/interval-set.ts'
import {
  type Answer,
  type Atom,
  atom,
  type Because,
  type OpenFact,
  type RuleStatement,
  SETTLED_FALSE,
  SETTLED_TRUE,
  type Theory,
  type TheoryBuilder,
  UNSETTLED,
} from '../answers/index.ts'
import { type NativeLevel, packageIncludes, readPrintedLevel } from '../assurance/index.ts'
import type {
  Assumption,
  Certificate,
  CompositionMethod,
  CompositionStatement,
  Dossier,
  Part,
} from '../dossier/index.ts'
import { answerOf, certificateAtom, inForceAtom, nativeLevelOf, originOf } from './certificate-status.ts'
import { assumptionAtom, evidenceAtom, WHOLE } from './claims.ts'
import type { CertificateKinds, CompositeCondition, CompositeRule, Side } from './composite-rule.ts'
import { isAsDeep } from './depth.ts'
import { profileOfCertificate } from './level.ts'

/** A part (or the whole) and one base that it stands on, with what its author states of the two. */
export interface Pair {
  readonly part: Part | undefined
  readonly base: Part
  readonly statement: CompositionStatement | undefined
}

export interface ConditionReading {
  readonly condition: CompositeCondition
  readonly truth: Truth
  /** Met only by what the scheme accepts in its place. */
  readonly byException: boolean
  /** For a condition whose text was not read: what its test would say. */
  readonly ifSo: Truth
  readonly because: Because
  readonly settledBy: readonly OpenFact[]
}

export interface CompositeReading {
  readonly rule: CompositeRule
  /** Id of the dependent part, or `whole`. */
  readonly part: string
  readonly base: string
  readonly method: CompositionMethod
  readonly wanted: string | undefined
  readonly answer: Answer<true>
  readonly when: { readonly surely: IntervalSet; readonly possibly: IntervalSet }
  readonly conditions: readonly ConditionReading[]
}

/** What was grounded: a rule for a pair. */
export interface GroundedRule {
  readonly rule: CompositeRule
  readonly pair: Pair
  readonly wanted: string | undefined
}

/**
 * The pairs of a dossier: those its author states; every part with what it is built on or what discharges its assumptions; and the whole
 * with every certified part that nothing else stands on.
 * Order: parts as written, then bases; those of the whole last.
 */
export function compositionPairs(dossier: Dossier): readonly Pair[] {
  const statements = dossier.compositions ?? []
  const found: Pair[] = []
  const add = (part: Part | undefined, base: Part | undefined): void => {
    if (base === undefined || base === part) return
    if (found.some((p) => p.part === part && p.base === base)) return
    const statement = statements.find((s) => s.part === (part?.id ?? WHOLE) && s.base === base.id)
    found.push({ part, base, statement })
  }
  const named = (id: string): Part | undefined => dossier.parts.find((p) => p.id === id)
  for (const part of dossier.parts) {
    for (const s of statements) if (s.part === part.id) add(part, named(s.base))
    for (const id of part.dependsOn) add(part, named(id))
    const names = new Set(part.assumptions.flatMap((a) => a.dischargedBy))
    for (const base of dossier.parts) if (base.guarantees.some((g) => names.has(g.id))) add(part, base)
  }
  for (const s of statements) if (s.part === WHOLE) add(undefined, named(s.base))
  const beneath = new Set(found.map((p) => p.base))
  for (const base of dossier.parts) if (base.certificates.length > 0 && !beneath.has(base)) add(undefined, base)
  return found
}

/** Ways in which a product simply uses a certified part, so that they are read of the whole without being asked for. */
const USED_BY_THE_WHOLE: ReadonlySet<CompositionMethod> = new Set(['embedded', 're-use', 'certified-base'])

function pairName(pair: Pair): string {
  return `${pair.part?.id ?? WHOLE}/${pair.base.id}`
}

export function compositeAtom(rule: string, pair: Pair): Atom<'computed'> {
  return atom('computed', `composite ${rule} ${pairName(pair)}`)
}

function conditionAtom(rule: string, pair: Pair, condition: string): Atom<'computed'> {
  return atom('computed', `composite ${rule} ${pairName(pair)} ${condition}`)
}

function testAtom(rule: string, pair: Pair, condition: string): Atom<'computed'> {
  return atom('computed', `tested ${rule} ${pairName(pair)} ${condition}`)
}

/** Write every rule for every pair it speaks of; certificates and claims must be written already. Cost: pairs × rules × conditions. */
export function groundSchemeRules(
  dossier: Dossier,
  rules: readonly CompositeRule[],
  levels: ReadonlyMap<string, NativeLevel>,
  theory: TheoryBuilder,
): readonly GroundedRule[] {
  const grounded: GroundedRule[] = []
  for (const pair of compositionPairs(dossier)) {
    for (const rule of rules) {
      if (!isRead(rule, pair, dossier, levels)) continue
      const wanted = wantedOf(pair, dossier)
      new RuleGrounder(rule, pair, wanted, dossier, levels, theory).ground()
      grounded.push({ rule, pair, wanted })
    }
  }
  return grounded
}

function isRead(rule: CompositeRule, pair: Pair, dossier: Dossier, levels: ReadonlyMap<string, NativeLevel>): boolean {
  const { statement } = pair
  if (statement?.rules.includes(rule.id)) return true
  if (statement?.method !== undefined && statement.method !== rule.method) return false
  const asked = statement?.method !== undefined
  if (rule.onlyWhenAsked && !asked) return false
  if (pair.part === undefined && statement === undefined && !USED_BY_THE_WHOLE.has(rule.method)) return false
  return certificatesOf(pair.base, dossier).some((c) => isOfKind(c, rule.speaksOf, levels))
}

function certificatesOf(part: Part, dossier: Dossier): readonly Certificate[] {
  return dossier.certificates.filter((c) => part.certificates.includes(c.id))
}

function isOfKind(c: Certificate, kinds: CertificateKinds, levels: ReadonlyMap<string, NativeLevel>): boolean {
  const origin = originOf(c, levels)
  return (
    kinds.registers.includes(origin.register) ||
    (origin.level !== undefined && kinds.schemes.includes(origin.level.scheme))
  )
}

/** The level wanted of the dependent part: as stated, or that of the one certificate it already has. */
function wantedOf(pair: Pair, dossier: Dossier): string | undefined {
  if (pair.statement?.wanted !== undefined) return pair.statement.wanted
  if (pair.part === undefined) return undefined
  const own = certificatesOf(pair.part, dossier)
  return own.length === 1 ? own[0]?.level : undefined
}

class RuleGrounder {
  readonly #rule: CompositeRule
  readonly #pair: Pair
  readonly #wanted: string | undefined
  readonly #dossier: Dossier
  readonly #levels: ReadonlyMap<string, NativeLevel>
  readonly #theory: TheoryBuilder
  readonly #counting: readonly Certificate[]

  constructor(
    rule: CompositeRule,
    pair: Pair,
    wanted: string | undefined,
    dossier: Dossier,
    levels: ReadonlyMap<string, NativeLevel>,
    theory: TheoryBuilder,
  ) {
    this.#rule = rule
    this.#pair = pair
    this.#wanted = wanted
    this.#dossier = dossier
    this.#levels = levels
    this.#theory = theory
    this.#counting = certificatesOf(pair.base, dossier).filter((c) => isOfKind(c, rule.counts, levels))
  }

  ground(): void {
    const head = compositeAtom(this.#rule.id, this.#pair)
    const conditions = this.#rule.conditions.map((c) => this.#condition(c))
    this.#theory.conclude(head, conditions, {
      id: `composite:${this.#rule.id}`,
      says: `${this.#rule.name}: every condition is met`,
      citation: this.#rule.citation,
      ...(this.#rule.from === undefined ? {} : { from: this.#rule.from }),
      ...(this.#rule.until === undefined ? {} : { until: this.#rule.until }),
    })
    const on = `${this.#pair.part?.name ?? 'the whole'} on ${this.#pair.base.name}`
    this.#word(
      head,
      `${this.#rule.name}, ${on}: every condition that the scheme sets is met`,
      `${this.#rule.name}, ${on}: not every condition that the scheme sets is met`,
    )
  }

  #condition(c: CompositeCondition): Atom<'computed'> {
    const met = conditionAtom(this.#rule.id, this.#pair, c.id)
    const tested = testAtom(this.#rule.id, this.#pair, c.id)
    const rule: RuleStatement = { id: `composite:${this.#rule.id}:${c.id}`, says: c.says, citation: c.citation }
    this.#word(met, c.says, `it is not so that ${c.says}`)
    this.#word(tested, c.says, `it is not so that ${c.says}`)
    this.#test(c, tested, rule)
    if (c.citation.standing === 'unchecked') this.#unread(c, met, tested, rule)
    else this.#theory.conclude(met, [tested], rule)
    if (c.exception !== undefined) {
      const accepted = this.#stated(c.exception.fact, `Is it so that ${c.exception.says}?`, c.exception.says)
      this.#theory.conclude(met, [accepted], {
        id: `composite:${this.#rule.id}:${c.id}:exception`,
        says: `by way of exception: ${c.exception.says}`,
        citation: c.exception.citation,
      })
    }
    return met
  }

  /** The wording was not read: it may ask for more than the test, or for nothing of the kind. */
  #unread(c: CompositeCondition, met: Atom<'computed'>, tested: Atom<'computed'>, rule: RuleStatement): void {
    const says = atom('law', `text ${this.#rule.id} ${c.id}`)
    const other = atom('law', `other text ${this.#rule.id} ${c.id}`)
    const asks: OpenFact = {
      id: `${this.#rule.id}:${c.id}`,
      what: 'unchecked-rule',
      question: `Does ${c.citation.source === '' ? 'the scheme' : c.citation.source}${c.citation.at === '' ? '' : `, ${c.citation.at},`} ask that ${c.says}?`,
      why: 'The wording was not read.',
    }
    for (const a of [says, other]) this.#theory.fact(a, { ...UNSETTLED, citation: c.citation, asks })
    this.#word(says, 'the text, which was not read, asks just that', 'the text does not ask just that')
    this.#word(other, 'the text, which was not read, asks for something else that is met', 'the text asks for it')
    this.#theory.conclude(met, [tested, says], rule)
    this.#theory.conclude(met, [other], rule)
  }

  #test(c: CompositeCondition, head: Atom<'computed'>, rule: RuleStatement): void {
    const { test } = c
    switch (test.kind) {
      case 'certified':
        for (const x of this.#counting) this.#theory.conclude(head, [this.#held(x)], rule)
        return
      case 'in-force':
        for (const x of this.#counting) this.#theory.conclude(head, [inForceAtom(x.id)], rule)
        return
      case 'exact-version':
        for (const x of this.#counting)
          this.#theory.conclude(head, [certificateAtom('relied', x.id, this.#pair.base.id)], rule)
        return
      case 'report-age':
        for (const x of this.#counting) this.#theory.conclude(head, [this.#recent(x, test.months)], rule)
        return
      case 'at-least':
        for (const x of this.#counting) this.#theory.conclude(head, [this.#covers(x, test.order)], rule)
        return
      case 'assumptions':
        this.#theory.conclude(head, this.#assumptions(test.of, test.whose), rule)
        return
      case 'caveats':
        this.#theory.conclude(head, this.#caveats(), rule)
        return
      case 'dependent-certified':
        for (const x of this.#ownCertificates())
          this.#theory.conclude(head, [certificateAtom('relied', x.id, this.#pair.part?.id)], rule)
        return
      case 'evidence':
        for (const e of this.#dossier.evidence)
          if (test.activities.includes(e.activity) && this.#isOn(e.part, test.whose))
            this.#theory.conclude(head, [evidenceAtom(e.id)], rule)
        return
      case 'stated':
        this.#theory.conclude(head, [this.#stated(test.fact, test.question, c.says)], rule)
        return
      case 'unread': {
        const open = atom('law', `not public ${this.#rule.id} ${c.id}`)
        this.#theory.fact(open, { ...UNSETTLED, citation: c.citation })
        this.#word(open, c.says, `it is not so that ${c.says}`)
        this.#theory.conclude(head, [open], rule)
        return
      }
      default:
        test satisfies never
    }
  }

  #held(c: Certificate): Atom<'law' | 'declared'> {
    const made = atom(c.citation === undefined ? 'declared' : 'law', `held ${c.id}`)
    const from = c.issued === undefined ? undefined : toDayNumber(c.issued)
    const days = interval(from, undefined)
    this.#theory.fact(made, {
      surely: days,
      possibly: days,
      ...(c.citation === undefined ? {} : { citation: c.citation }),
    })
    const issued = c.issued === undefined ? '' : `, issued on ${c.issued}`
    this.#word(made, `${c.id} was issued at ${c.level}${issued}`, `${c.id} was not yet issued${issued}`)
    return made
  }

  #recent(c: Certificate, months: number): Atom<'computed'> {
    const made = atom('computed', `report of ${c.id} within ${months} months for ${pairName(this.#pair)}`)
    const dated = this.#pair.statement?.reportDated ?? c.issued
    const days =
      dated === undefined ? undefined : interval(toDayNumber(dated), toDayNumber(addMonths(dated, months)) + 1)
    this.#theory.fact(made, {
      ...(days === undefined ? UNSETTLED : { surely: days, possibly: days }),
      asks: {
        id: `${pairName(this.#pair)}:reportDated`,
        what: 'dossier-fact',
        question: `Of which day is the evaluation report behind ${c.id}?`,
        why: `It counts for ${months} months.`,
      },
    })
    const of = dated === undefined ? '' : ` (of ${dated})`
    this.#word(
      made,
      `the report behind ${c.id}${of} is at most ${months} months old`,
      `the report behind ${c.id}${of} is older than ${months} months, or of a later day`,
    )
    return made
  }

  #covers(c: Certificate, order: 'depth' | readonly (readonly string[])[]): Atom<'computed'> {
    const wanted = this.#wanted
    const made = atom(
      'computed',
      `${c.id} covers ${wanted ?? 'the level wanted'} by ${this.#rule.id} for ${pairName(this.#pair)}`,
    )
    const truth = wanted === undefined ? 'not-known' : this.#isAtLeast(c, wanted, order)
    this.#theory.fact(made, {
      ...(truth === 'yes' ? SETTLED_TRUE : truth === 'no' ? SETTLED_FALSE : UNSETTLED),
      asks:
        wanted === undefined
          ? {
              id: `${pairName(this.#pair)}:wanted`,
              what: 'dossier-fact',
              question: `Which level is wanted of ${this.#pair.part?.name ?? 'the whole'}?`,
              why: 'The base has to be certified at least as high.',
            }
          : {
              id: c.id,
              what: 'dossier-fact',
              question: `Which components stand behind ${c.level} of ${c.id}, and behind ${wanted}?`,
              why: 'As printed, one is not known to cover the other.',
            },
    })
    this.#word(
      made,
      `${c.id} (${c.level}) covers ${wanted ?? 'the level wanted'}`,
      `${c.id} (${c.level}) does not cover ${wanted ?? 'the level wanted'}`,
    )
    return made
  }

  #isAtLeast(c: Certificate, wanted: string, order: 'depth' | readonly (readonly string[])[]): Truth {
    const own = nativeLevelOf(c, this.#levels)
    const read = readPrintedLevel(wanted, this.#levels)
    const target = read.kind === 'native' ? read.level : undefined
    if (own === undefined || target === undefined) return 'not-known'
    // Two packages of one edition share what is unknown of their scheme, which bounds alone would leave open.
    if (order === 'depth' && packageIncludes(own, target)) return 'yes'
    if (order === 'depth') return isAsDeep(profileOfCertificate(c, own, this.#levels), target.profile)
    const rank = (id: string): number => order.findIndex((same) => same.includes(id))
    if (rank(own.id) === -1 || rank(target.id) === -1) return 'not-known'
    return rank(own.id) >= rank(target.id) ? 'yes' : 'no'
  }

  /** Certificates of the dependent part that count; of the whole, those that no part names. */
  #ownCertificates(): readonly Certificate[] {
    const { part } = this.#pair
    const own =
      part === undefined
        ? this.#dossier.certificates.filter((c) => !this.#dossier.parts.some((p) => p.certificates.includes(c.id)))
        : certificatesOf(part, this.#dossier)
    return own.filter((c) => isOfKind(c, this.#rule.counts, this.#levels))
  }

  #isOn(part: string, whose: Side): boolean {
    if (whose === 'base') return part === this.#pair.base.id
    return part === WHOLE || part === this.#pair.part?.id
  }

  #assumptions(of: readonly string[], whose: Side): readonly Atom<'computed' | 'declared'>[] {
    const bearer = whose === 'base' ? this.#pair.base : this.#pair.part
    const own = (bearer?.assumptions ?? []).filter((a) => a.kind !== undefined && of.includes(a.kind))
    if (bearer !== undefined && own.length > 0) return own.map((a) => assumptionAtom(bearer.id, a.id))
    const kinds = of.map((k) => k.replaceAll('-', ' ')).join(' or ')
    const name = bearer?.name ?? 'the whole'
    return [
      this.#stated(
        `no-${of[0] ?? ''}`,
        `Which ${kinds} does ${name} ask for? (State each as an assumption of that kind, or no-${of[0] ?? ''}: true.)`,
        `${name} asks for no ${kinds}`,
      ),
    ]
  }

  #caveats(): readonly Atom<'computed' | 'declared'>[] {
    const { base } = this.#pair
    const atoms: Atom<'computed' | 'declared'>[] = []
    for (const c of this.#counting) {
      const printed = c.caveats.filter((text) => text.toLowerCase() !== 'none')
      if (c.caveats.length === 0)
        atoms.push(
          this.#stated(`no-caveats`, `Which caveats does the record of ${c.id} print?`, `${c.id} has no caveat`),
        )
      printed.forEach((text, i) => {
        const standing = base.assumptions.filter((a) => a.caveat?.of === c.id && a.caveat.number === i + 1)
        if (standing.length > 0) atoms.push(...standing.map((a: Assumption) => assumptionAtom(base.id, a.id)))
        else atoms.push(this.#openCaveat(c, i + 1, text))
      })
    }
    return atoms
  }

  #openCaveat(c: Certificate, number: number, text: string): Atom<'declared'> {
    const made = atom('declared', `caveat ${number} of ${c.id} is met`)
    this.#theory.fact(made, {
      ...UNSETTLED,
      asks: {
        id: `${c.id}:caveat-${number}`,
        what: 'dossier-fact',
        question: `What shows that the caveat of ${c.id} is met: ${text}?`,
        why: `No assumption of ${this.#pair.base.name} stands for it.`,
      },
    })
    this.#word(made, `the caveat is met: ${text}`, `the caveat is not met: ${text}`)
    return made
  }

  #stated(fact: string, question: string, says: string): Atom<'declared'> {
    const made = atom('declared', `stated ${fact} for ${pairName(this.#pair)}`)
    if (this.#theory.hasFact(made)) return made
    const value = this.#pair.statement?.facts.get(fact)
    if (typeof value === 'string') {
      const record = this.#dossier.evidence.find((e) => e.id === value)
      if (record !== undefined) return evidenceAtom(record.id)
    }
    this.#theory.fact(made, {
      ...(value === true ? SETTLED_TRUE : value === false ? SETTLED_FALSE : UNSETTLED),
      by: this.#dossier.manufacturer?.name ?? 'the author of the dossier',
      asks: {
        id: `${pairName(this.#pair)}:${fact}`,
        what: 'dossier-fact',
        question,
        why: `${this.#rule.name} asks for it.`,
      },
    })
    this.#word(made, `stated: ${says}`, `stated: it is not so that ${says}`)
    return made
  }

  #word(about: Atom, holds: string, fails: string): void {
    this.#theory.word(about, { holds, fails })
  }
}

/** One rule for one pair on a day. */
export function readSchemeRule(theory: Theory, grounded: GroundedRule, on: CalendarDate): CompositeReading {
  const { rule, pair, wanted } = grounded
  const about = compositeAtom(rule.id, pair)
  return {
    rule,
    part: pair.part?.id ?? WHOLE,
    base: pair.base.id,
    method: rule.method,
    wanted,
    answer: answerOf(theory, about, on),
    when: theory.when(about),
    conditions: rule.conditions.map((condition): ConditionReading => {
      const met = conditionAtom(rule.id, pair, condition.id)
      const truth = theory.truth(met, on)
      const ifSo = theory.truth(testAtom(rule.id, pair, condition.id), on)
      return {
        condition,
        truth,
        byException: truth === 'yes' && ifSo !== 'yes',
        ifSo,
        because: theory.because(met, on),
        settledBy: theory.settledBy(met, on),
      }
    }),
  }
}

/** Whether a rule is in force on a day. */
export function isRuleInForce(rule: CompositeRule, on: CalendarDate): boolean {
  return (rule.from === undefined || rule.from <= on) && (rule.until === undefined || on < rule.until)
}
