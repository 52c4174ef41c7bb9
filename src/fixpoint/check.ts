/**
 * The independent checker: re-applies every clause a proof cites and believes nothing else.
 *
 * It knows neither how proofs are found nor what atoms mean; it shares no code with the evaluation. It is given the clauses and the
 * facts, and refuses a proof in which any premise, exception, clause or fact differs from them.
 */
import type { Clause } from './system.ts'
import type { Proof, ProofNode } from './proof.ts'

export interface ProofPremises {
  readonly clauses: readonly Clause[]
  readonly inForce: (clause: number) => boolean
  readonly factOf: (atom: string) => 'true' | 'false' | 'unknown' | undefined
}

export type CheckedProof =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly node: number; readonly because: string }

/** Accept or refuse. Cost: each edge of the proof once, and for absences each clause of the atom once. */
export function checkProof(proof: Proof, premises: ProofPremises): CheckedProof {
  const byHead = new Map<string, number[]>()
  premises.clauses.forEach((clause, c) => {
    const list = byHead.get(clause.head)
    if (list === undefined) byHead.set(clause.head, [c])
    else list.push(c)
  })
  for (let n = 0; n < proof.nodes.length; n += 1) {
    const wrong = wrongNode(proof, proof.nodes[n] as ProofNode, premises, byHead)
    if (wrong !== undefined) return { kind: 'refused', node: n, because: wrong }
  }
  const circle = circleOfPremises(proof)
  return circle === undefined
    ? { kind: 'accepted' }
    : { kind: 'refused', node: circle, because: 'a conclusion rests on itself' }
}

const POSITIVE = new Set(['given', 'derived'])
const NEGATIVE = new Set(['denied', 'refuted'])

function wrongNode(
  proof: Proof,
  node: ProofNode,
  premises: ProofPremises,
  byHead: ReadonlyMap<string, readonly number[]>,
): string | undefined {
  const fact = premises.factOf(node.atom)
  const clauses = byHead.get(node.atom) ?? []
  switch (node.kind) {
    case 'given':
      return fact === 'true' ? undefined : `${node.atom} is not among the facts`
    case 'denied':
      if (fact === 'true' || fact === 'unknown') return `${node.atom} is not denied by the facts`
      return clauses.length === 0 ? undefined : `${node.atom} could be derived by a clause that the proof leaves out`
    case 'derived': {
      const clause = premises.clauses[node.clause]
      if (clause === undefined || clause.head !== node.atom)
        return `clause ${node.clause} does not conclude ${node.atom}`
      if (!premises.inForce(node.clause)) return `the rule of clause ${node.clause} is not in force`
      return (
        sameLiterals(proof, node.premises, clause.body, POSITIVE, `premises of ${node.atom}`) ??
        sameLiterals(proof, node.absent, clause.unless ?? [], NEGATIVE, `exceptions of ${node.atom}`)
      )
    }
    case 'refuted': {
      if (fact === 'true' || fact === 'unknown') return `${node.atom} is not denied by the facts`
      const left = new Set(clauses)
      for (const blocked of node.blocked) {
        const clause = premises.clauses[blocked.clause]
        if (clause === undefined || !left.delete(blocked.clause))
          return `clause ${blocked.clause} is not one for ${node.atom}`
        if (blocked.by === 'not-in-force') {
          if (premises.inForce(blocked.clause)) return `the rule of clause ${blocked.clause} is in force`
          continue
        }
        const cause = proof.nodes[blocked.node]
        const literals = blocked.by === 'missing' ? clause.body : (clause.unless ?? [])
        const wanted = blocked.by === 'missing' ? NEGATIVE : POSITIVE
        if (cause === undefined || !literals.includes(cause.atom) || !wanted.has(cause.kind))
          return `clause ${blocked.clause} is not blocked as said`
      }
      return left.size === 0 ? undefined : `a clause for ${node.atom} is left out`
    }
    case 'open':
      return undefined
  }
}

function sameLiterals(
  proof: Proof,
  nodes: readonly number[],
  literals: readonly string[],
  kinds: ReadonlySet<string>,
  what: string,
): string | undefined {
  const wanted = new Set(literals)
  for (const n of nodes) {
    const node = proof.nodes[n]
    if (node === undefined || !wanted.delete(node.atom)) return `${what}: not those of the clause`
    if (!kinds.has(node.kind)) return `${what}: ${node.atom} is ${node.kind}`
  }
  return wanted.size === 0 ? undefined : `${what}: some are missing`
}

/** A derived node on a circle of premises, or undefined. Circles among absences are sound and allowed. */
function circleOfPremises(proof: Proof): number | undefined {
  const state = new Uint8Array(proof.nodes.length)
  for (let start = 0; start < proof.nodes.length; start += 1) {
    const stack = [{ node: start, next: 0 }]
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { node: number; next: number }
      const node = proof.nodes[top.node] as ProofNode
      const premises = node.kind === 'derived' ? node.premises : []
      if (top.next === 0 && state[top.node] === 2) {
        stack.pop()
        continue
      }
      if (top.next < premises.length) {
        state[top.node] = 1
        const premise = premises[top.next] as number
        top.next += 1
        if (state[premise] === 1) return premise
        if (state[premise] === 0) stack.push({ node: premise, next: 0 })
      } else {
        state[top.node] = 2
        stack.pop()
      }
    }
  }
  return undefined
}
