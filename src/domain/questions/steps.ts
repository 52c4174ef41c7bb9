/**
 * `steps A --to B`: the least-cost activities that lift what is shown to a unified level or to what another scheme's level shows.
 *
 * Only what is surely in hand counts, and only what B's texts surely ask is asked; where B is known between bounds it may ask more, and that
 * is said. Matching the evidence of a scheme is not holding its certificate: only the scheme issues that.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import {
  type CoverProblem,
  type Option as CoverOption,
  type SearchLimits,
  selectionOf,
  type Solve,
  solveCover,
  verify,
} from '#cover/index.ts'
import { byText } from '#util/order.ts'
import type { Because } from '../answers/index.ts'
import {
  areComparable,
  DIMENSIONS,
  type Dimension,
  depthAt,
  includes,
  isAtMost,
  isFrontAtMost,
  join,
  joinFronts,
  type NativeLevel,
  NOTHING,
  type Profile,
  type ProfileInterval,
  pair,
  readPrintedLevel,
  type TargetType,
  WITHOUT_PERFORMER,
} from '../assurance/index.ts'
import type { EvidenceRecord } from '../dossier/index.ts'
import { requirementKey, type RequirementRef } from '../requirements/index.ts'
import type { Expression } from '../law/index.ts'
import type { AssessmentOption } from './assessment-option.ts'
import type { Catalogue } from './catalogue.ts'
import { knownInclusion, type RecognitionBeside, recognitionsBetween } from './compare.ts'
import { type ValueOrPair, coordinateBecause, frontsText, unifiedAsLevel } from './level.ts'
import { needsOf } from './level-cells.ts'
import { costInEuros, daysOf, queueOf } from './money.ts'

/** One thing that has to be shown: a depth in a dimension by a performer, or a requirement. */
export interface StepNeed {
  readonly id: string
  readonly dimension?: Dimension
  readonly depth?: number
  readonly performer?: number
  readonly requirement?: RequirementRef
  readonly because: Because
}

export interface Step {
  /** Id of the assessment option. */
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly performer: AssessmentOption['performer']
  /** The needs that it meets, with the rule that asks for each. */
  readonly why: readonly Because[]
  /** Ids of the steps that need it first. */
  readonly neededBy: readonly string[]
  /** Ids of prerequisites whose results are in hand. */
  readonly reuses: readonly string[]
  readonly gives: readonly { readonly dimension: Dimension; readonly depth: number; readonly performer: number }[]
  /** Whole euros. */
  readonly cost: ValueOrPair<number>
  /** Working days, waiting included. */
  readonly days: ValueOrPair<number>
  readonly because: Because
}

/** Not known: all that the target's texts surely ask is shown, but they may ask more; or what is in hand is known between bounds. */
export type Reached = true | false | 'not-known'

export interface StepsResult {
  readonly from: string
  readonly to: string
  /** Whether what is in hand reaches it already; not known where bounds of either leave it open. */
  readonly holds: Reached
  /** Whether it is reached after all steps, checked apart from whoever chose them. */
  readonly holdsAfter: Reached
  /** In an order in which they can be done. */
  readonly steps: readonly Step[]
  /** Whole euros. 0 without steps. */
  readonly cost: ValueOrPair<number>
  readonly currency: 'EUR'
  /** Whether the cost is proved least, at the middle of its ranges. */
  readonly isLeast: boolean
  /** Coordinates in hand that would count if they were known. */
  readonly settledBy: readonly Because[]
  /** Coordinates in which the target may ask more than its texts tell. */
  readonly mayAskMore: readonly Because[]
  /** Facts that the options chosen ask for and that were taken as given. */
  readonly assumes: readonly string[]
  /** Options that end in the target itself; only its scheme issues it. */
  readonly attainedBy: readonly string[]
  readonly recognitions: readonly RecognitionBeside[]
  readonly because: Because
}

export type StepsAnswer =
  | { readonly kind: 'value'; readonly result: StepsResult }
  /** Nothing in the catalogue can show some of what is missing, or not together. */
  | {
      readonly kind: 'no'
      readonly result: StepsResult
      readonly missing: readonly StepNeed[]
      readonly because: Because
    }
  | {
      readonly kind: 'ambiguous'
      readonly side: 'a' | 'b'
      readonly column: number
      readonly says: string
      readonly candidates: readonly string[]
    }
  | { readonly kind: 'unknown'; readonly side: 'a' | 'b'; readonly column: number; readonly says: string }
  /** The search was stopped before any answer. */
  | { readonly kind: 'stopped' }

