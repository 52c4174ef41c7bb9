/** The front door of the translators: which format is it, and what does it say. */
import type { Advisory, Bill } from '#domain/composition/bill-of-materials.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { asRecord } from './as-written.ts'
import { csaf } from './csaf/index.ts'
import { cyclonedx } from './cyclonedx/index.ts'
import { startAsUtf8, toUtf8 } from './encoding.ts'
import { diagnose } from './errors.ts'
import type { Decoded, Format, SourceDocument } from './format.ts'
import { openJson } from './json-document.ts'
import { openvex } from './openvex/index.ts'
import { purlProblem } from './purl/index.ts'
import { spdx } from './spdx/index.ts'

export { encodeCsafAdvisory } from './csaf/encode.ts'
export { encodeCycloneDxAdvisory } from './cyclonedx/encode-advisory.ts'

/** Every format a bill of materials may come in. */
export const billFormats: readonly Format<Bill>[] = [cyclonedx, spdx]

/** Every format an advisory may come in. */
export const advisoryFormats: readonly Format<Advisory>[] = [csaf, openvex]

/**
 * Reads a bill of materials in whichever of the formats it is written.
 *
 * Package URLs are checked here, because formats do not know each other: a bill keeps them as printed, and one that names no
 * package is a warning.
 */
export async function decodeBill(source: SourceDocument): Promise<Decoded<Bill>> {
  const found = formatOf(source, billFormats, 'bill of materials')
  if (!('decode' in found)) return found
  const decoded = await found.decode(source)
  return decoded.value === undefined
    ? decoded
    : { value: decoded.value, diagnostics: [...decoded.diagnostics, ...purlProblems(decoded.value, source.file)] }
}

/** Reads a security advisory in whichever of the formats it is written. */
export async function decodeAdvisory(source: SourceDocument): Promise<Decoded<Advisory>> {
  const found = formatOf(source, advisoryFormats, 'advisory')
  if (!('decode' in found)) return found
  return found === csaf ? csaf.decode(source, purlProblem) : found.decode(source)
}

function formatOf<Value>(
  source: SourceDocument,
  formats: readonly Format<Value>[],
  what: string,
): Format<Value> | { readonly diagnostics: readonly Diagnostic[] } {
  const bytes = startAsUtf8(source.bytes)
  const format = formats.find((candidate) => candidate.detect(bytes) !== undefined)
  if (format !== undefined) return format
  const text = toUtf8(source)
  if (text.bytes === undefined) return { diagnostics: text.diagnostics }
  if (/^\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 64)))) {
    // Keys may stand in any order: the ones that tell may come after a long list. And broken JSON is better told where it
    // breaks than that it is in no known format.
    const opened = openJson(source, longLists)
    if (!('head' in opened)) return opened
    const late = formats.find((candidate) => candidate.detect(tellingKeys(opened.head)) !== undefined)
    if (late !== undefined) return late
  }
  const at = { file: source.file, line: 1, column: 1, pointer: '' }
  const hint = `Read are ${formats.map((candidate) => candidate.name).join(' and ')}.`
  return { diagnostics: [diagnose('formats.unknown-format', `the file is no ${what} that we read`, { hint, at })] }
}

/** The lists that may be long, in any format. */
const longLists = new Set([
  'components',
  'dependencies',
  'services',
  'packages',
  'files',
  'relationships',
  '@graph',
  'statements',
])

/** What a format is known by, as the beginning of a document. */
function tellingKeys(head: unknown): Uint8Array {
  const { bomFormat, specVersion, spdxVersion, SPDXID, document, ...rest } = asRecord(head) ?? {}
  const context = rest['@context']
  const csafVersion = asRecord(document)?.['csaf_version']
  const telling = { bomFormat, specVersion, spdxVersion, SPDXID, '@context': context, csaf_version: csafVersion }
  return new TextEncoder().encode(JSON.stringify(telling))
}

/** So many are shown; a tool that writes one wrong writes all wrong. */
const SHOWN_PURLS = 20

function purlProblems(bill: Bill, file: string): readonly Diagnostic[] {
  const problems: Diagnostic[] = []
  let hidden = 0
  for (const { purl, ref } of bill.components) {
    const says = purl === undefined ? undefined : purlProblem(purl)
    if (says === undefined) continue
    if (problems.length >= SHOWN_PURLS) hidden++
    else {
      const message = `${file}: the package URL "${purl?.slice(0, 100) ?? ''}" of the component "${ref.slice(0, 100)}" ${says}`
      problems.push(
        diagnose('formats.package-url', message, { hint: 'As it stands it cannot be matched with other documents.' }),
      )
    }
  }
  if (hidden > 0) problems.push(diagnose('formats.too-many-problems', `${hidden} more package URLs are refused`))
  return problems
}

export { csaf } from './csaf/index.ts'
export { cyclonedx } from './cyclonedx/index.ts'
export { formatErrors } from './errors.ts'
export { readJson } from './structured.ts'
export type { Decoded, Detection, Encoded, Format, SourceDocument, WritingFormat } from './format.ts'
export { openvex } from './openvex/index.ts'
export { buildPurl, canonicalPurl, parsePurl, purlOf, type PackageUrl } from './purl/index.ts'
export { spdx } from './spdx/index.ts'
