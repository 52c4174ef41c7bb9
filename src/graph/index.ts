/** Directed graphs in flat arrays, and iterative algorithms on them. */
export * from './graph.ts'
export * from './components.ts'
export * from './reach.ts'
export * from './dominators.ts'
