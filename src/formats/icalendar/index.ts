/** Days as an iCalendar document (RFC 5545). Deterministic: the stamp is the day asked, ids come from what the entries are about. */
import type { CalendarDate } from '#util/calendar-date.ts'
import { addDays } from '#util/calendar-date.ts'

export interface CalendarEntry {
  /** Stable: the same matter keeps its id when it moves. */
  readonly id: string
  readonly on: CalendarDate
  readonly title: string
  readonly description: string
}

/** Entries of a whole day each, by day and id. Lines are folded at 75 octets as the standard asks. */
export function encodeCalendar(entries: readonly CalendarEntry[], stamp: CalendarDate): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//metascheme//duties//EN', 'CALSCALE:GREGORIAN']
  for (const e of [...entries].sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1))) {
    lines.push(
      'BEGIN:VEVENT',
      `UID:${escaped(e.id)}@metascheme.example`,
      `DTSTAMP:${compact(stamp)}T000000Z`,
      `DTSTART;VALUE=DATE:${compact(e.on)}`,
      `DTEND;VALUE=DATE:${compact(addDays(e.on, 1))}`,
      `SUMMARY:${escaped(e.title)}`,
      `DESCRIPTION:${escaped(e.description)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    )
  }
  lines.push('END:VCALENDAR')
  return lines
    .flatMap(fold)
    .map((l) => `${l}\r\n`)
    .join('')
}

function compact(day: CalendarDate): string {
  return day.replaceAll('-', '')
}

function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/\\/g, '\\\\')
    .replace(/;/g, '\\;')
    .replace(/,/g, '\\,')
    .replace(/\n/g, '\\n')
}

const MOST_OCTETS = 75

function fold(line: string): readonly string[] {
  const out: string[] = []
  let current = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > MOST_OCTETS) {
      out.push(current)
      current = ' '
      octets = 1
    }
    current += character
    octets += size
  }
  out.push(current)
  return out
}

function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}
