/** The meta-scheme's scale: profiles, unified levels, readings, orders. */
export * from './profile.ts'
export * from './lattice.ts'
export * from './resistance.ts'
export * from './thresholds.ts'
export * from './native-level.ts'
export * from './compare.ts'
export * from './printed-level.ts'
