/** What registers record of certificates, kept over time. */
export * from './events.ts'
export * from './journal.ts'
export * from './level.ts'
export * from './named-certificates.ts'
export * from './numbers.ts'
export * from './reading.ts'
export * from './reconcile.ts'
export * from './record.ts'
