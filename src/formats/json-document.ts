/** A JSON document opened for reading piece by piece, with the diagnostics that any JSON format needs. */
import type { Diagnostic } from '#util/diagnostic.ts'
import { firstInvalidUtf8, toUtf8 } from './encoding.ts'
import { diagnose } from './errors.ts'
import type { SourceDocument } from './format.ts'
import { scanJson } from './json-scanner.ts'
import { batches, MAX_DEPTH, splitJson } from './json-splitter.ts'
import { placesAt } from './places.ts'
import { placed, type Problems } from './problems.ts'

export interface JsonDocument {
  readonly file: string
  readonly bytes: Uint8Array
  /** The document with its long lists emptied. */
  readonly head: unknown
  /** How many elements the list at the top under `key` has; 0 without the list. */
  lengthOf(key: string): number
  /** Calls `visit` for each element of a list in order. False where the bytes turn out not to be JSON. */
  forEach(key: string, visit: (element: unknown, index: number) => void): boolean
  /** Everything wrong, in document order, after all elements were visited. */
  diagnosticsOf(problems: Problems): readonly Diagnostic[]
}

/** Opens the document, or says why it cannot be read. `longLists` names the lists at the top that may be long. */
export function openJson(
  source: SourceDocument,
  longLists: ReadonlySet<string>,
): JsonDocument | { readonly diagnostics: readonly Diagnostic[] } {
  const { file } = source
  const text = toUtf8(source)
  const { bytes } = text
  if (bytes === undefined) return { diagnostics: text.diagnostics }

  const split = splitJson(bytes, longLists)
  if ('kind' in split) return { diagnostics: [...text.diagnostics, ...faults(file, bytes, false)] }
  let { hasDuplicates } = split
  let isBroken = false

  return {
    file,
    bytes,
    head: split.head,
    lengthOf: (key) => split.lists.get(key)?.length ?? 0,
    forEach(key, visit) {
      const list = split.lists.get(key)
      if (list === undefined) return true
      for (const batch of batches(bytes, list)) {
        if ('kind' in batch) {
          isBroken = true
          return false
        }
        if (batch.hasDuplicates) hasDuplicates = true
        for (let i = 0; i < batch.values.length; i++) visit(batch.values[i], batch.first + i)
      }
      return true
    },
    diagnosticsOf(problems) {
      const found = isBroken || hasDuplicates ? faults(file, bytes, hasDuplicates) : []
      if (isBroken) return [...text.diagnostics, ...found]
      const offsetsOf = (pointers: readonly string[]) =>
        scanJson(bytes, { wanted: pointers, maxDepth: MAX_DEPTH }).offsets
      return [...text.diagnostics, ...found, ...placed(problems, file, bytes, offsetsOf)]
    },
  }
}

/** The document as one value, for formats whose documents are small. */
export function parseJson(source: SourceDocument): JsonDocument | { readonly diagnostics: readonly Diagnostic[] } {
  return openJson(source, new Set())
}

/** Says where the bytes are not JSON, or hold a key twice. */
function faults(file: string, bytes: Uint8Array, duplicates: boolean): readonly Diagnostic[] {
  const scan = scanJson(bytes, { duplicates, maxDepth: MAX_DEPTH })
  const diagnostics: Diagnostic[] = []
  const at = (offset: number, pointer = '') => {
    const [place] = placesAt(bytes, [offset])
    return { file, line: place?.line ?? 1, column: place?.column ?? 1, pointer }
  }

  const invalid = firstInvalidUtf8(bytes)
  if (invalid >= 0 && (scan.problem === undefined || invalid <= scan.problem.offset)) {
    const byte = (bytes[invalid] ?? 0).toString(16)
    diagnostics.push(
      diagnose('formats.invalid-text', `byte 0x${byte} is no UTF-8 text`, {
        at: at(invalid),
        hint: 'Save the file as UTF-8; it may be in Latin-1 or Windows-1252.',
      }),
    )
    return diagnostics
  }
  const { problem } = scan
  if (problem !== undefined) {
    const code = {
      syntax: 'formats.json-syntax',
      truncated: 'formats.truncated',
      'too-deep': 'formats.too-deep',
    } as const
    diagnostics.push(diagnose(code[problem.kind], problem.says, { at: at(problem.offset) }))
  }
  // Valid after all: then the engine refused its size, which is half a gibibyte of text for what is not read in pieces.
  if (problem === undefined && !duplicates)
    diagnostics.push(diagnose('formats.too-large', 'one part of the document is too large to be read', { at: at(0) }))
  const places = placesAt(
    bytes,
    scan.duplicates.map((duplicate) => duplicate.offset),
  )
  scan.duplicates.forEach((duplicate, i) => {
    diagnostics.push(
      diagnose('formats.duplicate-key', `the key "${duplicate.key}" stands twice in one object`, {
        at: { file, line: places[i]?.line ?? 1, column: places[i]?.column ?? 1, pointer: duplicate.pointer },
        hint: 'Keep one of the two.',
      }),
    )
  })
  return diagnostics
}
