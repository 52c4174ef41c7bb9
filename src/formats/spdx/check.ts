/**
 * Whether an SPDX 2 document has what its specification demands of it.
 *
 * Our own table after clauses 6 to 11 of the specification: which fields there are, of which type, which are mandatory, which
 * words they may hold. Not checked: licence expressions word for word, the package verification code, snippets, annotations
 * and reviews beyond being lists, and anything about other documents.
 */
import { nearestWords } from '#util/nearest.ts'
import { asList, asRecord, asText, type Written } from '../as-written.ts'
import type { Problems } from '../problems.ts'
import { isDateTime } from '../schema-formats.ts'
import { purposes, type SpdxEdition } from './versions.ts'

type FieldType = 'text' | 'texts' | 'boolean' | 'record' | 'records'

const common: Readonly<Record<string, FieldType>> = {
  SPDXID: 'text',
  annotations: 'records',
  attributionTexts: 'texts',
  checksums: 'records',
  comment: 'text',
  copyrightText: 'text',
  licenseComments: 'text',
  licenseConcluded: 'text',
}
const packageFields: Readonly<Record<string, FieldType>> = {
  ...common,
  builtDate: 'text',
  description: 'text',
  downloadLocation: 'text',
  externalRefs: 'records',
  filesAnalyzed: 'boolean',
  hasFiles: 'texts',
  homepage: 'text',
  licenseDeclared: 'text',
  licenseInfoFromFiles: 'texts',
  name: 'text',
  originator: 'text',
  packageFileName: 'text',
  packageVerificationCode: 'record',
  primaryPackagePurpose: 'text',
  releaseDate: 'text',
  sourceInfo: 'text',
  summary: 'text',
  supplier: 'text',
  validUntilDate: 'text',
  versionInfo: 'text',
}
const fileFields: Readonly<Record<string, FieldType>> = {
  ...common,
  artifactOfs: 'records',
  fileContributors: 'texts',
  fileDependencies: 'texts',
  fileName: 'text',
  fileTypes: 'texts',
  licenseInfoInFiles: 'texts',
  noticeText: 'text',
}
const relationshipFields: Readonly<Record<string, FieldType>> = {
  comment: 'text',
  relatedSpdxElement: 'text',
  relationshipType: 'text',
  spdxElementId: 'text',
}
const documentFields: Readonly<Record<string, FieldType>> = {
  SPDXID: 'text',
  annotations: 'records',
  comment: 'text',
  creationInfo: 'record',
  dataLicense: 'text',
  documentDescribes: 'texts',
  documentNamespace: 'text',
  externalDocumentRefs: 'records',
  files: 'records',
  hasExtractedLicensingInfos: 'records',
  name: 'text',
  packages: 'records',
  relationships: 'records',
  revieweds: 'records',
  snippets: 'records',
  spdxVersion: 'text',
}

const identifier = /^SPDXRef-[A-Za-z0-9.-]+$/
const fileTypes: ReadonlySet<string> = new Set([
  'SOURCE',
  'BINARY',
  'ARCHIVE',
  'APPLICATION',
  'AUDIO',
  'IMAGE',
  'TEXT',
  'VIDEO',
  'DOCUMENTATION',
  'SPDX',
  'OTHER',
])
const categories: ReadonlySet<string> = new Set([
  'SECURITY',
  'PACKAGE-MANAGER',
  'PACKAGE_MANAGER',
  'PERSISTENT-ID',
  'PERSISTENT_ID',
  'OTHER',
])

export interface SpdxChecker {
  document(head: Written): void
  package(written: unknown, index: number): void
  file(written: unknown, index: number): void
  relationship(written: unknown, index: number): void
  /** What is said once for all elements; to be called last. */
  finish(): void
}

