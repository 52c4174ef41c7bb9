/** The plan on a terminal, in the order a reader decides: what is unconfirmed, the answer, then what it rests on. */
import {
  type Alternative,
  answerOf,
  answersWords,
  appliesWords,
  ASSUMPTIONS,
  chainWords,
  counted,
  coverageGroups,
  type DeadlineRow,
  deadlineWords,
  euros,
  eurosSpan,
  FLAG_KINDS,
  flagGroups,
  flagWords,
  grouped,
  isMix,
  isOfNothing,
  limitWords,
  type Mix,
  mixWords,
  notCounted,
  onlyCovered,
  percentileWords,
  type Plan,
  type PlannedOption,
  remedyWords,
  renewalGroups,
  settlesWords,
  shortSpan,
  type Shown,
  signed,
  span,
  spanOf,
  targetTitle,
  TRUTHS,
  weekWords,
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

/** What is shown where not everything is asked for. */
const MOST_FLAGS = 8
const MOST_IN_GROUP = 1
const MOST_QUESTIONS = 3
const MOST_LEFT_OUT = 6
const MOST_RENEWALS = 4

/** `--full`: nothing is left out or cut off. */
interface Shows {
  readonly isFull: boolean
}

export function planView(plan: Plan, screen: Terminal, flags: { readonly full?: unknown } = {}): string {
  const shows: Shows = { isFull: flags.full !== undefined }
  const page = new Page(screen, plan.sources)
  head(plan, page)
  unconfirmed(plan, page, shows)
  answer(plan, page)
  page.section('Which rules apply')
  actsPart(plan.acts, page, shows.isFull)
  levels(plan, page)
  parts(plan, page)
  coverage(plan, page)
  if (isMix(plan.mix)) {
    mix(plan, plan.mix, page, shows)
    schedule(plan, page, shows)
    alternatives(plan, plan.mix, page)
    front(plan, plan.mix, page)
    leftOut(plan, page, shows)
    sensitivity(plan, page, shows)
    reuse(plan, plan.mix, page)
    horizon(plan, page, shows)
  }
  overTime(plan, page)
  questions(plan, page, shows)
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
function unconfirmed(plan: Plan, page: Page, { isFull }: Shows): void {
  if (plan.flags.length === 0) return
  page.section('Unconfirmed, and would change this plan')
  const groups = flagGroups(plan)
  const most = isFull ? groups.length : MOST_FLAGS
  for (const group of groups.slice(0, most)) {
    const line = (text: string, room: number): string => (isFull ? text : fit(text, page.width - room))
    page.item('!', line(sentence(withSums(group.effect)), 2), { markTone: 'warn', tone: 'bold' })
    const inGroup = isFull ? group.flags.length : MOST_IN_GROUP
    for (const f of group.flags.slice(0, inGroup)) {
      const words = OWN_GROUP.has(f.what) ? flagWords(f) : `${flagWords(f)} (${FLAG_KINDS[f.what]})`
      const rest = f === group.flags[inGroup - 1] ? group.flags.length - inGroup : 0
      const more = rest > 0 ? ` and ${grouped(rest)} more` : ''
      page.item('?', `${line(words, 4 + more.length)}${more}`, { indent: 2, markTone: 'warn' })
    }
  }
  const rest = groups.slice(most)
  if (rest.length > 0)
    page.text(`${counted(rest.length, 'more effect')}: --full shows all.`, {
      tone: 'dim',
    })
}

/** The first screen: what applies, what to do now, the mix, by when, for how much, what is late and why. */
function answer(plan: Plan, page: Page): void {
  page.section(isMix(plan.mix) ? 'The answer' : 'No plan')
  const { what, covers, howSure } = answerOf(plan)
  page.text(isMix(plan.mix) ? `${covers} [computed]` : what, { tone: isMix(plan.mix) ? 'bold' : 'bad' })
  page.item('Applies  ', `${appliesWords(plan)} [law]`)
  if (isMix(plan.mix)) {
    const begin = weekWords(plan)
    const ask = plan.questions[0]
    const week = [begin, ask === undefined ? '' : `answer first: ${ask.question}`].filter((w) => w !== '')
    if (week.length > 0) page.item('This week', `${week.join('; ')} [computed]`)
    if (plan.mix.options.length > 0) page.item('The mix  ', `${mixWords(plan.mix)} [computed]`)
    const years =
      plan.horizon === undefined
        ? ''
        : `; ${eurosSpan(plan.horizon.total.low, plan.horizon.total.high)} over ${counted(plan.horizon.years, 'year')}`
    if (isOfNothing(plan)) {
      page.item('How sure ', howSure)
      return
    }
    page.item(
      'Cost     ',
      `about ${euros(plan.mix.cost.counted)} (${span(plan.mix.cost.low, plan.mix.cost.high)})${years} [estimate]`,
    )
    if (plan.schedule !== undefined)
      page.item(
        'Ready    ',
        `${plan.schedule.ends} (${plan.schedule.endsEarliest} to ${plan.schedule.endsLatest}) [estimate]`,
      )
    const late = plan.schedule?.deadlines.filter((d) => !d.isMet) ?? []
    late.forEach((d, i) => missed(d, late[i - 1], page))
  }
  page.item('How sure ', howSure)
}

/** A deadline that is missed, with what makes it late and what would meet it. */
function missed(d: DeadlineRow, before: DeadlineRow | undefined, page: Page): void {
  page.item('✗ Late   ', `${d.on} ${d.label}: ${deadlineWords(d)} [${d.kind}]`, { markTone: 'bad' })
  const isSame = before !== undefined && JSON.stringify(before.chain) === JSON.stringify(d.chain)
  if (d.chain.length > 0)
    page.item('         ', `because of ${isSame ? 'the same chain' : `this chain: ${chainWords(d.chain)}`} [computed]`)
  if (d.remedy !== undefined) page.item('         ', `${remedyWords(d.remedy)} [computed]`)
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
      `${group.title}${group.title.startsWith(group.askedBy.split(',')[0] ?? group.askedBy) ? '' : ` (${group.askedBy})`}: ${sums}${group.byPlan > 0 ? `; the plan covers ${group.byPlan} of those left` : ''}`,
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

function mix(plan: Plan, chosen: Mix, page: Page, { isFull }: Shows): void {
  page.section('The mix', 'computed')
  const isOwn = (o: PlannedOption): boolean => o.performer.independence === 1 && o.heldThrough === undefined
  const own = isFull ? [] : chosen.options.filter(isOwn)
  const rows = chosen.options.filter((o) => !own.includes(o)).map((o) => mixRow(plan, o, page))
  if (own.length > 0)
    rows.push([
      `${counted(own.length, 'activity', 'activities')} in the house`,
      '1',
      weak(
        shortSpan(
          own.reduce((n, o) => n + o.days.low, 0),
          own.reduce((n, o) => n + o.days.high, 0),
        ),
        true,
        page,
      ),
      weak(
        shortSpan(
          own.reduce((n, o) => n + o.cost.low, 0),
          own.reduce((n, o) => n + o.cost.high, 0),
        ),
        own.some((o) => o.cost.grade === 'C'),
        page,
      ),
      [...new Set(own.map((o) => o.cost.grade))].sort().join(', '),
      isRoomy(page)
        ? ''
        : `${own.reduce((n, o) => n + o.onlyCovers.length, 0)} of ${own.reduce((n, o) => n + o.covers.length, 0)}`,
    ])
  page.table(
    [
      { title: 'Assessment or activity', isWide: true },
      { title: 'By' },
      { title: 'Days', align: 'right' },
      { title: 'EUR', align: 'right' },
      { title: 'Grade' },
      isRoomy(page) ? { title: 'Only it covers', isWide: true } : { title: 'Alone', align: 'right' },
    ],
    rows,
  )
  if (own.length > 0)
    page.text(
      `In the house, many at a time; the dearest: ${listed(
        [...own].sort((a, b) => b.cost.counted - a.cost.counted || (a.id < b.id ? -1 : 1)).map((o) => o.name),
        4,
      )} (--full has a line for each)`,
      { tone: 'dim' },
    )
  page.text(
    `Sum ${eurosSpan(chosen.cost.low, chosen.cost.high)}, counted at ${euros(chosen.cost.counted)}; ${span(chosen.days.low, chosen.days.high)} working days on the critical path with queues, counted at ${grouped(chosen.days.counted)} [estimate]`,
  )
  page.text(
    `By: 1 first party, 2 second, 3 third, 4 accredited third party, 5 public authority. Days: working days without queues. Grade of the price: A published, B by somebody else, C estimate (≈). ${isRoomy(page) ? '' : 'Alone: points that nothing else in the plan covers, of those it covers. '}◆ in hand: costs and takes nothing.`,
    { tone: 'dim' },
  )
  for (const o of chosen.options)
    if (o.heldThrough !== undefined) page.item('◆', `${o.name}: in hand through ${o.heldThrough}`, { markTone: 'good' })
}

function isRoomy(page: Page): boolean {
  return page.width >= 130
}

function weak(text: string, isWeak: boolean, page: Page): TableCell {
  return isWeak ? { text: `≈\u00a0${text}`, style: (t) => page.tone(t, 'dim') } : text
}

function mixRow(plan: Plan, o: PlannedOption, page: Page): readonly TableCell[] {
  const who = page.width >= 76 ? Math.floor(page.width / 5) : 14
  const isHeld = o.heldThrough !== undefined
  return [
    isHeld ? `◆ ${o.name}` : o.name,
    fit(`${o.performer.independence} ${o.performer.who.replace(/^the /, '')}`, who),
    isHeld ? 'in hand' : weak(shortSpan(o.days.low, o.days.high), o.days.grade === 'C', page),
    isHeld ? '0' : weak(shortSpan(o.cost.low, o.cost.high), o.cost.grade === 'C', page),
    isHeld ? '–' : `${o.cost.grade}${page.cite({ source: o.cost.source, at: '' })}`,
    isRoomy(page) ? listed(onlyCovered(o, plan), 2) : `${o.onlyCovers.length} of ${o.covers.length}`,
  ]
}

function listed(words: readonly string[], most: number): string {
  return words.length <= most ? words.join('; ') : `${words.slice(0, most).join('; ')}; and ${words.length - most} more`
}

function schedule(plan: Plan, page: Page, { isFull }: Shows): void {
  if (plan.schedule === undefined) return
  const { schedule } = plan
  page.section('Schedule', 'computed')
  const onPath = new Set([
    ...schedule.criticalPath,
    ...schedule.deadlines.filter((d) => !d.isMet).flatMap((d) => d.chain.map((l) => l.id)),
  ])
  const rows = isFull ? schedule.rows : schedule.rows.filter((r) => onPath.has(r.id))
  for (const l of ganttLines({ ...schedule, rows }, page)) page.line(l)
  const rest = schedule.rows.length - rows.length
  if (rest > 0)
    page.text(`Critical path and what makes deadlines late; ${grouped(rest)} more run beside it (--full).`, {
      tone: 'dim',
    })
  page.text(
    `From ${schedule.start} to ${schedule.ends}; at the shortest to ${schedule.endsEarliest}, at the longest to ${schedule.endsLatest} [estimate]`,
  )
  percentiles(plan, page, { isFull })
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
        .slice(0, isFull ? begin.length : 3)
        .map((b) => `${b.name} on ${b.on}`)
        .join('; ')}`,
    )
}

function alternatives(plan: Plan, chosen: Mix, page: Page): void {
  const isSame = (a: Alternative): boolean =>
    a.difference.cost === 0 && a.difference.days === 0 && a.difference.adds.length + a.difference.drops.length === 0
  // What is the same choice as the plan is said in a word, not in a row.
  const shown = plan.alternatives.filter((a) => a.name === 'cheapest' || !isSame(a))
  const same = plan.alternatives.filter((a) => a.name !== 'cheapest' && isSame(a)).map((a) => a.name)
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
    shown.map((a) => [
      { text: [a.name, ...(a.name === 'cheapest' ? same : [])].join(', '), style: (t) => page.tone(t, 'bold') },
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
  for (const a of shown) {
    const { cost, days, adds, drops } = a.difference
    if (isSame(a)) {
      page.item('·', `${a.name}: ${a.says}${same.length === 0 ? '' : ` It is the ${same.join(' and the ')} too.`}`)
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

/** The exact front of cost and time, where it was asked for. */
function front(plan: Plan, chosen: Mix, page: Page): void {
  if (plan.front.length === 0) return
  page.section('Cost against time', 'computed')
  page.table(
    [
      { title: '' },
      { title: 'EUR', align: 'right' },
      { title: 'Range', align: 'right' },
      { title: 'Working days', align: 'right' },
      { title: 'Range', align: 'right' },
      { title: 'Ready' },
      { title: 'Proof' },
    ],
    plan.front.map((p) => [
      p.cost === chosen.cost.counted && p.days === chosen.days.counted ? 'the plan' : '',
      `≈\u00a0${grouped(p.cost)}`,
      shortSpan(p.costRange.low, p.costRange.high),
      grouped(p.days),
      shortSpan(p.daysRange.low, p.daysRange.high),
      p.ready,
      p.isProved ? 'proved' : 'not proved',
    ]),
  )
  page.text(
    plan.front.length === 1
      ? 'No choice is faster at a higher price: the plan is both the cheapest and the fastest.'
      : 'No other choice beats any of these in both, on the figures counted. [estimate]',
    { tone: 'dim' },
  )
}

/** How far prices may move, where it was asked for: those that may change the answer; all with --full. */
function sensitivity(plan: Plan, page: Page, { isFull }: Shows): void {
  if (plan.sensitivity.length === 0) return
  page.section('Which price would change the answer', 'computed')
  const rows = isFull ? plan.sensitivity : plan.sensitivity.filter((r) => r.isSensitive)
  for (const r of rows) {
    page.item(
      r.isSensitive ? '!' : '·',
      `${r.name}: ${limitWords(r)}; counted at ${euros(r.counted)}, its own range is ${span(r.own.low, r.own.high)} [estimate]`,
      { markTone: r.isSensitive ? 'warn' : 'plain' },
    )
  }
  const rest = plan.sensitivity.length - rows.length
  if (rest > 0)
    page.text(
      `${counted(rest, 'other price')} may move anywhere in ${rest === 1 ? 'its own range' : 'their own ranges'}, one at a time, and the choice stays (--full).`,
      { tone: 'dim' },
    )
}

/** P50 and P80 where durations are known well enough; else why not. */
function percentiles(plan: Plan, page: Page, { isFull }: Shows): void {
  const p = plan.percentiles
  if (p === undefined) return
  const words = percentileWords(p, isFull ? Infinity : 3)
  if (p.kind === 'refused') {
    page.text(words, { tone: 'dim' })
    return
  }
  page.text(`${words} [estimate]`)
  for (const d of p.deadlines)
    page.item(
      '·',
      `${d.on}: met in ${d.metPercent} of a hundred runs; ready by ${d.p50} in half, by ${d.p80} in eight of ten`,
    )
}

function leftOut(plan: Plan, page: Page, { isFull }: Shows): void {
  const rivals = plan.leftOut.filter((o) => isFull || o.isRival === true)
  const shown = isFull ? rivals : rivals.slice(0, MOST_LEFT_OUT)
  if (plan.leftOut.length === 0) return
  page.section('Why not')
  for (const o of shown)
    page.item('·', `${o.name}: ${withSums(o.because)}${o.legal === undefined ? '' : ` [${o.legal.kind}]`}`)
  const rest = plan.leftOut.length - shown.length
  if (rest > 0) page.text(`${counted(rest, 'more option')} left out, each with its reason: --full.`, { tone: 'dim' })
}

function reuse(plan: Plan, chosen: Mix, page: Page): void {
  if (plan.reuse === undefined || plan.reuse.without === undefined) return
  const { cost, days, without, through } = plan.reuse
  page.section('What re-use is worth', 'computed')
  page.table(
    [
      { title: '' },
      { title: 'EUR', align: 'right' },
      { title: 'Working days', align: 'right' },
      { title: 'Ready' },
      { title: 'In hand', isWide: true },
    ],
    [
      [
        'with',
        `≈\u00a0${grouped(chosen.cost.counted)}`,
        grouped(chosen.days.counted),
        plan.schedule?.ends ?? '–',
        through.length === 0 ? 'nothing that counts' : through.join(', '),
      ],
      ['without', `≈\u00a0${grouped(without.cost)}`, grouped(without.days), without.ends, 'nothing'],
      [{ text: 'worth', style: (t) => page.tone(t, 'bold') }, `≈\u00a0${grouped(cost)}`, grouped(days), '', ''],
    ],
  )
  if (without.adds.length > 0)
    page.text(
      `Without it these would have to be done too: ${listed(
        without.adds.map((o) => o.name),
        4,
      )}. [estimate]`,
    )
}

function horizon(plan: Plan, page: Page, { isFull }: Shows): void {
  if (plan.horizon === undefined) return
  const { years, first, renewals, total } = plan.horizon
  page.section(`Cost over ${counted(years, 'year')}`)
  page.text(
    `${eurosSpan(total.low, total.high)} in all: ${span(first.low, first.high)} now${renewals.length === 0 ? '; nothing has to be renewed' : `, and ${counted(renewals.length, 'renewal')}`}. [estimate]`,
  )
  const groups = renewalGroups(plan.horizon)
  const most = isFull ? groups.length : MOST_RENEWALS
  for (const g of groups.slice(0, most))
    page.item(
      '·',
      `${g.name}${g.certificate === undefined ? '' : ` (in hand through ${g.certificate})`}: ${g.times === 1 ? `once, ${g.first}` : `${g.times} times, ${g.first} to ${g.last}`}, ≈ ${eurosSpan(g.low, g.high)}`,
      { tone: 'dim' },
    )
  if (groups.length > most) page.text(`and ${counted(groups.length - most, 'other thing')} to renew`, { tone: 'dim' })
  for (const says of notCounted(plan.horizon)) page.item('?', says, { markTone: 'warn' })
}

/** Levels that can be shown for the whole, day by day. */
function overTime(plan: Plan, page: Page): void {
  if (plan.assurance.length === 0) return
  page.section('Assurance over the years', 'computed')
  page.table(
    [
      { title: 'From' },
      { title: 'What changes', isWide: true },
      { title: 'Formal' },
      { title: 'Technical' },
      { title: 'Compared with the CSA' },
    ],
    plan.assurance.map((p) => [
      p.on,
      p.what,
      p.reading === undefined ? '–' : spanOf(p.reading.formal),
      p.reading === undefined ? '–' : spanOf(p.reading.technical),
      p.reading === undefined ? '–' : spanOf(p.reading.csa),
    ]),
  )
  page.text(`Levels of ${plan.dossier.targetType}, for the whole, if nothing is renewed.`, { tone: 'dim' })
}

function questions(plan: Plan, page: Page, { isFull }: Shows): void {
  if (plan.questions.length === 0) return
  page.section('Next questions')
  const most = isFull ? plan.questions.length : MOST_QUESTIONS
  plan.questions.slice(0, most).forEach((q, i) => {
    const answers = answersWords(q)
    page.item(`${i + 1}.`, q.question, { tone: 'bold' })
    page.text(
      `${q.why} ${sentence(settlesWords(q))}.${answers === '' ? '' : ` Answer: ${answers}.`} ${q.what === 'dossier-fact' ? `In the dossier: facts.${q.id}` : 'To be looked up, not to be stated.'}`,
      { indent: 3, tone: 'dim' },
    )
  })
  const rest = plan.questions.length - most
  if (rest > 0) page.text(`${counted(rest, 'more question')}: metascheme ask`, { tone: 'dim' })
}

function cautions(plan: Plan, page: Page): void {
  page.section('What this plan does not say')
  for (const c of plan.cautions) page.item('·', c)
}

function sentence(text: string): string {
  return fit(text.slice(0, 1).toUpperCase() + text.slice(1), 400)
}
