/** Small requirement sets and mappings, written short. */
import type { Citation } from '#domain/answers/index.ts'
import type {
  Mapping,
  MappingRow,
  Requirement,
  RequirementSet,
  StatedRationale,
  StatedRelation,
} from '#domain/requirements/index.ts'

export const SOME_CITATION: Citation = { source: 'a-study', at: 'row', standing: 'unchecked' }

export function requirement(id: string, more: Partial<Requirement> = {}): Requirement {
  return {
    id,
    title: id,
    says: '',
    isHeading: false,
    applies: 'always',
    substitutable: true,
    citation: SOME_CITATION,
    ...more,
  }
}

export function set(
  id: string,
  requirements: readonly (string | Requirement)[],
  more: Partial<RequirementSet> = {},
): RequirementSet {
  return {
    id,
    name: id,
    edition: '1',
    requirements: requirements.map((r) => (typeof r === 'string' ? requirement(r) : r)),
    ...more,
  }
}

/** `'a+b superset c functional'`: ids joined by a plus, relation, ids, rationale (semantic where left out). */
export function row(text: string): MappingRow {
  const [from, relation, to, rationale] = text.split(' ')
  return {
    from: (from as string).split('+'),
    to: (to as string).split('+'),
    relation: relation as StatedRelation,
    rationale: (rationale ?? 'semantic') as StatedRationale,
    because: text,
    citation: SOME_CITATION,
  }
}

export function mapping(from: string, to: string, rows: readonly string[], id = `${from}__${to}`): Mapping {
  return { id, from: { set: from, edition: '1' }, to: { set: to, edition: '1' }, author: 'a test', rows: rows.map(row) }
}
