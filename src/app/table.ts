/** The table of questions. Everything that can be asked stands here once. */
import type { Question } from './question.ts'
import { askQuestion } from './questions/ask.ts'
import { baselineQuestion } from './questions/baseline.ts'
import { lintQuestion, searchQuestion, showQuestion, statsQuestion } from './questions/catalogue.ts'
import { attackQuestion } from './questions/attack.ts'
import { autonomyQuestion, failuresQuestion, impactQuestion, timelineQuestion } from './questions/change.ts'
import { diffQuestion, exportQuestion } from './questions/catalogue-diff.ts'
import { editionsQuestion } from './questions/catalogue-editions.ts'
import { newQuestion } from './questions/catalogue-new.ts'
import { claimCheckQuestion, claimCompareQuestion, claimQuestion } from './questions/claim.ts'
import { composeQuestion } from './questions/compose.ts'
import { exportToQuestion } from './questions/export.ts'
import { importQuestion } from './questions/import.ts'
import { lawDiffQuestion } from './questions/law.ts'
import { compareQuestion, levelQuestion, stepsQuestion } from './questions/level.ts'
import { mappingCheckQuestion } from './questions/mapping-check.ts'
import { gapQuestion } from './questions/mapping-gap.ts'
import { matrixQuestion } from './questions/mapping-matrix.ts'
import { agreementQuestion, sampleQuestion, suggestQuestion } from './questions/mapping-review.ts'
import { pinQuestion } from './questions/mapping-pin.ts'
import { rotQuestion } from './questions/mapping-rot.ts'
import { optionsQuestion } from './questions/options.ts'
import { planQuestion } from './questions/plan.ts'
import { proofCheckQuestion, proofQuestion } from './questions/proof.ts'
import {
  registerCheckQuestion,
  registerDiffQuestion,
  registerFindQuestion,
  registerHistoryQuestion,
  registerShowQuestion,
} from './questions/register.ts'
import { releaseQuestion } from './questions/release.ts'
import { repairQuestion } from './questions/repair.ts'
import { routesQuestion } from './questions/routes.ts'
import { syllabusQuestion } from './questions/syllabus.ts'
import { validateQuestion } from './questions/validate.ts'

export const QUESTIONS: readonly Question[] = [
  planQuestion,
  routesQuestion,
  askQuestion,
  optionsQuestion,
  lawDiffQuestion,
  levelQuestion,
  compareQuestion,
  stepsQuestion,
  attackQuestion,
  composeQuestion,
  claimQuestion,
  claimCompareQuestion,
  claimCheckQuestion,
  proofQuestion,
  proofCheckQuestion,
  impactQuestion,
  timelineQuestion,
  failuresQuestion,
  repairQuestion,
  releaseQuestion,
  autonomyQuestion,
  validateQuestion,
  searchQuestion,
  showQuestion,
  statsQuestion,
  lintQuestion,
  newQuestion,
  editionsQuestion,
  diffQuestion,
  exportQuestion,
  syllabusQuestion,
  baselineQuestion,
  gapQuestion,
  matrixQuestion,
  mappingCheckQuestion,
  rotQuestion,
  pinQuestion,
  sampleQuestion,
  agreementQuestion,
  suggestQuestion,
  importQuestion,
  exportToQuestion,
  registerShowQuestion,
  registerHistoryQuestion,
  registerDiffQuestion,
  registerFindQuestion,
  registerCheckQuestion,
]
