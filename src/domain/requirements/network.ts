/**
 * Requirements and rows of mappings as flat arrays: what every inference runs over.
 *
 * A node is a requirement, or the union of several that a row joins. A row that joins sets of sources or targets stays one row between
 * two nodes; that each joined requirement lies within its union is known by construction and belongs to every kind of rationale.
 * A parent and its children are not related here: a heading may ask more, or less, than what stands under it.
 */
import { Defect } from '#util/diagnostic.ts'
import { byText } from '#util/order.ts'
import type { Mapping, MappingRow, StatedRationale } from './mapping.ts'
import { RATIONALES } from './mapping.ts'
import { ANY, inverse, possibleUnder, type RelationSet } from './relation.ts'
import { parseRequirementKey, type RequirementSet, requirementKey } from './requirement.ts'

/** Kinds of rationale by number; the last is a row whose author names none. */
export const KINDS = [...RATIONALES, 'unstated'] as const satisfies readonly StatedRationale[]
export const UNSTATED = 3

export interface Network {
  /** Requirements first, in the order of their sets, then those that only rows name, then unions. */
  readonly nodes: number
  /** Nodes below this are single requirements. */
  readonly requirements: number
  /** Nodes below this stand in one of the sets. */
  readonly known: number
  readonly keys: readonly string[]
  readonly idOf: ReadonlyMap<string, number>
  readonly setNames: readonly string[]
  /** Per node its set; -1 for a union. */
  readonly setOf: Int32Array
  readonly isHeading: Uint8Array
  /** Per node: 1 where its set is a hub. */
  readonly isHub: Uint8Array
  /** Per node: 1 where it is asked of the whole or its maker, so that no part meets it alone. */
  readonly isOfTheWhole: Uint8Array
  readonly mappings: readonly Mapping[]
  readonly rows: Rows
  /** Flat: the rows at node n are `at[atStart[n] … atStart[n + 1])`, seen from n. */
  readonly atStart: Int32Array
  readonly atRow: Int32Array
  readonly atOther: Int32Array
  /** Relations still possible between n and the other end. */
  readonly atMask: Uint8Array
  /** Flat: members of union u are `member[memberStart[u - requirements] … )`, and the unions that hold requirement r `inUnion[inStart[r] … )`. */
  readonly memberStart: Int32Array
  readonly member: Int32Array
  readonly inStart: Int32Array
  readonly inUnion: Int32Array
}

export interface Rows {
  readonly length: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly mask: Uint8Array
  readonly kind: Uint8Array
  /** Where it stands: number of its mapping, and of the row in it. */
  readonly mapping: Int32Array
  readonly index: Int32Array
}

/** Cost: each requirement and each row once. */
export function networkOf(sets: Iterable<RequirementSet>, mappings: readonly Mapping[]): Network {
  const nodes = new NodeTable()
  for (const set of sets) {
    if (set.isHub === true) nodes.hubs.add(set.id)
    for (const r of set.requirements) nodes.requirement(set.id, r.id, r.isHeading, r.isOfTheWhole)
  }
  const known = nodes.keys.length
  const ends = mappings.map((m) => ({
    from: m.from.set,
    to: m.to.set,
    rows: m.rows.map((r) => [singles(nodes, m.from.set, r.from), singles(nodes, m.to.set, r.to)] as const),
  }))
  const requirements = nodes.keys.length
  const count = mappings.reduce((sum, m) => sum + m.rows.length, 0)
  const rows = emptyRows(count)
  let n = 0
  mappings.forEach((mapping, m) => {
    mapping.rows.forEach((row, i) => {
      const [from, to] = (ends[m] as (typeof ends)[number]).rows[i] as readonly [readonly number[], readonly number[]]
      rows.from[n] = nodes.union(from)
      rows.to[n] = nodes.union(to)
      rows.mask[n] = possibleUnder(row.relation)
      rows.kind[n] = KINDS.indexOf(row.rationale)
      rows.mapping[n] = m
      rows.index[n] = i
      n += 1
    })
  })
  return { ...nodes.finish(known, requirements), mappings, rows, ...adjacency(nodes.keys.length, rows) }
}

/** Ends of a row as numbers of requirements, each once, in rising order; an end that names nothing is a defect of the decoder. */
function singles(nodes: NodeTable, set: string, ids: readonly string[]): readonly number[] {
  if (ids.length === 0) throw new Defect(`a row of a mapping from or to ${set} has an empty end`)
  if (ids.length === 1) return [nodes.requirement(set, ids[0] as string, false)]
  return [...new Set(ids.map((id) => nodes.requirement(set, id, false)))].sort((a, b) => a - b)
}

class NodeTable {
  readonly keys: string[] = []
  readonly idOf = new Map<string, number>()
  readonly setNames: string[] = []
  readonly hubs = new Set<string>()
  readonly #sets = new Map<string, number>()
  readonly #setOf: number[] = []
  readonly #headings: number[] = []
  readonly #wholes: number[] = []
  readonly #members: (readonly number[])[] = []

  requirement(set: string, id: string, isHeading: boolean, isOfTheWhole = false): number {
    // An id may be written in full, with its set, where a mapping reaches into several sets.
    const key = id.includes('#') ? id : requirementKey({ set, requirement: id })
    const before = this.idOf.get(key)
    if (before !== undefined) return before
    const name = id.includes('#') ? parseRequirementKey(id).set : set
    let number = this.#sets.get(name)
    if (number === undefined) {
      number = this.setNames.length
      this.#sets.set(name, number)
      this.setNames.push(name)
    }
    this.#setOf.push(number)
    this.#headings.push(isHeading ? 1 : 0)
    this.#wholes.push(isOfTheWhole ? 1 : 0)
    return this.#add(key)
  }