export interface StepsSettings {
  readonly on: CalendarDate
  readonly limits?: SearchLimits
  readonly solve?: Solve
  /** Boolean facts taken as given where an option asks for them; by default a product with software that is sold in the EU. */
  readonly assumed?: ReadonlySet<string>
}

/** What is in hand. */
export interface Held {
  readonly name: string
  readonly targetType: TargetType
  readonly profile: ProfileInterval
  /** Where the profile comes from a coded level. */
  readonly level?: NativeLevel
  readonly records: readonly EvidenceRecord[]
  /** Requirement keys that are shown. */
  readonly requirements: ReadonlySet<string>
  /** Options already carried out. */
  readonly options: ReadonlySet<string>
}

/** What is wanted. */
export interface Wanted {
  readonly name: string
  readonly targetType: TargetType
  readonly needs: readonly StepNeed[]
  readonly level?: NativeLevel
}

const ASSUMED: ReadonlySet<string> = new Set(['market.eu', 'product.is-software'])

export type StepsCatalogue = Pick<Catalogue, 'levels' | 'thresholds' | 'options' | 'recognitions'>

/** From one level to another, both as written on the command line. */
export async function steps(
  a: string,
  to: string,
  catalogue: StepsCatalogue,
  settings: StepsSettings,
): Promise<StepsAnswer> {
  const from = readPrintedLevel(a, catalogue.levels)
  if (from.kind === 'unknown') return { kind: 'unknown', side: 'a', column: from.column, says: from.because }
  if (from.kind === 'ambiguous')
    return {
      kind: 'ambiguous',
      side: 'a',
      column: from.column,
      says: from.because,
      candidates: from.candidates.map((l) => l.id),
    }
  const target = readPrintedLevel(to, catalogue.levels)
  if (target.kind === 'unknown') return { kind: 'unknown', side: 'b', column: target.column, says: target.because }
  if (target.kind === 'ambiguous')
    return {
      kind: 'ambiguous',
      side: 'b',
      column: target.column,
      says: target.because,
      candidates: target.candidates.map((l) => l.id),
    }
  const level = from.kind === 'native' ? from.level : unifiedAsLevel(from.targetType, from.letter, catalogue.thresholds)
  const wanted =
    target.kind === 'native' ? wantedLevel(target.level) : wantedLetter(target.targetType, target.letter, catalogue)
  return stepsTo(heldLevel(level), wanted, catalogue, settings)
}

export function heldLevel(level: NativeLevel): Held {
  return {
    name: level.name,
    targetType: level.targetType,
    profile: level.profile,
    level,
    records: [],
    requirements: new Set(),
    options: new Set(),
  }
}

export function wantedLetter(
  targetType: TargetType,
  letter: 'E' | 'D' | 'C' | 'B' | 'A',
  catalogue: Pick<Catalogue, 'thresholds'>,
): Wanted {
  const needs = needsOf(targetType, letter, catalogue.thresholds, 'formal').map(
    (n): StepNeed => ({
      id: needId(n.dimension, n.depth, n.performer),
      dimension: n.dimension,
      depth: n.depth,
      performer: n.performer,
      because: {
        kind: 'computed',
        verdict: 'holds',
        says: `${targetType}:${n.letter} asks ${needText(n.dimension, n.depth, n.performer)}`,
        rule: n.because,
        premises: [],
      },
    }),
  )
  return { name: `${targetType}:${letter}`, targetType, needs }
}

/** What the texts of a level surely show; bounds beyond that are named as open. */
export function wantedLevel(level: NativeLevel): Wanted {
  const needs = DIMENSIONS.flatMap((d) =>
    level.profile.low[d].map((p): StepNeed => {
      const own = level.coordinates.find((c) => c.dimension === d)
      return {
        id: needId(d, p.depth, p.performer),
        dimension: d,
        depth: p.depth,
        performer: p.performer,
        because: {
          kind: 'computed',
          verdict: 'holds',
          says: `${level.name} shows ${needText(d, p.depth, p.performer)}`,
          premises: own === undefined ? [] : [coordinateBecause(level, own)],
        },
      }
    }),
  )
  return { name: level.name, targetType: level.targetType, needs, level }
}

