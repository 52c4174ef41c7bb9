/**
 * A report as paper: the template, its pictures and its data. The template reads the data; no text of a user ever becomes source.
 */
import { PAPER } from '#charts/svg.ts'
import template from './plan.typ'
import type { Block, ReportDocument, Section } from './report-document.ts'
import { printable, printableInPicture } from './printable.ts'
import { TRUTHS } from './wording.ts'

export interface Paper {
  readonly template: string
  /** Pictures, by file name. */
  readonly files: Readonly<Record<string, string>>
  readonly data: unknown
}

export function paper(report: ReportDocument): Paper {
  const files: Record<string, string> = {}
  function block(b: Block): unknown {
    if (b.kind !== 'figure') return b
    const file = `${b.id}.svg`
    files[file] = printableInPicture(b.draw(PAPER, b.id))
    return { kind: b.kind, id: b.id, caption: b.caption, description: b.description, file }
  }
  function section(s: Section): unknown {
    return { ...s, blocks: s.blocks.map(block), sections: s.sections.map(section) }
  }
  const data = { ...report, sections: report.sections.map(section), truths: TRUTHS }
  const hasCodes = JSON.stringify(data) !== JSON.stringify(throughout(data, (text) => printable(text)))
  return { template, files, data: { ...(throughout(data, onPaper) as object), hasCodes } }
}

/** A text with its key, and whether it stands in a narrow column. */
type Rewrite = (text: string, key: string, isNarrow: boolean) => string

function throughout(value: unknown, rewrite: Rewrite, key = '', isNarrow = false): unknown {
  if (typeof value === 'string') return rewrite(value, key, isNarrow)
  if (Array.isArray(value)) return value.map((v) => throughout(v, rewrite, key, isNarrow))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => [k, throughout(v, rewrite, k, isNarrow || k === 'rows' || k === 'lead')]),
  )
}

/** Words that the template compares, and addresses, stay as they are. */
const KEPT: ReadonlySet<string> = new Set([
  'address',
  'file',
  'kind',
  'id',
  'tag',
  'truth',
  'tone',
  'section',
  'verdict',
  'align',
  'on',
  'standing',
])

function onPaper(text: string, key: string, isNarrow: boolean): string {
  if (KEPT.has(key)) return key === 'address' ? printable(text) : text
  const shown = printable(text)
  return isNarrow ? broken(shown, 14, 24) : broken(shown, 60, 40)
}

/** Runs without a space that no line would hold get places to break, in the narrow columns of tables at their own signs. They are not seen. */
function broken(text: string, from: number, piece: number): string {
  return text.replace(/\S+/g, (run) => {
    if (run.length < from) return run
    const atSigns = run.replace(/([-:/_.,;])(?=[^\s\d]|\d{2})/g, '$1\u200b')
    return atSigns
      .split('\u200b')
      .map((part) => part.replace(new RegExp(`(.{${piece}})(?=.)`, 'gu'), '$1\u200b'))
      .join('\u200b')
  })
}
