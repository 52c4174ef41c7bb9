/** The questions people ask of all the rest: plan, steps, recommend. The only folder that builds cover problems. */
export * from './assessment-option.ts'
export * from './catalogue.ts'
export * from './level-cells.ts'
export * from './plan-types.ts'
export * from './acts.ts'
export * from './ask.ts'
export * from './plan.ts'
export { lawKnownOn } from './situation.ts'
