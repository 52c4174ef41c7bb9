/**
 * The cover problem: cells that need covering, options that cover them, and what a choice of options may and may not be.
 *
 * One form serves every question that asks for a best mix. All numbers are integers; indexes are positions in the arrays.
 * This room knows no word of the field: what a cell or an option stands for is known to whoever built the problem.
 */

/** Something to be covered: by options whose amounts add up to `need` at least. */
export interface Cell {
  readonly id: string
  /** At least 1. */
  readonly need: number
}

export interface Option {
  readonly id: string
  /** What it adds to which cells; amount at least 1. */
  readonly covers: readonly { readonly cell: number; readonly amount: number }[]
  /** Of every inner list, at least one option must be chosen too, and must be finished before this one starts. */
  readonly requires: readonly (readonly number[])[]
  /** Options that cannot be chosen beside it. Read in both directions. */
  readonly excludes: readonly number[]
  /** What choosing it adds to each additive criterion (cost, surplus …); never negative. A criterion that is absent adds 0. */
  readonly weights: Readonly<Record<string, number>>
  /** Days from its start (queue included) to its end; for the criterion `time`. */
  readonly days: number
  /** Chosen whatever happens (held already, or demanded). */
  readonly isFixed: boolean
}

/** The criterion `time`: the day on which the last chosen option ends, each starting when its prerequisites have ended. Not additive. */
export const TIME = 'time'

export interface Limit {
  readonly criterion: string
  readonly atMost: number
}

export interface CoverProblem {
  readonly cells: readonly Cell[]
  readonly options: readonly Option[]
  readonly limits: readonly Limit[]
}

/**
 * Minimised in the order given. What is still equal then is ordered by the list of chosen option ids: the shorter list
 * first, and of equally long ones the one that comes first, id by id in code unit order. So an answer is unique.
 */
export type Objectives = readonly string[]

export interface Selection {
  /** Indexes of the chosen options, rising. */
  readonly chosen: readonly number[]
  /** The value of every criterion named in the objectives and limits. */
  readonly values: Readonly<Record<string, number>>
}

/**
 * Multipliers that prove a lower bound on an additive criterion by integer arithmetic alone (`boundProvedBy` in verify.ts).
 * With weights w ≥ 0 on rows "sum of a·x ≥ b" and x between 0 and 1, no selection is below
 * (sum of w·b + sum over options of min(0, scale·weight − sum of w·a)) / scale, rounded up.
 */
export interface DualProof {
  readonly criterion: string
  /** What the multipliers are measured in: this many to one unit of the criterion. */
  readonly scale: number
  readonly cells: readonly { readonly cell: number; readonly multiplier: number }[]
  /** `group` counts within `requires` of the option. */
  readonly requires: readonly { readonly option: number; readonly group: number; readonly multiplier: number }[]
  readonly exclusions: readonly { readonly options: readonly number[]; readonly multiplier: number }[]
  readonly limits: readonly { readonly limit: number; readonly multiplier: number }[]
}

/** How an optimum is known. */
export type Certificate =
  /** Every alternative was excluded by our own search. Where multipliers alone prove the first objective, they are given. */
  | { readonly kind: 'enumerated'; readonly nodes: number; readonly proof?: DualProof }
  /** A solver proved a bound less than one unit below, in exact integers. */
  | { readonly kind: 'solver'; readonly name: string; readonly nodes: number }

export type CoverAnswer =
  | {
      readonly kind: 'optimal'
      readonly selection: Selection
      readonly certificate: Certificate
      readonly isReproducible: boolean
      /** All objectives are proved, but an equally good selection may come first in the order of ids. Absent when none does. */
      readonly hasOpenTies?: true
    }
  /** No proof within the limits: the best known, a proven bound on the first objective, and the gap between them. Never called optimal. */
  | {
      readonly kind: 'bounded'
      readonly selection: Selection
      readonly bound: number
      readonly gap: number
      readonly isReproducible: boolean
    }
  | { readonly kind: 'infeasible'; readonly conflict: Conflict }
  /** Stopped before any selection was found. */
  | { readonly kind: 'stopped'; readonly bound: number | undefined; readonly isReproducible: boolean }

/** A smallest set of conditions that cannot hold together: leave any one out and a selection exists (or none was found to refute it, if not minimal). */
export interface Conflict {
  readonly cells: readonly number[]
  readonly limits: readonly number[]
  /** Fixed options that take part. */
  readonly fixed: readonly number[]
  /** Exclusions that take part, as pairs of option indexes. */
  readonly exclusions: readonly (readonly [number, number])[]
  readonly isMinimal: boolean
  /** For conditions of the conflict: what alone, with all else in the problem as it is, would let a selection exist. Absent where not asked for. */
  readonly relaxations?: readonly Relaxation[]
  /** Cells that, given up together, let a selection exist: the fewest, where proved. Absent where giving up cells does not help. */
  readonly giveUp?: { readonly cells: readonly number[]; readonly isFewest: boolean }
}

export type Relaxation =
  /** The least the limit must allow; `isLeast` false where less might do but was not proved. */
  | { readonly kind: 'limit'; readonly limit: number; readonly atMost: number; readonly isLeast: boolean }
  /** The most that may still be asked of the cell; 0 gives it up. */
  | { readonly kind: 'cell'; readonly cell: number; readonly need: number }
  | { readonly kind: 'fixed'; readonly option: number }
  | { readonly kind: 'exclusion'; readonly options: readonly [number, number] }

/**
 * Limits that count work, not seconds, keep an answer reproducible; a limit in milliseconds marks it as not.
 * This room has no clock: whoever sets milliseconds also makes `isCancelled` true when they have passed (`withDeadline`).
 */
export interface SearchLimits {
  readonly nodes: number
  /** Multiplications that our own search may spend on relaxations, about; a node of a large problem takes more of them than one of a small. */
  readonly effort?: number
  readonly milliseconds?: number
  /** Awaited now and then, so that the caller can let other work through (signals, drawing). */
  readonly pause?: () => Promise<void>
  readonly onProgress?: (progress: {
    readonly nodes: number
    readonly best: number | undefined
    readonly bound: number | undefined
  }) => void
  readonly isCancelled?: () => boolean
}

/** A mixed integer programme in rows, for a solver outside: minimise objective · x, rowLow ≤ A x ≤ rowHigh, low ≤ x ≤ high. */
export interface IntegerModel {
  readonly columns: number
  readonly objective: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  /** 1 where the column is integer. */
  readonly isInteger: Uint8Array
  readonly rows: number
  readonly rowLow: Float64Array
  readonly rowHigh: Float64Array
  /** Compressed rows. */
  readonly rowStart: Int32Array
  readonly column: Int32Array
  readonly value: Float64Array
  /** A first selection, if one is known. */
  readonly start?: Float64Array
}

export type IntegerSolution =
  | { readonly kind: 'optimal'; readonly x: Float64Array; readonly bound: number; readonly nodes: number }
  | { readonly kind: 'feasible'; readonly x: Float64Array; readonly bound: number; readonly nodes: number }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'stopped'; readonly bound: number | undefined }

/**
 * The port to a solver; implemented outside, passed in as an argument, never believed.
 *
 * The least value of a model is a whole number. So bounds are passed back as whole numbers: rounded up, but never for want of
 * exactness. Integer columns are rounded. `nodes` of the limits is what is left; the solver's own nodes count.
 */
export type Solve = (model: IntegerModel, limits: SearchLimits) => Promise<IntegerSolution>
