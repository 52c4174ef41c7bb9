/**
 * SPDX 2 in tag-value form, brought into the shape of the JSON form.
 *
 * A document is lines of `Tag: value`; a value may run over lines between `<text>` and `</text>`. Some tags begin a new element
 * (`PackageName`, `FileName`, …), and what follows belongs to it. Files listed after a package belong to that package.
 *
 * Source: spdx-2.2, spdx-2.3, clause 4 and the tags named in clauses 6 to 12.
 */
import type { Problems } from '../problems.ts'

type Item = Record<string, unknown>

export interface TagValueDocument {
  readonly head: Item
  /** The line on which the element, or the line, that a pointer leads to begins. */
  lineOf(pointer: string): number
}

type Add = (value: string, target: Item) => void

const put =
  (key: string): Add =>
  (value, target) => {
    target[key] = value
  }
const append =
  (key: string): Add =>
  (value, target) => {
    ;((target[key] ??= []) as unknown[]).push(value)
  }
/** What nobody reads further than that it is there. */
const appendRecord =
  (key: string): Add =>
  (value, target) => {
    ;((target[key] ??= []) as unknown[]).push({ text: value })
  }
const checksum: Add = (value, target) => {
  const colon = value.indexOf(':')
  const entry = { algorithm: value.slice(0, colon).trim(), checksumValue: value.slice(colon + 1).trim() }
  ;((target['checksums'] ??= []) as unknown[]).push(entry)
}
const externalRef: Add = (value, target) => {
  const [referenceCategory, referenceType, ...rest] = value.split(/\s+/)
  ;((target['externalRefs'] ??= []) as unknown[]).push({
    referenceCategory,
    referenceType,
    referenceLocator: rest.join(' '),
  })
}
const externalRefComment: Add = (value, target) => {
  const last = (target['externalRefs'] as Item[] | undefined)?.at(-1)
  if (last !== undefined) last['comment'] = value
}
const boolean =
  (key: string): Add =>
  (value, target) => {
    target[key] = value === 'true' ? true : value === 'false' ? false : value
  }
const verificationCode: Add = (value, target) => {
  target['packageVerificationCode'] = { packageVerificationCodeValue: value }
}

/** Tags by the element they belong to. */
const documentTags: Readonly<Record<string, Add>> = {
  SPDXVersion: put('spdxVersion'),
  DataLicense: put('dataLicense'),
  SPDXID: put('SPDXID'),
  DocumentName: put('name'),
  DocumentNamespace: put('documentNamespace'),
  DocumentComment: put('comment'),
}
const creationTags: Readonly<Record<string, Add>> = {
  Creator: append('creators'),
  Created: put('created'),
  CreatorComment: put('comment'),
  LicenseListVersion: put('licenseListVersion'),
}
const packageTags: Readonly<Record<string, Add>> = {
  SPDXID: put('SPDXID'),
  PackageVersion: put('versionInfo'),
  PackageFileName: put('packageFileName'),
  PackageSupplier: put('supplier'),
  PackageOriginator: put('originator'),
  PackageDownloadLocation: put('downloadLocation'),
  FilesAnalyzed: boolean('filesAnalyzed'),
  PackageVerificationCode: verificationCode,
  PackageChecksum: checksum,
  PackageHomePage: put('homepage'),
  PackageSourceInfo: put('sourceInfo'),
  PackageLicenseConcluded: put('licenseConcluded'),
  PackageLicenseInfoFromFiles: append('licenseInfoFromFiles'),
  PackageLicenseDeclared: put('licenseDeclared'),
  PackageLicenseComments: put('licenseComments'),
  PackageCopyrightText: put('copyrightText'),
  PackageSummary: put('summary'),
  PackageDescription: put('description'),
  PackageComment: put('comment'),
  PackageAttributionText: append('attributionTexts'),
  PrimaryPackagePurpose: put('primaryPackagePurpose'),
  BuiltDate: put('builtDate'),
  ReleaseDate: put('releaseDate'),
  ValidUntilDate: put('validUntilDate'),
  ExternalRef: externalRef,
  ExternalRefComment: externalRefComment,
}
const fileTags: Readonly<Record<string, Add>> = {
  SPDXID: put('SPDXID'),
  FileType: append('fileTypes'),
  FileChecksum: checksum,
  LicenseConcluded: put('licenseConcluded'),
  LicenseInfoInFile: append('licenseInfoInFiles'),
  LicenseComments: put('licenseComments'),
  FileCopyrightText: put('copyrightText'),
  FileComment: put('comment'),
  FileNotice: put('noticeText'),
  FileContributor: append('fileContributors'),
  FileDependency: append('fileDependencies'),
  FileAttributionText: append('attributionTexts'),
  ArtifactOfProjectName: appendRecord('artifactOfs'),
  ArtifactOfProjectHomePage: () => {},
  ArtifactOfProjectURI: () => {},
}
const licenceTags: Readonly<Record<string, Add>> = {
  ExtractedText: put('extractedText'),
  LicenseName: put('name'),
  LicenseCrossReference: append('seeAlsos'),
  LicenseComment: put('comment'),
}
const snippetTags = new Set([
  'SnippetFromFileSPDXID',
  'SnippetByteRange',
  'SnippetLineRange',
  'SnippetLicenseConcluded',
  'LicenseInfoInSnippet',
  'SnippetLicenseComments',
  'SnippetCopyrightText',
  'SnippetComment',
  'SnippetName',
  'SnippetAttributionText',
])
const annotationTags = new Set(['AnnotationDate', 'AnnotationComment', 'AnnotationType', 'SPDXREF'])
const reviewTags = new Set(['ReviewDate', 'ReviewComment'])

