/** Stage: the chosen options on the calendar, the critical path, and how the plan stands against every deadline. */
import {
  addWorkingDays,
  type CalendarDate,
  daysBetween,
  fromDayNumber,
  toDayNumber,
  weekday,
} from '#util/calendar-date.ts'
import { type Candidate, endTimes } from './mix.ts'
import type { DeadlineRow, Schedule, ScheduledOption } from './plan-types.ts'

export interface Deadline {
  readonly id: string
  readonly label: string
  readonly kind: DeadlineRow['kind']
  readonly on: CalendarDate
  /** Acts and others whose requirements have to be met by then; empty: everything. */
  readonly concerns: readonly string[]
  /** Options that have to be finished by then, prerequisites included; undefined: all. */
  readonly needs: ReadonlySet<string> | undefined
  /** Cells of the problem that have to be covered by then; undefined: all. */
  readonly cells: ReadonlySet<number> | undefined
}

export function scheduleOf(
  planned: readonly Candidate[],
  start: CalendarDate,
  deadlines: readonly Deadline[],
): Schedule {
  const counted = endTimes(planned, (c) => c.days.counted + c.queue.counted)
  const earliest = endTimes(planned, (c) => c.days.low + c.queue.low)
  const latest = endTimes(planned, (c) => c.days.high + c.queue.high)
  const total = Math.max(0, ...counted.values())
  const mustEnd = latestEnds(planned, counted, total)
  const binding = [...deadlines].sort((a, b) => (a.on < b.on ? -1 : 1))[0]
  const room = binding === undefined ? undefined : workingDaysBetween(start, binding.on)
  const rows = planned
    .map((c): ScheduledOption => {
      const id = c.option.id
      const end = counted.get(id) ?? 0
      const length = c.heldThrough === undefined ? c.days.counted + c.queue.counted : 0
      const begin = end - length
      const slack = (mustEnd.get(id) ?? total) - end
      const lastBegin = room === undefined ? undefined : begin + slack + (room - total)
      return {
        id,
        name: c.option.name,
        starts: addWorkingDays(start, begin),
        queueUntil: addWorkingDays(start, begin + (c.heldThrough === undefined ? c.queue.counted : 0)),
        ends: addWorkingDays(start, end),
        endsEarliest: addWorkingDays(start, earliest.get(id) ?? 0),
        endsLatest: addWorkingDays(start, latest.get(id) ?? 0),
        isCritical: slack === 0 && length > 0,
        slack,
        ...(lastBegin === undefined || lastBegin < 0 ? {} : { latestStart: addWorkingDays(start, lastBegin) }),
      }
    })
    .sort((a, b) =>
      a.starts === b.starts
        ? a.ends === b.ends
          ? a.id < b.id
            ? -1
            : 1
          : a.ends < b.ends
            ? -1
            : 1
        : a.starts < b.starts
          ? -1
          : 1,
    )
  const ends = addWorkingDays(start, total)
  const endsLatest = addWorkingDays(start, Math.max(0, ...latest.values()))
  return {
    start,
    ends,
    endsEarliest: addWorkingDays(start, Math.max(0, ...earliest.values())),
    endsLatest,
    rows,
    criticalPath: chainTo(planned, counted, total, undefined).map((c) => c.option.id),
    deadlines: deadlines.map(({ needs, cells: _, ...d }): DeadlineRow => {
      const ready = addWorkingDays(start, lastOf(counted, needs))
      const atLongest = addWorkingDays(start, lastOf(latest, needs))
      return {
        ...d,
        ready,
        slack: workingDaysBetween(ready, d.on),
        isMet: ready <= d.on,
        isMetAtLongest: atLongest <= d.on,
        chain: chainTo(planned, counted, lastOf(counted, needs), needs).map((c) => ({
          id: c.option.id,
          name: c.option.name,
          days: lengthOf(c),
          queueDays: c.queue.counted,
        })),
      }
    }),
  }
}

function lastOf(ends: ReadonlyMap<string, number>, ids: ReadonlySet<string> | undefined): number {
  let last = 0
  for (const [id, end] of ends) if (ids === undefined || ids.has(id)) last = Math.max(last, end)
  return last
}

