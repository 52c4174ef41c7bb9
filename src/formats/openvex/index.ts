/** OpenVEX, a minimal format for exploitability statements (OpenSSF), version 0.2.0. */
import type { Advisory } from '#domain/composition/bill-of-materials.ts'
import { asRecord, type Written } from '../as-written.ts'
import type { Decoded, Detection, Format, SourceDocument } from '../format.ts'
import { openJson } from '../json-document.ts'
import { newProblems } from '../problems.ts'
import { newOpenVexDecoder } from './decode.ts'
import { openVexEditions } from './versions.ts'

export const openvex: Format<Advisory> = {
  id: 'openvex',
  name: 'OpenVEX',
  editions: openVexEditions.map(({ version }) => ({ version, syntaxes: ['json-ld'], writes: false })),
  detect(start): Detection | undefined {
    const text = new TextDecoder().decode(start.subarray(0, 4096))
    const context = /"(https:\/\/openvex\.dev\/ns[^"]*)"/.exec(text)?.[1]
    if (context === undefined) return undefined
    const version = openVexEditions.find((edition) => edition.context === context)?.version
    return { format: 'openvex', syntax: 'json-ld', ...(version === undefined ? {} : { version }) }
  },
  async decode(source: SourceDocument): Promise<Decoded<Advisory>> {
    const document = openJson(source, new Set(['statements']))
    if (!('head' in document)) return document
    const problems = newProblems()
    const head: Written = asRecord(document.head) ?? {}
    const context = head['@context']
    const edition = openVexEditions.find((candidate) => candidate.context === context)
    if (edition === undefined) {
      const isOpenVex = typeof context === 'string' && context.startsWith('https://openvex.dev/ns')
      problems.add({
        code: isOpenVex ? 'formats.unknown-version' : 'formats.unknown-format',
        message: isOpenVex ? `the context "${context}" is not read` : 'the document is no OpenVEX document',
        hint: `Read are ${openVexEditions.map((it) => it.context).join(', ')}.`,
        pointer: '@context' in head ? '/@context' : '',
      })
      return { diagnostics: document.diagnosticsOf(problems) }
    }
    const decoder = newOpenVexDecoder(edition.version, problems)
    decoder.readHead(head)
    const isRead = document.forEach('statements', decoder.readStatement)
    const value = isRead ? decoder.finish() : undefined
    const diagnostics = document.diagnosticsOf(problems)
    return value === undefined ? { diagnostics } : { value, diagnostics }
  },
}
