/**
 * What a scheme itself says about the life of its certificates: which statuses carry on, who may renew, what ended.
 *
 * A frozen table beside the code, not catalogue entries: each row is one sentence with one citation and is matched on facts the
 * register itself prints (register, level, issuer). Rules of the `rules` form speak of one product's declared facts; these speak of
 * many certificates at once, and a reader finds them here next to the clauses that use them.
 */
import type { RuleStatement } from '../answers/index.ts'
import type { NativeLevel } from '../assurance/index.ts'
import type { Certificate } from '../dossier/index.ts'
import { date } from '#util/calendar-date.ts'

/** What is known of a certificate's scheme before any rule is applied. */
export interface CertificateOrigin {
  readonly certificate: Certificate
  /** `eucc` of `eucc:EUCC-3090-…`. */
  readonly register: string
  /** Number inside its register. */
  readonly number: string
  readonly level: NativeLevel | undefined
}

/** A row: for which certificates it speaks, and what it says. */
export interface SchemeFact {
  readonly isFor: (origin: CertificateOrigin) => boolean
  readonly rule: RuleStatement
}

const READ = date('2026-11-25')

export function isEuropeanCertificate(origin: CertificateOrigin): boolean {
  return origin.register === 'eucc' || origin.level?.scheme === 'eucc'
}

/**
 * Prefixes under which the national Common Criteria schemes of Member States number their certificates. Others are not guessed at:
 * a certificate under an unknown prefix counts as national only where its issuer's country is stated.
 * Source: cc-references-2023, certificate ids.
 */
const NATIONAL_PREFIXES = ['BSI-DSZ-CC-', 'ANSSI-CC-', 'NSCIB-CC-', 'OCSI/CERT/', 'CSEC'] as const

/** Member States of the Union, as two letters. */
export const MEMBER_STATES: ReadonlySet<string> = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '),
)

function isNationalCommonCriteria(origin: CertificateOrigin): boolean {
  if (isEuropeanCertificate(origin) || origin.register !== 'cc') return false
  const country = origin.certificate.issuer?.country
  if (country !== undefined) return MEMBER_STATES.has(country)
  return NATIONAL_PREFIXES.some((p) => origin.number.startsWith(p))
}

/** A suspended certificate goes on being valid. Where no row speaks, suspension leaves reliance not known. */
export const VALID_WHILE_SUSPENDED: readonly SchemeFact[] = [
  {
    isFor: isEuropeanCertificate,
    rule: {
      id: 'eucc.suspension-keeps-validity',
      says: 'a suspension does not touch the validity of an EUCC certificate',
      citation: { source: 'eu-2024-482', at: 'Art. 30(1)', standing: 'primary', on: READ },
    },
  },
]

/** Its issuer can prolong or replace it as such. Where no row speaks, that is not known. */
export const RENEWED_BY_ITS_ISSUER: readonly SchemeFact[] = [
  {
    isFor: isEuropeanCertificate,
    rule: {
      id: 'eucc.review',
      says: 'on request of the holder the certification body may review an EUCC certificate in force, confirm it, or replace it by one that runs longer',
      citation: { source: 'eu-2024-482', at: 'Art. 13(1)-(2)', standing: 'primary', on: READ },
    },
  },
]

/** Nobody prolongs or renews it as such any more. */
export const NO_LONGER_RENEWED: readonly SchemeFact[] = [
  {
    isFor: isNationalCommonCriteria,
    rule: {
      id: 'eucc.replaces-national-schemes',
      says: 'national schemes that the EUCC covers ceased to have effect; what replaces a reviewed national certificate is issued under the EUCC',
      citation: { source: 'eu-2024-482', at: 'Art. 49(1), 49(3), 50', standing: 'primary', on: READ },
      from: date('2025-02-27'),
    },
  },
  {
    isFor: (o) => o.level?.scheme === 'fips-140-2',
    rule: {
      id: 'cmvp.no-new-140-2',
      says: 'no submissions for new validations to FIPS 140-2 are taken any more',
      citation: { source: 'nist-cmvp', at: 'FIPS 140-2 submissions from 1 April 2022', standing: 'primary', on: READ },
      from: date('2022-04-01'),
    },
  },
  {
    isFor: (o) => o.level?.scheme === 'c5' && !o.level.edition.includes('2026'),
    rule: {
      id: 'c5.next-catalogue',
      says: 'reports on periods from then on are made on C5:2026, so one on the earlier catalogue has no successor of its kind',
      citation: { source: 'bsi-c5', at: 'start of C5:2026', standing: 'unchecked' },
      from: date('2027-06-01'),
    },
  },
]

/** Rules of our own about statuses; each says what a recorded status lets one do. */
export const STATUS_RULES = {
  carries: {
    id: 'composition.status-carries',
    says: 'a status of issued, active, valid or maintained carries reliance',
  },
  suspendedElsewhere: {
    id: 'composition.status-suspended',
    says: 'whether a suspended certificate may be leaned on is for its scheme to say',
  },
  historical: {
    id: 'composition.status-historical',
    says: 'a module on the historical list may go on in existing applications only, and a product first sold later is none',
    citation: {
      source: 'nist-cmvp',
      at: 'FIPS 140-2 modules placed on the historical list',
      standing: 'primary',
      on: READ,
    },
  },
  inForce: {
    id: 'composition.in-force',
    says: 'a certificate is in force while its recorded status carries reliance and its validity runs',
  },
  relied: {
    id: 'composition.relied',
    says: 'claims may lean on a certificate that is in force and names the very version and configuration in use',
  },
  reusable: {
    id: 'composition.reusable',
    says: 'results may be used in a new assessment while the certificate carries in full, its validity runs and it names the very version',
  },
  renewable: {
    id: 'composition.renewable',
    says: 'a certificate in force can be prolonged or renewed while its issuer does so for its kind',
  },
} as const satisfies Readonly<Record<string, RuleStatement>>
