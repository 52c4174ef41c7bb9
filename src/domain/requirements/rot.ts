/**
 * Mappings that rot: what became of each end of a mapping between two revisions of a set, and the repair.
 *
 * An end is pinned to a revision, to the content it had there, and to its stable id where its publisher keeps one. Between revisions
 * requirements are paired one to one: by stable id; then by equal text; then by likeness of text, best pairs first. From the pairing:
 *
 *     same        same id, same text
 *     edited      same id, other text: the row has to be judged again
 *     moved       same content under another id; nobody uses the old id now
 *     reassigned  the old id now stands for something else: read as it is, the row would point at the wrong clause
 *     gone        nothing like it is left
 *
 * All ends are renamed at once, so chains of renumbering (5.3 → 5.4, 5.4 → 5.5) come out right.
 */
import { sha256 } from '#util/sha256.ts'
import type { Mapping, MappingRow } from './mapping.ts'
import { featuresOf, likeness, normalised } from './lexical.ts'
import type { Requirement, RequirementSet } from './requirement.ts'

export interface Pin {
  readonly set: string
  readonly edition: string
  readonly requirement: string
  /** SHA-256 of title and text, spaces normalised. */
  readonly content: string
  readonly stableId?: string
}

export function pinOf(set: RequirementSet, requirement: Requirement): Pin {
  return {
    set: set.id,
    edition: set.edition,
    requirement: requirement.id,
    content: contentKey(requirement),
    ...(requirement.stableId === undefined ? {} : { stableId: requirement.stableId }),
  }
}

export function contentKey(requirement: Requirement): string {
  return sha256(textOf(requirement))
}

/** A title that only repeats the id is no content. */
function textOf(r: Requirement): string {
  const title = r.title === r.id ? '' : normalised(r.title)
  return `${title}\n${normalised(r.says)}`
}

function isEmpty(r: Requirement): boolean {
  return textOf(r) === '\n'
}

export type Fate = 'same' | 'edited' | 'moved' | 'reassigned' | 'gone'
export type PairedBy = 'stable-id' | 'text' | 'likeness' | 'id-alone' | 'nothing'

export interface EndFate {
  readonly end: 'from' | 'to'
  readonly requirement: string
  readonly fate: Fate
  /** Where its content stands now; absent where nowhere. */
  readonly now?: string
  readonly textChanged: boolean
  readonly by: PairedBy
  /** Per mille. Certain only by stable id; equal text comes next; likeness is what it is, less where another was nearly as like. */
  readonly confidence: number
  /** What the old id stands for now, where that is something else. */
  readonly nowMeans?: string
}

/** A pairing of one old requirement. */
interface Paired {
  readonly to: Requirement | undefined
  readonly by: PairedBy
  readonly confidence: number
}

/** Below this, texts are not taken to be the same requirement. */
const LEAST_LIKENESS = 450
const BY_TEXT = 990
const BY_ID_ALONE = 500

/** Old requirements by id, each with its new self. Cost: texts that stay unpaired are compared where they share a word. */
export function pairRevisions(before: RequirementSet, after: RequirementSet): ReadonlyMap<string, Paired> {
  const pairs = new Map<string, Paired>()
  const free = new Set(after.requirements)
  function pair(old: Requirement, to: Requirement, by: PairedBy, confidence: number): void {
    pairs.set(old.id, { to, by, confidence })
    free.delete(to)
  }
  const unpaired = () => before.requirements.filter((r) => !pairs.has(r.id))

  const byStable = groupBy(
    [...free].filter((r) => r.stableId !== undefined),
    (r) => r.stableId as string,
  )
  for (const old of before.requirements) {
    const found = old.stableId === undefined ? undefined : byStable.get(old.stableId)
    if (found?.length === 1 && free.has(found[0] as Requirement)) pair(old, found[0] as Requirement, 'stable-id', 1000)
  }
  const byContent = groupBy(
    [...free].filter((r) => !isEmpty(r)),
    contentKey,
  )
  const oldByContent = groupBy(
    unpaired().filter((r) => !isEmpty(r)),
    contentKey,
  )
  for (const [content, olds] of oldByContent)
    pairEqualTexts(
      olds,
      (byContent.get(content) ?? []).filter((r) => free.has(r)),
      pair,
    )
  pairAlike(unpaired(), [...free], pair)
  const byId = new Map([...free].map((r) => [r.id, r]))
  for (const old of unpaired()) {
    const there = byId.get(old.id)
    if (there !== undefined && (isEmpty(old) || isEmpty(there))) pair(old, there, 'id-alone', BY_ID_ALONE)
    else pairs.set(old.id, { to: undefined, by: 'nothing', confidence: 0 })
  }
  return pairs
}

