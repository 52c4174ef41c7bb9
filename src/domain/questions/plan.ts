/**
 * The main job: from a dossier to a plan, stage by stage.
 *
 *   situation → acts and routes → required levels → parts and composition → cells → options → best mix → verify → schedule → plan
 *
 * Nothing here reads a clock, a disk or a network; the day, the bills and the solver are arguments.
 */
import { type CoverProblem, explainConflict, type Objectives, TIME } from '#cover/index.ts'
import { addDays, addMonths, addWorkingDays, type CalendarDate, latest } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { Because } from '../answers/index.ts'
import { type Letter, LETTERS, NOTHING, type Profile, readingsOf, readPrintedLevel } from '../assurance/index.ts'
import { WHOLE } from '../composition/index.ts'
import type { Dossier } from '../dossier/index.ts'
import { matters, readActs, type Window } from './acts.ts'
import { rankQuestions } from './ask.ts'
import { assuranceOverTime } from './assurance-over-time.ts'
import type { Catalogue } from './catalogue.ts'
import { cellsOf, isOpenDemand, NOTHING_HELD, usableRoutes } from './cells.ts'
import { deadlinesOf, withRemedies } from './deadlines.ts'
import { flagsOf, type OpenDemand } from './flags.ts'
import { withHeldOptions } from './held-options.ts'
import { horizonOf } from './horizon.ts'
import { leftOutOf } from './left-out.ts'
import { missingNeeds, needsOf } from './level-cells.ts'
import {
  type Candidate,
  COST,
  mixProblem,
  type MixInput,
  type MixProblem,
  solveMix,
  type SolveSettings,
  uncoverable,
  withoutCells,
} from './mix.ts'
import type {
  ActReading,
  Alternative,
  Cell,
  Mix,
  NoPlan,
  ParetoPoint,
  Plan,
  RequiredLevel,
  RequiredLevels,
  ReuseValue,
} from './plan-types.ts'
import { percentilesOf, SIMULATION } from './percentiles.ts'
import { type Deadline, scheduleOf } from './schedule.ts'
import { sensitivityOf } from './sensitivity.ts'
import { lawKnownOn, optionAtom, type Situation, situationOf } from './situation.ts'
import { citedSources } from './sources.ts'

export interface BillSummary {
  readonly file: string
  readonly components: number
  readonly graphKnown: boolean
}

export interface PlanInput {
  readonly dossier: Dossier
  readonly catalogue: Catalogue
  readonly on: CalendarDate
  readonly withProposals: boolean
  readonly bills: readonly BillSummary[]
  readonly settings: SolveSettings
  readonly withFront: boolean
  /** How far prices may move; one search an option. */
  readonly withSensitivity?: boolean
  /** Of the simulation, where durations allow one. */
  readonly seed?: number
  /** Called as each stage ends, with its name; the caller measures. */
  readonly onStage?: (name: string) => void
}

