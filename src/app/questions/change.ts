/** `impact`, `timeline`, `failures`, `autonomy`: what changes, when assurance ends, what alone ends it, and on whom it hangs. */
import { decodeEvents } from '#catalogue/index.ts'
import {
  type AutonomyReport,
  autonomyOf,
  type ChangeEvent,
  type ClaimFailures,
  draftAdvisory,
  type Impact,
  Portfolio,
  singleFailures,
  type Timeline,
  timeline,
} from '#domain/change/index.ts'
import { compose } from '#domain/composition/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import type { Catalogue } from '#domain/questions/index.ts'
import { addMonths, type CalendarDate, parseDate } from '#util/calendar-date.ts'
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import { diagnose } from '../errors.ts'
import { catalogueFor, loadDossier, PLANNING_KINDS, readBytes, readDocument } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Argument, type Asked, type Flag, type Question, refused } from '../question.ts'

export const PORTFOLIO: Argument = { name: 'PORTFOLIO', says: 'a dossier, or a folder of dossiers', isRequired: true }
export const OVERLAYS: readonly Flag[] = [
  { name: 'with', value: 'OVERLAY', says: 'lay a partial dossier over it', isMany: true },
  { name: 'set', value: 'PATH=VALUE', says: 'change one value', isMany: true },
]

/** A dossier, or every dossier in the folders of a folder, by name of the folder. */
export async function portfolioOf(
  path: string,
  asked: Asked,
  catalogue: Catalogue,
  ports: Ports,
): Promise<{ readonly dossiers: readonly Dossier[]; readonly diagnostics: readonly Diagnostic[] }> {
  const single = await loadDossier(path, asked, catalogue, ports)
  if (single.kind === 'loaded') return { dossiers: [single.value.dossier], diagnostics: [] }
  if (!(await ports.files.isFolder(path)) || single.diagnostics[0]?.code !== 'file.not-found')
    return { dossiers: [], diagnostics: single.diagnostics }
  const dossiers: Dossier[] = []
  const diagnostics: Diagnostic[] = []
  for (const name of await ports.files.list(path)) {
    const inside = ports.files.join(path, name)
    if (!(await ports.files.isFolder(inside))) continue
    const loaded = await loadDossier(inside, asked, catalogue, ports)
    if (loaded.kind === 'loaded') dossiers.push(loaded.value.dossier)
    else if (loaded.diagnostics[0]?.code !== 'file.not-found') diagnostics.push(...loaded.diagnostics)
  }
  if (dossiers.length === 0 && diagnostics.length === 0)
    diagnostics.push(
      diagnose('file.not-found', `there is no dossier in ${path}`, {
        hint: 'A portfolio is a folder whose folders hold dossier.yaml.',
      }),
    )
  return { dossiers, diagnostics }
}

export interface ImpactResult {
  readonly dossiers: number
  /** Dossiers in which something changes. */
  readonly items: readonly Impact[]
  /** Draft advisories, where they were asked for. */
  readonly written?: readonly string[]
}

export const EVENT: Flag = { name: 'event', value: 'FILE', says: 'an event file' }
export const SINCE: Flag = {
  name: 'since',
  value: 'YYYY-MM-DD',
  says: 'what was before is read on this day, so that what the days since then ended by themselves counts too',
}

export interface Happened {
  readonly events: readonly ChangeEvent[]
  readonly since: CalendarDate
}

/** The events of the file named, and the day that things are compared with; a question about change needs one of the two. */
export async function whatHappened(
  command: string,
  asked: Asked,
  ports: Ports,
): Promise<Happened | { readonly diagnostics: readonly Diagnostic[] }> {
  const file = asked.flags.event?.[0]
  const written = asked.flags.since?.[0]
  if (file === undefined && written === undefined)
    return {
      diagnostics: [
        diagnose('usage.missing-argument', `${command} needs --event FILE, or --since YYYY-MM-DD`, {
          hint: `For example: metascheme ${command} examples --event examples/events/chip-withdrawn.yaml`,
        }),
      ],
    }
  const since = written === undefined ? asked.on : parseDate(written)
  if (since === undefined || since > asked.on)
    return {
      diagnostics: [
        diagnose('usage.bad-value', `--since ${written} is not a day up to ${asked.on}`, {
          hint: 'Write it as YYYY-MM-DD.',
        }),
      ],
    }
  if (file === undefined) return { events: [], since }
  const events = await readEvents(file, ports)
  return 'diagnostics' in events ? events : { events: events.events, since }
}

export async function readEvents(
  file: string,
  ports: Ports,
): Promise<{ readonly events: readonly ChangeEvent[] } | { readonly diagnostics: readonly Diagnostic[] }> {
  const document = await readDocument(file, ports.files)
  if (document.kind === 'refused') return { diagnostics: document.diagnostics }
  const decoded = decodeEvents(document.value)
  return decoded.kind === 'refused' ? { diagnostics: decoded.diagnostics } : { events: decoded.events }
}

