/** The years after: what re-use is worth, what has to be renewed, how assurance ends. */
import { assuranceFigure } from './figures.ts'
import type { Section, Text } from './report-document.ts'
import {
  counted,
  euros,
  eurosSpan,
  grouped,
  notCounted,
  readingWords,
  renewalGroups,
  shortSpan,
  span,
} from './wording.ts'
import { section, para, table, col, num, type Writing } from './writing.ts'

export function worthSections(w: Writing): readonly Section[] {
  const { reuse, horizon } = w.plan
  const sections: Section[] = []
  if (reuse?.without !== undefined) {
    const { cost, days, without, through } = reuse
    const nothing = cost === 0 && days === 0
    sections.push(
      section('reuse', 'What re-use is worth', [
        para([
          nothing
            ? `Nothing: without what is in hand the plan would cost and last the same (${euros(without.cost)}, ready on ${without.ends}). `
            : `${euros(cost)} and ${counted(days, 'working day')}${through.length === 0 ? '' : ` through ${through.join(', ')}`}: without what is in hand the plan would be counted at ${euros(without.cost)} and be ready on ${without.ends}. `,
          { kind: 'tag', tag: 'estimate' },
        ]),
      ]),
    )
  }
  if (horizon !== undefined) {
    const groups = renewalGroups(horizon)
    sections.push(
      section('horizon', `Cost over ${counted(horizon.years, 'year')}`, [
        para([
          {
            kind: 'estimate',
            text: `${eurosSpan(horizon.total.low, horizon.total.high)} in all: ${span(horizon.first.low, horizon.first.high)} now`,
          },
          groups.length === 0
            ? '; nothing has to be renewed. '
            : `, and ${counted(horizon.renewals.length, 'renewal')}. `,
          { kind: 'tag', tag: 'estimate' },
        ]),
        ...(groups.length === 0
          ? []
          : [
              table(
                'renewals',
                'What has to be renewed',
                [col('Assessment or activity', 6), num('Times', 2), col('First', 3), col('Last', 3), num('EUR', 4)],
                groups.map((g): readonly Text[] => [
                  [g.certificate === undefined ? g.name : `${g.name} (${g.certificate} ends)`],
                  [grouped(g.times)],
                  [g.first],
                  [g.last],
                  [{ kind: 'estimate', text: `≈\u00a0${shortSpan(g.low, g.high)}` }],
                ]),
              ),
            ]),
        ...notCounted(horizon).map((says) => para([says])),
      ]),
    )
  }
  return sections.length === 0 ? [] : [section('worth', 'Re-use and the years after', [], 'computed', sections)]
}

export function overTimeSections(w: Writing): readonly Section[] {
  const { assurance, composition } = w.plan
  const drawn = assuranceFigure(w.plan)
  if (drawn === undefined && assurance.length === 0) return []
  return [
    section(
      'assurance',
      'Assurance over time',
      [
        ...(drawn === undefined ? [] : [{ ...drawn, kind: 'figure' as const, id: 'figure-assurance' }]),
        ...(assurance.length === 0
          ? [
              para([
                composition.certificates.length === 0
                  ? 'Nothing in hand ends.'
                  : 'Within the horizon nothing in hand ends on a day that is recorded.',
              ]),
            ]
          : [
              table(
                'cliffs',
                'Days on which something changes, and what can be shown from then on',
                [col('Day', 2), col('What', 6), col('Shown for the whole', 4)],
                assurance.map((p): readonly Text[] => [
                  [p.on],
                  [p.what],
                  [p.reading === undefined ? '–' : readingWords(p.reading)],
                ]),
              ),
            ]),
      ],
      'computed',
    ),
  ]
}
