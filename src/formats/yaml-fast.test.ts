import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { readFastYaml } from './yaml-fast.ts'

/** What a whole parser makes of it. */
function whole(text: string): unknown {
  return parse(text, { schema: 'core', version: '1.2' }) as unknown
}

describe('the fast reader of YAML', () => {
  it.each([
    "a: 1\nb: text here\nc: \"q\\u00e9 \\x41\"\nd: 'it''s'\n",
    'a:\n- 1\n- x: y\n  z: w\n-\n  - deep\n- - nested\n  - list\n',
    'a:\n  b:\n    c: ~\n  d:\ne: null\nf: true\ng: False\nh: 1.50\ni: .5\nj: 1e3\nk: 2024-01-02\n',
    'text: long plain text\n  that goes on\n\n  with a break\nnext: x\n',
    'text: \'quoted\n\n  over lines\n  here \'\nb: "folded\n  \\\n  \\ kept   \\n\\\n  joined"\n',
    'text: |-\n  literal\n    further in\n\n  end\nkeep: |+\n  a\n\nfold: >\n  one\n  two\n\n  three\nlast: x\n',
    'a: [x, "y, z", \'w\', 3, -1.5, a:b, true]\nb: []\nc: {}\n',
    '# comment\na: b # comment\n\n# more\nc: d#no comment\n',
    '---\na: b\n',
    '? a very long key\n: value\n? other\n: x: y\n  z: w\n? third\n: - a\n  - b\n',
    'urn:x:y: value\n"quoted key": 1\n3: number key\ntrue: boolean key\n',
    'a: no-break\u00a0space \u2028 and line separator\n',
    '- plain\n- "quoted"\n',
    'a: "trailing \\\n  line"\n',
    'a: b\r\nc: |\r\n  d\r\n  e\r\n',
  ])('reads %j as a whole parser does', (text) => {
    const fast = readFastYaml(text)
    expect(fast).toBeDefined()
    expect(fast?.value).toEqual(whole(text))
  })

  it.each([
    'a: &x 1\nb: *x\n',
    'a: !!str 1\n',
    'a: {b: c}\n',
    '<<: {a: b}\n',
    'a: 1\na: 2\n',
    'a: b: c\n',
    'a: 12345678901234567890\n',
    'a: 0x1f\n',
    'a:\n\t- b\n',
    "a: 'open\n",
    'a: 1\n  b: 2\n',
    '__proto__: x\n',
    'a: b\n---\nc: d\n',
    'a: >\n  x\n    y\n',
    '',
  ])('gives up on %j rather than guess', (text) => {
    expect(readFastYaml(text)).toBeUndefined()
  })

  const scalar = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '',
      ' lead',
      'trail ',
      'yes',
      'null',
      '~',
      '1',
      '1.0',
      '- x',
      'a: b',
      'a #b',
      '#',
      "it's",
      '"',
      'multi\nline',
      'multi\n\nline\n',
      '\ttab',
      'x\n  y',
      '[a]',
      '{a}',
      '&a',
      '*a',
      '!a',
      '%',
      '@',
      '`',
      '|',
      '>',
      '?',
      ':',
    ),
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.boolean(),
    fc.constant(null),
    fc.integer({ min: -999, max: 999 }).map((n) => n / 8),
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(fc.string({ maxLength: 12 }), fc.stringMatching(/^[a-z_]{1,10}$/)), tie('value'), {
        maxKeys: 5,
      }),
    ),
  }))
  const settings = fc.record({
    lineWidth: fc.constantFrom(0, 20, 80),
    indent: fc.constantFrom(2, 4),
    singleQuote: fc.constantFrom(true, false),
    blockQuote: fc.constantFrom(true, false),
    indentSeq: fc.boolean(),
  })

  it('never reads anything otherwise than a whole parser, on generated documents', () => {
    let read = 0
    fc.assert(
      fc.property(value, settings, (v, options) => {
        const text = stringify(v, options)
        const fast = readFastYaml(text)
        if (fast === undefined) return
        read += 1
        expect(fast.value).toEqual(whole(text))
      }),
      { numRuns: 3000, seed: 21 },
    )
    expect(read).toBeGreaterThan(1000)
  })

  it('never reads anything otherwise than a whole parser, on broken documents', () => {
    const base = 'urn: x\nlist:\n- a: 1\n  b: "two\n    lines"\n- c: |-\n    text\n  d: \'q\'\nend: plain\n  more\n'
    fc.assert(
      fc.property(
        fc.nat(base.length),
        fc.nat(4),
        fc.constantFrom('', ' ', '\n', ':', '-', '"', "'", '#', '  ', 'x', '\\', '|'),
        (at, cut, put) => {
          const text = base.slice(0, at) + put + base.slice(at + cut)
          const fast = readFastYaml(text)
          if (fast === undefined) return
          expect(fast.value).toEqual(whole(text))
        },
      ),
      { numRuns: 4000, seed: 22 },
    )
  })

  it('tells where values stand', () => {
    const offsets = new Map<string, number>()
    const text = 'a:\n- b: 1\n  c: two\n'
    readFastYaml(text, offsets)
    expect(text.slice(offsets.get('/a/0/c'))).toBe('c: two\n')
    expect(text.slice(offsets.get('/a/0'))).toBe('b: 1\n  c: two\n')
  })

  it('takes time in proportion to the text, also on texts made to be slow', () => {
    const texts = [
      'a: '.concat('x '.repeat(200_000)),
      `a: "${'\\n'.repeat(200_000)}"\n`,
      `${'- '.repeat(150)}x\n`,
      `a: '${"''".repeat(200_000)}'\n`,
      `${'a: b #\n'.repeat(1)}${'\n'.repeat(400_000)}`,
      `a: |\n${' \n'.repeat(100_000)}  x\n`,
    ]
    expect(texts.map((text) => readFastYaml(text) === undefined)).toHaveLength(texts.length)
  }, 5000)
})
