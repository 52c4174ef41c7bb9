import { describe, expect, it } from 'vitest'
import { boundOnFirst, combined, levels } from './objectives.ts'
import { type CoverProblem, TIME } from './problem.ts'

const problem: CoverProblem = {
  cells: [],
  limits: [],
  options: [
    [300, 1],
    [500, 0],
    [200, 2],
  ].map(([cost, surplus], j) => ({
    id: `option-${j}`,
    covers: [],
    requires: [],
    excludes: [],
    weights: { cost: cost as number, surplus: surplus as number },
    days: 0,
    isFixed: false,
  })),
}

const shapes = (objectives: readonly string[]) =>
  levels(problem, objectives).map((level) =>
    level.kind === 'time' ? TIME : level.parts.map(({ criterion }) => criterion ?? 'count').join('+'),
  )

describe('levels', () => {
  it.each([
    [['cost'], ['cost+count']],
    [['cost', 'surplus'], ['cost+surplus+count']],
    [
      ['cost', TIME],
      ['cost', TIME, 'count'],
    ],
    [
      [TIME, 'cost'],
      [TIME, 'cost+count'],
    ],
    [
      ['surplus', TIME, 'cost'],
      ['surplus', TIME, 'cost+count'],
    ],
    [['nothing', 'cost'], ['cost+count']],
    [[], ['count']],
  ])('%j', (objectives, expected) => {
    expect(shapes(objectives)).toEqual(expected)
  })

  it('put sums together so that every earlier one decides', () => {
    const [level] = levels(problem, ['cost', 'surplus'])
    if (level?.kind !== 'sum') throw new Error('expected a sum')
    // Costs count in hundreds; surplus adds up to 3, the number of options to 3.
    expect([...level.weights]).toEqual([3 * 16 + 1 * 4 + 1, 5 * 16 + 0 + 1, 2 * 16 + 2 * 4 + 1])
    expect(level).toMatchObject({ unit: 16, divisor: 100 })
    expect(boundOnFirst(level, 3 * 16 + 15)).toBe(300)
    expect(boundOnFirst(level, 3 * 16 + 16)).toBe(400)
    expect(boundOnFirst(level, 2)).toBe(0)
  })

  it('keep sums apart that together would be too large to be exact', () => {
    const large = { weights: Float64Array.from([2 ** 30, 1]), criterion: 'a' }
    expect(combined([large, { ...large, criterion: 'b' }], 2 ** 40).map((level) => level.parts.length)).toEqual([1, 1])
  })
})
