/**
 * The reading "holds": the least fixed point in two values, read twice.
 *
 * Unknown facts count as false for what surely holds and as true for what possibly holds; exceptions cross over
 * (a clause surely speaks only if its exceptions surely do not hold). Where the two readings differ, the answer is not known.
 */
import type { System } from './system.ts'

export type FactValue = 'true' | 'false' | 'unknown'

export interface Holding {
  /** Per atom: 1 when it surely holds. */
  readonly surely: Uint8Array
  /** Per atom: 1 when it may hold; never 0 where `surely` is 1. */
  readonly possibly: Uint8Array
  /** Per atom that surely holds: when it was reached. A clause that fired has a body of smaller ranks: proofs cannot run in a circle. */
  readonly rank: Int32Array
  /** Per clause: 1 when it takes part (its label is not empty on the day asked). */
  readonly active: Uint8Array
  readonly facts: FactLookup
}

export interface FactLookup {
  get(atom: number): FactValue | undefined
}

/** The values of the atoms that are facts, by number of the atom; one byte each. */
export class FactValues implements FactLookup {
  readonly #codes: Uint8Array

  constructor(codes: Uint8Array) {
    this.#codes = codes
  }

  get(atom: number): FactValue | undefined {
    return VALUES[this.#codes[atom] as number]
  }
}

const VALUES: readonly (FactValue | undefined)[] = [undefined, 'false', 'unknown', 'true']
const CODE: Readonly<Record<FactValue, number>> = { false: 1, unknown: 2, true: 3 }

/**
 * Evaluate. `factOf` gives the value of an atom that is a fact, undefined for one that is not; `isActive` switches single
 * clauses off (a rule not in force on the day). Cost: each literal twice per reading (Dowling and Gallier's counting).
 */
export function evaluateHolds(
  system: System,
  factOf: (atom: string) => FactValue | undefined,
  isActive: (clause: number) => boolean = () => true,
): Holding {
  const codes = new Uint8Array(system.atoms.length)
  for (let a = 0; a < codes.length; a += 1) {
    const value = factOf(system.atoms[a] as string)
    if (value !== undefined) codes[a] = CODE[value]
  }
  const active = new Uint8Array(system.clauses.length)
  for (let c = 0; c < active.length; c += 1) active[c] = isActive(c) ? 1 : 0
  const surely = new Uint8Array(system.atoms.length)
  const possibly = new Uint8Array(system.atoms.length)
  const rank = new Int32Array(system.atoms.length).fill(-1)
  const sure = new Propagation(system, surely, active, rank)
  const maybe = new Propagation(system, possibly, active, undefined)
  for (let a = 0; a < codes.length; a += 1) {
    const code = codes[a] as number
    if (code === CODE.true) sure.reach(a, -1)
    if (code >= CODE.unknown) maybe.reach(a, -1)
  }
  for (let s = 0; s < system.strata; s += 1) {
    sure.run(s, possibly)
    maybe.run(s, surely)
  }
  return { surely, possibly, rank, active, facts: new FactValues(codes) }
}

class Propagation {
  readonly #system: System
  readonly #value: Uint8Array
  readonly #active: Uint8Array
  readonly #rank: Int32Array | undefined
  /** Per clause: body literals that do not hold so far. */
  readonly #missing: Int32Array
  readonly #queue: number[] = []
  #reached = 0

  constructor(system: System, value: Uint8Array, active: Uint8Array, rank: Int32Array | undefined) {
    this.#system = system
    this.#value = value
    this.#active = active
    this.#rank = rank
    this.#missing = new Int32Array(system.clauses.length)
    for (let c = 0; c < this.#missing.length; c += 1)
      this.#missing[c] = (system.bodyStart[c + 1] as number) - (system.bodyStart[c] as number)
  }

  /** Set an atom and count it off in every body; clauses of stratum `s` that become complete are queued. */
  reach(atom: number, s: number): void {
    if (this.#value[atom] === 1) return
    this.#value[atom] = 1
    if (this.#rank !== undefined) this.#rank[atom] = this.#reached
    this.#reached += 1
    const { usedStart, usedBy, head, stratum } = this.#system
    for (let i = usedStart[atom] as number; i < (usedStart[atom + 1] as number); i += 1) {
      const c = usedBy[i] as number
      const left = (this.#missing[c] as number) - 1
      this.#missing[c] = left
      if (left === 0 && stratum[head[c] as number] === s) this.#queue.push(c)
    }
  }

  run(s: number, exceptions: Uint8Array): void {
    for (const c of this.#system.clausesOfStratum[s] as Int32Array) if (this.#missing[c] === 0) this.#queue.push(c)
    for (let next = 0; next < this.#queue.length; next += 1) {
      const c = this.#queue[next] as number
      if (this.#active[c] === 1 && !this.#isExcepted(c, exceptions)) this.reach(this.#system.head[c] as number, s)
    }
    this.#queue.length = 0
  }

  #isExcepted(c: number, exceptions: Uint8Array): boolean {
    const { unlessStart, unless } = this.#system
    for (let i = unlessStart[c] as number; i < (unlessStart[c + 1] as number); i += 1) {
      if (exceptions[unless[i] as number] === 1) return true
    }
    return false
  }
}

export type Truth = 'yes' | 'no' | 'not-known'

export function truthOf(holding: Holding, system: System, atom: string): Truth {
  const a = system.idOf.get(atom)
  if (a === undefined) return 'no'
  if (holding.surely[a] === 1) return 'yes'
  return holding.possibly[a] === 1 ? 'not-known' : 'no'
}

/**
 * The unknown facts that could still settle `atom`: those reached from it through clauses that are not already refuted.
 * Order: as atoms were interned. Empty where the atom is settled. Cost: each literal of the open clauses once.
 */
export function openFacts(system: System, holding: Holding, atom: string): readonly string[] {
  const start = system.idOf.get(atom)
  if (start === undefined) return []
  const seen = new Set<number>()
  const found = new Set<number>()
  const stack = [start]
  while (stack.length > 0) {
    const a = stack.pop() as number
    if (seen.has(a) || holding.surely[a] === holding.possibly[a]) continue
    seen.add(a)
    if (holding.facts.get(a) === 'unknown') found.add(a)
    for (let i = system.derivedStart[a] as number; i < (system.derivedStart[a + 1] as number); i += 1) {
      const c = system.derivedBy[i] as number
      if (isPossible(system, holding, c)) stack.push(...literalsOf(system, c))
    }
  }
  return [...found].sort((x, y) => x - y).map((a) => system.atoms[a] as string)
}

function isPossible(system: System, holding: Holding, c: number): boolean {
  if (holding.active[c] !== 1) return false
  for (let i = system.bodyStart[c] as number; i < (system.bodyStart[c + 1] as number); i += 1) {
    if (holding.possibly[system.body[i] as number] !== 1) return false
  }
  for (let i = system.unlessStart[c] as number; i < (system.unlessStart[c + 1] as number); i += 1) {
    if (holding.surely[system.unless[i] as number] === 1) return false
  }
  return true
}

function literalsOf(system: System, c: number): readonly number[] {
  return [
    ...system.body.subarray(system.bodyStart[c], system.bodyStart[c + 1]),
    ...system.unless.subarray(system.unlessStart[c], system.unlessStart[c + 1]),
  ]
}
