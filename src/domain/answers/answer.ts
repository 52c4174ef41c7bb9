/**
 * What every question answers with: a value, not applicable, no, or not known; each with its because.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Citation } from './citation.ts'
import type { PremiseKind } from './kinds.ts'

export type Answer<T> =
  | { readonly kind: 'value'; readonly value: T; readonly because: Because }
  | { readonly kind: 'not-applicable'; readonly because: Because }
  | { readonly kind: 'no'; readonly because: Because }
  | { readonly kind: 'not-known'; readonly settledBy: readonly OpenFact[]; readonly because: Because }

/** A fact nobody has stated that would settle an answer. */
export interface OpenFact {
  /** Id of a dossier fact, of a state of the law, or of a rule whose text was not checked. */
  readonly id: string
  readonly what: 'dossier-fact' | 'state-of-law' | 'unchecked-rule' | 'catalogue'
  /** In plain words, to the person who can answer. */
  readonly question: string
  readonly why: string
}

/**
 * Why something is so. A graph of shared nodes: one node may be the premise of many. Print it with `render`; never rely on it being a tree.
 */
export interface Because {
  readonly kind: PremiseKind
  /** holds: it is so; fails: it is not so; open: not known. */
  readonly verdict: 'holds' | 'fails' | 'open'
  /** What is (not) so, as a sentence. */
  readonly says: string
  /** The rule that was applied, in our own words. */
  readonly rule?: string
  readonly citation?: Citation
  readonly day?: CalendarDate
  readonly premises: readonly Because[]
}

/** A because without premises: a fact as it was given or read. */
export function given(kind: PremiseKind, says: string, citation?: Citation): Because {
  return citation === undefined
    ? { kind, verdict: 'holds', says, premises: [] }
    : { kind, verdict: 'holds', says, citation, premises: [] }
}

/** Every citation under a because, each once, in the order met. */
export function citationsOf(because: Because): readonly Citation[] {
  const seen = new Set<Because>()
  const found = new Map<string, Citation>()
  const stack = [because]
  while (stack.length > 0) {
    const node = stack.pop() as Because
    if (seen.has(node)) continue
    seen.add(node)
    if (node.citation !== undefined) found.set(`${node.citation.source}\u0000${node.citation.at}`, node.citation)
    for (let i = node.premises.length - 1; i >= 0; i -= 1) stack.push(node.premises[i] as Because)
  }
  return [...found.values()]
}
