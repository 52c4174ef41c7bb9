import { describe, expect, it } from 'vitest'
import { instance } from '../../test/support/cover-instances.ts'
import { everything } from '../../test/support/exhaustive.ts'
import { smallProblem } from '../../test/support/small-problems.ts'
import { Assignment } from './assignment.ts'
import { bestSelection } from './best-selection.ts'
import { Multipliers } from './multipliers.ts'
import { rowsOf, weightsOf } from './rows.ts'

function boundOf(
  problem: Parameters<typeof rowsOf>[0],
  settle: (assignment: Assignment) => void = () => {},
): { bound: number; multipliers: Multipliers } {
  const weights = weightsOf(problem, 'cost')
  const assignment = new Assignment(weights.length, rowsOf(problem))
  settle(assignment)
  const multipliers = new Multipliers(assignment, weights)
  const target = weights.reduce((sum, weight) => sum + weight, 1)
  const bound = multipliers.improve(new Float64Array(assignment.rows.length), target, 200, 32)
  return { bound: Math.ceil(bound / multipliers.scale), multipliers }
}

describe('multipliers', () => {
  it('never bound above the optimum, whatever is settled', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const problem = smallProblem(seed, { options: 8 })
      const all = everything(problem)
      const first = seed % problem.options.length
      for (const isChosen of [true, false]) {
        const costs = all.selections
          .filter((mask) => ((mask >> first) & 1) === Number(isChosen))
          .map((mask) => all.valueOf(mask, 'cost'))
        const { bound } = boundOf(problem, (assignment) => assignment.settle(first, isChosen))
        expect(bound, `seed ${seed}`).toBeLessThanOrEqual(Math.min(...costs))
      }
    }
  })

  it('price every open column so that bound plus price holds when it is settled the other way', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const problem = smallProblem(seed, { options: 8 })
      const all = everything(problem)
      const weights = weightsOf(problem, 'cost')
      const assignment = new Assignment(weights.length, rowsOf(problem))
      const multipliers = new Multipliers(assignment, weights)
      const bound = multipliers.improve(new Float64Array(assignment.rows.length), 1000, 60, 32)
      for (const j of problem.options.keys()) {
        const price = multipliers.reduced[j] as number
        const costs = all.selections
          .filter((mask) => ((mask >> j) & 1) === Number(price > 0))
          .map((mask) => all.valueOf(mask, 'cost'))
        expect((bound + Math.abs(price)) / multipliers.scale, `seed ${seed}, option ${j}`).toBeLessThanOrEqual(
          Math.min(...costs),
        )
      }
    }
  })

  it('come near the optimum where the linear relaxation does', async () => {
    const { problem } = instance('ladder', { options: 60, cells: 200 }, 1)
    const answer = await bestSelection(problem, ['cost'])
    const optimum = answer.kind === 'optimal' ? (answer.selection.values['cost'] as number) : 0
    expect(boundOf(problem).bound).toBeGreaterThan(optimum * 0.93)
  })

  it('are whole numbers, also where weights are large', () => {
    const { problem } = instance('sparse', { options: 60, cells: 200 }, 3)
    const large = {
      ...problem,
      options: problem.options.map((option) => ({
        ...option,
        weights: { cost: (option.weights['cost'] as number) * 1_000_003 },
      })),
    }
    const { multipliers } = boundOf(large)
    expect([...multipliers.reduced].every(Number.isSafeInteger)).toBe(true)
  })
})
