/** `catalogue syllabus`: the whole catalogue as a publication, on paper and as a site. */
import { type EntriesByKind, statisticsOf } from '#catalogue/index.ts'
import type { SyllabusInput } from '#reports/index.ts'
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
    ])
    const { syllabusOf, syllabusPaper, syllabusSite } = await import('#reports/index.ts')
    const syllabus = syllabusOf(inputOf(entries, edition, asked.on))
    ports.onStage('syllabus')
    const { join, write } = ports.files
    const pdf = join(folder, 'syllabus.pdf')
    try {
      const files = syllabusSite(syllabus)
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
          pages: files.size - 1,
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
