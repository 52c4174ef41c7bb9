/**
 * A certificate as its register records it. Nothing here is computed: status, dates, level and caveat are the issuer's own words,
 * cleaned where the cleaning is noted; what the register does not say is absent.
 */
import type { CertificateStatus } from '../dossier/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'

/** `cmvp`, `cc`, `eucc`, `fido`, or what a table of certificates names. Lower case. */
export type RegisterId = string

export interface RegisterStatus {
  /** As the register prints it. */
  readonly word: string
  /** Our word for it, where the register's is one that we know. */
  readonly value?: CertificateStatus
  /** The day from which it stands, where the register says so. */
  readonly from?: CalendarDate
}

/** Something the issuer did to the certificate, with its day. */
export interface RegisterStep {
  readonly on: CalendarDate
  /** As printed: `Initial`, `Update`, `FIDO_CERTIFIED_L1`. */
  readonly word: string
  readonly lab?: string
}

export interface RegisterRecord {
  readonly register: RegisterId
  /** The number, in the spelling of its register. */
  readonly number: string
  readonly product?: string
  /** Versions of the module or target, where the register has them apart from the name. */
  readonly versions: readonly string[]
  readonly vendor?: string
  /** Two letters (ISO 3166-1), where the country could be told. */
  readonly country?: string
  /** As printed; `levelOf` says which level of the catalogue it is. */
  readonly level?: string
  /** The standard evaluated against, as printed. */
  readonly standard?: string
  readonly status?: RegisterStatus
  readonly issued?: CalendarDate
  /** Last day of validity as its issuer wrote it. */
  readonly validUntil?: CalendarDate
  /** The day on which the register moves it to its historical list, as printed. */
  readonly sunset?: CalendarDate
  readonly history: readonly RegisterStep[]
  readonly caveat?: string
  /** Certificates it refers to, as `register:number`. */
  readonly references: readonly string[]
  readonly lab?: string
  readonly scheme?: string
  readonly body?: string
  readonly url?: string
  /** What the register says besides, under its own names; texts only, sorted by name. */
  readonly more: Readonly<Record<string, string>>
}

/** Where in the document a record stands. */
export interface RecordPlace {
  /** Place in the list, from 0. */
  readonly row: number
  /** Line in the document, from 1; 1 where the document is one line. */
  readonly line: number
}

/** A kind of dirt that was cleaned: how often, and the first places. */
export interface CleaningNote {
  readonly kind: CleaningKind
  readonly says: string
  readonly count: number
  readonly first: readonly {
    readonly line: number
    readonly certificate: string
    readonly from: string
    readonly to: string
  }[]
}

export const CLEANING = {
  date: 'dates in another form than YYYY-MM-DD were rewritten',
  'bad-date': 'what stands for a date cannot be read, or can be read in two ways, and was left out',
  spaces: 'spaces were taken away at the ends, and several in a row made one',
  entity: 'character entities were replaced by their characters',
  'blank-word': 'words that stand for nothing ("None", "N/A") were read as nothing',
  country: 'countries in other spellings, or with something else in their place, were read as the country',
  'no-country': 'what stands for the country is none that we know, and was left out',
  number: 'certificate numbers in another spelling were rewritten to that of their register',
  spelling: 'words with several spellings were given one',
  prefix: 'words of the page that stuck to a value were taken away',
  'self-reference': 'references of a certificate to itself were left out',
  'unlisted-reference': 'references lead to certificates that the list does not hold; they are kept as they are',
  'two-spellings': 'certificates seem to stand twice, in two spellings of one number; both are kept as they are',
  'repeated-reference': 'references that stand twice were kept once',
  level: 'levels were put together from the columns that hold their parts',
  'no-level': 'no level is printed; none was assumed',
  'no-status': 'no status is printed; none was assumed',
} as const
export type CleaningKind = keyof typeof CLEANING

/** What a register said on a day, as far as it could be read. */
export interface RegisterSnapshot {
  /** One, or several for a table that names the register in each row; sorted. */
  readonly registers: readonly RegisterId[]
  /** The id of the form it came in. */
  readonly form: string
  /** For print. */
  readonly what: string
  /** The day of the list, where the document says it. */
  readonly day?: CalendarDate
  /** A list of all certificates: one that it lacks is gone. A table of a few says nothing of the rest. */
  readonly isWhole: boolean
  /** In document order. */
  readonly records: readonly RegisterRecord[]
  readonly places: readonly RecordPlace[]
  /** Rows read, with those that could not be kept. */
  readonly read: number
  readonly cleaned: readonly CleaningNote[]
}

export function certificateId(record: Pick<RegisterRecord, 'register' | 'number'>): string {
  return `${record.register}:${record.number}`
}

/** Counts as in force in the words of its register. Source: the words themselves; nothing is computed from dates. */
export function isActive(record: RegisterRecord): boolean {
  const value = record.status?.value
  return value === 'active' || value === 'issued' || value === 'valid' || value === 'maintained'
}

export interface Lapse {
  readonly on: CalendarDate
  readonly count: number
}

/**
 * The days on which certificates that are recorded as in force come to the end that their register prints: its sunset day, else the last
 * day of validity. Sorted by day. Whether they end is for their issuer to record.
 */
export function lapsing(records: readonly RegisterRecord[]): readonly Lapse[] {
  const counts = new Map<CalendarDate, number>()
  for (const record of records) {
    const end = record.sunset ?? record.validUntil
    if (end === undefined || !isActive(record)) continue
    counts.set(end, (counts.get(end) ?? 0) + 1)
  }
  return [...counts].map(([on, count]) => ({ on, count })).sort((a, b) => (a.on < b.on ? -1 : 1))
}
