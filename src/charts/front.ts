/** Cost against time: the choices that no other beats in both, and the chosen one. */
import { element, type Look, picture, SMALL, text, widthOf } from './svg.ts'

export interface FrontPoint {
  readonly days: number
  readonly cost: number
  readonly label: string
  readonly isChosen: boolean
  /** Not proved to be on the front. */
  readonly isDoubtful: boolean
}

export interface FrontWords {
  readonly title: string
  readonly description: string
  readonly days: string
  readonly cost: string
  /** How a sum is written on the axis. */
  readonly sum: (cost: number) => string
}

const WIDTH = 720
const HEIGHT = 320
const LEFT = 92
const RIGHT = 696
const TOP = 28
const BOTTOM = 268

export function frontChart(points: readonly FrontPoint[], words: FrontWords, look: Look, id: string): string {
  const x = axis(
    points.map((p) => p.days),
    LEFT + 16,
    RIGHT - 16,
  )
  const y = axis(
    points.map((p) => p.cost),
    BOTTOM - 16,
    TOP + 16,
  )
  const sorted = [...points].sort((a, b) => a.days - b.days || a.cost - b.cost)
  const grid = [
    ...x.ticks.map(
      (t) =>
        element('path', { d: `M${x.at(t)} ${TOP} V${BOTTOM}`, stroke: look.faint, 'stroke-width': 1 }) +
        text(x.at(t), BOTTOM + 18, String(t), { fill: look.weak, size: SMALL, anchor: 'middle' }),
    ),
    ...y.ticks.map(
      (t) =>
        element('path', { d: `M${LEFT} ${y.at(t)} H${RIGHT}`, stroke: look.faint, 'stroke-width': 1 }) +
        text(LEFT - 8, y.at(t) + 4, words.sum(t), { fill: look.weak, size: SMALL, anchor: 'end' }),
    ),
  ]
  const steps = sorted
    .map((p, i) => (i === 0 ? `M${x.at(p.days)} ${y.at(p.cost)}` : ` H${x.at(p.days)} V${y.at(p.cost)}`))
    .join('')
  const placed = labels(sorted, x.at, y.at)
  return picture(
    { id, width: WIDTH, height: HEIGHT, title: words.title, description: words.description },
    look,
    ...grid,
    element('path', { d: `M${LEFT} ${TOP} V${BOTTOM} H${RIGHT}`, fill: 'none', stroke: look.weak, 'stroke-width': 1 }),
    ...(sorted.length > 1
      ? [
          element('path', {
            d: steps,
            fill: 'none',
            stroke: look.other,
            'stroke-width': 2,
            'stroke-dasharray': sorted.some((p) => p.isDoubtful) ? '5 4' : undefined,
          }),
        ]
      : []),
    ...sorted.map((p) => dot(p, x.at(p.days), y.at(p.cost), look)),
    ...placed.map((l) => text(l.x, l.y, l.label, { fill: look.ink, size: SMALL, anchor: l.anchor, isBold: l.isBold })),
    text(RIGHT, HEIGHT - 14, words.days, { fill: look.weak, size: SMALL, anchor: 'end' }),
    text(0, 14, words.cost, { fill: look.weak, size: SMALL }),
  )
}

function dot(p: FrontPoint, x: number, y: number, look: Look): string {
  if (p.isChosen)
    return element('circle', { cx: x, cy: y, r: 7, fill: look.accent, stroke: look.ground, 'stroke-width': 2 })
  return element('circle', {
    cx: x,
    cy: y,
    r: 5,
    fill: p.isDoubtful ? look.ground : look.ink,
    stroke: look.ink,
    'stroke-width': 2,
  })
}

interface Axis {
  readonly ticks: readonly number[]
  readonly at: (value: number) => number
}

const NICE = [1, 2, 5]

/** Round steps, at most six, that reach over all values. */
function axis(values: readonly number[], from: number, to: number): Axis {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const room = Math.max(1, high - low)
  let step = 1
  for (let power = 1; power < 1e12 && room / step > 5; power *= 10)
    for (const n of NICE) if (room / step > 5) step = n * power
  const first = Math.floor(low / step) * step
  const last = Math.max(first + step, Math.ceil(high / step) * step)
  const ticks: number[] = []
  for (let t = first; t <= last; t += step) ticks.push(t)
  return { ticks, at: (value) => from + Math.floor(((value - first) * (to - from)) / (last - first)) }
}

interface PlacedLabel {
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'end'
  readonly label: string
  readonly isBold: boolean
  readonly box: Box
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Each label beside its point where it meets nothing; the chosen one first. One without room is left out: the table beside the picture has all. */
function labels(
  points: readonly FrontPoint[],
  xOf: (v: number) => number,
  yOf: (v: number) => number,
): readonly PlacedLabel[] {
  const dots = points.map(
    (p): Box => ({ left: xOf(p.days) - 8, right: xOf(p.days) + 8, top: yOf(p.cost) - 8, bottom: yOf(p.cost) + 8 }),
  )
  const placed: PlacedLabel[] = []
  for (const p of [...points].sort((a, b) => Number(b.isChosen) - Number(a.isChosen))) {
    const width = widthOf(p.label, SMALL, p.isChosen)
    const candidates = [
      [12, -8, 'start'],
      [12, 18, 'start'],
      [-12, -8, 'end'],
      [-12, 18, 'end'],
    ] as const
    for (const [dx, dy, anchor] of candidates) {
      const x = xOf(p.days) + dx
      const y = yOf(p.cost) + dy
      const left = anchor === 'start' ? x : x - width
      const box: Box = { left, right: left + width, top: y - 10, bottom: y + 3 }
      if (box.left < LEFT || box.right > WIDTH || box.top < TOP - 10 || box.bottom > BOTTOM) continue
      if ([...placed.map((l) => l.box), ...dots].some((other) => meet(box, other))) continue
      placed.push({ x, y, anchor, label: p.label, isBold: p.isChosen, box })
      break
    }
  }
  return placed
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
