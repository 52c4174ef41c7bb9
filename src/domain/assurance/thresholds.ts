/**
 * Unified levels and the CSA reading as thresholds per target type: dated, versioned data with a reason beside each number.
 *
 * Our own definition, after the aim of the ECSO meta-scheme; not ECSO's text. The letters carry no legal status.
 */
import type { Citation } from '../answers/citation.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { depthAt, type Dimension, join, NOTHING, pair, type Profile, type ProfileInterval, profile } from './profile.ts'
import { leastAnalysisFor, verifiedResistance } from './resistance.ts'

export const TARGET_TYPES = ['component', 'product', 'service', 'system', 'organisation', 'process'] as const
export type TargetType = (typeof TARGET_TYPES)[number]

/** Rising. Below E is `none`. */
export const LETTERS = ['none', 'E', 'D', 'C', 'B', 'A'] as const
export type Letter = (typeof LETTERS)[number]

export const CSA_LEVELS = ['none', 'basic', 'substantial', 'high'] as const
export type CsaLevel = (typeof CSA_LEVELS)[number]

/** One number of a threshold: this depth by a performer of at least this independence. Dimension r is verified resistance. */
export interface Threshold {
  readonly dimension: Dimension | 'r'
  readonly depth: number
  /** 0 for I and M, which have no performer. */
  readonly performer: number
  readonly because: string
}

export interface LetterThresholds {
  readonly letter: Exclude<Letter, 'none'>
  readonly requires: readonly Threshold[]
}

export interface CsaThresholds {
  readonly level: Exclude<CsaLevel, 'none'>
  readonly targetTypes: readonly TargetType[]
  readonly requires: readonly Threshold[]
  readonly because: string
  readonly citation?: Citation
}

export interface ThresholdTables {
  readonly id: string
  readonly edition: string
  readonly from: CalendarDate
  readonly tables: readonly {
    readonly targetTypes: readonly TargetType[]
    readonly levels: readonly LetterThresholds[]
  }[]
  readonly csa: readonly CsaThresholds[]
}

/** Which dimensions a reading asks for: technical drops attestation, upkeep and the floors. */
export type ReadingName = 'formal' | 'technical'

export function meets(p: Profile, threshold: Threshold): boolean {
  if (threshold.dimension === 'r') return verifiedResistance(p, threshold.performer) >= threshold.depth
  return depthAt(p[threshold.dimension], threshold.performer) >= threshold.depth
}

/** The thresholds of one letter as a reading asks for them. Source: docs/assurance-model.md, "Three readings". */
export function thresholdsFor(requires: readonly Threshold[], reading: ReadingName): readonly Threshold[] {
  if (reading === 'formal') return requires
  return requires.filter((t) => t.dimension !== 'I' && t.dimension !== 'M').map((t) => ({ ...t, performer: 0 }))
}

export function levelsOf(tables: ThresholdTables, targetType: TargetType): readonly LetterThresholds[] {
  return tables.tables.find((t) => t.targetTypes.includes(targetType))?.levels ?? []
}

/** The pairs that a threshold asks for. Verified resistance asks for two: the claim, and the analysis that supports it, by the same performer. */
export function pairsOf(
  t: Threshold,
): readonly { readonly dimension: Dimension; readonly depth: number; readonly performer: number }[] {
  if (t.depth <= 0) return []
  if (t.dimension !== 'r') return [{ dimension: t.dimension, depth: t.depth, performer: t.performer }]
  return [
    { dimension: 'R', depth: t.depth, performer: t.performer },
    { dimension: 'V', depth: leastAnalysisFor(t.depth), performer: t.performer },
  ]
}

/**
 * The least profile that meets all thresholds: a profile meets them exactly if it lies at or above this one.
 * So a level is a principal filter of the lattice, and reading it is monotone.
 */
export function leastProfile(requires: readonly Threshold[]): Profile {
  let least = NOTHING
  for (const t of requires)
    for (const p of pairsOf(t)) least = join(least, profile({ [p.dimension]: pair(p.depth, p.performer) }))
  return least
}

/** The thresholds of a letter and of every letter below it. */
export function thresholdsUpTo(
  letter: Letter,
  targetType: TargetType,
  tables: ThresholdTables,
  reading: ReadingName,
): readonly Threshold[] {
  const wanted = LETTERS.slice(1, LETTERS.indexOf(letter) + 1)
  return levelsOf(tables, targetType)
    .filter((l) => wanted.includes(l.letter))
    .flatMap((l) => thresholdsFor(l.requires, reading))
}

/** The highest letter all of whose thresholds, and those of every letter below it, hold. */
export function unifiedLevel(
  p: Profile,
  targetType: TargetType,
  tables: ThresholdTables,
  reading: ReadingName,
): Letter {
  const levels = levelsOf(tables, targetType)
  let reached: Letter = 'none'
  for (const letter of LETTERS.slice(1)) {
    const level = levels.find((l) => l.letter === letter)
    if (level === undefined || !thresholdsFor(level.requires, reading).every((t) => meets(p, t))) return reached
    reached = letter
  }
  return reached
}

/** A comparison with the activities and issuers of the Cybersecurity Act; never a legal status. */
export function csaReading(p: Profile, targetType: TargetType, tables: ThresholdTables): CsaLevel {
  let reached: CsaLevel = 'none'
  for (const level of CSA_LEVELS.slice(1)) {
    const thresholds = tables.csa.find((c) => c.level === level)
    if (thresholds === undefined || !thresholds.targetTypes.includes(targetType)) return reached
    if (!thresholds.requires.every((t) => meets(p, t))) return reached
    reached = level
  }
  return reached
}

export interface Span<T> {
  readonly low: T
  readonly high: T
}

export interface Readings {
  readonly formal: Span<Letter>
  readonly technical: Span<Letter>
  readonly csa: Span<CsaLevel>
  /** Verified resistance at any performer. */
  readonly resistance: Span<number>
}

/** Every reading at both bounds; sound because every reading is monotone. */
export function readingsOf(x: ProfileInterval, targetType: TargetType, tables: ThresholdTables): Readings {
  function span<T>(read: (p: Profile) => T): Span<T> {
    return { low: read(x.low), high: read(x.high) }
  }
  return {
    formal: span((p) => unifiedLevel(p, targetType, tables, 'formal')),
    technical: span((p) => unifiedLevel(p, targetType, tables, 'technical')),
    csa: span((p) => csaReading(p, targetType, tables)),
    resistance: span((p) => verifiedResistance(p, 0)),
  }
}

/** The thresholds of `letter` and of every letter below it that the profile misses, each dimension once at its deepest. */
export function deficits(
  p: Profile,
  targetType: TargetType,
  letter: Letter,
  tables: ThresholdTables,
  reading: ReadingName,
): readonly Threshold[] {
  const missing = thresholdsUpTo(letter, targetType, tables, reading).filter((t) => !meets(p, t))
  return missing.filter(
    (t, i) =>
      !missing.some(
        (u, j) =>
          j !== i &&
          u.dimension === t.dimension &&
          u.depth >= t.depth &&
          u.performer >= t.performer &&
          (j > i || u.depth > t.depth || u.performer > t.performer),
      ),
  )
}
