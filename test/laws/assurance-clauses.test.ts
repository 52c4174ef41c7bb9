/** The kernel's readings of the clauses a level emits are the readings of the level, at both ends of what is known. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { TheoryBuilder } from '#domain/answers/index.ts'
import {
  CSA_LEVELS,
  csaAtom,
  emitLevel,
  type Letter,
  LETTERS,
  letterAtom,
  levelsOf,
  type ProfileInterval,
  readingsOf,
  TARGET_TYPES,
  type TargetType,
} from '#domain/assurance/index.ts'
import { date } from '#util/calendar-date.ts'
import { anyInterval, assuranceCatalogue } from '../support/assurance.ts'

const { levels, thresholds } = assuranceCatalogue()
const DAY = date('2026-11-25')

function readByKernel(x: ProfileInterval, type: TargetType) {
  const builder = new TheoryBuilder()
  emitLevel(builder, 'it', x, type, thresholds)
  const theory = builder.build()
  function ladder<T>(steps: readonly T[], atomOf: (step: T) => Parameters<typeof theory.truth>[0], bottom: T) {
    let low = bottom
    let high = bottom
    for (const step of steps) {
      const truth = theory.truth(atomOf(step), DAY)
      if (truth === 'yes') low = step
      if (truth !== 'no') high = step
    }
    return { low, high }
  }
  const letters = LETTERS.slice(1).filter((l) => levelsOf(thresholds, type).some((t) => t.letter === l))
  const csa = CSA_LEVELS.slice(1).filter((l) =>
    thresholds.csa.some((c) => c.level === l && c.targetTypes.includes(type)),
  )
  return {
    formal: ladder<Letter>(letters, (l) => letterAtom('it', 'formal', l), 'none'),
    technical: ladder<Letter>(letters, (l) => letterAtom('it', 'technical', l), 'none'),
    csa: ladder(csa, (l) => csaAtom('it', l), 'none'),
    theory,
  }
}

it('for every native level of the catalogue', () => {
  for (const level of levels.values()) {
    const { formal, technical, csa } = readingsOf(level.profile, level.targetType, thresholds)
    const kernel = readByKernel(level.profile, level.targetType)
    expect([level.id, kernel.formal, kernel.technical, kernel.csa]).toEqual([level.id, formal, technical, csa])
  }
})

it('for random intervals of every target type', () => {
  fc.assert(
    fc.property(anyInterval, fc.constantFrom<TargetType>(...TARGET_TYPES), (x, type) => {
      const { formal, technical, csa } = readingsOf(x, type, thresholds)
      const kernel = readByKernel(x, type)
      expect([kernel.formal, kernel.technical, kernel.csa]).toEqual([formal, technical, csa])
    }),
    { seed: 40_401, numRuns: 200 },
  )
})

it('with a proof that names the thresholds', () => {
  const level = levels.get('eucc-eal4-van3')
  if (level === undefined) throw new Error('no such level')
  const { theory } = readByKernel(level.profile, level.targetType)
  const because = theory.because(letterAtom('it', 'formal', 'B'), DAY)
  expect(because.verdict).toBe('holds')
  expect(JSON.stringify(because)).toContain('verified resistance is at least 3')
})
