/**
 * Gap analysis: what follows for each requirement of a set from what is held.
 *
 * Four verdicts. *Covered*: all that it asks lies within what is met, by rows of one kind of rationale. *Partly*: it surely has
 * something in common with what is met; that the rest is met does not follow. *Not covered*: nothing is held, or what is held is stated
 * to have nothing in common with it, or is evidence that names others of its set and not it, or a declared fact denies it, or it is
 * something no certificate supplies. *Not known*: nothing follows from the rows there are;
 * that no row was found is no statement that nothing relates. A chain of "intersects" gives nothing: the algebra says so by itself.
 *
 * Technical coverage only. It is computed, so it cannot become presumption of conformity, which comes from facts of law alone.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import { type Answer, type Because, type Citation, given, type OpenFact, TheoryBuilder } from '../answers/index.ts'
import { coveredAtom, emitCoverage, type Held, partlyAtom, type CoverageReach } from './coverage-clauses.ts'
import { KINDS, mappingOfRow, type Network, rowOf, type RowRef, rowRef, sayRow, UNSTATED } from './network.ts'
import { linkGraphOf, nearness } from './nearness.ts'
import { rowsMeeting, rowsTo, withinOf } from './reach.ts'
import { ANY, DISJOINT } from './relation.ts'
import { acceptedInWords, type StatedRationale } from './mapping.ts'
import type { Requirement, RequirementSet } from './requirement.ts'

export const NO_PRESUMPTION = 'Technical coverage, no presumption of conformity.'

export const VERDICTS = ['covered', 'partly', 'not-covered', 'not-known'] as const
export type Verdict = (typeof VERDICTS)[number]

/** A requirement in hand, and why it is. */
export interface HeldRequirement {
  /** `set#requirement`. */
  readonly key: string
  /** False: it may be held; `asks` says what would settle it. */
  readonly isSure: boolean
  /** It is met for a part of the whole only. */
  readonly isPart?: boolean
  readonly asks?: OpenFact
  readonly because: Because
}

export interface GapInput {
  readonly network: Network
  readonly held: readonly HeldRequirement[]
  /** requirements: everything named is taken as met. evidence: certificates and records in hand, each through its own selection. */
  readonly heldAs: 'requirements' | 'evidence'
  readonly target: RequirementSet
  /** Only these of the target; all that are no headings where left out. */
  readonly only?: ReadonlySet<string>
  /** Of evidence only: what is stated of a fact that denies a requirement, and the question where nothing is. */
  readonly denial?: (fact: string) => { readonly stated: boolean | undefined; readonly asks: OpenFact }
  readonly on: CalendarDate
}

export interface GapItem {
  readonly requirement: string
  readonly title: string
  readonly verdict: Verdict
  /** Kind of the rows behind the verdict. */
  readonly rationale?: StatedRationale
  /** Rows of a smallest proof. */
  readonly rows: readonly RowRef[]
  /** Rows between what is held and this that say no set relation: links of a hub, relations not found. */
  readonly silent: readonly string[]
  /** Where nothing is known: what is held and stands nearest in a hub of links without a type. A place to look, no statement. */
  readonly near: readonly { readonly key: string; readonly weight: number }[]
  readonly settledBy: readonly OpenFact[]
  readonly because: Because
}

export interface Gap {
  readonly target: { readonly set: string; readonly name: string; readonly edition: string }
  readonly counts: Readonly<Record<Verdict, number>> & { readonly total: number }
  readonly notice: string
  readonly items: readonly GapItem[]
}

const MOST_SILENT = 5

