/** Assurance over time: how long each certificate or piece of evidence may be re-used, and the days on which something falls away. */
import { addMonths, type CalendarDate, toDayNumber } from '#util/calendar-date.ts'
import { dotted, element, fitted, lines, type Look, picture, SMALL, text, widthOf } from './svg.ts'

export interface AssuranceBar {
  readonly name: string
  readonly from: CalendarDate
  /** Last day; none: no end is recorded. */
  readonly to?: CalendarDate
  /** sure: may be re-used; unknown: not known whether; none: may not be re-used; planned: once the plan is carried out. */
  readonly standing: 'sure' | 'unknown' | 'none' | 'planned'
  readonly note: string
}

export interface Cliff {
  readonly on: CalendarDate
  readonly says: string
}

export interface AssuranceWords {
  readonly title: string
  readonly description: string
  readonly legend: Readonly<Record<AssuranceBar['standing'], string>>
  readonly today: string
}

const WIDTH = 720
const NAMES = 236
const LEFT = 246
const RIGHT = 704
const HEAD = 54
const ROW = 36
const CLIFF = 30

export function assuranceChart(
  bars: readonly AssuranceBar[],
  cliffs: readonly Cliff[],
  range: { readonly from: CalendarDate; readonly until: CalendarDate; readonly today: CalendarDate },
  words: AssuranceWords,
  look: Look,
  id: string,
): string {
  const first = toDayNumber(range.from)
  const days = Math.max(1, toDayNumber(range.until) - first)
  const at = (on: CalendarDate): number =>
    LEFT + Math.max(0, Math.min(RIGHT - LEFT, Math.floor(((toDayNumber(on) - first) * (RIGHT - LEFT)) / days)))
  const bottom = HEAD + bars.length * ROW
  const drawn = cliffs.filter((c) => c.on >= range.from && c.on <= range.until)
  const stacked = [...drawn].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const height = bottom + stacked.length * CLIFF + 28
  return picture(
    { id, width: WIDTH, height, title: words.title, description: words.description },
    look,
    legend(words, look, id),
    years(range, at, bottom, look),
    ...bars.map((bar, i) => row(bar, HEAD + i * ROW, at, look, id)),
    ...stacked.map((c, i) => cliff(c, bottom + 4 + i * CLIFF, at, look)),
    today(range.today, bottom + stacked.length * CLIFF + 8, words.today, at, look),
  )
}

const STANDINGS: readonly AssuranceBar['standing'][] = ['sure', 'planned', 'unknown', 'none']

function fillOf(
  standing: AssuranceBar['standing'],
  look: Look,
  id: string,
): { readonly fill: string; readonly stroke: string; readonly dash?: string } {
  switch (standing) {
    case 'sure':
      return { fill: look.good, stroke: look.good }
    case 'planned':
      return { fill: look.ground, stroke: look.accent }
    case 'unknown':
      return { fill: dotted(id), stroke: look.open }
    case 'none':
      return { fill: look.ground, stroke: look.bad, dash: '4 3' }
    default:
      return standing satisfies never
  }
}

function bar(x: number, y: number, width: number, standing: AssuranceBar['standing'], look: Look, id: string): string {
  const { fill, stroke, dash } = fillOf(standing, look, id)
  return element('rect', {
    x,
    y,
    width: Math.max(3, width),
    height: 12,
    fill,
    stroke,
    'stroke-width': standing === 'planned' ? 2 : 1,
    'stroke-dasharray': dash,
  })
}

function legend(words: AssuranceWords, look: Look, id: string): string {
  let x = 0
  return STANDINGS.map((standing) => {
    const word = words.legend[standing]
    const drawn = bar(x, 3, 18, standing, look, id) + text(x + 24, 13, word, { fill: look.weak, size: SMALL })
    x += 24 + widthOf(word, SMALL) + 18
    return drawn
  }).join('')
}

function years(
  range: { readonly from: CalendarDate; readonly until: CalendarDate },
  at: (on: CalendarDate) => number,
  bottom: number,
  look: Look,
): string {
  const out: string[] = []
  let free = LEFT
  for (
    let first = `${range.from.slice(0, 4)}-01-01` as CalendarDate;
    first <= range.until;
    first = addMonths(first, 12)
  ) {
    if (first < range.from) continue
    const x = at(first)
    const label = first.slice(0, 4)
    if (x < free || x + widthOf(label, SMALL) > WIDTH) continue
    out.push(
      element('path', { d: `M${x} ${HEAD - 6} V${bottom}`, stroke: look.faint, 'stroke-width': 1 }),
      text(x, HEAD - 12, label, { fill: look.weak, size: SMALL }),
    )
    free = x + widthOf(label, SMALL) + 12
  }
  return out.join('')
}

function row(own: AssuranceBar, y: number, at: (on: CalendarDate) => number, look: Look, id: string): string {
  const begin = at(own.from)
  const end = own.to === undefined ? RIGHT : at(own.to)
  const goesOn = own.to === undefined && own.standing !== 'none'
  return [
    text(0, y + 14, fitted(own.name, NAMES, 12), { fill: look.ink, size: 12 }),
    text(0, y + 28, fitted(own.note, NAMES, SMALL), { fill: look.weak, size: SMALL }),
    bar(begin, y + 10, end - begin, own.standing, look, id),
    goesOn
      ? element('path', {
          d: `M${RIGHT + 3} ${y + 10} L${RIGHT + 11} ${y + 16} L${RIGHT + 3} ${y + 22} Z`,
          fill: look.open,
        })
      : '',
  ].join('')
}

/** A day on which something falls away has a line of its own under the bars, so that no line crosses its words. */
function cliff(c: Cliff, y: number, at: (on: CalendarDate) => number, look: Look): string {
  const x = at(c.on)
  const words = lines(c.says, NAMES, 2, SMALL)
  const middle = y + 12
  const isLeft = x + 10 + widthOf(c.on, SMALL) > WIDTH
  return [
    element('path', { d: `M${x} ${HEAD - 4} V${middle - 4}`, stroke: look.bad, 'stroke-width': 1 }),
    element('path', { d: `M${x - 5} ${middle - 5} H${x + 5} L${x} ${middle + 4} Z`, fill: look.bad }),
    ...words.map((line, i) =>
      text(0, y + (words.length === 1 ? 16 : 10 + i * 13), line, { fill: look.bad, size: SMALL }),
    ),
    text(isLeft ? x - 10 : x + 10, y + 16, c.on, { fill: look.bad, size: SMALL, anchor: isLeft ? 'end' : 'start' }),
  ].join('')
}

function today(on: CalendarDate, y: number, word: string, at: (on: CalendarDate) => number, look: Look): string {
  const x = at(on)
  const label = `${word} ${on}`
  const isLeft = x + widthOf(label, SMALL) > WIDTH
  return (
    element('path', { d: `M${x} ${HEAD - 4} V${y}`, stroke: look.ink, 'stroke-width': 1, 'stroke-dasharray': '2 3' }) +
    text(x, y + 13, label, { fill: look.ink, size: SMALL, anchor: isLeft ? 'end' : 'start' })
  )
}
