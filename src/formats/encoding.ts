/**
 * Any text becomes UTF-8, or a diagnostic says why not.
 *
 * The formats ask for UTF-8 (RFC 8259 for JSON), but files come as they come: with a byte order mark, in UTF-16 from a
 * Windows editor, in Latin-1 where an XML declaration says so, or packed.
 */
import type { Diagnostic } from '#util/diagnostic.ts'
import { diagnose } from './errors.ts'
import type { SourceDocument } from './format.ts'

export interface Utf8 {
  /** Absent where the file is no text we can read. */
  readonly bytes?: Uint8Array
  readonly diagnostics: readonly Diagnostic[]
}

/** Packed files by their first bytes. */
const archives: readonly { readonly name: string; readonly magic: readonly number[] }[] = [
  { name: 'gzip', magic: [0x1f, 0x8b] },
  { name: 'zip', magic: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'bzip2', magic: [0x42, 0x5a, 0x68] },
]

/** Longer files are refused whole: offsets are kept in 32 bits. */
const MAX_BYTES = 2 ** 31

export function toUtf8(document: SourceDocument): Utf8 {
  const { file, bytes } = document
  const start = { file, line: 1, column: 1, pointer: '' }
  const refuse = (code: Parameters<typeof diagnose>[0], message: string, hint?: string): Utf8 => ({
    diagnostics: [diagnose(code, message, { at: start, ...(hint === undefined ? {} : { hint }) })],
  })

  if (bytes.length === 0) return refuse('formats.empty', 'the file is empty')
  if (bytes.length > MAX_BYTES) return refuse('formats.too-large', 'the file is larger than 2 GiB')
  for (const { name, magic } of archives) {
    if (magic.every((byte, i) => bytes[i] === byte))
      return refuse('formats.compressed', `the file is packed with ${name}`, 'Unpack it and give the document inside.')
  }

  const [a, b, c, d] = bytes
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    return refuse('formats.unsupported-encoding', 'the text is in UTF-32', 'Save it as UTF-8.')
  if (a === 0xef && b === 0xbb && c === 0xbf) return { bytes: bytes.subarray(3), diagnostics: [] }

  const wide = wideEncoding(bytes)
  const label = wide ?? declaredXmlEncoding(bytes)
  if (label === undefined) return { bytes, diagnostics: [] }

  let text: string
  try {
    text = new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch (error) {
    return error instanceof RangeError
      ? refuse('formats.unsupported-encoding', `the text is in the encoding "${label}"`, 'Save it as UTF-8.')
      : refuse('formats.invalid-text', `the file begins as ${label} but holds bytes that are no text in it`)
  }
  const note = diagnose('formats.encoding-converted', `the text is in ${label} and was read as such`, { at: start })
  return { bytes: new TextEncoder().encode(text), diagnostics: [note] }
}

/**
 * The beginning of the text as UTF-8, for a first look. Never refuses: what is no text in its encoding reads as replacement
 * characters, and a character cut in two at the end as well.
 */
export function startAsUtf8(bytes: Uint8Array): Uint8Array {
  const start = bytes.subarray(0, 65536)
  const label = wideEncoding(start)
  if (label !== undefined) return new TextEncoder().encode(new TextDecoder(label).decode(start))
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? start.subarray(3) : start
}

/** UTF-16 by its mark, or by the zero beside the first character, which both JSON and XML begin in ASCII. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const first = (byte: number | undefined) => byte !== undefined && byte !== 0 && byte < 0x80
  if (bytes.length >= 4 && bytes[1] === 0 && bytes[3] === 0 && first(a)) return 'utf-16le'
  if (bytes.length >= 4 && bytes[0] === 0 && bytes[2] === 0 && first(b)) return 'utf-16be'
  return undefined
}

/** The encoding that an XML declaration names, unless it is UTF-8. */
function declaredXmlEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== 0x3c || bytes[1] !== 0x3f) return undefined
  const declaration = String.fromCharCode(...bytes.subarray(0, 200))
  const label = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/.exec(declaration)?.[1]?.toLowerCase()
  return label === undefined || label === 'utf-8' || label === 'utf8' || label === 'us-ascii' || label === 'utf-16'
    ? undefined
    : label
}

/**
 * The offset of the first byte that is not well-formed UTF-8, or -1.
 *
 * Only asked when a decoder has already refused the text, to say where.
 */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  let i = 0
  while (i < bytes.length) {
    const lead = bytes[i] as number
    if (lead < 0x80) {
      i++
      continue
    }
    const length =
      lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
    if (length === 0) return i
    const second = bytes[i + 1] ?? 0
    if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f)) return i
    if ((lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f)) return i
    for (let k = 1; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return i
    i += length
  }
  return -1
}
