/** Results as pages and as paper. */
import type { Plan } from '#domain/questions/index.ts'

export function planPage(plan: Plan): string {
  return `<!doctype html><title>${plan.on}</title>`
}

export function planPaper(plan: Plan): {
  readonly template: string
  readonly files: Readonly<Record<string, string>>
  readonly data: unknown
} {
  return { template: '', files: {}, data: plan.on }
}
