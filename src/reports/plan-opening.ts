/** The opening of a report: what is unconfirmed, then the answer. */
import type { Block, Section, Text } from './report-document.ts'
import {
  answerOf,
  euros,
  eurosSpan,
  FLAG_KINDS,
  flagGroups,
  flagWords,
  grouped,
  isCoveredBy,
  isMix,
  isOfNothing,
  span,
} from './wording.ts'
import { section, table, col, sentence, type Writing } from './writing.ts'

export function flagSections(w: Writing): readonly Section[] {
  if (w.plan.flags.length === 0) return []
  const groups = flagGroups(w.plan)
  const notices = groups.map(
    (g): Block => ({
      kind: 'notice',
      tone: 'warning',
      title: [sentence(g.effect)],
      items: g.flags.map((f): Text => [flagWords(f), ' ', { kind: 'estimate', text: `(${FLAG_KINDS[f.what]})` }]),
    }),
  )
  return [section('unconfirmed', 'Unconfirmed, and would change this plan', notices)]
}

export function answerSection(w: Writing): Section {
  const plan = w.plan
  const { what, howSure } = answerOf(plan)
  const blocks: Block[] = [
    {
      kind: 'notice',
      tone: isMix(plan.mix) ? 'answer' : 'bad',
      title: [what, ' ', { kind: 'tag', tag: 'computed' }],
      items: [[howSure]],
    },
  ]
  if (isMix(plan.mix) && !isOfNothing(plan)) {
    const { mix, schedule } = plan
    blocks.push(
      table(
        'answer-figures',
        'The plan in figures',
        [col('', 3), col('As counted', 3), col('Range', 4)],
        [
          [
            ['Cost'],
            [{ kind: 'estimate', text: `≈\u00a0${euros(mix.cost.counted)}` }],
            [{ kind: 'estimate', text: eurosSpan(mix.cost.low, mix.cost.high) }, ' ', { kind: 'tag', tag: 'estimate' }],
          ],
          [
            ['Working days on the critical path, with queues'],
            [{ kind: 'estimate', text: grouped(mix.days.counted) }],
            [{ kind: 'estimate', text: span(mix.days.low, mix.days.high) }, ' ', { kind: 'tag', tag: 'estimate' }],
          ],
          ...(schedule === undefined
            ? []
            : [
                [
                  ['Ready'],
                  [schedule.ends],
                  [`${schedule.endsEarliest} to ${schedule.endsLatest}`, ' ', { kind: 'tag', tag: 'computed' }],
                ] as readonly Text[],
              ]),
          [
            ['Points asked for and covered'],
            [grouped(plan.cells.filter((c) => isCoveredBy(c, mix)).length)],
            [`of ${grouped(plan.cells.length)}`],
          ],
          [
            ['Optimum'],
            [mix.optimality.kind === 'optimal' ? 'proved' : 'not proved'],
            [
              mix.optimality.kind === 'optimal'
                ? mix.optimality.how
                : `bound ${euros(mix.optimality.bound)}, gap ${euros(mix.optimality.gap)}`,
            ],
          ],
        ],
      ),
    )
  }
  return section('answer', isMix(plan.mix) ? 'The answer' : 'No plan', blocks)
}
