/** A native level of a scheme: its profile, with a reason and a source for every coordinate. */
import type { Citation } from '../answers/citation.ts'
import type { CcPackage } from './cc-levels.ts'
import type { Dimension, ProfileInterval } from './profile.ts'
import type { TargetType } from './thresholds.ts'

export interface Coordinate {
  readonly dimension: Dimension
  readonly because: string
  readonly citation: Citation
  /** False where only bounds are known. */
  readonly isPoint: boolean
}

/** A level whose own scheme says that it asks all that another one asks. */
export interface Inclusion {
  readonly level: string
  readonly because: string
  readonly citation: Citation
}

export interface NativeLevel {
  readonly id: string
  readonly name: string
  readonly scheme: string
  readonly edition: string
  readonly targetType: TargetType
  readonly asPrinted: readonly string[]
  readonly profile: ProfileInterval
  readonly coordinates: readonly Coordinate[]
  readonly includes?: readonly Inclusion[]
  /** For a printed Common Criteria package that has no entry of its own. */
  readonly ccPackage?: CcPackage
}
