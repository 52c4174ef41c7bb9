/**
 * Assurance packages of the Common Criteria, version 3.1: the seven levels as components, what an augmentation adds, and what the
 * components come to on our scale. One rule for all packages, so that a printed augmentation reads as the coded levels do.
 *
 * Source: cc-3.1r5-part3, section 8.1, table 1, and the components; steps as in docs/assurance-model.md.
 */
import { DEEPEST, EMPTY_FRONT, type Front, MOST_INDEPENDENT, pair, type ProfileInterval, profile } from './profile.ts'

/** How many components each assurance family has in version 3.1. */
const FAMILIES: Readonly<Record<string, number>> = {
  ADV_ARC: 1,
  ADV_FSP: 6,
  ADV_IMP: 2,
  ADV_INT: 3,
  ADV_SPM: 1,
  ADV_TDS: 6,
  AGD_OPE: 1,
  AGD_PRE: 1,
  ALC_CMC: 5,
  ALC_CMS: 5,
  ALC_DEL: 1,
  ALC_DVS: 2,
  ALC_FLR: 3,
  ALC_LCD: 2,
  ALC_TAT: 3,
  ASE_CCL: 1,
  ASE_ECD: 1,
  ASE_INT: 1,
  ASE_OBJ: 2,
  ASE_REQ: 2,
  ASE_SPD: 1,
  ASE_TSS: 2,
  ATE_COV: 3,
  ATE_DPT: 4,
  ATE_FUN: 2,
  ATE_IND: 3,
  AVA_VAN: 5,
}

/** Families that CC:2022 adds; their components change no coordinate of ours. */
const FAMILIES_OF_2022: Readonly<Record<string, number>> = {
  ALC_TDA: 3,
  ADV_COMP: 1,
  ALC_COMP: 1,
  ASE_COMP: 1,
  ATE_COMP: 1,
  AVA_COMP: 1,
}

/** The component of a family at EAL1 to EAL7; 0 where the level has none. */
const LEVELS: Readonly<Record<string, readonly number[]>> = {
  ADV_ARC: [0, 1, 1, 1, 1, 1, 1],
  ADV_FSP: [1, 2, 3, 4, 5, 5, 6],
  ADV_IMP: [0, 0, 0, 1, 1, 2, 2],
  ADV_INT: [0, 0, 0, 0, 2, 3, 3],
  ADV_SPM: [0, 0, 0, 0, 0, 1, 1],
  ADV_TDS: [0, 1, 2, 3, 4, 5, 6],
  AGD_OPE: [1, 1, 1, 1, 1, 1, 1],
  AGD_PRE: [1, 1, 1, 1, 1, 1, 1],
  ALC_CMC: [1, 2, 3, 4, 4, 5, 5],
  ALC_CMS: [1, 2, 3, 4, 5, 5, 5],
  ALC_DEL: [0, 1, 1, 1, 1, 1, 1],
  ALC_DVS: [0, 0, 1, 1, 1, 2, 2],
  ALC_LCD: [0, 0, 1, 1, 1, 1, 2],
  ALC_TAT: [0, 0, 0, 1, 2, 3, 3],
  ASE_CCL: [1, 1, 1, 1, 1, 1, 1],
  ASE_ECD: [1, 1, 1, 1, 1, 1, 1],
  ASE_INT: [1, 1, 1, 1, 1, 1, 1],
  ASE_OBJ: [1, 2, 2, 2, 2, 2, 2],
  ASE_REQ: [1, 2, 2, 2, 2, 2, 2],
  ASE_SPD: [0, 1, 1, 1, 1, 1, 1],
  ASE_TSS: [1, 1, 1, 1, 1, 1, 1],
  ATE_COV: [0, 1, 2, 2, 2, 3, 3],
  ATE_DPT: [0, 0, 1, 1, 3, 3, 4],
  ATE_FUN: [0, 1, 1, 1, 1, 2, 2],
  ATE_IND: [1, 2, 2, 2, 2, 2, 3],
  AVA_VAN: [1, 2, 2, 3, 4, 5, 5],
}

/** A component of each family, by family; absent is none. */
export type Components = ReadonlyMap<string, number>

export interface Package {
  readonly components: Components
  /** A plus sign without a list: more was added, nobody says what. */
  readonly isOpen: boolean
}

export function ealPackage(eal: number): Components {
  return new Map(
    Object.entries(LEVELS).flatMap(([family, steps]) => {
      const step = steps[eal - 1] ?? 0
      return step > 0 ? [[family, step] as const] : []
    }),
  )
}

/** How many components a family has, or undefined for a family that no edition we know has. */
export function componentsIn(family: string): number | undefined {
  return FAMILIES[family] ?? FAMILIES_OF_2022[family]
}

