import { describe, expect, it } from 'vitest'
import { difference, everything, maskOf } from '../../test/support/exhaustive.ts'
import { smallProblem } from '../../test/support/small-problems.ts'
import { bestSelection } from './best-selection.ts'
import { type CoverProblem, type Objectives, type Option, type Selection, TIME } from './problem.ts'
import { daysRange, weightRange, whyChosen } from './why-chosen.ts'
import { changing, type WhyNot, whyNot } from './why-not.ts'

const orders: readonly Objectives[] = [
  ['cost'],
  ['cost', TIME],
  [TIME, 'cost'],
  [TIME],
  ['surplus', 'cost'],
  ['cost', 'surplus', TIME],
]

interface Case {
  readonly seed: number
  readonly problem: CoverProblem
  readonly objectives: Objectives
  readonly selection: Selection
}

async function cases(count: number, options: number): Promise<Case[]> {
  const found: Case[] = []
  for (let seed = 0; found.length < count; seed += 1) {
    const problem = smallProblem(seed, { options })
    const objectives = orders[seed % orders.length] as Objectives
    const answer = await bestSelection(problem, objectives)
    if (answer.kind === 'optimal') found.push({ seed, problem, objectives, selection: answer.selection })
  }
  return found
}

/** The best values of all selections, and of those with the option. */
function bestValues(problem: CoverProblem, objectives: Objectives, option: number) {
  const all = everything(problem)
  const values = all.selections
    .map((mask) => ({ mask, values: all.valuesOf(mask, objectives) }))
    .sort((a, b) => difference(a.values, b.values))
  return { best: values[0]?.values, withIt: values.find(({ mask }) => (mask >> option) & 1)?.values }
}

function isInSome(problem: CoverProblem, objectives: Objectives, option: number): boolean {
  const { best, withIt } = bestValues(problem, objectives, option)
  return best !== undefined && withIt !== undefined && difference(best, withIt) === 0
}

function weighing(problem: CoverProblem, option: number, criterion: string, weight: number): CoverProblem {
  return changing(problem, option, { weights: { ...(problem.options[option] as Option).weights, [criterion]: weight } })
}

function isTrue({ problem, objectives }: Case, option: number, why: WhyNot): boolean {
  const isInWith = (changed: CoverProblem) => isInSome(changed, objectives, option)
  switch (why.kind) {
    case 'kept-out':
      return bestValues(problem, objectives, option).withIt === undefined && why.conflict.fixed.includes(option)
    case 'cheaper': {
      const at = (weight: number) => isInWith(weighing(problem, option, why.criterion, weight))
      return at(why.weight) && !at(why.weight + 1)
    }
    case 'faster':
      return (
        isInWith(changing(problem, option, { days: why.days })) &&
        !isInWith(changing(problem, option, { days: why.days + 1 }))
      )
    case 'never':
      return !isInWith(
        why.criterion === TIME ? changing(problem, option, { days: 0 }) : weighing(problem, option, why.criterion, 0),
      )
    case 'equal':
      return isInWith(problem)
    case 'open':
      return false
    default:
      return why satisfies never
  }
}

describe('why not', () => {
  it('is true of every option left out, whatever it says', async () => {
    const wrong: string[] = []
    const kinds = new Map<string, number>()
    for (const of of await cases(600, 6)) {
      for (const option of of.problem.options.keys()) {
        if (of.selection.chosen.includes(option)) continue
        const why = await whyNot(of.problem, of.objectives, of.selection, option)
        kinds.set(why.kind, (kinds.get(why.kind) ?? 0) + 1)
        if (!isTrue(of, option, why)) wrong.push(`seed ${of.seed}, option ${option}: ${why.kind}`)
      }
    }
    expect(wrong).toEqual([])
    expect([...kinds.keys()].sort()).toEqual(['cheaper', 'equal', 'faster', 'kept-out', 'never'])
    expect([...kinds.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1000)
  })
})

describe('why chosen', () => {
  it('names the cells only it covers, and gives some reason for every option', async () => {
    for (const { problem, objectives, selection } of await cases(200, 7)) {
      const mask = maskOf(selection.chosen)
      const all = everything(problem)
      for (const option of selection.chosen) {
        const why = whyChosen(problem, selection, option)
        const reachedWithout = (cell: number) =>
          selection.chosen
            .filter((j) => j !== option)
            .flatMap((j) => (problem.options[j] as Option).covers)
            .reduce((sum, covered) => sum + (covered.cell === cell ? covered.amount : 0), 0)
        expect(why.cells).toEqual(problem.cells.flatMap(({ need }, cell) => (reachedWithout(cell) < need ? cell : [])))
        const hasReason = why.cells.length > 0 || why.waitedForBy.length > 0 || why.isFixed || why.daysSaved > 0
        if (!hasReason) expect(all.selections, `${objectives.join()} ${option}`).not.toContain(mask & ~(1 << option))
      }
    }
  })
})

describe('ranges', () => {
  it('of a weight: the selection stays one of the best inside, and not one step outside', async () => {
    const wrong: string[] = []
    for (const { seed, problem, objectives, selection } of await cases(120, 5)) {
      const [criterion] = objectives
      for (const option of problem.options.keys()) {
        const range = await weightRange(problem, objectives, selection, option)
        if (range === undefined || criterion === undefined) continue
        const isBestAt = (weight: number) => {
          const changed = weighing(problem, option, criterion, weight)
          const all = everything(changed)
          const mask = maskOf(selection.chosen)
          return (
            all.selections.includes(mask) &&
            difference(all.valuesOf(mask, objectives), bestValues(changed, objectives, 0).best ?? []) === 0
          )
        }
        const own = problem.options[option]?.weights[criterion] ?? 0
        const isRight =
          range.isExact &&
          isBestAt(range.low) &&
          (range.low === 0 || !isBestAt(range.low - 1)) &&
          (range.high === undefined ? isBestAt(own + 9999) : isBestAt(range.high) && !isBestAt(range.high + 1))
        if (!isRight) wrong.push(`seed ${seed}, option ${option}: ${JSON.stringify(range)}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('of days: the selection stays one of the best up to there', async () => {
    for (const { problem, objectives, selection } of await cases(100, 5)) {
      for (const option of problem.options.keys()) {
        const range = await daysRange(problem, selection, option)
        const changed = changing(problem, option, { days: range.high ?? 77 })
        const all = everything(changed)
        const mask = maskOf(selection.chosen)
        expect(all.selections).toContain(mask)
        expect(all.valuesOf(mask, objectives)).toEqual(bestValues(changed, objectives, 0).best)
      }
    }
  })
})