/** Reads to the end whatever happens; each line that is none is a problem. Work: each line once. */
export function readTagValue(text: string, problems: Problems): TagValueDocument {
  const head: Item = {}
  const lists: Record<string, Item[]> = {
    packages: [],
    files: [],
    snippets: [],
    relationships: [],
    hasExtractedLicensingInfos: [],
  }
  const lines: Record<string, number[]> = {
    packages: [],
    files: [],
    snippets: [],
    relationships: [],
    hasExtractedLicensingInfos: [],
  }
  let tags: Readonly<Record<string, Add>> = documentTags
  let target = head
  let owner: Item | undefined

  function begin(list: string, item: Item, line: number, itsTags: Readonly<Record<string, Add>>): void {
    lists[list]?.push(item)
    lines[list]?.push(line)
    target = item
    tags = itsTags
  }

  function take(tag: string, value: string, line: number): void {
    switch (tag) {
      case 'PackageName': {
        const item: Item = { name: value }
        owner = item
        return begin('packages', item, line, packageTags)
      }
      case 'FileName': {
        const item: Item = { fileName: value }
        begin('files', item, line, fileTags)
        if (owner !== undefined) ((owner['#files'] ??= []) as Item[]).push(item)
        return
      }
      case 'SnippetSPDXID':
        return begin('snippets', { SPDXID: value }, line, {})
      case 'LicenseID':
        return begin('hasExtractedLicensingInfos', { licenseId: value }, line, licenceTags)
      case 'Relationship': {
        const [spdxElementId, relationshipType, relatedSpdxElement, ...more] = value.split(/\s+/)
        if (relatedSpdxElement === undefined || more.length > 0)
          return complain(
            line,
            `"${value.slice(0, 60)}" is no relationship`,
            'It has three words: an identifier, what it is to the other, the other.',
          )
        lists['relationships']?.push({ spdxElementId, relationshipType, relatedSpdxElement })
        lines['relationships']?.push(line)
        return
      }
      case 'RelationshipComment': {
        const last = lists['relationships']?.at(-1)
        if (last !== undefined) last['comment'] = value
        return
      }
      case 'ExternalDocumentRef':
        return appendRecord('externalDocumentRefs')(value, head)
      case 'Annotator':
        return appendRecord('annotations')(value, head)
      case 'Reviewer':
        return appendRecord('revieweds')(value, head)
      default: {
        const creation = creationTags[tag]
        if (creation !== undefined) return creation(value, (head['creationInfo'] ??= {}) as Item)
        const add = tags[tag]
        if (add !== undefined) return add(value, target)
        if (snippetTags.has(tag) || annotationTags.has(tag) || reviewTags.has(tag)) return
        complain(line, `the tag "${tag}" has no place here`)
      }
    }
  }

  function complain(line: number, message: string, hint?: string): void {
    problems.add({
      code: 'formats.tag-value-syntax',
      message,
      pointer: `/line/${line}`,
      ...(hint === undefined ? {} : { hint }),
    })
  }

  let line = 0
  let openTag = ''
  let openLine = 0
  let openText: string[] | undefined
  for (const raw of text.split(/\r\n|\n|\r/)) {
    line++
    if (openText !== undefined) {
      const end = raw.indexOf('</text>')
      openText.push(end < 0 ? raw : raw.slice(0, end))
      if (end < 0) continue
      take(openTag, openText.join('\n'), openLine)
      openText = undefined
      continue
    }
    const trimmed = raw.trim()
    if (trimmed === '' || trimmed.startsWith('#')) continue
    const match = /^([A-Za-z]+):\s*(.*)$/s.exec(trimmed)
    if (match === null) {
      complain(line, `"${trimmed.slice(0, 60)}" is neither "Tag: value" nor a comment`)
      continue
    }
    const [, tag = '', value = ''] = match
    if (!value.startsWith('<text>')) {
      take(tag, value, line)
      continue
    }
    const end = value.indexOf('</text>')
    if (end >= 0) take(tag, value.slice('<text>'.length, end), line)
    else {
      openTag = tag
      openLine = line
      openText = [value.slice('<text>'.length)]
    }
  }
  if (openText !== undefined)
    problems.add({ code: 'formats.truncated', message: 'the text ends before "</text>"', pointer: `/line/${openLine}` })

  for (const item of lists['packages'] ?? []) {
    const files = item['#files'] as Item[] | undefined
    delete item['#files']
    if (files !== undefined)
      item['hasFiles'] = files.map((file) => file['SPDXID']).filter((id) => typeof id === 'string')
  }
  for (const [key, list] of Object.entries(lists)) if (list.length > 0) head[key] = list

  return {
    head,
    lineOf(pointer) {
      const [, list = '', index = ''] = pointer.split('/')
      return list === 'line' ? Number(index) : (lines[list]?.[Number(index)] ?? 1)
    },
  }
}