export function isFamilyOf2022Only(family: string): boolean {
  return FAMILIES[family] === undefined && FAMILIES_OF_2022[family] !== undefined
}

/** Whether a package has every component of another, so that whoever evaluated the one has evaluated the other. */
export function includesPackage(a: Package, b: Package): boolean {
  if (b.isOpen) return false
  return [...b.components].every(([family, step]) => (a.components.get(family) ?? 0) >= step)
}

/** Vulnerability analysis and attacker class by AVA_VAN component. */
const VAN: readonly { readonly V: number; readonly R: number }[] = [
  { V: 0, R: 0 },
  { V: 2, R: 2 },
  { V: 3, R: 2 },
  { V: 4, R: 3 },
  { V: 5, R: 4 },
  { V: 6, R: 5 },
]

/** Bounds of a depth. */
type Depths = readonly [low: number, high: number]

function designDepth(has: (family: string) => number): Depths {
  if (has('ADV_SPM') >= 1) return [6, 6]
  // The whole implementation counts as the fifth step once the design is semiformal, from ADV_TDS.4 on.
  if (has('ADV_IMP') >= 2) return has('ADV_TDS') >= 4 ? [5, 5] : [4, 5]
  if (has('ADV_IMP') >= 1) return [4, 4]
  return has('ADV_ARC') >= 1 && has('ADV_TDS') >= 1 ? [3, 3] : [2, 2]
}

function testDepth(has: (family: string) => number): Depths {
  if (has('ATE_DPT') >= 4) return [5, 5]
  if (has('ATE_DPT') >= 3) return [4, 4]
  return has('ATE_COV') >= 2 ? [3, 3] : [2, 2]
}

/** The place of development without flaw handling is an interval: strictly nothing is complete, freely the highest part counts. */
function lifeCycleDepth(has: (family: string) => number, handlesFlaws: boolean): Depths {
  const isManaged = has('ALC_CMC') >= 2
  const isSeen = has('ALC_DVS') >= 1
  const high = isSeen ? (has('ALC_LCD') >= 2 ? 5 : 4) : isManaged || handlesFlaws ? 2 : 0
  if (!handlesFlaws) return [0, high]
  return [isSeen ? 3 : isManaged ? 2 : 1, high]
}

/** Who certifies and who evaluates where the print does not say: as in the coded packages. */
export interface PackageScheme {
  readonly attestation: Depths
  readonly performers: Depths
  readonly upkeep: Depths
  /** The scheme's own rules ask for flaw handling and a contact, whatever the package holds. */
  readonly handlesFlaws: boolean
}

export const ANY_CC_SCHEME: PackageScheme = {
  attestation: [4, 5],
  performers: [4, 5],
  upkeep: [0, 3],
  handlesFlaws: false,
}

/** The EUCC draws the line between substantial and high at AVA_VAN.3. Source: eu-2024-482, Art. 4(2) and (3), Art. 21, 22. */
export function euccScheme(vulnerabilityComponent: number): PackageScheme {
  const step = vulnerabilityComponent >= 3 ? 5 : 4
  return { attestation: [step, step], performers: [step, step], upkeep: [2, 2], handlesFlaws: true }
}

/** What a package comes to on our scale. */
export function packageProfile(of: Package, scheme: PackageScheme): ProfileInterval {
  const has = (family: string): number => of.components.get(family) ?? 0
  const [least, most] = scheme.performers
  const van = VAN[has('AVA_VAN')] ?? { V: 0, R: 0 }
  const design = designDepth(has)
  const tests = testDepth(has)
  const life = lifeCycleDepth(has, scheme.handlesFlaws || has('ALC_FLR') >= 1)
  const widest = Math.min(most, MOST_INDEPENDENT)
  const high = (depth: number, deepest: number): Front => pair(of.isOpen ? deepest : depth, widest)
  return {
    low: profile({
      I: pair(scheme.attestation[0], 0),
      D: pair(design[0], least),
      T: pair(tests[0], least),
      V: pair(van.V, least),
      R: pair(van.R, least),
      L: life[0] > 0 ? pair(life[0], least) : EMPTY_FRONT,
      M: pair(scheme.upkeep[0], 0),
    }),
    high: profile({
      I: pair(scheme.attestation[1], 0),
      D: high(design[1], DEEPEST.D),
      T: high(tests[1], DEEPEST.T),
      V: high(van.V, DEEPEST.V),
      R: high(van.R, DEEPEST.R),
      L: high(life[1], DEEPEST.L),
      M: pair(scheme.upkeep[1], 0),
    }),
  }
}
