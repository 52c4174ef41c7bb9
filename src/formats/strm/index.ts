/**
 * Set theory relationship mappings (STRM, NIST IR 8477) as tables: CSV and workbooks. Lines that share a group identifier join their
 * elements into one row, as OLIR templates do: the union of the focal elements against the union of the reference elements.
 */
import type { Citation } from '#domain/answers/index.ts'
import type { Loss } from '#domain/composition/bill-of-materials.ts'
import type { Mapping, MappingRow, Requirement, RequirementSet, StatedRelation } from '#domain/requirements/index.ts'
import type { Diagnostic, Place } from '#util/diagnostic.ts'
import { byNaturalText } from '#util/order.ts'
import type { SourceDocument } from '../format.ts'
import { diagnoseFramework } from '../framework-errors.ts'
import { type FrameworkFormat, Losses } from '../frameworks.ts'
import { slugOf } from '../set-names.ts'
import { readSeparated, readWorkbook, type Sheet, writeSeparated, writeWorkbook } from '../sheets.ts'
import { rationaleOf, relationOf } from '../words-of-mappings.ts'
import { isZip } from '../zip.ts'
import { type Column, columnOf, PRINTED } from './columns.ts'

/** A table may stand under some lines about the document. */
const DEEPEST_HEAD = 40

export const strm: FrameworkFormat = {
  id: 'strm',
  name: 'STRM',
  detect(document, start) {
    if (isZip(document.bytes)) return undefined
    if (!/\.(?:csv|tsv|txt)$/i.test(document.file)) return undefined
    const lines = start
      .split('\n', DEEPEST_HEAD)
      .map((l) => l.split(/[,;\t]/).map((c) => columnOf(c.replace(/^\s*"|"\s*$/g, ''))))
    return lines.some(isHead) ? { format: 'strm', what: 'set theory relationship mapping, CSV' } : undefined
  },
  async decode(documents, around) {
    const diagnostics: Diagnostic[] = []
    const losses = new Losses()
    const readers: TableReader[] = []
    for (const [n, source] of documents.entries()) {
      around.onProgress(n, documents.length)
      const document = await source.read()
      const tables = isZip(document.bytes) ? await readWorkbook(document) : readSeparated(document)
      if (tables.kind === 'refused') {
        diagnostics.push(...tables.diagnostics)
        continue
      }
      const made = tables.sheets.flatMap((s) => readTable(document, s, diagnostics, losses) ?? [])
      if (made.length === 0)
        diagnostics.push(
          diagnoseFramework(
            'formats.csv-header',
            'no table has a column for the focal element, the reference element and the relationship',
            { at: { file: document.file, line: 1, column: 1, pointer: '' } },
          ),
        )
      readers.push(...made)
    }
    around.onProgress(documents.length, documents.length)
    const mappings = readers.flatMap((r) => r.mappings())
    return {
      ...(mappings.length === 0 ? {} : { value: { sets: mergeSets(readers.flatMap((r) => r.sets())), mappings } }),
      diagnostics,
      losses: losses.list(),
    }
  },
}

/** Whether a workbook holds such a table. */
export function isStrmWorkbook(sheets: readonly Sheet[]): boolean {
  return sheets.some((s) => s.rows.slice(0, DEEPEST_HEAD).some((row) => isHead(row.map(columnOf))))
}

function isHead(columns: readonly (Column | undefined)[]): boolean {
  return columns.includes('from') && columns.includes('to') && columns.includes('relation')
}

function readTable(
  document: SourceDocument,
  sheet: Sheet,
  diagnostics: Diagnostic[],
  losses: Losses,
): TableReader | undefined {
  const at = sheet.rows.slice(0, DEEPEST_HEAD).findIndex((row) => isHead(row.map(columnOf)))
  if (at === -1) return undefined
  const columns = new Map<Column, number>()
  ;(sheet.rows[at] as readonly string[]).forEach((heading, i) => {
    const column = columnOf(heading)
    if (column === undefined) {
      if (heading.trim() !== '') losses.add(`/${heading.trim().slice(0, 60)}`, 'a column that has no place here')
    } else if (!columns.has(column)) columns.set(column, i)
  })
  const reader = new TableReader(document.file, namesAbove(sheet, at, document.file), diagnostics, losses)
  sheet.rows.slice(at + 1).forEach((row, n) => {
    reader.add(
      (column) => {
        const i = columns.get(column)
        return i === undefined ? '' : unguarded((row[i] ?? '').trim())
      },
      sheet.lines[at + 1 + n] ?? at + 2 + n,
    )
  })
  return reader
}

/** The apostrophe by which exports keep spreadsheets from running a cell. */
function unguarded(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell
}

interface Names {
  readonly from: string
  readonly to: string
}

