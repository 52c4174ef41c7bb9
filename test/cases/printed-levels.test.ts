/** Levels as printed: exact where the text is exact, bounds or candidates where it is not, a column where it is wrong. */
import { describe, expect, it } from 'vitest'
import {
  ANY_CC_SCHEME,
  codedPackages,
  DIMENSIONS,
  euccScheme,
  type Front,
  isAtMost,
  type NativeLevel,
  packageProfile,
  readPrintedLevel,
  sameProfile,
} from '#domain/assurance/index.ts'
import { assuranceCatalogue } from '../support/assurance.ts'

const { levels } = assuranceCatalogue()

function native(text: string): NativeLevel {
  const read = readPrintedLevel(text, levels)
  if (read.kind !== 'native') throw new Error(`${text}: ${JSON.stringify(read)}`)
  return read.level
}

/** `4/4` for one pair; several are joined by a comma; 0 for none. */
function shown(front: Front): string {
  return front.length === 0 ? '0' : front.map((p) => `${p.depth}/${p.performer}`).join(',')
}

describe('a print that is exact is the coded level', () => {
  it.each([
    ['EAL4', 'cc31-eal4'],
    ['EAL 4', 'cc31-eal4'],
    ['EAL-4', 'cc31-eal4'],
    ['CC 3.1 R5 EAL4', 'cc31-eal4'],
    ['CC v3.1 Release 5 EAL4', 'cc31-eal4'],
    ['CC:2022 EAL4', 'cc2022-eal4'],
    ['EAL4+', 'cc31-eal4-plus'],
    ['EAL4 augmented by ALC_DVS.2 and AVA_VAN.5', 'cc31-eal4-dvs2-van5'],
    ['EAL4 augmented with AVA_VAN.5, ALC_DVS.2', 'cc31-eal4-dvs2-van5'],
    ['EAL 5+ (ALC_DVS.2, AVA_VAN.5)', 'cc31-eal5-dvs2-van5'],
    ['EAL2 augmented by ALC_FLR.2, AVA_VAN.2', 'cc31-eal2-flr2'],
    ['EUCC EAL4 augmented by AVA_VAN.5 and ALC_DVS.2', 'eucc-eal4-van5'],
    ['EUCC substantial', 'eucc-substantial'],
    ['EUCC high AVA_VAN.3', 'eucc-eal4-van3'],
    ['EUCS substantial', 'eucs-substantial'],
    ['SESIP3', 'sesip3'],
    ['SESIP 3', 'sesip3'],
    ['fips 140-3 level 3', 'fips140-3-l3'],
    ['FIPS 140-2 Level 1', 'fips140-2-l1'],
    ['IEC 62443-4-1 maturity level 3', 'iec62443-4-1-ml3'],
    ['PCI PTS POI v6', 'pci-pts-poi-6'],
    ['c5 type 2', 'c5-type2'],
    ['eucc-eal4-van3', 'eucc-eal4-van3'],
  ])('%s', (text, id) => {
    expect(native(text).id).toBe(id)
  })
})

describe('a unified level', () => {
  it('is a target type and a letter', () => {
    expect(readPrintedLevel('product:C', levels)).toEqual({ kind: 'unified', targetType: 'product', letter: 'C' })
    expect(readPrintedLevel(' service:A ', levels)).toEqual({ kind: 'unified', targetType: 'service', letter: 'A' })
  })
})

describe('a package without an entry of its own is worked out from its components', () => {
  it.each([
    // text, and per dimension the low and the high end
    ['EAL5+', 'D', '4/4', '6/5'],
    ['EAL5+', 'V', '5/4', '6/5'],
    ['EAL6+', 'D', '6/4', '6/5'],
    ['EAL5 augmented by ALC_DVS.2, ASE_TSS.2, ALC_FLR.2, AVA_VAN.5', 'V', '6/4', '6/5'],
    ['EAL5 augmented by ALC_DVS.2, ASE_TSS.2, ALC_FLR.2, AVA_VAN.5', 'L', '3/4', '4/5'],
    ['EAL1 augmented by ALC_FLR.2 and ASE_SPD.1, AVA_VAN.1', 'L', '1/4', '2/5'],
    ['EAL4+ALC_FLR.3+AVA_VAN.5', 'R', '5/4', '5/5'],
    ['EAL4 augmented by ADV_IMP.2', 'D', '4/4', '5/5'],
    ['EUCC EAL2 augmented by AVA_VAN.3', 'I', '5/0', '5/0'],
    ['EUCC EAL2 augmented by AVA_VAN.3', 'V', '4/5', '4/5'],
    ['CC:2022 EAL4 augmented by AVA_VAN.5', 'V', '6/4', '6/5'],
  ] as const)('%s, %s', (text, d, low, high) => {
    const { profile } = native(text)
    expect([shown(profile.low[d]), shown(profile.high[d])]).toEqual([low, high])
  })

  it('by the rule that reproduces what was coded from the texts', () => {
    for (const [id, made] of codedPackages()) {
      const level = levels.get(id)
      if (level === undefined) throw new Error(`${id} is not coded`)
      const scheme = made.under === 'eucc' ? euccScheme(made.components.get('AVA_VAN') ?? 0) : ANY_CC_SCHEME
      const worked = packageProfile(made, scheme)
      // The rule may leave more open than the coding, and never contradicts it.
      expect([id, isAtMost(worked.low, level.profile.low), isAtMost(level.profile.high, worked.high)]).toEqual([
        id,
        true,
        true,
      ])
      const differing = DIMENSIONS.filter(
        (d) =>
          shown(worked.low[d]) !== shown(level.profile.low[d]) ||
          shown(worked.high[d]) !== shown(level.profile.high[d]),
      )
      expect([id, differing.filter((d) => d !== 'L')]).toEqual([id, []])
    }
    expect(
      sameProfile(native('EAL4').profile.low, packageProfile(codedPackages().get('cc31-eal4')!, ANY_CC_SCHEME).low),
    ).toBe(true)
  })
})

