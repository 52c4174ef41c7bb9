/**
 * The Common Vulnerability Scoring System: scores from vectors, versions 2.0, 3.0 and 3.1.
 *
 * Source: cvss-2.0 section 3.2.1; cvss-3.0 and cvss-3.1 sections 7.1 to 7.4 and appendix A. The two last differ in rounding and in
 * one exponent of the environmental score.
 */

/** How a metric is named in a vector and as a property, and what its values are called in both. */
interface Metric {
  readonly property: string
  readonly values: Readonly<Record<string, string>>
}

const requirement3 = { X: 'NOT_DEFINED', L: 'LOW', M: 'MEDIUM', H: 'HIGH' }
const attackVector = { N: 'NETWORK', A: 'ADJACENT_NETWORK', L: 'LOCAL', P: 'PHYSICAL' }
const impact3 = { H: 'HIGH', L: 'LOW', N: 'NONE' }
const lowHigh = { L: 'LOW', H: 'HIGH' }
const interaction = { N: 'NONE', R: 'REQUIRED' }
const scope = { U: 'UNCHANGED', C: 'CHANGED' }
const orNot = (values: Readonly<Record<string, string>>) => ({ X: 'NOT_DEFINED', ...values })

const metrics3: Readonly<Record<string, Metric>> = {
  AV: { property: 'attackVector', values: attackVector },
  AC: { property: 'attackComplexity', values: lowHigh },
  PR: { property: 'privilegesRequired', values: impact3 },
  UI: { property: 'userInteraction', values: interaction },
  S: { property: 'scope', values: scope },
  C: { property: 'confidentialityImpact', values: impact3 },
  I: { property: 'integrityImpact', values: impact3 },
  A: { property: 'availabilityImpact', values: impact3 },
  E: {
    property: 'exploitCodeMaturity',
    values: orNot({ U: 'UNPROVEN', P: 'PROOF_OF_CONCEPT', F: 'FUNCTIONAL', H: 'HIGH' }),
  },
  RL: {
    property: 'remediationLevel',
    values: orNot({ O: 'OFFICIAL_FIX', T: 'TEMPORARY_FIX', W: 'WORKAROUND', U: 'UNAVAILABLE' }),
  },
  RC: { property: 'reportConfidence', values: orNot({ U: 'UNKNOWN', R: 'REASONABLE', C: 'CONFIRMED' }) },
  CR: { property: 'confidentialityRequirement', values: requirement3 },
  IR: { property: 'integrityRequirement', values: requirement3 },
  AR: { property: 'availabilityRequirement', values: requirement3 },
  MAV: { property: 'modifiedAttackVector', values: orNot(attackVector) },
  MAC: { property: 'modifiedAttackComplexity', values: orNot(lowHigh) },
  MPR: { property: 'modifiedPrivilegesRequired', values: orNot(impact3) },
  MUI: { property: 'modifiedUserInteraction', values: orNot(interaction) },
  MS: { property: 'modifiedScope', values: orNot(scope) },
  MC: { property: 'modifiedConfidentialityImpact', values: orNot(impact3) },
  MI: { property: 'modifiedIntegrityImpact', values: orNot(impact3) },
  MA: { property: 'modifiedAvailabilityImpact', values: orNot(impact3) },
}

