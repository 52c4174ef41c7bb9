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

/** Names that would do harm where text is taken for something else: a page, a picture, a terminal, a document to be typeset. */
export const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style></svg><script>alert(2)</script>',
  '&lt;already escaped&gt; &amp; ]]>',
  'abc\u202ecba\u2066def',
  '\u001b[31mred\u001b[0m \u0007bell \u0000',
  '#read("/etc/passwd") #import "@preview/x:1.0.0": * $ sum_1 $ *strong* _emph_ `raw` = Heading @label <label> \\ // comment',
  '{{ template }} ${code} %s %n',
  'x'.repeat(400),
  'Größe 网关 שער 🔒',
  '\ud800 half a character',
]
