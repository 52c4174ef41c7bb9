/** What is covered, point by point. */
import type { Cell } from '#domain/questions/index.ts'
import { coverageFigure } from './figures.ts'
import type { Finding, Section, Text } from './report-document.ts'
import { coverageGroups, grouped, isMix, type Shown, VERDICTS } from './wording.ts'
import { section, table, col, num, type Writing } from './writing.ts'

export function coverageSections(w: Writing): readonly Section[] {
  if (w.plan.cells.length === 0) return []
  const { mix } = w.plan
  const groups = coverageGroups(w.plan)
  const rows = groups.map((g): readonly Text[] => [
    [g.title],
    [g.askedBy],
    ...(['covered', 'partly', 'not-covered', 'not-known'] as const).map((v): Text => [grouped(g.counts[v])]),
    [grouped(g.notSubstitutable)],
    [grouped(g.counts.covered + g.byPlan)],
  ])
  const columns = [
    col('Set', 4),
    col('Asked by', 5),
    ...['Covered', 'Partly', 'Not covered', 'Not known', 'Not substitutable', 'With the plan'].map((t) => num(t, 2)),
  ]
  return [
    section(
      'coverage',
      'Coverage',
      [
        { ...coverageFigure(groups), kind: 'figure', id: 'figure-coverage' },
        table('coverage-sums', 'Points asked for, before the plan and with it', columns, rows),
      ],
      'computed',
      groups.map((g, i) =>
        section(`coverage-${i + 1}`, `${g.title} (${g.askedBy})`, [
          {
            kind: 'findings',
            items: g.cells.map((c): Finding => {
              const shown: Shown =
                c.verdict === 'covered'
                  ? 'yes'
                  : c.verdict === 'not-covered'
                    ? 'no'
                    : c.verdict === 'partly'
                      ? 'later'
                      : 'not-known'
              const more = [
                ...(c.isSubstitutable ? [] : [NOTHING_STANDS_IN[c.kind]]),
                ...(c.isProvisional ? ['asked only if open facts turn out so'] : []),
                ...(c.heldBy.length === 0 ? [] : [`in hand: ${c.heldBy.join(', ')}`]),
              ]
              const by =
                isMix(mix) && c.verdict !== 'covered'
                  ? mix.options.filter((o) => o.covers.includes(c.id)).map((o) => o.name)
                  : []
              const plan =
                !isMix(mix) || c.verdict === 'covered'
                  ? []
                  : [[by.length === 0 ? 'The plan leaves it open.' : `In the plan: ${by.join('; ')}`] as Text]
              return w.fact(
                shown,
                [
                  { kind: 'strong', text: c.title },
                  `: ${VERDICTS[c.verdict]}${more.length === 0 ? '' : `; ${more.join('; ')}`}`,
                ],
                c.because,
                { notes: plan, ...(c.requirement === undefined ? {} : { lead: c.requirement.id }) },
              )
            }),
          },
        ]),
      ),
    ),
  ]
}

/** Said of a point for which nothing else can stand in. */
const NOTHING_STANDS_IN: Readonly<Record<Cell['kind'], string>> = {
  requirement: 'no certificate can cover it',
  route: 'nothing stands in for it',
  level: 'nothing stands in for it',
  'native-level': 'nothing stands in for it',
}
