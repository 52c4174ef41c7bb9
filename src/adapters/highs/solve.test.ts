import { describe, expect, it } from 'vitest'
import { bestSelection, TIME } from '#cover/index.ts'
import { integerModel } from '#cover/model.ts'
import type { IntegerModel, Objectives } from '#cover/problem.ts'
import { weightsOf } from '#cover/rows.ts'
import { instance } from '../../../test/support/cover-instances.ts'
import { everything, maskOf } from '../../../test/support/exhaustive.ts'
import { smallProblem } from '../../../test/support/small-problems.ts'
import { solveWithHighs } from './solve.ts'

/** minimise 3x + 2y with x + y ≥ 1, x and y whole. */
const tiny: IntegerModel = {
  columns: 2,
  objective: Float64Array.of(3, 2),
  low: Float64Array.of(0, 0),
  high: Float64Array.of(1, 1),
  isInteger: Uint8Array.of(1, 1),
  rows: 1,
  rowLow: Float64Array.of(1),
  rowHigh: Float64Array.of(Infinity),
  rowStart: Int32Array.of(0, 2),
  column: Int32Array.of(0, 1),
  value: Float64Array.of(1, 1),
}

const dense = (options: number, cells: number) => {
  const { problem } = instance('dense', { options, cells }, 1)
  return integerModel({ problem, minimise: weightsOf(problem, 'cost') })
}

describe('HiGHS behind the port', { timeout: 60_000 }, () => {
  it('gives whole numbers and a bound', async () => {
    expect(await solveWithHighs(tiny, { nodes: 100 })).toEqual({
      kind: 'optimal',
      x: Float64Array.of(0, 1),
      bound: 2,
      nodes: expect.any(Number),
    })
  })

  it('says infeasible', async () => {
    expect(await solveWithHighs({ ...tiny, rowLow: Float64Array.of(3) }, { nodes: 100 })).toEqual({
      kind: 'infeasible',
    })
    expect(await solveWithHighs({ ...tiny, low: Float64Array.of(2, 0) }, { nodes: 100 })).toEqual({
      kind: 'infeasible',
    })
  })

  it('takes a start of the first columns', async () => {
    const model = dense(30, 90)
    const start = new Float64Array(30).fill(1)
    const answer = await solveWithHighs({ ...model, start }, { nodes: 1 })
    expect(['feasible', 'optimal']).toContain(answer.kind)
  })

  it('stops at its nodes with a bound, and the same bound again', async () => {
    const once = await solveWithHighs(dense(40, 120), { nodes: 1 })
    if (once.kind !== 'feasible') throw new Error(`expected to stop early, not ${once.kind}`)
    expect(once.bound).toBeGreaterThan(0)
    expect(await solveWithHighs(dense(40, 120), { nodes: 1 })).toEqual(once)
  })

  it('tells its progress', async () => {
    const seen: number[] = []
    const answer = await solveWithHighs(dense(30, 90), {
      nodes: 1_000_000,
      onProgress: ({ nodes }) => seen.push(nodes),
    })
    expect(answer.kind).toBe('optimal')
    expect(seen.length).toBeGreaterThan(0)
  })

  it('stops when cancelled', async () => {
    let looks = 0
    const isCancelled = () => {
      looks += 1
      return looks > 4
    }
    const answer = await solveWithHighs(dense(150, 500), { nodes: 1_000_000, isCancelled })
    expect(['feasible', 'stopped']).toContain(answer.kind)
  })

  it('keeps a limit in milliseconds where the user sets one', async () => {
    const answer = await solveWithHighs(dense(150, 500), { nodes: 1_000_000, milliseconds: 200 })
    expect(['feasible', 'stopped']).toContain(answer.kind)
  })

  it('finds what looking at everything finds, ties included, when our own search may do nothing', async () => {
    const orders: Objectives[] = [['cost'], [TIME, 'cost'], ['cost', 'surplus'], ['surplus', TIME]]
    const wrong: string[] = []
    let asked = 0
    for (let seed = 0; asked < 3 && seed < 80; seed += 1) {
      const problem = smallProblem(seed, { options: 9 })
      const objectives = orders[seed % orders.length] as Objectives
      const expected = everything(problem).best(objectives)
      const answer = await bestSelection(problem, objectives, {
        limits: { nodes: 10_000 },
        solve: solveWithHighs,
        solverName: 'HiGHS',
        ownNodes: 0,
      })
      const found = answer.kind === 'optimal' ? maskOf(answer.selection.chosen) : undefined
      if (found !== expected || (answer.kind === 'optimal' && answer.hasOpenTies))
        wrong.push(`seed ${seed}: ${answer.kind}`)
      if (answer.kind === 'optimal' && answer.certificate.kind === 'solver') asked += 1
    }
    expect(wrong).toEqual([])
    expect(asked).toBe(3)
  })
})
