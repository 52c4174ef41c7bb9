/** Change: events and what they alter, clocks, single failures, the years ahead, and on whom it all hangs. */
export * from './event.ts'
export * from './clocks.ts'
export * from './impact.ts'
export * from './failures.ts'
export * from './timeline.ts'
export * from './autonomy.ts'
export * from './live.ts'
export * from './review-window.ts'