export async function plan(input: PlanInput): Promise<Plan> {
  const { dossier, catalogue, on } = input
  const done = input.onStage ?? (() => {})
  const window: Window = {
    on,
    until: addMonths(latest(on, dossier.dates.firstPlacedOn ?? on), dossier.constraints.horizonYears * 12),
  }
  const situation = situationOf(catalogue, dossier, on, input.withProposals)
  done('resolve facts')
  const acts = readActs(situation.law, dossier.facts, window)
  done('applicability and routes')
  const required = requiredLevels(dossier, acts)
  done('required level')
  const needDay = latest(on, dossier.constraints.start ?? on)
  const composition = situation.composition.read(needDay)
  done('parts and composition')
  const cellInput = {
    dossier,
    law: situation.law,
    acts,
    requirementSets: catalogue.requirementSets,
    levels: catalogue.levels,
    thresholds: catalogue.thresholds,
    window,
    present: composition.wholeProfile.low,
    heldCoverage: withHeldOptions(composition.coverage, dossier, catalogue.options.values(), composition.heldLevels),
    heldLevels: composition.heldLevels,
    presentThrough: composition.wholeThrough,
  }
  const cells = cellsOf(cellInput)
  const bareCells = cellsOf({
    ...cellInput,
    present: NOTHING,
    heldCoverage: () => NOTHING_HELD,
    heldLevels: new Map(),
    presentThrough: [],
  })
  done('coverage and gap')
  const asked = askedOf(input, situation, acts, window)
  done('next questions')
  const mixInput = mixInputOf(input, situation, acts, cells, composition.heldLevels)
  const best = await bestMix(input, mixInput)
  done('best mix')
  const start = dossier.constraints.start ?? on
  const deadlines =
    best.planned === undefined || best.problem === undefined
      ? []
      : deadlinesOf(dossier, acts, situation.law, window, best.planned, best.problem)
  const schedule = await scheduled(input, best, deadlines, start)
  done('schedule')
  const alternatives =
    best.mix.kind === 'mix' ? await alternativesOf(input, mixInput, best, composition.wholeProfile.low, start) : []
  const reuse = best.mix.kind === 'mix' ? await reuseOf(input, mixInput, bareCells, best.mix.mix, start) : undefined
  const front =
    input.withFront && best.problem !== undefined ? await frontOfMix(best.problem, start, input.settings) : []
  done('alternatives')
  const leftOut =
    best.mix.kind === 'mix' && best.problem !== undefined
      ? await leftOutOf({
          catalogue,
          dossier,
          acts,
          situation,
          problem: best.problem,
          mix: best.mix.mix,
          settings: input.settings,
          available: mixInput.available,
          cells,
          questions: asked,
          on,
        })
      : []
  const flags = flagsOf({
    ready: schedule?.ends,
    openDemands: await openDemandsOf(mixInput, best, start, input.settings),
    acts,
    questions: asked,
    cells,
    composition: composition.reading,
    mix: best.mix.kind === 'mix' ? best.mix.mix : undefined,
    uncovered: best.dropped,
    dossier,
    required,
    law: situation.law,
    window,
  })
  done('explanations')
  const present = presentLevel(dossier, catalogue, composition.wholeProfile, composition.profileBecause)
  const result: Omit<Plan, 'sources'> = {
    kind: 'plan',
    dossier: {
      id: dossier.id,
      name: dossier.name,
      targetType: dossier.target.type,
      ...(dossier.target.version === undefined ? {} : { version: dossier.target.version }),
      ...(dossier.manufacturer === undefined ? {} : { manufacturer: dossier.manufacturer.name }),
    },
    on,
    lawAsKnownOn: lawKnownOn(catalogue, on),
    edition: catalogue.edition,
    acts,
    required,
    present,
    composition: {
      ...composition.reading,
      components: { total: input.bills.reduce((n, b) => n + b.components, 0), bills: input.bills },
    },
    cells,
    flags,
    questions: asked,
    mix: best.mix.kind === 'mix' ? best.mix.mix : best.mix,
    estimate: estimateOf(best.mix.kind === 'mix' ? best.mix.mix : undefined),
    schedule,
    alternatives,
    leftOut,
    reuse,
    horizon:
      best.mix.kind === 'mix' && schedule !== undefined
        ? horizonOf({
            dossier,
            mix: best.mix.mix,
            schedule,
            cells,
            options: catalogue.options.values(),
            heldLevels: composition.heldLevels,
          })
        : undefined,
    front,
    percentiles:
      best.planned === undefined || best.mix.kind !== 'mix'
        ? undefined
        : percentilesOf(best.planned, start, deadlines, { ...SIMULATION, seed: input.seed ?? SIMULATION.seed }),
    sensitivity:
      input.withSensitivity === true && best.mix.kind === 'mix' && best.problem !== undefined
        ? await sensitivityOf(best.problem, best.mix.mix, leftOut, input.settings)
        : [],
    assurance: assuranceOverTime({
      window,
      targetType: dossier.target.type,
      thresholds: catalogue.thresholds,
      certificates: situation.composition.timeline(window),
      heldOn: (day) => situation.composition.wholeOn(day),
      evidenceEnds: dossier.evidence.flatMap((e) =>
        e.part === WHOLE && e.expires !== undefined ? [{ id: e.id, on: addDays(e.expires, 1) }] : [],
      ),
      planned: best.planned ?? [],
      schedule,
      cells,
    }),
    cautions: CAUTIONS,
    legalFacts: legalFactsOf(situation, acts),
  }
  return { ...result, sources: citedSources(result, catalogue) }
}

