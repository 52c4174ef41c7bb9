/** SPDX, a bill of materials format of the Linux Foundation (ISO/IEC 5962). */
import type { Bill } from '#domain/composition/bill-of-materials.ts'
import { asRecord, asText, type Written } from '../as-written.ts'
import type { Decoded, Detection, Format, SourceDocument } from '../format.ts'
import { openJson } from '../json-document.ts'
import { newProblems } from '../problems.ts'
import { newSpdxDecoder, spdxLongLists } from './decode.ts'
import { spdxEditions } from './versions.ts'

export const spdx: Format<Bill> = {
  id: 'spdx',
  name: 'SPDX',
  editions: spdxEditions.map(({ version }) => ({ version, syntaxes: ['json'], writes: false })),
  detect(start): Detection | undefined {
    const text = new TextDecoder().decode(start.subarray(0, 4096))
    const printed = /"spdxVersion"\s*:\s*"SPDX-([^"]*)"/.exec(text)?.[1]
    if (printed !== undefined) return { format: 'spdx', syntax: 'json', version: printed }
    return text.includes('"SPDXID"') || text.includes('"spdxVersion"') ? { format: 'spdx', syntax: 'json' } : undefined
  },
  async decode(source: SourceDocument): Promise<Decoded<Bill>> {
    const document = openJson(source, spdxLongLists)
    if (!('head' in document)) return document
    const problems = newProblems()
    const head: Written = asRecord(document.head) ?? {}
    const printed = asText(head['spdxVersion'])
    const edition = spdxEditions.find((candidate) => candidate.printed === printed)
    if (printed === undefined)
      problems.add({ code: 'formats.unknown-format', message: 'the document is no SPDX document: it has no "spdxVersion"', pointer: '' })
    else if (edition === undefined)
      problems.add({
        code: 'formats.unknown-version',
        message: `"${printed}" is not read`,
        hint: `Read are ${spdxEditions.map((it) => it.printed).join(', ')}.`,
        pointer: '/spdxVersion',
      })
    if (printed === undefined || edition === undefined) return { diagnostics: document.diagnosticsOf(problems) }

    const decoder = newSpdxDecoder(printed, problems)
    decoder.readHead(head)
    const readAll =
      document.forEach('packages', decoder.readPackage) &&
      document.forEach('files', decoder.readFile) &&
      document.forEach('relationships', decoder.readRelationship)
    decoder.lose('snippets', document.lengthOf('snippets'))
    const value = readAll ? decoder.finish() : undefined
    const diagnostics = document.diagnosticsOf(problems)
    return value === undefined ? { diagnostics } : { value, diagnostics }
  },
}
