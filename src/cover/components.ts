/** Parts of a problem that have nothing to do with each other, so that each can be answered alone and the answers put together. */
import { type CoverProblem, type Objectives, type Option, TIME } from './problem.ts'

export interface Component {
  readonly problem: CoverProblem
  /** Original index per option, rising. */
  readonly optionOf: readonly number[]
}

/**
 * Options belong together when they add to the same cell, wait for or exclude each other. A limit on something additive, or time
 * among the objectives, ties everything together (a limit on time does not: each part keeps it alone).
 * Sums are least when each part is, and so is the list of ids, shorter first: the order is additive, too.
 */
export function components(problem: CoverProblem, objectives: Objectives): Component[] {
  const { cells, options, limits } = problem
  const isTied = objectives.includes(TIME) || limits.some((limit) => limit.criterion !== TIME)
  if (isTied || options.length === 0) return [{ problem, optionOf: [...options.keys()] }]
  const leader = [...options.keys()]
  const find = (j: number): number => {
    let at = j
    while (leader[at] !== at) at = leader[at] as number
    leader[j] = at
    return at
  }
  const join = (i: number, j: number) => {
    const [a, b] = [find(i), find(j)]
    leader[Math.max(a, b)] = Math.min(a, b)
  }
  const firstOf = cells.map(() => -1)
  options.forEach((option, j) => {
    for (const { cell } of option.covers) {
      if (firstOf[cell] === -1) firstOf[cell] = j
      else join(firstOf[cell] as number, j)
    }
    for (const group of option.requires) for (const i of group) join(i, j)
    for (const i of option.excludes) join(i, j)
  })
  const members = new Map<number, number[]>()
  for (const j of options.keys()) members.set(find(j), [...(members.get(find(j)) ?? []), j])
  return [...members.values()].map((optionOf) => ({ problem: restrict(problem, optionOf), optionOf }))
}

/** The problem with these options and the cells they add to. */
function restrict(problem: CoverProblem, optionOf: readonly number[]): CoverProblem {
  const newOption = new Map(optionOf.map((j, at) => [j, at]))
  const touched = new Set(optionOf.flatMap((j) => (problem.options[j] as Option).covers.map(({ cell }) => cell)))
  const cellOf = [...touched].sort((a, b) => a - b)
  const newCell = new Map(cellOf.map((c, at) => [c, at]))
  const rename = (of: readonly number[]) => of.flatMap((j) => newOption.get(j) ?? [])
  return {
    cells: cellOf.map((c) => problem.cells[c] as CoverProblem['cells'][number]),
    options: optionOf.map((j) => {
      const option = problem.options[j] as Option
      return {
        ...option,
        covers: option.covers.map(({ cell, amount }) => ({ cell: newCell.get(cell) as number, amount })),
        requires: option.requires.map(rename),
        excludes: rename(option.excludes),
      }
    }),
    limits: problem.limits,
  }
}
