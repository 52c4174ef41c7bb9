/**
 * Text to a document with positions. Scalars stay the text that was written (`3.10` stays `3.10`); the decoder types them.
 * YAML and JSON give the same document. Work is linear in the size of the text; hostile texts are refused with a place.
 */
import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node as YamlNode,
  type Pair,
  Parser,
} from 'yaml'
import type { Diagnostic, Place } from '#util/diagnostic.ts'
import { decodeText } from '#util/text.ts'
import { diagnose } from './errors.ts'

/** Nothing written is null. Keys are kept in order; `__proto__` is a key like any other. */
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

export type ParsedDocument =
  | { readonly kind: 'document'; readonly document: SourceDocument }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

/** In characters. */
export const LARGEST_DOCUMENT = 4_000_000
export const DEEPEST_DOCUMENT = 64
const LONGEST_KEY = 1000
/** How many values aliases may repeat, all together. */
const MOST_REPEATED = 10_000
const MOST_DIAGNOSTICS = 20

/** The bytes of a file to a document: any Unicode text, and nothing else. */
export function parseBytes(file: string, bytes: Uint8Array): ParsedDocument {
  const start: Place = { file, line: 1, column: 1, pointer: '' }
  // A character has at most four bytes in UTF-8; what is longer than that need not be looked at.
  if (bytes.length > LARGEST_DOCUMENT * 4) return tooLarge(start, `the file has ${bytes.length} bytes`)
  const text = decodeText(bytes)
  if (text.kind === 'text') return parseDocument(file, text.text)
  return refused(
    diagnose('document.encoding', `not UTF-8 text: ${text.because}, at byte ${text.byte}`, {
      at: { ...start, line: text.line, column: text.column },
      hint: 'Save the file as UTF-8.',
    }),
  )
}

export function parseDocument(file: string, text: string): ParsedDocument {
  const start: Place = { file, line: 1, column: 1, pointer: '' }
  if (text.length > LARGEST_DOCUMENT) return tooLarge(start, `the document has ${text.length} characters`)
  const control = CONTROL.exec(text)
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return refused(
      diagnose('document.syntax', `a control character (U+${code}), which no text has`, {
        at: { ...start, ...positionOf(text, control.index) },
        hint: 'Remove it; is this a text file?',
      }),
    )
  }
  const lines = new LineCounter()
  const at = (offset: number): Place => ({ ...start, ...linePosition(lines, offset) })
  const composed = compose(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, lines)
  if (composed.kind === 'too-deep') {
    return refused(
      diagnose('document.too-deep', `nested deeper than ${DEEPEST_DOCUMENT} levels`, {
        at: at(composed.offset),
        hint: 'Flatten the document.',
      }),
    )
  }
  const yaml = composed.document
  const wrong = [...yaml.errors, ...yaml.warnings]
  if (wrong.length > 0) {
    const shown = wrong.slice(0, MOST_DIAGNOSTICS).map((e) => {
      const message = e.code === 'MULTIPLE_DOCS' ? 'a second document begins here; a file holds one' : e.message
      return diagnose('document.syntax', shorten(message), { at: at(e.pos[0]), hint: 'Mend the text here.' })
    })
    return refused(...shown)
  }
  const root = yaml.contents as YamlNode | null
  const reader = new Reader(at)
  const value = reader.read(root)
  if (reader.diagnostics.length > 0) return refused(...reader.diagnostics)
  if (root === null || value === null) {
    return refused(
      diagnose('document.empty', 'the document is empty', {
        at: start,
        hint: 'Start from examples/edge-gateway/dossier.yaml.',
      }),
    )
  }
  const place = (pointer: string): Place => ({ ...at(offsetOf(root, pointer)), pointer })
  return { kind: 'document', document: { file, value, place } }
}

/** C0 but for tab, line feed and carriage return; delete. YAML and JSON allow none of them. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** What YAML and JSON write for "no value", unquoted. */
const NOTHING: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL'])

function refused(...diagnostics: readonly Diagnostic[]): ParsedDocument {
  return { kind: 'refused', diagnostics }
}

function tooLarge(at: Place, says: string): ParsedDocument {
  return refused(
    diagnose('document.too-large', `${says}; documents of this kind are read up to ${LARGEST_DOCUMENT} characters`, {
      at,
      hint: 'Split it, or point to the large part as a file of its own.',
    }),
  )
}

const COLLECTIONS: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection'])

type Composed =
  | { readonly kind: 'composed'; readonly document: Document.Parsed }
  | { readonly kind: 'too-deep'; readonly offset: number }

/**
 * Tokens to one document of nodes. The parser of tokens keeps a stack of its own, so depth is seen there before anything
 * recursive looks at them. Duplicate keys are ours to find: the library's way compares every key with every other.
 */
function compose(text: string, lines: LineCounter): Composed {
  const composer = new Composer({
    schema: 'failsafe',
    version: '1.2',
    uniqueKeys: false,
    strict: true,
    prettyErrors: false,
    keepSourceTokens: false,
  })
  const parser = new Parser(lines.addNewLine)
  let tooDeepAt: number | undefined
  lines.addNewLine(0)
  function* tokens() {
    for (const lexeme of new Lexer().lex(text)) {
      yield* parser.next(lexeme)
      // The document itself and the scalar being read may stand on the stack besides the collections.
      if (parser.stack.length <= DEEPEST_DOCUMENT) continue
      const collections = parser.stack.filter((token) => COLLECTIONS.has(token.type))
      tooDeepAt = collections[DEEPEST_DOCUMENT]?.offset
      if (tooDeepAt !== undefined) return
    }
    yield* parser.end()
  }
  let first: Document.Parsed | undefined
  for (const document of composer.compose(tokens(), true, text.length)) {
    if (first === undefined) {
      first = document as Document.Parsed
      continue
    }
    first.errors.push(
      ...document.errors.slice(0, 1),
      // The shape of the library's own error, so that both are told alike.
      {
        code: 'MULTIPLE_DOCS',
        message: '',
        pos: [document.range[0], document.range[1]],
      } as (typeof first.errors)[number],
    )
    break
  }
  return tooDeepAt === undefined
    ? { kind: 'composed', document: first as Document.Parsed }
    : { kind: 'too-deep', offset: tooDeepAt }
}

