/**
 * What the main job answers: a plan, stage by stage. Every stage is a value of its own that can be printed.
 * Money in whole euros, durations in working days (Monday to Friday), unless a name says otherwise. Lists are in the order a reader wants them.
 */
import type { Truth } from '#fixpoint/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Because, Citation, Computed, Estimate, LegalFact, OpenFact, ResultKind } from '../answers/index.ts'
import type { CsaLevel, Dimension, Letter, Span, TargetType } from '../assurance/index.ts'
import type { DemandedBy, Range } from '../dossier/index.ts'

/** A stretch of days; an open end is absent. `to` is the last day. */
export interface Days {
  readonly from?: CalendarDate
  readonly to?: CalendarDate
}

/** A conclusion of law as the plan shows it. */
export interface LegalRow {
  readonly id: string
  readonly label: string
  /** On the day asked. */
  readonly truth: Truth
  /** When it surely holds, and when it may. */
  readonly holds: readonly Days[]
  readonly mayHold: readonly Days[]
  readonly settledBy: readonly OpenFact[]
  /**
   * Of a route or presumption that holds: rules that could take it away and whose text nobody read. As they were told by others they do
   * not, on the facts declared; so it holds as far as was read, and no further.
   */
  readonly caution?: readonly OpenFact[]
  readonly because: Because
}

export interface RouteRow extends LegalRow {
  readonly procedure?: string
  readonly assessor?: string
  /** Said where it is closed. */
  readonly closed?: string
}

export interface DutyRow extends LegalRow {
  readonly period?: string
  readonly deadline?: CalendarDate
  /** Only where the trigger has happened. */
  readonly due?: { readonly trigger: CalendarDate; readonly within: string; readonly on: CalendarDate }
  readonly clock?: { readonly trigger: string; readonly within: string }
}

export type Relevance = 'surely' | 'maybe' | 'unasked' | 'no'

/** One act: whether and when it applies, the class, the routes, the duties. */
export interface ActReading {
  readonly id: string
  readonly name: string
  readonly source: string
  readonly isProposal: boolean
  /** surely: it will apply within the horizon; maybe: it may; unasked: nobody has said a word on what it is about; no: it does not. */
  readonly relevance: Relevance
  /** For an act that is unasked: what to say first. */
  readonly entry: readonly OpenFact[]
  readonly applicability: readonly LegalRow[]
  readonly classes: readonly LegalRow[]
  readonly routes: readonly RouteRow[]
  readonly presumptions: readonly LegalRow[]
  readonly duties: readonly DutyRow[]
}

/** A level that somebody asks for. The three sources are never merged. */
export interface RequiredLevel {
  readonly by: DemandedBy
  readonly who?: string
  readonly level: string
  readonly because: Because
}

export interface RequiredLevels {
  /** What the law selects; none for most products: a class selects a procedure, not a level. */
  readonly legal: readonly RequiredLevel[]
  readonly legalNote: Because
  readonly contract: readonly RequiredLevel[]
  readonly risk: readonly RequiredLevel[]
}

/** What the evidence in hand gives for the whole target, before anything new is done. */
export interface PresentLevel {
  readonly targetType: TargetType
  readonly formal: Span<Letter>
  readonly technical: Span<Letter>
  readonly csa: Span<CsaLevel>
  readonly because: Because
}

export type CoverageVerdict = 'covered' | 'partly' | 'not-covered' | 'not-known'

/** One thing the plan must cover. */
export interface Cell {
  readonly id: string
  readonly kind: 'requirement' | 'route' | 'level' | 'native-level'
  readonly title: string
  /** Whose asking it is: the act, the contract. */
  readonly askedBy: string
  /** Ids of the legal conclusions, or of the demand, that ask for it. */
  readonly conclusions: readonly string[]
  /** `setName`: the title of the set. */
  readonly requirement?: { readonly set: string; readonly id: string; readonly setName?: string }
  readonly need?: { readonly dimension: Dimension; readonly depth: number; readonly performer: number }
  /** Of a demanded level of a scheme: ids of the levels of which any one meets it. */
  readonly levels?: readonly string[]
  /** Of a demand that names nobody who must find it: those of `levels` that name an assessor, and so meet it on every reading. */
  readonly ifAssessed?: readonly string[]
  /** False: no certificate covers it. */
  readonly isSubstitutable: boolean
  /** It is asked only if facts that are not known turn out so. */
  readonly isProvisional: boolean
  readonly verdict: CoverageVerdict
  /** Certificates and evidence in hand that bear on it. */
  readonly heldBy: readonly string[]
  readonly because: Because
}

