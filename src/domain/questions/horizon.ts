/** Stage: what assurance costs over the planning horizon, renewals included. An option with a validity is counted again each time it ends. */
import { addMonths } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { HorizonCost, Mix, RenewalRow, Schedule } from './plan-types.ts'

export function horizonOf(mix: Mix, schedule: Schedule, years: number): HorizonCost {
  const until = addMonths(schedule.start, years * 12)
  const renewals = mix.options
    .flatMap((o): RenewalRow[] => {
      const end = schedule.rows.find((r) => r.id === o.id)?.ends
      if (o.validityMonths === undefined || o.validityMonths <= 0 || end === undefined || o.heldThrough !== undefined)
        return []
      const rows: RenewalRow[] = []
      for (let on = addMonths(end, o.validityMonths); on < until; on = addMonths(on, o.validityMonths))
        rows.push({ option: o.id, name: o.name, on, cost: { low: o.cost.low, high: o.cost.high } })
      return rows
    })
    .sort((a, b) => byText(a.on, b.on) || byText(a.option, b.option))
  const again = {
    low: renewals.reduce((n, r) => n + r.cost.low, 0),
    high: renewals.reduce((n, r) => n + r.cost.high, 0),
  }
  return {
    years,
    first: { low: mix.cost.low, high: mix.cost.high },
    renewals,
    total: { low: mix.cost.low + again.low, high: mix.cost.high + again.high },
  }
}
