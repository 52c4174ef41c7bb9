import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visible, visibleThroughout } from './visible-text.ts'

describe('text from outside', () => {
  it.each([
    ['an escape sequence', 'a\u001b[31mred', 'a[U+001B][31mred'],
    ['a turned direction of writing', 'gnp\u202egpj.exe', 'gnp[U+202E]gpj.exe'],
    ['breaks and tabs', 'one \r\n\ttwo', 'one two'],
    ['half a character', 'x\ud800y', 'x[U+D800]y'],
    ['an invisible mark', 'pay\u200bpal', 'pay[U+200B]pal'],
    ['letters of other scripts', 'Größe, шлюз, 网关, שער', 'Größe, шлюз, 网关, שער'],
  ])('%s', (_, text, shown) => {
    expect(visible(text)).toBe(shown)
  })

  it('holds no control character, whatever came in, and is shown the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visible(text)
        expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        expect(visible(shown)).toBe(shown)
      }),
    )
  })

  it('goes into maps and sets', () => {
    expect(visibleThroughout({ m: new Map([['a\u0007', 'b\u0007']]), s: new Set(['c\u0007']) })).toEqual({
      m: new Map([['a[U+0007]', 'b[U+0007]']]),
      s: new Set(['c[U+0007]']),
    })
  })

  it('keeps what is shared shared', () => {
    const node = { says: 'a\u0007' }
    const made = visibleThroughout({ left: node, right: node, list: [node] })
    expect(made.left).toEqual({ says: 'a[U+0007]' })
    expect(made.right).toBe(made.left)
    expect(made.list[0]).toBe(made.left)
  })
})
