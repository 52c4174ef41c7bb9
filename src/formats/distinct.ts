/**
 * Whether a list holds the same thing twice, in work linear in its size.
 *
 * JSON Schema's `uniqueItems` compares each element with each other one in most validators: a list of a hundred thousand
 * components then takes an hour. Here each element is written in one canonical way and looked up in a set.
 */

/** The index of the first element that repeats an earlier one, or -1. Called by generated validators. */
export function repeatedItem(list: readonly unknown[]): number {
  if (list.length < 2) return -1
  const seen = new Map<unknown, number>()
  for (let index = 0; index < list.length; index++) {
    const item = list[index]
    const isScalar = typeof item !== 'object' || item === null
    const key = isScalar ? scalarKey(item) : digest(item)
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, index)
    else if (isScalar || isEqual(list[earlier], item)) return index
    else return repeatedText(list)
  }
  return -1
}

/** Numbers are left to the digests; strings begin with a quote, so that "1" is not 1. */
function scalarKey(item: unknown): unknown {
  if (typeof item === 'string') return `"${item}`
  return typeof item === 'number' ? String(item) : item
}

/** The same by comparing whole texts, for the case that two unlike elements have one digest. */
function repeatedText(list: readonly unknown[]): number {
  const seen = new Set<string>()
  for (let index = 0; index < list.length; index++) {
    const text = canonical(list[index])
    if (seen.has(text)) return index
    seen.add(text)
  }
  return -1
}

function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => isEqual(item, b[i]))
  if (Array.isArray(b)) return false
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>]
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key]))
  )
}

/** The value as JSON with sorted keys. Recursion is bounded by the depth that the reader of the document allows. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const record = value as Readonly<Record<string, unknown>>
  const members = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`)
  return `{${members.join(',')}}`
}

/**
 * Finds repeated elements of a list that is read piece by piece and never held as a whole.
 *
 * First `see` each element; then, if `isSuspicious`, read the list again and ask `repeats` of each element in turn. What is
 * kept in between is one key for each element: its own reference where it has one, a digest of its content otherwise. Keys
 * that came twice are only a suspicion, settled by comparing whole elements in the second pass.
 */
export interface DistinctStream {
  see(element: unknown, reference: string | undefined): void
  readonly isSuspicious: boolean
  repeats(element: unknown, reference: string | undefined): boolean
}

export function newDistinctStream(): DistinctStream {
  const seen = new Set<string | number>()
  const suspects = new Set<string | number>()
  const repeated = new Set<string>()
  const keyFor = (element: unknown, reference: string | undefined) => reference ?? digest(element)
  return {
    see(element, reference) {
      const key = keyFor(element, reference)
      if (seen.has(key)) suspects.add(key)
      else seen.add(key)
    },
    get isSuspicious() {
      return suspects.size > 0
    },
    repeats(element, reference) {
      if (!suspects.has(keyFor(element, reference))) return false
      const text = canonical(element)
      if (repeated.has(text)) return true
      repeated.add(text)
      return false
    },
  }
}

/** Digests of large values, because lists within lists would have them computed once for every level. */
const known = new WeakMap<object, number>()
const LARGE = 64

/**
 * 53 bits of a JSON value; equal values have equal digests, whatever the order of their keys. Not meant to withstand
 * anyone: whoever finds two digests equal compares the values.
 */
export function digest(value: unknown): number {
  return sized(value).digest
}

interface Sized {
  readonly digest: number
  /** Values inside. */
  readonly size: number
}

function sized(value: unknown): Sized {
  if (typeof value === 'string') return { digest: ofText(value, 1), size: 1 }
  if (typeof value !== 'object' || value === null) return { digest: ofText(String(value), 2), size: 1 }
  const before = known.get(value)
  if (before !== undefined) return { digest: before, size: 1 }

  let low = 0
  let high = 0
  let size = 1
  if (Array.isArray(value)) {
    low = 3
    for (const item of value) {
      const inner = sized(item)
      size += inner.size
      low = Math.imul(low ^ (inner.digest >>> 0), 0x9e3779b1)
      high = Math.imul(high ^ Math.floor(inner.digest / 4294967296), 0x5f356495) + low
    }
  } else {
    const record = value as Readonly<Record<string, unknown>>
    for (const key in record) {
      const inner = sized(record[key])
      size += inner.size
      const name = ofText(key, 4)
      // Sums, so that the order of keys does not matter.
      low = (low + Math.imul((inner.digest >>> 0) ^ (name >>> 0), 0x85ebca6b)) | 0
      high = (high + Math.imul(Math.floor(inner.digest / 4294967296) + (name >>> 7), 0xc2b2ae35)) | 0
    }
  }
  const result = mixed(low, high)
  if (size > LARGE) known.set(value, result)
  return { digest: result, size }
}

function ofText(text: string, seed: number): number {
  let low = 0xdeadbeef ^ seed
  let high = 0x41c6ce57 ^ seed
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    low = Math.imul(low ^ code, 0x9e3779b1)
    high = Math.imul(high ^ code, 0x5f356495)
  }
  return mixed(low, high)
}

function mixed(low: number, high: number): number {
  const a = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  const b = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35)
  return 4294967296 * (0x1fffff & b) + (a >>> 0)
}
