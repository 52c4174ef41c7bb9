/**
 * Tables, from workbooks (.xlsx) and from separated values, as rows of text; and back. Formulas are neither computed nor kept: what is
 * read is the value that was stored beside them. What is written can never be a formula, whatever a cell says.
 */
import { SaxesParser } from 'saxes'
import type { Diagnostic, Place } from '#util/diagnostic.ts'
import { toUtf8 } from './encoding.ts'
import { diagnose } from './errors.ts'
import type { SourceDocument } from './format.ts'
import { diagnoseFramework } from './framework-errors.ts'
import { listZip, readEntry, writeZip, type ZipEntry, type ZipFault } from './zip.ts'

export interface Sheet {
  readonly name: string
  /** Rows from the top; empty cells are ''. Rows may differ in length. */
  readonly rows: readonly (readonly string[])[]
  /** Line of each row in its document, from 1. */
  readonly lines: readonly number[]
}

export type Tables =
  | { readonly kind: 'tables'; readonly sheets: readonly Sheet[] }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

const MOST_CELLS = 5_000_000
const MOST_COLUMNS = 1000
const LARGEST_PART = 256_000_000
/** Honest sheets pack to a tenth, seldom to a fiftieth. */
const GREATEST_RATIO = 200
const FREE_SIZE = 4_000_000

// ---- separated values ---------------------------------------------------------------------------------------------------------

/** Values separated by commas, semicolons or tabs, whichever the first line holds most of. Source: RFC 4180. */
export function readSeparated(source: SourceDocument): Tables {
  const utf8 = toUtf8(source)
  if (utf8.bytes === undefined) return { kind: 'refused', diagnostics: utf8.diagnostics }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(utf8.bytes)
  } catch {
    // Spreadsheets on Windows still write their own code page.
    text = new TextDecoder('windows-1252').decode(utf8.bytes)
  }
  const separator = separatorOf(text)
  const rows: string[][] = []
  const lines: number[] = []
  let row: string[] = []
  let line = 1
  let rowLine = 1
  let cells = 0
  let i = 0
  function endRow(): void {
    if (row.length > 1 || row[0] !== '') {
      rows.push(row)
      lines.push(rowLine)
    }
    row = []
  }
  while (i < text.length) {
    if (row.length === 0) rowLine = line
    let cell = ''
    if (text.charAt(i) === '"') {
      const from = line
      let k = i + 1
      let part = k
      for (;;) {
        const close = text.indexOf('"', k)
        if (close === -1) return refuse(source.file, from, 'a quoted cell has no end')
        if (text.charAt(close + 1) === '"') {
          cell += text.slice(part, close + 1)
          k = close + 2
          part = k
        } else {
          cell += text.slice(part, close)
          i = close + 1
          break
        }
      }
      for (let n = cell.indexOf('\n'); n !== -1; n = cell.indexOf('\n', n + 1)) line += 1
      const c = text.charAt(i)
      if (c !== separator && c !== '\n' && c !== '\r' && c !== '')
        return refuse(source.file, line, 'something stands behind the end of a quoted cell')
    } else {
      let k = i
      while (k < text.length && text.charAt(k) !== separator && text.charAt(k) !== '\n' && text.charAt(k) !== '\r')
        k += 1
      cell = text.slice(i, k)
      i = k
    }
    row.push(cell)
    cells += 1
    if (cells > MOST_CELLS || row.length > MOST_COLUMNS)
      return refuse(source.file, line, `more than ${MOST_CELLS} cells, or ${MOST_COLUMNS} in one row`)
    const c = text.charAt(i)
    if (c === separator) {
      i += 1
      if (i === text.length) row.push('')
      continue
    }
    if (c === '\r' && text.charAt(i + 1) === '\n') i += 1
    if (i < text.length) {
      line += 1
      i += 1
    }
    endRow()
  }
  if (row.length > 0) endRow()
  return { kind: 'tables', sheets: [{ name: '', rows, lines }] }
}