export function gapOf(input: GapInput): Gap {
  const { network, target, on } = input
  const requirements = target.requirements.filter(
    (r) => !r.isHeading && (input.only === undefined || input.only.has(r.id)),
  )
  const targetNumber = network.setNames.indexOf(target.id)
  const nodes = requirements.map((r) => network.idOf.get(`${target.id}#${r.id}`))
  const held = strongest(input.held).flatMap((h): readonly (Held & { readonly source: HeldRequirement })[] => {
    const node = network.idOf.get(h.key)
    return node === undefined
      ? []
      : [
          {
            node,
            isSure: h.isSure,
            says: h.because.says,
            source: h,
            ...(h.asks === undefined ? {} : { asks: h.asks }),
            ...(h.isPart === true ? { isPart: true } : {}),
          },
        ]
  })
  const builder = new TheoryBuilder()
  const sure = emitCoverage(
    builder,
    network,
    held,
    nodes.filter((n) => n !== undefined),
  )
  const theory = builder.build()
  const leaves = new Map(held.map((h) => [h.says, h.source.because]))
  const all = new Set(held.map((h) => h.node))
  const apart = apartFrom(network, all)
  const silent = silentRows(network, all, new Set(nodes.filter((n) => n !== undefined)))
  const near = nearestIn(network, all)
  const isNamedOnly = held.length === input.held.length && held.every((h) => network.setOf[h.node] === targetNumber)
  const items = requirements.map((requirement, i): GapItem => {
    const node = nodes[i]
    const answer = answerFor(requirement, node)
    const proof = node === undefined ? undefined : proofOf(sure, node, answer)
    return {
      requirement: requirement.id,
      title: requirement.title,
      verdict: verdictOf(answer),
      rows: (proof?.rows ?? []).map((r) => rowRef(network, r)),
      ...(proof === undefined ? {} : { rationale: proof.rationale }),
      silent: node === undefined ? [] : (silent.get(node) ?? []),
      near: node === undefined || answer.kind !== 'not-known' ? [] : near(node),
      settledBy: settledBy(requirement, node, answer),
      because: answer.because,
    }
  })
  return {
    target: { set: target.id, name: target.name, edition: target.edition },
    counts: countsOf(items),
    notice: NO_PRESUMPTION,
    items,
  }

  function answerFor(requirement: Requirement, node: number | undefined): Answer<'covered' | 'partly'> {
    const denial =
      requirement.deniedBy === undefined || input.heldAs === 'requirements'
        ? undefined
        : input.denial?.(requirement.deniedBy)
    if (denial !== undefined && denial.stated !== false) return deniedAnswer(requirement, denial)
    if (input.held.length === 0)
      return {
        kind: 'no',
        because: {
          kind: 'computed',
          verdict: 'fails',
          says: 'nothing is held',
          premises: [requirementBecause(requirement)],
        },
      }
    if (input.heldAs === 'evidence' && !requirement.substitutable)
      return { kind: 'no', because: notSubstitutable(requirement) }
    if (node !== undefined) {
      const covered = coveredAtom(network, node)
      const partly = partlyAtom(network, node)
      if (theory.truth(covered, on) === 'yes')
        return { kind: 'value', value: 'covered', because: graft(theory.because(covered, on), leaves) }
      if (theory.truth(partly, on) === 'yes')
        return { kind: 'value', value: 'partly', because: graft(theory.because(partly, on), leaves) }
      const open = [covered, partly].find((a) => theory.truth(a, on) === 'not-known')
      if (open !== undefined)
        return {
          kind: 'not-known',
          settledBy: theory.settledBy(open, on),
          because: graft(theory.because(open, on), leaves),
        }
      const rows = apart.get(node)
      if (rows !== undefined)
        return {
          kind: 'no',
          because: {
            kind: 'computed',
            verdict: 'fails',
            says: `all that is held has nothing in common with ${requirement.title}`,
            premises: rows.map((r) => rowBecause(network, r)),
          },
        }
    }
    if (input.heldAs === 'evidence' && isNamedOnly)
      return {
        kind: 'no',
        because: {
          kind: 'computed',
          verdict: 'fails',
          says: 'all that is held names requirements of this set, and not this one',
          rule: 'A certificate covers a requirement only through its own selection.',
          premises: [requirementBecause(requirement)],
        },
      }
    const says = 'no row of any mapping, nor any chain of rows of one kind, says how what is held relates to this'
    return {
      kind: 'not-known',
      settledBy: [rowWanted(target, requirement)],
      because: { kind: 'computed', verdict: 'open', says, premises: [requirementBecause(requirement)] },
    }
  }

  /** Where a part is shown, what could still show the rest. */
  function settledBy(
    requirement: Requirement,
    node: number | undefined,
    answer: Answer<'covered' | 'partly'>,
  ): readonly OpenFact[] {
    if (answer.kind === 'not-known') return answer.settledBy
    if (answer.kind !== 'value' || answer.value === 'covered' || node === undefined) return []
    return theory.truth(coveredAtom(network, node), on) === 'not-known'
      ? theory.settledBy(coveredAtom(network, node), on)
      : [rowWanted(target, requirement)]
  }
}