const impact2 = { N: 'NONE', P: 'PARTIAL', C: 'COMPLETE' }
const requirement2 = { L: 'LOW', M: 'MEDIUM', H: 'HIGH', ND: 'NOT_DEFINED' }
const metrics2: Readonly<Record<string, Metric>> = {
  AV: { property: 'accessVector', values: { L: 'LOCAL', A: 'ADJACENT_NETWORK', N: 'NETWORK' } },
  AC: { property: 'accessComplexity', values: { H: 'HIGH', M: 'MEDIUM', L: 'LOW' } },
  Au: { property: 'authentication', values: { M: 'MULTIPLE', S: 'SINGLE', N: 'NONE' } },
  C: { property: 'confidentialityImpact', values: impact2 },
  I: { property: 'integrityImpact', values: impact2 },
  A: { property: 'availabilityImpact', values: impact2 },
  E: {
    property: 'exploitability',
    values: { U: 'UNPROVEN', POC: 'PROOF_OF_CONCEPT', F: 'FUNCTIONAL', H: 'HIGH', ND: 'NOT_DEFINED' },
  },
  RL: {
    property: 'remediationLevel',
    values: { OF: 'OFFICIAL_FIX', TF: 'TEMPORARY_FIX', W: 'WORKAROUND', U: 'UNAVAILABLE', ND: 'NOT_DEFINED' },
  },
  RC: {
    property: 'reportConfidence',
    values: { UC: 'UNCONFIRMED', UR: 'UNCORROBORATED', C: 'CONFIRMED', ND: 'NOT_DEFINED' },
  },
  CDP: {
    property: 'collateralDamagePotential',
    values: { N: 'NONE', L: 'LOW', LM: 'LOW_MEDIUM', MH: 'MEDIUM_HIGH', H: 'HIGH', ND: 'NOT_DEFINED' },
  },
  TD: { property: 'targetDistribution', values: { N: 'NONE', L: 'LOW', M: 'MEDIUM', H: 'HIGH', ND: 'NOT_DEFINED' } },
  CR: { property: 'confidentialityRequirement', values: requirement2 },
  IR: { property: 'integrityRequirement', values: requirement2 },
  AR: { property: 'availabilityRequirement', values: requirement2 },
}

export type CvssVersion = '2.0' | '3.0' | '3.1'

/** The metrics of a vector, by their abbreviations; a metric that is unknown is left out. */
export type Vector = ReadonlyMap<string, string>

export function parseVector(text: string): Vector {
  const metrics = new Map<string, string>()
  for (const part of text.split('/')) {
    const colon = part.indexOf(':')
    if (colon > 0 && part.slice(0, colon) !== 'CVSS') metrics.set(part.slice(0, colon), part.slice(colon + 1))
  }
  return metrics
}

/** For each metric that stands both in the vector and as a property: what the vector says of the property. */
export function propertiesOf(vector: Vector, version: CvssVersion): ReadonlyMap<string, string> {
  const table = version === '2.0' ? metrics2 : metrics3
  const properties = new Map<string, string>()
  for (const [name, value] of vector) {
    const metric = table[name]
    const word = metric?.values[value]
    if (metric !== undefined && word !== undefined) properties.set(metric.property, word)
  }
  return properties
}

export interface CvssScores {
  readonly base: number
  readonly temporal: number
  readonly environmental: number
}

/** Undefined where a base metric is missing. */
export function scoresOf(vector: Vector, version: CvssVersion): CvssScores | undefined {
  return version === '2.0' ? scores2(vector) : scores3(vector, version)
}

/** The qualitative rating of a score. Source: cvss-3.1 section 5. */
export function severityOf(score: number): string {
  if (score === 0) return 'NONE'
  if (score < 4) return 'LOW'
  if (score < 7) return 'MEDIUM'
  return score < 9 ? 'HIGH' : 'CRITICAL'
}

type Weights = Readonly<Record<string, number>>

const weights3: Readonly<Record<string, Weights>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  CIA: { H: 0.56, L: 0.22, N: 0 },
  E: { X: 1, H: 1, F: 0.97, P: 0.94, U: 0.91 },
  RL: { X: 1, U: 1, W: 0.97, T: 0.96, O: 0.95 },
  RC: { X: 1, C: 1, R: 0.96, U: 0.92 },
  requirement: { X: 1, H: 1.5, M: 1, L: 0.5 },
}
const privileges: Readonly<Record<'U' | 'C', Weights>> = {
  U: { N: 0.85, L: 0.62, H: 0.27 },
  C: { N: 0.85, L: 0.68, H: 0.5 },
}

