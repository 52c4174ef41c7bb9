/** Levels: the assurance behind each, one against another, and the steps between them. All of it is computed and has no legal effect. */
import {
  type Because,
  type Comparison,
  counted,
  eurosSpan,
  type LevelResult,
  span,
  type StepsResult,
} from '#app/shown.ts'
import type { Column } from '../layout.ts'
import type { Terminal } from '../terminal.ts'
import { Page } from './page.ts'

const DIMENSIONS = [
  ['I', 'attestation'],
  ['D', 'design insight'],
  ['T', 'testing'],
  ['V', 'vulnerability analysis'],
  ['R', 'attacker class'],
  ['L', 'life-cycle'],
  ['M', 'upkeep'],
] as const

type Item = LevelResult['items'][number]

export function levelView(result: LevelResult, screen: Terminal): string {
  const page = new Page(screen)
  if (result.items.length > 3) return levelTable(result, page)
  result.items.forEach((item, i) => {
    if (i > 0) page.line()
    oneLevel(item, page)
  })
  page.legend()
  return page.toString()
}

function levelTable({ items }: LevelResult, page: Page): string {
  const columns: readonly Column[] = [
    { title: 'Level', isWide: true },
    { title: 'Of' },
    ...DIMENSIONS.map(([d]) => ({ title: d })),
    { title: 'Formal' },
    { title: 'Technical' },
    { title: 'CSA' },
  ]
  page.table(
    columns,
    items.map((l) => [
      l.id,
      l.targetType,
      ...DIMENSIONS.map(([d]) => pair(l.profile[d])),
      pair(l.formal),
      pair(l.technical),
      pair(l.csa),
    ]),
  )
  page.text(
    `${counted(items.length, 'level')} [computed]; CSA: compared with the Cybersecurity Act, without legal effect.`,
    { tone: 'dim' },
  )
  return page.toString()
}

function oneLevel(l: Item, page: Page): void {
  page.title(`${l.name} (${l.id})`)
  page.text([l.targetType, l.scheme, l.edition].filter((x) => x !== '').join(' · '), { tone: 'dim' })
  page.line()
  page.item('Unified   ', `formal ${pair(l.formal)}, technical ${pair(l.technical)} [computed]`)
  page.item('Comparison', `with the Cybersecurity Act ${pair(l.csa)}; no legal effect [computed]`)
  page.item('Resistance', `${pair(l.resistance)} of 5 [computed]`)
  page.line()
  const reasons = new Map(l.because.premises.map((p) => [p.says.slice(0, 1), p]))
  page.table(
    [{ title: 'Dimension' }, { title: 'Depth' }, { title: 'By (depth by independence)', isWide: true }],
    DIMENSIONS.map(([d, name]) => [`${d} ${name}`, pair(l.profile[d]), fronts(l.fronts[d])]),
  )
  reasonsOf(l.because, reasons.size > 0, page)
}

/** Why each number is what it is, one level deep; --json has the whole. */
function reasonsOf(because: Because, hasMany: boolean, page: Page): void {
  if (!hasMany) return
  page.line()
  page.text('Why', { tone: 'bold' })
  for (const p of because.premises)
    page.item(
      '·',
      `${p.says}${p.rule === undefined ? '' : `: ${p.rule}`}${p.citation === undefined ? '' : ` (${p.citation.source}, ${p.citation.at}, ${p.citation.standing})`} [${p.kind}]`,
    )
}

function fronts(bounds: Item['fronts'][keyof Item['fronts']]): string {
  const words = (front: (typeof bounds)['low']): string =>
    front.length === 0
      ? 'nothing'
      : front.map(([depth, by]) => (by === 0 ? String(depth) : `${depth} by ${by}`)).join(', ')
  const [low, high] = [words(bounds.low), words(bounds.high)]
  return low === high ? low : `${low} to ${high}`
}

function pair(value: unknown): string {
  return Array.isArray(value) ? `${String(value[0])}–${String(value[1])}` : String(value)
}

