/**
 * Why an atom holds, does not hold, or is open: one proof, rebuilt on demand from the ranks of an evaluation.
 *
 * A proof is a graph whose nodes are shared: each atom stands in it at most once per polarity. Positive nodes are acyclic (their
 * premises have smaller ranks). Nodes for absence may refer to each other in a circle: what could only rest on itself does not hold.
 */
import type { Holding } from './holds.ts'
import type { System } from './system.ts'

export type ProofNode =
  /** A fact that was given as true. */
  | { readonly kind: 'given'; readonly atom: string }
  /** A fact that was given as false, or an atom that is neither a fact nor the head of any clause. */
  | { readonly kind: 'denied'; readonly atom: string; readonly given: boolean }
  | {
      readonly kind: 'derived'
      readonly atom: string
      readonly clause: number
      readonly premises: readonly number[]
      readonly absent: readonly number[]
    }
  /** Every clause that could give the atom is blocked by one literal, or its rule is not in force. */
  | { readonly kind: 'refuted'; readonly atom: string; readonly blocked: readonly Blocked[] }
  /** Not known: a fact that was not given, or an atom that hangs on such facts. */
  | {
      readonly kind: 'open'
      readonly atom: string
      readonly given: boolean
      readonly clauses: readonly { readonly clause: number; readonly waitsFor: readonly number[] }[]
    }

export type Blocked =
  | { readonly clause: number; readonly by: 'not-in-force' }
  /** A body literal that does not hold (node of kind denied or refuted). */
  | { readonly clause: number; readonly by: 'missing'; readonly node: number }
  /** An exception that holds (node of kind given or derived). */
  | { readonly clause: number; readonly by: 'exception'; readonly node: number }

export interface Proof {
  /** Node 0 is the atom asked for. */
  readonly nodes: readonly ProofNode[]
}

/** Explain `atom` as it stands. Cost: each literal of the clauses that the proof shows once. */
export function explain(system: System, holding: Holding, atom: string): Proof {
  const nodes: (ProofNode | undefined)[] = []
  const at = new Map<string, number>()
  const todo: { readonly atom: number; readonly slot: number }[] = []

  function refer(a: number): number {
    const name = system.atoms[a] as string
    const known = at.get(name)
    if (known !== undefined) return known
    const slot = nodes.length
    nodes.push(undefined)
    at.set(name, slot)
    todo.push({ atom: a, slot })
    return slot
  }

  const start = system.idOf.get(atom)
  if (start === undefined) return { nodes: [{ kind: 'denied', atom, given: false }] }
  refer(start)
  while (todo.length > 0) {
    const { atom: a, slot } = todo.shift() as { atom: number; slot: number }
    nodes[slot] = node(system, holding, a, refer)
  }
  return { nodes: nodes as ProofNode[] }
}

function node(system: System, holding: Holding, a: number, refer: (a: number) => number): ProofNode {
  const atom = system.atoms[a] as string
  const fact = holding.facts.get(a)
  if (fact === 'true') return { kind: 'given', atom }
  if (holding.surely[a] === 1) return derivation(system, holding, a, refer)
  if (holding.possibly[a] === 1) return opening(system, holding, a, fact !== undefined, refer)
  const clauses = clausesFor(system, a)
  if (clauses.length === 0) return { kind: 'denied', atom, given: fact !== undefined }
  return { kind: 'refuted', atom, blocked: Array.from(clauses, (c) => blocking(system, holding, c, refer)) }
}

function clausesFor(system: System, a: number): Int32Array {
  return system.derivedBy.subarray(system.derivedStart[a], system.derivedStart[a + 1])
}

function bodyOf(system: System, c: number): Int32Array {
  return system.body.subarray(system.bodyStart[c], system.bodyStart[c + 1])
}

function exceptionsOf(system: System, c: number): Int32Array {
  return system.unless.subarray(system.unlessStart[c], system.unlessStart[c + 1])
}

/** The first clause, in the order given, that fired from smaller ranks. */
function derivation(system: System, holding: Holding, a: number, refer: (a: number) => number): ProofNode {
  const own = holding.rank[a] as number
  for (const c of clausesFor(system, a)) {
    if (holding.active[c] !== 1) continue
    const body = bodyOf(system, c)
    const exceptions = exceptionsOf(system, c)
    if (!body.every((b) => holding.surely[b] === 1 && (holding.rank[b] as number) < own)) continue
    if (!exceptions.every((e) => holding.possibly[e] === 0)) continue
    return {
      kind: 'derived',
      atom: system.atoms[a] as string,
      clause: c,
      premises: Array.from(body, refer),
      absent: Array.from(exceptions, refer),
    }
  }
  throw new Error(`no clause with smaller ranks derives ${system.atoms[a]}`)
}

function blocking(system: System, holding: Holding, c: number, refer: (a: number) => number): Blocked {
  if (holding.active[c] !== 1) return { clause: c, by: 'not-in-force' }
  const exception = exceptionsOf(system, c).find((e) => holding.surely[e] === 1)
  if (exception !== undefined) return { clause: c, by: 'exception', node: refer(exception) }
  const missing = Array.from(bodyOf(system, c)).filter((b) => holding.possibly[b] === 0)
  // A fact that was denied says more to a reader than a conclusion that failed.
  const literal = missing.find((b) => holding.facts.get(b) === 'false') ?? missing[0]
  if (literal === undefined) throw new Error(`clause ${c} for a refuted atom is not blocked`)
  return { clause: c, by: 'missing', node: refer(literal) }
}

function opening(system: System, holding: Holding, a: number, given: boolean, refer: (a: number) => number): ProofNode {
  const clauses = Array.from(clausesFor(system, a)).flatMap((c) => {
    if (holding.active[c] !== 1) return []
    const body = Array.from(bodyOf(system, c))
    const exceptions = Array.from(exceptionsOf(system, c))
    if (body.some((b) => holding.possibly[b] === 0) || exceptions.some((e) => holding.surely[e] === 1)) return []
    const waits = [...body, ...exceptions].filter((x) => holding.surely[x] !== holding.possibly[x])
    return [{ clause: c, waitsFor: waits.map(refer) }]
  })
  return { kind: 'open', atom: system.atoms[a] as string, given, clauses }
}
