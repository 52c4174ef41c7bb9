/**
 * What follows from every two rows that share an end: for each pair of requirements, the relations that all such chains together leave.
 *
 * Chains join rows of one kind only. Rows whose kind nobody stated are chained only when asked for, to count what they would give.
 * Cost: for each node, the product of the rows that meet there; one pass, arrays kept between starts.
 */
import { KINDS, type Network, UNSTATED } from './network.ts'
import { ANY, compose, contains, isWithin, NONE, overlaps } from './relation.ts'

export interface TwoHop {
  readonly kind: (typeof KINDS)[number]
  /** Chains looked at. */
  readonly chains: number
  /** Ordered pairs that some chain joins. */
  readonly pairs: number
  /** Of those, pairs of which something follows, by what. */
  readonly contained: number
  readonly within: number
  readonly overlapping: number
  readonly other: number
  /** Pairs of which no relation is left. */
  readonly contradicted: number
}

export function twoHop(
  network: Network,
  options: { readonly withUnstated: boolean } = { withUnstated: false },
): readonly TwoHop[] {
  return KINDS.flatMap((name, kind) =>
    (kind === UNSTATED && !options.withUnstated) || !network.rows.kind.includes(kind)
      ? []
      : [{ kind: name, ...ofKind(network, kind) }],
  )
}

function ofKind(network: Network, kind: number): Omit<TwoHop, 'kind'> {
  const { start, other, mask } = adjacencyOfKind(network, kind)
  const left = new Uint8Array(network.nodes).fill(ANY)
  const seen = new Uint8Array(network.nodes)
  const touched = new Int32Array(network.nodes)
  const count = { chains: 0, pairs: 0, contained: 0, within: 0, overlapping: 0, other: 0, contradicted: 0 }
  for (let a = 0; a < network.nodes; a += 1) {
    let n = 0
    for (let i = start[a] as number; i < (start[a + 1] as number); i += 1) {
      const b = other[i] as number
      const ab = mask[i] as number
      const end = start[b + 1] as number
      count.chains += end - (start[b] as number)
      for (let j = start[b] as number; j < end; j += 1) {
        const c = other[j] as number
        if (seen[c] === 0) {
          seen[c] = 1
          touched[n] = c
          n += 1
        }
        left[c] = (left[c] as number) & compose(ab, mask[j] as number)
      }
    }
    for (let t = 0; t < n; t += 1) {
      const c = touched[t] as number
      const possible = left[c] as number
      left[c] = ANY
      seen[c] = 0
      if (c === a) continue
      count.pairs += 1
      if (possible === NONE) count.contradicted += 1
      else if (contains(possible)) count.contained += 1
      else if (isWithin(possible)) count.within += 1
      else if (overlaps(possible)) count.overlapping += 1
      else if (possible !== ANY) count.other += 1
    }
  }
  return count
}

/** The rows of one kind alone, so that the inner loop asks nothing. */
function adjacencyOfKind(
  network: Network,
  kind: number,
): { readonly start: Int32Array; readonly other: Int32Array; readonly mask: Uint8Array } {
  const start = new Int32Array(network.nodes + 1)
  const size = network.atRow.length
  const other = new Int32Array(size)
  const mask = new Uint8Array(size)
  let n = 0
  for (let node = 0; node < network.nodes; node += 1) {
    for (let i = network.atStart[node] as number; i < (network.atStart[node + 1] as number); i += 1) {
      if (network.rows.kind[network.atRow[i] as number] !== kind) continue
      other[n] = network.atOther[i] as number
      mask[n] = network.atMask[i] as number
      n += 1
    }
    start[node + 1] = n
  }
  return { start, other: other.subarray(0, n), mask: mask.subarray(0, n) }
}
