/** Random small systems of clauses, with circles and exceptions, for laws of the kernel. */
import { buildSystem, type Clause, type FactValue, type System } from '#fixpoint/index.ts'
import { type Dice, dice } from './random.ts'

export interface RandomSystem {
  readonly system: System
  /** Atoms that are facts, with their values. */
  readonly facts: ReadonlyMap<string, FactValue>
}

const VALUES = ['true', 'false', 'unknown'] as const

export function randomValue(d: Dice): FactValue {
  return VALUES[d.between(0, 2)] as FactValue
}

/** A system of `atoms` atoms and `clauses` clauses; about a third of the atoms are facts. Exceptions only where they run in no circle. */
export function randomSystem(
  seed: number,
  options: { readonly atoms: number; readonly clauses: number; readonly exceptions: boolean },
): RandomSystem {
  const d = dice(seed)
  const name = (): string => `a${d.between(0, options.atoms - 1)}`
  const facts = new Map<string, FactValue>()
  for (let a = 0; a < options.atoms; a += 1) if (d.chance(1, 3)) facts.set(`a${a}`, randomValue(d))
  let clauses: Clause[] = []
  for (let c = 0; c < options.clauses; c += 1) {
    const body = Array.from({ length: d.between(0, 3) }, name)
    if (body.length === 0 && d.chance(4, 5)) body.push(name())
    const unless = options.exceptions && d.chance(1, 4) ? [name()] : []
    const clause = { head: name(), body, unless, rule: `r${c}` }
    const tried = [...clauses, clause]
    clauses = buildSystem(tried).kind === 'system' ? tried : [...clauses, { ...clause, unless: [] }]
    if (buildSystem(clauses).kind !== 'system') clauses.pop()
  }
  const built = buildSystem(clauses, facts.keys())
  if (built.kind !== 'system') throw new Error('a circle through an exception slipped in')
  return { system: built.system, facts }
}
