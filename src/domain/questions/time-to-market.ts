/**
 * Time to market with and without re-use, side by side: what is still to be done where certified parts count, and what would have to be
 * done if nothing in hand counted.
 *
 * Two engines, both the planner's: the plan for the whole (law, demands, requirements), and for each certified part the least-cost steps to
 * the level that its certificate shows. Without re-use every such part is shown anew; with re-use only what is not re-usable on the day.
 * Parts are done in the order in which they stand on each other, then the whole; so the days are those of the longest chain. All figures
 * are estimates; where the catalogue has no activity that shows a level, the sum says "at least" and names the part.
 */
import { addWorkingDays, type CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import { type NativeLevel, NOTHING } from '../assurance/index.ts'
import { type CompositionResult, type Pair, compositionPairs } from '../composition/index.ts'
import type { Dossier, Part } from '../dossier/index.ts'
import type { Catalogue } from './catalogue.ts'
import { middle } from './money.ts'
import type { Plan } from './plan-types.ts'
import { type Held, type Step, stepsTo, type StepsSettings, wantedLevel } from './steps.ts'

export interface Figures {
  readonly low: number
  readonly high: number
  /** The middle, rounded up. */
  readonly counted: number
}

/** What it takes to show a certified part at the level of its certificate. */
export interface PartEffort {
  readonly part: string
  readonly name: string
  readonly certificate: string
  readonly level: string
  /** Whether the certificate is re-usable on the day; not known counts with re-use from nothing to everything. */
  readonly reusable: 'yes' | 'no' | 'not-known'
  /** Whole euros and working days, waiting included; undefined where no activities in the catalogue show that level. */
  readonly anew: { readonly cost: Figures; readonly days: Figures; readonly steps: readonly string[] } | undefined
}

export interface Side {
  /** Whole euros. */
  readonly cost: Figures
  /** Working days of the longest chain. */
  readonly days: Figures
  readonly ends: CalendarDate
  /** Parts for which the catalogue has no figures, so that the sums are at least these. */
  readonly atLeast: readonly string[]
  /** The worst grade among the figures. */
  readonly weakestGrade: string
}

export interface TimeToMarket {
  readonly start: CalendarDate
  /** Neither law nor a demand asks anything of the whole that is known: the figures are those of the parts alone. */
  readonly nothingAsked: boolean
  readonly parts: readonly PartEffort[]
  readonly withReuse: Side
  readonly without: Side
  readonly saved: { readonly cost: Figures; readonly days: Figures }
}

export interface TimeInput {
  readonly dossier: Dossier
  readonly catalogue: Catalogue
  readonly plan: Plan
  readonly composition: CompositionResult
  readonly settings: StepsSettings
}

/** Undefined where there is no plan of the whole to begin with. */
export async function timeToMarket(input: TimeInput): Promise<TimeToMarket | undefined> {
  const { plan, dossier } = input
  const { mix, schedule, reuse } = plan
  if (mix === undefined || 'kind' in mix || schedule === undefined || reuse?.without === undefined) return undefined
  const parts: PartEffort[] = []
  const grades = new Set<string>([mix.cost.weakestGrade, reuse.without.weakestGrade])
  for (const part of dossier.parts) {
    const effort = await effortOf(part, input, grades)
    if (effort !== undefined) parts.push(effort)
  }
  const bare = reuse.without
  const whole = { cost: mix.cost, days: mix.days }
  const wholeAnew = {
    cost: { ...bare.costRange, counted: bare.cost },
    days: { ...bare.daysRange, counted: bare.days },
  }
  const start = schedule.start
  const withReuse = sideOf(parts, whole, dossier, start, grades, (p) => share(p, p.reusable))
  const without = sideOf(parts, wholeAnew, dossier, start, grades, (p) => share(p, 'no'))
  return {
    start,
    nothingAsked: plan.cells.length === 0,
    parts,
    withReuse,
    without,
    saved: { cost: difference(without.cost, withReuse.cost), days: difference(without.days, withReuse.days) },
  }
}

async function effortOf(part: Part, input: TimeInput, grades: Set<string>): Promise<PartEffort | undefined> {
  const rows = input.composition.certificates.filter((c) => part.certificates.includes(c.certificate.id))
  const rated = rows.filter(
    (c) => c.level !== undefined && c.level.targetType !== 'organisation' && c.level.targetType !== 'process',
  )
  // Of several, the one that is re-usable, else the first.
  const row = rated.find((c) => c.reusable.answer.kind === 'value') ?? rated[0]
  if (row?.level === undefined) return undefined
  const kind = row.reusable.answer.kind
  return {
    part: part.id,
    name: part.name,
    certificate: row.certificate.id,
    level: row.certificate.level,
    reusable: kind === 'value' ? 'yes' : kind === 'not-known' ? 'not-known' : 'no',
    anew: await anewOf(row.level, part, input, grades),
  }
}

async function anewOf(
  level: NativeLevel,
  part: Part,
  input: TimeInput,
  grades: Set<string>,
): Promise<PartEffort['anew']> {
  const held: Held = {
    name: part.name,
    targetType: level.targetType,
    profile: { low: NOTHING, high: NOTHING },
    records: [],
    requirements: new Set(),
    options: new Set(),
  }
  const answer = await stepsTo(held, wantedLevel(level), input.catalogue, input.settings)
  if (answer.kind !== 'value') return undefined
  const { steps, cost } = answer.result
  for (const s of steps) {
    const option = input.catalogue.options.get(s.id)
    if (option !== undefined) for (const g of [option.cost.grade, option.days.grade]) grades.add(g)
  }
  const [low, high] = bounds(cost)
  return {
    cost: { low, high, counted: middle(low, high) },
    days: chainOf(steps),
    steps: steps.map((s) => s.id),
  }
}

function bounds(value: Step['cost']): readonly [number, number] {
  return typeof value === 'number' ? [value, value] : [value[0], value[1]]
}

/** The longest chain of steps, each after those it needs. */
function chainOf(steps: readonly Step[]): Figures {
  const longest = (of: (s: Step) => number): number => {
    const after = new Map<string, number>()
    let most = 0
    // In an order in which they can be done: what a step needs stands before it.
    for (const s of steps) {
      const before = steps.filter((x) => x.neededBy.includes(s.id)).map((x) => after.get(x.id) ?? 0)
      const end = Math.max(0, ...before) + of(s)
      after.set(s.id, end)
      most = Math.max(most, end)
    }
    return most
  }
  const low = longest((s) => bounds(s.days)[0])
  const high = longest((s) => bounds(s.days)[1])
  return { low, high, counted: middle(low, high) }
}

interface Share {
  readonly cost: Figures
  readonly days: Figures
}

const NOTHING_TO_DO: Figures = { low: 0, high: 0, counted: 0 }

/** What of a part's effort is due, given whether its certificate is re-usable. */
function share(p: PartEffort, reusable: PartEffort['reusable']): Share {
  if (reusable === 'yes' || p.anew === undefined) return { cost: NOTHING_TO_DO, days: NOTHING_TO_DO }
  if (reusable === 'no') return p.anew
  const maybe = (f: Figures): Figures => ({ low: 0, high: f.high, counted: middle(0, f.high) })
  return { cost: maybe(p.anew.cost), days: maybe(p.anew.days) }
}

function sideOf(
  parts: readonly PartEffort[],
  whole: Share,
  dossier: Dossier,
  start: CalendarDate,
  grades: ReadonlySet<string>,
  due: (p: PartEffort) => Share,
): Side {
  const shares = new Map(parts.map((p) => [p.part, due(p)] as const))
  const pairs = compositionPairs(dossier)
  const add = (
    of: 'low' | 'high' | 'counted',
  ): Pick<Side, 'cost' | 'days'> & { readonly total: number; readonly path: number } => ({
    cost: whole.cost,
    days: whole.days,
    total: whole.cost[of] + parts.reduce((n, p) => n + (shares.get(p.part)?.cost[of] ?? 0), 0),
    path: whole.days[of] + longestOverParts(dossier, pairs, (id) => shares.get(id)?.days[of] ?? 0),
  })
  const [low, high, counted] = [add('low'), add('high'), add('counted')]
  return {
    cost: { low: low.total, high: high.total, counted: counted.total },
    days: { low: low.path, high: high.path, counted: counted.path },
    ends: addWorkingDays(start, counted.path),
    atLeast: parts
      .filter((p) => p.anew === undefined && due({ ...p, anew: UNIT }).cost.high > 0)
      .map((p) => p.name)
      .sort(byText),
    weakestGrade: [...grades].sort(byText).at(-1) ?? '',
  }
}

/** Stands in for an effort without figures, to ask whether any of it is due. */
const UNIT: PartEffort['anew'] = {
  cost: { low: 1, high: 1, counted: 1 },
  days: { low: 1, high: 1, counted: 1 },
  steps: [],
}

/** A part after the bases it stands on; a circle is cut where it comes back. Cost: parts × bases. */
function longestOverParts(dossier: Dossier, pairs: readonly Pair[], of: (part: string) => number): number {
  const done = new Map<string, number>()
  const open = new Set<string>()
  const end = (id: string): number => {
    const known = done.get(id)
    if (known !== undefined) return known
    if (open.has(id)) return 0
    open.add(id)
    let before = 0
    for (const p of pairs) if (p.part?.id === id) before = Math.max(before, end(p.base.id))
    open.delete(id)
    const value = before + of(id)
    done.set(id, value)
    return value
  }
  return dossier.parts.reduce((most, p) => Math.max(most, end(p.id)), 0)
}

/** What is saved at the middle, and with both at their low and at their high ends. */
function difference(more: Figures, less: Figures): Figures {
  const ends = [more.low - less.low, more.high - less.high]
  return { low: Math.min(...ends), high: Math.max(...ends), counted: more.counted - less.counted }
}
