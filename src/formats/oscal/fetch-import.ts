/** What a profile imports: by address, or through a resource of its back matter, trying its links in turn. Pinned hashes are verified. */
import type { Diagnostic } from '#util/diagnostic.ts'
import { sha256OfBytes } from '#util/sha256.ts'
import { asList, asRecord, asText, type Written } from '../as-written.ts'
import type { SourceDocument } from '../format.ts'
import { diagnoseFramework } from '../framework-errors.ts'
import type { Surroundings } from '../frameworks.ts'
import type { OscalDocument } from './document.ts'
import { sha512OfBytes } from './sha-512.ts'

export interface FetchedImport {
  readonly document?: SourceDocument
  readonly diagnostics: readonly Diagnostic[]
}

/** Kinds of media we read, by the words that resources print; anything else is tried last. */
const READABLE = /oscal|json|xml|yaml/i

export async function fetchImport(
  profile: OscalDocument,
  href: string,
  pointer: string,
  around: Surroundings,
): Promise<FetchedImport> {
  const at = profile.place(pointer)
  if (!href.startsWith('#')) {
    const document = await around.open(href, profile.file)
    return document === undefined ? { diagnostics: [missing(href, [href], at)] } : { document, diagnostics: [] }
  }
  const resources = asList(asRecord(profile.value['back-matter'])?.resources)
  const index = resources.findIndex((r) => asRecord(r)?.uuid === href.slice(1))
  const resource = asRecord(resources[index])
  if (resource === undefined)
    return {
      diagnostics: [
        diagnoseFramework('formats.oscal-resource', `the import "${href}" leads to no resource of the back matter`, {
          at,
        }),
      ],
    }
  return fromResource(profile, resource, href, at, around)
}

async function fromResource(
  profile: OscalDocument,
  resource: Written,
  href: string,
  at: NonNullable<Diagnostic['at']>,
  around: Surroundings,
): Promise<FetchedImport> {
  const links = asList(resource.rlinks).flatMap((l) => {
    const record = asRecord(l)
    const target = asText(record?.href)
    return record === undefined || target === undefined
      ? []
      : [{ target, media: asText(record['media-type']) ?? '', hashes: asList(record.hashes) }]
  })
  const ordered = [
    ...links.filter((l) => READABLE.test(l.media) || l.media === ''),
    ...links.filter((l) => !READABLE.test(l.media) && l.media !== ''),
  ]
  const tried: string[] = []
  for (const link of ordered) {
    tried.push(link.target)
    const document = await around.open(link.target, profile.file)
    if (document === undefined) continue
    const checked = checkHashes(document, link.hashes, at)
    return { ...(checked.some((d) => d.severity === 'error') ? {} : { document }), diagnostics: checked }
  }
  const embedded = asRecord(resource.base64)
  const value = asText(embedded?.value)
  if (value !== undefined) {
    const bytes = decodeBase64(value)
    if (bytes === undefined)
      return {
        diagnostics: [diagnoseFramework('formats.oscal-resource', `the resource "${href}" holds no base64`, { at })],
      }
    return { document: { file: asText(embedded?.filename) ?? `${profile.file}${href}`, bytes }, diagnostics: [] }
  }
  if (tried.length === 0)
    return {
      diagnostics: [
        diagnoseFramework('formats.oscal-resource', `the resource "${href}" has neither a link nor content`, { at }),
      ],
    }
  return { diagnostics: [missing(href, tried, at)] }
}

function missing(href: string, tried: readonly string[], at: NonNullable<Diagnostic['at']>): Diagnostic {
  const list = tried.join(', ')
  return diagnoseFramework(
    'formats.oscal-import-missing',
    `the import "${href}" is not there${list === href ? '' : `; looked for ${list}`}`,
    { at, hint: 'Put it where the profile says, or beside the profile.' },
  )
}

function checkHashes(
  document: SourceDocument,
  hashes: readonly unknown[],
  at: NonNullable<Diagnostic['at']>,
): readonly Diagnostic[] {
  return hashes.flatMap((h) => {
    const record = asRecord(h)
    const algorithm = asText(record?.algorithm) ?? ''
    const pinned = (asText(record?.value) ?? '').toLowerCase().replace(/\s/g, '')
    const computed = /^sha-?256$/i.test(algorithm)
      ? sha256OfBytes(document.bytes)
      : /^sha-?512$/i.test(algorithm)
        ? sha512OfBytes(document.bytes)
        : undefined
    if (computed === undefined)
      return [
        diagnoseFramework(
          'formats.oscal-hash-unknown',
          `the pin by ${algorithm || 'an unnamed algorithm'} of ${document.file} was not verified`,
          { at },
        ),
      ]
    if (computed === pinned) return []
    return [
      diagnoseFramework(
        'formats.oscal-import-hash',
        `${document.file} has ${algorithm} ${computed}, but the profile pins ${pinned}`,
        { at },
      ),
    ]
  })
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Source: RFC 4648, section 4. */
function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s/g, '').replace(/=+$/, '')
  const out = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let bits = 0
  let held = 0
  let n = 0
  for (const c of digits) {
    const value = ALPHABET.indexOf(c)
    if (value < 0) return undefined
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    out[n] = (held >> bits) & 255
    n += 1
  }
  return out
}
