/**
 * The family of formats for requirement sets and the mappings between them.
 *
 * As for bills of materials (`format.ts`): bytes in, values of the heart and diagnostics out, losses listed, nothing thrown for bad
 * input. What differs: a framework may be spread over several files (a folder of one file a requirement, a profile and the catalogues
 * it imports), so a member decodes a list of documents, one after the other, and may ask for further ones by the reference that a document prints.
 */
import type { Loss } from '#domain/composition/bill-of-materials.ts'
import type { Mapping, RequirementSet } from '#domain/requirements/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import type { SourceDocument } from './format.ts'

export type FrameworkFormatId =
  | 'catalogue'
  | 'oscal'
  | 'ciso-assistant'
  | 'strm'
  | 'opencre'
  | 'cprt'
  | 'cyclonedx-standards'

export interface Frameworks {
  readonly sets: readonly RequirementSet[]
  readonly mappings: readonly Mapping[]
}

export interface DecodedFrameworks {
  /** Absent where nothing could be read. */
  readonly value?: Frameworks
  readonly diagnostics: readonly Diagnostic[]
  /** What the documents say and the heart has no place for; one a kind, sorted by path. */
  readonly losses: readonly Loss[]
}

/** How a member reaches further documents, and tells how far it is. */
export interface Surroundings {
  /** The document that `reference` names, seen from the document `beside`; undefined where there is none. */
  open(reference: string, beside: string): Promise<SourceDocument | undefined>
  onProgress(documents: number, of: number): void
}

export interface FrameworkDetection {
  readonly format: FrameworkFormatId
  /** For print: "OSCAL profile, JSON". */
  readonly what: string
}

export interface FrameworkFormat {
  readonly id: FrameworkFormatId
  /** As its publisher writes it. */
  readonly name: string
  /** Looks at the beginning of the document and its name. */
  detect(document: SourceDocument, start: string): FrameworkDetection | undefined
  decode(documents: readonly FrameworkSource[], around: Surroundings): Promise<DecodedFrameworks>
}

/** A document that is read when its turn comes, so that a folder of seventy megabytes is never held as a whole. */
export interface FrameworkSource {
  readonly file: string
  read(): Promise<SourceDocument>
}

export function held(document: SourceDocument): FrameworkSource {
  return { file: document.file, read: () => Promise.resolve(document) }
}

/** For members that need nothing around them. */
export const ALONE: Surroundings = { open: () => Promise.resolve(undefined), onProgress: () => {} }

/** Losses gathered while reading; one entry a path. */
export class Losses {
  readonly #found = new Map<string, { count: number; because: string }>()

  add(path: string, because: string, count = 1): void {
    const before = this.#found.get(path)
    if (before === undefined) this.#found.set(path, { count, because })
    else before.count += count
  }

  list(): readonly Loss[] {
    return [...this.#found]
      .map(([path, { count, because }]) => ({ path, count, because }))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
  }
}
