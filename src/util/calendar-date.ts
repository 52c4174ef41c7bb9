/**
 * Calendar dates without a time zone, as `YYYY-MM-DD`. Comparison of the strings is comparison of the days.
 * Day numbers count from 1970-01-01 = 0 in the proleptic Gregorian calendar. Years 0001 to 9999.
 */
export type CalendarDate = string & { readonly __brand: 'CalendarDate' }

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The date in `text`, or undefined where it is no date of the calendar (2026-02-30 is none). */
export function parseDate(text: string): CalendarDate | undefined {
  const parts = SHAPE.exec(text)
  if (parts === null) return undefined
  const year = Number(parts[1])
  const month = Number(parts[2])
  const day = Number(parts[3])
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return text as CalendarDate
}

/** For literals in our own code and data already checked; a wrong one is a defect of ours. */
export function date(text: string): CalendarDate {
  const parsed = parseDate(text)
  if (parsed === undefined) throw new RangeError(`not a calendar date: ${text}`)
  return parsed
}

function part(text: string, from: number, to: number): number {
  return Number(text.slice(from, to))
}

/** Days since 1970-01-01. Howard Hinnant's civil-from-days arithmetic, in integers. */
export function toDayNumber(d: CalendarDate): number {
  const month = part(d, 5, 7)
  const year = part(d, 0, 4) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + part(d, 8, 10) - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

export function fromDayNumber(dayNumber: number): CalendarDate {
  const z = dayNumber + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CalendarDate
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

export function addDays(d: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(toDayNumber(d) + days)
}

/** The same day of a later or earlier month; the last day of that month where it is shorter (31 January + 1 month = 28 or 29 February). */
export function addMonths(d: CalendarDate, months: number): CalendarDate {
  const index = part(d, 0, 4) * 12 + part(d, 5, 7) - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  const day = Math.min(part(d, 8, 10), daysInMonth(year, month))
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CalendarDate
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: CalendarDate, b: CalendarDate): number {
  return toDayNumber(b) - toDayNumber(a)
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(d: CalendarDate): number {
  return (((toDayNumber(d) + 3) % 7) + 7) % 7
}

/** The day after `workingDays` Mondays-to-Fridays; public holidays are not known to us and not taken out. */
export function addWorkingDays(d: CalendarDate, workingDays: number): CalendarDate {
  let day = toDayNumber(d)
  let left = workingDays
  const wholeWeeks = Math.floor(left / 5)
  day += wholeWeeks * 7
  left -= wholeWeeks * 5
  while (left > 0) {
    day += 1
    if (weekday(fromDayNumber(day)) < 5) left -= 1
  }
  return fromDayNumber(day)
}

export function latest(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a >= b ? a : b
}

export function earliest(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a <= b ? a : b
}
