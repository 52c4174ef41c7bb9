/** `register show|history|diff|find|check`: what lists of certificates say, as it was known on any day. */
import type { Assumption } from '#domain/dossier/index.ts'
import {
  assumptionsOf,
  type Candidate,
  candidatesFor,
  caveatTexts,
  eventsBetween,
  type Happening,
  historyOf,
  type Journal,
  type Known,
  levelOf,
  type Look,
  looksAt,
  type ReadCaveat,
  readCaveat,
  type RegisterEvent,
  type RegisterRecord,
  type SegmentHead,
  sentence,
  settled,
  stateOf,
  statusOn,
  type StatusOnDay,
} from '#domain/registers/index.ts'
import { type CalendarDate, parseDate } from '#util/calendar-date.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { diagnose as diagnoseUsage } from '../errors.ts'
import { catalogueFor } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Flag, type Question, refused } from '../question.ts'
import { diagnose } from '../register-errors.ts'
import { openWorkspace, snapshotPath, type Workspace } from '../register-workspace.ts'

const WORKSPACE: Flag = {
  name: 'workspace',
  value: 'FOLDER',
  says: 'the folder whose registers are asked; this one where it is left out',
}
const KNOWN: Flag = {
  name: 'known',
  value: 'YYYY-MM-DD',
  says: 'what was known from lists up to that day; all lists where it is left out',
}

async function opened(
  asked: Asked,
  ports: Ports,
): Promise<Workspace | { readonly diagnostics: readonly Diagnostic[] }> {
  const workspace = await openWorkspace(asked.flags.workspace?.[0] ?? '.', ports)
  return workspace.kind === 'refused' ? workspace : workspace.value
}

/** A day of a flag; undefined where it is not given. */
function dayOf(asked: Asked, flag: string): CalendarDate | undefined | { readonly diagnostics: readonly Diagnostic[] } {
  const text = asked.flags[flag]?.[0]
  if (text === undefined) return undefined
  return (
    parseDate(text) ?? {
      diagnostics: [
        diagnoseUsage('usage.bad-value', `--${flag} takes a day as YYYY-MM-DD, and not "${text.slice(0, 40)}"`),
      ],
    }
  )
}

/** The certificate that is meant, where that is certain; else what it may be. */
function certificateIn(
  text: string,
  state: ReadonlyMap<string, Known>,
): string | { readonly diagnostics: readonly Diagnostic[] } {
  if (state.has(text)) return text
  const candidates = candidatesFor(text, state.keys())
  const sure = settled(candidates)
  if (sure !== undefined) return sure
  const hint =
    candidates.length === 0
      ? 'A certificate is written register:number, as cmvp:4282; `metascheme register find` looks for other spellings.'
      : `It may be ${candidates
          .slice(0, 5)
          .map((c) => `${c.certificate} (${c.confidence}: ${c.because})`)
          .join('; ')}.`
  return {
    diagnostics: [
      diagnose('register.unknown-certificate', `no list in the workspace speaks of "${text.slice(0, 120)}"`, { hint }),
    ],
  }
}

// ---- show -----------------------------------------------------------------------------------------------------------------------

export interface RegisterShow {
  readonly certificate: string
  readonly on: CalendarDate
  /** Lists of later days were left out; undefined: none were. */
  readonly known?: CalendarDate
  readonly status: StatusOnDay
  /** Law: as its register publishes it. Declared: from a table that somebody keeps. */
  readonly kind: 'law' | 'declared'
  /** As the last list up to `known` has it. */
  readonly record: RegisterRecord
  readonly isListed: boolean
  /** The caveat, read; absent where none is printed. */
  readonly caveat?: ReadCaveat & {
    /** The same for a dossier: texts for `caveats` of the certificate, assumptions for `assumes` of the part that it certifies. */
    readonly dossier: { readonly caveats: readonly string[]; readonly assumes: readonly Assumption[] }
  }
  /** The level of the catalogue, where the printed one is certain. */
  readonly levelId?: string
  readonly looks: readonly {
    readonly on: CalendarDate
    readonly recorded: string
    readonly file: string
    readonly sha256: string
  }[]
  /** Certificates whose records refer to this one. */
  readonly referredBy: readonly string[]
}

