/**
 * A report as a value, before anybody decides whether it becomes a page or paper. Both renderers read this and nothing else, so that
 * what they say cannot differ.
 *
 * Every text in it has been made visible (`#util/visible-text.ts`). Derivations are a graph: a node is written once and named by number.
 */
import type { Citation, PremiseKind } from '#domain/answers/index.ts'
import type { Look } from '#charts/svg.ts'
import type { Shown } from './wording.ts'

export type Inline =
  | string
  | { readonly kind: 'strong'; readonly text: string }
  /** A figure that is an estimate: looks weak wherever it stands. */
  | { readonly kind: 'estimate'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  /** Which of the four kinds, or declared, what stands before it is. */
  | { readonly kind: 'tag'; readonly tag: PremiseKind }
  /** A mark with its words: ✓ yes. */
  | { readonly kind: 'truth'; readonly truth: Shown; readonly says: string }
  /** A place in a source, and the number of the source. */
  | { readonly kind: 'cite'; readonly source: number; readonly at: string }
  /** Another place of this report. */
  | { readonly kind: 'to'; readonly section: string; readonly text: string }

export type Text = readonly Inline[]

/** A conclusion in a line, with its derivation behind it. */
export interface Finding {
  readonly truth?: Shown
  /** A word in the margin: open, class, duty. */
  readonly lead?: string
  readonly text: Text
  /** Further lines under it. */
  readonly notes: readonly Text[]
  /** Number of the derivation. */
  readonly because?: number
}

export interface Column {
  readonly title: string
  readonly align?: 'right'
  /** Share of the width on paper; shares are relative to each other. */
  readonly share: number
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: Text; readonly isWeak?: true }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'findings'; readonly items: readonly Finding[] }
  | {
      readonly kind: 'table'
      readonly id: string
      readonly caption: string
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly Text[])[]
      readonly isRowHeaded: boolean
    }
  /** `draw` gives the picture as SVG; the table named tells the same in words. */
  | {
      readonly kind: 'figure'
      readonly id: string
      readonly caption: string
      readonly description: string
      readonly draw: (look: Look, id: string) => string
    }
  | {
      readonly kind: 'notice'
      readonly tone: 'warning' | 'bad' | 'answer'
      readonly title: Text
      readonly items: readonly Text[]
    }

export interface Section {
  readonly id: string
  readonly heading: string
  /** Of which kind everything under it is that carries no tag of its own. */
  readonly tag?: PremiseKind
  readonly blocks: readonly Block[]
  readonly sections: readonly Section[]
}

/** One step of a derivation. */
export interface DerivationNode {
  readonly number: number
  readonly kind: PremiseKind
  readonly verdict: 'holds' | 'fails' | 'open'
  readonly says: string
  readonly rule?: string
  readonly cite?: {
    readonly source: number
    readonly at: string
    readonly standing: Citation['standing']
    readonly on?: string
  }
  readonly day?: string
  readonly premises: readonly number[]
}

export interface ReportSource {
  readonly number: number
  readonly title: string
  /** Publisher and edition. */
  readonly detail: string
  readonly address?: string
  readonly standing: Citation['standing']
  readonly standingWords: string
}

export interface ReportDocument {
  readonly title: string
  readonly subtitle: string
  readonly target: string
  /** The day asked: the date of the document. */
  readonly on: string
  readonly facts: readonly (readonly [string, string])[]
  readonly sections: readonly Section[]
  readonly derivations: readonly DerivationNode[]
  readonly kinds: readonly (readonly [PremiseKind, string])[]
  readonly sources: readonly ReportSource[]
  readonly footer: string
}
