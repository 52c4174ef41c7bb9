/** Pictures of levels: well formed, whole numbers, nothing outside the frame, the same bytes for the same values, and readable without colour. */
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import {
  comparedDimensions,
  ladderDescription,
  ladderRows,
  orderDescription,
  orderNodes,
  profileDescription,
} from '#charts/from-levels.ts'
import { type LadderRow, levelLadder } from '#charts/level-ladder.ts'
import { levelOrder, type OrderLine, type OrderNode } from '#charts/level-order.ts'
import { type ComparedDimension, profileComparison } from '#charts/profile-comparison.ts'
import { standAlone } from '#charts/stand-alone.ts'
import { DARK, LIGHT, type Look, PAGE, widthOf } from '#charts/svg.ts'
import { LETTERS, type NativeLevel } from '#domain/assurance/index.ts'
import { allLevels, compareLevels, levelItem, orderAmong } from '#domain/questions/index.ts'
import { date } from '#util/calendar-date.ts'
import { assuranceCatalogue } from '../support/assurance.ts'

const catalogue = assuranceCatalogue()
const DAY = date('2026-11-25')

const LADDER_WORDS = {
  title: 'Ladder',
  description: 'levels',
  scale: LETTERS,
  formal: 'formal',
  technical: 'technical',
  between: 'between bounds',
}
const PROFILE_WORDS = {
  title: 'Two profiles',
  description: 'two',
  first: 'first',
  second: 'second',
  depth: 'depth',
  order: 'order',
  surely: 'shown',
  possibly: 'possible',
}
const ORDER_WORDS = {
  title: 'Order',
  description: 'order',
  strict: 'more',
  atLeast: 'at least',
  none: 'no way',
  alone: 'alone',
}

/** Throws where it is not well formed; otherwise what stands outside the frame, and numbers that are not whole. */
function faults(svg: string): readonly string[] {
  const found: string[] = []
  let frame = { width: 0, height: 0 }
  let open: Record<string, string> | undefined
  let moved = 0
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const a = attributes as Record<string, string>
    if (name === 'svg') frame = { width: Number(a.width), height: Number(a.height) }
    if (name === 'g') moved = Number(/translate\((-?\d+)/.exec(a.transform ?? '')?.[1] ?? 0)
    if (name === 'text') open = a
    for (const key of ['x', 'y', 'width', 'height', 'd']) {
      const value = a[key] ?? ''
      if (/\.|e-|NaN|Infinity/.test(value)) found.push(`${name} ${key}=${value}`)
    }
    if (name === 'rect' && a.x !== undefined) {
      const [x, y] = [Number(a.x) + moved, Number(a.y)]
      if (x < 0 || y < 0 || x + Number(a.width) > frame.width || y + Number(a.height) > frame.height)
        found.push(`a box at ${x} ${y} outside`)
    }
  })
  parser.on('text', (content) => {
    if (open === undefined) return
    const width = widthOf(content, Number(open['font-size']), open['font-weight'] === '600')
    const x = Number(open.x)
    const left = open['text-anchor'] === 'end' ? x - width : open['text-anchor'] === 'middle' ? x - width / 2 : x
    if (left < 0 || left + width > frame.width) found.push(`"${content}" outside`)
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'text') open = undefined
    if (name === 'g') moved = 0
  })
  parser.write(svg).close()
  return found
}

/** The picture in one colour: what cannot be told apart any more needed colour. */
const GREY: Look = Object.fromEntries(Object.keys(LIGHT).map((k) => [k, '#444444'])) as unknown as Look

const anyText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 30 })
  .map((t) => t.replaceAll(/[^\u0020-\u007e]/g, 'x'))
const anySpan = fc.tuple(fc.nat(5), fc.nat(5)).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }))

