/** What is wrong, or doubtful, in mappings: duplicates, conflicts, ends that lead nowhere or to headings, inverses, contradictions. */
import { by, byText } from '#util/order.ts'
import { type Contradiction, contradictions } from './contradictions.ts'
import { EDITION_NOT_STATED, type Mapping, type MappingRow } from './mapping.ts'
import { fatesByPins, unpinnedEnds } from './pins.ts'
import { type Network, type RowRef, SAID } from './network.ts'
import type { EndFate } from './rot.ts'
import { ANY, inverse, inverseOf, possibleUnder } from './relation.ts'
import type { RequirementSet } from './requirement.ts'

export type Finding =
  /** The same ends, relation and kind twice. */
  | { readonly kind: 'duplicate'; readonly first: RowRef; readonly second: RowRef; readonly says: string }
  /** The same ends, of one kind, with two relations that cannot both hold. */
  | { readonly kind: 'conflict'; readonly first: RowRef; readonly second: RowRef; readonly says: string }
  /** The same ends, of one kind, with two relations that can both hold: one of the two says less. */
  | { readonly kind: 'twice'; readonly first: RowRef; readonly second: RowRef; readonly says: string }
  | {
      readonly kind: 'dangling'
      readonly row: RowRef
      readonly set: string
      readonly requirement: string
      readonly end: 'from' | 'to'
    }
  | { readonly kind: 'unknown-set'; readonly mapping: string; readonly set: string; readonly rows: number }
  | {
      readonly kind: 'heading'
      readonly row: RowRef
      readonly set: string
      readonly requirement: string
      readonly end: 'from' | 'to'
    }
  | {
      readonly kind: 'edition'
      readonly mapping: string
      readonly set: string
      readonly pinned: string
      readonly present: string
    }
  /** An end does not say any more what it said when the rows were judged. */
  | {
      readonly kind: 'pin'
      readonly mapping: string
      readonly set: string
      readonly end: EndFate
      /** Rows that name it, from 1. */
      readonly rows: readonly number[]
    }
  /** Some ends are pinned and these are not. */
  | {
      readonly kind: 'unpinned'
      readonly mapping: string
      readonly set: string
      readonly requirements: readonly string[]
    }
  /** The mapping is published both ways, and the other way lacks this row. */
  | { readonly kind: 'inverse-missing'; readonly row: RowRef; readonly other: string; readonly says: string }
  /** The other way states something that is not the inverse. */
  | { readonly kind: 'inverse-inexact'; readonly row: RowRef; readonly other: RowRef; readonly says: string }
  | ({ readonly kind: 'contradiction' } & Contradiction)
  /** Accepted on a day before the mapping was written or published. */
  | { readonly kind: 'accepted-before'; readonly row: RowRef; readonly accepted: string; readonly written: string }
  /** Rows that state no set relation or no kind of rationale: they take no part in chains. */
  | {
      readonly kind: 'says-little'
      readonly mapping: string
      readonly untyped: number
      readonly withoutKind: number
      readonly rows: number
    }

export interface CheckInput {
  readonly sets: ReadonlyMap<string, RequirementSet>
  readonly mappings: readonly Mapping[]
  readonly network: Network
}

/** In the order: by mapping, its rows, then what spans mappings. Cost: each row a few times; contradictions as said there. */
export function checkMappings(input: CheckInput): readonly Finding[] {
  const perMapping = input.mappings.flatMap((m) => [
    ...ends(m, input.sets),
    ...repeats(m),
    ...tooEarly(m),
    ...saysLittle(m),
  ])
  const contradicted = contradictions(input.network).filter((c) => !isConflict(perMapping, c))
  return [
    ...perMapping,
    ...inverses(input.mappings),
    ...contradicted.map((c): Finding => ({ kind: 'contradiction', ...c })),
  ]
}

function at(mapping: Mapping, index: number): RowRef {
  return { mapping: mapping.id, row: index + 1 }
}

function ends(mapping: Mapping, sets: CheckInput['sets']): readonly Finding[] {
  const out: Finding[] = []
  for (const end of ['from', 'to'] as const) {
    const { set: id, edition } = mapping[end]
    const set = sets.get(id)
    if (set === undefined) {
      out.push({ kind: 'unknown-set', mapping: mapping.id, set: id, rows: mapping.rows.length })
      continue
    }
    if (isStated(edition) && isStated(set.edition) && edition !== set.edition)
      out.push({ kind: 'edition', mapping: mapping.id, set: id, pinned: edition, present: set.edition })
    if (mapping.pins !== undefined) out.push(...pinned(mapping, end, set))
    const known = new Map(set.requirements.map((r) => [r.id, r]))
    const parts = new Set(set.parts ?? [])
    mapping.rows.forEach((row, i) => {
      for (const requirement of row[end]) {
        const found = known.get(requirement)
        if (found === undefined && parts.has(requirement)) continue
        if (found === undefined) out.push({ kind: 'dangling', row: at(mapping, i), set: id, requirement, end })
        else if (found.isHeading) out.push({ kind: 'heading', row: at(mapping, i), set: id, requirement, end })
      }
    })
  }
  return out
}

function pinned(mapping: Mapping, end: 'from' | 'to', set: RequirementSet): readonly Finding[] {
  const rowsOf = (id: string) => mapping.rows.flatMap((r, i) => (r[end].includes(id) ? [i + 1] : []))
  const unpinned = unpinnedEnds(mapping, end, set)
  return [
    ...fatesByPins(mapping, end, set)
      .filter((e) => e.fate !== 'same')
      .map((e): Finding => ({ kind: 'pin', mapping: mapping.id, set: set.id, end: e, rows: rowsOf(e.requirement) })),
    ...(unpinned.length === 0
      ? []
      : [{ kind: 'unpinned', mapping: mapping.id, set: set.id, requirements: unpinned } as const]),
  ]
}

