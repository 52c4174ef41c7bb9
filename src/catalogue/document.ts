/**
 * Text to a document with positions. Scalars stay the text that was written (`3.10` stays `3.10`); the decoder types them.
 * YAML and JSON give the same document. Work is linear in the size of the text; hostile texts are refused with a place.
 */
import { isAlias, isCollection, isMap, isPair, isScalar, LineCounter, type Node as YamlNode, parseDocument as parseYaml, visit } from 'yaml'
import type { Diagnostic, Place } from '#util/diagnostic.ts'
import { diagnose } from './errors.ts'

/** Keys are kept in order; `__proto__` is a key like any other. */
export type Written = string | null | readonly Written[] | WrittenMap
export interface WrittenMap {
  readonly [key: string]: Written
}

export interface SourceDocument {
  readonly file: string
  readonly value: Written
  /** Where a value stands, by JSON Pointer; the nearest enclosing value where the pointer leads nowhere. */
  place(pointer: string): Place
}

export type ParsedDocument = { readonly kind: 'document'; readonly document: SourceDocument } | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

export const LARGEST_DOCUMENT = 4_000_000
export const DEEPEST_DOCUMENT = 64
const MOST_ALIASES = 100

export function parseDocument(file: string, text: string, largest = LARGEST_DOCUMENT): ParsedDocument {
  function refuse(...diagnostics: Diagnostic[]): ParsedDocument {
    return { kind: 'refused', diagnostics }
  }
  const start: Place = { file, line: 1, column: 1, pointer: '' }
  if (text.length > largest) {
    return refuse(diagnose('document.too-large', `the document has ${text.length} characters; documents of this kind are read up to ${largest}`, { at: start, hint: 'Split it, or point to the large part as a file of its own.' }))
  }
  const deep = tooDeepAt(text)
  if (deep !== undefined) {
    return refuse(diagnose('document.too-deep', `nested deeper than ${DEEPEST_DOCUMENT} levels`, { at: { ...start, ...positionOf(text, deep) }, hint: 'Flatten the document.' }))
  }
  const lines = new LineCounter()
  const yaml = parseYaml(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, { schema: 'failsafe', lineCounter: lines, uniqueKeys: true, prettyErrors: false, strict: true, version: '1.2' })
  if (yaml.errors.length > 0) {
    return refuse(
      ...yaml.errors.slice(0, 20).map((e) => {
        const at = { ...start, ...linePosition(lines, e.pos[0]) }
        const isDuplicate = e.code === 'DUPLICATE_KEY'
        return diagnose(isDuplicate ? 'document.duplicate-key' : 'document.syntax', isDuplicate ? 'a key stands twice in one map' : `${e.message.replace(/\s+/g, ' ')}`, {
          at, hint: isDuplicate ? 'Remove one of the two; we do not guess which one is meant.' : 'Mend the text here.',
        })
      }),
    )
  }
  const aliases = countAliases(yaml.contents as YamlNode | null)
  if (aliases > MOST_ALIASES) return refuse(diagnose('document.alias', `${aliases} aliases; at most ${MOST_ALIASES} are read`, { at: start, hint: 'Write the repeated parts out.' }))
  if (yaml.contents === null || (isScalar(yaml.contents) && yaml.contents.value === '')) {
    return refuse(diagnose('document.empty', 'the document is empty', { at: start, hint: 'Start from examples/edge-gateway/dossier.yaml.' }))
  }
  let value: Written
  try {
    value = toWritten(yaml.toJS({ maxAliasCount: MOST_ALIASES, mapAsMap: false }) as unknown)
  } catch (cause) {
    return refuse(diagnose('document.alias', `aliases that multiply or contain themselves: ${(cause as Error).message}`, { at: start, hint: 'Write the repeated parts out.' }))
  }
  const root = yaml.contents as YamlNode
  return { kind: 'document', document: { file, value, place: (pointer) => ({ file, pointer, ...linePosition(lines, offsetOf(root, pointer)) }) } }
}

/** Numbers, dates and booleans cannot occur under the failsafe schema; a node that is neither text nor collection is absent. */
function toWritten(value: unknown): Written {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(toWritten)
  if (typeof value === 'object' && value !== null) {
    const out: Record<string, Written> = Object.create(null) as Record<string, Written>
    for (const [key, inner] of Object.entries(value)) out[key] = toWritten(inner)
    return out
  }
  return null
}

function linePosition(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  let line = 1
  let last = -1
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) {
    line += 1
    last = i
  }
  return { line, column: offset - last }
}

/** Offset of the first bracket, or line start, that is nested too deep; undefined where none is. One pass, no recursion. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0
  let quote = 0
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i)
    if (quote !== 0) {
      if (c === 92 && quote === 34) i += 1
      else if (c === quote || c === 10) quote = 0
    } else if (c === 34 || c === 39) quote = c
    else if (c === 91 || c === 123) {
      depth += 1
      if (depth > DEEPEST_DOCUMENT) return i
    } else if (c === 93 || c === 125) depth = Math.max(0, depth - 1)
    else if (c === 10) {
      const indented = blockDepth(text, i + 1)
      if (indented > DEEPEST_DOCUMENT * 4) return i + 1
    }
  }
  return undefined
}

/** Columns of indentation, `- - -` runs included, of the line that starts at `from`; at most a little over the limit. */
function blockDepth(text: string, from: number): number {
  let i = from
  while (i < text.length && i - from <= DEEPEST_DOCUMENT * 4 && (text.charCodeAt(i) === 32 || (text.charCodeAt(i) === 45 && text.charCodeAt(i + 1) === 32))) i += 1
  return i - from
}

function countAliases(node: YamlNode | null): number {
  let aliases = 0
  if (node !== null) visit(node, { Alias: () => void (aliases += 1) })
  return aliases
}

function offsetOf(root: YamlNode, pointer: string): number {
  let node: YamlNode = root
  let offset = root.range?.[0] ?? 0
  for (const raw of pointer.split('/').slice(1)) {
    const key = raw.replace(/~1/g, '/').replace(/~0/g, '~')
    if (isAlias(node) || !isCollection(node)) break
    const next: unknown = isMap(node) ? node.items.find((p) => isPair(p) && isScalar(p.key) && String(p.key.value) === key) : node.items[Number(key)]
    if (next === undefined || next === null) break
    const inner = isPair(next) ? (next.value as YamlNode | null) : (next as YamlNode)
    const shown = isPair(next) ? (next.key as YamlNode) : inner
    offset = shown?.range?.[0] ?? offset
    if (inner === null || inner === undefined) break
    node = inner
    if (!isPair(next)) offset = inner.range?.[0] ?? offset
  }
  return offset
}
