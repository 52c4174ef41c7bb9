/** Clocks of law: each with its trigger, absent without it. A day is written, never an hour: what cannot be known is not printed. */
import { addDays, addMonths, addWorkingDays, type CalendarDate, parseDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { Because } from '../answers/index.ts'
import type { DeclaredFact } from '../dossier/index.ts'
import type { LawReading } from '../law/index.ts'

export interface Clock {
  readonly duty: string
  readonly label: string
  /** Not known where the duty itself is not, for instance because an amended text was not read. */
  readonly runs: 'yes' | 'not-known'
  /** The fact that started it, and its day. */
  readonly trigger: { readonly fact: string; readonly on: CalendarDate; readonly by: string }
  readonly within: string
  /** Last day. Spans of hours end on the earliest day they can end. */
  readonly due: CalendarDate
  readonly because: Because
}

const SPAN = /^(\d+)\s*(h|hours?|working days?|days?|weeks?|months?|years?)\b/

/** The last day of a span that starts on `from`; undefined for a span that is not written as a number of units. Public holidays are not taken out. */
export function endOfSpan(from: CalendarDate, within: string): CalendarDate | undefined {
  const found = SPAN.exec(within.trim())
  if (found === null) return undefined
  const count = Number(found[1])
  const unit = found[2] as string
  if (unit.startsWith('h')) return addDays(from, Math.floor(count / 24))
  if (unit.startsWith('working')) return addWorkingDays(from, count)
  if (unit.startsWith('day')) return addDays(from, count)
  if (unit.startsWith('week')) return addDays(from, count * 7)
  return addMonths(from, unit.startsWith('year') ? count * 12 : count)
}

/** The clocks that run or may run, or ran out, by a day: duties whose trigger is declared and has come. Order: due day, then duty. */
export function clocksOn(
  law: LawReading,
  facts: ReadonlyMap<string, DeclaredFact>,
  on: CalendarDate,
): readonly Clock[] {
  const found: Clock[] = []
  for (const { conclusion, truth } of law.all(['duty', 'step'], on)) {
    const { clock } = conclusion
    if (clock === undefined || truth === 'no') continue
    const fact = facts.get(clock.trigger)
    const day = dayOf(clock.trigger, facts, on)
    if (fact === undefined || day === undefined) continue
    if (clock.needs !== undefined && dayOf(clock.needs, facts, on) === undefined) continue
    const due = endOfSpan(day, clock.within)
    if (due === undefined) continue
    found.push({
      duty: conclusion.id,
      label: conclusion.label,
      runs: truth,
      trigger: { fact: clock.trigger, on: day, by: fact.by },
      within: clock.within,
      due,
      because: law.because(conclusion.id, on),
    })
  }
  return found.sort((a, b) => byText(a.due, b.due) || byText(a.duty, b.duty))
}

/** The day that a fact declares, if it has come by `on`. */
function dayOf(id: string, facts: ReadonlyMap<string, DeclaredFact>, on: CalendarDate): CalendarDate | undefined {
  const value = facts.get(id)?.value
  const day = typeof value === 'string' ? parseDate(value) : undefined
  return day === undefined || day > on ? undefined : day
}
