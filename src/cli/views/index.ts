/** What each question shows on a terminal; any result without a view of its own is laid out by its shape. */
import type { Asked, Question } from '#app/index.ts'
import type { Terminal } from '../terminal.ts'
import { anyView } from './any.ts'
import { askView } from './ask.ts'
import { diffView, editionsView, exportView, lintView, newView, searchView, showView, statsView } from './catalogue.ts'
import { autonomyView, failuresView, impactView, timelineView } from './change.ts'
import { composeView } from './compose.ts'
import { lawDiffView } from './law.ts'
import { comparisonView, levelView, stepsView } from './level.ts'
import {
  agreementView,
  baselineView,
  checkView,
  exportedView,
  gapView,
  matrixView,
  pinView,
  rotView,
  sampleView,
  suggestView,
} from './mapping.ts'
import { optionsView } from './options.ts'
import { planView } from './plan.ts'
import {
  importedView,
  registerCheckView,
  registerDiffView,
  registerFindView,
  registerHistoryView,
  registerShowView,
} from './register.ts'
import { releaseView } from './release.ts'
import { repairView } from './repair.ts'
import { routesView } from './routes.ts'
import { validateView } from './validate.ts'

type Flags = Asked['flags']

/** Which view a question has is stated here once; that a question answers with what its view shows is held by a test. */
const VIEWS: Readonly<Record<string, (result: never, screen: Terminal, flags: Flags) => string>> = {
  plan: planView,
  routes: routesView,
  ask: askView,
  validate: validateView,
  options: optionsView,
  compose: composeView,
  level: levelView,
  compare: comparisonView,
  steps: stepsView,
  'law diff': lawDiffView,
  impact: impactView,
  timeline: timelineView,
  failures: failuresView,
  repair: repairView,
  release: releaseView,
  autonomy: autonomyView,
  baseline: baselineView,
  'mapping gap': gapView,
  'mapping matrix': matrixView,
  'mapping check': checkView,
  'mapping rot': rotView,
  'mapping pin': pinView,
  'mapping sample': sampleView,
  'mapping agreement': agreementView,
  'mapping suggest': suggestView,
  import: importedView,
  'register show': registerShowView,
  'register history': registerHistoryView,
  'register diff': registerDiffView,
  'register find': registerFindView,
  'register check': registerCheckView,
  export: exportedView,
  'catalogue search': searchView,
  'catalogue show': showView,
  'catalogue stats': statsView,
  'catalogue lint': lintView,
  'catalogue new': newView,
  'catalogue diff': diffView,
  'catalogue editions': editionsView,
  'catalogue export': exportView,
}

/** `flags`: what was asked for on the command line; a view looks at those that change what is shown, and nothing else. */
export function view(question: Pick<Question, 'name'>, result: unknown, screen: Terminal, flags: Flags = {}): string {
  const own = VIEWS[question.name]
  return own === undefined ? anyView(result, screen) : own(result as never, screen, flags)
}
