/**
 * A theory: the ground clauses that the parts of the heart emit, with the rules they are instances of and the wording of their atoms.
 *
 * Law, thresholds, requirement coverage, recognition and composition all write into one of these; the kernel evaluates it; `because`
 * turns the kernel's proofs into words. There is no other evaluator and no other form of proof.
 */
import {
  buildSystem,
  type Clause,
  evaluate,
  evaluateHolds,
  explain,
  type FactValue,
  type Holding,
  openFacts,
  type Proof,
  type ProofNode,
  type System,
  type Truth,
  truthOf,
  whenLattice,
} from '#fixpoint/index.ts'
import { type CalendarDate, toDayNumber } from '#util/calendar-date.ts'
import { Defect } from '#util/diagnostic.ts'
import { ALWAYS, containsDay, type IntervalSet, interval, NEVER } from '#util/interval-set.ts'
import type { Because, OpenFact } from './answer.ts'
import type { Citation } from './citation.ts'
import { type Atom, kindOf, type PremiseOf, PREMISES_OF, type ResultKind } from './kinds.ts'

/** A rule of the field: what it says, where it is written, and on which days it is in force. */
export interface RuleStatement {
  readonly id: string
  readonly says: string
  readonly citation?: Citation
  readonly from?: CalendarDate
  /** First day on which it is no longer in force. */
  readonly until?: CalendarDate
}

/** A fact with its value over time. `known` days are settled one way or the other; on the rest the fact is unknown. */
export interface TheoryFact {
  /** Days on which it surely is so. */
  readonly surely: IntervalSet
  /** Days on which it may be so; includes `surely`. */
  readonly possibly: IntervalSet
  readonly citation?: Citation
  /** For a declared fact: who stated it. */
  readonly by?: string
  /** What would settle it where it is not known. */
  readonly asks?: OpenFact
}

/** How to speak of an atom: when it is so, and when it is not. */
export interface Wording {
  readonly holds: string
  readonly fails: string
}

export const SETTLED_TRUE: Pick<TheoryFact, 'surely' | 'possibly'> = { surely: ALWAYS, possibly: ALWAYS }
export const SETTLED_FALSE: Pick<TheoryFact, 'surely' | 'possibly'> = { surely: NEVER, possibly: NEVER }
export const UNSETTLED: Pick<TheoryFact, 'surely' | 'possibly'> = { surely: NEVER, possibly: ALWAYS }

/** Collects clauses and facts. The only way into a theory, so every clause passes the check of kinds. */
export class TheoryBuilder {
  readonly #clauses: Clause[] = []
  readonly #rules = new Map<string, RuleStatement>()
  readonly #facts = new Map<string, TheoryFact>()
  readonly #wordings = new Map<string, Wording>()

