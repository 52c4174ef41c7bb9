/** The Common Security Advisory Framework of OASIS, version 2.0, with its mandatory tests. */
import type { Advisory } from '#domain/composition/bill-of-materials.ts'
import { asRecord, asText, type Written } from '../as-written.ts'
import type { Decoded, Detection, Format, SourceDocument } from '../format.ts'
import { parseJson } from '../json-document.ts'
import { newProblems } from '../problems.ts'
import { schemaProblem } from '../schema-errors.ts'
import { decodeCsaf } from './decode.ts'
import { runMandatoryTests } from './mandatory-tests.ts'
import { csafEditions } from './versions.ts'
import { walkCsaf } from './walk.ts'

const versions: readonly string[] = csafEditions.map(({ version }) => version)

export interface CsafFormat extends Format<Advisory> {
  /** `checkPurl` says what is wrong with a package URL, or nothing: formats do not know each other. */
  decode(document: SourceDocument, checkPurl?: (purl: string) => string | undefined): Promise<Decoded<Advisory>>
}

export const csaf: CsafFormat = {
  id: 'csaf',
  name: 'CSAF',
  editions: versions.map((version) => ({ version, syntaxes: ['json'], writes: false })),
  detect(start): Detection | undefined {
    const text = new TextDecoder().decode(start.subarray(0, 65536))
    const version = /"csaf_version"\s*:\s*"([^"]*)"/.exec(text)?.[1]
    return version === undefined ? undefined : { format: 'csaf', syntax: 'json', version }
  },
  async decode(source: SourceDocument, checkPurl = () => undefined): Promise<Decoded<Advisory>> {
    const document = parseJson(source)
    if (!('head' in document)) return document
    const problems = newProblems()
    const root: Written = asRecord(document.head) ?? {}
    const version = asText(asRecord(root['document'])?.['csaf_version'])
    if (version === undefined || !versions.includes(version)) {
      problems.add(
        version === undefined
          ? {
              code: 'formats.unknown-format',
              message: 'the document is no CSAF document: it has no "csaf_version"',
              pointer: '',
            }
          : {
              code: 'formats.unknown-version',
              message: `CSAF "${version}" is not read`,
              hint: `Read is ${versions.join(', ')}.`,
              pointer: '/document/csaf_version',
            },
      )
      return { diagnostics: document.diagnosticsOf(problems) }
    }
    const [validators, { weaknessNames }] = await Promise.all([
      import('./generated/csaf-2.0.js'),
      import('./generated/weakness-names.js'),
    ])
    if (!validators.document(root)) problems.add(schemaProblem(validators.document, root, ''))
    const walked = walkCsaf(root)
    runMandatoryTests(walked, { ...validators, weaknessNames, checkPurl }, problems)
    return { value: decodeCsaf(walked, version), diagnostics: document.diagnosticsOf(problems) }
  },
}
