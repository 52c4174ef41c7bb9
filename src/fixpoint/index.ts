/** The evaluation kernel: ground clauses, their least fixed point, proofs, and a checker that trusts none of it. */
export * from './system.ts'
export * from './holds.ts'
export * from './lattice.ts'
export * from './proof.ts'
export * from './check.ts'
export * from './retract.ts'
export * from './without-each.ts'
