/** Native levels on the unified scale: what each formally reaches, and technically. Where only bounds are known, a bar between them. */
import { dotted, element, fitted, type Look, picture, SMALL, text, widthOf } from './svg.ts'

/** Indices into the scale. */
export interface LadderSpan {
  readonly low: number
  readonly high: number
}

export interface LadderRow {
  readonly name: string
  /** Rows of one group stand together under its name. */
  readonly group: string
  readonly formal: LadderSpan
  readonly technical: LadderSpan
}

export interface LadderWords {
  readonly title: string
  readonly description: string
  /** The letters, rising. */
  readonly scale: readonly string[]
  readonly formal: string
  readonly technical: string
  readonly between: string
}

const WIDTH = 720
const NAMES = 286
const LEFT = 300
const COLUMN = 58
const HEAD = 46
const GROUP = 26
const ROW = 22

export function levelLadder(rows: readonly LadderRow[], words: LadderWords, look: Look, id: string): string {
  const sorted = [...rows].sort(
    (a, b) =>
      compareText(a.group, b.group) ||
      b.formal.low - a.formal.low ||
      b.formal.high - a.formal.high ||
      b.technical.low - a.technical.low ||
      compareText(a.name, b.name),
  )
  const drawn: string[] = []
  let y = HEAD
  let group: string | undefined
  for (const row of sorted) {
    if (row.group !== group) {
      group = row.group
      drawn.push(text(0, y + 18, group, { fill: look.ink, isBold: true }))
      y += GROUP
    }
    drawn.push(rowAt(row, y, words, look, id))
    y += ROW
  }
  return picture(
    { id, width: WIDTH, height: y + 10, title: words.title, description: words.description },
    look,
    legend(words, look, id),
    columns(words, y, look),
    ...drawn,
  )
}

/** In the order of the code points, as everywhere where bytes have to be the same. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function centre(step: number): number {
  return LEFT + step * COLUMN + COLUMN / 2
}

function columns(words: LadderWords, bottom: number, look: Look): string {
  return words.scale
    .map(
      (letter, i) =>
        element('path', {
          d: `M${centre(i)} ${HEAD} V${bottom}`,
          stroke: look.faint,
          'stroke-width': 1,
          'stroke-dasharray': i === 0 ? '2 3' : undefined,
        }) + text(centre(i), HEAD - 6, letter, { fill: look.weak, anchor: 'middle', size: SMALL }),
    )
    .join('')
}

/** Formal: a box, filled where it is a point. Technical: a diamond, or a line between two. They are told apart by form, not by colour. */
function rowAt(row: LadderRow, y: number, words: LadderWords, look: Look, id: string): string {
  const says = `${row.name}: ${words.formal} ${spanText(row.formal, words)}, ${words.technical} ${spanText(row.technical, words)}`
  return element(
    'g',
    {},
    element('title', {}, says.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
    text(0, y + 14, fitted(row.name, NAMES, 12), { fill: look.ink, size: 12 }),
    formalMark(row.formal, y, look, id),
    technicalMark(row.technical, y, look),
  )
}

function formalMark(span: LadderSpan, y: number, look: Look, id: string): string {
  const isPoint = span.low === span.high
  return element('rect', {
    x: centre(span.low) - 11,
    y: y + 3,
    width: centre(span.high) - centre(span.low) + 22,
    height: 9,
    rx: 2,
    fill: isPoint ? look.accent : dotted(id),
    stroke: look.accent,
    'stroke-width': 1,
  })
}

function technicalMark(span: LadderSpan, y: number, look: Look): string {
  const [from, to] = [centre(span.low), centre(span.high)]
  return (
    (from === to ? '' : element('path', { d: `M${from} ${y + 17} H${to}`, stroke: look.ink, 'stroke-width': 1 })) +
    [...new Set([from, to])]
      .map((x) =>
        element('path', {
          d: `M${x} ${y + 14} L${x + 4} ${y + 17} L${x} ${y + 20} L${x - 4} ${y + 17} Z`,
          fill: from === to ? look.ink : look.ground,
          stroke: look.ink,
          'stroke-width': 1,
        }),
      )
      .join('')
  )
}

function spanText(span: LadderSpan, words: LadderWords): string {
  const [low, high] = [words.scale[span.low] ?? '', words.scale[span.high] ?? '']
  return low === high ? low : `${low}–${high}`
}

function legend(words: LadderWords, look: Look, id: string): string {
  const point = { low: 0, high: 0 }
  function moved(x: number, mark: string): string {
    return element('g', { transform: `translate(${x - centre(0)} 0)` }, mark)
  }
  const second = 28 + widthOf(words.formal, SMALL) + 24
  const third = second + 14 + widthOf(words.technical, SMALL) + 24
  return [
    moved(12, formalMark(point, 0, look, id)),
    text(28, 12, words.formal, { fill: look.weak, size: SMALL }),
    moved(second, technicalMark(point, -9, look)),
    text(second + 10, 12, words.technical, { fill: look.weak, size: SMALL }),
    element('rect', {
      x: third,
      y: 3,
      width: 26,
      height: 9,
      rx: 2,
      fill: dotted(id),
      stroke: look.accent,
      'stroke-width': 1,
    }),
    text(third + 32, 12, words.between, { fill: look.weak, size: SMALL }),
  ].join('')
}