type PairUp = (old: Requirement, to: Requirement, by: PairedBy, confidence: number) => void

/** Equal texts: first those that kept their id, then the rest in order, less surely where there are several. */
function pairEqualTexts(olds: readonly Requirement[], news: readonly Requirement[], pair: PairUp): void {
  const left = new Set(news)
  const rest: Requirement[] = []
  for (const old of olds) {
    const same = news.find((r) => r.id === old.id)
    if (same === undefined) rest.push(old)
    else {
      pair(old, same, 'text', BY_TEXT)
      left.delete(same)
    }
  }
  const candidates = [...left]
  const confidence =
    rest.length === 1 && candidates.length === 1
      ? BY_TEXT
      : Math.floor(BY_TEXT / Math.max(1, rest.length, candidates.length))
  rest.forEach((old, i) => {
    const to = candidates[i]
    if (to !== undefined) pair(old, to, 'text', confidence)
  })
}

interface Candidate {
  readonly old: number
  readonly to: number
  readonly like: number
  readonly keepsId: boolean
}

function pairAlike(olds: readonly Requirement[], news: readonly Requirement[], pair: PairUp): void {
  const oldFeatures = olds.map((r) => featuresOf(textOf(r)))
  const newFeatures = news.map((r) => featuresOf(textOf(r)))
  const withFeature = new Map<string, number[]>()
  newFeatures.forEach((features, n) => {
    for (const f of features.keys()) {
      const list = withFeature.get(f)
      if (list === undefined) withFeature.set(f, [n])
      else list.push(n)
    }
  })
  const candidates: Candidate[] = []
  olds.forEach((old, o) => {
    const seen = new Set<number>()
    for (const f of (oldFeatures[o] as ReadonlyMap<string, number>).keys())
      for (const n of withFeature.get(f) ?? []) seen.add(n)
    for (const n of seen) {
      const like = likeness(
        oldFeatures[o] as ReadonlyMap<string, number>,
        newFeatures[n] as ReadonlyMap<string, number>,
      )
      if (like >= LEAST_LIKENESS)
        candidates.push({ old: o, to: n, like, keepsId: (news[n] as Requirement).id === old.id })
    }
  })
  candidates.sort((a, b) => b.like - a.like || Number(b.keepsId) - Number(a.keepsId) || a.old - b.old || a.to - b.to)
  const ofOld = groupBy(candidates, (c) => String(c.old))
  const ofNew = groupBy(candidates, (c) => String(c.to))
  const takenOld = new Set<number>()
  const takenNew = new Set<number>()
  for (const c of candidates) {
    if (takenOld.has(c.old) || takenNew.has(c.to)) continue
    takenOld.add(c.old)
    takenNew.add(c.to)
    const otherNew = ofOld.get(String(c.old))?.find((x) => x !== c && !takenNew.has(x.to))
    const otherOld = ofNew.get(String(c.to))?.find((x) => x !== c && !takenOld.has(x.old))
    const margin = c.like - Math.max(otherNew?.like ?? -1000, otherOld?.like ?? -1000)
    pair(
      olds[c.old] as Requirement,
      news[c.to] as Requirement,
      'likeness',
      margin >= 150 ? c.like : Math.floor((c.like * (500 + Math.floor((margin * 10) / 3))) / 1000),
    )
  }
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const v of values) {
    const k = key(v)
    const group = groups.get(k)
    if (group === undefined) groups.set(k, [v])
    else group.push(v)
  }
  return groups
}

export interface RotReport {
  readonly mapping: string
  readonly set: string
  readonly old: string
  readonly new: string
  readonly counts: Readonly<Record<Fate, number>>
  /** One entry for each end named by the mapping, in its order. */
  readonly ends: readonly EndFate[]
  /** Rows that change or have to be looked at, before and after. */
  readonly rows: readonly RowRepair[]
  readonly repaired: Mapping
}

export interface RowRepair {
  /** From 1. */
  readonly row: number
  readonly before: { readonly from: readonly string[]; readonly to: readonly string[] }
  readonly after?: { readonly from: readonly string[]; readonly to: readonly string[] }
  /** Of its weakest end. */
  readonly confidence: number
  /** moved: renamed; judge-again: a text changed; broken: an end is nowhere, or not surely enough found. */
  readonly verdict: 'moved' | 'judge-again' | 'broken'
}

/** Below this a person has to confirm: the row is left as it is and reported as broken. */
export const LEAST_CONFIDENCE = 600

