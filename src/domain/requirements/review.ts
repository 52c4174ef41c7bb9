/** Review of mappings: rows drawn by seed, a second coding, and how far two codings agree. All in whole numbers. */
import { byText } from '#util/order.ts'
import type { Mapping, MappingRow } from './mapping.ts'
import type { RowRef } from './network.ts'
import type { StatedRelation } from './relation.ts'

export interface DrawnRow extends RowRef {
  readonly from: string
  readonly to: string
  readonly content: MappingRow
}

/** `count` different rows of all mappings, the same for the same seed; in the order of mapping and row. */
export function drawRows(mappings: readonly Mapping[], count: number, seed: number): readonly DrawnRow[] {
  const all = [...mappings]
    .sort((a, b) => byText(a.id, b.id))
    .flatMap((m) =>
      m.rows.map((content, i) => ({ mapping: m.id, row: i + 1, from: m.from.set, to: m.to.set, content })),
    )
  const next = numbers(seed)
  // A partial shuffle from the front: each row is as likely as every other.
  const order = Int32Array.from(all, (_, i) => i)
  const size = Math.min(count, all.length)
  for (let i = 0; i < size; i += 1) {
    const j = i + next(all.length - i)
    const held = order[i] as number
    order[i] = order[j] as number
    order[j] = held
  }
  return Array.from(order.subarray(0, size))
    .sort((a, b) => a - b)
    .map((i) => all[i] as DrawnRow)
}

/** Whole numbers below a bound, from a seed (mulberry32); draws that would favour small numbers are drawn again. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  function draw(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  return (below) => {
    const fair = 0x100000000 - (0x100000000 % below)
    for (;;) {
      const n = draw()
      if (n < fair) return n % below
    }
  }
}

export interface Agreement {
  readonly rows: number
  readonly agreed: number
  /** Cohen's kappa as an exact fraction; absent where chance alone would agree on every row. */
  readonly kappa?: { readonly numerator: number; readonly denominator: number }
  /** How often each pair of relations was given: first coding, then second. Most frequent first. */
  readonly table: readonly { readonly first: StatedRelation; readonly second: StatedRelation; readonly rows: number }[]
}

/** Source: J. Cohen, A coefficient of agreement for nominal scales, 1960. */
export function agreementOf(pairs: readonly (readonly [StatedRelation, StatedRelation])[]): Agreement {
  const counts = new Map<string, number>()
  const firsts = new Map<StatedRelation, number>()
  const seconds = new Map<StatedRelation, number>()
  let agreed = 0
  for (const [first, second] of pairs) {
    const key = `${first} ${second}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    firsts.set(first, (firsts.get(first) ?? 0) + 1)
    seconds.set(second, (seconds.get(second) ?? 0) + 1)
    if (first === second) agreed += 1
  }
  const n = pairs.length
  // kappa = (po - pe) / (1 - pe) with po = agreed / n and pe = chance / n².
  let chance = 0
  for (const [relation, count] of firsts) chance += count * (seconds.get(relation) ?? 0)
  const table = [...counts]
    .sort((a, b) => b[1] - a[1] || byText(a[0], b[0]))
    .map(([key, rows]) => {
      const [first, second] = key.split(' ') as [StatedRelation, StatedRelation]
      return { first, second, rows }
    })
  return {
    rows: n,
    agreed,
    ...(chance === n * n ? {} : { kappa: { numerator: agreed * n - chance, denominator: n * n - chance } }),
    table,
  }
}
