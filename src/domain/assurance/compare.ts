/**
 * The orders still possible between two profiles of which we may know only bounds.
 * Exact per dimension; the dimensions are independent, so the combination is exact too.
 */
import {
  DIMENSIONS,
  type Dimension,
  type Front,
  includes,
  isFrontAtMost,
  type Pair,
  type ProfileInterval,
  sameFront,
} from './profile.ts'
import type { TargetType } from './thresholds.ts'

/** Of the first against the second. */
export const ORDERS = ['equal', 'above', 'below', 'incomparable'] as const
export type Order = (typeof ORDERS)[number]

export interface FrontInterval {
  readonly low: Front
  readonly high: Front
}

/** Which orders two down-sets can have when each is known between bounds. In the order of ORDERS. */
export function possibleFrontOrders(a: FrontInterval, b: FrontInterval): readonly Order[] {
  const aMayReach = isFrontAtMost(b.low, a.high)
  const bMayReach = isFrontAtMost(a.low, b.high)
  return ORDERS.filter((order) => {
    switch (order) {
      case 'equal':
        return aMayReach && bMayReach
      case 'above':
        return aMayReach && !sameFront(b.low, a.high)
      case 'below':
        return bMayReach && !sameFront(a.low, b.high)
      case 'incomparable':
        return mayBeIncomparable(a, b)
      default:
        return order satisfies never
    }
  })
}

/** Each side may hold a pair that the other may lack, and neither pair brings the other with it. */
function mayBeIncomparable(a: FrontInterval, b: FrontInterval): boolean {
  const onlyA = pairsOutside(a.high, b.low)
  if (onlyA.length === 0) return false
  const onlyB = pairsOutside(b.high, a.low)
  return onlyA.some((p) => onlyB.some((q) => !includes([p], q) && !includes([q], p)))
}

/** Every pair under `high` that is not under `low`. At most 6 × 6 of them. */
function pairsOutside(high: Front, low: Front): readonly Pair[] {
  const found: Pair[] = []
  const deepest = high[0]?.depth ?? 0
  const widest = high[high.length - 1]?.performer ?? -1
  for (let depth = 1; depth <= deepest; depth += 1) {
    for (let performer = 0; performer <= widest; performer += 1) {
      const p = { depth, performer }
      if (includes(high, p) && !includes(low, p)) found.push(p)
    }
  }
  return found
}

export interface ProfileComparison {
  readonly orders: readonly Order[]
  readonly dimensions: Readonly<Record<Dimension, readonly Order[]>>
}

/** Orders of a product of independent dimensions. */
export function combineOrders(parts: readonly (readonly Order[])[]): readonly Order[] {
  function all(...allowed: Order[]): boolean {
    return parts.every((p) => p.some((o) => allowed.includes(o)))
  }
  function some(wanted: Order, without?: number): boolean {
    return parts.some((p, i) => i !== without && p.includes(wanted))
  }
  return ORDERS.filter((order) => {
    switch (order) {
      case 'equal':
        return all('equal')
      case 'above':
        return all('equal', 'above') && some('above')
      case 'below':
        return all('equal', 'below') && some('below')
      case 'incomparable':
        return some('incomparable') || parts.some((p, i) => p.includes('above') && some('below', i))
      default:
        return order satisfies never
    }
  })
}

export function compareProfiles(a: ProfileInterval, b: ProfileInterval): ProfileComparison {
  const dimensions = {} as Record<Dimension, readonly Order[]>
  for (const d of DIMENSIONS)
    dimensions[d] = possibleFrontOrders({ low: a.low[d], high: a.high[d] }, { low: b.low[d], high: b.high[d] })
  return { orders: combineOrders(DIMENSIONS.map((d) => dimensions[d])), dimensions }
}

/** Target types that share a table of thresholds are compared; others are not comparable. */
export function areComparable(a: TargetType, b: TargetType): boolean {
  return group(a) === group(b)
}

function group(type: TargetType): string {
  return type === 'component' || type === 'product'
    ? 'product'
    : type === 'service' || type === 'system'
      ? 'service'
      : 'organisation'
}
