/** What is wrong with a document, gathered by pointer while it is read and given lines and columns once, at the end. */
import type { Diagnostic } from '#util/diagnostic.ts'
import { diagnose, type FormatErrorCode } from './errors.ts'
import { placesAt } from './places.ts'

export interface Problem {
  readonly code: FormatErrorCode
  readonly message: string
  readonly hint?: string
  /** JSON Pointer into the document. */
  readonly pointer: string
}

/** So many of one code are shown; the rest is counted. */
const SHOWN_PER_CODE = 50

export interface Problems {
  add(problem: Problem): void
  readonly shown: readonly Problem[]
  /** For each code with more problems than shown: how many are not. */
  readonly hidden: ReadonlyMap<FormatErrorCode, number>
}

export function newProblems(): Problems {
  const shown: Problem[] = []
  const hidden = new Map<FormatErrorCode, number>()
  const perCode = new Map<FormatErrorCode, number>()
  return {
    shown,
    hidden,
    add(problem) {
      const count = (perCode.get(problem.code) ?? 0) + 1
      perCode.set(problem.code, count)
      if (count <= SHOWN_PER_CODE) shown.push(problem)
      else hidden.set(problem.code, count - SHOWN_PER_CODE)
    },
  }
}

/**
 * The problems with their places, in document order.
 *
 * `offsetsOf` finds the byte offset of many pointers in one pass over the document.
 */
export function placed(
  problems: Problems,
  file: string,
  bytes: Uint8Array,
  offsetsOf: (pointers: readonly string[]) => ReadonlyMap<string, number>,
): readonly Diagnostic[] {
  if (problems.shown.length === 0) return []
  const offsets = offsetsOf(problems.shown.map((problem) => problem.pointer))
  const located = problems.shown
    .map((problem) => ({ problem, offset: offsets.get(problem.pointer) ?? 0 }))
    .sort((a, b) => a.offset - b.offset)
  const places = placesAt(
    bytes,
    located.map(({ offset }) => offset),
  )
  const diagnostics = located.map(({ problem, offset: _ }, i) =>
    diagnose(problem.code, problem.message, {
      ...(problem.hint === undefined ? {} : { hint: problem.hint }),
      at: { file, line: places[i]?.line ?? 1, column: places[i]?.column ?? 1, pointer: problem.pointer },
    }),
  )
  for (const [code, count] of problems.hidden) {
    diagnostics.push(diagnose('formats.too-many-problems', `${count} more problems of the kind ${code} are not shown`))
  }
  return diagnostics
}