export function comparisonView(c: Comparison, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${c.a.name} against ${c.b.name}`)
  page.text(`${c.a.id} (${c.a.targetType}) · ${c.b.id} (${c.b.targetType})`, { tone: 'dim' })
  page.line()
  page.item('Assurance   ', `${orders(c.assurance)} [computed]`, { tone: 'bold' })
  page.item('Scope       ', orders(c.scope))
  page.item('Requirements', orders(c.requirements))
  page.item('All together', orders(c.combined))
  page.line()
  page.table(
    [{ title: 'Dimension' }, { title: 'The first is', isWide: true }],
    DIMENSIONS.map(([d, name]) => [`${d} ${name}`, orders(c.dimensions[d])]),
  )
  page.line()
  page.text(c.because.says)
  recognitions(c.recognitions, page)
  page.legend()
  return page.toString()
}

function orders(words: readonly string[]): string {
  return words.length === 4 ? 'not known' : words.map((w) => w.replace('-', ' ')).join(' or ')
}

const ACCEPTS = {
  'first-as-second': 'the first is accepted as the second',
  'second-as-first': 'the second is accepted as the first',
  'each-as-the-other': 'each is accepted as the other',
} as const

function recognitions(found: Comparison['recognitions'], page: Page): void {
  page.line()
  if (found.length === 0) {
    page.text('No published recognition between them is in the catalogue.', { tone: 'dim' })
    return
  }
  page.text('Published recognition, for its purpose only [recognition]', { tone: 'bold' })
  for (const r of found) {
    const days =
      r.inForce === 'not-known' ? 'not known whether in force' : r.inForce === 'yes' ? 'in force' : 'not in force'
    page.item(
      '·',
      `${r.name}: ${ACCEPTS[r.accepts]}${r.by.length === 0 ? '' : ` by ${r.by.join(', ')}`}${r.purpose === null ? '' : `, for ${r.purpose}`}; ${days}`,
    )
    for (const condition of r.conditions) page.item('–', condition, { indent: 2, tone: 'dim' })
  }
}

const REACHED = { true: ['✓', 'good'], false: ['✗', 'bad'], 'not-known': ['?', 'warn'] } as const

export function stepsView(result: StepsResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`From ${result.from} to ${result.to}`)
  const [mark, tone] = REACHED[String(result.holds) as keyof typeof REACHED]
  page.item(mark, `${result.because.says} [${result.because.kind}]`, { markTone: tone })
  if (result.steps.length > 0) {
    page.section('Additional steps', 'computed')
    page.table(
      [
        { title: '', align: 'right' },
        { title: 'Step', isWide: true },
        { title: 'By', isWide: true },
        { title: 'Days', align: 'right' },
        { title: 'EUR', align: 'right' },
      ],
      result.steps.map((s, i) => [
        String(i + 1),
        s.name,
        `${s.performer.independence} ${s.performer.who}`,
        range(s.days),
        `≈\u00a0${range(s.cost)}`,
      ]),
    )
    for (const [i, s] of result.steps.entries())
      for (const why of s.why)
        page.item(`${i + 1}.`, `${why.says}${why.rule === undefined ? '' : `: ${why.rule}`}`, { tone: 'dim' })
    const least = result.isLeast ? 'proved to be the least, at the middle of the ranges' : 'not proved to be the least'
    page.text(
      `${Array.isArray(result.cost) ? eurosSpan(result.cost[0] as number, result.cost[1] as number) : eurosSpan(result.cost as number, result.cost as number)}, ${least} [estimate]`,
    )
  }
  const [after, afterTone] = REACHED[String(result.holdsAfter) as keyof typeof REACHED]
  page.item(
    after,
    {
      true: 'After them it is reached.',
      false: 'Even then it is not reached.',
      'not-known': 'Whether it is then reached is not known.',
    }[String(result.holdsAfter) as 'true'],
    { markTone: afterTone },
  )
  said('What would count if it were known', result.settledBy, page)
  said('Where the target may ask more than its texts tell', result.mayAskMore, page)
  if (result.assumes.length > 0) page.text(`Taken as given: ${result.assumes.join(', ')} [declared]`)
  if (result.attainedBy.length > 0) page.text(`Only its scheme issues it, through: ${result.attainedBy.join(', ')}`)
  recognitions(result.recognitions, page)
  page.legend()
  return page.toString()
}

function said(heading: string, items: readonly Because[], page: Page): void {
  if (items.length === 0) return
  page.line()
  page.text(heading, { tone: 'bold' })
  for (const i of items) page.item('?', i.says, { markTone: 'warn' })
}

function range(value: unknown): string {
  return Array.isArray(value) ? span(value[0] as number, value[1] as number).replace(' to ', '–') : String(value)
}
