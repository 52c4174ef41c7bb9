/**
 * What is missing to a unified level, as single needs: this depth in this dimension by a performer of at least this independence.
 * Verified resistance is no evidence of its own; it asks for the attacker class and for the analysis that can support it.
 */
import {
  type Dimension,
  depthAt,
  type Letter,
  LETTERS,
  levelsOf,
  type Profile,
  RESISTANCE_CAP,
  type ReadingName,
  type TargetType,
  type ThresholdTables,
  thresholdsFor,
} from '../assurance/index.ts'

export interface LevelNeed {
  readonly dimension: Dimension
  readonly depth: number
  readonly performer: number
  /** The lowest letter that asks for it. */
  readonly letter: Exclude<Letter, 'none'>
  readonly because: string
}

/** Every need of `letter` and the letters below it, each dimension and floor at its deepest. Order: dimension, then floor. */
export function needsOf(
  targetType: TargetType,
  letter: Exclude<Letter, 'none'>,
  tables: ThresholdTables,
  reading: ReadingName,
): readonly LevelNeed[] {
  const wanted = LETTERS.slice(1, LETTERS.indexOf(letter) + 1)
  const needs = levelsOf(tables, targetType)
    .filter((l) => wanted.includes(l.letter))
    .flatMap((l) =>
      thresholdsFor(l.requires, reading).flatMap((t): LevelNeed[] => {
        if (t.dimension !== 'r')
          return [
            { dimension: t.dimension, depth: t.depth, performer: t.performer, letter: l.letter, because: t.because },
          ]
        const analysis = RESISTANCE_CAP.findIndex((cap) => cap >= t.depth)
        return [
          { dimension: 'R', depth: t.depth, performer: t.performer, letter: l.letter, because: t.because },
          { dimension: 'V', depth: analysis, performer: t.performer, letter: l.letter, because: t.because },
        ]
      }),
    )
    .filter((n) => n.depth > 0)
  return needs.filter(
    (n, i) => !needs.some((m, j) => i !== j && isAsDemanding(m, n) && (!isAsDemanding(n, m) || j < i)),
  )
}

function isAsDemanding(a: LevelNeed, b: LevelNeed): boolean {
  return a.dimension === b.dimension && a.depth >= b.depth && a.performer >= b.performer
}

/** The needs that a profile does not meet. */
export function missingNeeds(p: Profile, needs: readonly LevelNeed[]): readonly LevelNeed[] {
  return needs.filter((n) => depthAt(p[n.dimension], n.performer) < n.depth)
}

/** One piece of evidence meets a need. */
export function meetsNeed(
  evidence: { readonly dimension: Dimension; readonly depth: number; readonly performer: number },
  need: LevelNeed,
): boolean {
  return evidence.dimension === need.dimension && evidence.depth >= need.depth && evidence.performer >= need.performer
}
