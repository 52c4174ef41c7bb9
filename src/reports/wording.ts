/**
 * The words for a plan, the same on a terminal, on a page and on paper. Reads results and decides nothing.
 *
 * Numbers are grouped with no-break spaces, and a number keeps its unit beside it.
 */
import { addDays } from '#util/calendar-date.ts'
import type { Because, Citation, PremiseKind } from '#domain/answers/index.ts'
import type {
  ActReading,
  AssurancePoint,
  AssumptionRow,
  Cell,
  CoverageVerdict,
  Days,
  DeadlineRemedy,
  DeadlineRow,
  Flag,
  HorizonCost,
  LegalRow,
  Mix,
  NoPlan,
  Percentiles,
  Plan,
  PlannedOption,
  RankedQuestion,
  RenewalRow,
  SensitivityRow,
} from '#domain/questions/index.ts'

const KEEP = '\u00a0'

// ---- numbers and days ---------------------------------------------------------------------------------------------------------

/** 218500 → 218 500. */
export function grouped(n: number): string {
  return `${n < 0 ? '−' : ''}${String(Math.abs(n)).replace(/\B(?=(\d{3})+$)/g, KEEP)}`
}

export function euros(n: number): string {
  return `EUR${KEEP}${grouped(n)}`
}

export function span(low: number, high: number): string {
  return low === high ? grouped(low) : `${grouped(low)} to ${grouped(high)}`
}

export function eurosSpan(low: number, high: number): string {
  return `EUR${KEEP}${span(low, high)}`
}

/** For a table: 8–25. */
export function shortSpan(low: number, high: number): string {
  return low === high ? grouped(low) : `${grouped(low)}–${grouped(high)}`
}

/** Sentences from elsewhere, with their sums grouped. */
export function withSums(text: string): string {
  return text.replace(/EUR (-?\d+)/g, (_, n: string) => euros(Number(n)))
}

/** 1 option, 3 options. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)}${KEEP}${n === 1 ? one : many}`
}

export function signed(n: number): string {
  return n > 0 ? `+${grouped(n)}` : grouped(n)
}

export function when(days: readonly Days[]): string {
  return days
    .map((d) =>
      d.from === undefined
        ? d.to === undefined
          ? 'always'
          : `until ${d.to}`
        : d.to === undefined
          ? `from ${d.from}`
          : d.from === d.to
            ? `on ${d.from}`
            : `${d.from} to ${d.to}`,
    )
    .join(', ')
}

// ---- kinds, standings, verdicts -----------------------------------------------------------------------------------------------

/** The kinds of result and what each means; no two look alike anywhere. */
export const KINDS: Readonly<Record<PremiseKind, string>> = {
  law: 'from an act, the Official Journal or an issuer’s record',
  recognition: 'a published acceptance, with its conditions',
  computed: 'worked out by Metascheme; no legal effect',
  estimate: 'a figure that nobody publishes as a fact',
  declared: 'stated in the dossier',
}

export const STANDINGS: Readonly<Record<Citation['standing'], string>> = {
  primary: 'the publisher’s own text was read',
  secondary: 'somebody else’s text about it was read',
  estimate: 'an estimate',
  unchecked: 'no text was read',
}

export const VERDICTS: Readonly<Record<CoverageVerdict, string>> = {
  covered: 'covered',
  partly: 'partly covered',
  'not-covered': 'not covered',
  'not-known': 'not known',
}

/** Steps of independence of whoever makes a finding (docs/assurance-model.md). */
export const INDEPENDENCE: readonly string[] = [
  'not known who',
  'first party',
  'second party',
  'third party',
  'accredited third party',
  'public authority',
]

export const ASSUMPTIONS: Readonly<Record<AssumptionRow['standing'], string>> = {
  discharged: 'discharged',
  lifted: 'lifted to the environment of the whole',
  open: 'open',
}

export const OPTIMALITY = {
  optimal: 'proved to be the cheapest',
  bounded: 'the best found',
} as const

// ---- because ------------------------------------------------------------------------------------------------------------------

/**
 * The places a conclusion is read from: its own rule's; of what several rules could lead to, and none does yet, those rules'; or else the
 * first ones under it, nearest first.
 */