const CAUTIONS: readonly string[] = [
  'Coverage is technical coverage: it shows that evidence bears on a requirement. Presumption of conformity comes only from facts of law and is shown as such.',
  'Unified levels and the reading after the Cybersecurity Act are comparisons of our own definition; they have no legal effect.',
  'Durations are Mondays to Fridays without public holidays. Figures of grade C are estimates.',
]

// ---- required levels ----------------------------------------------------------------------------------------------------------

function requiredLevels(dossier: Dossier, acts: readonly ActReading[]): RequiredLevels {
  function by(kind: RequiredLevel['by']): readonly RequiredLevel[] {
    return dossier.demands
      .filter((d) => d.by === kind)
      .map((d) => ({
        by: kind,
        level: d.level,
        ...(d.who === undefined ? {} : { who: d.who }),
        because: {
          kind: 'declared',
          verdict: 'holds',
          says: `${d.level}: ${d.because}`,
          premises: kind === 'risk' ? riskPremises(dossier) : [],
        },
      }))
  }
  const classes = acts.flatMap((a) => a.classes.filter((c) => c.truth === 'yes'))
  return {
    legal: by('law'),
    contract: by('contract'),
    risk: by('risk'),
    legalNote: {
      kind: 'law',
      verdict: 'holds',
      premises: classes.map((c) => c.because),
      says:
        classes.length === 0
          ? 'No act read here selects an assurance level for this target.'
          : 'The class selects which procedures are open, not an assurance level.',
    },
  }
}

function riskPremises(dossier: Dossier): readonly Because[] {
  return dossier.risks.map((r) => ({
    kind: 'declared',
    verdict: 'holds',
    says: `${r.id}: ${r.says} (impact ${r.impact}, likelihood ${r.likelihood}, attacker class ${r.attacker} of 5)`,
    premises: [],
  }))
}

function presentLevel(
  dossier: Dossier,
  catalogue: Catalogue,
  whole: { low: Profile; high: Profile },
  because: Because,
): Plan['present'] {
  const readings = readingsOf(whole, dossier.target.type, catalogue.thresholds)
  return {
    kind: 'computed',
    value: {
      targetType: dossier.target.type,
      formal: readings.formal,
      technical: readings.technical,
      csa: readings.csa,
      because,
    },
    because,
  }
}

// ---- the mix ------------------------------------------------------------------------------------------------------------------

function askedOf(
  input: PlanInput,
  situation: Situation,
  acts: readonly ActReading[],
  window: Window,
): Plan['questions'] {
  const relevant = new Set(acts.filter(matters).map((a) => a.id))
  const days = [
    window.on,
    ...new Set(
      acts
        .filter((a) => relevant.has(a.id))
        .flatMap((a) => a.applicability.flatMap((r) => [...r.holds, ...r.mayHold].flatMap((d) => d.from ?? []))),
    ),
  ].filter((d) => d >= window.on && d <= window.until)
  const own = { book: input.catalogue.law, days: [...new Set(days)].slice(0, 4), acts: relevant }
  return [
    ...rankQuestions(own, situation.law),
    ...vulnerabilityQuestion(input.catalogue, input.dossier, acts),
    ...entryQuestions(input.catalogue, acts),
  ]
}

/** Of acts nobody has said a word about: what to say first. After everything that hangs on acts that matter. */
function entryQuestions(catalogue: Catalogue, acts: readonly ActReading[]): Plan['questions'] {
  return acts.flatMap((act) =>
    act.entry.map((fact) => {
      const definition = catalogue.law.facts.get(fact.id)
      return {
        ...fact,
        type: definition?.type ?? 'boolean',
        values: definition?.values ?? [],
        hangsOn: act.applicability.length,
        settlesAtLeast: 0,
        affects: act.applicability.map((r) => r.id),
      }
    }),
  )
}

