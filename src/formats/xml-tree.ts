/** XML text to a tree that knows where everything stands. */
import { SaxesParser } from 'saxes'
import type { Diagnostic } from '#util/diagnostic.ts'
import { firstInvalidUtf8, toUtf8 } from './encoding.ts'
import { diagnose, type FormatErrorCode } from './errors.ts'
import type { SourceDocument } from './format.ts'
import { MAX_DEPTH } from './json-splitter.ts'
import { placesAt } from './places.ts'

export interface XmlNode {
  readonly name: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlNode[]
  /** All text directly inside, joined; references are resolved. */
  readonly text: string
  readonly line: number
  readonly column: number
  /** Its place among all siblings of the same name, from 0. */
  readonly index: number
  readonly parent: XmlNode | undefined
}

export interface XmlAttribute {
  readonly name: string
  readonly namespace: string
  readonly value: string
}

export type XmlResult =
  | { readonly root: XmlNode; readonly diagnostics: readonly Diagnostic[] }
  | { readonly root?: undefined; readonly diagnostics: readonly Diagnostic[] }

type Draft = { -readonly [Field in keyof XmlNode]: XmlNode[Field] } & {
  attributes: XmlAttribute[]
  children: XmlNode[]
  counts: Map<string, number>
}

/** Ends the reading from inside a callback of the parser; never leaves this file. */
class Stop extends Error {
  readonly diagnostic: Diagnostic
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
  }
}

const CHUNK = 1 << 20
const XMLNS = 'http://www.w3.org/2000/xmlns/'

/**
 * One pass over the text. A document type declaration is refused, and with it every entity a document could define: no text
 * grows while it is read.
 */
export function readXml(source: SourceDocument): XmlResult {
  const { file } = source
  const utf8 = toUtf8(source)
  const { bytes } = utf8
  if (bytes === undefined) return { diagnostics: utf8.diagnostics }

  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Draft[] = []
  let root: XmlNode | undefined
  let tagLine = 1
  let tagColumn = 1

  const stop = (code: FormatErrorCode, message: string, line: number, column: number): never => {
    throw new Stop(diagnose(code, message, { at: { file, line, column, pointer: xmlPointer(open.at(-1)) } }))
  }
  parser.on('doctype', () =>
    stop('formats.xml-doctype', 'the document declares a document type', parser.line, parser.column),
  )
  parser.on('error', (error) => {
    const message = error.message.replace(/^(?:[^:]*:)?\d+:\d+:\s*/, '')
    const isCut = /unclosed|unexpected end|document must contain a root/i.test(message)
    stop(isCut ? 'formats.truncated' : 'formats.xml-syntax', message.replace(/\.$/, ''), parser.line, parser.column + 1)
  })
  parser.on('opentagstart', (tag) => {
    tagLine = parser.line
    // The parser stands behind the name and the character after it.
    tagColumn = Math.max(1, parser.column - tag.name.length - 1)
  })
  parser.on('opentag', (tag) => {
    if (open.length >= MAX_DEPTH)
      stop('formats.too-deep', `elements are nested more than ${MAX_DEPTH} deep`, tagLine, tagColumn)
    const parent = open.at(-1)
    const attributes: XmlAttribute[] = []
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.uri !== XMLNS)
        attributes.push({ name: attribute.local, namespace: attribute.uri, value: attribute.value })
    }
    const index = parent?.counts.get(tag.local) ?? 0
    parent?.counts.set(tag.local, index + 1)
    const node: Draft = {
      name: tag.local,
      namespace: tag.uri,
      attributes,
      children: [],
      text: '',
      line: tagLine,
      column: tagColumn,
      index,
      parent,
      counts: new Map(),
    }
    if (parent === undefined) root = node
    else parent.children.push(node)
    open.push(node)
  })
  const addText = (text: string) => {
    const node = open.at(-1)
    if (node !== undefined) node.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    open.pop()
  })

  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for (let at = 0; at < bytes.length; at += CHUNK)
      parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: at + CHUNK < bytes.length }))
    parser.close()
  } catch (error) {
    if (error instanceof Stop) return { diagnostics: [...utf8.diagnostics, error.diagnostic] }
    const [place] = placesAt(bytes, [Math.max(0, firstInvalidUtf8(bytes))])
    const at = { file, line: place?.line ?? 1, column: place?.column ?? 1, pointer: '' }
    return {
      diagnostics: [...utf8.diagnostics, diagnose('formats.invalid-text', 'bytes that are no UTF-8 text', { at })],
    }
  }
  return root === undefined
    ? { diagnostics: [...utf8.diagnostics, diagnose('formats.truncated', 'the document has no element')] }
    : { root, diagnostics: utf8.diagnostics }
}

/** Where a node stands: names of elements and places among siblings of the same name, written as a JSON Pointer. */
export function xmlPointer(node: XmlNode | undefined): string {
  const steps: string[] = []
  for (let at = node; at !== undefined; at = at.parent) {
    const isOneOfMany = at.parent?.children.some((sibling) => sibling !== at && sibling.name === at?.name) === true
    steps.push(isOneOfMany ? `/${at.name}/${at.index}` : `/${at.name}`)
  }
  return steps.reverse().join('')
}

export function attributeOf(node: XmlNode, name: string): string | undefined {
  return node.attributes.find((attribute) => attribute.name === name && attribute.namespace === '')?.value
}
