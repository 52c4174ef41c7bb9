/** CycloneDX, a bill of materials format of OWASP and Ecma International (ECMA-424). */
import type { Bill } from '#domain/composition/bill-of-materials.ts'
import type { Decoded, Detection, Format, SourceDocument } from '../format.ts'
import { decodeJson } from './decode-json.ts'
import { cycloneDxEditions } from './versions.ts'

export const cyclonedx: Format<Bill> = {
  id: 'cyclonedx',
  name: 'CycloneDX',
  editions: cycloneDxEditions.map(({ version, writes }) => ({ version, syntaxes: ['json', 'xml'], writes })),
  detect(start): Detection | undefined {
    const text = new TextDecoder().decode(start.subarray(0, 4096))
    if (!text.includes('"bomFormat"')) return undefined
    return { format: 'cyclonedx', syntax: 'json' }
  },
  async decode(source: SourceDocument): Promise<Decoded<Bill>> {
    return decodeJson(source)
  },
}
