/**
 * The dossier as understood: complete, typed, with defaults filled in. Its twin as written lives in the catalogue room with the decoder.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Citation } from '../answers/citation.ts'
import type { Dimension, Front, TargetType } from '../assurance/index.ts'
import type { RequirementRef } from '../requirements/index.ts'

/** What somebody stated of the product. What is not stated is not in the map. */
export interface DeclaredFact {
  readonly value: boolean | number | string | readonly string[]
  /** Who declared it; the author of the dossier where nobody is named. */
  readonly by: string
  readonly on?: CalendarDate
  readonly note?: string
}

export type Origin = 'made' | 'bought' | 'open-source' | 'service'

/** An assumption of a part: something that must be so for its guarantees to count. */
export interface Assumption {
  readonly id: string
  readonly says: string
  /** Ids of guarantees of other parts, of evidence, or `environment` to lift it to the composite's own. */
  readonly dischargedBy: readonly string[]
}

export interface Guarantee {
  readonly id: string
  readonly says: string
  readonly requirements: readonly RequirementRef[]
}

export interface Actor {
  readonly name: string
  readonly country?: string
}

export interface Part {
  readonly id: string
  readonly name: string
  readonly origin: Origin
  readonly supplier?: Actor
  readonly version?: string
  readonly purl?: string
  readonly cpe?: string
  readonly certificates: readonly string[]
  readonly guarantees: readonly Guarantee[]
  readonly assumptions: readonly Assumption[]
  /** Ids of the parts it is built on. */
  readonly dependsOn: readonly string[]
}

/** What an issuer recorded; never computed by us. */
export const CERTIFICATE_STATUSES = [
  'issued',
  'active',
  'valid',
  'maintained',
  'suspended',
  'expired',
  'archived',
  'historical',
  'withdrawn',
  'revoked',
] as const
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number]

export interface RequirementSelection {
  readonly requirements: readonly RequirementRef[]
  /** Where the selection stands: security target, statement of applicability, criteria chosen. Without one a certificate covers nothing. */
  readonly selection?: string
}

export interface Certificate {
  /** `register:number`. */
  readonly id: string
  readonly level: string
  readonly holder?: string
  readonly issuer?: Actor
  readonly facility?: Actor
  readonly scope: {
    readonly product?: string
    readonly versions: readonly string[]
    readonly configurations: readonly string[]
  }
  readonly issued?: CalendarDate
  /** Last day of validity as its issuer wrote it. */
  readonly expires?: CalendarDate
  readonly status: readonly { readonly value: CertificateStatus; readonly from: CalendarDate }[]
  readonly covers: readonly RequirementSelection[]
  readonly caveats: readonly string[]
  /** Invented for an example, and said so wherever it is shown. */
  readonly invented: boolean
  readonly citation?: Citation
}

export interface EvidenceRecord {
  readonly id: string
  readonly activity: string
  readonly performer: { readonly who: string; readonly independence: number }
  readonly on: CalendarDate
  readonly expires?: CalendarDate
  readonly gives: readonly { readonly dimension: Dimension; readonly front: Front }[]
  readonly covers: readonly RequirementRef[]
  /** Id of a part, or `whole`. */
  readonly part: string
}

/** Who asks for a level; the three are reported apart and never merged. */
export type DemandedBy = 'law' | 'contract' | 'risk'

export interface Demand {
  readonly by: DemandedBy
  readonly who?: string
  /** `TYPE:LETTER` or the id of a native level. */
  readonly level: string
  readonly because: string
}

export interface Risk {
  readonly id: string
  readonly says: string
  /** 1 to 5. */
  readonly impact: number
  /** 1 to 5. */
  readonly likelihood: number
  /** Attacker class: steps 1 to 5 of dimension R. */
  readonly attacker: number
}

export interface Constraints {
  /** Whole euros. */
  readonly budget?: number
  readonly deadline?: CalendarDate
  /** 1 to 5: how little secret material may leave the house. */
  readonly secrecy?: number
  readonly releasesPerYear?: number
  readonly horizonYears: number
  readonly euAnchoredOnly: boolean
  readonly excludedOptions: readonly string[]
  /** The first day on which work can begin; the day asked where it is not given. */
  readonly start?: CalendarDate
}

export interface Range {
  readonly low: number
  readonly high: number
}

/** A user's own figure for an option, in place of the catalogue's. */
export interface Override {
  readonly option: string
  readonly cost?: Range
  readonly days?: Range
  readonly because: string
}

export interface BillReference {
  readonly file: string
  readonly part: string
}

export interface Dossier {
  readonly id: string
  readonly name: string
  readonly target: { readonly type: TargetType; readonly version?: string; readonly summary?: string }
  readonly manufacturer?: Actor & { readonly size?: string }
  readonly sectors: readonly string[]
  readonly markets: readonly string[]
  readonly dates: {
    readonly firstPlacedOn?: CalendarDate
    readonly lastPlacedOn?: CalendarDate
    readonly supportUntil?: CalendarDate
    readonly deadline?: CalendarDate
  }
  readonly facts: ReadonlyMap<string, DeclaredFact>
  readonly parts: readonly Part[]
  readonly bills: readonly BillReference[]
  readonly certificates: readonly Certificate[]
  readonly evidence: readonly EvidenceRecord[]
  readonly demands: readonly Demand[]
  readonly risks: readonly Risk[]
  readonly constraints: Constraints
  readonly overrides: readonly Override[]
}
