/**
 * What a dossier states of a certificate beside what its register records. Differences are told and nothing is replaced: the dossier is its
 * author's, the register is the issuer's, and only a person knows which of the two to mend.
 */
import type { NativeLevel } from '../assurance/index.ts'
import { readPrintedLevel } from '../assurance/index.ts'
import type { Certificate } from '../dossier/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { caveatTexts, readCaveat } from './caveat.ts'
import type { Look } from './journal.ts'
import { levelOf } from './level.ts'

export interface Difference {
  readonly field: 'status' | 'level' | 'issued' | 'expires' | 'caveat' | 'listed'
  /** Absent where the dossier does not state it. */
  readonly dossier?: string
  /** Absent where the register does not state it. */
  readonly register?: string
  readonly says: string
}

/**
 * Held against the last look up to `on`. Sorted by field in the order of the type. What only one of the two states is a difference where it
 * bears on an answer: an end or a caveat that the dossier leaves out.
 */
export function differences(
  certificate: Certificate,
  looks: readonly Look[],
  on: CalendarDate,
  levels: ReadonlyMap<string, NativeLevel>,
): readonly Difference[] {
  const look = looks.findLast((l) => l.on <= on)
  if (look === undefined) return []
  const { record, isListed } = look.known
  const found: Difference[] = []
  if (!isListed)
    found.push({
      field: 'listed',
      register: 'no longer listed',
      says: `the list of ${look.on} no longer has it; what became of it is for its issuer to say`,
    })
  const stated = certificate.status.findLast((s) => s.from <= look.on)
  const recorded = record.status
  if (
    isListed &&
    recorded?.value !== undefined &&
    stated?.value !== recorded.value &&
    !bothInForce(stated?.value, recorded.value)
  )
    found.push({
      field: 'status',
      ...(stated === undefined ? {} : { dossier: `${stated.value} from ${stated.from}` }),
      register: recorded.word,
      says: `its register records ${recorded.word} (list of ${look.on})`,
    })
  const [ours, theirs] = [idOf(certificate.level, levels), levelOf(record, levels)]
  if (theirs !== undefined && ours !== undefined && theirs !== ours)
    found.push({ field: 'level', dossier: ours, register: theirs, says: `its register prints ${record.level ?? ''}` })
  if (record.issued !== undefined && certificate.issued !== undefined && record.issued !== certificate.issued)
    found.push({
      field: 'issued',
      dossier: certificate.issued,
      register: record.issued,
      says: `its register has the day of issue ${record.issued}`,
    })
  const end = record.validUntil ?? record.sunset
  if (end !== undefined && end !== certificate.expires)
    found.push({
      field: 'expires',
      ...(certificate.expires === undefined ? {} : { dossier: certificate.expires }),
      register: end,
      says: `its register prints the end ${end}`,
    })
  for (const text of record.caveat === undefined ? [] : caveatTexts(readCaveat(record.caveat)))
    if (!certificate.caveats.some((c) => holds(c, text)))
      found.push({ field: 'caveat', register: text, says: `its register prints the caveat "${text}"` })
  return found
}

/** Issued, active, valid: words of different registers for one thing. */
function bothInForce(a: string | undefined, b: string): boolean {
  const inForce = ['issued', 'active', 'valid']
  return a !== undefined && inForce.includes(a) && inForce.includes(b)
}

function idOf(printed: string, levels: ReadonlyMap<string, NativeLevel>): string | undefined {
  const read = readPrintedLevel(printed, levels)
  return read.kind === 'native' ? read.level.id : undefined
}

/** Whether a caveat of the dossier says a piece of the register's, but for case, spaces and punctuation. */
function holds(ours: string, theirs: string): boolean {
  const plain = (t: string): string => (t.toLowerCase().match(/[\p{L}\p{N}#]+/gu) ?? []).join(' ')
  return ` ${plain(ours)} `.includes(` ${plain(theirs)} `)
}
