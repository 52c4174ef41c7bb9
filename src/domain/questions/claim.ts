/**
 * Security claims: which of two claims more, and whether one meets what somebody asks.
 *
 * Scope and conditions, requirements, assurance and attacker are compared apart and then together; recognitions are shown beside.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Because } from '../answers/index.ts'
import {
  ABOVE,
  ANY_ORDER,
  areComparable,
  type Aspect,
  ASPECTS,
  ATTACKER_CLASSES,
  attackerOrders,
  type ClaimCondition,
  type ClaimDemand,
  combineOrderSets,
  compareConditions,
  compareRequirements,
  compareScopes,
  counterpart,
  coverage,
  covers,
  EQUAL_ORDER,
  LETTERS,
  type NativeLevel,
  type Order,
  type OrderSet,
  orderSet,
  ordersIn,
  type PartComparison,
  readingsOf,
  readPrintedLevel,
  type RequirementKnowledge,
  type SecurityClaim,
  validityOrders,
  type Verdict,
} from '../assurance/index.ts'
import type { Catalogue } from './catalogue.ts'
import {
  compare,
  compareLevels,
  type Comparison,
  type OrderWord,
  type RecognitionBeside,
  recognitionsBetween,
} from './compare.ts'
import { unifiedAsLevel } from './level.ts'

export type ClaimCatalogue = Pick<Catalogue, 'levels' | 'thresholds' | 'recognitions' | 'requirementSets'>

export interface ComparedClaim {
  readonly id: string
  readonly name: string
}

export interface ComparedPart {
  readonly id: string
  readonly name: string
  readonly in: PartComparison['in']
  readonly orders: readonly Order[]
  readonly aspects?: Readonly<Record<Aspect, readonly Order[]>>
}

/** Of the first claim against the second; `above` is wider, `below` narrower, `incomparable` different. */
export interface ClaimComparison {
  readonly a: ComparedClaim
  readonly b: ComparedClaim
  readonly scope: {
    readonly orders: readonly Order[]
    readonly parts: readonly ComparedPart[]
    readonly exclusions: readonly { readonly says: string; readonly orders: readonly Order[] }[]
  }
  readonly conditions: {
    readonly orders: readonly Order[]
    readonly firstOnly: readonly ClaimCondition[]
    readonly secondOnly: readonly ClaimCondition[]
    readonly worded: readonly { readonly first: ClaimCondition; readonly second: ClaimCondition }[]
  }
  readonly requirements: {
    readonly orders: readonly Order[]
    readonly notCoveredByFirst: readonly string[]
    readonly notCoveredBySecond: readonly string[]
  }
  readonly assurance: readonly OrderWord[]
  readonly attacker: readonly Order[]
  /** Shown beside, not part of the whole: when each may be shown. */
  readonly validity: readonly Order[]
  readonly combined: readonly OrderWord[]
  readonly recognitions: readonly RecognitionBeside[]
  /** Of each level that the two may mean; more than one where a print is ambiguous. */
  readonly levels: readonly Comparison[]
  readonly because: Because
}

export function compareClaims(
  a: SecurityClaim,
  b: SecurityClaim,
  catalogue: ClaimCatalogue,
  on: CalendarDate,
  knowledge: RequirementKnowledge = knownRequirements(catalogue),
): ClaimComparison {
  const scope = compareScopes(a.scope, b.scope)
  const conditions = compareConditions(a.conditions, b.conditions)
  const requirements = compareRequirements(a.requirements, b.requirements, knowledge)
  const attacker = attackerOrders(a.attacker, b.attacker)
  const levels = comparedLevels(
    a,
    b,
    catalogue,
    on,
    combineOrderSets([scope.orders, conditions.orders]),
    requirements.orders,
  )
  const isComparable =
    areComparable(a.target.type, b.target.type) && levels.every((l) => l.assurance[0] !== 'not-comparable')
  const assurance = assuranceOf(a, b, levels)
  const combined = combineOrderSets([scope.orders, conditions.orders, requirements.orders, assurance, attacker])
  const words: readonly OrderWord[] = isComparable ? ordersIn(assurance) : NOT_COMPARABLE
  const whole: readonly OrderWord[] = isComparable ? ordersIn(combined) : NOT_COMPARABLE
  const comparison: Omit<ClaimComparison, 'because'> = {
    a: { id: a.id, name: a.name },
    b: { id: b.id, name: b.name },
    scope: {
      orders: ordersIn(scope.orders),
      parts: scope.parts.map(shownPart),
      exclusions: scope.exclusions.map((x) => ({ says: x.says, orders: ordersIn(x.orders) })),
    },
    conditions: { ...conditions, orders: ordersIn(conditions.orders) },
    requirements: { ...requirements, orders: ordersIn(requirements.orders) },
    assurance: words,
    attacker: ordersIn(attacker),
    validity: ordersIn(validityOrders(a.validity, b.validity)),
    combined: whole,
    recognitions: levels.flatMap((l) => l.recognitions),
    levels,
  }
  return { ...comparison, because: comparisonBecause(comparison) }
}

