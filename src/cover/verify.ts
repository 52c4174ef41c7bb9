/**
 * Checks a selection, and a claimed bound, against the problem, in the words of the problem and by the plainest means.
 *
 * Shares nothing with what finds selections: no rows, no search, no other file of this room but the form of the problem.
 * Every answer goes through here; what it refuses is never shown.
 */
import { type CoverProblem, type DualProof, type Selection, TIME } from './problem.ts'

export type Violation =
  | { readonly kind: 'not-a-selection'; readonly option: number }
  | { readonly kind: 'uncovered'; readonly cell: number; readonly reached: number }
  | { readonly kind: 'prerequisite'; readonly option: number; readonly group: number }
  | { readonly kind: 'circle'; readonly option: number }
  | { readonly kind: 'excluded'; readonly options: readonly [number, number] }
  | { readonly kind: 'not-chosen-but-fixed'; readonly option: number }
  | { readonly kind: 'limit'; readonly limit: number; readonly reached: number }
  | {
      readonly kind: 'value'
      readonly criterion: string
      readonly claimed: number | undefined
      readonly reached: number
    }

/** Everything wrong with a selection; none when it is what it claims to be. */
export function verify(problem: CoverProblem, selection: Selection): Violation[] {
  const { cells, options, limits } = problem
  const wrong: Violation[] = []
  const isIn = new Set<number>()
  let last = -1
  for (const j of selection.chosen) {
    if (!Number.isInteger(j) || j <= last || j >= options.length) return [{ kind: 'not-a-selection', option: j }]
    isIn.add(j)
    last = j
  }

  const reached = cells.map(() => 0)
  for (const j of isIn)
    for (const { cell, amount } of options[j]?.covers ?? []) reached[cell] = (reached[cell] ?? 0) + amount
  cells.forEach(({ need }, cell) => {
    if ((reached[cell] as number) < need) wrong.push({ kind: 'uncovered', cell, reached: reached[cell] as number })
  })

  options.forEach(({ requires, excludes, isFixed }, option) => {
    if (!isIn.has(option)) {
      if (isFixed) wrong.push({ kind: 'not-chosen-but-fixed', option })
      return
    }
    requires.forEach((members, group) => {
      if (!members.some((i) => i !== option && isIn.has(i))) wrong.push({ kind: 'prerequisite', option, group })
    })
    for (const other of excludes) if (isIn.has(other)) wrong.push({ kind: 'excluded', options: [option, other] })
  })

  const { ends, stuck } = endsByReplay(problem, isIn)
  for (const option of stuck) if (!wrong.some((w) => w.kind === 'prerequisite')) wrong.push({ kind: 'circle', option })

  const valueOf = (criterion: string): number =>
    criterion === TIME
      ? Math.max(0, ...ends.values())
      : [...isIn].reduce((sum, j) => sum + (options[j]?.weights[criterion] ?? 0), 0)
  limits.forEach(({ criterion, atMost }, limit) => {
    if (valueOf(criterion) > atMost) wrong.push({ kind: 'limit', limit, reached: valueOf(criterion) })
    if (!(criterion in selection.values))
      wrong.push({ kind: 'value', criterion, claimed: undefined, reached: valueOf(criterion) })
  })
  for (const [criterion, claimed] of Object.entries(selection.values)) {
    if (claimed !== valueOf(criterion)) wrong.push({ kind: 'value', criterion, claimed, reached: valueOf(criterion) })
  }
  return wrong
}

/** Plays the days through: again and again the option that can end first ends. What never can is stuck. */
function endsByReplay(
  problem: CoverProblem,
  isIn: ReadonlySet<number>,
): { ends: Map<number, number>; stuck: number[] } {
  const ends = new Map<number, number>()
  const waiting = new Set(isIn)
  while (waiting.size > 0) {
    let next: number | undefined
    let nextEnd = Number.POSITIVE_INFINITY
    for (const j of waiting) {
      const { requires, days } = problem.options[j] as CoverProblem['options'][number]
      const starts = requires.map((group) =>
        Math.min(...group.filter((i) => i !== j).map((i) => ends.get(i) ?? Number.POSITIVE_INFINITY)),
      )
      const end = Math.max(0, ...starts) + days
      if (end < nextEnd) {
        next = j
        nextEnd = end
      }
    }
    if (next === undefined) break
    ends.set(next, nextEnd)
    waiting.delete(next)
  }
  return { ends, stuck: [...waiting] }
}

/**
 * The lower bound that multipliers prove, by integer arithmetic alone; undefined when they are not multipliers of this problem
 * (negative, of a row it does not have) or too large to be added up exactly.
 */
export function boundProvedBy(problem: CoverProblem, proof: DualProof): number | undefined {
  const { cells, options, limits } = problem
  const { scale } = proof
  let total = 0n
  const prices = options.map((option) => BigInt(scale) * BigInt(option.weights[proof.criterion] ?? 0))
  const charge = (option: number, amount: bigint) => {
    prices[option] = (prices[option] as bigint) - amount
  }
  const all = [...proof.cells, ...proof.requires, ...proof.exclusions, ...proof.limits]
  if (scale < 1 || all.some(({ multiplier }) => !Number.isInteger(multiplier) || multiplier < 0)) return undefined

  const perCell = new Map(proof.cells.map(({ cell, multiplier }) => [cell, BigInt(multiplier)]))
  for (const [cell, multiplier] of perCell) {
    const need = cells[cell]?.need
    if (need === undefined) return undefined
    total += multiplier * BigInt(need)
    options.forEach((option, j) => {
      const amount = option.covers.reduce((sum, covered) => sum + (covered.cell === cell ? covered.amount : 0), 0)
      if (amount > 0) charge(j, multiplier * BigInt(Math.min(amount, need)))
    })
  }
  for (const { option, group, multiplier } of proof.requires) {
    const members = options[option]?.requires[group]
    if (members === undefined) return undefined
    for (const i of new Set(members)) if (i !== option) charge(i, BigInt(multiplier))
    charge(option, -BigInt(multiplier))
  }
  for (const { options: set, multiplier } of proof.exclusions) {
    const excludes = (i: number, j: number) =>
      options[i]?.excludes.includes(j) === true || options[j]?.excludes.includes(i) === true
    const isClique = set.every((i, a) => set.every((j, b) => a >= b || excludes(i, j)))
    const isAlone = set.length === 1 && excludes(set[0] as number, set[0] as number)
    if (!isClique || set.length === 0 || (set.length === 1 && !isAlone) || new Set(set).size < set.length)
      return undefined
    if (!isAlone) total -= BigInt(multiplier)
    for (const j of set) charge(j, -BigInt(multiplier))
  }
  for (const { limit, multiplier } of proof.limits) {
    const of = limits[limit]
    if (of === undefined || of.criterion === TIME) return undefined
    total -= BigInt(multiplier) * BigInt(of.atMost)
    options.forEach((option, j) => charge(j, -BigInt(multiplier) * BigInt(option.weights[of.criterion] ?? 0)))
  }
  options.forEach((option, j) => {
    const price = prices[j] as bigint
    if (option.isFixed || price < 0n) total += price
  })
  const whole = total / BigInt(scale)
  return Number(total > 0n && total % BigInt(scale) !== 0n ? whole + 1n : whole)
}
