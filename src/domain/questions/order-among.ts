/**
 * The order among chosen levels: which surely show at least what which others show, with nothing that follows from the rest.
 *
 * Levels that surely show the same share a place. Two without a way between them are incomparable, not comparable, or not known well
 * enough to say.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import type { NativeLevel } from '../assurance/index.ts'
import type { Catalogue } from './catalogue.ts'
import { compareLevels } from './compare.ts'

export interface OrderPlace {
  /** Rising from 0: no level stands beneath those of rank 0. */
  readonly rank: number
  readonly levels: readonly NativeLevel[]
}

export interface OrderLink {
  /** Indices of places: the first shows at least what the second shows. */
  readonly above: number
  readonly below: number
  /** False: they may show the same. */
  readonly isStrict: boolean
}

export interface OrderAmong {
  readonly places: readonly OrderPlace[]
  readonly links: readonly OrderLink[]
}

type Relation = 'same' | 'above' | 'at-least' | 'none'

export function orderAmong(
  levels: readonly NativeLevel[],
  catalogue: Pick<Catalogue, 'levels' | 'thresholds' | 'recognitions'>,
  on: CalendarDate,
): OrderAmong {
  function relation(a: NativeLevel, b: NativeLevel): Relation {
    switch (compareLevels(a, b, catalogue, on).assurance.join()) {
      case 'equal':
        return 'same'
      case 'above':
        return 'above'
      case 'equal,above':
        return 'at-least'
      default:
        return 'none'
    }
  }
  const groups: NativeLevel[][] = []
  for (const level of levels) {
    const own = groups.find((g) => relation(g[0] as NativeLevel, level) === 'same')
    if (own === undefined) groups.push([level])
    else if (!own.includes(level)) own.push(level)
  }
  const relations = groups.map((a) =>
    groups.map((b) => (a === b ? 'none' : relation(a[0] as NativeLevel, b[0] as NativeLevel))),
  )
  const ranks = ranksOf(relations)
  const places = groups.map((g, i): OrderPlace => ({ rank: ranks[i] as number, levels: g }))
  return { places, links: linksOf(relations) }
}

/** Length of the longest way down. The relation is a partial order, so there is one. */
function ranksOf(relations: readonly (readonly Relation[])[]): readonly number[] {
  const known: (number | undefined)[] = relations.map(() => undefined)
  function rank(i: number): number {
    const before = known[i]
    if (before !== undefined) return before
    known[i] = 0
    let most = 0
    relations[i]?.forEach((r, j) => {
      if (r !== 'none') most = Math.max(most, rank(j) + 1)
    })
    known[i] = most
    return most
  }
  return relations.map((_, i) => rank(i))
}

/** Without those that follow from two others; that one is surely more follows only where one of the two says so. */
function linksOf(relations: readonly (readonly Relation[])[]): readonly OrderLink[] {
  function at(above: number, below: number): Relation {
    return relations[above]?.[below] ?? 'none'
  }
  const all = [...relations.keys()]
  return all.flatMap((above) =>
    all.flatMap((below): readonly OrderLink[] => {
      const own = at(above, below)
      if (own === 'none') return []
      const isImplied = all.some((middle) => {
        const [first, second] = [at(above, middle), at(middle, below)]
        if (first === 'none' || second === 'none') return false
        return own === 'at-least' || first === 'above' || second === 'above'
      })
      return isImplied ? [] : [{ above, below, isStrict: own === 'above' }]
    }),
  )
}
