/** Requirements, by the ids their own texts print, and what is known of each. */
import type { Citation } from '../answers/citation.ts'

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
  readonly citation: Citation
}

export interface RequirementSet {
  readonly id: string
  readonly name: string
  readonly edition: string
  readonly requirements: readonly Requirement[]
}
