/** `catalogue syllabus`: the whole catalogue as a publication, on paper and as a site. */
import {
  citedEditions,
  COUNTED_KINDS,
  decodeLevel,
  decodeThresholds,
  type EntriesByKind,
  readEntries,
  type RecordChange,
  recordChanges,
  shippedFiles,
  statisticsOf,
} from '#catalogue/index.ts'
import { LETTERS, readingsOf } from '#domain/assurance/index.ts'
import type { SyllabusInput } from '#reports/index.ts'
import { Defect } from '#util/diagnostic.ts'
import { namedEditions } from '../editions.ts'
import { diagnose } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

export interface SyllabusResult {
  readonly folder: string
  readonly entries: number
  readonly pages: number
  readonly pdf: string
  readonly site: string
}

export const syllabusQuestion: Question<SyllabusResult> = {
  name: 'catalogue syllabus',
  says: 'The whole catalogue as a publication: syllabus.pdf, and a site of plain pages',
  arguments: [],
  flags: [{ name: 'out', value: 'FOLDER', says: 'where to write syllabus.pdf and site/' }],
  example: 'metascheme catalogue syllabus --out syllabus',
  async run(asked: Asked, ports: Ports): Promise<Answered<SyllabusResult>> {
    const folder = asked.flags.out?.[0]
    if (folder === undefined || folder === '')
      return refused([
        diagnose('usage.missing-argument', 'catalogue syllabus needs --out FOLDER', {
          hint: `For example: ${syllabusQuestion.example}`,
        }),
      ])
    const { edition, entries } = await ports.catalogue.load([
      'scheme',
      'standard',
      'regulation',
      'credential',
      'body',
      'recognition',
      'level',
      'source',
      'thresholds',
    ])
    const { deadLinks, syllabusOf, syllabusPaper, syllabusSite } = await import('#reports/index.ts')
    const changes = await changesSince(entries, edition, ports)
    const syllabus = syllabusOf({
      ...inputOf(entries, edition, asked.on),
      ...(changes === undefined ? {} : { changes }),
    })
    ports.onStage('syllabus')
    const { join, write } = ports.files
    const pdf = join(folder, 'syllabus.pdf')
    try {
      const files = syllabusSite(syllabus)
      const dead = deadLinks(files)
      if (dead.length > 0) throw new Defect(`the site has links that lead nowhere: ${dead.slice(0, 5).join('; ')}`)
      for (const [name, content] of files)
        await write(join(folder, 'site', ...name.split('/')), new TextEncoder().encode(content))
      ports.onStage('syllabus site')
      if (ports.isCancelled()) return refused([diagnose('usage.stopped', 'stopped on request')])
      const { template, files: pictures, data } = syllabusPaper(syllabus)
      await write(pdf, await (await ports.typesetter()).pdf(template, pictures, data))
      ports.onStage('syllabus pdf')
      return {
        result: {
          folder,
          entries: syllabus.total,
          pages: [...files.keys()].filter((name) => name.endsWith('.html')).length,
          pdf,
          site: join(folder, 'site', 'index.html'),
        },
        diagnostics: [],
        exit: 0,
      }
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error
      return refused([
        diagnose('file.not-written', `${folder} could not be written: ${error.message}`, {
          hint: 'Check the folder and its permissions.',
        }),
      ])
    }
  },
}

export function inputOf(entries: EntriesByKind, edition: string, on: string): SyllabusInput {
  return {
    edition,
    on,
    statistics: statisticsOf(entries),
    cited: citedEditions(COUNTED_KINDS.flatMap((k) => entries[k] ?? [])),
    reach: reachOf(entries),
    bodies: entries.body ?? [],
    levels: entries.level ?? [],
    recognitions: entries.recognition ?? [],
    sources: entries.source ?? [],
    records: [
      ...(entries.scheme ?? []),
      ...(entries.standard ?? []),
      ...(entries.regulation ?? []),
      ...(entries.credential ?? []),
    ],
  }
}

/** By scheme: the highest letter that some level of it certainly reaches, read technically. */
function reachOf(entries: EntriesByKind): Readonly<Record<string, string>> {
  const written = entries.thresholds?.[0]
  if (written === undefined) return {}
  const tables = decodeThresholds(written, broken)
  const reach: Record<string, string> = {}
  for (const authored of entries.level ?? []) {
    const level = decodeLevel(authored, broken)
    const { low } = readingsOf(level.profile, level.targetType, tables).technical
    const known = reach[level.scheme]
    if (known === undefined || LETTERS.indexOf(low) > LETTERS.indexOf(known as (typeof LETTERS)[number]))
      reach[level.scheme] = low
  }
  return reach
}

/** Entries were checked when they were built. */
function broken(problem: { readonly message: string }): never {
  throw new Defect(`the built catalogue is broken: ${problem.message}`)
}

/** Against the newest named edition that is another than this one; undefined where there is none, or the checkout has no history. */
async function changesSince(
  entries: EntriesByKind,
  edition: string,
  ports: Ports,
): Promise<SyllabusInput['changes'] | undefined> {
  const named = await namedEditions(ports.catalogue)
  const since = named.filter((n) => n.edition !== edition).at(-1)
  if (since === undefined) return undefined
  const files = await (await ports.history()).filesAt(since.revision)
  if (files === undefined || files.length === 0) {
    ports.tell(`edition ${since.id} is not in the history of this checkout: changes are left out`)
    return undefined
  }
  const before = readEntries(shippedFiles(files.filter((f) => f.path.startsWith('schemes/')))).entries
  const records = COUNTED_KINDS.flatMap((k) => entries[k] ?? [])
  const items: readonly RecordChange[] = recordChanges(
    before.map((e) => e.value as (typeof records)[number]),
    records,
  )
  return { since: { name: since.name, on: since.on, edition: since.edition }, items }
}
