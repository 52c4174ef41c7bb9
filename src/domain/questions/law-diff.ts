/** What changes in the law between two days, and what it changes for a dossier. */
import type { Truth } from '#fixpoint/index.ts'
import { type CalendarDate, fromDayNumber, toDayNumber } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { Because, Citation } from '../answers/index.ts'
import type { Dossier } from '../dossier/index.ts'
import { daysOfState, type LawBook, readLaw, type StateDefinition } from '../law/index.ts'

export interface RuleChange {
  readonly on: CalendarDate
  readonly change: 'comes into force' | 'ceases'
  readonly act: string
  readonly conclusion: string
  readonly says: string
  readonly citation: Citation
}

export interface StateChange {
  readonly on: CalendarDate
  readonly state: string
  readonly name: string
  readonly change: 'so' | 'no longer so' | 'not known from here'
}

export interface ConclusionChange {
  readonly dossier: string
  readonly id: string
  readonly label: string
  readonly before: Truth
  readonly after: Truth
  readonly because: Because
}

export interface LawDiff {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly rules: readonly RuleChange[]
  readonly states: readonly StateChange[]
  readonly conclusions: readonly ConclusionChange[]
  /** Dossiers of which at least one conclusion changes. */
  readonly affected: readonly string[]
}

/** Changes after `from` up to and with `to`; by day, then by id. */
export function lawDiff(book: LawBook, dossiers: readonly Dossier[], from: CalendarDate, to: CalendarDate): LawDiff {
  const conclusions = dossiers.flatMap((d) => conclusionChanges(book, d, from, to))
  return {
    from,
    to,
    rules: ruleChanges(book, from, to),
    states: [...book.states.values()]
      .flatMap((s) => stateChanges(s, from, to))
      .sort((a, b) => byText(a.on, b.on) || byText(a.state, b.state)),
    conclusions,
    affected: [...new Set(conclusions.map((c) => c.dossier))].sort(byText),
  }
}

function ruleChanges(book: LawBook, from: CalendarDate, to: CalendarDate): readonly RuleChange[] {
  const found: RuleChange[] = []
  for (const act of book.acts) {
    if (act.proposal) continue
    for (const rule of act.rules) {
      const row = { act: act.name, conclusion: rule.concludes, says: rule.says, citation: rule.citation }
      if (rule.from !== undefined && rule.from > from && rule.from <= to)
        found.push({ on: rule.from, change: 'comes into force', ...row })
      if (rule.until !== undefined && rule.until > from && rule.until <= to)
        found.push({ on: rule.until, change: 'ceases', ...row })
    }
  }
  return found.sort((a, b) => byText(a.on, b.on) || byText(a.conclusion, b.conclusion))
}

function stateChanges(state: StateDefinition, from: CalendarDate, to: CalendarDate): readonly StateChange[] {
  const { surely, possibly } = daysOfState(state)
  const found: StateChange[] = []
  const inside = (day: number): boolean => day > toDayNumber(from) && day <= toDayNumber(to)
  for (const x of surely) {
    if (inside(x.from)) found.push({ on: fromDayNumber(x.from), state: state.id, name: state.name, change: 'so' })
  }
  for (const x of possibly) {
    if (inside(x.to)) found.push({ on: fromDayNumber(x.to), state: state.id, name: state.name, change: 'no longer so' })
    const doubt = surely.some((s) => s.from <= x.from && x.from < s.to) ? undefined : x.from
    if (doubt !== undefined && inside(doubt))
      found.push({ on: fromDayNumber(doubt), state: state.id, name: state.name, change: 'not known from here' })
  }
  return found
}

function conclusionChanges(
  book: LawBook,
  dossier: Dossier,
  from: CalendarDate,
  to: CalendarDate,
): readonly ConclusionChange[] {
  const law = readLaw(book, { facts: dossier.facts, withProposals: false }, to)
  return law.all(['applicability', 'class', 'route', 'presumption', 'duty'], to).flatMap(({ conclusion, truth }) => {
    const before = law.truth(conclusion.id, from)
    return before === truth
      ? []
      : [
          {
            dossier: dossier.id,
            id: conclusion.id,
            label: conclusion.label,
            before,
            after: truth,
            because: law.because(conclusion.id, to),
          },
        ]
  })
}
