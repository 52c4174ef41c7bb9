/** Simulated days against distributions worked out without simulation: sums by convolution, a maximum by the product, moments in closed form. */
import { describe, expect, it } from 'vitest'
import type { CalendarDate } from '#util/calendar-date.ts'
import type { AssessmentOption } from './assessment-option.ts'
import type { Candidate } from './mix.ts'
import { percentilesOf, quantile, SIMULATION, simulate } from './percentiles.ts'
import type { MoneyRange } from './plan-types.ts'

const START = '2026-11-25' as CalendarDate
const RUNS = 20_000

function range(low: number, high: number, grade = 'B'): MoneyRange {
  return { low, high, counted: Math.ceil((low + high) / 2), grade, standing: 'secondary', source: '', at: '' }
}

function candidate(
  id: string,
  days: readonly [number, number],
  requires: readonly (readonly string[])[] = [],
  grade = 'B',
): Candidate {
  return {
    option: { id, name: `Option ${id}`, requires } as unknown as AssessmentOption,
    cost: range(0, 0),
    days: range(...days, grade),
    queue: range(0, 0, 'C'),
    cells: [],
  }
}

function chain(...lengths: readonly (readonly [number, number])[]): readonly Candidate[] {
  return lengths.map((l, i) => candidate(`${i}`, l, i === 0 ? [] : [[`${i - 1}`]]))
}

function totals(planned: readonly Candidate[], sharedPercent: number, seed = 1): Int32Array {
  const runs = simulate(planned, { seed, runs: RUNS, sharedPercent })
  return Int32Array.from(runs, (run) => Math.max(...run)).sort()
}

type Chances = ReadonlyMap<number, number>

function convolve(a: Chances, b: Chances): Chances {
  const sum = new Map<number, number>()
  for (const [x, p] of a) for (const [y, q] of b) sum.set(x + y, (sum.get(x + y) ?? 0) + p * q)
  return sum
}

function uniform([low, high]: readonly [number, number]): Chances {
  const n = high - low + 1
  return new Map(Array.from({ length: n }, (_, i) => [low + i, 1 / n]))
}

/** All of a set follow one cause: every step of it on a grid that all their counts divide. */
function together(lengths: readonly (readonly [number, number])[]): Chances {
  const counts = lengths.map(([low, high]) => high - low + 1)
  const grid = counts.reduce((product, n) => product * n, 1)
  const found = new Map<number, number>()
  for (let u = 0; u < grid; u += 1) {
    const sum = lengths.reduce((n, [low], i) => n + low + Math.floor((u * (counts[i] as number)) / grid), 0)
    found.set(sum, (found.get(sum) ?? 0) + 1 / grid)
  }
  return found
}

/** The sum of a chain, exactly: over every set of links that may follow the common cause. */
function exactSum(lengths: readonly (readonly [number, number])[], shared: number): Chances {
  const all = new Map<number, number>()
  for (let set = 0; set < 2 ** lengths.length; set += 1) {
    const inSet = lengths.filter((_, i) => (set >> i) % 2 === 1)
    const own = lengths.filter((_, i) => (set >> i) % 2 === 0)
    const chance = shared ** inSet.length * (1 - shared) ** own.length
    const sum = own.map(uniform).reduce(convolve, together(inSet))
    for (const [x, p] of sum) all.set(x, (all.get(x) ?? 0) + p * chance)
  }
  return all
}

/** Greatest distance between the share of runs up to each day and the exact chance of it. */
function distance(sorted: Int32Array, exact: Chances): number {
  let [worst, chance] = [0, 0]
  for (const day of [...exact.keys()].sort((a, b) => a - b)) {
    chance += exact.get(day) as number
    const share = sorted.filter((x) => x <= day).length / sorted.length
    worst = Math.max(worst, Math.abs(share - chance))
  }
  return worst
}

/** Beyond this a right sampler falls once in a thousand times (Kolmogorov's limit). */
const LIMIT = 1.95 / Math.sqrt(RUNS)

