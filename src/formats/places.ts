/** From byte offsets to lines and columns. */

export interface LineAndColumn {
  readonly line: number
  readonly column: number
}

/**
 * Line and column, both 1-based, of each offset; columns count characters, not bytes.
 *
 * One pass over the bytes, however many offsets there are: a document of one long line must not cost its length for every
 * problem in it. Offsets past the end answer for the end.
 */
export function placesAt(bytes: Uint8Array, offsets: readonly number[]): readonly LineAndColumn[] {
  const order = offsets.map((_, i) => i).sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0))
  const places: LineAndColumn[] = new Array(offsets.length)
  let line = 1
  let column = 1
  let at = 0
  for (const index of order) {
    const target = Math.min(offsets[index] ?? 0, bytes.length)
    for (; at < target; at++) {
      const byte = bytes[at] as number
      if (byte === 0x0a) {
        line++
        column = 1
      } else if ((byte & 0xc0) !== 0x80) column++
    }
    places[index] = { line, column }
  }
  return places
}