export function citedFor(because: Because, most = 1): readonly Citation[] {
  if (because.citation !== undefined) return [because.citation]
  const rules = because.premises.flatMap((p) => (p.verdict === because.verdict && p.citation !== undefined ? [p] : []))
  if (because.verdict !== 'holds' && rules.length > 1) {
    const own = [...new Map(rules.flatMap((r) => r.citation ?? []).map((c) => [`${c.source} ${c.at}`, c])).values()]
    return own.slice(0, Math.max(most, MOST_RULES))
  }
  const found = new Map<string, Citation>()
  const seen = new Set<Because>([because])
  const queue: Because[] = [...because.premises]
  for (let i = 0; i < queue.length && found.size < most; i += 1) {
    const node = queue[i] as Because
    if (seen.has(node)) continue
    seen.add(node)
    if (node.citation !== undefined) found.set(`${node.citation.source} ${node.citation.at}`, node.citation)
    queue.push(...node.premises)
  }
  return [...found.values()]
}

/** Places named where several rules could lead to a conclusion. */
const MOST_RULES = 2

/** The declared facts a conclusion rests on, in order, each once. */
export function declaredUnder(because: Because): readonly string[] {
  const found = new Set<string>()
  const seen = new Set<Because>()
  const stack = [because]
  while (stack.length > 0) {
    const node = stack.pop() as Because
    if (seen.has(node)) continue
    seen.add(node)
    if (node.kind === 'declared') found.add(node.says)
    for (let i = node.premises.length - 1; i >= 0; i -= 1) stack.push(node.premises[i] as Because)
  }
  return [...found]
}

/** Name and version; a name that ends with its version says it once. */
export function targetTitle(dossier: Plan['dossier']): string {
  const { name, version } = dossier
  return version === undefined || name.endsWith(version) ? name : `${name} ${version}`
}

// ---- the answer ---------------------------------------------------------------------------------------------------------------

export function isMix(mix: Mix | NoPlan): mix is Mix {
  return !('kind' in mix)
}

/** Sentences: what, how much and by when; the first half of it alone, what covers how much; how sure. */
export function answerOf(plan: Plan): { readonly what: string; readonly covers: string; readonly howSure: string } {
  const { mix, schedule } = plan
  if (!isMix(mix))
    return {
      covers: 'There is no plan under these constraints.',
      what: `There is no plan under these constraints. ${withSums(mix.because.join(' '))}`,
      howSure: withSums(mix.relaxations.join(' ')),
    }
  if (isOfNothing(plan))
    return {
      covers: NOTHING_ASKED,
      what: NOTHING_ASKED,
      howSure: nothingAskedWords(plan),
    }
  const held = mix.options.filter((o) => o.heldThrough !== undefined).length
  const inHand = held === 0 ? '' : `, ${held} of them in hand,`
  const ready =
    schedule === undefined
      ? ''
      : `, and are ready on ${schedule.ends} (${schedule.endsEarliest} to ${schedule.endsLatest})`
  const open = plan.cells.filter((c) => !isCoveredBy(c, mix)).length
  const all =
    open === 0
      ? `all ${counted(plan.cells.length, 'point')}`
      : `${grouped(plan.cells.length - open)} of the ${counted(plan.cells.length, 'point')}`
  const covers = `${counted(mix.options.length, 'assessment or activity', 'assessments and activities')}${inHand} cover ${all} asked for`
  const what = `${covers}, cost about ${euros(mix.cost.counted)} (${span(mix.cost.low, mix.cost.high)})${ready}.`
  return {
    what,
    covers: `${covers}.`,
    howSure: howSure(plan, mix),
  }
}

const NOTHING_ASKED = 'Nothing that is known here asks for an assessment.'

/** Neither law nor a demand asks for anything that is known: then there is no price and no day to tell. */
export function isOfNothing(plan: Plan): boolean {
  return plan.cells.length === 0 && isMix(plan.mix) && plan.mix.options.length === 0
}

/** Why a plan of nothing is no all-clear. */
function nothingAskedWords(plan: Plan): string {
  const { maybe, unasked } = relevanceGroups(plan.acts)
  const acts = maybe.length + unasked.length
  const { contract, risk } = plan.required
  const because = [
    ...(acts === 0 ? [] : [`of ${counted(acts, 'act')} it is not known whether they apply`]),
    ...(contract.length === 0 ? [] : [`${counted(contract.length, 'demand')} could not be counted`]),
    ...(risk.length === 0
      ? []
      : [`${counted(risk.length, 'level')} recommended by risk ${risk.length === 1 ? 'is' : 'are'} not counted`]),
    ...(plan.flags.length === 0
      ? []
      : [
          `${counted(plan.flags.length, 'thing')} that would change it ${plan.flags.length === 1 ? 'is' : 'are'} unconfirmed`,
        ]),
  ]
  return because.length === 0
    ? 'Every act that was read does not apply, and nothing else is asked.'
    : `This is no all-clear, so no cost and no day are given: ${because.join('; ')}.`
}

