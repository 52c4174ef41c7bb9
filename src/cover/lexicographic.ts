/**
 * One problem, all objectives: level after level, each settled for good before the next; then, of what is equal in all of them,
 * the selection that comes first in the order of ids. Our own search first; what it does not finish goes to the solver, if there is one.
 */
import { boundOnFirst, type Level, levels } from './objectives.ts'
import { earliestEnds, lastEnd, type PrerequisiteNet, prerequisiteNet } from './prerequisites.ts'
import { type CoverProblem, type Objectives, TIME } from './problem.ts'
import { atMostRow, type OriginalRow, type Row, row, rowsOf } from './rows.ts'
import { type Programme, Search, type SearchStart } from './search.ts'
import type { Work } from './work.ts'

export type Settled =
  | {
      readonly kind: 'optimal'
      readonly chosen: Uint8Array
      readonly hasOpenTies: boolean
      /** Multipliers at the root of the first level, where it is a single sum: a proof by arithmetic, if strong enough. */
      readonly root:
        | {
            readonly level: Level & { kind: 'sum' }
            readonly rows: readonly OriginalRow[]
            readonly multipliers: Float64Array
            readonly scale: number
          }
        | undefined
    }
  | { readonly kind: 'bounded'; readonly chosen: Uint8Array; readonly bound: number }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'stopped'; readonly bound: number | undefined }

/** What earlier levels have settled. */
interface Ground {
  readonly rows: Row[]
  latest: number
  /** Per option: settled for every selection that keeps the earlier levels. */
  readonly settled: Map<number, boolean>
  /** What every further search steers by: the last sum that was settled, and the weight it may not exceed. */
  guide: { readonly weights: Float64Array; readonly atMost: number; readonly multipliers: Float64Array } | undefined
}

export async function settleLevels(problem: CoverProblem, objectives: Objectives, work: Work): Promise<Settled> {
  const net = prerequisiteNet(problem.options)
  const original = rowsOf(problem)
  const ground: Ground = { rows: [...original], latest: latestOf(problem), settled: new Map(), guide: undefined }
  let chosen: Uint8Array | undefined
  let root: (Settled & { kind: 'optimal' })['root']
  let isFirst = true
  for (const level of levels(problem, objectives)) {
    const outcome =
      level.kind === 'time'
        ? await settleTime(ground, net, problem.options.length, chosen, work)
        : await settleSum(ground, net, level, chosen, work)
    if (outcome.kind === 'infeasible') return { kind: 'infeasible' }
    if (outcome.kind !== 'optimal') {
      const bound = boundOfObjective(isFirst ? outcome.bound : undefined, level, objectives, problem, chosen)
      const best = outcome.chosen ?? chosen
      return best === undefined ? { kind: 'stopped', bound } : { kind: 'bounded', chosen: best, bound: bound ?? 0 }
    }
    if (isFirst && level.kind === 'sum' && outcome.root !== undefined) root = { level, rows: original, ...outcome.root }
    chosen = outcome.chosen
    isFirst = false
  }
  if (chosen === undefined) return { kind: 'optimal', chosen: new Uint8Array(0), hasOpenTies: false, root: undefined }
  const first = await firstAmongEquals(ground, net, chosen, work)
  return { kind: 'optimal', chosen: first.chosen, hasOpenTies: !first.isProved, root }
}

/** The bound on the first objective: from its own level while that is open, else what it was settled at. */
function boundOfObjective(
  bound: number | undefined,
  level: Level,
  objectives: Objectives,
  problem: CoverProblem,
  chosen: Uint8Array | undefined,
): number | undefined {
  const [first] = objectives
  if (first === undefined) return 0
  if (bound !== undefined) {
    if (level.kind === 'time') return first === TIME ? bound : 0
    return level.criteria[0] === first ? boundOnFirst(level, bound) : 0
  }
  if (chosen === undefined) return undefined
  return valueOf(problem, first, chosen)
}

export function valueOf(problem: CoverProblem, criterion: string | undefined, chosen: Uint8Array): number {
  if (criterion === undefined) return 0
  const isChosen = (j: number) => chosen[j] === 1
  if (criterion === TIME) return lastEnd(earliestEnds(prerequisiteNet(problem.options), isChosen), isChosen)
  return problem.options.reduce((sum, option, j) => sum + (isChosen(j) ? (option.weights[criterion] ?? 0) : 0), 0)
}

function latestOf(problem: CoverProblem): number {
  return problem.limits.reduce(
    (least, { criterion, atMost }) => (criterion === TIME ? Math.min(least, atMost) : least),
    Number.POSITIVE_INFINITY,
  )
}

type LevelOutcome =
  | {
      readonly kind: 'optimal'
      readonly chosen: Uint8Array
      readonly root?: { multipliers: Float64Array; scale: number }
    }
  | { readonly kind: 'open'; readonly chosen: Uint8Array | undefined; readonly bound: number }
  | { readonly kind: 'infeasible' }

