/**
 * A settled conclusion as a document of its own: the proof, and every clause, rule and fact it cites, under one seal.
 *
 * Whoever has the document can re-apply it with `check-document.ts` and nothing else; whoever also has the records it cites can see
 * whether one of them has changed since. Printed as canonical JSON: sorted keys, no floats, so equal proofs are equal bytes.
 */
import { explain, type ProofNode } from '#fixpoint/index.ts'
import { type CalendarDate, fromDayNumber } from '#util/calendar-date.ts'
import { END_OF_DAYS, FIRST_DAY, type IntervalSet } from '#util/interval-set.ts'
import { byText } from '#util/order.ts'
import { sha256 } from '#util/sha256.ts'
import type { Atom, Citation, RuleStatement, Theory, TheoryFact } from '../answers/index.ts'

export const PROOF_FORMAT = 'metascheme-proof/1'

/** Days as written: from the first, up to and without the second; a missing end is open. */
export interface WrittenDays {
  readonly from?: CalendarDate
  readonly until?: CalendarDate
}

export interface CitedFact {
  readonly atom: string
  readonly says: string
  readonly surely: readonly WrittenDays[]
  readonly possibly: readonly WrittenDays[]
  readonly citation?: Citation
  readonly by?: string
}

export interface CitedClause {
  readonly head: string
  readonly body: readonly string[]
  readonly unless: readonly string[]
  readonly rule: string
}

export interface ProofDocument {
  readonly format: typeof PROOF_FORMAT
  readonly about: string
  readonly says: string
  readonly verdict: 'holds' | 'fails'
  readonly on: CalendarDate
  /** Node 0 is the conclusion; `clause` is a place in `clauses`. */
  readonly nodes: readonly ProofNode[]
  readonly clauses: readonly CitedClause[]
  readonly rules: readonly RuleStatement[]
  readonly facts: readonly CitedFact[]
  /** SHA-256 of everything above in canonical form. */
  readonly seal: string
}

export type ExportedProof =
  | { readonly kind: 'document'; readonly document: ProofDocument }
  /** What is not known has no proof, only questions. */
  | { readonly kind: 'not-settled' }

/** Export why `about` is, or is not, so on a day. Cost: that of the proof. */
export function exportProof(theory: Theory, about: Atom, on: CalendarDate): ExportedProof {
  const proof = explain(theory.system, theory.holding(on), about.text)
  const first = proof.nodes[0] as ProofNode
  if (first.kind === 'open') return { kind: 'not-settled' }
  const cited = new Map<number, number>()
  const cite = (clause: number): number => {
    const known = cited.get(clause)
    if (known !== undefined) return known
    cited.set(clause, cited.size)
    return cited.size - 1
  }
  const nodes = proof.nodes.map((node) => withClauses(node, cite))
  const clauses = [...cited.keys()].map((c) => {
    const clause = theory.system.clauses[c] as Theory['system']['clauses'][number]
    return { head: clause.head, body: clause.body, unless: clause.unless ?? [], rule: clause.rule }
  })
  const rules = new Map([...cited.keys()].map((c) => [theory.ruleOf(c).id, theory.ruleOf(c)]))
  const facts = proof.nodes.flatMap((node) => {
    const fact = theory.facts.get(node.atom)
    return fact === undefined ? [] : [citedFact(node.atom, fact, theory)]
  })
  const verdict = first.kind === 'given' || first.kind === 'derived' ? 'holds' : 'fails'
  const open: Omit<ProofDocument, 'seal'> = {
    format: PROOF_FORMAT,
    about: about.text,
    says: theory.wordingOf(about.text)[verdict],
    verdict,
    on,
    nodes,
    clauses,
    rules: [...rules.values()].sort((a, b) => byText(a.id, b.id)),
    facts: facts.sort((a, b) => byText(a.atom, b.atom)),
  }
  return { kind: 'document', document: { ...open, seal: sealOf(open) } }
}

function withClauses(node: ProofNode, cite: (clause: number) => number): ProofNode {
  switch (node.kind) {
    case 'derived':
      return { ...node, clause: cite(node.clause) }
    case 'refuted':
      return { ...node, blocked: node.blocked.map((b) => ({ ...b, clause: cite(b.clause) })) }
    case 'open':
      return { ...node, clauses: node.clauses.map((c) => ({ ...c, clause: cite(c.clause) })) }
    case 'given':
    case 'denied':
      return node
    default:
      return node satisfies never
  }
}

function citedFact(atom: string, fact: TheoryFact, theory: Theory): CitedFact {
  const wording = theory.wordingOf(atom)
  return {
    atom,
    says: wording.holds,
    surely: writtenDays(fact.surely),
    possibly: writtenDays(fact.possibly),
    ...(fact.citation === undefined ? {} : { citation: fact.citation }),
    ...(fact.by === undefined ? {} : { by: fact.by }),
  }
}

function writtenDays(days: IntervalSet): readonly WrittenDays[] {
  return days.map((d) => ({
    ...(d.from === FIRST_DAY ? {} : { from: fromDayNumber(d.from) }),
    ...(d.to === END_OF_DAYS ? {} : { until: fromDayNumber(d.to) }),
  }))
}

/** What a checker may hold a document against: the clauses and facts as they stand now, in the document's own words. */
export interface CurrentPremises {
  readonly facts: ReadonlyMap<string, CitedFact>
  readonly clausesFor: (head: string) => readonly CitedClause[]
  readonly rules: ReadonlyMap<string, RuleStatement>
}

export function currentPremises(theory: Theory): CurrentPremises {
  const { system } = theory
  return {
    facts: new Map([...theory.facts].map(([atom, fact]) => [atom, citedFact(atom, fact, theory)])),
    clausesFor(head) {
      const a = system.idOf.get(head)
      if (a === undefined) return []
      const rows = system.derivedBy.subarray(system.derivedStart[a], system.derivedStart[a + 1])
      return Array.from(rows, (c) => {
        const clause = system.clauses[c] as Theory['system']['clauses'][number]
        return { head, body: clause.body, unless: clause.unless ?? [], rule: clause.rule }
      })
    },
    rules: theory.rules,
  }
}

/** Everything but the seal itself, sealed. */
export function sealOf(document: Omit<ProofDocument, 'seal'>): string {
  return sha256(canonical({ ...document, seal: undefined }))
}

/** JSON with sorted keys and without what is undefined; the same value, the same text. Source: the order of RFC 8785. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value as Readonly<Record<string, unknown>>).filter(([, v]) => v !== undefined)
  return `{${entries
    .sort(([a], [b]) => byText(a, b))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
    .join(',')}}`
}