/** One entry a requirement: surely before perhaps, the whole before a part. */
function strongest(held: readonly HeldRequirement[]): readonly HeldRequirement[] {
  const best = new Map<string, HeldRequirement>()
  const rank = (h: HeldRequirement) => (h.isSure ? 2 : 0) + (h.isPart === true ? 0 : 1)
  for (const h of held) {
    const before = best.get(h.key)
    if (before === undefined || rank(h) > rank(before)) best.set(h.key, h)
  }
  return [...best.values()]
}

export function verdictOf(answer: Answer<'covered' | 'partly'>): Verdict {
  if (answer.kind === 'value') return answer.value
  return answer.kind === 'not-known' ? 'not-known' : 'not-covered'
}

function countsOf(items: readonly GapItem[]): Gap['counts'] {
  const counts = { covered: 0, partly: 0, 'not-covered': 0, 'not-known': 0, total: items.length }
  for (const item of items) counts[item.verdict] += 1
  return counts
}

function proofOf(
  sure: readonly CoverageReach[],
  node: number,
  answer: Answer<'covered' | 'partly'>,
): { readonly rows: readonly number[]; readonly rationale: StatedRationale } | undefined {
  if (answer.kind !== 'value') return undefined
  const reach = sure.find((r) => (answer.value === 'covered' ? r.within : r.meets).has(node))
  if (reach === undefined) return undefined
  const rows =
    answer.value === 'covered'
      ? rowsTo(reach.within, node)
      : rowsMeeting(reach.meets, reach.within, node, reach.ofParts)
  return { rows, rationale: KINDS[reach.kind] as StatedRationale }
}

function rowBecause(network: Network, row: number): Because {
  const stated = rowOf(network, row)
  return given(
    'computed',
    `${sayRow(network, row)}${stated.because === '' ? '' : ` (${stated.because})`}${acceptedInWords(stated)}`,
    stated.citation,
  )
}

function requirementBecause(requirement: Requirement): Because {
  return given(
    'computed',
    `${requirement.title}${requirement.says === '' ? '' : `: ${requirement.says}`}`,
    usable(requirement.citation),
  )
}

function usable(citation: Citation): Citation | undefined {
  return citation.source === '' ? undefined : citation
}

function notSubstitutable(requirement: Requirement): Because {
  return {
    kind: 'computed',
    verdict: 'fails',
    says: 'no certificate supplies this: whoever answers for the target has to have it or do it',
    rule: 'Some requirements no evidence of another scheme can stand in for.',
    premises: [requirementBecause(requirement)],
  }
}

/** A fact that denies a requirement, stated or not stated, comes before all that is held. */
function deniedAnswer(
  requirement: Requirement,
  denial: { readonly stated: boolean | undefined; readonly asks: OpenFact },
): Answer<never> {
  const premises = [requirementBecause(requirement)]
  return denial.stated === true
    ? {
        kind: 'no',
        because: { kind: 'computed', verdict: 'fails', says: `a declared fact denies it: ${denial.asks.id}`, premises },
      }
    : {
        kind: 'not-known',
        settledBy: [denial.asks],
        because: {
          kind: 'computed',
          verdict: 'open',
          says: `a fact that would deny it is not stated: ${denial.asks.id}`,
          premises,
        },
      }
}

