/** Linters over the facts of entries: days, places, values that contradict each other, the status of law, ids that are no longer used. */
import type { Static } from '@sinclair/typebox'
import { type Front, isFrontAtMost } from '#domain/assurance/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import type { Entry } from './build.ts'
import { decodeLevel } from './decode.ts'
import { diagnose } from './errors.ts'
import { COUNTED_KINDS } from './main-facts.ts'
import type { Linter } from './lint.ts'
import type {
  bodyShape,
  levelShape,
  movedShape,
  optionShape,
  recognitionShape,
  rulesShape,
  schemeShape,
  stateShape,
} from './schema.ts'

type Scheme = Static<typeof schemeShape>
type FactIn = Extract<Scheme['facts'][string], { value: unknown }>

function ofKind<T>(entries: readonly Entry[], ...kinds: readonly string[]): readonly (Entry & { readonly value: T })[] {
  return entries.filter((e) => kinds.includes(e.kind)) as (Entry & { value: T })[]
}

function records(entries: readonly Entry[]): readonly (Entry & { readonly value: Scheme })[] {
  return ofKind<Scheme>(entries, ...COUNTED_KINDS)
}

interface FactRow {
  readonly field: string
  readonly fact: FactIn
  readonly pointer: string
}

/** Every value of every fact, with where it stands. */
function factRows(value: Scheme): readonly FactRow[] {
  return Object.entries(value.facts).flatMap(([field, written]) =>
    Array.isArray(written)
      ? (written as readonly FactIn[]).map((fact, i) => ({ field, fact, pointer: `/facts/${field}/${i}` }))
      : [{ field, fact: written as FactIn, pointer: `/facts/${field}` }],
  )
}

function standingOf(fact: { readonly standing?: string | undefined }, e: Scheme): string {
  return fact.standing ?? e.cite?.standing ?? 'unchecked'
}

function isRead(standing: string): boolean {
  return standing === 'primary' || standing === 'secondary'
}

// ---- days -------------------------------------------------------------------------------------------------------------------

interface Span {
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly pointer: string
}

function spansOf(e: Entry): readonly Span[] {
  switch (e.kind) {
    case 'recognition': {
      const v = e.value as Static<typeof recognitionShape>
      return [{ from: v['from-date'], until: v['until-date'], pointer: '/until-date' }]
    }
    case 'body':
      return ((e.value as Static<typeof bodyShape>).scopes ?? []).map((s, i) => ({ ...s, pointer: `/scopes/${i}` }))
    case 'rules':
      return (e.value as Static<typeof rulesShape>).rules.map((r, i) => ({ ...r, pointer: `/rules/${i}` }))
    case 'state': {
      const { values } = e.value as Static<typeof stateShape>
      return values.map((v, i) => ({ from: values[i - 1]?.from, until: v.from, pointer: `/values/${i}/from` }))
    }
    default:
      return (COUNTED_KINDS as readonly string[]).includes(e.kind)
        ? factRows(e.value as Scheme).map((r) => ({ ...r.fact, pointer: r.pointer }))
        : []
  }
}

const daysInOrder: Linter = {
  name: 'days-in-order',
  demands: 'nothing ends before it begins, and dated lists are in order of their days',
  lint(entries) {
    return entries.flatMap((e) => {
      const backwards = spansOf(e).filter((s) => s.from !== undefined && s.until !== undefined && s.from > s.until)
      return [
        ...backwards.map((s) =>
          diagnose('catalogue.dates-order', `${s.until} is before ${s.from}`, {
            at: e.document.place(s.pointer),
            hint: 'Correct one of the two days.',
          }),
        ),
        ...((COUNTED_KINDS as readonly string[]).includes(e.kind) ? unordered(e, e.value as Scheme) : []),
      ]
    })
  },
}

function unordered(e: Entry, value: Scheme): readonly Diagnostic[] {
  return Object.entries(value.facts).flatMap(([field, written]) => {
    if (!Array.isArray(written)) return []
    const dated = (written as readonly FactIn[]).flatMap((f, i) => (f.from === undefined ? [] : [{ from: f.from, i }]))
    return dated.flatMap((d, n) => {
      const before = dated[n - 1]
      return before === undefined || before.from <= d.from
        ? []
        : [
            diagnose('catalogue.dates-order', `${field} of ${d.from} stands after that of ${before.from}`, {
              at: e.document.place(`/facts/${field}/${d.i}`),
              hint: 'Oldest first: the last one is taken for the newest.',
            }),
          ]
    })
  })
}

// ---- sources ----------------------------------------------------------------------------------------------------------------