/** The same with requirements besides. */
export function withRequirements(wanted: Wanted, requirements: readonly RequirementRef[]): Wanted {
  const more = requirements.map(
    (requirement): StepNeed => ({
      id: requirementKey(requirement),
      requirement,
      because: {
        kind: 'computed',
        verdict: 'holds',
        says: `the requirement ${requirementKey(requirement)} is asked for besides`,
        premises: [],
      },
    }),
  )
  return { ...wanted, needs: [...wanted.needs, ...more] }
}

function needId(dimension: Dimension, depth: number, performer: number): string {
  return `${dimension}${depth}@${performer}`
}

function needText(dimension: Dimension, depth: number, performer: number): string {
  return `${dimension} of at least ${depth}${performer === 0 ? '' : ` by a performer of independence ${performer} or more`}`
}

// ---- what is in hand ------------------------------------------------------------------------------------------------------------

/** Evidence of a day: what has expired by then counts as absent, and the order of records does not matter. */
function present(held: Held, wanted: Wanted, catalogue: StepsCatalogue, on: CalendarDate): ProfileInterval {
  const isSameKind = areComparable(held.targetType, wanted.targetType)
  let { low, high } = isSameKind ? held.profile : { low: NOTHING, high: NOTHING }
  for (const option of optionsOf(held, catalogue)) {
    low = withEvidence(low, givesFor(option, wanted))
    high = withEvidence(high, givesFor(option, wanted))
  }
  for (const record of held.records) {
    if (record.on > on || (record.expires !== undefined && record.expires < on)) continue
    for (const { dimension, front } of record.gives) {
      low = { ...low, [dimension]: joinFronts(low[dimension], front) }
      high = { ...high, [dimension]: joinFronts(high[dimension], front) }
    }
  }
  return { low, high }
}

function optionsOf(held: Held, catalogue: StepsCatalogue): readonly AssessmentOption[] {
  return [...held.options].flatMap((id) => catalogue.options.get(id) ?? [])
}

function isMissing(need: StepNeed, p: Profile, requirements: ReadonlySet<string>): boolean {
  if (need.requirement !== undefined) return !requirements.has(requirementKey(need.requirement))
  return need.dimension !== undefined && depthAt(p[need.dimension], need.performer ?? 0) < (need.depth ?? 0)
}

function shownRequirements(held: Held, catalogue: StepsCatalogue, on: CalendarDate): ReadonlySet<string> {
  const shown = new Set(held.requirements)
  for (const option of optionsOf(held, catalogue)) {
    for (const c of option.covers) for (const ref of c.requirements) shown.add(requirementKey(ref))
  }
  for (const record of held.records) {
    if (record.on > on || (record.expires !== undefined && record.expires < on)) continue
    for (const ref of record.covers) shown.add(requirementKey(ref))
  }
  return shown
}

/** Results of an activity are in hand where everything it would give is shown already. */
function isInHand(option: AssessmentOption, held: Held, p: Profile): boolean {
  if (held.options.has(option.id)) return true
  return option.gives.length > 0 && option.gives.every((g) => includes(p[g.dimension], g))
}

// ---- the choice -----------------------------------------------------------------------------------------------------------------

const COST = 'cost'

interface Candidate {
  readonly option: AssessmentOption
  readonly cost: { readonly low: number; readonly high: number; readonly counted: number }
  readonly days: { readonly low: number; readonly high: number }
  readonly needs: readonly number[]
  /** Prerequisites that are not in hand; each list is a choice. */
  readonly requires: readonly (readonly string[])[]
  readonly reuses: readonly string[]
}

