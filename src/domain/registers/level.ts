/** The level of the catalogue that a record prints. */
import { type NativeLevel, readPrintedLevel } from '../assurance/index.ts'
import type { RegisterRecord } from './record.ts'

/** Words for an augmentation in languages of registers. */
const AUGMENTED = /\b(?:augment[ée]e?(?:\s+(?:de|des|par|avec))?|augmented\s+(?:with|by))(?=[\s(:,]|$)\s*:?/giu

/**
 * The id of the level where the print is certain: one level, in the words of its own scheme. A package that was augmented and is no entry
 * of the catalogue, two packages side by side, or a plus sign without components name none.
 */
export function levelOf(record: RegisterRecord, levels: ReadonlyMap<string, NativeLevel>): string | undefined {
  if (record.level === undefined) return undefined
  const plain = record.level.replace(AUGMENTED, ' ').replace(/\s+/g, ' ').trim()
  // Under the EUCC the vulnerability component decides; without the scheme's name it would be read as a national certificate.
  const read = readPrintedLevel(record.register === 'eucc' ? `EUCC ${plain}` : plain, levels)
  return read.kind === 'native' && !read.level.id.startsWith('printed:') ? read.level.id : undefined
}
