/**
 * A strict reader of JSON bytes that knows where everything stands.
 *
 * `JSON.parse` is faster but has no places, keeps the last of two equal keys without a word, and describes a fault in words
 * that differ between engines. So the fast way (see `json-splitter.ts`) reads a document, and this one is asked only when
 * something must be said about it: where a fault is, which key stands twice, at which byte a JSON Pointer leads.
 *
 * It keeps its own stack: depth costs memory in proportion, never the call stack.
 */

export interface ScanRequest {
  /** JSON Pointers whose places are wanted. */
  readonly wanted?: readonly string[]
  /** Whether to look for keys that stand twice in one object. */
  readonly duplicates?: boolean
  readonly maxDepth: number
}

export interface ScanProblem {
  readonly kind: 'syntax' | 'truncated' | 'too-deep'
  readonly offset: number
  readonly says: string
}

export interface ScanResult {
  /** The first fault; the scan ends there. */
  readonly problem?: ScanProblem
  /** At most `MAX_DUPLICATES`. */
  readonly duplicates: readonly { readonly offset: number; readonly pointer: string; readonly key: string }[]
  /** For each wanted pointer, the offset of what it leads to, or of the nearest thing around it that is there. */
  readonly offsets: ReadonlyMap<string, number>
}

const MAX_DUPLICATES = 100

interface Wanted {
  readonly children: Map<string, Wanted>
  offset: number
}

interface Frame {
  readonly object: boolean
  /** Elements or members begun so far. */
  count: number
  key: string
  readonly wanted: Wanted | undefined
  readonly seen: Set<string> | undefined
}

type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'comma-or-end' | 'nothing'

/** One pass; cost in proportion to the bytes. */
export function scanJson(bytes: Uint8Array, request: ScanRequest): ScanResult {
  const root: Wanted = { children: new Map(), offset: -1 }
  for (const pointer of request.wanted ?? []) plant(root, pointer)

  const duplicates: { offset: number; pointer: string; key: string }[] = []
  const stack: Frame[] = []
  const end = bytes.length
  let expect: Expect = 'value'
  let problem: ScanProblem | undefined
  let at = 0

  const top = (): Frame | undefined => stack[stack.length - 1]
  const fail = (kind: ScanProblem['kind'], offset: number, says: string): void => {
    problem = { kind, offset, says }
  }

  while (problem === undefined) {
    at = skipSpace(bytes, at)
    if (at >= end) {
      if (expect !== 'nothing') fail('truncated', end, missing(expect, stack))
      break
    }
    const byte = bytes[at] as number
    const frame = top()

    if (expect === 'nothing') {
      fail('syntax', at, `nothing may follow the document, but ${show(byte)} does`)
      break
    }

    if (expect === 'comma-or-end' && frame !== undefined) {
      if (byte === 0x2c) {
        expect = frame.object ? 'key' : 'value'
        at++
      } else if (byte === (frame.object ? 0x7d : 0x5d)) {
        stack.pop()
        expect = stack.length === 0 ? 'nothing' : 'comma-or-end'
        at++
      } else fail('syntax', at, `a comma or ${frame.object ? '"}"' : '"]"'} was expected, not ${show(byte)}`)
      continue
    }

    if ((expect === 'key' || expect === 'key-or-end') && frame !== undefined) {
      if (byte === 0x7d && expect === 'key-or-end') {
        stack.pop()
        expect = stack.length === 0 ? 'nothing' : 'comma-or-end'
        at++
        continue
      }
      if (byte !== 0x22) {
        fail(
          'syntax',
          at,
          byte === 0x7d ? 'a comma stands before "}"' : `a key in quotes was expected, not ${show(byte)}`,
        )
        continue
      }
      const close = endOfString(bytes, at)
      if (typeof close !== 'number') {
        problem = close
        continue
      }
      frame.count++
      if (frame.wanted !== undefined || frame.seen !== undefined) {
        const key = stringAt(bytes, at, close)
        frame.key = key
        if (frame.seen !== undefined) {
          if (frame.seen.has(key)) {
            if (duplicates.length < MAX_DUPLICATES) duplicates.push({ offset: at, pointer: pointerOf(stack), key })
          } else frame.seen.add(key)
        }
      }
      at = skipSpace(bytes, close)
      if (at >= end) fail('truncated', end, 'the text ends after a key')
      else if (bytes[at] !== 0x3a)
        fail('syntax', at, `a colon was expected after the key, not ${show(bytes[at] as number)}`)
      else {
        at++
        expect = 'value'
      }
      continue
    }

    if (byte === 0x5d && expect === 'value-or-end') {
      stack.pop()
      expect = stack.length === 0 ? 'nothing' : 'comma-or-end'
      at++
      continue
    }

    // A value begins here.
    if (frame !== undefined && !frame.object) frame.key = String(frame.count++)
    const wanted = frame === undefined ? root : frame.wanted?.children.get(frame.key)
    if (wanted !== undefined) wanted.offset = at

    if (byte === 0x7b || byte === 0x5b) {
      if (stack.length >= request.maxDepth) {
        fail('too-deep', at, `elements are nested more than ${request.maxDepth} deep`)
        continue
      }
      const object = byte === 0x7b
      const seen = object && request.duplicates === true ? new Set<string>() : undefined
      stack.push({ object, count: 0, key: '', wanted, seen })
      expect = object ? 'key-or-end' : 'value-or-end'
      at++
      continue
    }
    const close = byte === 0x22 ? endOfString(bytes, at) : endOfScalar(bytes, at)
    if (typeof close === 'number') {
      at = close
      expect = stack.length === 0 ? 'nothing' : 'comma-or-end'
    } else problem = close
  }

  const offsets = new Map<string, number>()
  for (const pointer of request.wanted ?? []) offsets.set(pointer, nearest(root, pointer))
  return problem === undefined ? { duplicates, offsets } : { problem, duplicates, offsets }
}

