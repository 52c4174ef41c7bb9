/**
 * The next questions: facts that are not known, the one that settles most first.
 *
 * For each open fact of the dossier every answer it can have is tried, and the conclusions asked for are read again: a question is
 * worth what it settles whatever the answer. What a plan hangs on weighs before duties that change nothing in it; ties: by how many
 * conclusions hang on it, then by id.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { OpenFact } from '../answers/index.ts'
import type { DeclaredFact } from '../dossier/index.ts'
import type { Conclusion, ConclusionType, FactDefinition, LawBook, LawReading } from '../law/index.ts'
import type { RankedQuestion } from './plan-types.ts'

/** Conclusions whose answer a reader wants; steps in between are means. */
const WANTED: readonly ConclusionType[] = ['applicability', 'class', 'route', 'duty', 'presumption', 'exclusion']

export interface AskInput {
  readonly book: LawBook
  /** Days on which the conclusions are read; the day asked and those on which law changes for the target. */
  readonly days: readonly CalendarDate[]
  /** Acts that matter. */
  readonly acts: ReadonlySet<string>
}

export function rankQuestions(input: AskInput, reading: LawReading): readonly RankedQuestion[] {
  const open = openConclusions(reading, input)
  const byFact = new Map<string, { fact: OpenFact; affects: Set<string> }>()
  for (const { id, day } of open) {
    for (const fact of reading.conclude(id, day)?.settledBy ?? []) {
      const known = byFact.get(fact.id) ?? { fact, affects: new Set<string>() }
      known.affects.add(id)
      byFact.set(fact.id, known)
    }
  }
  const weighty = open.filter((o) => o.isWeighty)
  const weightyIds = new Set(weighty.map((o) => o.id))
  const tried = new Set(mostHanging(byFact.values(), weightyIds))
  return [...byFact.values()]
    .map(({ fact, affects }) => {
      const definition = input.book.facts.get(fact.id)
      const left =
        tried.has(fact.id) && definition !== undefined ? worstAfter(input, definition, open, reading) : undefined
      return {
        weight: {
          settles: left === undefined ? 0 : weighty.length - left.weighty,
          hangs: [...affects].filter((id) => weightyIds.has(id)).length,
        },
        question: {
          ...fact,
          type: definition?.type ?? 'state',
          values: definition?.values ?? [],
          hangsOn: affects.size,
          settlesAtLeast: left === undefined ? 0 : open.length - left.all,
          affects: [...affects].sort(byText),
        },
      }
    })
    .sort(
      (a, b) =>
        rank(b.question) - rank(a.question) ||
        b.weight.settles - a.weight.settles ||
        b.weight.hangs - a.weight.hangs ||
        b.question.settlesAtLeast - a.question.settlesAtLeast ||
        b.question.hangsOn - a.question.hangsOn ||
        byText(a.question.id, b.question.id),
    )
    .map((r) => r.question)
}

/** How many facts are tried; for the others "at least" is 0, which is true of them too. */
const MOST_TRIED = 12

/** Facts of the dossier on which most conclusions hang. */
function mostHanging(
  facts: Iterable<{ readonly fact: OpenFact; readonly affects: ReadonlySet<string> }>,
  weighty: ReadonlySet<string>,
): readonly string[] {
  const weight = (f: { readonly affects: ReadonlySet<string> }): number =>
    [...f.affects].filter((id) => weighty.has(id)).length
  return [...facts]
    .filter((f) => f.fact.what === 'dossier-fact')
    .sort((a, b) => weight(b) - weight(a) || b.affects.size - a.affects.size || byText(a.fact.id, b.fact.id))
    .slice(0, MOST_TRIED)
    .map((f) => f.fact.id)
}

/** What the author can answer comes before what somebody has to look up. */
function rank(q: RankedQuestion): number {
  return q.what === 'dossier-fact' ? 1 : 0
}

/** An exclusion counts through what it takes away. */
function isWeighty(c: Conclusion): boolean {
  return c.type === 'duty' ? c.asks.length > 0 : c.type !== 'exclusion'
}

interface OpenConclusion {
  readonly id: string
  readonly day: CalendarDate
  /** A plan hangs on it: whether an act applies, with which class and procedures, and what has to be covered. Other duties come after. */
  readonly isWeighty: boolean
}

function openConclusions(reading: LawReading, input: AskInput): readonly OpenConclusion[] {
  return input.days.flatMap((day) =>
    reading
      .all(WANTED, day)
      .filter((c) => c.truth === 'not-known' && input.acts.has(c.conclusion.act))
      .map((c) => ({
        id: c.conclusion.id,
        day,
        isWeighty: isWeighty(c.conclusion),
      })),
  )
}

/** How many of the open conclusions stay open after the least telling answer. */
function worstAfter(
  input: AskInput,
  definition: FactDefinition,
  open: readonly OpenConclusion[],
  reading: LawReading,
): { readonly all: number; readonly weighty: number } {
  let [all, weighty] = [0, 0]
  for (const value of answersOf(definition, input.book)) {
    const truth = reading.supposing(definition.id, value)
    const left = open.filter(({ id, day }) => truth(id, day) === 'not-known')
    all = Math.max(all, left.length)
    weighty = Math.max(weighty, left.filter((o) => o.isWeighty).length)
  }
  return { all, weighty }
}

/** Every answer that can make a difference: both truth values, each word of a list, a day or number on each side of every limit the law names. */
function answersOf(definition: FactDefinition, book: LawBook): readonly DeclaredFact['value'][] {
  if (definition.type === 'boolean') return [true, false]
  if (definition.type === 'enum') return definition.values
  if (definition.type === 'set') return [[], ...definition.values.map((v) => [v])]
  const limits = new Set<string | number>()
  for (const act of book.acts) for (const rule of act.rules) collect(rule.when)
  function collect(e: (typeof book.acts)[number]['rules'][number]['when']): void {
    if (e.kind === 'all' || e.kind === 'any') e.of.forEach(collect)
    else if (e.kind === 'not') collect(e.of)
    else if (e.kind === 'test' && e.fact === definition.id) {
      if (e.test.kind === 'before' || e.test.kind === 'on-or-after') limits.add(e.test.day)
      if (e.test.kind === 'at-least' || e.test.kind === 'below') limits.add(e.test.number)
    }
  }
  if (definition.type === 'number') return [...limits].flatMap((n) => [Number(n) - 1, Number(n)])
  return ['0001-01-01', ...[...limits].map(String), 'never']
}
