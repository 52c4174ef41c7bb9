/**
 * A level as its scheme prints it: exact where the text is exact, an interval where it leaves things open.
 *
 * `EAL4+` says that something was added and not what, so only bounds are known; the EUCC forbids the plus sign for that reason (Annex VIII).
 * Source: CC Part 3 for components; docs/assurance-model.md for the steps.
 */
import { EVERYTHING, type Front, joinFronts, pair, type Profile, type ProfileInterval, profile } from './profile.ts'
import type { NativeLevel } from './native-level.ts'
import { LETTERS, type Letter, TARGET_TYPES, type TargetType } from './thresholds.ts'

export type ReadLevel =
  | { readonly kind: 'native'; readonly level: NativeLevel }
  | { readonly kind: 'unified'; readonly targetType: TargetType; readonly letter: Exclude<Letter, 'none'> }
  /** What was printed has no single entry; `column` is 1-based. */
  | { readonly kind: 'unknown'; readonly column: number; readonly because: string }

const UNIFIED = /^([a-z]+):([A-E])$/
const EAL = /^(?:CC\s+|EUCC\s+)?EAL\s?([1-7])\s*(.*)$/i
const COMPONENT = /^[A-Z]{3}_[A-Z]{3}\.\d$/

/** Depth of the vulnerability analysis and the attacker class that each AVA_VAN component stands for. */
const VAN: readonly { readonly V: number; readonly R: number }[] = [
  { V: 0, R: 0 }, { V: 2, R: 2 }, { V: 3, R: 2 }, { V: 4, R: 3 }, { V: 5, R: 4 }, { V: 6, R: 5 },
]

export function readPrintedLevel(text: string, levels: ReadonlyMap<string, NativeLevel>): ReadLevel {
  const trimmed = text.trim()
  const known = levels.get(trimmed) ?? findPrinted(trimmed, levels)
  if (known !== undefined) return { kind: 'native', level: known }
  const unified = UNIFIED.exec(trimmed)
  if (unified !== null) {
    const [, type, letter] = unified as unknown as [string, string, string]
    if (!(TARGET_TYPES as readonly string[]).includes(type)) return { kind: 'unknown', column: 1, because: `"${type}" is no target type; known: ${TARGET_TYPES.join(', ')}` }
    if (LETTERS.includes(letter as Letter)) return { kind: 'unified', targetType: type as TargetType, letter: letter as Exclude<Letter, 'none'> }
  }
  const eal = EAL.exec(trimmed)
  if (eal !== null) return readEal(trimmed, eal[1] as string, (eal[2] as string).trim(), levels)
  return { kind: 'unknown', column: 1, because: 'it is neither the id of a level, nor TYPE:LETTER, nor a form printed by a scheme in the catalogue' }
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[\s_,()]+/g, ' ').trim()
}

const printedIndex = new WeakMap<ReadonlyMap<string, NativeLevel>, ReadonlyMap<string, NativeLevel>>()

function findPrinted(text: string, levels: ReadonlyMap<string, NativeLevel>): NativeLevel | undefined {
  let index = printedIndex.get(levels)
  if (index === undefined) {
    const made = new Map<string, NativeLevel>()
    for (const level of levels.values()) for (const form of [level.name, ...level.asPrinted]) if (!made.has(fold(form))) made.set(fold(form), level)
    printedIndex.set(levels, made)
    index = made
  }
  return index.get(fold(text))
}

function readEal(text: string, number: string, rest: string, levels: ReadonlyMap<string, NativeLevel>): ReadLevel {
  const base = levels.get(`cc31-eal${number}`)
  if (base === undefined) return { kind: 'unknown', column: 1, because: `EAL${number} of CC 3.1 is not in the catalogue` }
  if (rest === '') return { kind: 'native', level: base }
  const listed = rest.replace(/^\+/, '').replace(/^\s*(augmented\s+(by|with)|with)\s+/i, '').replace(/[()]/g, ' ').replace(/\band\b/gi, ',')
  const components = listed.split(/[,;\s]+/).filter((c) => c !== '')
  const wrong = components.find((c) => !COMPONENT.test(c))
  if (wrong !== undefined) return { kind: 'unknown', column: Math.max(1, text.indexOf(wrong) + 1), because: `"${wrong}" is no assurance component of the form AVA_VAN.5` }
  const bounds = components.length === 0 ? open(base.profile) : augment(base.profile, components)
  return {
    kind: 'native',
    level: { ...base, id: `printed:${text}`, name: text, asPrinted: [text], profile: bounds, coordinates: base.coordinates.map((c) => ({ ...c, isPoint: c.isPoint && components.length > 0 })) },
  }
}

/** Something was added, nobody says what: everything but attestation and upkeep may be more. */
function open(base: ProfileInterval): ProfileInterval {
  return { low: base.low, high: { ...EVERYTHING, I: base.high.I, M: base.high.M } }
}

function augment(base: ProfileInterval, components: readonly string[]): ProfileInterval {
  return { low: components.reduce(withComponent, base.low), high: components.reduce(withComponent, base.high) }
}

function withComponent(p: Profile, component: string): Profile {
  const performer = p.V[0]?.performer ?? p.D[0]?.performer ?? 0
  const step = Number(component.slice(-1))
  const add = (front: Front, depth: number): Front => joinFronts(front, pair(depth, performer))
  if (component.startsWith('AVA_VAN.')) {
    const van = VAN[step] ?? { V: 0, R: 0 }
    return profile({ ...p, V: add(p.V, van.V), R: add(p.R, van.R) })
  }
  if (component === 'ALC_DVS.2') return profile({ ...p, L: add(p.L, 4) })
  return p
}
