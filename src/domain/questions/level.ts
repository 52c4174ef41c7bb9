/**
 * `level`: the profile of a native level and its readings, each with its because.
 *
 * The fields are those of the command line's contract: a number, or `[low, high]` where only bounds are known; letters likewise.
 */
import type { Because } from '../answers/index.ts'
import {
  type Coordinate,
  CSA_LEVELS,
  type CsaLevel,
  depthAt,
  DIMENSIONS,
  type Dimension,
  type Front,
  leastProfile,
  LETTERS,
  type Letter,
  levelsOf,
  meets,
  type NativeLevel,
  point,
  type Profile,
  type ReadingName,
  type Readings,
  readingsOf,
  readPrintedLevel,
  type Span,
  type TargetType,
  type Threshold,
  type ThresholdTables,
  thresholdsFor,
  thresholdsUpTo,
} from '../assurance/index.ts'
import type { Catalogue } from './catalogue.ts'

/** One value where it is known, both ends where it is not. */
export type ValueOrPair<T> = T | readonly [low: T, high: T]

/** A front as `[depth, performer]` pairs, deepest first. */
export type FrontAsPairs = readonly (readonly [depth: number, performer: number])[]

export interface FrontBounds {
  readonly low: FrontAsPairs
  readonly high: FrontAsPairs
}

export interface LevelItem {
  readonly id: string
  readonly name: string
  readonly scheme: string
  readonly edition: string
  readonly targetType: TargetType
  /** The greatest depth in each dimension, whoever went there. */
  readonly profile: Readonly<Record<Dimension, ValueOrPair<number>>>
  /** How deep by whom: what the profile above leaves out. */
  readonly fronts: Readonly<Record<Dimension, FrontBounds>>
  /** Verified resistance at any performer. */
  readonly resistance: ValueOrPair<number>
  readonly formal: ValueOrPair<Letter>
  readonly technical: ValueOrPair<Letter>
  /** Comparison only, no legal effect. */
  readonly csa: ValueOrPair<CsaLevel>
  readonly because: Because
}

export type LevelAnswer =
  | { readonly kind: 'value'; readonly items: readonly LevelItem[] }
  /** Printed by several schemes: the items are what it may stand for. */
  | { readonly kind: 'ambiguous'; readonly items: readonly LevelItem[]; readonly column: number; readonly says: string }
  | { readonly kind: 'unknown'; readonly column: number; readonly says: string }

/** A native level by its id or as printed, or a unified level as the least profile that reaches it. */
export function level(text: string, catalogue: Pick<Catalogue, 'levels' | 'thresholds'>): LevelAnswer {
  const read = readPrintedLevel(text, catalogue.levels)
  switch (read.kind) {
    case 'native':
      return { kind: 'value', items: [levelItem(read.level, catalogue.thresholds)] }
    case 'unified':
      return { kind: 'value', items: [unifiedItem(read.targetType, read.letter, catalogue.thresholds)] }
    case 'ambiguous':
      return {
        kind: 'ambiguous',
        items: read.candidates.map((l) => levelItem(l, catalogue.thresholds)),
        column: read.column,
        says: read.because,
      }
    case 'unknown':
      return { kind: 'unknown', column: read.column, says: read.because }
    default:
      return read satisfies never
  }
}

/** Every native level of the catalogue, in the catalogue's order. */
export function allLevels(catalogue: Pick<Catalogue, 'levels' | 'thresholds'>): readonly LevelItem[] {
  return [...catalogue.levels.values()].map((l) => levelItem(l, catalogue.thresholds))
}

export function levelItem(of: NativeLevel, tables: ThresholdTables): LevelItem {
  const readings = readingsOf(of.profile, of.targetType, tables)
  return {
    id: of.id,
    name: of.name,
    scheme: of.scheme,
    edition: of.edition,
    targetType: of.targetType,
    ...shownProfile(of.profile.low, of.profile.high),
    resistance: valueOrPair(readings.resistance),
    formal: valueOrPair(readings.formal),
    technical: valueOrPair(readings.technical),
    csa: valueOrPair(readings.csa),
    because: levelBecause(of, readings, tables),
  }
}