const sourcesHavePlaces: Linter = {
  name: 'sources-have-places',
  demands: 'a fact that was read says where in its source it stands',
  lint(entries) {
    return records(entries).flatMap((e) => {
      const cite = e.value.cite
      const relations = (e.value.relations ?? []).map((fact, i) => ({ fact, pointer: `/relations/${i}` }))
      return [...factRows(e.value), ...relations.filter((r) => r.fact.source !== undefined)].flatMap(
        ({ fact, pointer }) => {
          const at = fact.at ?? (fact.source === undefined || fact.source === cite?.source ? cite?.at : undefined) ?? ''
          return at.trim() !== '' || !isRead(standingOf(fact, e.value))
            ? []
            : [
                diagnose('catalogue.no-place', 'a source without the place in it', {
                  at: e.document.place(pointer),
                  hint: 'Add at: with the article, clause, section or heading; for "none" the range that was read.',
                }),
              ]
        },
      )
    })
  },
}

const readFactsAreSourced: Linter = {
  name: 'read-facts-are-sourced',
  demands: 'a fact that was read has a source and the day on which it was read',
  lint(entries) {
    return records(entries).flatMap((e) =>
      factRows(e.value).flatMap(({ field, fact, pointer }) => {
        const standing = standingOf(fact, e.value)
        if (!isRead(standing)) return []
        const at = e.document.place(pointer)
        return [
          ...((fact.source ?? e.value.cite?.source ?? '') === ''
            ? [diagnose('catalogue.no-source', `${field} is ${standing} and has no source`, { at })]
            : []),
          ...((fact.on ?? e.value.cite?.on) === undefined
            ? [diagnose('catalogue.read-day', `${field} is ${standing} without the day it was read`, { at })]
            : []),
        ]
      }),
    )
  },
}

/** Facts of an act that say what the law is. */
const LEGAL_FACTS: ReadonlySet<string> = new Set(['status', 'legalBasis'])

const legalStatusIsPrimary: Linter = {
  name: 'legal-status-is-primary',
  demands: 'the status and legal basis of an act are primary or unchecked',
  lint(entries) {
    return records(entries)
      .filter((e) => e.kind === 'regulation')
      .flatMap((e) =>
        factRows(e.value)
          .filter(({ field, fact }) => {
            const standing = standingOf(fact, e.value)
            return LEGAL_FACTS.has(field) && standing !== 'primary' && standing !== 'unchecked'
          })
          .map(({ field, fact, pointer }) =>
            diagnose('catalogue.secondary-law', `${field} of an act is of standing ${standingOf(fact, e.value)}`, {
              at: e.document.place(pointer),
              hint: 'Read the act or its journal, or set standing: unchecked.',
            }),
          ),
      )
  },
}

const uncheckedHasNoDay: Linter = {
  name: 'unchecked-has-no-day',
  demands: 'what nobody read has no day on which it was read',
  lint(entries) {
    return records(entries).flatMap((e) =>
      factRows(e.value)
        .filter(({ fact }) => fact.standing === 'unchecked' && fact.on !== undefined)
        .map(({ pointer }) =>
          diagnose('catalogue.unchecked-day', 'standing unchecked with a day on which it was read', {
            at: e.document.place(`${pointer}/on`),
            hint: 'If it was read, say primary or secondary; else take the day out (`--fix` does).',
          }),
        ),
    )
  },
}

// ---- values -----------------------------------------------------------------------------------------------------------------

const NO_VALUE = /^(?:n\/?a|not applicable|does not apply|unknown|not known|tbd|todo|\?+|-+)$/i

const valuesSaySomething: Linter = {
  name: 'values-say-something',
  demands: 'what is not known or does not apply is left out',
  lint(entries) {
    return records(entries).flatMap((e) =>
      factRows(e.value).flatMap(({ field, fact, pointer }) =>
        [fact.value]
          .flat()
          .filter((v) => v.trim() === '' || NO_VALUE.test(v.trim()))
          .map((v) =>
            diagnose('catalogue.empty-value', `${field} is "${v.trim()}", which says nothing`, {
              at: e.document.place(pointer),
              hint: 'Leave the fact out; where a text sets nothing, write "none" and cite it.',
            }),
          ),
      ),
    )
  },
}

/** These hold several things at once: editions, methods, languages, and what differs by level or body. */
const MANY_AT_ONCE = /^(?:editions|method|languages|recognition|fees|durations|csa54\..*)$/

const oneValueAtATime: Linter = {
  name: 'one-value-at-a-time',
  demands: 'a fact has one value at a time, or a note says what the readings are',
  lint(entries) {
    return records(entries).flatMap((e) =>
      Object.entries(e.value.facts).flatMap(([field, written]) => {
        if (!Array.isArray(written) || MANY_AT_ONCE.test(field)) return []
        const facts = written as readonly FactIn[]
        return facts.flatMap((f, i) => {
          const other = facts.find((g, j) => j < i && isTogether(g, f, facts[j + 1]) && isOther(g, f))
          return other === undefined || [f, other].some((x) => (x.note ?? '') !== '')
            ? []
            : [
                diagnose(
                  'catalogue.two-values',
                  `${field} is "${[f.value].flat().join('; ')}" and "${[other.value].flat().join('; ')}" at the same time`,
                  {
                    at: e.document.place(`/facts/${field}/${i}`),
                    hint: 'Give them days, make one of them, or say in a note what the two readings are.',
                  },
                ),
              ]
        })
      }),
    )
  },
}

