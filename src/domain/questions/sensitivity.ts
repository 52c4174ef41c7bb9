/**
 * Stage: how far a price may move before the answer changes, all else as it is.
 *
 * For each option of the plan that is paid, the dearest it may be counted at; for an option left out, what it would have to cost to come
 * in. An answer is sensitive to a price whose own range reaches beyond. One search an option of the plan.
 */
import { type Objectives, type Selection, selectionOf, TIME, weightRange } from '#cover/index.ts'
import { byText } from '#util/order.ts'
import { COST, type MixProblem, type SolveSettings } from './mix.ts'
import type { LeftOut, Mix, SensitivityRow } from './plan-types.ts'

const CHEAPEST: Objectives = [COST, TIME]

/** Sensitive ones first, then by what is counted, dearest first. */
export async function sensitivityOf(
  problem: MixProblem,
  mix: Mix,
  leftOut: readonly LeftOut[],
  settings: SolveSettings,
): Promise<readonly SensitivityRow[]> {
  const chosen = problem.candidates.flatMap((c, i) => (mix.options.some((o) => o.id === c.option.id) ? [i] : []))
  const selection: Selection = selectionOf(problem.cover, CHEAPEST, chosen)
  const rows: SensitivityRow[] = []
  for (const i of chosen) {
    const c = problem.candidates[i]
    if (c === undefined || c.heldThrough !== undefined) continue
    const range = await weightRange(problem.cover, CHEAPEST, selection, i, settings)
    if (range === undefined) continue
    rows.push({
      option: c.option.id,
      name: c.option.name,
      isInPlan: true,
      counted: c.cost.counted,
      own: { low: c.cost.low, high: c.cost.high },
      ...(range.high === undefined ? {} : { staysUpTo: range.high }),
      isExact: range.isExact,
      isSensitive: range.high !== undefined && c.cost.high > range.high,
    })
  }
  for (const l of leftOut) {
    if (l.entersAt === undefined) continue
    const high = problem.candidates.find((c) => c.option.id === l.option)?.cost.high ?? l.entersAt.counted
    rows.push({
      option: l.option,
      name: l.name,
      isInPlan: false,
      counted: l.entersAt.counted,
      own: { low: l.entersAt.low, high },
      entersAt: l.entersAt.price,
      isExact: true,
      isSensitive: l.entersAt.price >= l.entersAt.low,
    })
  }
  return rows.sort(
    (a, b) =>
      Number(b.isSensitive) - Number(a.isSensitive) ||
      Number(b.isInPlan) - Number(a.isInPlan) ||
      b.counted - a.counted ||
      byText(a.option, b.option),
  )
}