export interface MoneyRange extends Range {
  /** What the optimiser counted with: the middle, rounded up. */
  readonly counted: number
  readonly grade: string
  readonly standing: Citation['standing']
  readonly source: string
  readonly at: string
  readonly because?: string
  readonly year?: number
}

export type DurationRange = MoneyRange

/** An option in the plan. */
export interface PlannedOption {
  readonly id: string
  readonly name: string
  readonly optionKind: string
  readonly performer: { readonly who: string; readonly independence: number; readonly accreditation?: string }
  readonly cost: MoneyRange
  readonly days: DurationRange
  readonly queueDays: DurationRange
  /** In hand already, through this certificate: costs and takes nothing. */
  readonly heldThrough?: string
  /** Cells it covers in this plan. */
  readonly covers: readonly string[]
  /** Cells that nothing else in the plan covers. */
  readonly onlyCovers: readonly string[]
  readonly becauseOfPrerequisite: readonly string[]
  readonly validityMonths?: number
}

export type Optimality =
  | { readonly kind: 'optimal'; readonly how: string }
  | { readonly kind: 'bounded'; readonly bound: number; readonly gap: number }

/** A choice of options with its sums. */
export interface Mix {
  readonly options: readonly PlannedOption[]
  readonly cost: {
    readonly low: number
    readonly high: number
    readonly counted: number
    readonly weakestGrade: string
  }
  /** Critical path in working days, queues included. */
  readonly days: { readonly low: number; readonly high: number; readonly counted: number }
  readonly optimality: Optimality
  readonly isVerified: boolean
  readonly isReproducible: boolean
}

export interface ScheduledOption {
  readonly id: string
  readonly name: string
  readonly starts: CalendarDate
  readonly queueUntil: CalendarDate
  readonly ends: CalendarDate
  /** With every duration at its low, and at its high end. */
  readonly endsEarliest: CalendarDate
  readonly endsLatest: CalendarDate
  readonly isCritical: boolean
  /** Working days it may slip without moving the end. */
  readonly slack: number
  /** Last day to begin so that the nearest binding deadline is met, queue included. */
  readonly latestStart?: CalendarDate
}

export interface DeadlineRow {
  readonly id: string
  readonly label: string
  readonly kind: ResultKind | 'declared'
  readonly on: CalendarDate
  /** When what has to be ready by then is ready, as counted. */
  readonly ready: CalendarDate
  /** Acts whose requirements have to be met by then, or of an act the single duties that run; empty: everything in the plan. */
  readonly concerns: readonly string[]
  /** Working days between the day it is ready and the deadline; negative: late. */
  readonly slack: number
  readonly isMet: boolean
  /** Whether it is met even if everything takes its longest. */
  readonly isMetAtLongest: boolean
  /** What leads to the day it is ready, first to last, each after the one before; empty where nothing has to be done. */
  readonly chain: readonly ChainLink[]
  /** Of a deadline that is missed: what would meet it. */
  readonly remedy?: DeadlineRemedy
}

export interface ChainLink {
  readonly id: string
  readonly name: string
  /** Working days, as counted. */
  readonly days: number
  /** Of them, waiting. */
  readonly queueDays: number
}

export interface NamedOption {
  readonly id: string
  readonly name: string
}

export type DeadlineRemedy =
  /** Another choice of options is ready in time. */
  | {
      readonly kind: 'other-mix'
      /** Against the plan, in whole euros, as counted. */
      readonly cost: number
      /** False: enough, but a cheaper one is not ruled out. */
      readonly isLeast: boolean
      /** Within the budget of the dossier. */
      readonly isWithinLimits: boolean
      readonly ready: CalendarDate
      readonly adds: readonly NamedOption[]
      readonly drops: readonly NamedOption[]
    }
  /** No choice of options is ready in time on the days counted. */
  | {
      readonly kind: 'none'
      /** When the fastest choice is ready. */
      readonly fastest: CalendarDate
      /** Working days the fastest choice is late by. */
      readonly lateBy: number
      /** The last day to begin with which the fastest choice would be in time; it may lie in the past. */
      readonly beginBy: CalendarDate
      /** When the fastest choice is ready if everything takes its shortest. */
      readonly atShortest: CalendarDate
      readonly isMetAtShortest: boolean
    }
  | { readonly kind: 'not-known'; readonly because: string }

