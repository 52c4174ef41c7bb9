/**
 * Rows that cannot all be right: what some say of a pair, chained, and what another says of it, leave no relation.
 *
 * Complete for single requirements: a contradiction of set relations always comes down to a row that denies containment (or any
 * overlap) where a chain of rows of the same kind proves it. Both proofs are given, the smallest ones. Source: docs/mappings.md, checks.
 */
import { isUnion, KINDS, type Network, rowRef, type RowRef, sayNode, sayRow, unionsWith, UNSTATED } from './network.ts'
import { meetsOf, type Reached, rowsMeeting, rowsTo, withinOf } from './reach.ts'
import { contains, DISJOINT, EQUAL, SUPERSET } from './relation.ts'

export interface Contradiction {
  readonly rationale: (typeof KINDS)[number]
  /** What both proofs are about: `a lies within b`, `a and b overlap`. */
  readonly about: string
  readonly says: { readonly that: string; readonly rows: readonly RowRef[] }
  readonly denies: { readonly that: string; readonly rows: readonly RowRef[] }
}

interface Found {
  readonly chain: readonly number[]
  readonly row: number
  readonly a: number
  readonly b: number
  readonly what: 'within' | 'overlap'
}

/** Cost: one reach for every node at which a row denies something. Each set of rows is reported once; order: by kind, then by the first row. */
export function contradictions(network: Network, most = 1000): readonly Contradiction[] {
  const out: Contradiction[] = []
  for (let kind = 0; kind < KINDS.length; kind += 1) {
    const seen = new Set<string>()
    for (const f of ofKind(network, kind)) {
      const key = [...new Set([...f.chain, f.row])].sort((x, y) => x - y).join(' ')
      if (seen.has(key)) continue
      seen.add(key)
      out.push(contradiction(network, kind, f))
      if (out.length >= most) return out
    }
  }
  return out
}

/** Rows that deny that `b` lies within `a` (seen from a), or that they overlap, where it can be proved. */
function* ofKind(network: Network, kind: number): Generator<Found> {
  const { atStart, atRow, atOther, atMask, rows } = network
  for (let a = 0; a < network.nodes; a += 1) {
    const mayContain = mayContainSomething(network, a, kind)
    let within: Reached | undefined
    let meets: Reached | undefined
    for (let i = atStart[a] as number; i < (atStart[a + 1] as number); i += 1) {
      const row = atRow[i] as number
      if (rows.kind[row] !== kind) continue
      const b = atOther[i] as number
      const mask = atMask[i] as number
      const deniesContaining = (mask & (EQUAL | SUPERSET)) === 0
      if (deniesContaining && a !== b && mayContain) {
        within ??= withinOf(network, [a], kind)
        if (within.has(b)) {
          const chain = rowsTo(within, b)
          if (kind !== UNSTATED || chain.length <= 1) yield { chain, row, a, b, what: 'within' }
        }
      }
      if (mask === DISJOINT && a <= b) {
        within ??= withinOf(network, [a], kind)
        meets ??= meetsOf(network, within)
        const theirs = withinOf(network, [b], kind)
        const common = theirs.order.find((y) => meets?.has(y))
        if (common !== undefined) {
          const chain = [...new Set([...rowsMeeting(meets, within, common), ...rowsTo(theirs, common)])].sort(
            (x, y) => x - y,
          )
          if (kind !== UNSTATED || chain.length <= 1) yield { chain, row, a, b, what: 'overlap' }
        }
      }
    }
  }
}

/** Most requirements contain nothing by any row; then no chain is worth a walk. */
function mayContainSomething(network: Network, a: number, kind: number): boolean {
  if (isUnion(network, a) || unionsWith(network, a).length > 0) return true
  for (let i = network.atStart[a] as number; i < (network.atStart[a + 1] as number); i += 1) {
    if (network.rows.kind[network.atRow[i] as number] === kind && contains(network.atMask[i] as number)) return true
  }
  return false
}

function contradiction(network: Network, kind: number, f: Found): Contradiction {
  const [a, b] = [sayNode(network, f.a), sayNode(network, f.b)]
  return {
    rationale: KINDS[kind] as Contradiction['rationale'],
    about: f.what === 'within' ? `whether ${b} lies within ${a}` : `whether ${a} and ${b} have anything in common`,
    says: {
      that:
        f.chain.length === 0 ? 'they are joined by construction' : f.chain.map((r) => sayRow(network, r)).join('; '),
      rows: f.chain.map((r) => rowRef(network, r)),
    },
    denies: { that: sayRow(network, f.row), rows: [rowRef(network, f.row)] },
  }
}
