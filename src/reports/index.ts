/** Results as pages and as paper. Loaded only when a report is asked for. */
import type { Plan } from '#domain/questions/index.ts'
import { page } from './html.ts'
import { planDocument } from './plan-document.ts'

/** A plan as one self-contained page. */
export function planPage(plan: Plan): string {
  return page(planDocument(plan))
}

export function planPaper(plan: Plan): {
  readonly template: string
  readonly files: Readonly<Record<string, string>>
  readonly data: unknown
} {
  return { template: '', files: {}, data: plan.on }
}
