/**
 * One day's reading of a composition, kept up to date while causes go and come back: what a portfolio asks after every event.
 * Equal to composing anew, in time of what changes.
 */
import { type FactValue, Upkeep } from '#fixpoint/index.ts'
import { type CalendarDate, toDayNumber } from '#util/calendar-date.ts'
import type { Composition } from '../composition/index.ts'
import { type FailureCause, factsOfCause } from './failures.ts'

export interface LiveChange {
  /** Claims and upkeep that are no longer as they were, as atoms, in the order of the system. */
  readonly atoms: readonly string[]
}

export class LiveReading {
  readonly #upkeep: Upkeep
  readonly #atoms: readonly string[]
  readonly #own: (fact: string) => FactValue | undefined
  /** How many lost causes hold a fact down. */
  readonly #held = new Map<string, number>()
  readonly #composition: Composition

  constructor(composition: Composition, on: CalendarDate) {
    const { theory } = composition
    const day = toDayNumber(on)
    this.#composition = composition
    this.#own = (fact) => theory.factOn(fact, day)
    this.#atoms = theory.system.atoms
    this.#upkeep = new Upkeep(theory.system, this.#own, (c) => theory.isInForce(c, day))
  }

  truth(atom: string): 'yes' | 'no' | 'not-known' {
    return this.#upkeep.truth(atom)
  }

  /** The cause goes. Losing it twice needs restoring it twice. */
  lose(cause: FailureCause): LiveChange {
    const changes = new Map<string, FactValue>()
    for (const fact of factsOfCause(this.#composition, cause)) {
      const held = this.#held.get(fact) ?? 0
      this.#held.set(fact, held + 1)
      if (held === 0) changes.set(fact, 'false')
    }
    return this.#change(changes)
  }

  restore(cause: FailureCause): LiveChange {
    const changes = new Map<string, FactValue>()
    for (const fact of factsOfCause(this.#composition, cause)) {
      const held = this.#held.get(fact) ?? 0
      if (held === 0) continue
      this.#held.set(fact, held - 1)
      const own = this.#own(fact)
      if (held === 1 && own !== undefined) changes.set(fact, own)
    }
    return this.#change(changes)
  }

  #change(changes: ReadonlyMap<string, FactValue>): LiveChange {
    const { atoms } = this.#upkeep.change(changes)
    return { atoms: atoms.map((a) => this.#atoms[a] as string).filter((text) => /^computed:(kept )?claim /.test(text)) }
  }
}
