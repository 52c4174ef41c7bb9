/** Requirements, mappings between them, and the algebra of what follows. */
export * from './requirement.ts'
export * from './relation.ts'
export * from './mapping.ts'
