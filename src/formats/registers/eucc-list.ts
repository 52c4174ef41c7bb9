/**
 * Certificates under the European scheme EUCC, as gathered from the pages of ENISA's certification site: one list of objects with the
 * address of the page, product, vendor, laboratory, body, assurance package and vulnerability component.
 */
import type { RegisterRecord, RegisterStatus } from '#domain/registers/record.ts'
import { asText, given } from '../as-written.ts'
import type { Cleaner } from './cleaning.ts'
import type { RegisterFormat } from './family.ts'
import { readList, type Row } from './lines.ts'
import { decodeRows, type RowReading, sortedMore } from './rows.ts'
import { parseDate } from '#util/calendar-date.ts'

export const euccList: RegisterFormat = {
  id: 'eucc-list',
  name: 'EUCC certificates (ENISA)',
  detect: (start) =>
    /^\s*\[\s*\{/.test(start) && start.includes('certification.enisa.europa.eu') && start.includes('"productName"'),
  decode: (document) =>
    Promise.resolve(
      decodeRows(readList(document), {
        file: document.file,
        form: 'eucc-list',
        what: 'European certificates under EUCC (ENISA)',
        isWhole: true,
        dayOf: (row) => parseDate(asText(row.value['date']) ?? ''),
        read: readCertificate,
        checksReferences: false,
      }),
    ),
}

const STATUSES: Readonly<Record<string, RegisterStatus['value']>> = {
  active: 'active',
  valid: 'valid',
  suspended: 'suspended',
  expired: 'expired',
  withdrawn: 'withdrawn',
  archived: 'archived',
}

const CARRIED: ReadonlySet<string> = new Set(
  (
    'link date status productName productVersion productType vendor lab certificationBody scheme protectionProfile ccVersion ' +
    'cemVersion avaVanLevel packageInfo'
  ).split(' '),
)
/** `…/certificates/eucc-3087-2026-0000000003-00000_en`: the number of the certificate is part of the address of its page. */
const NUMBER = /\/(eucc-[a-z0-9-]+?)(?:_[a-z]{2})?\/?$/i

function readCertificate({ value, line }: Row, { clean, lose }: RowReading): RegisterRecord | string {
  const link = asText(value['link'])?.trim()
  const found = link === undefined ? null : NUMBER.exec(link)
  if (found === null) return 'its address names no certificate'
  const number = (found[1] as string).toUpperCase()
  clean.at(line, `eucc:${number}`)
  for (const key in value) if (!CARRIED.has(key)) lose(`/*/${key}`, 'the model of a register has no field for it')
  const word = clean.text(value['status'])
  const version = clean.text(value['productVersion'])
  return given({
    register: 'eucc',
    number,
    product: clean.text(value['productName']),
    versions: version === undefined ? [] : [version],
    vendor: clean.text(value['vendor']),
    level: levelPrinted(clean.text(value['packageInfo']), clean.text(value['avaVanLevel']), clean),
    standard: clean.text(value['ccVersion']),
    status: word === undefined ? undefined : given({ word, value: STATUSES[word.toLowerCase()] }),
    history: [],
    references: [],
    lab: clean.text(value['lab']),
    scheme: 'EUCC',
    body: body(clean.text(value['certificationBody']), clean),
    url: link,
    more: sortedMore([
      ['act', clean.text(value['scheme'])],
      ['evaluation method', clean.text(value['cemVersion'])],
      ['product type', clean.text(value['productType'])],
      ['protection profile', clean.text(value['protectionProfile'])],
    ]),
  } as const)
}

/** Words of the page stand before the name: "that issued the certificate …". */
function body(printed: string | undefined, clean: Cleaner): string | undefined {
  const name = printed?.replace(/^that issued the certificate /i, '')
  if (printed !== undefined && name !== undefined && name !== printed) clean.note('prefix', printed, name)
  return name
}

/** The package as printed; where none is printed, the vulnerability component alone. */
function levelPrinted(pack: string | undefined, van: string | undefined, clean: Cleaner): string | undefined {
  if (pack !== undefined) return pack
  if (van !== undefined && /^[1-5]$/.test(van)) {
    clean.note('level', van, `AVA_VAN.${van}`)
    return `AVA_VAN.${van}`
  }
  clean.note('no-level', van ?? '', '')
  return undefined
}
