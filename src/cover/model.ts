/**
 * The cover problem as an integer model for a solver outside: yes-or-no columns for the options, and for time a start per option
 * that waits and a choice of whom it waits for.
 *
 * Of every group a chosen option waits for one chosen member (`y`), and starts after that member's end; the earliest-ending one
 * is free to be the one. Constants that switch a row off are as small as earliest and latest ends allow. `docs/cover.md` has the rows.
 */
import { earliestEnds, latestEnds, type PrerequisiteNet, prerequisiteNet } from './prerequisites.ts'
import { type CoverProblem, type IntegerModel, TIME } from './problem.ts'
import { type Row, rowsOf } from './rows.ts'

export interface ModelRequest {
  readonly problem: CoverProblem
  /** What is minimised: a weight per option, or the day on which all have ended. */
  readonly minimise: Float64Array | typeof TIME
  /** Rows besides those of the problem: objectives already settled, cuts. */
  readonly rows?: readonly Row[]
  /** The day by which all must end; Infinity for whenever. Limits on time in the problem count too. */
  readonly latest?: number
  /** Options already settled. */
  readonly settled?: ReadonlyMap<number, boolean>
  readonly start?: Uint8Array | undefined
}

interface Entry {
  readonly low: number
  readonly high: number
  readonly columns: readonly number[]
  readonly values: readonly number[]
}

class Draft {
  readonly low: number[] = []
  readonly high: number[] = []
  readonly objective: number[] = []
  readonly isInteger: number[] = []
  readonly rows: Entry[] = []

  column(low: number, high: number, isInteger: boolean, objective = 0): number {
    this.low.push(low)
    this.high.push(high)
    this.isInteger.push(isInteger ? 1 : 0)
    this.objective.push(objective)
    return this.low.length - 1
  }

  atLeast(low: number, terms: readonly (readonly [column: number, value: number])[]): void {
    const real = terms.filter(([, value]) => value !== 0)
    this.rows.push({
      low,
      high: Number.POSITIVE_INFINITY,
      columns: real.map(([column]) => column),
      values: real.map(([, value]) => value),
    })
  }
}

/** The options are the first columns, in their order; so a solution's first numbers are the selection. */
export function integerModel(request: ModelRequest): IntegerModel {
  const { problem, minimise } = request
  const draft = new Draft()
  problem.options.forEach((_, j) => {
    const settled = request.settled?.get(j)
    const weight = minimise === TIME ? 0 : (minimise[j] as number)
    draft.column(settled === true ? 1 : 0, settled === false ? 0 : 1, true, weight)
  })
  for (const { columns, amounts, atLeast } of [...rowsOf(problem), ...(request.rows ?? [])]) {
    draft.rows.push({ low: atLeast, high: Number.POSITIVE_INFINITY, columns: [...columns], values: [...amounts] })
  }
  const latest = problem.limits.reduce(
    (least, { criterion, atMost }) => (criterion === TIME ? Math.min(least, atMost) : least),
    request.latest ?? Number.POSITIVE_INFINITY,
  )
  const net = prerequisiteNet(problem.options)
  if (net.hasCircle) orderRows(draft, net)
  if (minimise === TIME || latest < Number.POSITIVE_INFINITY) timeRows(draft, net, latest, minimise === TIME)
  return finish(draft, request.start)
}

/** Who waits for whom: per option and group, the columns that say which member is waited for. */
function waiting(
  draft: Draft,
  groups: readonly Int32Array[],
  j: number,
): (readonly [member: number, column: number])[] {
  return groups.flatMap((group) => {
    const [only] = group
    // With one member there is nothing to choose: waiting for it is the option itself.
    if (group.length === 1) return [[only as number, j] as const]
    const chosen = [...group].map((i) => [i, draft.column(0, 1, true)] as const)
    for (const [i, y] of chosen)
      draft.atLeast(0, [
        [i, 1],
        [y, -1],
      ])
    draft.atLeast(0, [...chosen.map(([, y]): [number, number] => [y, 1]), [j, -1]])
    return chosen
  })
}

function timeRows(draft: Draft, net: PrerequisiteNet, latest: number, isMinimised: boolean): void {
  const { days, groups } = net
  const earliest = earliestEnds(net, (j) => draft.high[j] === 1)
  const longest = latestEnds(net)
  const latestOf = (j: number) => Math.min(longest[j] as number, latest)
  const end = isMinimised ? draft.column(0, latest, false, 1) : undefined
  const starts = new Map<number, number>()
  groups.forEach((of, j) => {
    if ((earliest[j] as number) > latestOf(j) || earliest[j] === Number.POSITIVE_INFINITY) draft.high[j] = 0
    else if (of.length > 0) {
      const first = (earliest[j] as number) - (days[j] as number)
      starts.set(j, draft.column(first, latestOf(j) - (days[j] as number), false))
    }
  })
  groups.forEach((of, j) => {
    if (draft.high[j] === 0) return
    const start = starts.get(j)
    if (end !== undefined) {
      draft.atLeast(0, [
        [end, 1],
        [j, -(earliest[j] as number)],
      ])
      // end ≥ start + days, unless the option is not chosen.
      if (start !== undefined)
        draft.atLeast((days[j] as number) - latestOf(j), [
          [end, 1],
          [start, -1],
          [j, -latestOf(j)],
        ])
    }
    if (start === undefined) return
    const first = (earliest[j] as number) - (days[j] as number)
    for (const [i, y] of waiting(draft, of, j)) {
      if (draft.high[i] === 0) {
        if (y === j) draft.high[j] = 0
        else draft.high[y] = 0
        continue
      }
      const other = starts.get(i)
      // start ≥ end of the member waited for; else start ≥ the earliest possible, which it is anyway.
      if (other === undefined)
        draft.atLeast(first, [
          [start, 1],
          [y, Math.min(0, first - (days[i] as number))],
        ])
      else {
        const slack = Math.max(0, latestOf(i) - first)
        draft.atLeast((days[i] as number) - slack, [
          [start, 1],
          [other, -1],
          [y, -slack],
        ])
      }
    }
  })
}

/** Prerequisites in a circle prove nothing: places in a line, each behind whom it waits for. */
function orderRows(draft: Draft, net: PrerequisiteNet): void {
  const count = net.order.length
  const place = new Map([...net.order].map((j) => [j, draft.column(1, count, false)]))
  for (const j of net.order) {
    for (const [i, y] of waiting(draft, net.groups[j] as readonly Int32Array[], j)) {
      const other = place.get(i)
      if (other !== undefined)
        draft.atLeast(1 - count, [
          [place.get(j) as number, 1],
          [other, -1],
          [y, -count],
        ])
    }
  }
}

function finish(draft: Draft, start: Uint8Array | undefined): IntegerModel {
  const rowStart = new Int32Array(draft.rows.length + 1)
  draft.rows.forEach((row, r) => {
    rowStart[r + 1] = (rowStart[r] as number) + row.columns.length
  })
  const model: IntegerModel = {
    columns: draft.low.length,
    objective: Float64Array.from(draft.objective),
    low: Float64Array.from(draft.low),
    high: Float64Array.from(draft.high),
    isInteger: Uint8Array.from(draft.isInteger),
    rows: draft.rows.length,
    rowLow: Float64Array.from(draft.rows, (row) => row.low),
    rowHigh: Float64Array.from(draft.rows, (row) => row.high),
    rowStart,
    column: Int32Array.from(draft.rows.flatMap((row) => row.columns)),
    value: Float64Array.from(draft.rows.flatMap((row) => row.values)),
  }
  return start === undefined ? model : { ...model, start: Float64Array.from(start) }
}
