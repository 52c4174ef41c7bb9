/**
 * Trouble we expect, as a value. Diagnostics are returned, as many as there are; only a defect of ours is thrown.
 */
export type Severity = 'error' | 'warning' | 'note'

/** Where in a text: line and column are 1-based; the pointer is an RFC 6901 JSON Pointer into the decoded document. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly pointer: string
}

export interface Diagnostic<Code extends string = string> {
  /** Stable, documented in docs/errors.md, never reused. */
  readonly code: Code
  readonly severity: Severity
  /** What is wrong, in the reader's words. */
  readonly message: string
  /** What to do next. */
  readonly hint?: string
  readonly at?: Place
  /** Causes, nearest first. */
  readonly because?: readonly Diagnostic[]
}

/** One row of a room's `errors.ts`: from these rows `docs/errors.md` is generated. */
export interface ErrorEntry {
  readonly severity: Severity
  /** The general form of the message, for the manual; `…` stands for what varies. */
  readonly says: string
  /** What the reader can do. */
  readonly help: string
}

export type ErrorTable = Readonly<Record<string, ErrorEntry>>

/** The codes of one room, checked for shape by the compiler. */
export function errorTable<const Table extends ErrorTable>(table: Table): Table {
  return table
}

/** The room's way to make a diagnostic: the severity comes from its table, so a code outside it does not compile. */
export function diagnosticsOf<Table extends ErrorTable>(table: Table) {
  return function diagnose(
    code: keyof Table & string,
    message: string,
    more: { readonly hint?: string; readonly at?: Place; readonly because?: readonly Diagnostic[] } = {},
  ): Diagnostic {
    const entry = table[code]
    if (entry === undefined) throw new Defect(`diagnostic code ${code} is not in its room's table`)
    return { code, severity: entry.severity, message, ...more }
  }
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error')
}

/** A mistake of ours. Thrown, never returned; entrances show it as a request for a report and exit with 70. */
export class Defect extends Error {
  override readonly name = 'Defect'
}

/** `file:line:column message`, the form editors and terminals make clickable. */
export function formatDiagnostic(d: Diagnostic): string {
  const at = d.at === undefined ? '' : `${d.at.file}:${d.at.line}:${d.at.column} `
  const hint = d.hint === undefined ? '' : ` ${d.hint}`
  return `${at}${d.severity === 'error' ? '' : `${d.severity}: `}${d.message}${hint}`
}
