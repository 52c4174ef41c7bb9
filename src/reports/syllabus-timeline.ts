/** When what held: one row a record, one bar for each dated status. What has no known end runs to the edge and stays open there. */
import { element, fitted, hatched, type Look, picture, SMALL, text } from '#charts/svg.ts'
import type { Spell, TimelineRow } from './syllabus.ts'

const WIDTH = 760
const LEFT = 300
const RIGHT = 744
const ROW = 17
const TOP = 26

export interface TimelineSpan {
  readonly firstYear: number
  readonly lastYear: number
}

/** All parts of a timeline share one span of years. */
export function spanOf(rows: readonly TimelineRow[], on: string): TimelineSpan {
  const years = rows
    .flatMap((r) => r.spells.flatMap((s) => [s.from, s.until]))
    .filter((d) => d !== '')
    .map((d) => Number(d.slice(0, 4)))
  const now = Number(on.slice(0, 4))
  return { firstYear: Math.max(1990, Math.min(now, ...years)), lastYear: Math.max(now, ...years) + 1 }
}

export function timelineChart(
  rows: readonly TimelineRow[],
  span: TimelineSpan,
  on: string,
  look: Look,
  id: string,
): string {
  const height = TOP + rows.length * ROW + 10
  const x = (day: string): number => {
    const year = Number(day.slice(0, 4)) + (Number(day.slice(5, 7)) - 1) / 12
    return Math.round(
      LEFT +
        ((Math.min(Math.max(year, span.firstYear), span.lastYear) - span.firstYear) /
          (span.lastYear - span.firstYear)) *
          (RIGHT - LEFT),
    )
  }
  const step = span.lastYear - span.firstYear > 16 ? 5 : 2
  const ticks = Array.from({ length: span.lastYear - span.firstYear + 1 }, (_, i) => span.firstYear + i).filter(
    (y) => y % step === 0,
  )
  return picture(
    {
      id,
      width: WIDTH,
      height,
      title: 'Timeline of dated status',
      description: `${rows.length} records, from ${span.firstYear} to ${span.lastYear}. The same dates stand in the records.`,
    },
    look,
    ...ticks.map(
      (y) =>
        element('path', { d: `M${x(`${y}-01`)} ${TOP - 8} V${height - 6}`, stroke: look.faint, 'stroke-width': 1 }) +
        text(x(`${y}-01`), TOP - 12, String(y), { fill: look.weak, size: SMALL, anchor: 'middle' }),
    ),
    ...rows.map((row, i) => line(row, TOP + i * ROW, x, look, id)),
    element('path', {
      d: `M${x(on)} ${TOP - 8} V${height - 6}`,
      stroke: look.accent,
      'stroke-width': 1.5,
      'stroke-dasharray': '4 3',
    }),
  )
}

function line(row: TimelineRow, y: number, x: (day: string) => number, look: Look, id: string): string {
  const label = text(0, y + 12, fitted(`${row.card.number}  ${row.card.words}`, LEFT - 14, SMALL), {
    fill: look.ink,
    size: SMALL,
  })
  return label + row.spells.map((s, i) => bar(s, row.spells[i + 1]?.from ?? '', y, x, look, id)).join('')
}

function bar(s: Spell, next: string, y: number, x: (day: string) => number, look: Look, id: string): string {
  const from = s.from === '' ? LEFT : x(s.from)
  const end = s.until !== '' ? x(s.until) : next !== '' ? x(next) : RIGHT
  const held = s.value === 'in-force' || s.value === 'published'
  const over = s.value === 'superseded' || s.value === 'withdrawn' || s.value === 'dormant'
  return element('rect', {
    x: from,
    y: y + 4,
    width: Math.max(3, end - from),
    height: 9,
    rx: 2,
    fill: held ? (s.value === 'in-force' ? look.accent : look.other) : over ? look.faint : hatched(id),
    stroke: held ? undefined : look.weak,
    'stroke-width': held ? undefined : 1,
    'stroke-dasharray': s.standing === 'unchecked' ? '2 2' : undefined,
    'fill-opacity': s.standing === 'unchecked' ? '0.35' : undefined,
  })
}
