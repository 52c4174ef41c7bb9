/** What use cases need from outside. Adapters implement these; main.ts wires them; tests pass their own. */
import type { BuiltCatalogue, EntryKind } from '#catalogue/index.ts'
import type { Solve } from '#cover/index.ts'
import type { SignedList } from '#formats/registers/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'

/** Files of the caller. Paths are the caller's, relative to the working directory. */
export interface Files {
  /** Undefined where there is no such file. */
  readBytes(path: string): Promise<Uint8Array | undefined>
  isFolder(path: string): Promise<boolean>
  /** Names of the entries of a folder, sorted. */
  list(path: string): Promise<readonly string[]>
  join(...parts: string[]): string
  folderOf(path: string): string
  /** Writes whole or not at all. */
  write(path: string, bytes: Uint8Array): Promise<void>
  /** Writes whole and for good, and only where there is no such file yet: false where there is. Of several at once, one gets true. */
  create(path: string, bytes: Uint8Array): Promise<boolean>
}

/** The built catalogue; parts are read when asked for. */
export interface CatalogueStore {
  readonly edition: string
  load(kinds: readonly EntryKind[]): Promise<BuiltCatalogue>
  /** The prebuilt index for searching, as `indexCards` wrote it. */
  searchIndex(): Promise<string>
}

/** A state of the catalogue in the history of the checkout. */
export interface EditionInHistory {
  readonly edition: string
  readonly revision: string
  /** The day on which it was committed. */
  readonly on: string
}

/** Older states of the catalogue. */
export interface CatalogueHistory {
  /** Newest first; none where the checkout has no history. */
  editions(): Promise<readonly EditionInHistory[]>
  /** The files as they were; undefined where there is no such revision. */
  filesAt(revision: string): Promise<readonly { readonly path: string; readonly text: string }[] | undefined>
}

/** Documents to paper. Loaded only when a report is asked for. */
export interface Typesetter {
  /** A PDF from a template and its data; same input, same bytes. */
  pdf(template: string, files: Readonly<Record<string, string>>, data: unknown): Promise<Uint8Array>
}

export type { SignedList }

/** Whom a signed list must come from, and which roots may vouch for that. */
export interface Trust {
  /** Certificates that the caller trusts, as PEM or DER; those of the platform named under `wellKnown` where none are given. */
  readonly roots?: readonly Uint8Array[]
  readonly wellKnown: readonly { readonly name: string; readonly sha256: string }[]
  /** Host names of whom the signer's certificate must be. */
  readonly signers: readonly string[]
  /** The day on which every certificate of the chain must be valid. */
  readonly on: CalendarDate
}

export type CheckedList =
  | { readonly kind: 'checked'; readonly signer: string; readonly root: string; readonly rootSha256: string }
  | { readonly kind: 'refused'; readonly because: string }

/** Hashes and signatures. */
export interface Seals {
  /** 64 hexadecimal digits. */
  sha256(bytes: Uint8Array): string
  /** The chain first, then the signature. Revocation is not looked up: there is no network. */
  checkSignedList(list: SignedList, trust: Trust): CheckedList
}

export interface Ports {
  readonly files: Files
  readonly catalogue: CatalogueStore
  readonly history: () => Promise<CatalogueHistory>
  readonly today: () => CalendarDate
  readonly seals: () => Promise<Seals>
  readonly solve: () => Promise<Solve>
  readonly typesetter: () => Promise<Typesetter>
  /** Progress and talk, never answers. */
  readonly tell: (line: string) => void
  readonly isCancelled: () => boolean
  /** A stage of the work has ended; measured outside. */
  readonly onStage: (name: string) => void
}
