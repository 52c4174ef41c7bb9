/**
 * Ways back to a conclusion that fell, as a cover problem written from the kernel's own ground clauses.
 *
 * Each repair is read through the kernel: composing the situation with that repair alone shows which facts it brings and which clauses it
 * adds. What is still so needs nothing; each clause that could derive a conclusion again is an option that costs nothing and has as
 * prerequisites, for each of its premises, something that establishes it; a fact is established by a repair that brings it. A circle of
 * clauses cannot start, since a prerequisite ends before what waits for it begins: guarantees that vouch for each other establish nothing
 * here either. So the least selection is a cheapest derivation, with a shared repair counted once, and not one more evaluator.
 */
import type { CoverProblem, Option } from '#cover/index.ts'
import type { FactValue } from '#fixpoint/index.ts'
import { byText } from '#util/order.ts'
import { type CalendarDate, toDayNumber } from '#util/calendar-date.ts'
import { depthAt, type NativeLevel, type Profile } from '../assurance/index.ts'
import {
  assuranceAtom,
  type Composition,
  partAssuranceAtom,
  profileOfCertificate,
  profileOfEvidence,
  type Support,
  WHOLE,
} from '../composition/index.ts'
import type { LevelNeed } from './level-cells.ts'

/** surely: from what is known; possibly: with what is not known taken as given. */
export type BackReading = 'surely' | 'possibly'

/** One dossier after the events, and the same with each repair alone. */
export interface Repairable {
  readonly now: Composition
  readonly with: ReadonlyMap<string, Composition>
}

export interface BackTarget {
  readonly id: string
  /** Index into the dossiers. */
  readonly dossier: number
  readonly atom: string
  readonly reading: BackReading
  /** What every part that it rests on must show; empty asks for no depth. */
  readonly needs: readonly LevelNeed[]
}

/** Work that has to be paid and waited for. */
export interface WorkItem {
  readonly id: string
  readonly cost: number
  /** Waiting included. */
  readonly days: number
  /** Of each list one has to be done first. */
  readonly requires: readonly (readonly string[])[]
  readonly excludes: readonly string[]
}

/** A repair: what it does is read from the compositions; here only what has to be done for it. */
export interface RepairItem {
  readonly id: string
  readonly works: readonly (readonly string[])[]
}

export interface WayBackProblem {
  readonly cover: CoverProblem
  /** Options in order: works, repairs, then derivations. */
  readonly works: readonly string[]
  readonly repairs: readonly string[]
  /** Per target, the place of its first cell; undefined where no repair, nor all together, bring it back. */
  readonly cellOf: ReadonlyMap<string, number>
  /** Repairs that are part of some way back to some target. */
  readonly useful: ReadonlySet<string>
}

export const COST = 'cost'

/** A conclusion under a reading and a need, or something that a derivation asks for besides. Of its ways one is enough. */
interface Node {
  readonly key: string
  readonly ways: readonly Way[]
}

/** Keys of all that it asks for: nodes, and repairs. */
type Way = readonly string[]

const REPAIR = 'repair\u0002'

/** Cost: repairs times clauses below the targets. Order of options: works and repairs as given, derivations as found. */
export function wayBackProblem(
  dossiers: readonly Repairable[],
  targets: readonly BackTarget[],
  repairs: readonly RepairItem[],
  works: readonly WorkItem[],
  levels: ReadonlyMap<string, NativeLevel>,
  on: CalendarDate,
): WayBackProblem {
  const nodes = new Map<string, Node>()
  const roots = targets.map((t) => {
    const net = new Net(dossiers[t.dossier] as Repairable, t, levels, on)
    return net.collect(nodes)
  })
  return emit(nodes, roots, targets, repairs, works)
}

/** The part of the graph of clauses that one target can rest on. */
class Net {
  readonly #d: Repairable
  readonly #t: BackTarget
  readonly #levels: ReadonlyMap<string, NativeLevel>
  readonly #on: CalendarDate
  readonly #day: number
  readonly #prefix: string
  readonly #compositions: readonly (readonly [string | undefined, Composition])[]
  readonly #assurance: ReadonlyMap<string, readonly [string, string | undefined]>

