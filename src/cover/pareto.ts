/**
 * The exact front: every combination of values that no selection betters in one criterion without being worse in another.
 *
 * ε-constraint over search regions. A region is a corner: every criterion must stay below it. Minimising the first criterion, then
 * the second …, below the corner in all but the first, gives a point of the front or shows the region empty; a point splits the
 * regions it lies in (one corner per criterion), and corners inside others are dropped. Finite, and complete when no region is left
 * (Laumanns et al. 2006; Klamroth, Lacour and Vanderpooten 2015). An answer for a wider region that lies in a narrower one is
 * the answer there as well, so it is not asked for twice.
 */
import { bestSelection, type CoverOptions } from './best-selection.ts'
import { type CoverProblem, type Selection, TIME } from './problem.ts'

export interface FrontPoint {
  /** The first in the order of ids among those with these values. */
  readonly selection: Selection
  /** Whether the point is proved to lie on the front. Otherwise `bound` is proved for the first additive criterion in its region. */
  readonly isProved: boolean
  readonly bound?: number
  readonly gap?: number
}

export interface Front {
  /** By the criteria in the order given, rising in the first. */
  readonly points: readonly FrontPoint[]
  /** Every region was shown to be empty: nothing is missing. */
  readonly isComplete: boolean
  readonly isReproducible: boolean
}

export interface FrontOptions extends CoverOptions {
  /** Stop after so many points; the front is then not complete. The limits in `limits` are per point. */
  readonly mostPoints?: number
  readonly onPoint?: (point: FrontPoint) => void
}

type Corner = readonly number[]

interface Asked {
  readonly corner: Corner
  readonly values: readonly number[] | undefined
}

/** The front over two to four criteria. Each of its selections is verified; selections that only equal another are not repeated. */
export async function paretoFront(
  problem: CoverProblem,
  criteria: readonly string[],
  options: FrontOptions = {},
): Promise<Front> {
  // Sums are the better guides, so time is never what is minimised first.
  const order = [...criteria].sort((a, b) => Number(a === TIME) - Number(b === TIME))
  const asked: Asked[] = []
  const points: FrontPoint[] = []
  let corners: Corner[] = [order.map(() => Number.POSITIVE_INFINITY)]
  let isComplete = true
  let isReproducible = true
  for (let corner = corners.shift(); corner !== undefined; corner = corners.shift()) {
    if (points.length >= (options.mostPoints ?? Number.POSITIVE_INFINITY)) {
      isComplete = false
      break
    }
    // Empty, or its best is a point already; a corner above a point has been split by it, so nothing is left here.
    if (asked.some((other) => settles(other, corner))) continue
    const answer = await ask(problem, order, corner, points, options)
    if (answer.kind === 'infeasible') {
      asked.push({ corner, values: undefined })
      continue
    }
    isReproducible &&= answer.isReproducible
    if (answer.kind === 'stopped') {
      isComplete = false
      continue
    }
    const { selection } = answer
    const values = order.map((criterion) => selection.values[criterion] as number)
    const isProved = answer.kind === 'optimal'
    if (isProved) asked.push({ corner, values })
    else isComplete = false
    const point = isProved ? { selection, isProved } : { selection, isProved, bound: answer.bound, gap: answer.gap }
    const isNew = !points.some((other) =>
      order.every((criterion, k) => other.selection.values[criterion] === values[k]),
    )
    if (isNew) {
      points.push(point)
      options.onPoint?.(point)
    }
    // A corner that its best does not lie below is done: the best lies beyond it in the first criterion.
    corners = split(isBelow(values, corner) ? [...corners, corner] : corners, values)
  }
  return { points: sorted(points, criteria), isComplete, isReproducible }
}

/** Whether what was asked answers for this corner, too: it was wider, and empty or its best lies within. */
function settles({ corner: wide, values }: Asked, corner: Corner): boolean {
  for (let k = 1; k < corner.length; k += 1) {
    if ((wide[k] as number) < (corner[k] as number)) return false
    if (values !== undefined && (values[k] as number) >= (corner[k] as number)) return false
  }
  return true
}

function isBelow(values: readonly number[], corner: Corner): boolean {
  return values.every((value, k) => value < (corner[k] as number))
}

/** Corners above the point give way to one per criterion; those inside another are dropped. */
function split(corners: readonly Corner[], values: readonly number[]): Corner[] {
  const next = corners.flatMap((corner) =>
    isBelow(values, corner) ? values.map((value, k) => corner.map((old, at) => (at === k ? value : old))) : [corner],
  )
  return next.filter(
    (corner, at) =>
      !next.some(
        (other, i) =>
          i !== at && other.every((value, k) => value >= (corner[k] as number)) && (!isEqual(other, corner) || i < at),
      ),
  )
}

function isEqual(a: Corner, b: Corner): boolean {
  return a.every((value, k) => value === b[k])
}

async function ask(
  problem: CoverProblem,
  order: readonly string[],
  corner: Corner,
  points: readonly FrontPoint[],
  options: FrontOptions,
) {
  const further = order.flatMap((criterion, k) => {
    const above = corner[k] as number
    return k === 0 || above === Number.POSITIVE_INFINITY ? [] : [{ criterion, atMost: above - 1 }]
  })
  const limited: CoverProblem = { ...problem, limits: [...problem.limits, ...further] }
  const isWithin = ({ selection }: FrontPoint) =>
    further.every(({ criterion, atMost }) => (selection.values[criterion] as number) <= atMost)
  const [best] = points
    .filter(isWithin)
    .sort(
      (a, b) => (a.selection.values[order[0] as string] as number) - (b.selection.values[order[0] as string] as number),
    )
  return bestSelection(limited, order, best === undefined ? options : { ...options, start: best.selection.chosen })
}

/** By value; points that another betters (possible only where not all were proved) are dropped. */
function sorted(points: readonly FrontPoint[], criteria: readonly string[]): FrontPoint[] {
  const value = ({ selection }: FrontPoint, criterion: string) => selection.values[criterion] as number
  const isBettered = (point: FrontPoint) =>
    points.some(
      (other) =>
        other !== point &&
        criteria.every((criterion) => value(other, criterion) <= value(point, criterion)) &&
        (criteria.some((criterion) => value(other, criterion) < value(point, criterion)) ||
          points.indexOf(other) < points.indexOf(point)),
    )
  const difference = (a: FrontPoint, b: FrontPoint) =>
    criteria.reduce((order, criterion) => order || value(a, criterion) - value(b, criterion), 0)
  return points.filter((point) => !isBettered(point)).sort(difference)
}
