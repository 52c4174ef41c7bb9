/** What entrances show: the values that questions answer with, and the words for them. Types and words only; no report is loaded by this. */
export type { Because, Citation, PremiseKind } from '#domain/answers/index.ts'
export type * from '#domain/questions/index.ts'
export type { AskResult } from './questions/ask.ts'
export type { RoutesResult } from './questions/routes.ts'
export type { ValidateResult } from './questions/validate.ts'
export * from '#reports/wording.ts'
