/** The table of questions. Everything that can be asked stands here once. */
import type { Question } from './question.ts'
import { askQuestion } from './questions/ask.ts'
import { lintQuestion, searchQuestion, showQuestion, statsQuestion } from './questions/catalogue.ts'
import { attackQuestion } from './questions/attack.ts'
import { autonomyQuestion, failuresQuestion, impactQuestion, timelineQuestion } from './questions/change.ts'
import { diffQuestion, exportQuestion } from './questions/catalogue-diff.ts'
import { claimCheckQuestion, claimCompareQuestion, claimQuestion } from './questions/claim.ts'
import { composeQuestion } from './questions/compose.ts'
import { lawDiffQuestion } from './questions/law.ts'
import { compareQuestion, levelQuestion, stepsQuestion } from './questions/level.ts'
import { optionsQuestion } from './questions/options.ts'
import { planQuestion } from './questions/plan.ts'
import { routesQuestion } from './questions/routes.ts'
import { validateQuestion } from './questions/validate.ts'

export const QUESTIONS: readonly Question[] = [
  planQuestion, routesQuestion, askQuestion, optionsQuestion, lawDiffQuestion, levelQuestion, compareQuestion, stepsQuestion, attackQuestion, composeQuestion, claimQuestion, claimCompareQuestion, claimCheckQuestion,
  impactQuestion, timelineQuestion, failuresQuestion, autonomyQuestion, validateQuestion,
  searchQuestion, showQuestion, statsQuestion, lintQuestion, diffQuestion, exportQuestion,
]
