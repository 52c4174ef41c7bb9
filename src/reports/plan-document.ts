/** A plan as a report: what is unconfirmed first, then the answer, then everything it rests on. Reads the plan and decides nothing. */
import type { Plan } from '#domain/questions/index.ts'
import { visibleThroughout } from '#util/visible-text.ts'
import { alternativeSections, leftOutSections, sensitivitySections } from './plan-alternatives.ts'
import { levelsSection, partsSections } from './plan-assurance.ts'
import { questionSections, readingSection } from './plan-closing.ts'
import { coverageSections } from './plan-coverage.ts'
import { mixSections } from './plan-mix.ts'
import { answerSection, flagSections } from './plan-opening.ts'
import { rulesSection } from './plan-rules.ts'
import { scheduleSections } from './plan-schedule.ts'
import { overTimeSections, worthSections } from './plan-years.ts'
import type { ReportDocument, ReportSource } from './report-document.ts'
import { KINDS, STANDINGS, targetTitle } from './wording.ts'
import { Writing } from './writing.ts'

const REPORT_NAME = 'Certification plan'

export function planDocument(given: Plan): ReportDocument {
  const plan = visibleThroughout(given)
  const w = new Writing(plan)
  const { dossier } = plan
  const sections = [
    ...flagSections(w),
    answerSection(w),
    rulesSection(w),
    levelsSection(w),
    ...partsSections(w),
    ...coverageSections(w),
    ...mixSections(w),
    ...scheduleSections(w),
    ...alternativeSections(w),
    ...leftOutSections(w),
    ...sensitivitySections(w),
    ...worthSections(w),
    ...overTimeSections(w),
    ...questionSections(w),
    readingSection(w),
  ]
  return {
    title: targetTitle(dossier),
    subtitle: REPORT_NAME,
    target: dossier.targetType,
    on: plan.on,
    facts: [
      ...(dossier.manufacturer === undefined ? [] : [['Manufacturer', dossier.manufacturer] as const]),
      ['Target type', dossier.targetType],
      ['Asked for the day', plan.on],
      ...(plan.lawAsKnownOn < plan.on ? [['Law as known on', plan.lawAsKnownOn] as const] : []),
      ['Edition of the catalogue', plan.edition],
      ['Dossier', dossier.id],
    ],
    sections,
    derivations: w.derivations.nodes,
    kinds: (['law', 'recognition', 'computed', 'estimate', 'declared'] as const).map((k) => [k, KINDS[k]]),
    sources: plan.sources.map(sourceOf),
    footer: 'Worked out by Metascheme. This is a plan, not a certificate and not legal advice.',
  }
}

function sourceOf(s: Plan['sources'][number]): ReportSource {
  return {
    number: s.number,
    title: s.title,
    detail: [s.publisher, s.edition].filter((x) => x !== undefined && x !== '').join(', '),
    standing: s.standing,
    standingWords: s.standing === 'estimate' ? 'estimate' : `${s.standing}: ${STANDINGS[s.standing]}`,
    ...(s.address === undefined || !/^https?:\/\//.test(s.address) ? {} : { address: s.address }),
  }
}
