/** Use cases: one file per thing a person does, all of them in one table. */
export * from './ports.ts'
export * from './question.ts'
export * from './table.ts'
export { APP_ERRORS, diagnose as diagnoseUsage } from './errors.ts'
