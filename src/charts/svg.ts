/**
 * A small writer of pictures: elements, texts that know their width, colours for page and paper. All geometry is in whole units, so
 * that the same values give the same bytes; one unit is one pixel on a page.
 */

/** Colours of a picture. On a page they are variables of its style, light or dark; on paper they are fixed. */
export interface Look {
  readonly ink: string
  readonly weak: string
  readonly faint: string
  readonly ground: string
  readonly good: string
  readonly fair: string
  readonly bad: string
  readonly open: string
  readonly accent: string
  readonly other: string
}

export const LIGHT: Look = {
  ink: '#1b1f24',
  weak: '#57606a',
  faint: '#d5dae0',
  ground: '#ffffff',
  good: '#1a7040',
  fair: '#8a5a00',
  bad: '#b42318',
  open: '#6a737d',
  accent: '#0b5cad',
  other: '#7b8a9d',
}

export const DARK: Look = {
  ink: '#e6edf3',
  weak: '#9da7b3',
  faint: '#353c45',
  ground: '#0f141a',
  good: '#4ec27a',
  fair: '#dba642',
  bad: '#ff7b72',
  open: '#98a2ad',
  accent: '#6cb2ff',
  other: '#7f90a6',
}

export const PAPER: Look = LIGHT

/** `var(--chart-ink, #1b1f24)`: the style of the page decides; the light colours stand in where it says nothing. */
export const PAGE: Look = Object.fromEntries(
  Object.entries(LIGHT).map(([name, value]) => [name, `var(--chart-${name}, ${value})`]),
) as unknown as Look

export type Attributes = Readonly<Record<string, string | number | undefined>>

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([k, v]) =>
    v === undefined ? [] : [` ${k}="${escaped(String(v))}"`],
  )
  return children.length === 0
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${children.join('')}</${name}>`
}

export const SIZE = 13
export const SMALL = 11

export interface TextStyle {
  readonly size?: number
  readonly fill: string
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly isBold?: boolean
}

/** A line of text whose baseline is at `y`. */
export function text(x: number, y: number, content: string, style: TextStyle): string {
  return element(
    'text',
    {
      x,
      y,
      fill: style.fill,
      'font-size': style.size ?? SIZE,
      'text-anchor': style.anchor === 'start' ? undefined : style.anchor,
      'font-weight': style.isBold === true ? 600 : undefined,
    },
    escaped(content),
  )
}

export interface PictureFrame {
  readonly id: string
  readonly width: number
  readonly height: number
  /** Names the picture to those who do not see it. */
  readonly title: string
  /** Says what there is to see. */
  readonly description: string
}

export function picture(frame: PictureFrame, look: Look, ...children: readonly string[]): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${frame.width} ${frame.height}`,
      width: frame.width,
      height: frame.height,
      role: 'img',
      'aria-labelledby': `${frame.id}-title ${frame.id}-desc`,
      'font-family': 'Inter, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    },
    element('title', { id: `${frame.id}-title` }, escaped(frame.title)),
    element('desc', { id: `${frame.id}-desc` }, escaped(frame.description)),
    patterns(frame.id, look),
    ...children,
  )
}

/** Fills that are told apart without colour. */
export function hatched(id: string): string {
  return `url(#${id}-hatched)`
}

export function dotted(id: string): string {
  return `url(#${id}-dotted)`
}

export function waiting(id: string): string {
  return `url(#${id}-waiting)`
}

function patterns(id: string, look: Look): string {
  function pattern(name: string, size: number, ...children: readonly string[]): string {
    return element(
      'pattern',
      { id: `${id}-${name}`, width: size, height: size, patternUnits: 'userSpaceOnUse' },
      element('rect', { width: size, height: size, fill: look.ground }),
      ...children,
    )
  }
  return element(
    'defs',
    {},
    pattern(
      'hatched',
      6,
      element('path', { d: 'M-1 1 L1 -1 M0 6 L6 0 M5 7 L7 5', stroke: look.fair, 'stroke-width': 2 }),
    ),
    pattern('dotted', 6, element('circle', { cx: 3, cy: 3, r: 1, fill: look.open })),
    pattern(
      'waiting',
      6,
      element('path', { d: 'M-1 5 L1 7 M0 0 L6 6 M5 -1 L7 1', stroke: look.weak, 'stroke-width': 1 }),
    ),
  )
}

// ---- widths -------------------------------------------------------------------------------------------------------------------

/** Thousandths of the size that each printable ASCII character takes in Inter, from the space on. */
const ADVANCES = [
  281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610, 618, 646, 593, 620,
  566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903,
  753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612,
  583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426,
  333, 426, 662,
]
/** Other letters are taken as wide, so that a text never needs more room than it was given. */
const LATIN = 760
const OTHER = 1000
const BOLD_PERCENT = 106

/** Units a text takes, rounded up. Other faces than Inter differ by a few per cent; leave a little room. */
export function widthOf(content: string, size: number = SIZE, isBold = false): number {
  let thousandths = 0
  for (const c of content) {
    const point = c.codePointAt(0) as number
    thousandths += ADVANCES[point - 32] ?? (point < 0x250 ? LATIN : OTHER)
  }
  return Math.ceil((thousandths * size * (isBold ? BOLD_PERCENT : 100)) / 100_000)
}

/** The longest beginning that fits in `room`, with a mark where something was left out. */
export function fitted(content: string, room: number, size: number = SIZE, isBold = false): string {
  if (widthOf(content, size, isBold) <= room) return content
  let taken = ''
  for (const c of content) {
    if (widthOf(`${taken}${c}…`, size, isBold) > room) break
    taken += c
  }
  return `${taken.trimEnd()}…`
}

/** At most `most` lines of `room` units; the last is cut where the text does not fit. */
export function lines(
  content: string,
  room: number,
  most: number,
  size: number = SIZE,
  isBold = false,
): readonly string[] {
  const words = content.split(/\s+/).filter((w) => w !== '')
  const found: string[] = []
  let line = ''
  words.forEach((word, i) => {
    if (found.length === most) return
    const next = line === '' ? word : `${line} ${word}`
    if (line === '' || widthOf(next, size, isBold) <= room) {
      line = next
      return
    }
    if (found.length === most - 1) {
      found.push([line, ...words.slice(i)].join(' '))
      line = ''
      return
    }
    found.push(line)
    line = word
  })
  if (line !== '' && found.length < most) found.push(line)
  return (found.length === 0 ? [''] : found).map((l) => fitted(l, room, size, isBold))
}
