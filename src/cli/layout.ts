/** Text laid out in columns: wrapping, tables. Pure; knows width, not meaning. Text is to be visible (`#util/visible-text.ts`) before it comes here. */

const ESCAPE = /\u001b\[[0-9;]*m/g
const ZERO = /\p{Mn}|\p{Me}|\u200c|\u200d/u
/** Scripts and pictures that take two columns. */
const WIDE =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2ff}\u{1f004}\u{1f0cf}\u{1f18e}\u{1f191}-\u{1f19a}\u{1f200}-\u{1f320}\u{1f32d}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f7e0}-\u{1f7eb}\u{1f90c}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]/u
/** What every printable text up to here takes: one column a character. */
const PLAIN = /^[\u0020-\u02ff\u2013-\u2026\u2070-\u209f\u2190-\u21ff\u2500-\u259f]*$/

/** Columns a text takes on a terminal; colour takes none. */
export function widthOf(text: string): number {
  const bare = text.includes('\u001b') ? text.replace(ESCAPE, '') : text
  if (PLAIN.test(bare)) return bare.length
  let width = 0
  for (const c of bare) width += ZERO.test(c) ? 0 : WIDE.test(c) ? 2 : 1
  return width
}

/** The longest beginning that fits, never half a character. */
function beginning(text: string, width: number): string {
  let taken = ''
  let used = 0
  for (const c of text) {
    const w = widthOf(c)
    if (used + w > width) break
    taken += c
    used += w
  }
  return taken
}

/** At most `width` columns; what is cut off is marked. Text without colour. */
export function fit(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${beginning(text, Math.max(0, width - 1)).trimEnd()}…`
}

/** Lines of at most `width` columns, broken at spaces; a word that is longer is cut. Text without colour. */
export function wrap(text: string, width: number): readonly string[] {
  const limit = Math.max(4, width)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/[ \n]+/).filter((w) => w !== '')) {
    let rest = word
    while (widthOf(rest) > limit) {
      const room = line === '' ? limit : limit - widthOf(line) - 1
      if (room >= 8 || line === '') {
        const head = beginning(rest, line === '' ? limit : room)
        lines.push(line === '' ? head : `${line} ${head}`)
        rest = rest.slice(head.length)
      } else lines.push(line)
      line = ''
    }
    const next = line === '' ? rest : `${line} ${rest}`
    if (widthOf(next) > limit) {
      lines.push(line)
      line = rest
    } else line = next
  }
  if (line !== '' || lines.length === 0) lines.push(line)
  return lines
}

export function pad(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const room = ' '.repeat(Math.max(0, width - widthOf(text)))
  return side === 'right' ? text + room : room + text
}

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  /** Takes what is left and wraps. */
  readonly isWide?: boolean
}

/** Cells are text, or text with the style of its lines: style takes no room, so it is put on after the layout. */
export type TableCell = string | { readonly text: string; readonly style: (line: string) => string }

/** A table without frames: titles, then rows; wide columns share what is left and wrap. Never wider than `width`: where nothing else helps, every column gives. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly TableCell[])[],
  width: number,
  style: (title: string) => string = (t) => t,
): readonly string[] {
  const widths = columnWidths(columns, rows, width)
  const heads = columns.map((c) => ({ text: c.title, style }))
  return [heads, ...rows].flatMap((row) => {
    const cells = columns.map((_, i) => wrap(textOf(row[i]), widths[i] ?? 0))
    const styles = columns.map((_, i) => styleOf(row[i]))
    const height = Math.max(...cells.map((c) => c.length))
    return Array.from({ length: height }, (_, n) =>
      line(
        columns,
        widths,
        cells.map((c) => c[n] ?? ''),
        styles,
      ),
    )
  })
}

const NARROWEST = 4

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly TableCell[])[],
  width: number,
): readonly number[] {
  const natural = columns.map((c, i) => Math.max(1, widthOf(c.title), ...rows.map((r) => widthOf(textOf(r[i])))))
  const gaps = 2 * (columns.length - 1)
  const wides = columns.flatMap((c, i) => (c.isWide === true ? [i] : []))
  const fixed = natural.reduce((sum, w, i) => sum + (wides.includes(i) ? 0 : w), 0) + gaps
  const widths = [...natural]
  // Narrow ones first: what they do not need, the others get.
  let left = Math.max(12 * wides.length, width - fixed)
  const order = [...wides].sort((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0))
  order.forEach((i, n) => {
    widths[i] = Math.min(natural[i] ?? 0, Math.floor(left / (order.length - n)))
    left -= widths[i] ?? 0
  })
  for (let over = widths.reduce((a, b) => a + b, gaps) - width; over > 0; over -= 1) {
    const widest = widths.indexOf(Math.max(...widths))
    if ((widths[widest] ?? 0) <= NARROWEST) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function line(
  columns: readonly Column[],
  widths: readonly number[],
  cells: readonly string[],
  styles: readonly ((text: string) => string)[],
): string {
  return columns
    .map((c, i) => {
      const text = cells[i] ?? ''
      const room = ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(text)))
      const shown = (styles[i] ?? ((t: string) => t))(text)
      return c.align === 'right' ? room + shown : shown + room
    })
    .join('  ')
    .trimEnd()
}

function textOf(cell: TableCell | undefined): string {
  return cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text
}

function styleOf(cell: TableCell | undefined): (text: string) => string {
  return cell === undefined || typeof cell === 'string' ? (t) => t : cell.style
}
