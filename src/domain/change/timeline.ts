/** Assurance over the coming years: what stands from when to when, the days on which it falls, and what to renew by when. */
import { type CalendarDate, fromDayNumber, toDayNumber } from '#util/calendar-date.ts'
import { containsDay, type IntervalSet } from '#util/interval-set.ts'
import { byText } from '#util/order.ts'
import type { Truth } from '#fixpoint/index.ts'
import type { Atom } from '../answers/index.ts'
import type { Letter, Span, ThresholdTables } from '../assurance/index.ts'
import { certificateAtom, claimAtom, type Composition, lettersOf, standsAtom, WHOLE } from '../composition/index.ts'

export interface Stretch<T> {
  readonly from: CalendarDate
  /** Last day. */
  readonly to: CalendarDate
  readonly value: T
}

export interface ClaimOverTime {
  readonly part: string
  readonly guarantee: string
  /** Without gaps, from the first day asked to the last. */
  readonly stretches: readonly Stretch<{ readonly truth: Truth; readonly level: Span<Letter> }>[]
}

/** A day on which something is no longer as it was the day before. */
export interface Cliff {
  readonly on: CalendarDate
  /** Certificates whose computed answer falls, and claims that fall with them. */
  readonly certificates: readonly string[]
  readonly claims: readonly {
    readonly part: string
    readonly guarantee: string
    readonly before: Truth
    readonly after: Truth
  }[]
}

export interface RenewBy {
  readonly certificate: string
  /** The last day on which it surely is relied on. */
  readonly lastDay: CalendarDate
  /** Claims that surely hold on that day and not on the next. */
  readonly claims: readonly string[]
}

export interface Timeline {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly claims: readonly ClaimOverTime[]
  readonly whole: readonly Stretch<Truth>[]
  readonly cliffs: readonly Cliff[]
  readonly renewBy: readonly RenewBy[]
}

/** Read from sets of days, not day by day; levels are read once per stretch. */
export function timeline(
  composition: Composition,
  from: CalendarDate,
  to: CalendarDate,
  thresholds: ThresholdTables,
): Timeline {
  const { theory, dossier } = composition
  const span = { first: toDayNumber(from), last: toDayNumber(to) }
  const claims = dossier.parts.flatMap((p) =>
    p.guarantees.map((g) => ({ part: p.id, guarantee: g.id, about: claimAtom(p.id, g.id) })),
  )
  const truths = (about: Atom): readonly Stretch<Truth>[] => stretchesOf(theory.when(about), span)
  // A level can change on any day on which any certificate or piece of evidence begins or ends.
  const edges = edgesOf(composition, span)
  const overTime = claims.map(
    ({ part, guarantee, about }): ClaimOverTime => ({
      part,
      guarantee,
      stretches: merged(
        edges.flatMap((start, i) => {
          const end = (edges[i + 1] ?? span.last + 1) - 1
          const on = fromDayNumber(start)
          const level = lettersOf(
            composition.claim(part, guarantee, on).ways,
            dossier.target.type,
            thresholds,
            'technical',
          )
          return [{ from: on, to: fromDayNumber(end), value: { truth: theory.truth(about, on), level } }]
        }),
        (a, b) => a.truth === b.truth && a.level.low === b.level.low && a.level.high === b.level.high,
      ),
    }),
  )
  return {
    from,
    to,
    claims: overTime,
    whole: truths(standsAtom(WHOLE)),
    cliffs: cliffsOf(composition, claims, edges),
    renewBy: renewBy(composition, claims, span),
  }
}

interface DaySpan {
  readonly first: number
  readonly last: number
}

function truthOn(when: { readonly surely: IntervalSet; readonly possibly: IntervalSet }, day: number): Truth {
  if (containsDay(when.surely, day)) return 'yes'
  return containsDay(when.possibly, day) ? 'not-known' : 'no'
}

