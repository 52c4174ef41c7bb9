/** What readers of registers share: rows to records, with places, losses and rows that cannot be kept. */
import {
  certificateId,
  type RegisterRecord,
  type RegisterSnapshot,
  type RecordPlace,
} from '#domain/registers/record.ts'
import { spellingOf } from '#domain/registers/reconcile.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { newLosses } from '../bill-builder.ts'
import { diagnose } from '../errors.ts'
import { diagnoseRegister } from '../register-errors.ts'
import { type Cleaner, newCleaner } from './cleaning.ts'
import type { DecodedRegister, RegisterFormatId } from './family.ts'
import type { Row, Rows } from './lines.ts'

export interface RowReading {
  readonly clean: Cleaner
  lose(path: string, because: string): void
}

export interface ListOptions {
  readonly file: string
  readonly form: RegisterFormatId
  readonly what: string
  readonly isWhole: boolean
  /** What the row says of the day of the whole list; that day counts where all rows agree. */
  readonly dayOf?: (row: Row) => CalendarDate | undefined
  /** A text instead of a record: why the row cannot be kept. */
  readonly read: (row: Row, reading: RowReading) => RegisterRecord | string
  /** References are held against the certificates of the list. */
  readonly checksReferences: boolean
}

const SHOWN = 20

/** One pass over the rows. Errors: `formats.register-row`, `formats.register-twice`, `formats.register-nothing`. */
export function decodeRows(rows: Rows, options: ListOptions): DecodedRegister {
  const clean = newCleaner()
  const losses = newLosses()
  const diagnostics: Diagnostic[] = []
  const reading: RowReading = { clean, lose: (path, because) => losses.add(path, because) }
  const records: RegisterRecord[] = []
  const places: RecordPlace[] = []
  const byId = new Map<string, number>()
  let wrong = 0
  let twice = 0
  let rowNumber = -1
  const days = new Set<CalendarDate | undefined>()
  const end = rows((row) => {
    rowNumber += 1
    if (options.dayOf !== undefined) days.add(options.dayOf(row))
    const at = { file: options.file, line: row.line, column: 1, pointer: '' }
    const made = options.read(row, reading)
    if (typeof made === 'string') {
      wrong += 1
      if (wrong <= SHOWN)
        diagnostics.push(
          diagnoseRegister('formats.register-row', `a row of the register cannot be kept: ${made}`, { at }),
        )
      return
    }
    const id = certificateId(made)
    const before = byId.get(id)
    if (before !== undefined) {
      twice += 1
      if (twice <= SHOWN)
        diagnostics.push(
          diagnoseRegister('formats.register-twice', `the register lists ${id} twice; the first is kept`, {
            at,
            hint: `The first stands on line ${places[before]?.line ?? 1}.`,
          }),
        )
      return
    }
    byId.set(id, records.length)
    records.push(made)
    places.push({ row: rowNumber, line: row.line })
  })
  for (const [hidden, what] of [
    [wrong - SHOWN, 'rows cannot be kept'],
    [twice - SHOWN, 'certificates are listed twice'],
  ] as const)
    if (hidden > 0) diagnostics.push(diagnose('formats.too-many-problems', `${hidden} more ${what}`))
  if (options.checksReferences) noteUnlisted(records, places, byId, clean)
  noteTwoSpellings(records, places, clean)
  if (end.isWhole && records.length === 0)
    diagnostics.push(
      diagnoseRegister('formats.register-nothing', 'the list holds no certificate', {
        at: { file: options.file, line: 1, column: 1, pointer: '' },
      }),
    )
  const [day] = days.size === 1 ? days : []
  const value: RegisterSnapshot = {
    registers: [...new Set(records.map((r) => r.register))].sort(),
    form: options.form,
    what: options.what,
    ...(day === undefined ? {} : { day }),
    isWhole: options.isWhole,
    records,
    places,
    read: end.read,
    cleaned: clean.notes(),
  }
  return {
    ...(end.isWhole && records.length > 0 ? { value } : {}),
    diagnostics: [...end.diagnostics, ...diagnostics],
    losses: losses.sorted(),
  }
}

function noteUnlisted(
  records: readonly RegisterRecord[],
  places: readonly RecordPlace[],
  byId: ReadonlyMap<string, number>,
  clean: Cleaner,
): void {
  records.forEach((record, i) => {
    for (const reference of record.references) {
      if (byId.has(reference)) continue
      clean.at(places[i]?.line ?? 1, certificateId(record))
      clean.note('unlisted-reference', reference, reference)
    }
  })
}

/** Numbers that are the same but for what is passed over in spelling. */
function noteTwoSpellings(records: readonly RegisterRecord[], places: readonly RecordPlace[], clean: Cleaner): void {
  const seen = new Map<string, string>()
  records.forEach((record, i) => {
    // Bare digits have one spelling.
    if (/^\d+$/.test(record.number)) return
    const certificate = certificateId(record)
    const plain = `${record.register} ${spellingOf(certificate).tokens.join(' ')}`
    const before = seen.get(plain)
    if (before === undefined) seen.set(plain, certificate)
    else {
      clean.at(places[i]?.line ?? 1, certificate)
      clean.note('two-spellings', certificate, before)
    }
  })
}

/** References without repetitions and without the certificate itself, each told. */
export function cleanReferences(own: string, references: readonly string[], clean: Cleaner): readonly string[] {
  const kept = new Set<string>()
  for (const reference of references) {
    if (reference === own) clean.note('self-reference', reference, '')
    else if (kept.has(reference)) clean.note('repeated-reference', reference, '')
    else kept.add(reference)
  }
  return [...kept]
}

export function sortedMore(
  entries: readonly (readonly [string, string | undefined])[],
): Readonly<Record<string, string>> {
  const kept = entries.filter((e): e is readonly [string, string] => e[1] !== undefined)
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)))
}
