/**
 * The same question asked of a smaller problem: options and cells that cannot matter are taken out, options that every selection
 * needs are put in, and a trail says why. The one best selection (objectives, then the order of ids) stays the same.
 *
 * Not allowed for questions about other selections than the best (for those, leave the problem whole).
 * Rules, applied until none applies: what is fixed or essential is chosen; what cannot be chosen, is needless or is dominated goes;
 * cells that are covered or implied by another go; limits that cannot bind go.
 */
import { byText } from '#util/order.ts'
import { dominates, impliesCell } from './dominance.ts'
import { earliestEnds, prerequisiteNet } from './prerequisites.ts'
import { type CoverProblem, type Objectives, type Option, TIME } from './problem.ts'
import { exclusionsOf } from './rows.ts'

export type ReductionStep =
  | { readonly kind: 'fixed'; readonly option: number }
  | { readonly kind: 'essential'; readonly option: number; readonly cell: number }
  /** The only member left of a group that a chosen option waits for. */
  | { readonly kind: 'only-prerequisite'; readonly option: number; readonly of: number }
  | { readonly kind: 'excluded'; readonly option: number; readonly by: number }
  | { readonly kind: 'no-prerequisite'; readonly option: number; readonly group: number }
  | { readonly kind: 'over-limit'; readonly option: number; readonly limit: number }
  | { readonly kind: 'needless'; readonly option: number }
  | { readonly kind: 'dominated'; readonly option: number; readonly by: number }
  | { readonly kind: 'covered'; readonly cell: number }
  | { readonly kind: 'implied'; readonly cell: number; readonly by: number }
  | { readonly kind: 'never-binding'; readonly limit: number }

export interface Reduction {
  readonly kind: 'reduced'
  readonly problem: CoverProblem
  /** Original index per option of the reduced problem; these stand in the order of their ids. */
  readonly optionOf: readonly number[]
  readonly cellOf: readonly number[]
  readonly limitOf: readonly number[]
  /** Original indexes of options chosen for certain and no longer in the reduced problem. */
  readonly chosen: readonly number[]
  readonly trail: readonly ReductionStep[]
}

export type Reduced = Reduction | { readonly kind: 'infeasible'; readonly trail: readonly ReductionStep[] }

/** What is left at some moment. Options are `undefined` once gone, chosen ones are kept apart. */
export interface Remainder {
  readonly problem: CoverProblem
  /** Additive criteria in the objectives, and all additive ones that are kept count of. */
  readonly objectives: readonly string[]
  readonly criteria: readonly string[]
  /** Whether it matters when options end: then chosen options stay in the problem, because others may wait for them. */
  readonly isTimed: boolean
  readonly isOpen: boolean[]
  readonly isChosen: boolean[]
  /** Per cell what is still needed; 0 when it is gone. */
  readonly need: number[]
  /** Per option the amounts it adds to cells that are left, none above the need. */
  readonly amounts: readonly Map<number, number>[]
  /** Per option the groups still to be fulfilled, without what is gone. */
  readonly groups: Set<number>[][]
  /** Per option: who has it as a member of which group. */
  readonly memberOf: readonly { readonly option: number; readonly group: Set<number> }[][]
  readonly excludes: readonly Set<number>[]
  /** Per limit what is left of it; Infinity when it is gone. */
  readonly left: number[]
  /** Open options per cell. */
  readonly coverers: readonly Set<number>[]
}

class Contradiction extends Error {}

export function reduce(problem: CoverProblem, objectives: Objectives): Reduced {
  const trail: ReductionStep[] = []
  const rest = remainder(problem, objectives)
  try {
    settle(rest, trail)
  } catch (error) {
    if (error instanceof Contradiction) return { kind: 'infeasible', trail }
    throw error
  }
  return rebuild(rest, trail)
}

