/** Levels are thresholds: each a principal filter of the lattice, so every reading is monotone and sound on intervals. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CSA_LEVELS,
  type CsaLevel,
  csaReading,
  deficits,
  DIMENSIONS,
  isAtMost,
  join,
  leastAnalysisFor,
  leastProfile,
  LETTERS,
  type Letter,
  meet,
  meets,
  type Profile,
  type ReadingName,
  readingsOf,
  RESISTANCE_CAP,
  TARGET_TYPES,
  type TargetType,
  thresholdsUpTo,
  unifiedLevel,
  verifiedResistance,
} from '#domain/assurance/index.ts'
import { anyInterval, anyProfile, assuranceCatalogue, pointIn } from '../support/assurance.ts'

const { levels, thresholds } = assuranceCatalogue()
const READINGS: readonly ReadingName[] = ['formal', 'technical']
const anyType = fc.constantFrom<TargetType>(...TARGET_TYPES)

function rank(letter: Letter): number {
  return LETTERS.indexOf(letter)
}

function csaRank(level: CsaLevel): number {
  return CSA_LEVELS.indexOf(level)
}

/** Every reading as a number that must not fall when evidence grows. */
function ranks(p: Profile, type: TargetType): readonly number[] {
  return [
    ...READINGS.map((reading) => rank(unifiedLevel(p, type, thresholds, reading))),
    csaRank(csaReading(p, type, thresholds)),
    ...[0, 1, 2, 3, 4, 5].map((floor) => verifiedResistance(p, floor)),
  ]
}

describe('verified resistance', () => {
  it('is capped as the model says, and the cap has a lower adjoint', () => {
    expect(RESISTANCE_CAP).toEqual([0, 1, 2, 2, 3, 4, 5])
    for (let attacker = 0; attacker <= 5; attacker += 1) {
      for (let analysis = 0; analysis <= 6; analysis += 1) {
        expect((RESISTANCE_CAP[analysis] as number) >= attacker).toBe(analysis >= leastAnalysisFor(attacker))
      }
    }
  })
})

describe('thresholds', () => {
  it('are met exactly at or above their least profile, for every type, letter and reading', () => {
    fc.assert(
      fc.property(anyProfile, anyType, (p, type) => {
        for (const reading of READINGS) {
          for (const letter of LETTERS.slice(1)) {
            const requires = thresholdsUpTo(letter, type, thresholds, reading)
            const isMet = requires.every((t) => meets(p, t))
            expect(isMet).toBe(isAtMost(leastProfile(requires), p))
            expect(rank(unifiedLevel(p, type, thresholds, reading)) >= rank(letter)).toBe(isMet)
          }
        }
      }),
      { seed: 40_201, numRuns: 300 },
    )
  })

  it('give each letter to its own least profile, and no more', () => {
    for (const type of TARGET_TYPES) {
      for (const reading of READINGS) {
        for (const letter of LETTERS.slice(1)) {
          const least = leastProfile(thresholdsUpTo(letter, type, thresholds, reading))
          expect([type, reading, letter, unifiedLevel(least, type, thresholds, reading)]).toEqual([
            type,
            reading,
            letter,
            letter,
          ])
        }
      }
    }
  })

  it('are named as deficits exactly where a letter is missed', () => {
    fc.assert(
      fc.property(anyProfile, anyType, fc.constantFrom(...LETTERS.slice(1)), (p, type, letter) => {
        for (const reading of READINGS) {
          const missing = deficits(p, type, letter, thresholds, reading)
          expect(missing.length === 0).toBe(rank(unifiedLevel(p, type, thresholds, reading)) >= rank(letter))
          const mended = join(p, leastProfile(missing))
          expect(rank(unifiedLevel(mended, type, thresholds, reading))).toBeGreaterThanOrEqual(rank(letter))
        }
      }),
      { seed: 40_202, numRuns: 300 },
    )
  })
})

