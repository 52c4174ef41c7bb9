/** Profiles form a distributive lattice: all fronts of small chains, then random profiles of full size. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DIMENSIONS,
  EVERYTHING,
  type Front,
  frontOf,
  includes,
  isAtMost,
  isFrontAtMost,
  join,
  joinFronts,
  meet,
  meetFronts,
  NOTHING,
  pair,
  profile,
  profileLattice,
  sameFront,
  sameProfile,
} from '#domain/assurance/index.ts'
import { allFronts, anyProfile, downSet } from '../support/assurance.ts'

const DEEPEST = 3
const WIDEST = 2
const fronts = allFronts(DEEPEST, WIDEST)
const sets = fronts.map((f) => downSet(f, DEEPEST, WIDEST))

/** Counts violations, so that one run of a cubic loop makes one assertion. */
function violations(of: (a: Front, b: Front, c: Front) => boolean): number {
  let count = 0
  for (const a of fronts) for (const b of fronts) for (const c of fronts) if (!of(a, b, c)) count += 1
  return count
}

describe('fronts of small chains, all of them', () => {
  it('are as many as the down-sets of a 3 × 3 grid, each once', () => {
    expect(fronts.length).toBe(20)
    expect(new Set(sets.map((s) => [...s].join(' '))).size).toBe(20)
  })

  it('are minimal, and in one fixed form', () => {
    for (const f of fronts) {
      expect(sameFront(frontOf([...f].reverse()), f)).toBe(true)
      for (const p of f) expect(f.filter((q) => includes([q], p)).length).toBe(1)
    }
  })

  it('are ordered by inclusion of what they stand for', () => {
    fronts.forEach((a, i) => {
      fronts.forEach((b, j) => {
        const isSubset = [...(sets[i] as Set<string>)].every((p) => (sets[j] as Set<string>).has(p))
        expect(isFrontAtMost(a, b)).toBe(isSubset)
        expect(sameFront(a, b)).toBe(i === j)
      })
    })
  })

  it('have union as join and intersection as meet', () => {
    fronts.forEach((a, i) => {
      fronts.forEach((b, j) => {
        const x = sets[i] as Set<string>
        const y = sets[j] as Set<string>
        expect(downSet(joinFronts(a, b), DEEPEST, WIDEST)).toEqual(new Set([...x, ...y]))
        expect(downSet(meetFronts(a, b), DEEPEST, WIDEST)).toEqual(new Set([...x].filter((p) => y.has(p))))
      })
    })
  })

  it('obey the laws of a distributive lattice', () => {
    expect(violations((a, b, c) => sameFront(joinFronts(a, joinFronts(b, c)), joinFronts(joinFronts(a, b), c)))).toBe(0)
    expect(violations((a, b, c) => sameFront(meetFronts(a, meetFronts(b, c)), meetFronts(meetFronts(a, b), c)))).toBe(0)
    expect(
      violations((a, b, c) =>
        sameFront(meetFronts(a, joinFronts(b, c)), joinFronts(meetFronts(a, b), meetFronts(a, c))),
      ),
    ).toBe(0)
    expect(
      violations((a, b, c) =>
        sameFront(joinFronts(a, meetFronts(b, c)), meetFronts(joinFronts(a, b), joinFronts(a, c))),
      ),
    ).toBe(0)
    expect(violations((a, b) => sameFront(joinFronts(a, meetFronts(a, b)), a))).toBe(0)
    expect(violations((a, b) => sameFront(meetFronts(a, joinFronts(a, b)), a))).toBe(0)
    expect(violations((a, b) => sameFront(joinFronts(a, b), joinFronts(b, a)))).toBe(0)
    expect(violations((a, b) => sameFront(meetFronts(a, b), meetFronts(b, a)))).toBe(0)
    expect(violations((a) => sameFront(joinFronts(a, a), a) && sameFront(meetFronts(a, a), a))).toBe(0)
  })

  it('are partially ordered, and join and meet are the bounds of that order', () => {
    expect(violations((a) => isFrontAtMost(a, a))).toBe(0)
    expect(violations((a, b) => !(isFrontAtMost(a, b) && isFrontAtMost(b, a)) || sameFront(a, b))).toBe(0)
    expect(violations((a, b, c) => !(isFrontAtMost(a, b) && isFrontAtMost(b, c)) || isFrontAtMost(a, c))).toBe(0)
    expect(violations((a, b) => isFrontAtMost(a, b) === sameFront(joinFronts(a, b), b))).toBe(0)
    expect(
      violations((a, b, c) => (isFrontAtMost(a, c) && isFrontAtMost(b, c)) === isFrontAtMost(joinFronts(a, b), c)),
    ).toBe(0)
    expect(
      violations((a, b, c) => (isFrontAtMost(c, a) && isFrontAtMost(c, b)) === isFrontAtMost(c, meetFronts(a, b))),
    ).toBe(0)
  })

  it('stand in a Galois connection with required pairs: a pair is shown exactly if its front lies below', () => {
    for (let depth = 0; depth <= DEEPEST; depth += 1) {
      for (let performer = 0; performer <= WIDEST; performer += 1) {
        for (const f of fronts) expect(includes(f, { depth, performer })).toBe(isFrontAtMost(pair(depth, performer), f))
      }
    }
  })
})

