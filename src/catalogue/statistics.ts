/** How many entries there are and how well they are supported. A guess lowers the figures; nothing here counts twice. */
import type { EntriesByKind } from './build.ts'
import {
  applicableMainFacts,
  COUNTED_KINDS,
  type CountedKind,
  MAIN_FACT_RULES,
  MAIN_FACTS,
  type MainFact,
  type MainFactRule,
} from './main-facts.ts'

export interface StandingCounts {
  readonly primary: number
  readonly secondary: number
  readonly estimate: number
  readonly unchecked: number
}

/** Of a group of entries. Shares are in percent with one decimal, rounded down: a share never reads as reached that is not. */
export interface Support {
  readonly entries: number
  /** Every main fact that applies to its kind is stated, and all of what is stated was read in a text. */
  readonly supported: number
  readonly share: number
  /** The same asked of all six main facts, whatever the kind. */
  readonly allSix: number
  readonly allSixShare: number
}

/** Of one main fact: entries to which it applies, and what became of it there. */
export interface FieldSupport {
  readonly applies: number
  readonly supported: number
  readonly share: number
  /** Stated, but not read in a text. */
  readonly weak: number
  readonly missing: number
  /** Entries to whose kind it does not apply and that do not state it. */
  readonly doesNotApply: number
}

export interface WeakEntry {
  /** `kind:id`. */
  readonly id: string
  readonly class: string
  readonly missing: readonly MainFact[]
  readonly weak: readonly MainFact[]
  /** Main facts that apply. */
  readonly of: number
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
  readonly support: {
    readonly all: Support
    readonly byClass: Readonly<Record<string, Support>>
    readonly byKind: Readonly<Record<CountedKind, Support>>
    readonly byField: Readonly<Record<MainFact, FieldSupport>>
  }
  /** Which main facts apply to which kind, and why. */
  readonly mainFacts: readonly MainFactRule[]
  readonly others: Readonly<Record<string, number>>
  /** Every entry that is not supported: most facts wanting first, ties by id. */
  readonly leastSupported: readonly WeakEntry[]
}

interface Fact {
  readonly standing?: string
  readonly source?: string
}
interface Counted {
  readonly id: string
  readonly kind: CountedKind
  readonly class: string
  readonly cite?: Fact
  readonly facts: Readonly<Record<string, Fact | readonly Fact[]>>
}

