/** The catalogue as the heart sees it: facts about schemes, levels, requirements, options and law, complete and indexed. */
import type { Citation } from '../answers/index.ts'
import type { NativeLevel, ThresholdTables } from '../assurance/index.ts'
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

export interface Recognition {
  readonly id: string
  readonly recognitionKind: string
  readonly from: readonly string[]
  readonly as: readonly string[]
  readonly by: readonly string[]
  readonly direction: 'one-way' | 'mutual'
  readonly purpose?: string
  readonly conditions: readonly string[]
  readonly versions?: string
  readonly cap: Readonly<Record<string, number>>
  readonly from_date?: string
  readonly until_date?: string
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
  readonly sources: ReadonlyMap<string, Source>
}