function remainder(problem: CoverProblem, objectives: Objectives): Remainder {
  const { cells, options, limits } = problem
  const net = prerequisiteNet(options)
  const additive = (criteria: readonly string[]) => [...new Set(criteria)].filter((criterion) => criterion !== TIME)
  const criteria = [...objectives, ...limits.map((limit) => limit.criterion)]
  const amounts = options.map((option) => {
    const of = new Map<number, number>()
    for (const { cell, amount } of option.covers)
      of.set(cell, Math.min((of.get(cell) ?? 0) + amount, cells[cell]?.need ?? 0))
    return of
  })
  const coverers = cells.map(() => new Set<number>())
  amounts.forEach((of, j) => {
    for (const cell of of.keys()) coverers[cell]?.add(j)
  })
  const groups = options.map((option, j) => option.requires.map((group) => new Set(group.filter((i) => i !== j))))
  const memberOf = options.map((): { option: number; group: Set<number> }[] => [])
  groups.forEach((of, option) => {
    for (const group of of) for (const i of group) memberOf[i]?.push({ option, group })
  })
  return {
    problem,
    objectives: additive(objectives),
    criteria: additive(criteria),
    isTimed: criteria.includes(TIME) || net.hasCircle,
    isOpen: options.map(() => true),
    isChosen: options.map(() => false),
    need: cells.map((cell) => cell.need),
    amounts,
    groups,
    memberOf,
    excludes: exclusionsOf(problem),
    left: limits.map((limit) => limit.atMost),
    coverers,
  }
}

function settle(rest: Remainder, trail: ReductionStep[]): void {
  const { problem } = rest
  problem.options.forEach((option, j) => {
    if (option.isFixed && !rest.isChosen[j]) choose(rest, trail, j, { kind: 'fixed', option: j })
  })
  if (rest.left.some((left) => left < 0)) throw new Contradiction()
  for (let before = -1; before !== trail.length; ) {
    before = trail.length
    refuseImpossible(rest, trail)
    refuseLate(rest, trail)
    chooseEssential(rest, trail)
    dropLimits(rest, trail)
    if (before === trail.length) dropCells(rest, trail)
    if (before === trail.length) refuseNeedless(rest, trail)
    if (before === trail.length) refuseDominated(rest, trail)
  }
}

function choose(rest: Remainder, trail: ReductionStep[], j: number, step: ReductionStep): void {
  const { problem, need, left } = rest
  if (rest.isChosen[j]) return
  if (!rest.isOpen[j] || rest.excludes[j]?.has(j)) throw new Contradiction()
  trail.push(step)
  rest.isOpen[j] = false
  rest.isChosen[j] = true
  problem.limits.forEach(({ criterion }, l) => {
    if (criterion === TIME) return
    left[l] = (left[l] as number) - (problem.options[j]?.weights[criterion] ?? 0)
    if (left[l] < 0) throw new Contradiction()
  })
  for (const [cell, amount] of rest.amounts[j] as Map<number, number>) {
    rest.coverers[cell]?.delete(j)
    lower(rest, trail, cell, (need[cell] as number) - amount)
  }
  rest.amounts[j]?.clear()
  if (!rest.isTimed) for (const { option, group } of rest.memberOf[j] ?? []) fulfil(rest, option, group)
  for (const i of rest.excludes[j] ?? []) {
    if (rest.isChosen[i]) throw new Contradiction()
    if (rest.isOpen[i]) refuse(rest, trail, i, { kind: 'excluded', option: i, by: j })
  }
}

function lower(rest: Remainder, trail: ReductionStep[], cell: number, need: number): void {
  rest.need[cell] = Math.max(0, need)
  if (need <= 0) {
    trail.push({ kind: 'covered', cell })
    dropCell(rest, cell)
    return
  }
  for (const j of rest.coverers[cell] ?? []) {
    const amounts = rest.amounts[j] as Map<number, number>
    amounts.set(cell, Math.min(amounts.get(cell) ?? 0, need))
  }
}

function dropCell(rest: Remainder, cell: number): void {
  rest.need[cell] = 0
  for (const j of rest.coverers[cell] ?? []) rest.amounts[j]?.delete(cell)
  rest.coverers[cell]?.clear()
}

function fulfil(rest: Remainder, option: number, group: Set<number>): void {
  rest.groups[option] = (rest.groups[option] as Set<number>[]).filter((other) => other !== group)
  group.clear()
}

function refuse(rest: Remainder, trail: ReductionStep[], j: number, step: ReductionStep): void {
  if (!rest.isOpen[j]) return
  trail.push(step)
  rest.isOpen[j] = false
  for (const cell of rest.amounts[j]?.keys() ?? []) rest.coverers[cell]?.delete(j)
  rest.amounts[j]?.clear()
  for (const { group } of rest.memberOf[j] ?? []) group.delete(j)
  for (const group of rest.groups[j] ?? []) group.clear()
  rest.groups[j] = []
}