export function newSpdxChecker(edition: SpdxEdition, problems: Problems): SpdxChecker {
  function report(pointer: string, message: string, hint?: string): void {
    problems.add({ code: 'formats.schema', message, pointer, ...(hint === undefined ? {} : { hint }) })
  }

  function checkRecord(
    written: unknown,
    pointer: string,
    fields: Readonly<Record<string, FieldType>>,
    required: readonly string[],
  ): Written | undefined {
    const record = asRecord(written)
    if (record === undefined) {
      report(pointer, 'an object was expected')
      return undefined
    }
    for (const key in record) {
      const type = fields[key]
      if (type === undefined) report(`${pointer}/${key}`, `"${key}" has no place here`)
      else if (!isOfType(record[key], type)) report(`${pointer}/${key}`, `"${key}" must be ${typeNames[type]}`)
    }
    for (const key of required) if (!(key in record)) report(pointer, `"${key}" is missing`)
    return record
  }

  /** For each expected field: where it is missing first, and how often. */
  const lacking = new Map<string, { readonly pointer: string; count: number }>()
  function expect(record: Written, pointer: string, what: string, fields: readonly string[]): void {
    for (const field of fields) {
      if (field in record) continue
      const key = `${what} "${field}"`
      const known = lacking.get(key)
      if (known === undefined) lacking.set(key, { pointer, count: 1 })
      else known.count++
    }
  }

  function checkWord(value: unknown, known: ReadonlySet<string> | ReadonlyMap<string, unknown>, pointer: string): void {
    const text = asText(value)
    if (text === undefined || known.has(text)) return
    const [near] = nearestWords(text, known.keys())
    report(
      pointer,
      `"${text}" is no word of SPDX ${edition.version} here`,
      near === undefined ? undefined : `Did you mean "${near}"?`,
    )
  }

  function checkIdentifier(record: Written, pointer: string): void {
    const id = asText(record['SPDXID'])
    if (id !== undefined && !identifier.test(id))
      report(
        `${pointer}/SPDXID`,
        `"${id}" is no SPDX identifier`,
        'It is "SPDXRef-" followed by letters, digits, "." and "-".',
      )
  }

  function checkChecksums(record: Written, pointer: string): void {
    asList(record['checksums']).forEach((checksum, i) => {
      const at = `${pointer}/checksums/${i}`
      const read = checkRecord(checksum, at, { algorithm: 'text', checksumValue: 'text' }, [
        'algorithm',
        'checksumValue',
      ])
      checkWord(read?.['algorithm'], edition.checksumAlgorithms, `${at}/algorithm`)
    })
  }

  return {
    document(head) {
      checkRecord(head, '', documentFields, ['SPDXID', 'creationInfo', 'dataLicense', 'documentNamespace', 'name'])
      if (head['SPDXID'] !== undefined && head['SPDXID'] !== 'SPDXRef-DOCUMENT')
        report('/SPDXID', 'the document itself must have the identifier "SPDXRef-DOCUMENT"')
      if (head['dataLicense'] !== undefined && head['dataLicense'] !== 'CC0-1.0')
        report('/dataLicense', 'the data licence must be "CC0-1.0"')
      const namespace = asText(head['documentNamespace'])
      if (namespace?.includes('#') === true) report('/documentNamespace', 'the namespace may not contain "#"')
      if (head['creationInfo'] === undefined) return
      const creation = checkRecord(
        head['creationInfo'],
        '/creationInfo',
        { comment: 'text', created: 'text', creators: 'texts', licenseListVersion: 'text' },
        ['created', 'creators'],
      )
      const created = asText(creation?.['created'])
      if (created !== undefined && !isDateTime(created))
        report('/creationInfo/created', `"${created}" is no date and time`)
      if (Array.isArray(creation?.['creators']) && creation['creators'].length === 0)
        report('/creationInfo/creators', 'somebody or something must have created the document')
    },
    package(written, index) {
      const pointer = `/packages/${index}`
      const record = checkRecord(written, pointer, packageFields, ['SPDXID', 'name', ...edition.packageRequires])
      if (record === undefined) return
      expect(record, pointer, 'packages lack', edition.packageExpects)
      checkIdentifier(record, pointer)
      checkChecksums(record, pointer)
      checkWord(record['primaryPackagePurpose'], purposes, `${pointer}/primaryPackagePurpose`)
      asList(record['externalRefs']).forEach((reference, i) => {
        const at = `${pointer}/externalRefs/${i}`
        const read = checkRecord(
          reference,
          at,
          { comment: 'text', referenceCategory: 'text', referenceLocator: 'text', referenceType: 'text' },
          ['referenceCategory', 'referenceLocator', 'referenceType'],
        )
        checkWord(read?.['referenceCategory'], categories, `${at}/referenceCategory`)
      })
    },
    file(written, index) {
      const pointer = `/files/${index}`
      const record = checkRecord(written, pointer, fileFields, ['SPDXID', ...edition.fileRequires])
      if (record === undefined) return
      expect(record, pointer, 'files lack', edition.fileExpects)
      checkIdentifier(record, pointer)
      checkChecksums(record, pointer)
      asList(record['fileTypes']).forEach((type, i) => checkWord(type, fileTypes, `${pointer}/fileTypes/${i}`))
    },
    relationship(written, index) {
      const pointer = `/relationships/${index}`
      const record = checkRecord(written, pointer, relationshipFields, [
        'spdxElementId',
        'relatedSpdxElement',
        'relationshipType',
      ])
      checkWord(record?.['relationshipType'], edition.relationshipTypes, `${pointer}/relationshipType`)
    },
    finish() {
      for (const [what, { pointer, count }] of lacking)
        problems.add({
          code: 'formats.incomplete',
          message: `${count} ${what}, which SPDX ${edition.version} demands; nothing is asserted in its place`,
          pointer,
        })
    },
  }
}

const typeNames: Readonly<Record<FieldType, string>> = {
  text: 'a string',
  texts: 'a list of strings',
  boolean: 'true or false',
  record: 'an object',
  records: 'a list of objects',
}

function isOfType(value: unknown, type: FieldType): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string'
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
    case 'boolean':
      return typeof value === 'boolean'
    case 'record':
      return asRecord(value) !== undefined
    case 'records':
      return Array.isArray(value) && value.every((item) => asRecord(item) !== undefined)
    default:
      return type satisfies never
  }
}
