/**
 * A security claim: what is said to be secure, within which bounds, under which conditions, against whom, and what shows it.
 *
 * One form serves a claim and a demand. The scope of a claim is what it lists; what it does not list, it does not claim. Two claims are
 * ordered by inclusion, aspect by aspect; where one of them says nothing of an aspect, the orders that remain possible are kept.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import { ABOVE, ANY_ORDER, BELOW, combineOrderSets, EQUAL_ORDER, INCOMPARABLE, type OrderSet } from './compare.ts'
import type { TargetType } from './thresholds.ts'

/** A list, everything there is, or nothing said. */
export type Stated = readonly string[] | 'all' | undefined

export interface ClaimedPart {
  readonly id: string
  readonly name: string
  /** Where both claims have one, parts are matched by it, not by their ids. */
  readonly purl?: string
  readonly versions: Stated
  readonly configurations: Stated
  readonly interfaces: Stated
}

/** A statement with an id, so that two documents can speak of the same. */
export interface ClaimStatement {
  readonly id: string
  readonly says: string
}

/** Something outside the target that has to be so. */
export interface ClaimCondition extends ClaimStatement {
  /** Of the surroundings of the target, or of those who use and run it. */
  readonly kind: 'environment' | 'assumption'
  /** Who has to see to it. */
  readonly by?: string
}

export interface ClaimedRequirements {
  readonly set: string
  readonly requirements: readonly string[] | 'all'
  /** Where the selection stands, for instance in a security target. */
  readonly selection?: string
}

export const CLAIM_EVIDENCE = ['certificate', 'report', 'test', 'audit', 'statement'] as const
export type ClaimEvidenceKind = (typeof CLAIM_EVIDENCE)[number]

export interface ClaimEvidence extends ClaimStatement {
  readonly kind: ClaimEvidenceKind
  /** `register:number`, where it is a certificate. */
  readonly certificate?: string
  readonly by?: { readonly who: string; readonly independence: number }
  readonly on?: CalendarDate
  /** Last day on which it may be shown. */
  readonly expires?: CalendarDate
}

/** Steps 1 to 5 of dimension R. */
export const ATTACKER_CLASSES = ['opportunistic', 'basic', 'enhanced-basic', 'moderate', 'high'] as const
export type AttackerClass = (typeof ATTACKER_CLASSES)[number]

export interface SecurityClaim {
  readonly id: string
  readonly name: string
  readonly target: {
    readonly type: TargetType
    readonly name: string
    readonly version?: string
    readonly summary?: string
  }
  /** Whoever claims. */
  readonly by?: { readonly name: string; readonly country?: string }
  readonly scope: { readonly parts: readonly ClaimedPart[]; readonly excluded: readonly ClaimStatement[] }
  readonly conditions: readonly ClaimCondition[]
  readonly requirements: readonly ClaimedRequirements[]
  /** The id of a native level, a level as printed, or `TYPE:LETTER`. */
  readonly level?: string
  readonly attacker?: AttackerClass
  readonly evidence: readonly ClaimEvidence[]
  readonly validity: { readonly from?: CalendarDate; readonly until?: CalendarDate }
}

/** What somebody asks of a claim. What it does not name, it does not ask. */
export interface ClaimDemand {
  readonly id: string
  readonly name: string
  readonly by?: { readonly name: string; readonly country?: string }
  readonly targetType?: TargetType
  readonly level?: string
  readonly attacker?: AttackerClass
  readonly scope: { readonly parts: readonly ClaimedPart[] }
  readonly requirements: readonly ClaimedRequirements[]
  /** Ids of conditions that are accepted; `all`: whatever the claim lays on its users. */
  readonly accepts: readonly string[] | 'all'
  /** Kinds of evidence of which there must be one; none: a bare statement will do. */
  readonly evidence: readonly ClaimEvidenceKind[]
  readonly validOn?: CalendarDate
  readonly validUntil?: CalendarDate
}

// ---- inclusion in three values ----------------------------------------------------------------------------------------------------

export type Verdict = 'yes' | 'no' | 'not-known'

export function allOf(verdicts: Iterable<Verdict>): Verdict {
  let found: Verdict = 'yes'
  for (const v of verdicts) {
    if (v === 'no') return 'no'
    if (v === 'not-known') found = 'not-known'
  }
  return found
}

/** Whether `own` has all that `wanted` names. Of nothing said nothing is known. */
export function covers(own: Stated, wanted: Stated): Verdict {
  if (own === 'all' || (wanted !== 'all' && wanted?.length === 0)) return 'yes'
  if (own === undefined || wanted === undefined || wanted === 'all') return 'not-known'
  return wanted.every((w) => own.includes(w)) ? 'yes' : 'no'
}