/** A spell lasts up to its end; without one, to where the next begins. */
function isTogether(earlier: FactIn, later: FactIn, next: FactIn | undefined): boolean {
  const end = earlier.until ?? next?.from
  return end === undefined || later.from === undefined || later.from < end
}

function isOther(a: FactIn, b: FactIn): boolean {
  return JSON.stringify([a.value].flat()) !== JSON.stringify([b.value].flat())
}

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const PERIOD = new RegExp(`\\b(\\d+|${NUMBERS.join('|')})[ -](month|year)s?\\b`, 'gi')

/** The periods that a text names, in months. */
function periodsIn(text: string): readonly number[] {
  return [...text.matchAll(PERIOD)].map(([, count = '', unit = '']) => {
    const word = NUMBERS.indexOf(count.toLowerCase())
    return (word === -1 ? Number(count) : word + 1) * (unit.toLowerCase() === 'year' ? 12 : 1)
  })
}

const validityAgrees: Linter = {
  name: 'validity-agrees',
  demands: 'no assessment option gives a result that lasts longer than its scheme allows',
  lint(entries) {
    const allowed = new Map(
      records(entries).flatMap((e) => {
        const { validity } = e.value.facts
        if (validity === undefined || Array.isArray(validity)) return []
        const text = [(validity as FactIn).value].flat().join('; ')
        const periods = periodsIn(text)
        return periods.length === 0 ? [] : [[e.id, { text, longest: Math.max(...periods) }] as const]
      }),
    )
    return ofKind<Static<typeof optionShape>>(entries, 'option').flatMap((e) => {
      const { scheme, validityMonths } = e.value
      const limit = scheme === undefined ? undefined : allowed.get(scheme)
      if (limit === undefined || validityMonths === undefined || validityMonths <= limit.longest) return []
      return [
        diagnose(
          'catalogue.contradicting-validity',
          `valid for ${validityMonths} months, but validity of ${scheme} is "${limit.text}"`,
          { at: e.document.place('/validityMonths'), hint: 'Read the text of the scheme and correct one of the two.' },
        ),
      ]
    })
  },
}

const listsHaveNoDoubles: Linter = {
  name: 'lists-have-no-doubles',
  demands: 'aliases, sectors, regions and links stand once, and so does a relation',
  lint(entries) {
    return records(entries).flatMap((e) =>
      doublesOf(e.value).map((pointer) =>
        diagnose('catalogue.double', 'the same thing stands before it in this list', {
          at: e.document.place(pointer),
          hint: 'Take one out (`--fix` does where the two are the same to the letter).',
        }),
      ),
    )
  },
}

/** Pointers to items that stand before in the same list. Relations are the same with the same type, target and note. */
export function doublesOf(value: Scheme): readonly string[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['aliases', value.aliases ?? []],
    ['sectors', value.sectors],
    ['regions', value.regions],
    ['links', value.links ?? []],
    ['relations', (value.relations ?? []).map((r) => JSON.stringify([r.type, r.to, r.note ?? '']))],
  ]
  return lists.flatMap(([key, items]) => items.flatMap((item, i) => (items.indexOf(item) < i ? [`/${key}/${i}`] : [])))
}

// ---- levels -----------------------------------------------------------------------------------------------------------------

const higherLevelsAskNoLess: Linter = {
  name: 'higher-levels-ask-no-less',
  demands: 'a level that includes another can reach what the other certainly asks, in every dimension',
  lint(entries) {
    const levels = new Map(
      ofKind<Static<typeof levelShape>>(entries, 'level').map((e) => [
        e.id,
        { entry: e, level: decodeLevel(e.value, () => {}) },
      ]),
    )
    return [...levels.values()].flatMap(({ entry, level }) =>
      (entry.value.includes ?? []).flatMap((included, i) => {
        const lower = levels.get(included.level)?.level
        if (lower === undefined) return []
        const short = level.coordinates
          .map((c) => c.dimension)
          .filter((d) => !isFrontAtMost(lower.profile.low[d] as Front, level.profile.high[d] as Front))
        return short.length === 0
          ? []
          : [
              diagnose(
                'catalogue.level-order',
                `it includes ${included.level}, which asks more in dimension ${short.join(', ')}`,
                {
                  at: entry.document.place(`/includes/${i}`),
                  hint: 'One of the two codings is wrong, or the text does not say that it includes the other.',
                },
              ),
            ]
      }),
    )
  },
}