describe('every reading', () => {
  it('never falls when evidence is added', () => {
    fc.assert(
      fc.property(anyProfile, anyProfile, anyType, (p, more, type) => {
        const before = ranks(p, type)
        ranks(join(p, more), type).forEach((after, i) => expect(after).toBeGreaterThanOrEqual(before[i] as number))
      }),
      { seed: 40_203, numRuns: 500 },
    )
  })

  it('never rises when evidence is taken away', () => {
    fc.assert(
      fc.property(anyProfile, anyProfile, anyType, (p, kept, type) => {
        const before = ranks(p, type)
        ranks(meet(p, kept), type).forEach((after, i) => expect(after).toBeLessThanOrEqual(before[i] as number))
      }),
      { seed: 40_204, numRuns: 500 },
    )
  })

  it('is at least as high technically as formally', () => {
    fc.assert(
      fc.property(anyProfile, anyType, (p, type) => {
        const [formal, technical] = READINGS.map((reading) => rank(unifiedLevel(p, type, thresholds, reading)))
        expect(technical).toBeGreaterThanOrEqual(formal as number)
      }),
      { seed: 40_205, numRuns: 500 },
    )
  })

  it('lies, for any point of an interval, in the answer for the interval', () => {
    fc.assert(
      fc.property(
        anyInterval.chain((x) => fc.tuple(fc.constant(x), pointIn(x))),
        anyType,
        ([x, p], type) => {
          expect(isAtMost(x.low, p) && isAtMost(p, x.high)).toBe(true)
          const answer = readingsOf(x, type, thresholds)
          for (const reading of READINGS) {
            const letter = rank(unifiedLevel(p, type, thresholds, reading))
            expect(rank(answer[reading].low)).toBeLessThanOrEqual(letter)
            expect(rank(answer[reading].high)).toBeGreaterThanOrEqual(letter)
          }
          const csa = csaRank(csaReading(p, type, thresholds))
          expect(csaRank(answer.csa.low)).toBeLessThanOrEqual(csa)
          expect(csaRank(answer.csa.high)).toBeGreaterThanOrEqual(csa)
          const r = verifiedResistance(p, 0)
          expect(answer.resistance.low).toBeLessThanOrEqual(r)
          expect(answer.resistance.high).toBeGreaterThanOrEqual(r)
        },
      ),
      { seed: 40_206, numRuns: 500 },
    )
  })

  it('of an interval is tight: both ends are reached by a point', () => {
    fc.assert(
      fc.property(anyInterval, anyType, (x, type) => {
        const answer = readingsOf(x, type, thresholds)
        for (const reading of READINGS) {
          expect(unifiedLevel(x.low, type, thresholds, reading)).toBe(answer[reading].low)
          expect(unifiedLevel(x.high, type, thresholds, reading)).toBe(answer[reading].high)
        }
      }),
      { seed: 40_207, numRuns: 200 },
    )
  })
})

describe('the native levels of the catalogue', () => {
  const all = [...levels.values()]

  it('are intervals that run forwards', () => {
    expect(all.length).toBeGreaterThanOrEqual(150)
    for (const level of all)
      expect([level.id, isAtMost(level.profile.low, level.profile.high)]).toEqual([level.id, true])
  })

  it('never gain in any reading when a single step of a single coordinate is taken away', () => {
    let lowered = 0
    for (const level of all) {
      for (const end of ['low', 'high'] as const) {
        const p = level.profile[end]
        const before = ranks(p, level.targetType)
        for (const d of DIMENSIONS) {
          for (const [i, top] of p[d].entries()) {
            const without = p[d].filter((_, j) => j !== i)
            const smaller = [
              { ...top, depth: top.depth - 1 },
              { ...top, performer: top.performer - 1 },
            ].filter((q) => q.depth > 0 && q.performer >= 0)
            for (const q of smaller) {
              lowered += 1
              const after = ranks({ ...p, [d]: [...without, q] }, level.targetType)
              expect(after.every((rankAfter, k) => rankAfter <= (before[k] as number))).toBe(true)
            }
          }
        }
      }
    }
    expect(lowered).toBeGreaterThan(2_000)
  })
})
