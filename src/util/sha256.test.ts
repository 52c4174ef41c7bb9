import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { sha256 } from './sha256.ts'

it('agrees with the platform for every length around the edges of blocks', () => {
  for (let n = 0; n < 300; n += 1) {
    const text = Array.from({ length: n }, (_, i) => String.fromCharCode(32 + ((i * 7 + n) % 90))).join('')
    expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
  }
})

it('agrees with the platform for every width of character', () => {
  for (const text of ['', 'ä', '€uro', '𝄞 clef', '漢字'.repeat(100), 'half \ud800 pair']) {
    expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
  }
})
