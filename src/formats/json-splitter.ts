/**
 * Reads a large JSON document piece by piece.
 *
 * A bill of materials is one object with a few long lists. A single `JSON.parse` of it needs the whole text as one string
 * (at most 512 Mi characters) and every element as objects at the same time. Here one pass over the bytes finds where the
 * elements of the long lists begin and end; what is around them is parsed as one small document, and the elements are parsed
 * in batches when they are asked for. What results is exactly what `JSON.parse` makes of the whole (a test by random
 * documents says so).
 *
 * The pass only counts brackets and skips strings. Everything else about the syntax is left to `JSON.parse`, which sees every
 * byte once: the surroundings with the lists emptied, and each batch with the commas between its elements.
 */

/** The elements of one list, as runs of bytes that hold whole elements. */
export interface ElementList {
  readonly key: string
  readonly length: number
  readonly runs: readonly Run[]
}

interface Run {
  readonly from: number
  readonly to: number
  /** Elements in the run. */
  readonly count: number
  /** How many members (key and value) the objects in it have in all; tells of keys that stand twice. */
  readonly members: number
}

export interface SplitJson {
  /** The document with each split list emptied. */
  readonly head: unknown
  readonly lists: ReadonlyMap<string, ElementList>
  /** An object somewhere has the same key twice: `JSON.parse` kept the last one. */
  readonly hasDuplicates: boolean
}

export type SplitFault =
  | { readonly kind: 'too-deep' }
  /** Not JSON, or not text; `json-scanner.ts` says where. */
  | { readonly kind: 'syntax' }

/** Elements deeper than this are refused before anything recurses into them. */
export const MAX_DEPTH = 1000

/** Splits the lists at the top of the document whose key is in `keys`. */
export function splitJson(bytes: Uint8Array, keys: ReadonlySet<string>): SplitJson | SplitFault {
  const found = findLists(bytes, keys)
  if ('kind' in found) return found

  let head: unknown
  try {
    head = JSON.parse(decodeText(joined(bytes, found.holes)))
  } catch {
    return { kind: 'syntax' }
  }
  const lists = new Map<string, ElementList>()
  // Two lists under one key are a duplicate key, which the member count below reports; the last one counts, as in JSON.parse.
  for (const list of found.lists) lists.set(list.key, list)
  return { head, lists, hasDuplicates: countMembers(head) !== found.headMembers }
}

/** What a batch of elements was found to be. */
export interface Batch {
  /** The place of the first one in its list. */
  readonly first: number
  readonly values: readonly unknown[]
  readonly hasDuplicates: boolean
}

const BATCH_BYTES = 1 << 15

/**
 * The elements of a list in order, in batches of about 32 KiB: the text of a larger one would lie where every allocation asks the system for new pages.
 *
 * Ends with a fault instead of a batch where the bytes are not JSON.
 */
export function* batches(bytes: Uint8Array, list: ElementList): Generator<Batch | SplitFault, void> {
  let first = 0
  for (const run of list.runs) {
    let values: unknown
    try {
      values = JSON.parse(`[${decodeText(bytes.subarray(run.from, run.to))}]`)
    } catch {
      yield { kind: 'syntax' }
      return
    }
    if (!Array.isArray(values) || values.length !== run.count) {
      yield { kind: 'syntax' }
      return
    }
    yield { first, values, hasDuplicates: countMembers(values) !== run.members }
    first += run.count
  }
}

/** All own keys of all objects inside. Recursion is bounded: the bytes were refused beyond `MAX_DEPTH`. */
export function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) {
    for (const element of value) if (typeof element === 'object') count += countMembers(element)
    return count
  }
  const record = value as Readonly<Record<string, unknown>>
  // Not Object.keys: a list of names for each of a million objects is what the collector then has to clear away.
  for (const key in record) {
    count++
    const member = record[key]
    if (typeof member === 'object') count += countMembers(member)
  }
  return count
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

interface Found {
  readonly lists: readonly ElementList[]
  /** The byte ranges inside the brackets of the lists, in order. */
  readonly holes: readonly { readonly from: number; readonly to: number }[]
  readonly headMembers: number
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

function findLists(bytes: Uint8Array, keys: ReadonlySet<string>): Found | SplitFault {
  const lists: ElementList[] = []
  const holes: { from: number; to: number }[] = []
  const length = bytes.length
  let depth = 0
  let headMembers = 0
  /** The string last closed at depth one: the key, once a colon follows it. */
  let stringFrom = -1
  let stringTo = -1
  let key: string | undefined
  let objectAtTop = false

  let open: OpenList | undefined

  for (let at = 0; at < length; at++) {
    const byte = bytes[at] as number
    // Most bytes are inside strings, skipped here; of the rest, all but brackets, commas and colons mean nothing now.
    if (byte === QUOTE) {
      const from = at
      at++
      while (at < length) {
        const inside = bytes[at]
        if (inside === QUOTE) break
        at += inside === BACKSLASH ? 2 : 1
      }
      if (depth === 1) {
        stringFrom = from
        stringTo = at + 1
      }
      continue
    }
    if (byte === COLON) {
      if (open !== undefined) open.members++
      else {
        headMembers++
        if (depth === 1) key = readKey(bytes, stringFrom, stringTo)
      }
    } else if (byte === COMMA) {
      if (depth === 1) key = undefined
      else if (depth === 2 && open !== undefined) closeElement(open, at)
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth++
      if (depth > MAX_DEPTH) return { kind: 'too-deep' }
      if (depth === 1) objectAtTop = byte === OPEN_OBJECT
      else if (depth === 2 && byte === OPEN_LIST && objectAtTop && key !== undefined && keys.has(key))
        open = { key, from: at + 1, length: 0, runs: [], runFrom: at + 1, count: 0, members: 0 }
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth--
      if (depth < 0) return { kind: 'syntax' }
      if (depth === 1 && open !== undefined) {
        if (open.length > 0 || !isBlank(bytes, open.from, at)) closeElement(open, at)
        if (open.count > 0) closeRun(open, at)
        lists.push({ key: open.key, length: open.length, runs: open.runs })
        holes.push({ from: open.from, to: at })
        open = undefined
      }
    }
  }
  return open === undefined && depth === 0 ? { lists, holes, headMembers } : { kind: 'syntax' }
}

interface OpenList {
  readonly key: string
  readonly from: number
  length: number
  readonly runs: Run[]
  runFrom: number
  count: number
  members: number
}

function closeElement(list: OpenList, at: number): void {
  list.length++
  list.count++
  if (at - list.runFrom >= BATCH_BYTES) closeRun(list, at)
}

function closeRun(list: OpenList, at: number): void {
  list.runs.push({ from: list.runFrom, to: at, count: list.count, members: list.members })
  list.runFrom = at + 1
  list.count = 0
  list.members = 0
}

function readKey(bytes: Uint8Array, from: number, to: number): string | undefined {
  if (from < 0 || to - from > 200) return undefined
  try {
    const key: unknown = JSON.parse(decodeText(bytes.subarray(from, to)))
    return typeof key === 'string' ? key : undefined
  } catch {
    return undefined
  }
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return false
  }
  return true
}

function joined(bytes: Uint8Array, holes: Found['holes']): Uint8Array {
  let removed = 0
  for (const hole of holes) removed += hole.to - hole.from
  if (removed === 0) return bytes
  const whole = new Uint8Array(bytes.length - removed)
  let read = 0
  let written = 0
  for (const hole of holes) {
    whole.set(bytes.subarray(read, hole.from), written)
    written += hole.from - read
    read = hole.to
  }
  whole.set(bytes.subarray(read), written)
  return whole
}
