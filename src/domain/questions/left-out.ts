/** Stage: one sentence for each option that a reader would expect in the plan and does not find there. */
import { bestSelection } from '#cover/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { OpenFact } from '../answers/index.ts'
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
  /** In the order they are worth asking. */
  readonly questions: readonly OpenFact[]
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
    const row = routeReason(option, routes, input) ?? availabilityReason(option, input)
    if (row === undefined) dear.push(option)
    else found.push(row)
  }
  const locked = lockedOptions(input.problem)
  for (const option of mostExpected(dear, input)) {
    const row = addsNothing(option, input.problem, locked) ? neverCheaper(option) : await costReason(option, input)
    if (row !== undefined) found.push(row)
  }
  return found
    .map((row) => (isRival(row, input) ? { ...row, isRival: true } : row))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || byText(a.option, b.option))
}

/** What a reader would expect in the plan: not what only does better, and dearer, what is done anyway. */
function isRival(row: LeftOut, input: LeftOutInput): boolean {
  switch (row.kind) {
    case 'route-closed':
    case 'route-open-question':
    case 'question':
    case 'excluded':
      return true
    case 'dearer':
      if (row.entersAt !== undefined && row.entersAt.price >= row.entersAt.low) return true
      return input.catalogue.options.get(row.option)?.completes.some((r) => isRoute(r, input)) === true
    default:
      return false
  }
}

function isRoute(id: string, input: LeftOutInput): boolean {
  return input.acts.filter(matters).some((a) => a.routes.some((r) => r.id === id))
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

function routeReason(
  option: AssessmentOption,
  routes: ReadonlyMap<string, RouteRow>,
  input: LeftOutInput,
): LeftOut | undefined {
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
    const { own, common } = toldApart(route, input)
    return {
      option: option.id,
      name: option.name,
      kind: 'route-open-question',
      legal: route.because,
      settledBy: [...own, ...common],
      because: `Whether ${route.label} is open is not known${waiting(own, common)}`,
    }
  }
  return undefined
}

/** What a route waits for: what is asked of it alone, and what the whole act hangs on. */
function toldApart(
  route: RouteRow,
  input: LeftOutInput,
): { readonly own: readonly OpenFact[]; readonly common: readonly OpenFact[] } {
  const act = input.acts.find((a) => a.routes.includes(route))
  const ofTheAct = new Set(act?.applicability.flatMap((r) => r.settledBy.map((f) => f.id)))
  const open = inOrderAsked(route.settledBy, input)
  return { own: open.filter((f) => !ofTheAct.has(f.id)), common: open.filter((f) => ofTheAct.has(f.id)) }
}

/** The question worth asking first comes first. */
function inOrderAsked(open: readonly OpenFact[], input: LeftOutInput): readonly OpenFact[] {
  const place = (f: OpenFact): number => {
    const at = input.questions.findIndex((q) => q.id === f.id)
    return at === -1 ? Infinity : at
  }
  return [...open].sort((a, b) => place(a) - place(b) || byText(a.id, b.id))
}

function waiting(own: readonly OpenFact[], common: readonly OpenFact[]): string {
  const first = own[0] ?? common[0]
  if (first === undefined) return ''
  const more = (own.length > 0 ? own : common).length - 1
  const also = own.length > 0 && common.length > 0 ? ', and on whether the act applies at all' : ''
  const whole = own.length === 0 ? ' with every procedure of the act' : ''
  return `; it hangs${whole} on: ${first.question}${more > 0 ? ` (and ${more} more)` : ''}${also}`
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
    const open = inOrderAsked(theory.settledBy(about, input.on), input)
    return {
      option: option.id,
      name: option.name,
      kind: 'question',
      because: `Whether it can be taken is not known${waiting(open, [])}`,
      settledBy: open,
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
    entersAt: { price, low: candidate.cost.low, counted: candidate.cost.counted },
  }
}
