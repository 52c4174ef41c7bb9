/** CycloneDX, a bill of materials format of OWASP and Ecma International (ECMA-424). */
import type { Bill } from '#domain/composition/bill-of-materials.ts'
import { asRecord, asText, type Written } from '../as-written.ts'
import { openJson } from '../json-document.ts'
import { newProblems } from '../problems.ts'
import type { Decoded, Detection, Format, SourceDocument } from '../format.ts'
import { newCycloneDxDecoder } from './decode.ts'

const longLists = new Set(['components', 'services', 'dependencies', 'vulnerabilities', 'compositions', 'annotations', 'formulation'])
const versions = ['1.2', '1.3', '1.4', '1.5', '1.6', '1.7']

export const cyclonedx: Format<Bill> = {
  id: 'cyclonedx',
  name: 'CycloneDX',
  editions: versions.map((version) => ({ version, syntaxes: ['json', 'xml'], writes: false })),
  detect(start): Detection | undefined {
    const text = new TextDecoder().decode(start.subarray(0, 4096))
    if (!text.includes('"bomFormat"') && !text.includes('cyclonedx')) return undefined
    return { format: 'cyclonedx', syntax: 'json' }
  },
  async decode(source: SourceDocument): Promise<Decoded<Bill>> {
    const document = openJson(source, longLists)
    if (!('head' in document)) return document
    const problems = newProblems()
    const head: Written = asRecord(document.head) ?? {}
    const version = asText(head['specVersion'])
    if (head['bomFormat'] !== 'CycloneDX')
      problems.add({ code: 'formats.unknown-format', message: 'the document is no CycloneDX bill: "bomFormat" is not "CycloneDX"', pointer: '' })
    else if (version === undefined || !versions.includes(version))
      problems.add({
        code: 'formats.unknown-version',
        message: `CycloneDX ${version ?? 'without "specVersion"'} is not read`,
        hint: `Read are ${versions.join(', ')}.`,
        pointer: '/specVersion',
      })
    if (problems.shown.length > 0 || version === undefined) return { diagnostics: document.diagnosticsOf(problems) }

    const decoder = newCycloneDxDecoder(version, problems)
    decoder.readHead(head)
    const readAll =
      document.forEach('components', decoder.readComponent) &&
      document.forEach('services', decoder.readService) &&
      document.forEach('dependencies', decoder.readDependency) &&
      document.forEach('vulnerabilities', decoder.readVulnerability) &&
      document.forEach('compositions', decoder.readComposition)
    for (const key of ['annotations', 'formulation']) decoder.lose(key, document.lengthOf(key))
    const value = readAll ? decoder.finish() : undefined
    const diagnostics = document.diagnosticsOf(problems)
    return value === undefined ? { diagnostics } : { value, diagnostics }
  },
}
