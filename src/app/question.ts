/**
 * One question somebody can ask: name, input, output, run. The command line, the API, the tools for assistants, the reference and the
 * completion derive from the table of these.
 */
import type { Diagnostic } from '#util/diagnostic.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Ports } from './ports.ts'

export interface Argument {
  readonly name: string
  readonly says: string
  readonly isRequired: boolean
  readonly isMany?: boolean
}

export interface Flag {
  readonly name: string
  /** The word shown for its value; none for a switch. */
  readonly value?: string
  readonly says: string
  readonly isMany?: boolean
}

/** What was asked, as text; questions type it themselves so that every entrance reports the same mistakes. */
export interface Asked {
  readonly arguments: readonly string[]
  readonly flags: Readonly<Record<string, readonly string[]>>
  readonly on: CalendarDate
}

export interface Answered<T = unknown> {
  /** Absent where input or usage prevented an answer. */
  readonly result?: T
  readonly diagnostics: readonly Diagnostic[]
  /** 0 answered; 1 a checking command has findings, or no plan exists; 2 input or usage prevented the job. */
  readonly exit: 0 | 1 | 2
}

export interface Question<T = unknown> {
  /** One word, or two: `catalogue search`. */
  readonly name: string
  /** One line, for the list. */
  readonly says: string
  readonly arguments: readonly Argument[]
  readonly flags: readonly Flag[]
  readonly example: string
  readonly run: (asked: Asked, ports: Ports) => Promise<Answered<T>>
}

export function refused(diagnostics: readonly Diagnostic[]): Answered<never> {
  return { diagnostics, exit: 2 }
}
