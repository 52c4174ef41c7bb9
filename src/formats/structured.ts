/**
 * JSON or YAML text to a value, with places on request. YAML gives what JSON would give: text, numbers, booleans, null, lists, maps.
 *
 * Hostile texts are refused with a place: aliases that multiply, nesting without end, keys that stand twice, numbers that lose digits.
 */
import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Node as YamlNode,
  parseDocument,
  visit,
} from 'yaml'
import type { Diagnostic, Place } from '#util/diagnostic.ts'
import { firstInvalidUtf8, toUtf8 } from './encoding.ts'
import { diagnose } from './errors.ts'
import type { SourceDocument } from './format.ts'
import { diagnoseFramework } from './framework-errors.ts'
import { parseJson } from './json-document.ts'
import { scanJson, segmentsOf } from './json-scanner.ts'
import { placesAt } from './places.ts'
import { newProblems } from './problems.ts'
import { readFastYaml } from './yaml-fast.ts'

export interface Structured {
  readonly file: string
  readonly value: unknown
  readonly syntax: 'json' | 'yaml'
  /** Where a value stands; the nearest enclosing one where the pointer leads nowhere. The document is read again for it. */
  place(pointer: string): Place
}

export type StructuredResult =
  | ({ readonly kind: 'structured'; readonly diagnostics: readonly Diagnostic[] } & Structured)
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

const MOST_ALIASES = 100
const DEEPEST = 200
/** Only this much is given to the whole parser, which is fifty times slower. */
const LARGEST_FOR_WHOLE_PARSER = 12_000_000
const DIGITS = /^-?\d{16,}$/

export function readStructured(source: SourceDocument): StructuredResult {
  const first = firstCharacter(source.bytes)
  return first === 0x7b || first === 0x5b ? readJson(source) : readYaml(source)
}

/** The first byte that is no blank and no mark of an encoding. */
function firstCharacter(bytes: Uint8Array): number {
  for (let i = 0; i < Math.min(bytes.length, 1000); i += 1) {
    const b = bytes[i] as number
    if (b > 0x20 && b < 0x80) return b
  }
  return 0
}

export function readJson(source: SourceDocument): StructuredResult {
  const opened = parseJson(source)
  if (!('head' in opened)) return { kind: 'refused', diagnostics: opened.diagnostics }
  const { bytes, file } = opened
  function place(pointer: string): Place {
    const offset = scanJson(bytes, { wanted: [pointer], maxDepth: 1000 }).offsets.get(pointer) ?? 0
    const [at] = placesAt(bytes, [offset])
    return { file, line: at?.line ?? 1, column: at?.column ?? 1, pointer }
  }
  const diagnostics = opened.diagnosticsOf(newProblems())
  if (diagnostics.some((d) => d.severity === 'error')) return { kind: 'refused', diagnostics }
  const unsafe = unsafeNumber(opened.head, '')
  if (unsafe !== undefined)
    return {
      kind: 'refused',
      diagnostics: [
        diagnoseFramework('formats.number-too-large', 'a number with more digits than can be kept exactly', {
          at: place(unsafe),
        }),
      ],
    }
  return { kind: 'structured', file, value: opened.head, syntax: 'json', place, diagnostics }
}

/** The pointer of a number that JSON.parse could not keep: a whole one beyond 2^53, or one that became infinite. */
function unsafeNumber(value: unknown, pointer: string): string | undefined {
  if (typeof value === 'number')
    return !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)) ? pointer : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== 'number' && typeof inner !== 'object') continue
    const found = unsafeNumber(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    if (found !== undefined) return found
  }
  return undefined
}

const decoder = new TextDecoder('utf-8', { fatal: true })

export function readYaml(source: SourceDocument): StructuredResult {
  const { file } = source
  const utf8 = toUtf8(source)
  if (utf8.bytes === undefined) return { kind: 'refused', diagnostics: utf8.diagnostics }
  const { bytes } = utf8
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    const [at] = placesAt(bytes, [Math.max(0, firstInvalidUtf8(bytes))])
    return {
      kind: 'refused',
      diagnostics: [
        diagnose('formats.invalid-text', 'bytes that are no UTF-8 text', {
          at: { file, line: at?.line ?? 1, column: at?.column ?? 1, pointer: '' },
          hint: 'Save the file as UTF-8.',
        }),
      ],
    }
  }
  const fast = readFastYaml(text)
  if (fast !== undefined)
    return {
      kind: 'structured',
      file,
      value: fast.value,
      syntax: 'yaml',
      place: (pointer) => fastPlace(file, text, pointer),
      diagnostics: utf8.diagnostics,
    }
  return readWholeYaml(file, text, utf8.diagnostics)
}

function fastPlace(file: string, text: string, pointer: string): Place {
  const offsets = new Map<string, number>()
  readFastYaml(text, offsets)
  const segments = segmentsOf(pointer)
  for (let n = segments.length; n >= 0; n -= 1) {
    const offset = offsets.get(pointerOf(segments.slice(0, n)))
    if (offset !== undefined) return { file, ...lineAt(text.replaceAll('\r\n', '\n'), offset), pointer }
  }
  return { file, line: 1, column: 1, pointer }
}

