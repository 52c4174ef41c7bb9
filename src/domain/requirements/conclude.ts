/**
 * What follows of two requirements: the relations still possible between them, by one kind of rationale, with a smallest proof.
 *
 * Equals path consistency over RCC-5 (a test compares them on random networks of single requirements). For unions it is sound and
 * draws every conclusion that membership gives; it does not split cases ("it overlaps one of the two").
 */
import { type Network, sayNode, sayRow, UNSTATED } from './network.ts'
import { aboveOf, meetsOf, type Reached, rowsMeeting, rowsTo, withinOf } from './reach.ts'
import {
  ANY,
  DISJOINT,
  EQUAL,
  NONE,
  overlaps,
  type Relation,
  type RelationSet,
  relationsIn,
  SUBSET,
  SUPERSET,
} from './relation.ts'

/** One fact about the pair, with the rows it takes. */
export interface PairFact {
  readonly says: 'within' | 'contains' | 'overlaps' | 'disjoint' | 'not-within' | 'does-not-contain'
  /** What it leaves possible. */
  readonly leaves: RelationSet
  readonly rows: readonly number[]
}

export interface Conclusion {
  readonly a: number
  readonly b: number
  readonly kind: number
  /** Nothing left: the rows contradict each other. */
  readonly possible: RelationSet
  /** As few facts with as few rows as give it; empty where nothing follows. */
  readonly facts: readonly PairFact[]
  readonly rows: readonly number[]
}

const LEAVES = {
  within: EQUAL | SUBSET,
  contains: EQUAL | SUPERSET,
  overlaps: ANY & ~DISJOINT,
  disjoint: DISJOINT,
  'not-within': ANY & ~(EQUAL | SUBSET),
  'does-not-contain': ANY & ~(EQUAL | SUPERSET),
} as const satisfies Record<PairFact['says'], RelationSet>

export function conclude(network: Network, a: number, b: number, kind: number): Conclusion {
  const facts = factsOf(network, a, b, kind)
  const possible = facts.reduce((left, f) => left & f.leaves, ANY)
  const needed = fewest(facts, possible)
  return { a, b, kind, possible, facts: needed, rows: distinct(needed) }
}

function factsOf(network: Network, a: number, b: number, kind: number): readonly PairFact[] {
  const view = { network, kind, a: viewOf(network, a, kind), b: viewOf(network, b, kind) }
  const facts: PairFact[] = []
  function add(says: PairFact['says'], rows: readonly number[] | undefined): void {
    if (rows !== undefined && (kind !== UNSTATED || rows.length <= 1)) facts.push({ says, leaves: LEAVES[says], rows })
  }
  add('within', view.b.within.has(a) ? rowsTo(view.b.within, a) : undefined)
  add('contains', view.a.within.has(b) ? rowsTo(view.a.within, b) : undefined)
  add('overlaps', overlapRows(view.a, view.b))
  const apart = disjointRows(network, kind)
  add('disjoint', disjointness(view.a, view.b, apart))
  add('not-within', notWithin(network, view.a, view.b, kind, apart))
  add('does-not-contain', notWithin(network, view.b, view.a, kind, apart))
  return facts
}

interface View {
  readonly node: number
  readonly within: Reached
  readonly above: Reached
  readonly meets: Reached
}

function viewOf(network: Network, node: number, kind: number): View {
  const within = withinOf(network, [node], kind)
  return { node, within, above: aboveOf(network, node, kind), meets: meetsOf(network, within) }
}

function overlapRows(a: View, b: View): readonly number[] | undefined {
  let best: number | undefined
  let cost = 0
  for (const y of b.within.order) {
    if (!a.meets.has(y)) continue
    const sum = (a.meets.cost[y] as number) + (b.within.cost[y] as number)
    if (best === undefined || sum < cost) {
      best = y
      cost = sum
    }
  }
  return best === undefined ? undefined : union(rowsMeeting(a.meets, a.within, best), rowsTo(b.within, best))
}

interface Apart {
  readonly row: number
  readonly from: number
  readonly to: number
}

