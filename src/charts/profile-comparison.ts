/**
 * Two assurance profiles side by side, dimension by dimension: how deep, and by how independent a performer at each depth.
 *
 * A cell is a depth; the digit in it is the most independent performer who went that deep. A full cell is shown, an outlined one may be.
 */
import { element, fitted, type Look, picture, SMALL, text } from './svg.ts'

export interface ProfileCell {
  /** Independence of the performer that surely went so deep; undefined: nobody surely did. */
  readonly surely?: number
  /** The most that is possible; undefined: nobody can have. */
  readonly possibly?: number
}

export interface ComparedDimension {
  readonly letter: string
  readonly name: string
  /** False: the dimension has no performer, so cells carry no digit. */
  readonly hasPerformer: boolean
  /** One for each depth from 1 on. */
  readonly first: readonly ProfileCell[]
  readonly second: readonly ProfileCell[]
  /** The orders still possible, in words. */
  readonly order: string
}

export interface ProfileWords {
  readonly title: string
  readonly description: string
  readonly first: string
  readonly second: string
  readonly depth: string
  readonly order: string
  readonly surely: string
  readonly possibly: string
}

const WIDTH = 720
const NAMES = 196
const LEFT = 236
const CELL = 40
const BAR = 18
const HEAD = 74
const DIMENSION = 56
const DEEPEST = 6
const WORDS = LEFT + DEEPEST * CELL + 18

export function profileComparison(
  dimensions: readonly ComparedDimension[],
  words: ProfileWords,
  look: Look,
  id: string,
): string {
  const height = HEAD + dimensions.length * DIMENSION + 10
  return picture(
    { id, width: WIDTH, height, title: words.title, description: words.description },
    look,
    head(words, look),
    ...dimensions.map((d, i) => rows(d, HEAD + i * DIMENSION, look)),
  )
}

function head(words: ProfileWords, look: Look): string {
  const cell = { width: 18, height: 12, 'stroke-width': 1 }
  return [
    text(0, 14, fitted(`1  ${words.first}`, 330), { fill: look.ink, isBold: true }),
    text(0, 32, fitted(`2  ${words.second}`, 330), { fill: look.ink, isBold: true }),
    element('rect', { x: 350, y: 4, ...cell, fill: look.accent, stroke: look.accent }),
    text(374, 14, words.surely, { fill: look.weak, size: SMALL }),
    element('rect', { x: 350, y: 22, ...cell, fill: look.ground, stroke: look.open, 'stroke-dasharray': '3 3' }),
    text(374, 32, words.possibly, { fill: look.weak, size: SMALL }),
    text(LEFT - 10, HEAD - 12, words.depth, { fill: look.weak, size: SMALL, anchor: 'end' }),
    ...Array.from({ length: DEEPEST }, (_, i) =>
      text(LEFT + i * CELL + CELL / 2, HEAD - 12, `${i + 1}`, { fill: look.weak, size: SMALL, anchor: 'middle' }),
    ),
    text(WORDS, HEAD - 12, words.order, { fill: look.weak, size: SMALL }),
    element('path', { d: `M0 ${HEAD - 4} H${WIDTH}`, stroke: look.faint, 'stroke-width': 1 }),
  ].join('')
}

function rows(d: ComparedDimension, y: number, look: Look): string {
  return element(
    'g',
    {},
    text(0, y + 22, d.letter, { fill: look.ink, isBold: true, size: 15 }),
    text(22, y + 22, fitted(d.name, NAMES - 22, 12), { fill: look.ink, size: 12 }),
    bar('1', d.first, d.hasPerformer, y + 4, look),
    bar('2', d.second, d.hasPerformer, y + 6 + BAR, look),
    text(WORDS, y + 26, fitted(d.order, WIDTH - WORDS, 12), { fill: look.ink, size: 12 }),
    element('path', { d: `M0 ${y + DIMENSION - 6} H${WIDTH}`, stroke: look.faint, 'stroke-width': 1 }),
  )
}

function bar(which: string, cells: readonly ProfileCell[], hasPerformer: boolean, y: number, look: Look): string {
  const drawn = cells.map((cell, i) => {
    const isSure = cell.surely !== undefined
    if (!isSure && cell.possibly === undefined) return ''
    const box = element('rect', {
      x: LEFT + i * CELL + 1,
      y,
      width: CELL - 2,
      height: BAR - 2,
      fill: isSure ? look.accent : look.ground,
      stroke: isSure ? look.accent : look.open,
      'stroke-width': 1,
      'stroke-dasharray': isSure ? undefined : '3 3',
    })
    const digits = hasPerformer ? performerText(cell) : ''
    const middle = { fill: isSure ? look.ground : look.ink, size: SMALL, anchor: 'middle' as const, isBold: true }
    return box + (digits === '' ? '' : text(LEFT + i * CELL + CELL / 2, y + 12, digits, middle))
  })
  return text(LEFT - 10, y + 12, which, { fill: look.weak, size: SMALL, anchor: 'end' }) + drawn.join('')
}

function performerText({ surely, possibly }: ProfileCell): string {
  if (surely === undefined) return `≤${possibly}`
  return possibly === undefined || possibly === surely ? `${surely}` : `${surely}–${possibly}`
}