/** Options and everything of the plan that has to be finished before them. */
export function withPrerequisites(ids: Iterable<string>, planned: readonly Candidate[]): ReadonlySet<string> {
  const byId = new Map(planned.map((c) => [c.option.id, c]))
  const found = new Set<string>()
  const stack = [...ids]
  while (stack.length > 0) {
    const id = stack.pop() as string
    const c = byId.get(id)
    if (c === undefined || found.has(id)) continue
    found.add(id)
    if (c.heldThrough === undefined) stack.push(...c.option.requires.flat().filter((x) => byId.has(x)))
  }
  return found
}

/** The last moment each option may end without moving the end of the plan. An option that is one of several alternatives is bound only where it is the first to end. */
function latestEnds(
  planned: readonly Candidate[],
  ends: ReadonlyMap<string, number>,
  total: number,
): ReadonlyMap<string, number> {
  const late = new Map(planned.map((c) => [c.option.id, total]))
  const order = [...planned].sort(
    (a, b) => (ends.get(b.option.id) ?? 0) - (ends.get(a.option.id) ?? 0) || lengthOf(b) - lengthOf(a),
  )
  for (let round = 0; round < order.length; round += 1) {
    let changed = false
    for (const c of order) {
      const mustBegin = (late.get(c.option.id) ?? total) - lengthOf(c)
      for (const id of firstToEnd(c, ends)) {
        if ((late.get(id) ?? total) <= mustBegin) continue
        late.set(id, mustBegin)
        changed = true
      }
    }
    if (!changed) break
  }
  return late
}

function lengthOf(c: Candidate): number {
  return c.heldThrough === undefined ? c.days.counted + c.queue.counted : 0
}

/** Of each prerequisite group, the member that ends first. */
function firstToEnd(c: Candidate, ends: ReadonlyMap<string, number>): readonly string[] {
  if (c.heldThrough !== undefined) return []
  return c.option.requires.flatMap((group) => {
    const present = group
      .filter((id) => ends.has(id))
      .sort((a, b) => (ends.get(a) ?? 0) - (ends.get(b) ?? 0) || (a < b ? -1 : 1))
    return present[0] === undefined ? [] : [present[0]]
  })
}

/** The options, each after the one before, of which the last ends at `last`; only those among `among`, if given, may be the last. */
function chainTo(
  planned: readonly Candidate[],
  ends: ReadonlyMap<string, number>,
  last: number,
  among: ReadonlySet<string> | undefined,
): readonly Candidate[] {
  const byId = new Map(planned.map((c) => [c.option.id, c]))
  let at = planned.find(
    (c) => ends.get(c.option.id) === last && lengthOf(c) > 0 && (among === undefined || among.has(c.option.id)),
  )
  const path: Candidate[] = []
  while (at !== undefined) {
    path.unshift(at)
    const begin = (ends.get(at.option.id) ?? 0) - lengthOf(at)
    const before: string | undefined =
      begin === 0 ? undefined : firstToEnd(at, ends).find((id) => ends.get(id) === begin)
    at = before === undefined ? undefined : byId.get(before)
  }
  return path
}

/** When all of `needs` (undefined: everything planned) is ready, on the days counted. */
export function readyOn(
  planned: readonly Candidate[],
  start: CalendarDate,
  needs: ReadonlySet<string> | undefined,
): CalendarDate {
  return addWorkingDays(
    start,
    lastOf(
      endTimes(planned, (c) => c.days.counted + c.queue.counted),
      needs,
    ),
  )
}

/** Mondays to Fridays after `a` up to and with `b`; negative when `b` is earlier. */
export function workingDaysBetween(a: CalendarDate, b: CalendarDate): number {
  if (b < a) return -workingDaysBetween(b, a)
  const days = daysBetween(a, b)
  let count = Math.floor(days / 7) * 5
  const from = toDayNumber(a) + Math.floor(days / 7) * 7
  for (let i = 1; i <= days % 7; i += 1) if (weekday(fromDayNumber(from + i)) < 5) count += 1
  return count
}
