/** Stage: one sentence for each option that a reader would expect in the plan and does not find there. */
import { bestSelection } from '#cover/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { Dossier } from '../dossier/index.ts'
import { matters } from './acts.ts'
import type { AssessmentOption } from './assessment-option.ts'
import type { Catalogue } from './catalogue.ts'
import { COST, coversCell, type MixProblem, type SolveSettings } from './mix.ts'
import type { ActReading, Cell, LeftOut, Mix, RouteRow } from './plan-types.ts'
import { optionAtom, type Situation } from './situation.ts'

export interface LeftOutInput {
  readonly catalogue: Catalogue
  readonly dossier: Dossier
  readonly acts: readonly ActReading[]
  readonly situation: Situation
  readonly problem: MixProblem
  readonly mix: Mix
  readonly settings: SolveSettings
  readonly available: ReadonlySet<string>
  readonly cells: readonly Cell[]
  readonly on: CalendarDate
}

/** Procedures first, then what costs more, then what waits for an answer. Options that touch no cell are not expected and not listed. */
export async function leftOutOf(input: LeftOutInput): Promise<readonly LeftOut[]> {
  const chosen = new Set(input.mix.options.map((o) => o.id))
  const routes = new Map(input.acts.filter(matters).flatMap((a) => a.routes.map((r) => [r.id, r] as const)))
  const found: LeftOut[] = []
  const dear: AssessmentOption[] = []
  for (const option of input.catalogue.options.values()) {
    if (chosen.has(option.id) || !option.targetTypes.includes(input.dossier.target.type)) continue
    const row = routeReason(option, routes) ?? availabilityReason(option, input)
    if (row === undefined) dear.push(option)
    else found.push(row)
  }
  const locked = lockedOptions(input.problem)
  for (const option of mostExpected(dear, input)) {
    const row = addsNothing(option, input.problem, locked) ? neverCheaper(option) : await costReason(option, input)
    if (row !== undefined) found.push(row)
  }
  return found.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || byText(a.option, b.option))
}

/** For how many options the price is worked out at which they would enter: those that cover most of what is asked. */
const MOST_PRICED = 24

function mostExpected(options: readonly AssessmentOption[], input: LeftOutInput): readonly AssessmentOption[] {
  const reach = new Map(input.problem.candidates.map((c) => [c.option.id, c.cells.length]))
  return options
    .filter((o) => (reach.get(o.id) ?? 0) > 0)
    .sort((a, b) => (reach.get(b.id) ?? 0) - (reach.get(a.id) ?? 0) || byText(a.id, b.id))
    .slice(0, MOST_PRICED)
}

const ORDER: readonly LeftOut['kind'][] = [
  'route-closed',
  'route-open-question',
  'question',
  'not-available',
  'excluded',
  'dearer',
  'not-needed',
]

function routeReason(option: AssessmentOption, routes: ReadonlyMap<string, RouteRow>): LeftOut | undefined {
  for (const id of option.completes) {
    const route = routes.get(id)
    if (route === undefined || route.truth === 'yes') continue
    if (route.truth === 'no') {
      return {
        option: option.id,
        name: option.name,
        kind: 'route-closed',
        because: route.closed ?? `${route.label} is not open on this day.`,
        legal: route.because,
      }
    }
    const first = route.settledBy[0]
    return {
      option: option.id,
      name: option.name,
      kind: 'route-open-question',
      legal: route.because,
      because: `Whether ${route.label} is open is not known${first === undefined ? '' : `; it hangs on: ${first.question}`}`,
    }
  }
  return undefined
}

function availabilityReason(option: AssessmentOption, input: LeftOutInput): LeftOut | undefined {
  const touches = input.cells.some((c) => c.verdict !== 'covered' && coversCell(option, c))
  if (!touches) return undefined
  if (input.dossier.constraints.excludedOptions.includes(option.id))
    return { option: option.id, name: option.name, kind: 'excluded', because: 'The dossier excludes it.' }
  if (input.available.has(option.id)) return undefined
  const { theory } = input.situation.law
  const about = optionAtom(option.id)
  if (theory.truth(about, input.on) === 'not-known') {
    const first = theory.settledBy(about, input.on)[0]
    return {
      option: option.id,
      name: option.name,
      kind: 'question',
      because: `Whether it can be taken is not known${first === undefined ? '' : `: ${first.question}`}`,
      legal: theory.because(about, input.on),
    }
  }
  return {
    option: option.id,
    name: option.name,
    kind: 'not-available',
    because: 'Its conditions are not met here.',
    legal: theory.because(about, input.on),
  }
}

/** Options that every plan has: the only one for some cell, and the only prerequisite of one of these. */
function lockedOptions(problem: MixProblem): ReadonlySet<number> {
  const locked = new Set<number>()
  const { options, cells } = problem.cover
  const only = new Map<number, number>()
  options.forEach((o, i) => o.covers.forEach((c) => only.set(c.cell, only.has(c.cell) ? -1 : i)))
  cells.forEach((_, cell) => {
    const i = only.get(cell)
    if (i !== undefined && i >= 0) locked.add(i)
  })
  for (const i of locked)
    for (const group of options[i]?.requires ?? []) if (group.length === 1) locked.add(group[0] as number)
  return locked
}

/** It covers nothing that every plan does not cover anyway, and stands in for no prerequisite that every plan does not have. */
function addsNothing(option: AssessmentOption, problem: MixProblem, locked: ReadonlySet<number>): boolean {
  const index = problem.candidates.findIndex((c) => c.option.id === option.id)
  const covered = new Set([...locked].flatMap((i) => problem.cover.options[i]?.covers.map((c) => c.cell) ?? []))
  if (problem.cover.options[index]?.covers.some((c) => !covered.has(c.cell)) !== false) return false
  return problem.cover.options.every((o) =>
    o.requires.every((group) => !group.includes(index) || group.some((i) => i !== index && locked.has(i))),
  )
}

function neverCheaper(option: AssessmentOption): LeftOut {
  return {
    option: option.id,
    name: option.name,
    kind: 'not-needed',
    because:
      'Even free of charge it would not make the plan cheaper: what it covers is covered by what is needed anyway.',
  }
}

/** The price at which it would enter a cheapest plan: what the plan costs now, less what it would cost with the option for nothing. */
async function costReason(option: AssessmentOption, input: LeftOutInput): Promise<LeftOut | undefined> {
  const index = input.problem.candidates.findIndex((c) => c.option.id === option.id)
  const candidate = input.problem.candidates[index]
  if (candidate === undefined || candidate.cells.length === 0) return undefined
  const row = { option: option.id, name: option.name }
  const cover = {
    ...input.problem.cover,
    options: input.problem.cover.options.map((o, i) =>
      i === index ? { ...o, isFixed: true, weights: { ...o.weights, [COST]: 0 } } : o,
    ),
  }
  const answer = await bestSelection(cover, [COST], input.settings)
  if (answer.kind === 'infeasible')
    return {
      ...row,
      kind: 'excluded',
      because: 'With it no plan keeps within the limits, or it excludes something that is needed.',
    }
  if (answer.kind !== 'optimal')
    return { ...row, kind: 'not-needed', because: 'The search was stopped before this could be told.' }
  const price = input.mix.cost.counted - (answer.selection.values[COST] ?? 0)
  if (price <= 0) return neverCheaper(option)
  return {
    ...row,
    kind: 'dearer',
    because: `It would be part of a cheapest plan at EUR ${price} or less; it is counted at EUR ${candidate.cost.counted}.`,
  }
}
