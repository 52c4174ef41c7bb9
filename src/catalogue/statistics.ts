/** How many entries there are and how well they are supported. A guess lowers the figures; nothing here counts twice. */
import type { EntriesByKind } from './build.ts'

export const COUNTED_KINDS = ['scheme', 'standard', 'regulation', 'credential'] as const
/** The facts a reader relies on first. */
export const MAIN_FACTS = ['owner', 'object', 'levels', 'assessor', 'status', 'validity'] as const

export interface StandingCounts {
  readonly primary: number
  readonly secondary: number
  readonly estimate: number
  readonly unchecked: number
}

export interface Statistics {
  readonly entries: {
    readonly total: number
    readonly byClass: Readonly<Record<string, number>>
    readonly byKind: Readonly<Record<string, number>>
  }
  /** Of the facts of schemes, standards, regulations and credentials. */
  readonly standing: StandingCounts
  readonly byField: Readonly<Record<string, StandingCounts>>
  readonly byClass: Readonly<
    Record<string, { readonly entries: number; readonly supported: number; readonly share: number }>
  >
  /** Entries all of whose stated main facts are primary or secondary, and that state at least three of them. */
  readonly supported: { readonly entries: number; readonly share: number }
  readonly others: Readonly<Record<string, number>>
  readonly leastSupported: readonly { readonly id: string; readonly unchecked: number; readonly of: number }[]
}

interface Fact {
  readonly standing?: string
}
interface Counted {
  readonly id: string
  readonly kind: string
  readonly class: string
  readonly cite?: Fact
  readonly facts: Readonly<Record<string, Fact | readonly Fact[]>>
}

export function statisticsOf(entries: EntriesByKind): Statistics {
  const counted = COUNTED_KINDS.flatMap((kind) => (entries[kind] ?? []) as unknown as readonly Counted[])
  const standing = empty()
  const byField: Record<string, Mutable> = {}
  const byClass: Record<string, { entries: number; supported: number }> = {}
  const weak: { id: string; unchecked: number; of: number }[] = []
  let supported = 0
  for (const entry of counted) {
    const rows = Object.entries(entry.facts).flatMap(([field, fact]) =>
      (Array.isArray(fact) ? (fact as readonly Fact[]) : [fact as Fact]).map((f) => ({
        field,
        standing: f.standing ?? entry.cite?.standing ?? 'unchecked',
      })),
    )
    for (const row of rows) {
      add(standing, row.standing)
      byField[row.field] ??= empty()
      add(byField[row.field] as Mutable, row.standing)
    }
    const main = rows.filter((r) => (MAIN_FACTS as readonly string[]).includes(r.field))
    const isSupported =
      new Set(main.map((r) => r.field)).size >= 3 &&
      main.every((r) => r.standing === 'primary' || r.standing === 'secondary')
    if (isSupported) supported += 1
    else
      weak.push({
        id: `${entry.kind}:${entry.id}`,
        unchecked: main.filter((r) => r.standing === 'unchecked' || r.standing === 'estimate').length,
        of: main.length,
      })
    byClass[entry.class] ??= { entries: 0, supported: 0 }
    const c = byClass[entry.class] as { entries: number; supported: number }
    c.entries += 1
    if (isSupported) c.supported += 1
  }
  return {
    entries: {
      total: counted.length,
      byClass: sorted(Object.fromEntries(Object.entries(byClass).map(([k, v]) => [k, v.entries]))),
      byKind: Object.fromEntries(COUNTED_KINDS.map((k) => [k, (entries[k] ?? []).length])),
    },
    standing,
    byField: sorted(byField),
    byClass: sorted(
      Object.fromEntries(Object.entries(byClass).map(([k, v]) => [k, { ...v, share: share(v.supported, v.entries) }])),
    ),
    supported: { entries: supported, share: share(supported, counted.length) },
    others: Object.fromEntries(
      Object.entries(entries)
        .filter(([k]) => !(COUNTED_KINDS as readonly string[]).includes(k))
        .map(([k, v]) => [k, v.length])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    ),
    leastSupported: weak
      .sort((a, b) => b.unchecked - a.unchecked || a.of - b.of || (a.id < b.id ? -1 : 1))
      .slice(0, 20),
  }
}

type Mutable = { -readonly [K in keyof StandingCounts]: StandingCounts[K] }

function empty(): Mutable {
  return { primary: 0, secondary: 0, estimate: 0, unchecked: 0 }
}

function add(counts: Mutable, standing: string): void {
  if (standing === 'primary' || standing === 'secondary' || standing === 'estimate') counts[standing] += 1
  else counts.unchecked += 1
}

/** In whole percent. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole)
}

function sorted<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
