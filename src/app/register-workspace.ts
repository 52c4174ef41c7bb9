/**
 * The registers of a workspace on disk: `registers/snapshots/`, the bytes of each list under their SHA-256, and `registers/journal/`, one
 * file a list. A file is there whole or not at all and is never written again, so that what breaks off in the middle leaves all as it was.
 */
import {
  appendList,
  EMPTY,
  isKnownList,
  type Journal,
  readJournal,
  type RegisterSnapshot,
  type SegmentHead,
  stateOf,
} from '#domain/registers/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { diagnose as diagnoseUsage } from './errors.ts'
import type { Loaded } from './load.ts'
import type { Ports } from './ports.ts'
import { diagnose } from './register-errors.ts'
import type { ReadList } from './register-list.ts'

const encoder = new TextEncoder()

export interface Workspace {
  readonly path: string
  readonly journal: Journal
}

export function snapshotPath(workspace: string, sha256: string, ports: Ports): string {
  return ports.files.join(workspace, 'registers', 'snapshots', sha256)
}

function journalFolder(workspace: string, ports: Ports): string {
  return ports.files.join(workspace, 'registers', 'journal')
}

function refuse(...diagnostics: readonly Diagnostic[]): {
  readonly kind: 'refused'
  readonly diagnostics: readonly Diagnostic[]
} {
  return { kind: 'refused', diagnostics }
}

/** The journal, its chain checked from the first line to the last. `mayBeNew`: no journal is an empty one. */
export async function openWorkspace(path: string, ports: Ports, mayBeNew = false): Promise<Loaded<Workspace>> {
  const folder = journalFolder(path, ports)
  if (!(await ports.files.isFolder(folder))) {
    if (mayBeNew) return { kind: 'loaded', value: { path, journal: EMPTY }, diagnostics: [] }
    return refuse(
      diagnoseUsage('file.not-found', `the workspace ${path} holds no registers`, {
        hint: '`metascheme import FILE --into WORKSPACE` brings one in; --workspace names another folder.',
      }),
    )
  }
  const names = (await ports.files.list(folder)).filter((n) => n.endsWith('.ndjson'))
  const segments: { file: string; text: string }[] = []
  for (const name of names) {
    const file = ports.files.join(folder, name)
    const bytes = (await ports.files.readBytes(file)) ?? new Uint8Array()
    segments.push({ file, text: decode(bytes) })
  }
  const read = readJournal(segments, await textHash(ports))
  ports.onStage('journal')
  if (read.kind === 'broken')
    return refuse(
      diagnose('register.chain-broken', `the journal cannot be trusted from here on: ${read.because}`, {
        at: { file: read.file, line: read.line, column: 1, pointer: '' },
        hint: 'Take the file from a copy or from version control; lists can also be brought in anew from registers/snapshots into an empty workspace.',
      }),
    )
  return { kind: 'loaded', value: { path, journal: read.journal }, diagnostics: [] }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // What is no text is no line either, and is told as such.
    return new TextDecoder('latin1').decode(bytes)
  }
}

async function textHash(ports: Ports): Promise<(text: string) => string> {
  const seals = await ports.seals()
  return (text) => seals.sha256(encoder.encode(text))
}

export interface Appended {
  readonly workspace: string
  /** False where the very list was there already: nothing was written. */
  readonly isNew: boolean
  readonly segment?: string
  readonly snapshot: string
  readonly events: Readonly<Record<'issued' | 'returned' | 'changed' | 'status' | 'vanished' | 'seen', number>>
  /** Said again of later lists, because this one lies before them. */
  readonly corrections: number
  /** SHA-256 of the last line of the journal. */
  readonly hash: string
}

const MOST_TRIES = 5
/** More than a tenth gone at once is more often a file cut off than so many certificates withdrawn. */
const MOST_VANISHED = { share: 10, count: 5 }

/** Bring a list into the workspace. `isWhole` says whether the caller confirmed it (true) or denied it (false). */
export async function bringInto(
  path: string,
  list: ReadList,
  snapshot: RegisterSnapshot,
  asked: { readonly isWhole: boolean | undefined; readonly recorded: SegmentHead['recorded'] },
  ports: Ports,
): Promise<Loaded<Appended>> {
  const seals = await ports.seals()
  const sha256 = seals.sha256(list.bytes)
  const head: SegmentHead = {
    registers: snapshot.registers,
    observed: list.observed.on,
    recorded: asked.recorded,
    isWhole: asked.isWhole ?? snapshot.isWhole,
    form: snapshot.form,
    file: list.file.split(/[/\\]/).pop() ?? list.file,
    sha256,
    bytes: list.bytes.length,
    records: snapshot.records.length,
    ...(list.signature === undefined ? {} : { signer: list.signature.signer }),
  }
  const hashOf = await textHash(ports)
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const opened = await openWorkspace(path, ports, true)
    if (opened.kind === 'refused') return opened
    const { journal } = opened.value
    const base = { workspace: path, snapshot: sha256 }
    if (isKnownList(journal, sha256, head.observed))
      return {
        kind: 'loaded',
        value: { ...base, isNew: false, events: counted([]), corrections: 0, hash: journal.hash },
        diagnostics: [],
      }
    const added = appendList(journal, snapshot, head, hashOf)
    const events = counted(added.events)
    const tooMany = vanishedTooMany(events.vanished, journal, head, asked.isWhole)
    if (tooMany !== undefined) return refuse(tooMany)
    if (ports.isCancelled()) return refuse()
    // The bytes first: a journal never names a snapshot that is not there.
    const at = snapshotPath(path, sha256, ports)
    const segment = ports.files.join(journalFolder(path, ports), added.name)
    try {
      if ((await ports.files.readBytes(at)) === undefined) await ports.files.create(at, list.bytes)
      if (await ports.files.create(segment, encoder.encode(added.text)))
        return {
          kind: 'loaded',
          value: { ...base, isNew: true, segment, events, corrections: added.corrections, hash: added.hash },
          diagnostics: [],
        }
    } catch (error) {
      return refuse(notWritten(path, error))
    }
    // Somebody else wrote this segment meanwhile: look again at what it says.
  }
  return refuse(
    diagnose('register.busy', `others keep writing into the journal of ${path}`, {
      hint: 'Nothing was written; run it again.',
    }),
  )
}

/** What the system refuses is told; anything else is a defect. */
function notWritten(path: string, error: unknown): Diagnostic {
  if (!(error instanceof Error) || !('code' in error)) throw error
  return diagnoseUsage('file.not-written', `the registers of ${path} could not be written: ${String(error.code)}`, {
    hint: 'Nothing was added to the journal. Check the folder, its permissions and the space left.',
  })
}

function counted(events: readonly { readonly kind: keyof Appended['events'] }[]): Appended['events'] {
  const counts = { issued: 0, returned: 0, changed: 0, status: 0, vanished: 0, seen: 0 }
  for (const { kind } of events) counts[kind] += 1
  return counts
}

function vanishedTooMany(
  vanished: number,
  journal: Journal,
  head: SegmentHead,
  isConfirmed: boolean | undefined,
): Diagnostic | undefined {
  if (isConfirmed === true || vanished <= MOST_VANISHED.count) return undefined
  let listed = 0
  for (const known of stateOf(journal, head.observed).values())
    if (known.isListed && head.registers.includes(known.record.register)) listed += 1
  if (vanished * MOST_VANISHED.share <= listed) return undefined
  return diagnose('register.many-vanished', `${vanished} of ${listed} certificates would vanish from the register`, {
    hint: 'If the list is cut off, fetch it again. If it holds only some, add --partial; if it is whole all the same, --whole.',
  })
}