/** What applies, in one line: each act with its days; what may apply is said so. */
export function appliesWords(plan: Plan): string {
  const { surely, maybe, unasked } = relevanceGroups(plan.acts)
  const words = [
    ...surely.map((a) => `${a.name}${actDays(a)}`),
    ...maybe.map((a) => `perhaps ${a.name}${actDays(a)}`),
    ...(unasked.length === 0 ? [] : [`nothing stated speaks of ${counted(unasked.length, 'other act')}`]),
  ]
  return words.length === 0 ? 'no act that was read' : words.join('; ')
}

function actDays(act: ActReading): string {
  const rows = act.applicability.filter((r) => shownTruth(r) !== 'no')
  const [main, ...others] = rows
  if (main === undefined) return ''
  const days = daysOf(main)
  const first = main.holds[0]?.from ?? main.mayHold[0]?.from
  const earlier = others
    .flatMap((r) => [...r.holds, ...r.mayHold].flatMap((d) => d.from ?? []))
    .filter((d) => first === undefined || d < first)
    .sort()[0]
  const also = earlier === undefined ? '' : `, single duties from ${earlier}`
  return days === '' && also === '' ? '' : ` (${days === '' ? 'in force' : days}${also})`
}

const MOST_THIS_WEEK = 3

/** What begins within seven days of the start: what missed deadlines wait for first, then the critical path. */
export function weekWords(plan: Plan): string {
  const { schedule } = plan
  if (schedule === undefined) return ''
  const until = addDays(schedule.start, 7)
  const begins = schedule.rows.filter((r) => r.starts < until && r.starts !== r.ends)
  const late = schedule.deadlines.filter((d) => !d.isMet).flatMap((d) => d.chain[0]?.id ?? [])
  const place = (id: string, isCritical: boolean): number => (late.includes(id) ? 0 : isCritical ? 1 : 2)
  const ordered = [...begins].sort(
    (a, b) => place(a.id, a.isCritical) - place(b.id, b.isCritical) || a.slack - b.slack || (a.id < b.id ? -1 : 1),
  )
  if (ordered.length === 0) return ''
  const first = ordered.slice(0, MOST_THIS_WEEK).map((r) => r.name)
  const rest = ordered.length - first.length
  return `begin ${first.join('; ')}${rest > 0 ? `; and ${grouped(rest)} more that can begin at once` : ''}`
}

/** Who does how many of the activities of a mix. */
export function mixWords(mix: Mix): string {
  const paid = mix.options.filter((o) => o.heldThrough === undefined)
  const others = paid.filter((o) => o.performer.independence !== 1)
  const held = mix.options.length - paid.length
  const own = paid.length - others.length
  return [
    ...(own === 0 ? [] : [`${grouped(own)} in the house`]),
    ...(others.length === 0 ? [] : [`${grouped(others.length)} by others: ${others.map((o) => o.name).join('; ')}`]),
    ...(held === 0 ? [] : [`${grouped(held)} in hand`]),
  ].join('; ')
}

export function isCoveredBy(cell: Cell, mix: Mix): boolean {
  return cell.verdict === 'covered' || mix.options.some((o) => o.covers.includes(cell.id))
}

function howSure(plan: Plan, mix: Mix): string {
  const choice =
    mix.optimality.kind === 'optimal'
      ? 'The choice is proved to be the cheapest for the figures counted'
      : `The choice is the best found; a cheaper one, by ${euros(mix.optimality.gap)} at most, is not ruled out`
  const checked = mix.isVerified ? ' and was checked independently' : ', and was not checked'
  const grade =
    mix.cost.weakestGrade === 'A'
      ? 'the figures are published'
      : `the weakest figure is of grade ${mix.cost.weakestGrade}`
  const late = plan.schedule?.deadlines.filter((d) => !d.isMet).length ?? 0
  const deadlines =
    plan.schedule === undefined || plan.schedule.deadlines.length === 0
      ? ''
      : late === 0
        ? '; every deadline is met'
        : `; ${late} of ${counted(plan.schedule.deadlines.length, 'deadline')} ${late === 1 ? 'is' : 'are'} missed`
  const open =
    plan.flags.length === 0
      ? ''
      : `; ${counted(plan.flags.length, 'thing')} that would change it ${plan.flags.length === 1 ? 'is' : 'are'} unconfirmed`
  const repeat = mix.isReproducible ? '' : '; a limit in seconds was set, so another run may differ'
  return `${choice}${checked}; ${grade}${deadlines}${open}${repeat}.`
}