describe('the ladder', () => {
  const anyRow: fc.Arbitrary<LadderRow> = fc.record({
    name: anyText,
    group: fc.constantFrom('product', 'service'),
    formal: anySpan,
    technical: anySpan,
  })

  it('stays in its frame, whatever it shows', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), (rows) => {
        expect(faults(levelLadder(rows, LADDER_WORDS, PAGE, 'x'))).toEqual([])
      }),
    )
  })

  it('does not depend on the order in which levels come', () => {
    const rows = ladderRows(allLevels(catalogue), LETTERS)
    const svg = levelLadder(rows, LADDER_WORDS, PAGE, 'x')
    expect(levelLadder([...rows].reverse(), LADDER_WORDS, PAGE, 'x')).toBe(svg)
    expect(faults(svg)).toEqual([])
  })

  it('says in words what it shows', () => {
    const rows = ladderRows(allLevels(catalogue), LETTERS)
    const says = ladderDescription(rows, LETTERS)
    expect(says).toContain(`${catalogue.levels.size} levels`)
    expect(says).toContain('eucc-eal4-van3 (product): formally B, technically B')
    expect(says).not.toMatch(/undefined/)
  })

  it('tells a point from a bound, and formal from technical, without colour', () => {
    const draw = (formal: LadderRow['formal'], technical: LadderRow['technical']) =>
      levelLadder([{ name: 'x', group: 'g', formal, technical }], LADDER_WORDS, GREY, 'x')
    const [point, wide] = [
      { low: 2, high: 2 },
      { low: 2, high: 3 },
    ]
    expect(new Set([draw(point, point), draw(wide, point), draw(point, wide), draw(wide, wide)]).size).toBe(4)
  })
})

describe('two profiles', () => {
  const anyCells = fc.tuple(fc.nat(6), fc.nat(6), fc.nat(5)).map(([a, b, p]) => {
    const [sure, possible] = [Math.min(a, b), Math.max(a, b)]
    return Array.from({ length: 6 }, (_, i) => ({
      ...(i < sure ? { surely: p } : {}),
      ...(i < possible ? { possibly: 5 } : {}),
    }))
  })
  const anyDimension: fc.Arbitrary<ComparedDimension> = fc.record({
    letter: fc.constantFrom('I', 'V'),
    name: anyText,
    hasPerformer: fc.boolean(),
    first: anyCells,
    second: anyCells,
    order: anyText,
  })

  it('stay in their frame', () => {
    fc.assert(
      fc.property(fc.array(anyDimension, { maxLength: 7 }), anyText, (dimensions, name) => {
        expect(faults(profileComparison(dimensions, { ...PROFILE_WORDS, first: name }, PAGE, 'x'))).toEqual([])
      }),
    )
  })

  it('show depth, performer and order of every dimension', () => {
    const [a, b] = [levelOf('eucc-eal4-van3'), levelOf('cspn')]
    const { dimensions } = compareLevels(a, b, catalogue, DAY)
    const shown = comparedDimensions(levelItem(a, catalogue.thresholds), levelItem(b, catalogue.thresholds), dimensions)
    expect(shown.find((d) => d.letter === 'V')).toMatchObject({
      first: [{ surely: 5 }, { surely: 5 }, { surely: 5 }, { surely: 5 }, {}, {}],
      order: 'above',
    })
    expect(profileDescription(shown, 'EUCC', 'CSPN')).toContain('vulnerability analysis: EUCC 4, CSPN 3, so above')
    expect(faults(profileComparison(shown, PROFILE_WORDS, PAGE, 'x'))).toEqual([])
  })

  it('tell what is shown from what is possible without colour', () => {
    const dimension = (cells: ComparedDimension['first']): ComparedDimension => ({
      letter: 'V',
      name: 'v',
      hasPerformer: false,
      first: cells,
      second: [],
      order: '',
    })
    const sure = profileComparison([dimension([{ surely: 1, possibly: 1 }])], PROFILE_WORDS, GREY, 'x')
    expect(profileComparison([dimension([{ possibly: 1 }])], PROFILE_WORDS, GREY, 'x')).not.toBe(sure)
  })
})

