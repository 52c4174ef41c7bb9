/**
 * Rules of law to ground clauses of the kernel.
 *
 * Conclusions and states are of kind law, facts of the dossier of kind declared; nothing else occurs, so no law can rest on anything computed.
 * A rule whose text was not checked, and a state not looked at since a known decision day, enter as facts that are not known.
 */
import { type CalendarDate, parseDate, toDayNumber } from '#util/calendar-date.ts'
import { Defect } from '#util/diagnostic.ts'
import { complement, END_OF_DAYS, type IntervalSet, intersect, interval, NEVER, unite } from '#util/interval-set.ts'
import {
  type Atom,
  atom,
  type OpenFact,
  type PremiseOf,
  type RuleStatement,
  SETTLED_FALSE,
  SETTLED_TRUE,
  type TheoryBuilder,
  type TheoryFact,
  UNSETTLED,
} from '../answers/index.ts'
import type { DeclaredFact } from '../dossier/index.ts'
import type {
  Act,
  Conclusion,
  Expression,
  FactDefinition,
  FactTest,
  LawBook,
  LawRule,
  StateDefinition,
} from './rules.ts'

type LawAtom = Atom<'law'> | Atom<'declared'>

/** What conditions over law may lead to: law itself, or something of our own that rests on it. */
type Concluded = 'law' | 'computed'

interface Literals<K extends Concluded> {
  readonly body: Atom<PremiseOf<K>>[]
  readonly unless: Atom<PremiseOf<K>>[]
}

/** The atom of a conclusion of law. */
export function conclusionAtom(id: string): Atom<'law'> {
  return atom('law', id)
}

export interface LawSituation {
  readonly facts: ReadonlyMap<string, DeclaredFact>
  /** Take proposals into account as if they were law; shown as proposals. */
  readonly withProposals: boolean
}

/** A comparison of a dossier fact that some rule makes. */
export interface DeclaredTest {
  readonly atom: Atom<'declared'>
  readonly test: FactTest
  readonly isNegated: boolean
}

/** By fact: every comparison that the rules make of it. */
export type DeclaredTests = ReadonlyMap<string, readonly DeclaredTest[]>

/** Write every act's rules into `theory`. Cost: each literal of each rule once. */
export function groundLaw(book: LawBook, situation: LawSituation, theory: TheoryBuilder): DeclaredTests {
  const grounder = new Grounder(book, situation, theory)
  for (const act of book.acts) if (!act.proposal || situation.withProposals) grounder.act(act)
  return grounder.tests
}

/** The facts of a theory as they would be, were the dossier to state `value`. */
export function factsIf(
  tests: readonly DeclaredTest[],
  value: DeclaredFact['value'],
  before: ReadonlyMap<string, TheoryFact>,
): ReadonlyMap<string, TheoryFact> {
  return new Map(
    tests.map((t) => [t.atom.text, { ...before.get(t.atom.text), ...daysMet(value, t.test, t.isNegated) }]),
  )
}

/** Let `head`, something of our own, follow where a condition over facts and conclusions of law is met. */
export function groundCondition(
  book: LawBook,
  situation: LawSituation,
  theory: TheoryBuilder,
  head: Atom<'computed'>,
  when: Expression,
  rule: RuleStatement,
): void {
  new Grounder(book, situation, theory).condition(head, when, rule)
}

class Grounder {
  readonly #book: LawBook
  readonly #situation: LawSituation
  readonly #theory: TheoryBuilder
  readonly #conclusions = new Map<string, Conclusion>()
  readonly tests = new Map<string, DeclaredTest[]>()

  constructor(book: LawBook, situation: LawSituation, theory: TheoryBuilder) {
    this.#book = book
    this.#situation = situation
    this.#theory = theory
    for (const act of book.acts) for (const c of act.conclusions) this.#conclusions.set(c.id, c)
  }

  act(act: Act): void {
    for (const c of act.conclusions) this.#theory.word(conclusionAtom(c.id), wordingOf(c))
    for (const rule of act.rules) this.#rule(rule)
  }

  #rule(rule: LawRule): void {
    const statement: RuleStatement = {
      id: rule.id,
      says: rule.says,
      citation: rule.citation,
      ...(rule.from === undefined ? {} : { from: rule.from }),
      ...(rule.until === undefined ? {} : { until: rule.until }),
    }
    const head = conclusionAtom(rule.concludes)
    const { body, unless } = this.#literals(head, rule.when, false, statement)
    if (rule.citation.standing === 'unchecked') body.push(this.#uncheckedText(rule))
    this.#theory.conclude(head, body, statement, unless)
  }

  condition(head: Atom<'computed'>, when: Expression, rule: RuleStatement): void {
    const { body, unless } = this.#literals(head, when, false, rule)
    this.#theory.conclude(head, body, rule, unless)
  }

