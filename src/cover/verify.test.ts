import { describe, expect, it } from 'vitest'
import { instance } from '../../test/support/cover-instances.ts'
import { everything, membersOf } from '../../test/support/exhaustive.ts'
import { smallProblem } from '../../test/support/small-problems.ts'
import { bestSelection, selectionOf } from './best-selection.ts'
import { type CoverProblem, TIME } from './problem.ts'
import { boundProvedBy, verify } from './verify.ts'

const criteria = ['cost', TIME]

const plain = { requires: [], excludes: [], weights: { cost: 1 }, days: 1, isFixed: false }
const small: CoverProblem = {
  cells: [{ id: 'x', need: 2 }],
  options: [
    { ...plain, id: 'a', covers: [{ cell: 0, amount: 1 }] },
    { ...plain, id: 'b', covers: [{ cell: 0, amount: 1 }], requires: [[2, 3]] },
    { ...plain, id: 'c', covers: [], excludes: [3], weights: { cost: 4 } },
    { ...plain, id: 'd', covers: [], days: 9 },
    { ...plain, id: 'e', covers: [], requires: [[5]] },
    { ...plain, id: 'f', covers: [], requires: [[4]] },
    { ...plain, id: 'g', covers: [], isFixed: true },
  ],
  limits: [
    { criterion: 'cost', atMost: 7 },
    { criterion: TIME, atMost: 10 },
  ],
}

describe('verify', () => {
  it('accepts what is a selection', () => {
    expect(verify(small, { chosen: [0, 1, 2, 6], values: { cost: 7, time: 2 } })).toEqual([])
    expect(verify(small, { chosen: [0, 1, 3, 6], values: { cost: 4, time: 10 } })).toEqual([])
  })

  it.each([
    ['a cell not covered', [0, 6], { cost: 2, time: 1 }, 'uncovered'],
    ['no member of a group', [0, 1, 6], { cost: 3, time: 1 }, 'prerequisite'],
    ['prerequisites in a circle', [0, 1, 3, 4, 5, 6], { cost: 6, time: 10 }, 'circle'],
    ['both of two that exclude each other', [0, 1, 2, 3, 6], { cost: 8, time: 10 }, 'excluded'],
    ['a fixed option left out', [0, 1, 2], { cost: 6, time: 2 }, 'not-chosen-but-fixed'],
    ['a limit passed', [0, 1, 2, 3, 6], { cost: 8, time: 2 }, 'limit'],
    ['a value that is wrong', [0, 1, 2, 6], { cost: 6, time: 2 }, 'value'],
    ['a value that is missing', [0, 1, 2, 6], { cost: 7 }, 'value'],
    ['options out of order', [1, 0, 2, 6], { cost: 7, time: 2 }, 'not-a-selection'],
    ['an option twice', [0, 0, 1, 2, 6], { cost: 7, time: 2 }, 'not-a-selection'],
    ['an option that does not exist', [0, 1, 2, 6, 7], { cost: 7, time: 2 }, 'not-a-selection'],
  ])('refuses %s', (_, chosen, values, kind) => {
    expect(verify(small, { chosen, values }).map((violation) => violation.kind)).toContain(kind)
  })

  it('accepts exactly the selections that looking at everything accepts', () => {
    for (let seed = 0; seed < 250; seed += 1) {
      const problem = smallProblem(seed, { options: 7, isTight: seed % 2 === 0 })
      const all = new Set(everything(problem).selections)
      for (let mask = 0; mask < 2 ** problem.options.length; mask += 1) {
        const selection = selectionOf(problem, criteria, membersOf(mask))
        expect(verify(problem, selection).length === 0, `seed ${seed}, set ${mask}`).toBe(all.has(mask))
      }
    }
  })

  it('refuses an optimum with one option more or less, or one value off, unless that is a selection too', async () => {
    const { problem, objectives } = instance('schedule', { options: 40, cells: 90 }, 1)
    const answer = await bestSelection(problem, objectives)
    if (answer.kind !== 'optimal') throw new Error('expected an optimum')
    const { chosen, values } = answer.selection
    expect(verify(problem, answer.selection)).toEqual([])
    for (const left of chosen) {
      expect(verify(problem, { chosen: chosen.filter((j) => j !== left), values })).not.toEqual([])
    }
    for (const further of problem.options.keys()) {
      if (chosen.includes(further)) continue
      expect(verify(problem, { chosen: [...chosen, further].sort((a, b) => a - b), values })).not.toEqual([])
    }
    expect(verify(problem, { chosen, values: { ...values, cost: (values['cost'] as number) - 1 } })).not.toEqual([])
  })
})

describe('a bound by multipliers', () => {
  const nothing = { criterion: 'cost', scale: 1, cells: [], requires: [], exclusions: [], limits: [] }

  it('is worked out in whole numbers, rounded up', () => {
    // Fixed g costs 1; with 3 of 2 to a unit, a and b both pay for the cell: 2·3 + (2 − 3) + (2 − 3) + 2 = 6, of 2.
    expect(boundProvedBy(small, nothing)).toBe(1)
    expect(boundProvedBy(small, { ...nothing, scale: 2, cells: [{ cell: 0, multiplier: 3 }] })).toBe(3)
    // b waits for c or d, which helps: 8 + (2 − 4) + (2 − 4 + 1) + 2 = 7, of 2.
    const cells = [{ cell: 0, multiplier: 4 }]
    const requires = [{ option: 1, group: 0, multiplier: 1 }]
    expect(boundProvedBy(small, { ...nothing, scale: 2, cells, requires })).toBe(4)
  })

  it.each([
    ['negative', { cells: [{ cell: 0, multiplier: -1 }] }],
    ['of a cell that is not there', { cells: [{ cell: 1, multiplier: 1 }] }],
    ['of a group that is not there', { requires: [{ option: 0, group: 0, multiplier: 1 }] }],
    ['of options that do not exclude each other', { exclusions: [{ options: [0, 1], multiplier: 1 }] }],
    ['of a limit on time', { limits: [{ limit: 1, multiplier: 1 }] }],
    ['not whole', { cells: [{ cell: 0, multiplier: 0.5 }] }],
  ])('is refused when a multiplier is %s', (_, part) => {
    expect(boundProvedBy(small, { ...nothing, ...part })).toBeUndefined()
  })

  it('is below every selection, whatever the multipliers are', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const problem = smallProblem(seed, { options: 7 })
      const all = everything(problem)
      const best = all.best(['cost'])
      if (best === undefined) continue
      const bound = boundProvedBy(problem, {
        criterion: 'cost',
        scale: 4,
        cells: problem.cells.map((_, cell) => ({ cell, multiplier: (seed * 7 + cell * 13) % 9 })),
        requires: problem.options.flatMap(({ requires }, option) =>
          requires.map((_, group) => ({ option, group, multiplier: (seed + option + group) % 5 })),
        ),
        exclusions: problem.options.flatMap(({ excludes }, i) =>
          excludes.map((j) => ({ options: i === j ? [i] : [i, j], multiplier: (seed + i) % 4 })),
        ),
        limits: problem.limits.flatMap(({ criterion }, limit) =>
          criterion === TIME ? [] : [{ limit, multiplier: seed % 3 }],
        ),
      })
      expect(bound).toBeLessThanOrEqual(all.valueOf(best, 'cost'))
    }
  })
})
