/** The schedule as bars: waiting, work, the longest it may take, the critical path, and the days it has to be ready by. */
import { type CalendarDate, addMonths, toDayNumber } from '#util/calendar-date.ts'
import { element, fitted, lines, type Look, picture, SMALL, text, waiting, widthOf } from './svg.ts'

export interface ScheduleBar {
  readonly name: string
  readonly starts: CalendarDate
  readonly queueUntil: CalendarDate
  readonly ends: CalendarDate
  readonly endsLatest: CalendarDate
  readonly isCritical: boolean
  readonly isHeld: boolean
}

export interface ScheduleDeadline {
  readonly on: CalendarDate
  readonly label: string
  readonly isMet: boolean
}

export interface ScheduleWords {
  readonly title: string
  readonly description: string
  readonly legend: {
    readonly critical: string
    readonly other: string
    readonly waiting: string
    readonly longest: string
    readonly held: string
  }
}

const WIDTH = 720
const NAMES = 236
const LEFT = 244
const RIGHT = 644
const HEAD = 50
const ROW = 20
const DEADLINE = 30

/** `until`: the last day drawn; what lies after it is drawn at the edge. */
export function scheduleChart(
  bars: readonly ScheduleBar[],
  deadlines: readonly ScheduleDeadline[],
  range: { readonly from: CalendarDate; readonly until: CalendarDate },
  words: ScheduleWords,
  look: Look,
  id: string,
): string {
  const first = toDayNumber(range.from)
  const days = Math.max(1, toDayNumber(range.until) - first)
  const at = (on: CalendarDate): number =>
    LEFT + Math.max(0, Math.min(RIGHT - LEFT, Math.floor(((toDayNumber(on) - first) * (RIGHT - LEFT)) / days)))
  const bottom = HEAD + bars.length * ROW + 8
  // The earliest stands highest: its line is the first to end.
  const stacked = [...deadlines].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const height = bottom + stacked.length * DEADLINE + 8
  return picture(
    { id, width: WIDTH, height, title: words.title, description: words.description },
    look,
    legend(words, look, id),
    months(range, at, bottom, look),
    ...bars.map((bar, i) => row(bar, HEAD + i * ROW, at, look, id)),
    ...stacked.map((d, i) => deadline(d, bottom + i * DEADLINE, at, look)),
  )
}

function legend({ legend: words }: ScheduleWords, look: Look, id: string): string {
  let x = 0
  function entry(sign: (x: number) => string, word: string): string {
    const drawn = sign(x) + text(x + 20, 13, word, { fill: look.weak, size: SMALL })
    x += 20 + widthOf(word, SMALL) + 16
    return drawn
  }
  const box = (fill: string, stroke?: string) => (left: number) =>
    element('rect', {
      x: left,
      y: 4,
      width: 14,
      height: 10,
      fill,
      stroke,
      'stroke-width': stroke === undefined ? undefined : 1,
    })
  return [
    entry(box(look.accent), words.critical),
    entry(box(look.ground, look.ink), words.other),
    entry(box(waiting(id), look.weak), words.waiting),
    entry(
      (left) =>
        element('path', { d: `M${left} 9 H${left + 14} M${left + 14} 5 V13`, stroke: look.ink, 'stroke-width': 1 }),
      words.longest,
    ),
    entry((left) => diamond(left + 7, 9, look.good), words.held),
  ].join('')
}

function diamond(x: number, y: number, fill: string): string {
  return element('path', { d: `M${x} ${y - 5} L${x + 5} ${y} L${x} ${y + 5} L${x - 5} ${y} Z`, fill })
}

/** Lines at the first of a month, as many as their labels leave room for. */
function months(
  range: { readonly from: CalendarDate; readonly until: CalendarDate },
  at: (on: CalendarDate) => number,
  bottom: number,
  look: Look,
): string {
  const out: string[] = []
  let free = LEFT
  for (let first = `${range.from.slice(0, 7)}-01` as CalendarDate; first <= range.until; first = addMonths(first, 1)) {
    if (first < range.from) continue
    const x = at(first)
    const label = first.slice(0, 7)
    if (x < free || x + widthOf(label, SMALL) > WIDTH) continue
    out.push(
      element('path', { d: `M${x} ${HEAD - 6} V${bottom}`, stroke: look.faint, 'stroke-width': 1 }),
      text(x, HEAD - 12, label, { fill: look.weak, size: SMALL }),
    )
    free = x + widthOf(label, SMALL) + 14
  }
  return out.join('')
}

function row(bar: ScheduleBar, y: number, at: (on: CalendarDate) => number, look: Look, id: string): string {
  const begin = at(bar.starts)
  const work = at(bar.queueUntil)
  const end = Math.max(work + 3, at(bar.ends))
  const longest = at(bar.endsLatest)
  const middle = y + 10
  const out = [
    text(0, y + 14, fitted(bar.name, NAMES, 12), { fill: look.ink, size: 12, isBold: false }),
    text(WIDTH, y + 14, bar.ends, {
      fill: bar.isCritical ? look.ink : look.weak,
      size: SMALL,
      anchor: 'end',
      isBold: bar.isCritical,
    }),
  ]
  if (bar.isHeld) return [...out, diamond(Math.max(LEFT + 5, end), middle, look.good)].join('')
  if (longest > end)
    out.push(
      element('path', {
        d: `M${end} ${middle} H${longest} M${longest} ${middle - 4} V${middle + 4}`,
        stroke: look.ink,
        'stroke-width': 1,
        fill: 'none',
      }),
    )
  if (work > begin)
    out.push(
      element('rect', {
        x: begin,
        y: y + 4,
        width: work - begin,
        height: 12,
        fill: waiting(id),
        stroke: look.weak,
        'stroke-width': 1,
      }),
    )
  out.push(
    element('rect', {
      x: work,
      y: y + 4,
      width: end - work,
      height: 12,
      fill: bar.isCritical ? look.accent : look.ground,
      stroke: bar.isCritical ? look.accent : look.ink,
      'stroke-width': 1,
    }),
  )
  return out.join('')
}

/** A deadline has a line of its own under the bars: words on the left, its day on the right, and a mark where the line from above ends. */
function deadline(d: ScheduleDeadline, y: number, at: (on: CalendarDate) => number, look: Look): string {
  const x = at(d.on)
  const colour = d.isMet ? look.weak : look.bad
  const words = lines(d.label, NAMES, 2, SMALL)
  const middle = y + 12
  return [
    element('path', {
      d: `M${x} ${HEAD - 4} V${middle - 4}`,
      stroke: colour,
      'stroke-width': d.isMet ? 1 : 2,
      'stroke-dasharray': d.isMet ? '4 3' : undefined,
    }),
    element('path', { d: `M${x - 5} ${middle - 5} H${x + 5} L${x} ${middle + 4} Z`, fill: colour }),
    ...words.map((line, i) =>
      text(0, y + (words.length === 1 ? 16 : 10 + i * 13), line, { fill: d.isMet ? look.weak : look.bad, size: SMALL }),
    ),
    text(WIDTH, y + 16, d.on, { fill: colour, size: SMALL, anchor: 'end', isBold: !d.isMet }),
  ].join('')
}
