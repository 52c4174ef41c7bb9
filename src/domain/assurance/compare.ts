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
  const aMayReach = isFrontAtMost(b.low, a.high)
  const bMayReach = isFrontAtMost(a.low, b.high)
  return (
    (aMayReach && bMayReach ? EQUAL_ORDER : 0) |
    (aMayReach && !sameFront(b.low, a.high) ? ABOVE : 0) |
    (bMayReach && !sameFront(a.low, b.high) ? BELOW : 0) |
    (mayBeIncomparable(a, b) ? INCOMPARABLE : 0)
  )
}

export function possibleFrontOrders(a: FrontInterval, b: FrontInterval): readonly Order[] {
  return ordersIn(frontOrders(a, b))
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
  for (const d of DIMENSIONS) {
    const set = ordersOfDimension(a, b, d) & allowed
    dimensions[d] = set
    parts.push(set)
  }
  return { orders: combineOrderSets(parts), dimensions }
}

/** Fronts met before, numbered; levels share most of theirs, so a pair of intervals is worked out once and then looked up. */
const numbers = new Map<string, number>()
const numberOf = new WeakMap<ProfileInterval, Partial<Record<Dimension, number>>>()
const ordersOfPair = new Map<number, OrderSet>()
/** Beyond this many different fronts nothing more is kept. */
const MOST_KEPT = 512

function numberFor(x: ProfileInterval, d: Dimension): number {
  let own = numberOf.get(x)
  if (own === undefined) {
    own = {}
    numberOf.set(x, own)
  }
  const known = own[d]
  if (known !== undefined) return known
  const key = `${text(x.low[d])};${text(x.high[d])}`
  const number = numbers.get(key) ?? (numbers.size < MOST_KEPT ? numbers.size : -1)
  if (number >= 0) numbers.set(key, number)
  own[d] = number
  return number
}

function text(front: Front): string {
  return front.map((p) => `${p.depth}/${p.performer}`).join(',')
}

function ordersOfDimension(a: ProfileInterval, b: ProfileInterval, d: Dimension): OrderSet {
  const i = numberFor(a, d)
  const j = numberFor(b, d)
  const key = i * MOST_KEPT + j
  if (i >= 0 && j >= 0) {
    const known = ordersOfPair.get(key)
    if (known !== undefined) return known
  }
  const orders = frontOrders({ low: a.low[d], high: a.high[d] }, { low: b.low[d], high: b.high[d] })
  if (i >= 0 && j >= 0) ordersOfPair.set(key, orders)
  return orders
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
