import { describe, expect, it } from 'vitest'
import { instance } from '../../test/support/cover-instances.ts'
import { everything, membersOf } from '../../test/support/exhaustive.ts'
import { smallProblem } from '../../test/support/small-problems.ts'
import { integerModel } from './model.ts'
import { type IntegerModel, TIME } from './problem.ts'
import { weightsOf } from './rows.ts'

/** Whether some completion of the first columns keeps all rows: the others are tried, continuous ones at the whole numbers in their bounds. */
function isPossible(model: IntegerModel, first: readonly number[], options: number): boolean {
  const x = Float64Array.from({ length: model.columns }, (_, j) =>
    j < options ? (first.includes(j) ? 1 : 0) : (model.low[j] as number),
  )
  for (let j = 0; j < options; j += 1)
    if ((x[j] as number) < (model.low[j] as number) || (x[j] as number) > (model.high[j] as number)) return false
  // Ends and starts are lowest first, so raising what a row asks for until nothing moves finds the least; choices are tried in turn.
  const choices = [...Array(model.columns).keys()].filter((j) => j >= options && model.isInteger[j] === 1)
  if (choices.length > 14) throw new Error('too many choices for this test')
  for (let mask = 0; mask < 2 ** choices.length; mask += 1) {
    choices.forEach((j, at) => {
      x[j] = (mask >> at) & 1
    })
    if (settles(model, x, options)) return true
  }
  return false
}

function settles(model: IntegerModel, given: Float64Array, options: number): boolean {
  const x = given.slice()
  for (let j = options; j < model.columns; j += 1) if (model.isInteger[j] === 0) x[j] = model.low[j] as number
  for (let pass = 0; pass <= model.columns; pass += 1) {
    let isChanged = false
    for (let r = 0; r < model.rows; r += 1) {
      let sum = 0
      let lift = -1
      for (let k = model.rowStart[r] as number; k < (model.rowStart[r + 1] as number); k += 1) {
        const j = model.column[k] as number
        sum += (model.value[k] as number) * (x[j] as number)
        if (model.isInteger[j] === 0 && model.value[k] === 1) lift = j
      }
      const lack = (model.rowLow[r] as number) - sum
      if (lack <= 0) continue
      if (lift < 0) return false
      x[lift] = (x[lift] as number) + lack
      if ((x[lift] as number) > (model.high[lift] as number)) return false
      isChanged = true
    }
    if (!isChanged) return true
  }
  return false
}

describe('the integer model', () => {
  it('allows exactly the selections of the problem, with limits on time, alternatives and circles', () => {
    let asked = 0
    for (let seed = 0; seed < 260; seed += 1) {
      const problem = smallProblem(seed, { options: 5 })
      const model = integerModel({ problem, minimise: weightsOf(problem, 'cost') })
      if (model.isInteger.reduce((sum, is) => sum + is, 0) > problem.options.length + 8) continue
      const selections = new Set(everything(problem).selections)
      for (let mask = 0; mask < 2 ** problem.options.length; mask += 1) {
        expect(isPossible(model, membersOf(mask), problem.options.length), `seed ${seed}, set ${mask}`).toBe(
          selections.has(mask),
        )
      }
      asked += 1
    }
    expect(asked).toBeGreaterThan(150)
  })

  it('has only whole numbers, the options first, and constants no larger than the longest way', () => {
    const { problem } = instance('schedule', { options: 60, cells: 200 }, 1)
    const model = integerModel({ problem, minimise: TIME })
    expect(model.value.every(Number.isInteger)).toBe(true)
    expect(model.rowLow.every(Number.isInteger)).toBe(true)
    expect(Math.max(...model.value.map(Math.abs))).toBeLessThanOrEqual(260)
    expect([...model.isInteger.subarray(0, 60)].every((is) => is === 1)).toBe(true)
    expect(model.rowStart.at(-1)).toBe(model.value.length)
  })

  it('keeps options as settled and passes on a start', () => {
    const { problem } = instance('sparse', { options: 60, cells: 200 }, 1)
    const settled = new Map([
      [3, true],
      [4, false],
    ])
    const start = new Uint8Array(60).fill(1)
    const model = integerModel({ problem, minimise: weightsOf(problem, 'cost'), settled, start })
    expect([model.low[3], model.high[3], model.low[4], model.high[4], model.low[5], model.high[5]]).toEqual([
      1, 1, 0, 0, 0, 1,
    ])
    expect(model.start?.length).toBe(60)
  })
})
