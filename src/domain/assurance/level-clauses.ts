/**
 * Levels as ground clauses of the one kernel: a letter follows from the letter below it and from its thresholds; verified resistance
 * follows from the claim and from the analysis that supports it. What is known only between bounds is an unsettled fact, so the
 * kernel's two readings of a letter are the two ends of its interval.
 */
import {
  atom,
  type Atom,
  type RuleStatement,
  SETTLED_FALSE,
  SETTLED_TRUE,
  type TheoryBuilder,
  UNSETTLED,
} from '../answers/index.ts'
import { type Dimension, includes, type ProfileInterval } from './profile.ts'
import {
  type CsaLevel,
  type Letter,
  type LetterThresholds,
  levelsOf,
  pairsOf,
  type ReadingName,
  type TargetType,
  type Threshold,
  type ThresholdTables,
  thresholdsFor,
} from './thresholds.ts'

export function letterAtom(subject: string, reading: ReadingName, letter: Letter): Atom<'computed'> {
  return atom('computed', `${subject} ${reading} ${letter}`)
}

export function csaAtom(subject: string, level: CsaLevel): Atom<'computed'> {
  return atom('computed', `${subject} csa ${level}`)
}

function pairAtom(subject: string, dimension: Dimension, depth: number, performer: number): Atom<'computed'> {
  return atom('computed', `${subject} ${dimension}${depth}@${performer}`)
}

function resistanceAtom(subject: string, depth: number, performer: number): Atom<'computed'> {
  return atom('computed', `${subject} r${depth}@${performer}`)
}

const RESISTANCE: RuleStatement = {
  id: 'assurance.verified-resistance',
  says: 'A claimed attacker class counts as far as an analysis by a performer at least as independent supports it.',
}

/** Writes one profile into a theory: its pairs as facts, resistance, letters and the comparison with the Cybersecurity Act as conclusions. */
export function emitLevel(
  builder: TheoryBuilder,
  subject: string,
  x: ProfileInterval,
  targetType: TargetType,
  tables: ThresholdTables,
): void {
  function pairFact(dimension: Dimension, depth: number, performer: number): Atom<'computed'> {
    const made = pairAtom(subject, dimension, depth, performer)
    if (builder.hasFact(made)) return made
    const pair = { depth, performer }
    const known = includes(x.low[dimension], pair)
      ? SETTLED_TRUE
      : includes(x.high[dimension], pair)
        ? UNSETTLED
        : SETTLED_FALSE
    builder.fact(made, known)
    const by = performer === 0 ? '' : ` by a performer of independence ${performer} or more`
    builder.word(made, {
      holds: `${dimension} is at least ${depth}${by}`,
      fails: `${dimension} is less than ${depth}${by}`,
    })
    return made
  }

  const concluded = new Set<string>()
  function thresholdAtom(t: Threshold): Atom<'computed'> {
    const pairs = pairsOf(t).map((p) => pairFact(p.dimension, p.depth, p.performer))
    if (t.dimension !== 'r') return pairs[0] as Atom<'computed'>
    const made = resistanceAtom(subject, t.depth, t.performer)
    if (!concluded.has(made.text)) builder.conclude(made, pairs, RESISTANCE)
    concluded.add(made.text)
    builder.word(made, {
      holds: `verified resistance is at least ${t.depth}`,
      fails: `verified resistance is less than ${t.depth}`,
    })
    return made
  }

  function ladder(
    levels: readonly {
      readonly requires: readonly Threshold[]
      readonly made: Atom<'computed'>
      readonly rule: RuleStatement
    }[],
  ): void {
    let below: readonly Atom<'computed'>[] = []
    for (const { requires, made, rule } of levels) {
      builder.conclude(made, [...below, ...requires.filter((t) => t.depth > 0).map(thresholdAtom)], rule)
      below = [made]
    }
  }

  for (const reading of ['formal', 'technical'] as const) {
    ladder(
      levelsOf(tables, targetType).map((level: LetterThresholds) => ({
        requires: thresholdsFor(level.requires, reading),
        made: letterAtom(subject, reading, level.letter),
        rule: {
          id: `assurance.${tables.id}.${targetType}.${reading}.${level.letter}`,
          says: `Letter ${level.letter} of the ${reading} reading: its thresholds and those of every letter below it.`,
        },
      })),
    )
  }
  ladder(
    tables.csa
      .filter((c) => c.targetTypes.includes(targetType))
      .map((c) => ({
        requires: c.requires,
        made: csaAtom(subject, c.level),
        rule: {
          id: `assurance.${tables.id}.csa.${c.level}`,
          says: `Comparison only, no legal effect: ${c.because}`,
          ...(c.citation === undefined ? {} : { citation: c.citation }),
        },
      })),
  )
}
