import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstInvalidUtf8, startAsUtf8, toUtf8 } from './encoding.ts'
import { placesAt } from './places.ts'

test('the first byte that is no text is found where the decoder gives up', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      let isText = true
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      } catch {
        isText = false
      }
      const at = firstInvalidUtf8(bytes)
      expect(at === -1).toBe(isText)
      if (at >= 0) expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, at))).not.toThrow()
    }),
    { numRuns: 3000, seed: 1 },
  )
})

test('half a character in UTF-16 is told', () => {
  const { bytes, diagnostics } = toUtf8({ file: 'a', bytes: new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]) })
  expect(bytes).toBeUndefined()
  expect(diagnostics).toMatchObject([{ code: 'formats.invalid-text' }])
})

test('an encoding nobody knows is told', () => {
  const text = '<?xml version="1.0" encoding="x-nobody"?><a/>'
  const { diagnostics } = toUtf8({ file: 'a', bytes: new TextEncoder().encode(text) })
  expect(diagnostics).toMatchObject([{ code: 'formats.unsupported-encoding' }])
})

test('a first look never refuses', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(() => startAsUtf8(bytes)).not.toThrow()
    }),
    { seed: 2 },
  )
})

test('places are those of counting line by line, for offsets in any order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'é', '😀', '\n'), { maxLength: 30 }),
      fc.array(fc.nat(40)),
      (characters, wanted) => {
        const bytes = new TextEncoder().encode(characters.join(''))
        const places = placesAt(bytes, wanted)
        wanted.forEach((offset, i) => {
          const before = new TextDecoder().decode(bytes.subarray(0, Math.min(offset, bytes.length)))
          const isWhole = !before.includes('\ufffd')
          if (!isWhole) return
          const lines = before.split('\n')
          expect(places[i]).toEqual({ line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 })
        })
      },
    ),
    { numRuns: 1000, seed: 3 },
  )
})