const NOT_COMPARABLE: readonly OrderWord[] = ['not-comparable']

/** Every requirement of a set that is not a heading. */
export function knownRequirements(catalogue: Pick<Catalogue, 'requirementSets'>): RequirementKnowledge {
  return {
    idsOf: (set) =>
      catalogue.requirementSets
        .get(set)
        ?.requirements.filter((r) => !r.isHeading)
        .map((r) => r.id),
  }
}

function comparedLevels(
  a: SecurityClaim,
  b: SecurityClaim,
  catalogue: ClaimCatalogue,
  on: CalendarDate,
  scope: OrderSet,
  requirements: OrderSet,
): readonly Comparison[] {
  if (a.level === undefined || b.level === undefined) return []
  const known = { scope: ordersIn(scope), requirements: ordersIn(requirements) }
  const answer = compare(a.level, b.level, catalogue, on, known)
  switch (answer.kind) {
    case 'value':
      return [answer.comparison]
    case 'ambiguous':
      return answer.comparisons
    case 'unknown':
      return []
    default:
      return answer satisfies never
  }
}

/** Without a level a claim says nothing of assurance. */
function assuranceOf(a: SecurityClaim, b: SecurityClaim, levels: readonly Comparison[]): OrderSet {
  if (a.level === undefined && b.level === undefined) return EQUAL_ORDER
  if (levels.length === 0) return ANY_ORDER
  return levels.reduce((set, l) => set | orderSet(l.assurance.filter((o) => o !== 'not-comparable')), 0)
}

function shownPart({ id, name, in: where, orders, aspects }: PartComparison): ComparedPart {
  const shown = { id, name, in: where, orders: ordersIn(orders) }
  if (aspects === undefined) return shown
  const each = {} as Record<Aspect, readonly Order[]>
  for (const aspect of ASPECTS) each[aspect] = ordersIn(aspects[aspect])
  return { ...shown, aspects: each }
}

// ---- in words ---------------------------------------------------------------------------------------------------------------------

const AS_WORDS: Readonly<Record<OrderWord, string>> = {
  equal: 'the same',
  above: 'wider',
  below: 'narrower',
  incomparable: 'different',
  'not-comparable': 'not comparable',
}

export function claimOrderText(orders: readonly OrderWord[]): string {
  return orders.length === 4 ? 'not known' : orders.map((o) => AS_WORDS[o]).join(' or ')
}

function comparisonBecause(c: Omit<ClaimComparison, 'because'>): Because {
  const premises = [
    because(`scope: ${claimOrderText(c.scope.orders)}`, c.scope.orders, [
      ...c.scope.parts.map((p) => because(partText(p, c), p.orders)),
      ...c.scope.exclusions.map((x) => because(`an exclusion of one of them: ${x.says}`, x.orders)),
    ]),
    because(`conditions: ${claimOrderText(c.conditions.orders)}`, c.conditions.orders, [
      ...c.conditions.firstOnly.map((x) => because(`only ${c.a.name} asks: ${x.says}`, ['below'])),
      ...c.conditions.secondOnly.map((x) => because(`only ${c.b.name} asks: ${x.says}`, ['above'])),
      ...c.conditions.worded.map(({ first }) =>
        because(`${first.id} is worded differently; a person has to compare`, []),
      ),
    ]),
    because(`requirements: ${claimOrderText(c.requirements.orders)}`, c.requirements.orders),
    because(
      `assurance: ${claimOrderText(c.assurance)}`,
      c.assurance,
      c.levels.map((l) => l.because),
    ),
    because(`attacker: ${claimOrderText(c.attacker)}`, c.attacker),
  ]
  return {
    kind: 'computed',
    verdict: c.combined.length === 1 ? 'holds' : 'open',
    says: `${c.a.name} beside ${c.b.name}: ${claimOrderText(c.combined)}`,
    rule: 'One claim is wider than another only if it is nowhere narrower: in scope, conditions, requirements, assurance and attacker.',
    premises,
  }
}

