/** Stacked bars: how much of each requirement set is covered now, and how much with the plan. */
import { dotted, element, hatched, lines, type Look, picture, SMALL, text } from './svg.ts'

export interface CoverageBar {
  readonly title: string
  /** Who asks for it. */
  readonly detail: string
  readonly covered: number
  readonly partly: number
  readonly notCovered: number
  readonly notKnown: number
  /** Covered once the plan is carried out. */
  readonly withPlan: number
}

export interface CoverageWords {
  readonly title: string
  readonly description: string
}

const WIDTH = 720
const LABEL = 200
const BAR = 266
const COLUMNS = [500, 548, 600, 652, 706] as const
const HEAD = 56
const ROW = 54

export function coverageChart(bars: readonly CoverageBar[], words: CoverageWords, look: Look, id: string): string {
  const most = Math.max(1, ...bars.map(total))
  const height = HEAD + bars.length * ROW + 8
  return picture(
    { id, width: WIDTH, height, ...words },
    look,
    head(look, id),
    ...bars.map((bar, i) => row(bar, HEAD + i * ROW, most, look, id)),
  )
}

function total(bar: CoverageBar): number {
  return bar.covered + bar.partly + bar.notCovered + bar.notKnown
}

/** Column heads with the fill each stands for: the legend. */
function head(look: Look, id: string): string {
  const heads: readonly (readonly [string, string])[] = [
    ['covered', look.good],
    ['partly', hatched(id)],
    ['not', look.ground],
    ['not known', dotted(id)],
    ['with plan', look.accent],
  ]
  return heads
    .map(([name, fill], i) => {
      const right = COLUMNS[i] as number
      const size = 12
      const parts = name === 'not' ? ['not', 'covered'] : name.split(' ')
      return (
        element('rect', {
          x: right - size,
          y: 6,
          width: size,
          height: size,
          fill,
          stroke: look.weak,
          'stroke-width': 1,
        }) +
        parts.map((part, n) => text(right, 32 + n * 13, part, { fill: look.weak, size: SMALL, anchor: 'end' })).join('')
      )
    })
    .join('')
}

function row(bar: CoverageBar, y: number, most: number, look: Look, id: string): string {
  const title = lines(bar.title, LABEL - 12, 2, 13, true)
  const detail = lines(bar.detail, LABEL - 12, title.length === 2 ? 1 : 2, SMALL)
  const label = [
    ...title.map((l, i) => text(0, y + 14 + i * 15, l, { fill: look.ink, isBold: true })),
    ...detail.map((l, i) => text(0, y + 14 + title.length * 15 - 1 + i * 13, l, { fill: look.weak, size: SMALL })),
  ]
  const numbers = [bar.covered, bar.partly, bar.notCovered, bar.notKnown, bar.withPlan].map((n, i) =>
    text(COLUMNS[i] as number, y + 16, String(n), { fill: n === 0 ? look.weak : look.ink, anchor: 'end' }),
  )
  const share = (count: number): number => Math.floor((count * BAR) / most)
  const whole = share(total(bar))
  return [
    element('path', { d: `M0 ${y - 4} H${WIDTH}`, stroke: look.faint, 'stroke-width': 1 }),
    ...label,
    ...stack(bar, y + 4, share, look, id),
    element('rect', {
      x: LABEL,
      y: y + 24,
      width: whole,
      height: 8,
      fill: look.ground,
      stroke: look.weak,
      'stroke-width': 1,
    }),
    element('rect', { x: LABEL, y: y + 24, width: share(bar.withPlan), height: 8, fill: look.accent }),
    ...numbers,
  ].join('')
}

function stack(
  bar: CoverageBar,
  y: number,
  share: (count: number) => number,
  look: Look,
  id: string,
): readonly string[] {
  const parts: readonly (readonly [number, string])[] = [
    [bar.covered, look.good],
    [bar.partly, hatched(id)],
    [bar.notCovered, look.ground],
    [bar.notKnown, dotted(id)],
  ]
  let before = 0
  return parts.flatMap(([count, fill]) => {
    if (count === 0) return []
    const x = LABEL + share(before)
    before += count
    return [
      element('rect', {
        x,
        y,
        width: Math.max(1, LABEL + share(before) - x),
        height: 14,
        fill,
        stroke: look.weak,
        'stroke-width': 1,
      }),
    ]
  })
}
