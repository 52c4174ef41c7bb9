/** The orders said to be possible are exactly those that some points inside the bounds reach: brute force on small grids. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  combineOrders,
  compareProfiles,
  DIMENSIONS,
  type Front,
  type FrontInterval,
  isFrontAtMost,
  ORDERS,
  type Order,
  point,
  possibleFrontOrders,
  type ProfileInterval,
  profile,
} from '#domain/assurance/index.ts'
import { allFronts, anyInterval, anyProfile, pointIn } from '../support/assurance.ts'

function orderOf(a: Front, b: Front): Order {
  const below = isFrontAtMost(a, b)
  const above = isFrontAtMost(b, a)
  return below && above ? 'equal' : above ? 'above' : below ? 'below' : 'incomparable'
}

function productOrder(orders: readonly Order[]): Order {
  if (orders.every((o) => o === 'equal')) return 'equal'
  if (orders.every((o) => o === 'equal' || o === 'above')) return 'above'
  if (orders.every((o) => o === 'equal' || o === 'below')) return 'below'
  return 'incomparable'
}

function inOrder(orders: Iterable<Order>): readonly Order[] {
  const all = new Set(orders)
  return ORDERS.filter((o) => all.has(o))
}

function intervals(fronts: readonly Front[]): readonly FrontInterval[] {
  return fronts.flatMap((low) => fronts.filter((high) => isFrontAtMost(low, high)).map((high) => ({ low, high })))
}

function points(x: FrontInterval, fronts: readonly Front[]): readonly Front[] {
  return fronts.filter((f) => isFrontAtMost(x.low, f) && isFrontAtMost(f, x.high))
}

function reached(a: FrontInterval, b: FrontInterval, fronts: readonly Front[]): readonly Order[] {
  const found = new Set<Order>()
  for (const p of points(a, fronts)) for (const q of points(b, fronts)) found.add(orderOf(p, q))
  return inOrder(found)
}

describe('orders of one dimension', () => {
  for (const [deepest, widest] of [
    [2, 1],
    [3, 1],
    [2, 2],
    [4, 0],
  ] as const) {
    it(`of depth ${deepest} and performers 0 to ${widest} are exactly those reached by points`, () => {
      const fronts = allFronts(deepest, widest)
      const all = intervals(fronts)
      let wrong = 0
      for (const a of all)
        for (const b of all) if (possibleFrontOrders(a, b).join() !== reached(a, b, fronts).join()) wrong += 1
      expect(all.length).toBeGreaterThan(10)
      expect(wrong).toBe(0)
    })
  }

  it('are never incomparable where there is no performer', () => {
    for (const a of intervals(allFronts(4, 0)))
      for (const b of intervals(allFronts(4, 0))) expect(possibleFrontOrders(a, b)).not.toContain('incomparable')
  })
})

/** Every non-empty set of orders that bounds can give. */
const ORDER_SETS: readonly (readonly Order[])[] = Array.from({ length: 15 }, (_, bits) =>
  ORDERS.filter((_o, i) => ((bits + 1) >> i) & 1),
)

describe('orders of several dimensions', () => {
  it('combine to exactly those that a choice in each dimension gives', () => {
    let wrong = 0
    for (const a of ORDER_SETS) {
      for (const b of ORDER_SETS) {
        for (const c of ORDER_SETS) {
          const wanted = inOrder(a.flatMap((x) => b.flatMap((y) => c.map((z) => productOrder([x, y, z])))))
          if (combineOrders([a, b, c]).join() !== wanted.join()) wrong += 1
        }
      }
    }
    expect(wrong).toBe(0)
  })

  it('of profiles are those of their points, over all pairs of small intervals in two dimensions', () => {
    const fronts = allFronts(2, 1)
    const all = intervals(fronts)
    const step = 3
    let wrong = 0
    for (let i = 0; i < all.length; i += step) {
      for (let j = 1; j < all.length; j += step) {
        for (let k = 0; k < all.length; k += step + 1) {
          for (let l = 2; l < all.length; l += step + 1) {
            const [ad, av, bd, bv] = [all[i], all[k], all[j], all[l]] as [
              FrontInterval,
              FrontInterval,
              FrontInterval,
              FrontInterval,
            ]
            const a: ProfileInterval = {
              low: profile({ D: ad.low, V: av.low }),
              high: profile({ D: ad.high, V: av.high }),
            }
            const b: ProfileInterval = {
              low: profile({ D: bd.low, V: bv.low }),
              high: profile({ D: bd.high, V: bv.high }),
            }
            const inD = reached(ad, bd, fronts)
            const inV = reached(av, bv, fronts)
            const wanted = inOrder(inD.flatMap((x) => inV.map((y) => productOrder([x, y]))))
            if (compareProfiles(a, b).orders.join() !== wanted.join()) wrong += 1
          }
        }
      }
    }
    expect(wrong).toBe(0)
  })
})

describe('comparison of profiles of full size', () => {
  it('gives one order for two points: the plain one', () => {
    fc.assert(
      fc.property(anyProfile, anyProfile, (a, b) => {
        const { orders, dimensions } = compareProfiles(point(a), point(b))
        expect(orders).toEqual([productOrder(DIMENSIONS.map((d) => orderOf(a[d], b[d])))])
        for (const d of DIMENSIONS) expect(dimensions[d]).toEqual([orderOf(a[d], b[d])])
      }),
      { seed: 40_301, numRuns: 300 },
    )
  })

  it('contains the order of any two points inside', () => {
    const intervalWithPoint = anyInterval.chain((x) => fc.tuple(fc.constant(x), pointIn(x)))
    fc.assert(
      fc.property(intervalWithPoint, intervalWithPoint, ([x, p], [y, q]) => {
        const whole = compareProfiles(x, y)
        const one = compareProfiles(point(p), point(q))
        expect(whole.orders).toContain(one.orders[0])
        for (const d of DIMENSIONS) expect(whole.dimensions[d]).toContain(one.dimensions[d][0])
      }),
      { seed: 40_302, numRuns: 300 },
    )
  })

  it('is mirrored when the sides change', () => {
    const mirrored: Readonly<Record<Order, Order>> = {
      equal: 'equal',
      above: 'below',
      below: 'above',
      incomparable: 'incomparable',
    }
    fc.assert(
      fc.property(anyInterval, anyInterval, (x, y) => {
        expect(inOrder(compareProfiles(x, y).orders.map((o) => mirrored[o]))).toEqual(compareProfiles(y, x).orders)
      }),
      { seed: 40_303, numRuns: 300 },
    )
  })
})
