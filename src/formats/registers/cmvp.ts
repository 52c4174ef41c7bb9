/**
 * Validated cryptographic modules (NIST, Cryptographic Module Validation Program), one JSON object a line or one list.
 *
 * The form is that of the project NIST-CMVP-API, which republishes the public search of the program. Statuses are the program's own.
 * Contact persons are left out: nobody here needs them.
 */
import { certificatesNamed } from '#domain/registers/named-certificates.ts'
import type { RegisterRecord, RegisterStatus, RegisterStep } from '#domain/registers/record.ts'
import { asList, asRecord, asText, asTexts, given, type Written } from '../as-written.ts'
import type { SourceDocument } from '../format.ts'
import type { Cleaner } from './cleaning.ts'
import type { RegisterFormat } from './family.ts'
import { readLines, readList, type Row } from './lines.ts'
import { cleanReferences, decodeRows, type RowReading, sortedMore } from './rows.ts'

export const cmvp: RegisterFormat = {
  id: 'cmvp',
  name: 'NIST CMVP modules (JSON lines or list)',
  detect: (start) =>
    /^\s*\[?\s*\{/.test(start) && start.includes('"certificate_number"') && start.includes('"standard"'),
  decode: (document: SourceDocument) => {
    const isList = /^\s*\[/.test(new TextDecoder().decode(document.bytes.subarray(0, 64)).replace(/^\uFEFF/, ''))
    const rows = isList ? readList(document) : readLines(document)
    return Promise.resolve(
      decodeRows(rows, {
        file: document.file,
        form: 'cmvp',
        what: 'register of validated cryptographic modules (CMVP)',
        isWhole: true,
        read: readModule,
        checksReferences: true,
      }),
    )
  },
}

const STATUSES: Readonly<Record<string, RegisterStatus['value']>> = {
  active: 'active',
  historical: 'historical',
  revoked: 'revoked',
}

/** Spellings of the one column, to the form printed today. */
const EMBODIMENTS: Readonly<Record<string, string>> = {
  multichipstandalone: 'Multi-Chip Stand Alone',
  multichipstand: 'Multi-Chip Stand Alone',
  multichipembedded: 'Multi-Chip Embedded',
  multichipembed: 'Multi-Chip Embedded',
  singlechip: 'Single Chip',
}

/** Members of a row: carried, or said again elsewhere (undefined), or lost, with the reason. Others are lost too. */
const MEMBERS = new Map<string, string | undefined>([
  ...(
    'caveat certificate_number embodiment module_name module_type nist_page_url overall_level security_level_exceptions ' +
    'security_policy_url standard status sunset_date validation_date validation_dates validation_history vendor vendor_name'
  )
    .split(' ')
    .map((key) => [key, undefined] as const),
  ['algorithms', 'names of algorithms without their own certificates bear on no answer'],
  ['description', 'what the vendor writes of the module bears on no answer'],
])
const VENDOR_MEMBERS = new Map<string, string | undefined>([
  ['name', undefined],
  ['country', undefined],
  ['address_lines', 'of the vendor, name and country are kept'],
  ['website_url', 'of the vendor, name and country are kept'],
  ['contact_name', 'persons are not kept'],
  ['contact_email', 'persons are not kept'],
  ['contact_phone', 'persons are not kept'],
])
const NO_FIELD = 'the model of a register has no field for it'

function tellLosses(value: Written, vendor: Written, lose: RowReading['lose']): void {
  for (const key in value) {
    const because = MEMBERS.has(key) ? MEMBERS.get(key) : NO_FIELD
    if (because !== undefined && !isEmpty(value[key])) lose(`/*/${key}`, because)
  }
  for (const key in vendor) {
    const because = VENDOR_MEMBERS.has(key) ? VENDOR_MEMBERS.get(key) : NO_FIELD
    if (because !== undefined && !isEmpty(vendor[key])) lose(`/*/vendor/${key}`, because)
  }
}

function readModule(row: Row, { clean, lose }: RowReading): RegisterRecord | string {
  const { value, line } = row
  const written = value['certificate_number']
  const printed = typeof written === 'number' ? String(written) : asText(written)?.trim()
  const digits = printed === undefined ? null : /^(?:#|cert\.?\s*#?\s*)?0*([1-9]\d{0,6})$/i.exec(printed)
  if (digits === null)
    return printed === undefined ? 'it has no certificate number' : `"${printed.slice(0, 40)}" is no certificate number`
  const number = digits[1] as string
  const id = `cmvp:${number}`
  clean.at(line, id)
  if (number !== written) clean.note('number', String(written), number)
  const history = steps(value, clean)
  const standard = clean.text(value['standard'])
  const caveat = clean.text(value['caveat'])
  const vendor = asRecord(value['vendor']) ?? {}
  const addresses = asTexts(vendor['address_lines'])
  const named = caveat === undefined ? [] : certificatesNamed(caveat).map((c) => `cmvp:${c.number}`)
  tellLosses(value, vendor, lose)
  return given({
    register: 'cmvp',
    number,
    product: clean.text(value['module_name']),
    versions: [],
    vendor: clean.text(vendor['name']) ?? clean.text(value['vendor_name']),
    country: clean.country(vendor['country'], ...[...addresses].reverse()),
    level: levelPrinted(value, standard, clean),
    standard,
    status: statusOf(value, clean),
    issued: history.find((s) => s.word === 'Initial')?.on ?? history[0]?.on,
    sunset: clean.date(value['sunset_date'], 'month-first'),
    history,
    caveat,
    references: cleanReferences(id, named, clean),
    lab: history.find((s) => s.lab !== undefined)?.lab,
    scheme: 'CMVP',
    url: clean.text(value['nist_page_url']),
    more: sortedMore([
      ['areas', areas(value)],
      ['embodiment', embodiment(value, clean)],
      ['module type', moduleType(value, clean)],
      ['security policy', clean.text(value['security_policy_url'])],
    ]),
  } as const)
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function steps(value: Written, clean: Cleaner): readonly RegisterStep[] {
  return asList(value['validation_history']).flatMap((element) => {
    const step = asRecord(element)
    const on = clean.date(step?.['date'], 'month-first')
    return on === undefined
      ? []
      : [given({ on, word: clean.text(step?.['type']) ?? 'Update', lab: clean.text(step?.['lab']) })]
  })
}

function statusOf(value: Written, clean: Cleaner): RegisterStatus | undefined {
  const word = clean.text(value['status'])
  if (word === undefined) {
    clean.note('no-status', asText(value['status']) ?? '', '')
    return undefined
  }
  return given({ word, value: STATUSES[word.toLowerCase()] })
}

/** Standard and overall level stand in two columns; a certificate prints them side by side. */
function levelPrinted(value: Written, standard: string | undefined, clean: Cleaner): string | undefined {
  const level = value['overall_level']
  const digit = typeof level === 'number' ? String(level) : clean.text(level)
  if (digit === undefined || standard === undefined) {
    clean.note('no-level', digit ?? '', '')
    return undefined
  }
  return `${standard} Level ${digit}`
}

function areas(value: Written): string | undefined {
  const listed = asTexts(value['security_level_exceptions'])
  return listed.length === 0 ? undefined : listed.join('; ')
}

function embodiment(value: Written, clean: Cleaner): string | undefined {
  const printed = clean.text(value['embodiment'])
  if (printed === undefined) return undefined
  const usual = EMBODIMENTS[printed.toLowerCase().replace(/[^a-z]/g, '')]
  if (usual !== undefined && usual !== printed) clean.note('spelling', printed, usual)
  return usual ?? printed
}

function moduleType(value: Written, clean: Cleaner): string | undefined {
  const printed = clean.text(value['module_type'])
  const usual = printed?.replace(/-hybrid$/, '-Hybrid')
  if (printed !== undefined && usual !== undefined && usual !== printed) clean.note('spelling', printed, usual)
  return usual
}
