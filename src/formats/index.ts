/** The front door of the translators: which format is it, and what does it say. */
import type { Advisory, Bill } from '#domain/composition/bill-of-materials.ts'
import { csaf } from './csaf/index.ts'
import { cyclonedx } from './cyclonedx/index.ts'
import { toUtf8 } from './encoding.ts'
import { diagnose } from './errors.ts'
import type { Decoded, Format, SourceDocument } from './format.ts'
import { parsePurl } from './purl/index.ts'
import { spdx } from './spdx/index.ts'

/** Every format a bill of materials may come in. */
export const billFormats: readonly Format<Bill>[] = [cyclonedx, spdx]

/** Reads a bill of materials in whichever of the formats it is written. */
export async function decodeBill(source: SourceDocument): Promise<Decoded<Bill>> {
  const text = toUtf8({ file: source.file, bytes: source.bytes.subarray(0, 65536) })
  if (text.bytes === undefined) return { diagnostics: text.diagnostics }
  const { bytes } = text
  const format = billFormats.find((candidate) => candidate.detect(bytes) !== undefined)
  if (format !== undefined) return format.decode(source)
  return {
    diagnostics: [
      diagnose('formats.unknown-format', 'the file is no bill of materials that we read', {
        hint: `Read are ${billFormats.map((candidate) => candidate.name).join(' and ')}.`,
        at: { file: source.file, line: 1, column: 1, pointer: '' },
      }),
    ],
  }
}

/** Reads a security advisory in whichever of the formats it is written. */
export async function decodeAdvisory(source: SourceDocument): Promise<Decoded<Advisory>> {
  return csaf.decode(source, purlProblem)
}

function purlProblem(text: string): string | undefined {
  const result = parsePurl(text)
  return result.kind === 'refused' ? result.says : undefined
}

export { csaf } from './csaf/index.ts'
export { cyclonedx } from './cyclonedx/index.ts'
export type { Decoded, Detection, Encoded, Format, SourceDocument, WritingFormat } from './format.ts'
export { spdx } from './spdx/index.ts'