/** Nobody can accept what is not written yet: the row was changed after its acceptance, or a date is wrong. */
function tooEarly(mapping: Mapping): readonly Finding[] {
  const written = mapping.date
  if (written === undefined) return []
  return mapping.rows.flatMap((row, i): Finding[] =>
    row.accepted === undefined || row.accepted.on >= written
      ? []
      : [{ kind: 'accepted-before', row: at(mapping, i), accepted: row.accepted.on, written }],
  )
}

function keyOf(ids: readonly string[]): string {
  return [...new Set(ids)].sort(byText).join('\u0001')
}

function pairKey(row: MappingRow): string {
  return `${keyOf(row.from)}\u0000${keyOf(row.to)}`
}

function say(row: MappingRow): string {
  return `${row.from.join(' + ')} ${SAID[row.relation]} ${row.to.join(' + ')}`
}

function repeats(mapping: Mapping): readonly Finding[] {
  const seen = new Map<string, number>()
  const out: Finding[] = []
  mapping.rows.forEach((row, i) => {
    const key = `${pairKey(row)}\u0000${row.rationale}`
    const before = seen.get(key)
    if (before === undefined) {
      seen.set(key, i)
      return
    }
    const first = mapping.rows[before] as MappingRow
    const both = { first: at(mapping, before), second: at(mapping, i) }
    if (first.relation === row.relation) out.push({ kind: 'duplicate', ...both, says: say(row) })
    else if ((possibleUnder(first.relation) & possibleUnder(row.relation)) === 0)
      out.push({ kind: 'conflict', ...both, says: `${say(first)}; ${say(row)}` })
    else out.push({ kind: 'twice', ...both, says: `${say(first)}; ${say(row)}` })
  })
  return out
}

function saysLittle(mapping: Mapping): readonly Finding[] {
  const untyped = mapping.rows.filter((r) => possibleUnder(r.relation) === ANY).length
  const withoutKind = mapping.rows.filter((r) => r.rationale === 'unstated' && possibleUnder(r.relation) !== ANY).length
  return untyped + withoutKind === 0
    ? []
    : [{ kind: 'says-little', mapping: mapping.id, untyped, withoutKind, rows: mapping.rows.length }]
}

/** Where A to B and B to A are both published, each row is looked for on the other side. */
function inverses(mappings: readonly Mapping[]): readonly Finding[] {
  const byEnds = new Map<string, Mapping[]>()
  for (const m of mappings) {
    const key = `${m.from.set}\u0000${m.to.set}`
    byEnds.set(key, [...(byEnds.get(key) ?? []), m])
  }
  const out: Finding[] = []
  for (const mapping of [...mappings].sort(by((m) => m.id))) {
    if (mapping.from.set === mapping.to.set) continue
    const others = byEnds.get(`${mapping.to.set}\u0000${mapping.from.set}`) ?? []
    if (others.length === 0) continue
    const there = new Map<string, { readonly mapping: Mapping; readonly index: number }[]>()
    for (const other of others) {
      other.rows.forEach((row, index) => {
        const key = `${keyOf(row.to)}\u0000${keyOf(row.from)}`
        there.set(key, [...(there.get(key) ?? []), { mapping: other, index }])
      })
    }
    mapping.rows.forEach((row, i) =>
      out.push(...inverseOfRow(mapping, row, i, there.get(pairKey(row)) ?? [], others[0] as Mapping)),
    )
  }
  return out
}

function inverseOfRow(
  mapping: Mapping,
  row: MappingRow,
  i: number,
  found: readonly { readonly mapping: Mapping; readonly index: number }[],
  other: Mapping,
): readonly Finding[] {
  const ofKind = found.filter((f) => (f.mapping.rows[f.index] as MappingRow).rationale === row.rationale)
  const candidates = ofKind.length > 0 ? ofKind : found
  if (candidates.length === 0)
    return [{ kind: 'inverse-missing', row: at(mapping, i), other: other.id, says: say(row) }]
  const exact = candidates.some((f) => (f.mapping.rows[f.index] as MappingRow).relation === inverseOf(row.relation))
  if (exact) return []
  const first = candidates[0] as (typeof candidates)[number]
  const back = first.mapping.rows[first.index] as MappingRow
  const can = (possibleUnder(row.relation) & inverse(possibleUnder(back.relation))) !== 0
  // Each unlike pair is reported once, from the mapping whose id stands first.
  if (byText(mapping.id, first.mapping.id) > 0) return []
  return [
    {
      kind: 'inverse-inexact',
      row: at(mapping, i),
      other: at(first.mapping, first.index),
      says: `${say(row)}; the other way: ${say(back)}${can ? '' : '; both cannot hold'}`,
    },
  ]
}

/** A conflict of two rows of one mapping was said already. */
function isConflict(findings: readonly Finding[], c: Contradiction): boolean {
  if (c.says.rows.length !== 1) return false
  const a = c.says.rows[0] as RowRef
  const b = c.denies.rows[0] as RowRef
  const same = (x: RowRef, y: RowRef) => x.mapping === y.mapping && x.row === y.row
  return findings.some(
    (f) =>
      f.kind === 'conflict' && ((same(f.first, a) && same(f.second, b)) || (same(f.first, b) && same(f.second, a))),
  )
}

function isStated(edition: string): boolean {
  return edition !== '' && edition !== EDITION_NOT_STATED
}
