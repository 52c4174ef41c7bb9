import { describe, expect, it } from 'vitest'
import { assumptionsOf, caveatTexts, readCaveat } from './index.ts'

const kinds = (text: string) =>
  readCaveat(text).atoms.map((a) => `${a.kind}${a.certificates.map((c) => ` ${c}`).join('')}`)
const unread = (text: string) => readCaveat(text).unread.map((u) => u.text)

describe('a caveat', () => {
  it.each([
    ['When operated in FIPS mode', ['mode']],
    ['When operated in the approved mode.', ['mode']],
    ['When operated in FIPS mode. No assurance of the minimum strength of generated keys.', ['mode', 'key-strength']],
    ['No assurance of the minimum strength of generated SSPs (e.g., keys) and random strings', ['key-strength']],
    ['When entropy is externally loaded, no assurance of the minimum strength of generated keys', ['external-keys']],
    [
      'When operated in FIPS mode and with the tamper evident seals and opacity shields installed as indicated in the Security Policy',
      ['mode', 'physical'],
    ],
    ['The tamper evident labels installed as indicated in Section 7.1 of the Security Policy', ['physical']],
    [
      'When installed, initialized and configured as specified in Sections 2.1 and 3 of the Security Policy and operated in FIPS mode',
      ['guidance', 'mode'],
    ],
    ['When operated in FIPS mode and initialized to Overall Level 2 per Security Policy', ['mode', 'level']],
    [
      "This module contains the embedded module 'ACTNLite Cryptographic Module' validated to FIPS 140-2 under Cert. #12 operating in FIPS mode",
      ['embedded-module cmvp:12'],
    ],
    [
      'When operated in FIPS mode with module Boot Manager and Friends validated to FIPS 140-2 under Cert. #2931 operating in FIPS mode',
      ['mode', 'bound-module cmvp:2931'],
    ],
    [
      'When operated in FIPS mode with modules A validated to FIPS 140-2 under Cert. #1 operating in FIPS mode and B validated to FIPS 140-2 under Cert. #2 operating in FIPS mode',
      ['mode', 'bound-module cmvp:1 cmvp:2'],
    ],
    ['This validation entry is a non-security-relevant modification to Cert. #3393', ['modification cmvp:3393']],
    ['Interim validation. When operated in approved mode', ['interim', 'mode']],
    ['The protocols SSH and SNMP shall not be used when operated in FIPS mode', ['protocol']],
    ['The module generates cryptographic keys whose strengths are modified by available entropy', ['entropy']],
    [
      'This certificate applies only to the specific version and release of the product in its evaluated configuration.',
      ['version'],
    ],
    [
      'All stipulations regarding generation, configuration and operation, as given in the following report, are observed',
      [],
    ],
    ['The recommendations given in the guidance documentation must be observed.', ['guidance']],
    [
      'The rating of the strength of cryptographic algorithms was not part of this certification procedure',
      ['services'],
    ],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toEqual(expected)
    if (expected.length > 0) expect(unread(text)).toEqual([])
  })

  it.each([
    // A condition inside what is not read is no condition of the certificate.
    [
      'The wheel shall never turn when operated in FIPS mode',
      [],
      ['The wheel shall never turn when operated in FIPS mode'],
    ],
    ['When not operated in FIPS mode', [], ['When not operated in FIPS mode']],
    ['When operated in FIPS mode or with the blue cable', ['mode'], ['or with the blue cable']],
    [
      'When operated in FIPS mode with the wheel locked. Interim validation',
      ['mode', 'interim'],
      ['with the wheel locked.'],
    ],
    ['No assurance of the minimum strength of generated keys is needed', ['key-strength'], ['is needed']],
  ])('is read only as far as it is understood: %s', (text, read, left) => {
    expect(kinds(text)).toEqual(read)
    expect(unread(text)).toEqual(left)
  })

  it.each([
    ['under Cert. #1 or #2', true, 'one of cmvp:1, cmvp:2,'],
    ['under Certs. #1 and #2', false, 'with cmvp:1, cmvp:2,'],
    ['under Cert. #1, #2 and #3 or #4', undefined, '(some of them alternatives)'],
  ])('says whether one of several modules is enough: %s', (end, isOneEnough, words) => {
    const [atom] = readCaveat(`When operated with module X validated to FIPS 140-2 ${end} operating in FIPS mode`).atoms
    expect(atom?.isOneEnough).toBe(isOneEnough)
    expect(atom?.says).toContain(words)
  })

  it('has a place for every word', () => {
    const text = 'Interim validation. When operated in FIPS mode with the wheel locked'
    const { atoms, unread } = readCaveat(text)
    for (const piece of [...atoms, ...unread]) expect(text.slice(piece.from, piece.to)).toBe(piece.text)
  })

  it('becomes assumptions of a dossier, what was not read among them', () => {
    const read = readCaveat(
      'Interim validation. When operated in FIPS mode with the wheel locked. No assurance of the minimum strength of generated keys',
    )
    expect(caveatTexts(read)).toEqual([
      'When operated in FIPS mode',
      'with the wheel locked.',
      'No assurance of the minimum strength of generated keys',
    ])
    expect(assumptionsOf('cmvp:7', read)).toEqual([
      {
        id: 'cmvp-7.caveat-1',
        says: 'it is operated in its approved mode',
        kind: 'mode',
        caveat: { of: 'cmvp:7', number: 1 },
        dischargedBy: [],
      },
      {
        id: 'cmvp-7.caveat-2',
        says: 'what the caveat says in words that were not read: with the wheel locked.',
        caveat: { of: 'cmvp:7', number: 2 },
        dischargedBy: [],
      },
      {
        id: 'cmvp-7.caveat-3',
        says: 'the strength of generated keys and other secrets is not shown',
        caveat: { of: 'cmvp:7', number: 3 },
        dischargedBy: [],
      },
    ])
  })

  it('ends for hostile texts', () => {
    for (const text of [
      'with '.repeat(100_000),
      'A '.repeat(100_000),
      '('.repeat(100_000),
      'Section '.repeat(100_000),
      `with x${' '.repeat(100_000)}y`,
      'keys and '.repeat(100_000),
      'When operated in FIPS mode '.repeat(10_000),
    ]) {
      const { atoms, unread: left } = readCaveat(text)
      expect(atoms.length + left.length).toBeLessThan(1000)
    }
  })
})
