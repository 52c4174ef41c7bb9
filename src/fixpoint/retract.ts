/**
 * The reading "holds" kept up to date while facts and rules come and go, equal to evaluating anew and in time of what changes.
 *
 * Each atom that holds keeps one support: the clause that gives it, or that it is a fact. Supports never run in a circle, so an atom
 * whose support breaks is taken back together with everything that stood on it, and restored where another clause still gives it.
 * What vouches for itself in a circle has no support and falls. Strata go upwards; the two readings feed each other's exceptions.
 */
import type { FactValue, Holding } from './holds.ts'
import type { System } from './system.ts'

const NONE = -1
const GIVEN = -2

/** One of the two readings. */
class Kept {
  readonly value: Uint8Array
  /** Per atom that holds: the clause it stands on, or GIVEN. */
  readonly support: Int32Array
  /** Per clause: body literals that do not hold. */
  readonly missing: Int32Array
  /** Per clause: reasons not to speak — exceptions that hold in the other reading, and one more if it is switched off. */
  readonly barred: Int32Array

  constructor(atoms: number, clauses: number) {
    this.value = new Uint8Array(atoms)
    this.support = new Int32Array(atoms).fill(NONE)
    this.missing = new Int32Array(clauses)
    this.barred = new Int32Array(clauses)
  }
}

export interface Changed {
  /** Atoms whose truth (yes, no, not known) differs from before, in rising order of their numbers. */
  readonly atoms: readonly number[]
}

/** An evaluated system that can be changed. */
export class Upkeep {
  readonly system: System
  readonly #facts: Map<number, FactValue>
  readonly #active: Uint8Array
  readonly #sure: Kept
  readonly #maybe: Kept
  /** Flat: clauses with atom a among their exceptions. */
  readonly #barsStart: Int32Array
  readonly #bars: Int32Array

