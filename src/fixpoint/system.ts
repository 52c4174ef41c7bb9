/**
 * A system of ground clauses: `head ← body, unless exceptions`. Every conclusion of the house comes out of one.
 *
 * Atoms are strings outside and dense numbers inside; bodies are stored as one flat array with row starts, so that
 * evaluation touches each literal a bounded number of times and allocates nothing per clause.
 * Exceptions (`unless`) must lie in a lower stratum than the head: no conclusion may rest on its own absence.
 */
import { byText } from '#util/order.ts'

export interface Clause {
  readonly head: string
  readonly body: readonly string[]
  /** The clause does not speak when one of these holds. */
  readonly unless?: readonly string[]
  /** Which rule this clause is an instance of; opaque here. */
  readonly rule: string
}

export interface System {
  readonly atoms: readonly string[]
  readonly clauses: readonly Clause[]
  readonly idOf: ReadonlyMap<string, number>
  /** Per clause: number of its head. */
  readonly head: Int32Array
  /** Flat bodies: those of clause c are `body[bodyStart[c] … bodyStart[c + 1])`. */
  readonly bodyStart: Int32Array
  readonly body: Int32Array
  readonly unlessStart: Int32Array
  readonly unless: Int32Array
  /** Flat occurrences: clauses with atom a in the body. */
  readonly usedStart: Int32Array
  readonly usedBy: Int32Array
  /** Flat: clauses whose head is atom a. */
  readonly derivedStart: Int32Array
  readonly derivedBy: Int32Array
  /** Per atom, from 0. */
  readonly stratum: Int32Array
  readonly strata: number
  /** Clauses by stratum of their head. */
  readonly clausesOfStratum: readonly Int32Array[]
}

/** The atoms of a circle through an exception, in order: each rests on the next, one of them on its absence. */
export interface CircularException {
  readonly kind: 'circular-exception'
  readonly atoms: readonly string[]
}

export type BuiltSystem = { readonly kind: 'system'; readonly system: System } | CircularException

/**
 * Build a system. Clauses keep the order given (order decides which of several proofs is shown, nothing else).
 * `extraAtoms` are atoms that occur in no clause but will be given as facts or asked for.
 * Cost: each literal a constant number of times, times the number of strata.
 */
export function buildSystem(clauses: readonly Clause[], extraAtoms: Iterable<string> = []): BuiltSystem {
  const idOf = new Map<string, number>()
  const atoms: string[] = []
  function intern(atom: string): number {
    const known = idOf.get(atom)
    if (known !== undefined) return known
    idOf.set(atom, atoms.length)
    atoms.push(atom)
    return atoms.length - 1
  }
  const head = new Int32Array(clauses.length)
  const bodyStart = new Int32Array(clauses.length + 1)
  const unlessStart = new Int32Array(clauses.length + 1)
  const bodies: number[] = []
  const exceptions: number[] = []
  clauses.forEach((clause, c) => {
    head[c] = intern(clause.head)
    for (const atom of new Set(clause.body)) bodies.push(intern(atom))
    for (const atom of new Set(clause.unless ?? [])) exceptions.push(intern(atom))
    bodyStart[c + 1] = bodies.length
    unlessStart[c + 1] = exceptions.length
  })
  for (const atom of extraAtoms) intern(atom)
  const body = Int32Array.from(bodies)
  const unless = Int32Array.from(exceptions)
  const used = invert(bodyStart, body, atoms.length)
  const derived = invertHeads(head, atoms.length)
  const stratum = stratify(atoms.length, head, bodyStart, body, unlessStart, unless)
  if (stratum === undefined) return { kind: 'circular-exception', atoms: findCircle(clauses) }
  let strata = 1
  for (const s of stratum) strata = Math.max(strata, s + 1)
  const groups: number[][] = Array.from({ length: strata }, () => [])
  for (let c = 0; c < clauses.length; c += 1) groups[stratum[head[c] as number] as number]?.push(c)
  return {
    kind: 'system',
    system: {
      atoms,
      clauses,
      idOf,
      head,
      bodyStart,
      body,
      unlessStart,
      unless,
      usedStart: used.start,
      usedBy: used.rows,
      derivedStart: derived.start,
      derivedBy: derived.rows,
      stratum,
      strata,
      clausesOfStratum: groups.map((g) => Int32Array.from(g)),
    },
  }
}

