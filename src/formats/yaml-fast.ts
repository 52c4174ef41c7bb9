/**
 * A fast reader for the plain part of YAML that programs write: block mappings and lists, plain, quoted and block scalars, short lists
 * in brackets. About fifty times as fast as a whole YAML parser, which matters for seventy megabytes of requirement libraries.
 *
 * It either gives exactly what a whole parser gives (YAML 1.2, core schema; a test compares them on generated and real documents), or
 * gives up: anything it is not sure of (anchors, tags, flow mappings, merge keys, odd indentation, keys that stand twice) ends the
 * attempt, and the caller asks the whole parser, which also has the words for what is wrong.
 */

export interface FastYaml {
  readonly value: unknown
}

/** Deeper documents are left to the caller to refuse. */
const DEEPEST = 200
/** More digits than a whole number keeps exactly. */
const MOST_DIGITS = 15

class GiveUp extends Error {}

/** Undefined where it gives up. `offsets`, where given, receives the place of every value by JSON Pointer, counted with line breaks of one character. */
export function readFastYaml(text: string, offsets?: Map<string, number>): FastYaml | undefined {
  const unix = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
  if (unix.includes('\r')) return undefined
  try {
    return { value: new Reader(unix, offsets).document() }
  } catch (error) {
    if (error instanceof GiveUp) return undefined
    throw error
  }
}

const SPACE = 32
const NEWLINE = 10
const TAB = 9
const HASH = 35
const COLON = 58
const DASH = 45
const QUOTE = 34
const APOSTROPHE = 39
const BACKSLASH = 92

class Reader {
  readonly #text: string
  readonly #end: number
  readonly #offsets: Map<string, number> | undefined
  /** Start of the content of the current line, and its column; -1 at the end of the document. */
  #at = 0
  #indent = -1
  #lineStart = 0
  #depth = 0

  constructor(text: string, offsets: Map<string, number> | undefined) {
    this.#text = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
    this.#end = this.#text.length
    this.#offsets = offsets
  }

  document(): unknown {
    this.#seek(0)
    if (this.#indent === 0 && this.#text.startsWith('---', this.#at)) {
      const after = this.#text.charCodeAt(this.#at + 3)
      if (!(after === NEWLINE || Number.isNaN(after))) throw new GiveUp()
      this.#seek(this.#at + 3)
    }
    if (this.#indent < 0) throw new GiveUp()
    const value = this.#block(this.#indent, '')
    if (this.#indent >= 0) throw new GiveUp()
    return value
  }

  /** Moves to the content of the next line that has any, from the end of a line. */
  #seek(from: number): void {
    const text = this.#text
    let i = from
    while (i < this.#end) {
      if (text.charCodeAt(i) === NEWLINE) {
        i += 1
        continue
      }
      const start = i
      while (text.charCodeAt(i) === SPACE) i += 1
      const c = text.charCodeAt(i)
      if (c === TAB) throw new GiveUp()
      if (c === NEWLINE || i >= this.#end) continue
      if (c === HASH) {
        i = this.#endOfLine(i)
        continue
      }
      if (i === start && (c === DASH || c === 46)) {
        const three = text.slice(i, i + 3)
        if ((three === '---' && from > 0) || three === '...') throw new GiveUp()
      }
      if (i === start && c === 37) throw new GiveUp()
      this.#lineStart = start
      this.#indent = i - start
      this.#at = i
      return
    }
    this.#indent = -1
    this.#at = this.#end
  }

  #endOfLine(from: number): number {
    const n = this.#text.indexOf('\n', from)
    return n === -1 ? this.#end : n
  }

  #isBreakAt(i: number): boolean {
    const c = this.#text.charCodeAt(i)
    return c === NEWLINE || Number.isNaN(c)
  }

  #isDashAt(i: number): boolean {
    if (this.#text.charCodeAt(i) !== DASH) return false
    const c = this.#text.charCodeAt(i + 1)
    return c === SPACE || c === NEWLINE || Number.isNaN(c)
  }

