/** Common Criteria packages as printed: `EAL4`, `EAL 5+ (ALC_DVS.2, AVA_VAN.5)`, `AVA_VAN.5` alone, and what stands in certificates besides. */
import {
  augmented,
  type CcPackage,
  codedLevelOf,
  codedPackages,
  packageIncludes,
  type PackageRules,
} from './cc-levels.ts'
import {
  ANY_CC_SCHEME,
  componentsIn,
  ealPackage,
  euccScheme,
  isFamilyOf2022Only,
  packageProfile,
} from './cc-package.ts'
import type { Coordinate, NativeLevel } from './native-level.ts'
import type { Levels, ReadLevel, Unreadable } from './printed-level.ts'
import { DIMENSIONS, type Dimension, EVERYTHING, NOTHING, type ProfileInterval, sameFront } from './profile.ts'

const PREFIX =
  /^(?:(CC)(?:\s*v?(3\.1)(?:\s*(?:R|Release|Revision)\s*\d)?|\s*:?\s*(2022)(?:\s*R\d)?)?\s+|(EUCC)(?:\s+(substantial|high))?\s+)?/i
const EAL = /^EAL[\s-]?(\d+)/i
const COMPONENT = /^([A-Z]{3}_[A-Z]{3,4})\.(\d)$/
const JOINING = /[\s,;&/()[\]+]+|\band\b|\bwith\b|\baugmented\b|\bby\b|\bplus\b/giy

interface Printed {
  readonly text: string
  readonly column: number
}

/** Components in the order printed, each with its 1-based column; a first word that is none ends the reading. */
function componentsFrom(text: string, from: number): { readonly found: readonly Printed[]; readonly wrong?: Printed } {
  const found: Printed[] = []
  let at = from
  while (at < text.length) {
    JOINING.lastIndex = at
    const joining = JOINING.exec(text)
    if (joining !== null && joining[0] !== '') {
      at += joining[0].length
      continue
    }
    const word = /^[^\s,;&/()[\]+]+/.exec(text.slice(at))?.[0] ?? text.slice(at)
    const printed = { text: word, column: at + 1 }
    if (!COMPONENT.test(word)) return { found, wrong: printed }
    found.push(printed)
    at += word.length
  }
  return { found }
}

function wrongComponent({ text, column }: Printed): Unreadable {
  return { kind: 'unknown', column, because: `"${text}" is no assurance component of the form AVA_VAN.5` }
}

/** A component that no edition has, or one below what the package has already. */
function problemWith({ text, column }: Printed, base: CcPackage, is2022: boolean): Unreadable | undefined {
  const [, family, digit] = COMPONENT.exec(text) as unknown as [string, string, string]
  const most = componentsIn(family)
  const step = Number(digit)
  if (most === undefined)
    return { kind: 'unknown', column, because: `"${family}" is no assurance family of the Common Criteria` }
  if (isFamilyOf2022Only(family) && !is2022)
    return { kind: 'unknown', column, because: `the family ${family} came with CC:2022` }
  if (step < 1 || step > most)
    return { kind: 'unknown', column: column + family.length + 1, because: `${family} has the components 1 to ${most}` }
  const has = base.components.get(family) ?? 0
  if (step < has)
    return { kind: 'unknown', column, because: `an augmentation adds, but the package has ${family}.${has} already` }
  return undefined
}

export function readCommonCriteria(text: string, levels: Levels): ReadLevel | undefined {
  const prefix = PREFIX.exec(text) as RegExpExecArray
  const start = prefix[0].length
  const eal = EAL.exec(text.slice(start))
  const rules: PackageRules = prefix[4] === undefined ? 'cc-3.1' : 'eucc'
  if (eal === null) return readComponentsAlone(text, start, rules, prefix[5], levels)
  const number = Number(eal[1])
  if (number < 1 || number > 7)
    return {
      kind: 'unknown',
      column: start + eal[0].length - (eal[1] as string).length + 1,
      because: 'the evaluation assurance levels are EAL1 to EAL7',
    }
  const rest = start + eal[0].length
  const base: CcPackage = { under: rules, components: ealPackage(number), isOpen: false }
  const plus = text.indexOf('+', rest)
  if (plus >= 0 && rules === 'eucc')
    return {
      kind: 'unknown',
      column: plus + 1,
      because: 'the EUCC forbids the plus sign: an augmentation is detailed by the list of its components (Annex VIII)',
    }
  const { found, wrong } = componentsFrom(text, rest)
  if (wrong !== undefined) return wrongComponent(wrong)
  const is2022 =
    prefix[3] !== undefined || found.some((c) => isFamilyOf2022Only(c.text.slice(0, c.text.lastIndexOf('.'))))
  for (const component of found) {
    const problem = problemWith(component, base, is2022)
    if (problem !== undefined) return problem
  }
  const isOpen = found.length === 0 && /\S/.test(text.slice(rest))
  const made: CcPackage = {
    under: rules,
    components: augmented(
      base.components,
      found.map((c) => c.text),
    ),
    isOpen,
  }
  if (is2022) return beside2022(text, number, made, levels)
  return { kind: 'native', level: levelOf(text, made, levels, prefix[5]) }
}

