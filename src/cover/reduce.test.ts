import { describe, expect, it } from 'vitest'
import { everything, maskOf } from '../../test/support/exhaustive.ts'
import { smallProblem } from '../../test/support/small-problems.ts'
import { components } from './components.ts'
import { type CoverProblem, type Option, TIME } from './problem.ts'
import { reduce } from './reduce.ts'

function option(id: string, cells: readonly number[], cost: number, more: Partial<Option> = {}): Option {
  const covers = cells.map((cell) => ({ cell, amount: 1 }))
  return { id, covers, requires: [], excludes: [], weights: { cost }, days: 1, isFixed: false, ...more }
}

function problemOf(
  needs: readonly number[],
  options: readonly Option[],
  limits: CoverProblem['limits'] = [],
): CoverProblem {
  return { cells: needs.map((need, c) => ({ id: `cell-${c}`, need })), options, limits }
}

function trailOf(problem: CoverProblem, objectives: readonly string[] = ['cost']): string[] {
  return reduce(problem, objectives).trail.map(
    (step) => `${step.kind} ${'option' in step ? problem.options[step.option]?.id : Object.values(step)[1]}`,
  )
}

describe('reductions', () => {
  it.each([
    ['an option that alone can cover a cell is chosen', problemOf([1], [option('a', [0], 5)]), 'essential a'],
    [
      'so is one without which too little is left',
      problemOf([2], [option('a', [0], 5), option('b', [0], 1)]),
      'essential a',
    ],
    [
      'what a fixed option excludes goes',
      problemOf([1], [option('a', [], 1, { isFixed: true, excludes: [1] }), option('b', [0], 1), option('c', [0], 9)]),
      'excluded b',
    ],
    [
      'a dearer option that covers less goes',
      problemOf([1, 1], [option('a', [0, 1], 5), option('b', [0], 6), option('c', [1], 1), option('d', [0], 4)]),
      'dominated b',
    ],
    [
      'of equal options the smaller id stays',
      problemOf([1, 1], [option('b', [0, 1], 5), option('a', [0, 1], 5)]),
      'dominated b',
    ],
    [
      'what covers nothing and nobody waits for goes',
      problemOf([1], [option('a', [0], 5), option('b', [0], 6), option('c', [], 0)]),
      'needless c',
    ],
    [
      'what waits for nobody that is left goes',
      problemOf([1], [option('a', [0], 5), option('b', [0], 1, { requires: [[]] })]),
      'no-prerequisite b',
    ],
    [
      'what passes a limit alone goes',
      problemOf([1], [option('a', [0], 5), option('b', [0], 9)], [{ criterion: 'cost', atMost: 8 }]),
      'over-limit b',
    ],
    [
      'what cannot end in time goes',
      problemOf([1], [option('a', [0], 5), option('b', [0], 1, { days: 9 })], [{ criterion: TIME, atMost: 8 }]),
      'over-limit b',
    ],
    [
      'a limit that all options together keep goes',
      problemOf([1], [option('a', [0], 5), option('b', [0], 9)], [{ criterion: 'cost', atMost: 14 }]),
      'never-binding 0',
    ],
  ])('%s', (_, problem, step) => {
    expect(trailOf(problem)).toContain(step)
  })

  it('a cell that another implies goes', () => {
    const problem = problemOf(
      [1, 1],
      [option('a', [0, 1], 3), option('b', [1], 1), option('c', [0, 1], 4, { excludes: [1] })],
    )
    expect(reduce(problem, ['cost']).trail).toContainEqual({ kind: 'implied', cell: 1, by: 0 })
  })

  it.each([
    [
      'it is waited for',
      problemOf(
        [1, 1],
        [option('a', [0], 1), option('b', [0], 2), option('c', [1], 1, { requires: [[1]] }), option('d', [1], 9)],
      ),
    ],
    ['both may be needed', problemOf([2], [option('a', [0], 1), option('b', [0], 2), option('c', [0], 3)])],
    [
      'the cheaper one excludes more',
      problemOf(
        [1, 1],
        [option('a', [0], 1, { excludes: [2] }), option('b', [0], 2), option('c', [1], 1), option('d', [1], 2)],
      ),
    ],
    [
      'the cheaper one waits for more',
      problemOf(
        [1, 1],
        [option('a', [0], 1, { requires: [[2]] }), option('b', [0], 2), option('c', [1], 3), option('d', [1], 2)],
      ),
    ],
  ])('a dearer option that covers no more stays when %s', (_, problem) => {
    expect(trailOf(problem)).not.toContain('dominated b')
  })

  it('a dearer but faster option stays when time counts', () => {
    const problem = problemOf([1], [option('a', [0], 1, { days: 5 }), option('b', [0], 2)])
    expect(trailOf(problem)).toContain('dominated b')
    expect(trailOf(problem, ['cost', TIME])).not.toContain('dominated b')
  })

  it('keep the one best selection, and say infeasible only when it is', () => {
    let smaller = 0
    for (let seed = 0; seed < 600; seed += 1) {
      const problem = smallProblem(seed, { options: 8, isTight: seed % 4 === 0 })
      for (const objectives of [['cost'], [TIME, 'cost'], ['surplus', 'cost', TIME]]) {
        const best = everything(problem).best(objectives)
        const reduced = reduce(problem, objectives)
        if (reduced.kind === 'infeasible') {
          expect(best, `seed ${seed}`).toBeUndefined()
          continue
        }
        const rest = everything(reduced.problem).best(objectives)
        const back =
          rest === undefined
            ? undefined
            : maskOf([...reduced.chosen, ...reduced.optionOf.filter((_, at) => (rest >> at) & 1)])
        expect(back, `seed ${seed}, ${objectives.join()}`).toBe(best)
        if (reduced.problem.options.length < problem.options.length) smaller += 1
      }
    }
    expect(smaller).toBeGreaterThan(500)
  })
})

describe('components', () => {
  const apart = problemOf([1, 1], [option('a', [0], 3), option('b', [0], 2), option('c', [1], 4), option('d', [1], 5)])

  it('are options that share cells, wait for or exclude each other', () => {
    expect(components(apart, ['cost']).map(({ optionOf }) => optionOf)).toEqual([
      [0, 1],
      [2, 3],
    ])
    const waiting = { ...apart, options: apart.options.map((o, j) => (j === 0 ? { ...o, requires: [[3]] } : o)) }
    expect(components(waiting, ['cost']).length).toBe(1)
    const excluding = { ...apart, options: apart.options.map((o, j) => (j === 0 ? { ...o, excludes: [3] } : o)) }
    expect(components(excluding, ['cost']).length).toBe(1)
  })

  it('are tied together by a limit on a sum and by time as an objective, not by a limit on time', () => {
    expect(components({ ...apart, limits: [{ criterion: 'cost', atMost: 9 }] }, ['cost']).length).toBe(1)
    expect(components(apart, ['cost', TIME]).length).toBe(1)
    expect(components({ ...apart, limits: [{ criterion: TIME, atMost: 9 }] }, ['cost']).length).toBe(2)
  })
})