// ---- references -------------------------------------------------------------------------------------------------------------

const schemesExist: Linter = {
  name: 'schemes-exist',
  demands: 'levels, options and scopes of bodies name schemes, and rules an act, that are in the catalogue',
  lint(entries) {
    const ids = new Set(records(entries).map((e) => e.id))
    const texts = new Set([...ids, ...entries.filter((e) => e.kind === 'source').map((e) => e.id)])
    function missing(e: Entry, id: string | undefined, pointer: string, known: ReadonlySet<string>): Diagnostic[] {
      if (id === undefined || known.has(id)) return []
      const near = nearestWords(id, known)[0]
      return [
        diagnose('catalogue.dangling', `"${id}" is not in the catalogue`, {
          at: e.document.place(pointer),
          hint: near === undefined ? 'Add the entry, or correct the reference.' : `Did you mean "${near}"?`,
        }),
      ]
    }
    return [
      ...ofKind<Static<typeof levelShape>>(entries, 'level').flatMap((e) => missing(e, e.value.scheme, '/scheme', ids)),
      ...ofKind<Static<typeof optionShape>>(entries, 'option').flatMap((e) =>
        missing(e, e.value.scheme, '/scheme', ids),
      ),
      ...ofKind<Static<typeof bodyShape>>(entries, 'body').flatMap((e) =>
        (e.value.scopes ?? []).flatMap((s, i) => missing(e, s.scheme, `/scopes/${i}/scheme`, ids)),
      ),
      ...ofKind<Static<typeof rulesShape>>(entries, 'rules').flatMap((e) => missing(e, e.value.act, '/act', texts)),
    ]
  },
}

/** What was given up: old `kind:id` to where it went. The four kinds of records share their ids. */
export function redirectsOf(entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    ofKind<Static<typeof movedShape>>(entries, 'moved', 'split', 'retired').map((e) => [
      `${family(e.value.of)}:${e.id}`,
      e.value.to ?? [],
    ]),
  )
}

function family(kind: string): string {
  return (COUNTED_KINDS as readonly string[]).includes(kind) ? 'record' : kind
}

const idsAreNeverReused: Linter = {
  name: 'ids-are-never-reused',
  demands: 'an id that was moved, split or retired is used by no entry, and leads to entries that exist',
  lint(entries) {
    const inUse = new Map(entries.map((e) => [`${family(e.kind)}:${e.id}`, e.path]))
    const redirects = redirectsOf(entries)
    return ofKind<Static<typeof movedShape>>(entries, 'moved', 'split', 'retired').flatMap((e) => {
      const { kind, of, to = [] } = e.value
      const key = `${family(of)}:${e.id}`
      const wanted = { moved: to.length === 1, split: to.length > 1, retired: to.length === 0 }[kind]
      const bad = (message: string, pointer: string, hint: string): Diagnostic =>
        diagnose('catalogue.redirect', message, { at: e.document.place(pointer), hint })
      return [
        ...(inUse.has(key)
          ? [bad(`the id "${e.id}" was given up, but ${inUse.get(key)} uses it`, '/id', 'Give the new entry a new id.')]
          : []),
        ...(wanted
          ? []
          : [bad(`${kind} to ${to.length} entries`, '/to', 'moved: one; split: at least two; retired: none.')]),
        ...to.flatMap((id, i) =>
          inUse.has(`${family(of)}:${id}`) || (id !== e.id && redirects.has(`${family(of)}:${id}`))
            ? []
            : [bad(`there is no ${of} "${id}"`, `/to/${i}`, 'Name an entry that exists.')],
        ),
        ...(leadsToItself(key, redirects, family(of))
          ? [bad('the redirects run in a circle', '/to', 'Let it lead to an entry.')]
          : []),
      ]
    })
  },
}

function leadsToItself(key: string, redirects: ReadonlyMap<string, readonly string[]>, of: string): boolean {
  const seen = new Set<string>()
  const open = [key]
  while (open.length > 0) {
    for (const id of redirects.get(open.pop() as string) ?? []) {
      const next = `${of}:${id}`
      if (next === key) return true
      if (!seen.has(next)) {
        seen.add(next)
        open.push(next)
      }
    }
  }
  return false
}

export const FACT_LINTERS: readonly Linter[] = [
  daysInOrder,
  sourcesHavePlaces,
  readFactsAreSourced,
  legalStatusIsPrimary,
  uncheckedHasNoDay,
  valuesSaySomething,
  oneValueAtATime,
  validityAgrees,
  listsHaveNoDoubles,
  higherLevelsAskNoLess,
  schemesExist,
  idsAreNeverReused,
]
