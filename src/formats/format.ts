/**
 * The family of formats: one interface, one folder for each member.
 *
 * A format turns bytes into a value of the heart and a value into text. It touches neither disk nor network; whoever calls
 * brings the bytes and takes the text away. It never throws for bad input and never drops anything in silence: what is
 * wrong is a diagnostic with its place, what cannot be carried over is a loss.
 *
 *     bytes ─detect→ which format, which version
 *     bytes ─decode→ value | diagnostics          one pass over the bytes, work linear in their number
 *     value ─encode→ text and losses              decode(encode(value)) is the value again, but for the losses listed
 *
 * Every member has the same furniture: `index.ts` (the member of this interface), `versions.ts` (frozen tables of what each
 * edition of the format can say), `decode….ts`, `encode.ts` where it writes, and a README with what is read, what is written
 * and what is lost. Where a publisher gives a schema, it is pinned in `schemas/third-party` and compiled into `generated/`
 * by a script in `scripts/generate`; where none can be had, `check.ts` holds our own table after the specification.
 * What several members need lies beside their folders; members do not know each other.
 */
import type { Diagnostic } from '#util/diagnostic.ts'
import type { Loss } from '#domain/composition/bill-of-materials.ts'

export type FormatId = 'cyclonedx' | 'spdx' | 'csaf' | 'openvex'

export type Syntax = 'json' | 'xml' | 'tag-value' | 'json-ld'

/** A document as it comes: where it is said to be from (for diagnostics only), and its bytes, in whatever encoding. */
export interface SourceDocument {
  readonly file: string
  readonly bytes: Uint8Array
}

export interface Detection {
  readonly format: FormatId
  readonly syntax: Syntax
  /** As printed in the document; absent where it stands too far from its beginning. */
  readonly version?: string
}

/**
 * `value` is there whenever the document could be read to its end, even with errors against its schema, so that a reader
 * may look at what there is. The verdict is in the diagnostics: valid means that none of them is an error.
 */
export interface Decoded<Value> {
  readonly value?: Value
  readonly diagnostics: readonly Diagnostic[]
}

export interface Encoded {
  readonly text: string
  /** What the value says and this edition of the format cannot. Sorted by path, a path into the value. */
  readonly losses: readonly Loss[]
}

export interface FormatEdition {
  readonly version: string
  readonly syntaxes: readonly Syntax[]
  readonly writes: boolean
}

export interface Format<Value> {
  readonly id: FormatId
  /** As its publisher writes it. */
  readonly name: string
  readonly editions: readonly FormatEdition[]
  /** Looks at the first bytes only (as UTF-8); cheap enough to ask every member in turn. */
  detect(start: Uint8Array): Detection | undefined
  /**
   * Asynchronous for one reason only: the validators of an edition are loaded when it is first met, so that a start of the
   * program pays for none of the others.
   */
  decode(document: SourceDocument): Promise<Decoded<Value>>
}

/** A member that also writes. */
export interface WritingFormat<Value> extends Format<Value> {
  /** `version` must be an edition that `writes`; anything else is a mistake of the caller and thrown. */
  encode(value: Value, version: string): Encoded
}
