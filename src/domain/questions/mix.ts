/**
 * Stage: the best mix. Cells and options become a cover problem; its answer becomes a plan again.
 *
 * What decides: an option takes part if its condition is surely met, its target type fits, and the procedure it carries out is open.
 * Options in hand cost and take nothing. What several ranges allow is counted at their middle; the sums stay ranges.
 */
import {
  bestSelection,
  type CoverProblem,
  type Objectives,
  type Option,
  type SearchLimits,
  type Solve,
  TIME,
  verify,
} from '#cover/index.ts'
import type { Dossier, Override } from '../dossier/index.ts'
import { requirementKey } from '../requirements/index.ts'
import type { AssessmentOption } from './assessment-option.ts'
import { meetsNeed } from './level-cells.ts'
import { costInEuros, daysOf, queueOf } from './money.ts'
import type { Cell, Mix, MoneyRange, PlannedOption } from './plan-types.ts'

export const COST = 'cost'

/** An option with its figures in common units and the cells it could cover. */
export interface Candidate {
  readonly option: AssessmentOption
  readonly cost: MoneyRange
  readonly days: MoneyRange
  readonly queue: MoneyRange
  /** Indexes into the cells of the problem. */
  readonly cells: readonly number[]
  readonly heldThrough?: string
}

export interface MixProblem {
  readonly cells: readonly Cell[]
  readonly candidates: readonly Candidate[]
  readonly cover: CoverProblem
}

export interface MixInput {
  readonly dossier: Dossier
  /** All cells; those covered by what is in hand drop out. */
  readonly cells: readonly Cell[]
  readonly options: readonly AssessmentOption[]
  /** Options that are surely available. */
  readonly available: ReadonlySet<string>
  /** Routes that may be carried out. */
  readonly openRoutes: ReadonlySet<string>
  /** Every route of the acts read; what an option completes beside them is a duty, and closes nothing. */
  readonly routes: ReadonlySet<string>
  readonly held: ReadonlyMap<string, string>
  readonly budget?: number
  /** Working days from the start. */
  readonly deadlineDays?: number
}

export function mixProblem(input: MixInput): MixProblem {
  const cells = input.cells.filter((c) => c.verdict !== 'covered')
  const overrides = new Map(input.dossier.overrides.map((o) => [o.option, o]))
  const excluded = new Set(input.dossier.constraints.excludedOptions)
  const usable = input.options.filter((o) => isUsable(o, input, excluded))
  // A prerequisite of which no alternative is usable makes its option unusable too, and so on down.
  const ids = closeUnder(usable)
  const candidates = usable
    .filter((o) => ids.has(o.id))
    .flatMap((o) => candidateOf(o, cells, overrides.get(o.id), input.held.get(o.id)))
  return { cells, candidates, cover: coverProblem(cells, candidates, input) }
}

function isUsable(o: AssessmentOption, input: MixInput, excluded: ReadonlySet<string>): boolean {
  if (excluded.has(o.id) || !input.available.has(o.id) || !o.targetTypes.includes(input.dossier.target.type))
    return false
  if (input.dossier.constraints.euAnchoredOnly && o.euAnchored === false) return false
  return o.completes.every((r) => input.openRoutes.has(r) || !input.routes.has(r))
}

function closeUnder(usable: readonly AssessmentOption[]): ReadonlySet<string> {
  const ids = new Set(usable.map((o) => o.id))
  for (let changed = true; changed; ) {
    changed = false
    for (const o of usable) {
      if (!ids.has(o.id) || o.requires.every((group) => group.some((id) => ids.has(id)))) continue
      ids.delete(o.id)
      changed = true
    }
  }
  return ids
}

function candidateOf(
  option: AssessmentOption,
  cells: readonly Cell[],
  override: Override | undefined,
  heldThrough: string | undefined,
): readonly Candidate[] {
  const cost = costInEuros(option, override)
  if (cost === undefined) return []
  // What is in hand covers a requirement only through its own selection, which the cells know already; as an option it counts for levels alone.
  const covered = cells.flatMap((cell, i) =>
    coversCell(option, cell) && (heldThrough === undefined || cell.kind === 'level' || cell.kind === 'native-level')
      ? [i]
      : [],
  )
  return [
    {
      option,
      cost,
      days: daysOf(option, override),
      queue: queueOf(option, override),
      cells: covered,
      ...(heldThrough === undefined ? {} : { heldThrough }),
    },
  ]
}