const isLeft = (rest: Remainder, j: number) => rest.isOpen[j] === true || rest.isChosen[j] === true

function refuseImpossible(rest: Remainder, trail: ReductionStep[]): void {
  const { options, limits } = rest.problem
  options.forEach((option, j) => {
    if (!isLeft(rest, j)) return
    for (const group of [...(rest.groups[j] as Set<number>[])]) {
      if (group.size > 1 || !rest.groups[j]?.includes(group)) continue
      const [only] = group
      if (rest.isChosen[j]) {
        if (only === undefined) throw new Contradiction()
        choose(rest, trail, only, { kind: 'only-prerequisite', option: only, of: j })
      } else if (only === undefined) {
        refuse(rest, trail, j, { kind: 'no-prerequisite', option: j, group: 0 })
        return
      }
    }
    if (!rest.isOpen[j]) return
    if (rest.excludes[j]?.has(j)) refuse(rest, trail, j, { kind: 'excluded', option: j, by: j })
    limits.forEach(({ criterion }, limit) => {
      if (criterion === TIME || (option.weights[criterion] ?? 0) <= (rest.left[limit] as number)) return
      refuse(rest, trail, j, { kind: 'over-limit', option: j, limit })
    })
  })
}

function refuseLate(rest: Remainder, trail: ReductionStep[]): void {
  if (!rest.isTimed) return
  const { options, limits } = rest.problem
  const ends = earliestEnds(prerequisiteNet(options), (j) => isLeft(rest, j))
  let latest = Number.POSITIVE_INFINITY
  let limit = -1
  limits.forEach(({ criterion, atMost }, l) => {
    if (criterion === TIME && atMost < latest) [latest, limit] = [atMost, l]
  })
  options.forEach((_, j) => {
    const end = ends[j] as number
    if (!isLeft(rest, j) || (end <= latest && end < Number.POSITIVE_INFINITY)) return
    if (rest.isChosen[j]) throw new Contradiction()
    const isNever = end === Number.POSITIVE_INFINITY
    refuse(
      rest,
      trail,
      j,
      isNever ? { kind: 'no-prerequisite', option: j, group: 0 } : { kind: 'over-limit', option: j, limit },
    )
  })
}

function chooseEssential(rest: Remainder, trail: ReductionStep[]): void {
  rest.need.forEach((_, cell) => {
    let total = 0
    for (const j of rest.coverers[cell] ?? []) total += rest.amounts[j]?.get(cell) ?? 0
    if (total < (rest.need[cell] as number)) throw new Contradiction()
    for (const j of [...(rest.coverers[cell] ?? [])].sort((a, b) => a - b)) {
      const amount = rest.amounts[j]?.get(cell) ?? 0
      const need = rest.need[cell] as number
      if (need === 0 || total - amount >= need) continue
      total -= amount
      choose(rest, trail, j, { kind: 'essential', option: j, cell })
      // Choosing may refuse others or lower what they add: look again in the next round.
      return
    }
  })
}

function dropLimits(rest: Remainder, trail: ReductionStep[]): void {
  const { options, limits } = rest.problem
  limits.forEach(({ criterion }, limit) => {
    if (rest.left[limit] === Number.POSITIVE_INFINITY) return
    let total = 0
    options.forEach((option, j) => {
      if (criterion === TIME ? isLeft(rest, j) : rest.isOpen[j])
        total += criterion === TIME ? option.days : (option.weights[criterion] ?? 0)
    })
    if (total > (rest.left[limit] as number)) return
    rest.left[limit] = Number.POSITIVE_INFINITY
    trail.push({ kind: 'never-binding', limit })
  })
}