/** What has to be ready by then, and where it stands, in plain words. */
export function deadlineWords(d: DeadlineRow): string {
  const what =
    d.concerns.length === 0
      ? 'everything'
      : `what the ${d.concerns.join(' and the ')} ${d.concerns.length === 1 ? 'asks' : 'ask'}`
  const ready = `${what} is ready on ${d.ready}`
  if (!d.isMet) return `missed by ${counted(-d.slack, 'working day')}: ${ready}`
  const spare = d.slack === 0 ? 'met on the day' : `met with ${counted(d.slack, 'working day')} to spare`
  return `${spare}${d.isMetAtLongest ? ', also if everything takes its longest' : '; missed if everything takes its longest'}: ${ready}`
}

/** The chain of activities that leads to the day it is ready: what takes longest, one after the other. */
export function chainWords(chain: DeadlineRow['chain']): string {
  return chain
    .map(
      (l) =>
        `${l.name} (${counted(l.days, 'working day')}${l.queueDays > 0 ? `, ${grouped(l.queueDays)} of them waiting` : ''})`,
    )
    .join(' → ')
}

/** What would meet a deadline that is missed. */
export function remedyWords(remedy: DeadlineRemedy): string {
  switch (remedy.kind) {
    case 'other-mix': {
      const change = [
        ...(remedy.adds.length === 0 ? [] : [`with ${remedy.adds.map((o) => o.name).join('; ')}`]),
        ...(remedy.drops.length === 0 ? [] : [`without ${remedy.drops.map((o) => o.name).join('; ')}`]),
      ].join(', ')
      const price =
        remedy.cost === 0
          ? 'at the same price'
          : `for ${euros(remedy.cost)} more${remedy.isLeast ? ', the least that does it' : ' (less might do)'}`
      return `Another choice would meet it, ready on ${remedy.ready}, ${price}${remedy.isWithinLimits ? '' : ', beyond the budget'}${change === '' ? '' : `: ${change}`}.`
    }
    case 'none': {
      const shortest = remedy.isMetAtShortest
        ? `only if everything takes its shortest would it be met (ready on ${remedy.atShortest})`
        : `it would be missed even if everything took its shortest (ready on ${remedy.atShortest})`
      return `No choice of assessments meets it on the days counted: the fastest is ready on ${remedy.fastest}, ${counted(remedy.lateBy, 'working day')} late; ${shortest}. Work would have to begin by ${remedy.beginBy}.`
    }
    case 'not-known':
      return `What would meet it is not known: ${remedy.because}.`
    default:
      return remedy satisfies never
  }
}

/** Days in so many of a hundred runs, or why there are none. */
export function percentileWords(p: Percentiles, most: number): string {
  if (p.kind === 'refused') {
    const names = [...new Set(p.needs.map((n) => n.name))]
    const rest = names.length - most
    return `No percentiles: ${counted(names.length, 'activity has', 'activities have')} a duration or a wait of grade C: ${names.slice(0, most).join('; ')}${rest > 0 ? `; and ${grouped(rest)} more` : ''}. Put your own days into the dossier (overrides).`
  }
  return `Half of the runs are ready by ${p.ready.p50}, eight of ten by ${p.ready.p80} (${grouped(p.runs)} runs, seed ${p.seed}; each duration anywhere in its range alike, ${p.sharedPercent} of a hundred follow one common cause)`
}

/** How far a price may move before the answer changes. */
export function limitWords(r: SensitivityRow): string {
  if (!r.isInPlan) return `would come in at ${euros(r.entersAt ?? 0)} or less`
  return r.staysUpTo === undefined
    ? 'stays whatever it costs'
    : `stays up to ${euros(r.staysUpTo)}${r.isExact ? '' : ' at least'}`
}

// ---- law ----------------------------------------------------------------------------------------------------------------------

