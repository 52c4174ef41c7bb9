import { describe, expect, it } from 'vitest'
import { instance } from '../../test/support/cover-instances.ts'
import { everything, maskOf, membersOf } from '../../test/support/exhaustive.ts'
import { smallProblem } from '../../test/support/small-problems.ts'
import { bestSelection } from './best-selection.ts'
import { type CoverProblem, type Objectives, TIME } from './problem.ts'

const orders: readonly Objectives[] = [
  ['cost'],
  ['cost', TIME],
  [TIME, 'cost'],
  [TIME],
  ['surplus', 'cost'],
  ['cost', 'surplus', TIME],
  ['surplus', TIME, 'cost'],
  [],
]

/** What differs from looking at every set of options; undefined when nothing does. */
async function differs(problem: CoverProblem, objectives: Objectives): Promise<string | undefined> {
  const expected = everything(problem).best(objectives)
  const answer = await bestSelection(problem, objectives)
  if (answer.kind === 'infeasible') return expected === undefined ? undefined : 'said infeasible'
  if (answer.kind !== 'optimal' || answer.hasOpenTies) return `not proved: ${answer.kind}`
  const found = maskOf(answer.selection.chosen)
  return found === expected ? undefined : `found ${found}, best is ${expected}`
}

describe('the best selection', () => {
  it('is the one that looking at every set of options finds, ties by id included', async () => {
    const wrong: string[] = []
    for (let seed = 0; seed < 1200; seed += 1) {
      const objectives = orders[seed % orders.length] as Objectives
      const difference = await differs(smallProblem(seed, { options: 9, isTight: seed % 5 === 0 }), objectives)
      if (difference !== undefined) wrong.push(`seed ${seed}, ${objectives.join()}: ${difference}`)
    }
    expect(wrong).toEqual([])
  })

  it('prefers fewer options, then the smaller ids, where all objectives are equal', async () => {
    const option = (id: string, cells: number[], cost: number) => ({
      id,
      covers: cells.map((cell) => ({ cell, amount: 1 })),
      requires: [],
      excludes: [],
      weights: { cost },
      days: 0,
      isFixed: false,
    })
    const cells = [
      { id: 'x', need: 1 },
      { id: 'y', need: 1 },
    ]
    const chosenOf = async (options: CoverProblem['options']) => {
      const answer = await bestSelection({ cells, options, limits: [] }, ['cost'])
      return answer.kind === 'optimal' ? answer.selection.chosen.map((j) => options[j]?.id) : answer.kind
    }
    expect(await chosenOf([option('b', [0], 1), option('c', [1], 1), option('z', [0, 1], 2)])).toEqual(['z'])
    expect(await chosenOf([option('d', [0, 1], 2), option('b', [0, 1], 2), option('c', [0, 1], 2)])).toEqual(['b'])
    expect(await chosenOf([option('b', [0, 1], 0), option('a', [], 0)])).toEqual(['b'])
  })

  it('does the same twice', async () => {
    const problem = smallProblem(4711, { options: 12 })
    expect(await bestSelection(problem, ['cost', TIME])).toEqual(await bestSelection(problem, ['cost', TIME]))
  })

  it('is not called optimal without a proof: out of nodes it is bounded, and the bound holds', async () => {
    const kinds = new Set<string>()
    for (let seed = 1; seed <= 12; seed += 1) {
      const { problem, objectives } = instance('dense', { options: 24, cells: 60 }, seed)
      const best = await bestSelection(problem, objectives)
      if (best.kind !== 'optimal') throw new Error('too hard for this test')
      const optimum = best.selection.values['cost'] as number
      const hurried = await bestSelection(problem, objectives, { limits: { nodes: 1 } })
      kinds.add(hurried.kind)
      if (hurried.kind !== 'bounded') continue
      const value = hurried.selection.values['cost'] as number
      expect(hurried.bound).toBeLessThanOrEqual(optimum)
      expect(value).toBeGreaterThanOrEqual(optimum)
      expect(hurried.gap).toBe(value - hurried.bound)
      expect(hurried.isReproducible).toBe(true)
    }
    expect(kinds).toContain('bounded')
  })

  it('stops when cancelled, with what it has, and says that this cannot be repeated', async () => {
    const { problem, objectives } = instance('dense', { options: 100, cells: 350 }, 1)
    let looks = 0
    const isCancelled = () => (looks += 1) > 1
    const answer = await bestSelection(problem, objectives, { limits: { nodes: 1_000_000, isCancelled } })
    expect(answer).toMatchObject({ kind: 'bounded', isReproducible: false })
    const atOnce = await bestSelection(problem, objectives, { limits: { nodes: 1_000_000, isCancelled: () => true } })
    expect(atOnce).toMatchObject({ kind: 'stopped', isReproducible: false })
  })

  it('tells how far it is, and lets others work', async () => {
    const { problem, objectives } = instance('dense', { options: 100, cells: 350 }, 1)
    const seen: { nodes: number; best: number | undefined; bound: number | undefined }[] = []
    let pauses = 0
    const pause = async () => {
      pauses += 1
    }
    await bestSelection(problem, objectives, {
      limits: { nodes: 1000, onProgress: (progress) => seen.push(progress), pause },
    })
    expect(pauses).toBeGreaterThan(0)
    expect(seen.length).toBeGreaterThan(1)
    for (const [at, { nodes, best, bound }] of seen.entries()) {
      const before = seen[at - 1]
      expect(nodes).toBeGreaterThanOrEqual(before?.nodes ?? 0)
      if (best === undefined || bound === undefined) continue
      expect(bound).toBeLessThanOrEqual(best)
      expect(best).toBeLessThanOrEqual(before?.best ?? best)
      expect(bound).toBeGreaterThanOrEqual(before?.bound ?? bound)
    }
    expect(seen.at(-1)?.nodes).toBeGreaterThan(0)
  })

  it('can start from a known selection, and finds the same', async () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const problem = smallProblem(seed, { options: 8 })
      const [start] = everything(problem).selections
      const plain = await bestSelection(problem, ['cost', TIME])
      const begun = await bestSelection(problem, ['cost', TIME], { start: membersOf(start ?? 0) })
      expect('selection' in begun && begun.selection).toEqual('selection' in plain && plain.selection)
    }
  })
})
