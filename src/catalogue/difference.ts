/** What came, went and changed between two states of the catalogue, in sentences. */
import type { Entry } from './build.ts'

export interface EntryChange {
  readonly key: string
  readonly change: 'came' | 'went' | 'changed'
  readonly name: string
  /** For a change: a sentence a field. */
  readonly says: readonly string[]
}

type Compared = Pick<Entry, 'kind' | 'id' | 'value'>

/** By key. Cost: each field of each entry once. */
export function differenceOf(before: readonly Compared[], after: readonly Compared[]): readonly EntryChange[] {
  const old = new Map(before.map((e) => [`${e.kind}:${e.id}`, e]))
  const now = new Map(after.map((e) => [`${e.kind}:${e.id}`, e]))
  const changes: EntryChange[] = []
  for (const [key, e] of old) if (!now.has(key)) changes.push({ key, change: 'went', name: nameOf(e), says: [] })
  for (const [key, e] of now) {
    const was = old.get(key)
    if (was === undefined) changes.push({ key, change: 'came', name: nameOf(e), says: [] })
    else {
      const says = fieldChanges(was.value, e.value, '')
      if (says.length > 0) changes.push({ key, change: 'changed', name: nameOf(e), says })
    }
  }
  return changes.sort((a, b) => (a.key < b.key ? -1 : 1))
}

function nameOf(e: Compared): string {
  const { name, title } = e.value as { name?: string; title?: string }
  return name ?? title ?? e.id
}

const MOST_SAID = 40

function fieldChanges(before: unknown, after: unknown, path: string): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    return keys.flatMap((k) => fieldChanges(before[k], after[k], path === '' ? k : `${path}.${k}`)).slice(0, MOST_SAID)
  }
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path)
  const at = path === '' ? 'the entry' : path
  if (before === undefined) return [`${at} is now ${shown(after)}`]
  if (after === undefined) return [`${at} is gone; it was ${shown(before)}`]
  return [`${at} is now ${shown(after)}; it was ${shown(before)}`]
}

/** Items with an id are held against each other by it; other lists by what came and went. */
function listChanges(before: readonly unknown[], after: readonly unknown[], path: string): string[] {
  const idOf = (x: unknown): string | undefined => (isMap(x) && typeof x.id === 'string' ? x.id : undefined)
  if ([...before, ...after].every((x) => idOf(x) !== undefined)) {
    const old = new Map(before.map((x) => [idOf(x) as string, x]))
    const now = new Map(after.map((x) => [idOf(x) as string, x]))
    return [...new Set([...old.keys(), ...now.keys()])]
      .flatMap((id) => fieldChanges(old.get(id), now.get(id), `${path}[${id}]`))
      .slice(0, MOST_SAID)
  }
  const old = new Set(before.map((x) => JSON.stringify(x)))
  const now = new Set(after.map((x) => JSON.stringify(x)))
  const came = [...now].filter((x) => !old.has(x))
  const went = [...old].filter((x) => !now.has(x))
  if (came.length === 0 && went.length === 0) return [`${path} stands in another order`]
  return [...came.map((x) => `${path} has gained ${cut(x)}`), ...went.map((x) => `${path} has lost ${cut(x)}`)].slice(
    0,
    MOST_SAID,
  )
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${cut(value)}"` : cut(JSON.stringify(value))
}

function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : text
}