/** Not a premise of any rule, but of the first essential requirement: a product ships without known exploitable vulnerabilities. */
function vulnerabilityQuestion(catalogue: Catalogue, dossier: Dossier, acts: readonly ActReading[]): Plan['questions'] {
  const id = 'product.known-exploitable-vulnerabilities'
  const definition = catalogue.law.facts.get(id)
  if (definition === undefined || dossier.facts.has(id) || !acts.some((a) => a.id === 'cra' && matters(a))) return []
  return [
    {
      id,
      what: 'dossier-fact',
      question: definition.question,
      why: definition.why,
      type: definition.type,
      values: [],
      hangsOn: 1,
      settlesAtLeast: 1,
      affects: ['cra-annex-i#I.2.a'],
    },
  ]
}

function mixInputOf(
  input: PlanInput,
  situation: Situation,
  acts: readonly ActReading[],
  cells: readonly Cell[],
  heldLevels: ReadonlyMap<string, string>,
): MixInput {
  const { dossier, catalogue } = input
  const options = [...catalogue.options.values()]
  const available = new Set(
    options.filter((o) => situation.law.theory.truth(optionAtom(o.id), situation.law.on) === 'yes').map((o) => o.id),
  )
  const routes = new Set(acts.flatMap((a) => a.routes.map((r) => r.id)))
  const openRoutes = new Set(acts.filter(matters).flatMap((a) => usableRoutes(a).map((r) => r.id)))
  const held = new Map(
    options.flatMap((o) =>
      o.attains.flatMap((level) => (heldLevels.has(level) ? [[o.id, heldLevels.get(level) as string] as const] : [])),
    ),
  )
  return {
    dossier,
    cells,
    options,
    available,
    routes,
    openRoutes,
    held,
    ...(dossier.constraints.budget === undefined ? {} : { budget: dossier.constraints.budget }),
  }
}

interface Best {
  readonly mix: { readonly kind: 'mix'; readonly mix: Mix } | NoPlan
  readonly planned: readonly Candidate[] | undefined
  readonly problem: MixProblem | undefined
  /** Cells that no option in the catalogue covers; listed, never silently lost. */
  readonly dropped: readonly Cell[]
}

const CHEAPEST: Objectives = [COST, TIME]
const FASTEST: Objectives = [TIME, COST]

async function bestMix(input: PlanInput, mixInput: MixInput): Promise<Best> {
  const whole = mixProblem(mixInput)
  const dropped = uncoverable(whole)
  const problem = withoutCells(whole, dropped)
  const answer = await solveMix(problem, CHEAPEST, input.settings)
  if (answer.kind === 'mix')
    return { mix: answer, planned: answer.chosen.map((i) => problem.candidates[i] as Candidate), problem, dropped }
  if (answer.kind === 'stopped')
    return {
      mix: {
        kind: 'no-plan',
        because: ['The search was stopped before any plan was found.'],
        relaxations: ['Allow more search nodes, or more time.'],
      },
      planned: undefined,
      problem,
      dropped,
    }
  return { mix: await conflictOf(problem, input.settings), planned: undefined, problem, dropped }
}

