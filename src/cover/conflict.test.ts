import { describe, expect, it } from 'vitest'
import { isPossible } from '../../test/support/exhaustive.ts'
import { smallProblem } from '../../test/support/small-problems.ts'
import { type Condition, conditionsOf, withOnly } from './conditions.ts'
import { explainConflict } from './conflict.ts'
import type { Conflict, CoverProblem, Relaxation } from './problem.ts'

function conditionsIn(conflict: Conflict): Condition[] {
  return [
    ...conflict.cells.map((cell): Condition => ({ kind: 'cell', cell })),
    ...conflict.limits.map((limit): Condition => ({ kind: 'limit', limit })),
    ...conflict.fixed.map((option): Condition => ({ kind: 'fixed', option })),
    ...conflict.exclusions.map((options): Condition => ({ kind: 'exclusion', options })),
  ]
}

const same = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b)

function relaxed(problem: CoverProblem, relaxation: Relaxation, further = 0): CoverProblem {
  const { cells, limits } = problem
  if (relaxation.kind === 'cell') {
    return {
      ...problem,
      cells: cells.map((cell, c) => (c === relaxation.cell ? { ...cell, need: relaxation.need + further } : cell)),
    }
  }
  if (relaxation.kind === 'limit') {
    return {
      ...problem,
      limits: limits.map((limit, l) =>
        l === relaxation.limit ? { ...limit, atMost: relaxation.atMost - further } : limit,
      ),
    }
  }
  return withOnly(
    problem,
    conditionsOf(problem).filter((condition) => !same(condition, relaxation)),
  )
}

/** Everything wrong with an explanation. */
function faults(problem: CoverProblem, conflict: Conflict): string[] {
  const wrong: string[] = []
  const core = conditionsIn(conflict)
  if (!conflict.isMinimal) wrong.push('not minimal')
  if (isPossible(withOnly(problem, core))) wrong.push('no conflict')
  for (const condition of core) {
    const rest = core.filter((other) => other !== condition)
    if (!isPossible(withOnly(problem, rest))) wrong.push(`needless: ${JSON.stringify(condition)}`)
    const others = conditionsOf(problem).filter((other) => !same(other, condition))
    const isListed = conflict.relaxations?.some(
      ({ kind, ...of }) =>
        kind === condition.kind &&
        Object.entries(condition).every(
          ([k, v]) => k === 'kind' || same(v as object, of[k as keyof typeof of] as object),
        ),
    )
    if (isPossible(withOnly(problem, others)) !== isListed) wrong.push(`relaxation: ${JSON.stringify(condition)}`)
  }
  for (const relaxation of conflict.relaxations ?? []) {
    if (!isPossible(relaxed(problem, relaxation))) wrong.push(`does not help: ${JSON.stringify(relaxation)}`)
    const isStep = relaxation.kind === 'cell' || relaxation.kind === 'limit'
    if (isStep && isPossible(relaxed(problem, relaxation, 1)))
      wrong.push(`less would do: ${JSON.stringify(relaxation)}`)
  }
  return wrong
}

describe('a conflict', () => {
  it('is given exactly when nothing is possible, is one, is minimal, and its relaxations restore a selection and no less does', async () => {
    const wrong: string[] = []
    let conflicts = 0
    for (let seed = 0; conflicts < 1000 && seed < 4000; seed += 1) {
      const problem = smallProblem(seed, { options: 5, isTight: true })
      const conflict = await explainConflict(problem)
      if ((conflict === undefined) !== isPossible(problem))
        wrong.push(`seed ${seed}: ${conflict === undefined ? 'missing' : 'invented'}`)
      if (conflict === undefined) continue
      conflicts += 1
      for (const fault of faults(problem, conflict)) wrong.push(`seed ${seed}: ${fault}`)
    }
    expect(wrong).toEqual([])
    expect(conflicts).toBe(1000)
  })

  it('names the fewest cells to give up', async () => {
    for (let seed = 0; seed < 120; seed += 1) {
      const problem = smallProblem(seed, { options: 5, isTight: true })
      const conflict = await explainConflict(problem)
      if (conflict === undefined) continue
      const without = (given: readonly number[]) => ({
        ...problem,
        cells: problem.cells.map((cell, c) => (given.includes(c) ? { ...cell, need: 0 } : cell)),
      })
      const sets = Array.from({ length: 2 ** problem.cells.length }, (_, mask) =>
        problem.cells.flatMap((_cell, c) => ((mask >> c) & 1 ? c : [])),
      )
      const sizes = sets.filter((given) => isPossible(without(given))).map((given) => given.length)
      expect(conflict.giveUp?.cells.length).toBe(sizes.length === 0 ? undefined : Math.min(...sizes))
      if (conflict.giveUp !== undefined) expect(isPossible(without(conflict.giveUp.cells))).toBe(true)
    }
  })

  it('is said not to be minimal when nodes ran out', async () => {
    const impossible = smallProblem(3, { options: 5, isTight: true })
    const problem = { ...impossible, cells: impossible.cells.map((cell) => ({ ...cell, need: 99 })) }
    expect((await explainConflict(problem, { limits: { nodes: 0 } }))?.isMinimal).toBe(false)
  })
})
