/** Published and our own mappings between requirements, and what follows from them for coverage. */
import type { Citation } from '../answers/citation.ts'
import type { StatedRelation } from './relation.ts'

/** Kinds are never chained with each other: the same words, the same meaning, the same effect. Source: NIST IR 8477, section 4.3. */
export const RATIONALES = ['syntactic', 'semantic', 'functional'] as const
export type Rationale = (typeof RATIONALES)[number]

/** An author who names no kind may have meant any of them, so such a row is chained with nothing, not even with its like. */
export const STATED_RATIONALES = [...RATIONALES, 'unstated'] as const
export type StatedRationale = (typeof STATED_RATIONALES)[number]

/** One row: the union of what the sources ask, against the union of what the targets ask. Read "from RELATION to". */
export interface MappingRow {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly relation: StatedRelation
  readonly rationale: StatedRationale
  readonly because: string
  readonly citation: Citation
  /** The relation in the words of the document it was read from, where those are not ours. */
  readonly printed?: string
  /** Who accepted it; absent where nobody did. */
  readonly accepted?: Acceptance
  /** Line (or row of a sheet) it stands on, where that is known. */
  readonly line?: number
}

/** A row accepted for an organisation by whoever holds a role there. It makes a row no truer, and says who answers for it. */
export interface Acceptance {
  readonly role: string
  readonly organisation: string
  /** Day. */
  readonly on: string
}

/** To follow what the row says; nothing where nobody accepted it. */
export function acceptedInWords({ accepted }: MappingRow): string {
  return accepted === undefined
    ? ''
    : `; accepted by the ${accepted.role} of ${accepted.organisation} on ${accepted.on}`
}

/** Where an entry has to name an edition and none is known. */
export const EDITION_NOT_STATED = 'not stated'

export interface Mapping {
  readonly id: string
  readonly from: { readonly set: string; readonly edition: string }
  readonly to: { readonly set: string; readonly edition: string }
  readonly author: string
  readonly name?: string
  /** Day it was written or published. */
  readonly date?: string
  /** As its author or an accepting organisation put it: draft, complete, accepted by … */
  readonly status?: string
  /** What each end said when the rows were judged; absent where nobody pinned them. */
  readonly pins?: MappingPins
  readonly rows: readonly MappingRow[]
}

/** Per end and requirement: the content it had (`contentMark`), and after a space its stable id where its publisher keeps one. */
export interface MappingPins {
  /** Edition of the catalogue, or name of the revision, that was looked at. */
  readonly revision: string
  readonly from?: Readonly<Record<string, string>>
  readonly to?: Readonly<Record<string, string>>
}
