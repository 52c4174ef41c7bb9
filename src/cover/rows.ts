/** The cover problem as rows over yes-or-no columns: every condition reads "the amounts of the chosen add up to `atLeast` at least". */
import { TIME, type CoverProblem } from './problem.ts'

export interface Row {
  readonly columns: Int32Array
  /** Never 0; negative where choosing works against the row. By size, greatest first. */
  readonly amounts: Float64Array
  readonly atLeast: number
}

/** What a row stands for in the problem, for proofs that are told in the problem's words. */
export type RowOrigin =
  | { readonly kind: 'cell'; readonly cell: number; readonly divisor: number }
  | { readonly kind: 'requires'; readonly option: number; readonly group: number }
  | { readonly kind: 'exclusions'; readonly options: readonly number[] }
  | { readonly kind: 'limit'; readonly limit: number; readonly divisor: number }
  | { readonly kind: 'fixed'; readonly option: number }

export interface OriginalRow extends Row {
  readonly origin: RowOrigin
}

export function row(entries: readonly (readonly [column: number, amount: number])[], atLeast: number): Row {
  const sorted = entries
    .filter(([, amount]) => amount !== 0)
    .sort(([i, a], [j, b]) => Math.abs(b) - Math.abs(a) || i - j)
  return {
    columns: Int32Array.from(sorted, ([column]) => column),
    amounts: Float64Array.from(sorted, ([, amount]) => amount),
    atLeast,
  }
}

/** "The weights of the chosen add up to `atMost` at most", divided by what divides all weights. */
export function atMostRow(weights: ArrayLike<number>, atMost: number): { readonly row: Row; readonly divisor: number } {
  let divisor = 0
  for (let j = 0; j < weights.length; j += 1) divisor = greatestDivisor(divisor, weights[j] as number)
  if (divisor === 0) divisor = 1
  const entries: [number, number][] = []
  for (let j = 0; j < weights.length; j += 1) entries.push([j, -(weights[j] as number) / divisor])
  return { row: row(entries, -Math.floor(atMost / divisor)), divisor }
}

export function greatestDivisor(a: number, b: number): number {
  let x = Math.abs(a)
  let y = Math.abs(b)
  while (y !== 0) [x, y] = [y, x % y]
  return x
}

/** All conditions but those on time. Amounts above a cell's need count as the need. */
export function rowsOf(problem: CoverProblem): OriginalRow[] {
  return [
    ...cellRows(problem),
    ...prerequisiteRows(problem),
    ...exclusionRows(problem),
    ...problem.limits.flatMap((limit, l): OriginalRow[] => {
      if (limit.criterion === TIME) return []
      const { row, divisor } = atMostRow(weightsOf(problem, limit.criterion), limit.atMost)
      return [{ ...row, origin: { kind: 'limit', limit: l, divisor } }]
    }),
    ...problem.options.flatMap((option, j): OriginalRow[] =>
      option.isFixed ? [{ ...row([[j, 1]], 1), origin: { kind: 'fixed', option: j } }] : [],
    ),
  ]
}

export function weightsOf(problem: CoverProblem, criterion: string): Float64Array {
  return Float64Array.from(problem.options, (option) => option.weights[criterion] ?? 0)
}

function cellRows(problem: CoverProblem): OriginalRow[] {
  const given = problem.cells.map(() => new Map<number, number>())
  problem.options.forEach((option, j) => {
    for (const { cell, amount } of option.covers) given[cell]?.set(j, (given[cell].get(j) ?? 0) + amount)
  })
  return problem.cells.map((cell, c) => {
    const of = [...(given[c] as Map<number, number>)].map(([j, amount]): [number, number] => [
      j,
      Math.min(amount, cell.need),
    ])
    const divisor = of.reduce((d, [, amount]) => greatestDivisor(d, amount), 0) || 1
    const divided = of.map(([j, amount]): [number, number] => [j, amount / divisor])
    return { ...row(divided, Math.ceil(cell.need / divisor)), origin: { kind: 'cell', cell: c, divisor } }
  })
}

function prerequisiteRows(problem: CoverProblem): OriginalRow[] {
  return problem.options.flatMap((option, j) =>
    option.requires.map((group, g): OriginalRow => {
      const members = [...new Set(group)].filter((i) => i !== j)
      const entries = members.map((i): [number, number] => [i, 1])
      return { ...row([...entries, [j, -1]], 0), origin: { kind: 'requires', option: j, group: g } }
    }),
  )
}

/**
 * "At most one of these": exclusions gathered into cliques, each pair in at least one, greedily and in index order.
 * One row of a clique is stronger than its pairs.
 */
function exclusionRows(problem: CoverProblem): OriginalRow[] {
  return exclusionCliques(problem).map((options) => ({
    ...row(
      options.map((j): [number, number] => [j, -1]),
      options.length === 1 ? 0 : -1,
    ),
    origin: { kind: 'exclusions', options },
  }))
}

export function exclusionCliques(problem: CoverProblem): number[][] {
  const neighbours = exclusionsOf(problem)
  const cliques: number[][] = []
  const isDone = new Set<number>()
  const key = (i: number, j: number) => Math.min(i, j) * neighbours.length + Math.max(i, j)
  neighbours.forEach((of, i) => {
    if (of.has(i)) cliques.push([i])
    for (const j of [...of].sort((a, b) => a - b)) {
      if (j <= i || isDone.has(key(i, j))) continue
      const clique = [i, j]
      for (const k of of) if (k !== i && k !== j && clique.every((member) => neighbours[member]?.has(k))) clique.push(k)
      for (const a of clique) for (const b of clique) if (a < b) isDone.add(key(a, b))
      cliques.push(clique.sort((a, b) => a - b))
    }
  })
  return cliques
}

/** In both directions. An option that excludes itself can never be chosen. */
export function exclusionsOf(problem: CoverProblem): Set<number>[] {
  const neighbours = problem.options.map(() => new Set<number>())
  problem.options.forEach((option, i) => {
    for (const j of option.excludes) {
      neighbours[i]?.add(j)
      neighbours[j]?.add(i)
    }
  })
  return neighbours
}
