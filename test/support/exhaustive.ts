/**
 * The plainest way to answer a cover problem: look at every set of options. For problems of a dozen options at most.
 * Knows the words of the problem and nothing of the engine; sets are bit masks, bit j for option j.
 */
import { type CoverProblem, type Objectives, type Option, TIME } from '#cover/problem.ts'

export interface Everything {
  /** All selections that keep every condition. */
  readonly selections: readonly number[]
  readonly valueOf: (mask: number, criterion: string) => number
  readonly valuesOf: (mask: number, criteria: readonly string[]) => number[]
  /** Objectives, then fewer, then by ids: the order that makes an answer unique. */
  readonly compare: (objectives: Objectives) => (a: number, b: number) => number
  readonly best: (objectives: Objectives) => number | undefined
}

export function everything(problem: CoverProblem): Everything {
  const { options } = problem
  const isKept = keeper(problem)
  const selections: number[] = []
  for (let mask = 0; mask < 2 ** options.length; mask += 1) if (isKept(mask)) selections.push(mask)
  const valueOf = (mask: number, criterion: string) =>
    criterion === TIME
      ? Math.max(0, ...membersOf(mask).map((j) => endsOf(options, mask)[j] as number))
      : membersOf(mask).reduce((sum, j) => sum + (options[j]?.weights[criterion] ?? 0), 0)
  const valuesOf = (mask: number, criteria: readonly string[]) => criteria.map((criterion) => valueOf(mask, criterion))
  const idsOf = (mask: number) =>
    membersOf(mask)
      .map((j) => options[j]?.id as string)
      .sort()
  const compare = (objectives: Objectives) => (a: number, b: number) =>
    difference(valuesOf(a, objectives), valuesOf(b, objectives)) ||
    idsOf(a).length - idsOf(b).length ||
    (idsOf(a).join() < idsOf(b).join() ? -1 : 1)
  return {
    selections,
    valueOf,
    valuesOf,
    compare,
    best: (objectives) => {
      const before = compare(objectives)
      return selections.reduce<number | undefined>(
        (best, mask) => (best === undefined || before(mask, best) < 0 ? mask : best),
        undefined,
      )
    },
  }
}

/** Whether any selection keeps the conditions, without listing them all. */
export function isPossible(problem: CoverProblem): boolean {
  const isKept = keeper(problem)
  for (let mask = 2 ** problem.options.length - 1; mask >= 0; mask -= 1) if (isKept(mask)) return true
  return false
}

export function membersOf(mask: number): number[] {
  const members: number[] = []
  for (let j = 0; mask >> j > 0; j += 1) if ((mask >> j) & 1) members.push(j)
  return members
}

export function maskOf(members: Iterable<number>): number {
  let mask = 0
  for (const j of members) mask |= 1 << j
  return mask
}

/** By the first number that differs. */
export function difference(a: readonly number[], b: readonly number[]): number {
  for (const [k, value] of a.entries()) if (value !== b[k]) return value - (b[k] as number)
  return 0
}

function keeper({ cells, options, limits }: CoverProblem): (mask: number) => boolean {
  const fixed = maskOf(options.flatMap((option, j) => (option.isFixed ? j : [])))
  const excludes = options.map((option) => maskOf(option.excludes))
  return (mask) => {
    if ((mask & fixed) !== fixed) return false
    const members = membersOf(mask)
    if (members.some((j) => ((excludes[j] as number) & mask) !== 0)) return false
    const reached = cells.map(() => 0)
    for (const j of members)
      for (const { cell, amount } of options[j]?.covers ?? []) reached[cell] = (reached[cell] as number) + amount
    if (cells.some(({ need }, c) => (reached[c] as number) < need)) return false
    const ends = endsOf(options, mask)
    if (members.some((j) => ends[j] === Infinity)) return false
    return limits.every(({ criterion, atMost }) =>
      criterion === TIME
        ? members.every((j) => (ends[j] as number) <= atMost)
        : members.reduce((sum, j) => sum + (options[j]?.weights[criterion] ?? 0), 0) <= atMost,
    )
  }
}

/** Ends of the members; Infinity for what waits in a circle, or for nobody. */
function endsOf(options: readonly Option[], mask: number): number[] {
  const ends = options.map(() => Infinity)
  for (let isChanged = true; isChanged; ) {
    isChanged = false
    for (const j of membersOf(mask)) {
      const { requires, days } = options[j] as Option
      const starts = requires.map((group) =>
        Math.min(Infinity, ...group.filter((i) => i !== j && (mask >> i) & 1).map((i) => ends[i] as number)),
      )
      const end = Math.max(0, ...starts) + days
      if (end >= (ends[j] as number)) continue
      ends[j] = end
      isChanged = true
    }
  }
  return ends
}
