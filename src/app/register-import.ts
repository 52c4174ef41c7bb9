/** What `import` answers for a register of certificates. */
import type { Loss } from '#domain/composition/bill-of-materials.ts'
import { type CleaningNote, isActive, type Lapse, lapsing, type RegisterRecord } from '#domain/registers/record.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { hasErrors } from '#util/diagnostic.ts'
import type { Ports } from './ports.ts'
import { type Answered, type Asked, refused } from './question.ts'
import { diagnose } from './register-errors.ts'
import { type Appended, bringInto } from './register-workspace.ts'
import { type ObservedFrom, readList, type ReadList } from './register-list.ts'

export interface RegisterImport {
  readonly found: readonly { readonly file: string; readonly what: string }[]
  readonly registers: readonly string[]
  readonly observed: { readonly on: CalendarDate; readonly from: ObservedFrom }
  readonly counts: {
    /** Rows in the document. */
    readonly read: number
    readonly kept: number
    /** Kept, and recorded by their issuer as in force. */
    readonly active: number
    /** Rows that could not be kept. */
    readonly lost: number
  }
  /** How many records bear each word of status, most first. */
  readonly statuses: readonly { readonly word: string; readonly count: number }[]
  /** Days on which records in force come to the end that their register prints. */
  readonly lapsing: readonly Lapse[]
  readonly cleaned: readonly CleaningNote[]
  readonly losses: readonly Loss[]
  readonly signature?: NonNullable<ReadList['signature']>
  /** What was written into the workspace, where one is named. */
  readonly journal?: Appended
}

/** Undefined where the document is no register that we read. */
export async function importRegister(
  file: string,
  bytes: Uint8Array,
  asked: Asked,
  ports: Ports,
): Promise<Answered<RegisterImport> | undefined> {
  const list = await readList(file, bytes, asked, ports)
  if (list === undefined) return undefined
  if (list.snapshot === undefined) return refused(list.diagnostics)
  const result = resultOf(list, list.snapshot)
  const exit = hasErrors(list.diagnostics) ? 1 : 0
  const into = asked.flags.into?.[0]
  if (into === undefined) return { result, diagnostics: list.diagnostics, exit }
  const isPartial = asked.flags.partial !== undefined
  if (result.counts.lost > 0 && list.snapshot.isWhole && !isPartial)
    return refused([
      ...list.diagnostics,
      diagnose(
        'register.rows-lost',
        `${result.counts.lost} rows could not be kept, and would look like certificates that vanished`,
        { hint: 'Nothing was written. Mend the rows named, or add --partial.' },
      ),
    ])
  const brought = await bringInto(
    into,
    list,
    list.snapshot,
    { isWhole: isPartial ? false : asked.flags.whole === undefined ? undefined : true, recorded: ports.today() },
    ports,
  )
  if (brought.kind === 'refused') return refused([...list.diagnostics, ...brought.diagnostics])
  return { result: { ...result, journal: brought.value }, diagnostics: list.diagnostics, exit }
}

function resultOf(list: ReadList, snapshot: NonNullable<ReadList['snapshot']>): RegisterImport {
  const { records } = snapshot
  return {
    found: [{ file: list.file, what: snapshot.what }],
    registers: snapshot.registers,
    observed: list.observed,
    counts: {
      read: snapshot.read,
      kept: records.length,
      active: records.reduce((n, r) => n + (isActive(r) ? 1 : 0), 0),
      lost: snapshot.read - records.length,
    },
    statuses: statuses(records),
    lapsing: lapsing(records),
    cleaned: snapshot.cleaned,
    losses: list.losses,
    ...(list.signature === undefined ? {} : { signature: list.signature }),
  }
}

function statuses(records: readonly RegisterRecord[]): RegisterImport['statuses'] {
  const counts = new Map<string, number>()
  for (const r of records) {
    const word = r.status?.word ?? 'not stated'
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
}
