/** What one can do to show something: a certification, a module, a test, a document. */
import type { Citation } from '../answers/index.ts'
import type { Dimension } from '../assurance/index.ts'
import type { Range } from '../dossier/index.ts'
import type { Expression } from '../law/index.ts'
import type { RequirementRef } from '../requirements/index.ts'

/** A figure with how far it can be trusted: A primary, B secondary, C unchecked or estimate. */
export interface Figure extends Range {
  readonly unit: string
  readonly year?: number
  readonly grade: string
  readonly because?: string
  readonly citation: Citation
}

/** A range of money in whole units of its own currency; only euros enter a plan's sums. */
export interface Money extends Figure {
  readonly currency: string
}

export interface GivenEvidence {
  readonly dimension: Dimension
  readonly depth: number
  readonly performer: number
  readonly because: string
}

export interface OptionCoverage {
  readonly requirements: readonly RequirementRef[]
  readonly because: string
  readonly citation: Citation
}

export interface AssessmentOption {
  readonly id: string
  readonly name: string
  readonly optionKind: string
  readonly summary: string
  readonly scheme?: string
  readonly attains: readonly string[]
  readonly targetTypes: readonly string[]
  readonly when?: Expression
  readonly gives: readonly GivenEvidence[]
  readonly covers: readonly OptionCoverage[]
  /** Routes (conclusions of law) that it carries out. */
  readonly completes: readonly string[]
  readonly performer: { readonly who: string; readonly independence: number; readonly accreditation?: string }
  readonly requires: readonly (readonly string[])[]
  readonly excludes: readonly string[]
  readonly days: Figure
  readonly effort?: Figure
  readonly cost: Money
  readonly queueDays?: Figure
  readonly validityMonths?: number
  readonly fitsReleases?: number
  readonly keepsSecrets?: number
  readonly euAnchored?: boolean
  readonly citation: Citation
}
