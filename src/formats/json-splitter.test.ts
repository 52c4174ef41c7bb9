import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batches, splitJson } from './json-splitter.ts'

const keys = new Set(['components', 'dependencies'])

/** The whole document again, from its pieces. */
function reassembled(text: string): unknown {
  const bytes = new TextEncoder().encode(text)
  const split = splitJson(bytes, keys)
  if ('kind' in split) throw new SyntaxError(split.kind)
  for (const list of split.lists.values()) {
    const elements: unknown[] = []
    for (const batch of batches(bytes, list)) {
      if ('kind' in batch) throw new SyntaxError(batch.kind)
      elements.push(...batch.values)
    }
    expect(elements).toHaveLength(list.length)
    ;(split.head as Record<string, unknown>)[list.key] = elements
  }
  return split.head
}

function outcome(read: () => unknown): unknown {
  try {
    return { value: read() }
  } catch {
    return 'refused'
  }
}

const key = fc.oneof(fc.constantFrom('components', 'dependencies', '__proto__', 'a"b', 'compo\\nents'), fc.string())
const document = fc.dictionary(key, fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()))

test('a document in pieces is the document that JSON.parse reads', () => {
  fc.assert(
    fc.property(document, fc.constantFrom(0, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent)
      expect(reassembled(text)).toEqual(JSON.parse(text))
    }),
    { numRuns: 1000, seed: 7 },
  )
})

test('a damaged document is refused exactly where JSON.parse refuses it', () => {
  fc.assert(
    fc.property(
      document,
      fc.nat(),
      fc.constantFrom('', ',', ']', '}', '[', '{', '"', ':', '0', '\\', ' ', 'null'),
      fc.nat(2),
      (value, where, put, drop) => {
        const text = JSON.stringify(value)
        const at = where % (text.length + 1)
        const damaged = text.slice(0, at) + put + text.slice(at + drop)
        expect(outcome(() => reassembled(damaged))).toEqual(outcome(() => JSON.parse(damaged)))
      },
    ),
    { numRuns: 5000, seed: 11 },
  )
})

test.each([
  ['an empty list', '{"components":[ ]}'],
  ['a missing element', '{"components":[1,,2]}'],
  ['a comma before the close', '{"components":[1,]}'],
  ['a list closed as an object', '{"components":[1}}'],
  ['a key with an escape', '{"compo\\u006eents":[{"a":1}]}'],
  ['the list under a list', '[{"components":[1,2]}]'],
  ['a bare list', '[1,2,3]'],
  ['two documents', '{"components":[]}{}'],
  ['text after the document', '{"components":[1]} x'],
  ['a string that never ends', '{"components":["abc'],
  ['a number', '12'],
  ['nothing', ' '],
])('%s is read as JSON.parse reads it', (_, text) => {
  expect(outcome(() => reassembled(text))).toEqual(outcome(() => JSON.parse(text)))
})

test('long lists come in several batches, in order', () => {
  const elements = Array.from({ length: 20_000 }, (_, i) => ({ 'bom-ref': `é${i}`, nested: [{ i }] }))
  expect(reassembled(JSON.stringify({ before: 1, components: elements, after: [] }))).toEqual({
    before: 1,
    components: elements,
    after: [],
  })
})

test('a key that stands twice is noticed, around the lists and inside their elements', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const around = splitJson(bytes('{"a":1,"a":2,"components":[]}'), keys)
  expect(around).toMatchObject({ hasDuplicates: true })
  const text = bytes('{"a":1,"components":[{"b":{"c":1,"c":1}}]}')
  const inside = splitJson(text, keys)
  if ('kind' in inside) throw new Error(inside.kind)
  expect(inside.hasDuplicates).toBe(false)
  const list = inside.lists.get('components')
  expect(list && [...batches(text, list)]).toMatchObject([{ hasDuplicates: true }])
})

test('ten million open brackets are refused without recursion', () => {
  expect(splitJson(new Uint8Array(10_000_000).fill(0x5b), keys)).toEqual({ kind: 'too-deep' })
  const inside = new TextEncoder().encode('{"components":[')
  const bytes = new Uint8Array(10_000_000).fill(0x5b)
  bytes.set(inside)
  expect(splitJson(bytes, keys)).toEqual({ kind: 'too-deep' })
})