describe('a component alone', () => {
  it('says something of the analysis and the attacker from below, and nothing else', () => {
    const { profile } = native('AVA_VAN.5')
    expect(DIMENSIONS.map((d) => shown(profile.low[d]))).toEqual(['0', '0', '0', '6/3', '5/3', '0', '0'])
    expect(DIMENSIONS.map((d) => shown(profile.high[d]))).toEqual(['5/0', '6/5', '5/5', '6/5', '5/5', '5/5', '4/0'])
  })
})

describe('levels per area of a cryptographic module', () => {
  it('widen the overall level up to the higher one', () => {
    const { profile } = native('FIPS 140-3 Level 2 (physical 3)')
    expect(sameProfile(profile.low, native('FIPS 140-3 Level 2').profile.low)).toBe(true)
    expect(isAtMost(native('FIPS 140-3 Level 2').profile.high, profile.high)).toBe(true)
    expect(shown(profile.high.R)).toBe('3/4')
  })

  it('may be those of a module without hardware', () => {
    expect(native('FIPS 140-3 Level 1 (physical N/A)').id).toBe('fips140-3-l1')
  })
})

describe('a capability level of IEC 62443 does not say who found it', () => {
  it('so it is read as the declaration of the supplier where that is coded', () => {
    expect(native('IEC 62443-4-2 SL-C 2').id).toBe('iec62443-4-2-self-sl2')
  })

  it('and otherwise everything but the claim is open', () => {
    const { profile, targetType } = native('IEC 62443-4-2 SL-C 3')
    expect(targetType).toBe('component')
    expect([shown(profile.low.R), shown(profile.high.R)]).toEqual(['3/1', '4/5'])
    expect([shown(profile.low.I), shown(profile.high.I)]).toEqual(['0', '5/0'])
    expect(native('IEC 62443-3-3 SL-C 2').targetType).toBe('system')
  })
})

describe('a print that several schemes use gives candidates, not a guess', () => {
  it.each([
    ['AL3', ['tisax-al3', 'sesip3']],
    ['SL-C 2', ['iec62443-4-2-self-sl2', 'isasecure-csa-sl2', 'isasecure-ssa-sl2']],
    ['ML3', ['iec62443-4-1-ml3', 'iec62443-2-4']],
    ['Type 2', ['c5-type2', 'soc2-type2']],
    ['substantial', ['eucc-substantial', 'eucs-substantial', 'eidas-substantial']],
    ['Level 2', ['fips140-3-l2', 'psa-l2', 'cls-2']],
  ])('%s', (text, some) => {
    const read = readPrintedLevel(text, levels)
    expect(read.kind).toBe('ambiguous')
    const ids = read.kind === 'ambiguous' ? read.candidates.map((c) => c.id) : []
    expect(ids).toEqual(expect.arrayContaining(some))
  })
})

describe('a print that is wrong has a place', () => {
  it.each([
    ['', 1, /nothing/],
    ['bogus', 1, /neither/],
    ['EAL8', 4, /EAL1 to EAL7/],
    ['EUCC EAL4+', 10, /plus sign/],
    ['EUCC substantial AVA_VAN.4', 18, /high/],
    ['AVA_VAN.6', 9, /1 to 5/],
    ['EAL4 augmented by AVA_VAN.2', 19, /AVA_VAN\.3 already/],
    ['EAL4 augmented by ALC_XXX.2', 19, /no assurance family/],
    ['EAL4 augmented by ALC_DVS.3', 27, /1 to 2/],
    ['  EAL4 augmented by FOO', 21, /no assurance component/],
    ['FIPS 140-3 L5', 13, /1 to 4/],
    ['FIPS 140-3 Level 3 (physical 2)', 30, /least of all areas/],
    ['FIPS 140-3 Level 2 (foo 3)', 21, /no area/],
    ['SL-T 2', 1, /SL-C/],
    ['SL-C 7', 6, /SL 1 to SL 4/],
    ['product:F', 9, /E, D, C, B and A/],
    ['foo:C', 1, /no target type/],
  ])('%s', (text, column, says) => {
    const read = readPrintedLevel(text, levels)
    expect(read).toMatchObject({ kind: 'unknown', column })
    expect(read.kind === 'unknown' ? read.because : '').toMatch(says)
  })
})

describe('every form that the catalogue prints', () => {
  it('reads as its own level, or is ambiguous among candidates that hold it', () => {
    const wrong: string[] = []
    for (const level of levels.values()) {
      for (const form of [level.id, ...level.asPrinted]) {
        const read = readPrintedLevel(form, levels)
        const isOwn = read.kind === 'native' && read.level.id === level.id
        const isCandidate = read.kind === 'ambiguous' && read.candidates.some((c) => c.id === level.id)
        // A capability level is printed without the words that tell who found it.
        const isOpen = read.kind === 'native' && /^IEC 62443-[34]-[23] SL-C/.test(form)
        if (!isOwn && !isCandidate && !isOpen) wrong.push(`${form} of ${level.id}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