describe('profiles of full size', () => {
  it('obey the same laws', () => {
    fc.assert(
      fc.property(anyProfile, anyProfile, anyProfile, (a, b, c) => {
        expect(sameProfile(join(a, join(b, c)), join(join(a, b), c))).toBe(true)
        expect(sameProfile(meet(a, meet(b, c)), meet(meet(a, b), c))).toBe(true)
        expect(sameProfile(join(a, b), join(b, a))).toBe(true)
        expect(sameProfile(meet(a, b), meet(b, a))).toBe(true)
        expect(sameProfile(join(a, meet(a, b)), a)).toBe(true)
        expect(sameProfile(meet(a, join(a, b)), a)).toBe(true)
        expect(sameProfile(meet(a, join(b, c)), join(meet(a, b), meet(a, c)))).toBe(true)
        expect(isAtMost(a, b)).toBe(sameProfile(join(a, b), b))
        expect(isAtMost(NOTHING, a) && isAtMost(a, EVERYTHING)).toBe(true)
      }),
      { seed: 40_101, numRuns: 500 },
    )
  })

  it('have a pseudo-complement: the greatest profile that shares nothing', () => {
    fc.assert(
      fc.property(anyProfile, anyProfile, (a, b) => {
        const sharesNothing = sameProfile(meet(a, b), NOTHING)
        expect(sharesNothing).toBe(isAtMost(b, profileLattice.pseudoComplement(a)))
      }),
      { seed: 40_102, numRuns: 1_000 },
    )
  })

  it('have that pseudo-complement dimension by dimension, for every set of empty fronts', () => {
    for (let bits = 0; bits < 1 << DIMENSIONS.length; bits += 1) {
      const a = profile(Object.fromEntries(DIMENSIONS.flatMap((d, i) => ((bits >> i) & 1 ? [[d, pair(1, 0)]] : []))))
      const complement = profileLattice.pseudoComplement(a)
      expect(sameProfile(meet(a, complement), NOTHING)).toBe(true)
      DIMENSIONS.forEach((d, i) => expect(complement[d].length === 0).toBe(((bits >> i) & 1) === 1))
    }
  })

  it('are a lattice of the kernel with these operations', () => {
    fc.assert(
      fc.property(anyProfile, anyProfile, (a, b) => {
        expect(profileLattice.equal(profileLattice.join(a, b), join(a, b))).toBe(true)
        expect(profileLattice.equal(profileLattice.meet(a, b), meet(a, b))).toBe(true)
        expect(profileLattice.equal(profileLattice.join(a, profileLattice.bottom), a)).toBe(true)
        expect(profileLattice.equal(profileLattice.meet(a, profileLattice.top), a)).toBe(true)
      }),
      { seed: 40_103, numRuns: 300 },
    )
  })
})
