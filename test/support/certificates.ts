/** Certificates and signed lists made on the spot, so that no key and no expiry day lies in the repository. DER after ITU-T X.690, X.509 after RFC 5280. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export interface Identity {
  readonly name: string
  readonly key: KeyObject
  readonly spki: Uint8Array
}

export function identity(name: string, kind: 'ec' | 'rsa' = 'ec'): Identity {
  const pair =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    name,
    key: createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    spki: pair.publicKey.export({ type: 'spki', format: 'der' }),
  }
}

export interface CertificateOptions {
  readonly from?: string
  readonly to?: string
  readonly isAuthority?: boolean
  readonly serial?: number
}

/** A certificate of `subject`, signed by `issuer`, as DER. */
export function certify(subject: Identity, issuer: Identity, options: CertificateOptions = {}): Uint8Array {
  const { from = '2020-01-01', to = '2035-01-01', isAuthority = false, serial = 1 } = options
  const algorithm = sequence(oid(issuer.key.asymmetricKeyType === 'ec' ? ECDSA_SHA256 : RSA_SHA256))
  const extensions = isAuthority ? [context(3, sequence(basicConstraints()))] : []
  const body = sequence(
    context(0, integer(2)),
    integer(serial),
    algorithm,
    nameOf(issuer.name),
    sequence(utcTime(from), utcTime(to)),
    nameOf(subject.name),
    subject.spki,
    ...extensions,
  )
  return sequence(body, algorithm, bitString(sign('sha256', body, issuer.key)))
}

/** A JSON Web Signature in compact form (RFC 7515) with the chain in its head. */
export function signedList(
  payload: unknown,
  signer: Identity,
  chain: readonly Uint8Array[],
  head: object = {},
): string {
  const isEc = signer.key.asymmetricKeyType === 'ec'
  const header = {
    alg: isEc ? 'ES256' : 'RS256',
    typ: 'JWT',
    x5c: chain.map((c) => Buffer.from(c).toString('base64')),
    ...head,
  }
  const signed = `${base64(JSON.stringify(header))}.${base64(JSON.stringify(payload))}`
  const options = isEc ? { key: signer.key, dsaEncoding: 'ieee-p1363' as const } : { key: signer.key }
  return `${signed}.${sign('sha256', Buffer.from(signed), options).toString('base64url')}`
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64url')
}

// ---- DER ------------------------------------------------------------------------------------------------------------------------

const ECDSA_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]
const RSA_SHA256 = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]
const COMMON_NAME = [0x55, 0x04, 0x03]
const BASIC_CONSTRAINTS = [0x55, 0x1d, 0x13]

function tagged(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  const n = content.length
  const length = n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff]
  return Buffer.concat([Uint8Array.from([tag, ...length]), content])
}

const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tagged(0x30, ...parts)
const context = (n: number, ...parts: readonly Uint8Array[]): Uint8Array => tagged(0xa0 + n, ...parts)
const oid = (bytes: readonly number[]): Uint8Array => tagged(0x06, Uint8Array.from(bytes))
const integer = (n: number): Uint8Array => tagged(0x02, Uint8Array.from([n]))
const bitString = (bytes: Uint8Array): Uint8Array => tagged(0x03, Uint8Array.from([0]), bytes)

function nameOf(text: string): Uint8Array {
  return sequence(tagged(0x31, sequence(oid(COMMON_NAME), tagged(0x0c, Buffer.from(text)))))
}

function utcTime(day: string): Uint8Array {
  return tagged(0x17, Buffer.from(`${day.slice(2).replaceAll('-', '')}000000Z`))
}

function basicConstraints(): Uint8Array {
  const isAuthority = tagged(0x01, Uint8Array.from([0xff]))
  return sequence(oid(BASIC_CONSTRAINTS), isAuthority, tagged(0x04, sequence(isAuthority)))
}