describe('the order among levels', () => {
  const ids = ['cc31-eal1', 'cc31-eal2', 'cc31-eal4', 'eucc-eal4-van3', 'eucc-eal2-van2', 'cspn', 'bsz', 'iso27001']
  const order = orderAmong(ids.map(levelOf), catalogue, DAY)

  it('has a way down exactly where one surely shows at least what the other shows', () => {
    const { places, links } = order
    const reached = (from: number): readonly number[] =>
      links.filter((l) => l.above === from).flatMap((l) => [l.below, ...reached(l.below)])
    for (const [i, p] of places.entries()) {
      const below = new Set(reached(i))
      for (const [j, q] of places.entries()) {
        if (i === j) continue
        const orders = compareLevels(firstOf(p.levels), firstOf(q.levels), catalogue, DAY).assurance.join()
        expect([firstOf(p.levels).id, firstOf(q.levels).id, below.has(j)]).toEqual([
          firstOf(p.levels).id,
          firstOf(q.levels).id,
          orders === 'above' || orders === 'equal,above',
        ])
        if (below.has(j)) expect(p.rank).toBeGreaterThan(q.rank)
      }
    }
  })

  it('leaves out what follows', () => {
    const names = order.links.map((l) => [l.above, l.below].map((i) => order.places[i]?.levels[0]?.id).join(' > '))
    expect(names).toContain('cc31-eal4 > cc31-eal2')
    expect(names).not.toContain('cc31-eal4 > cc31-eal1')
  })

  it('puts levels that surely show the same in one box', () => {
    const whole = levelOf('cspn')
    const { low } = whole.profile
    const [a, b] = ['a', 'b'].map((id) => ({ ...whole, id, profile: { low, high: low } })) as [NativeLevel, NativeLevel]
    const { places } = orderAmong([whole, a, b, whole], catalogue, DAY)
    expect(places.map((p) => p.levels.map((l) => l.id))).toEqual([['cspn'], ['a', 'b']])
  })

  it('stays in its frame, whatever the order', () => {
    const anyOrder = fc
      .array(fc.record({ names: fc.array(anyText, { minLength: 1, maxLength: 8 }), rank: fc.nat(4) }), { maxLength: 9 })
      .chain((nodes: readonly OrderNode[]) => {
        const pairs = nodes.flatMap((a, above) =>
          nodes.flatMap((b, below) => (a.rank > b.rank ? [{ above, below }] : [])),
        )
        const links: fc.Arbitrary<readonly OrderLine[]> = fc
          .subarray(pairs)
          .map((some) => some.map((p, i) => ({ ...p, isStrict: i % 2 === 0 })))
        return fc.record({ nodes: fc.constant(nodes), links })
      })
    fc.assert(
      fc.property(anyOrder, ({ nodes, links }) => {
        const svg = levelOrder(nodes, links, ORDER_WORDS, PAGE, 'x')
        expect(faults(svg)).toEqual([])
        expect(levelOrder(nodes, links, ORDER_WORDS, PAGE, 'x')).toBe(svg)
      }),
    )
  })

  it('says in words what it shows', () => {
    const { nodes, lines } = orderNodes(order)
    expect(orderDescription(nodes, lines)).toContain('cc31-eal2 above cc31-eal1')
    expect(orderDescription([], [])).toBe('No level stands above another.')
  })
})

describe('a picture of its own', () => {
  it('brings light and dark colours along and stays well formed', () => {
    const svg = standAlone(levelLadder([], LADDER_WORDS, PAGE, 'x'))
    expect(svg).toContain('prefers-color-scheme:dark')
    for (const [name, value] of Object.entries(DARK)) expect(svg).toContain(`--chart-${name}:${value}`)
    expect(faults(svg)).toEqual([])
  })

  it('names itself to those who do not see it', () => {
    const svg = levelOrder([], [], { ...ORDER_WORDS, title: 'A & B', description: 'a < b' }, PAGE, 'own')
    expect(svg).toMatch(/role="img" aria-labelledby="own-title own-desc"/)
    expect(svg).toContain('<title id="own-title">A &amp; B</title>')
    expect(svg).toContain('<desc id="own-desc">a &lt; b</desc>')
  })
})

function levelOf(id: string): NativeLevel {
  const level = catalogue.levels.get(id)
  if (level === undefined) throw new Error(`no level ${id}`)
  return level
}

function firstOf(levels: readonly NativeLevel[]): NativeLevel {
  return levels[0] as NativeLevel
}