export function valueOrPair<T>(span: Span<T>): ValueOrPair<T> {
  return span.low === span.high ? span.low : [span.low, span.high]
}

function shownProfile(low: Profile, high: Profile): Pick<LevelItem, 'profile' | 'fronts'> {
  const profile = {} as Record<Dimension, ValueOrPair<number>>
  const fronts = {} as Record<Dimension, FrontBounds>
  for (const d of DIMENSIONS) {
    profile[d] = valueOrPair({ low: depthAt(low[d], 0), high: depthAt(high[d], 0) })
    fronts[d] = { low: asPairs(low[d]), high: asPairs(high[d]) }
  }
  return { profile, fronts }
}

function asPairs(front: Front): FrontAsPairs {
  return front.map((p) => [p.depth, p.performer] as const)
}

// ---- because --------------------------------------------------------------------------------------------------------------------

function levelBecause(of: NativeLevel, readings: Readings, tables: ThresholdTables): Because {
  return {
    kind: 'computed',
    verdict: 'holds',
    says: `${of.name}: formally ${spanText(readings.formal)}, technically ${spanText(readings.technical)}, beside the Cybersecurity Act ${spanText(readings.csa)}`,
    rule: `Thresholds ${tables.id}, edition ${tables.edition}. Our own scale; no letter is a certificate or has legal effect.`,
    premises: [
      ...of.coordinates.map((c) => coordinateBecause(of, c)),
      ...(['formal', 'technical'] as const).map((reading) => readingBecause(of, reading, readings[reading], tables)),
      csaBecause(of, readings.csa, tables),
    ],
  }
}

const coordinateNodes = new WeakMap<Coordinate, Because>()

/** Why a level has this coordinate; one node for a coordinate, wherever it is a premise. */
export function coordinateBecause(of: NativeLevel, c: Coordinate): Because {
  const known = coordinateNodes.get(c)
  if (known !== undefined) return known
  const made: Because = {
    kind: 'computed',
    verdict: c.isPoint ? 'holds' : 'open',
    says: `${c.dimension} ${frontsText(of.profile.low[c.dimension], of.profile.high[c.dimension])}: ${c.because}`,
    ...(c.citation.source === '' ? {} : { citation: c.citation }),
    premises: [],
  }
  coordinateNodes.set(c, made)
  return made
}

/** `4 by 5`, `3 by 1 and 1 by 4`, `from nothing to 2 by 4`. */
export function frontsText(low: Front, high: Front): string {
  const [a, b] = [frontText(low), frontText(high)]
  return a === b ? a : `from ${a} to ${b}`
}

function frontText(front: Front): string {
  if (front.length === 0) return 'nothing'
  return front.map((p) => (p.performer === 0 ? `${p.depth}` : `${p.depth} by ${p.performer}`)).join(' and ')
}

function spanText<T extends string | number>(span: Span<T>): string {
  return span.low === span.high ? `${span.low}` : `${span.low} to ${span.high}`
}

function readingBecause(of: NativeLevel, reading: ReadingName, span: Span<Letter>, tables: ThresholdTables): Because {
  const next = LETTERS[LETTERS.indexOf(span.low) + 1]
  const highest = LETTERS[LETTERS.indexOf(span.high) + 1]
  const table = levelsOf(tables, of.targetType)
  // What keeps it from the next letter surely, and from the one above the best that may be.
  const missed =
    next === undefined || table.length === 0
      ? []
      : thresholdsUpTo(highest ?? span.high, of.targetType, tables, reading).filter((t) => !meets(of.profile.low, t))
  return {
    kind: 'computed',
    verdict: span.low === span.high ? 'holds' : 'open',
    says: `${reading}: ${spanText(span)}`,
    rule:
      reading === 'formal'
        ? 'Every threshold of the letter and of those below it, with the least performer of each.'
        : 'The same without attestation, upkeep and performers.',
    premises: missed.map((t) => missedBecause(of, t, tables, reading)),
  }
}

