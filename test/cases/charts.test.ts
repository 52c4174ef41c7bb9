/** Pictures on random values: well formed, whole numbers only, no words over words, nothing outside the frame. */
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { assuranceChart } from '#charts/assurance.ts'
import { coverageChart } from '#charts/coverage.ts'
import { frontChart } from '#charts/front.ts'
import { scheduleChart } from '#charts/schedule.ts'
import { DARK, LIGHT, PAGE, PAPER, widthOf } from '#charts/svg.ts'
import { addDays, type CalendarDate, date } from '#util/calendar-date.ts'
import { STYLE } from '#reports/style.ts'

interface Words {
  readonly content: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface Drawn {
  readonly width: number
  readonly height: number
  readonly words: readonly Words[]
  readonly numbers: readonly string[]
}

function read(svg: string): Drawn {
  const words: Words[] = []
  const numbers: string[] = []
  let frame = { width: 0, height: 0 }
  let open: Record<string, string> | undefined
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const a = attributes as Record<string, string>
    if (name === 'svg') frame = { width: Number(a.width), height: Number(a.height) }
    if (name === 'text') open = a
    for (const [key, value] of Object.entries(a))
      if (['x', 'y', 'width', 'height', 'd', 'cx', 'cy', 'r'].includes(key))
        numbers.push(...(value.match(/-?[\d.]+(?:e-?\d+)?|NaN|Infinity/g) ?? []))
  })
  parser.on('text', (content) => {
    if (open === undefined) return
    const size = Number(open['font-size'])
    const width = widthOf(content, size, open['font-weight'] === '600')
    const x = Number(open.x)
    const left = open['text-anchor'] === 'end' ? x - width : open['text-anchor'] === 'middle' ? x - width / 2 : x
    const y = Number(open.y)
    words.push({ content, left, right: left + width, top: y - size * 0.75, bottom: y + size * 0.2 })
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'text') open = undefined
  })
  parser.write(svg).close()
  return { ...frame, words, numbers }
}