function because(says: string, orders: readonly OrderWord[], premises: readonly Because[] = []): Because {
  return { kind: 'computed', verdict: orders.length === 1 ? 'holds' : 'open', says, premises }
}

function partText(part: ComparedPart, c: Omit<ClaimComparison, 'because'>): string {
  if (part.in !== 'both') return `${part.name}: only in ${part.in === 'first-only' ? c.a.name : c.b.name}`
  const differing = ASPECTS.filter((x) => (part.aspects?.[x] ?? []).join() !== 'equal')
  const words = differing.map((x) => `${x} ${claimOrderText(part.aspects?.[x] ?? [])}`)
  return `${part.name}: ${words.length === 0 ? 'the same' : words.join(', ')}`
}

// ---- against a demand -------------------------------------------------------------------------------------------------------------

export const DEMAND_ASPECTS = [
  'target',
  'scope',
  'level',
  'attacker',
  'requirements',
  'conditions',
  'evidence',
  'validity',
] as const
export type DemandAspect = (typeof DEMAND_ASPECTS)[number]

export interface DemandItem {
  readonly aspect: DemandAspect
  /** Whether the claim gives what is asked. */
  readonly met: Verdict
  readonly because: Because
}

export interface DemandCheck {
  readonly claim: ComparedClaim
  readonly demand: ComparedClaim
  readonly met: Verdict
  /** One for each thing asked. */
  readonly items: readonly DemandItem[]
  /** Published acceptances of the level claimed as the level asked: for whoever asks to decide. */
  readonly recognitions: readonly RecognitionBeside[]
  readonly because: Because
}

export function checkClaim(
  claim: SecurityClaim,
  demand: ClaimDemand,
  catalogue: ClaimCatalogue,
  on: CalendarDate,
  knowledge: RequirementKnowledge = knownRequirements(catalogue),
): DemandCheck {
  const level = checkLevel(claim, demand, catalogue, on)
  const items = [
    ...checkTarget(claim, demand),
    ...checkScope(claim, demand),
    ...level.items,
    ...checkAttacker(claim, demand),
    ...checkRequirements(claim, demand, knowledge),
    ...checkConditions(claim, demand),
    ...checkEvidence(claim, demand, on),
    ...checkValidity(claim, demand, on),
  ]
  const met = worst(items.map((i) => i.met))
  return {
    claim: { id: claim.id, name: claim.name },
    demand: { id: demand.id, name: demand.name },
    met,
    items,
    recognitions: level.recognitions,
    because: {
      kind: 'computed',
      verdict: VERDICTS[met],
      says: `${claim.name} ${MEETS[met]} ${demand.name}`,
      rule: 'A claim meets a demand when it gives all that is asked, on the days asked.',
      premises: items.map((i) => i.because),
    },
  }
}

const VERDICTS = { yes: 'holds', no: 'fails', 'not-known': 'open' } as const
const MEETS = { yes: 'meets', no: 'does not meet', 'not-known': 'may or may not meet' } as const

function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('no') ? 'no' : verdicts.includes('not-known') ? 'not-known' : 'yes'
}

function item(aspect: DemandAspect, met: Verdict, says: string, premises: readonly Because[] = []): DemandItem {
  return { aspect, met, because: { kind: 'computed', verdict: VERDICTS[met], says, premises } }
}