/** The orders that remain when it is known, or not, whether each side has all of the other. */
export function ordersBy(firstCovers: Verdict, secondCovers: Verdict): OrderSet {
  return (
    (firstCovers !== 'no' && secondCovers !== 'no' ? EQUAL_ORDER : 0) |
    (firstCovers !== 'no' && secondCovers !== 'yes' ? ABOVE : 0) |
    (firstCovers !== 'yes' && secondCovers !== 'no' ? BELOW : 0) |
    (firstCovers !== 'yes' && secondCovers !== 'yes' ? INCOMPARABLE : 0)
  )
}

export function statedOrders(a: Stated, b: Stated): OrderSet {
  return ordersBy(covers(a, b), covers(b, a))
}

// ---- scope ------------------------------------------------------------------------------------------------------------------------

export const ASPECTS = ['versions', 'configurations', 'interfaces'] as const
export type Aspect = (typeof ASPECTS)[number]

export interface PartComparison {
  readonly id: string
  readonly name: string
  readonly in: 'both' | 'first-only' | 'second-only'
  readonly orders: OrderSet
  /** Only of a part that both have. */
  readonly aspects?: Readonly<Record<Aspect, OrderSet>>
}

export interface ScopeComparison {
  readonly orders: OrderSet
  readonly parts: readonly PartComparison[]
  /** Exclusions that one claim makes and of which the other says nothing. */
  readonly exclusions: readonly { readonly says: string; readonly orders: OrderSet }[]
}

type Scope = SecurityClaim['scope']

export function compareScopes(a: Scope, b: Scope): ScopeComparison {
  const parts: PartComparison[] = a.parts.map((part) => {
    const other = counterpart(part, b.parts)
    if (other === undefined) return { id: part.id, name: part.name, in: 'first-only', orders: ABOVE }
    return comparePart(part, other)
  })
  for (const part of b.parts) {
    if (counterpart(part, a.parts) === undefined)
      parts.push({ id: part.id, name: part.name, in: 'second-only', orders: BELOW })
  }
  const exclusions = [
    ...openExclusions(a, b).map((x) => ({ says: x.says, orders: EQUAL_ORDER | BELOW })),
    ...openExclusions(b, a).map((x) => ({ says: x.says, orders: EQUAL_ORDER | ABOVE })),
  ]
  return { orders: combineOrderSets([...parts, ...exclusions].map((p) => p.orders)), parts, exclusions }
}

/** The same part in the other claim: by package URL without version where both have one, otherwise by id. Likeness is not identity. */
export function counterpart(part: ClaimedPart, others: readonly ClaimedPart[]): ClaimedPart | undefined {
  return others.find((o) =>
    part.purl === undefined || o.purl === undefined ? o.id === part.id : bare(o.purl) === bare(part.purl),
  )
}

