import { describe, expect, it } from 'vitest'
import { checkProof, evaluateHolds, explain, type FactValue, type Holding, type System, Upkeep } from './index.ts'
import { dice } from '../../test/support/random.ts'
import { randomSystem, randomValue } from '../../test/support/systems.ts'

function truths(system: System, holding: Pick<Holding, 'surely' | 'possibly'>): string {
  return system.atoms.map((atom, a) => `${atom}=${holding.surely[a]}${holding.possibly[a]}`).join(' ')
}

describe('keeping a reading up to date', () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    it(`equals evaluating anew over a stream of events, seed ${seed}`, () => {
      const d = dice(seed * 7919)
      const { system, facts } = randomSystem(seed, {
        atoms: d.between(3, 14),
        clauses: d.between(2, 26),
        exceptions: seed % 2 === 0,
      })
      const now = new Map<string, FactValue>(facts)
      const off = new Set<number>()
      const upkeep = new Upkeep(
        system,
        (atom) => now.get(atom),
        (c) => !off.has(c),
      )
      for (let step = 0; step < 30; step += 1) {
        const before = upkeep.holding()
        const changes = new Map<string, FactValue | undefined>()
        for (const a of d.some(d.between(0, 3), system.atoms.length)) {
          const atom = system.atoms[a] as string
          const value = d.chance(1, 8) ? undefined : randomValue(d)
          changes.set(atom, value)
          if (value === undefined) now.delete(atom)
          else now.set(atom, value)
        }
        const switched = new Map<number, boolean>()
        if (system.clauses.length > 0 && d.chance(1, 3)) {
          const c = d.between(0, system.clauses.length - 1)
          switched.set(c, off.has(c))
          if (off.has(c)) off.delete(c)
          else off.add(c)
        }
        const changed = upkeep.change(changes, switched)
        const fresh = evaluateHolds(
          system,
          (atom) => now.get(atom),
          (c) => !off.has(c),
        )
        const kept = upkeep.holding()
        expect(truths(system, kept)).toBe(truths(system, fresh))
        const differs = system.atoms.flatMap((_, a) =>
          before.surely[a] !== fresh.surely[a] || before.possibly[a] !== fresh.possibly[a] ? [a] : [],
        )
        expect(changed.atoms).toEqual(differs)
      }
    })
  }

  it('gives proofs that the checker accepts after every event', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const d = dice(seed)
      const { system, facts } = randomSystem(seed + 500, { atoms: 10, clauses: 18, exceptions: true })
      const now = new Map<string, FactValue>(facts)
      const upkeep = new Upkeep(system, (atom) => now.get(atom))
      for (let step = 0; step < 6; step += 1) {
        const atom = system.atoms[d.between(0, system.atoms.length - 1)] as string
        now.set(atom, randomValue(d))
        upkeep.change(new Map([[atom, now.get(atom)]]))
        const holding = upkeep.holding()
        for (const asked of system.atoms) {
          const verdict = checkProof(explain(system, holding, asked), {
            clauses: system.clauses,
            inForce: () => true,
            factOf: (a) => now.get(a),
          })
          expect([seed, step, asked, verdict]).toEqual([seed, step, asked, { kind: 'accepted' }])
        }
      }
    }
  })

  it('refuses an atom it does not know', () => {
    const { system } = randomSystem(1, { atoms: 3, clauses: 2, exceptions: false })
    const upkeep = new Upkeep(system, () => undefined)
    expect(() => upkeep.change(new Map([['nobody', 'true']]))).toThrow('no atom nobody')
  })
})