export function pointerSegment(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key
}

export function segmentsOf(pointer: string): readonly string[] {
  if (pointer === '') return []
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => (segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment))
}

function plant(root: Wanted, pointer: string): void {
  let node = root
  for (const segment of segmentsOf(pointer)) {
    let child = node.children.get(segment)
    if (child === undefined) {
      child = { children: new Map(), offset: -1 }
      node.children.set(segment, child)
    }
    node = child
  }
}

function nearest(root: Wanted, pointer: string): number {
  let node = root
  let offset = Math.max(root.offset, 0)
  for (const segment of segmentsOf(pointer)) {
    const child = node.children.get(segment)
    if (child === undefined || child.offset < 0) break
    node = child
    offset = child.offset
  }
  return offset
}

function pointerOf(stack: readonly Frame[]): string {
  return stack.map((frame) => `/${pointerSegment(frame.key)}`).join('')
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from
  for (; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break
  }
  return at
}

/** The offset after the closing quote of the string that opens at `from`. */
function endOfString(bytes: Uint8Array, from: number): number | ScanProblem {
  let at = from + 1
  while (at < bytes.length) {
    const byte = bytes[at] as number
    if (byte === 0x22) return at + 1
    if (byte < 0x20) return { kind: 'syntax', offset: at, says: `a string holds ${show(byte)}, which must be escaped` }
    if (byte !== 0x5c) {
      at++
      continue
    }
    const escape = bytes[at + 1]
    if (escape === undefined) break
    if (escape === 0x75) {
      for (let k = 2; k < 6; k++) {
        const digit = bytes[at + k]
        if (digit === undefined)
          return { kind: 'truncated', offset: bytes.length, says: 'the text ends inside a string' }
        if (!isHex(digit)) return { kind: 'syntax', offset: at, says: 'an escape \\u needs four hexadecimal digits' }
      }
      at += 6
    } else if (simpleEscapes.has(escape)) at += 2
    else return { kind: 'syntax', offset: at, says: `JSON knows no escape \\ followed by ${show(escape)}` }
  }
  return { kind: 'truncated', offset: bytes.length, says: 'the text ends inside a string' }
}

const simpleEscapes: ReadonlySet<number> = new Set([0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74])

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
}

/** The offset after a number or one of the three words. */
function endOfScalar(bytes: Uint8Array, from: number): number | ScanProblem {
  let at = from
  while (at < bytes.length && isScalarByte(bytes[at] as number)) at++
  if (at === from)
    return { kind: 'syntax', offset: from, says: `a value was expected, not ${show(bytes[from] as number)}` }
  const text = String.fromCharCode(...bytes.subarray(from, Math.min(at, from + 400)))
  if (at - from > 400) {
    return /^-?(?:0|[1-9]\d*)(?:\.\d*)?$/.test(text) && everyDigit(bytes, from + 400, at)
      ? at
      : { kind: 'syntax', offset: from, says: `"${text.slice(0, 20)}…" is no JSON value` }
  }
  if (text === 'true' || text === 'false' || text === 'null') return at
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return at
  const shown = text.length > 20 ? `${text.slice(0, 20)}…` : text
  if (at >= bytes.length && /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-|-?\d+\.|-?[\d.]+[eE][+-]?)$/.test(text))
    return { kind: 'truncated', offset: bytes.length, says: `the text ends after "${shown}"` }
  return { kind: 'syntax', offset: from, says: `"${shown}" is no JSON value` }
}

function everyDigit(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number
    if (byte < 0x30 || byte > 0x39) return false
  }
  return true
}

function isScalarByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x5f
  )
}

function stringAt(bytes: Uint8Array, open: number, close: number): string {
  const raw = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(open, close))
  return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1)
}

function show(byte: number): string {
  if (byte === 0) return 'a zero byte'
  if (byte === 0x0a || byte === 0x0d) return 'a line break'
  if (byte === 0x09) return 'a tab'
  if (byte > 0x20 && byte < 0x7f) return `"${String.fromCharCode(byte)}"`
  return `byte 0x${byte.toString(16).padStart(2, '0')}`
}

function missing(expect: Expect, stack: readonly Frame[]): string {
  const inside = stack.length === 0 ? '' : `, ${stack.length} element${stack.length === 1 ? '' : 's'} still open`
  const what = expect === 'value' ? 'before a value' : expect === 'key' ? 'after a comma' : 'before its close'
  return `the text ends ${what}${inside}`
}
