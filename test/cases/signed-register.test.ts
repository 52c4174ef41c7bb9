import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import type { Trust } from '#app/ports.ts'
import { FIDO_TRUST, registerFormats } from '#formats/registers/index.ts'
import { date } from '#util/calendar-date.ts'
import { certify, identity, signedList } from '../support/certificates.ts'
import { platformSeals } from '#adapters/signatures/index.ts'

const SIGNER = FIDO_TRUST.signers[0]
const root = identity('A root of the test')
const between = identity('An authority of the test')
const leaf = identity(SIGNER)
const rootItself = certify(root, root, { isAuthority: true })
const ofBetween = certify(between, root, { isAuthority: true })
const ofLeaf = certify(leaf, between)
const payload = { no: 7, nextUpdate: '2026-12-01', entries: [{ aaguid: 'a-1', statusReports: [] }] }

async function check(text: string, trust: Partial<Trust> = {}) {
  const file = 'blob.jwt'
  const format = registerFormats.find((f) => f.id === 'fido-mds')
  const decoded = await format?.decode({ file, bytes: new TextEncoder().encode(text) })
  if (decoded?.signed === undefined) throw new Error(decoded?.diagnostics[0]?.message ?? 'nothing was read')
  return platformSeals.checkSignedList(decoded.signed, {
    ...FIDO_TRUST,
    roots: [rootItself],
    on: date('2026-11-25'),
    ...trust,
  })
}

/** The text with one character of the given part changed. */
function altered(text: string, part: number): string {
  const parts = text.split('.')
  const old = parts[part] as string
  const at = Math.floor(old.length / 2)
  parts[part] = `${old.slice(0, at)}${old.charAt(at) === 'A' ? 'B' : 'A'}${old.slice(at + 1)}`
  return parts.join('.')
}

describe('a signed list', () => {
  it.each(['ec', 'rsa'] as const)('is taken under a root that is trusted (%s)', async (kind) => {
    const signer = identity(SIGNER, kind)
    const checked = await check(signedList(payload, signer, [certify(signer, between), ofBetween]))
    expect(checked).toMatchObject({ kind: 'checked', signer: `CN=${SIGNER}`, root: 'CN=A root of the test' })
  })

  it('is taken where the root itself ends the chain', async () => {
    expect(await check(signedList(payload, leaf, [ofLeaf, ofBetween, rootItself]))).toMatchObject({ kind: 'checked' })
  })

  it.each([
    ['its content was changed', () => altered(signedList(payload, leaf, [ofLeaf, ofBetween]), 2), {}, /does not fit/],
    ['somebody else signed it', () => signedList(payload, identity(SIGNER), [ofLeaf, ofBetween]), {}, /does not fit/],
    [
      'the root is another one',
      () => signedList(payload, leaf, [ofLeaf, ofBetween]),
      { roots: [certify(identity('x'), identity('x'), { isAuthority: true })] },
      /ends at "CN=A root of the test"/,
    ],
    [
      'the platform does not carry the root',
      () => signedList(payload, leaf, [ofLeaf, ofBetween]),
      { roots: undefined },
      /ends at .*GlobalSign/,
    ],
    ['no root is at hand', () => signedList(payload, leaf, [ofLeaf, ofBetween]), { roots: [] }, /is needed/],
    ['a link of the chain is missing', () => signedList(payload, leaf, [ofLeaf]), {}, /ends at "CN=An authority/],
    [
      'a link did not issue the one before',
      () => signedList(payload, leaf, [ofLeaf, certify(identity('y'), root, { isAuthority: true })]),
      {},
      /broken/,
    ],
    ['a link may not issue', () => signedList(payload, leaf, [ofLeaf, certify(between, root)]), {}, /broken/],
    [
      'a certificate ran out',
      () => signedList(payload, leaf, [certify(leaf, between, { to: '2026-01-01' }), ofBetween]),
      {},
      /and not on 2026-11-25/,
    ],
    [
      'a certificate is not valid yet',
      () => signedList(payload, leaf, [ofLeaf, certify(between, root, { isAuthority: true, from: '2030-01-01' })]),
      {},
      /valid from 2030-01-01/,
    ],
    [
      'it is signed by another host under the same root',
      () => {
        const other = identity('shop.example')
        return signedList(payload, other, [certify(other, between), ofBetween])
      },
      {},
      /its signer is CN=shop\.example/,
    ],
    [
      'the algorithm is none',
      () => signedList(payload, leaf, [ofLeaf, ofBetween], { alg: 'none' }),
      {},
      /does not fit/,
    ],
    [
      'the algorithm is of another key',
      () => signedList(payload, leaf, [ofLeaf, ofBetween], { alg: 'RS256' }),
      {},
      /does not fit/,
    ],
    [
      'the algorithm is a shared secret',
      () => signedList(payload, leaf, [ofLeaf, ofBetween], { alg: 'HS256' }),
      {},
      /does not fit/,
    ],
    ['a certificate is noise', () => signedList(payload, leaf, [Uint8Array.from([1, 2, 3])]), {}, /cannot be read/],
  ] as const)('is refused when %s', async (_, text, trust, because) => {
    const { roots, ...rest } = { roots: [rootItself] as readonly Uint8Array[] | undefined, ...trust }
    const checked = await check(
      text(),
      roots === undefined ? ({ ...rest, roots: undefined } as never) : { ...rest, roots },
    )
    expect(checked).toEqual({ kind: 'refused', because: expect.stringMatching(because) as string })
  })

  it('has its roots among those of the platform', () => {
    // So that nobody needs to fetch them.
    const carried = rootCertificates.map((pem) =>
      new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase(),
    )
    for (const root of FIDO_TRUST.wellKnown) expect(carried).toContain(root.sha256)
    const refused = platformSeals.checkSignedList(
      { algorithm: 'ES256', signed: new Uint8Array(), signature: new Uint8Array(), chain: [ofLeaf, ofBetween] },
      { ...FIDO_TRUST, on: date('2026-11-25') },
    )
    expect(refused).toMatchObject({ because: expect.stringContaining('GlobalSign') as string })
  })
})