export async function stepsTo(
  held: Held,
  wanted: Wanted,
  catalogue: StepsCatalogue,
  settings: StepsSettings,
): Promise<StepsAnswer> {
  const now = present(held, wanted, catalogue, settings.on)
  const shown = shownRequirements(held, catalogue, settings.on)
  const assumed = settings.assumed ?? ASSUMED
  const missing = withFreshAttestation(wanted.needs, now.low, shown)
  const frame = frameOf(held, wanted, now, missing, shown, catalogue, settings.on)
  if (missing.length === 0) {
    return { kind: 'value', result: { ...frame, holdsAfter: frame.holds, steps: [], cost: 0, isLeast: true } }
  }
  const candidates = candidatesFor(missing, held, now.low, wanted, catalogue, assumed)
  const reached = new Set(candidates.flatMap((c) => c.needs))
  const impossible = missing.filter((_n, i) => !reached.has(i))
  if (impossible.length > 0) return noSteps(frame, impossible)
  const problem = coverProblem(missing, candidates)
  const answer = await solveCover(problem, [COST], coverOptions(settings))
  if (answer.kind === 'stopped') return { kind: 'stopped' }
  if (answer.kind === 'infeasible')
    return noSteps(
      frame,
      answer.conflict.cells.map((i) => missing[i] as StepNeed),
    )
  const chosen = withoutIdle(problem, answer.selection.chosen)
  const isVerified = verify(problem, selectionOf(problem, [COST], chosen)).length === 0
  const planned = inOrder(chosen.map((i) => candidates[i] as Candidate))
  const made = planned.map((c) => stepOf(c, planned, missing, givesFor(c.option, wanted)))
  const after = planned.reduce((p, c) => withEvidence(p, givesFor(c.option, wanted)), now.low)
  const afterRequirements = new Set([
    ...shown,
    ...planned.flatMap((c) => c.option.covers.flatMap((v) => v.requirements.map(requirementKey))),
  ])
  return {
    kind: 'value',
    result: {
      ...frame,
      holdsAfter:
        isVerified && (attains(planned, wanted) || reachedBy(after, held, wanted, afterRequirements, catalogue)),
      mayAskMore: openBeyond(after, wanted),
      steps: made,
      assumes: [...new Set(planned.flatMap((c) => [...factsNamed(c.option.when)]))]
        .filter((id) => assumed.has(id))
        .sort(byText),
      cost: pairOf(
        sum(planned, (c) => c.cost.low),
        sum(planned, (c) => c.cost.high),
      ),
      isLeast: answer.kind === 'optimal',
    },
  }
}

function attains(planned: readonly Candidate[], wanted: Wanted): boolean {
  const id = wanted.level?.id
  return id !== undefined && planned.some((c) => c.option.attains.includes(id))
}

function coverOptions(settings: StepsSettings): { limits?: SearchLimits; solve?: Solve } {
  return {
    ...(settings.limits === undefined ? {} : { limits: settings.limits }),
    ...(settings.solve === undefined ? {} : { solve: settings.solve }),
  }
}

function noSteps(frame: Frame, missing: readonly StepNeed[]): StepsAnswer {
  const because: Because = {
    kind: 'computed',
    verdict: 'fails',
    says: 'no set of activities in the catalogue shows all that is missing',
    premises: missing.map((n) => n.because),
  }
  return { kind: 'no', missing, because, result: { ...frame, holdsAfter: false, steps: [], cost: 0, isLeast: false } }
}

type Frame = Omit<StepsResult, 'holdsAfter' | 'steps' | 'cost' | 'isLeast'>

