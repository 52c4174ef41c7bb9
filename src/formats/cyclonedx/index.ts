/** CycloneDX, a bill of materials format of OWASP and Ecma International (ECMA-424). */
import type { Bill } from '#domain/composition/bill-of-materials.ts'
import type { Decoded, Detection, SourceDocument, WritingFormat } from '../format.ts'
import { decodeJson } from './decode-json.ts'
import { decodeXml } from './decode-xml.ts'
import { encodeCycloneDx } from './encode.ts'
import { cycloneDxEditions } from './versions.ts'

export const cyclonedx: WritingFormat<Bill> = {
  id: 'cyclonedx',
  name: 'CycloneDX',
  editions: cycloneDxEditions.map(({ version, writes }) => ({ version, syntaxes: ['json', 'xml'], writes })),
  detect(start): Detection | undefined {
    const text = new TextDecoder().decode(start.subarray(0, 4096))
    if (/^\s*</.test(text)) {
      const version = /cyclonedx\.org\/schema\/bom\/([0-9.]+)/.exec(text)?.[1]
      return version === undefined ? undefined : { format: 'cyclonedx', syntax: 'xml', version }
    }
    if (!/"bomFormat"|cyclonedx\.org\/schema/.test(text)) return undefined
    const version = /"specVersion"\s*:\s*"([^"]*)"/.exec(text)?.[1]
    return { format: 'cyclonedx', syntax: 'json', ...(version === undefined ? {} : { version }) }
  },
  async decode(source: SourceDocument): Promise<Decoded<Bill>> {
    return beginsWithTag(source.bytes) ? decodeXml(source) : decodeJson(source)
  },
  encode: encodeCycloneDx,
}

/** In any encoding that is read: the first character that is no space and no byte order mark is "<". */
function beginsWithTag(bytes: Uint8Array): boolean {
  const passed = new Set([0, 0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf, 0xff, 0xfe])
  const first = bytes.subarray(0, 4096).find((byte) => !passed.has(byte))
  return first === 0x3c
}