/** Whether an option, done as described, covers a cell. Technical coverage; a procedure is carried out only by what completes it. */
export function coversCell(option: AssessmentOption, cell: Cell): boolean {
  switch (cell.kind) {
    case 'route':
      return option.completes.some((r) => cell.conclusions.includes(r))
    case 'native-level':
      return option.attains.some((level) => cell.levels?.includes(level) === true)
    case 'level': {
      const need = cell.need
      return need !== undefined && option.gives.some((g) => meetsNeed(g, { ...need, letter: 'E', because: '' }))
    }
    case 'requirement': {
      const key =
        cell.requirement === undefined
          ? ''
          : requirementKey({ set: cell.requirement.set, requirement: cell.requirement.id })
      if (!cell.isSubstitutable && isCertificate(option)) return false
      return coveredKeys(option).has(key) || option.completes.some((c) => cell.conclusions.includes(c))
    }
    default:
      return cell.kind satisfies never
  }
}

const keysOfOptions = new WeakMap<AssessmentOption, ReadonlySet<string>>()

/** Keys of the requirements that an option covers; each option is asked about every cell, so they are written once. */
function coveredKeys(option: AssessmentOption): ReadonlySet<string> {
  let keys = keysOfOptions.get(option)
  if (keys === undefined) {
    keys = new Set(option.covers.flatMap((c) => c.requirements.map(requirementKey)))
    keysOfOptions.set(option, keys)
  }
  return keys
}

function isCertificate(option: AssessmentOption): boolean {
  return option.optionKind === 'certification' || option.optionKind === 'label' || option.optionKind === 'attestation'
}

function coverProblem(cells: readonly Cell[], candidates: readonly Candidate[], input: MixInput): CoverProblem {
  const indexOf = new Map(candidates.map((c, i) => [c.option.id, i]))
  const options = candidates.map((c): Option => {
    const isHeld = c.heldThrough !== undefined
    return {
      id: c.option.id,
      covers: c.cells.map((cell) => ({ cell, amount: 1 })),
      requires: isHeld ? [] : c.option.requires.map((group) => group.flatMap((id) => indexOf.get(id) ?? [])),
      excludes: c.option.excludes.flatMap((id) => indexOf.get(id) ?? []),
      weights: { [COST]: isHeld ? 0 : c.cost.counted },
      days: isHeld ? 0 : c.days.counted + c.queue.counted,
      isFixed: false,
    }
  })
  return {
    cells: cells.map((c) => ({ id: c.id, need: 1 })),
    options,
    limits: [
      ...(input.budget === undefined ? [] : [{ criterion: COST, atMost: input.budget }]),
      ...(input.deadlineDays === undefined ? [] : [{ criterion: TIME, atMost: input.deadlineDays }]),
    ],
  }
}

/** Cells that nothing can cover: the reason there is no plan before any optimum is asked for. */
export function uncoverable(problem: MixProblem): readonly Cell[] {
  const reached = new Set(problem.candidates.flatMap((c) => c.cells))
  return problem.cells.filter((_, i) => !reached.has(i))
}

/** The same problem without the cells that nothing can cover. */
export function withoutCells(problem: MixProblem, dropped: readonly Cell[]): MixProblem {
  const keep = problem.cells.map((c) => !dropped.includes(c))
  const newIndex = new Map<number, number>()
  keep.forEach((k, i) => k && newIndex.set(i, newIndex.size))
  const candidates = problem.candidates.map((c) => ({ ...c, cells: c.cells.flatMap((i) => newIndex.get(i) ?? []) }))
  return {
    cells: problem.cells.filter((_, i) => keep[i]),
    candidates,
    cover: {
      cells: problem.cover.cells.filter((_, i) => keep[i]),
      limits: problem.cover.limits,
      options: problem.cover.options.map((o, i) => ({
        ...o,
        covers: (candidates[i] as Candidate).cells.map((cell) => ({ cell, amount: 1 })),
      })),
    },
  }
}

export interface SolveSettings {
  readonly limits: SearchLimits
  readonly solve?: Solve
}

export type MixAnswer =
  | { readonly kind: 'mix'; readonly mix: Mix; readonly chosen: readonly number[] }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'stopped' }

