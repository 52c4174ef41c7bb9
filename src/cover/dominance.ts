/** When one option makes another needless, and when one cell makes another needless. */
import { byText } from '#util/order.ts'
import type { Remainder } from './reduce.ts'

/**
 * Whether `i` makes `j` inferior: any selection with `j` and without `i` stays one, and becomes better, when `i` takes its place.
 *
 * `alone` also asks that a selection with both is better without `j`, so that `j` can go for good: `i` alone fulfils every cell
 * that `j` adds to, or the two exclude each other. Without it (`beside`) only this holds: `j` is never chosen without `i`.
 * Better means: no objective and no limit worse, nothing ends later, and where all is equal the smaller id.
 */
export function dominates(rest: Remainder, i: number, j: number, how: 'alone' | 'beside'): boolean {
  return (
    isNoDearer(rest, i, j) &&
    coversAsMuch(rest, i, j, how) &&
    standsInFor(rest, i, j) &&
    excludesNoMore(rest, i, j) &&
    waitsForNoMore(rest, i, j)
  )
}

function isNoDearer(rest: Remainder, i: number, j: number): boolean {
  const a = rest.problem.options[i]
  const b = rest.problem.options[j]
  if (a === undefined || b === undefined) return false
  if (rest.isTimed && a.days > b.days) return false
  for (const criterion of rest.criteria) if ((a.weights[criterion] ?? 0) > (b.weights[criterion] ?? 0)) return false
  if (rest.objectives.some((criterion) => (a.weights[criterion] ?? 0) < (b.weights[criterion] ?? 0))) return true
  return (byText(a.id, b.id) || i - j) < 0
}

function coversAsMuch(rest: Remainder, i: number, j: number, how: 'alone' | 'beside'): boolean {
  const areRivals = how === 'beside' || rest.excludes[i]?.has(j) === true
  const mine = rest.amounts[i] as Map<number, number>
  for (const [cell, amount] of rest.amounts[j] as Map<number, number>) {
    if ((mine.get(cell) ?? 0) < (areRivals ? amount : (rest.need[cell] as number))) return false
  }
  return true
}

/** Wherever somebody may wait for `j`, `i` will do. */
function standsInFor(rest: Remainder, i: number, j: number): boolean {
  const waiting = rest.memberOf[j] as Remainder['memberOf'][number]
  return waiting.every(({ option, group }) => !group.has(j) || (group.has(i) && option !== i))
}

function excludesNoMore(rest: Remainder, i: number, j: number): boolean {
  const others = rest.excludes[j] as Set<number>
  for (const k of rest.excludes[i] as Set<number>) {
    if (k !== j && !others.has(k) && (rest.isOpen[k] || rest.isChosen[k])) return false
  }
  return true
}

/** Every group of `i` is fulfilled, no later, by whatever fulfils some group of `j`. */
function waitsForNoMore(rest: Remainder, i: number, j: number): boolean {
  const groups = rest.groups[j] as Set<number>[]
  return (rest.groups[i] as Set<number>[]).every((mine) =>
    groups.some((theirs) => [...theirs].every((member) => member !== i && mine.has(member))),
  )
}

/** Whether every selection that covers cell `by` covers `cell` as well. */
export function impliesCell(rest: Remainder, by: number, cell: number): boolean {
  const needBy = rest.need[by] as number
  const need = rest.need[cell] as number
  const coverers = rest.coverers[by] as Set<number>
  if (coverers.size > (rest.coverers[cell] as Set<number>).size) return false
  for (const j of coverers) {
    const amounts = rest.amounts[j] as Map<number, number>
    if ((amounts.get(cell) ?? 0) * needBy < (amounts.get(by) as number) * need) return false
  }
  return true
}