interface Anchored {
  value: Written
  size: number
  isOpen: boolean
}

/**
 * Nodes to values, each once. An alias repeats the value it names; how much is repeated in all is bounded, so aliases of
 * aliases cannot multiply. Recursion is as deep as the document, which is bounded before.
 */
class Reader {
  readonly diagnostics: Diagnostic[] = []
  readonly #at: (offset: number) => Place
  readonly #anchored = new Map<string, Anchored>()
  /** Values read so far, those repeated by aliases included. */
  #size = 0
  #repeated = 0

  constructor(at: (offset: number) => Place) {
    this.#at = at
  }

  read(node: YamlNode | null): Written {
    if (node === null || this.diagnostics.length >= MOST_DIAGNOSTICS) return null
    if (isAlias(node)) return this.#alias(node)
    this.#size += 1
    const { anchor } = node as { anchor?: string }
    if (anchor === undefined) return this.#plain(node)
    const anchored: Anchored = { value: null, size: 0, isOpen: true }
    this.#anchored.set(anchor, anchored)
    const before = this.#size
    anchored.value = this.#plain(node)
    anchored.size = this.#size - before + 1
    anchored.isOpen = false
    return anchored.value
  }

  #plain(node: YamlNode): Written {
    if (isScalar(node))
      return node.type === 'PLAIN' && NOTHING.has(String(node.value)) ? null : this.#text(node, node.value)
    if (isSeq(node)) return node.items.map((item) => this.read(item as YamlNode | null))
    if (!isMap(node)) return null
    const out: Record<string, Written> = Object.create(null) as Record<string, Written>
    for (const { key, value } of node.items as Pair<YamlNode | null, YamlNode | null>[]) {
      const name = this.#key(key, node)
      if (name === undefined) continue
      if (Object.hasOwn(out, name)) {
        this.#add('document.duplicate-key', `the key "${shorten(name)}" stands twice in one map`, key ?? node, {
          hint: 'Remove one of the two; we do not guess which one is meant.',
        })
      } else out[name] = this.read(value)
    }
    return out
  }

  /** Undefined where it was reported. */
  #key(key: YamlNode | null, map: YamlNode): string | undefined {
    if (key === null) return ''
    if (!isScalar(key)) {
      this.#add('document.syntax', `a key that is ${isAlias(key) ? 'an alias' : 'a list or a map'}`, key, {
        hint: 'Keys are texts. Quote what begins with a bracket, a brace or an asterisk.',
      })
      return undefined
    }
    const name = this.#text(key, key.value)
    if (name.length <= LONGEST_KEY) return name
    this.#add(
      'document.too-large',
      `a key of ${name.length} characters; keys are read up to ${LONGEST_KEY}`,
      key ?? map,
      {},
    )
    return undefined
  }

  #text(node: YamlNode, value: unknown): string {
    const text = String(value ?? '')
    if (!CONTROL.test(text)) return text
    this.#add('document.syntax', 'an escape that stands for a control character, which no text has', node, {
      hint: 'Remove it.',
    })
    return ''
  }

  #alias(node: YamlNode & { source: string }): Written {
    const anchored = this.#anchored.get(node.source)
    const hint = 'Write the repeated part out.'
    if (anchored === undefined || anchored.isOpen) {
      const says =
        anchored === undefined
          ? `nothing before it is named "&${shorten(node.source)}"`
          : 'the alias stands inside what it names'
      this.#add('document.alias', says, node, { hint })
      return null
    }
    const before = this.#repeated
    this.#size += anchored.size
    this.#repeated += anchored.size
    if (this.#repeated <= MOST_REPEATED) return anchored.value
    if (before > MOST_REPEATED) return null
    this.#add('document.alias', `aliases repeat more than ${MOST_REPEATED} values`, node, { hint })
    return null
  }

  #add(code: Parameters<typeof diagnose>[0], message: string, node: YamlNode, more: { hint?: string }): void {
    if (this.diagnostics.length >= MOST_DIAGNOSTICS) return
    this.diagnostics.push(diagnose(code, message, { at: this.#at(node.range?.[0] ?? 0), ...more }))
  }
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 200 ? `${line.slice(0, 197)}…` : line
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

/** Cost: the widths of the maps on the way. */
function offsetOf(root: YamlNode, pointer: string): number {
  let node: YamlNode = root
  let offset = root.range?.[0] ?? 0
  for (const raw of pointer.split('/').slice(1)) {
    const key = raw.replace(/~1/g, '/').replace(/~0/g, '~')
    if (isMap(node)) {
      const pair = (node.items as Pair<YamlNode, YamlNode | null>[]).find(
        (p) => isScalar(p.key) && String(p.key.value) === key,
      )
      if (pair === undefined) break
      offset = pair.key.range?.[0] ?? offset
      if (pair.value === null || pair.value === undefined) break
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(key)] as YamlNode | null | undefined
      if (item === null || item === undefined) break
      offset = item.range?.[0] ?? offset
      node = item
    } else break
  }
  return offset
}