export async function solveMix(
  problem: MixProblem,
  objectives: Objectives,
  settings: SolveSettings,
): Promise<MixAnswer> {
  const answer = await bestSelection(problem.cover, objectives, settings)
  if (answer.kind === 'infeasible') return { kind: 'infeasible' }
  if (answer.kind === 'stopped') return { kind: 'stopped' }
  const chosen = answer.selection.chosen
  const violations = verify(problem.cover, answer.selection)
  const optimality: Mix['optimality'] =
    answer.kind === 'optimal'
      ? {
          kind: 'optimal',
          how:
            answer.certificate.kind === 'enumerated'
              ? `every alternative excluded by search (${answer.certificate.nodes} nodes)`
              : `bound proved by ${answer.certificate.name}`,
        }
      : { kind: 'bounded', bound: answer.bound, gap: answer.gap }
  return {
    kind: 'mix',
    chosen,
    mix: describe(problem, chosen, optimality, violations.length === 0, answer.isReproducible),
  }
}

function describe(
  problem: MixProblem,
  chosen: readonly number[],
  optimality: Mix['optimality'],
  isVerified: boolean,
  isReproducible: boolean,
): Mix {
  const planned = chosen.map((i) => problem.candidates[i] as Candidate)
  const times = new Map<number, number>()
  for (const c of planned) for (const cell of c.cells) times.set(cell, (times.get(cell) ?? 0) + 1)
  const chosenIds = new Set(planned.map((c) => c.option.id))
  const options = planned.map(
    (c): PlannedOption => ({
      id: c.option.id,
      name: c.option.name,
      optionKind: c.option.optionKind,
      performer: c.option.performer,
      cost: c.cost,
      days: c.days,
      queueDays: c.queue,
      ...(c.heldThrough === undefined ? {} : { heldThrough: c.heldThrough }),
      covers: c.cells.map((i) => (problem.cells[i] as Cell).id),
      onlyCovers: c.cells.filter((i) => times.get(i) === 1).map((i) => (problem.cells[i] as Cell).id),
      becauseOfPrerequisite: planned
        .filter((p) =>
          p.option.requires.some((g) => g.includes(c.option.id) && g.filter((id) => chosenIds.has(id)).length === 1),
        )
        .map((p) => p.option.id),
      ...(c.option.validityMonths === undefined ? {} : { validityMonths: c.option.validityMonths }),
    }),
  )
  const paid = planned.filter((c) => c.heldThrough === undefined)
  return {
    options,
    isVerified,
    isReproducible,
    optimality,
    cost: {
      low: sum(paid, (c) => c.cost.low),
      high: sum(paid, (c) => c.cost.high),
      counted: sum(paid, (c) => c.cost.counted),
      weakestGrade: paid
        .map((c) => c.cost.grade)
        .reduce((worst, g) => (gradeRank(g) > gradeRank(worst) ? g : worst), 'A'),
    },
    days: {
      low: pathLength(planned, (c) => c.days.low + c.queue.low),
      high: pathLength(planned, (c) => c.days.high + c.queue.high),
      counted: pathLength(planned, (c) => c.days.counted + c.queue.counted),
    },
  }
}

function gradeRank(grade: string): number {
  return grade === 'yours' || grade === 'A' ? 0 : grade.startsWith('B') ? 1 : 2
}

function sum(candidates: readonly Candidate[], of: (c: Candidate) => number): number {
  return candidates.reduce((total, c) => total + of(c), 0)
}

/** When each option ends, in working days from the start: after the earliest-ending chosen member of each prerequisite group. */
export function endTimes(planned: readonly Candidate[], length: (c: Candidate) => number): ReadonlyMap<string, number> {
  const byId = new Map(planned.map((c) => [c.option.id, c]))
  const ends = new Map<string, number>()
  const pending = new Set(planned.map((c) => c.option.id))
  while (pending.size > 0) {
    let progressed = false
    for (const id of pending) {
      const c = byId.get(id) as Candidate
      const groups = c.heldThrough === undefined ? c.option.requires.map((g) => g.filter((x) => byId.has(x))) : []
      if (!groups.every((g) => g.every((x) => ends.has(x)))) continue
      const start = Math.max(0, ...groups.map((g) => Math.min(...g.map((x) => ends.get(x) ?? 0))))
      ends.set(id, start + (c.heldThrough === undefined ? length(c) : 0))
      pending.delete(id)
      progressed = true
    }
    if (!progressed) break
  }
  return ends
}

function pathLength(planned: readonly Candidate[], length: (c: Candidate) => number): number {
  return Math.max(0, ...endTimes(planned, length).values())
}
