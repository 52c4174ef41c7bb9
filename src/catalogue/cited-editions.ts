/** Which edition of a text an act or scheme cites, and what has become of that edition: from what the entries state, and no further. */
import type { Static } from '@sinclair/typebox'
import type { Standing } from '#domain/answers/index.ts'
import type { schemeShape } from './schema.ts'

type Record_ = Static<typeof schemeShape>
type FactIn = Extract<Record_['facts'][string], { value: unknown }>

/**
 * `current`: the newest edition listed, not withdrawn. `withdrawn`: the list, or the status of the text, says so. `replaced`: a newer edition
 * is listed, and nothing says that this one was withdrawn. `undated`: no edition is named. `not-known`: the list does not have it.
 */
export type EditionState = 'current' | 'withdrawn' | 'replaced' | 'undated' | 'not-known'

export interface CitedEdition {
  /** `kind:id` of what cites. */
  readonly by: string
  readonly byName: string
  readonly how: string
  /** Id of what is cited. */
  readonly text: string
  readonly textName: string
  /** As the citing text names it; empty where it names none. */
  readonly edition: string
  readonly state: EditionState
  /** The newest edition that is listed; empty where none is. */
  readonly newest: string
  readonly note: string
  readonly source: string
  readonly at: string
  readonly standing: Standing
}

/** Relations in which an edition matters: it is the text of that edition that binds, or that was built upon. */
const EDITIONED: ReadonlySet<string> = new Set(['cites', 'based-on'])
const CITING_KINDS: ReadonlySet<string> = new Set(['regulation', 'scheme'])

/** Citations of standards and schemes by acts and schemes, in order of who cites, then of what. */
export function citedEditions(records: readonly Record_[]): readonly CitedEdition[] {
  const byId = new Map(records.map((r) => [r.id, r]))
  return records
    .filter((r) => CITING_KINDS.has(r.kind))
    .flatMap((r) =>
      (r.relations ?? []).flatMap((x) => {
        const text = byId.get(x.to)
        if (text === undefined || text.kind === 'regulation' || !EDITIONED.has(x.type)) return []
        if (x.type === 'based-on' && x.edition === undefined) return []
        const listed = editionsOf(text)
        return [
          {
            by: `${r.kind}:${r.id}`,
            byName: r.name,
            how: x.type,
            text: text.id,
            textName: text.name,
            edition: x.edition ?? '',
            state: stateOf(x.edition, text, listed),
            newest: listed.at(-1) ?? '',
            note: x.note ?? '',
            source: x.source ?? r.cite?.source ?? '',
            at: x.at ?? (x.source === undefined ? (r.cite?.at ?? '') : ''),
            standing: x.standing ?? r.cite?.standing ?? 'unchecked',
          },
        ]
      }),
    )
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.text < b.text ? -1 : 1))
}

function editionsOf(record: Record_): readonly string[] {
  const { editions } = record.facts
  return editions === undefined ? [] : [editions].flat().flatMap((f) => [(f as FactIn).value].flat())
}

const OVER: ReadonlySet<string> = new Set(['withdrawn'])

function stateOf(edition: string | undefined, text: Record_, listed: readonly string[]): EditionState {
  const status = [text.facts.status ?? []].flat().at(-1) as FactIn | undefined
  if (status !== undefined && OVER.has(String(status.value))) return 'withdrawn'
  if (edition === undefined) return 'undated'
  const at = listed.findIndex((e) => names(e, edition))
  if (at === -1) return 'not-known'
  if (/\bwithdrawn\b/i.test(listed[at] as string)) return 'withdrawn'
  // A list in which nothing is dated holds parts beside each other, not one after the other.
  const isLast = listed.slice(at + 1).every((e) => !/\d/.test(e)) || areParts(listed)
  return isLast ? 'current' : 'replaced'
}

/** Whether a listed edition is the one cited: it stands in it as a word of its own. */
function names(listed: string, cited: string): boolean {
  const escaped = cited.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}.])${escaped}(?![\\p{L}\\p{N}]|\\.\\d)`, 'iu').test(listed)
}

function areParts(listed: readonly string[]): boolean {
  return listed.length > 1 && listed.every((e) => /^(?:part|EN \d+-\d|[A-Z]+-CC-PP)/i.test(e))
}
