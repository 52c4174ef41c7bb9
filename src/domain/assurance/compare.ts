/**
 * The orders still possible between two profiles of which we may know only bounds.
 * Exact per dimension; the dimensions are independent, so the combination is exact too.
 */
import { depthAt, DIMENSIONS, type Dimension, type Front, MOST_INDEPENDENT, type ProfileInterval } from './profile.ts'
import type { TargetType } from './thresholds.ts'

/** Of the first against the second. */
export const ORDERS = ['equal', 'above', 'below', 'incomparable'] as const
export type Order = (typeof ORDERS)[number]

/** Orders still possible, one bit each, in the order of ORDERS. */
export type OrderSet = number
export const EQUAL_ORDER = 1
export const ABOVE = 2
export const BELOW = 4
export const INCOMPARABLE = 8
/** Nothing is known. */
export const ANY_ORDER = 15

const LISTS: readonly (readonly Order[])[] = Array.from({ length: 16 }, (_, set) =>
  ORDERS.filter((_o, i) => (set & (1 << i)) !== 0),
)

export function ordersIn(set: OrderSet): readonly Order[] {
  return LISTS[set] as readonly Order[]
}

export function orderSet(orders: Iterable<Order>): OrderSet {
  let set = 0
  for (const order of orders) set |= 1 << ORDERS.indexOf(order)
  return set
}

/** The same seen from the other side. */
export function mirrored(set: OrderSet): OrderSet {
  return (set & (EQUAL_ORDER | INCOMPARABLE)) | ((set & ABOVE) !== 0 ? BELOW : 0) | ((set & BELOW) !== 0 ? ABOVE : 0)
}

export interface FrontInterval {
  readonly low: Front
  readonly high: Front
}

/** Which orders two down-sets can have when each is known between bounds. */
export function frontOrders(a: FrontInterval, b: FrontInterval): OrderSet {
  return stairOrders({ low: stairOf(a.low), high: stairOf(a.high) }, { low: stairOf(b.low), high: stairOf(b.high) })
}

export function possibleFrontOrders(a: FrontInterval, b: FrontInterval): readonly Order[] {
  return ordersIn(frontOrders(a, b))
}

/** A down-set as the depth reached by performers of at least 0, 1, … 5: a falling stair. Inclusion is at most, step by step. */
type Stair = readonly number[]

interface StairInterval {
  readonly low: Stair
  readonly high: Stair
}

const PERFORMERS = Array.from({ length: MOST_INDEPENDENT + 1 }, (_, performer) => performer)

function stairOf(front: Front): Stair {
  return PERFORMERS.map((performer) => depthAt(front, performer))
}

function isAtMostStair(a: Stair, b: Stair): boolean {
  return a.every((depth, performer) => depth <= (b[performer] as number))
}

function stairOrders(a: StairInterval, b: StairInterval): OrderSet {
  const aMayReach = isAtMostStair(b.low, a.high)
  const bMayReach = isAtMostStair(a.low, b.high)
  return (
    (aMayReach && bMayReach ? EQUAL_ORDER : 0) |
    (aMayReach && !isAtMostStair(a.high, b.low) ? ABOVE : 0) |
    (bMayReach && !isAtMostStair(b.high, a.low) ? BELOW : 0) |
    (mayBeIncomparable(a, b) ? INCOMPARABLE : 0)
  )
}

/**
 * Each side may hold a pair that the other may lack, and neither pair brings the other with it: the one deeper, the other by a more
 * independent performer. Of the deeper one the deepest is tried, of the other the shallowest.
 */
function mayBeIncomparable(a: StairInterval, b: StairInterval): boolean {
  return crosses(a, b) || crosses(b, a)
}

function crosses(deeper: StairInterval, wider: StairInterval): boolean {
  for (let near = 0; near < MOST_INDEPENDENT; near += 1) {
    const deepest = deeper.high[near] as number
    if (deepest <= (wider.low[near] as number)) continue
    for (let far = near + 1; far <= MOST_INDEPENDENT; far += 1) {
      const shallowest = (deeper.low[far] as number) + 1
      if (shallowest <= (wider.high[far] as number) && shallowest < deepest) return true
    }
  }
  return false
}

