/** The choice of options, each with where its figures come from. */
import type { PlannedOption } from '#domain/questions/index.ts'
import { optionNames } from './plan-alternatives.ts'
import type { Section, Text } from './report-document.ts'
import { counted, euros, eurosSpan, INDEPENDENCE, isMix, onlyCovered, shortSpan } from './wording.ts'
import { section, para, table, col, num, figure, type Writing } from './writing.ts'

export function mixSections(w: Writing): readonly Section[] {
  const { mix } = w.plan
  if (!isMix(mix)) return []
  const rows = mix.options.map((o, i): readonly Text[] => {
    const isHeld = o.heldThrough !== undefined
    return [
      [String(i + 1)],
      [{ kind: 'strong', text: o.name }],
      [`${o.performer.independence} ${o.performer.who}`],
      isHeld ? ['in hand'] : [figure(shortSpan(o.days.low, o.days.high), o.days.grade)],
      isHeld ? ['–'] : [figure(shortSpan(o.queueDays.low, o.queueDays.high), o.queueDays.grade)],
      isHeld ? ['0'] : [figure(shortSpan(o.cost.low, o.cost.high), o.cost.grade)],
      isHeld ? ['–'] : [o.cost.grade, ' ', ...w.cite(o.cost.source, '')],
    ]
  })
  return [
    section(
      'mix',
      'The mix',
      [
        table(
          'mix-options',
          'Assessments and activities of the plan',
          [
            num('No.', 1),
            col('Assessment or activity', 7),
            col('By (independence)', 5),
            num('Working days', 3),
            num('Queue', 3),
            num('EUR', 4),
            col('Grade', 2),
          ],
          rows,
        ),
        para([
          {
            kind: 'strong',
            text: `Sum ${eurosSpan(mix.cost.low, mix.cost.high)}, counted at ${euros(mix.cost.counted)}. `,
          },
          { kind: 'tag', tag: 'estimate' },
        ]),
        para(
          [
            `Independence: ${INDEPENDENCE.slice(1)
              .map((w, i) => `${i + 1} ${w}`)
              .join(
                ', ',
              )}. Grade of a price: A published by whoever charges it, B by somebody else, C estimate, also marked ≈. Working days are Mondays to Fridays.`,
          ],
          true,
        ),
      ],
      'computed',
      [
        section(
          'mix-details',
          'What each gives, and where its figures come from',
          [],
          undefined,
          mix.options.map((o, i) => option(w, o, i + 1)),
        ),
      ],
    ),
  ]
}

function option(w: Writing, o: PlannedOption, number: number): Section {
  const only = onlyCovered(o, w.plan)
  const names = optionNames(w)
  const items: Text[] = [
    ...(o.heldThrough === undefined ? [] : [[`In hand through ${o.heldThrough}: costs and takes nothing.`] as Text]),
    [
      `Covers ${counted(o.covers.length, 'point')}${only.length === 0 ? ', each also covered by something else in the plan.' : `; nothing else in the plan covers: ${only.join('; ')}.`}`,
    ],
    ...(o.becauseOfPrerequisite.length === 0
      ? []
      : [[`Needed first by: ${o.becauseOfPrerequisite.map((id) => names.get(id) ?? id).join('; ')}.`] as Text]),
    ...(o.validityMonths === undefined ? [] : [[`Valid for ${counted(o.validityMonths, 'month')}.`] as Text]),
    ...(o.performer.accreditation === undefined ? [] : [[`Accreditation: ${o.performer.accreditation}.`] as Text]),
    ...(o.heldThrough === undefined
      ? (
          [
            ['Cost', o.cost],
            ['Days', o.days],
            ['Queue', o.queueDays],
          ] as const
        ).flatMap(([what, f]): readonly Text[] =>
          f.because === undefined || (what === 'Queue' && f.high === 0)
            ? []
            : [[`${what}: ${f.because}${f.year === undefined ? '' : ` (${f.year})`} `, ...w.cite(f.source, f.at)]],
        )
      : []),
  ]
  return section(`option-${o.id}`, `${number}. ${o.name}`, [{ kind: 'list', items }])
}