function frameOf(
  held: Held,
  wanted: Wanted,
  now: ProfileInterval,
  missing: readonly StepNeed[],
  shown: ReadonlySet<string>,
  catalogue: StepsCatalogue,
  on: CalendarDate,
): Frame {
  const surelyMissing = wanted.needs.filter((n) => isMissing(n, now.high, shown))
  const sure = reachedBy(now.low, held, wanted, shown, catalogue)
  const holds: Reached = sure === true ? true : surelyMissing.length > 0 ? false : 'not-known'
  const isSameKind = areComparable(held.targetType, wanted.targetType)
  const openDimensions = new Set(
    missing.flatMap((n) => (n.dimension === undefined || surelyMissing.includes(n) ? [] : [n.dimension])),
  )
  const premises: Because[] = missing.map((n) => n.because)
  if (!isSameKind) {
    premises.unshift({
      kind: 'computed',
      verdict: 'fails',
      says: `evidence about a ${held.targetType} is not evidence about a ${wanted.targetType}, so nothing of ${held.name} counts by itself`,
      premises: [],
    })
  }
  return {
    from: held.level?.id ?? held.name,
    to: wanted.level?.id ?? wanted.name,
    holds,
    currency: 'EUR',
    assumes: [],
    settledBy: coordinatesOf(held.level, openDimensions),
    mayAskMore: openBeyond(now.low, wanted),
    attainedBy:
      wanted.level === undefined
        ? []
        : [...catalogue.options.values()].filter((o) => o.attains.includes(wanted.level?.id ?? '')).map((o) => o.id),
    recognitions:
      held.level === undefined || wanted.level === undefined
        ? []
        : recognitionsBetween(held.level, wanted.level, catalogue.recognitions, on),
    because: {
      kind: 'computed',
      verdict: holds === true ? 'holds' : holds === false ? 'fails' : 'open',
      says: saysOf(holds, held, wanted, missing.length),
      rule: 'Only what is surely in hand on the day counts. What is reached is evidence as deep and as independent; a certificate is issued by its scheme alone.',
      day: on,
      premises,
    },
  }
}

function saysOf(holds: Reached, held: Held, wanted: Wanted, missing: number): string {
  if (holds === true) return `${held.name} shows all that ${wanted.name} asks`
  if (missing === 0) return `${held.name} shows what the texts of ${wanted.name} surely ask; they may ask more`
  return `${held.name} ${holds === false ? 'lacks' : 'is not known to show'} ${missing} of what ${wanted.name} asks`
}

/** Coordinates in which the target may ask more than is shown. */
function openBeyond(p: Profile, wanted: Wanted): readonly Because[] {
  const { level } = wanted
  if (level === undefined) return []
  return coordinatesOf(level, new Set(DIMENSIONS.filter((d) => !isFrontAtMost(level.profile.high[d], p[d]))))
}

function reachedBy(
  p: Profile,
  held: Held,
  wanted: Wanted,
  requirements: ReadonlySet<string>,
  catalogue: StepsCatalogue,
): Reached {
  if (wanted.needs.some((n) => isMissing(n, p, requirements))) return false
  const { level } = wanted
  if (level === undefined || isAtMost(level.profile.high, p)) return true
  const known = held.level === undefined ? 'nothing' : knownInclusion(held.level, level, catalogue.levels).inclusion
  return known === 'same' || known === 'first-includes-second' ? true : 'not-known'
}

function coordinatesOf(level: NativeLevel | undefined, dimensions: ReadonlySet<Dimension>): readonly Because[] {
  if (level === undefined) return []
  return DIMENSIONS.filter((d) => dimensions.has(d)).map((d) => {
    const own = level.coordinates.find((c) => c.dimension === d)
    return own === undefined
      ? {
          kind: 'computed',
          verdict: 'open',
          says: `${d} ${frontsText(level.profile.low[d], level.profile.high[d])}`,
          premises: [],
        }
      : coordinateBecause(level, own)
  })
}

function candidatesFor(
  missing: readonly StepNeed[],
  held: Held,
  p: Profile,
  wanted: Wanted,
  catalogue: StepsCatalogue,
  assumed: ReadonlySet<string>,
): readonly Candidate[] {
  const fitting = [...catalogue.options.values()].filter(
    (o) => o.targetTypes.includes(wanted.targetType) && (o.when === undefined || surelyHolds(o.when, assumed)),
  )
  const inHand = new Set([...catalogue.options.values()].filter((o) => isInHand(o, held, p)).map((o) => o.id))
  // A prerequisite that is meant for other kinds of target only (a product's bill of materials, for a service) does not bind here.
  const binds = (group: readonly string[]): boolean =>
    group.length === 0 ||
    group.some((id) => catalogue.options.get(id)?.targetTypes.includes(wanted.targetType) === true)
  const candidates = fitting.flatMap((option): readonly Candidate[] => {
    const cost = costInEuros(option, undefined)
    if (cost === undefined || held.options.has(option.id)) return []
    const days = daysOf(option, undefined)
    const queue = queueOf(option)
    const open = option.requires.filter((group) => binds(group) && !group.some((id) => inHand.has(id)))
    return [
      {
        option,
        cost,
        days: { low: days.low + queue.low, high: days.high + queue.high },
        needs: missing.flatMap((n, i) => (covers(option, n, wanted) ? [i] : [])),
        requires: open,
        reuses: option.requires.flatMap((group) => group.find((id) => inHand.has(id)) ?? []),
      },
    ]
  })
  return reachable(candidates)
}

