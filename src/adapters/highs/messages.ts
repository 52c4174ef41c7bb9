/** What passes between the caller and the worker thread. Typed arrays are copied, flags are shared. */
import type { IntegerModel } from '#cover/problem.ts'

export interface Task {
  readonly model: IntegerModel
  readonly nodes: number
  /** Undefined unless the user set a limit in time. */
  readonly seconds: number | undefined
  /** One number: 1 once the caller has cancelled. */
  readonly cancelled: Int32Array
}

export type Message =
  | { readonly kind: 'progress'; readonly nodes: number; readonly best: number; readonly bound: number }
  | { readonly kind: 'done'; readonly outcome: Outcome }

/** As HiGHS gives it: floats with dust, nothing rounded, nothing believed. */
export interface Outcome {
  readonly status: 'optimal' | 'infeasible' | 'limit'
  readonly x: Float64Array | undefined
  readonly bound: number
  readonly nodes: number
}
