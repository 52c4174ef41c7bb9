/** The plan on a terminal, in the order a reader decides: what is unconfirmed, the answer, then what it rests on. */
import {
  answerOf,
  answersWords,
  ASSUMPTIONS,
  counted,
  coverageGroups,
  deadlineWords,
  euros,
  eurosSpan,
  FLAG_KINDS,
  flagGroups,
  flagWords,
  grouped,
  isMix,
  type LeftOut,
  type Mix,
  onlyCovered,
  type Plan,
  renewalGroups,
  settlesWords,
  shortSpan,
  type Shown,
  signed,
  span,
  targetTitle,
  TRUTHS,
  withSums,
} from '#app/shown.ts'
import { fit, type TableCell } from '../layout.ts'
import type { Terminal } from '../terminal.ts'
import { actsPart } from './acts.ts'
import { ganttLines } from './gantt.ts'
import { Page } from './page.ts'
import { toneOf } from './tone.ts'

/** Kinds of flag whose group already says the kind. */
const OWN_GROUP: ReadonlySet<Plan['flags'][number]['what']> = new Set(['certificate', 'assumption', 'coverage'])

const MOST_FLAGS = 8
const MOST_IN_GROUP = 3
const MOST_QUESTIONS = 5
const MOST_LEFT_OUT = 8
const MOST_RENEWALS = 5

export function planView(plan: Plan, screen: Terminal): string {
  const page = new Page(screen, plan.sources)
  head(plan, page)
  flags(plan, page)
  answer(plan, page)
  page.section('Which rules apply')
  actsPart(plan.acts, page)
  levels(plan, page)
  parts(plan, page)
  coverage(plan, page)
  if (isMix(plan.mix)) {
    mix(plan, plan.mix, page)
    schedule(plan, page)
    alternatives(plan, plan.mix, page)
    leftOut(plan, page)
    reuse(plan, page)
    horizon(plan, page)
  }
  questions(plan, page)
  cautions(plan, page)
  page.footnotes()
  page.legend()
  return page.toString()
}

function head(plan: Plan, page: Page): void {
  const { dossier } = plan
  page.title(targetTitle(dossier))
  const later = plan.lawAsKnownOn < plan.on ? ` · law as known on ${plan.lawAsKnownOn}` : ''
  page.text(
    `${dossier.targetType}${dossier.manufacturer === undefined ? '' : ` by ${dossier.manufacturer}`} · asked for ${plan.on}${later} · catalogue ${plan.edition}`,
    { tone: 'dim' },
  )
}

/** What is unconfirmed and would change the plan: it stands above the price. */
function flags(plan: Plan, page: Page): void {
  if (plan.flags.length === 0) return
  page.section('Unconfirmed, and would change this plan')
  const groups = flagGroups(plan)
  for (const group of groups.slice(0, MOST_FLAGS)) {
    page.item('!', sentence(group.effect), { markTone: 'warn', tone: 'bold' })
    for (const f of group.flags.slice(0, MOST_IN_GROUP))
      page.item('?', OWN_GROUP.has(f.what) ? flagWords(f) : `${flagWords(f)} (${FLAG_KINDS[f.what]})`, {
        indent: 2,
        markTone: 'warn',
      })
    if (group.flags.length > MOST_IN_GROUP)
      page.text(`and ${grouped(group.flags.length - MOST_IN_GROUP)} more`, { indent: 4, tone: 'dim' })
  }
  const rest = groups.slice(MOST_FLAGS)
  if (rest.length > 0)
    page.text(`${counted(rest.length, 'more effect')}: the report lists all (--report plan.html).`, { tone: 'dim' })
}

function answer(plan: Plan, page: Page): void {
  page.section(isMix(plan.mix) ? 'The answer' : 'No plan')
  const { what, howSure } = answerOf(plan)
  page.text(isMix(plan.mix) ? `${what} [computed]` : what, { tone: isMix(plan.mix) ? 'bold' : 'bad' })
  page.text(howSure)
}

function levels(plan: Plan, page: Page): void {
  page.section('Assurance levels asked for')
  const { required, present } = plan
  page.item(
    'Law      ',
    required.legal.length === 0
      ? `none. ${required.legalNote.says} [law]`
      : required.legal.map((l) => `${l.level} [law]`).join('; '),
  )
  page.item(
    'Contract ',
    required.contract.length === 0
      ? 'none stated'
      : required.contract
          .map((l) => `${l.because.says}${l.who === undefined ? '' : ` (${l.who})`} [declared]`)
          .join('; '),
  )
  page.item(
    'Risk     ',
    required.risk.length === 0
      ? 'none stated'
      : `recommended, not counted into the plan: ${required.risk.map((l) => `${l.because.says} [declared]`).join('; ')}`,
  )
  const { formal, technical, csa } = present.value
  page.item(
    'In hand  ',
    `for the whole, before anything new: formal ${letters(formal)}, technical ${letters(technical)}, compared with the Cybersecurity Act ${letters(csa)} [computed]`,
  )
}

