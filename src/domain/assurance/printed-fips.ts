/**
 * Levels of cryptographic modules with levels per area: `FIPS 140-3 Level 2 (physical 3)`.
 *
 * The overall level is the least of the areas, so an area may be above it and not below. Which evidence a higher area brings is not
 * told by the print: the level lies between its own and the higher one.
 */
import type { NativeLevel } from './native-level.ts'
import type { Levels, ReadLevel } from './printed-level.ts'
import { joinIntervals } from './profile.ts'

const MODULE =
  /^(FIPS\s*(?:PUB\s*)?140-([23])|ISO(?:\/IEC)?\s*19790(?::2012)?)\s*,?\s*(?:overall\s+)?(?:security\s+)?(?:level|L)\s*(\d)/i
const AREA = /([A-Za-z][A-Za-z ,/-]*?)\s*:?\s*(?:level\s*|L)?(\d|N\/A)(?=\s*(?:[,;)]|and\b|$))/iy

/** Words by which areas are known; the full names are those of the standard's clauses. */
const AREAS = [
  'physical',
  'physical security',
  'roles',
  'roles services and authentication',
  'authentication',
  'design assurance',
  'life-cycle assurance',
  'lifecycle assurance',
  'operational environment',
  'software/firmware security',
  'non-invasive security',
  'non-invasive',
  'self-tests',
  'mitigation of other attacks',
  'mitigation',
  'cryptographic module specification',
  'cryptographic module interfaces',
  'ports and interfaces',
  'finite state model',
  'key management',
  'sensitive security parameter management',
  'emi/emc',
]

function idOf(generation: string | undefined, level: number): string {
  return generation === undefined ? `iso19790-2012-l${level}` : `fips140-${generation}-l${level}`
}

export function readCryptographicModule(text: string, levels: Levels): ReadLevel | undefined {
  const head = MODULE.exec(text)
  if (head === null) return undefined
  const overall = Number(head[3])
  const numberColumn = head[0].length
  const base = levels.get(idOf(head[2], overall))
  if (base === undefined)
    return {
      kind: 'unknown',
      column: numberColumn,
      because: 'security levels of cryptographic modules run from 1 to 4',
    }
  const rest = text.slice(head[0].length)
  if (rest.trim() === '') return { kind: 'native', level: base }
  let at = head[0].length + (/^[\s,;:(]*(?:with\s+)?/i.exec(rest)?.[0].length ?? 0)
  let highest = overall
  let areas = 0
  while (at < text.length && !/^[\s)]*$/.test(text.slice(at))) {
    AREA.lastIndex = at
    const area = AREA.exec(text)
    if (area === null)
      return {
        kind: 'unknown',
        column: at + 1,
        because: `"${text.slice(at)}" is no area of the standard with its level, as in "physical 3"`,
      }
    const name = (area[1] as string).trim().toLowerCase().replaceAll(',', '')
    if (!AREAS.includes(name))
      return {
        kind: 'unknown',
        column: at + 1,
        because: `"${(area[1] as string).trim()}" is no area of the standard, as physical security is`,
      }
    const digitColumn = at + area[0].length - (area[2] as string).length + 1
    if (area[2]?.toUpperCase() !== 'N/A') {
      const step = Number(area[2])
      if (step < 1 || step > 4)
        return { kind: 'unknown', column: digitColumn, because: 'security levels of areas run from 1 to 4' }
      if (step < overall)
        return {
          kind: 'unknown',
          column: digitColumn,
          because: `the overall level is the least of all areas, so none is below ${overall}`,
        }
      highest = Math.max(highest, step)
    }
    areas += 1
    at += area[0].length
    at += /^[\s,;]*(?:and\s+)?/i.exec(text.slice(at))?.[0].length ?? 0
  }
  if (areas === 0 || highest === overall) return { kind: 'native', level: base }
  const above = levels.get(idOf(head[2], highest))
  return above === undefined ? { kind: 'native', level: base } : { kind: 'native', level: between(text, base, above) }
}

function between(text: string, base: NativeLevel, above: NativeLevel): NativeLevel {
  return {
    ...base,
    id: `printed:${text}`,
    name: text,
    asPrinted: [text],
    profile: { low: base.profile.low, high: joinIntervals(base.profile, above.profile).high },
    coordinates: base.coordinates.map((c) => {
      const other = above.coordinates.find((o) => o.dimension === c.dimension)
      const isWider = JSON.stringify(base.profile.high[c.dimension]) !== JSON.stringify(above.profile.high[c.dimension])
      return isWider
        ? {
            ...c,
            isPoint: false,
            because: `${c.because} One area is at a higher level, where: ${other?.because ?? ''}`,
          }
        : c
    }),
    includes: [
      {
        level: base.id,
        because: 'No area is below the overall level.',
        citation: base.coordinates[0]?.citation ?? { source: '', at: '', standing: 'unchecked' },
      },
    ],
  }
}
