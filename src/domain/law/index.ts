/** Law as of a day: acts as data, grounded into the kernel. */
export * from './rules.ts'
export * from './ground.ts'
export * from './read.ts'