function checkTarget(claim: SecurityClaim, { targetType }: ClaimDemand): readonly DemandItem[] {
  if (targetType === undefined) return []
  const says = `asked for a ${targetType}; the claim is of a ${claim.target.type}`
  return [item('target', areComparable(claim.target.type, targetType) ? 'yes' : 'no', says)]
}

function checkScope(claim: SecurityClaim, demand: ClaimDemand): readonly DemandItem[] {
  return demand.scope.parts.map((wanted) => {
    const own = counterpart(wanted, claim.scope.parts)
    if (own === undefined) return item('scope', 'no', `${wanted.name} is not in the scope of the claim`)
    // What a demand says nothing of, it does not ask.
    const asked = ASPECTS.filter((x) => wanted[x] !== undefined).map((x) => [x, covers(own[x], wanted[x])] as const)
    const met = worst(asked.map(([, v]) => v))
    const words = asked
      .filter(([, v]) => v !== 'yes')
      .map(([x, v]) => `${x} ${v === 'no' ? 'not all in' : 'not known to be in'}`)
    return item('scope', met, `${wanted.name}: ${words.length === 0 ? 'in the scope of the claim' : words.join(', ')}`)
  })
}

interface LevelCheck {
  readonly items: readonly DemandItem[]
  readonly recognitions: readonly RecognitionBeside[]
}

function checkLevel(
  claim: SecurityClaim,
  demand: ClaimDemand,
  catalogue: ClaimCatalogue,
  on: CalendarDate,
): LevelCheck {
  if (demand.level === undefined) return { items: [], recognitions: [] }
  const asked = `asked for ${demand.level}`
  if (claim.level === undefined)
    return { items: [item('level', 'no', `${asked}; the claim names no level`)], recognitions: [] }
  const owns = nativesOf(claim.level, catalogue)
  const read = readPrintedLevel(demand.level, catalogue.levels)
  if (owns.length === 0 || read.kind === 'unknown') {
    const unread = read.kind === 'unknown' ? demand.level : claim.level
    return {
      items: [item('level', 'not-known', `${asked}; "${unread}" is no level that can be read`)],
      recognitions: [],
    }
  }
  const wanted = nativesOf(demand.level, catalogue)
  const verdicts = owns.flatMap((own) =>
    read.kind === 'unified'
      ? [reachesLetter(own, read.targetType, read.letter, catalogue)]
      : wanted.map((w) => isAtLeast(own, w, catalogue, on)),
  )
  const met: Verdict = verdicts.every((v) => v === 'yes')
    ? 'yes'
    : verdicts.every((v) => v === 'no')
      ? 'no'
      : 'not-known'
  const recognitions =
    read.kind === 'unified'
      ? []
      : owns.flatMap((own) =>
          wanted.flatMap((w) =>
            recognitionsBetween(own, w, catalogue.recognitions, on).filter((r) => r.accepts !== 'second-as-first'),
          ),
        )
  const words = { yes: 'reaches it', no: 'does not reach it', 'not-known': 'may or may not reach it' }[met]
  return { items: [item('level', met, `${asked}; ${claim.level} ${words}`)], recognitions }
}

function nativesOf(text: string, catalogue: ClaimCatalogue): readonly NativeLevel[] {
  const read = readPrintedLevel(text, catalogue.levels)
  switch (read.kind) {
    case 'native':
      return [read.level]
    case 'unified':
      return [unifiedAsLevel(read.targetType, read.letter, catalogue.thresholds)]
    case 'ambiguous':
      return read.candidates
    case 'unknown':
      return []
    default:
      return read satisfies never
  }
}

function reachesLetter(
  own: NativeLevel,
  targetType: NativeLevel['targetType'],
  letter: (typeof LETTERS)[number],
  catalogue: ClaimCatalogue,
): Verdict {
  if (!areComparable(own.targetType, targetType)) return 'no'
  const { low, high } = readingsOf(own.profile, targetType, catalogue.thresholds).formal
  const least = LETTERS.indexOf(letter)
  if (LETTERS.indexOf(low) >= least) return 'yes'
  return LETTERS.indexOf(high) < least ? 'no' : 'not-known'
}

