/** What changed in the records between two editions, as a reader wants to hear it: what came, what went, and what is said otherwise now. */
import type { Static } from '@sinclair/typebox'
import type { schemeShape } from './schema.ts'

type Record_ = Static<typeof schemeShape>
type FactIn = Extract<Record_['facts'][string], { value: unknown }>

export interface RecordChange {
  readonly key: string
  readonly change: 'came' | 'went' | 'changed'
  readonly name: string
  /** Of a change: sentences, without a full stop. */
  readonly says: readonly string[]
}

/** By key. An edited comment, place or day of reading alone is no change. Cost: each fact of each record once. */
export function recordChanges(before: readonly Record_[], after: readonly Record_[]): readonly RecordChange[] {
  const old = new Map(before.map((r) => [keyOf(r), r]))
  const now = new Map(after.map((r) => [keyOf(r), r]))
  const went = [...old].flatMap(([key, r]) =>
    now.has(key) ? [] : [{ key, change: 'went' as const, name: r.name, says: [] }],
  )
  const others = [...now].flatMap(([key, r]): RecordChange[] => {
    const was = old.get(key)
    if (was === undefined) return [{ key, change: 'came', name: r.name, says: [] }]
    const says = sentences(was, r)
    return says.length === 0 ? [] : [{ key, change: 'changed', name: r.name, says }]
  })
  return [...went, ...others].sort((a, b) => (a.key < b.key ? -1 : 1))
}

function keyOf(r: Record_): string {
  return `${r.kind}:${r.id}`
}

function sentences(was: Record_, is: Record_): readonly string[] {
  const fields = [...new Set([...Object.keys(was.facts), ...Object.keys(is.facts)])].sort()
  const values = fields.flatMap((field) => {
    const [before, after] = [valueOf(was, field), valueOf(is, field)]
    if (before === after) return []
    const label = labelOf(field)
    if (before === undefined) return [`${label} is stated: ${after}`]
    if (after === undefined) return [`${label} is no longer stated; it was ${before}`]
    return [`${label} is now ${after}; it was ${before}`]
  })
  const read = fields.filter((f) => isRead(is, f) && !isRead(was, f) && valueOf(is, f) === valueOf(was, f))
  const unread = fields.filter((f) => isRead(was, f) && !isRead(is, f) && valueOf(is, f) !== undefined)
  const relations = (r: Record_): ReadonlySet<string> =>
    new Set((r.relations ?? []).map((x) => `${x.type.replaceAll('-', ' ')} ${x.to}`))
  const [had, has] = [relations(was), relations(is)]
  return [
    ...(was.name === is.name ? [] : [`The name is now ${is.name}; it was ${was.name}`]),
    ...(was.class === is.class ? [] : [`It stands under ${is.class} now, not under ${was.class}`]),
    ...values.map(cut),
    ...(read.length === 0 ? [] : [`Now read in a text: ${read.map(labelOf).join(', ').toLowerCase()}`]),
    ...(unread.length === 0 ? [] : [`No longer counted as read: ${unread.map(labelOf).join(', ').toLowerCase()}`]),
    ...[...has].filter((x) => !had.has(x)).map((x) => `New relation: ${x}`),
    ...[...had].filter((x) => !has.has(x)).map((x) => `Relation gone: ${x}`),
    ...(was.summary === is.summary ? [] : ['The summary is worded anew']),
  ]
}

function facts(r: Record_, field: string): readonly FactIn[] {
  const written = r.facts[field]
  return written === undefined ? [] : ([written].flat() as readonly FactIn[])
}

function valueOf(r: Record_, field: string): string | undefined {
  const all = facts(r, field)
  if (all.length === 0) return undefined
  return all
    .map((f) => {
      const days = f.from === undefined ? (f.until === undefined ? '' : ` until ${f.until}`) : ` from ${f.from}`
      return `“${[f.value].flat().join('; ')}”${days}${f.from !== undefined && f.until !== undefined ? ` to ${f.until}` : ''}`
    })
    .join(', then ')
}

function isRead(r: Record_, field: string): boolean {
  const all = facts(r, field)
  return (
    all.length > 0 && all.every((f) => ['primary', 'secondary'].includes(f.standing ?? r.cite?.standing ?? 'unchecked'))
  )
}

function labelOf(field: string): string {
  if (field.startsWith('csa54.')) return `CSA 54(1)(${field.slice(6)})`
  const words = field.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const LONGEST = 260

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).trimEnd()}…`
}
