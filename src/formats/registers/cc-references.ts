/**
 * Common Criteria certificates with the references between them, as the project sec-certs gathers them from portals and reports: one list
 * of objects `{ id, refs, scheme, name, status, manufacturer, eal, not_valid_before, not_valid_after }`, many of them only an id and references.
 */
import { canonicalNumber } from '#domain/registers/numbers.ts'
import type { RegisterRecord, RegisterStatus } from '#domain/registers/record.ts'
import { asText, asTexts, given } from '../as-written.ts'
import type { Cleaner } from './cleaning.ts'
import type { RegisterFormat } from './family.ts'
import { readList, type Row } from './lines.ts'
import { cleanReferences, decodeRows, type RowReading, sortedMore } from './rows.ts'

export const ccReferences: RegisterFormat = {
  id: 'cc-references',
  name: 'Common Criteria references (sec-certs)',
  detect: (start) => /^\s*\[\s*\{/.test(start) && start.includes('"refs"') && /"(?:scheme|eal|dgst)"/.test(start),
  decode: (document) =>
    Promise.resolve(
      decodeRows(readList(document), {
        file: document.file,
        form: 'cc-references',
        what: 'Common Criteria certificates with their references (sec-certs)',
        isWhole: true,
        read: readCertificate,
        checksReferences: true,
      }),
    ),
}

const STATUSES: Readonly<Record<string, RegisterStatus['value']>> = {
  active: 'active',
  archived: 'archived',
}

const CARRIED: ReadonlySet<string> = new Set(
  'id refs scheme name status category manufacturer eal not_valid_before not_valid_after'.split(' '),
)

function readCertificate({ value, line }: Row, { clean, lose }: RowReading): RegisterRecord | string {
  const printed = asText(value['id'])?.trim()
  if (printed === undefined || printed === '' || printed.length > 80) return 'it has no id'
  const number = numberOf(printed, line, clean)
  for (const key in value)
    if (!CARRIED.has(key))
      lose(
        `/*/${key}`,
        key === 'dgst' ? 'an id of the gatherer of the list' : 'the model of a register has no field for it',
      )
  const word = clean.text(value['status'])
  if (word === undefined) clean.note('no-status', '', '')
  const level = clean.text(value['eal'])
  if (level === undefined) clean.note('no-level', '', '')
  return given({
    register: 'cc',
    number,
    product: clean.text(value['name']),
    versions: [],
    vendor: clean.text(value['manufacturer']),
    level,
    status: word === undefined ? undefined : given({ word, value: STATUSES[word.toLowerCase()] }),
    issued: clean.date(value['not_valid_before'], 'unknown'),
    validUntil: clean.date(value['not_valid_after'], 'unknown'),
    history: [],
    references: cleanReferences(
      `cc:${number}`,
      asTexts(value['refs']).map((r) => `cc:${canonicalNumber('cc', r)}`),
      clean,
    ),
    scheme: clean.text(value['scheme']),
    more: sortedMore([['category', clean.text(value['category'])]]),
  } as const)
}

function numberOf(printed: string, line: number, clean: Cleaner): string {
  const number = canonicalNumber('cc', printed)
  clean.at(line, `cc:${number}`)
  if (number !== printed) clean.note('number', printed, number)
  return number
}
