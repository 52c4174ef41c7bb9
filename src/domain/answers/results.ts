/** The four kinds of result as four types. There is no function from one to another, and none is to be written. */
import type { Because } from './answer.ts'

declare const isLaw: unique symbol
declare const isRecognition: unique symbol
declare const isComputed: unique symbol
declare const isEstimate: unique symbol

/** From an act, the Official Journal or an issuer's certificate. */
export interface LegalFact<T> {
  readonly kind: 'law'
  readonly value: T
  readonly because: Because
  readonly [isLaw]?: never
}

/** A published acceptance of one thing for another, with its purpose and conditions. */
export interface RecognitionResult<T> {
  readonly kind: 'recognition'
  readonly value: T
  readonly because: Because
  readonly [isRecognition]?: never
}

/** Worked out by us. */
export interface Computed<T> {
  readonly kind: 'computed'
  readonly value: T
  readonly because: Because
  readonly [isComputed]?: never
}

/** A figure that nobody published as a fact. */
export interface Estimate<T> {
  readonly kind: 'estimate'
  readonly value: T
  readonly because: Because
  readonly [isEstimate]?: never
}