/** The level of a package: its own entry where one was coded, otherwise worked out from the components. */
function levelOf(text: string, made: CcPackage, levels: Levels, _claimed: string | undefined): NativeLevel {
  const coded = codedLevelOf(made)
  const entry = coded === undefined ? undefined : levels.get(coded)
  if (entry !== undefined) return entry
  const scheme = made.under === 'eucc' ? euccScheme(made.components.get('AVA_VAN') ?? 0) : ANY_CC_SCHEME
  const nearest = nearestIncluded(made, levels)
  return printed(text, made, packageProfile(made, scheme), nearest)
}

/** The coded level under the same rules with the most components among those that this package includes. */
function nearestIncluded(made: CcPackage, levels: Levels): NativeLevel | undefined {
  const probe = { ccPackage: made, id: '' } as unknown as NativeLevel
  let best: { level: NativeLevel; size: number } | undefined
  for (const [id, coded] of codedPackages()) {
    const level = levels.get(id)
    if (level === undefined || !packageIncludes(probe, level)) continue
    const size = [...coded.components.values()].reduce((sum, n) => sum + n, 0)
    if (best === undefined || size > best.size) best = { level, size }
  }
  return best?.level
}

const READS: Readonly<Record<Dimension, string>> = {
  I: 'The print says nothing of who certifies beyond its scheme.',
  D: 'From the components of ADV that the package has.',
  T: 'From the components of ATE that the package has.',
  V: 'From the component of AVA_VAN that the package has.',
  R: 'The attack potential that this component of AVA_VAN is tested against.',
  L: 'From the components of ALC that the package has; without flaw remediation only bounds are known.',
  M: 'The package says nothing of upkeep; the scheme decides.',
}

function printed(text: string, made: CcPackage, profile: ProfileInterval, base: NativeLevel | undefined): NativeLevel {
  const coordinates = DIMENSIONS.map((dimension): Coordinate => {
    const own = base?.coordinates.find((c) => c.dimension === dimension)
    const isSame =
      base !== undefined &&
      sameFront(profile.low[dimension], base.profile.low[dimension]) &&
      sameFront(profile.high[dimension], base.profile.high[dimension])
    if (own !== undefined && isSame) return own
    return {
      dimension,
      because:
        made.isOpen && dimension !== 'I' && dimension !== 'M'
          ? `${READS[dimension]} The plus may stand for more.`
          : READS[dimension],
      citation: own?.citation ?? { source: 'cc-3.1r5-part3', at: 'components of the package', standing: 'unchecked' },
      isPoint: sameFront(profile.low[dimension], profile.high[dimension]),
    }
  })
  return {
    id: `printed:${text}`,
    name: text,
    scheme: base?.scheme ?? (made.under === 'eucc' ? 'eucc' : 'common-criteria'),
    edition: base?.edition ?? '3.1 R5',
    targetType: 'product',
    asPrinted: [text],
    profile,
    coordinates,
    ccPackage: made,
  }
}

