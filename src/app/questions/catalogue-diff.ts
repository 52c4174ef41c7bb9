/** `catalogue diff` and `catalogue export`. */
import {
  cardsOf,
  type Entry,
  type EntryChange,
  differenceOf,
  EXPORT_FORMS,
  exportCards,
  type ExportForm,
  readEntries,
  shippedFiles,
  tablesOf,
} from '#catalogue/index.ts'
import { safeCell, writeWorkbook } from '#formats/sheets.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { findEdition } from '../editions.ts'
import { diagnose } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

export interface DiffResult {
  readonly from: string
  readonly to: string
  readonly came: number
  readonly went: number
  readonly changed: number
  readonly items: readonly EntryChange[]
}

export const diffQuestion: Question<DiffResult> = {
  name: 'catalogue diff',
  says: 'What came, went and changed in the catalogue between two states of it, in sentences',
  arguments: [],
  flags: [
    { name: 'from', value: 'STATE', says: 'an edition, its name, a day, a commit or a tag' },
    { name: 'to', value: 'STATE', says: 'the later one; HEAD where it is left out' },
  ],
  example: 'metascheme catalogue diff --from HEAD~1',
  async run(asked: Asked, ports: Ports): Promise<Answered<DiffResult>> {
    const from = asked.flags.from?.[0]
    const to = asked.flags.to?.[0] ?? 'HEAD'
    if (from === undefined)
      return refused([
        diagnose('usage.missing-argument', 'catalogue diff needs --from STATE', {
          hint: 'For example: metascheme catalogue diff --from HEAD~1',
        }),
      ])
    const [before, after] = [await entriesAt(from, ports), await entriesAt(to, ports)]
    if (!Array.isArray(before)) return refused(before.diagnostics)
    if (!Array.isArray(after)) return refused(after.diagnostics)
    const items = differenceOf(before, after)
    const count = (change: EntryChange['change']): number => items.filter((i) => i.change === change).length
    return {
      result: { from, to, came: count('came'), went: count('went'), changed: count('changed'), items },
      diagnostics: [],
      exit: 0,
    }
  },
}

/** A state as people name it: first as a revision, then as an edition. */
async function entriesAt(
  state: string,
  ports: Ports,
): Promise<Entry[] | { readonly diagnostics: readonly Diagnostic[] }> {
  const history = await ports.history()
  const files = await history.filesAt(state)
  if (files !== undefined && files.length > 0) return [...readEntries(shippedFiles(files)).entries]
  const found = await findEdition(state, ports)
  if (found.kind === 'refused') return found
  return [...readEntries(shippedFiles((await history.filesAt(found.edition.revision)) ?? [])).entries]
}

export interface ExportResult {
  readonly form: ExportForm
  readonly file: string
  readonly entries: number
  readonly bytes: number
}

export const exportQuestion: Question<ExportResult> = {
  name: 'catalogue export',
  says: 'The syllabus as JSON, JSON-LD with SKOS, CSV, or a workbook',
  arguments: [
    {
      name: 'FILE',
      says: 'where to write it; its ending tells the form: .json, .jsonld, .csv, .xlsx',
      isRequired: true,
    },
  ],
  flags: [],
  example: 'metascheme catalogue export syllabus.csv',
  async run(asked: Asked, ports: Ports): Promise<Answered<ExportResult>> {
    const file = asked.arguments[0] as string
    const form = EXPORT_FORMS.find((f) => file.toLowerCase().endsWith(`.${f}`))
    if (form === undefined)
      return refused([
        diagnose('report.unknown-form', `no export of the form "${file.slice(0, 80)}"`, {
          hint: `Known endings: ${EXPORT_FORMS.map((f) => `.${f}`).join(', ')}.`,
        }),
      ])
    const { entries } = await ports.catalogue.load([
      'scheme',
      'standard',
      'regulation',
      'credential',
      'level',
      'option',
      'recognition',
      'requirement-set',
      'rules',
      'body',
      'source',
    ])
    const cards = cardsOf(
      Object.entries(entries).flatMap(([kind, list]) =>
        (list as readonly unknown[]).map((value) => ({ kind: kind as Entry['kind'], value })),
      ),
    )
    const bytes =
      form === 'xlsx'
        ? writeWorkbook(
            tablesOf(entries, ports.catalogue.edition, asked.on).map((t) => ({
              name: t.name,
              rows: t.rows.map((row) => row.map(safeCell)),
            })),
          )
        : new TextEncoder().encode(exportCards(cards, form, ports.catalogue.edition))
    try {
      await ports.files.write(file, bytes)
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error
      return refused([
        diagnose('file.not-written', `${file} could not be written: ${error.message}`, {
          hint: 'Check the folder and its permissions.',
        }),
      ])
    }
    return { result: { form, file, entries: cards.length, bytes: bytes.length }, diagnostics: [], exit: 0 }
  },
}
