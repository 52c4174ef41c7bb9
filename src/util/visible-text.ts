/**
 * Text from outside made safe to show anywhere: nothing in it can move a cursor, turn the direction of writing or hide.
 *
 * Breaks and tabs become spaces. Control characters, characters that override the direction of writing, invisible marks and halves of
 * characters become their code in brackets, `[U+202E]`, so that the reader sees that something was there. Letters of every script stay.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Co}\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu

/** Nearly every text is this, and is let through at once. */
const PLAIN = /^[\u0020-\u007e]*$/

export function visible(text: string): string {
  if (PLAIN.test(text)) return text
  return text
    .replace(/\s*[\r\n\t\u2028\u2029]+\s*/g, ' ')
    .replace(UNSEEN, (c) => `[U+${(c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}]`)
}

/** Every text in a value made visible. What is shared stays shared, so a graph is walked once and keeps its shape. */
export function visibleThroughout<T>(value: T): T {
  const made = new Map<object, unknown>()
  function walk(v: unknown): unknown {
    if (typeof v === 'string') return visible(v)
    if (typeof v !== 'object' || v === null) return v
    const known = made.get(v)
    if (known !== undefined) return known
    if (Array.isArray(v)) {
      const list: unknown[] = []
      made.set(v, list)
      for (const x of v) list.push(walk(x))
      return list
    }
    if (v instanceof Map) {
      const map = new Map<unknown, unknown>()
      made.set(v, map)
      for (const [k, x] of v) map.set(walk(k), walk(x))
      return map
    }
    if (v instanceof Set) {
      const set = new Set<unknown>()
      made.set(v, set)
      for (const x of v) set.add(walk(x))
      return set
    }
    const copy: Record<string, unknown> = {}
    made.set(v, copy)
    for (const [k, x] of Object.entries(v)) copy[k] = walk(x)
    return copy
  }
  return walk(value) as T
}