function refuse(file: string, line: number, says: string): Tables {
  return {
    kind: 'refused',
    diagnostics: [diagnoseFramework('formats.csv-syntax', says, { at: { file, line, column: 1, pointer: '' } })],
  }
}

function separatorOf(text: string): string {
  const end = text.indexOf('\n')
  const first = text.slice(0, end === -1 ? 10_000 : Math.min(end, 10_000)).replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((s) => ({ s, count: first.split(s).length }))
  return counts.sort((a, b) => b.count - a.count)[0]?.s ?? ','
}

/** A cell that a spreadsheet would run as a formula is led by an apostrophe, which spreadsheets show as text. Source: OWASP, CSV injection. */
export function safeCell(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(text) ? `'${text}` : text
}

export function writeSeparated(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((c) => quoted(safeCell(c))).join(','))
    .join('\r\n')
    .concat('\r\n')
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

// ---- workbooks ----------------------------------------------------------------------------------------------------------------

/** All sheets in their order, hidden ones too. Source: ECMA-376 part 1, sections 18.2 to 18.4. */
export async function readWorkbook(source: SourceDocument): Promise<Tables> {
  const at: Place = { file: source.file, line: 1, column: 1, pointer: '' }
  const entries = listZip(source.bytes)
  if ('fault' in entries) return zipRefused(entries, at)
  const parts = new Parts(source, entries)
  try {
    const workbook = await parts.required('xl/workbook.xml')
    const relations = await parts.xml('xl/_rels/workbook.xml.rels')
    const targets = new Map<string, string>()
    for (const r of relations?.elements ?? [])
      if (r.name === 'Relationship') targets.set(r.attributes.Id ?? '', r.attributes.Target ?? '')
    const strings = await parts.strings()
    const sheets: Sheet[] = []
    for (const s of workbook.elements) {
      if (s.name !== 'sheet') continue
      const target = targets.get(s.attributes['r:id'] ?? '') ?? ''
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      if (!entries.has(path))
        throw new Refused([
          diagnoseFramework(
            'formats.xlsx-missing-part',
            `the sheet "${s.attributes.name ?? ''}" is missing (${path})`,
            { at },
          ),
        ])
      sheets.push(await parts.sheet(s.attributes.name ?? '', path, strings))
    }
    return { kind: 'tables', sheets }
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', diagnostics: error.diagnostics }
    throw error
  }
}

/** Ends the reading from inside; never leaves this file. */
class Refused extends Error {
  readonly diagnostics: readonly Diagnostic[]
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics[0]?.message)
    this.diagnostics = diagnostics
  }
}

function zipRefused(fault: ZipFault, at: Place): Tables {
  const code = fault.fault === 'bomb' ? 'formats.xlsx-bomb' : 'formats.xlsx-archive'
  return { kind: 'refused', diagnostics: [diagnoseFramework(code, `${fault.says} (byte ${fault.at})`, { at })] }
}

interface FlatElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

class Parts {
  readonly #source: SourceDocument
  readonly #entries: ReadonlyMap<string, ZipEntry>
  #cells = 0

  constructor(source: SourceDocument, entries: ReadonlyMap<string, ZipEntry>) {
    this.#source = source
    this.#entries = entries
  }

  get #start(): Place {
    return { file: this.#source.file, line: 1, column: 1, pointer: '' }
  }

