/** What the looks at a certificate tell of a day, and its history in sentences. Recorded facts only; where lists are silent, nothing is filled in. */
import type { CalendarDate } from '#util/calendar-date.ts'
import { eventsBetween, type Field, type Known, type RegisterEvent } from './events.ts'
import type { Look } from './journal.ts'
import type { RegisterRecord, RegisterStatus } from './record.ts'

/** The status on a day as far as lists tell. */
export type StatusOnDay =
  | { readonly kind: 'recorded'; readonly status: RegisterStatus; readonly look: CalendarDate; readonly says: string }
  | { readonly kind: 'not-issued'; readonly says: string }
  | { readonly kind: 'not-listed'; readonly look: CalendarDate; readonly says: string }
  | { readonly kind: 'not-known'; readonly says: string; readonly settledBy: string }

/**
 * The status of `on`: as seen on the day, or before and after it alike, or by the day that the register itself gives. After the last look
 * nothing is known: what was recorded last is said with its day, and no end that was merely due is taken as having come.
 */
export function statusOn(looks: readonly Look[], on: CalendarDate): StatusOnDay {
  const before = looks.findLast((l) => l.on <= on)
  const after = looks.find((l) => l.on > on)
  const dated = statusByDay(looks, on)
  if (dated !== undefined) return dated
  if (before === undefined) {
    if (after === undefined)
      return { kind: 'not-known', says: 'no list speaks of it', settledBy: 'bring in a list of its register' }
    const { issued } = after.known.record
    if (issued !== undefined && on < issued) return { kind: 'not-issued', says: `it was issued on ${issued}` }
    return {
      kind: 'not-known',
      says: `the first list that speaks of it is of ${after.on}, and records ${wordOf(after.known)}`,
      settledBy: `bring in a list of ${on} or before`,
    }
  }
  if (before.on === on) return seen(before, `as recorded in the list of ${before.on}`)
  if (after === undefined)
    return {
      kind: 'not-known',
      says: `last looked at on ${before.on}: ${wordOf(before.known)}${due(before.known.record, before.on, on)}`,
      settledBy: `bring in a list of ${on} or later`,
    }
  if (sameStatus(before.known, after.known))
    return seen(before, `as recorded in the lists of ${before.on} and ${after.on}`)
  return {
    kind: 'not-known',
    says: `${wordOf(before.known)} on ${before.on}, ${wordOf(after.known)} on ${after.on}; the day of the change is not recorded`,
    settledBy: `bring in a list of a day between ${before.on} and ${after.on}`,
  }
}

/** Where the register dates its statuses: the one that stands on the day, and was not replaced by another before a later look. */
function statusByDay(looks: readonly Look[], on: CalendarDate): StatusOnDay | undefined {
  const later = looks.find((l) => l.on >= on)
  const status = later?.known.isListed === true ? later.known.record.status : undefined
  if (later === undefined || status?.from === undefined || status.from > on) return undefined
  return { kind: 'recorded', status, look: later.on, says: `from ${status.from} on, says the list of ${later.on}` }
}

function seen(look: Look, says: string): StatusOnDay {
  if (!look.known.isListed) return { kind: 'not-listed', look: look.on, says: `no longer listed, ${says}` }
  const { status } = look.known.record
  return status === undefined
    ? { kind: 'not-known', says: `the register states no status, ${says}`, settledBy: 'ask its issuer' }
    : { kind: 'recorded', status, look: look.on, says }
}

function due(record: RegisterRecord, look: CalendarDate, on: CalendarDate): string {
  const end = record.sunset ?? record.validUntil
  return end !== undefined && end > look && end <= on ? `; the end it printed, ${end}, has come since` : ''
}

export function wordOf(known: Known): string {
  return known.isListed ? (known.record.status?.word ?? 'no status stated') : 'no longer listed'
}

function sameStatus(a: Known, b: Known): boolean {
  return a.isListed === b.isListed && JSON.stringify(a.record.status) === JSON.stringify(b.record.status)
}

// ---- history --------------------------------------------------------------------------------------------------------------------