function dropCells(rest: Remainder, trail: ReductionStep[]): void {
  rest.need.forEach((_, by) => {
    if ((rest.need[by] as number) === 0) return
    // All that cover this cell cover what it implies: look among the cells of the one that covers least.
    let fewest: ReadonlyMap<number, number> | undefined
    for (const j of rest.coverers[by] ?? []) {
      const of = rest.amounts[j] as Map<number, number>
      if (fewest === undefined || of.size < fewest.size) fewest = of
    }
    for (const cell of [...(fewest?.keys() ?? [])].sort((a, b) => a - b)) {
      if (cell === by || !impliesCell(rest, by, cell)) continue
      trail.push({ kind: 'implied', cell, by })
      dropCell(rest, cell)
    }
  })
}

function refuseNeedless(rest: Remainder, trail: ReductionStep[]): void {
  for (let j = 0; j < rest.isOpen.length; j += 1) {
    if (!rest.isOpen[j] || (rest.amounts[j]?.size ?? 0) > 0) continue
    const isWaitedFor = rest.memberOf[j]?.some(({ option, group }) => isLeft(rest, option) && group.has(j))
    if (!isWaitedFor) refuse(rest, trail, j, { kind: 'needless', option: j })
  }
}

function refuseDominated(rest: Remainder, trail: ReductionStep[]): void {
  for (let j = 0; j < rest.isOpen.length; j += 1) {
    if (!rest.isOpen[j]) continue
    for (const i of rivals(rest, j)) {
      if (i === j || !rest.isOpen[i] || !dominates(rest, i, j, 'alone')) continue
      refuse(rest, trail, j, { kind: 'dominated', option: j, by: i })
      break
    }
  }
}

/** Whatever dominates an option is found beside it: in its rarest cell, or in a group it is a member of. */
function rivals(rest: Remainder, j: number): readonly number[] {
  let fewest: ReadonlySet<number> | undefined
  for (const cell of rest.amounts[j]?.keys() ?? []) {
    const of = rest.coverers[cell] as Set<number>
    if (fewest === undefined || of.size < fewest.size) fewest = of
  }
  for (const { option, group } of rest.memberOf[j] ?? []) {
    if (isLeft(rest, option) && group.has(j) && (fewest === undefined || group.size < fewest.size)) fewest = group
  }
  return [...(fewest ?? [])].sort((a, b) => a - b)
}

function rebuild(rest: Remainder, trail: readonly ReductionStep[]): Reduction {
  const { options, cells, limits } = rest.problem
  // A chosen option stays while it waits for one of several, or where others may wait for its end.
  const isKept = (j: number) =>
    rest.isOpen[j] || (rest.isChosen[j] && (rest.isTimed || (rest.groups[j] as Set<number>[]).length > 0))
  const optionOf = [...options.keys()]
    .filter(isKept)
    .sort((i, j) => byText(options[i]?.id as string, options[j]?.id as string) || i - j)
  const cellOf = [...cells.keys()].filter((c) => (rest.need[c] as number) > 0)
  const limitOf = [...limits.keys()].filter((l) => rest.left[l] !== Number.POSITIVE_INFINITY)
  const newOption = new Map(optionOf.map((j, at) => [j, at]))
  const newCell = new Map(cellOf.map((c, at) => [c, at]))
  const rename = (of: Iterable<number>) => [...of].flatMap((j) => newOption.get(j) ?? []).sort((a, b) => a - b)
  return {
    kind: 'reduced',
    problem: {
      cells: cellOf.map((c) => ({ id: cells[c]?.id as string, need: rest.need[c] as number })),
      options: optionOf.map((j): Option => {
        const option = options[j] as Option
        const isChosen = rest.isChosen[j] === true
        return {
          id: option.id,
          covers: [...(rest.amounts[j] as Map<number, number>)]
            .map(([c, amount]) => ({ cell: newCell.get(c) as number, amount }))
            .sort((a, b) => a.cell - b.cell),
          requires: (rest.groups[j] as Set<number>[]).map(rename),
          excludes: rename([...(rest.excludes[j] as Set<number>)].filter((i) => !isChosen && rest.isOpen[i])),
          // What a chosen option adds is already taken off the limits.
          weights: isChosen ? {} : option.weights,
          days: option.days,
          isFixed: isChosen,
        }
      }),
      limits: limitOf.map((l) => ({ criterion: limits[l]?.criterion as string, atMost: rest.left[l] as number })),
    },
    optionOf,
    cellOf,
    limitOf,
    chosen: [...options.keys()].filter((j) => rest.isChosen[j] && !isKept(j)),
    trail,
  }
}
