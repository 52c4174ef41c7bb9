/** What a person sees on a terminal: golden files, and what must hold whatever is shown. `GOLDEN=write npx vitest run plan-view` rewrites the golden files. */
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { terminal } from '../../src/cli/terminal.ts'
import { widthOf } from '../../src/cli/layout.ts'
import { view } from '../../src/cli/views/index.ts'
import { PLAN } from '../support/plan-fixture.ts'
import { withTexts } from '../support/texts.ts'

const RESULTS: readonly (readonly [string, unknown])[] = [
  ['plan', PLAN],
  [
    'plan',
    {
      ...PLAN,
      mix: {
        kind: 'no-plan',
        because: ['Not within the budget of EUR 10000.'],
        relaxations: ['A budget of EUR 77500 would be enough.'],
      },
      schedule: undefined,
      alternatives: [],
      leftOut: [],
      reuse: undefined,
      horizon: undefined,
    },
  ],
  ['routes', { dossier: PLAN.dossier, lawAsKnownOn: PLAN.lawAsKnownOn, items: PLAN.acts }],
  ['ask', { dossier: PLAN.dossier, items: PLAN.questions }],
  [
    'validate',
    { file: 'examples/field-gateway/bom.cdx.json', form: 'bill-of-materials', isValid: true, components: 15 },
  ],
  ['catalogue lint', { folder: 'catalogue', entries: 1706, findings: 2, fixed: [] }],
  [
    'catalogue diff',
    {
      from: 'HEAD~1',
      to: 'HEAD',
      came: 1,
      went: 0,
      changed: 1,
      items: [
        { key: 'scheme:one', change: 'came', name: 'Scheme One', says: [] },
        { key: 'level:two', change: 'changed', name: 'Level Two', says: ['validity was 3 years and is 5 years'] },
      ],
    },
  ],
  [
    'another',
    {
      name: 'a result without a view',
      items: PLAN.assurance,
      nested: { because: PLAN.present.because, list: PLAN.composition.circles },
    },
  ],
]
const NAMES = ['plan', 'no-plan', 'routes', 'ask', 'validate', 'catalogue-lint', 'catalogue-diff', 'any']

function shown(index: number, width: number, result = RESULTS[index]?.[1]): string {
  return view({ name: RESULTS[index]?.[0] ?? '' }, result, terminal({}, {}, width))
}

describe('the text view', () => {
  for (const [index, name] of NAMES.entries()) {
    for (const width of [80, 120]) {
      it(`${name} at ${width} columns`, () => {
        const file = fileURLToPath(new URL(`../golden/views/${name}-${width}.txt`, import.meta.url))
        if (process.env.GOLDEN === 'write') writeFileSync(file, shown(index, width))
        expect(shown(index, width)).toBe(readFileSync(file, 'utf8'))
      })
    }
  }

  it('puts what is unconfirmed above the price, and the price above the rules', () => {
    const text = shown(0, 100)
    const places = ['Are cited standards applied in full?', 'EUR 77 500', 'WHICH RULES APPLY'].map((words) =>
      text.indexOf(words),
    )
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
  })

  it('is plain text where there is no terminal, and where NO_COLOR is set; coloured on a terminal, with the same words', () => {
    const plain = shown(0, 100)
    const refused = view({ name: 'plan' }, PLAN, terminal({ isTTY: true, columns: 100 }, { NO_COLOR: '1' }))
    const coloured = view({ name: 'plan' }, PLAN, terminal({ isTTY: true, columns: 100 }, {}))
    expect(plain).not.toContain('\u001b')
    expect(refused).toBe(plain)
    expect(coloured).toContain('\u001b[')
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain)
  })

  it('says of everything which of the four kinds it is', () => {
    const text = shown(0, 100)
    for (const tag of ['[law]', '[computed]', '[estimate]', '[declared]']) expect(text).toContain(tag)
  })

  it('is never wider than asked for and moves no cursor, whatever the texts hold', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('\u001b[2J\u001b[1;1Hgone', 'abc\u202edef', '网关'.repeat(60), 'x'.repeat(300), '', ' '),
    )
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 200 }),
        fc.array(text, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: RESULTS.length - 1 }),
        (width, texts, index) => {
          const out = shown(index, width, withTexts(RESULTS[index]?.[1], texts))
          expect(out.split('\n').filter((line) => widthOf(line) > width)).toEqual([])
          expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('fits every width from 60 to 200 with the texts as they are', () => {
    for (let width = 60; width <= 200; width += 7) {
      for (const index of NAMES.keys())
        expect(
          shown(index, width)
            .split('\n')
            .filter((line) => widthOf(line) > width),
        ).toEqual([])
    }
  })
})