/** Mark of an answer, and what it means when read aloud. */
export const TRUTHS = {
  yes: { mark: '✓', says: 'yes' },
  no: { mark: '✗', says: 'no' },
  'not-known': { mark: '?', says: 'not known' },
  later: { mark: '→', says: 'later' },
  caution: { mark: '!', says: 'as far as was read' },
} as const

export type Shown = keyof typeof TRUTHS

/**
 * How a row of law stands within the horizon: on the day asked, or surely later, or perhaps, or not. Its because is told for that day.
 * What holds only as far as was read, because nobody read what could take it away, is never shown as simply so.
 */
export function shownTruth(row: LegalRow): Shown {
  if (row.caution !== undefined) return 'caution'
  if (row.truth !== 'no') return row.truth
  return row.because.verdict === 'holds' ? 'later' : row.because.verdict === 'open' ? 'not-known' : 'no'
}

/** From when to when it holds, or may. Empty where it always does, or never. */
export function daysOf(row: LegalRow): string {
  const truth = shownTruth(row)
  if (truth === 'no') return ''
  const days = truth === 'not-known' ? row.mayHold : row.holds
  return days.every((d) => d.from === undefined && d.to === undefined) ? '' : when(days)
}

export function relevanceGroups(
  acts: readonly ActReading[],
): Readonly<Record<ActReading['relevance'], readonly ActReading[]>> {
  const of = (relevance: ActReading['relevance']) => acts.filter((a) => a.relevance === relevance)
  return { surely: of('surely'), maybe: of('maybe'), unasked: of('unasked'), no: of('no') }
}

// ---- flags and questions ------------------------------------------------------------------------------------------------------

export interface FlagGroup {
  readonly effect: string
  readonly flags: readonly Flag[]
}

/** Flags with the same effect together, in the order of the plan: what decides whether an act applies at all comes first. */
export function flagGroups(plan: Plan): readonly FlagGroup[] {
  const groups = new Map<string, Flag[]>()
  for (const f of plan.flags) {
    const key =
      f.what === 'certificate' || f.what === 'assumption' || f.what === 'coverage' ? `${f.what}: ${f.effect}` : f.effect
    groups.set(key, [...(groups.get(key) ?? []), f])
  }
  return [...groups.values()].map((flags): FlagGroup => {
    const first = flags[0] as Flag
    return { effect: (GROUP_LEADS[first.what] ?? '') + first.effect, flags }
  })
}

/** Said before an effect that is worded for one thing among several. */
const GROUP_LEADS: Partial<Record<Flag['what'], string>> = {
  certificate: 'certificate: ',
  assumption: 'assumption: ',
  coverage: 'not covered: ',
}

/** A flag names what it is about. */
export function flagWords(f: Flag): string {
  return f.what === 'certificate' && !f.says.includes(f.id) ? `${f.id}: ${f.says}` : f.says
}

export const FLAG_KINDS: Readonly<Record<Flag['what'], string>> = {
  'dossier-fact': 'for you to answer',
  'state-of-law': 'to be looked up',
  'unchecked-rule': 'text not checked',
  catalogue: 'not in the catalogue',
  assumption: 'assumption of a part',
  certificate: 'certificate',
  figure: 'figure',
  coverage: 'not covered',
  vulnerability: 'vulnerability',
  demand: 'to be asked of who demands it',
}

export function answersWords(q: RankedQuestion): string {
  if (q.values.length > 0)
    return q.values.length > 6
      ? `${q.values.slice(0, 5).join(', ')} … (${q.values.length} values)`
      : q.values.join(', ')
  return { boolean: 'yes or no', date: 'a day, or never', number: 'a number', text: 'text' }[q.type] ?? ''
}

export function settlesWords(q: RankedQuestion): string {
  const hangs = `${counted(q.hangsOn, 'conclusion')} ${q.hangsOn === 1 ? 'hangs' : 'hang'} on it`
  return q.settlesAtLeast > 0 ? `${hangs}; settles ${grouped(q.settlesAtLeast)} at least` : hangs
}

// ---- coverage -----------------------------------------------------------------------------------------------------------------

export interface CoverageGroup {
  readonly title: string
  readonly askedBy: string
  readonly cells: readonly Cell[]
  readonly counts: Readonly<Record<CoverageVerdict, number>>
  readonly notSubstitutable: number
  /** Of those not covered yet, how many the plan covers. */
  readonly byPlan: number
}

const CELL_KINDS: Readonly<Record<Cell['kind'], string>> = {
  requirement: 'requirements',
  route: 'Conformity assessment procedures',
  level: 'Assurance levels demanded',
  'native-level': 'Levels of schemes demanded',
}

