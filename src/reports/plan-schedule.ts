/** The choice on the calendar. */
import { scheduleFigure } from './figures.ts'
import type { Finding, Section, Text } from './report-document.ts'
import { chainWords, deadlineWords, grouped, percentileWords, remedyWords } from './wording.ts'
import { section, para, table, col, num, type Writing } from './writing.ts'

export function scheduleSections(w: Writing): readonly Section[] {
  const { schedule } = w.plan
  if (schedule === undefined) return []
  const names = new Map(schedule.rows.map((r) => [r.id, r.name]))
  const rows = schedule.rows.map((r): readonly Text[] => [
    [r.isCritical ? { kind: 'strong', text: r.name } : r.name],
    [r.starts],
    [r.queueUntil === r.starts ? '–' : r.queueUntil],
    [r.ends],
    [r.endsEarliest],
    [r.endsLatest],
    [r.isCritical ? 'critical' : grouped(r.slack)],
    [r.latestStart ?? '–'],
  ])
  return [
    section(
      'schedule',
      'Schedule',
      [
        { ...scheduleFigure(schedule), kind: 'figure', id: 'figure-schedule' },
        {
          kind: 'findings',
          items: schedule.deadlines.map(
            (d): Finding => ({
              truth: d.isMet ? 'yes' : 'no',
              lead: d.on,
              text: [{ kind: 'strong', text: d.label }, `: ${deadlineWords(d)} `, { kind: 'tag', tag: d.kind }],
              notes: d.isMet
                ? []
                : [
                    ...(d.chain.length === 0 ? [] : [[`It is late because of: ${chainWords(d.chain)}.`] as Text]),
                    ...(d.remedy === undefined ? [] : [[remedyWords(d.remedy)] as Text]),
                  ],
            }),
          ),
        },
        ...(w.plan.percentiles === undefined ? [] : [para([percentileWords(w.plan.percentiles, Infinity)])]),
        para([
          { kind: 'strong', text: 'Critical path: ' },
          schedule.criticalPath.map((id) => names.get(id) ?? id).join(' → '),
        ]),
        table(
          'schedule-rows',
          'Days of the schedule, as counted',
          [
            col('Assessment or activity', 6),
            col('Starts', 3),
            col('Waits until', 3),
            col('Ends', 3),
            col('Earliest end', 3),
            col('Latest end', 3),
            num('Slack, days', 2),
            col('Begin at the latest', 3),
          ],
          rows,
        ),
      ],
      'computed',
    ),
  ]
}