/** Why there is no plan, what would restore one, and the cheapest plan there would be without the limits. */
async function conflictOf(problem: MixProblem, settings: SolveSettings): Promise<NoPlan> {
  const conflict = await explainConflict(problem.cover, settings)
  const free = await solveMix({ ...problem, cover: { ...problem.cover, limits: [] } }, CHEAPEST, settings)
  const beyond = free.kind === 'mix' ? { beyond: free.mix } : {}
  if (conflict === undefined)
    return { kind: 'no-plan', because: ['The search ended without a plan.'], relaxations: [], ...beyond }
  const limits = conflict.limits.map((i) => limitSays(problem, i))
  const cells = conflict.cells.map((i) => problem.cells[i]?.title ?? '')
  return {
    kind: 'no-plan',
    because: [
      ...(limits.length === 0 ? [] : [`Not within ${limits.join(' and ')}.`]),
      ...(cells.length === 0 ? [] : [`These cannot all be covered together: ${cells.join('; ')}.`]),
      ...conflict.exclusions.map(([a, b]) => `${nameOf(problem, a)} and ${nameOf(problem, b)} exclude each other.`),
      ...(conflict.isMinimal ? ['Leave any one of these out and there is a plan.'] : []),
    ],
    relaxations: (conflict.relaxations ?? []).map((r) => {
      switch (r.kind) {
        case 'limit':
          return problem.cover.limits[r.limit]?.criterion === COST
            ? `A budget of EUR ${r.atMost} would be enough${r.isLeast ? '' : ' (less might do)'}.`
            : `${r.atMost} working days would be enough${r.isLeast ? '' : ' (less might do)'}.`
        case 'cell':
          return `Leaving out: ${problem.cells[r.cell]?.title ?? ''}.`
        case 'fixed':
          return `Without ${nameOf(problem, r.option)}.`
        case 'exclusion':
          return `If ${nameOf(problem, r.options[0])} and ${nameOf(problem, r.options[1])} could stand together.`
        default:
          return r satisfies never
      }
    }),
    ...beyond,
  }
}

function limitSays(problem: MixProblem, i: number): string {
  const limit = problem.cover.limits[i]
  return limit?.criterion === COST ? `the budget of EUR ${limit.atMost}` : `the limit of ${limit?.atMost} working days`
}

function nameOf(problem: MixProblem, i: number): string {
  return problem.candidates[i]?.option.name ?? ''
}

/** What each demand that names nobody who must find it would cost, were an assessor meant. One search each. */
async function openDemandsOf(
  mixInput: MixInput,
  best: Best,
  start: CalendarDate,
  settings: SolveSettings,
): Promise<readonly OpenDemand[]> {
  const found: OpenDemand[] = []
  for (const cell of mixInput.cells) {
    if (!isOpenDemand(cell) || cell.verdict === 'covered') continue
    const { ifAssessed: levels = [], ifAssessed: _, ...plain } = cell
    const attained = new Set(best.planned?.flatMap((c) => c.option.attains))
    if (levels.some((l) => attained.has(l))) continue
    const base = { cell, counts: [...attained].filter((l) => cell.levels?.includes(l) === true) }
    const strict = mixProblem({
      ...mixInput,
      cells: mixInput.cells.map((c) => (c === cell ? { ...plain, levels, verdict: 'not-covered' } : c)),
    })
    const lost = uncoverable(strict)
    const problem = withoutCells(strict, lost)
    const answer = lost.some((c) => c.id === cell.id)
      ? undefined
      : await solveMix({ ...problem, cover: { ...problem.cover, limits: [] } }, CHEAPEST, settings)
    if (answer?.kind !== 'mix' || best.mix.kind !== 'mix') found.push(base)
    else {
      const planned = answer.chosen.map((i) => problem.candidates[i] as Candidate)
      const before = new Set(best.mix.mix.options.map((o) => o.id))
      found.push({
        ...base,
        assessed: {
          cost: answer.mix.cost.counted - best.mix.mix.cost.counted,
          ready: scheduleOf(planned, start, []).ends,
          adds: answer.mix.options.filter((o) => !before.has(o.id) && o.heldThrough === undefined).map((o) => o.name),
        },
      })
    }
  }
  return found
}

// ---- alternatives -------------------------------------------------------------------------------------------------------------

