/**
 * The metadata BLOB of the FIDO Alliance (Metadata Service, version 3): a JSON Web Signature in compact form whose payload lists
 * authenticators with the reports of their status. Read here, believed by nobody: whoever calls has the signature and the chain checked
 * first (`SignedList`). Source: FIDO Metadata Service v3.0, section 3.1; RFC 7515, section 3.1.
 */
import type { RegisterRecord, RegisterStatus, RegisterStep } from '#domain/registers/record.ts'
import { asList, asRecord, asText, asTexts, given, readEach, type Written } from '../as-written.ts'
import type { SourceDocument } from '../format.ts'
import { parseJson } from '../json-document.ts'
import { newProblems } from '../problems.ts'
import { diagnoseRegister } from '../register-errors.ts'
import type { Cleaner } from './cleaning.ts'
import type { DecodedRegister, RegisterFormat, SignedList } from './family.ts'
import { decodeRows, type RowReading, sortedMore } from './rows.ts'
import { type Row, rowsOf } from './lines.ts'

/**
 * The roots under which the BLOB is signed, the newest first, and the hosts whose certificate signs it. The service went over from R3 to R46
 * in August 2026. Source: the signed lists that the service publishes, and its page https://fidoalliance.org/metadata/.
 */
export const FIDO_TRUST = {
  wellKnown: [
    { name: 'GlobalSign Root R46', sha256: '4fa3126d8d3a11d1c4855a4f807cbad6cf919d3a5a88b03bea2c6372d93c40c9' },
    { name: 'GlobalSign Root CA - R3', sha256: 'cbb522d7b7f127ad6a0113865bdf1cd4102e7d0759af635a7cf4720dc963c53b' },
  ],
  signers: ['mds.fidoalliance.org', 'mds3.fidoalliance.org'],
} as const

