/** The order among chosen levels: a level stands above those whose evidence it includes, with lines that leave out what follows. */
import { element, fitted, type Look, picture, SMALL, text } from './svg.ts'

export interface OrderNode {
  readonly rank: number
  /** Levels that show the same share a box. */
  readonly names: readonly string[]
}

/** Indices of nodes; the one above has the higher rank. */
export interface OrderLine {
  readonly above: number
  readonly below: number
  /** False: the two may be the same. */
  readonly isStrict: boolean
}

export interface OrderWords {
  readonly title: string
  readonly description: string
  readonly strict: string
  readonly atLeast: string
  readonly none: string
  /** Over the levels that no line reaches. */
  readonly alone: string
}

const BOX = 168
/** Room for a line that passes a layer. */
const PASSAGE = 16
const GAP = 20
const LINE = 15
const PAD = 8
const LAYER_GAP = 44
const HEAD = 52
const MOST_NAMES = 6
/** Room for half a stroke. */
const EDGE = 1
const LEAST_WIDTH = 4 * (BOX + GAP) - GAP + EDGE * 2

/** What has a place in a layer: a node, or a line on its way past. */
interface Slot {
  readonly node?: number
  readonly width: number
  readonly height: number
}

/** A line as the slots it goes through, from above to below. */
type Way = readonly number[]

export function levelOrder(
  nodes: readonly OrderNode[],
  links: readonly OrderLine[],
  words: OrderWords,
  look: Look,
  id: string,
): string {
  const linked = new Set(links.flatMap((l) => [l.above, l.below]))
  const { slots, layers, ways } = layersOf(nodes, links, linked)
  const width = Math.max(LEAST_WIDTH, ...layers.map((l) => widthOfLayer(l, slots) + EDGE * 2))
  const places = placesOf(slots, layers, width)
  const alone = [...nodes.keys()].filter((i) => !linked.has(i))
  const bottom = bottomOf(layers, slots)
  const apart = aloneRows(alone, nodes, bottom, width, words, look)
  return picture(
    { id, width, height: apart.bottom + 4, title: words.title, description: words.description },
    look,
    legend(words, width, look),
    ...links.map((link, i) => line(link, ways[i] as Way, slots, places, look)),
    ...slots.flatMap((s, i) =>
      s.node === undefined ? [] : [box(nodes[s.node] as OrderNode, places[i] as Place, look)],
    ),
    ...apart.drawn,
  )
}

// ---- layers -----------------------------------------------------------------------------------------------------------------------

interface Layers {
  readonly slots: readonly Slot[]
  /** Highest first; indices of slots, from left to right. */
  readonly layers: readonly (readonly number[])[]
  /** One for each link. */
  readonly ways: readonly Way[]
}

function layersOf(nodes: readonly OrderNode[], links: readonly OrderLine[], linked: ReadonlySet<number>): Layers {
  const slots: Slot[] = []
  const layerOf: number[] = []
  const top = Math.max(0, ...[...linked].map((i) => nodes[i]?.rank ?? 0))
  const slotOf = new Map<number, number>()
  function put(slot: Slot, rank: number): number {
    slots.push(slot)
    layerOf.push(top - rank)
    return slots.length - 1
  }
  nodes.forEach((n, i) => {
    if (linked.has(i)) slotOf.set(i, put({ node: i, width: BOX, height: heightOf(n) }, n.rank))
  })
  const ways = links.map(({ above, below }): Way => {
    const [from, to] = [nodes[above]?.rank ?? 0, nodes[below]?.rank ?? 0]
    const passed = Array.from({ length: Math.max(0, from - to - 1) }, (_, k) =>
      put({ width: PASSAGE, height: 0 }, from - 1 - k),
    )
    return [slotOf.get(above) as number, ...passed, slotOf.get(below) as number]
  })
  const layers: number[][] = Array.from({ length: linked.size === 0 ? 0 : top + 1 }, () => [])
  layerOf.forEach((layer, i) => layers[layer]?.push(i))
  arrange(layers, ways)
  return { slots, layers, ways }
}

const SWEEPS = 8

