/** Values with other texts in them, to see what becomes of hostile ones. Words that a program tells apart (kinds, verdicts, days, ids) stay. */

const FREE = new Set([
  'says',
  'rule',
  'question',
  'why',
  'effect',
  'name',
  'label',
  'title',
  'closed',
  'note',
  'who',
  'level',
  'part',
  'publisher',
  'edition',
  'at',
  'what',
  'manufacturer',
  'version',
  'procedure',
  'assessor',
  'reaches',
  'askedBy',
  'file',
])

/** Every free text replaced, in turn, by one of `texts`. What is shared stays shared. */
export function withTexts<T>(value: T, texts: readonly string[]): T {
  const made = new Map<object, unknown>()
  let next = 0
  function walk(v: unknown, name: string): unknown {
    if (typeof v === 'string') {
      if (!FREE.has(name)) return v
      next += 1
      return texts[next % texts.length]
    }
    if (typeof v !== 'object' || v === null) return v
    const known = made.get(v)
    if (known !== undefined) return known
    if (Array.isArray(v)) {
      const list: unknown[] = []
      made.set(v, list)
      for (const x of v) list.push(walk(x, name))
      return list
    }
    const copy: Record<string, unknown> = {}
    made.set(v, copy)
    for (const [k, x] of Object.entries(v)) copy[k] = isKept(v, k) ? x : walk(x, k)
    return copy
  }
  return walk(value, '') as T
}

/** `what` of a flag or an open fact, and `name` of an alternative, are words of a list. */
function isKept(owner: object, key: string): boolean {
  return (key === 'what' && ('question' in owner || 'effect' in owner)) || (key === 'name' && 'difference' in owner)
}