function covers(option: AssessmentOption, need: StepNeed, wanted: Wanted): boolean {
  const { requirement, dimension } = need
  if (requirement !== undefined) {
    const key = requirementKey(requirement)
    return option.covers.some((c) => c.requirements.some((r) => requirementKey(r) === key))
  }
  return givesFor(option, wanted).some(
    (g) => g.dimension === dimension && g.depth >= (need.depth ?? 0) && g.performer >= (need.performer ?? 0),
  )
}

/** Attestation and upkeep are facts about a certificate, not evidence. */
function isOfCertificate(need: StepNeed): boolean {
  return need.dimension !== undefined && WITHOUT_PERFORMER.has(need.dimension)
}

/** A statement about whatever evidence there is. The certificate of a scheme attests only what the scheme itself looked at. */
function attestsAnything(option: AssessmentOption): boolean {
  return (
    option.scheme === undefined &&
    option.completes.length === 0 &&
    (option.optionKind === 'attestation' ||
      option.optionKind === 'self-assessment' ||
      option.optionKind === 'monitoring')
  )
}

/** What an option shows towards a target: all its evidence, and its attestation where that is about the whole. */
function givesFor(option: AssessmentOption, wanted: Wanted): readonly AssessmentOption['gives'][number][] {
  if (attestsAnything(option) || showsAll(option, wanted)) return option.gives
  return option.gives.filter((g) => !WITHOUT_PERFORMER.has(g.dimension))
}

function showsAll(option: AssessmentOption, wanted: Wanted): boolean {
  return wanted.needs.every(
    (n) =>
      n.dimension === undefined ||
      isOfCertificate(n) ||
      option.gives.some(
        (g) => g.dimension === n.dimension && g.depth >= (n.depth ?? 0) && g.performer >= (n.performer ?? 0),
      ),
  )
}

/**
 * What is missing. As soon as evidence is missing, so is the attestation: whoever stands behind the result in hand does not stand
 * behind what is added to it.
 */
function withFreshAttestation(needs: readonly StepNeed[], p: Profile, shown: ReadonlySet<string>): readonly StepNeed[] {
  const isIncomplete = needs.some((n) => n.requirement === undefined && !isOfCertificate(n) && isMissing(n, p, shown))
  return needs.filter((n) => isMissing(n, p, shown) || (isIncomplete && n.dimension === 'I'))
}

/** Whether a condition holds on the facts taken as given alone; what is not given is not known, and then it does not surely hold. */
function surelyHolds(when: Expression, assumed: ReadonlySet<string>): boolean {
  switch (when.kind) {
    case 'named':
      return assumed.has(when.id)
    case 'all':
      return when.of.every((e) => surelyHolds(e, assumed))
    case 'any':
      return when.of.some((e) => surelyHolds(e, assumed))
    case 'not':
    case 'test':
      return false
    default:
      return when satisfies never
  }
}

function factsNamed(when: Expression | undefined): readonly string[] {
  if (when === undefined) return []
  if (when.kind === 'named') return [when.id]
  return when.kind === 'all' || when.kind === 'any' ? when.of.flatMap(factsNamed) : []
}

/** Leaves out what needs something that nobody can do here, and so on down. */
function reachable(candidates: readonly Candidate[]): readonly Candidate[] {
  let kept = candidates
  for (;;) {
    const ids = new Set(kept.map((c) => c.option.id))
    const next = kept.filter((c) => c.requires.every((group) => group.some((id) => ids.has(id))))
    if (next.length === kept.length) return kept
    kept = next
  }
}

function coverProblem(missing: readonly StepNeed[], candidates: readonly Candidate[]): CoverProblem {
  const indexOf = new Map(candidates.map((c, i) => [c.option.id, i]))
  return {
    cells: missing.map((n) => ({ id: n.id, need: 1 })),
    options: candidates.map(
      (c): CoverOption => ({
        id: c.option.id,
        covers: c.needs.map((cell) => ({ cell, amount: 1 })),
        requires: c.requires.map((group) => group.flatMap((id) => indexOf.get(id) ?? [])),
        excludes: c.option.excludes.flatMap((id) => indexOf.get(id) ?? []),
        weights: { [COST]: c.cost.counted },
        days: c.days.high,
        isFixed: false,
      }),
    ),
    limits: [],
  }
}