  /** The literals of a conjunction; whatever is no conjunction becomes an auxiliary conclusion of the kind of the head. */
  #literals<K extends Concluded>(head: Atom<K>, e: Expression, negated: boolean, rule: RuleStatement): Literals<K> {
    switch (e.kind) {
      case 'not':
        return this.#literals(head, e.of, !negated, rule)
      case 'all':
      case 'any': {
        if ((e.kind === 'all') === negated) {
          // The compiler cannot see that a kind may rest on itself; the builder checks it again when the clause is emitted.
          return { body: [this.#alternative(head, e.of, negated, rule) as unknown as Atom<PremiseOf<K>>], unless: [] }
        }
        const parts = e.of.map((part) => this.#literals(head, part, negated, rule))
        return { body: parts.flatMap((p) => p.body), unless: parts.flatMap((p) => p.unless) }
      }
      case 'named':
        if (this.#conclusions.has(e.id)) {
          const conclusion = conclusionAtom(e.id) as Atom<PremiseOf<K>>
          return negated ? { body: [], unless: [conclusion] } : { body: [conclusion], unless: [] }
        }
        return { body: [this.#namedFact(e.id, negated)] as Atom<PremiseOf<K>>[], unless: [] }
      case 'test':
        return { body: [this.#test(e.fact, e.test, negated)] as Atom<PremiseOf<K>>[], unless: [] }
      default:
        throw new Defect(`unknown expression ${JSON.stringify(e satisfies never)}`)
    }
  }

  #alternatives = 0

  #alternative<K extends Concluded>(
    head: Atom<K>,
    parts: readonly Expression[],
    negated: boolean,
    rule: RuleStatement,
  ): Atom<K> {
    this.#alternatives += 1
    const either = atom(head.kind, `${rule.id}#${this.#alternatives}`)
    this.#theory.word(either, { holds: 'one of the alternatives is met', fails: 'none of the alternatives is met' })
    const always: RuleStatement = {
      id: `${rule.id}#`,
      says: rule.says,
      ...(rule.citation === undefined ? {} : { citation: rule.citation }),
    }
    for (const part of parts) {
      const { body, unless } = this.#literals(either, part, negated, always)
      this.#theory.conclude(either, body, always, unless)
    }
    return either
  }

  #namedFact(id: string, negated: boolean): LawAtom {
    const state = this.#book.states.get(id)
    return state === undefined ? this.#test(id, { kind: 'is', value: true }, negated) : this.#state(state, negated)
  }

  #test(factId: string, test: FactTest, negated: boolean): Atom<'declared'> {
    const definition = this.#book.facts.get(factId)
    if (definition === undefined) throw new Defect(`a rule asks for the unknown fact ${factId}`)
    const text = `${negated ? 'not ' : ''}${factId}${textOfTest(test)}`
    const made = atom('declared', text)
    if (this.#theory.hasFact(made)) return made
    this.tests.set(factId, [...(this.tests.get(factId) ?? []), { atom: made, test, isNegated: negated }])
    const declared = this.#situation.facts.get(factId)
    const settled = declared === undefined ? UNSETTLED : daysMet(declared.value, test, negated)
    this.#theory.fact(made, {
      ...settled,
      ...(declared === undefined ? {} : { by: declared.by }),
      asks: { id: factId, what: 'dossier-fact', question: definition.question, why: definition.why },
      citation: definition.citation,
    })
    const said = sentenceOf(definition, declared, test)
    this.#theory.word(made, { holds: said, fails: said })
    return made
  }

  #state(state: StateDefinition, negated: boolean): Atom<'law'> {
    const made = atom('law', `state:${negated ? 'not ' : ''}${state.id}`)
    if (this.#theory.hasFact(made)) return made
    const known = daysOfState(state)
    const fact = negated ? { surely: complement(known.possibly), possibly: complement(known.surely) } : known
    const citation = state.values[state.values.length - 1]?.citation
    this.#theory.fact(made, { ...fact, ...(citation === undefined ? {} : { citation }), asks: askState(state) })
    const yes = `${state.name}${checkedPhrase(state)}`
    const no = `Not so: ${state.name}${checkedPhrase(state)}`
    this.#theory.word(made, negated ? { holds: no, fails: yes } : { holds: yes, fails: no })
    return made
  }

  #uncheckedText(rule: LawRule): Atom<'law'> {
    const made = atom('law', `text:${rule.id}`)
    this.#theory.fact(made, {
      ...UNSETTLED,
      citation: rule.citation,
      asks: askWording(rule),
    })
    const says = `the wording of ${rule.citation.source}, ${rule.citation.at}, was not checked`
    this.#theory.word(made, { holds: says, fails: says })
    return made
  }
}

/** The question that a rule leaves open whose text nobody read. */
export function askWording(rule: LawRule): OpenFact {
  return {
    id: rule.id,
    what: 'unchecked-rule',
    question: `Does ${rule.citation.source}, ${rule.citation.at}, say this, and no more: “${rule.says}”?`,
    why: 'The wording of this rule was not checked against the text.',
  }
}

function wordingOf(c: Conclusion): { holds: string; fails: string } {
  const fails = c.closed !== undefined ? `${c.label}: closed. ${c.closed}` : `It does not follow that: ${c.label}`
  return { holds: c.label, fails }
}