describe('the sum of a chain', () => {
  const lengths = [
    [5, 15],
    [20, 60],
    [1, 8],
  ] as const

  it.each([0, 30, 50, 100])('has the exact distribution with %i of a hundred sharing a cause', (percent) => {
    for (const seed of [1, 2, 99])
      expect(distance(totals(chain(...lengths), percent, seed), exactSum(lengths, percent / 100))).toBeLessThan(LIMIT)
  })

  it('has the mean of its parts whatever they share, and the variance of its parts plus what they share', () => {
    const equal = Array.from({ length: 6 }, () => [10, 29] as const)
    const own = (20 ** 2 - 1) / 12
    for (const p of [0, 0.5, 1]) {
      const sample = totals(chain(...equal), p * 100)
      const mean = sample.reduce((n, x) => n + x, 0) / RUNS
      const variance = sample.reduce((n, x) => n + (x - mean) ** 2, 0) / (RUNS - 1)
      const expected = 6 * own + 6 * 5 * p * p * own
      expect(Math.abs(mean - 6 * 19.5)).toBeLessThan(4 * Math.sqrt(expected / RUNS))
      expect(variance / expected).toBeGreaterThan(0.96)
      expect(variance / expected).toBeLessThan(1.04)
    }
  })

  it('reaches the sum of the eightieth of each where all share one cause', () => {
    const sample = totals(chain([0, 99], [0, 199]), 100)
    expect(Math.abs(quantile(sample, 80) - (79 + 159))).toBeLessThanOrEqual(3)
  })
})

it('two side by side end with the later: the chance is the product', () => {
  const sample = totals([candidate('a', [1, 20]), candidate('b', [1, 20])], 0)
  const exact = new Map(Array.from({ length: 20 }, (_, i) => [i + 1, ((i + 1) / 20) ** 2 - (i / 20) ** 2]))
  expect(distance(sample, exact)).toBeLessThan(LIMIT)
})

it('one of several prerequisites is enough: the earlier counts', () => {
  const planned = [candidate('a', [1, 20]), candidate('b', [1, 20]), candidate('c', [0, 0], [['a', 'b']])]
  const sample = Int32Array.from(simulate(planned, { seed: 3, runs: RUNS, sharedPercent: 0 }), (r) => r[2] as number)
  const later = (i: number): number => ((20 - i) / 20) ** 2
  const exact = new Map(Array.from({ length: 20 }, (_, i) => [i + 1, later(i) - later(i + 1)]))
  expect(distance(sample.sort(), exact)).toBeLessThan(LIMIT)
})

it('does not depend on the order in which the plan lists its options, but for the draws', () => {
  const planned = chain([5, 5], [7, 7], [2, 2])
  const backwards = [...planned].reverse()
  expect(totals(planned, 50)[0]).toBe(14)
  expect(totals(backwards, 50)[0]).toBe(14)
})

describe('what is shown', () => {
  const deadlines = [
    {
      id: 'd',
      label: 'd',
      kind: 'declared' as const,
      on: '2027-01-20' as CalendarDate,
      concerns: [],
      needs: undefined,
      cells: undefined,
    },
  ]

  it('is the same for the same seed, and P50 is no later than P80', () => {
    const one = percentilesOf(chain([5, 30], [10, 40]), START, deadlines, SIMULATION)
    expect(percentilesOf(chain([5, 30], [10, 40]), START, deadlines, SIMULATION)).toEqual(one)
    if (one.kind !== 'simulated') throw new Error('refused')
    expect(one.ready.p50 <= one.ready.p80).toBe(true)
    expect(one.deadlines[0]?.metPercent).toBeGreaterThan(0)
    expect(one.deadlines[0]?.metPercent).toBeLessThan(100)
  })

  it('is refused on grade C, with what would have to be known better', () => {
    const planned = [candidate('a', [1, 2]), candidate('b', [1, 2], [], 'C')]
    expect(percentilesOf(planned, START, [], SIMULATION)).toMatchObject({
      kind: 'refused',
      needs: [{ option: 'b', name: 'Option b', what: 'days', grade: 'C' }],
    })
    const queued = [{ ...candidate('a', [1, 2]), queue: range(5, 9, 'C') }]
    expect(percentilesOf(queued, START, [], SIMULATION)).toMatchObject({ needs: [{ option: 'a', what: 'queueDays' }] })
  })

  it('asks nothing of what is in hand', () => {
    const held = [{ ...candidate('a', [1, 2], [], 'C'), heldThrough: 'x:1' }]
    expect(percentilesOf(held, START, [], SIMULATION)).toMatchObject({ kind: 'simulated', ready: { p50: START } })
  })
})
