/** Which coded levels are Common Criteria packages, and how two of them include each other. */
import { type Components, ealPackage, includesPackage, type Package } from './cc-package.ts'
import type { NativeLevel } from './native-level.ts'

/** Packages include each other only where the same rules say who certifies. */
export type PackageRules = 'cc-3.1' | 'eucc'

export interface CcPackage extends Package {
  readonly under: PackageRules
}

type Coded = readonly [rules: PackageRules, eal: number, ...augmentations: string[]]

/** Coded levels by id. What each entry adds is in its name and its asPrinted. */
const CODED: Readonly<Record<string, Coded>> = {
  'cc31-eal1': ['cc-3.1', 1],
  'cc31-eal2': ['cc-3.1', 2],
  'cc31-eal3': ['cc-3.1', 3],
  'cc31-eal4': ['cc-3.1', 4],
  'cc31-eal5': ['cc-3.1', 5],
  'cc31-eal6': ['cc-3.1', 6],
  'cc31-eal7': ['cc-3.1', 7],
  'cc31-eal2-flr2': ['cc-3.1', 2, 'ALC_FLR.2'],
  'cc31-eal3-flr2': ['cc-3.1', 3, 'ALC_FLR.2'],
  'cc31-eal4-flr3': ['cc-3.1', 4, 'ALC_FLR.3'],
  'cc31-eal4-dvs2-van5': ['cc-3.1', 4, 'ALC_DVS.2', 'AVA_VAN.5'],
  'cc31-eal4-plus': ['cc-3.1', 4, '+'],
  'cc31-eal5-dvs2-van5': ['cc-3.1', 5, 'ALC_DVS.2', 'AVA_VAN.5'],
  'cc31-eal6-flr1': ['cc-3.1', 6, 'ALC_FLR.1'],
  'eucc-eal1-van1': ['eucc', 1],
  'eucc-eal2-van2': ['eucc', 2],
  'eucc-eal3-van2': ['eucc', 3],
  'eucc-eal4-van3': ['eucc', 4],
  'eucc-eal4-van5': ['eucc', 4, 'ALC_DVS.2', 'AVA_VAN.5'],
  'eucc-eal5-van4': ['eucc', 5],
  'eucc-eal5-dvs2-van5': ['eucc', 5, 'ALC_DVS.2', 'AVA_VAN.5'],
  'eucc-eal6-van5': ['eucc', 6],
  'eucc-eal7-van5': ['eucc', 7],
}

/** Components with some of them raised. */
export function augmented(base: Components, additions: readonly string[]): Components {
  const made = new Map(base)
  for (const component of additions) {
    const at = component.lastIndexOf('.')
    const family = component.slice(0, at)
    made.set(family, Math.max(made.get(family) ?? 0, Number(component.slice(at + 1))))
  }
  return made
}

function read([under, eal, ...additions]: Coded): CcPackage {
  return {
    under,
    components: augmented(
      ealPackage(eal),
      additions.filter((a) => a !== '+'),
    ),
    isOpen: additions.includes('+'),
  }
}

const packages: ReadonlyMap<string, CcPackage> = new Map(Object.entries(CODED).map(([id, coded]) => [id, read(coded)]))

export function packageOf(level: NativeLevel): CcPackage | undefined {
  return level.ccPackage ?? packages.get(level.id)
}

/** Ids of all levels that are coded as packages. */
export function codedPackages(): ReadonlyMap<string, CcPackage> {
  return packages
}

/** The coded level that is exactly this package, if there is one. */
export function codedLevelOf(wanted: CcPackage): string | undefined {
  for (const [id, coded] of packages) {
    const isSame =
      coded.under === wanted.under &&
      coded.isOpen === wanted.isOpen &&
      coded.components.size === wanted.components.size &&
      [...coded.components].every(([family, step]) => wanted.components.get(family) === step)
    if (isSame) return id
  }
  return undefined
}

/**
 * Whether whoever holds `a` has, under the same scheme, all that `b` asks: by its components.
 * Under the EUCC a higher AVA_VAN only ever brings the stricter rules of level high.
 */
export function packageIncludes(a: NativeLevel, b: NativeLevel): boolean {
  const x = packageOf(a)
  const y = packageOf(b)
  return x !== undefined && y !== undefined && x.under === y.under && includesPackage(x, y)
}
