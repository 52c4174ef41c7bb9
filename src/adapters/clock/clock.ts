/** Today, the only clock of the house. `METASCHEME_TODAY` stands in for it where a day is wanted that does not move. */
import process from 'node:process'
import { type CalendarDate, parseDate } from '#util/calendar-date.ts'

export function today(): CalendarDate {
  const fixed = parseDate(process.env.METASCHEME_TODAY ?? '')
  return fixed ?? (new Date().toISOString().slice(0, 10) as CalendarDate)
}