  union(members: readonly number[]): number {
    if (members.length === 1) return members[0] as number
    const key = members.map((m) => this.keys[m] as string).join(' + ')
    const before = this.idOf.get(key)
    if (before !== undefined) return before
    this.#members.push(members)
    this.#setOf.push(-1)
    this.#headings.push(0)
    this.#wholes.push(members.some((m) => this.#wholes[m] === 1) ? 1 : 0)
    return this.#add(key)
  }

  finish(known: number, requirements: number) {
    const memberStart = new Int32Array(this.#members.length + 1)
    this.#members.forEach((m, u) => {
      memberStart[u + 1] = (memberStart[u] as number) + m.length
    })
    const member = Int32Array.from(this.#members.flat())
    const inStart = new Int32Array(requirements + 1)
    for (const m of member) inStart[m + 1] = (inStart[m + 1] as number) + 1
    for (let r = 0; r < requirements; r += 1) inStart[r + 1] = (inStart[r + 1] as number) + (inStart[r] as number)
    const next = inStart.slice()
    const inUnion = new Int32Array(member.length)
    this.#members.forEach((members, u) => {
      for (const m of members) {
        inUnion[next[m] as number] = requirements + u
        next[m] = (next[m] as number) + 1
      }
    })
    return {
      nodes: this.keys.length,
      requirements,
      known,
      keys: this.keys,
      idOf: this.idOf,
      setNames: this.setNames,
      setOf: Int32Array.from(this.#setOf),
      isHeading: Uint8Array.from(this.#headings),
      isHub: Uint8Array.from(this.#setOf, (s) => (s >= 0 && this.hubs.has(this.setNames[s] as string) ? 1 : 0)),
      isOfTheWhole: Uint8Array.from(this.#wholes),
      memberStart,
      member,
      inStart,
      inUnion,
    }
  }

  #add(key: string): number {
    const id = this.keys.length
    this.keys.push(key)
    this.idOf.set(key, id)
    return id
  }
}

function emptyRows(length: number): Rows {
  return {
    length,
    from: new Int32Array(length),
    to: new Int32Array(length),
    mask: new Uint8Array(length),
    kind: new Uint8Array(length),
    mapping: new Int32Array(length),
    index: new Int32Array(length),
  }
}

/** Rows that say nothing are left out: nothing follows from them. */
function adjacency(nodes: number, rows: Rows): Pick<Network, 'atStart' | 'atRow' | 'atOther' | 'atMask'> {
  const atStart = new Int32Array(nodes + 1)
  function count(node: number): void {
    atStart[node + 1] = (atStart[node + 1] as number) + 1
  }
  for (let r = 0; r < rows.length; r += 1) {
    if (rows.mask[r] === ANY) continue
    count(rows.from[r] as number)
    count(rows.to[r] as number)
  }
  for (let n = 0; n < nodes; n += 1) atStart[n + 1] = (atStart[n + 1] as number) + (atStart[n] as number)
  const size = atStart[nodes] as number
  const next = atStart.slice()
  const atRow = new Int32Array(size)
  const atOther = new Int32Array(size)
  const atMask = new Uint8Array(size)
  function put(node: number, row: number, other: number, mask: RelationSet): void {
    const i = next[node] as number
    next[node] = i + 1
    atRow[i] = row
    atOther[i] = other
    atMask[i] = mask
  }
  for (let r = 0; r < rows.length; r += 1) {
    const mask = rows.mask[r] as number
    if (mask === ANY) continue
    put(rows.from[r] as number, r, rows.to[r] as number, mask)
    put(rows.to[r] as number, r, rows.from[r] as number, inverse(mask))
  }
  return { atStart, atRow, atOther, atMask }
}

export function isUnion(network: Network, node: number): boolean {
  return node >= network.requirements
}

export function membersOf(network: Network, node: number): Int32Array {
  const u = node - network.requirements
  return network.member.subarray(network.memberStart[u], network.memberStart[u + 1])
}

export function unionsWith(network: Network, node: number): Int32Array {
  return isUnion(network, node) ? NO_NODES : network.inUnion.subarray(network.inStart[node], network.inStart[node + 1])
}

const NO_NODES = new Int32Array(0)

/** A row with its mapping, as a citation and for print. */
export interface RowRef {
  readonly mapping: string
  /** From 1. */
  readonly row: number
}

export function rowRef(network: Network, row: number): RowRef {
  return { mapping: mappingOfRow(network, row).id, row: (network.rows.index[row] as number) + 1 }
}

export function mappingOfRow(network: Network, row: number): Mapping {
  return network.mappings[network.rows.mapping[row] as number] as Mapping
}

export function rowOf(network: Network, row: number): MappingRow {
  return mappingOfRow(network, row).rows[network.rows.index[row] as number] as MappingRow
}

/** `a` RELATION `b`, as it was written. */
export function sayRow(network: Network, row: number): string {
  const stated = rowOf(network, row)
  return `${sayNode(network, network.rows.from[row] as number)} ${SAID[stated.relation]} ${sayNode(network, network.rows.to[row] as number)}`
}

export function sayNode(network: Network, node: number): string {
  const key = network.keys[node] as string
  return isUnion(network, node) ? `(${key})` : key
}

export const SAID: Readonly<Record<MappingRow['relation'], string>> = {
  equal: 'asks the same as',
  subset: 'asks a part of',
  superset: 'asks all and more than',
  intersects: 'overlaps',
  disjoint: 'has nothing in common with',
  equivalent: 'has the same effect as',
  'none-found': 'has no relation that was found to',
  linked: 'is linked to',
}

/** Nodes in the order of their keys, for output that must not hang on the order of input. */
export function byKey(network: Network): (a: number, b: number) => number {
  return (a, b) => byText(network.keys[a] as string, network.keys[b] as string)
}
