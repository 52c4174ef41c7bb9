/** OSCAL in XML to the object its JSON would be. Mixed text keeps its order, which the shared reader of XML does not need. */
import { SaxesParser } from 'saxes'
import type { Diagnostic, Place } from '#util/diagnostic.ts'
import { toUtf8 } from '../encoding.ts'
import { diagnose } from '../errors.ts'
import type { SourceDocument } from '../format.ts'
import type { Losses } from '../frameworks.ts'
import { type Root, ROOTS, SHAPES } from './model.ts'
import { BLOCKS, lineOf, proseOf, textOf } from './prose.ts'

export interface MixedNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (MixedNode | string)[]
  readonly line: number
  readonly column: number
}

const DEEPEST = 200
const NAMESPACE = 'http://csrc.nist.gov/ns/oscal/1.0'

export type OscalXml =
  | {
      readonly kind: 'oscal'
      readonly root: Root
      readonly value: Readonly<Record<string, unknown>>
      place(pointer: string): Place
      readonly diagnostics: readonly Diagnostic[]
    }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

class Stop extends Error {
  readonly diagnostic: Diagnostic
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
  }
}

export function readOscalXml(source: SourceDocument, losses: Losses): OscalXml {
  const utf8 = toUtf8(source)
  if (utf8.bytes === undefined) return { kind: 'refused', diagnostics: utf8.diagnostics }
  let root: MixedNode
  try {
    root = treeOf(source.file, utf8.bytes)
  } catch (error) {
    if (error instanceof Stop) return { kind: 'refused', diagnostics: [...utf8.diagnostics, error.diagnostic] }
    if (error instanceof TypeError)
      return {
        kind: 'refused',
        diagnostics: [
          diagnose('formats.invalid-text', 'bytes that are no UTF-8 text', {
            at: { file: source.file, line: 1, column: 1, pointer: '' },
          }),
        ],
      }
    throw error
  }
  if (!(ROOTS as readonly string[]).includes(root.name)) {
    return {
      kind: 'refused',
      diagnostics: [
        diagnose('formats.unknown-format', `the element "${root.name}" begins no OSCAL catalogue, profile or mapping`, {
          at: { file: source.file, line: root.line, column: root.column, pointer: '' },
        }),
      ],
    }
  }
  const places = new Map<string, readonly [number, number]>()
  const value = objectOf(root, root.name, '', places, losses) as Readonly<Record<string, unknown>>
  return {
    kind: 'oscal',
    root: root.name as Root,
    value,
    diagnostics: utf8.diagnostics,
    place(pointer) {
      for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
        const found = places.get(at)
        if (found !== undefined) return { file: source.file, line: found[0], column: found[1], pointer }
        if (at === '') return { file: source.file, line: 1, column: 1, pointer }
      }
    },
  }
}

function treeOf(file: string, bytes: Uint8Array): MixedNode {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: {
    name: string
    attributes: Record<string, string>
    children: (MixedNode | string)[]
    line: number
    column: number
  }[] = []
  let root: MixedNode | undefined
  let line = 1
  let column = 1
  const at = (l: number, c: number): Place => ({ file, line: l, column: Math.max(1, c), pointer: '' })
  parser.on('doctype', () => {
    throw new Stop(
      diagnose('formats.xml-doctype', 'the document declares a document type', { at: at(parser.line, parser.column) }),
    )
  })
  parser.on('error', (error) => {
    const message = error.message.replace(/^[^:]*:\d+:\d+:\s*/, '')
    throw new Stop(
      diagnose(
        /unclosed|unexpected end|must contain a root/i.test(message) ? 'formats.truncated' : 'formats.xml-syntax',
        message,
        { at: at(parser.line, parser.column + 1) },
      ),
    )
  })
  parser.on('opentagstart', (tag) => {
    line = parser.line
    column = parser.column - tag.name.length - 1
  })
  parser.on('opentag', (tag) => {
    if (open.length >= DEEPEST)
      throw new Stop(
        diagnose('formats.too-deep', `elements are nested more than ${DEEPEST} deep`, { at: at(line, column) }),
      )
    const attributes: Record<string, string> = {}
    for (const a of Object.values(tag.attributes)) if (a.uri === '') attributes[a.local] = a.value
    const node = {
      name: tag.uri === NAMESPACE || tag.uri === '' ? tag.local : tag.name,
      attributes,
      children: [],
      line,
      column: Math.max(1, column),
    }
    if (open.length === 0) root = node
    else open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('text', (text) => void open.at(-1)?.children.push(text))
  parser.on('cdata', (text) => void open.at(-1)?.children.push(text))
  parser.on('closetag', () => void open.pop())
  parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close()
  if (root === undefined) throw new Stop(diagnose('formats.truncated', 'the document has no element', { at: at(1, 1) }))
  return root
}

function objectOf(
  node: MixedNode,
  type: string,
  pointer: string,
  places: Map<string, readonly [number, number]>,
  losses: Losses,
): unknown {
  places.set(pointer, [node.line, node.column])
  switch (type) {
    case 'text':
      return textOf(node).trim()
    case 'line':
      return lineOf(node)
    case 'multi':
      return proseOf(node.children)
    case 'empty':
      return {}
    case 'bool':
      return textOf(node).trim() === 'true' || textOf(node).trim() === '1'
    case 'number':
      return Number(textOf(node).trim())
    default:
  }
  const shape = SHAPES.get(type)
  const out: Record<string, unknown> = { ...node.attributes }
  if (shape === undefined) return out
  const own = shape.get('#')
  if (own !== undefined) out[own.json] = textOf(node).trim()
  const prose = shape.get('prose')
  if (prose !== undefined) {
    const written = proseOf(node.children)
    if (written !== '') out[prose.json] = written
  }
  for (const child of node.children) {
    if (typeof child === 'string' || (prose !== undefined && BLOCKS.has(child.name))) continue
    const known = shape.get(child.name)
    if (known === undefined) {
      losses.add(`/${node.name}/${child.name}`, 'an element that the model does not have')
      continue
    }
    if (known.isList) {
      const list = (out[known.json] ??= []) as unknown[]
      list.push(objectOf(child, known.type, `${pointer}/${known.json}/${list.length}`, places, losses))
    } else if (known.type === 'revisions')
      out[known.json] = child.children.flatMap((c, i) =>
        typeof c === 'string' ? [] : [objectOf(c, 'revision', `${pointer}/${known.json}/${i}`, places, losses)],
      )
    else out[known.json] = objectOf(child, known.type, `${pointer}/${known.json}`, places, losses)
  }
  return out
}
