/**
 * When each option ends, if every option may start as soon as its prerequisites allow.
 *
 * An option starts when, of each of its groups, the earliest-ending member has ended. So with more options to choose from,
 * nothing ends later; that is what makes the ends over "all that is not refused" a bound for every selection among them.
 */
import type { Option } from './problem.ts'

/** Groups as arrays, with options ordered so that one pass settles everything outside circles. */
export interface PrerequisiteNet {
  readonly days: Float64Array
  /** Per option its groups; an option never counts as its own prerequisite. */
  readonly groups: readonly (readonly Int32Array[])[]
  /** Options that have groups, members before those that wait for them wherever there is no circle. */
  readonly order: Int32Array
  readonly hasCircle: boolean
}

export function prerequisiteNet(options: readonly Pick<Option, 'requires' | 'days'>[]): PrerequisiteNet {
  const groups = options.map((option, j) =>
    option.requires.map((group) => Int32Array.from(group.filter((i) => i !== j))),
  )
  const { order, hasCircle } = memberFirst(groups)
  return { days: Float64Array.from(options, (option) => option.days), groups, order, hasCircle }
}

/** Depth first, without recursion. */
function memberFirst(groups: readonly (readonly Int32Array[])[]): { order: Int32Array; hasCircle: boolean } {
  const members = groups.map((of) => [...new Set(of.flatMap((group) => [...group]))])
  const state = new Uint8Array(groups.length)
  const order: number[] = []
  let hasCircle = false
  for (let root = 0; root < groups.length; root += 1) {
    if (state[root] !== 0) continue
    const path: { option: number; next: number }[] = [{ option: root, next: 0 }]
    state[root] = 1
    while (path.length > 0) {
      const top = path[path.length - 1] as { option: number; next: number }
      const member = members[top.option]?.[top.next]
      top.next += 1
      if (member === undefined) {
        path.pop()
        state[top.option] = 2
        if ((groups[top.option]?.length ?? 0) > 0) order.push(top.option)
      } else if (state[member] === 0) {
        state[member] = 1
        path.push({ option: member, next: 0 })
      } else if (state[member] === 1) hasCircle = true
    }
  }
  return { order: Int32Array.from(order), hasCircle }
}

/**
 * The earliest end of every option when only those with `isIn` take part; Infinity where it can never start (a group without
 * a member, or prerequisites in a circle).
 *
 * Ends start at Infinity and come down; a pass that changes nothing ends it. Cost: passes times groups; without circles one pass
 * and one more that finds nothing.
 */
export function earliestEnds(net: PrerequisiteNet, isIn: (option: number) => boolean): Float64Array {
  const { days, groups, order, hasCircle } = net
  const ends = new Float64Array(days.length).fill(Number.POSITIVE_INFINITY)
  for (let j = 0; j < days.length; j += 1) {
    if (isIn(j) && (groups[j] as readonly Int32Array[]).length === 0) ends[j] = days[j] as number
  }
  for (let isChanged = true; isChanged; ) {
    isChanged = false
    for (const j of order) {
      if (!isIn(j)) continue
      let start = 0
      for (const group of groups[j] as readonly Int32Array[]) {
        let first = Number.POSITIVE_INFINITY
        for (const i of group) first = Math.min(first, ends[i] as number)
        start = Math.max(start, first)
      }
      const end = start + (days[j] as number)
      if (end < (ends[j] as number)) {
        ends[j] = end
        isChanged = hasCircle
      }
    }
  }
  return ends
}

/** The latest end an option can have, whatever it waits for: the longest way to it, or all days together where ways run in circles. */
export function latestEnds(net: PrerequisiteNet): Float64Array {
  const { days, groups, order, hasCircle } = net
  const all = days.reduce((sum, day) => sum + day, 0)
  if (hasCircle)
    return days.map((_, j) => ((groups[j] as readonly Int32Array[]).length === 0 ? (days[j] as number) : all))
  const ends = days.slice()
  for (const j of order) {
    let start = 0
    for (const group of groups[j] as readonly Int32Array[])
      for (const i of group) start = Math.max(start, ends[i] as number)
    ends[j] = start + (days[j] as number)
  }
  return ends
}

/** The day on which the last of the chosen ends; 0 for none. */
export function lastEnd(ends: Float64Array, isChosen: (option: number) => boolean): number {
  let last = 0
  for (let j = 0; j < ends.length; j += 1) if (isChosen(j)) last = Math.max(last, ends[j] as number)
  return last
}

/**
 * Why `late` ends after `day` among the options with `isIn`: a set of options outside, at least one of which every selection
 * needs in which `late` ends by `day`. Made small by letting in, one after the other, every option that does not help.
 */
export function whatWouldHelp(
  net: PrerequisiteNet,
  late: number,
  day: number,
  isIn: (option: number) => boolean,
  mayJoin: (option: number) => boolean,
): number[] {
  const joined = new Set<number>()
  const outside: number[] = []
  for (const i of ancestorsOf(net, late)) {
    if (isIn(i) || !mayJoin(i)) continue
    joined.add(i)
    const ends = earliestEnds(net, (option) => isIn(option) || joined.has(option))
    if ((ends[late] as number) > day) continue
    joined.delete(i)
    outside.push(i)
  }
  return outside.sort((a, b) => a - b)
}

/** Everything `option` may wait for, directly or not; nearest first. */
export function ancestorsOf(net: PrerequisiteNet, option: number): number[] {
  const seen = new Set([option])
  const found: number[] = []
  const queue = [option]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const group of net.groups[at] as readonly Int32Array[]) {
      for (const i of group) {
        if (seen.has(i)) continue
        seen.add(i)
        found.push(i)
        queue.push(i)
      }
    }
  }
  return found
}
