/** Texts to catalogue and dossiers: parse with positions, shape, decode, check. No disk, no network. */
export * from './document.ts'
export * from './shape.ts'
export * from './schema.ts'
export * from './decode.ts'
export * from './build.ts'
export * from './decode-dossier.ts'
export * from './lint.ts'
export { CATALOGUE_ERRORS } from './errors.ts'
