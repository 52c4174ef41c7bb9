/**
 * What a scheme itself asks before results about a base count in the assessment of what stands on it. Data: one entry of the catalogue a
 * rule, each condition with the place it was read at. Whether the conditions are met is our reading, never a statement of the scheme.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Citation } from '../answers/index.ts'
import type { AssumptionKind, CompositionMethod } from '../dossier/index.ts'

/** Certificates, by the scheme of their level or by the register in which they stand. */
export interface CertificateKinds {
  readonly schemes: readonly string[]
  readonly registers: readonly string[]
}

export const COMPOSITE_TESTS = [
  'certified',
  'in-force',
  'exact-version',
  'report-age',
  'at-least',
  'assumptions',
  'caveats',
  'dependent-certified',
  'evidence',
  'stated',
  'unread',
] as const

/** Whose assumptions or evidence a test looks at. */
export type Side = 'base' | 'dependent'

export type CompositeTest =
  /** The base has a certificate of these kinds. */
  | { readonly kind: 'certified' }
  /** Such a certificate is in force. */
  | { readonly kind: 'in-force' }
  /** Such a certificate is in force and names the very version in use. */
  | { readonly kind: 'exact-version' }
  /** The report behind such a certificate is at most so old. */
  | { readonly kind: 'report-age'; readonly months: number }
  /** Such a certificate is at least of the level wanted of the dependent part: by depth, or by the order of a scheme's own levels. */
  | { readonly kind: 'at-least'; readonly order: 'depth' | readonly (readonly string[])[] }
  /** Every assumption of these kinds is met; without any, somebody says so (`no-guidance: true`). */
  | { readonly kind: 'assumptions'; readonly of: readonly AssumptionKind[]; readonly whose: Side }
  /** Every caveat that such a certificate prints is met by an assumption of the base that stands for it. */
  | { readonly kind: 'caveats' }
  /** The dependent part has a certificate of these kinds that may be leaned on. */
  | { readonly kind: 'dependent-certified' }
  /** Evidence of one of these activities: on the dependent part or the whole, or on the base. */
  | { readonly kind: 'evidence'; readonly activities: readonly string[]; readonly whose: Side }
  /** Somebody states it, or names evidence that shows it. */
  | { readonly kind: 'stated'; readonly fact: string; readonly question: string }
  /** Nothing of it can be tested: the text is not public or was not read. */
  | { readonly kind: 'unread' }

export interface CompositeCondition {
  readonly id: string
  /** What is asked, in our own words, as a sentence that is so when it is met. */
  readonly says: string
  readonly test: CompositeTest
  /** Unchecked: the answer stays not known, whatever the test says. */
  readonly citation: Citation
  /** What the scheme accepts in its place; where that is used, it is shown as an exception. */
  readonly exception?: { readonly fact: string; readonly says: string; readonly citation: Citation }
}

export interface CompositeRule {
  readonly id: string
  readonly name: string
  readonly scheme: string
  readonly method: CompositionMethod
  /** Bases of which it speaks: those with a certificate of these kinds. */
  readonly speaksOf: CertificateKinds
  /** Certificates that count for its conditions. */
  readonly counts: CertificateKinds
  /** Read only where a composition names it or its method. */
  readonly onlyWhenAsked: boolean
  /** What follows, for the assessment, where every condition is met. */
  readonly gives: string
  /** What does not follow, though readers may think so. */
  readonly never: readonly string[]
  readonly conditions: readonly CompositeCondition[]
  readonly citation: Citation
  readonly from?: CalendarDate
  /** First day on which it is no longer in force. */
  readonly until?: CalendarDate
}