async function alternativesOf(
  input: PlanInput,
  mixInput: MixInput,
  best: Best,
  present: Profile,
  start: CalendarDate,
): Promise<readonly Alternative[]> {
  if (best.mix.kind !== 'mix' || best.problem === undefined) return []
  const base = best.mix.mix
  const found: Alternative[] = [
    alternative('cheapest', 'The plan itself: least cost, then least time.', base, base, best.planned ?? [], start),
  ]
  const fast = await solveMix(best.problem, FASTEST, input.settings)
  if (fast.kind === 'mix')
    found.push(
      alternative(
        'fastest',
        'Least time to the last option, then least cost.',
        fast.mix,
        base,
        fast.chosen.map((i) => best.problem?.candidates[i] as Candidate),
        start,
      ),
    )
  const strong = await strongest(input, mixInput, present)
  if (strong !== undefined)
    found.push({
      ...alternative(
        'strongest',
        `The highest unified level that can be reached: ${input.dossier.target.type}:${strong.letter}, at least cost${strong.isWithinBudget ? '' : '; beyond the budget'}.`,
        strong.mix,
        base,
        strong.planned,
        start,
      ),
      reaches: `${input.dossier.target.type}:${strong.letter}`,
    })
  return found
}

function alternative(
  name: Alternative['name'],
  says: string,
  mix: Mix,
  base: Mix,
  planned: readonly Candidate[],
  start: CalendarDate,
): Alternative {
  const ids = new Set(mix.options.map((o) => o.id))
  const baseIds = new Set(base.options.map((o) => o.id))
  return {
    name,
    says,
    mix,
    ends: scheduleOf(planned, start, []).ends,
    difference: {
      cost: mix.cost.counted - base.cost.counted,
      days: mix.days.counted - base.days.counted,
      adds: [...ids].filter((id) => !baseIds.has(id)).sort(byText),
      drops: [...baseIds].filter((id) => !ids.has(id)).sort(byText),
    },
  }
}

/** From A downwards: the first letter above what contracts demand that can be reached at all; within the budget if any is. */
async function strongest(input: PlanInput, mixInput: MixInput, present: Profile): Promise<Strongest | undefined> {
  const { dossier, catalogue } = input
  const demanded = dossier.demands
    .filter((d) => d.by !== 'risk')
    .map((d) => readPrintedLevel(d.level, catalogue.levels))
    .reduce((top, r) => (r.kind === 'unified' ? Math.max(top, LETTERS.indexOf(r.letter)) : top), 0)
  let beyond: Strongest | undefined
  for (let i = LETTERS.length - 1; i > demanded; i -= 1) {
    const letter = LETTERS[i] as Exclude<Letter, 'none'>
    const needs = missingNeeds(present, needsOf(dossier.target.type, letter, catalogue.thresholds, 'formal'))
    const cells: Cell[] = needs.map((need, n) => ({
      id: `strongest:${n}`,
      kind: 'level',
      title: `${need.dimension}${need.depth}`,
      askedBy: 'alternative',
      conclusions: [],
      need,
      isSubstitutable: true,
      isProvisional: false,
      verdict: 'not-covered',
      heldBy: [],
      because: { kind: 'computed', verdict: 'holds', says: `${letter} asks for it`, premises: [] },
    }))
    const whole = mixProblem({ ...mixInput, cells: [...mixInput.cells, ...cells] })
    const lost = uncoverable(whole)
    if (lost.some((c) => c.id.startsWith('strongest:'))) continue
    const problem = withoutCells(whole, lost)
    // The cheapest of all keeps within the budget if anything does.
    const answer = await solveMix({ ...problem, cover: { ...problem.cover, limits: [] } }, CHEAPEST, input.settings)
    if (answer.kind !== 'mix') continue
    const isWithinBudget = mixInput.budget === undefined || answer.mix.cost.counted <= mixInput.budget
    const found = {
      mix: answer.mix,
      letter,
      planned: answer.chosen.map((x) => problem.candidates[x] as Candidate),
      isWithinBudget,
    }
    if (isWithinBudget) return found
    beyond ??= found
  }
  return beyond
}

interface Strongest {
  readonly mix: Mix
  readonly letter: Letter
  readonly planned: readonly Candidate[]
  readonly isWithinBudget: boolean
}