function isAtLeast(own: NativeLevel, wanted: NativeLevel, catalogue: ClaimCatalogue, on: CalendarDate): Verdict {
  const { assurance } = compareLevels(own, wanted, catalogue, on)
  return atLeast(orderSet(assurance.filter((o) => o !== 'not-comparable')))
}

/** Nothing possible: the two are not comparable. */
function atLeast(orders: OrderSet): Verdict {
  const may = (orders & (EQUAL_ORDER | ABOVE)) !== 0
  const mayNot = orders === 0 || (orders & ~(EQUAL_ORDER | ABOVE)) !== 0
  return may ? (mayNot ? 'not-known' : 'yes') : 'no'
}

function checkAttacker(claim: SecurityClaim, { attacker }: ClaimDemand): readonly DemandItem[] {
  if (attacker === undefined) return []
  const asked = `asked to withstand attackers of class ${attacker}`
  if (claim.attacker === undefined) return [item('attacker', 'not-known', `${asked}; the claim names no class`)]
  const isEnough = ATTACKER_CLASSES.indexOf(claim.attacker) >= ATTACKER_CLASSES.indexOf(attacker)
  return [item('attacker', isEnough ? 'yes' : 'no', `${asked}; the claim names ${claim.attacker}`)]
}

function checkRequirements(
  claim: SecurityClaim,
  demand: ClaimDemand,
  knowledge: RequirementKnowledge,
): readonly DemandItem[] {
  return demand.requirements.map((wanted) => {
    const { verdict, missing } = coverage(claim.requirements, [wanted], knowledge)
    const shown =
      missing.slice(0, MOST_SHOWN).join(', ') +
      (missing.length > MOST_SHOWN ? ` and ${missing.length - MOST_SHOWN} more` : '')
    const words = { yes: 'all claimed', no: `not claimed: ${shown}`, 'not-known': `not known to be claimed: ${shown}` }[
      verdict
    ]
    return item('requirements', verdict, `requirements of ${wanted.set}: ${words}`)
  })
}

const MOST_SHOWN = 12

function checkConditions(claim: SecurityClaim, { accepts }: ClaimDemand): readonly DemandItem[] {
  if (accepts === 'all') return []
  return claim.conditions.map((c) =>
    accepts.includes(c.id)
      ? item('conditions', 'yes', `accepted: ${c.says}`)
      : item('conditions', 'not-known', `whoever asks has to accept and see to it: ${c.says}`),
  )
}

function checkEvidence(claim: SecurityClaim, demand: ClaimDemand, on: CalendarDate): readonly DemandItem[] {
  if (demand.evidence.length === 0) return []
  const day = demand.validUntil ?? demand.validOn ?? on
  const asked = `asked for ${demand.evidence.join(' or ')}`
  const fitting = claim.evidence.filter((e) => demand.evidence.includes(e.kind))
  if (fitting.length === 0) return [item('evidence', 'no', `${asked}; the claim has none`)]
  const standing = fitting.filter((e) => e.expires !== undefined && e.expires >= day)
  if (standing.length > 0) return [item('evidence', 'yes', `${asked}; ${standing.map((e) => e.says).join('; ')}`)]
  const open = fitting.filter((e) => e.expires === undefined)
  return open.length > 0
    ? [item('evidence', 'not-known', `${asked}; no end is given of ${open.map((e) => e.says).join('; ')}`)]
    : [item('evidence', 'no', `${asked}; what there is ends before ${day}`)]
}

function checkValidity(claim: SecurityClaim, demand: ClaimDemand, on: CalendarDate): readonly DemandItem[] {
  const first = demand.validOn ?? on
  const last = demand.validUntil ?? first
  const { from, until } = claim.validity
  const asked = first === last ? `asked for ${first}` : `asked for ${first} to ${last}`
  if (from !== undefined && from > first) return [item('validity', 'no', `${asked}; the claim begins on ${from}`)]
  if (until !== undefined && until < last) return [item('validity', 'no', `${asked}; the claim ends on ${until}`)]
  return until === undefined
    ? [item('validity', 'not-known', `${asked}; the claim names no end`)]
    : [item('validity', 'yes', `${asked}; the claim stands until ${until}`)]
}
