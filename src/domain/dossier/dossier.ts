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

/**
 * What an assumption is about: the platform beneath, the environment, the guidance of the part, a mode of operation, a control that
 * customers or a sub-service carry out.
 */
export const ASSUMPTION_KINDS = [
  'platform',
  'environment',
  'guidance',
  'mode',
  'customer-control',
  'sub-service-control',
] as const
export type AssumptionKind = (typeof ASSUMPTION_KINDS)[number]

/** An assumption of a part: something that must be so for its guarantees to count. */
export interface Assumption {
  readonly id: string
  readonly says: string
  readonly kind?: AssumptionKind
  /** The caveat of a certificate that it stands for; caveats are counted from 1. */
  readonly caveat?: { readonly of: string; readonly number: number }
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

/** Another part that can reach this one without being beneath it, and the guarantees that keep it away. */
export interface Exposure {
  readonly part: string
  readonly isolatedBy: readonly string[]
}

/** The foundational requirements of IEC 62443, by their usual abbreviations. */
export const FOUNDATIONAL_REQUIREMENTS = ['IAC', 'UC', 'SI', 'DC', 'RDF', 'TRE', 'RA'] as const
export type FoundationalRequirement = (typeof FOUNDATIONAL_REQUIREMENTS)[number]

/** A security level, 0 to 4, for each foundational requirement. */
export type SecurityLevelVector = Readonly<Record<FoundationalRequirement, number>>

/** What a part is capable of, and the certificate or evidence that shows it; without one it is the word of whoever states it. */
export interface SecurityCapability {
  readonly levels: SecurityLevelVector
  readonly shownBy?: string
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
  readonly exposedTo?: readonly Exposure[]
  /** Id of the zone it stands in. */
  readonly zone?: string
  readonly capabilities?: readonly SecurityCapability[]
}

/** How a dependent part is put together with a base, in the words of schemes. */
export const COMPOSITION_METHODS = [
  'composite',
  'composed',
  'certified-base',
  'inclusive',
  'carve-out',
  'embedded',
  'bound',
  're-use',
] as const
export type CompositionMethod = (typeof COMPOSITION_METHODS)[number]

/** What its author states of one composition: which part stands on which base, how, and what a scheme asks about the two. */
export interface CompositionStatement {
  readonly id: string
  /** Id of a part, or `whole`. */
  readonly part: string
  readonly base: string
  readonly method?: CompositionMethod
  /** Rules to be read whether or not they would be read of themselves. */
  readonly rules: readonly string[]
  /** The level wanted of the dependent part: an id of a native level, or as printed by its scheme. */
  readonly wanted?: string
  /** The day of the report about the base, where it is not that of its certificate. */
  readonly reportDated?: CalendarDate
  /** What a scheme asks besides: true, false, or the id of evidence that shows it. What is not in the map is not stated. */
  readonly facts: ReadonlyMap<string, boolean | string>
}

/** A zone of a system: parts under one target. Source: the terms of IEC 62443-1-1. */
export interface Zone {
  readonly id: string
  readonly name: string
  readonly target: SecurityLevelVector
  readonly countermeasures: readonly Countermeasure[]
}

/** Guarantees or evidence that make up for what parts of a zone or conduit lack in one foundational requirement. */
export interface Countermeasure {
  readonly requirement: FoundationalRequirement
  readonly level: number
  readonly by: readonly string[]
}

/** The way between zones, with the parts that guard it. */
export interface Conduit {
  readonly id: string
  readonly name: string
  readonly between: readonly string[]
  readonly parts: readonly string[]
  readonly target: SecurityLevelVector
  readonly countermeasures: readonly Countermeasure[]
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
  /** Working days of waiting before it begins. */
  readonly queueDays?: Range
  readonly because: string
}

export interface BillReference {
  readonly file: string
  readonly part: string
}

/** What a change of release changes, in the terms of an impact analysis. */
export const CHANGED_THINGS = [
  'implementation',
  'interface',
  'security-function',
  'security-target',
  'guidance',
  'environment',
  'development-process',
] as const
export type ChangedThing = (typeof CHANGED_THINGS)[number]

/** One thing that a change changes. What nobody stated is absent, and stays not known. */
export interface ChangedItem {
  readonly what: ChangedThing
  readonly name: string
  readonly says?: string
  /** Inside the boundary of the target of evaluation. */
  readonly isInTarget?: boolean
  /** Touches a security function of the security target. */
  readonly touchesSecurityFunction?: boolean
  /** The security functions or requirements of the security target that it touches, as the target names them. */
  readonly securityFunctions: readonly string[]
  readonly files: readonly string[]
  /** What the maker's own analysis says of the assurance that the certificate expresses. */
  readonly effectOnAssurance?: 'none' | 'adverse'
  readonly because?: string
  /** Developer evidence that has to be, or was, updated: a family such as ADV_FSP, or a document. */
  readonly evidence: readonly string[]
}

/** A change from what a certificate names to a release, as its maker describes it. */
export interface ReleaseChange {
  readonly id: string
  readonly release: string
  /** Id of a part, or `whole`. */
  readonly part: string
  /** The certificate it is looked at against; every one of the part where none is named. */
  readonly certificate?: string
  readonly says: string
  readonly items: readonly ChangedItem[]
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
  readonly compositions?: readonly CompositionStatement[]
  readonly zones?: readonly Zone[]
  readonly conduits?: readonly Conduit[]
  readonly changes?: readonly ReleaseChange[]
  readonly bills: readonly BillReference[]
  readonly certificates: readonly Certificate[]
  readonly evidence: readonly EvidenceRecord[]
  readonly demands: readonly Demand[]
  readonly risks: readonly Risk[]
  readonly constraints: Constraints
  readonly overrides: readonly Override[]
}