function csaBecause(of: NativeLevel, span: Span<CsaLevel>, tables: ThresholdTables): Because {
  const covered = tables.csa.some((c) => c.targetTypes.includes(of.targetType))
  const above = CSA_LEVELS.slice(CSA_LEVELS.indexOf(span.low) + 1, CSA_LEVELS.indexOf(span.high) + 2)
  const rows = tables.csa.filter((c) => above.includes(c.level) && c.targetTypes.includes(of.targetType))
  const base = {
    kind: 'computed' as const,
    verdict: span.low === span.high ? ('holds' as const) : ('open' as const),
    says: covered
      ? `beside the Cybersecurity Act: ${spanText(span)} (comparison only, no legal effect)`
      : `beside the Cybersecurity Act: none, since the Act names no level for a ${of.targetType}`,
    rule: 'The activities of Art. 52(5) to (7) and the issuers of Art. 53 and 56; never from the letter.',
    premises: rows.flatMap((row) =>
      row.requires.filter((t) => !meets(of.profile.low, t)).map((t) => thresholdBecause(of, t, row.level)),
    ),
  }
  const citation = rows[0]?.citation ?? tables.csa.find((c) => c.level === span.low)?.citation
  return citation === undefined ? base : { ...base, citation }
}

function missedBecause(of: NativeLevel, t: Threshold, tables: ThresholdTables, reading: ReadingName): Because {
  const letter = levelsOf(tables, of.targetType).find((l) =>
    thresholdsFor(l.requires, reading).some(
      (u) => u.dimension === t.dimension && u.depth === t.depth && u.performer === t.performer,
    ),
  )?.letter
  return thresholdBecause(of, t, letter ?? '')
}

function thresholdBecause(of: NativeLevel, t: Threshold, wantedBy: string): Because {
  const isOpen = meets(of.profile.high, t)
  const by = t.performer === 0 ? '' : ` by a performer of independence ${t.performer}`
  const what = t.dimension === 'r' ? 'verified resistance' : t.dimension
  return {
    kind: 'computed',
    verdict: isOpen ? 'open' : 'fails',
    says: `${wantedBy} asks ${what} of at least ${t.depth}${by}: ${isOpen ? 'not known' : 'not shown'}`,
    ...(t.because === '' ? {} : { rule: t.because }),
    premises: [],
  }
}

/** A unified level as an item: the least profile that has the letter, so that it can be read and compared like a native one. */
export function unifiedItem(
  targetType: TargetType,
  letter: Exclude<Letter, 'none'>,
  tables: ThresholdTables,
): LevelItem {
  return levelItem(unifiedAsLevel(targetType, letter, tables), tables)
}

export function unifiedAsLevel(
  targetType: TargetType,
  letter: Exclude<Letter, 'none'>,
  tables: ThresholdTables,
): NativeLevel {
  const requires = thresholdsUpTo(letter, targetType, tables, 'formal')
  const least = leastProfile(requires)
  return {
    id: `${targetType}:${letter}`,
    name: `Unified level ${letter} of a ${targetType}, least profile`,
    scheme: 'metascheme',
    edition: tables.edition,
    targetType,
    asPrinted: [`${targetType}:${letter}`],
    profile: point(least),
    coordinates: DIMENSIONS.flatMap((dimension): readonly Coordinate[] => {
      const asked = requires.filter(
        (t) => t.dimension === dimension || (t.dimension === 'r' && (dimension === 'R' || dimension === 'V')),
      )
      const deepest = asked[asked.length - 1]
      if (deepest === undefined) return []
      return [
        {
          dimension,
          because: deepest.because,
          citation: { source: '', at: `thresholds ${tables.id} ${tables.edition}`, standing: 'unchecked' },
          isPoint: true,
        },
      ]
    }),
  }
}
