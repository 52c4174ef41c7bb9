/** The catalogue as the heart sees it: facts about schemes, levels, requirements, options and law, complete and indexed. */
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Citation } from '../answers/index.ts'
import type { NativeLevel, ThresholdTables } from '../assurance/index.ts'
import type { CompositeRule } from '../composition/index.ts'
import type { LawBook } from '../law/index.ts'
import type { Mapping, RequirementSet } from '../requirements/index.ts'
import type { AssessmentOption } from './assessment-option.ts'

export interface Source {
  readonly id: string
  readonly title: string
  readonly publisher: string
  readonly edition?: string
  readonly type: string
  readonly address?: string
  readonly readOn?: string
  readonly readAs?: string
}

/** A published acceptance of one thing for another. Shown beside a computed order, never merged with it and never chained. */
export interface Recognition {
  readonly id: string
  readonly name: string
  readonly recognitionKind: 'agreement' | 'cap' | 'substitution' | 'prerequisite' | 'alias' | 'law'
  /** What is accepted: ids of levels, or `scheme:ID` for every level of a scheme. */
  readonly from: readonly string[]
  /** As what: ids of levels, `scheme:ID`, or `text:SOURCE` for what a text asks that has no level of its own. */
  readonly as: readonly string[]
  /** Ids of bodies. */
  readonly by: readonly string[]
  readonly direction: 'one-way' | 'mutual'
  /** For this purpose only; absent where the text sets none. */
  readonly purpose?: string
  readonly conditions: readonly string[]
  readonly versions?: string
  /** Greatest depth per dimension that the recognition carries. */
  readonly cap: Readonly<Record<string, number>>
  readonly validFrom?: CalendarDate
  /** Last day on which it is in force. */
  readonly validUntil?: CalendarDate
  readonly summary?: string
  readonly citation: Citation
}

export interface Catalogue {
  /** Content key of what it was built from. */
  readonly edition: string
  readonly levels: ReadonlyMap<string, NativeLevel>
  readonly thresholds: ThresholdTables
  readonly requirementSets: ReadonlyMap<string, RequirementSet>
  readonly mappings: readonly Mapping[]
  readonly options: ReadonlyMap<string, AssessmentOption>
  readonly law: LawBook
  readonly recognitions: readonly Recognition[]
  /** What schemes ask of compositions, by id. */
  readonly compositeRules: readonly CompositeRule[]
  readonly sources: ReadonlyMap<string, Source>
}