  constructor(d: Repairable, t: BackTarget, levels: ReadonlyMap<string, NativeLevel>, on: CalendarDate) {
    this.#d = d
    this.#t = t
    this.#levels = levels
    this.#on = on
    this.#day = toDayNumber(on)
    const asked = t.needs.map((n) => `${n.dimension}${n.depth}@${n.performer}`).join(',')
    this.#prefix = `${t.dossier} ${t.reading} ${asked}`
    this.#compositions = [[undefined, d.now], ...d.with]
    this.#assurance = new Map<string, readonly [string, string | undefined]>([
      ...d.now.dossier.parts.flatMap((p) => [
        [partAssuranceAtom(p.id).text, [p.id, undefined]] as const,
        ...p.guarantees.map((g) => [assuranceAtom(p.id, g.id).text, [p.id, g.id]] as const),
      ]),
      [partAssuranceAtom(WHOLE).text, [WHOLE, undefined]] as const,
    ])
  }

  /** Adds what is not there yet and returns the key of the target. */
  collect(nodes: Map<string, Node>): string {
    const root = this.#key(this.#t.atom)
    const pending = [root]
    while (pending.length > 0) {
      const key = pending.pop() as string
      if (nodes.has(key)) continue
      const ways = this.#waysOf(key)
      nodes.set(key, { key, ways })
      for (const w of ways) pending.push(...w.filter((c) => !c.startsWith(REPAIR)))
    }
    return root
  }

  #key(atom: string): string {
    return `${this.#prefix}\u0000${atom}`
  }

  #waysOf(key: string): readonly Way[] {
    const name = key.slice(key.indexOf('\u0000') + 1)
    if (name.startsWith('gate ')) return name.slice(5).split('\u0001').map(alone)
    if (name.startsWith('need ')) return this.#waysToNeed(name)
    const about = this.#assurance.get(name)
    if (about !== undefined && this.#t.needs.length > 0) {
      return [this.#t.needs.map((_, i) => this.#key(`need ${i} ${name}`))]
    }
    return [...this.#factWays(name), ...this.#clauseWays(name)]
  }

  #isSo(value: FactValue | undefined): boolean {
    return value === 'true' || (value === 'unknown' && this.#t.reading === 'possibly')
  }

  #factWays(atom: string): readonly Way[] {
    if (this.#isSo(this.#d.now.theory.factOn(atom, this.#day))) return [[]]
    return [...this.#d.with].flatMap(([repair, c]) =>
      this.#isSo(c.theory.factOn(atom, this.#day)) ? [alone(repair)] : [],
    )
  }

  /** Clauses that derive it now or with some repair; those that only repairs bring ask for one of these. */
  #clauseWays(atom: string): readonly Way[] {
    const found = new Map<string, { readonly body: readonly string[]; readonly by: string[] | undefined }>()
    for (const [repair, c] of this.#compositions) {
      const { system } = c.theory
      const a = system.idOf.get(atom)
      if (a === undefined) continue
      for (const row of system.derivedBy.subarray(system.derivedStart[a], system.derivedStart[a + 1])) {
        if (!c.theory.isInForce(row, this.#day) || this.#isExcepted(c, row)) continue
        const clause = system.clauses[row] as (typeof system.clauses)[number]
        const key = `${clause.rule}\u0001${clause.body.join('\u0001')}`
        const known = found.get(key)
        if (known === undefined) found.set(key, { body: clause.body, by: repair === undefined ? undefined : [repair] })
        else if (repair !== undefined) known.by?.push(repair)
      }
    }
    return [...found.values()].map(({ body, by }) => [
      ...[...new Set(body)].map((b) => this.#key(b)),
      ...(by === undefined ? [] : [this.#key(`gate ${by.join('\u0001')}`)]),
    ])
  }

  #isExcepted(c: Composition, row: number): boolean {
    const { system } = c.theory
    const holding = c.theory.holding(this.#on)
    for (const a of system.unless.subarray(system.unlessStart[row], system.unlessStart[row + 1])) {
      if (holding.surely[a] === 1) return true
      if (this.#t.reading === 'surely' && holding.possibly[a] === 1) return true
    }
    return false
  }

  /** Something that counts for the part and shows the depth asked for. */
  #waysToNeed(name: string): readonly Way[] {
    const [, i, ...rest] = name.split(' ')
    const need = this.#t.needs[Number(i)] as LevelNeed
    const [part, guarantee] = this.#assurance.get(rest.join(' ')) as readonly [string, string | undefined]
    const seen = new Set<string>()
    return this.#compositions.flatMap(([, c]) =>
      c.supportsOf(part, guarantee).flatMap((s): readonly Way[] => {
        const children = atomsOf(s).map((a) => this.#key(a))
        const key = children.join('\u0001')
        if (seen.has(key) || depthAt(this.#profile(s)[need.dimension], need.performer) < need.depth) return []
        seen.add(key)
        return [children]
      }),
    )
  }

  #profile(s: Support): Profile {
    const p =
      s.kind === 'evidence' ? profileOfEvidence(s.evidence) : profileOfCertificate(s.certificate, s.level, this.#levels)
    return this.#t.reading === 'surely' ? p.low : p.high
  }
}

function alone(repair: string): Way {
  return [`${REPAIR}${repair}`]
}

function atomsOf(s: Support): readonly string[] {
  return s.kind === 'evidence' ? [s.held.text] : [s.relied.text, ...(s.reaches === undefined ? [] : [s.reaches.text])]
}

/** Keys that can be reached, with every repair done or none. Least fixed point; cost: nodes times depth at worst. */
function settled(nodes: ReadonlyMap<string, Node>, withRepairs: boolean): ReadonlySet<string> {
  const users = new Map<string, Set<string>>()
  for (const n of nodes.values())
    for (const c of n.ways.flat()) {
      const of = users.get(c)
      if (of === undefined) users.set(c, new Set([n.key]))
      else of.add(n.key)
    }
  const done = new Set<string>()
  const isDone = (c: string): boolean => (c.startsWith(REPAIR) ? withRepairs : done.has(c))
  const pending = [...nodes.keys()]
  while (pending.length > 0) {
    const key = pending.pop() as string
    if (done.has(key) || !(nodes.get(key) as Node).ways.some((w) => w.every(isDone))) continue
    done.add(key)
    pending.push(...(users.get(key) ?? []))
  }
  return done
}

/**
 * The same graph without what needs nothing and what cannot be reached, with nodes of one way written out where they are asked for, and
 * without ways that ask for more than another. What is left are real choices. No least selection is lost: a derivation never needs itself.
 */
function simplified(
  nodes: ReadonlyMap<string, Node>,
  free: ReadonlySet<string>,
  reachable: ReadonlySet<string>,
): ReadonlyMap<string, readonly Way[]> {
  const can = (c: string): boolean => c.startsWith(REPAIR) || reachable.has(c)
  const ways = new Map<string, readonly Way[]>()
  for (const n of nodes.values()) {
    if (free.has(n.key) || !reachable.has(n.key)) continue
    const kept = n.ways.filter((w) => w.every(can)).map((w) => w.filter((c) => !free.has(c)))
    ways.set(n.key, leastWays(n.key, kept))
  }
  for (let moved = true; moved; ) {
    moved = false
    for (const [key, own] of ways) {
      const next = leastWays(
        key,
        own.map((w) =>
          w.flatMap((c) => {
            const below = c === key ? undefined : ways.get(c)
            return below?.length === 1 ? (below[0] as Way) : [c]
          }),
        ),
      )
      if (sameWays(own, next)) continue
      ways.set(key, next)
      moved = true
    }
  }
  return ways
}

/** Each key once, no way through the node itself, none that asks for all that another asks for and more. */
function leastWays(key: string, ways: readonly Way[]): readonly Way[] {
  const sets = ways.filter((w) => !w.includes(key)).map((w) => [...new Set(w)].sort(byText))
  const kept: Way[] = []
  for (const w of sets.sort((a, b) => a.length - b.length || byText(a.join(), b.join())))
    if (!kept.some((k) => k.every((c) => w.includes(c)))) kept.push(w)
  return kept
}

function sameWays(a: readonly Way[], b: readonly Way[]): boolean {
  return a.length === b.length && a.every((w, i) => w.join('\u0003') === (b[i] as Way).join('\u0003'))
}

function emit(
  nodes: ReadonlyMap<string, Node>,
  roots: readonly string[],
  targets: readonly BackTarget[],
  repairs: readonly RepairItem[],
  works: readonly WorkItem[],
): WayBackProblem {
  const free = settled(nodes, false)
  const reachable = settled(nodes, true)
  const ways = simplified(nodes, free, reachable)
  const workAt = new Map(works.map((w, i) => [w.id, i]))
  const repairAt = new Map(repairs.map((r, i) => [r.id, works.length + i]))
  const derivations: { readonly id: string; readonly way: Way }[] = []
  const optionsOf = new Map<string, readonly number[]>()
  const useful = new Set<string>()
  /** The options of which one establishes it. */
  const establishing = (key: string): readonly number[] => {
    if (key.startsWith(REPAIR)) {
      const id = key.slice(REPAIR.length)
      useful.add(id)
      return [repairAt.get(id) as number]
    }
    const known = optionsOf.get(key)
    if (known !== undefined) return known
    const made = (ways.get(key) as readonly Way[]).map((way, i) => {
      if (way.length === 1 && way[0]?.startsWith(REPAIR) === true) return establishing(way[0])[0] as number
      derivations.push({ id: `~${key}\u0000${i}`, way })
      return works.length + repairs.length + derivations.length - 1
    })
    optionsOf.set(key, made)
    return made
  }
  const cells: string[] = []
  const cellOf = new Map<string, number>()
  const covering = new Map<number, number[]>()
  targets.forEach((t, i) => {
    const root = roots[i] as string
    if (free.has(root) || !reachable.has(root)) return
    cellOf.set(t.id, cells.length)
    const own = ways.get(root) as readonly Way[]
    // Where there is no choice at the top, each thing asked for is a cell of its own.
    const groups = own.length === 1 ? (own[0] as Way).map(establishing) : [establishing(root)]
    for (const [k, group] of groups.entries()) {
      for (const j of group) covering.set(j, [...(covering.get(j) ?? []), cells.length])
      cells.push(groups.length === 1 ? t.id : `${t.id} ${k}`)
    }
  })
  const groups: (readonly (readonly number[])[])[] = []
  for (let i = 0; i < derivations.length; i += 1)
    groups.push((derivations[i] as { readonly way: Way }).way.map((c) => establishing(c)))
  const base = { weights: {}, days: 0, isFixed: false, excludes: [] as readonly number[] }
  const covers = (j: number): Option['covers'] => (covering.get(j) ?? []).map((cell) => ({ cell, amount: 1 }))
  const done = (id: string): readonly number[] => {
    const i = workAt.get(id)
    return i === undefined ? [] : [i]
  }
  const options: Option[] = [
    ...works.map((w) => ({
      ...base,
      id: w.id,
      covers: [],
      requires: w.requires.map((group) => group.flatMap(done)),
      excludes: w.excludes.flatMap(done),
      weights: { [COST]: w.cost },
      days: w.days,
    })),
    ...repairs.map((r, i) => ({
      ...base,
      id: r.id,
      covers: covers(works.length + i),
      requires: r.works.map((group) => group.flatMap(done)),
    })),
    ...derivations.map((d, i) => ({
      ...base,
      id: d.id,
      covers: covers(works.length + repairs.length + i),
      requires: groups[i] as readonly (readonly number[])[],
    })),
  ]
  return {
    cover: { cells: cells.map((id) => ({ id, need: 1 })), options, limits: [] },
    works: works.map((w) => w.id),
    repairs: repairs.map((r) => r.id),
    cellOf,
    useful,
  }
}