/** Each slot near the middle of what it hangs on: down from the top, then up from the bottom, a fixed number of times. */
function arrange(layers: number[][], ways: readonly Way[]): void {
  const up = new Map<number, number[]>()
  const down = new Map<number, number[]>()
  for (const way of ways) {
    for (let i = 1; i < way.length; i += 1) {
      const [a, b] = [way[i - 1] as number, way[i] as number]
      up.set(b, [...(up.get(b) ?? []), a])
      down.set(a, [...(down.get(a) ?? []), b])
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const isDown = sweep % 2 === 0
    const order = isDown ? layers : [...layers].reverse()
    const position = new Map<number, number>()
    for (const layer of order) {
      const wishes = new Map(
        layer.map((i, at) => [i, wish((isDown ? up : down).get(i) ?? [], position, layer.length, at)]),
      )
      layer.sort((a, b) => (wishes.get(a) as number) - (wishes.get(b) as number) || a - b)
      // Where in its layer, in ten-thousandths: layers of different length are compared.
      layer.forEach((i, at) => position.set(i, Math.floor(((2 * at + 1) * 5000) / layer.length)))
    }
  }
}

function wish(
  neighbours: readonly number[],
  position: ReadonlyMap<number, number>,
  length: number,
  at: number,
): number {
  if (neighbours.length === 0) return Math.floor(((2 * at + 1) * 5000) / length)
  const sum = neighbours.reduce((s, i) => s + (position.get(i) ?? 0), 0)
  return Math.floor(sum / neighbours.length)
}

// ---- places -----------------------------------------------------------------------------------------------------------------------

interface Place {
  readonly x: number
  readonly y: number
}

function widthOfLayer(layer: readonly number[], slots: readonly Slot[]): number {
  return layer.reduce((sum, i) => sum + (slots[i] as Slot).width, 0) + GAP * (layer.length - 1)
}

function heightOfLayer(layer: readonly number[], slots: readonly Slot[]): number {
  return Math.max(0, ...layer.map((i) => (slots[i] as Slot).height))
}

function placesOf(slots: readonly Slot[], layers: readonly (readonly number[])[], width: number): readonly Place[] {
  const places: Place[] = []
  let y = HEAD
  for (const layer of layers) {
    const tallest = heightOfLayer(layer, slots)
    let x = EDGE + Math.floor((width - EDGE * 2 - widthOfLayer(layer, slots)) / 2)
    for (const i of layer) {
      const slot = slots[i] as Slot
      places[i] = { x, y: y + Math.floor((tallest - slot.height) / 2) }
      x += slot.width + GAP
    }
    y += tallest + LAYER_GAP
  }
  return places
}

function bottomOf(layers: readonly (readonly number[])[], slots: readonly Slot[]): number {
  return (
    layers.reduce((y, layer) => y + heightOfLayer(layer, slots) + LAYER_GAP, HEAD) -
    (layers.length === 0 ? 0 : LAYER_GAP)
  )
}

function shownNames({ names }: OrderNode): readonly string[] {
  return names.length <= MOST_NAMES ? names : [...names.slice(0, MOST_NAMES - 1), `+ ${names.length - MOST_NAMES + 1}`]
}

function heightOf(node: OrderNode): number {
  return shownNames(node).length * LINE + PAD * 2
}

// ---- drawing ----------------------------------------------------------------------------------------------------------------------

function box(node: OrderNode, { x, y }: Place, look: Look): string {
  return element(
    'g',
    {},
    element('rect', {
      x,
      y,
      width: BOX,
      height: heightOf(node),
      rx: 3,
      fill: look.ground,
      stroke: look.ink,
      'stroke-width': 1,
    }),
    ...shownNames(node).map((name, i) =>
      text(x + BOX / 2, y + PAD + 11 + i * LINE, fitted(name, BOX - 12, 12), {
        fill: look.ink,
        size: 12,
        anchor: 'middle',
      }),
    ),
  )
}

function line({ isStrict }: OrderLine, way: Way, slots: readonly Slot[], places: readonly Place[], look: Look): string {
  const d = way.slice(1).map((to, k) => {
    const from = way[k] as number
    const [a, b] = [places[from] as Place, places[to] as Place]
    const [x1, y1] = [a.x + (slots[from] as Slot).width / 2, a.y + (slots[from] as Slot).height]
    const [x2, y2] = [b.x + (slots[to] as Slot).width / 2, b.y]
    const middle = Math.floor((y1 + y2) / 2)
    return `${k === 0 ? `M${x1} ${y1} ` : `L${x1} ${y1} `}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`
  })
  return element('path', {
    d: d.join(' '),
    fill: 'none',
    stroke: isStrict ? look.ink : look.open,
    'stroke-width': isStrict ? 2 : 1,
    'stroke-dasharray': isStrict ? undefined : '5 4',
  })
}

/** Levels that no line reaches, in rows beneath. */
function aloneRows(
  alone: readonly number[],
  nodes: readonly OrderNode[],
  top: number,
  width: number,
  words: OrderWords,
  look: Look,
): { readonly drawn: readonly string[]; readonly bottom: number } {
  if (alone.length === 0) return { drawn: [], bottom: top }
  const perRow = Math.floor((width - EDGE * 2 + GAP) / (BOX + GAP))
  let y = top + 40
  const drawn = [text(0, y - 12, fitted(words.alone, width, SMALL), { fill: look.weak, size: SMALL })]
  for (let from = 0; from < alone.length; from += perRow) {
    const row = alone.slice(from, from + perRow).map((i) => nodes[i] as OrderNode)
    drawn.push(...row.map((node, at) => box(node, { x: EDGE + at * (BOX + GAP), y }, look)))
    y += Math.max(...row.map(heightOf)) + 12
  }
  return { drawn, bottom: y }
}

function legend(words: OrderWords, width: number, look: Look): string {
  const half = Math.floor(width / 2)
  return [
    element('path', { d: 'M0 9 H26', stroke: look.ink, 'stroke-width': 2 }),
    text(32, 13, fitted(words.strict, half - 40, SMALL), { fill: look.weak, size: SMALL }),
    element('path', { d: `M${half} 9 H${half + 26}`, stroke: look.open, 'stroke-width': 1, 'stroke-dasharray': '5 4' }),
    text(half + 32, 13, fitted(words.atLeast, width - half - 36, SMALL), { fill: look.weak, size: SMALL }),
    text(0, 31, fitted(words.none, width, SMALL), { fill: look.weak, size: SMALL }),
  ].join('')
}
