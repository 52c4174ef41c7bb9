/** Other choices: three alternatives, the front of cost and time, and why not the rest. */
import type { LeftOut, Mix } from '#domain/questions/index.ts'
import { frontFigure } from './figures.ts'
import type { Block, Finding, Section, Text } from './report-document.ts'
import { counted, euros, grouped, isMix, limitWords, shortSpan, signed, withSums } from './wording.ts'
import { section, para, table, col, num, figure, type Writing } from './writing.ts'

export function alternativeSections(w: Writing): readonly Section[] {
  const { alternatives, mix, front } = w.plan
  if (!isMix(mix) || alternatives.length === 0) return []
  const names = optionNames(w)
  const list = (ids: readonly string[]): Text => [
    ids.length === 0 ? '–' : ids.map((id) => names.get(id) ?? id).join('; '),
  ]
  const rows = alternatives.map((a): readonly Text[] => [
    [{ kind: 'strong', text: a.name }],
    [figure(grouped(a.mix.cost.counted), a.mix.cost.weakestGrade)],
    [signed(a.difference.cost)],
    [grouped(a.mix.days.counted)],
    [a.ends],
    [a.reaches ?? 'what is asked'],
    list(a.difference.adds),
    list(a.difference.drops),
  ])
  const blocks: Block[] = [
    {
      kind: 'list',
      items: alternatives.map((a): Text => [{ kind: 'strong', text: a.name }, `: ${withSums(a.says)}`]),
    },
    table(
      'alternative-rows',
      'Three alternatives and how they differ from the plan',
      [
        col('', 3),
        num('EUR', 2),
        num('More', 2),
        num('Working days', 2),
        col('Ready', 3),
        col('Reaches', 3),
        col('Adds', 5),
        col('Drops', 5),
      ],
      rows,
    ),
  ]
  if (front.length === 1)
    blocks.push(para(['No choice is faster at a higher price: the plan is both the cheapest and the fastest.']))
  else if (front.length > 1) {
    const chosen = (p: (typeof front)[number]): boolean => p.cost === mix.cost.counted && p.days === mix.days.counted
    blocks.push(
      { ...frontFigure(front, chosen), kind: 'figure', id: 'figure-front' },
      table(
        'front-points',
        'Choices that no other beats in both cost and time',
        [
          num('EUR', 2),
          num('Range', 3),
          num('Working days', 2),
          num('Range', 2),
          col('Ready', 2),
          col('', 2),
          col('Differs from the plan', 7),
        ],
        front.map((p): readonly Text[] => [
          [{ kind: 'estimate', text: `≈\u00a0${grouped(p.cost)}` }],
          [{ kind: 'estimate', text: shortSpan(p.costRange.low, p.costRange.high) }],
          [grouped(p.days)],
          [{ kind: 'estimate', text: shortSpan(p.daysRange.low, p.daysRange.high) }],
          [p.ready],
          [chosen(p) ? 'the plan' : p.isProved ? 'proved' : 'not proved'],
          difference(p.options, mix, names),
        ]),
      ),
    )
  }
  return [section('alternatives', 'Alternatives', blocks, 'computed')]
}

/** Which price would change the answer; empty where it was not worked out. */
export function sensitivitySections(w: Writing): readonly Section[] {
  const { sensitivity } = w.plan
  if (sensitivity.length === 0) return []
  return [
    section(
      'sensitivity',
      'Which price would change the answer',
      [
        table(
          'sensitivity-rows',
          'How far each price may move, one at a time, all else as it is; first those whose own range reaches beyond',
          [col('Assessment or activity', 6), num('Counted', 2), num('Its own range', 3), col('Limit', 4), col('', 2)],
          sensitivity.map((r): readonly Text[] => [
            [r.name],
            [{ kind: 'estimate', text: euros(r.counted) }],
            [{ kind: 'estimate', text: shortSpan(r.own.low, r.own.high) }],
            [limitWords(r)],
            r.isSensitive ? [{ kind: 'strong', text: 'sensitive' }] : ['–'],
          ]),
        ),
      ],
      'computed',
    ),
  ]
}

export function leftOutSections(w: Writing): readonly Section[] {
  const { leftOut } = w.plan
  if (leftOut.length === 0) return []
  const finding = (o: LeftOut): Finding => ({
    lead: LEFT_OUT[o.kind],
    text: [
      { kind: 'strong', text: o.name },
      `: ${withSums(o.because)} `,
      { kind: 'tag', tag: o.legal?.kind ?? 'computed' },
    ],
    notes: [],
    ...(o.legal === undefined ? {} : { because: w.why(o.legal) }),
  })
  return [
    section('why-not', 'Why not', [
      para([
        `${counted(leftOut.length, 'option')} of the catalogue could be thought of and ${leftOut.length === 1 ? 'is' : 'are'} not in the plan.`,
      ]),
      {
        kind: 'findings',
        items: byReason(leftOut).map((all) => (all.length === 1 ? finding(all[0] as LeftOut) : together(all))),
      },
    ]),
  ]
}

/** Options left out for the very same reason, without a derivation of their own, stand together; in the order of the first of each. */
function byReason(leftOut: readonly LeftOut[]): readonly (readonly LeftOut[])[] {
  const groups = new Map<string, LeftOut[]>()
  for (const o of leftOut) {
    const key = o.legal === undefined ? `${o.kind} ${o.because}` : o.option
    groups.set(key, [...(groups.get(key) ?? []), o])
  }
  return [...groups.values()]
}

function together(all: readonly LeftOut[]): Finding {
  const first = all[0] as LeftOut
  return {
    lead: LEFT_OUT[first.kind],
    text: [
      { kind: 'strong', text: counted(all.length, 'option') },
      `: ${withSums(first.because)} `,
      { kind: 'tag', tag: 'computed' },
    ],
    notes: [[all.map((o) => o.name).join('; ')]],
  }
}

function difference(options: readonly string[], mix: Mix, names: ReadonlyMap<string, string>): Text {
  const own = new Set(mix.options.map((o) => o.id))
  const adds = options.filter((id) => !own.has(id))
  const drops = [...own].filter((id) => !options.includes(id))
  const words = [
    ...(adds.length === 0 ? [] : [`adds ${adds.map((id) => names.get(id) ?? id).join('; ')}`]),
    ...(drops.length === 0 ? [] : [`drops ${drops.map((id) => names.get(id) ?? id).join('; ')}`]),
  ]
  return [words.length === 0 ? 'not at all' : words.join('; ')]
}

/** Names of every option that is spoken of, by id. */
export function optionNames(w: Writing): ReadonlyMap<string, string> {
  const { mix, alternatives, leftOut } = w.plan
  const options = [...(isMix(mix) ? mix.options : []), ...alternatives.flatMap((a) => a.mix.options)]
  return new Map([...leftOut.map((o) => [o.option, o.name] as const), ...options.map((o) => [o.id, o.name] as const)])
}

const LEFT_OUT = {
  'route-closed': 'closed',
  'route-open-question': 'not known',
  'not-available': 'not here',
  question: 'not known',
  dearer: 'dearer',
  'not-needed': 'not needed',
  excluded: 'excluded',
} as const
