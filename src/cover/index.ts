/** The cover engine: which options cover all cells best, and why not others. Knows no word of the field; solving is an argument. */
export * from './problem.ts'
export { type CoverOptions, selectionOf, solveCover } from './solve.ts'
export { explainConflict } from './conflict.ts'
export { boundProvedBy, verify, type Violation } from './verify.ts'
export { DEFAULT_LIMITS, withDeadline } from './work.ts'
