/** Composition: what certified parts prove together. Certificates over time, claims, assumptions, levels. */
export * from './bill-of-materials.ts'
export * from './scheme-facts.ts'
export * from './identity.ts'
export * from './certificate-status.ts'
export * from './claims.ts'
export * from './level.ts'
export * from './composition.ts'
