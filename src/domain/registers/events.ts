/** What changed between two looks at a register, as events; and back: the records after events. */
import type { CalendarDate } from '#util/calendar-date.ts'
import { certificateId, type RegisterRecord, type RegisterStatus } from './record.ts'

/** Fields that are compared one by one; status is an event of its own. */
export const FIELDS = [
  'product',
  'versions',
  'vendor',
  'country',
  'level',
  'standard',
  'issued',
  'validUntil',
  'sunset',
  'history',
  'caveat',
  'references',
  'lab',
  'scheme',
  'body',
  'url',
  'more',
] as const
export type Field = (typeof FIELDS)[number]

interface About {
  /** `register:number`. */
  readonly certificate: string
  /** The day on which it took effect, where the register says so. */
  readonly effective?: CalendarDate
}

export type RegisterEvent = About &
  (
    | { readonly kind: 'issued'; readonly record: RegisterRecord }
    /** Listed again after it had vanished. */
    | { readonly kind: 'returned'; readonly record: RegisterRecord }
    | { readonly kind: 'changed'; readonly field: Field; readonly from?: unknown; readonly to?: unknown }
    | { readonly kind: 'status'; readonly from?: RegisterStatus; readonly to?: RegisterStatus }
    /** No longer in a list of all certificates. What that means is for the issuer to say. */
    | { readonly kind: 'vanished' }
    /** Looked at in a table of some, and as before. */
    | { readonly kind: 'seen' }
  )

/** What is known of a certificate after some events: its last record, and whether it is still listed. */
export interface Known {
  readonly record: RegisterRecord
  readonly isListed: boolean
}

export type State = ReadonlyMap<string, Known>

/**
 * Events that lead from what was known to a new list. `isWhole`: certificates of `registers` that the list lacks have vanished; without it
 * nothing is said of them, and those that are as before are noted as seen. Order: as in the list, vanished ones last in their own order.
 */
export function eventsBetween(
  before: State,
  records: readonly RegisterRecord[],
  registers: readonly string[],
  isWhole: boolean,
): readonly RegisterEvent[] {
  const events: RegisterEvent[] = []
  const listed = new Set<string>()
  for (const record of records) {
    const certificate = certificateId(record)
    listed.add(certificate)
    const known = before.get(certificate)
    if (known === undefined) {
      events.push({ kind: 'issued', certificate, ...effective(record.issued), record })
      continue
    }
    if (!known.isListed) {
      events.push({ kind: 'returned', certificate, record })
      continue
    }
    const changes = changesOf(certificate, known.record, record)
    if (changes.length === 0 && !isWhole) events.push({ kind: 'seen', certificate })
    for (const change of changes) events.push(change)
  }
  if (!isWhole) return events
  for (const [certificate, known] of before)
    if (known.isListed && !listed.has(certificate) && registers.includes(known.record.register))
      events.push({ kind: 'vanished', certificate })
  return events
}

/** Events that lead from one state to another, for those certificates that `isSpokenOf` takes. */
export function eventsToward(
  now: State,
  wanted: State,
  isSpokenOf: (certificate: string) => boolean,
): readonly RegisterEvent[] {
  const events: RegisterEvent[] = []
  for (const [certificate, known] of now) {
    if (!isSpokenOf(certificate)) continue
    const goal = wanted.get(certificate)
    if (goal === undefined || !goal.isListed) {
      if (known.isListed) events.push({ kind: 'vanished', certificate })
    } else if (!known.isListed) events.push({ kind: 'returned', certificate, record: goal.record })
    else for (const change of changesOf(certificate, known.record, goal.record)) events.push(change)
  }
  return events
}

function effective(day: CalendarDate | undefined): { readonly effective?: CalendarDate } {
  return day === undefined ? {} : { effective: day }
}

function changesOf(certificate: string, before: RegisterRecord, after: RegisterRecord): readonly RegisterEvent[] {
  if (before === after) return []
  const events: RegisterEvent[] = []
  if (!isSame(before.status, after.status))
    events.push({
      kind: 'status',
      certificate,
      ...effective(after.status?.from),
      ...(before.status === undefined ? {} : { from: before.status }),
      ...(after.status === undefined ? {} : { to: after.status }),
    })
  for (const field of FIELDS) {
    const [from, to] = [before[field], after[field]]
    if (isSame(from, to)) continue
    events.push({
      kind: 'changed',
      certificate,
      field,
      ...(field === 'history' ? effective(newStep(before, after)) : {}),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    })
  }
  return events
}

/** The day of the last step that was not there before. */
function newStep(before: RegisterRecord, after: RegisterRecord): CalendarDate | undefined {
  const had = new Set(before.history.map((s) => `${s.on} ${s.word}`))
  return after.history.findLast((s) => !had.has(`${s.on} ${s.word}`))?.on
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** The state after one event, written into `state`. Events that do not fit what is known change what they can. */
export function apply(event: RegisterEvent, state: Map<string, Known>): void {
  const { certificate } = event
  switch (event.kind) {
    case 'issued':
    case 'returned':
      state.set(certificate, { record: event.record, isListed: true })
      return
    case 'seen':
      return
    case 'vanished': {
      const known = state.get(certificate)
      if (known !== undefined) state.set(certificate, { record: known.record, isListed: false })
      return
    }
    case 'changed':
    case 'status': {
      const known = state.get(certificate)
      if (known === undefined) return
      const field = event.kind === 'status' ? 'status' : event.field
      const { [field]: _, ...rest } = known.record
      const record = (event.to === undefined ? rest : { ...rest, [field]: event.to }) as RegisterRecord
      state.set(certificate, { record, isListed: known.isListed })
      return
    }
    default:
      event satisfies never
  }
}