export interface Schedule {
  readonly start: CalendarDate
  readonly ends: CalendarDate
  readonly endsEarliest: CalendarDate
  readonly endsLatest: CalendarDate
  readonly rows: readonly ScheduledOption[]
  readonly criticalPath: readonly string[]
  readonly deadlines: readonly DeadlineRow[]
}

export interface Alternative {
  readonly name: 'cheapest' | 'fastest' | 'strongest'
  readonly says: string
  readonly mix: Mix
  readonly ends: CalendarDate
  /** What it reaches beyond what is asked. */
  readonly reaches?: string
  readonly difference: {
    readonly cost: number
    readonly days: number
    readonly adds: readonly string[]
    readonly drops: readonly string[]
  }
}

export interface LeftOut {
  readonly option: string
  readonly name: string
  /** One sentence a reader can act on. */
  readonly because: string
  /** What would settle it, where that is what it waits for: first what is asked of this option alone, then what the whole act hangs on. */
  readonly settledBy?: readonly OpenFact[]
  readonly kind:
    | 'route-closed'
    | 'route-open-question'
    | 'not-available'
    | 'question'
    | 'dearer'
    | 'not-needed'
    | 'excluded'
  /** The because of law behind it, where there is one. */
  readonly legal?: Because
  /** Of an option that costs more than it is worth here: the price at which it would enter, in whole euros, and its own range. */
  readonly entersAt?: { readonly price: number; readonly low: number; readonly counted: number }
  /**
   * A reader would expect it in the plan: another procedure of an act, something that waits for an answer, something the dossier excludes,
   * or something whose own price range reaches down to where it would enter.
   */
  readonly isRival?: boolean
}

/** Something unconfirmed that would change the plan: stands above the price. */
export interface Flag {
  readonly id: string
  readonly what: OpenFact['what'] | 'assumption' | 'certificate' | 'figure' | 'coverage' | 'vulnerability' | 'demand'
  readonly says: string
  readonly effect: string
  readonly because?: Because
}

/** A question whose answer settles something, the one that settles most first. */
export interface RankedQuestion extends OpenFact {
  readonly type: string
  readonly values: readonly string[]
  /** How many conclusions hang on it, and how many are settled at least, whatever the answer. */
  readonly hangsOn: number
  readonly settlesAtLeast: number
  readonly affects: readonly string[]
}

/** The same problem without what is in hand, beside the plan. */
export interface ReuseValue {
  /** What re-use saves, as counted: whole euros and working days. */
  readonly cost: number
  readonly days: number
  readonly without:
    | {
        readonly cost: number
        readonly days: number
        readonly ends: CalendarDate
        readonly costRange: Range
        readonly daysRange: Range
        readonly weakestGrade: string
        /** What would have to be done that the plan does not do. */
        readonly adds: readonly NamedOption[]
      }
    | undefined
  readonly through: readonly string[]
}

export interface RenewalRow {
  readonly option: string
  readonly name: string
  readonly on: CalendarDate
  readonly cost: Range
  /** Of something in hand: the certificate that ends. */
  readonly certificate?: string
}

/** Total cost of assurance over the planning horizon. */
export interface HorizonCost {
  readonly years: number
  readonly first: Range
  readonly renewals: readonly RenewalRow[]
  /** In hand, used by the plan and ending within the horizon, with no option that has a price: not in the sum. */
  readonly withoutPrice: readonly { readonly what: string; readonly on: CalendarDate }[]
  /** Options on which a demanded level rests and for which no validity is stated: not in the sum. */
  readonly withoutValidity: readonly { readonly option: string; readonly name: string }[]
  readonly total: Range
}

/** Assurance over the horizon: a point for each thing that changes on a day. */
export interface AssurancePoint {
  readonly on: CalendarDate
  readonly what: string
  readonly certificate?: string
  /** What can be shown for the whole from that day on, without any renewal. Absent where nothing was composed. */
  readonly reading?: {
    readonly formal: Span<Letter>
    readonly technical: Span<Letter>
    readonly csa: Span<CsaLevel>
  }
}

export interface CertificateRow {
  readonly id: string
  readonly level: string
  readonly isInvented: boolean
  readonly recorded: { readonly value: string; readonly since: CalendarDate } | undefined
  readonly expires?: CalendarDate
  readonly relied: { readonly truth: Truth; readonly because: Because }
  readonly reusable: { readonly truth: Truth; readonly because: Because }
  readonly renewable: { readonly truth: Truth; readonly because: Because }
  /** What its status means, and what it does not. */
  readonly note?: string
}

