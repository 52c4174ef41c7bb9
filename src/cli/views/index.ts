/** What each question shows on a terminal; any result without a view of its own is laid out by its shape. */
import type { Question } from '#app/index.ts'
import type { AskResult, Plan, RoutesResult, ValidateResult } from '#app/shown.ts'
import { visibleThroughout } from '#util/visible-text.ts'
import type { Terminal } from '../terminal.ts'
import { anyView } from './any.ts'
import { askView } from './ask.ts'
import { planView } from './plan.ts'
import { routesView } from './routes.ts'
import { validateView } from './validate.ts'

/** Which view a question has is stated here once; the casts are sound because a question of the table answers with its own type. */
const VIEWS: Readonly<Record<string, (result: never, screen: Terminal) => string>> = {
  plan: (result: Plan, screen) => planView(result, screen),
  routes: (result: RoutesResult, screen) => routesView(result, screen),
  ask: (result: AskResult, screen) => askView(result, screen),
  validate: (result: ValidateResult, screen) => validateView(result, screen),
}

export function view(question: Pick<Question, 'name'>, result: unknown, screen: Terminal): string {
  const own = VIEWS[question.name]
  const shown = visibleThroughout(result)
  return own === undefined ? anyView(shown, screen) : own(shown as never, screen)
}
