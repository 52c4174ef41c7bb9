/**
 * Finite distributive lattices, and the least fixed point of a system over one.
 *
 * The reading is chosen by the lattice: sets of days answer "when", profiles answer "at which level", two values answer "whether".
 * Exceptions are read by the pseudo-complement: the largest value that has nothing in common with the exception.
 */
import { ALWAYS, complement, type IntervalSet, intersect, NEVER, sameDays, unite } from '#util/interval-set.ts'
import type { System } from './system.ts'

export interface Lattice<V> {
  readonly bottom: V
  readonly top: V
  join(a: V, b: V): V
  meet(a: V, b: V): V
  equal(a: V, b: V): boolean
  /** The largest x with meet(a, x) = bottom. */
  pseudoComplement(a: V): V
}

export const holdsLattice: Lattice<boolean> = {
  bottom: false,
  top: true,
  join: (a, b) => a || b,
  meet: (a, b) => a && b,
  equal: (a, b) => a === b,
  pseudoComplement: (a) => !a,
}

export const whenLattice: Lattice<IntervalSet> = {
  bottom: NEVER,
  top: ALWAYS,
  join: unite,
  meet: intersect,
  equal: sameDays,
  pseudoComplement: complement,
}

/** What surely and what possibly holds; surely is below possibly. */
export interface Reading<V> {
  readonly surely: readonly V[]
  readonly possibly: readonly V[]
}

/** The value of a fact: one value when it is known, two when it is known only between bounds. */
export interface FactBounds<V> {
  readonly surely: V
  readonly possibly: V
}

/**
 * The least fixed point of the system over `lattice`. `labelOf` bounds what a clause can give (the days on which its rule is in
 * force; the profile of the evidence behind it); `factOf` gives the facts. Cost: each clause once per step its body rises.
 */
export function evaluate<V>(
  system: System,
  lattice: Lattice<V>,
  factOf: (atom: string) => FactBounds<V> | undefined,
  labelOf: (clause: number) => V = () => lattice.top,
): Reading<V> {
  const surely: V[] = new Array<V>(system.atoms.length).fill(lattice.bottom)
  const possibly: V[] = new Array<V>(system.atoms.length).fill(lattice.bottom)
  system.atoms.forEach((atom, a) => {
    const value = factOf(atom)
    if (value === undefined) return
    surely[a] = value.surely
    possibly[a] = value.possibly
  })
  for (let s = 0; s < system.strata; s += 1) {
    runStratum(system, lattice, s, surely, possibly, labelOf)
    runStratum(system, lattice, s, possibly, surely, labelOf)
  }
  return { surely, possibly }
}

function runStratum<V>(
  system: System,
  lattice: Lattice<V>,
  s: number,
  values: V[],
  others: readonly V[],
  labelOf: (clause: number) => V,
): void {
  const clauses = system.clausesOfStratum[s] as Int32Array
  const queued = new Uint8Array(system.clauses.length)
  const queue: number[] = [...clauses]
  for (const c of queue) queued[c] = 1
  for (let next = 0; next < queue.length; next += 1) {
    const c = queue[next] as number
    queued[c] = 0
    const h = system.head[c] as number
    const raised = lattice.join(values[h] as V, valueOfClause(system, lattice, c, values, others, labelOf))
    if (lattice.equal(raised, values[h] as V)) continue
    values[h] = raised
    for (let i = system.usedStart[h] as number; i < (system.usedStart[h + 1] as number); i += 1) {
      const user = system.usedBy[i] as number
      if (queued[user] === 1 || system.stratum[system.head[user] as number] !== s) continue
      queued[user] = 1
      queue.push(user)
    }
  }
}

function valueOfClause<V>(
  system: System,
  lattice: Lattice<V>,
  c: number,
  values: readonly V[],
  others: readonly V[],
  labelOf: (clause: number) => V,
): V {
  let value = labelOf(c)
  for (let i = system.bodyStart[c] as number; i < (system.bodyStart[c + 1] as number); i += 1) {
    value = lattice.meet(value, values[system.body[i] as number] as V)
  }
  for (let i = system.unlessStart[c] as number; i < (system.unlessStart[c + 1] as number); i += 1) {
    value = lattice.meet(value, lattice.pseudoComplement(others[system.unless[i] as number] as V))
  }
  return value
}
