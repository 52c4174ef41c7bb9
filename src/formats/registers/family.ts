/**
 * The family of registers: lists of certificates as their issuers, or those who gather them, publish them.
 *
 * As for bills of materials (`../format.ts`): bytes in, a value of the heart and diagnostics out; nothing is thrown for bad input, what
 * has no place in the model is a loss, what was dirty and is clean now is a note. A row that cannot be kept is lost, counted and told.
 */
import type { Loss } from '#domain/composition/bill-of-materials.ts'
import type { RegisterSnapshot } from '#domain/registers/record.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import type { SourceDocument } from '../format.ts'

export type RegisterFormatId = 'cmvp' | 'cc-references' | 'eucc-list' | 'fido-mds' | 'certificate-table'

export interface DecodedRegister {
  /** Absent where the document could not be read to its end. */
  readonly value?: RegisterSnapshot
  readonly diagnostics: readonly Diagnostic[]
  /** What the rows say and the model has no place for, a kind a row, sorted by path. */
  readonly losses: readonly Loss[]
  /** A signed list: what has to be checked before a word of it counts. */
  readonly signed?: SignedList
}

/** The parts of a JSON Web Signature (RFC 7515, compact form) that a verifier needs. */
export interface SignedList {
  readonly algorithm: string
  /** The bytes that were signed. */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
  /** Certificates of the chain as DER, the signer's own first. */
  readonly chain: readonly Uint8Array[]
}

export interface RegisterFormat {
  readonly id: RegisterFormatId
  /** For the list of what is read. */
  readonly name: string
  /** Looks at the beginning of the document, as text. */
  detect(start: string): boolean
  decode(document: SourceDocument): Promise<DecodedRegister>
}
