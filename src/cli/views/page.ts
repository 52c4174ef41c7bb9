/**
 * The sheet a view writes on: sections, paragraphs, marked lines, tables, footnotes. No line is wider than the screen.
 *
 * Whatever comes in as text is made visible here (`#util/visible-text.ts`), so nothing in a name can move a cursor.
 *
 * Everything is readable without colour. The four kinds of result, and what was declared, carry their name in brackets; estimates
 * besides carry ≈ and are faint.
 */
import { type Citation, KINDS, type Plan, type PremiseKind, STANDINGS } from '#app/shown.ts'
import { visible } from '#util/visible-text.ts'
import { fit, type TableCell, table, type Column, widthOf, wrap } from '../layout.ts'
import type { Terminal } from '../terminal.ts'

export type Tone = 'plain' | 'bold' | 'dim' | 'good' | 'warn' | 'bad' | 'accent'

type Source = Plan['sources'][number]

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const TAGS = /\[(law|recognition|computed|estimate|declared)\]/g
const NOTES = /[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:·[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*/g

export class Page {
  readonly screen: Terminal
  readonly #lines: string[] = []
  readonly #sources: ReadonlyMap<string, Source>
  readonly #cited = new Set<string>()

  constructor(screen: Terminal, sources: readonly Source[] = []) {
    this.screen = screen
    this.#sources = new Map(sources.map((s) => [s.id, s]))
  }

  get width(): number {
    return this.screen.width
  }

  /** A ready line of at most the width. */
  line(text = ''): void {
    this.#lines.push(text)
  }

  title(text: string): void {
    for (const l of wrap(visible(text), this.width)) this.line(this.screen.bold(l))
  }

  /** A heading; `kind` says of which kind all under it is that carries no tag of its own. */
  section(name: string, kind?: PremiseKind): void {
    this.line()
    const tag = kind === undefined ? '' : ` ${this.#tags(`[${kind}]`)}`
    this.line(this.screen.bold(this.screen.accent(fit(visible(name).toUpperCase(), this.width - 14))) + tag)
  }

  /** A paragraph; `hang` is the further indent of its second and later lines. */
  text(text: string, options: { readonly indent?: number; readonly hang?: number; readonly tone?: Tone } = {}): void {
    const { indent = 0, hang = 0, tone = 'plain' } = options
    const shown = visible(text)
    const first = wrap(shown, this.width - indent)
    if (hang === 0 || first.length === 1) {
      for (const l of first) this.line(' '.repeat(indent) + this.#ink(l, tone))
      return
    }
    const head = first[0] as string
    this.line(' '.repeat(indent) + this.#ink(head, tone))
    const rest = shown
      .split(/[ \n]+/)
      .filter((w) => w !== '')
      .join(' ')
      .slice(head.length)
      .trim()
    for (const l of wrap(rest, this.width - indent - hang)) this.line(' '.repeat(indent + hang) + this.#ink(l, tone))
  }

  /** A line led by a mark; the text keeps clear of the mark. */
  item(
    mark: string,
    text: string,
    options: { readonly indent?: number; readonly markTone?: Tone; readonly tone?: Tone } = {},
  ): void {
    const { indent = 0, markTone = 'plain', tone = 'plain' } = options
    const sign = visible(mark)
    const room = widthOf(sign) + 1
    wrap(visible(text), this.width - indent - room).forEach((l, i) => {
      const lead = i === 0 ? `${this.tone(sign, markTone)} ` : ' '.repeat(room)
      this.line(' '.repeat(indent) + lead + this.#ink(l, tone))
    })
  }

  table(columns: readonly Column[], rows: readonly (readonly TableCell[])[], indent = 0): void {
    const lines = table(
      columns,
      rows.map((row) => row.map(visibleCell)),
      this.width - indent,
      (t) => this.screen.dim(t),
    )
    for (const l of lines) this.line(' '.repeat(indent) + this.#tags(l))
  }

  tone(text: string, tone: Tone): string {
    return tone === 'plain' ? text : this.screen[tone](text)
  }

  /** The place in the source and the number of its footnote: `Art. 32(2)⁴`. */
  cite(...citations: readonly Pick<Citation, 'source' | 'at'>[]): string {
    return citations.map((c) => `${c.at}${this.#note(c.source)}`).join('; ')
  }

  #note(id: string): string {
    const source = this.#sources.get(id)
    if (source === undefined) return ''
    this.#cited.add(id)
    return String(source.number).replace(/\d/g, (d) => SUPERSCRIPTS.charAt(Number(d)))
  }

  /** Footnotes of the sources cited so far, with what was read of each. */
  footnotes(): void {
    const cited = [...this.#sources.values()].filter((s) => this.#cited.has(s.id))
    if (cited.length === 0) return
    this.section('Sources')
    const room = String(Math.max(...cited.map((s) => s.number))).length
    for (const s of cited) {
      const standing =
        s.standing === 'primary' || s.standing === 'estimate' ? s.standing : `${s.standing}: ${STANDINGS[s.standing]}`
      const text = `${s.title}${s.publisher === '' ? '' : `, ${s.publisher}`}${s.edition === undefined ? '' : `, ${s.edition}`} (${standing})${s.address === undefined ? '' : ` ${s.address}`}`
      this.item(String(s.number).padStart(room), text, {
        tone: s.standing === 'primary' ? 'plain' : 'dim',
        markTone: 'accent',
      })
    }
  }

  /** What the tags mean, in one place. */
  legend(): void {
    this.line()
    for (const kind of Object.keys(KINDS) as PremiseKind[])
      this.item(`[${kind}]`.padEnd(13), KINDS[kind], { tone: 'dim' })
  }

  toString(): string {
    return `${this.#lines.map((l) => l.replaceAll('\u00a0', ' ').replace(/ +((?:\u001b\[\d+m)*)$/, '$1')).join('\n')}\n`
  }

  /** A line in one tone; the tags in it keep their own. */
  #ink(line: string, tone: Tone): string {
    if (tone === 'plain' || !this.screen.isColourful) return this.#tags(line)
    return line
      .split(/(\[(?:law|recognition|computed|estimate|declared)\])/)
      .map((part, i) => (i % 2 === 1 ? this.#tags(part) : this.tone(part, tone)))
      .join('')
  }

  #tags(line: string): string {
    if (!this.screen.isColourful) return line
    return line
      .replace(TAGS, (tag, kind: PremiseKind) => this.#kind(tag, kind))
      .replace(NOTES, (n) => this.screen.accent(n))
  }

  #kind(tag: string, kind: PremiseKind): string {
    switch (kind) {
      case 'law':
        return this.screen.bold(this.screen.accent(tag))
      case 'recognition':
        return this.screen.accent(tag)
      case 'computed':
        return this.screen.bold(tag)
      case 'declared':
        return this.screen.good(tag)
      case 'estimate':
        return this.screen.dim(tag)
      default:
        return kind satisfies never
    }
  }
}

function visibleCell(cell: TableCell): TableCell {
  return typeof cell === 'string' ? visible(cell) : { ...cell, text: visible(cell.text) }
}