/** `Focal Document: …` and `Reference Document: …` above the table, else the file name, `a__b` or `a-to-b`. */
function namesAbove(sheet: Sheet, at: number, file: string): Names {
  const found: { from?: string; to?: string } = {}
  for (const row of sheet.rows.slice(0, at)) {
    const text = row
      .filter((c) => c !== '')
      .join(' ')
      .replace(/\s+/g, ' ')
    const focal = /^focal document\s*:\s*(.+)$/i.exec(text)?.[1]
    const reference = /^reference document\s*:\s*(.+)$/i.exec(text)?.[1]
    if (focal !== undefined) found.from ??= focal
    if (reference !== undefined) found.to ??= reference
  }
  const base = (file.split(/[/\\]/).pop() as string).replace(/\.[a-z]+$/i, '')
  const pair = /^(.+?)(?:__|-to-|_to_)(.+)$/.exec(base)
  return { from: found.from ?? pair?.[1] ?? `${base}-source`, to: found.to ?? pair?.[2] ?? `${base}-target` }
}

interface Line {
  readonly from: string
  readonly to: string
  readonly relation: StatedRelation
  readonly printed?: string
  readonly rationale: MappingRow['rationale']
  readonly because: string
  readonly line: number
}

class TableReader {
  readonly #file: string
  readonly #names: Names
  readonly #diagnostics: Diagnostic[]
  readonly #losses: Losses
  /** Lines by mapping and group; a line without a group is its own. */
  readonly #groups = new Map<string, { readonly fromSet: string; readonly toSet: string; readonly lines: Line[] }>()
  readonly #texts = new Map<string, Map<string, { title: string; text: string }>>()

  constructor(file: string, names: Names, diagnostics: Diagnostic[], losses: Losses) {
    this.#file = file
    this.#names = names
    this.#diagnostics = diagnostics
    this.#losses = losses
  }

  add(cell: (column: Column) => string, line: number): void {
    const from = cell('from')
    const to = cell('to')
    const printed = cell('relation')
    if (from === '' && to === '' && printed === '') return
    const fromSet = cell('fromSet') === '' ? this.#names.from : cell('fromSet')
    const toSet = cell('toSet') === '' ? this.#names.to : cell('toSet')
    this.#note(fromSet, from, cell('fromTitle'), cell('fromText'))
    this.#note(toSet, to, cell('toTitle'), cell('toText'))
    const at: Place = { file: this.#file, line, column: 1, pointer: '' }
    if (from === '' || to === '' || isNobody(to)) {
      // Templates list what was not mapped too: "no relationship" to nothing.
      const isGap = relationOf(printed) === 'none-found' || printed === '' || isNobody(to)
      if (isGap && from !== '') this.#losses.add('/…/Reference Document Element', 'elements listed as not mapped')
      else
        this.#diagnostics.push(
          diagnoseFramework('formats.row-skipped', 'a row that names no element on one side', { at }),
        )
      return
    }
    const relation = relationOf(printed)
    if (relation === undefined)
      this.#diagnostics.push(
        diagnoseFramework('formats.unknown-relation', `unknown relation "${printed.slice(0, 60)}"`, { at }),
      )
    const rationale = rationaleOf(cell('rationale'))
    if (rationale === undefined)
      this.#diagnostics.push(
        diagnoseFramework(
          'formats.unknown-rationale',
          `unknown kind of rationale "${cell('rationale').slice(0, 60)}"`,
          { at },
        ),
      )
    if (cell('strength') !== '')
      this.#losses.add(
        '/…/Strength of Relationship',
        'strengths have no scale that is published; no inference uses them',
      )
    const group = cell('group')
    const key = `${fromSet}\u0000${toSet}\u0000${group === '' ? `line ${line}` : `group ${group}`}`
    const entry = this.#groups.get(key) ?? { fromSet, toSet, lines: [] }
    entry.lines.push({
      from,
      to,
      relation: relation ?? 'linked',
      ...(relation === undefined ? { printed } : {}),
      rationale: rationale ?? 'unstated',
      because: cell('because'),
      line,
    })
    this.#groups.set(key, entry)
  }

  #note(set: string, id: string, title: string, text: string): void {
    if (id === '' || isNobody(id)) return
    const texts = this.#texts.get(set) ?? new Map<string, { title: string; text: string }>()
    const before = texts.get(id)
    texts.set(id, {
      title: before?.title === undefined || before.title === '' ? title : before.title,
      text: before?.text === undefined || before.text === '' ? text : before.text,
    })
    this.#texts.set(set, texts)
  }

  mappings(): readonly Mapping[] {
    const byPair = new Map<string, { readonly from: string; readonly to: string; readonly rows: MappingRow[] }>()
    for (const { fromSet, toSet, lines } of this.#groups.values()) {
      const key = `${fromSet}\u0000${toSet}`
      const entry = byPair.get(key) ?? { from: fromSet, to: toSet, rows: [] }
      entry.rows.push(this.#rowOf(lines))
      byPair.set(key, entry)
    }
    return [...byPair.values()].map(({ from, to, rows }) => ({
      id: `${slugOf(from)}__${slugOf(to)}`,
      from: { set: slugOf(from), edition: '' },
      to: { set: slugOf(to), edition: '' },
      author: '',
      name: `${from} → ${to}`,
      rows,
    }))
  }

  /** Lines of a group that disagree are kept as they are: the first speaks, and the rest is told. */
  #rowOf(lines: readonly Line[]): MappingRow {
    const first = lines[0] as Line
    for (const other of lines.slice(1)) {
      if (other.relation !== first.relation || other.rationale !== first.rationale) {
        this.#diagnostics.push(
          diagnoseFramework(
            'formats.unknown-relation',
            `line ${other.line} says something else of its group than line ${first.line}, which is kept`,
            { at: { file: this.#file, line: other.line, column: 1, pointer: '' } },
          ),
        )
      }
    }
    const citation: Citation = {
      source: this.#file.split(/[/\\]/).pop() as string,
      at: `row ${first.line}`,
      standing: 'unchecked',
    }
    return {
      from: [...new Set(lines.map((l) => l.from))],
      to: [...new Set(lines.map((l) => l.to))],
      relation: first.relation,
      rationale: first.rationale,
      because: lines.map((l) => l.because).find((b) => b !== '') ?? '',
      citation,
      line: first.line,
      ...(first.printed === undefined ? {} : { printed: first.printed }),
    }
  }

  sets(): readonly RequirementSet[] {
    return [...this.#texts].map(([name, texts]) => ({
      id: slugOf(name),
      name,
      edition: '',
      isPartial: true,
      requirements: [...texts]
        .sort((a, b) => byNaturalText(a[0], b[0]))
        .map(
          ([id, { title, text }]): Requirement => ({
            id,
            title: title === '' ? id : title,
            says: text,
            isHeading: false,
            applies: 'always',
            substitutable: true,
            citation: { source: this.#file.split(/[/\\]/).pop() as string, at: id, standing: 'unchecked' },
          }),
        ),
    }))
  }
}

