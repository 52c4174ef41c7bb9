/** The dossier: what a user wrote about one target, as understood. */
export * from './dossier.ts'