/** CC:2022 was read only in a summary: what version 3.1 gives for the same package, with the bounds of the coded level kept. */
function beside2022(text: string, eal: number, made: CcPackage, levels: Levels): ReadLevel {
  const base = levels.get(`cc2022-eal${eal}`)
  if (base === undefined) return { kind: 'unknown', column: 1, because: `EAL${eal} of CC:2022 is not in the catalogue` }
  const asIn31 = packageProfile(made, ANY_CC_SCHEME)
  const plain = packageProfile({ components: ealPackage(eal), isOpen: false }, ANY_CC_SCHEME)
  const low = { ...base.profile.low }
  const high = { ...base.profile.high }
  for (const d of DIMENSIONS) {
    if (!sameFront(asIn31.low[d], plain.low[d])) low[d] = asIn31.low[d]
    if (!sameFront(asIn31.high[d], plain.high[d])) high[d] = asIn31.high[d]
  }
  const { ccPackage: _none, ...level } = printed(text, made, { low, high }, base)
  return { kind: 'native', level: { ...level, edition: 'CC:2022' } }
}

/** `AVA_VAN.5` without a package: vulnerability analysis and attacker class are known from below, nothing else is known. */
function readComponentsAlone(
  text: string,
  start: number,
  rules: PackageRules,
  euccLevel: string | undefined,
  levels: Levels,
): ReadLevel | undefined {
  const body = text.slice(start).replace(/^VAN\.?(\d)$/i, 'AVA_VAN.$1')
  if (!/^[A-Z]{3}_[A-Z]{3,4}\.\d/.test(body)) return undefined
  const { found, wrong } = componentsFrom(body, 0)
  if (wrong !== undefined) return wrongComponent({ ...wrong, column: wrong.column + start })
  const nothing: CcPackage = { under: rules, components: new Map(), isOpen: true }
  for (const component of found) {
    const problem = problemWith({ ...component, column: component.column + start }, nothing, true)
    if (problem !== undefined) return problem
  }
  const made: CcPackage = {
    under: rules,
    components: augmented(
      new Map(),
      found.map((c) => c.text),
    ),
    isOpen: true,
  }
  const van = made.components.get('AVA_VAN') ?? 0
  if (rules === 'eucc') return euccByVulnerability(text, van, euccLevel, levels)
  // Whatever the scheme, AVA_VAN is an evaluator's action by a facility that the scheme recognises.
  const shown = packageProfile(made, { attestation: [0, 5], performers: [3, 5], upkeep: [0, 4], handlesFlaws: false })
  const profile = { low: { ...NOTHING, V: shown.low.V, R: shown.low.R }, high: EVERYTHING }
  const level = printed(text, made, profile, undefined)
  const coordinates = level.coordinates.map((c): Coordinate => {
    if (van > 0 && (c.dimension === 'V' || c.dimension === 'R')) {
      return {
        ...c,
        because: `AVA_VAN.${van} at least, by an evaluation facility that its scheme recognises; the package around it is not named.`,
        citation: { source: 'cc-3.1r5-part3', at: `AVA_VAN.${van}`, standing: 'primary', on: READ_ON },
      }
    }
    return {
      ...c,
      because: 'The print names no package, so nothing is known of it.',
      citation: { source: 'cc-3.1r5-part3', at: '', standing: 'unchecked' },
    }
  })
  return { kind: 'native', level: { ...level, coordinates } }
}

const READ_ON = '2026-11-25' as NonNullable<Coordinate['citation']['on']>

/** `EUCC high AVA_VAN.4`: the level by the component, where no coded form was met. */
function euccByVulnerability(
  text: string,
  van: number,
  claimed: string | undefined,
  levels: Levels,
): ReadLevel | undefined {
  if (van === 0) return undefined
  const level = van >= 3 ? 'high' : 'substantial'
  if (claimed !== undefined && claimed.toLowerCase() !== level) {
    return {
      kind: 'unknown',
      column: text.search(/AVA_VAN/i) + 1,
      because: `under the EUCC, AVA_VAN.${van} is level ${level}, not ${claimed} (Art. 4)`,
    }
  }
  const base = levels.get(`eucc-${level}`)
  if (base === undefined) return undefined
  const made: CcPackage = { under: 'eucc', components: new Map([['AVA_VAN', van]]), isOpen: true }
  const shown = packageProfile({ components: made.components, isOpen: false }, euccScheme(van))
  const profile = {
    low: { ...base.profile.low, V: shown.low.V, R: shown.low.R },
    high: { ...base.profile.high, V: shown.high.V, R: shown.high.R },
  }
  return { kind: 'native', level: { ...printed(text, made, profile, base), scheme: 'eucc', edition: base.edition } }
}
