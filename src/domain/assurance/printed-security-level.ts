/**
 * Capability security levels of IEC 62443: `SL-C 2`. They say what a component or a system can do, and nothing of who found it.
 *
 * Alone, the form may belong to IEC 62443-4-2 (components) or to IEC 62443-3-3 (systems).
 */
import type { Coordinate, NativeLevel } from './native-level.ts'
import type { Levels, ReadLevel } from './printed-level.ts'
import { EVERYTHING, MOST_INDEPENDENT, NOTHING, pair } from './profile.ts'

const FORM =
  /^(?:(?:ISO\/)?(?:IEC|ISA(?:\/IEC)?|EN(?:\s+IEC)?)\s*)?(62443-([34])-([23])(?::\d{4})?)?[\s,]*SL[\s-]?([CTA])?[\s-]?(\d)$/i

/** Attacker class by security level, as the coded levels have it. */
const ATTACKER: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 1],
  [2, 3],
  [3, 4],
  [4, 5],
]

export function readSecurityCapability(text: string, levels: Levels): ReadLevel | undefined {
  const parts = FORM.exec(text)
  if (parts === null) return undefined
  const [, standard, three, two, kind, digit] = parts
  const level = Number(digit)
  const kindColumn = text.toUpperCase().lastIndexOf('SL') + 1
  if (kind !== undefined && kind.toUpperCase() !== 'C') {
    return {
      kind: 'unknown',
      column: kindColumn,
      because:
        kind.toUpperCase() === 'T'
          ? 'SL-T is what a zone needs; what a component or system can do is SL-C'
          : 'SL-A is what a plant was found to reach; what a component or system can do is SL-C',
    }
  }
  if (level < 1 || level > 4)
    return { kind: 'unknown', column: text.length, because: 'security levels run from SL 1 to SL 4; SL 0 asks nothing' }
  const candidates = (ids: readonly string[]): readonly NativeLevel[] => ids.flatMap((id) => levels.get(id) ?? [])
  if (standard === undefined) {
    const found = candidates([`iec62443-4-2-self-sl${level}`, `isasecure-csa-sl${level}`, `isasecure-ssa-sl${level}`])
    return {
      kind: 'ambiguous',
      column: 1,
      because: `"${text}" alone names neither IEC 62443-4-2 (components) nor IEC 62443-3-3 (systems), nor who found it`,
      candidates: found,
    }
  }
  const isComponent = three === '4' && two === '2'
  if (!isComponent && !(three === '3' && two === '3')) return undefined
  // A declaration of the supplier is the least that the print can stand for; where it is coded, the print is read as it.
  const declared = isComponent ? levels.get(`iec62443-4-2-self-sl${level}`) : undefined
  const source = levels.get(isComponent ? `isasecure-csa-sl${level}` : `isasecure-ssa-sl${level}`)
  const namesNoAssessor = source === undefined ? [] : [source]
  if (declared !== undefined) return { kind: 'native', level: declared, namesNoAssessor }
  return source === undefined
    ? undefined
    : { kind: 'native', level: capability(text, level, isComponent, source), namesNoAssessor }
}

/** The capability is claimed by somebody; who looked, and how deep, the print does not say. */
function capability(text: string, level: number, isComponent: boolean, coded: NativeLevel): NativeLevel {
  const [least, most] = ATTACKER[level] as readonly [number, number]
  const coordinates = coded.coordinates.map((c): Coordinate => {
    if (c.dimension === 'R') return { ...c, isPoint: false }
    return {
      dimension: c.dimension,
      isPoint: false,
      because: 'The standard states requirements; the print does not say who found them met, or how.',
      citation: { source: isComponent ? 'iec-62443-4-2' : c.citation.source, at: '', standing: 'unchecked' },
    }
  })
  return {
    id: `printed:${text}`,
    name: text,
    scheme: isComponent ? 'iec-62443-4-2' : 'iec-62443-3-3',
    edition: isComponent ? '2019' : '2013',
    targetType: isComponent ? 'component' : 'system',
    asPrinted: [text],
    profile: {
      low: { ...NOTHING, D: pair(1, 1), R: pair(least, 1) },
      high: { ...EVERYTHING, R: pair(most, MOST_INDEPENDENT) },
    },
    coordinates,
  }
}
