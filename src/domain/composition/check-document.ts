/**
 * The independent checker of exported proofs. It re-applies every cited clause and believes nothing else: not the program that wrote the
 * document, no catalogue, no dossier. Given the records as they stand now it also refuses what has changed since.
 */
import { checkProof, type ProofNode } from '#fixpoint/index.ts'
import { parseDate, toDayNumber } from '#util/calendar-date.ts'
import { kindOf, PREMISES_OF, type ResultKind } from '../answers/index.ts'
import {
  canonical,
  type CurrentPremises,
  PROOF_FORMAT,
  type ProofDocument,
  sealOf,
  type WrittenDays,
} from './proof-document.ts'

export type CheckedDocument =
  | { readonly kind: 'accepted'; readonly verdict: 'holds' | 'fails'; readonly says: string }
  | { readonly kind: 'refused'; readonly because: string }

/** Accept or refuse a parsed document. Cost: each edge of the proof once, and the seal. */
export function checkDocument(written: unknown, current?: CurrentPremises): CheckedDocument {
  try {
    const because = wrongIn(written as ProofDocument, current)
    if (because !== undefined) return { kind: 'refused', because }
    const { verdict, says } = written as ProofDocument
    return { kind: 'accepted', verdict, says }
  } catch {
    return { kind: 'refused', because: 'it is not a proof document' }
  }
}

function wrongIn(d: ProofDocument, current: CurrentPremises | undefined): string | undefined {
  if (d.format !== PROOF_FORMAT) return 'it is in another format'
  if (sealOf(d) !== d.seal) return 'its seal does not match: something in it was changed'
  if (parseDate(d.on) === undefined) return 'it names no day'
  const day = toDayNumber(d.on)
  const facts = new Map(d.facts.map((f) => [f.atom, f]))
  const rules = new Map(d.rules.map((r) => [r.id, r]))
  for (const clause of d.clauses) {
    if (!rules.has(clause.rule)) return `it cites the rule ${clause.rule} without its words`
    const stray = [...clause.body, ...clause.unless].find(
      (p) => !PREMISES_OF[kindOf(clause.head) as ResultKind]?.includes(kindOf(p)),
    )
    if (stray !== undefined) return `${clause.head} must not rest on ${stray}`
  }
  const checked = checkProof(
    { nodes: d.nodes },
    {
      clauses: d.clauses,
      inForce: (c) => {
        const rule = rules.get(d.clauses[c]?.rule ?? '')
        return (
          rule !== undefined &&
          (rule.from === undefined || rule.from <= d.on) &&
          (rule.until === undefined || d.on < rule.until)
        )
      },
      factOf: (atom) => {
        const fact = facts.get(atom)
        if (fact === undefined) return undefined
        if (holdsOn(fact.surely, day)) return 'true'
        return holdsOn(fact.possibly, day) ? 'unknown' : 'false'
      },
    },
  )
  if (checked.kind === 'refused') return checked.because
  const first = d.nodes[0] as ProofNode
  if (first.atom !== d.about) return 'its proof is about something else'
  const verdict = first.kind === 'given' || first.kind === 'derived' ? 'holds' : 'fails'
  if (first.kind === 'open' || verdict !== d.verdict) return `its proof does not show that it ${d.verdict}`
  return current === undefined ? undefined : changedSince(d, current)
}

function holdsOn(days: readonly WrittenDays[], day: number): boolean {
  return days.some(
    (d) =>
      (d.from === undefined || toDayNumber(d.from) <= day) && (d.until === undefined || day < toDayNumber(d.until)),
  )
}

/** Every cited fact, rule and clause is as it stands now, and nothing that is absent in the proof has come since. */
function changedSince(d: ProofDocument, current: CurrentPremises): string | undefined {
  for (const fact of d.facts)
    if (!same(fact, current.facts.get(fact.atom))) return `${fact.atom} is no longer as it was`
  for (const rule of d.rules)
    if (!same(rule, current.rules.get(rule.id))) return `the rule ${rule.id} is no longer as it was`
  for (const clause of d.clauses) {
    if (!current.clausesFor(clause.head).some((c) => same(c, clause)))
      return `nothing gives ${clause.head} in the way the proof says`
  }
  for (const node of d.nodes) {
    if (node.kind === 'denied' && !node.given && current.facts.has(node.atom))
      return `${node.atom} has become a fact since`
    if (node.kind === 'refuted' && !d.facts.some((f) => f.atom === node.atom) && current.facts.has(node.atom))
      return `${node.atom} has become a fact since`
    const cited = node.kind === 'refuted' ? node.blocked.length : node.kind === 'denied' ? 0 : undefined
    if (cited !== undefined && current.clausesFor(node.atom).length !== cited)
      return `other clauses give ${node.atom} since`
  }
  return undefined
}

function same(a: unknown, b: unknown): boolean {
  return b !== undefined && canonical(a) === canonical(b)
}