export const impactQuestion: Question<ImpactResult> = {
  name: 'impact',
  says: 'What an event changes: claims with proofs, levels before and after, clocks with their triggers, whom to tell (proposed, never sent)',
  arguments: [PORTFOLIO],
  flags: [
    EVENT,
    SINCE,
    {
      name: 'advisory',
      value: 'FORM',
      says: 'also a draft advisory for each dossier hit: csaf or cyclonedx; needs --out',
    },
    { name: 'out', value: 'FOLDER', says: 'where the drafts are written' },
    { name: 'vex', value: 'FILE', says: 'also a statement on vulnerabilities, CSAF or OpenVEX', isMany: true },
    ...OVERLAYS,
  ],
  example: 'metascheme impact examples --event examples/events/chip-withdrawn.yaml --on 2027-03-01',
  async run(asked: Asked, ports: Ports): Promise<Answered<ImpactResult>> {
    const happened = await whatHappened('impact', asked, ports)
    if ('diagnostics' in happened) return refused(happened.diagnostics)
    const catalogue = await catalogueFor(ports, [...PLANNING_KINDS, 'recognition'])
    const unknown = unknownIds(happened.events, catalogue)
    if (unknown.length > 0) return refused(unknown)
    const { dossiers, diagnostics } = await portfolioOf(asked.arguments[0] as string, asked, catalogue, ports)
    if (diagnostics.length > 0) return refused(diagnostics)
    const stated = await statedBy(asked.flags.vex ?? [], dossiers, asked.on, ports)
    if (hasErrors(stated.diagnostics)) return refused(stated.diagnostics)
    const events = [...happened.events, ...stated.events]
    const context = {
      levels: catalogue.levels,
      thresholds: catalogue.thresholds,
      law: catalogue.law,
      recognitions: catalogue.recognitions,
    }
    const items = new Portfolio(dossiers).impact(events, context, asked.on, happened.since)
    const form = asked.flags.advisory?.[0]
    const folder = asked.flags.out?.[0]
    if (form === undefined && folder === undefined)
      return { result: { dossiers: dossiers.length, items }, diagnostics: stated.diagnostics, exit: 0 }
    if ((form !== 'csaf' && form !== 'cyclonedx') || folder === undefined)
      return refused([
        diagnose('usage.bad-value', 'a draft advisory needs --advisory csaf or cyclonedx, and --out FOLDER', {
          hint: `For example: ${impactQuestion.example} --advisory csaf --out advisories`,
        }),
      ])
    const { encodeCsafAdvisory, encodeCycloneDxAdvisory } = await import('#formats/index.ts')
    const written: string[] = []
    for (const item of items) {
      const dossier = dossiers.find((d) => d.id === item.dossier)
      if (dossier === undefined) continue
      const draft = draftAdvisory(dossier, events, item, context)
      const text = form === 'csaf' ? encodeCsafAdvisory(draft) : encodeCycloneDxAdvisory(draft)
      const name = form === 'csaf' ? `${draft.id.toLowerCase()}.json` : `${draft.id.toLowerCase()}.cdx.json`
      const path = ports.files.join(folder, name)
      await ports.files.write(path, new TextEncoder().encode(text))
      written.push(path)
    }
    return { result: { dossiers: dossiers.length, items, written }, diagnostics: stated.diagnostics, exit: 0 }
  },
}

/** Recognitions and states of the law are ids of the catalogue; a misspelt one would change nothing in silence. */
function unknownIds(events: readonly ChangeEvent[], catalogue: Catalogue): readonly Diagnostic[] {
  return events.flatMap((e) => {
    if (e.kind !== 'recognition-ended' && e.kind !== 'law-state') return []
    const id = e.kind === 'law-state' ? e.state : e.recognition
    const known = e.kind === 'law-state' ? [...catalogue.law.states.keys()] : catalogue.recognitions.map((r) => r.id)
    if (known.includes(id)) return []
    const near = nearestWords(id, known, 3)
    return [
      diagnose('id.unknown', `there is no ${e.kind === 'law-state' ? 'state of the law' : 'recognition'} "${id}"`, {
        hint: near.length > 0 ? `Did you mean ${near.join(', ')}?` : '`metascheme catalogue search WORDS` finds ids.',
      }),
    ]
  })
}