  /** Facts are taken from `factOf`, clauses that are switched off from `isActive`. Cost: that of an evaluation. */
  constructor(
    system: System,
    factOf: (atom: string) => FactValue | undefined,
    isActive: (clause: number) => boolean = () => true,
  ) {
    this.system = system
    this.#facts = new Map()
    const clauses = system.clauses.length
    this.#active = new Uint8Array(clauses)
    this.#sure = new Kept(system.atoms.length, clauses)
    this.#maybe = new Kept(system.atoms.length, clauses)
    const bars = invertExceptions(system)
    this.#barsStart = bars.start
    this.#bars = bars.rows
    for (let c = 0; c < clauses; c += 1) {
      this.#active[c] = isActive(c) ? 1 : 0
      for (const reading of [this.#sure, this.#maybe]) {
        reading.missing[c] = (system.bodyStart[c + 1] as number) - (system.bodyStart[c] as number)
        reading.barred[c] = 1 - (this.#active[c] as number)
      }
    }
    const facts = new Map<number, FactValue>()
    system.atoms.forEach((atom, a) => {
      const value = factOf(atom)
      if (value !== undefined) facts.set(a, value)
    })
    this.#run(facts, new Map(), true)
  }

  /**
   * Give facts new values (undefined: no longer a fact) and switch clauses on or off. Returns what changed.
   * Cost: the literals of the clauses around whatever changes, plus one step per stratum.
   */
  change(
    facts: ReadonlyMap<string, FactValue | undefined>,
    clauses: ReadonlyMap<number, boolean> = new Map(),
  ): Changed {
    const changes = new Map<number, FactValue | undefined>()
    for (const [atom, value] of facts) {
      const a = this.system.idOf.get(atom)
      if (a === undefined) throw new RangeError(`the system has no atom ${atom}`)
      if (this.#facts.get(a) !== value) changes.set(a, value)
    }
    return this.#run(changes, clauses, false)
  }

  truth(atom: string): 'yes' | 'no' | 'not-known' {
    const a = this.system.idOf.get(atom)
    if (a === undefined) return 'no'
    if (this.#sure.value[a] === 1) return 'yes'
    return this.#maybe.value[a] === 1 ? 'not-known' : 'no'
  }

  /** As `evaluateHolds` would give it, so that proofs can be read. Ranks are depths of support. Cost: the whole system once. */
  holding(): Holding {
    return {
      surely: this.#sure.value.slice(),
      possibly: this.#maybe.value.slice(),
      rank: this.#ranks(),
      active: this.#active.slice(),
      facts: new Map(this.#facts),
    }
  }

  // ---- inside

  #run(
    facts: ReadonlyMap<number, FactValue | undefined>,
    clauses: ReadonlyMap<number, boolean>,
    isFirst: boolean,
  ): Changed {
    const before = new Map<number, number>()
    const note = (a: number): void => {
      if (!before.has(a)) before.set(a, this.#stateOf(a))
    }
    const sure = new Step(this.system, this.#sure, this.#barsStart, this.#bars, note)
    const maybe = new Step(this.system, this.#maybe, this.#barsStart, this.#bars, note)
    sure.other = maybe
    maybe.other = sure
    for (const [a, value] of facts) {
      if (value === undefined) this.#facts.delete(a)
      else this.#facts.set(a, value)
      sure.setFact(a, value === 'true')
      maybe.setFact(a, value === 'true' || value === 'unknown')
    }
    for (const [c, isOn] of clauses) {
      if ((this.#active[c] === 1) === isOn) continue
      this.#active[c] = isOn ? 1 : 0
      sure.bar(c, isOn ? -1 : 1)
      maybe.bar(c, isOn ? -1 : 1)
    }
    if (isFirst) {
      for (let c = 0; c < this.system.clauses.length; c += 1) {
        if (this.#sure.missing[c] === 0) sure.consider(c)
        if (this.#maybe.missing[c] === 0) maybe.consider(c)
      }
    }
    for (let s = 0; s < this.system.strata; s += 1) {
      sure.run(s)
      maybe.run(s)
    }
    const atoms = [...before].filter(([a, state]) => this.#stateOf(a) !== state).map(([a]) => a)
    return { atoms: atoms.sort((x, y) => x - y) }
  }

  #stateOf(a: number): number {
    return (this.#sure.value[a] as number) * 2 + (this.#maybe.value[a] as number)
  }

  #ranks(): Int32Array {
    const { system } = this
    const rank = new Int32Array(system.atoms.length).fill(-1)
    const open = new Uint8Array(system.atoms.length)
    for (let root = 0; root < rank.length; root += 1) {
      if (this.#sure.value[root] !== 1 || rank[root] !== -1) continue
      const stack = [root]
      while (stack.length > 0) {
        const a = stack[stack.length - 1] as number
        const c = this.#sure.support[a] as number
        const body = c === GIVEN ? EMPTY : system.body.subarray(system.bodyStart[c], system.bodyStart[c + 1])
        const waits = open[a] === 1 ? undefined : body.filter((b) => rank[b] === -1)
        open[a] = 1
        if (waits !== undefined && waits.length > 0) {
          stack.push(...waits)
          continue
        }
        let highest = -1
        for (const b of body) highest = Math.max(highest, rank[b] as number)
        rank[a] = highest + 1
        stack.pop()
      }
    }
    return rank
  }
}

const EMPTY = new Int32Array(0)

/** Work on one reading during one change. */
class Step {
  readonly #system: System
  readonly #kept: Kept
  readonly #barsStart: Int32Array
  readonly #bars: Int32Array
  readonly #note: (atom: number) => void
  other: Step | undefined
  /** Per stratum: clauses that may have begun to speak. */
  readonly #waiting: number[][]
  /** Per stratum: atoms whose support may have broken. */
  readonly #shaken: number[][]

  constructor(system: System, kept: Kept, barsStart: Int32Array, bars: Int32Array, note: (atom: number) => void) {
    this.#system = system
    this.#kept = kept
    this.#barsStart = barsStart
    this.#bars = bars
    this.#note = note
    this.#waiting = Array.from({ length: system.strata }, () => [])
    this.#shaken = Array.from({ length: system.strata }, () => [])
  }

  setFact(a: number, isGiven: boolean): void {
    if (isGiven) {
      // A fact stands on itself from now on, whatever gave it before.
      if (this.#kept.value[a] === 1) this.#kept.support[a] = GIVEN
      else this.#raise(a, GIVEN)
    } else if (this.#kept.support[a] === GIVEN) {
      this.#kept.support[a] = NONE
      this.#shaken[this.#stratumOf(a)]?.push(a)
    }
  }

  /** One reason more or less for a clause not to speak. */
  bar(c: number, by: number): void {
    const barred = (this.#kept.barred[c] as number) + by
    this.#kept.barred[c] = barred
    if (by < 0 && barred === 0) this.consider(c)
    else if (by > 0 && barred === by) this.#unseat(c)
  }

  consider(c: number): void {
    this.#waiting[this.#stratumOf(this.#system.head[c] as number)]?.push(c)
  }

  run(s: number): void {
    this.#takeBack(s)
    const waiting = this.#waiting[s] as number[]
    for (let next = 0; next < waiting.length; next += 1) {
      const c = waiting[next] as number
      if (this.#speaks(c)) this.#raise(this.#system.head[c] as number, c)
    }
    waiting.length = 0
  }

  /** Take back every atom whose support broke, and what stood on it; then put back on the list the clauses that can restore them. */
  #takeBack(s: number): void {
    const shaken = this.#shaken[s] as number[]
    const fallen: number[] = []
    for (let next = 0; next < shaken.length; next += 1) {
      const a = shaken[next] as number
      if (this.#kept.value[a] !== 1 || this.#kept.support[a] !== NONE) continue
      this.#lower(a)
      fallen.push(a)
    }
    shaken.length = 0
    const { derivedStart, derivedBy } = this.#system
    for (const a of fallen) {
      for (let i = derivedStart[a] as number; i < (derivedStart[a + 1] as number); i += 1) {
        const c = derivedBy[i] as number
        if (this.#speaks(c)) this.consider(c)
      }
    }
  }

  #speaks(c: number): boolean {
    return this.#kept.missing[c] === 0 && this.#kept.barred[c] === 0
  }

  #raise(a: number, support: number): void {
    if (this.#kept.value[a] === 1) return
    this.#note(a)
    this.#kept.value[a] = 1
    this.#kept.support[a] = support
    const { usedStart, usedBy } = this.#system
    for (let i = usedStart[a] as number; i < (usedStart[a + 1] as number); i += 1) {
      const c = usedBy[i] as number
      const left = (this.#kept.missing[c] as number) - 1
      this.#kept.missing[c] = left
      if (left === 0) this.consider(c)
    }
    for (let i = this.#barsStart[a] as number; i < (this.#barsStart[a + 1] as number); i += 1)
      this.other?.bar(this.#bars[i] as number, 1)
  }

  #lower(a: number): void {
    this.#note(a)
    this.#kept.value[a] = 0
    const { usedStart, usedBy } = this.#system
    for (let i = usedStart[a] as number; i < (usedStart[a + 1] as number); i += 1) {
      const c = usedBy[i] as number
      this.#kept.missing[c] = (this.#kept.missing[c] as number) + 1
      this.#unseat(c)
    }
    for (let i = this.#barsStart[a] as number; i < (this.#barsStart[a + 1] as number); i += 1)
      this.other?.bar(this.#bars[i] as number, -1)
  }

  /** The clause stopped speaking: if its head stood on it, the head is shaken. */
  #unseat(c: number): void {
    const h = this.#system.head[c] as number
    if (this.#kept.support[h] !== c) return
    this.#kept.support[h] = NONE
    this.#shaken[this.#stratumOf(h)]?.push(h)
  }

  #stratumOf(a: number): number {
    return this.#system.stratum[a] as number
  }
}

function invertExceptions(system: System): { readonly start: Int32Array; readonly rows: Int32Array } {
  const start = new Int32Array(system.atoms.length + 1)
  for (const a of system.unless) start[a + 1] = (start[a + 1] as number) + 1
  for (let a = 0; a < system.atoms.length; a += 1) start[a + 1] = (start[a + 1] as number) + (start[a] as number)
  const next = start.slice()
  const rows = new Int32Array(system.unless.length)
  for (let c = 0; c < system.clauses.length; c += 1) {
    for (let i = system.unlessStart[c] as number; i < (system.unlessStart[c + 1] as number); i += 1) {
      const a = system.unless[i] as number
      rows[next[a] as number] = c
      next[a] = (next[a] as number) + 1
    }
  }
  return { start, rows }
}