export const registerShowQuestion: Question<RegisterShow> = {
  name: 'register show',
  says: 'A certificate as its register records it on a day, from the lists that were known on another',
  arguments: [{ name: 'CERTIFICATE', says: 'register:number, as cmvp:4282', isRequired: true }],
  flags: [WORKSPACE, KNOWN],
  example: 'metascheme register show example:101 --workspace examples/registers --on 2026-06-01',
  async run(asked, ports): Promise<Answered<RegisterShow>> {
    const workspace = await opened(asked, ports)
    if ('diagnostics' in workspace) return refused(workspace.diagnostics)
    const known = dayOf(asked, 'known')
    if (typeof known === 'object') return refused(known.diagnostics)
    const { journal } = workspace
    const state = stateOf(journal, known)
    const certificate = certificateIn(asked.arguments[0] as string, state)
    if (typeof certificate === 'object') return refused(certificate.diagnostics)
    const looks = looksAt(journal, certificate, known)
    const now = state.get(certificate) as Known
    const { levels } = await catalogueFor(ports, ['level', 'thresholds'])
    const levelId = levelOf(now.record, levels)
    return {
      result: {
        certificate,
        on: asked.on,
        ...(known === undefined ? {} : { known }),
        status: statusOn(looks, asked.on),
        kind: looks.some((l) => journal.heads[l.segment]?.form === 'certificate-table') ? 'declared' : 'law',
        record: now.record,
        isListed: now.isListed,
        ...(levelId === undefined ? {} : { levelId }),
        ...caveatOf(certificate, now.record),
        looks: looks.map((l) => lookRow(l, journal)),
        referredBy: [...state]
          .filter(([, k]) => k.isListed && k.record.references.includes(certificate))
          .map(([id]) => id),
      },
      diagnostics: [],
      exit: 0,
    }
  },
}

function caveatOf(certificate: string, record: RegisterRecord): Pick<RegisterShow, 'caveat'> {
  if (record.caveat === undefined) return {}
  const read = readCaveat(record.caveat)
  return {
    caveat: { ...read, dossier: { caveats: caveatTexts(read), assumes: assumptionsOf(certificate, read) } },
  }
}

function lookRow(look: Look, journal: Journal): RegisterShow['looks'][number] {
  const head = journal.heads[look.segment] as SegmentHead
  return {
    on: look.on,
    recorded: look.known.isListed ? (look.known.record.status?.word ?? 'no status stated') : 'no longer listed',
    file: head.file,
    sha256: head.sha256,
  }
}

// ---- history --------------------------------------------------------------------------------------------------------------------

export interface RegisterHistory {
  readonly certificate: string
  readonly product?: string
  readonly items: readonly {
    readonly observed: CalendarDate
    readonly effective?: CalendarDate
    readonly kind: RegisterEvent['kind']
    readonly says: string
    readonly sha256: string
  }[]
  readonly looks: readonly CalendarDate[]
}

export const registerHistoryQuestion: Question<RegisterHistory> = {
  name: 'register history',
  says: 'What lists said of a certificate, change by change, with the day of each list and the day of the change where the register has it',
  arguments: [{ name: 'CERTIFICATE', says: 'register:number, as cmvp:4282', isRequired: true }],
  flags: [WORKSPACE, KNOWN],
  example: 'metascheme register history example:101 --workspace examples/registers',
  async run(asked, ports): Promise<Answered<RegisterHistory>> {
    const workspace = await opened(asked, ports)
    if ('diagnostics' in workspace) return refused(workspace.diagnostics)
    const known = dayOf(asked, 'known')
    if (typeof known === 'object') return refused(known.diagnostics)
    const { journal } = workspace
    const state = stateOf(journal, known)
    const certificate = certificateIn(asked.arguments[0] as string, state)
    if (typeof certificate === 'object') return refused(certificate.diagnostics)
    const looks = looksAt(journal, certificate, known)
    const product = state.get(certificate)?.record.product
    return {
      result: {
        certificate,
        ...(product === undefined ? {} : { product }),
        items: historyOf(looks).map((h) => happeningRow(h, journal)),
        looks: looks.map((l) => l.on),
      },
      diagnostics: [],
      exit: 0,
    }
  },
}

function happeningRow(h: Happening, journal: Journal): RegisterHistory['items'][number] {
  return {
    observed: h.observed,
    ...(h.event.effective === undefined ? {} : { effective: h.event.effective }),
    kind: h.event.kind,
    says: h.says,
    sha256: journal.heads[h.segment]?.sha256 ?? '',
  }
}

// ---- diff -----------------------------------------------------------------------------------------------------------------------

export interface RegisterDiff {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly register?: string
  /** The event file, and how many events it has. */
  readonly written?: { readonly file: string; readonly events: number }
  readonly counts: Readonly<Record<'issued' | 'returned' | 'changed' | 'status' | 'vanished', number>>
  readonly items: readonly {
    readonly certificate: string
    readonly product?: string
    readonly kind: RegisterEvent['kind']
    readonly says: string
  }[]
  /** Lists of days after `from` and up to `to`. */
  readonly lists: readonly {
    readonly observed: CalendarDate
    readonly registers: readonly string[]
    readonly file: string
  }[]
}

