/** `release DOSSIER`: which version, in which configuration, is covered by which certificate; the scale of a change; a draft impact analysis. */
import {
  applyEvents,
  type ChangeTriage,
  type ReleaseAsked,
  type ReleaseMatrix,
  releaseMatrix,
  situationOf,
  triageChanges,
} from '#domain/change/index.ts'
import { WHOLE } from '#domain/composition/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { diagnose } from '../errors.ts'
import { catalogueFor, loadDossier } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { written } from '../report.ts'
import { OVERLAYS, readEvents } from './change.ts'

export interface ReleaseResult extends ReleaseMatrix {
  readonly dossier: string
  readonly name: string
  readonly on: CalendarDate
  readonly changes: readonly ChangeTriage[]
}

export const releaseQuestion: Question<ReleaseResult> = {
  name: 'release',
  says: 'Which release is covered: version × configuration × certificate; the scale of a change (minor, major, outside the target), a draft impact analysis',
  arguments: [{ name: 'DOSSIER', says: 'a dossier, or a folder that holds dossier.yaml', isRequired: true }],
  flags: [
    {
      name: 'release',
      value: '[PART=]VERSION',
      says: 'also this version, of whatever uses a certificate or of one part',
      isMany: true,
    },
    { name: 'config', value: 'TEXT', says: 'also this configuration, in the words of the certificate', isMany: true },
    { name: 'event', value: 'FILE', says: 'an event file, laid over it' },
    { name: 'report', value: 'FILE.md', says: 'also write a draft impact analysis report' },
    ...OVERLAYS,
  ],
  example:
    'metascheme release examples/release-update --with examples/release-update/minor.yaml --release 4.2.3 --on 2027-06-07',
  async run(asked: Asked, ports: Ports): Promise<Answered<ReleaseResult>> {
    const file = asked.flags.report?.[0]
    if (file !== undefined && !file.toLowerCase().endsWith('.md'))
      return refused([
        diagnose('report.unknown-form', `no report of the form "${file}"`, { hint: 'Known forms: .md.' }),
      ])
    const catalogue = await catalogueFor(ports)
    const loaded = await loadDossier(asked.arguments[0] as string, asked, catalogue, ports)
    if (loaded.kind === 'refused') return refused(loaded.diagnostics)
    const base = loaded.value.dossier
    const read = await afterEvents(base, asked, ports)
    if ('diagnostics' in read) return refused(read.diagnostics)
    const { dossier } = read
    const configurations = (asked.flags.config ?? []).map((c) => c.trim()).filter((c) => c !== '')
    const versions = versionsAsked(asked.flags.release ?? [], base, dossier)
    const unknown = versions.flatMap((v) => (v.version === '' ? [v] : []))
    if (unknown.length > 0)
      return refused([
        diagnose('usage.bad-value', '--release needs a version', { hint: 'For example: --release 4.2.3' }),
      ])
    const result: ReleaseResult = {
      dossier: dossier.id,
      name: dossier.name,
      on: asked.on,
      ...releaseMatrix(dossier, { versions, configurations }, catalogue.levels, asked.on),
      changes: triageChanges(dossier, asked.on),
    }
    const diagnostics: Diagnostic[] = loaded.diagnostics.filter((d) => d.severity !== 'note')
    if (file !== undefined) {
      const { impactAnalysisDraft } = await import('#reports/index.ts')
      const text = impactAnalysisDraft(dossier, result, result.changes, asked.on)
      diagnostics.push(...(await written(file, new TextEncoder().encode(text), ports)))
    }
    return { result, diagnostics, exit: 0 }
  },
}

async function afterEvents(
  base: Dossier,
  asked: Asked,
  ports: Ports,
): Promise<{ readonly dossier: Dossier } | { readonly diagnostics: readonly Diagnostic[] }> {
  const file = asked.flags.event?.[0]
  if (file === undefined) return { dossier: base }
  const events = await readEvents(file, ports)
  if ('diagnostics' in events) return events
  return { dossier: applyEvents(situationOf(base), events.events).dossier }
}

/** `PART=VERSION` where PART is a part of the dossier or `whole`; else the text is a version. Versions before an event stay in the matrix. */
function versionsAsked(written: readonly string[], before: Dossier, after: Dossier): ReleaseAsked['versions'] {
  const names = new Set([WHOLE, ...after.parts.map((p) => p.id)])
  const replaced = before.parts.flatMap((p) =>
    p.version === undefined || after.parts.some((q) => q.id === p.id && q.version === p.version)
      ? []
      : [{ part: p.id, version: p.version }],
  )
  return [
    ...replaced,
    ...written.map((text) => {
      const equals = text.indexOf('=')
      const name = text.slice(0, Math.max(equals, 0)).trim()
      return names.has(name) ? { part: name, version: text.slice(equals + 1).trim() } : { version: text.trim() }
    }),
  ]
}
