import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pointerSegment, scanJson } from './json-scanner.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const scan = (text: string) => scanJson(bytesOf(text), { duplicates: true, maxDepth: 100 })

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const damaged = fc
  .tuple(
    fc.json({ maxDepth: 4 }),
    fc.nat(),
    fc.nat(2),
    fc.constantFrom(
      '',
      ',',
      ']',
      '}',
      '[',
      '{',
      '"',
      ':',
      '0',
      '\\',
      '-',
      'e',
      '.',
      'tru',
      '\n',
      '\t',
      '\\u12',
      'null',
    ),
  )
  .map(([text, where, drop, put]) => {
    const at = where % (text.length + 1)
    return text.slice(0, at) + put + text.slice(at + drop)
  })

test('what the scanner accepts is what JSON.parse accepts', () => {
  fc.assert(
    fc.property(damaged, (text) => {
      expect({ text, accepts: scan(text).problem === undefined }).toEqual({ text, accepts: parses(text) })
    }),
    { numRuns: 5000, seed: 1 },
  )
})

test.each([
  '01',
  '1.',
  '.5',
  '-',
  '1e',
  '1e+',
  '+1',
  '1e5',
  '-0.0e-1',
  'True',
  'nul',
  '"\\ud800"',
  '"\u0001"',
  '"\\/"',
  '[1 2]',
  '{"a" 1}',
  '{,}',
  '[,]',
  '{"a":1,}',
  '[]]',
  `1${'0'.repeat(1000)}`,
  `1${'0'.repeat(1000)}x`,
])('%s is judged as JSON.parse judges it', (text) => {
  expect(scan(text).problem === undefined).toBe(parses(text))
})

test('every value is found where it stands', () => {
  const anyValue = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(fc.dictionary(fc.string(), anyValue, { minKeys: 1 }), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent)
      const keys = Object.keys(value)
      const pointers = keys.map((key) => `/${pointerSegment(key)}`)
      const bytes = bytesOf(text)
      const { offsets } = scanJson(bytes, { wanted: pointers, maxDepth: 100 })
      keys.forEach((key, i) => {
        const rest = new TextDecoder().decode(bytes.subarray(offsets.get(pointers[i] ?? '') ?? 0))
        const expected = JSON.stringify(value[key], undefined, indent).split('\n')[0] ?? ''
        expect(rest.startsWith(expected)).toBe(true)
      })
    }),
    { numRuns: 500, seed: 2 },
  )
})

test('a pointer to what is missing leads to what is around it', () => {
  const text = '{"a":{"b":[1,2]}}'
  const { offsets } = scanJson(bytesOf(text), { wanted: ['/a/b/7/c', '/x', '/a/b/1'], maxDepth: 100 })
  expect([...offsets.values()]).toEqual([text.indexOf('[1'), 0, text.indexOf('2')])
})

test('keys that stand twice are told with the place of the second', () => {
  const text = '{"a":[{"b":1,"c":2,"\\u0062":3}],"a":0}'
  expect(scan(text).duplicates).toEqual([
    { offset: text.indexOf('"\\u0062"'), pointer: '/a/0/b', key: 'b' },
    { offset: text.lastIndexOf('"a"'), pointer: '/a', key: 'a' },
  ])
})

test('depth is a limit, not a crash', () => {
  expect(scan('['.repeat(101)).problem).toMatchObject({ kind: 'too-deep', offset: 100 })
  expect(scan('['.repeat(100) + ']'.repeat(100)).problem).toBeUndefined()
})
