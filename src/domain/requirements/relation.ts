/**
 * Set relations between what requirements ask (RCC-5), and sets of those still possible.
 *
 * A relation is a bit; a set of possible relations is a mask of five bits. The composition table answers: if A r B and B s C, which
 * relations can hold between A and C. Source: RCC-5 composition; relation names after NIST IR 8477.
 */
export const RELATIONS = ['equal', 'subset', 'superset', 'intersects', 'disjoint'] as const
export type Relation = (typeof RELATIONS)[number]

export type RelationSet = number

export const EQUAL = 1
export const SUBSET = 2
export const SUPERSET = 4
export const INTERSECTS = 8
export const DISJOINT = 16
/** Nothing is known. */
export const ANY = 31
/** No relation is left: what was stated contradicts itself. */
export const NONE = 0

const BIT: Readonly<Record<Relation, RelationSet>> = {
  equal: EQUAL,
  subset: SUBSET,
  superset: SUPERSET,
  intersects: INTERSECTS,
  disjoint: DISJOINT,
}

export function bitOf(relation: Relation): RelationSet {
  return BIT[relation]
}

export function relationsIn(set: RelationSet): readonly Relation[] {
  return RELATIONS.filter((r) => (set & BIT[r]) !== 0)
}

/** What B is to A when A is `set` to B. */
export function inverse(set: RelationSet): RelationSet {
  const kept = set & (EQUAL | INTERSECTS | DISJOINT)
  return kept | ((set & SUBSET) !== 0 ? SUPERSET : 0) | ((set & SUPERSET) !== 0 ? SUBSET : 0)
}

/** Rows: A to B; columns: B to C; in the order of RELATIONS. Non-empty sets throughout. */
const COMPOSED: readonly (readonly RelationSet[])[] = [
  [EQUAL, SUBSET, SUPERSET, INTERSECTS, DISJOINT],
  [SUBSET, SUBSET, ANY, SUBSET | INTERSECTS | DISJOINT, DISJOINT],
  [SUPERSET, EQUAL | SUBSET | SUPERSET | INTERSECTS, SUPERSET, SUPERSET | INTERSECTS, SUPERSET | INTERSECTS | DISJOINT],
  [INTERSECTS, SUBSET | INTERSECTS, SUPERSET | INTERSECTS | DISJOINT, ANY, SUPERSET | INTERSECTS | DISJOINT],
  [DISJOINT, SUBSET | INTERSECTS | DISJOINT, DISJOINT, SUBSET | INTERSECTS | DISJOINT, ANY],
]

const TABLE: readonly RelationSet[] = Array.from({ length: 32 * 32 }, (_, index) => {
  const a = index >> 5
  const b = index & 31
  let result = NONE
  for (let i = 0; i < 5; i += 1) {
    for (let j = 0; j < 5; j += 1) {
      if ((a & (1 << i)) !== 0 && (b & (1 << j)) !== 0)
        result |= (COMPOSED[i] as readonly RelationSet[])[j] as RelationSet
    }
  }
  return result
})

/** The relations still possible between A and C. */
export function compose(ab: RelationSet, bc: RelationSet): RelationSet {
  return TABLE[(ab << 5) | bc] as RelationSet
}

/**
 * What a row of a mapping may state. Only the five set relations say exactly how two requirements lie; the others say less:
 *
 *     equivalent   the same effect in other words: they overlap, and nothing is said of what one asks beyond the other
 *     none-found   somebody looked and found no relation: that is not disjointness, so nothing follows
 *     linked       a hub's link without a type: nothing follows
 *
 * Source: NIST IR 8477, section 4.3; OSCAL 1.2 mapping model, relationship.
 */
export const STATED_RELATIONS = [...RELATIONS, 'equivalent', 'none-found', 'linked'] as const
export type StatedRelation = (typeof STATED_RELATIONS)[number]

/** They have something in common. */
export const OVERLAP = EQUAL | SUBSET | SUPERSET | INTERSECTS

/** The relations still possible once a row has stated this. */
export function possibleUnder(stated: StatedRelation): RelationSet {
  if (stated === 'equivalent') return OVERLAP
  if (stated === 'none-found' || stated === 'linked') return ANY
  return BIT[stated]
}

/** The statement read from the other side. */
export function inverseOf(stated: StatedRelation): StatedRelation {
  if (stated === 'subset') return 'superset'
  return stated === 'superset' ? 'subset' : stated
}

/** A is all within B. */
export function isWithin(set: RelationSet): boolean {
  return set !== NONE && (set & ~(EQUAL | SUBSET)) === 0
}

/** A asks all that B asks: whoever meets A meets B. */
export function contains(set: RelationSet): boolean {
  return set !== NONE && (set & ~(EQUAL | SUPERSET)) === 0
}

/** A and B surely have something in common. */
export function overlaps(set: RelationSet): boolean {
  return set !== NONE && (set & DISJOINT) === 0
}