/** Both ways round. */
function disjointRows(network: Network, kind: number): readonly Apart[] {
  const out: Apart[] = []
  const { rows } = network
  for (let row = 0; row < rows.length; row += 1) {
    if (rows.mask[row] !== DISJOINT || rows.kind[row] !== kind) continue
    const from = rows.from[row] as number
    const to = rows.to[row] as number
    out.push({ row, from, to }, { row, from: to, to: from })
  }
  return out
}

function disjointness(a: View, b: View, apart: readonly Apart[]): readonly number[] | undefined {
  return shortest(
    apart
      .filter((d) => a.above.has(d.from) && b.above.has(d.to))
      .map((d) => union(rowsTo(a.above, d.from), [d.row], rowsTo(b.above, d.to))),
  )
}

/** `a` asks something that `b` does not: a row says so of a part of `a` and of something above `b`, or a part of `a` lies apart from what is above `b`. */
function notWithin(
  network: Network,
  a: View,
  b: View,
  kind: number,
  apart: readonly Apart[],
): readonly number[] | undefined {
  const found: (readonly number[])[] = []
  for (const x of a.within.order) {
    for (let i = network.atStart[x] as number; i < (network.atStart[x + 1] as number); i += 1) {
      const row = network.atRow[i] as number
      const y = network.atOther[i] as number
      const saysSo = ((network.atMask[i] as number) & (EQUAL | SUBSET)) === 0
      if (saysSo && network.rows.kind[row] === kind && b.above.has(y))
        found.push(union(rowsTo(a.within, x), [row], rowsTo(b.above, y)))
    }
  }
  for (const d of apart)
    if (a.meets.has(d.from) && b.above.has(d.to))
      found.push(union(rowsMeeting(a.meets, a.within, d.from), [d.row], rowsTo(b.above, d.to)))
  return shortest(found)
}

function union(...lists: readonly (readonly number[])[]): readonly number[] {
  return [...new Set(lists.flat())].sort((x, y) => x - y)
}

function distinct(facts: readonly PairFact[]): readonly number[] {
  return union(...facts.map((f) => f.rows))
}

function shortest(lists: readonly (readonly number[])[]): readonly number[] | undefined {
  let best: readonly number[] | undefined
  for (const list of lists) if (best === undefined || list.length < best.length) best = list
  return best
}

/** Of the at most six facts, those with the fewest rows that leave the same possible; of equals, the first. */
function fewest(facts: readonly PairFact[], possible: RelationSet): readonly PairFact[] {
  let best: readonly PairFact[] = facts
  let rows = distinct(facts).length
  for (let chosen = 0; chosen < 1 << facts.length; chosen += 1) {
    const some = facts.filter((_, i) => (chosen & (1 << i)) !== 0)
    if (some.reduce((left, f) => left & f.leaves, ANY) !== possible) continue
    const count = distinct(some).length
    if (count < rows || (count === rows && some.length < best.length)) {
      best = some
      rows = count
    }
  }
  return best
}

/** The possible relations as words: `asks all and more than, or the same as`. */
export function sayPossible(possible: RelationSet): string {
  if (possible === ANY) return 'any relation is possible'
  if (possible === NONE) return 'no relation is possible: the rows contradict each other'
  if (possible === (EQUAL | SUBSET)) return 'asks no more than'
  if (possible === (EQUAL | SUPERSET)) return 'asks all that is asked by'
  if (overlaps(possible) && possible === (ANY & ~DISJOINT)) return 'has something in common with'
  return relationsIn(possible)
    .map((r: Relation) => WORDS[r])
    .join(', or ')
}

const WORDS: Readonly<Record<Relation, string>> = {
  equal: 'asks the same as',
  subset: 'asks a part of',
  superset: 'asks all and more than',
  intersects: 'overlaps',
  disjoint: 'has nothing in common with',
}

/** A conclusion as a sentence with the rows it takes. */
export function sayConclusion(network: Network, c: Conclusion): string {
  return `${sayNode(network, c.a)}: ${sayPossible(c.possible)} ${sayNode(network, c.b)}, because ${c.rows.map((r) => sayRow(network, r)).join('; ')}`
}
