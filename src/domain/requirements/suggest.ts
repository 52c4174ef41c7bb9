/**
 * Suggestions for mapping authors: which requirements of another set have words in common. Lexical, offline, without any relation: a
 * person judges. How often suggestions hit is measured against the rows there are (`measureSuggestions`) and printed with them.
 */
import { byText } from '#util/order.ts'
import { featuresOf } from './lexical.ts'
import type { Mapping } from './mapping.ts'
import type { Requirement, RequirementSet } from './requirement.ts'

export interface Suggestion {
  readonly requirement: string
  readonly title: string
  /** Sum of the weights of the words in common; comparable within one list only. */
  readonly score: number
  readonly words: readonly string[]
}

/** An index of one set; rare words weigh more. */
export class Suggester {
  readonly #requirements: readonly Requirement[]
  readonly #postings = new Map<string, { readonly at: number; readonly count: number }[]>()
  readonly #sizes: number[] = []

  constructor(set: RequirementSet) {
    this.#requirements = set.requirements.filter((r) => !r.isHeading)
    this.#requirements.forEach((r, at) => {
      const features = featuresOf(`${r.title}. ${r.title}. ${r.says}`)
      let size = 0
      for (const [feature, count] of features) {
        const list = this.#postings.get(feature)
        if (list === undefined) this.#postings.set(feature, [{ at, count }])
        else list.push({ at, count })
        size += count
      }
      this.#sizes.push(size)
    })
  }

  /** Best first; ties by id. */
  suggest(requirement: Requirement, most: number): readonly Suggestion[] {
    const scores = new Map<number, { score: number; words: string[] }>()
    for (const feature of featuresOf(`${requirement.title}. ${requirement.title}. ${requirement.says}`).keys()) {
      const postings = this.#postings.get(feature)
      if (postings === undefined) continue
      const weight = bits(Math.floor((this.#requirements.length * 16) / postings.length))
      for (const { at, count } of postings) {
        const entry = scores.get(at) ?? { score: 0, words: [] }
        // Long texts hold every word sooner or later: a word counts less in them, and repeating it adds little.
        entry.score += Math.floor((weight * 64 * (count > 1 ? 3 : 2)) / (8 + bits((this.#sizes[at] as number) * 4)))
        entry.words.push(feature)
        scores.set(at, entry)
      }
    }
    return [...scores]
      .map(([at, { score, words }]) => ({
        requirement: (this.#requirements[at] as Requirement).id,
        title: (this.#requirements[at] as Requirement).title,
        score,
        words,
      }))
      .sort((a, b) => b.score - a.score || byText(a.requirement, b.requirement))
      .slice(0, most)
  }
}

/** Binary digits of a whole number: a logarithm good enough for weights. */
function bits(n: number): number {
  let count = 0
  for (let x = n; x > 0; x = Math.floor(x / 2)) count += 1
  return count
}

export interface SuggestionMeasure {
  /** Source requirements that have at least one row. */
  readonly asked: number
  /** Of these, with a row to the first suggestion. */
  readonly firstIsRow: number
  /** Suggestions made, at most `most` each, and how many of them are rows. */
  readonly made: number
  readonly hits: number
  /** Rows between single requirements, and how many of them were suggested. */
  readonly rows: number
  readonly found: number
}

/** How suggestions do against the rows of a mapping, most of each. Rows that nobody wrote count as misses, so this is a lower bound. */
export function measureSuggestions(
  mapping: Mapping,
  from: RequirementSet,
  to: RequirementSet,
  most: number,
): SuggestionMeasure {
  const suggester = new Suggester(to)
  const rows = new Map<string, Set<string>>()
  for (const r of mapping.rows)
    for (const f of r.from) for (const t of r.to) rows.set(f, (rows.get(f) ?? new Set()).add(t))
  const measure = { asked: 0, firstIsRow: 0, made: 0, hits: 0, rows: 0, found: 0 }
  for (const requirement of from.requirements) {
    const wanted = rows.get(requirement.id)
    if (wanted === undefined) continue
    const made = suggester.suggest(requirement, most)
    measure.asked += 1
    measure.made += made.length
    measure.rows += wanted.size
    const hits = made.filter((s) => wanted.has(s.requirement)).length
    measure.hits += hits
    measure.found += hits
    if (made[0] !== undefined && wanted.has(made[0].requirement)) measure.firstIsRow += 1
  }
  return measure
}
