/** A line of a journal, its shape checked: an unbroken chain says who wrote nothing in between, and not that what was written makes sense. */
import { type CalendarDate, parseDate } from '#util/calendar-date.ts'
import { FIELDS, type RegisterEvent } from './events.ts'
import type { SegmentHead } from './journal.ts'

export type Line = { readonly line: number; readonly before: string } & (
  | { readonly kind: 'list'; readonly list: SegmentHead }
  | { readonly kind: 'event'; readonly observed: CalendarDate; readonly event: RegisterEvent }
  | { readonly kind: 'end'; readonly events: number }
)

type Fields = Readonly<Record<string, unknown>>

/** Undefined where the text is no line of a journal. */
export function parseLine(text: string): Line | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(value) || typeof value['line'] !== 'number' || typeof value['before'] !== 'string') return undefined
  const base = { line: value['line'], before: value['before'] }
  const { list, event, observed, events } = value
  if (isHead(list)) return { ...base, kind: 'list', list }
  if (isEvent(event) && isDay(observed)) return { ...base, kind: 'event', observed: observed as CalendarDate, event }
  return typeof events === 'number' ? { ...base, kind: 'end', events } : undefined
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && parseDate(value) !== undefined
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((v) => typeof v === 'string')
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || typeof value === 'string'
}

function isHead(value: unknown): value is SegmentHead {
  return (
    isRecord(value) &&
    isTexts(value['registers']) &&
    isDay(value['observed']) &&
    isDay(value['recorded']) &&
    typeof value['isWhole'] === 'boolean' &&
    ['form', 'file', 'sha256'].every((key) => typeof value[key] === 'string') &&
    // It names a file.
    /^[0-9a-f]{1,64}$/.test(value['sha256'] as string) &&
    ['bytes', 'records'].every((key) => typeof value[key] === 'number') &&
    isOptionalText(value['signer'])
  )
}

function isEvent(value: unknown): value is RegisterEvent {
  if (!isRecord(value) || typeof value['certificate'] !== 'string' || !value['certificate'].includes(':')) return false
  if (value['effective'] !== undefined && !isDay(value['effective'])) return false
  switch (value['kind']) {
    case 'issued':
    case 'returned':
      return isRegisterRecord(value['record'])
    case 'status':
      return isStatus(value['from']) && isStatus(value['to'])
    case 'changed':
      return isField(value['field'], value['from']) && isField(value['field'], value['to'])
    case 'vanished':
    case 'seen':
      return true
    default:
      return false
  }
}

function isStatus(value: unknown): boolean {
  if (value === undefined) return true
  return (
    isRecord(value) &&
    typeof value['word'] === 'string' &&
    isOptionalText(value['value']) &&
    (value['from'] === undefined || isDay(value['from']))
  )
}

function isRegisterRecord(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['register'] === 'string' &&
    typeof value['number'] === 'string' &&
    isStatus(value['status']) &&
    FIELDS.every((field) => isField(field, value[field]))
  )
}

/** Whether a field may hold the value; undefined is not stated, where that may be. */
function isField(field: unknown, value: unknown): boolean {
  if (!(FIELDS as readonly unknown[]).includes(field)) return false
  switch (field) {
    case 'versions':
    case 'references':
      return isTexts(value)
    case 'history':
      return Array.isArray(value) && value.every(isStep)
    case 'more':
      return isRecord(value) && Object.values(value).every((v) => typeof v === 'string')
    case 'issued':
    case 'validUntil':
    case 'sunset':
      return value === undefined || isDay(value)
    default:
      return isOptionalText(value)
  }
}

function isStep(value: unknown): boolean {
  return isRecord(value) && isDay(value['on']) && typeof value['word'] === 'string' && isOptionalText(value['lab'])
}
