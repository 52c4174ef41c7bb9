/**
 * Percentiles of the day a plan is ready, by seeded simulation.
 *
 * Only where every duration is better than grade C: a percentile of guesses would look like knowledge. Each duration is a whole number of
 * days between its low and its high end, all alike. Overruns go together: in each run, every duration follows with a stated chance one
 * common cause, the same for all, else one of its own. So each keeps its own distribution, any two are correlated by the square of that
 * chance (of durations in their ranges), and sums spread wider than if all were independent. Whole numbers throughout; the same seed
 * gives the same bytes. Cost: runs × options.
 */
import { addWorkingDays, type CalendarDate } from '#util/calendar-date.ts'
import type { Candidate } from './mix.ts'
import type { MoneyRange, Percentiles } from './plan-types.ts'
import type { Deadline } from './schedule.ts'

export interface SimulationSettings {
  readonly seed: number
  readonly runs: number
  /** Of a hundred durations, how many follow the common cause. */
  readonly sharedPercent: number
}

export const SIMULATION: SimulationSettings = { seed: 1, runs: 10_000, sharedPercent: 50 }

export function percentilesOf(
  planned: readonly Candidate[],
  start: CalendarDate,
  deadlines: readonly Deadline[],
  settings: SimulationSettings,
): Percentiles {
  const weak = planned.flatMap((c) => weakOf(c))
  if (weak.length > 0)
    return {
      kind: 'refused',
      because:
        'Some durations are estimates of grade C. A percentile of guesses would look like knowledge, so ranges alone are shown.',
      needs: weak,
    }
  const ends = simulate(planned, settings)
  const all = planned.map((_, i) => i)
  return {
    kind: 'simulated',
    ...settings,
    ready: daysOfReady(ends, all, start),
    deadlines: deadlines.map((d) => {
      const among = all.filter((i) => d.needs === undefined || d.needs.has(planned[i]?.option.id ?? ''))
      const met = ends.filter((run) => addWorkingDays(start, lastOf(run, among)) <= d.on).length
      return {
        id: d.id,
        on: d.on,
        ...daysOfReady(ends, among, start),
        metPercent: Math.floor((met * 100) / settings.runs),
      }
    }),
  }
}

function weakOf(c: Candidate): readonly { option: string; name: string; what: 'days' | 'queueDays'; grade: string }[] {
  if (c.heldThrough !== undefined) return []
  return (
    [
      ['days', c.days],
      ['queueDays', c.queue],
    ] as const
  ).flatMap(([what, range]) =>
    range.high > 0 && isWeak(range) ? [{ option: c.option.id, name: c.option.name, what, grade: range.grade }] : [],
  )
}

/** Anything but a figure of the dossier, or of grade A or B. */
function isWeak(range: MoneyRange): boolean {
  return !(range.grade === 'yours' || range.grade.startsWith('A') || range.grade.startsWith('B'))
}

/** P50 and P80: the first day by which so many of a hundred runs are ready. */
function daysOfReady(
  ends: readonly Int32Array[],
  among: readonly number[],
  start: CalendarDate,
): { readonly p50: CalendarDate; readonly p80: CalendarDate } {
  const sorted = Int32Array.from(ends, (run) => lastOf(run, among)).sort()
  return { p50: addWorkingDays(start, quantile(sorted, 50)), p80: addWorkingDays(start, quantile(sorted, 80)) }
}

/** The least value that at least `percent` of a hundred do not exceed. */
export function quantile(sorted: Int32Array, percent: number): number {
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0
}

function lastOf(run: Int32Array, among: readonly number[]): number {
  let last = 0
  for (const i of among) last = Math.max(last, run[i] ?? 0)
  return last
}

/** For each run, when each option ends, in working days from the start; in the order of `planned`. */
export function simulate(planned: readonly Candidate[], settings: SimulationSettings): readonly Int32Array[] {
  const indexOf = new Map(planned.map((c, i) => [c.option.id, i]))
  const groups = planned.map((c) =>
    c.heldThrough === undefined
      ? c.option.requires.map((g) => g.flatMap((id) => indexOf.get(id) ?? [])).filter((g) => g.length > 0)
      : [],
  )
  const order = inOrder(groups)
  const next = numbersFrom(settings.seed)
  const runs: Int32Array[] = []
  for (let run = 0; run < settings.runs; run += 1) {
    const common = next()
    const draw = (range: MoneyRange): number => {
      const own = next()
      const isShared = next() % 100 < settings.sharedPercent
      return range.low + scaled(isShared ? common : own, range.high - range.low + 1)
    }
    const lengths = planned.map((c) => (c.heldThrough === undefined ? draw(c.days) + draw(c.queue) : 0))
    const ends = new Int32Array(planned.length)
    for (const i of order) {
      const begin = (groups[i] as number[][]).reduce(
        (latest, g) =>
          Math.max(
            latest,
            g.reduce((first, j) => Math.min(first, ends[j] as number), Infinity),
          ),
        0,
      )
      ends[i] = begin + (lengths[i] as number)
    }
    runs.push(ends)
  }
  return runs
}

/** Each after everything it may wait for; what waits for itself in a circle comes last, in the order given. */
function inOrder(groups: readonly (readonly (readonly number[])[])[]): readonly number[] {
  const done = new Set<number>()
  for (let before = -1; before !== done.size; ) {
    before = done.size
    groups.forEach((g, i) => {
      if (!done.has(i) && g.every((alternatives) => alternatives.every((j) => done.has(j)))) done.add(i)
    })
  }
  return [...done, ...[...groups.keys()].filter((i) => !done.has(i))]
}

/** A whole number from 0 to `count` − 1, all alike up to one part in two to the 32nd for each of the counts. */
function scaled(word: number, count: number): number {
  return Math.floor((word * count) / 4_294_967_296)
}

/** Words of 32 bits from a seed: a counter, stirred (the finaliser of MurmurHash3, public domain). */
export function numbersFrom(seed: number): () => number {
  let counter = Math.imul(seed, 0x9e3779b1)
  return () => {
    counter = (counter + 0x9e3779b9) | 0
    let z = counter
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
}