export const registerDiffQuestion: Question<RegisterDiff> = {
  name: 'register diff',
  says: 'What changed between what was known on two days, certificate by certificate, in sentences',
  arguments: [{ name: 'REGISTER', says: 'only this register, as cmvp', isRequired: false }],
  flags: [
    WORKSPACE,
    { name: 'from', value: 'YYYY-MM-DD', says: 'the earlier day; before the first list where it is left out' },
    { name: 'to', value: 'YYYY-MM-DD', says: 'the later day; the day asked where it is left out' },
    { name: 'events', value: 'FILE', says: 'write what issuers recorded as an event file for impact' },
  ],
  example: 'metascheme register diff --workspace examples/registers --from 2026-03-01 --to 2026-10-01',
  async run(asked, ports): Promise<Answered<RegisterDiff>> {
    const from = dayOf(asked, 'from') ?? ('0001-01-01' as CalendarDate)
    const to = dayOf(asked, 'to') ?? asked.on
    if (typeof from === 'object') return refused(from.diagnostics)
    if (typeof to === 'object') return refused(to.diagnostics)
    if (from >= to)
      return refused([
        diagnoseUsage('usage.bad-value', `--from ${from} is not before --to ${to}`, {
          hint: 'Give the earlier day first.',
        }),
      ])
    const workspace = await opened(asked, ports)
    if ('diagnostics' in workspace) return refused(workspace.diagnostics)
    const { journal } = workspace
    const register = asked.arguments[0]?.toLowerCase()
    const before = ofRegister(stateOf(journal, from), register)
    const after = ofRegister(stateOf(journal, to), register)
    const listed = [...after.values()].filter((k) => k.isListed).map((k) => k.record)
    const registers = [...new Set([...before.values()].map((k) => k.record.register))]
    const events = eventsBetween(before, listed, registers, true)
    const file = asked.flags.events?.[0]
    const written = file === undefined ? undefined : eventFile(events, journal, to)
    if (file !== undefined && written !== undefined)
      await ports.files.write(file, new TextEncoder().encode(written.text))
    return {
      result: {
        from,
        to,
        ...(register === undefined ? {} : { register }),
        ...(file === undefined || written === undefined ? {} : { written: { file, events: written.count } }),
        counts: countsOf(events),
        items: events.map((e) => {
          const product = (after.get(e.certificate) ?? before.get(e.certificate))?.record.product
          return {
            certificate: e.certificate,
            ...(product === undefined ? {} : { product }),
            kind: e.kind,
            says: sentence(e),
          }
        }),
        lists: journal.heads
          .filter(
            (h) => h.observed > from && h.observed <= to && (register === undefined || h.registers.includes(register)),
          )
          .map((h) => ({ observed: h.observed, registers: h.registers, file: h.file }))
          .sort((a, b) => (a.observed < b.observed ? -1 : 1)),
      },
      diagnostics: [],
      exit: 0,
    }
  },
}

/**
 * What issuers recorded, in the form of an event file: statuses with a word of ours, and other ends. A status counts from the day that the
 * register gives; where it gives none, from the day of the list in which it was first seen, and the note says so.
 */
function eventFile(
  events: readonly RegisterEvent[],
  journal: Journal,
  to: CalendarDate,
): { readonly text: string; readonly count: number } {
  const since = statusDays(journal, to)
  const lines = events.flatMap((e): readonly object[] => {
    if (e.kind === 'status' && e.to?.value !== undefined) {
      const from = e.to.from ?? since.get(e.certificate) ?? to
      const note =
        e.to.from === undefined
          ? `first seen in the list of ${from}; its register does not date it`
          : 'as dated by its register'
      return [{ kind: 'certificate-status', certificate: e.certificate, value: e.to.value, from, note }]
    }
    const isEnd = e.kind === 'changed' && (e.field === 'validUntil' || e.field === 'sunset')
    return isEnd && typeof e.to === 'string'
      ? [{ kind: 'certificate-end', certificate: e.certificate, expires: e.to, note: 'as its register prints it' }]
      : []
  })
  // JSON is YAML; one event a line, so that a person can strike some out.
  const text = `metascheme: 1\nevents:${lines.length === 0 ? ' []' : lines.map((l) => `\n  - ${JSON.stringify(l)}`).join('')}\n`
  return { text, count: lines.length }
}

/** For each certificate the day of the list since which its status, as known up to `to`, was recorded without another in between. */
function statusDays(journal: Journal, to: CalendarDate): ReadonlyMap<string, CalendarDate> {
  const since = new Map<string, { readonly value: string | undefined; readonly on: CalendarDate }>()
  for (const { observed, event } of journal.entries) {
    if (observed > to) break
    const status =
      event.kind === 'status'
        ? event.to
        : event.kind === 'issued' || event.kind === 'returned'
          ? event.record.status
          : null
    if (status === null) continue
    const before = since.get(event.certificate)
    if (before === undefined || before.value !== status?.value)
      since.set(event.certificate, { value: status?.value, on: observed })
  }
  return new Map([...since].map(([certificate, { on }]) => [certificate, on]))
}

