/** Requirements, by the ids their own texts print, and what is known of each. */
import type { Citation } from '../answers/citation.ts'
import type { Letter, TargetType } from '../assurance/index.ts'

export interface RequirementRef {
  readonly set: string
  readonly requirement: string
}

/** `set#requirement`, the key used wherever requirements are indexed. */
export function requirementKey(ref: RequirementRef): string {
  return `${ref.set}#${ref.requirement}`
}

export function parseRequirementKey(key: string): RequirementRef {
  const at = key.indexOf('#')
  return { set: key.slice(0, at), requirement: key.slice(at + 1) }
}

export interface Requirement {
  readonly id: string
  readonly title: string
  /** Our own words. */
  readonly says: string
  readonly parent?: string
  readonly isHeading: boolean
  readonly applies: 'always' | 'by-risk-assessment' | 'conditional'
  /** False: no certificate covers it. */
  readonly substitutable: boolean
  /** It is asked of the whole, or of its maker: a certificate of a part that selects nothing does not bear on it. */
  readonly isOfTheWhole?: boolean
  /** A fact of the dossier that denies it: stated so, it is not covered; not stated, it is not known. */
  readonly deniedBy?: string
  readonly citation: Citation
  /** An identifier that its publisher keeps through renumbering (a urn, a uuid, a reference); absent where there is none. */
  readonly stableId?: string
  /** Family of the harmonised baseline. */
  readonly family?: string
  /** For the baseline: from which unified level on it is asked, per type of target; a type that is absent is not asked. */
  readonly tiers?: Readonly<Partial<Record<TargetType, Letter>>>
  readonly tierBecause?: string
  /** Kinds of evidence that show it. */
  readonly shownBy?: readonly string[]
}

export interface RequirementSet {
  readonly id: string
  readonly name: string
  readonly edition: string
  readonly publisher?: string
  /** Terms of its text, as printed; absent where nothing is said. */
  readonly licence?: string
  /** A hub that links the requirements of other sets without saying how they relate. */
  readonly isHub?: boolean
  /** Known only as far as a mapping names it: not the whole set. */
  readonly isPartial?: boolean
  /** Identifiers of parts inside requirements, at which mappings may point; they are not counted as requirements. */
  readonly parts?: readonly string[]
  readonly requirements: readonly Requirement[]
}