/** Cost: each fact once. */
export function statisticsOf(entries: EntriesByKind): Statistics {
  const counted = COUNTED_KINDS.flatMap((kind) => (entries[kind] ?? []) as unknown as readonly Counted[])
  const standing = empty()
  const byField: Record<string, Mutable<StandingCounts>> = {}
  const all = noSupport()
  const byClass: Record<string, Mutable<Support>> = {}
  const byKind = Object.fromEntries(COUNTED_KINDS.map((k) => [k, noSupport()])) as Record<CountedKind, Mutable<Support>>
  const byMain = Object.fromEntries(MAIN_FACTS.map((f) => [f, noField()])) as Record<MainFact, Mutable<FieldSupport>>
  const weakest: WeakEntry[] = []
  for (const entry of counted) {
    for (const [field, facts] of Object.entries(entry.facts)) {
      for (const fact of listed(facts)) {
        const found = standingOf(fact, entry)
        standing[found] += 1
        byField[field] ??= empty()
        ;(byField[field] as Mutable<StandingCounts>)[found] += 1
      }
    }
    const judged = judge(entry)
    for (const f of MAIN_FACTS) count(byMain[f], judged, f)
    byClass[entry.class] ??= noSupport()
    for (const group of [all, byClass[entry.class] as Mutable<Support>, byKind[entry.kind]]) {
      group.entries += 1
      if (judged.missing.length + judged.weak.length === 0) group.supported += 1
      if (judged.sound.size === MAIN_FACTS.length) group.allSix += 1
    }
    if (judged.missing.length + judged.weak.length > 0)
      weakest.push({
        id: `${entry.kind}:${entry.id}`,
        class: entry.class,
        missing: judged.missing,
        weak: judged.weak,
        of: judged.applies.length,
      })
  }
  return {
    entries: {
      total: counted.length,
      byClass: sorted(Object.fromEntries(Object.entries(byClass).map(([k, v]) => [k, v.entries]))),
      byKind: Object.fromEntries(COUNTED_KINDS.map((k) => [k, (entries[k] ?? []).length])),
    },
    standing,
    byField: sorted(byField),
    support: {
      all: shared(all),
      byClass: sorted(mapped(byClass, shared)),
      byKind: mapped(byKind, shared),
      byField: mapped(byMain, (f) => ({ ...f, share: share(f.supported, f.applies) })),
    },
    mainFacts: MAIN_FACT_RULES,
    others: sorted(
      Object.fromEntries(
        Object.entries(entries)
          .filter(([k]) => !(COUNTED_KINDS as readonly string[]).includes(k))
          .map(([k, v]) => [k, v.length]),
      ),
    ),
    leastSupported: weakest.sort((a, b) => wanting(b) - wanting(a) || a.of - b.of || (a.id < b.id ? -1 : 1)),
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

interface Judged {
  readonly applies: readonly MainFact[]
  /** Stated, and all that is stated was read in a text. */
  readonly sound: ReadonlySet<MainFact>
  readonly weak: readonly MainFact[]
  readonly missing: readonly MainFact[]
}

function judge(entry: Counted): Judged {
  const stated = new Set(Object.keys(entry.facts).filter((f) => listed(entry.facts[f] as Fact).length > 0))
  const applies = applicableMainFacts(entry.kind, stated)
  const sound = new Set(
    MAIN_FACTS.filter((f) => stated.has(f) && listed(entry.facts[f] as Fact).every((x) => isRead(x, f, entry))),
  )
  return {
    applies,
    sound,
    weak: applies.filter((f) => stated.has(f) && !sound.has(f)),
    missing: applies.filter((f) => !stated.has(f)),
  }
}

/** The status of an act is read in the act or its journal, or it is not read at all. */
function isRead(fact: Fact, field: MainFact, entry: Counted): boolean {
  const standing = standingOf(fact, entry)
  if (entry.kind === 'regulation' && field === 'status') return standing === 'primary'
  return standing === 'primary' || standing === 'secondary'
}

function standingOf(fact: Fact, entry: Counted): keyof StandingCounts {
  const standing = fact.standing ?? entry.cite?.standing
  const isSourced = (fact.source ?? entry.cite?.source ?? '') !== ''
  if (standing === 'estimate') return 'estimate'
  return isSourced && (standing === 'primary' || standing === 'secondary') ? standing : 'unchecked'
}

function count(field: Mutable<FieldSupport>, judged: Judged, f: MainFact): void {
  if (!judged.applies.includes(f)) field.doesNotApply += 1
  else {
    field.applies += 1
    if (judged.sound.has(f)) field.supported += 1
    else if (judged.weak.includes(f)) field.weak += 1
    else field.missing += 1
  }
}

function wanting(e: WeakEntry): number {
  return e.missing.length + e.weak.length
}

function empty(): Mutable<StandingCounts> {
  return { primary: 0, secondary: 0, estimate: 0, unchecked: 0 }
}

function noSupport(): Mutable<Support> {
  return { entries: 0, supported: 0, share: 0, allSix: 0, allSixShare: 0 }
}

function noField(): Mutable<FieldSupport> {
  return { applies: 0, supported: 0, share: 0, weak: 0, missing: 0, doesNotApply: 0 }
}

function shared(s: Support): Support {
  return { ...s, share: share(s.supported, s.entries), allSixShare: share(s.allSix, s.entries) }
}

/** Tenths of a percent, rounded down. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((1000 * part) / whole) / 10
}

function listed<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T]
}

function mapped<K extends string, A, B>(record: Readonly<Record<K, A>>, change: (a: A) => B): Readonly<Record<K, B>> {
  return Object.fromEntries(Object.entries<A>(record).map(([k, v]) => [k, change(v)])) as Record<K, B>
}

function sorted<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