function isNobody(cell: string): boolean {
  return /^(?:n\/?a|none|-|—|no mapping)$/i.test(cell)
}

/** One set a name, with whatever any table says of it. */
function mergeSets(sets: readonly RequirementSet[]): readonly RequirementSet[] {
  const merged = new Map<string, RequirementSet>()
  for (const s of sets) {
    const before = merged.get(s.id)
    if (before === undefined) merged.set(s.id, s)
    else {
      const there = new Set(before.requirements.map((r) => r.id))
      merged.set(s.id, {
        ...before,
        requirements: [...before.requirements, ...s.requirements.filter((r) => !there.has(r.id))],
      })
    }
  }
  return [...merged.values()]
}

// ---- writing ------------------------------------------------------------------------------------------------------------------

const RELATION_WORDS: Readonly<Record<StatedRelation, string>> = {
  equal: 'Equal',
  subset: 'Subset Of',
  superset: 'Superset Of',
  intersects: 'Intersects With',
  disjoint: 'Disjoint From',
  equivalent: 'Equivalent To',
  'none-found': 'No Relationship',
  linked: 'Linked To',
}

export interface StrmInput {
  readonly mapping: Mapping
  /** Titles and texts, where they may be passed on. */
  readonly textOf: (set: string, requirement: string) => { readonly title: string; readonly text: string } | undefined
}

export interface StrmRows {
  readonly rows: readonly (readonly string[])[]
  readonly losses: readonly Loss[]
}

/** A row that joins several is written as lines of one group. */
export function strmRows(input: StrmInput): StrmRows {
  const { mapping, textOf } = input
  const losses = new Losses()
  const rows: string[][] = [PRINTED.map(([, heading]) => heading)]
  mapping.rows.forEach((row, n) => {
    const lines = Math.max(row.from.length, row.to.length)
    if (row.accepted !== undefined) losses.add('/rows/*/accepted', 'who accepted a row is not carried over')
    if (row.printed !== undefined && row.relation === 'linked')
      losses.add('/rows/*/printed', 'the word printed in another document for a link')
    for (let k = 0; k < lines; k += 1) {
      const from = row.from[k % row.from.length] as string
      const to = row.to[k % row.to.length] as string
      const [a, b] = [textOf(mapping.from.set, from), textOf(mapping.to.set, to)]
      const cells: Readonly<Partial<Record<Column, string>>> = {
        fromSet: mapping.from.set,
        from,
        fromTitle: a?.title ?? '',
        fromText: a?.text ?? '',
        rationale: row.rationale === 'unstated' ? '' : capital(row.rationale),
        relation: RELATION_WORDS[row.relation],
        toSet: mapping.to.set,
        to,
        toTitle: b?.title ?? '',
        toText: b?.text ?? '',
        because: row.because,
        group: lines > 1 ? `G${n + 1}` : '',
      }
      rows.push(PRINTED.map(([column]) => cells[column] ?? ''))
    }
  })
  return { rows, losses: losses.list() }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

export function encodeStrmCsv(input: StrmInput): { readonly text: string; readonly losses: readonly Loss[] } {
  const { rows, losses } = strmRows(input)
  return { text: writeSeparated(rows), losses }
}

/** One sheet a mapping. */
export function encodeStrmWorkbook(inputs: readonly StrmInput[]): {
  readonly bytes: Uint8Array
  readonly losses: readonly Loss[]
} {
  const made = inputs.map((i) => ({ name: i.mapping.id, ...strmRows(i) }))
  return { bytes: writeWorkbook(made), losses: made.flatMap((m) => m.losses) }
}
