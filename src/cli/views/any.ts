/** Any result, readably: lists of alike things as tables, the rest as names and values. A because is cut to what it says. */
import { fit, type Column } from '../layout.ts'
import type { Terminal } from '../terminal.ts'
import { Page } from './page.ts'

/** Columns of indent beyond which a value is left to --json. */
const DEEPEST = 16

const CITATION: ReadonlySet<string> = new Set(['source', 'at', 'standing', 'on'])

type Fields = Readonly<Record<string, unknown>>

export function anyView(result: unknown, screen: Terminal): string {
  const page = new Page(screen)
  show(result, page, 0)
  return page.toString()
}

/** A value on a page that has more. */
export function showAny(value: unknown, page: Page): void {
  show(value, page, 0)
}

function show(value: unknown, page: Page, indent: number): void {
  const scalar = scalarOf(value)
  if (scalar !== undefined) {
    page.text(scalar, { indent })
    return
  }
  if (Array.isArray(value)) showList(value, page, indent)
  else for (const [name, v] of fieldsOf(value)) showField(name, v, page, indent)
}

function showField(name: string, value: unknown, page: Page, indent: number): void {
  const scalar = scalarOf(value)
  if (scalar !== undefined) {
    page.item(`${words(name)}:`, scalar, { indent, markTone: 'accent' })
    return
  }
  page.item(`${words(name)}:`, '', { indent, markTone: 'accent' })
  if (indent < DEEPEST) show(value, page, indent + 2)
}

function showList(items: readonly unknown[], page: Page, indent: number): void {
  const columns = tableColumns(items)
  if (columns !== undefined && columns.length * 9 < page.width - indent) {
    const heads: readonly Column[] = columns.map((name) => ({
      title: words(name),
      isWide: true,
      ...(items.every((i) => typeof (i as Fields)[name] === 'number') ? { align: 'right' as const } : {}),
    }))
    page.table(
      heads,
      items.map((i) => columns.map((name) => scalarOf((i as Fields)[name]) ?? '')),
      indent,
    )
    return
  }
  for (const item of items) {
    const scalar = scalarOf(item)
    if (scalar !== undefined) page.item('·', scalar, { indent })
    else {
      page.item('·', headOf(item), { indent, markTone: 'accent' })
      if (indent < DEEPEST) show(withoutHead(item), page, indent + 2)
    }
  }
}

/** Names shared by all, where every item is flat; a column a name. */
function tableColumns(items: readonly unknown[]): readonly string[] | undefined {
  if (items.length === 0 || !items.every((i) => typeof i === 'object' && i !== null && !Array.isArray(i)))
    return undefined
  const names = new Set(items.flatMap((i) => Object.keys(i as Fields)))
  for (const i of items) for (const v of Object.values(i as Fields)) if (scalarOf(v) === undefined) return undefined
  return [...names]
}

/** What names an item in a list, most telling first. */
const HEADS = ['name', 'label', 'title', 'id', 'dossier', 'part', 'certificate', 'act', 'on', 'says'] as const

function headKey(item: unknown): string | undefined {
  return HEADS.find((key) => typeof (item as Fields)[key] === 'string' && (item as Fields)[key] !== '')
}

function headOf(item: unknown): string {
  const key = headKey(item)
  return key === undefined ? '' : String((item as Fields)[key])
}

function withoutHead(item: unknown): unknown {
  const key = headKey(item)
  return key === undefined ? item : Object.fromEntries(fieldsOf(item).filter(([k]) => k !== key))
}

function fieldsOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (value instanceof Map) return [...value].map(([k, v]) => [String(k), v] as const)
  if (value instanceof Set) return [...value].map((v, i) => [String(i + 1), v] as const)
  return Object.entries(value as Fields)
}

function scalarOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return '–'
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) {
    const inner = value.map(scalarOf)
    if (value.length === 0) return 'none'
    return inner.every((x) => x !== undefined) && inner.join(', ').length <= 120 ? inner.join(', ') : undefined
  }
  if (value instanceof Map || value instanceof Set) return value.size === 0 ? 'none' : undefined
  const fields = value as Fields
  if ('premises' in fields && typeof fields.says === 'string') return `${fields.says} [${String(fields.kind)}]`
  if ('low' in fields && 'high' in fields && Object.keys(fields).length === 2) {
    const [low, high] = [scalarOf(fields.low), scalarOf(fields.high)]
    if (low !== undefined && high !== undefined) return low === high ? low : `${low} to ${high}`
  }
  if (typeof fields.source === 'string' && Object.keys(fields).every((key) => CITATION.has(key)))
    return (
      [fields.source, fields.at].filter((x) => typeof x === 'string').join(', ') +
      (typeof fields.standing === 'string' ? ` (${fields.standing})` : '')
    )
  if (Object.keys(fields).length === 0) return 'none'
  return undefined
}

/** openFacts → open facts */
function words(name: string): string {
  return fit(
    name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`),
    40,
  )
}