async function settleSum(
  ground: Ground,
  net: PrerequisiteNet,
  level: Level & { kind: 'sum' },
  known: Uint8Array | undefined,
  work: Work,
): Promise<LevelOutcome> {
  const { weights } = level
  const knownWeight = known === undefined ? Number.POSITIVE_INFINITY : weigh(weights, known)
  const search = begin(ground, net, weights, { below: knownWeight })
  const isDone = await work.run(search, (bound) => boundOnFirst(level, bound))
  const chosen = search.best ?? known
  const { bound } = search
  if (!isDone) return { kind: 'open', chosen, bound }
  if (chosen === undefined) return { kind: 'infeasible' }
  const optimum = weigh(weights, chosen)
  keepSettled(ground, search, optimum)
  ground.rows.push(atMostRow(weights, optimum).row)
  ground.guide = { weights, atMost: optimum, multipliers: search.rootMultipliers }
  return { kind: 'optimal', chosen, root: { multipliers: search.rootMultipliers, scale: search.multipliers.scale } }
}

/** The least day by which all can end: halving between what must be and what is known to be possible. */
async function settleTime(
  ground: Ground,
  net: PrerequisiteNet,
  columns: number,
  known: Uint8Array | undefined,
  work: Work,
): Promise<LevelOutcome> {
  let chosen = known
  let isImpossible = false
  const endOf = (x: Uint8Array) => {
    const isChosen = (j: number) => x[j] === 1
    return lastEnd(earliestEnds(net, isChosen), isChosen)
  }
  const look = async (latest: number): Promise<boolean> => {
    const search = beginDecision({ ...ground, latest }, net, columns)
    const isDone = await work.run(search, () => undefined)
    isImpossible = isDone && search.best === undefined
    if (search.best !== undefined) chosen = search.best
    return isDone || search.best !== undefined
  }
  if (chosen === undefined) {
    if (!(await look(ground.latest))) return { kind: 'open', chosen, bound: 0 }
    if (isImpossible || chosen === undefined) return { kind: 'infeasible' }
  }
  let atLeast = 0
  // Days that already the rows and the earliest ends refuse, without a search.
  let high = endOf(chosen)
  for (let low = 0; low < high; ) {
    const middle = Math.floor((low + high) / 2)
    if (beginDecision({ ...ground, latest: middle }, net, columns).holdsAtFirstSight()) high = middle
    else {
      low = middle + 1
      atLeast = low
    }
  }
  for (let next = atLeast; atLeast < endOf(chosen); next = Math.floor((atLeast + endOf(chosen)) / 2)) {
    if (!(await look(next))) return { kind: 'open', chosen, bound: atLeast }
    if (isImpossible) atLeast = next + 1
  }
  ground.latest = endOf(chosen)
  return { kind: 'optimal', chosen }
}

/** In the order of ids, asks for every option whether an equally good selection has it too; what is known to be so is not asked. */
async function firstAmongEquals(
  ground: Ground,
  net: PrerequisiteNet,
  known: Uint8Array,
  work: Work,
): Promise<{ chosen: Uint8Array; isProved: boolean }> {
  let chosen = known
  const prefix = new Map<number, boolean>()
  const count = known.reduce((sum, x) => sum + x, 0)
  let taken = 0
  for (let j = 0; j < known.length && taken < count; j += 1) {
    if (chosen[j] === 0 && ground.settled.get(j) !== false) {
      prefix.set(j, true)
      const search = beginDecision({ ...ground, settled: new Map([...ground.settled, ...prefix]) }, net, known.length)
      const isDone = await work.run(search, () => undefined)
      if (search.best !== undefined) chosen = search.best
      else if (!isDone) return { chosen, isProved: false }
    }
    prefix.set(j, chosen[j] === 1)
    taken += chosen[j] as number
  }
  return { chosen, isProved: true }
}

function begin(ground: Ground, net: PrerequisiteNet, weights: Float64Array, start: SearchStart): Search {
  const isTimed = net.hasCircle || ground.latest < Number.POSITIVE_INFINITY
  const settledRows = [...ground.settled].map(([j, isChosen]) => row([[j, isChosen ? 1 : -1]], isChosen ? 1 : 0))
  const programme: Programme = {
    columns: weights.length,
    weights,
    rows: [...ground.rows, ...settledRows],
    net: isTimed ? net : undefined,
    latest: ground.latest,
  }
  return new Search(programme, start)
}

/** Is there any selection at all that keeps what was settled? Steered by the last sum, whose bound refuses most. */
function beginDecision(ground: Ground, net: PrerequisiteNet, columns: number): Search {
  const { guide } = ground
  const weights = guide?.weights ?? new Float64Array(columns).fill(1)
  const below = guide === undefined ? Number.POSITIVE_INFINITY : guide.atMost + 1
  const start = { below, isFirstEnough: true }
  return begin(ground, net, weights, guide === undefined ? start : { ...start, multipliers: guide.multipliers })
}

/** Columns whose price at the root is above what lies between bound and optimum: no equally good selection differs there. */
function keepSettled(ground: Ground, search: Search, optimum: number): void {
  for (const [j, isChosen] of search.sharedBy(optimum)) ground.settled.set(j, isChosen)
}

function weigh(weights: Float64Array, chosen: Uint8Array): number {
  let sum = 0
  for (let j = 0; j < chosen.length; j += 1) if (chosen[j] === 1) sum += weights[j] as number
  return sum
}