/** What became of the ends of a mapping that lie in the set. */
export function rotOf(mapping: Mapping, before: RequirementSet, after: RequirementSet): RotReport {
  const pairs = pairRevisions(before, after)
  const news = new Map(after.requirements.map((r) => [r.id, r]))
  const olds = new Map(before.requirements.map((r) => [r.id, r]))
  const oldOf = new Map([...pairs].flatMap(([id, p]) => (p.to === undefined ? [] : [[p.to.id, id] as const])))
  const sides = (['from', 'to'] as const).filter((end) => mapping[end].set === before.id)
  const ends = sides.flatMap((end) => [...new Set(mapping.rows.flatMap((r) => r[end]))].map((id) => fateOf(end, id)))
  return rotReport(mapping, sides, ends, { set: before.id, old: before.edition, new: after.edition })

  function fateOf(end: 'from' | 'to', id: string): EndFate {
    const old = olds.get(id)
    const there = news.get(id)
    // An end the old revision does not know was dangling before: nothing can be paired.
    if (old === undefined)
      return {
        end,
        requirement: id,
        fate: there === undefined ? 'gone' : 'reassigned',
        textChanged: false,
        by: 'nothing',
        confidence: 0,
        ...(there === undefined ? {} : { nowMeans: there.title }),
      }
    const { to, by, confidence } = pairs.get(id) as Paired
    const meansOther = there !== undefined && oldOf.get(id) !== id ? { nowMeans: there.title } : {}
    if (to === undefined)
      return {
        end,
        requirement: id,
        fate: there === undefined ? 'gone' : 'reassigned',
        textChanged: true,
        by,
        confidence,
        ...meansOther,
      }
    const textChanged = by !== 'text' && contentKey(old) !== contentKey(to)
    if (to.id === id)
      return { end, requirement: id, fate: textChanged ? 'edited' : 'same', now: id, textChanged, by, confidence }
    return {
      end,
      requirement: id,
      fate: there === undefined ? 'moved' : 'reassigned',
      now: to.id,
      textChanged,
      by,
      confidence,
      ...meansOther,
    }
  }
}

/** The fates of ends put to rows: which change, which have to be looked at, and the mapping repaired. */
export function rotReport(
  mapping: Mapping,
  sides: readonly ('from' | 'to')[],
  ends: readonly EndFate[],
  revisions: { readonly set: string; readonly old: string; readonly new: string },
): RotReport {
  const fates = new Map(ends.map((e) => [`${e.end} ${e.requirement}`, e]))
  const counts: Record<Fate, number> = { same: 0, edited: 0, moved: 0, reassigned: 0, gone: 0 }
  for (const e of ends) counts[e.fate] += 1
  const repairs = mapping.rows.map((row, i) => repairOf(row, i))
  return {
    mapping: mapping.id,
    ...revisions,
    counts,
    ends,
    rows: repairs.flatMap((r) => (r.report === undefined ? [] : [r.report])),
    repaired: { ...mapping, ...pinned('from'), ...pinned('to'), rows: repairs.map((r) => r.row) },
  }

  function pinned(end: 'from' | 'to'): Partial<Mapping> {
    return sides.includes(end) ? { [end]: { set: revisions.set, edition: revisions.new } } : {}
  }

  function repairOf(row: MappingRow, index: number): { readonly row: MappingRow; readonly report?: RowRepair } {
    const touched = sides.flatMap((end) =>
      row[end].flatMap((id) => {
        const fate = fates.get(`${end} ${id}`)
        return fate === undefined ? [] : [fate]
      }),
    )
    if (touched.every((e) => e.fate === 'same')) return { row }
    const confidence = Math.min(...touched.map((e) => e.confidence))
    const before = { from: row.from, to: row.to }
    // An edited end stands where it stood: it has to be judged again, not searched.
    const isSure = (e: EndFate) => e.now !== undefined && (e.now === e.requirement || e.confidence >= LEAST_CONFIDENCE)
    if (!touched.every(isSure)) return { row, report: { row: index + 1, before, confidence, verdict: 'broken' } }
    function renamed(end: 'from' | 'to'): readonly string[] {
      return row[end].map((id) => fates.get(`${end} ${id}`)?.now ?? id)
    }
    const after = { from: renamed('from'), to: renamed('to') }
    const changed = touched.some((e) => e.textChanged)
    return {
      row: { ...row, ...after },
      report: { row: index + 1, before, after, confidence, verdict: changed ? 'judge-again' : 'moved' },
    }
  }
}