function textOfTest(test: FactTest): string {
  switch (test.kind) {
    case 'is':
      return test.value === true ? '' : ` is ${test.value}`
    case 'in':
      return ` in ${test.values.join(', ')}`
    case 'has':
      return ` has ${test.value}`
    case 'before':
      return ` before ${test.day}`
    case 'on-or-after':
      return ` on or after ${test.day}`
    case 'reached':
      return ' reached'
    case 'at-least':
      return ` at least ${test.number}`
    case 'below':
      return ` below ${test.number}`
    default:
      throw new Defect(`unknown test ${JSON.stringify(test satisfies never)}`)
  }
}

/** The days on which a declared value passes a test: all or none, but for a day that has to be reached. */
function daysMet(
  value: DeclaredFact['value'],
  test: FactTest,
  negated: boolean,
): Pick<TheoryFact, 'surely' | 'possibly'> {
  if (test.kind !== 'reached') return isMet(value, test) === negated ? SETTLED_FALSE : SETTLED_TRUE
  const day = typeof value === 'string' ? parseDate(value) : undefined
  const reached = day === undefined ? NEVER : interval(toDayNumber(day), undefined)
  const days = negated ? complement(reached) : reached
  return { surely: days, possibly: days }
}

/** Whether a declared value passes a test. A date fact declared as `never` (no such day) is before no day and after none. */
export function isMet(value: DeclaredFact['value'], test: Exclude<FactTest, { kind: 'reached' }>): boolean {
  switch (test.kind) {
    case 'is':
      return value === test.value
    case 'in':
      return typeof value === 'string' && test.values.includes(value)
    case 'has':
      return Array.isArray(value) ? value.includes(test.value) : value === test.value
    case 'before':
      return typeof value === 'string' && value !== 'never' && value < test.day
    case 'on-or-after':
      return typeof value === 'string' && value !== 'never' && value >= test.day
    case 'at-least':
      return numberOf(value) >= test.number
    case 'below':
      return numberOf(value) < test.number
    default:
      throw new Defect(`unknown test ${JSON.stringify(test satisfies never)}`)
  }
}

/** Numbers may come as the text that was written; what is no number passes no comparison. */
function numberOf(value: DeclaredFact['value']): number {
  return typeof value === 'number'
    ? value
    : typeof value === 'string' && value.trim() !== ''
      ? Number(value)
      : Number.NaN
}

function sentenceOf(definition: FactDefinition, declared: DeclaredFact | undefined, test: FactTest): string {
  if (declared === undefined) return `${definition.question} — not stated`
  const value =
    declared.value === true
      ? 'yes'
      : declared.value === false
        ? 'no'
        : Array.isArray(declared.value)
          ? declared.value.join(', ')
          : String(declared.value)
  const wanted = test.kind === 'is' && typeof test.value === 'boolean' ? '' : ` (asked:${textOfTest(test)})`
  return `${definition.question} — ${value}${wanted}, declared by ${declared.by}`
}

/**
 * The days on which a state surely, and may be, so. From the first decision day after the last look, it is not known; a value whose
 * citation is unchecked is not known at all; before the first value it is not so.
 */
export function daysOfState(state: StateDefinition): Pick<TheoryFact, 'surely' | 'possibly'> {
  let surely: IntervalSet = NEVER
  let possibly: IntervalSet = NEVER
  state.values.forEach((v, i) => {
    const start = toDayNumber(v.from)
    const next = state.values[i + 1]
    const end = next === undefined ? END_OF_DAYS : toDayNumber(next.from)
    const days = interval(start, end)
    const doubt = v.citation.standing === 'unchecked' ? days : intersect(days, doubtAfter(state, v.checkedOn))
    const settled = intersect(days, complement(doubt))
    if (v.value) surely = unite(surely, settled)
    possibly = unite(possibly, v.value ? days : doubt)
  })
  return { surely, possibly }
}

function doubtAfter(state: StateDefinition, checkedOn: CalendarDate): IntervalSet {
  const first = state.decisions
    .map((d) => d.on)
    .filter((on) => on > checkedOn)
    .sort()[0]
  return first === undefined ? NEVER : interval(toDayNumber(first), undefined)
}

function checkedPhrase(state: StateDefinition): string {
  const last = state.values[state.values.length - 1]
  return last === undefined ? '' : ` (last looked up on ${last.checkedOn})`
}

function askState(state: StateDefinition): NonNullable<TheoryFact['asks']> {
  const last = state.values[state.values.length - 1]
  const pending = state.decisions
    .filter((d) => last === undefined || d.on > last.checkedOn)
    .map((d) => `${d.what} (${d.on})`)
  return {
    id: state.id,
    what: 'state-of-law',
    question: state.question,
    why: `Last looked up on ${last?.checkedOn ?? 'no day'}${pending.length === 0 ? '' : `; since then: ${pending.join('; ')}`}.`,
  }
}
