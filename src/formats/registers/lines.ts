/** JSON documents with one value a line, and lists of JSON objects, each with the line it stands on. */
import type { Diagnostic } from '#util/diagnostic.ts'
import { asRecord, type Written } from '../as-written.ts'
import { toUtf8 } from '../encoding.ts'
import { diagnose } from '../errors.ts'
import type { SourceDocument } from '../format.ts'
import { openJson } from '../json-document.ts'
import { newProblems } from '../problems.ts'
import { diagnoseRegister } from '../register-errors.ts'
import { tooDeep } from './depth.ts'

export interface Row {
  readonly value: Written
  readonly line: number
}

/** How the reading of a document ended. */
export interface RowsEnd {
  /** Rows that were there, with those that are no objects. */
  readonly read: number
  readonly diagnostics: readonly Diagnostic[]
  /** False where the document could not be read to its end. */
  readonly isWhole: boolean
}

/** Calls `visit` for each row in order; no row is held once it was visited. */
export type Rows = (visit: (row: Row) => void) => RowsEnd

const SHOWN = 20

/**
 * Each line one JSON object. A line that is none is told, counted, and left out: the rest is read all the same.
 * Errors: `formats.register-row` for such a line; the codes of encodings. Cost: linear.
 */
export function readLines(source: SourceDocument): Rows {
  return (visit) => {
    const { file } = source
    const utf8 = toUtf8(source)
    if (utf8.bytes === undefined) return { read: 0, diagnostics: utf8.diagnostics, isWhole: false }
    const { bytes } = utf8
    const diagnostics: Diagnostic[] = [...utf8.diagnostics]
    let read = 0
    let wrong = 0
    let line = 0
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(0x0a, from)
      const written = bytes.subarray(from, end === -1 ? bytes.length : end)
      from += written.length + 1
      line += 1
      if (written.every(isBlank)) continue
      read += 1
      const value = rowIn(written)
      if (typeof value !== 'string') visit({ value, line })
      else {
        wrong += 1
        if (wrong > SHOWN) continue
        diagnostics.push(
          diagnoseRegister('formats.register-row', `a row of the register cannot be kept: ${value}`, {
            at: { file, line, column: 1, pointer: '' },
            hint:
              end === -1 ? 'The file ends in the middle; fetch it again.' : 'Mend the line, or fetch the list again.',
          }),
        )
      }
    }
    if (wrong > SHOWN)
      diagnostics.push(diagnose('formats.too-many-problems', `${wrong - SHOWN} more lines are no JSON objects`))
    return { read, diagnostics, isWhole: true }
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0d || byte === 0x09
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The object on a line, or what is wrong with it. */
function rowIn(bytes: Uint8Array): Written | string {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    return 'the line is no UTF-8 text'
  }
  if (tooDeep(text)) return 'the line nests deeper than any row of a register'
  try {
    return asRecord(JSON.parse(text)) ?? 'the line is no JSON object'
  } catch {
    return 'the line is no JSON object'
  }
}

/** A list at the top. */
export function readList(source: SourceDocument): Rows {
  return (visit) => {
    const opened = openJson(source, new Set())
    if (!('head' in opened)) return { read: 0, diagnostics: opened.diagnostics, isWhole: false }
    const diagnostics = [...opened.diagnosticsOf(newProblems())]
    const list = opened.head
    if (!Array.isArray(list)) return { read: 0, diagnostics, isWhole: false }
    const lines = linesOfElements(opened.bytes, list.length)
    let objects = 0
    let wrong = 0
    list.forEach((element: unknown, i) => {
      const value = asRecord(element)
      const line = lines[Math.min(objects, lines.length - 1)] ?? 1
      if (value !== undefined) {
        objects += 1
        visit({ value, line })
        return
      }
      wrong += 1
      if (wrong <= SHOWN)
        diagnostics.push(
          diagnoseRegister('formats.register-row', 'a row of the register cannot be kept: it is no object', {
            at: { file: source.file, line, column: 1, pointer: `/${i}` },
          }),
        )
    })
    if (wrong > SHOWN)
      diagnostics.push(diagnose('formats.too-many-problems', `${wrong - SHOWN} more rows are no objects`))
    return { read: list.length, diagnostics, isWhole: true }
  }
}

/** Rows that are there already. */
export function rowsOf(rows: readonly Row[], diagnostics: readonly Diagnostic[], read = rows.length): Rows {
  return (visit) => {
    rows.forEach(visit)
    return { read, diagnostics, isWhole: true }
  }
}

/** Lines on which the objects of the outermost list of objects begin. One pass; strings are skipped. */
function linesOfElements(bytes: Uint8Array, expected: number): readonly number[] {
  const lines: number[] = []
  let depth = 0
  let listDepth = -1
  let line = 1
  for (let i = 0; i < bytes.length && lines.length < expected; i += 1) {
    const byte = bytes[i]
    if (byte === 0x0a) line += 1
    else if (byte === 0x22) {
      for (i += 1; i < bytes.length && bytes[i] !== 0x22; i += 1) {
        if (bytes[i] === 0x5c) i += 1
        else if (bytes[i] === 0x0a) line += 1
      }
    } else if (byte === 0x5b) {
      depth += 1
      if (listDepth === -1) listDepth = depth
    } else if (byte === 0x7b) {
      if (depth === listDepth) lines.push(line)
      depth += 1
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1
  }
  return lines
}
