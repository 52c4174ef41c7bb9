/** Results as pages and as paper. Loaded only when a report is asked for. */
import type { Plan } from '#domain/questions/index.ts'
import { page } from './html.ts'
import { type Paper, paper } from './paper.ts'
import { planDocument } from './plan-document.ts'

/** A plan as one self-contained page. */
export function planPage(plan: Plan): string {
  return page(planDocument(plan))
}

/** A plan as what a typesetter needs. */
export function planPaper(plan: Plan): Paper {
  return paper(planDocument(plan))
}

export { comparisonPicture, ladderPicture } from './level-pictures.ts'
export { type SyllabusInput, syllabusOf } from './syllabus.ts'
export { syllabusSite } from './syllabus-pages.ts'
export { syllabusPaper } from './syllabus-paper.ts'
export { deadLinks } from './site-links.ts'
export { impactAnalysisDraft } from './impact-analysis.ts'
