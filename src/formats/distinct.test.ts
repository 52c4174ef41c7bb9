import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { canonical, digest, newDistinctStream, repeatedItem } from './distinct.ts'

/** Each with each: what the schema language means. */
function repeatedByComparing(list: readonly unknown[]): number {
  for (let i = 0; i < list.length; i++) for (let k = 0; k < i; k++) if (isDeepStrictEqual(list[i], list[k])) return i
  return -1
}

const small = fc.oneof(fc.constantFrom(0, 1, '0', '', null, true, [], {}), fc.jsonValue({ maxDepth: 2 }))
const list = fc.array(small, { maxLength: 8 }).map((values) => JSON.parse(JSON.stringify(values)) as unknown[])

test('the linear way finds what comparing each with each finds', () => {
  fc.assert(
    fc.property(list, (values) => {
      expect(repeatedItem(values)).toBe(repeatedByComparing(values))
    }),
    { numRuns: 3000, seed: 1 },
  )
})

test('read piece by piece, the same elements are found', () => {
  fc.assert(
    fc.property(list, (values) => {
      const stream = newDistinctStream()
      for (const value of values) stream.see(value, undefined)
      const repeated = stream.isSuspicious ? values.findIndex((value) => stream.repeats(value, undefined)) : -1
      expect(repeated).toBe(repeatedByComparing(values))
    }),
    { numRuns: 3000, seed: 2 },
  )
})

test('the order of keys does not matter, to the digest and to the text', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      expect(digest(turned)).toBe(digest(value))
      expect(canonical(turned)).toBe(canonical(value))
    }),
    { seed: 3 },
  )
})

test('a list of a hundred thousand unlike objects takes one look at each', () => {
  let looks = 0
  const element = (i: number) => ({
    get name() {
      looks++
      return `n${i}`
    },
  })
  expect(repeatedItem(Array.from({ length: 100_000 }, (_, i) => element(i)))).toBe(-1)
  expect(looks).toBe(100_000)
})

test('lists within lists are looked at once, not once for each level', () => {
  const counted = { looks: 0 }
  const leaf = () => ({
    get name() {
      counted.looks++
      return 'x'
    },
    more: Array.from({ length: 100 }, (_, i) => i),
  })
  let nested: unknown = { list: [leaf()] }
  for (let level = 0; level < 200; level++) {
    nested = { list: [nested, { level }] }
    expect(repeatedItem((nested as { list: unknown[] }).list)).toBe(-1)
  }
  expect(counted.looks).toBe(1)
})
