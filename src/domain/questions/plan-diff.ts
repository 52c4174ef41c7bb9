/**
 * How one plan differs from another for the same dossier: what a change of law, or of anything else, does to it.
 *
 * Certificates in hand end on days of their own; where their standing differs between the two it is named apart, so that nothing is laid
 * at the door of the law that is not its doing.
 */
import type { Truth } from '#fixpoint/index.ts'
import { byText } from '#util/order.ts'
import type { Range } from '../dossier/index.ts'
import type { Mix, NamedOption, NoPlan, Plan } from './plan-types.ts'

export interface PlanSum {
  readonly cost: number
  readonly costRange: Range
  readonly days: number
  readonly activities: number
}

export interface PlanChange {
  readonly dossier: string
  /** Something of the plan differs: what has to be covered, what is done, or whether there is a plan at all. */
  readonly isChanged: boolean
  /** Absent where there is no plan on that day. */
  readonly before?: PlanSum
  readonly after?: PlanSum
  readonly adds: readonly NamedOption[]
  readonly drops: readonly NamedOption[]
  /** Points that have to be covered on one of the days alone. */
  readonly cellsAdded: readonly NamedCell[]
  readonly cellsDropped: readonly NamedCell[]
  readonly actsBegun: readonly string[]
  readonly actsEnded: readonly string[]
  readonly certificates: readonly { readonly id: string; readonly before: Truth; readonly after: Truth }[]
}

export interface NamedCell {
  readonly id: string
  readonly title: string
  readonly askedBy: string
}

export function planDiff(before: Plan, after: Plan): PlanChange {
  const adds = optionsOnlyIn(after, before)
  const drops = optionsOnlyIn(before, after)
  const cellsAdded = cellsOnlyIn(after, before)
  const cellsDropped = cellsOnlyIn(before, after)
  const sums = { before: sumOf(before.mix), after: sumOf(after.mix) }
  return {
    dossier: after.dossier.id,
    isChanged:
      adds.length + drops.length + cellsAdded.length + cellsDropped.length > 0 ||
      (sums.before === undefined) !== (sums.after === undefined) ||
      sums.before?.cost !== sums.after?.cost,
    ...(sums.before === undefined ? {} : { before: sums.before }),
    ...(sums.after === undefined ? {} : { after: sums.after }),
    adds,
    drops,
    cellsAdded,
    cellsDropped,
    actsBegun: actsOnlyIn(after, before),
    actsEnded: actsOnlyIn(before, after),
    certificates: after.composition.certificates.flatMap((c) => {
      const was = before.composition.certificates.find((b) => b.id === c.id)
      return was === undefined || was.reusable.truth === c.reusable.truth
        ? []
        : [{ id: c.id, before: was.reusable.truth, after: c.reusable.truth }]
    }),
  }
}

function isMix(mix: Mix | NoPlan): mix is Mix {
  return !('kind' in mix)
}

function sumOf(mix: Mix | NoPlan): PlanSum | undefined {
  return isMix(mix)
    ? {
        cost: mix.cost.counted,
        costRange: { low: mix.cost.low, high: mix.cost.high },
        days: mix.days.counted,
        activities: mix.options.length,
      }
    : undefined
}

function optionsOnlyIn(a: Plan, b: Plan): readonly NamedOption[] {
  if (!isMix(a.mix)) return []
  const known = new Set(isMix(b.mix) ? b.mix.options.map((o) => o.id) : [])
  return a.mix.options
    .filter((o) => !known.has(o.id))
    .map((o) => ({ id: o.id, name: o.name }))
    .sort((x, y) => byText(x.id, y.id))
}

function cellsOnlyIn(a: Plan, b: Plan): readonly NamedCell[] {
  const known = new Set(b.cells.map((c) => c.id))
  return a.cells
    .filter((c) => !known.has(c.id))
    .map((c) => ({ id: c.id, title: c.title, askedBy: c.askedBy }))
    .sort((x, y) => byText(x.id, y.id))
}

/** Acts that take part in one plan alone. */
function actsOnlyIn(a: Plan, b: Plan): readonly string[] {
  const taking = (p: Plan): ReadonlyMap<string, string> =>
    new Map(
      p.acts.filter((x) => x.relevance === 'surely' || x.relevance === 'maybe').map((x) => [x.id, x.name] as const),
    )
  const known = taking(b)
  return [...taking(a)].filter(([id]) => !known.has(id)).map(([, name]) => name)
}
