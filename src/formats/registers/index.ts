/** The front door of the registers: which list is it, and what does it say. */
import { startAsUtf8 } from '../encoding.ts'
import type { SourceDocument } from '../format.ts'
import { ccReferences } from './cc-references.ts'
import { certificateTable } from './certificate-table.ts'
import { cmvp } from './cmvp.ts'
import { euccList } from './eucc-list.ts'
import type { RegisterFormat } from './family.ts'
import { fidoMds } from './fido-mds.ts'

/** In the order in which they are asked. */
export const registerFormats: readonly RegisterFormat[] = [fidoMds, cmvp, euccList, ccReferences, certificateTable]

/** Undefined where the document is no list of certificates that we read. Looks at its first 64 KiB. */
export function detectRegister(document: SourceDocument): RegisterFormat | undefined {
  const start = new TextDecoder().decode(startAsUtf8(document.bytes))
  return registerFormats.find((format) => format.detect(start))
}

export type { DecodedRegister, RegisterFormat, RegisterFormatId, SignedList } from './family.ts'
export { FIDO_TRUST } from './fido-mds.ts'
