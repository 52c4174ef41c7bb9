/** What is accepted as what: schemes on the left whose results others on the right accept. Curves of one kind share a colour and a stroke. */
import { element, fitted, type Look, picture, SMALL, text } from './svg.ts'

export interface RecognitionEdge {
  readonly from: string
  readonly to: string
  readonly kind: string
}

const WIDTH = 760
const LEFT = 292
const RIGHT = 468
const ROW = 17
const TOP = 44

const KINDS: readonly (readonly [kind: string, says: string])[] = [
  ['law', 'by law'],
  ['agreement', 'by agreement'],
  ['substitution', 'in place of'],
  ['prerequisite', 'as a condition'],
  ['cap', 'up to a limit'],
  ['alias', 'another name'],
]

/** Sides are put in an order that crosses little: each name at the mean place of those it is tied to, some rounds, ties by name. */
export function recognitionGraph(edges: readonly RecognitionEdge[], look: Look, id: string): string {
  const { left, right } = sides(edges)
  const rows = Math.max(left.length, right.length)
  const height = TOP + rows * ROW + 10
  const y = (i: number, of: number): number => TOP + Math.round(((i + 0.5) * rows * ROW) / of)
  const leftAt = new Map(left.map((n, i) => [n, y(i, left.length)]))
  const rightAt = new Map(right.map((n, i) => [n, y(i, right.length)]))
  return picture(
    {
      id,
      width: WIDTH,
      height,
      title: 'Recognition graph',
      description: `${edges.length} acceptances of the results of ${left.length} schemes by ${right.length} others. The table of recognitions says the same in words.`,
    },
    look,
    ...KINDS.filter(([k]) => edges.some((e) => e.kind === k)).map(([kind, says], i) => {
      const x = 6 + i * 124
      return (
        element('path', { d: `M${x} 14 H${x + 26}`, fill: 'none', ...stroke(kind, look) }) +
        text(x + 32, 18, says, { fill: look.weak, size: SMALL })
      )
    }),
    ...edges.map((e) => {
      const [a, b] = [leftAt.get(e.from) as number, rightAt.get(e.to) as number]
      const middle = Math.round((LEFT + RIGHT) / 2)
      return element('path', {
        d: `M${LEFT + 4} ${a} C${middle} ${a} ${middle} ${b} ${RIGHT - 4} ${b}`,
        fill: 'none',
        ...stroke(e.kind, look),
      })
    }),
    ...left.map((n) => name(n, leftAt.get(n) as number, 'end', look)),
    ...right.map((n) => name(n, rightAt.get(n) as number, 'start', look)),
  )
}

function name(words: string, y: number, anchor: 'start' | 'end', look: Look): string {
  const x = anchor === 'end' ? LEFT : RIGHT
  return (
    element('circle', { cx: x, cy: y, r: 3, fill: look.accent }) +
    text(anchor === 'end' ? x - 8 : x + 8, y + 4, fitted(words, LEFT - 14, SMALL), {
      fill: look.ink,
      size: SMALL,
      anchor,
    })
  )
}

function stroke(kind: string, look: Look): Readonly<Record<string, string | number | undefined>> {
  const colours: Readonly<Record<string, string>> = {
    law: look.accent,
    agreement: look.good,
    substitution: look.fair,
    prerequisite: look.other,
    cap: look.bad,
    alias: look.weak,
  }
  const dashes: Readonly<Record<string, string>> = {
    substitution: '6 3',
    prerequisite: '2 3',
    cap: '8 3 2 3',
    alias: '1 3',
  }
  return { stroke: colours[kind] ?? look.weak, 'stroke-width': 1.4, 'stroke-dasharray': dashes[kind] }
}

const ROUNDS = 12

function sides(edges: readonly RecognitionEdge[]): {
  readonly left: readonly string[]
  readonly right: readonly string[]
} {
  let left = [...new Set(edges.map((e) => e.from))].sort(byText)
  let right = [...new Set(edges.map((e) => e.to))].sort(byText)
  for (let round = 0; round < ROUNDS; round += 1) {
    right = inOrder(right, left, (n) => edges.filter((e) => e.to === n).map((e) => e.from))
    left = inOrder(left, right, (n) => edges.filter((e) => e.from === n).map((e) => e.to))
  }
  return { left, right }
}

/** By the mean place of the neighbours, exactly: sums and counts are compared crosswise. */
function inOrder(
  names: readonly string[],
  other: readonly string[],
  tied: (name: string) => readonly string[],
): string[] {
  const at = new Map(other.map((n, i) => [n, i]))
  const mean = new Map(
    names.map((n) => {
      const places = tied(n).map((t) => at.get(t) as number)
      return [n, { sum: places.reduce((a, b) => a + b, 0), count: places.length }]
    }),
  )
  return [...names].sort((a, b) => {
    const [x, y] = [mean.get(a), mean.get(b)] as [{ sum: number; count: number }, { sum: number; count: number }]
    return x.sum * y.count - y.sum * x.count || byText(a, b)
  })
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