interface Rows {
  readonly start: Int32Array
  readonly rows: Int32Array
}

function invert(rowStart: Int32Array, row: Int32Array, atoms: number): Rows {
  const start = new Int32Array(atoms + 1)
  for (const a of row) start[a + 1] = (start[a + 1] as number) + 1
  for (let a = 0; a < atoms; a += 1) start[a + 1] = (start[a + 1] as number) + (start[a] as number)
  const next = start.slice()
  const rows = new Int32Array(row.length)
  for (let c = 0; c + 1 < rowStart.length; c += 1) {
    for (let i = rowStart[c] as number; i < (rowStart[c + 1] as number); i += 1) {
      const a = row[i] as number
      rows[next[a] as number] = c
      next[a] = (next[a] as number) + 1
    }
  }
  return { start, rows }
}

function invertHeads(head: Int32Array, atoms: number): Rows {
  const starts = new Int32Array(head.length + 1)
  for (let c = 0; c < head.length; c += 1) starts[c + 1] = c + 1
  return invert(starts, head, atoms)
}

/** Stratum of each atom by relaxation; undefined where a circle runs through an exception. */
function stratify(
  atoms: number,
  head: Int32Array,
  bodyStart: Int32Array,
  body: Int32Array,
  unlessStart: Int32Array,
  unless: Int32Array,
): Int32Array | undefined {
  const stratum = new Int32Array(atoms)
  let highest = 0
  for (let changed = true; changed; ) {
    changed = false
    for (let c = 0; c < head.length; c += 1) {
      let least = 0
      for (let i = bodyStart[c] as number; i < (bodyStart[c + 1] as number); i += 1)
        least = Math.max(least, stratum[body[i] as number] as number)
      for (let i = unlessStart[c] as number; i < (unlessStart[c + 1] as number); i += 1)
        least = Math.max(least, (stratum[unless[i] as number] as number) + 1)
      const h = head[c] as number
      if ((stratum[h] as number) >= least) continue
      stratum[h] = least
      highest = Math.max(highest, least)
      // Each exception on a path without a circle lifts by one, so no stratum can exceed the number of atoms.
      if (highest > atoms) return undefined
      changed = true
    }
  }
  return stratum
}

/** A shortest circle through an exception, found breadth first from each exception back to its head. */
function findCircle(clauses: readonly Clause[]): readonly string[] {
  const needs = new Map<string, string[]>()
  for (const clause of clauses) {
    const list = needs.get(clause.head) ?? []
    list.push(...clause.body, ...(clause.unless ?? []))
    needs.set(clause.head, list)
  }
  for (const clause of [...clauses].sort((a, b) => byText(a.head, b.head))) {
    for (const exception of clause.unless ?? []) {
      const path = shortestPath(needs, exception, clause.head)
      if (path !== undefined) return [clause.head, ...path]
    }
  }
  return []
}

function shortestPath(
  needs: ReadonlyMap<string, readonly string[]>,
  from: string,
  to: string,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]])
  const queue = [from]
  for (let i = 0; i < queue.length; i += 1) {
    const atom = queue[i] as string
    if (atom === to) {
      const path: string[] = []
      for (let at: string | undefined = atom; at !== undefined; at = cameFrom.get(at)) path.unshift(at)
      return path
    }
    for (const next of needs.get(atom) ?? []) {
      if (!cameFrom.has(next)) {
        cameFrom.set(next, atom)
        queue.push(next)
      }
    }
  }
  return undefined
}