  async #text(path: string): Promise<string | undefined> {
    const entry = this.#entries.get(path)
    if (entry === undefined) return undefined
    const most = Math.min(LARGEST_PART, Math.max(FREE_SIZE, entry.packed * GREATEST_RATIO))
    const bytes = await readEntry(this.#source.bytes, entry, most)
    if ('fault' in bytes)
      throw new Refused((zipRefused(bytes, this.#start) as { diagnostics: readonly Diagnostic[] }).diagnostics)
    const utf8 = toUtf8({ file: `${this.#source.file}!${path}`, bytes })
    if (utf8.bytes === undefined) throw new Refused(utf8.diagnostics)
    return new TextDecoder().decode(utf8.bytes)
  }

  /** Runs a parser over a part; `on` sees opening and closing tags and text. Document types are refused. */
  #parse(
    path: string,
    text: string,
    on: {
      open?: (name: string, attributes: Readonly<Record<string, string>>) => void
      close?: (name: string) => void
      text?: (text: string) => void
    },
  ): void {
    const file = `${this.#source.file}!${path}`
    const parser = new SaxesParser({ position: true })
    parser.on('doctype', () => {
      throw new Refused([
        diagnose('formats.xml-doctype', 'the part declares a document type', {
          at: { file, line: parser.line, column: parser.column, pointer: '' },
        }),
      ])
    })
    parser.on('error', (error) => {
      throw new Refused([
        diagnose('formats.xml-syntax', error.message.replace(/^[^:]*:\d+:\d+:\s*/, ''), {
          at: { file, line: parser.line, column: parser.column + 1, pointer: '' },
        }),
      ])
    })
    if (on.open !== undefined)
      parser.on('opentag', (tag) => on.open?.(tag.name, tag.attributes as Readonly<Record<string, string>>))
    if (on.close !== undefined) parser.on('closetag', (tag) => on.close?.(tag.name))
    if (on.text !== undefined) {
      parser.on('text', (t) => on.text?.(t))
      parser.on('cdata', (t) => on.text?.(t))
    }
    parser.write(text).close()
  }

  async xml(path: string): Promise<{ readonly elements: readonly FlatElement[] } | undefined> {
    const text = await this.#text(path)
    if (text === undefined) return undefined
    const elements: FlatElement[] = []
    this.#parse(path, text, { open: (name, attributes) => void elements.push({ name: local(name), attributes }) })
    return { elements }
  }

  async required(path: string): Promise<{ readonly elements: readonly FlatElement[] }> {
    const found = await this.xml(path)
    if (found === undefined)
      throw new Refused([
        diagnoseFramework('formats.xlsx-missing-part', `the archive holds no ${path}: is it a workbook?`, {
          at: this.#start,
        }),
      ])
    return found
  }

  /** Texts that cells share, in order. Phonetic hints are left out. */
  async strings(): Promise<readonly string[]> {
    const path = 'xl/sharedStrings.xml'
    const text = await this.#text(path)
    if (text === undefined) return []
    const strings: string[] = []
    let current = ''
    let isText = false
    let phonetic = 0
    this.#parse(path, text, {
      open: (name) => {
        if (local(name) === 'si') current = ''
        else if (local(name) === 'rPh') phonetic += 1
        else if (local(name) === 't') isText = phonetic === 0
      },
      close: (name) => {
        if (local(name) === 'si') strings.push(current)
        else if (local(name) === 'rPh') phonetic -= 1
        else if (local(name) === 't') isText = false
      },
      text: (t) => {
        if (isText) current += t
      },
    })
    return strings.map(unescaped)
  }

