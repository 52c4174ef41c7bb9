/** The conditions of a problem that a user could relax, one by one, and whether a part of them can be kept together. */
import { prerequisiteNet } from './prerequisites.ts'
import { type CoverProblem, TIME } from './problem.ts'
import { exclusionsOf, type OriginalRow, type Row, rowsOf, weightsOf } from './rows.ts'
import { Search } from './search.ts'
import type { Work } from './work.ts'

export type Condition =
  | { readonly kind: 'cell'; readonly cell: number }
  | { readonly kind: 'limit'; readonly limit: number }
  | { readonly kind: 'fixed'; readonly option: number }
  | { readonly kind: 'exclusion'; readonly options: readonly [number, number] }

/** In the order in which they are tried away: what is left over at the end tends to be what users can move. */
export function conditionsOf(problem: CoverProblem): Condition[] {
  const exclusions = exclusionsOf(problem).flatMap((of, i) =>
    [...of].filter((j) => j >= i).map((j): Condition => ({ kind: 'exclusion', options: [i, j] })),
  )
  return [
    ...exclusions,
    ...problem.cells.map((_, cell): Condition => ({ kind: 'cell', cell })),
    ...problem.options.flatMap((option, j): Condition[] => (option.isFixed ? [{ kind: 'fixed', option: j }] : [])),
    ...problem.limits.map((_, limit): Condition => ({ kind: 'limit', limit })),
  ]
}

/** The problem with only these conditions; prerequisites stay, as they are the nature of the options. */
export function withOnly(problem: CoverProblem, conditions: readonly Condition[]): CoverProblem {
  const cells = new Set<number>()
  const limits = new Set<number>()
  const fixed = new Set<number>()
  const excludes = problem.options.map((): number[] => [])
  for (const condition of conditions) {
    if (condition.kind === 'cell') cells.add(condition.cell)
    else if (condition.kind === 'limit') limits.add(condition.limit)
    else if (condition.kind === 'fixed') fixed.add(condition.option)
    else excludes[condition.options[0]]?.push(condition.options[1])
  }
  return {
    cells: problem.cells.map((cell, c) => (cells.has(c) ? cell : { ...cell, need: 0 })),
    options: problem.options.map((option, j) => ({
      ...option,
      isFixed: fixed.has(j),
      excludes: excludes[j] as number[],
    })),
    limits: problem.limits.filter((_, l) => limits.has(l)),
  }
}

export interface Verdict {
  readonly answer: 'yes' | 'no' | 'open'
  /** After a `no`: the conditions whose multipliers are not 0. Where they alone prove it, all others can go at once. */
  readonly suspects: readonly Condition[]
}

/** Asks of many parts of one problem: can these conditions be kept together? */
export function judge(problem: CoverProblem, work: Work): (conditions: readonly Condition[]) => Promise<Verdict> {
  const { columns, prerequisites, rowOf } = partsOf(problem)
  const net = prerequisiteNet(problem.options)
  return async (conditions) => {
    const rows: Row[] = [...prerequisites]
    const origins: (readonly Condition[])[] = prerequisites.map(() => [])
    for (const condition of conditions) {
      const row = rowOf(condition)
      if (row === undefined) continue
      rows.push(row)
      origins.push([condition])
    }
    for (const { row, pairs } of exclusionRows(problem, conditions)) {
      rows.push(row)
      origins.push(pairs)
    }
    const limits = conditions.flatMap((condition) =>
      condition.kind === 'limit' ? (problem.limits[condition.limit] ?? []) : [],
    )
    const latest = Math.min(
      Number.POSITIVE_INFINITY,
      ...limits.flatMap(({ criterion, atMost }) => (criterion === TIME ? atMost : [])),
    )
    // Steered by what is limited: then a bound above the limit is a refusal.
    const steer = limits.find(({ criterion }) => criterion !== TIME)
    const weights = steer === undefined ? new Float64Array(columns).fill(1) : weightsOf(problem, steer.criterion)
    const isTimed = net.hasCircle || latest < Number.POSITIVE_INFINITY
    const search = new Search(
      { columns, weights, rows, net: isTimed ? net : undefined, latest },
      { below: (steer === undefined ? columns : steer.atMost) + 1, isFirstEnough: true },
    )
    const isDone = await work.run(search, () => undefined)
    if (search.best !== undefined) return { answer: 'yes', suspects: [] }
    const paid = origins.filter((_, r) => (search.rootMultipliers[r] ?? 0) > 0).flat()
    const limiting = conditions.filter((condition) => condition.kind === 'limit' || condition.kind === 'fixed')
    return { answer: isDone ? 'no' : 'open', suspects: [...new Set([...paid, ...limiting])] }
  }
}

function partsOf(problem: CoverProblem): {
  columns: number
  prerequisites: readonly OriginalRow[]
  rowOf: (condition: Condition) => OriginalRow | undefined
} {
  const free = problem.options.map((option) => ({ ...option, excludes: [] }))
  const rows = rowsOf({ ...problem, options: free })
  const cells = new Map<number, OriginalRow>()
  const limits = new Map<number, OriginalRow>()
  const fixed = new Map<number, OriginalRow>()
  for (const row of rows) {
    if (row.origin.kind === 'cell') cells.set(row.origin.cell, row)
    if (row.origin.kind === 'limit') limits.set(row.origin.limit, row)
    if (row.origin.kind === 'fixed') fixed.set(row.origin.option, row)
  }
  return {
    columns: problem.options.length,
    prerequisites: rows.filter((row) => row.origin.kind === 'requires'),
    rowOf(condition) {
      if (condition.kind === 'cell') return cells.get(condition.cell)
      if (condition.kind === 'limit') return limits.get(condition.limit)
      return condition.kind === 'fixed' ? fixed.get(condition.option) : undefined
    },
  }
}

/** The exclusions among the conditions as cliques, each with the pairs it stands for. */
function exclusionRows(problem: CoverProblem, conditions: readonly Condition[]): { row: Row; pairs: Condition[] }[] {
  const pairs = conditions.filter((condition) => condition.kind === 'exclusion')
  if (pairs.length === 0) return []
  const { options } = withOnly(problem, pairs)
  const bare = options.map((option) => ({ ...option, isFixed: false, requires: [], covers: [] }))
  return rowsOf({ cells: [], options: bare, limits: [] }).map((row) => {
    const members = new Set(row.columns)
    return { row, pairs: pairs.filter(({ options: [i, j] }) => members.has(i) && members.has(j)) }
  })
}
