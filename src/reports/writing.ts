/** What every part of a report writes with: the plan, citations by number, derivations, and the forms of blocks. */
import type { Because } from '#domain/answers/index.ts'
import type { Plan } from '#domain/questions/index.ts'
import { Derivations } from './derivations.ts'
import type { Block, Column, Finding, Inline, Section, Text } from './report-document.ts'
import { citedFor, type Shown, TRUTHS } from './wording.ts'

export class Writing {
  readonly plan: Plan
  readonly derivations: Derivations
  readonly #numbers: ReadonlyMap<string, number>

  constructor(plan: Plan) {
    this.plan = plan
    this.#numbers = new Map(plan.sources.map((s) => [s.id, s.number]))
    this.derivations = new Derivations((c) => this.#numbers.get(c.source) ?? 0)
  }

  cite(source: string, at: string): readonly Inline[] {
    const number = this.#numbers.get(source)
    return number === undefined ? (at === '' ? [] : [at]) : [{ kind: 'cite', source: number, at }]
  }

  /** The places a conclusion is read from, after a space. */
  cited(because: Because): readonly Inline[] {
    return citedFor(because).flatMap((c) => [' ', ...this.cite(c.source, c.at)])
  }

  /** The number of a derivation. */
  why(because: Because): number {
    return this.derivations.add(because)
  }

  fact(truth: Shown, text: Text, because: Because, more: Partial<Finding> = {}): Finding {
    return { truth, text, notes: [], because: this.why(because), ...more }
  }
}

export function section(
  id: string,
  heading: string,
  blocks: readonly Block[],
  tag?: Section['tag'],
  sections: readonly Section[] = [],
): Section {
  return { id: id.replace(/[^a-z0-9-]+/gi, '-'), heading, blocks, sections, ...(tag === undefined ? {} : { tag }) }
}

export function para(text: Text, isWeak = false): Block {
  return { kind: 'paragraph', text, ...(isWeak ? { isWeak: true } : {}) }
}

export function table(
  id: string,
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Text[])[],
): Block {
  return { kind: 'table', id: `table-${id}`, caption, columns, rows, isRowHeaded: true }
}

export function col(title: string, share: number): Column {
  return { title, share }
}

export function num(title: string, share: number): Column {
  return { title, share, align: 'right' }
}

export function figure(text: string, grade: string): Inline {
  return grade === 'C' ? { kind: 'estimate', text: `≈\u00a0${text}` } : text
}

export function truth(t: Shown): Inline {
  return { kind: 'truth', truth: t, says: TRUTHS[t].says }
}

export function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