  async sheet(name: string, path: string, strings: readonly string[]): Promise<Sheet> {
    const text = (await this.#text(path)) as string
    const rows: string[][] = []
    const lines: number[] = []
    let row: string[] = []
    let line = 0
    let column = -1
    let type = ''
    let value = ''
    let isValue = false
    let phonetic = 0
    this.#parse(path, text, {
      open: (tag, attributes) => {
        switch (local(tag)) {
          case 'row':
            row = []
            line = attributes.r === undefined ? line + 1 : Number(attributes.r)
            column = -1
            break
          case 'c':
            column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
            type = attributes.t ?? 'n'
            value = ''
            break
          case 'rPh':
            phonetic += 1
            break
          case 'v':
          case 't':
            isValue = phonetic === 0
            break
          default:
        }
      },
      close: (tag) => {
        switch (local(tag)) {
          case 'rPh':
            phonetic -= 1
            break
          case 'v':
          case 't':
            isValue = false
            break
          case 'c':
            // Empty cells that only carry a format reach to the edge of many sheets.
            if (value === '') break
            this.#cells += 1
            if (this.#cells > MOST_CELLS || column >= MOST_COLUMNS || column < 0 || !Number.isInteger(line)) {
              throw new Refused([
                diagnose(
                  'formats.too-large',
                  `the sheet "${name}" has more than ${MOST_CELLS} cells, or ${MOST_COLUMNS} in a row`,
                  { at: this.#start },
                ),
              ])
            }
            while (row.length < column) row.push('')
            row[column] = cellText(type, value, strings)
            break
          case 'row':
            if (row.some((c) => c !== '')) {
              rows.push(row)
              lines.push(line)
            }
            break
          default:
        }
      },
      text: (t) => {
        if (isValue) value += t
      },
    })
    return { name, rows, lines }
  }
}

function cellText(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value
  if (type === 'inlineStr' || type === 'str') return unescaped(value)
  // Spreadsheets store 0.1 as 0.10000000000000001; fifteen digits are what they show.
  if (type === 'n' && /^-?\d+\.\d{10,}(?:E[-+]?\d+)?$/.test(value)) return String(Number(Number(value).toPrecision(15)))
  return value
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** `_x000D_` and its like. */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}

function columnOf(reference: string): number {
  let n = 0
  for (let i = 0; i < reference.length; i += 1) {
    const c = reference.charCodeAt(i)
    if (c >= 65 && c <= 90) n = n * 26 + (c - 64)
    else break
  }
  return n - 1
}

function columnName(index: number): string {
  let name = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of text cells. Cells are typed as text, so nothing in them is ever run; the first row is bold and stays in view. */
export function writeWorkbook(
  sheets: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[],
): Uint8Array {
  const encoder = new TextEncoder()
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const names = distinctNames(sheets.map((s) => s.name))
  const files = [
    {
      name: '[Content_Types].xml',
      text: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    },
    {
      name: '_rels/.rels',
      text: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      text: `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets>${names.map((n, i) => `<sheet name="${escaped(n)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      text: `<styleSheet xmlns="${NAMESPACE}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    ...sheets.map((s, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, text: sheetXml(s.rows) })),
  ]
  return writeZip(files.map((f) => ({ name: f.name, bytes: encoder.encode(head + f.text) })))
}

function sheetXml(rows: readonly (readonly string[])[]): string {
  const body = rows
    .map(
      (row, r) =>
        `<row r="${r + 1}">${row.map((cell, c) => (cell === '' ? '' : `<c r="${columnName(c)}${r + 1}" t="inlineStr" s="${r === 0 ? 1 : 0}"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`)).join('')}</row>`,
    )
    .join('')
  return `<worksheet xmlns="${NAMESPACE}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${body}</sheetData></worksheet>`
}

/** Characters that XML cannot hold are written as spreadsheets escape them. A cell holds at most 32,767 characters. */
function escaped(text: string): string {
  return text
    .slice(0, 32_767)
    .replace(/_x[0-9A-Fa-f]{4}_/g, (m) => `_x005F${m}`)
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g,
      (c) => `_x${c.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`,
    )
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

/** Names of sheets have at most 31 characters, none of []:*?/\, and differ. */
function distinctNames(names: readonly string[]): readonly string[] {
  const used = new Set<string>()
  return names.map((name) => {
    const plain =
      name
        .replace(/[[\]:*?/\\]/g, ' ')
        .trim()
        .slice(0, 31) || 'Sheet'
    let made = plain
    for (let n = 2; used.has(made.toLowerCase()); n += 1) made = `${plain.slice(0, 27)} ${n}`
    used.add(made.toLowerCase())
    return made
  })
}
