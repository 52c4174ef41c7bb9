import { describe, expect, it } from 'vitest'
import { instance } from '../../test/support/cover-instances.ts'
import { everything } from '../../test/support/exhaustive.ts'
import { type Dice, dice } from '../../test/support/random.ts'
import { smallProblem } from '../../test/support/small-problems.ts'
import { Assignment, CHOSEN, OPEN } from './assignment.ts'
import { bestSelection } from './best-selection.ts'
import { Multipliers } from './multipliers.ts'
import type { CoverProblem } from './problem.ts'
import { Relaxation } from './relaxation.ts'
import { rowsOf, weightsOf } from './rows.ts'

interface Asked {
  readonly assignment: Assignment
  readonly weights: Float64Array
  readonly multipliers: Multipliers
}

function on(problem: CoverProblem): Asked {
  const weights = weightsOf(problem, 'cost')
  const assignment = new Assignment(weights.length, rowsOf(problem))
  return { assignment, weights, multipliers: new Multipliers(assignment, weights) }
}

/** Anything at all, from nothing to far too much. */
function anyMultipliers(roll: Dice, { assignment, multipliers }: Asked): Float64Array {
  const most = 2 ** roll.between(0, 7)
  return Float64Array.from(assignment.rows, () =>
    roll.chance(1, 3) ? 0 : Math.floor((roll.between(0, most * 64) / 64) * multipliers.scale),
  )
}

/** The multipliers that the linear relaxation guesses. */
function guessed({ assignment, weights, multipliers }: Asked): Float64Array {
  const relaxation = new Relaxation(assignment, weights)
  relaxation.solve(100_000)
  return relaxation.multipliers(multipliers.scale)
}

/** The formula, in integers of any size. */
function boundInFull({ assignment, weights, multipliers }: Asked, u: Float64Array): bigint {
  const scale = BigInt(multipliers.scale)
  const price = Array.from(weights, (weight) => scale * BigInt(weight))
  let bound = 0n
  assignment.rows.forEach(({ columns, amounts, atLeast }, r) => {
    const multiplier = BigInt(u[r] as number)
    bound += multiplier * BigInt(atLeast)
    columns.forEach((j, k) => {
      price[j] = (price[j] as bigint) - multiplier * BigInt(amounts[k] as number)
    })
  })
  price.forEach((value, j) => {
    const state = assignment.state[j]
    if (state === CHOSEN || (state === OPEN && value < 0n)) bound += value
  })
  return bound
}

describe('multipliers', () => {
  it('never bound above the optimum, whatever they are and whatever is settled', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const problem = smallProblem(seed, { options: 8 })
      const all = everything(problem)
      const roll = dice(seed)
      const first = seed % problem.options.length
      for (const isChosen of [true, false]) {
        const costs = all.selections
          .filter((mask) => ((mask >> first) & 1) === Number(isChosen))
          .map((mask) => all.valueOf(mask, 'cost'))
        const least = Math.min(...costs)
        const asked = on(problem)
        asked.assignment.settle(first, isChosen)
        for (let n = 0; n < 8; n += 1) {
          const u = n === 0 ? guessed(asked) : anyMultipliers(roll, asked)
          const bound = Math.ceil(asked.multipliers.bound(u) / asked.multipliers.scale)
          expect(bound, `seed ${seed}, ${n}`).toBeLessThanOrEqual(least)
        }
      }
    }
  })

  it('price every open column so that bound plus price holds when it is settled the other way', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const problem = smallProblem(seed, { options: 8 })
      const all = everything(problem)
      const roll = dice(seed)
      const asked = on(problem)
      for (let n = 0; n < 4; n += 1) {
        const bound = asked.multipliers.bound(n === 0 ? guessed(asked) : anyMultipliers(roll, asked))
        for (const j of problem.options.keys()) {
          const price = asked.multipliers.reduced[j] as number
          const costs = all.selections
            .filter((mask) => ((mask >> j) & 1) === Number(price > 0))
            .map((mask) => all.valueOf(mask, 'cost'))
          expect(
            (bound + Math.abs(price)) / asked.multipliers.scale,
            `seed ${seed}, ${n}, option ${j}`,
          ).toBeLessThanOrEqual(Math.min(...costs))
        }
      }
    }
  })

  it('bound by no less and no more than the formula says, in whole numbers', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const asked = on(smallProblem(seed, { options: 8 }))
      const roll = dice(seed)
      if (seed % 3 === 0) asked.assignment.settle(seed % asked.weights.length, seed % 2 === 0)
      const u = anyMultipliers(roll, asked)
      const bound = asked.multipliers.bound(u)
      expect(BigInt(bound), `seed ${seed}`).toBe(boundInFull(asked, u))
    }
  })

  it('stay whole and exact where weights are large and multipliers absurd: those are lessened', () => {
    const { problem } = instance('sparse', { options: 60, cells: 200 }, 3)
    const large = {
      ...problem,
      options: problem.options.map((option) => ({
        ...option,
        weights: { cost: (option.weights['cost'] as number) * 1_000_003 },
      })),
    }
    const asked = on(large)
    const roll = dice(3)
    for (const most of [2 ** 20, 2 ** 40, 2 ** 52]) {
      const u = Float64Array.from(asked.assignment.rows, () => Math.floor((roll.between(1, 1000) / 1000) * most))
      const bound = asked.multipliers.bound(u)
      expect(BigInt(bound)).toBe(boundInFull(asked, u))
      expect([...u].every((multiplier) => multiplier >= 0)).toBe(true)
      expect([...asked.multipliers.reduced].every(Number.isSafeInteger)).toBe(true)
    }
  })

  it('come near the optimum where the linear relaxation does', async () => {
    const { problem } = instance('ladder', { options: 60, cells: 200 }, 1)
    const answer = await bestSelection(problem, ['cost'])
    if (answer.kind !== 'optimal') throw new Error('too hard for this test')
    const asked = on(problem)
    const bound = asked.multipliers.bound(guessed(asked)) / asked.multipliers.scale
    expect(bound).toBeGreaterThan((answer.selection.values['cost'] as number) * 0.93)
  })
})