function ofRegister(state: ReadonlyMap<string, Known>, register: string | undefined): ReadonlyMap<string, Known> {
  return register === undefined ? state : new Map([...state].filter(([, k]) => k.record.register === register))
}

function countsOf(events: readonly RegisterEvent[]): RegisterDiff['counts'] {
  const counts = { issued: 0, returned: 0, changed: 0, status: 0, vanished: 0 }
  for (const { kind } of events) if (kind !== 'seen') counts[kind] += 1
  return counts
}

// ---- find -----------------------------------------------------------------------------------------------------------------------

export interface RegisterFind {
  readonly asked: string
  /** The one that is certain; absent where a person has to choose. */
  readonly certificate?: string
  readonly items: readonly (Candidate & { readonly product?: string })[]
}

export const registerFindQuestion: Question<RegisterFind> = {
  name: 'register find',
  says: 'Which certificates a number may mean, in whatever spelling, how sure that is and why',
  arguments: [
    { name: 'NUMBER', says: 'as it stands in a document: "BSI-DSZ-CC-0891-V2", "Cert. No. 4282"', isRequired: true },
  ],
  flags: [WORKSPACE, KNOWN],
  example: 'metascheme register find "Cert. No. 101" --workspace examples/registers',
  async run(asked, ports): Promise<Answered<RegisterFind>> {
    const workspace = await opened(asked, ports)
    if ('diagnostics' in workspace) return refused(workspace.diagnostics)
    const known = dayOf(asked, 'known')
    if (typeof known === 'object') return refused(known.diagnostics)
    const state = stateOf(workspace.journal, known)
    const text = asked.arguments[0] as string
    const candidates = candidatesFor(text, state.keys())
    const sure = settled(candidates)
    return {
      result: {
        asked: text,
        ...(sure === undefined ? {} : { certificate: sure }),
        items: candidates.map((c) => {
          const product = state.get(c.certificate)?.record.product
          return { ...c, ...(product === undefined ? {} : { product }) }
        }),
      },
      diagnostics: [],
      exit: candidates.length === 0 ? 1 : 0,
    }
  },
}

// ---- check ----------------------------------------------------------------------------------------------------------------------

export interface RegisterCheck {
  readonly workspace: string
  readonly lists: readonly (SegmentHead & { readonly isSnapshotWhole: boolean })[]
  readonly lines: number
  readonly certificates: number
  /** SHA-256 of the last line: note it down elsewhere, and `--hash` tells whether the journal still holds it. */
  readonly hash: string
}

export const registerCheckQuestion: Question<RegisterCheck> = {
  name: 'register check',
  says: 'Whether the journal of registers is unbroken from its first line to its last, and every list it names is there unchanged',
  arguments: [],
  flags: [
    WORKSPACE,
    {
      name: 'hash',
      value: 'SHA256',
      says: 'a hash that an earlier check or import printed: the journal must still hold it',
    },
  ],
  example: 'metascheme register check --workspace examples/registers',
  async run(asked, ports): Promise<Answered<RegisterCheck>> {
    const workspace = await opened(asked, ports)
    if ('diagnostics' in workspace) return refused(workspace.diagnostics)
    const { journal, path } = workspace
    const seals = await ports.seals()
    const diagnostics: Diagnostic[] = []
    const lists: (SegmentHead & { readonly isSnapshotWhole: boolean })[] = []
    for (const head of journal.heads) {
      const at = snapshotPath(path, head.sha256, ports)
      const bytes = await ports.files.readBytes(at)
      const isSnapshotWhole = bytes !== undefined && seals.sha256(bytes) === head.sha256
      lists.push({ ...head, isSnapshotWhole })
      if (!isSnapshotWhole)
        diagnostics.push(
          diagnose(
            'register.snapshot-changed',
            `the snapshot of ${head.file}, as of ${head.observed}, ${bytes === undefined ? 'is not there' : 'is not the list that the journal names'}`,
            {
              at: { file: at, line: 1, column: 1, pointer: '' },
              hint: 'What the journal says of it stands; take the file from a copy.',
            },
          ),
        )
    }
    const wanted = asked.flags.hash?.[0]?.toLowerCase()
    if (wanted !== undefined && !journal.hashes.includes(wanted))
      diagnostics.push(
        diagnose('register.other-end', `no list of the journal ends with the hash ${wanted.slice(0, 64)}`, {
          hint: 'The journal was cut off, or written anew, since the hash was noted down.',
        }),
      )
    return {
      result: {
        workspace: path,
        lists,
        lines: journal.lines,
        certificates: stateOf(journal).size,
        hash: journal.hash,
      },
      diagnostics,
      exit: diagnostics.length === 0 ? 0 : 1,
    }
  },
}
