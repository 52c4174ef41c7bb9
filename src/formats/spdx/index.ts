/** SPDX, a bill of materials format of the Linux Foundation (ISO/IEC 5962). */
import type { Bill } from '#domain/composition/bill-of-materials.ts'
import { startAsUtf8 } from '../encoding.ts'
import type { Decoded, Detection, SourceDocument, WritingFormat } from '../format.ts'
import { decodeSpdx2Json, decodeTagValue } from './decode-2.ts'
import { decodeSpdx3 } from './decode-3.ts'
import { encodeSpdx } from './encode.ts'
import { spdxEditions } from './versions.ts'

export const spdx: WritingFormat<Bill> = {
  id: 'spdx',
  name: 'SPDX',
  editions: spdxEditions.map(({ version, syntaxes, writes }) => ({ version, syntaxes, writes })),
  detect,
  async decode(source: SourceDocument): Promise<Decoded<Bill>> {
    const syntax = detect(startAsUtf8(source.bytes))?.syntax
    if (syntax === 'tag-value') return decodeTagValue(source)
    return syntax === 'json-ld' ? decodeSpdx3(source) : decodeSpdx2Json(source)
  },
  encode: encodeSpdx,
}

function detect(start: Uint8Array): Detection | undefined {
  const text = new TextDecoder().decode(start.subarray(0, 4096))
  const tag = /^\s*SPDXVersion:\s*SPDX-(\S*)/m.exec(text)?.[1]
  if (tag !== undefined) return { format: 'spdx', syntax: 'tag-value', version: tag }
  if (text.includes('spdx.org/rdf/3.')) return { format: 'spdx', syntax: 'json-ld' }
  const printed = /"spdxVersion"\s*:\s*"SPDX-([^"]*)"/.exec(text)?.[1]
  if (printed !== undefined) return { format: 'spdx', syntax: 'json', version: printed }
  return /"SPDXID"|"spdxVersion"/.test(text) ? { format: 'spdx', syntax: 'json' } : undefined
}
