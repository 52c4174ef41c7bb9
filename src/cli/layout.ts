/** Text laid out in columns: wrapping, tables, bars. Pure; knows width, not meaning. */

// eslint-disable-next-line no-control-regex
const ESCAPE = /\u001b\[[0-9;]*m/g

/** Columns a text takes on a terminal; colour takes none. */
export function widthOf(text: string): number {
  return [...text.replace(ESCAPE, '')].length
}

/** Lines of at most `width` columns, broken at spaces; a word that is longer is cut. */
export function wrap(text: string, width: number): readonly string[] {
  const limit = Math.max(8, width)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((w) => w !== '')) {
    let rest = word
    while (widthOf(rest) > limit) {
      if (line !== '') lines.push(line)
      line = ''
      lines.push(rest.slice(0, limit))
      rest = rest.slice(limit)
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
  /** The column that takes what is left and wraps. */
  readonly isWide?: boolean
}

/** A table without frames: titles, then rows; the wide column wraps within the width. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width: number, style: (title: string) => string = (t) => t): readonly string[] {
  const natural = columns.map((c, i) => Math.max(widthOf(c.title), ...rows.map((r) => widthOf(r[i] ?? ''))))
  const fixed = natural.reduce((sum, w, i) => sum + (columns[i]?.isWide === true ? 0 : w), 0) + 2 * (columns.length - 1)
  const wide = columns.filter((c) => c.isWide === true).length
  const left = wide === 0 ? 0 : Math.max(16, Math.floor((width - fixed) / wide))
  const widths = natural.map((w, i) => (columns[i]?.isWide === true ? Math.min(w, left) : w))
  const out = [style(columns.map((c, i) => pad(c.title, widths[i] ?? 0, c.align === 'right' ? 'left' : 'right')).join('  ').trimEnd())]
  for (const row of rows) {
    const cells = columns.map((c, i) => (c.isWide === true ? wrap(row[i] ?? '', widths[i] ?? 16) : [row[i] ?? '']))
    const height = Math.max(...cells.map((c) => c.length))
    for (let line = 0; line < height; line += 1) {
      out.push(cells.map((c, i) => pad(c[line] ?? '', widths[i] ?? 0, columns[i]?.align === 'right' ? 'left' : 'right')).join('  ').trimEnd())
    }
  }
  return out
}