  #note(pointer: string, at: number): void {
    this.#offsets?.set(pointer, at)
  }

  #block(indent: number, pointer: string): unknown {
    this.#depth += 1
    if (this.#depth > DEEPEST) throw new GiveUp()
    this.#note(pointer, this.#at)
    const value = this.#isDashAt(this.#at) ? this.#sequence(indent, pointer) : this.#mappingOrScalar(indent, pointer)
    this.#depth -= 1
    return value
  }

  #sequence(indent: number, pointer: string): unknown {
    const items: unknown[] = []
    while (this.#indent === indent && this.#isDashAt(this.#at)) {
      const inner = `${pointer}/${items.length}`
      let i = this.#at + 1
      while (this.#text.charCodeAt(i) === SPACE) i += 1
      const c = this.#text.charCodeAt(i)
      if (c === TAB) throw new GiveUp()
      if (this.#isBreakAt(i) || c === HASH) {
        this.#seek(this.#endOfLine(i))
        if (this.#indent > indent) items.push(this.#block(this.#indent, inner))
        else {
          this.#note(inner, i)
          items.push(null)
        }
        continue
      }
      const column = i - this.#lineStart
      if (this.#isDashAt(i) || this.#startsMapping(i)) {
        this.#at = i
        this.#indent = column
        items.push(this.#block(column, inner))
      } else {
        this.#note(inner, i)
        items.push(this.#scalar(i, indent))
      }
    }
    if (this.#indent > indent) throw new GiveUp()
    return items
  }

  /** Whether a key stands at `i`: quoted or plain text, then a colon and a space or the end of the line. */
  #startsMapping(i: number): boolean {
    return this.#keyEnd(i) !== -1
  }

  /** Where the key that starts at `i` ends (its colon); -1 where none does. */
  #keyEnd(i: number): number {
    const text = this.#text
    const c = text.charCodeAt(i)
    if (c === QUOTE || c === APOSTROPHE) {
      const close = this.#closeOnLine(i, c)
      if (close === -1) return -1
      return text.charCodeAt(close + 1) === COLON && isSpaceOrBreak(text.charCodeAt(close + 2)) ? close + 1 : -1
    }
    if (isIndicator(c)) return -1
    if ((c === DASH || c === 63 || c === COLON) && isSpaceOrBreak(text.charCodeAt(i + 1))) return -1
    let k = i
    for (;;) {
      const n = text.charCodeAt(k)
      if (n === NEWLINE || Number.isNaN(n)) return -1
      if (n === COLON && isSpaceOrBreak(text.charCodeAt(k + 1))) return k
      if (n === HASH && k > i && text.charCodeAt(k - 1) === SPACE) return -1
      k += 1
    }
  }

  /** Where a quoted text that starts at `i` closes, if it does on this line. */
  #closeOnLine(i: number, quote: number): number {
    const text = this.#text
    for (let k = i + 1; ; k += 1) {
      const c = text.charCodeAt(k)
      if (c === NEWLINE || Number.isNaN(c)) return -1
      if (c === BACKSLASH && quote === QUOTE) k += 1
      else if (c === quote) {
        if (quote === APOSTROPHE && text.charCodeAt(k + 1) === APOSTROPHE) k += 1
        else return k
      }
    }
  }

  #mappingOrScalar(indent: number, pointer: string): unknown {
    const text = this.#text
    const out: Record<string, unknown> = {}
    let count = 0
    while (this.#indent === indent) {
      if (text.charCodeAt(this.#at) === 63 && text.charCodeAt(this.#at + 1) === SPACE) {
        this.#longKey(out, indent, pointer)
        count += 1
        continue
      }
      const colon = this.#keyEnd(this.#at)
      if (colon === -1) {
        if (count > 0) throw new GiveUp()
        return this.#scalar(this.#at, indent - 1)
      }
      const key = this.#key(this.#at, colon)
      if (key === '__proto__' || key === '<<' || Object.hasOwn(out, key)) throw new GiveUp()
      const inner = this.#offsets === undefined ? '' : `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
      this.#note(inner, this.#at)
      count += 1
      let i = colon + 1
      while (text.charCodeAt(i) === SPACE) i += 1
      const c = text.charCodeAt(i)
      if (c === TAB) throw new GiveUp()
      if (this.#isBreakAt(i) || c === HASH) {
        this.#seek(this.#endOfLine(i))
        if (this.#indent > indent) out[key] = this.#block(this.#indent, inner)
        else if (this.#indent === indent && this.#isDashAt(this.#at)) out[key] = this.#sequenceUnderKey(indent, inner)
        else out[key] = null
      } else {
        if (this.#isDashAt(i)) throw new GiveUp()
        out[key] = this.#scalar(i, indent)
      }
    }
    if (this.#indent > indent) throw new GiveUp()
    return out
  }

  /** `? key` on one line and `: value` on the next: how long keys are written. */
  #longKey(out: Record<string, unknown>, indent: number, pointer: string): void {
    let i = this.#at + 2
    while (this.#text.charCodeAt(i) === SPACE) i += 1
    const key = this.#scalar(i, indent)
    if (typeof key !== 'string' || key === '__proto__' || key === '<<' || Object.hasOwn(out, key)) throw new GiveUp()
    if (
      this.#indent !== indent ||
      this.#text.charCodeAt(this.#at) !== COLON ||
      this.#text.charCodeAt(this.#at + 1) !== SPACE
    )
      throw new GiveUp()
    const inner = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    this.#note(inner, this.#at)
    i = this.#at + 1
    while (this.#text.charCodeAt(i) === SPACE) i += 1
    if (this.#isBreakAt(i) || this.#text.charCodeAt(i) === HASH || this.#text.charCodeAt(i) === TAB) throw new GiveUp()
    if (this.#isDashAt(i) || this.#startsMapping(i)) {
      this.#indent = i - this.#lineStart
      this.#at = i
      out[key] = this.#block(this.#indent, inner)
    } else out[key] = this.#scalar(i, indent)
  }

  /** A list may stand at the column of its key. */
  #sequenceUnderKey(indent: number, pointer: string): unknown {
    this.#depth += 1
    if (this.#depth > DEEPEST) throw new GiveUp()
    const value = this.#sequence(indent, pointer)
    this.#depth -= 1
    return value
  }

  #key(from: number, colon: number): string {
    const text = this.#text
    const c = text.charCodeAt(from)
    if (c === APOSTROPHE) return text.slice(from + 1, colon - 1).replaceAll("''", "'")
    if (c === QUOTE) return unescaped(text.slice(from + 1, colon - 1))
    const key = withoutSpacesAtEnd(text.slice(from, colon))
    // Keys that are not text in the core schema (numbers, true, null) are made text, as in JSON.
    if (key === '' || key.includes('\t')) throw new GiveUp()
    const typed = typedScalar(key)
    return typeof typed === 'string' ? typed : keyOf(typed, key)
  }

  /** A value that starts at `i` on the current line, under something at column `parent`. Ends at the next line's content. */
  #scalar(i: number, parent: number): unknown {
    const c = this.#text.charCodeAt(i)
    if (c === APOSTROPHE) return this.#quoted(i, parent, APOSTROPHE)
    if (c === QUOTE) return this.#quoted(i, parent, QUOTE)
    if (c === 124 || c === 62) return this.#blockScalar(i, parent)
    if (c === 91) return this.#shortList(i)
    if (c === 123) {
      if (this.#text.charCodeAt(i + 1) !== 125) throw new GiveUp()
      this.#finishLine(i + 2)
      return {}
    }
    if (isIndicator(c) || ((c === 63 || c === COLON) && isSpaceOrBreak(this.#text.charCodeAt(i + 1))))
      throw new GiveUp()
    return this.#plain(i, parent)
  }

  /** After a value that ends on its line only spaces and a comment may follow. */
  #finishLine(from: number): void {
    let i = from
    while (this.#text.charCodeAt(i) === SPACE) i += 1
    if (!this.#isBreakAt(i) && !(this.#text.charCodeAt(i) === HASH && i > from)) throw new GiveUp()
    this.#seek(this.#endOfLine(i))
  }

  #plain(from: number, parent: number): unknown {
    const first = this.#plainLine(from)
    let { next } = first
    const parts = [first.value]
    const whole = (): unknown => (parts.length === 1 ? typedScalar(first.value) : parts.join(''))
    if (first.hasComment) {
      this.#seek(next)
      if (this.#indent > parent) throw new GiveUp()
      return whole()
    }
    for (;;) {
      // Look ahead: blank lines, then a line that is further in than the parent, continue the text.
      let blanks = 0
      let i = next
      while (i < this.#end) {
        const start = i + 1
        let k = start
        while (this.#text.charCodeAt(k) === SPACE) k += 1
        if (k >= this.#end) {
          i = k
          break
        }
        const c = this.#text.charCodeAt(k)
        if (c === NEWLINE) {
          blanks += 1
          i = k
          continue
        }
        if (c === TAB) throw new GiveUp()
        if (k - start <= parent || c === HASH) {
          this.#seek(next)
          if (this.#indent > parent) throw new GiveUp()
          return whole()
        }
        if (k === start && (this.#text.startsWith('---', k) || this.#text.startsWith('...', k))) throw new GiveUp()
        const line = this.#plainLine(k)
        parts.push(blanks > 0 ? '\n'.repeat(blanks) : ' ', line.value)
        next = line.next
        if (line.hasComment) {
          this.#seek(next)
          if (this.#indent > parent) throw new GiveUp()
          return whole()
        }
        i = -1
        break
      }
      if (i !== -1) {
        this.#seek(next)
        return whole()
      }
    }
  }

  #plainLine(from: number): { value: string; hasComment: boolean; next: number } {
    const text = this.#text
    const next = this.#endOfLine(from)
    let line = text.slice(from, next)
    let hasComment = false
    if (line.includes('#')) {
      const comment = line.search(/[ \t]#/)
      if (comment !== -1) {
        line = line.slice(0, comment)
        hasComment = true
      }
    }
    line = withoutSpacesAtEnd(line)
    if (line.includes(': ') || line.endsWith(':') || line.includes('\t')) throw new GiveUp()
    return { value: line, hasComment, next }
  }

  #quoted(from: number, parent: number, quote: number): string {
    const text = this.#text
    let k = from + 1
    for (;;) {
      const c = text.charCodeAt(k)
      if (Number.isNaN(c)) throw new GiveUp()
      if (c === BACKSLASH && quote === QUOTE) k += 2
      else if (c === quote) {
        if (quote === APOSTROPHE && text.charCodeAt(k + 1) === APOSTROPHE) k += 2
        else break
      } else k += 1
    }
    const raw = text.slice(from + 1, k)
    const value = quote === QUOTE ? doubleQuoted(raw, parent) : singleQuoted(raw, parent)
    this.#finishLine(k + 1)
    return value
  }

  #blockScalar(from: number, parent: number): string {
    const text = this.#text
    const isFolded = text.charCodeAt(from) === 62
    let i = from + 1
    let chomp = ''
    const c = text.charAt(i)
    if (c === '-' || c === '+') {
      chomp = c
      i += 1
    }
    if (!this.#isBreakAt(i)) throw new GiveUp()
    const lines: string[] = []
    let column = -1
    let end = this.#endOfLine(i)
    while (end < this.#end) {
      const start = end + 1
      const stop = this.#endOfLine(start)
      let k = start
      while (text.charCodeAt(k) === SPACE) k += 1
      if (k >= stop) {
        // A line of spaces: more of them than the text has columns would be text.
        if (column !== -1 && k - start > column) throw new GiveUp()
        if (column === -1 && k - start > 0) throw new GiveUp()
        if (start >= this.#end) break
        lines.push('')
      } else {
        if (column === -1) {
          if (k - start <= parent) break
          column = k - start
        }
        if (k - start < column) break
        if (text.charCodeAt(k) === TAB) throw new GiveUp()
        lines.push(text.slice(start + column, stop))
      }
      end = stop
    }
    this.#seek(end)
    let trailing = 0
    while (lines.length > 0 && lines[lines.length - 1] === '') {
      lines.pop()
      trailing += 1
    }
    if (lines.length === 0) throw new GiveUp()
    // A text that the end of the file cuts off has no line break of its own.
    if (end >= this.#end && text.charCodeAt(this.#end - 1) !== NEWLINE && chomp !== '-') throw new GiveUp()
    const body = isFolded ? foldedBlock(lines) : lines.join('\n')
    if (chomp === '-') return body
    return chomp === '+' ? `${body}\n${'\n'.repeat(trailing)}` : `${body}\n`
  }

  /** `[a, 'b', 3]` on one line. */
  #shortList(from: number): unknown {
    const text = this.#text
    const items: unknown[] = []
    let i = from + 1
    for (;;) {
      while (text.charCodeAt(i) === SPACE) i += 1
      const c = text.charCodeAt(i)
      if (c === 93) {
        this.#finishLine(i + 1)
        return items
      }
      if (c === QUOTE || c === APOSTROPHE) {
        const close = this.#closeOnLine(i, c)
        if (close === -1) throw new GiveUp()
        const raw = text.slice(i + 1, close)
        items.push(c === QUOTE ? unescaped(raw) : raw.replaceAll("''", "'"))
        i = close + 1
      } else {
        const start = i
        while (
          i < this.#end &&
          !/[,[\]{}\n#?&*!|>'"%@`\t]/.test(text.charAt(i)) &&
          !(text.charCodeAt(i) === COLON && /[\s,[\]{}]/.test(text.charAt(i + 1)))
        )
          i += 1
        const raw = withoutSpacesAtEnd(text.slice(start, i))
        if (raw === '') throw new GiveUp()
        if (raw.startsWith('-') && !/^-[\w.]/.test(raw)) throw new GiveUp()
        items.push(typedScalar(raw))
      }
      while (text.charCodeAt(i) === SPACE) i += 1
      if (text.charCodeAt(i) === 44) i += 1
      else if (text.charCodeAt(i) !== 93) throw new GiveUp()
    }
  }
}

/** Spaces only: other blanks are text. */
function withoutSpacesAtEnd(line: string): string {
  let end = line.length
  while (end > 0 && line.charCodeAt(end - 1) === SPACE) end -= 1
  return end === line.length ? line : line.slice(0, end)
}

function spacesBefore(line: string): number {
  let n = 0
  while (line.charCodeAt(n) === SPACE) n += 1
  return n
}

function isSpaceOrBreak(c: number): boolean {
  return c === SPACE || c === NEWLINE || Number.isNaN(c)
}

/** Characters that no plain text starts with. */
function isIndicator(c: number): boolean {
  switch (c) {
    case 33: // !
    case 34: // "
    case 35: // #
    case 37: // %
    case 38: // &
    case 39: // '
    case 42: // *
    case 44: // ,
    case 62: // >
    case 64: // @
    case 91: // [
    case 93: // ]
    case 96: // `
    case 123: // {
    case 124: // |
    case 125: // }
    case TAB:
      return true
    default:
      return Number.isNaN(c)
  }
}

function keyOf(typed: unknown, written: string): string {
  // A number is written as JavaScript would; where that differs from what stands there, a whole parser decides.
  if (typed === null) return ''
  if (`${typed as number | boolean}` !== written) throw new GiveUp()
  return written
}

/** The core schema of YAML 1.2. */
function typedScalar(text: string): unknown {
  const c = text.charCodeAt(0)
  // Letters that start no special word, and everything else that is no sign, digit, dot or tilde.
  if (c > 57 && c !== 70 && c !== 78 && c !== 84 && c !== 102 && c !== 110 && c !== 116 && c !== 126) return text
  switch (text) {
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
    case '':
      return null
    case 'true':
    case 'True':
    case 'TRUE':
      return true
    case 'false':
    case 'False':
    case 'FALSE':
      return false
    default:
  }
  if (/^[-+]?[0-9]+$/.test(text)) {
    if (text.replace(/^[-+]?0*/, '').length > MOST_DIGITS) throw new GiveUp()
    return Number(text)
  }
  if (/^0o[0-7]+$/.test(text) || /^0x[0-9a-fA-F]+$/.test(text)) throw new GiveUp()
  if (/^[-+]?(?:\.inf|\.Inf|\.INF)$/.test(text) || /^(?:\.nan|\.NaN|\.NAN)$/.test(text)) throw new GiveUp()
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) {
    if (text.length > MOST_DIGITS + 2) throw new GiveUp()
    const number = Number(text)
    if (!Number.isFinite(number)) throw new GiveUp()
    return number
  }
  return text
}

/** Lines of a quoted text: breaks become spaces, blank lines become breaks. Each line after the first must be further in than the parent. */
function folded(lines: readonly string[], parent: number): readonly string[] {
  const parts: string[] = []
  for (let n = 0; n < lines.length; n += 1) {
    const line = lines[n] as string
    if (line.includes('\t')) throw new GiveUp()
    // On the last line the closing quote stands behind the spaces, so it counts as a line with text.
    const hasText = spacesBefore(line) < line.length || n === lines.length - 1
    if (n > 0 && hasText && spacesBefore(line) <= parent) throw new GiveUp()
    if (n > 0 && /^(?:---|\.\.\.)/.test(line)) throw new GiveUp()
    parts.push(line)
  }
  return parts
}

function singleQuoted(raw: string, parent: number): string {
  const text = raw.includes("''") ? raw.replaceAll("''", "'") : raw
  if (!text.includes('\n')) return text
  const lines = folded(text.split('\n'), parent)
  const out = [withoutSpacesAtEnd(lines[0] as string)]
  let blanks = 0
  for (let n = 1; n < lines.length; n += 1) {
    const isLast = n === lines.length - 1
    const started = (lines[n] as string).slice(spacesBefore(lines[n] as string))
    const line = isLast ? started : withoutSpacesAtEnd(started)
    if (line === '' && !isLast) {
      blanks += 1
      continue
    }
    out.push(blanks > 0 ? '\n'.repeat(blanks) : ' ', line)
    blanks = 0
  }
  return out.join('')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\u001b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
}

/** Pieces are joined once: growing a text bit by bit would leave a chain of pieces behind for the collector. */
function unescaped(raw: string): string {
  let from = 0
  let slash = raw.indexOf('\\')
  if (slash === -1) return raw
  const parts: string[] = []
  while (slash !== -1) {
    parts.push(raw.slice(from, slash))
    const e = raw.charAt(slash + 1)
    const size = e === 'x' ? 2 : e === 'u' ? 4 : e === 'U' ? 8 : 0
    if (size > 0) {
      const hex = raw.slice(slash + 2, slash + 2 + size)
      if (hex.length !== size || !/^[0-9a-fA-F]+$/.test(hex)) throw new GiveUp()
      const code = Number.parseInt(hex, 16)
      if (code > 0x10ffff) throw new GiveUp()
      parts.push(String.fromCodePoint(code))
    } else {
      const simple = Object.hasOwn(ESCAPES, e) ? ESCAPES[e] : undefined
      if (simple === undefined) throw new GiveUp()
      parts.push(simple)
    }
    from = slash + 2 + size
    slash = raw.indexOf('\\', from)
  }
  parts.push(raw.slice(from))
  return parts.join('')
}

/** Folds the lines and resolves escapes; a backslash at the end of a line joins it to the next. */
function doubleQuoted(raw: string, parent: number): string {
  if (!raw.includes('\n')) return unescaped(raw)
  const lines = folded(raw.split('\n'), parent)
  const out: string[] = []
  let blanks = 0
  let isJoined = true
  for (let n = 0; n < lines.length; n += 1) {
    const isFirst = n === 0
    const isLast = n === lines.length - 1
    let line = lines[n] as string
    if (!isFirst) line = line.slice(spacesBefore(line))
    const isContinued = !isLast && endsInBackslash(line)
    if (isContinued) {
      line = line.slice(0, -1)
      if (CUT_ESCAPE.test(line)) throw new GiveUp()
    } else if (!isLast) line = trimUnescapedEnd(line)
    if (line === '' && !isLast && !isFirst && !isContinued) {
      blanks += 1
      continue
    }
    // After a joined line, blank lines are breaks without the space.
    if (!isFirst) out.push(blanks > 0 ? '\n'.repeat(blanks) : isJoined ? '' : ' ')
    out.push(line)
    blanks = 0
    isJoined = isContinued
  }
  // Escapes stand within lines: what joins two lines was cut off above.
  return unescaped(out.join(''))
}

/** An escape that a line break would cut in two. */
const CUT_ESCAPE = /\\(?:x[0-9a-fA-F]?|u[0-9a-fA-F]{0,3}|U[0-9a-fA-F]{0,7})$/

function endsInBackslash(line: string): boolean {
  let count = 0
  for (let i = line.length - 1; i >= 0 && line.charCodeAt(i) === BACKSLASH; i -= 1) count += 1
  return count % 2 === 1
}

/** Spaces at the end of a line go, but not one that a backslash protects. */
function trimUnescapedEnd(line: string): string {
  const trimmed = withoutSpacesAtEnd(line)
  return trimmed !== line && endsInBackslash(trimmed) ? `${trimmed} ` : trimmed
}

/** Lines of one paragraph are joined by spaces; lines that are further in keep their breaks, which a whole parser may sort out. */
function foldedBlock(lines: readonly string[]): string {
  const out: string[] = []
  let blanks = 0
  for (let n = 0; n < lines.length; n += 1) {
    const line = lines[n] as string
    if (line.startsWith(' ') || line.startsWith('\t')) throw new GiveUp()
    if (line === '') {
      blanks += 1
      continue
    }
    if (out.length === 0) out.push('\n'.repeat(blanks), line)
    else out.push(blanks > 0 ? '\n'.repeat(blanks) : ' ', line)
    blanks = 0
  }
  return out.join('')
}
