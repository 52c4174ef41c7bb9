/**
 * A table of certificates with a head, one certificate a row, separated by commas, semicolons or tabs: what people keep by hand, and
 * what a register without a form of its own is brought in. `register` and `number` are needed; what is left empty is not stated.
 */
import { canonicalNumber } from '#domain/registers/numbers.ts'
import type { RegisterRecord, RegisterStatus } from '#domain/registers/record.ts'
import { CERTIFICATE_STATUSES, type CertificateStatus } from '#domain/dossier/index.ts'
import { given } from '../as-written.ts'
import { readSeparated } from '../sheets.ts'
import type { Cleaner } from './cleaning.ts'
import type { RegisterFormat } from './family.ts'
import { type Row, rowsOf } from './lines.ts'
import { cleanReferences, decodeRows, type RowReading, sortedMore } from './rows.ts'

/** Heads of columns, each with the other words by which it is known. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  register: [],
  number: ['certificate number', 'certificate'],
  product: ['module', 'target', 'name'],
  versions: ['version'],
  vendor: ['manufacturer', 'holder'],
  country: [],
  level: [],
  standard: [],
  status: [],
  'status from': ['status since'],
  issued: ['issue date'],
  'valid until': ['expires', 'expiry'],
  sunset: ['sunset date'],
  caveat: [],
  references: [],
  lab: ['laboratory', 'facility'],
  scheme: [],
  body: ['issuer', 'certification body'],
  url: ['address'],
}

export const certificateTable: RegisterFormat = {
  id: 'certificate-table',
  name: 'a table of certificates (CSV with the columns register and number)',
  detect(start) {
    const end = start.indexOf('\n')
    const heads = (end === -1 ? start : start.slice(0, end)).split(/[,;\t]/).map(headOf)
    return heads.includes('register') && heads.includes('number')
  },
  decode(document) {
    const tables = readSeparated(document)
    if (tables.kind === 'refused') return Promise.resolve({ diagnostics: tables.diagnostics, losses: [] })
    const [sheet] = tables.sheets
    const heads = (sheet?.rows[0] ?? []).map(headOf)
    const rows = (sheet?.rows ?? []).slice(1).map((cells, i): Row => {
      const value: Record<string, string> = {}
      heads.forEach((head, k) => {
        if (head !== '' && value[head] === undefined) value[head] = cells[k] ?? ''
      })
      return { value, line: sheet?.lines[i + 1] ?? i + 2 }
    })
    return Promise.resolve(
      decodeRows(rowsOf(rows, []), {
        file: document.file,
        form: 'certificate-table',
        what: 'a table of certificates',
        isWhole: false,
        read: readRow,
        checksReferences: false,
      }),
    )
  },
}

/** The column's own name, or what is printed in lower case where it is none of ours. */
function headOf(text: string): string {
  const plain = text
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/^"|"$/g, '')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
  for (const [name, others] of Object.entries(COLUMNS)) if (name === plain || others.includes(plain)) return name
  return plain
}

const REGISTER = /^[a-z][a-z0-9-]{0,39}$/

function readRow({ value, line }: Row, { clean, lose }: RowReading): RegisterRecord | string {
  const cell = (name: string): string | undefined => clean.text(value[name])
  const register = cell('register')?.toLowerCase() ?? ''
  if (!REGISTER.test(register)) return `"${register.slice(0, 40)}" is no name of a register, such as cmvp`
  const printed = cell('number')
  if (printed === undefined || printed.length > 120) return 'it has no certificate number'
  const number = canonicalNumber(register, printed)
  const id = `${register}:${number}`
  clean.at(line, id)
  if (number !== printed) clean.note('number', printed, number)
  for (const head of Object.keys(value))
    if (!(head in COLUMNS) && value[head] !== '') lose(`/*/${head}`, 'a column of this name is not known')
  const status = statusOf(cell('status'), value['status from'], clean)
  const level = cell('level')
  if (level === undefined) clean.note('no-level', '', '')
  return given({
    register,
    number,
    product: cell('product'),
    versions: listOf(cell('versions')),
    vendor: cell('vendor'),
    country: clean.country(value['country']),
    level,
    standard: cell('standard'),
    status,
    issued: clean.date(value['issued'], 'unknown'),
    validUntil: clean.date(value['valid until'], 'unknown'),
    sunset: clean.date(value['sunset'], 'unknown'),
    history: [],
    caveat: cell('caveat'),
    references: cleanReferences(
      id,
      listOf(cell('references')).map((r) => referenceOf(r, register)),
      clean,
    ),
    lab: cell('lab'),
    scheme: cell('scheme'),
    body: cell('body'),
    url: cell('url'),
    more: sortedMore([]),
  } as const)
}

function listOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(/\s*[;|]\s*/).filter((t) => t !== '')
}

function referenceOf(text: string, register: string): string {
  const colon = text.indexOf(':')
  return colon > 0
    ? `${text.slice(0, colon).toLowerCase()}:${canonicalNumber(text.slice(0, colon).toLowerCase(), text.slice(colon + 1))}`
    : `${register}:${canonicalNumber(register, text)}`
}

function statusOf(word: string | undefined, from: unknown, clean: Cleaner): RegisterStatus | undefined {
  if (word === undefined) {
    clean.note('no-status', '', '')
    return undefined
  }
  const value = CERTIFICATE_STATUSES.find((s: CertificateStatus) => s === word.toLowerCase())
  return given({ word, value, from: clean.date(from, 'unknown') })
}
