import { describe, expect, it } from 'vitest'
import { dice } from '../../test/support/random.ts'
import { smallProblem } from '../../test/support/small-problems.ts'
import { earliestEnds, latestEnds, lastEnd, prerequisiteNet, whatWouldHelp } from './prerequisites.ts'

const net = (...options: [days: number, ...requires: number[][]][]) =>
  prerequisiteNet(options.map(([days, ...requires]) => ({ days, requires })))
const all = () => true

describe('earliest ends', () => {
  it.each([
    ['nothing to wait for', net([3]), [3]],
    ['one after the other', net([3], [4, [0]], [5, [1]]), [3, 7, 12]],
    ['of a group, the member that ends first', net([3], [1], [4, [0, 1]]), [3, 1, 5]],
    ['of several groups, the one that is fulfilled last', net([3], [1], [4, [0], [1]]), [3, 1, 7]],
    ['written backwards', net([5, [1]], [4, [2]], [3]), [12, 7, 3]],
    ['a circle never starts', net([1, [1]], [1, [0]]), [Infinity, Infinity]],
    ['a circle with a way in starts there', net([1, [1, 2]], [1, [0]], [7]), [8, 9, 7]],
    ['a circle of no days proves nothing either', net([0, [1]], [0, [0]]), [Infinity, Infinity]],
    ['nobody waits for itself', net([1, [0]]), [Infinity]],
    ['an empty group is never fulfilled', net([1, []]), [Infinity]],
  ])('%s', (_, given, ends) => {
    expect([...earliestEnds(given, all)]).toEqual(ends)
  })

  it('count only who takes part', () => {
    const given = net([3], [1], [4, [0, 1]])
    expect([...earliestEnds(given, (j) => j !== 1)]).toEqual([3, Infinity, 7])
    expect(lastEnd(earliestEnds(given, all), (j) => j < 2)).toBe(3)
    expect(lastEnd(earliestEnds(given, all), () => false)).toBe(0)
  })

  it('never rise when more take part, and never pass the latest end', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const given = prerequisiteNet(smallProblem(seed, { options: 9 }).options)
      const roll = dice(seed)
      const few = given.groups.map(() => roll.chance(1, 2))
      const more = few.map((is) => is || roll.chance(1, 2))
      const endsOfFew = earliestEnds(given, (j) => few[j] === true)
      const endsOfMore = earliestEnds(given, (j) => more[j] === true)
      const latest = latestEnds(given)
      for (const [j, end] of endsOfFew.entries()) {
        expect(endsOfMore[j]).toBeLessThanOrEqual(end)
        if (end < Infinity) expect(end).toBeLessThanOrEqual(latest[j] as number)
      }
    }
  })
})

describe('what would help', () => {
  it('names options of which every set that ends in time has one, and leaves out what does not help', () => {
    const given = net([9], [2], [9], [1, [0, 1]], [1])
    const chosen = (j: number) => j === 0 || j === 3
    expect(whatWouldHelp(given, 3, 5, chosen, all)).toEqual([1])
    expect(whatWouldHelp(given, 3, 1, chosen, all)).toEqual([])
  })

  it('holds for all sets of small nets', () => {
    for (let seed = 0; seed < 150; seed += 1) {
      const { options } = smallProblem(seed, { options: 7 })
      const given = prerequisiteNet(options)
      const roll = dice(seed)
      const mask = roll.between(1, 2 ** options.length - 1)
      const day = roll.between(0, 8)
      const isIn = (j: number) => ((mask >> j) & 1) === 1
      const ends = earliestEnds(given, isIn)
      const late = options.findIndex((_, j) => isIn(j) && (ends[j] as number) > day)
      if (late < 0) continue
      const helpers = whatWouldHelp(given, late, day, isIn, all)
      for (let other = 0; other < 2 ** options.length; other += 1) {
        const isInOther = (j: number) => ((other >> j) & 1) === 1
        if (!isInOther(late) || (earliestEnds(given, isInOther)[late] as number) > day) continue
        expect(helpers.some(isInOther), `seed ${seed}, set ${other}`).toBe(true)
      }
    }
  })
})