function pointerOf(segments: readonly string[]): string {
  return segments.map((s) => `/${s.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function lineAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1
  let last = -1
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) {
    line += 1
    last = i
  }
  return { line, column: offset - last }
}

function readWholeYaml(file: string, text: string, before: readonly Diagnostic[]): StructuredResult {
  const start: Place = { file, line: 1, column: 1, pointer: '' }
  function refuse(...diagnostics: readonly Diagnostic[]): StructuredResult {
    return { kind: 'refused', diagnostics }
  }
  if (text.length > LARGEST_FOR_WHOLE_PARSER) {
    return refuse(
      diagnose(
        'formats.too-large',
        `YAML with anchors, tags or unusual forms is read up to ${LARGEST_FOR_WHOLE_PARSER} characters; this has ${text.length}`,
        { at: start, hint: 'Save it in plain block style, or as JSON.' },
      ),
    )
  }
  const deep = tooDeepAt(text)
  if (deep !== undefined)
    return refuse(
      diagnose('formats.too-deep', `elements are nested more than ${DEEPEST} deep`, {
        at: { ...start, ...lineAt(text, deep) },
      }),
    )
  const lines = new LineCounter()
  const yaml = parseDocument(text, {
    schema: 'core',
    version: '1.2',
    uniqueKeys: true,
    strict: true,
    prettyErrors: false,
    lineCounter: lines,
  })
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col), pointer: '' }
  }
  if (yaml.errors.length > 0) {
    return refuse(
      ...yaml.errors.slice(0, 20).map((e) => {
        const at = place(e.pos[0])
        if (e.code === 'DUPLICATE_KEY')
          return diagnose('formats.duplicate-key', 'a key stands twice in one map', {
            at,
            hint: 'Keep one of the two.',
          })
        return diagnoseFramework('formats.yaml-syntax', e.message.replace(/\s+/g, ' '), { at })
      }),
    )
  }
  const trouble = troubleIn(yaml.contents)
  if (trouble.unsafe !== undefined)
    return refuse(
      diagnoseFramework('formats.number-too-large', 'a number with more digits than can be kept exactly', {
        at: place(trouble.unsafe),
        hint: 'Put it in quotes.',
      }),
    )
  if (trouble.aliases > MOST_ALIASES * 100)
    return refuse(
      diagnoseFramework('formats.yaml-alias', `${trouble.aliases} aliases`, { at: place(trouble.firstAlias) }),
    )
  let value: unknown
  try {
    value = yaml.toJS({ maxAliasCount: MOST_ALIASES }) as unknown
  } catch (cause) {
    const says = cause instanceof Error ? cause.message : String(cause)
    return refuse(
      diagnoseFramework('formats.yaml-alias', `aliases that multiply: ${says}`, { at: place(trouble.firstAlias) }),
    )
  }
  if (trouble.aliases > 0 && holdsItself(value))
    return refuse(
      diagnoseFramework('formats.yaml-alias', 'an alias inside what it stands for', { at: place(trouble.firstAlias) }),
    )
  const root = yaml.contents as YamlNode
  return {
    kind: 'structured',
    file,
    value,
    syntax: 'yaml',
    place: (pointer) => ({ ...place(offsetIn(root, pointer)), pointer }),
    diagnostics: before,
  }
}

/** Whether a value is its own part. Each object is entered once, so shared parts cost nothing. */
function holdsItself(root: unknown): boolean {
  const open = new Set<object>()
  const done = new Set<object>()
  const stack: { readonly value: object; readonly parts: readonly unknown[]; at: number }[] = []
  function enter(value: unknown): boolean {
    if (typeof value !== 'object' || value === null || done.has(value)) return false
    if (open.has(value)) return true
    open.add(value)
    stack.push({ value, parts: Object.values(value), at: 0 })
    return false
  }
  enter(root)
  while (stack.length > 0) {
    const top = stack[stack.length - 1] as (typeof stack)[number]
    if (top.at < top.parts.length) {
      const part = top.parts[top.at]
      top.at += 1
      if (enter(part)) return true
    } else {
      stack.pop()
      open.delete(top.value)
      done.add(top.value)
    }
  }
  return false
}

function troubleIn(root: YamlNode | null): {
  readonly aliases: number
  readonly firstAlias: number
  readonly unsafe: number | undefined
} {
  let aliases = 0
  let firstAlias = 0
  let unsafe: number | undefined
  if (root !== null) {
    visit(root, {
      Alias(_, node) {
        if (aliases === 0) firstAlias = node.range?.[0] ?? 0
        aliases += 1
      },
      Scalar(_, node) {
        if (typeof node.value === 'number' && (DIGITS.test(node.source ?? '') || !Number.isFinite(node.value)))
          unsafe ??= node.range?.[0] ?? 0
      },
    })
  }
  return { aliases, firstAlias, unsafe }
}

/** Offset of the first bracket, or line, that is nested too deep. One pass, no recursion. */
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
      if (depth > DEEPEST) return i
    } else if (c === 93 || c === 125) depth = Math.max(0, depth - 1)
    else if (c === 10) {
      let k = i + 1
      while (
        k < text.length &&
        k - i <= DEEPEST * 4 + 1 &&
        (text.charCodeAt(k) === 32 || (text.charCodeAt(k) === 45 && text.charCodeAt(k + 1) === 32))
      )
        k += 1
      if (k - i > DEEPEST * 4) return i + 1
    }
  }
  return undefined
}

function offsetIn(root: YamlNode, pointer: string): number {
  let node: YamlNode = root
  let offset = root.range?.[0] ?? 0
  for (const key of segmentsOf(pointer)) {
    if (isAlias(node) || !isCollection(node)) break
    const next: unknown = isMap(node)
      ? node.items.find((p) => isPair(p) && isScalar(p.key) && String(p.key.value) === key)
      : node.items[Number(key)]
    if (next === undefined || next === null) break
    const inner = isPair(next) ? (next.value as YamlNode | null) : (next as YamlNode)
    offset = (isPair(next) ? (next.key as YamlNode) : inner)?.range?.[0] ?? offset
    if (inner === null || inner === undefined) break
    node = inner
  }
  return offset
}
