/**
 * Attack potential: what an attack takes, in points, and what the easiest attack that succeeds says about its target.
 *
 * An attack that is not rated in full, or between two steps, has a span of points; then so has the answer.
 * Source: cem-3.1r5, Annex B.4.2.3.
 */
import { type Because, given, type Standing } from '../answers/index.ts'
import {
  type AttackFactor,
  type AttackPotentialTable,
  type FactorStep,
  type PotentialBand,
  type Points,
} from './attack-potential-tables.ts'

/** A step by its id, or points between two steps where the table allows them. */
export type StepChoice = string | number

export interface Choice {
  readonly low: StepChoice
  readonly high: StepChoice
}

export interface AttackPath {
  readonly name: string
  /** not-known: neither shown to work nor shown to fail. */
  readonly outcome: 'succeeded' | 'failed' | 'not-known'
  /** By factor, one for each phase of the table. A factor that is absent, or a phase that is undefined, may be anything. */
  readonly chosen: Readonly<Record<string, readonly (Choice | undefined)[]>>
}

/** Points of a whole attack; `not-practical`: it cannot be carried out. */
export type TotalPoints = number | 'not-practical'

export interface PathRating {
  readonly name: string
  readonly outcome: AttackPath['outcome']
  readonly points: { readonly low: TotalPoints; readonly high: TotalPoints }
  /** The attack potential it needs; undefined: it cannot be carried out. */
  readonly needed: { readonly low?: string; readonly high?: string }
}

export interface AttackVerdict {
  readonly table: AttackPotentialTable['id']
  readonly ratings: readonly PathRating[]
  /** The paths that decide, or may decide: none that surely succeeds is surely easier. */
  readonly deciding: readonly string[]
  /** What the target withstands, by these attacks alone. An absent end: these attacks set no limit there. */
  readonly resistantTo: { readonly low?: PotentialBand; readonly high?: PotentialBand }
  /** `unchecked`: the figures of the table were not read in its own text. */
  readonly standing: Standing
  readonly because: Because
}

// ---- one attack -------------------------------------------------------------------------------------------------------------------

const NEVER = Number.POSITIVE_INFINITY

interface Total {
  readonly low: number
  readonly high: number
}

export function ratePath(path: AttackPath, table: AttackPotentialTable): PathRating {
  const total = totalOf(path, table)
  const low = bandOf(total.low, table)
  const high = bandOf(total.high, table)
  return {
    name: path.name,
    outcome: path.outcome,
    points: { low: shown(total.low), high: shown(total.high) },
    needed: {
      ...(low === undefined ? {} : { low: low.needed }),
      ...(high === undefined ? {} : { high: high.needed }),
    },
  }
}

function totalOf(path: AttackPath, table: AttackPotentialTable): Total {
  let low = 0
  let high = 0
  for (const factor of table.factors) {
    table.phases.forEach((_, phase) => {
      const span = pointsOf(factor, path.chosen[factor.id]?.[phase], phase)
      low += span.low
      high += span.high
    })
  }
  return { low, high }
}

/** The least and the most points of a factor in a phase. A phase that the factor does not ask has none. */
function pointsOf(factor: AttackFactor, choice: Choice | undefined, phase: number): Total {
  if (choice !== undefined) {
    const ends = [pointsOfStep(factor, choice.low, phase), pointsOfStep(factor, choice.high, phase)]
    return { low: Math.min(...ends), high: Math.max(...ends) }
  }
  const all = factor.steps.map((s) => asNumber(s.points[phase]))
  return { low: Math.min(...all), high: Math.max(...all) }
}

function pointsOfStep(factor: AttackFactor, choice: StepChoice, phase: number): number {
  return typeof choice === 'number' ? choice : asNumber(stepOf(factor, choice)?.points[phase])
}

export function stepOf(factor: AttackFactor, id: string): FactorStep | undefined {
  return factor.steps.find((s) => s.id === id)
}

function asNumber(points: Points): number {
  return points === 'not-practical' ? NEVER : (points ?? 0)
}

function shown(points: number): TotalPoints {
  return points === NEVER ? 'not-practical' : points
}

/** Undefined where the attack cannot be carried out. */
export function bandOf(points: number, table: AttackPotentialTable): PotentialBand | undefined {
  return points === NEVER ? undefined : table.bands.findLast((b) => points >= b.atLeast)
}

// ---- all attacks on a target ------------------------------------------------------------------------------------------------------