function overlapping(words: readonly Words[]): readonly string[] {
  return words.flatMap((a, i) =>
    words
      .slice(i + 1)
      .flatMap((b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
          ? [`${a.content} / ${b.content}`]
          : [],
      ),
  )
}

/** Words over words, words outside the frame, numbers that are not whole. */
function problemsIn(svg: string): readonly string[] {
  const drawn = read(svg)
  const outside = drawn.words.filter(
    (w) => w.left < -1 || w.right > drawn.width + 1 || w.bottom > drawn.height || w.top < 0,
  )
  return [
    ...overlapping(drawn.words),
    ...outside.map((w) => `outside: ${w.content}`),
    ...drawn.numbers.filter((n) => !/^-?\d+$/.test(n)),
  ]
}

const START = date('2026-11-25')
const name = fc
  .oneof(
    fc.string({ unit: 'grapheme-ascii', maxLength: 80 }),
    fc.lorem({ maxCount: 14 }),
    fc.constantFrom('<b>&"', 'x'.repeat(200), '网关'.repeat(40)),
  )
  .map((n) => n.replace(/[\u0000-\u001f]/g, ' '))
const day = (from: number, to: number): fc.Arbitrary<CalendarDate> =>
  fc.integer({ min: from, max: to }).map((n) => addDays(START, n))
const count = fc.integer({ min: 0, max: 400 })
const words = { title: 'a title', description: 'what there is to see' }
const RUNS = { numRuns: 60 }

describe('pictures', () => {
  it('of coverage', () => {
    const bar = fc.record({
      title: name,
      detail: name,
      covered: count,
      partly: count,
      notCovered: count,
      notKnown: count,
      withPlan: count,
    })
    fc.assert(
      fc.property(fc.array(bar, { maxLength: 8 }), (bars) => {
        expect(problemsIn(coverageChart(bars, words, PAPER, 'c'))).toEqual([])
      }),
      RUNS,
    )
  })

  it('of a schedule', () => {
    const bar = fc
      .tuple(
        name,
        day(0, 300),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 300 }),
        fc.boolean(),
        fc.boolean(),
      )
      .map(([n, starts, queue, work, more, isCritical, isHeld]) => ({
        name: n,
        starts,
        queueUntil: addDays(starts, queue),
        ends: addDays(starts, queue + work),
        endsLatest: addDays(starts, queue + work + more),
        isCritical,
        isHeld,
      }))
    const deadline = fc.record({ on: day(0, 900), label: name, isMet: fc.boolean() })
    const legend = {
      critical: 'critical',
      other: 'not critical',
      waiting: 'waiting',
      longest: 'at the longest',
      held: 'in hand',
    }
    fc.assert(
      fc.property(
        fc.array(bar, { maxLength: 12 }),
        fc.array(deadline, { maxLength: 6 }),
        fc.integer({ min: 1, max: 2000 }),
        (bars, deadlines, length) => {
          expect(
            problemsIn(
              scheduleChart(
                bars,
                deadlines,
                { from: START, until: addDays(START, length) },
                { ...words, legend },
                PAPER,
                's',
              ),
            ),
          ).toEqual([])
        },
      ),
      RUNS,
    )
  })

  it('of cost against time', () => {
    const point = fc
      .record({
        days: fc.integer({ min: 0, max: 1500 }),
        cost: fc.integer({ min: 0, max: 5_000_000 }),
        isChosen: fc.boolean(),
        isDoubtful: fc.boolean(),
      })
      .map((p) => ({ ...p, label: `EUR ${p.cost}, ${p.days} days` }))
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 14 }), (points) => {
        expect(
          problemsIn(
            frontChart(points, { ...words, days: 'working days', cost: 'cost', sum: (n) => `EUR ${n}` }, PAPER, 'f'),
          ),
        ).toEqual([])
      }),
      RUNS,
    )
  })

  it('of assurance over time', () => {
    const bar = fc.record({
      name,
      note: name,
      from: day(-900, 900),
      to: fc.option(day(-900, 3000), { nil: undefined }),
      standing: fc.constantFrom('sure', 'unknown', 'none', 'planned'),
    })
    const cliff = fc.record({ on: day(-100, 2000), says: name })
    const legend = {
      sure: 'may be re-used',
      planned: 'made by the plan',
      unknown: 'not known',
      none: 'may not be re-used',
    }
    fc.assert(
      fc.property(
        fc.array(bar, { maxLength: 8 }),
        fc.array(cliff, { maxLength: 6 }),
        fc.integer({ min: 40, max: 4000 }),
        (bars, cliffs, length) => {
          expect(
            problemsIn(
              assuranceChart(
                bars.map(({ to, ...b }) => ({
                  ...b,
                  standing: b.standing as 'sure',
                  ...(to === undefined ? {} : { to }),
                })),
                cliffs,
                { from: addDays(START, -328), until: addDays(START, length), today: START },
                { ...words, today: 'asked for', legend },
                PAPER,
                'a',
              ),
            ),
          ).toEqual([])
        },
      ),
      RUNS,
    )
  })

  it('are the same on the page and on paper but for their colours', () => {
    const bars = [{ title: 'set', detail: 'act', covered: 1, partly: 2, notCovered: 3, notKnown: 4, withPlan: 9 }]
    const bare = (svg: string): string => svg.replace(/"var\(--chart-\w+, (#\w+)\)"/g, '"$1"')
    expect(bare(coverageChart(bars, words, PAGE, 'c'))).toBe(coverageChart(bars, words, PAPER, 'c'))
  })
})

describe('colours', () => {
  function luminance(hex: string): number {
    const [r, g, b] = [1, 3, 5].map((i) => {
      const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255
      return c <= 0.039_28 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  function contrast(a: string, b: string): number {
    const [x, y] = [luminance(a), luminance(b)]
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
  }

  it.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('of pictures stand out, %s', (_, look) => {
    for (const [role, colour] of Object.entries(look)) {
      if (role === 'ground' || role === 'faint') continue
      expect(contrast(colour, look.ground)).toBeGreaterThanOrEqual(role === 'other' ? 3 : 4.5)
    }
  })

  it('of the page keep a contrast of 4.5 to 1 on every ground they stand on', () => {
    for (const block of [/:root \{ ([^}]+) \}/.exec(STYLE)?.[1], /dark\) \{ :root \{ ([^}]+) \}/.exec(STYLE)?.[1]]) {
      const value = new Map(
        [...(block ?? '').matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1] as string, m[2] as string]),
      )
      expect(value.size).toBeGreaterThan(20)
      for (const text of [
        'ink',
        'weak',
        'link',
        'good',
        'bad',
        'open',
        'later',
        'law',
        'recognition',
        'computed',
        'declared',
        'estimate',
      ]) {
        for (const ground of ['ground', 'warning', 'answer', 'wrong'])
          expect(contrast(value.get(text) as string, value.get(ground) as string)).toBeGreaterThanOrEqual(4.5)
      }
    }
  })
})
