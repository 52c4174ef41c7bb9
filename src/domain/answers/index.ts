/** Answers and their because; the four kinds of result; the theory into which every part of the heart writes. */
export * from './kinds.ts'
export * from './citation.ts'
export * from './answer.ts'
export * from './results.ts'
export * from './theory.ts'
