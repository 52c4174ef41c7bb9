/** The schedule as bars of characters: waiting, work, what it may take at the longest, and the days it has to be ready by. */
import type { CalendarDate } from '#util/calendar-date.ts'
import { addMonths, toDayNumber } from '#util/calendar-date.ts'
import { visible } from '#util/visible-text.ts'
import type { Schedule } from '#app/shown.ts'
import { fit, pad, widthOf } from '../layout.ts'
import type { Page, Tone } from './page.ts'

interface Scale {
  readonly from: number
  readonly days: number
  readonly columns: number
}

const SHORTEST_BAR = 16

export function ganttLines(schedule: Schedule, page: Page): readonly string[] {
  const names = schedule.rows.map((r) => visible(r.name))
  const longest = Math.max(...names.map((n) => widthOf(n)), 8)
  const name = Math.min(longest, Math.max(14, Math.floor((page.width * 2) / 5)))
  const columns = Math.max(SHORTEST_BAR, page.width - name - 2 - 11)
  const until = lastDay(schedule)
  const scale: Scale = {
    from: toDayNumber(schedule.start),
    days: Math.max(1, toDayNumber(until) - toDayNumber(schedule.start)),
    columns,
  }
  const marks = schedule.deadlines
    .filter((d) => d.on >= schedule.start && d.on <= until)
    .map((d) => ({ column: columnOf(d.on, scale), isMet: d.isMet }))
  const lines = [page.tone(`${' '.repeat(name + 2)}${axis(schedule.start, until, scale)}`, 'dim')]
  for (const row of schedule.rows) {
    const isHeld = row.starts === row.ends
    const signs = Array.from({ length: columns }, () => ' ')
    const begin = columnOf(row.starts, scale)
    const work = columnOf(row.queueUntil, scale)
    const end = Math.max(work, columnOf(row.ends, scale) - 1)
    fill(signs, columnOf(row.ends, scale), columnOf(row.endsLatest, scale), '╌')
    fill(signs, begin, work, '░')
    fill(signs, work, end + 1, isHeld ? '◆' : row.isCritical ? '█' : '▓')
    const bar = signs.map((s, i) => {
      const deadline = marks.find((m) => m.column === i)
      return deadline !== undefined && (s === ' ' || s === '╌')
        ? page.tone('│', deadline.isMet ? 'dim' : 'bad')
        : page.tone(s, toneOfSign(s))
    })
    lines.push(
      `${pad(fit(visible(row.name), name), name)}  ${bar.join('')} ${page.tone(row.ends, row.isCritical ? 'bold' : 'dim')}`,
    )
  }
  lines.push(
    page.tone(fit('█ critical  ▓ not critical  ░ waiting  ╌ at the longest  ◆ in hand  │ deadline', page.width), 'dim'),
  )
  return lines
}

/** The end of the axis: the longest end, and deadlines that do not stretch it by more than half. */
function lastDay(schedule: Schedule): CalendarDate {
  const end = toDayNumber(schedule.endsLatest)
  const reach = end + Math.floor((end - toDayNumber(schedule.start)) / 2)
  return schedule.deadlines.reduce(
    (last, d) => (d.on > last && toDayNumber(d.on) <= reach ? d.on : last),
    schedule.endsLatest,
  )
}

function columnOf(on: CalendarDate, scale: Scale): number {
  const column = Math.floor(((toDayNumber(on) - scale.from) * (scale.columns - 1)) / scale.days)
  return Math.max(0, Math.min(scale.columns - 1, column))
}

function fill(signs: string[], from: number, to: number, sign: string): void {
  for (let i = from; i < to; i += 1) signs[i] = sign
}

function toneOfSign(sign: string): Tone {
  return sign === '█' ? 'accent' : sign === '◆' ? 'good' : sign === '░' || sign === '╌' ? 'dim' : 'plain'
}

/** Months, as many as there is room for, each under its first day. */
function axis(start: CalendarDate, until: CalendarDate, scale: Scale): string {
  const signs = Array.from({ length: scale.columns }, () => ' ')
  let free = 0
  for (let first = `${start.slice(0, 7)}-01` as CalendarDate; first <= until; first = addMonths(first, 1)) {
    if (first < start) continue
    const at = columnOf(first, scale)
    const label = first.slice(0, 7)
    if (at < free || at + label.length > scale.columns) continue
    for (let i = 0; i < label.length; i += 1) signs[at + i] = label.charAt(i)
    free = at + label.length + 2
  }
  return signs.join('')
}
