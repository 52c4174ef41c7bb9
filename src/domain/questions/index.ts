/** The questions people ask of all the rest: plan, steps, recommend. The only folder that builds cover problems. */
export * from './assessment-option.ts'
export * from './catalogue.ts'
export * from './level-cells.ts'
export * from './plan-types.ts'
