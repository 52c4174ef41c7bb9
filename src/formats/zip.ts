/**
 * Zip archives, as far as workbooks use them: entries stored or deflated, read through the platform's own decompressor, and archives
 * written without compression, so that the same input gives the same bytes everywhere.
 *
 * The sizes an archive states are not believed: what comes out of an entry is counted while it comes, and reading stops at the limit.
 * Source: PKWARE APPNOTE 6.3, sections 4.3.7 to 4.3.16.
 */
export interface ZipEntry {
  readonly name: string
  /** Bytes in the archive. */
  readonly packed: number
  readonly start: number
  readonly isDeflated: boolean
}

export type ZipFault = {
  readonly fault: 'not-zip' | 'encrypted' | 'unsupported' | 'truncated' | 'bomb' | 'corrupt'
  readonly at: number
  readonly says: string
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const MOST_ENTRIES = 20_000

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)
}

/** The entries by name. An entry that stands twice, or that overlaps another, is a fault: two readers would see two archives. */
export function listZip(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> | ZipFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end < 0) return fault('not-zip', 0, 'the end of the archive is missing')
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === 0xffffffff)
    return fault('unsupported', end, 'archives of more than 4 GiB or 65534 entries are not read')
  if (count > MOST_ENTRIES) return fault('bomb', end, `${count} entries`)
  if (at + size > end) return fault('corrupt', end, 'the directory of the archive is not where it says')
  const entries = new Map<string, ZipEntry>()
  const spans: (readonly [number, number])[] = []
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL)
      return fault('corrupt', at, 'an entry of the directory is broken')
    const flags = view.getUint16(at + 8, true)
    const method = view.getUint16(at + 10, true)
    const packed = view.getUint32(at + 20, true)
    const nameLength = view.getUint16(at + 28, true)
    const local = view.getUint32(at + 42, true)
    const name = text(bytes.subarray(at + 46, at + 46 + nameLength))
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if ((flags & 1) !== 0) return fault('encrypted', at, `"${name.slice(0, 60)}" is encrypted`)
    if (method !== 0 && method !== 8)
      return fault('unsupported', at, `"${name.slice(0, 60)}" is packed by method ${method}`)
    if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL)
      return fault('corrupt', at, `"${name.slice(0, 60)}" is not where the directory says`)
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    if (start + packed > bytes.length) return fault('truncated', at, `"${name.slice(0, 60)}" is cut off`)
    if (entries.has(name)) return fault('corrupt', at, `"${name.slice(0, 60)}" stands twice`)
    entries.set(name, { name, packed, start, isDeflated: method === 8 })
    spans.push([local, start + packed])
    at = next
  }
  spans.sort((a, b) => a[0] - b[0])
  for (let n = 1; n < spans.length; n += 1) {
    if ((spans[n] as readonly [number, number])[0] < (spans[n - 1] as readonly [number, number])[1])
      return fault('bomb', (spans[n] as readonly [number, number])[0], 'entries overlap each other')
  }
  return entries
}

function findEnd(view: DataView): number {
  const least = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= least; at -= 1) if (view.getUint32(at, true) === END) return at
  return -1
}

function fault(kind: ZipFault['fault'], at: number, says: string): ZipFault {
  return { fault: kind, at, says }
}

const utf8 = new TextDecoder()
function text(bytes: Uint8Array): string {
  return utf8.decode(bytes)
}

/** The bytes of an entry, at most `most` of them. */
export async function readEntry(bytes: Uint8Array, entry: ZipEntry, most: number): Promise<Uint8Array | ZipFault> {
  const packed = bytes.subarray(entry.start, entry.start + entry.packed)
  if (!entry.isDeflated)
    return packed.length > most ? fault('bomb', entry.start, `"${entry.name}" has ${packed.length} bytes`) : packed
  const chunks: Uint8Array[] = []
  let size = 0
  const inflated = new DecompressionStream('deflate-raw')
  const writer = inflated.writable.getWriter()
  // What goes wrong while writing shows when reading.
  const written = writer
    .write(Uint8Array.from(packed))
    .then(() => writer.close())
    .catch(() => {})
  const reader = inflated.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      if (size > most) {
        await reader.cancel().catch(() => {})
        return fault('bomb', entry.start, `"${entry.name}" unpacks to more than ${most} bytes`)
      }
      chunks.push(value)
    }
    await written
  } catch {
    return fault('corrupt', entry.start, `"${entry.name}" is no deflated data`)
  }
  const out = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    out.set(chunk, at)
    at += chunk.length
  }
  return out
}

/** An archive of stored entries, dated 1980-01-01 as archives without a date are. */
export function writeZip(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const encoder = new TextEncoder()
  const named = files.map((f) => ({ ...f, encoded: encoder.encode(f.name), crc: crc32(f.bytes) }))
  const local = named.reduce((sum, f) => sum + 30 + f.encoded.length + f.bytes.length, 0)
  const central = named.reduce((sum, f) => sum + 46 + f.encoded.length, 0)
  const out = new Uint8Array(local + central + 22)
  const view = new DataView(out.buffer)
  let at = 0
  const starts: number[] = []
  function head(f: (typeof named)[number], from: number): void {
    view.setUint16(from, 20, true)
    view.setUint16(from + 2, 0x0800, true)
    view.setUint16(from + 4, 0, true)
    view.setUint16(from + 6, 0, true)
    view.setUint16(from + 8, 0x21, true)
    view.setUint32(from + 10, f.crc, true)
    view.setUint32(from + 14, f.bytes.length, true)
    view.setUint32(from + 18, f.bytes.length, true)
    view.setUint16(from + 22, f.encoded.length, true)
  }
  for (const f of named) {
    starts.push(at)
    view.setUint32(at, LOCAL, true)
    head(f, at + 4)
    out.set(f.encoded, at + 30)
    out.set(f.bytes, at + 30 + f.encoded.length)
    at += 30 + f.encoded.length + f.bytes.length
  }
  named.forEach((f, i) => {
    view.setUint32(at, CENTRAL, true)
    view.setUint16(at + 4, 20, true)
    head(f, at + 6)
    view.setUint32(at + 42, starts[i] as number, true)
    out.set(f.encoded, at + 46)
    at += 46 + f.encoded.length
  })
  view.setUint32(at, END, true)
  view.setUint16(at + 8, named.length, true)
  view.setUint16(at + 10, named.length, true)
  view.setUint32(at + 12, central, true)
  view.setUint32(at + 16, local, true)
  return out
}

const CRC = Int32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k += 1) c = (c & 1) !== 0 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c
})

function crc32(bytes: Uint8Array): number {
  let crc = -1
  for (const b of bytes) crc = (crc >>> 8) ^ (CRC[(crc ^ b) & 255] as number)
  return (crc ^ -1) >>> 0
}
