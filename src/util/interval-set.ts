/**
 * Sets of whole days as sorted, disjoint, non-touching half-open intervals `[from, to)` of day numbers.
 * The sets form a Boolean algebra: union, intersection and complement, with `NEVER` and `ALWAYS` as bottom and top.
 * Every operation walks its operands once.
 */
export interface DayInterval {
  readonly from: number
  /** First day that is no longer inside. */
  readonly to: number
}

export type IntervalSet = readonly DayInterval[]

/** Day numbers of 0001-01-01 and 9999-12-31 + 1: outside them we know no law and no certificate. */
export const FIRST_DAY = -719162
export const END_OF_DAYS = 2932897

export const NEVER: IntervalSet = []
export const ALWAYS: IntervalSet = [{ from: FIRST_DAY, to: END_OF_DAYS }]

/** The days from `from` up to, and without, `to`; either end may be open. */
export function interval(from: number | undefined, to: number | undefined): IntervalSet {
  const start = Math.max(from ?? FIRST_DAY, FIRST_DAY)
  const end = Math.min(to ?? END_OF_DAYS, END_OF_DAYS)
  return start < end ? [{ from: start, to: end }] : NEVER
}

export function unite(a: IntervalSet, b: IntervalSet): IntervalSet {
  if (a.length === 0 || b === ALWAYS) return b
  if (b.length === 0 || a === ALWAYS) return a
  const sorted = [...a, ...b].sort((x, y) => x.from - y.from)
  const out: DayInterval[] = []
  for (const next of sorted) {
    const last = out[out.length - 1]
    if (last !== undefined && next.from <= last.to) {
      if (next.to > last.to) out[out.length - 1] = { from: last.from, to: next.to }
    } else {
      out.push(next)
    }
  }
  return out
}

export function intersect(a: IntervalSet, b: IntervalSet): IntervalSet {
  if (a === ALWAYS) return b
  if (b === ALWAYS) return a
  const out: DayInterval[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const x = a[i] as DayInterval
    const y = b[j] as DayInterval
    const from = Math.max(x.from, y.from)
    const to = Math.min(x.to, y.to)
    if (from < to) out.push({ from, to })
    if (x.to < y.to) i += 1
    else j += 1
  }
  return out
}

export function complement(a: IntervalSet): IntervalSet {
  const out: DayInterval[] = []
  let from = FIRST_DAY
  for (const x of a) {
    if (from < x.from) out.push({ from, to: x.from })
    from = x.to
  }
  if (from < END_OF_DAYS) out.push({ from, to: END_OF_DAYS })
  return out
}

export function sameDays(a: IntervalSet, b: IntervalSet): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i += 1) {
    const x = a[i] as DayInterval
    const y = b[i] as DayInterval
    if (x.from !== y.from || x.to !== y.to) return false
  }
  return true
}

export function containsDay(a: IntervalSet, day: number): boolean {
  return a.some((x) => x.from <= day && day < x.to)
}

/** Every day of `a` is in `b`. */
export function isWithin(a: IntervalSet, b: IntervalSet): boolean {
  return sameDays(intersect(a, b), a)
}
