/** Published and our own mappings between requirements, and what follows from them for coverage. */
import type { Citation } from '../answers/citation.ts'
import type { Relation } from './relation.ts'

/** Kinds are never chained with each other. */
export type Rationale = 'syntactic' | 'semantic' | 'functional'

/** One row: the union of what the sources ask, against the union of what the targets ask. Read "from RELATION to". */
export interface MappingRow {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly relation: Relation
  readonly rationale: Rationale
  readonly because: string
  readonly citation: Citation
}

export interface Mapping {
  readonly id: string
  readonly from: { readonly set: string; readonly edition: string }
  readonly to: { readonly set: string; readonly edition: string }
  readonly author: string
  readonly rows: readonly MappingRow[]
}
