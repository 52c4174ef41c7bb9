/**
 * The journal of registers: everything that any list ever said, append-only, each line bound to the one before by its hash.
 *
 * A journal is a row of segments, one for each list that was brought in: a head that names the list and the hash of its bytes, its events,
 * and an end. Lines are JSON; `before` is the SHA-256 of the line before it, the last line of the segment before included. Two axes
 * of time: `effective` is when something took effect, where the register says so; `observed` is the day of the list in which we saw it.
 * (`recorded`, in the head, is the day on which it was written down.)
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import { apply, eventsBetween, eventsToward, type Known, type RegisterEvent } from './events.ts'
import { parseLine } from './journal-line.ts'
import type { RegisterSnapshot } from './record.ts'

export type Sha256 = (text: string) => string

export interface SegmentHead {
  readonly registers: readonly string[]
  /** The day of the list. */
  readonly observed: CalendarDate
  /** The day on which it was written into the journal. */
  readonly recorded: CalendarDate
  readonly isWhole: boolean
  /** The form it came in: `cmvp`, …; `certificate-table` for what somebody keeps by hand. */
  readonly form: string
  /** The list: its name, and the SHA-256 of its bytes, which is the name of the snapshot too. */
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly records: number
  /** Who signed the list, where it is signed and was checked. */
  readonly signer?: string
}

export interface Entry {
  readonly observed: CalendarDate
  readonly event: RegisterEvent
  /** Place of its segment, from 0. */
  readonly segment: number
}

export interface Journal {
  readonly heads: readonly SegmentHead[]
  /** By observed day, then in the order written. */
  readonly entries: readonly Entry[]
  readonly lines: number
  /** SHA-256 of the last line; `START` for an empty journal. Whoever notes it down elsewhere can tell whether the end was cut off. */
  readonly hash: string
  /** The hash of the last line of each segment, in order. */
  readonly hashes: readonly string[]
}

export const START = '0'.repeat(64)
export const EMPTY: Journal = { heads: [], entries: [], lines: 0, hash: START, hashes: [] }

export interface SegmentText {
  readonly file: string
  readonly text: string
}

/** Where the chain breaks. `line` is 1-based in its file. */
export interface BrokenChain {
  readonly file: string
  readonly line: number
  readonly because: string
}

/** `000001.ndjson`: segments sort by name. */
export function segmentName(index: number): string {
  return `${String(index + 1).padStart(6, '0')}.ndjson`
}

/** Segments in order to a journal, or the first line that does not follow. Cost: linear in the text. */
export function readJournal(
  segments: readonly SegmentText[],
  sha256: Sha256,
): { readonly kind: 'journal'; readonly journal: Journal } | ({ readonly kind: 'broken' } & BrokenChain) {
  const heads: SegmentHead[] = []
  const entries: Entry[] = []
  const hashes: string[] = []
  let lines = 0
  let hash = START
  for (const [index, { file, text }] of segments.entries()) {
    const wanted = segmentName(index)
    if (file.split(/[/\\]/).pop() !== wanted)
      return { kind: 'broken', file, line: 1, because: `the segment ${wanted} is missing before it` }
    if (!text.endsWith('\n'))
      return { kind: 'broken', file, line: text.split('\n').length, because: 'the file ends in the middle of a line' }
    const written = text.slice(0, -1).split('\n')
    for (const [i, line] of written.entries()) {
      const at = { kind: 'broken' as const, file, line: i + 1 }
      const read = parseLine(line)
      if (read === undefined) return { ...at, because: 'it is no line of a journal' }
      if (read.before !== hash) {
        const previous = i > 0 ? `line ${i}` : index === 0 ? 'the start' : `the last line of ${segmentName(index - 1)}`
        return { ...at, because: `it does not follow ${previous}: one of the two was changed, added or taken away` }
      }
      if (read.line !== lines + 1) return { ...at, because: `it is numbered ${read.line}, and not ${lines + 1}` }
      lines += 1
      hash = sha256(line)
      if (i === 0) {
        if (read.kind !== 'list') return { ...at, because: 'a segment begins with the list that it is about' }
        heads.push(read.list)
      } else if (i === written.length - 1) {
        if (read.kind !== 'end') return { ...at, because: 'the segment has no end: lines are missing' }
        if (read.events !== written.length - 2)
          return { ...at, because: `the segment has ${written.length - 2} events, and its end counts ${read.events}` }
        if (line !== endLine(read.line, read.before, read.events))
          return { ...at, because: 'the end says more than it may' }
      } else if (read.kind === 'event') entries.push({ observed: read.observed, event: read.event, segment: index })
      else return { ...at, because: 'an event was expected' }
    }
    hashes.push(hash)
    if (written.length < 2)
      return { kind: 'broken', file, line: 1, because: 'the segment has no end: lines are missing' }
  }
  // Stable: what was observed on one day keeps the order in which it was written.
  entries.sort((a, b) => (a.observed < b.observed ? -1 : a.observed > b.observed ? 1 : 0))
  return { kind: 'journal', journal: { heads, entries, lines, hash, hashes } }
}

function endLine(line: number, before: string, events: number): string {
  return JSON.stringify({ line, before, events })
}

