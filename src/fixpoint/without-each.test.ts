import { describe, expect, it } from 'vitest'
import { type Cause, endedByEach, evaluateHolds, type System } from './index.ts'
import { dice } from '../../test/support/random.ts'
import { randomSystem, type RandomSystem } from '../../test/support/systems.ts'

/** One what-if at a time. */
function naive({ system, facts }: RandomSystem, causes: readonly Cause[], targets: readonly string[]): number[][] {
  const holds = (without: ReadonlySet<string>, target: string): boolean => {
    const a = system.idOf.get(target)
    if (a === undefined) return false
    return evaluateHolds(system, (atom) => (without.has(atom) ? 'false' : facts.get(atom))).surely[a] === 1
  }
  return targets.map((t) =>
    holds(new Set(), t) ? causes.flatMap((cause, k) => (holds(new Set(cause), t) ? [] : [k])) : [],
  )
}

function evaluated(s: RandomSystem): { readonly system: System; readonly holding: ReturnType<typeof evaluateHolds> } {
  return { system: s.system, holding: evaluateHolds(s.system, (atom) => s.facts.get(atom)) }
}

describe('all single failures at once', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    it(`equals one what-if at a time, circles included, seed ${seed}`, () => {
      const d = dice(seed)
      const made = randomSystem(seed, { atoms: d.between(3, 12), clauses: d.between(3, 30), exceptions: false })
      const atoms = made.system.atoms
      const causes = Array.from({ length: d.between(1, 40) }, () =>
        d.some(d.between(1, 2), atoms.length).map((a) => atoms[a] as string),
      )
      const { system, holding } = evaluated(made)
      expect(endedByEach(system, holding, causes, atoms).ends).toEqual(naive(made, causes, atoms))
    })
  }

  it('sweeps more causes than one block holds', () => {
    const made = randomSystem(77, { atoms: 40, clauses: 90, exceptions: false })
    const causes = Array.from({ length: 700 }, (_, k) => [`a${k % 40}`])
    const { system, holding } = evaluated(made)
    expect(endedByEach(system, holding, causes, made.system.atoms).ends).toEqual(naive(made, causes, made.system.atoms))
  })

  it('answers with nothing for what does not hold and for strangers', () => {
    const made = randomSystem(3, { atoms: 6, clauses: 4, exceptions: false })
    const { system, holding } = evaluated(made)
    const gone = made.system.atoms.filter((_, a) => holding.surely[a] === 0)
    expect(endedByEach(system, holding, [['a0'], ['stranger']], [...gone, 'stranger']).ends.flat()).toEqual([])
  })
})
