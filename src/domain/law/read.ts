/** What the law says of a situation on a day: every conclusion with its truth, its days, what would settle it, and why. */
import type { CalendarDate } from '#util/calendar-date.ts'
import type { IntervalSet } from '#util/interval-set.ts'
import type { Truth } from '#fixpoint/index.ts'
import { type Because, type LegalFact, type OpenFact, type Theory, TheoryBuilder } from '../answers/index.ts'
import type { DeclaredFact } from '../dossier/index.ts'
import { conclusionAtom, type DeclaredTests, factsIf, groundLaw, type LawSituation } from './ground.ts'
import type { Conclusion, ConclusionType, Expression, LawBook, LawRule } from './rules.ts'

export interface LegalConclusion {
  readonly conclusion: Conclusion
  readonly truth: Truth
  /** Days on which it surely, and may be, so. */
  readonly when: { readonly surely: IntervalSet; readonly possibly: IntervalSet }
  readonly settledBy: readonly OpenFact[]
}

/** The law as read for one situation. Readings of single conclusions are made on demand. */
export class LawReading {
  readonly #theory: Theory
  readonly #book: LawBook
  readonly #conclusions: ReadonlyMap<string, Conclusion>
  readonly #tests: DeclaredTests
  readonly on: CalendarDate

  constructor(theory: Theory, book: LawBook, on: CalendarDate, withProposals: boolean, tests: DeclaredTests) {
    this.#theory = theory
    this.#book = book
    this.on = on
    this.#tests = tests
    this.#conclusions = new Map(
      book.acts
        .filter((a) => withProposals || !a.proposal)
        .flatMap((a) => a.conclusions.map((c) => [c.id, c] as const)),
    )
  }

  /** Truths of conclusions as they would be, were the dossier to state this of a fact. Cost: one evaluation a day asked for. */
  supposing(factId: string, value: DeclaredFact['value']): (id: string, on: CalendarDate) => Truth {
    const truth = this.#theory.supposing(factsIf(this.#tests.get(factId) ?? [], value, this.#theory.facts))
    return (id, on) => truth(conclusionAtom(id), on)
  }

  get theory(): Theory {
    return this.#theory
  }

  has(id: string): boolean {
    return this.#conclusions.has(id)
  }

  truth(id: string, on: CalendarDate = this.on): Truth {
    return this.#theory.truth(conclusionAtom(id), on)
  }

  because(id: string, on: CalendarDate = this.on): Because {
    return this.#theory.because(conclusionAtom(id), on)
  }

  conclude(id: string, on: CalendarDate = this.on): LegalConclusion | undefined {
    const conclusion = this.#conclusions.get(id)
    if (conclusion === undefined) return undefined
    const about = conclusionAtom(id)
    return {
      conclusion,
      truth: this.#theory.truth(about, on),
      when: this.#theory.when(about),
      settledBy: this.#theory.settledBy(about, on),
    }
  }

  /** A conclusion that holds, as a fact of law; undefined where it does not or is not known. */
  fact(id: string, on: CalendarDate = this.on): LegalFact<Conclusion> | undefined {
    const conclusion = this.#conclusions.get(id)
    if (conclusion === undefined || this.truth(id, on) !== 'yes') return undefined
    return { kind: 'law', value: conclusion, because: this.because(id, on) }
  }

  /** Every conclusion of the types asked for, in the order of acts and of the acts' own lists. */
  all(types: readonly ConclusionType[], on: CalendarDate = this.on): readonly LegalConclusion[] {
    const found: LegalConclusion[] = []
    for (const c of this.#conclusions.values()) {
      const read = types.includes(c.type) ? this.conclude(c.id, on) : undefined
      if (read !== undefined) found.push(read)
    }
    return found
  }

  /**
   * Rules whose text nobody read, and that could take a conclusion away: they give an exclusion that the conclusion, or a presumption
   * under it, rests on being absent. Order: as the acts list them.
   */
  unreadExclusions(id: string): readonly LawRule[] {
    const found = new Set<LawRule>()
    const seen = new Set<string>()
    const rules = this.#book.acts.flatMap((a) => a.rules)
    const walk = (e: Expression, negated: boolean): void => {
      if (e.kind === 'not') walk(e.of, !negated)
      else if (e.kind === 'all' || e.kind === 'any') for (const part of e.of) walk(part, negated)
      else if (e.kind === 'named') {
        const conclusion = this.#conclusions.get(e.id)
        if (conclusion === undefined) return
        if (negated && conclusion.type === 'exclusion') {
          for (const rule of rules)
            if (rule.concludes === e.id && rule.citation.standing === 'unchecked') found.add(rule)
        } else if (!negated && conclusion.type === 'presumption') follow(e.id)
      }
    }
    const follow = (conclusion: string): void => {
      if (seen.has(conclusion)) return
      seen.add(conclusion)
      for (const rule of rules) if (rule.concludes === conclusion) walk(rule.when, false)
    }
    follow(id)
    return rules.filter((r) => found.has(r))
  }

  get book(): LawBook {
    return this.#book
  }
}

export function readLaw(book: LawBook, situation: LawSituation, on: CalendarDate): LawReading {
  const builder = new TheoryBuilder()
  const tests = groundLaw(book, situation, builder)
  return new LawReading(builder.build(), book, on, situation.withProposals, tests)
}