/** Orders of a product of independent parts. */
export function combineOrderSets(parts: readonly OrderSet[]): OrderSet {
  let allEqual = true
  let allAbove = true
  let allBelow = true
  let someAbove = 0
  let someBelow = 0
  let someIncomparable = false
  /** Parts that may be above and below: such a part cannot be both at once. */
  let someBoth = 0
  for (const set of parts) {
    allEqual &&= (set & EQUAL_ORDER) !== 0
    allAbove &&= (set & (EQUAL_ORDER | ABOVE)) !== 0
    allBelow &&= (set & (EQUAL_ORDER | BELOW)) !== 0
    const above = (set & ABOVE) !== 0
    const below = (set & BELOW) !== 0
    if (above) someAbove += 1
    if (below) someBelow += 1
    if (above && below) someBoth += 1
    someIncomparable ||= (set & INCOMPARABLE) !== 0
  }
  // One part above and another below: only where the single candidate for both is one and the same part, it cannot be.
  const isCrossed = someAbove > 0 && someBelow > 0 && !(someAbove === 1 && someBelow === 1 && someBoth === 1)
  return (
    (allEqual ? EQUAL_ORDER : 0) |
    (allAbove && someAbove > 0 ? ABOVE : 0) |
    (allBelow && someBelow > 0 ? BELOW : 0) |
    (someIncomparable || isCrossed ? INCOMPARABLE : 0)
  )
}

export function combineOrders(parts: readonly (readonly Order[])[]): readonly Order[] {
  return ordersIn(combineOrderSets(parts.map(orderSet)))
}

/** What is known besides the bounds: that one side has all that the other has, whatever the unknown parts are. */
export type Known = 'nothing' | 'first-includes-second' | 'second-includes-first' | 'same'

const ALLOWED: Readonly<Record<Known, OrderSet>> = {
  nothing: ANY_ORDER,
  'first-includes-second': EQUAL_ORDER | ABOVE,
  'second-includes-first': EQUAL_ORDER | BELOW,
  same: EQUAL_ORDER,
}

export interface ProfileOrders {
  readonly orders: OrderSet
  readonly dimensions: Readonly<Record<Dimension, OrderSet>>
}

/** Orders of two profiles; `known` is used in every dimension, since it holds in every one. */
export function profileOrders(a: ProfileInterval, b: ProfileInterval, known: Known = 'nothing'): ProfileOrders {
  const allowed = ALLOWED[known]
  const dimensions = {} as Record<Dimension, OrderSet>
  const parts: OrderSet[] = []
  const x = stairsOf(a)
  const y = stairsOf(b)
  for (const d of DIMENSIONS) {
    const set = stairOrders(x[d], y[d]) & allowed
    dimensions[d] = set
    parts.push(set)
  }
  return { orders: combineOrderSets(parts), dimensions }
}

/** The stairs of a profile, made once. */
const stairs = new WeakMap<ProfileInterval, Readonly<Record<Dimension, StairInterval>>>()

function stairsOf(x: ProfileInterval): Readonly<Record<Dimension, StairInterval>> {
  const known = stairs.get(x)
  if (known !== undefined) return known
  const made = {} as Record<Dimension, StairInterval>
  for (const d of DIMENSIONS) made[d] = { low: stairOf(x.low[d]), high: stairOf(x.high[d]) }
  stairs.set(x, made)
  return made
}

export interface ProfileComparison {
  readonly orders: readonly Order[]
  readonly dimensions: Readonly<Record<Dimension, readonly Order[]>>
}

export function compareProfiles(a: ProfileInterval, b: ProfileInterval, known: Known = 'nothing'): ProfileComparison {
  const found = profileOrders(a, b, known)
  const dimensions = {} as Record<Dimension, readonly Order[]>
  for (const d of DIMENSIONS) dimensions[d] = ordersIn(found.dimensions[d])
  return { orders: ordersIn(found.orders), dimensions }
}

/** Target types that share a table of thresholds are compared; others are not comparable. */
export function areComparable(a: TargetType, b: TargetType): boolean {
  return group(a) === group(b)
}

function group(type: TargetType): string {
  if (type === 'component' || type === 'product') return 'product'
  return type === 'service' || type === 'system' ? 'service' : 'organisation'
}
