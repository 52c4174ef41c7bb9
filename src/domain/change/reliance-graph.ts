/**
 * A register as a graph: certificates, and the certificates their reports refer to.
 *
 * A reference says that one evaluation used the other, not what for: a base that is built on, a predecessor, a shared site. So what a loss
 * reaches here is "to be examined", never a change of anybody's record. Days are read by the kernel: a certificate surely stands on the days
 * on which it and everything it refers to are valid, and what only refers to itself in a circle does not.
 */
import { buildSystem, type Clause, evaluate, whenLattice } from '#fixpoint/index.ts'
import { circles, type Graph, graphOf, reach, reversed } from '#graph/index.ts'
import { type CalendarDate, toDayNumber } from '#util/calendar-date.ts'
import { Defect } from '#util/diagnostic.ts'
import { ALWAYS, type IntervalSet, interval, NEVER } from '#util/interval-set.ts'

export interface RegisterEntry {
  readonly id: string
  /** Ids of certificates its report refers to, as printed. */
  readonly refersTo: readonly string[]
  readonly validFrom?: CalendarDate
  /** Last day. */
  readonly validUntil?: CalendarDate
}

export interface RelianceGraph {
  readonly entries: readonly RegisterEntry[]
  readonly idOf: ReadonlyMap<string, number>
  /** From a certificate to those it refers to; references to strangers and to itself are left out. */
  readonly uses: Graph
  readonly usedBy: Graph
  /** What was left out, or stands in the way. */
  readonly strangers: readonly { readonly from: string; readonly to: string }[]
  readonly selfReferences: readonly string[]
  /** Certificates that refer to each other. Order: as listed. */
  readonly circles: readonly (readonly string[])[]
}

/** Entries keep their order; of two entries with one id the first counts. Cost: each reference a constant number of times. */
export function relianceGraph(entries: readonly RegisterEntry[]): RelianceGraph {
  const kept: RegisterEntry[] = []
  const idOf = new Map<string, number>()
  for (const e of entries) {
    if (idOf.has(e.id)) continue
    idOf.set(e.id, kept.length)
    kept.push(e)
  }
  const from: number[] = []
  const to: number[] = []
  const strangers: { from: string; to: string }[] = []
  const selfReferences: string[] = []
  kept.forEach((e, v) => {
    for (const ref of new Set(e.refersTo)) {
      const w = idOf.get(ref)
      if (w === undefined) strangers.push({ from: e.id, to: ref })
      else if (w === v) selfReferences.push(e.id)
      else {
        from.push(v)
        to.push(w)
      }
    }
  })
  const uses = graphOf(kept.length, from, to)
  const name = (v: number): string => (kept[v] as RegisterEntry).id
  return {
    entries: kept,
    idOf,
    uses,
    usedBy: reversed(uses),
    strangers,
    selfReferences,
    circles: circles(uses).map((c) => c.map(name)),
  }
}

/** A certificate to be examined, and the chain of references that leads there from the one that changed. */
export interface ToExamine {
  readonly id: string
  readonly steps: number
  /** From the one that changed to this one, each referred to by the next. A shortest chain. */
  readonly chain: readonly string[]
}

/** Everything that refers, near or far, to what changed. Order: nearest first, then as listed. Cost: what is reached. */
export function toExamine(graph: RelianceGraph, changed: readonly string[]): readonly ToExamine[] {
  const sources = changed.map((id) => {
    const v = graph.idOf.get(id)
    if (v === undefined) throw new Defect(`the register has no certificate ${id}`)
    return v
  })
  const { order, distance } = reach(graph.usedBy, sources)
  // Nearest first already; certificates equally near come as listed.
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && distance[order[to] as number] === distance[order[from] as number]) to += 1
    order.subarray(from, to).sort()
  }
  const chains = new Map<number, readonly string[]>()
  const rows: ToExamine[] = []
  for (const v of order) {
    const { id } = graph.entries[v] as RegisterEntry
    const steps = distance[v] as number
    const chain = steps === 0 ? [id] : [...(chains.get(nearer(graph, distance, v)) ?? []), id]
    chains.set(v, chain)
    if (steps > 0) rows.push({ id, steps, chain })
  }
  return rows
}

/** The first certificate that `v` refers to and that is one step nearer to what changed. */
function nearer(graph: RelianceGraph, distance: Int32Array, v: number): number {
  const wanted = (distance[v] as number) - 1
  for (let e = graph.uses.start[v] as number; e < (graph.uses.start[v + 1] as number); e += 1) {
    const w = graph.uses.targets[e] as number
    if (distance[w] === wanted) return w
  }
  throw new Defect('a certificate was reached, and nothing it refers to is nearer')
}

/** The days on which each certificate, and all it refers to, surely and possibly stand. In the order of entries. */
export interface StandingOverTime {
  readonly surely: readonly IntervalSet[]
  readonly possibly: readonly IntervalSet[]
}

/** Ends that the register does not give leave the days after open. Cost: one fixed point over sets of days. */
export function standingOverTime(graph: RelianceGraph): StandingOverTime {
  const clauses: Clause[] = graph.entries.map((_, v) => {
    const body = [`valid ${v}`]
    for (let i = graph.uses.start[v] as number; i < (graph.uses.start[v + 1] as number); i += 1)
      body.push(`stands ${graph.uses.targets[i]}`)
    return { head: `stands ${v}`, body, rule: 'stands' }
  })
  const built = buildSystem(clauses)
  if (built.kind !== 'system') throw new Defect('clauses without exceptions ran in a circle through one')
  const { system } = built
  const reading = evaluate(system, whenLattice, (atom) =>
    atom.startsWith('valid ') ? validDays(graph.entries[Number(atom.slice(6))] as RegisterEntry) : undefined,
  )
  const at = (days: readonly IntervalSet[]): readonly IntervalSet[] =>
    graph.entries.map((_, v) => days[system.idOf.get(`stands ${v}`) ?? -1] ?? NEVER)
  return { surely: at(reading.surely), possibly: at(reading.possibly) }
}

function validDays(e: RegisterEntry): { readonly surely: IntervalSet; readonly possibly: IntervalSet } {
  const from = e.validFrom === undefined ? undefined : toDayNumber(e.validFrom)
  const to = e.validUntil === undefined ? undefined : toDayNumber(e.validUntil) + 1
  if (from === undefined && to === undefined) return { surely: NEVER, possibly: ALWAYS }
  const possibly = interval(from, to)
  return { surely: from === undefined || to === undefined ? NEVER : possibly, possibly }
}