function stretchesOf(
  when: { readonly surely: IntervalSet; readonly possibly: IntervalSet },
  span: DaySpan,
): readonly Stretch<Truth>[] {
  const starts = new Set([span.first])
  for (const i of [...when.surely, ...when.possibly])
    for (const day of [i.from, i.to]) if (day > span.first && day <= span.last) starts.add(day)
  const sorted = [...starts].sort((a, b) => a - b)
  return merged(
    sorted.map((start, i) => ({
      from: fromDayNumber(start),
      to: fromDayNumber((sorted[i + 1] ?? span.last + 1) - 1),
      value: truthOn(when, start),
    })),
    (a, b) => a === b,
  )
}

function merged<T>(stretches: readonly Stretch<T>[], same: (a: T, b: T) => boolean): readonly Stretch<T>[] {
  const out: Stretch<T>[] = []
  for (const s of stretches) {
    const last = out[out.length - 1]
    if (last !== undefined && same(last.value, s.value)) out[out.length - 1] = { ...last, to: s.to }
    else out.push(s)
  }
  return out
}

/** First days of the stretches between which no fact and no rule changes. */
function edgesOf({ theory }: Composition, span: DaySpan): readonly number[] {
  const edges = new Set([span.first])
  const see = (day: number): void => {
    if (day > span.first && day <= span.last) edges.add(day)
  }
  for (const fact of theory.facts.values()) {
    for (const i of [...fact.surely, ...fact.possibly]) {
      see(i.from)
      see(i.to)
    }
  }
  for (const rule of theory.rules.values()) {
    if (rule.from !== undefined) see(toDayNumber(rule.from))
    if (rule.until !== undefined) see(toDayNumber(rule.until))
  }
  return [...edges].sort((a, b) => a - b)
}

interface NamedClaim {
  readonly part: string
  readonly guarantee: string
  readonly about: Atom
}

const HEIGHT: Readonly<Record<Truth, number>> = { no: 0, 'not-known': 1, yes: 2 }

function cliffsOf(
  { theory, dossier }: Composition,
  claims: readonly NamedClaim[],
  edges: readonly number[],
): readonly Cliff[] {
  const found: Cliff[] = []
  for (const day of edges.slice(1)) {
    const fell = (about: Atom): { readonly before: Truth; readonly after: Truth } | undefined => {
      const when = theory.when(about)
      const before = truthOn(when, day - 1)
      const after = truthOn(when, day)
      return HEIGHT[after] < HEIGHT[before] ? { before, after } : undefined
    }
    const certificates = dossier.certificates
      .filter((c) => fell(certificateAtom('relied', c.id)) !== undefined)
      .map((c) => c.id)
    const fallen = claims.flatMap(({ part, guarantee, about }) => {
      const shift = fell(about)
      return shift === undefined ? [] : [{ part, guarantee, ...shift }]
    })
    if (certificates.length > 0 || fallen.length > 0)
      found.push({ on: fromDayNumber(day), certificates, claims: fallen })
  }
  return found
}

/** Certificates whose sure reliance ends inside the span, by the day it ends. */
function renewBy({ theory, dossier }: Composition, claims: readonly NamedClaim[], span: DaySpan): readonly RenewBy[] {
  return dossier.certificates
    .flatMap((c): RenewBy[] => {
      const days = theory
        .when(certificateAtom('relied', c.id))
        .surely.filter((i) => i.to > span.first && i.to <= span.last)
      const end = days[days.length - 1]?.to
      if (end === undefined) return []
      const lost = claims.filter(
        ({ about }) => truthOn(theory.when(about), end - 1) === 'yes' && truthOn(theory.when(about), end) !== 'yes',
      )
      return [
        { certificate: c.id, lastDay: fromDayNumber(end - 1), claims: lost.map((x) => `${x.part}/${x.guarantee}`) },
      ]
    })
    .sort((a, b) => byText(a.lastDay, b.lastDay) || byText(a.certificate, b.certificate))
}
