/** The least sum on the ground that is settled, and the ground with it settled. Our own search first, then the solver. */
import { begin, type Ground, isKept, requestOn, weigh } from './ground.ts'
import { boundOnFirst, combined, type SumLevel } from './objectives.ts'
import { atMostRow } from './rows.ts'
import type { Search } from './search.ts'
import type { Work } from './work.ts'

export type LevelOutcome =
  | {
      readonly kind: 'optimal'
      readonly chosen: Uint8Array
      readonly ground: Ground
      /** All selections that are as good, where all are known. */
      readonly equal?: readonly Uint8Array[]
    }
  /** `bound` is on the first criterion of the level. */
  | { readonly kind: 'open'; readonly chosen: Uint8Array | undefined; readonly bound: number }
  | { readonly kind: 'infeasible' }

/** More selections than this that are equal in a level are not kept one by one. */
const MOST_EQUAL = 64

/** Totals above this would drown half a unit in a solver's dust. */
const LARGEST_FOR_SOLVER = 2 ** 27

export async function settleSum(
  ground: Ground,
  level: SumLevel,
  known: Uint8Array | undefined,
  work: Work,
): Promise<LevelOutcome> {
  const { weights } = level
  // An option that weighs nothing could join a selection unseen.
  const keepEqual = weights.every((weight) => weight > 0) ? MOST_EQUAL : 0
  const search = begin(ground, weights, { below: Number.POSITIVE_INFINITY, known, keepEqual })
  const isDone = await work.run(search, (bound) => boundOnFirst(level, bound))
  let chosen = search.best ?? known
  if (isDone && chosen === undefined) return { kind: 'infeasible' }
  if (!isDone) {
    const asked = await askForSum(ground, level, search, chosen, work)
    if (asked.kind === 'infeasible') return asked
    if (asked.kind === 'open') {
      return { ...asked, bound: Math.max(asked.bound, boundOnFirst(level, search.bound)) }
    }
    chosen = asked.chosen
  }
  const optimum = weigh(weights, chosen as Uint8Array)
  const settled = new Map([...ground.settled, ...search.sharedBy(optimum)])
  const rows = [...ground.rows, ...search.found, atMostRow(weights, optimum).row]
  const guide = { weights, atMost: optimum }
  const equal = isDone && search.hasAllEqual ? { equal: search.equal } : {}
  return { kind: 'optimal', chosen: chosen as Uint8Array, ground: { ...ground, rows, settled, guide }, ...equal }
}

/** Part by part, as large numbers and floats do not go together. */
async function askForSum(
  ground: Ground,
  level: SumLevel,
  search: Search,
  known: Uint8Array | undefined,
  work: Work,
): Promise<{ kind: 'optimal'; chosen: Uint8Array } | (LevelOutcome & { kind: 'open' | 'infeasible' })> {
  let chosen = known
  const shared = chosen === undefined ? [] : search.sharedBy(weigh(level.weights, chosen))
  let on: Ground = { ...ground, settled: new Map([...ground.settled, ...shared]) }
  let bound = 0
  for (const [at, part] of combined(level.parts, LARGEST_FOR_SOLVER).entries()) {
    const isFirst = at === 0
    if (!work.canAsk()) return { kind: 'open', chosen, bound }
    const asked = await work.ask(requestOn(on, part.weights, chosen), (value) =>
      isFirst ? boundOnFirst(part, value) : bound,
    )
    if (asked.isEmpty && chosen === undefined) return { kind: 'infeasible' }
    if (asked.chosen !== undefined && isKept(on, asked.chosen)) {
      const isBetter = chosen === undefined || weigh(part.weights, asked.chosen) <= weigh(part.weights, chosen)
      if (isBetter) chosen = asked.chosen
    }
    if (isFirst && !asked.isEmpty) bound = boundOnFirst(part, asked.bound)
    // A solver that finds nothing where something is known is not believed.
    if (chosen === undefined || asked.isEmpty || asked.bound < weigh(part.weights, chosen))
      return { kind: 'open', chosen, bound }
    on = { ...on, rows: [...on.rows, atMostRow(part.weights, weigh(part.weights, chosen)).row] }
  }
  return chosen === undefined ? { kind: 'open', chosen, bound } : { kind: 'optimal', chosen }
}