  /** `head ← body, unless exceptions`, by `rule`. Which kinds the body may have depends on the kind of the head. */
  conclude<K extends ResultKind>(
    head: Atom<K>,
    body: readonly Atom<PremiseOf<K>>[],
    rule: RuleStatement,
    unless: readonly Atom<PremiseOf<K>>[] = [],
  ): void {
    for (const premise of [...body, ...unless]) assertMayRestOn(head, premise)
    this.#rules.set(rule.id, rule)
    this.#clauses.push({
      head: head.text,
      body: body.map((a) => a.text),
      unless: unless.map((a) => a.text),
      rule: rule.id,
    })
  }

  fact(fact: Atom, value: TheoryFact): void {
    this.#facts.set(fact.text, value)
  }

  hasFact(fact: Atom): boolean {
    return this.#facts.has(fact.text)
  }

  word(about: Atom, wording: Wording): void {
    this.#wordings.set(about.text, wording)
  }

  build(): Theory {
    const built = buildSystem(this.#clauses, this.#facts.keys())
    if (built.kind === 'circular-exception')
      throw new Defect(`a conclusion rests on its own absence: ${built.atoms.join(' ← ')}`)
    return new Theory(built.system, this.#rules, this.#facts, this.#wordings)
  }
}

/** Run-time half of the guard; the types of `conclude` are the other half. */
function assertMayRestOn(head: Atom<ResultKind>, premise: Atom): void {
  if (kindOf(head.text) !== head.kind || kindOf(premise.text) !== premise.kind)
    throw new Defect(`the kind of ${premise.text} or ${head.text} was tampered with`)
  if (!PREMISES_OF[head.kind].includes(premise.kind))
    throw new Defect(`${head.text} is ${head.kind} and must not rest on ${premise.text}, which is ${premise.kind}`)
}

/** An evaluated theory; readings are made once per day and kept. */
export class Theory {
  readonly system: System
  readonly rules: ReadonlyMap<string, RuleStatement>
  readonly facts: ReadonlyMap<string, TheoryFact>
  readonly #wordings: ReadonlyMap<string, Wording>
  readonly #holdings = new Map<number, Holding>()
  #when: { readonly surely: readonly IntervalSet[]; readonly possibly: readonly IntervalSet[] } | undefined

  constructor(
    system: System,
    rules: ReadonlyMap<string, RuleStatement>,
    facts: ReadonlyMap<string, TheoryFact>,
    wordings: ReadonlyMap<string, Wording>,
  ) {
    this.system = system
    this.rules = rules
    this.facts = facts
    this.#wordings = wordings
  }

  /** Truths as they would be with other values for some facts. Nothing is copied; one evaluation a day asked for. */
  supposing(changed: ReadonlyMap<string, TheoryFact>): (about: Atom, on: CalendarDate) => Truth {
    const holdings = new Map<number, Holding>()
    return (about, on) => {
      const day = toDayNumber(on)
      let holding = holdings.get(day)
      if (holding === undefined) {
        holding = evaluateHolds(
          this.system,
          (text) => factValue(changed.get(text) ?? this.facts.get(text), day),
          (clause) => this.isInForce(clause, day),
        )
        holdings.set(day, holding)
      }
      return truthOf(holding, this.system, about.text)
    }
  }

  /** Whether it is so on a day. */
  truth(about: Atom, on: CalendarDate): Truth {
    return truthOf(this.holding(on), this.system, about.text)
  }

  /** The days on which it surely, and may be, so. */
  when(about: Atom): { readonly surely: IntervalSet; readonly possibly: IntervalSet } {
    this.#when ??= evaluate(
      this.system,
      whenLattice,
      (text) => this.facts.get(text),
      (clause) => this.#daysOfClause(clause),
    )
    const a = this.system.idOf.get(about.text)
    return a === undefined
      ? SETTLED_FALSE
      : { surely: this.#when.surely[a] ?? NEVER, possibly: this.#when.possibly[a] ?? NEVER }
  }

  /** What would settle it, if it is not known on that day. */
  settledBy(about: Atom, on: CalendarDate): readonly OpenFact[] {
    return openFacts(this.system, this.holding(on), about.text).flatMap((text) => {
      const asks = this.facts.get(text)?.asks
      return asks === undefined ? [] : [asks]
    })
  }

  proof(about: Atom, on: CalendarDate): Proof {
    return explain(this.system, this.holding(on), about.text)
  }

  because(about: Atom, on: CalendarDate): Because {
    return becauseOf(this.proof(about, on), this, on)
  }

  holding(on: CalendarDate): Holding {
    const day = toDayNumber(on)
    const known = this.#holdings.get(day)
    if (known !== undefined) return known
    const made = evaluateHolds(
      this.system,
      (text) => this.factOn(text, day),
      (clause) => this.isInForce(clause, day),
    )
    this.#holdings.set(day, made)
    return made
  }

  factOn(text: string, day: number): FactValue | undefined {
    return factValue(this.facts.get(text), day)
  }

  isInForce(clause: number, day: number): boolean {
    return containsDay(this.#daysOfClause(clause), day)
  }

  ruleOf(clause: number): RuleStatement {
    const rule = this.rules.get((this.system.clauses[clause] as Clause).rule)
    if (rule === undefined) throw new Defect(`clause ${clause} has no rule`)
    return rule
  }

  wordingOf(text: string): Wording {
    const known = this.#wordings.get(text)
    if (known !== undefined) return known
    const name = text.slice(text.indexOf(':') + 1)
    return { holds: name, fails: `not: ${name}` }
  }

  #daysOfClause(clause: number): IntervalSet {
    const rule = this.ruleOf(clause)
    if (rule.from === undefined && rule.until === undefined) return ALWAYS
    return interval(rule.from && toDayNumber(rule.from), rule.until && toDayNumber(rule.until))
  }
}

function factValue(fact: TheoryFact | undefined, day: number): FactValue | undefined {
  if (fact === undefined) return undefined
  if (containsDay(fact.surely, day)) return 'true'
  return containsDay(fact.possibly, day) ? 'unknown' : 'false'
}

/** Proof nodes to because nodes, one to one, so that what the proof shares the because shares. */
function becauseOf(proof: Proof, theory: Theory, on: CalendarDate): Because {
  const made: Mutable<Because>[] = proof.nodes.map((node) => {
    const wording = theory.wordingOf(node.atom)
    const verdict = node.kind === 'given' || node.kind === 'derived' ? 'holds' : node.kind === 'open' ? 'open' : 'fails'
    return {
      kind: kindOf(node.atom),
      verdict,
      says: verdict === 'fails' ? wording.fails : wording.holds,
      day: on,
      premises: [],
    }
  })
  proof.nodes.forEach((node, n) => {
    const target = made[n] as Mutable<Because>
    const own = citationFor(node, theory)
    if (own !== undefined) target.citation = own
    const rules = rulesFor(node, theory)
    if (rules.length === 1) target.rule = (rules[0] as RuleStatement).says
    target.premises =
      rules.length > 1
        ? rules.map((rule) => ofOneRule(rule, node, theory, target, made))
        : premisesOf(node, theory).map((p) => (typeof p === 'number' ? (made[p] as Because) : p))
  })
  return made[0] as Because
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** What a node is read from: the one rule that gives it, or that could have given it; of a fact its own place. */
function citationFor(node: ProofNode, theory: Theory): Citation | undefined {
  const rules = rulesFor(node, theory)
  if (rules.length === 1) return (rules[0] as RuleStatement).citation
  return theory.facts.get(node.atom)?.citation
}

/** The rule that was applied; where nothing follows, or it is not known, every rule it could follow from, each once. */
function rulesFor(node: ProofNode, theory: Theory): readonly RuleStatement[] {
  switch (node.kind) {
    case 'given':
    case 'denied':
      return []
    case 'derived':
      return [theory.ruleOf(node.clause)]
    case 'refuted':
      return [...new Set(node.blocked.map((b) => theory.ruleOf(b.clause)))]
    case 'open':
      return [...new Set(node.clauses.map((c) => theory.ruleOf(c.clause)))]
  }
}

/** Of something that several rules could lead to: one of them, with its own place, and what stands in its way. */
function ofOneRule(
  rule: RuleStatement,
  node: ProofNode,
  theory: Theory,
  head: Because,
  made: readonly Because[],
): Because {
  const own = premisesOf(node, theory, rule)
  const stopped = own.find((p) => typeof p !== 'number')
  if (stopped !== undefined && own.length === 1) return stopped
  return {
    kind: head.kind,
    verdict: head.verdict,
    says: `${head.verdict === 'open' ? 'hangs on what is not known' : 'not met'}: ${rule.says}`,
    ...(head.day === undefined ? {} : { day: head.day }),
    ...(rule.citation === undefined ? {} : { citation: rule.citation }),
    premises: own.map((p) => (typeof p === 'number' ? (made[p] as Because) : p)),
  }
}

/** The premises of a node, or of those of its clauses that are of one rule: numbers of nodes, or a because of their own for a rule that is not in force. */
function premisesOf(node: ProofNode, theory: Theory, only?: RuleStatement): readonly (number | Because)[] {
  const isAsked = (clause: number): boolean => only === undefined || theory.ruleOf(clause) === only
  switch (node.kind) {
    case 'given':
    case 'denied':
      return []
    case 'derived':
      return [...node.premises, ...node.absent]
    case 'refuted':
      return unique(
        node.blocked
          .filter((blocked) => isAsked(blocked.clause))
          .map((blocked) =>
            blocked.by === 'not-in-force' ? notInForce(theory.ruleOf(blocked.clause), kindOf(node.atom)) : blocked.node,
          ),
      )
    case 'open':
      return unique(node.clauses.filter((c) => isAsked(c.clause)).flatMap((c) => c.waitsFor))
  }
}

function notInForce(rule: RuleStatement, kind: Because['kind']): Because {
  const days = [
    rule.from === undefined ? undefined : `from ${rule.from}`,
    rule.until === undefined ? undefined : `until ${rule.until}`,
  ]
  const says = `not in force on this day (${days.filter((d) => d !== undefined).join(' ')}): ${rule.says}`
  return {
    kind,
    verdict: 'fails',
    says,
    ...(rule.citation === undefined ? {} : { citation: rule.citation }),
    premises: [],
  }
}

/** Numbers once each; rules not in force once per sentence. */
function unique(values: readonly (number | Because)[]): readonly (number | Because)[] {
  const seen = new Set<number | string>()
  return values.filter((v) => {
    const key = typeof v === 'number' ? v : v.says
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
