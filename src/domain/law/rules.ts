/**
 * Law as data: acts with conclusions and rules, the vocabulary of facts they ask for, and the state of the law over time.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Citation } from '../answers/citation.ts'

export type FactType = 'boolean' | 'enum' | 'date' | 'set' | 'number'

/** One fact a dossier can state. */
export interface FactDefinition {
  readonly id: string
  readonly type: FactType
  /** For enum and set. */
  readonly values: readonly string[]
  readonly question: string
  readonly why: string
  readonly citation: Citation
}

/** A state of the law (a citation in the Official Journal, a delegated act, a designation) with its values over time. */
export interface StateDefinition {
  readonly id: string
  /** What is so, as a sentence. */
  readonly name: string
  /** The same as a question. */
  readonly question: string
  readonly values: readonly {
    readonly value: boolean
    readonly from: CalendarDate
    /** The last day on which somebody looked. */
    readonly checkedOn: CalendarDate
    readonly citation: Citation
  }[]
  /** Days from which the value may have changed. */
  readonly decisions: readonly { readonly on: CalendarDate; readonly what: string }[]
}

export type Expression =
  /** A boolean fact, a state or a conclusion. */
  | { readonly kind: 'named'; readonly id: string }
  | { readonly kind: 'all'; readonly of: readonly Expression[] }
  | { readonly kind: 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'test'; readonly fact: string; readonly test: FactTest }

export type FactTest =
  | { readonly kind: 'is'; readonly value: string | number | boolean }
  | { readonly kind: 'in'; readonly values: readonly string[] }
  | { readonly kind: 'has'; readonly value: string }
  | { readonly kind: 'before'; readonly day: CalendarDate }
  | { readonly kind: 'on-or-after'; readonly day: CalendarDate }
  /** The day asked is the fact's own day, or later. */
  | { readonly kind: 'reached' }
  | { readonly kind: 'at-least'; readonly number: number }
  | { readonly kind: 'below'; readonly number: number }

export type ConclusionType = 'applicability' | 'exclusion' | 'class' | 'route' | 'presumption' | 'duty' | 'step'

export interface Conclusion {
  readonly id: string
  readonly act: string
  readonly type: ConclusionType
  readonly label: string
  /** Routes: what a reader is told where it is closed. */
  readonly closed?: string
  readonly procedure?: string
  readonly assessor?: string
  /** Routes: the requirements it discharges; `all` for the whole set. */
  readonly discharges: readonly { readonly set: string; readonly requirements: 'all' | readonly string[] }[]
  /** Duties and steps: the requirements that have to be met where it holds. */
  readonly asks: readonly { readonly set: string; readonly requirements: readonly string[] }[]
  /** Duties: the clock that an event starts. Absent without the event, and without the day of the fact that it `needs` besides. */
  readonly clock?: { readonly trigger: string; readonly within: string; readonly needs?: string }
  /** Duties: how long. */
  readonly period?: string
  /** Duties: by which day. */
  readonly deadline?: CalendarDate
}

export interface LawRule {
  readonly id: string
  readonly concludes: string
  readonly says: string
  readonly citation: Citation
  readonly from?: CalendarDate
  readonly until?: CalendarDate
  readonly when: Expression
}

export interface LawExample {
  readonly name: string
  readonly on: CalendarDate
  readonly facts: ReadonlyMap<string, boolean | number | string | readonly string[]>
  readonly expect: ReadonlyMap<string, 'yes' | 'no' | 'not-known'>
}

export interface Act {
  readonly id: string
  /** The catalogue source of the act. */
  readonly source: string
  readonly name: string
  /** Not law: shown only where asked for, and as a proposal. */
  readonly proposal: boolean
  /** Facts that tell whether the act is worth asking about: while none of them is stated, nobody is pestered with the rest. */
  readonly entry: readonly string[]
  readonly conclusions: readonly Conclusion[]
  readonly rules: readonly LawRule[]
  readonly examples: readonly LawExample[]
}

export interface LawBook {
  readonly acts: readonly Act[]
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly states: ReadonlyMap<string, StateDefinition>
}