const COMPACT = /^\s*([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\s*$/

export const fidoMds: RegisterFormat = {
  id: 'fido-mds',
  name: 'FIDO metadata (signed BLOB of MDS3)',
  detect: (start) => /^\s*eyJ[A-Za-z0-9_-]+\.(?:eyJ|ew|IHsi)/.test(start),
  async decode(document) {
    const opened = open(document)
    if (typeof opened === 'string')
      return {
        diagnostics: [
          diagnoseRegister(
            'formats.register-signature',
            `the signed list is not in the form that its specification asks for: ${opened}`,
            {
              at: { file: document.file, line: 1, column: 1, pointer: '' },
            },
          ),
        ],
        losses: [],
      }
    const payload = parseJson({ file: document.file, bytes: opened.payload })
    if (!('head' in payload)) return { diagnostics: payload.diagnostics, losses: [] }
    const body = asRecord(payload.head) ?? {}
    const entries = asList(body['entries'])
    const rows = entries.flatMap((e): Row[] => {
      const value = asRecord(e)
      return value === undefined ? [] : [{ value, line: 1 }]
    })
    const decoded = decodeRows(rowsOf(rows, payload.diagnosticsOf(newProblems()), entries.length), {
      file: document.file,
      form: 'fido-mds',
      what: `FIDO authenticators, metadata BLOB number ${asNumberText(body['no'])}`,
      isWhole: true,
      read: readEntry,
      checksReferences: false,
    })
    return { ...decoded, signed: opened.list } satisfies DecodedRegister
  },
}

function asNumberText(value: unknown): string {
  return typeof value === 'number' ? String(value) : 'unknown'
}

/** The parts of the signature, or what is wrong with them. */
function open(document: SourceDocument): { readonly payload: Uint8Array; readonly list: SignedList } | string {
  const text = new TextDecoder('latin1').decode(document.bytes)
  const parts = COMPACT.exec(text)
  if (parts === null) return 'three parts of base64url with dots between them were expected'
  const [, head, payload, signature] = parts as unknown as [string, string, string, string]
  const headBytes = fromBase64(head)
  const payloadBytes = fromBase64(payload)
  const signatureBytes = fromBase64(signature)
  if (headBytes === undefined || payloadBytes === undefined || signatureBytes === undefined)
    return 'a part is no base64url'
  let header: Written | undefined
  try {
    header = asRecord(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(headBytes)))
  } catch {
    header = undefined
  }
  if (header === undefined) return 'its head is no JSON object'
  if (header['crit'] !== undefined) return 'its head has critical members, which nobody here understands'
  if (header['b64'] !== undefined) return 'its payload is not encoded'
  const algorithm = asText(header['alg'])
  if (algorithm === undefined) return 'its head names no algorithm'
  const listed = asTexts(header['x5c'])
  if (listed.length === 0 || listed.length > 8)
    return 'its head carries no chain of certificates (x5c); a chain by address (x5u) is not fetched'
  const chain = listed.map((c) => fromBase64(c.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')))
  if (chain.some((c) => c === undefined)) return 'a certificate of its chain is no base64'
  return {
    payload: payloadBytes,
    list: {
      algorithm,
      signed: new TextEncoder().encode(`${head}.${payload}`),
      signature: signatureBytes,
      chain: chain as Uint8Array[],
    },
  }
}

/** base64url without padding; undefined where it is none. */
function fromBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i)
  return bytes
}

// ---- entries --------------------------------------------------------------------------------------------------------------------

/** Certified words of the service to the words of our dossiers; others stay the service's own. */
const REVOKED: ReadonlySet<string> = new Set(['REVOKED'])
const LEVEL = /^FIDO_CERTIFIED_L(\d)(plus)?$/
const CARRIED: ReadonlySet<string> = new Set(
  'aaid aaguid attestationCertificateKeyIdentifiers metadataStatement statusReports timeOfLastStatusChange'.split(' '),
)

function readEntry({ value, line }: Row, { clean, lose }: RowReading): RegisterRecord | string {
  const number = asText(value['aaguid'])?.toLowerCase() ?? asText(value['aaid']) ?? keyIdentifier(value)
  if (number === undefined || number === '' || number.length > 80)
    return 'it has neither aaguid, aaid nor key identifier'
  clean.at(line, `fido:${number}`)
  for (const key in value)
    if (!CARRIED.has(key)) lose(`/entries/*/${key}`, 'the model of a register has no field for it')
  const statement = asRecord(value['metadataStatement']) ?? {}
  if (Object.keys(statement).length > 0)
    lose('/entries/*/metadataStatement', 'of the statement, description, version and protocol are kept')
  // In the order of days; what has no day keeps its place at the beginning.
  const dated = readEach(value['statusReports'], (r) => r)
    .map((report) => ({ report, on: clean.date(report['effectiveDate'], 'unknown') }))
    .sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : (a.on ?? '') > (b.on ?? '') ? 1 : 0))
  const reports = dated.map((d) => d.report)
  const history = dated.flatMap(({ report, on }): readonly RegisterStep[] => {
    const word = clean.text(report['status'])
    return on === undefined || word === undefined ? [] : [{ on, word }]
  })
  // That an update is there says nothing of the certification before it.
  const last = reports.findLast((r) => r['status'] !== 'UPDATE_AVAILABLE')
  const word = clean.text(last?.['status'])
  const level = reports.map((r) => LEVEL.exec(asText(r['status']) ?? '')).findLast((found) => found !== null)
  if (level === undefined) clean.note('no-level', word ?? '', '')
  const version = statement['authenticatorVersion']
  return given({
    register: 'fido',
    number,
    product: clean.text(statement['description']),
    versions: typeof version === 'number' ? [String(version)] : [],
    level: level === undefined ? undefined : `FIDO L${level[1] as string}${level[2] === undefined ? '' : '+'}`,
    status: word === undefined ? undefined : statusOf(word, last, clean),
    sunset: clean.date(last?.['sunsetDate'], 'unknown'),
    issued: history.find((s) => LEVEL.test(s.word) || s.word === 'FIDO_CERTIFIED')?.on,
    history,
    references: [],
    scheme: 'FIDO Authenticator Certification',
    url: clean.text(last?.['url']),
    more: sortedMore([
      ['certificate', clean.text(last?.['certificateNumber'])],
      ['last change of status', clean.text(value['timeOfLastStatusChange'])],
      ['policy', clean.text(last?.['certificationPolicyVersion'])],
      ['protocol', clean.text(statement['protocolFamily'])],
      ['requirements', clean.text(last?.['certificationRequirementsVersion'])],
    ]),
  } as const)
}

function keyIdentifier(value: Written): string | undefined {
  const [first] = asTexts(value['attestationCertificateKeyIdentifiers'])
  return first === undefined ? undefined : `key-${first.toLowerCase()}`
}

function statusOf(word: string, report: Written | undefined, clean: Cleaner): RegisterStatus {
  const isCertified = LEVEL.test(word) || word === 'FIDO_CERTIFIED'
  return given({
    word,
    value: isCertified ? ('active' as const) : REVOKED.has(word) ? ('revoked' as const) : undefined,
    from: clean.date(report?.['effectiveDate'], 'unknown'),
  })
}