function bare(purl: string): string {
  return purl.replace(/[@?#].*$/, '')
}

function comparePart(a: ClaimedPart, b: ClaimedPart): PartComparison {
  const aspects = {} as Record<Aspect, OrderSet>
  for (const aspect of ASPECTS) aspects[aspect] = statedOrders(a[aspect], b[aspect])
  return { id: a.id, name: a.name, in: 'both', orders: combineOrderSets(Object.values(aspects)), aspects }
}

/**
 * What `own` excludes and of which nothing is known in `other`: neither excluded there, nor among what it lists. What the lists settle is
 * compared with them, and does not count twice.
 */
function openExclusions(own: Scope, other: Scope): readonly ClaimStatement[] {
  const settled = new Set([...other.excluded.map((x) => x.id), ...other.parts.flatMap(namesIn)])
  return own.excluded.filter((x) => !settled.has(x.id) && !listsEverything(other))
}

/** Everything that a part names: itself and what its lists hold. */
export function namesIn(part: ClaimedPart): readonly string[] {
  return [part.id, ...ASPECTS.flatMap((aspect) => listOf(part[aspect]) ?? [])]
}

function listOf(stated: Stated): readonly string[] | undefined {
  return stated === 'all' ? undefined : stated
}

/** A claim whose parts all list what is in: what is not in the lists is out. */
function listsEverything(scope: Scope): boolean {
  return scope.parts.length > 0 && scope.parts.every((p) => ASPECTS.every((aspect) => listOf(p[aspect]) !== undefined))
}

// ---- conditions -------------------------------------------------------------------------------------------------------------------

export interface ConditionComparison {
  /** Fewer conditions are more: seen as what the claims are worth. */
  readonly orders: OrderSet
  readonly firstOnly: readonly ClaimCondition[]
  readonly secondOnly: readonly ClaimCondition[]
  /** The same id with other words: whether they ask the same is for a person to say. */
  readonly worded: readonly { readonly first: ClaimCondition; readonly second: ClaimCondition }[]
}

export function compareConditions(a: readonly ClaimCondition[], b: readonly ClaimCondition[]): ConditionComparison {
  const firstOnly = a.filter((c) => !b.some((d) => d.id === c.id))
  const secondOnly = b.filter((c) => !a.some((d) => d.id === c.id))
  const worded = a.flatMap((first) => {
    const second = b.find((d) => d.id === first.id)
    return second === undefined || sameWords(first.says, second.says) ? [] : [{ first, second }]
  })
  const parts = [...firstOnly.map(() => BELOW), ...secondOnly.map(() => ABOVE), ...worded.map(() => ANY_ORDER)]
  return { orders: combineOrderSets(parts), firstOnly, secondOnly, worded }
}

function sameWords(a: string, b: string): boolean {
  return a.trim().replaceAll(/\s+/g, ' ').toLowerCase() === b.trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

// ---- requirements -----------------------------------------------------------------------------------------------------------------

/** What is known of requirement sets besides their names. */
export interface RequirementKnowledge {
  /** Ids of every requirement in a set that is not a heading; undefined: the set is not known. */
  readonly idsOf?: (set: string) => readonly string[] | undefined
  /** Whether those who meet `own` meet `wanted` too; both are `set#id`. Asked where no list holds it. */
  readonly meets?: (own: ReadonlySet<string>, wanted: string) => Verdict
}

export interface RequirementComparison {
  readonly orders: OrderSet
  /** `set#id`, or `set` where all of it is meant and its requirements are not known. */
  readonly notCoveredBySecond: readonly string[]
  readonly notCoveredByFirst: readonly string[]
}

export function compareRequirements(
  a: readonly ClaimedRequirements[],
  b: readonly ClaimedRequirements[],
  knowledge: RequirementKnowledge = {},
): RequirementComparison {
  const first = coverage(a, b, knowledge)
  const second = coverage(b, a, knowledge)
  return {
    orders: ordersBy(first.verdict, second.verdict),
    notCoveredBySecond: second.missing,
    notCoveredByFirst: first.missing,
  }
}

export interface RequirementCoverage {
  readonly verdict: Verdict
  /** Not covered, or not known to be. */
  readonly missing: readonly string[]
}

/**
 * Whether `own` has all that `wanted` asks. A requirement of another set is not in it by name, but may be in substance: without a mapping
 * that is not known.
 */
export function coverage(
  own: readonly ClaimedRequirements[],
  wanted: readonly ClaimedRequirements[],
  { idsOf = () => undefined, meets }: RequirementKnowledge = {},
): RequirementCoverage {
  const wholes = new Set(own.filter((r) => r.requirements === 'all').map((r) => r.set))
  const listed = new Set(
    own.flatMap((r) => {
      const ids = r.requirements === 'all' ? (idsOf(r.set) ?? []) : r.requirements
      return ids.map((id) => `${r.set}#${id}`)
    }),
  )
  const known = new Set(own.filter((r) => r.requirements !== 'all' || idsOf(r.set) !== undefined).map((r) => r.set))
  const missing: string[] = []
  const verdicts: Verdict[] = []
  function judge(key: string, set: string): void {
    if (wholes.has(set) || listed.has(key)) return
    const verdict = meets === undefined ? (known.has(set) ? 'no' : 'not-known') : meets(listed, key)
    if (verdict === 'yes') return
    verdicts.push(verdict)
    missing.push(key)
  }
  for (const w of wanted) {
    const ids = w.requirements === 'all' ? idsOf(w.set) : w.requirements
    if (ids !== undefined) for (const id of ids) judge(`${w.set}#${id}`, w.set)
    else if (!wholes.has(w.set)) {
      verdicts.push('not-known')
      missing.push(w.set)
    }
  }
  return { verdict: allOf(verdicts), missing }
}

// ---- attacker and time ------------------------------------------------------------------------------------------------------------

/** Neither names one: neither claims more than its level does. */
export function attackerOrders(a: AttackerClass | undefined, b: AttackerClass | undefined): OrderSet {
  if (a === undefined && b === undefined) return EQUAL_ORDER
  if (a === undefined || b === undefined) return EQUAL_ORDER | ABOVE | BELOW
  const [x, y] = [ATTACKER_CLASSES.indexOf(a), ATTACKER_CLASSES.indexOf(b)]
  return x === y ? EQUAL_ORDER : x > y ? ABOVE : BELOW
}

/** By the days on which each may be shown. A missing end is not known. */
export function validityOrders(a: SecurityClaim['validity'], b: SecurityClaim['validity']): OrderSet {
  const starts = endOrders(b.from, a.from)
  const ends = endOrders(a.until, b.until)
  return combineOrderSets([starts, ends])
}

/** Later is more. */
function endOrders(a: CalendarDate | undefined, b: CalendarDate | undefined): OrderSet {
  if (a === undefined || b === undefined) return EQUAL_ORDER | ABOVE | BELOW
  return a === b ? EQUAL_ORDER : a > b ? ABOVE : BELOW
}