function letters(range: { readonly low: string; readonly high: string }): string {
  return range.low === range.high ? range.low : `${range.low} to ${range.high}`
}

function parts(plan: Plan, page: Page): void {
  const { certificates, claims, assumptions, circles, components } = plan.composition
  if (certificates.length + claims.length + components.total === 0) return
  page.section('Parts and certificates')
  if (components.total > 0) {
    const known = components.bills.every((b) => b.graphKnown) ? '' : '; which depends on which is not recorded'
    page.text(
      `${counted(components.total, 'component')} in ${components.bills.map((b) => b.file).join(', ')}${known} [declared]`,
    )
  }
  if (certificates.length > 0) {
    page.table(
      [
        { title: 'Certificate', isWide: true },
        { title: 'Level', isWide: true },
        { title: 'Recorded' },
        { title: 'Relied on' },
        { title: 'Re-usable' },
        { title: 'Renewable' },
      ],
      certificates.map((c) => [
        c.isInvented ? `${c.id} (invented)` : c.id,
        c.level,
        c.recorded === undefined ? 'not known' : `${c.recorded.value} ${c.recorded.since}`,
        truthCell(c.relied.truth, page),
        truthCell(c.reusable.truth, page),
        truthCell(c.renewable.truth, page),
      ]),
    )
    page.text(
      'Status is as recorded [law where its record is cited, else declared]; the three readings beside it are ours [computed].',
      { tone: 'dim' },
    )
    for (const c of certificates) if (c.note !== undefined) page.item('!', `${c.id}: ${c.note}`, { markTone: 'warn' })
  }
  if (claims.length > 0)
    page.text('What parts claim: ✓ may be relied on, ✗ may not, ? not known [computed]', { tone: 'dim' })
  for (const c of claims) page.item(TRUTHS[c.truth].mark, `${c.part}: ${c.says}`, { markTone: toneOf(c.truth) })
  const open = assumptions.filter((a) => a.standing !== 'discharged')
  if (open.length > 0) page.text('What parts assume, and no other part or evidence meets [computed]', { tone: 'dim' })
  for (const a of open)
    page.item(a.standing === 'open' ? '?' : '→', `${a.part}: ${a.says} (${ASSUMPTIONS[a.standing]})`, {
      markTone: a.standing === 'open' ? 'warn' : 'accent',
    })
  for (const circle of circles)
    page.item('✗', `These claims rest on each other and so prove nothing: ${circle.join(' → ')} [computed]`, {
      markTone: 'bad',
    })
}

function truthCell(truth: Shown, page: Page): TableCell {
  return { text: `${TRUTHS[truth].mark} ${TRUTHS[truth].says}`, style: (t) => page.tone(t, toneOf(truth)) }
}

/** One sign a cell: the shape says the verdict, a rhombus that no certificate can cover it. */
const SIGNS = { covered: ['■', '◆'], partly: ['▤', '◈'], 'not-covered': ['□', '◇'], 'not-known': ['?', '¿'] } as const
const SIGN_TONES = { covered: 'good', partly: 'accent', 'not-covered': 'bad', 'not-known': 'warn' } as const

function coverage(plan: Plan, page: Page): void {
  if (plan.cells.length === 0) return
  page.section('Coverage before the plan', 'computed')
  page.text('■ covered  ▤ partly  □ not covered  ? not known   ◆ ◈ ◇ ¿ the same, where no certificate can cover it', {
    tone: 'dim',
  })
  for (const group of coverageGroups(plan)) {
    const { counts } = group
    const sums = (['covered', 'partly', 'not-covered', 'not-known'] as const)
      .filter((v) => counts[v] > 0)
      .map((v) => `${counts[v]} ${v.replace('-', ' ')}`)
      .join(', ')
    page.item(
      '·',
      `${group.title} (${group.askedBy}): ${sums}${group.byPlan > 0 ? `; the plan covers ${group.byPlan} of those left` : ''}`,
    )
    for (let i = 0; i < group.cells.length; i += page.width - 2) {
      page.line(
        `  ${group.cells
          .slice(i, i + page.width - 2)
          .map((c) => page.tone(SIGNS[c.verdict][c.isSubstitutable ? 0 : 1], SIGN_TONES[c.verdict]))
          .join('')}`,
      )
    }
  }
}

