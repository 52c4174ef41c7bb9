/** SPDX, a bill of materials format of the Linux Foundation (ISO/IEC 5962). */
import type { Bill } from '#domain/composition/bill-of-materials.ts'
import type { Decoded, Detection, SourceDocument, WritingFormat } from '../format.ts'
import { decodeSpdx2Json, decodeTagValue } from './decode-2.ts'
import { decodeSpdx3 } from './decode-3.ts'
import { encodeSpdx } from './encode.ts'
import { spdxEditions } from './versions.ts'

export const spdx: WritingFormat<Bill> = {
  id: 'spdx',
  name: 'SPDX',
  editions: spdxEditions.map(({ version, syntaxes, writes }) => ({ version, syntaxes, writes })),
  detect(start): Detection | undefined {
    const text = new TextDecoder().decode(start.subarray(0, 4096))
    const tag = /^\s*SPDXVersion:\s*SPDX-(\S*)/m.exec(text)?.[1]
    if (tag !== undefined) return { format: 'spdx', syntax: 'tag-value', version: tag }
    if (text.includes('spdx.org/rdf/3.')) return { format: 'spdx', syntax: 'json-ld' }
    const printed = /"spdxVersion"\s*:\s*"SPDX-([^"]*)"/.exec(text)?.[1]
    if (printed !== undefined) return { format: 'spdx', syntax: 'json', version: printed }
    return /"SPDXID"|"spdxVersion"/.test(text) ? { format: 'spdx', syntax: 'json' } : undefined
  },
  async decode(source: SourceDocument): Promise<Decoded<Bill>> {
    // The first bytes decide; a file in UTF-16 is read as JSON, which converts it.
    const syntax = this.detect(source.bytes)?.syntax
    if (syntax === 'tag-value') return decodeTagValue(source)
    return syntax === 'json-ld' ? decodeSpdx3(source) : decodeSpdx2Json(source)
  },
  encode: encodeSpdx,
}
