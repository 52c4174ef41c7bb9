/** Hashes, and signatures under a chain of certificates, by what the platform carries. */
import { constants, createHash, type KeyObject, verify, X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import type { CheckedList, Seals, SignedList, Trust } from '#app/ports.ts'

export const platformSeals: Seals = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  checkSignedList,
}

const LONGEST_CHAIN = 8

function refused(because: string): CheckedList {
  return { kind: 'refused', because }
}

function checkSignedList(list: SignedList, trust: Trust): CheckedList {
  const chain = list.chain.slice(0, LONGEST_CHAIN).map(certificateOf)
  if (chain.length === 0 || chain.some((c) => c === undefined))
    return refused('a certificate of its chain cannot be read')
  const certificates = chain as X509Certificate[]
  const [signer] = certificates as [X509Certificate]
  const anchor = anchorOf(certificates, rootsOf(trust), trust.on)
  if (typeof anchor === 'string') return refused(anchor)
  if (!trust.signers.some((name) => signer.checkHost(name, { subject: 'always' }) !== undefined))
    return refused(`its signer is ${oneLine(signer.subject)}, and not ${trust.signers.join(' or ')}`)
  if (!isSigned(list, signer.publicKey))
    return refused('its signature does not fit its content, or is of a kind that is not taken')
  return {
    kind: 'checked',
    signer: oneLine(signer.subject),
    root: oneLine(anchor.subject),
    rootSha256: fingerprint(anchor),
  }
}

function certificateOf(bytes: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes)
  } catch {
    return undefined
  }
}

function rootsOf(trust: Trust): readonly X509Certificate[] {
  if (trust.roots !== undefined) return trust.roots.map(certificateOf).filter((c) => c !== undefined)
  const carried = rootCertificates.map((pem) => new X509Certificate(pem))
  return carried.filter((c) => trust.wellKnown.some((w) => w.sha256 === fingerprint(c)))
}

/** The root that the chain leads to, or why it leads to none. Each link: name, key, right to issue, days. Revocation is not asked: there is no network. */
function anchorOf(
  chain: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  on: string,
): X509Certificate | string {
  for (const [i, certificate] of chain.entries()) {
    const days = outside(certificate, on)
    if (days !== undefined) return days
    const itself = roots.find((r) => fingerprint(r) === fingerprint(certificate))
    if (itself !== undefined && i > 0) return itself
    const root = roots.find((r) => isIssuedBy(certificate, r))
    if (root !== undefined) return outside(root, on) ?? root
    const next = chain[i + 1]
    if (next === undefined)
      return roots.length === 0
        ? `the root "${oneLine(certificate.issuer)}" is needed, and is not here`
        : `its chain ends at "${oneLine(certificate.issuer)}", and not at ${roots.map((r) => `"${oneLine(r.subject)}"`).join(' or ')}`
    if (!isIssuedBy(certificate, next))
      return `its chain is broken: ${oneLine(next.subject)} did not issue ${oneLine(certificate.subject)}`
  }
  return 'its chain is too long'
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  if (!issuer.ca || !certificate.checkIssued(issuer)) return false
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    return false
  }
}

function outside(certificate: X509Certificate, on: string): string | undefined {
  const from = new Date(certificate.validFrom).toISOString().slice(0, 10)
  const to = new Date(certificate.validTo).toISOString().slice(0, 10)
  return on < from || on > to
    ? `the certificate of ${oneLine(certificate.subject)} is valid from ${from} to ${to}, and not on ${on}`
    : undefined
}

/** Algorithms of RFC 7518 that a certificate's key can sign with; `none` and shared secrets are no signatures here. */
function isSigned(list: SignedList, key: KeyObject): boolean {
  const parts = /^(RS|PS|ES)(256|384|512)$/.exec(list.algorithm)
  if (parts === null) return false
  const [, family, bits] = parts as unknown as [string, string, string]
  if (key.asymmetricKeyType !== (family === 'ES' ? 'ec' : 'rsa')) return false
  const options =
    family === 'ES'
      ? { key, dsaEncoding: 'ieee-p1363' as const }
      : family === 'PS'
        ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
        : { key, padding: constants.RSA_PKCS1_PADDING }
  try {
    return verify(`sha${bits}`, list.signed, options, list.signature)
  } catch {
    return false
  }
}

function fingerprint(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase()
}

/** `CN=…, O=…` of a name that is printed with a part a line. */
function oneLine(name: string): string {
  return name.split('\n').reverse().join(', ')
}