/** What is known of every certificate from lists of days up to `known`; from all lists where it is left out. Cost: entries. */
export function stateOf(journal: Journal, known?: CalendarDate): Map<string, Known> {
  const state = new Map<string, Known>()
  for (const { observed, event } of journal.entries) {
    if (known !== undefined && observed > known) break
    apply(event, state)
  }
  return state
}

export interface Addition {
  readonly name: string
  readonly text: string
  /** Of the list itself. */
  readonly events: readonly RegisterEvent[]
  /** What had to be said again of later lists, because this one lies before them. */
  readonly corrections: number
  readonly hash: string
}

/** Whether these bytes were brought in already as the list of that day. */
export function isKnownList(journal: Journal, sha256: string, observed: CalendarDate): boolean {
  return journal.heads.some((h) => h.sha256 === sha256 && h.observed === observed)
}

/**
 * The segment that a list adds. A list of a day before others is put in its place: what later lists said is not touched, and said
 * again where the new one would change it.
 */
export function appendList(journal: Journal, snapshot: RegisterSnapshot, head: SegmentHead, sha256: Sha256): Addition {
  const events = eventsBetween(stateOf(journal, head.observed), snapshot.records, head.registers, head.isWhole)
  const corrections = correctionsAfter(journal, events, head)
  const all = [...events.map((event) => ({ observed: head.observed, event })), ...corrections]
  let line = journal.lines
  let hash = journal.hash
  const lines: string[] = []
  function add(rest: object): void {
    line += 1
    const text = JSON.stringify({ line, before: hash, ...rest })
    hash = sha256(text)
    lines.push(text)
  }
  add({ list: head })
  for (const { observed, event } of all) add({ observed, event })
  add({ events: all.length })
  return {
    name: segmentName(journal.heads.length),
    text: `${lines.join('\n')}\n`,
    events,
    corrections: corrections.length,
    hash,
  }
}

/** What lists of later days said stays so: for each of those days, events from what would follow now to what was known. */
function correctionsAfter(
  journal: Journal,
  events: readonly RegisterEvent[],
  head: SegmentHead,
): readonly { readonly observed: CalendarDate; readonly event: RegisterEvent }[] {
  const later = journal.entries.findIndex((e) => e.observed > head.observed)
  const laterHeads = journal.heads.filter(
    (h) => h.observed > head.observed && h.registers.some((r) => head.registers.includes(r)),
  )
  if (laterHeads.length === 0) return []
  const old = stateOf(journal, head.observed)
  const now = new Map(old)
  for (const event of events) apply(event, now)
  const touched = new Set(events.filter((e) => e.kind !== 'seen').map((e) => e.certificate))
  const corrections: { observed: CalendarDate; event: RegisterEvent }[] = []
  const days = [...new Set(laterHeads.map((h) => h.observed))].sort()
  const rest = later === -1 ? [] : journal.entries.slice(later)
  let at = 0
  for (const day of days) {
    const spoken = new Set<string>()
    for (; at < rest.length && (rest[at] as Entry).observed <= day; at += 1) {
      const { event, observed } = rest[at] as Entry
      apply(event, old)
      apply(event, now)
      if (observed === day) spoken.add(event.certificate)
    }
    const whole = new Set(laterHeads.filter((h) => h.observed === day && h.isWhole).flatMap((h) => h.registers))
    const isSpokenOf = (certificate: string): boolean =>
      touched.has(certificate) && (spoken.has(certificate) || whole.has(certificate.slice(0, certificate.indexOf(':'))))
    for (const event of eventsToward(now, old, isSpokenOf)) {
      corrections.push({ observed: day, event })
      apply(event, now)
    }
    for (const certificate of touched) if (isSpokenOf(certificate)) touched.delete(certificate)
    if (touched.size === 0) break
  }
  return corrections
}

/** A look at a register: the day, and what the certificate was recorded as; not listed, where a list of all lacked it. */
export interface Look {
  readonly on: CalendarDate
  readonly known: Known
  readonly segment: number
}

/** Each look at one certificate, by day: every list that speaks of it, whether it changed or not. Days after `known` are left out. */
export function looksAt(journal: Journal, certificate: string, known?: CalendarDate): readonly Look[] {
  const register = certificate.slice(0, certificate.indexOf(':'))
  const own = journal.entries.filter((e) => e.event.certificate === certificate)
  const heads = journal.heads
    .map((head, segment) => ({ head, segment }))
    .filter(({ head }) => head.registers.includes(register) && (known === undefined || head.observed <= known))
    .sort((a, b) =>
      a.head.observed < b.head.observed ? -1 : a.head.observed > b.head.observed ? 1 : a.segment - b.segment,
    )
  const looks: Look[] = []
  const state = new Map<string, Known>()
  let at = 0
  for (const { head, segment } of heads) {
    for (; at < own.length && (own[at] as Entry).observed <= head.observed; at += 1)
      apply((own[at] as Entry).event, state)
    const now = state.get(certificate)
    if (now === undefined) continue
    const speaks = head.isWhole || own.some((e) => e.segment === segment)
    const last = looks.at(-1)
    if (!speaks) continue
    if (last !== undefined && last.on === head.observed)
      looks[looks.length - 1] = { on: head.observed, known: now, segment }
    else looks.push({ on: head.observed, known: now, segment })
  }
  return looks
}