function scores3(vector: Vector, version: '3.0' | '3.1'): CvssScores | undefined {
  const roundUp = version === '3.0' ? roundUp30 : roundUp31
  const weigh = (table: string, value: string | undefined): number => weights3[table]?.[value ?? ''] ?? Number.NaN

  /** The scores share one shape; `of` gives a base metric as it is, or as modified. */
  function exploitability(of: (name: string) => string | undefined): number {
    const isChanged = of('S') === 'C'
    const privilege = privileges[isChanged ? 'C' : 'U'][of('PR') ?? ''] ?? Number.NaN
    return 8.22 * weigh('AV', of('AV')) * weigh('AC', of('AC')) * privilege * weigh('UI', of('UI'))
  }
  const plain = (name: string) => vector.get(name)
  const modified = (name: string) => {
    const value = vector.get(`M${name}`)
    return value === undefined || value === 'X' ? vector.get(name) : value
  }
  const rest =
    weigh('E', vector.get('E') ?? 'X') * weigh('RL', vector.get('RL') ?? 'X') * weigh('RC', vector.get('RC') ?? 'X')

  const lost = 1 - (1 - weigh('CIA', plain('C'))) * (1 - weigh('CIA', plain('I'))) * (1 - weigh('CIA', plain('A')))
  const isChanged = plain('S') === 'C'
  const impact = isChanged ? 7.52 * (lost - 0.029) - 3.25 * (lost - 0.02) ** 15 : 6.42 * lost
  const whole = impact + exploitability(plain)
  if (Number.isNaN(whole) || plain('S') === undefined) return undefined
  const base = impact <= 0 ? 0 : roundUp(Math.min((isChanged ? 1.08 : 1) * whole, 10))

  const part = (name: string, requirement: string) =>
    1 - weigh('CIA', modified(name)) * weigh('requirement', vector.get(requirement) ?? 'X')
  const lostHere = Math.min(1 - part('C', 'CR') * part('I', 'IR') * part('A', 'AR'), 0.915)
  const isChangedHere = modified('S') === 'C'
  const bent = version === '3.0' ? (lostHere - 0.02) ** 15 : (lostHere * 0.9731 - 0.02) ** 13
  const impactHere = isChangedHere ? 7.52 * (lostHere - 0.029) - 3.25 * bent : 6.42 * lostHere
  const wholeHere = (isChangedHere ? 1.08 : 1) * (impactHere + exploitability(modified))
  const environmental = impactHere <= 0 ? 0 : roundUp(roundUp(Math.min(wholeHere, 10)) * rest)
  return { base, temporal: roundUp(base * rest), environmental }
}

function roundUp30(value: number): number {
  return Math.ceil(value * 10) / 10
}

/** Free of the small errors of binary fractions. Source: cvss-3.1 appendix A. */
function roundUp31(value: number): number {
  const whole = Math.round(value * 100_000)
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10
}

const weights2: Readonly<Record<string, Weights>> = {
  AV: { L: 0.395, A: 0.646, N: 1 },
  AC: { H: 0.35, M: 0.61, L: 0.71 },
  Au: { M: 0.45, S: 0.56, N: 0.704 },
  CIA: { N: 0, P: 0.275, C: 0.66 },
  E: { U: 0.85, POC: 0.9, F: 0.95, H: 1, ND: 1 },
  RL: { OF: 0.87, TF: 0.9, W: 0.95, U: 1, ND: 1 },
  RC: { UC: 0.9, UR: 0.95, C: 1, ND: 1 },
  CDP: { N: 0, L: 0.1, LM: 0.3, MH: 0.4, H: 0.5, ND: 0 },
  TD: { N: 0, L: 0.25, M: 0.75, H: 1, ND: 1 },
  requirement: { L: 0.5, M: 1, H: 1.51, ND: 1 },
}

function scores2(vector: Vector): CvssScores | undefined {
  const weigh = (table: string, value: string | undefined): number => weights2[table]?.[value ?? ''] ?? Number.NaN
  const optional = (name: string, table = name) => weigh(table, vector.get(name) ?? 'ND')
  const round = (value: number) => Math.round(value * 10 + 1e-9) / 10

  const exploitability =
    20 * weigh('AV', vector.get('AV')) * weigh('AC', vector.get('AC')) * weigh('Au', vector.get('Au'))
  const scored = (impact: number) => round((0.6 * impact + 0.4 * exploitability - 1.5) * (impact === 0 ? 0 : 1.176))
  const loss = (name: string, weight = 1) => 1 - weigh('CIA', vector.get(name)) * weight

  const impact = 10.41 * (1 - loss('C') * loss('I') * loss('A'))
  const base = scored(impact)
  if (Number.isNaN(base)) return undefined
  const rest = optional('E') * optional('RL') * optional('RC')
  const impactHere = Math.min(
    10,
    10.41 *
      (1 -
        loss('C', optional('CR', 'requirement')) *
          loss('I', optional('IR', 'requirement')) *
          loss('A', optional('AR', 'requirement'))),
  )
  const temporalHere = round(scored(impactHere) * rest)
  return {
    base,
    temporal: round(base * rest),
    environmental: round((temporalHere + (10 - temporalHere) * optional('CDP')) * optional('TD')),
  }
}