/** The same question for somebody who has nothing in hand. */
async function reuseOf(
  input: PlanInput,
  mixInput: MixInput,
  bareCells: readonly Cell[],
  base: Mix,
  start: CalendarDate,
): Promise<ReuseValue> {
  const through = [
    ...new Set([
      ...base.options.flatMap((o) => o.heldThrough ?? []),
      ...mixInput.cells.flatMap((c) => (c.verdict === 'covered' ? c.heldBy : [])),
    ]),
  ].sort(byText)
  const bare = mixProblem({ ...mixInput, held: new Map(), cells: bareCells })
  const problem = withoutCells(bare, uncoverable(bare))
  const answer = await solveMix({ ...problem, cover: { ...problem.cover, limits: [] } }, CHEAPEST, input.settings)
  if (answer.kind !== 'mix') return { cost: 0, days: 0, without: undefined, through }
  const ends = scheduleOf(
    answer.chosen.map((i) => problem.candidates[i] as Candidate),
    start,
    [],
  ).ends
  return {
    cost: answer.mix.cost.counted - base.cost.counted,
    days: answer.mix.days.counted - base.days.counted,
    without: {
      cost: answer.mix.cost.counted,
      days: answer.mix.days.counted,
      ends,
      costRange: { low: answer.mix.cost.low, high: answer.mix.cost.high },
      daysRange: { low: answer.mix.days.low, high: answer.mix.days.high },
      weakestGrade: answer.mix.cost.weakestGrade,
      adds: answer.mix.options
        .filter((o) => !base.options.some((b) => b.id === o.id && b.heldThrough === undefined))
        .map((o) => ({ id: o.id, name: o.name })),
    },
    through,
  }
}

/** The exact front of cost against time: the cheapest plan, then the cheapest that is a day faster, until none is. */
async function frontOfMix(
  problem: MixProblem,
  start: CalendarDate,
  settings: SolveSettings,
): Promise<readonly ParetoPoint[]> {
  const points: ParetoPoint[] = []
  for (let limit: number | undefined; ; ) {
    const cover: CoverProblem =
      limit === undefined
        ? problem.cover
        : { ...problem.cover, limits: [...problem.cover.limits, { criterion: TIME, atMost: limit }] }
    const answer = await solveMix({ ...problem, cover }, CHEAPEST, settings)
    if (answer.kind !== 'mix') return points
    const { cost, days, options, optimality } = answer.mix
    points.push({
      cost: cost.counted,
      days: days.counted,
      costRange: { low: cost.low, high: cost.high },
      daysRange: { low: days.low, high: days.high },
      ready: addWorkingDays(start, days.counted),
      options: options.map((o) => o.id),
      isProved: optimality.kind === 'optimal',
    })
    limit = days.counted - 1
  }
}

// ---- schedule, estimate, facts ------------------------------------------------------------------------------------------------

/** The plan on the calendar, with what would meet the deadlines that it misses. */
async function scheduled(
  input: PlanInput,
  best: Best,
  deadlines: readonly Deadline[],
  start: CalendarDate,
): Promise<Plan['schedule']> {
  if (best.planned === undefined) return undefined
  const schedule = scheduleOf(best.planned, start, deadlines)
  if (best.problem === undefined || best.mix.kind !== 'mix') return schedule
  const { problem, planned } = best
  return withRemedies(schedule, { problem, planned, mix: best.mix.mix, start, deadlines, settings: input.settings })
}

function estimateOf(mix: Mix | undefined): Plan['estimate'] {
  const says =
    mix === undefined ? 'no sum' : `EUR ${mix.cost.low} to ${mix.cost.high}, weakest grade ${mix.cost.weakestGrade}`
  return {
    kind: 'estimate',
    value: says,
    because: {
      kind: 'estimate',
      verdict: 'holds',
      says: 'The sum of the ranges of the options; figures nobody publishes are estimates.',
      premises: [],
    },
  }
}

function legalFactsOf(situation: Situation, acts: readonly ActReading[]): Plan['legalFacts'] {
  return acts
    .flatMap((a) => [...a.applicability, ...a.classes, ...a.routes, ...a.presumptions])
    .flatMap((row) => {
      const fact = situation.law.fact(row.id)
      return fact === undefined ? [] : [{ kind: 'law' as const, value: fact.value.label, because: fact.because }]
    })
}