/** Drops what is not needed, dearest first: a choice of least cost has nothing such unless it is free. */
function withoutIdle(problem: CoverProblem, chosen: readonly number[]): readonly number[] {
  let kept = [...chosen]
  const cost = (i: number): number => problem.options[i]?.weights[COST] ?? 0
  for (const i of [...chosen].sort((x, y) => cost(y) - cost(x) || x - y)) {
    const without = kept.filter((j) => j !== i)
    if (verify(problem, selectionOf(problem, [COST], without)).length === 0) kept = without
  }
  return kept
}

/** Prerequisites first, attestation of what was found last; what could be done at once is ordered by id. */
function inOrder(planned: readonly Candidate[]): readonly Candidate[] {
  const ids = new Set(planned.map((c) => c.option.id))
  const left = [...planned].sort(
    (a, b) => Number(attestsAnything(a.option)) - Number(attestsAnything(b.option)) || byText(a.option.id, b.option.id),
  )
  const done = new Set<string>()
  const ordered: Candidate[] = []
  while (left.length > 0) {
    const at = left.findIndex((c) =>
      c.requires.every((group) => group.some((id) => done.has(id)) || !group.some((id) => ids.has(id))),
    )
    const [next] = left.splice(Math.max(0, at), 1)
    if (next === undefined) break
    done.add(next.option.id)
    ordered.push(next)
  }
  return ordered
}

function withEvidence(p: Profile, gives: AssessmentOption['gives']): Profile {
  return gives.reduce((sofar, g) => join(sofar, { ...NOTHING, [g.dimension]: pair(g.depth, g.performer) }), p)
}

function stepOf(
  c: Candidate,
  planned: readonly Candidate[],
  missing: readonly StepNeed[],
  gives: AssessmentOption['gives'],
): Step {
  const { option } = c
  const neededBy = planned
    .filter((other) => other.requires.some((group) => group.includes(option.id)))
    .map((other) => other.option.id)
  const why = c.needs.map((i) => (missing[i] as StepNeed).because)
  return {
    id: option.id,
    name: option.name,
    kind: option.optionKind,
    performer: option.performer,
    why,
    neededBy,
    reuses: c.reuses,
    gives: gives.map(({ dimension, depth, performer }) => ({ dimension, depth, performer })),
    cost: pairOf(c.cost.low, c.cost.high),
    days: pairOf(c.days.low, c.days.high),
    because: {
      kind:
        option.cost.citation.standing === 'estimate' || option.cost.citation.standing === 'unchecked'
          ? 'estimate'
          : 'computed',
      verdict: 'holds',
      says: `${option.name}: ${option.summary}`,
      ...(neededBy.length === 0 ? {} : { rule: `Needed before ${neededBy.join(', ')}.` }),
      citation: option.citation,
      premises: [...gives.map((g) => givesBecause(option, g)), costBecause(option)],
    },
  }
}

function givesBecause(option: AssessmentOption, g: AssessmentOption['gives'][number]): Because {
  return {
    kind: 'computed',
    verdict: 'holds',
    says: `it shows ${needText(g.dimension, g.depth, g.performer)}: ${g.because}`,
    citation: option.citation,
    premises: [],
  }
}

function costBecause(option: AssessmentOption): Because {
  const { cost } = option
  return {
    kind: 'estimate',
    verdict: 'holds',
    says: `${cost.low} to ${cost.high} ${cost.currency}${cost.year === undefined ? '' : ` (${cost.year})`}, grade ${cost.grade}${cost.because === undefined ? '' : `: ${cost.because}`}`,
    citation: cost.citation,
    premises: [],
  }
}

function sum<T>(of: readonly T[], value: (x: T) => number): number {
  return of.reduce((total, x) => total + value(x), 0)
}

function pairOf(low: number, high: number): ValueOrPair<number> {
  return low === high ? low : [low, high]
}