/** Cells by requirement set, and by kind where they have none; in the order of the plan. */
export function coverageGroups(plan: Plan): readonly CoverageGroup[] {
  const groups = new Map<string, Cell[]>()
  for (const cell of plan.cells) {
    const title = cell.requirement?.setName ?? cell.requirement?.set ?? CELL_KINDS[cell.kind]
    groups.set(title, [...(groups.get(title) ?? []), cell])
  }
  return [...groups].map(([title, cells]) => {
    const askers = [...new Set(cells.map((c) => c.askedBy))]
    function of(verdict: CoverageVerdict): number {
      return cells.filter((c) => c.verdict === verdict).length
    }
    return {
      title,
      cells,
      askedBy: askers.length > 2 ? counted(askers.length, 'act') : askers.join(', '),
      notSubstitutable: cells.filter((c) => !c.isSubstitutable).length,
      counts: {
        covered: of('covered'),
        partly: of('partly'),
        'not-covered': of('not-covered'),
        'not-known': of('not-known'),
      },
      byPlan: isMix(plan.mix)
        ? cells.filter((c) => c.verdict !== 'covered' && isCoveredBy(c, plan.mix as Mix)).length
        : 0,
    }
  })
}

/** What an option alone covers, by title. */
export function onlyCovered(option: PlannedOption, plan: Plan): readonly string[] {
  const titles = new Map(plan.cells.map((c) => [c.id, c.title]))
  return option.onlyCovers.map((id) => titles.get(id) ?? id)
}

// ---- horizon ------------------------------------------------------------------------------------------------------------------

/** What the sum over the years leaves out, in sentences. */
export function notCounted(horizon: HorizonCost): readonly string[] {
  return [
    ...horizon.withoutPrice.map(
      (w) => `Not in the sum: ${w.what} ends on ${w.on}, and nothing here has a price for it.`,
    ),
    ...(horizon.withoutValidity.length === 0
      ? []
      : [
          `Not in the sum: a demanded level rests on these, whose evidence ages, and nobody states after how long: ${horizon.withoutValidity.map((w) => w.name).join('; ')}.`,
        ]),
  ]
}

/** The levels shown, low to high where it is not known which. */
export function readingWords(reading: NonNullable<AssurancePoint['reading']>): string {
  return `formal ${spanOf(reading.formal)}, technical ${spanOf(reading.technical)}, compared with the Cybersecurity Act ${spanOf(reading.csa)}`
}

export function spanOf(range: { readonly low: string; readonly high: string }): string {
  return range.low === range.high ? range.low : `${range.low} to ${range.high}`
}

export interface RenewalGroup {
  readonly option: string
  /** Of something in hand: the certificate that ends first. */
  readonly certificate?: string
  readonly name: string
  readonly times: number
  readonly first: RenewalRow['on']
  readonly last: RenewalRow['on']
  readonly low: number
  readonly high: number
}

/** Renewals of one option together, dearest first. */
export function renewalGroups(horizon: HorizonCost): readonly RenewalGroup[] {
  const groups = new Map<string, RenewalRow[]>()
  for (const r of horizon.renewals) {
    const key = `${r.option} ${r.certificate ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), r])
  }
  return [...groups.values()]
    .map((rows) => {
      const days = rows.map((r) => r.on).sort()
      return {
        option: rows[0]?.option ?? '',
        name: rows[0]?.name ?? '',
        ...(rows[0]?.certificate === undefined ? {} : { certificate: rows[0].certificate }),
        times: rows.length,
        first: days[0] as RenewalRow['on'],
        last: days.at(-1) as RenewalRow['on'],
        low: rows.reduce((n, r) => n + r.cost.low, 0),
        high: rows.reduce((n, r) => n + r.cost.high, 0),
      }
    })
    .sort((a, b) => b.high - a.high || (a.option < b.option ? -1 : 1))
}

const EDITION_STATES: Readonly<Record<string, string>> = {
  current: 'current',
  withdrawn: 'withdrawn',
  replaced: 'older than the newest listed',
  undated: 'open: no edition is named',
  'not-known': 'not known here',
}

/** What became of an edition that is cited; the newest is named where it is another. */
export function editionWords(state: string, newest: string): string {
  const says = EDITION_STATES[state] ?? state
  return state === 'current' || newest === '' ? says : `${says}; newest listed: ${newest}`
}