export interface AssumptionRow {
  readonly part: string
  readonly id: string
  readonly says: string
  readonly standing: 'discharged' | 'lifted' | 'open'
  readonly because: Because
}

export interface ClaimRow {
  readonly part: string
  readonly id: string
  readonly says: string
  readonly truth: Truth
  readonly because: Because
}

export interface CompositionReading {
  readonly certificates: readonly CertificateRow[]
  readonly claims: readonly ClaimRow[]
  readonly assumptions: readonly AssumptionRow[]
  readonly circles: readonly (readonly string[])[]
  readonly components: {
    readonly total: number
    readonly bills: readonly { readonly file: string; readonly components: number; readonly graphKnown: boolean }[]
  }
}

/** No plan exists: a smallest set of conditions that cannot hold together, and what would restore a plan. */
export interface NoPlan {
  readonly kind: 'no-plan'
  readonly because: readonly string[]
  readonly relaxations: readonly string[]
  /** The cheapest plan there would be without the limits. */
  readonly beyond?: Mix
}

export interface ParetoPoint {
  /** As counted, in whole euros and working days. */
  readonly cost: number
  readonly days: number
  readonly costRange: Range
  readonly daysRange: Range
  readonly ready: CalendarDate
  readonly options: readonly string[]
  readonly isProved: boolean
}

/** When a plan is ready, in so many of a hundred runs; refused where durations are guesses. */
export type Percentiles =
  | {
      readonly kind: 'refused'
      readonly because: string
      /** Durations that would have to be known better: in the dossier, as `overrides`, or in the catalogue. */
      readonly needs: readonly {
        readonly option: string
        readonly name: string
        readonly what: 'days' | 'queueDays'
        readonly grade: string
      }[]
    }
  | {
      readonly kind: 'simulated'
      readonly seed: number
      readonly runs: number
      /** Of a hundred durations, how many follow one common cause in a run. */
      readonly sharedPercent: number
      readonly ready: { readonly p50: CalendarDate; readonly p80: CalendarDate }
      readonly deadlines: readonly {
        readonly id: string
        readonly on: CalendarDate
        readonly p50: CalendarDate
        readonly p80: CalendarDate
        /** In how many of a hundred runs it is met, rounded down. */
        readonly metPercent: number
      }[]
    }

/** How far a price may move before the answer changes, all else as it is. Whole euros. */
export interface SensitivityRow {
  readonly option: string
  readonly name: string
  readonly isInPlan: boolean
  readonly counted: number
  readonly own: Range
  /** Of an option in the plan: the dearest with which the plan stays a cheapest one; absent where there is no such limit. */
  readonly staysUpTo?: number
  /** Of an option left out: at this price, or less, it would come in. */
  readonly entersAt?: number
  /** False: the limit is safe, and may be further off. */
  readonly isExact: boolean
  /** Its own range reaches beyond the limit: better knowledge of this price may change the answer. */
  readonly isSensitive: boolean
}

export interface Plan {
  readonly kind: 'plan'
  readonly dossier: {
    readonly id: string
    readonly name: string
    readonly version?: string
    readonly targetType: TargetType
    readonly manufacturer?: string
  }
  readonly on: CalendarDate
  /** A day after the catalogue was last checked: law as known then. */
  readonly lawAsKnownOn: CalendarDate
  readonly edition: string
  readonly acts: readonly ActReading[]
  readonly required: RequiredLevels
  readonly present: Computed<PresentLevel>
  readonly composition: CompositionReading
  readonly cells: readonly Cell[]
  readonly flags: readonly Flag[]
  readonly questions: readonly RankedQuestion[]
  readonly mix: Mix | NoPlan
  readonly estimate: Estimate<string>
  readonly schedule: Schedule | undefined
  readonly alternatives: readonly Alternative[]
  readonly leftOut: readonly LeftOut[]
  readonly reuse: ReuseValue | undefined
  readonly horizon: HorizonCost | undefined
  readonly front: readonly ParetoPoint[]
  readonly percentiles: Percentiles | undefined
  /** Empty where it was not asked for. */
  readonly sensitivity: readonly SensitivityRow[]
  readonly assurance: readonly AssurancePoint[]
  /** Every source cited anywhere above, numbered in the order of first use. */
  readonly sources: readonly {
    readonly number: number
    readonly id: string
    readonly title: string
    readonly publisher: string
    readonly edition?: string
    readonly address?: string
    readonly standing: Citation['standing']
  }[]
  /** Rules the reader must know: what the plan does not say. */
  readonly cautions: readonly string[]
  readonly legalFacts: readonly LegalFact<string>[]
}