function rowWanted(target: RequirementSet, requirement: Requirement): OpenFact {
  return {
    id: `mapping:${target.id}#${requirement.id}`,
    what: 'catalogue',
    question: `How does what is held relate to "${requirement.title}" (${target.id}, ${requirement.id})?`,
    why: 'A row with a set relation, its kind of rationale and a reason would settle it, or the text of both.',
  }
}

/**
 * Targets of which rows of one kind say, one by one, that everything held has nothing in common with them; with those rows.
 * Rows that say "disjoint" are rare, so each is looked at by itself.
 */
export function apartFrom(network: Network, held: ReadonlySet<number>): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, readonly number[]>()
  for (let kind = 0; kind < UNSTATED; kind += 1) {
    const apart = new Map<number, Map<number, number>>()
    for (let row = 0; row < network.rows.length; row += 1) {
      if (network.rows.mask[row] !== DISJOINT || network.rows.kind[row] !== kind) continue
      const left = withinOf(network, [network.rows.from[row] as number], kind)
      const right = withinOf(network, [network.rows.to[row] as number], kind)
      for (const [mine, theirs] of [
        [left, right],
        [right, left],
      ] as const) {
        const holds = mine.order.filter((n) => held.has(n))
        if (holds.length === 0) continue
        for (const t of theirs.order) {
          const rows = apart.get(t) ?? new Map<number, number>()
          for (const h of holds) if (!rows.has(h)) rows.set(h, row)
          apart.set(t, rows)
        }
      }
    }
    for (const [t, rows] of apart)
      if (rows.size === held.size && !found.has(t)) found.set(t, [...new Set(rows.values())])
  }
  return found
}

/** Rows that state no set relation, between what is held and a target. */
function silentRows(
  network: Network,
  held: ReadonlySet<number>,
  targets: ReadonlySet<number>,
): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>()
  for (let row = 0; row < network.rows.length; row += 1) {
    if (network.rows.mask[row] !== ANY) continue
    const from = network.rows.from[row] as number
    const to = network.rows.to[row] as number
    const target = targets.has(to) && held.has(from) ? to : targets.has(from) && held.has(to) ? from : undefined
    if (target === undefined) continue
    const list = found.get(target) ?? []
    if (list.length < MOST_SILENT) list.push(`${sayRow(network, row)} [${mappingOfRow(network, row).id}]`)
    found.set(target, list)
  }
  return found
}

const FARTHEST = 4
const MOST_NEAR = 5

function nearestIn(network: Network, held: ReadonlySet<number>): (target: number) => GapItem['near'] {
  const links = linkGraphOf(network)
  if (links.other.length === 0) return () => []
  return (target) => {
    const distance = nearness(links, [target], network.isHub, FARTHEST)
    const found = [...held].flatMap((h) =>
      (distance[h] as number) >= 0 ? [{ key: network.keys[h] as string, weight: distance[h] as number }] : [],
    )
    return found.sort((a, b) => a.weight - b.weight || byText(a.key, b.key)).slice(0, MOST_NEAR)
  }
}

/** The leaves of a proof replaced by what they rest on in turn; shared nodes stay shared. */
function graft(root: Because, leaves: ReadonlyMap<string, Because>): Because {
  const made = new Map<Because, Because>()
  function copy(node: Because): Because {
    const before = made.get(node)
    if (before !== undefined) return before
    const leaf = node.premises.length === 0 ? leaves.get(node.says) : undefined
    const result = leaf ?? (node.premises.length === 0 ? node : { ...node, premises: node.premises.map(copy) })
    made.set(node, result)
    return result
  }
  return copy(root)
}

/** Everything a set asks, taken as met. */
export function allOf(set: RequirementSet): readonly HeldRequirement[] {
  return set.requirements.filter((r) => !r.isHeading).map((r) => takenAsMet(set, r))
}

export function takenAsMet(set: RequirementSet, requirement: Requirement): HeldRequirement {
  return {
    key: `${set.id}#${requirement.id}`,
    isSure: true,
    because: given(
      'declared',
      `taken as met: ${set.id}#${requirement.id}, ${requirement.title}`,
      usable(requirement.citation),
    ),
  }
}
