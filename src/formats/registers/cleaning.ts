/** Dirty values to clean ones, with a note of each cleaning: its kind, how often, and the first places. */
import { CLEANING, type CleaningKind, type CleaningNote } from '#domain/registers/record.ts'
import { type CalendarDate, parseDate } from '#util/calendar-date.ts'
import { countryCode } from './countries.ts'

const FIRST = 3
/** Longer values are cut where they are shown. */
const SHOWN = 120

export interface Cleaner {
  /** The row that is being read: every note until the next call is about it. */
  at(line: number, certificate: string): void
  note(kind: CleaningKind, from: string, to: string): void
  /** Text without entities, runs of spaces and words for nothing; undefined where nothing is left. */
  text(value: unknown): string | undefined
  date(value: unknown, order: DateOrder): CalendarDate | undefined
  /** Two letters, from the first of the values that names a country. */
  country(...values: readonly unknown[]): string | undefined
  notes(): readonly CleaningNote[]
}

/** Which comes first in dates like 3/4/2026; `unknown` reads only those that can be read one way. */
export type DateOrder = 'month-first' | 'day-first' | 'unknown'

export function newCleaner(): Cleaner {
  let line = 1
  let certificate = ''
  const kinds = new Map<CleaningKind, { count: number; first: CleaningNote['first'][number][] }>()

  function note(kind: CleaningKind, from: string, to: string): void {
    const known = kinds.get(kind) ?? { count: 0, first: [] }
    known.count += 1
    if (known.first.length < FIRST)
      known.first.push({ line, certificate, from: from.slice(0, SHOWN), to: to.slice(0, SHOWN) })
    kinds.set(kind, known)
  }

  function text(value: unknown): string | undefined {
    const written = typeof value === 'number' ? String(value) : value
    if (typeof written !== 'string' || written === '') return undefined
    let read = written
    if (read.includes('&') && ENTITY.test(read)) {
      read = withoutEntities(read)
      note('entity', written, read)
    }
    if (UNTIDY.test(read)) {
      const tidy = read.replace(/\s+/g, ' ').trim()
      if (tidy !== '') note('spaces', read, tidy)
      read = tidy
    }
    if (NOTHING.test(read)) {
      if (read !== '') note('blank-word', written, '')
      return undefined
    }
    return read
  }

  return {
    at(newLine, id) {
      line = newLine
      certificate = id
    },
    note,
    text,
    date(value, order) {
      if (typeof value !== 'string' || value === '') return undefined
      const exact = parseDate(value)
      if (exact !== undefined) return exact
      const tidy = text(value)
      if (tidy === undefined) return undefined
      const read = dateIn(tidy, order)
      note(read === undefined ? 'bad-date' : 'date', value, read ?? '')
      return read
    },
    country(...values) {
      const written = values.filter((v): v is string => typeof v === 'string' && v.trim() !== '')
      for (const [i, value] of written.entries()) {
        const found = countryCode(value)
        if (found === undefined) continue
        if (i > 0 || !found.isUsual) note('country', written[0] as string, found.code)
        return found.code
      }
      if (written.length > 0) note('no-country', written[0] as string, '')
      return undefined
    },
    notes: () =>
      [...kinds]
        .map(([kind, { count, first }]) => ({ kind, says: CLEANING[kind], count, first }))
        .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
  }
}

/** Two spaces, a break, or a space at an end. */
const UNTIDY = /^\s|\s$|\s\s|[\t\n\r\u00a0]/
const NOTHING = /^(?:|none\.?|n\/?a\.?|null|nil|-+|–|—|\*|not applicable|unknown)$/i

// ---- entities -------------------------------------------------------------------------------------------------------------------

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/i
const ENTITIES = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  reg: '®',
  copy: '©',
  trade: '™',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  hellip: '…',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  uuml: 'ü',
  ouml: 'ö',
  auml: 'ä',
  szlig: 'ß',
  ccedil: 'ç',
}

function withoutEntities(text: string): string {
  return text.replace(ENTITIES, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
    const point = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
    const isCharacter = point >= 32 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
    return isCharacter ? String.fromCodePoint(point) : whole
  })
}

// ---- dates ----------------------------------------------------------------------------------------------------------------------

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const SLASHES = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/
/** With dots, the day comes first everywhere. */
const DOTS = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/
const YEAR_FIRST = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/
const DAY_WORD = /^(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]{3,9})\.?[ ,-]+(\d{4})$/i
const WORD_DAY = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i
const WITH_TIME = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}/

function dateIn(text: string, order: DateOrder): CalendarDate | undefined {
  const timed = WITH_TIME.exec(text)
  if (timed !== null) return parseDate(timed[1] as string)
  const sorted = YEAR_FIRST.exec(text)
  if (sorted !== null) return dateOf(sorted[1], Number(sorted[2]), Number(sorted[3]))
  const parts = SLASHES.exec(text)
  if (parts !== null) return ofTwo(Number(parts[1]), Number(parts[2]), parts[3], order)
  const dots = DOTS.exec(text)
  if (dots !== null) return dateOf(dots[3], Number(dots[2]), Number(dots[1]))
  const words = DAY_WORD.exec(text)
  if (words !== null) return dateOf(words[3], monthOf(words[2]), Number(words[1]))
  const american = WORD_DAY.exec(text)
  return american === null ? undefined : dateOf(american[3], monthOf(american[1]), Number(american[2]))
}

function ofTwo(a: number, b: number, year: string | undefined, order: DateOrder): CalendarDate | undefined {
  if (order === 'month-first') return dateOf(year, a, b)
  if (order === 'day-first') return dateOf(year, b, a)
  if (a > 12) return dateOf(year, b, a)
  return b > 12 || a === b ? dateOf(year, a, b) : undefined
}

function monthOf(word: string | undefined): number {
  return MONTHS.indexOf((word ?? '').slice(0, 3).toLowerCase()) + 1
}

function dateOf(year: string | undefined, month: number, day: number): CalendarDate | undefined {
  return parseDate(`${year ?? ''}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
}
