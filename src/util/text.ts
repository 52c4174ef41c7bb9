/** Bytes to text: UTF-8, and UTF-16 where a byte order mark says so. What is neither is refused with the place of the first wrong byte. */
export type DecodedText =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' }
  | {
      readonly kind: 'refused'
      readonly because: string
      readonly byte: number
      readonly line: number
      readonly column: number
    }

const CHUNK = 8192

/** One pass; no more memory than the text itself. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode16(bytes, true)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode16(bytes, false)
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const parts: string[] = []
  let units: number[] = []
  let line = 1
  let lineStart = start
  for (let i = start; i < bytes.length; ) {
    const byte = bytes[i] as number
    const length =
      byte < 0x80
        ? 1
        : byte >= 0xc2 && byte < 0xe0
          ? 2
          : byte >= 0xe0 && byte < 0xf0
            ? 3
            : byte >= 0xf0 && byte < 0xf5
              ? 4
              : 0
    const point = length === 0 ? undefined : codePoint(bytes, i, length)
    if (point === undefined)
      return {
        kind: 'refused',
        because: 'a byte that no UTF-8 text has here',
        byte: i,
        line,
        column: i - lineStart + 1,
      }
    if (point === 0)
      return {
        kind: 'refused',
        because: 'a zero byte (a binary file, or UTF-16 without a mark)',
        byte: i,
        line,
        column: i - lineStart + 1,
      }
    if (point > 0xffff) units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff))
    else units.push(point)
    i += length
    if (point === 10) {
      line += 1
      lineStart = i
    }
    if (units.length >= CHUNK) {
      parts.push(String.fromCharCode(...units))
      units = []
    }
  }
  parts.push(String.fromCharCode(...units))
  return { kind: 'text', text: parts.join(''), encoding: 'utf-8' }
}

function codePoint(bytes: Uint8Array, at: number, length: number): number | undefined {
  const first = bytes[at] as number
  if (length === 1) return first
  if (at + length > bytes.length) return undefined
  let point = first & (0xff >> (length + 1))
  for (let k = 1; k < length; k += 1) {
    const next = bytes[at + k] as number
    if ((next & 0xc0) !== 0x80) return undefined
    point = (point << 6) | (next & 0x3f)
  }
  const isOverlong = (length === 3 && point < 0x800) || (length === 4 && point < 0x10000)
  const isSurrogate = point >= 0xd800 && point < 0xe000
  return isOverlong || isSurrogate || point > 0x10ffff ? undefined : point
}

function decode16(bytes: Uint8Array, isLittle: boolean): DecodedText {
  if (bytes.length % 2 !== 0)
    return {
      kind: 'refused',
      because: 'UTF-16 with an odd number of bytes',
      byte: bytes.length - 1,
      line: 1,
      column: 1,
    }
  const parts: string[] = []
  for (let i = 2; i < bytes.length; i += CHUNK * 2) {
    const units: number[] = []
    for (let k = i; k < Math.min(i + CHUNK * 2, bytes.length); k += 2) {
      const a = bytes[k] as number
      const b = bytes[k + 1] as number
      units.push(isLittle ? a | (b << 8) : (a << 8) | b)
    }
    parts.push(String.fromCharCode(...units))
  }
  return { kind: 'text', text: parts.join(''), encoding: isLittle ? 'utf-16le' : 'utf-16be' }
}
