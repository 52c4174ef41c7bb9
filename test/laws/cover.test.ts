/** What must hold of every best selection, on problems too large to look at everything. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bestSelection,
  type CoverAnswer,
  type CoverProblem,
  type Option,
  paretoFront,
  solveCover,
  TIME,
  verify,
} from '#cover/index.ts'
import { type Family, instance } from '../support/cover-instances.ts'

const family = fc.constantFrom<Family>('sparse', 'dense', 'ladder', 'schedule')
const anyProblem = fc
  .record({
    family,
    options: fc.integer({ min: 8, max: 26 }),
    cells: fc.integer({ min: 6, max: 45 }),
    seed: fc.nat(9999),
  })
  .map(({ family: of, options, cells, seed }) => instance(of, { options, cells }, seed).problem)

const order = ['cost', TIME]
const runs = { numRuns: 60, seed: 20_261_125 }

/** The optimum; Infinity where there is none. */
async function least(problem: CoverProblem, criterion = 'cost'): Promise<number> {
  const answer = await bestSelection(problem, [criterion])
  if (answer.kind === 'infeasible') return Infinity
  if (answer.kind !== 'optimal') throw new Error(`not proved: ${answer.kind}`)
  return answer.selection.values[criterion] as number
}

function chosenIds(problem: CoverProblem, answer: CoverAnswer | { kind: 'infeasible' }): string[] | string {
  return 'selection' in answer
    ? answer.selection.chosen.map((j) => problem.options[j]?.id as string).sort()
    : answer.kind
}

/** The same problem with its options and cells in another order. */
function permuted(problem: CoverProblem, keys: readonly number[]): CoverProblem {
  const orderOf = (count: number) =>
    [...Array(count).keys()].sort(
      (a, b) => (keys[a % keys.length] as number) - (keys[b % keys.length] as number) || b - a,
    )
  const options = orderOf(problem.options.length)
  const cells = orderOf(problem.cells.length)
  return {
    limits: problem.limits,
    cells: cells.map((c) => problem.cells[c] as CoverProblem['cells'][number]),
    options: options.map((j): Option => {
      const option = problem.options[j] as Option
      return {
        ...option,
        covers: option.covers.map(({ cell, amount }) => ({ cell: cells.indexOf(cell), amount })),
        requires: option.requires.map((group) => group.map((i) => options.indexOf(i))),
        excludes: option.excludes.map((i) => options.indexOf(i)),
      }
    }),
  }
}

describe('the best selection', () => {
  it('is verified, and no dearer with one more option to choose from', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProblem,
        fc.array(fc.nat(99), { minLength: 1, maxLength: 6 }),
        fc.nat(400),
        async (problem, picks, cost) => {
          const covers = [...new Set(picks.map((pick) => pick % problem.cells.length))].map((cell) => ({
            cell,
            amount: 1,
          }))
          const further: Option = {
            id: 'zz',
            covers,
            requires: [],
            excludes: [],
            weights: { cost },
            days: 3,
            isFixed: false,
          }
          const answer = await solveCover(problem, order)
          if (answer.kind === 'optimal') expect(verify(problem, answer.selection)).toEqual([])
          expect(await least({ ...problem, options: [...problem.options, further] })).toBeLessThanOrEqual(
            await least(problem),
          )
        },
      ),
      runs,
    )
  })

  it('is no cheaper with one more cell, a higher need, one more exclusion, or one option less', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem, fc.nat(999), async (problem, pick) => {
        const before = await least(problem)
        const { cells, options } = problem
        const j = pick % options.length
        const c = pick % cells.length
        const change = (at: number, more: (option: Option) => Partial<Option>) =>
          options.map((option, i) => (i === at ? { ...option, ...more(option) } : option))
        const covering = options.map((option, i) =>
          i % 3 === pick % 3 ? { ...option, covers: [...option.covers, { cell: cells.length, amount: 1 }] } : option,
        )
        const harder: CoverProblem[] = [
          { ...problem, cells: [...cells, { id: 'further', need: 1 }], options: covering },
          { ...problem, cells: cells.map((cell, at) => (at === c ? { ...cell, need: cell.need + 1 } : cell)) },
          { ...problem, options: change(j, ({ excludes }) => ({ excludes: [...excludes, (j + 1) % options.length] })) },
          { ...problem, options: change(j, ({ excludes }) => ({ excludes: [...excludes, j] })) },
          { ...problem, options: change(j, ({ weights }) => ({ weights: { cost: (weights['cost'] as number) + 7 } })) },
        ]
        for (const problem of harder) expect(await least(problem)).toBeGreaterThanOrEqual(before)
      }),
      { ...runs, numRuns: 30 },
    )
  })

  it('does not depend on the order in which options and cells are written', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem, fc.array(fc.nat(), { minLength: 5, maxLength: 30 }), async (problem, keys) => {
        const other = permuted(problem, keys)
        expect(chosenIds(other, await bestSelection(other, order))).toEqual(
          chosenIds(problem, await bestSelection(problem, order)),
        )
      }),
      runs,
    )
  })

  it('scales with its weights', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem, fc.integer({ min: 2, max: 1000 }), async (problem, factor) => {
        const scaled = problem.options.map((option) => ({
          ...option,
          weights: { cost: (option.weights['cost'] as number) * factor },
        }))
        expect(await least({ ...problem, options: scaled })).toBe((await least(problem)) * factor)
      }),
      { ...runs, numRuns: 30 },
    )
  })
})

describe('the front over cost and time', () => {
  it('falls in one as it rises in the other, and ends in both optima', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(999), async (seed) => {
        const { problem } = instance('schedule', { options: 18, cells: 25 }, seed)
        const { points, isComplete } = await paretoFront(problem, order)
        expect(isComplete).toBe(true)
        const values = points.map(({ selection }) => order.map((criterion) => selection.values[criterion] as number))
        for (const [at, [cost, time]] of values.entries()) {
          if (at === 0) continue
          expect(cost).toBeGreaterThan(values[at - 1]?.[0] as number)
          expect(time).toBeLessThan(values[at - 1]?.[1] as number)
        }
        expect(values[0]?.[0] ?? Infinity).toBe(await least(problem))
        expect(values.at(-1)?.[1] ?? Infinity).toBe(await least(problem, TIME))
      }),
      { ...runs, numRuns: 25 },
    )
  })
})
