/** CycloneDX in JSON: validated and decoded in one pass, element by element. */
import type { Bill } from '#domain/composition/bill-of-materials.ts'
import { asRecord, asText, type Written } from '../as-written.ts'
import type { Decoded, SourceDocument } from '../format.ts'
import { openJson } from '../json-document.ts'
import { newProblems } from '../problems.ts'
import { schemaProblem } from '../schema-errors.ts'
import { newCycloneDxDecoder } from './decode.ts'
import { longLists, readList } from './validate.ts'
import { cycloneDxEditions, editionOf } from './versions.ts'

export async function decodeJson(source: SourceDocument): Promise<Decoded<Bill>> {
  const document = openJson(source, new Set(longLists))
  if (!('head' in document)) return document
  const problems = newProblems()
  const head: Written = asRecord(document.head) ?? {}
  const version = asText(head['specVersion'])
  const edition = version === undefined ? undefined : editionOf(version)
  if (head['bomFormat'] !== 'CycloneDX') {
    problems.add({
      code: 'formats.unknown-format',
      message: 'the document is no CycloneDX bill: "bomFormat" is not "CycloneDX"',
      pointer: 'bomFormat' in head ? '/bomFormat' : '',
    })
  } else if (edition === undefined) {
    problems.add({
      code: 'formats.unknown-version',
      message: version === undefined ? '"specVersion" is missing' : `CycloneDX "${version}" is not read`,
      hint: `Read are ${cycloneDxEditions.map((it) => it.version).join(', ')}.`,
      pointer: 'specVersion' in head ? '/specVersion' : '',
    })
  }
  if (edition === undefined || problems.shown.length > 0) return { diagnostics: document.diagnosticsOf(problems) }

  const validators = await edition.load()
  if (!validators.document(head)) problems.add(schemaProblem(validators.document, head, ''))

  const decoder = newCycloneDxDecoder(edition.version, problems)
  decoder.readHead(head)
  const read = {
    components: decoder.readComponent,
    services: decoder.readService,
    dependencies: decoder.readDependency,
    vulnerabilities: decoder.readVulnerability,
    compositions: decoder.readComposition,
    annotations: () => decoder.lose('annotations', 1),
    formulation: () => decoder.lose('formulation', 1),
  }
  const isRead = longLists.every((list) => readList(document, list, validators, problems, read[list]))
  const value = isRead ? decoder.finish() : undefined
  const diagnostics = document.diagnosticsOf(problems)
  return value === undefined ? { diagnostics } : { value, diagnostics }
}
