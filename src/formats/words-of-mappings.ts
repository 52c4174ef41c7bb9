/** Relations and kinds of rationale in the words that documents print, read into ours. */
import type { StatedRationale, StatedRelation } from '#domain/requirements/index.ts'

const RELATIONS: Readonly<Record<string, StatedRelation>> = {
  equal: 'equal',
  'equal to': 'equal',
  equals: 'equal',
  '=': 'equal',
  identical: 'equal',
  subset: 'subset',
  'subset of': 'subset',
  'is subset of': 'subset',
  'is a subset of': 'subset',
  superset: 'superset',
  'superset of': 'superset',
  'is superset of': 'superset',
  'is a superset of': 'superset',
  intersect: 'intersects',
  intersects: 'intersects',
  'intersects with': 'intersects',
  intersection: 'intersects',
  'equivalent to': 'equivalent',
  equivalent: 'equivalent',
  disjoint: 'disjoint',
  'disjoint from': 'disjoint',
  // Source: NIST IR 8477 calls it "no relationship"; what an author can mean by it is that none was found.
  'no relationship': 'none-found',
  'not related': 'none-found',
  none: 'none-found',
  'no relation': 'none-found',
  'none found': 'none-found',
  'linked to': 'linked',
  linked: 'linked',
  'automatically linked to': 'linked',
  contains: 'linked',
  related: 'linked',
  'is part of': 'linked',
  same: 'linked',
}

/** Dashes, underscores and capitals do not count. */
export function relationOf(printed: string): StatedRelation | undefined {
  const word = printed
    .trim()
    .toLowerCase()
    .replace(/[-_\s]+/g, ' ')
  return Object.hasOwn(RELATIONS, word) ? RELATIONS[word] : undefined
}

export function rationaleOf(printed: string): StatedRationale | undefined {
  const word = printed.trim().toLowerCase()
  if (word === 'syntactic' || word === 'semantic' || word === 'functional') return word
  return word === '' || word === 'null' || word === 'n/a' || word === '-' ? 'unstated' : undefined
}