function mix(plan: Plan, chosen: Mix, page: Page): void {
  page.section('The mix', 'computed')
  const isRoomy = page.width >= 130
  const who = page.width >= 76 ? Math.floor(page.width / 5) : 14
  const rows = chosen.options.map((o): readonly TableCell[] => {
    function figure(text: string, isWeak: boolean): TableCell {
      return isWeak ? { text: `≈\u00a0${text}`, style: (t) => page.tone(t, 'dim') } : text
    }
    const isHeld = o.heldThrough !== undefined
    return [
      isHeld ? `◆ ${o.name}` : o.name,
      fit(`${o.performer.independence} ${o.performer.who.replace(/^the /, '')}`, who),
      isHeld ? 'in hand' : figure(shortSpan(o.days.low, o.days.high), o.days.grade === 'C'),
      isHeld ? '0' : figure(shortSpan(o.cost.low, o.cost.high), o.cost.grade === 'C'),
      isHeld ? '–' : `${o.cost.grade}${page.cite({ source: o.cost.source, at: '' })}`,
      isRoomy ? listed(onlyCovered(o, plan), 2) : `${o.onlyCovers.length} of ${o.covers.length}`,
    ]
  })
  page.table(
    [
      { title: 'Assessment or activity', isWide: true },
      { title: 'By' },
      { title: 'Days', align: 'right' },
      { title: 'EUR', align: 'right' },
      { title: 'Grade' },
      isRoomy ? { title: 'Only it covers', isWide: true } : { title: 'Alone', align: 'right' },
    ],
    rows,
  )
  page.text(
    `Sum ${eurosSpan(chosen.cost.low, chosen.cost.high)}, counted at ${euros(chosen.cost.counted)}; ${span(chosen.days.low, chosen.days.high)} working days on the critical path with queues, counted at ${grouped(chosen.days.counted)} [estimate]`,
  )
  page.text(
    `By: 1 first party, 2 second, 3 third, 4 accredited third party, 5 public authority. Days: working days without queues. Grade of the price: A published, B by somebody else, C estimate (≈). ${isRoomy ? '' : 'Alone: points that nothing else in the plan covers, of those it covers. '}◆ in hand: costs and takes nothing.`,
    { tone: 'dim' },
  )
  for (const o of chosen.options)
    if (o.heldThrough !== undefined) page.item('◆', `${o.name}: in hand through ${o.heldThrough}`, { markTone: 'good' })
}

function listed(words: readonly string[], most: number): string {
  return words.length <= most ? words.join('; ') : `${words.slice(0, most).join('; ')}; and ${words.length - most} more`
}

function schedule(plan: Plan, page: Page): void {
  if (plan.schedule === undefined) return
  const { schedule } = plan
  page.section('Schedule', 'computed')
  for (const l of ganttLines(schedule, page)) page.line(l)
  page.text(
    `From ${schedule.start} to ${schedule.ends}; at the shortest to ${schedule.endsEarliest}, at the longest to ${schedule.endsLatest} [estimate]`,
  )
  const names = new Map(schedule.rows.map((r) => [r.id, r.name]))
  page.text(`Critical path: ${schedule.criticalPath.map((id) => names.get(id) ?? id).join(' → ')}`)
  for (const d of schedule.deadlines)
    page.item(d.isMet ? '✓' : '✗', `${d.on} ${d.label}: ${deadlineWords(d)} [${d.kind}]`, {
      markTone: d.isMet ? (d.isMetAtLongest ? 'good' : 'warn') : 'bad',
    })
  const begin = schedule.rows
    .flatMap((r) => (r.latestStart === undefined ? [] : [{ name: r.name, on: r.latestStart }]))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  if (begin.length > 0)
    page.text(
      `Begin at the latest: ${begin
        .slice(0, 3)
        .map((b) => `${b.name} on ${b.on}`)
        .join('; ')}`,
    )
}