export interface Happening {
  readonly observed: CalendarDate
  readonly event: RegisterEvent
  readonly says: string
  /** The segment of the list in which it was seen. */
  readonly segment: number
}

/** What changed from look to look. Looks without a change are left out. */
export function historyOf(looks: readonly Look[]): readonly Happening[] {
  const happenings: Happening[] = []
  const state = new Map<string, Known>()
  for (const { on, known, segment } of looks) {
    const certificate = `${known.record.register}:${known.record.number}`
    const events = eventsBetween(state, known.isListed ? [known.record] : [], [known.record.register], true)
    for (const event of events) happenings.push({ observed: on, event, says: sentence(event), segment })
    state.set(certificate, known)
  }
  return happenings
}

const FIELD_WORDS: Readonly<Record<Field, string>> = {
  product: 'the name of the product',
  versions: 'the versions',
  vendor: 'the vendor',
  country: 'the country of the vendor',
  level: 'the level',
  standard: 'the standard',
  issued: 'the day of issue',
  validUntil: 'the last day of validity',
  sunset: 'the sunset day',
  history: 'the list of validations',
  caveat: 'the caveat',
  references: 'the references to other certificates',
  lab: 'the laboratory',
  scheme: 'the scheme',
  body: 'the certification body',
  url: 'the address',
  more: 'further particulars',
}

/** An event in words, without the certificate's own id. */
export function sentence(event: RegisterEvent): string {
  switch (event.kind) {
    case 'issued': {
      const { status, issued, level } = event.record
      const parts = [level, status === undefined ? 'no status stated' : `recorded as ${status.word}`]
      return `first seen${issued === undefined ? '' : `, issued on ${issued}`}: ${parts.filter((p) => p !== undefined).join(', ')}`
    }
    case 'returned':
      return `listed again, recorded as ${event.record.status?.word ?? 'nothing'}`
    case 'vanished':
      return 'no longer in the list; what became of it is for its issuer to say'
    case 'seen':
      return 'looked at, and as before'
    case 'status':
      return `recorded as ${event.to?.word ?? 'nothing'}, before as ${event.from?.word ?? 'nothing'}${event.to?.from === undefined ? '' : `, from ${event.to.from} on`}`
    case 'changed':
      return changeSentence(event.field, event.from, event.to)
    default:
      return event satisfies never
  }
}

function changeSentence(field: Field, from: unknown, to: unknown): string {
  const what = FIELD_WORDS[field]
  if (Array.isArray(from) && Array.isArray(to)) {
    const [had, has] = [new Set(from.map(shown)), new Set(to.map(shown))]
    const added = [...has].filter((x) => !had.has(x))
    const gone = [...had].filter((x) => !has.has(x))
    const parts = [
      added.length === 0 ? '' : `added ${added.join(', ')}`,
      gone.length === 0 ? '' : `taken away ${gone.join(', ')}`,
    ].filter((p) => p !== '')
    return `${what}: ${parts.length === 0 ? 'in another order' : parts.join('; ')}`
  }
  if (field === 'more') return `${what}: ${moreSentence(from, to)}`
  if (from === undefined) return `${what} is now stated: ${shown(to)}`
  if (to === undefined) return `${what} is no longer stated; it was ${shown(from)}`
  return `${what} is ${shown(to)}, and was ${shown(from)}`
}

function moreSentence(from: unknown, to: unknown): string {
  const had = (from ?? {}) as Readonly<Record<string, string>>
  const has = (to ?? {}) as Readonly<Record<string, string>>
  const names = [...new Set([...Object.keys(had), ...Object.keys(has)])].sort()
  return names
    .filter((n) => had[n] !== has[n])
    .map(
      (n) =>
        `${n} is ${has[n] === undefined ? 'no longer stated' : shown(has[n])}${had[n] === undefined ? '' : `, and was ${shown(had[n])}`}`,
    )
    .join('; ')
}

function shown(value: unknown): string {
  if (typeof value === 'string') return /^[\w.:-]+$/.test(value) ? value : `"${value}"`
  if (typeof value === 'object' && value !== null && 'on' in value && 'word' in value)
    return `${String(value.word)} of ${String(value.on)}`
  return JSON.stringify(value)
}
