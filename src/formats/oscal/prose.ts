/** OSCAL's mark-up in XML to the Markdown that OSCAL's JSON holds. Source: OSCAL, datatypes, markup-line and markup-multiline. */
import type { MixedNode } from './xml.ts'

export const BLOCKS: ReadonlySet<string> = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'ul',
  'ol',
  'table',
  'blockquote',
  'hr',
])

/** A line: everything inside in one line. */
export function lineOf(node: MixedNode): string {
  return inline(node.children).replace(/\s+/g, ' ').trim()
}

/** Paragraphs, separated by an empty line. Elements that are no blocks are passed over. */
export function proseOf(children: readonly (MixedNode | string)[]): string {
  return children.flatMap((c) => (typeof c === 'string' || !BLOCKS.has(c.name) ? [] : [block(c)])).join('\n\n')
}

function block(node: MixedNode): string {
  switch (node.name) {
    case 'pre':
      return `\`\`\`\n${textOf(node)}\n\`\`\``
    case 'ul':
    case 'ol':
      return list(node, 0)
    case 'table':
      return table(node)
    case 'blockquote':
      return proseOf(node.children)
        .split('\n')
        .map((l) => `> ${l}`.trimEnd())
        .join('\n')
    case 'hr':
      return '---'
    case 'p':
      return lineOf(node)
    default:
      return `${'#'.repeat(Number(node.name.slice(1)))} ${lineOf(node)}`
  }
}

function list(node: MixedNode, depth: number): string {
  let n = 0
  const lines: string[] = []
  for (const item of node.children) {
    if (typeof item === 'string' || item.name !== 'li') continue
    n += 1
    const own = item.children.filter((c) => typeof c === 'string' || (c.name !== 'ul' && c.name !== 'ol'))
    const isBlocks = own.some((c) => typeof c !== 'string' && BLOCKS.has(c.name))
    const mark = node.name === 'ol' ? `${n}.` : '*'
    lines.push(`${'  '.repeat(depth)}${mark} ${isBlocks ? proseOf(own) : inline(own).replace(/\s+/g, ' ').trim()}`)
    for (const inner of item.children)
      if (typeof inner !== 'string' && (inner.name === 'ul' || inner.name === 'ol')) lines.push(list(inner, depth + 1))
  }
  return lines.join('\n')
}

function table(node: MixedNode): string {
  const rows = descendants(node, 'tr').map((tr) =>
    tr.children.flatMap((c) => (typeof c !== 'string' && (c.name === 'td' || c.name === 'th') ? [lineOf(c)] : [])),
  )
  const width = Math.max(0, ...rows.map((r) => r.length))
  const written = rows.map((r) => `| ${r.join(' | ')} |`)
  written.splice(1, 0, `|${' --- |'.repeat(width)}`)
  return written.join('\n')
}

function descendants(node: MixedNode, name: string): readonly MixedNode[] {
  return node.children.flatMap((c) => (typeof c === 'string' ? [] : c.name === name ? [c] : descendants(c, name)))
}

function inline(children: readonly (MixedNode | string)[]): string {
  return children.map((c) => (typeof c === 'string' ? c : element(c))).join('')
}

function element(node: MixedNode): string {
  const inner = () => inline(node.children)
  switch (node.name) {
    case 'insert':
      return `{{ insert: ${node.attributes.type ?? 'param'}, ${node.attributes['id-ref'] ?? ''} }}`
    case 'em':
    case 'i':
      return `*${inner()}*`
    case 'strong':
    case 'b':
      return `**${inner()}**`
    case 'code':
      return `\`${inner()}\``
    case 'q':
      return `"${inner()}"`
    case 'sub':
      return `~${inner()}~`
    case 'sup':
      return `^${inner()}^`
    case 'a':
      return `[${inner()}](${node.attributes.href ?? ''})`
    case 'img':
      return `![${node.attributes.alt ?? ''}](${node.attributes.src ?? ''})`
    case 'br':
      return '  \n'
    default:
      return inner()
  }
}

export function textOf(node: MixedNode): string {
  return node.children.map((c) => (typeof c === 'string' ? c : textOf(c))).join('')
}