function alternatives(plan: Plan, chosen: Mix, page: Page): void {
  if (plan.alternatives.length === 0) return
  page.section('Alternatives', 'computed')
  page.table(
    [
      { title: '' },
      { title: 'EUR', align: 'right' },
      { title: 'Working days', align: 'right' },
      { title: 'Ready' },
      { title: 'Reaches', isWide: true },
    ],
    plan.alternatives.map((a) => [
      { text: a.name, style: (t) => page.tone(t, 'bold') },
      `≈\u00a0${grouped(a.mix.cost.counted)}`,
      grouped(a.mix.days.counted),
      a.ends,
      a.reaches ?? 'what is asked',
    ]),
  )
  const names = new Map([
    ...chosen.options.map((o) => [o.id, o.name] as const),
    ...plan.leftOut.map((o) => [o.option, o.name] as const),
    ...plan.alternatives.flatMap((a) => a.mix.options.map((o) => [o.id, o.name] as const)),
  ])
  for (const a of plan.alternatives) {
    const { cost, days, adds, drops } = a.difference
    if (cost === 0 && days === 0 && adds.length + drops.length === 0) {
      page.item('·', `${a.name}: ${a.says}${a.name === 'cheapest' ? '' : ' It is the same choice as the plan.'}`)
      continue
    }
    const change = [
      ...(adds.length === 0
        ? []
        : [
            `adds ${listed(
              adds.map((id) => names.get(id) ?? id),
              4,
            )}`,
          ]),
      ...(drops.length === 0
        ? []
        : [
            `drops ${listed(
              drops.map((id) => names.get(id) ?? id),
              4,
            )}`,
          ]),
    ].join('; ')
    page.item(
      '·',
      `${a.name}: ${a.says} EUR\u00a0${signed(cost)}, ${signed(days)}\u00a0working days${change === '' ? '' : `; ${change}`}`,
    )
  }
}

/** Kinds of reason a reader asks about; the rest is counted. */
const EXPECTED: ReadonlySet<LeftOut['kind']> = new Set([
  'route-closed',
  'route-open-question',
  'question',
  'excluded',
  'dearer',
])

function leftOut(plan: Plan, page: Page): void {
  if (plan.leftOut.length === 0) return
  page.section('Why not')
  const expected = plan.leftOut.filter((o) => EXPECTED.has(o.kind)).slice(0, MOST_LEFT_OUT)
  for (const o of expected)
    page.item('·', `${o.name}: ${withSums(o.because)}${o.legal === undefined ? '' : ` [${o.legal.kind}]`}`)
  const rest = plan.leftOut.length - expected.length
  if (rest > 0)
    page.text(
      `${counted(rest, 'more option')} left out, each with its reason: --json, or a report (--report plan.html).`,
      { tone: 'dim' },
    )
}

function reuse(plan: Plan, page: Page): void {
  if (plan.reuse === undefined || plan.reuse.without === undefined) return
  const { cost, days, without, through } = plan.reuse
  page.section('What re-use is worth', 'computed')
  if (cost === 0 && days === 0) {
    page.text(
      `Nothing: without what is in hand the plan would cost and last the same (${euros(without.cost)}, ready on ${without.ends}).`,
    )
    return
  }
  page.text(
    `${euros(cost)} and ${counted(days, 'working day')}${through.length === 0 ? '' : ` through ${through.join(', ')}`}: without what is in hand the plan would be counted at ${euros(without.cost)} and be ready on ${without.ends}. [estimate]`,
  )
}

function horizon(plan: Plan, page: Page): void {
  if (plan.horizon === undefined) return
  const { years, first, renewals, total } = plan.horizon
  page.section(`Cost over ${counted(years, 'year')}`)
  page.text(
    `${eurosSpan(total.low, total.high)} in all: ${span(first.low, first.high)} now${renewals.length === 0 ? '; nothing has to be renewed' : `, and ${counted(renewals.length, 'renewal')}`}. [estimate]`,
  )
  const groups = renewalGroups(plan.horizon)
  for (const g of groups.slice(0, MOST_RENEWALS))
    page.item(
      '·',
      `${g.name}: ${g.times === 1 ? `once, ${g.first}` : `${g.times} times, ${g.first} to ${g.last}`}, ≈ ${eurosSpan(g.low, g.high)}`,
      { tone: 'dim' },
    )
  if (groups.length > MOST_RENEWALS)
    page.text(`and ${counted(groups.length - MOST_RENEWALS, 'other thing')} to renew`, { tone: 'dim' })
}

function questions(plan: Plan, page: Page): void {
  if (plan.questions.length === 0) return
  page.section('Next questions')
  plan.questions.slice(0, MOST_QUESTIONS).forEach((q, i) => {
    const answers = answersWords(q)
    page.item(`${i + 1}.`, q.question, { tone: 'bold' })
    page.text(
      `${q.why} ${sentence(settlesWords(q))}.${answers === '' ? '' : ` Answer: ${answers}.`} ${q.what === 'dossier-fact' ? `In the dossier: facts.${q.id}` : 'To be looked up, not to be stated.'}`,
      { indent: 3, tone: 'dim' },
    )
  })
  const rest = plan.questions.length - MOST_QUESTIONS
  if (rest > 0) page.text(`${counted(rest, 'more question')}: metascheme ask`, { tone: 'dim' })
}

function cautions(plan: Plan, page: Page): void {
  page.section('What this plan does not say')
  for (const c of plan.cautions) page.item('·', c)
}

function sentence(text: string): string {
  return fit(text.slice(0, 1).toUpperCase() + text.slice(1), 400)
}
