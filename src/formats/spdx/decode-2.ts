/** SPDX 2.2 and 2.3, in JSON and as tag-value text. */
import type { Bill } from '#domain/composition/bill-of-materials.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { asList, asRecord, asText, type Written } from '../as-written.ts'
import { firstInvalidUtf8, toUtf8 } from '../encoding.ts'
import { diagnose } from '../errors.ts'
import type { Decoded, SourceDocument } from '../format.ts'
import { openJson } from '../json-document.ts'
import { placesAt } from '../places.ts'
import { newProblems, type Problems } from '../problems.ts'
import { newSpdxChecker } from './check.ts'
import { newSpdxDecoder } from './elements.ts'
import { readTagValue } from './tag-value.ts'
import { spdx2Editions, type SpdxEdition } from './versions.ts'

/** The lists that may be long, in the order they are read. */
const longLists = ['packages', 'files', 'relationships', 'snippets'] as const

export async function decodeSpdx2Json(source: SourceDocument): Promise<Decoded<Bill>> {
  const document = openJson(source, new Set(longLists))
  if (!('head' in document)) return document
  const problems = newProblems()
  const head: Written = asRecord(document.head) ?? {}
  const edition = editionOf(head, problems)
  if (edition === undefined) return { diagnostics: document.diagnosticsOf(problems) }
  const value = read(head, edition, problems, document.forEach)
  const diagnostics = document.diagnosticsOf(problems)
  return value === undefined ? { diagnostics } : { value, diagnostics }
}

export async function decodeTagValue(source: SourceDocument): Promise<Decoded<Bill>> {
  const { file } = source
  const utf8 = toUtf8(source)
  if (utf8.bytes === undefined) return { diagnostics: utf8.diagnostics }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(utf8.bytes)
  } catch {
    const [place] = placesAt(utf8.bytes, [firstInvalidUtf8(utf8.bytes)])
    const at = { file, line: place?.line ?? 1, column: place?.column ?? 1, pointer: '' }
    return {
      diagnostics: [...utf8.diagnostics, diagnose('formats.invalid-text', 'bytes that are no UTF-8 text', { at })],
    }
  }
  const problems = newProblems()
  const document = readTagValue(text, problems)
  const { head } = document
  const edition = editionOf(head, problems)
  const value =
    edition === undefined
      ? undefined
      : read(head, edition, problems, (key, visit) => {
          asList(head[key]).forEach(visit)
          return true
        })
  const diagnostics: Diagnostic[] = problems.shown
    .map((problem) => ({ problem, line: document.lineOf(problem.pointer) }))
    .sort((a, b) => a.line - b.line)
    .map(({ problem, line }) => {
      const pointer = problem.pointer.startsWith('/line/') ? '' : problem.pointer
      const hint = problem.hint === undefined ? {} : { hint: problem.hint }
      return diagnose(problem.code, problem.message, { ...hint, at: { file, line, column: 1, pointer } })
    })
  for (const [code, count] of problems.hidden)
    diagnostics.push(diagnose('formats.too-many-problems', `${count} more problems of the kind ${code} are not shown`))
  const all = [...utf8.diagnostics, ...diagnostics]
  return value === undefined ? { diagnostics: all } : { value, diagnostics: all }
}

function editionOf(head: Written, problems: Problems): SpdxEdition | undefined {
  const printed = asText(head['spdxVersion'])
  const edition = spdx2Editions.find((candidate) => candidate.printed === printed)
  if (printed === undefined) {
    const message = 'the document is no SPDX document: it says no version'
    problems.add({ code: 'formats.unknown-format', message, pointer: '' })
  } else if (edition === undefined) {
    problems.add({
      code: 'formats.unknown-version',
      message: `"${printed}" is not read`,
      hint: `Read are ${spdx2Editions.map((it) => it.printed).join(', ')} and 3.0.1.`,
      pointer: '/spdxVersion',
    })
  }
  return edition
}

type ForEach = (key: string, visit: (element: unknown, index: number) => void) => boolean

function read(head: Written, edition: SpdxEdition, problems: Problems, forEach: ForEach): Bill | undefined {
  const checker = newSpdxChecker(edition, problems)
  const decoder = newSpdxDecoder(edition.printed, problems)
  checker.document(head)
  decoder.readHead(head)
  const isRead =
    forEach('packages', (written, index) => {
      checker.package(written, index)
      decoder.readPackage(written, index)
    }) &&
    forEach('files', (written, index) => {
      checker.file(written, index)
      decoder.readFile(written, index)
    }) &&
    forEach('relationships', (written, index) => {
      checker.relationship(written, index)
      decoder.readRelationship(written, index)
    }) &&
    forEach('snippets', () => decoder.lose('snippets', 1))
  checker.finish()
  return isRead ? decoder.finish() : undefined
}
