import { describe, expect, it } from 'vitest'
import { difference, everything, maskOf } from '../../test/support/exhaustive.ts'
import { smallProblem } from '../../test/support/small-problems.ts'
import { paretoFront } from './pareto.ts'
import { type CoverProblem, TIME } from './problem.ts'

const sets = [
  ['cost', TIME],
  [TIME, 'cost'],
  ['cost', 'surplus'],
  ['cost', 'surplus', TIME],
  ['surplus', TIME, 'cost'],
  ['cost', 'effort', 'surplus', TIME],
]

/** The front by looking at everything: values and the first selection with them, as text, in the order of the values. */
function plainFront(problem: CoverProblem, criteria: readonly string[]): string[] {
  const all = everything(problem)
  const first = new Map<string, { values: number[]; mask: number }>()
  const byId = all.compare([])
  for (const mask of all.selections) {
    const values = all.valuesOf(mask, criteria)
    const known = first.get(values.join())
    if (known === undefined || byId(mask, known.mask) < 0) first.set(values.join(), { values, mask })
  }
  const points = [...first.values()]
  const isBettered = (a: number[], b: number[]) =>
    a.join() !== b.join() && b.every((value, k) => value <= (a[k] as number))
  return points
    .filter(({ values }) => !points.some((other) => isBettered(values, other.values)))
    .sort((a, b) => difference(a.values, b.values))
    .map(({ values, mask }) => `${values.join()}: ${mask}`)
}

/** Its front over cost and effort has several points. */
const manyPoints: CoverProblem = {
  cells: [{ id: 'only', need: 1 }],
  options: [5, 4, 3, 2, 1].map((cost, j) => ({
    id: `option-${j}`,
    covers: [{ cell: 0, amount: 1 }],
    requires: [],
    excludes: [],
    weights: { cost, effort: 2 ** j },
    days: 0,
    isFixed: false,
  })),
  limits: [],
}

describe('the front', () => {
  it('is the one that looking at every selection gives, over two to four criteria', async () => {
    const wrong: number[] = []
    let points = 0
    for (let seed = 0; seed < 1000; seed += 1) {
      const problem = smallProblem(seed + 50_000, { options: 7 })
      const criteria = sets[seed % sets.length] as string[]
      const front = await paretoFront(problem, criteria)
      const found = front.points.map(
        ({ selection }) =>
          `${criteria.map((criterion) => selection.values[criterion]).join()}: ${maskOf(selection.chosen)}`,
      )
      points += found.length
      if (!front.isComplete || found.join('\n') !== plainFront(problem, criteria).join('\n')) wrong.push(seed)
    }
    expect(wrong).toEqual([])
    expect(points).toBeGreaterThan(800)
  })

  it('says that it is not complete when points are left out or not proved', async () => {
    const whole = await paretoFront(manyPoints, ['cost', 'effort'])
    expect(whole.points.length).toBeGreaterThan(1)
    const first = await paretoFront(manyPoints, ['cost', 'effort'], { mostPoints: 1 })
    expect(first.isComplete).toBe(false)
    expect(first.points).toEqual(whole.points.slice(0, 1))
    const stopped = await paretoFront(manyPoints, ['cost', 'effort'], { limits: { nodes: 0 } })
    expect(stopped).toMatchObject({ points: [], isComplete: false })
  })

  it('reports points as they are found', async () => {
    const seen: number[] = []
    const front = await paretoFront(manyPoints, ['cost', 'effort'], {
      onPoint: ({ selection }) => seen.push(selection.values['cost'] as number),
    })
    expect(seen.sort((a, b) => a - b)).toEqual(front.points.map(({ selection }) => selection.values['cost']))
  })
})