/** What statements on vulnerabilities say of parts, matched by equal package URL, qualifiers aside. Likeness is no identity. */
async function statedBy(
  files: readonly string[],
  dossiers: readonly Dossier[],
  on: CalendarDate,
  ports: Ports,
): Promise<{ readonly events: readonly ChangeEvent[]; readonly diagnostics: readonly Diagnostic[] }> {
  const events: ChangeEvent[] = []
  const diagnostics: Diagnostic[] = []
  const parts = dossiers.flatMap((d) => d.parts.filter((p) => p.purl !== undefined))
  for (const file of files) {
    const bytes = await readBytes(file, ports.files)
    if (bytes.kind === 'refused' || bytes.value === undefined) {
      diagnostics.push(
        ...(bytes.kind === 'refused'
          ? bytes.diagnostics
          : [
              diagnose('file.not-found', `there is no file ${file}`, {
                hint: 'Paths are relative to the folder you are in.',
              }),
            ]),
      )
      continue
    }
    const { decodeAdvisory } = await import('#formats/index.ts')
    const decoded = await decodeAdvisory({ file, bytes: bytes.value })
    diagnostics.push(...decoded.diagnostics.filter((d) => d.severity === 'error'))
    for (const v of decoded.value?.vulnerabilities ?? []) {
      for (const a of v.affects) {
        const purl = a.component === undefined ? undefined : decoded.value?.products[a.component]?.purl
        if (purl === undefined || a.status === 'unstated') continue
        for (const part of new Set(parts.filter((p) => plain(p.purl as string) === plain(purl)).map((p) => p.id)))
          events.push({
            kind: 'vulnerability',
            finding: {
              id: v.id ?? v.ref ?? 'unnamed',
              part,
              state: a.status,
              from: parseDate((v.published ?? decoded.value?.published ?? '').slice(0, 10)) ?? on,
              by: decoded.value?.publisher ?? file,
            },
          })
      }
    }
  }
  return { events, diagnostics }
}

function plain(purl: string): string {
  return (purl.split('#')[0] as string).split('?')[0] as string
}

export interface TimelineResult {
  readonly items: readonly (Timeline & { readonly dossier: string })[]
}

export const timelineQuestion: Question<TimelineResult> = {
  name: 'timeline',
  says: 'Assurance over the coming years: what stands from when to when, its cliffs, and what to renew by when',
  arguments: [PORTFOLIO],
  flags: [
    { name: 'until', value: 'YYYY-MM-DD', says: 'the last day; five years on where it is left out' },
    ...OVERLAYS,
  ],
  example: 'metascheme timeline examples/smart-card-stack --until 2029-12-31',
  async run(asked: Asked, ports: Ports): Promise<Answered<TimelineResult>> {
    const written = asked.flags.until?.[0]
    const until = written === undefined ? addMonths(asked.on, 60) : parseDate(written)
    if (until === undefined || until < asked.on)
      return refused([
        diagnose('usage.bad-value', `--until ${written} is not a day after ${asked.on}`, {
          hint: 'Write it as YYYY-MM-DD.',
        }),
      ])
    const catalogue = await catalogueFor(ports)
    const { dossiers, diagnostics } = await portfolioOf(asked.arguments[0] as string, asked, catalogue, ports)
    if (diagnostics.length > 0) return refused(diagnostics)
    return {
      result: {
        items: dossiers.map((d) => ({
          dossier: d.id,
          ...timeline(compose(d, { levels: catalogue.levels }), asked.on, until, catalogue.thresholds),
        })),
      },
      diagnostics: [],
      exit: 0,
    }
  },
}

export interface FailuresResult {
  readonly items: readonly (ClaimFailures & { readonly dossier: string })[]
}

export const failuresQuestion: Question<FailuresResult> = {
  name: 'failures',
  says: 'All single failures: for each claim what alone ends it now, and what alone ends its upkeep',
  arguments: [PORTFOLIO],
  flags: OVERLAYS,
  example: 'metascheme failures examples/smart-card-stack --on 2027-06-01',
  async run(asked: Asked, ports: Ports): Promise<Answered<FailuresResult>> {
    const catalogue = await catalogueFor(ports)
    const { dossiers, diagnostics } = await portfolioOf(asked.arguments[0] as string, asked, catalogue, ports)
    if (diagnostics.length > 0) return refused(diagnostics)
    const items = dossiers.flatMap((d) =>
      singleFailures(compose(d, { levels: catalogue.levels }), asked.on).map((f) => ({ dossier: d.id, ...f })),
    )
    return { result: { items }, diagnostics: [], exit: 0 }
  },
}

export interface AutonomyResult {
  readonly test: string
  readonly items: readonly (AutonomyReport['claims'][number] & { readonly dossier: string })[]
}

export const autonomyQuestion: Question<AutonomyResult> = {
  name: 'autonomy',
  says: 'On whom, and where, assurance hangs, and the level that stands when only EU-anchored assurance counts',
  arguments: [PORTFOLIO],
  flags: OVERLAYS,
  example: 'metascheme autonomy examples/edge-gateway',
  async run(asked: Asked, ports: Ports): Promise<Answered<AutonomyResult>> {
    const catalogue = await catalogueFor(ports)
    const { dossiers, diagnostics } = await portfolioOf(asked.arguments[0] as string, asked, catalogue, ports)
    if (diagnostics.length > 0) return refused(diagnostics)
    const reports = dossiers.map((d) => ({
      dossier: d.id,
      report: autonomyOf(compose(d, { levels: catalogue.levels }), catalogue.thresholds, asked.on),
    }))
    return {
      result: {
        test: reports[0]?.report.test ?? '',
        items: reports.flatMap(({ dossier, report }) => report.claims.map((c) => ({ dossier, ...c }))),
      },
      diagnostics: [],
      exit: 0,
    }
  },
}