/** The lowest-rated attack that succeeds decides; attacks of which it is not known whether they do widen the answer downwards. */
export function rateAttacks(paths: readonly AttackPath[], table: AttackPotentialTable): AttackVerdict {
  const rated = paths.map((path) => ({ path, total: totalOf(path, table), rating: ratePath(path, table) }))
  const sure = rated.filter((r) => r.path.outcome === 'succeeded')
  const possible = rated.filter((r) => r.path.outcome !== 'failed')
  const high = Math.min(NEVER, ...sure.map((r) => r.total.high))
  const low = Math.min(NEVER, ...possible.map((r) => r.total.low))
  const deciding = possible.filter((r) => r.total.low <= high && r.total.low !== NEVER).map((r) => r.path.name)
  const lowBand = bandOf(low, table)
  const highBand = bandOf(high, table)
  return {
    table: table.id,
    ratings: rated.map((r) => r.rating),
    deciding,
    resistantTo: {
      ...(lowBand === undefined ? {} : { low: lowBand }),
      ...(highBand === undefined ? {} : { high: highBand }),
    },
    standing: table.points.standing,
    because: {
      kind: 'computed',
      verdict: 'holds',
      says: saysOf(lowBand, highBand),
      rule: `The attack that succeeds with the fewest points decides (${table.name}).`,
      citation: table.sums,
      premises: rated.map((r) => pathBecause(r.path, r.rating, table)),
    },
  }
}

function saysOf(low: PotentialBand | undefined, high: PotentialBand | undefined): string {
  if (low === undefined)
    return 'None of these attacks sets a limit to what the target withstands; attacks nobody tried may'
  const least = withstands(low)
  if (high === undefined)
    return `By these attacks the target withstands ${least} or more; no attack is known to succeed`
  return low === high
    ? `By these attacks the target withstands ${least}`
    : `By these attacks the target withstands between ${least} and ${withstands(high)}`
}

function withstands(band: PotentialBand): string {
  if (band.resistantTo === 'none') return 'no attacker of the table'
  return band.resistance === undefined ? band.resistantTo : `attackers of ${band.resistantTo} attack potential`
}

function pathBecause(path: AttackPath, rating: PathRating, table: AttackPotentialTable): Because {
  const { low, high } = rating.points
  const points = low === high ? `${low}` : `${low} to ${high}`
  return {
    kind: 'computed',
    verdict: path.outcome === 'succeeded' ? 'holds' : path.outcome === 'failed' ? 'fails' : 'open',
    says: `${path.name}: ${points === 'not-practical' ? 'cannot be carried out' : `${points} points`}, ${OUTCOMES[path.outcome]}`,
    citation: table.points,
    premises: table.factors.map((f) => given('declared', factorText(f, path.chosen[f.id] ?? [], table))),
  }
}

const OUTCOMES: Readonly<Record<AttackPath['outcome'], string>> = {
  succeeded: 'succeeds',
  failed: 'was shown to fail',
  'not-known': 'not known whether it succeeds',
}

function factorText(
  factor: AttackFactor,
  chosen: readonly (Choice | undefined)[],
  table: AttackPotentialTable,
): string {
  const phases = table.phases.flatMap((phase, i) => {
    if (factor.steps.every((s) => s.points[i] === undefined)) return []
    const choice = chosen[i]
    const span = pointsOf(factor, choice, i)
    const points = span.low === span.high ? shown(span.low) : `${shown(span.low)} to ${shown(span.high)}`
    const words = choice === undefined ? 'not rated' : choiceText(factor, choice)
    return [`${table.phases.length === 1 ? '' : `${phase} `}${words} (${points})`]
  })
  return `${factor.name}: ${phases.join('; ')}`
}

function choiceText(factor: AttackFactor, { low, high }: Choice): string {
  const [from, to] = [low, high].map((c) =>
    typeof c === 'number' ? 'between two steps' : (stepOf(factor, c)?.says ?? c),
  )
  return from === to ? `${from}` : `${from}, or ${to}`
}

// ---- against a component ----------------------------------------------------------------------------------------------------------

/** Whether these attacks contradict a component of AVA_VAN. That nothing contradicts it is not that it is met. */
export function contradicts(verdict: AttackVerdict, component: number): 'yes' | 'no' | 'not-known' {
  const least = verdict.resistantTo.low?.vulnerabilityAnalysis ?? NEVER
  const most = verdict.resistantTo.high?.vulnerabilityAnalysis ?? NEVER
  if (most < component) return 'yes'
  return least >= component ? 'no' : 'not-known'
}

/**
 * The resistance to claim so that none of these attacks may succeed: at least the attack potential that the hardest of them needs.
 * Undefined ends: more than any band of the table, which no component asks for. Source: cem-3.1r5, Annex B.4.2.3, paragraph 2040.
 */
export function resistanceAgainst(
  paths: readonly AttackPath[],
  table: AttackPotentialTable,
): { readonly low: PotentialBand | undefined; readonly high: PotentialBand | undefined } {
  const totals = paths.map((p) => totalOf(p, table))
  function claimFor(points: number): PotentialBand | undefined {
    const needed = bandOf(points, table)?.needed
    return table.bands.find((b) => b.resistantTo === needed)
  }
  return {
    low: claimFor(Math.max(0, ...totals.map((t) => t.low))),
    high: claimFor(Math.max(0, ...totals.map((t) => t.high))),
  }
}
