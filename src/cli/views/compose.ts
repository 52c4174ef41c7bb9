/** What certified parts prove together. */
import { type ComposeResult, counted, euros, eurosSpan, grouped, type Shown, span, TRUTHS, when } from '#app/shown.ts'
import type { TableCell } from '../layout.ts'
import type { Terminal } from '../terminal.ts'
import { Page } from './page.ts'
import { toneOf } from './tone.ts'

/** So many missing cells are named; the rest is counted. */
const MOST_MISSING = 8

export function composeView(result: ComposeResult, screen: Terminal): string {
  const page = new Page(screen, result.sources)
  page.title(result.dossier.name)
  page.item(
    TRUTHS[result.whole.stands].mark,
    `${result.whole.because.says}; level of our own definition: formal ${letter(result.whole.formal)}, technical ${letter(result.whole.technical)} [${result.whole.because.kind}]`,
    { markTone: toneOf(result.whole.stands) },
  )
  certificates(result, page)
  claims(result, page)
  assumptions(result, page)
  for (const c of result.circles) {
    page.line()
    page.item(
      c.isProved ? '✓' : '✗',
      `${c.members.join(' → ')}: a circle, ${c.isProved ? 'proved from outside it' : 'which proves nothing'} [computed]`,
      { markTone: c.isProved ? 'good' : 'bad' },
    )
  }
  for (const r of result.composites) composite(r, result, page)
  zones(result, page)
  delta(result, page)
  time(result, page)
  page.footnotes()
  page.legend()
  return page.toString()
}

function certificates(result: ComposeResult, page: Page): void {
  if (result.certificates.length === 0) return
  page.section('Certificates')
  page.table(
    [
      { title: 'Certificate', isWide: true },
      { title: 'Level', isWide: true },
      { title: 'Recorded', isWide: true },
      { title: 'Relied on' },
      { title: 'Re-usable' },
      { title: 'Renewable' },
      { title: 'Re-usable days', isWide: true },
    ],
    result.certificates.map((c) => [
      c.isInvented ? `${c.id} (invented)` : c.id,
      c.level,
      c.recorded.replace('-', ' '),
      truth(c.relied, page),
      truth(c.reusable, page),
      truth(c.renewable, page),
      when(c.reusableDays),
    ]),
  )
  page.text(
    'Status is as recorded [law where its record is cited, else declared]; the readings beside it are ours [computed].',
    { tone: 'dim' },
  )
}

function claims(result: ComposeResult, page: Page): void {
  page.section('What parts give', 'computed')
  for (const c of result.items) {
    const days = when(c.days)
    const level = c.holds === 'no' ? '' : `, formal ${letter(c.formal)}, technical ${letter(c.technical)}`
    page.item(
      TRUTHS[c.holds].mark,
      `${c.part}: ${c.says} (${c.claim})${level}${days === '' ? '' : `, ${days}`}${c.under.length === 0 ? '' : `, under ${c.under.join(', ')}`}`,
      { markTone: toneOf(c.holds) },
    )
    if (c.holds !== 'yes')
      for (const p of c.because.premises.slice(0, 2)) page.item('·', p.says, { indent: 2, tone: 'dim' })
  }
  for (const b of result.shallowBases)
    page.item(
      b.isAsDeep === 'no' ? '!' : '?',
      `${b.part} stands on ${b.base}, which is ${b.isAsDeep === 'no' ? 'not' : 'not known to be'} evaluated as deep; the weaker of the two counts`,
      { markTone: 'warn' },
    )
}

function assumptions(result: ComposeResult, page: Page): void {
  if (result.assumptions.length === 0) return
  const of = (standing: string): number => result.assumptions.filter((a) => a.standing === standing).length
  page.section(`Assumptions: ${of('discharged')} discharged, ${of('lifted')} lifted, ${of('open')} open`, 'computed')
  for (const a of result.assumptions) {
    const by = a.by.length === 0 || a.standing === 'lifted' ? '' : ` by ${a.by.join(', ')}`
    const to = a.standing === 'lifted' ? ' to the users of the whole' : ''
    const kind = a.kind === undefined ? '' : `${a.kind.replaceAll('-', ' ')}, `
    page.item(
      a.standing === 'open' ? '?' : '✓',
      `${a.part}: ${a.says} (${a.id}): ${kind}${a.standing}${by}${to}${a.onWordOnly ? ', on word only' : ''}`,
      { markTone: a.standing === 'open' ? 'warn' : 'good' },
    )
  }
}

function composite(r: ComposeResult['composites'][number], result: ComposeResult, page: Page): void {
  if (r === result.composites[0]) {
    page.section('By the schemes’ own rules', 'computed')
    page.text(
      'Whether the conditions that a scheme writes are met, read by us; no scheme said so, and no level follows.',
      {
        tone: 'dim',
      },
    )
  }
  const days = when(r.days)
  page.item(
    TRUTHS[r.met].mark,
    `${r.part} on ${r.base}: ${r.name}${r.wanted === undefined ? '' : `, for ${r.wanted}`}, ${page.cite(r.citation)}: ${TRUTHS[r.met].says}${days === '' ? '' : `, ${days}`}`,
    { markTone: toneOf(r.met) },
  )
  const isUnread = (c: Condition): boolean => c.citation.standing === 'unchecked' && !c.byException
  const read = r.conditions.filter((c) => !isUnread(c))
  for (const c of read.filter((x) => x.met !== 'yes' || x.byException)) {
    page.item(TRUTHS[c.met].mark, `${c.says}${c.byException ? ' (by exception)' : ''}`, {
      indent: 2,
      markTone: toneOf(c.met),
    })
    if (c.met === 'not-known')
      for (const q of c.settledBy.slice(0, 1)) page.item('→', q.question, { indent: 4, tone: 'dim' })
  }
  const met = read.filter((c) => c.met === 'yes' && !c.byException)
  if (met.length > 0) page.item('✓', met.map((c) => c.says).join('; '), { indent: 2, markTone: 'good', tone: 'dim' })
  const unread = r.conditions.filter(isUnread)
  if (unread.length > 0) page.item('?', `text not read${unreadSays(unread)}`, { indent: 2, markTone: 'warn' })
  if (r.met === 'yes') page.item('=', r.gives, { indent: 2, tone: 'dim' })
  for (const n of r.never) page.item('≠', n, { indent: 2, tone: 'dim' })
}

type Condition = ComposeResult['composites'][number]['conditions'][number]

/** What the tests say of conditions whose text was not read, one sentence a verdict. */
function unreadSays(conditions: readonly Condition[]): string {
  const of = (verdict: Condition['ifSo']): string =>
    conditions
      .filter((c) => c.ifSo === verdict)
      .map((c) => c.says)
      .join('; ')
  return (['no', 'not-known', 'yes'] as const)
    .map((v) => [v, of(v)] as const)
    .filter(([, says]) => says !== '')
    .map(([v, says]) => `. As worded here, ${TRUTHS[v].says}: ${says}`)
    .join('')
}

function zones(result: ComposeResult, page: Page): void {
  if (result.places.length === 0 && result.crossings.length === 0) return
  page.section('Zones and conduits', 'computed')
  const first = result.places[0]
  if (first !== undefined)
    page.table(
      [
        { title: 'Place', isWide: true },
        { title: 'Target met' },
        ...first.reached.map((r) => ({ title: r.requirement })),
      ],
      result.places.map((p) => [
        `${p.kind} ${p.name}`,
        truth(p.answer.kind === 'value' ? 'yes' : p.answer.kind === 'not-known' ? 'not-known' : 'no', page),
        ...p.reached.map((r) => reached(r, page)),
      ]),
    )
  if (result.places.length > 0)
    page.text(
      'Reached of target, per foundational requirement of IEC 62443: what parts are shown to be capable of, the weakest first; not how they were installed.',
      { tone: 'dim' },
    )
  for (const p of result.places) {
    for (const r of p.reached.filter((x) => x.possibly < x.target))
      page.item('✗', `${p.name}, ${r.requirement}: ${firstCause(r.because)}`, { markTone: 'bad' })
    if (p.answer.kind === 'not-known')
      for (const q of p.answer.settledBy.slice(0, 3)) page.item('?', `${p.name}: ${q.question}`, { markTone: 'warn' })
  }
  for (const c of result.crossings)
    page.item('!', `${c.from} (${c.zones[0]}) reaches ${c.to} (${c.zones[1]}), and no conduit leads there`, {
      markTone: 'warn',
    })
}

function firstCause(because: ComposeResult['places'][number]['reached'][number]['because']): string {
  return because?.premises[0]?.says ?? because?.says ?? ''
}

function reached(r: ComposeResult['places'][number]['reached'][number], page: Page): TableCell {
  const shown = r.surely === r.possibly ? String(r.surely) : `${r.surely}–${r.possibly}`
  const tone = r.surely >= r.target ? 'good' : r.possibly >= r.target ? 'warn' : 'bad'
  return { text: `${shown} of ${r.target}`, style: (text) => page.tone(text, tone) }
}

function delta(result: ComposeResult, page: Page): void {
  const { demands, cells, missing } = result.delta
  if (demands.length === 0 && cells === undefined) return
  page.section('What is missing to the target')
  for (const d of demands) {
    const met = d.verdict === 'covered' ? 'yes' : d.verdict === 'not-known' ? 'not-known' : 'no'
    page.item(
      TRUTHS[met].mark,
      `${d.level}, asked by ${d.by}${d.who === undefined ? '' : ` (${d.who})`}: ${d.because.says} [computed]`,
      { markTone: toneOf(met) },
    )
  }
  if (cells === undefined) return
  const total = cells.covered + cells.partly + cells.notKnown + cells.notCovered
  page.text(
    `Of ${counted(total, 'thing')} that law and demands ask to be shown: ${cells.covered} covered, ${cells.partly} in part, ${cells.notKnown} not known, ${cells.notCovered} not. Technical coverage, no presumption. [computed]`,
  )
  for (const m of missing.filter((x) => x.verdict === 'not-covered').slice(0, MOST_MISSING))
    page.item('·', `${m.title} (${m.askedBy})`, { tone: 'dim' })
  const rest = missing.length - Math.min(MOST_MISSING, missing.filter((x) => x.verdict === 'not-covered').length)
  if (rest > 0) page.text(`${counted(rest, 'more thing')}: --json, or metascheme plan.`, { tone: 'dim' })
}

function time(result: ComposeResult, page: Page): void {
  const t = result.timeToMarket
  page.section('Time to market, with and without re-use')
  if ('kind' in t) {
    page.text(`None is given: ${t.because}`)
    return
  }
  if (t.nothingAsked)
    page.text(
      'Nothing that law or a demand asks of the whole is known, so these figures are those of the parts alone; they are not the way to a target that only a risk recommends. [computed]',
    )
  const plus = (side: typeof t.without): string => (side.atLeast.length === 0 ? '' : 'at least ')
  page.table(
    [
      { title: '' },
      { title: 'Counted', isWide: true },
      { title: 'Range', isWide: true },
      { title: 'Days' },
      { title: 'Range of days', isWide: true },
      { title: 'Ready on' },
      { title: 'Grade' },
    ],
    (
      [
        ['with re-use', t.withReuse],
        ['without', t.without],
      ] as const
    ).map(([name, side]) => [
      name,
      `${plus(side)}${euros(side.cost.counted)}`,
      eurosSpan(side.cost.low, side.cost.high),
      `${plus(side)}${grouped(side.days.counted)}`,
      span(side.days.low, side.days.high),
      side.ends,
      side.weakestGrade,
    ]),
  )
  if (t.saved.cost.counted === 0 && t.saved.days.counted === 0)
    page.text('Nothing that can be counted is saved on this day. [estimate]')
  else
    page.text(
      `Re-use saves ${plus(t.without)}${euros(t.saved.cost.counted)} and ${plus(t.without)}${counted(t.saved.days.counted, 'working day')}, counted at the middle of the ranges. [estimate]`,
    )
  for (const p of t.parts) {
    const anew =
      p.anew === undefined
        ? 'the catalogue has no activities that show that level, so no figure'
        : `${eurosSpan(p.anew.cost.low, p.anew.cost.high)}, ${span(p.anew.days.low, p.anew.days.high)} working days anew`
    const held =
      p.reusable === 'yes' ? 're-used' : p.reusable === 'no' ? 'not re-usable on this day' : 'not known to be re-usable'
    page.item('·', `${p.name}: ${p.certificate} (${p.level}), ${held}; ${anew}`, { tone: 'dim' })
  }
  page.text('Parts are counted one after the other as they stand on each other, then the whole.', { tone: 'dim' })
}

function letter(of: string | readonly [string, string]): string {
  return typeof of === 'string' ? of : `${of[0]} to ${of[1]}`
}

function truth(t: Shown, page: Page): TableCell {
  return { text: `${TRUTHS[t].mark} ${TRUTHS[t].says}`, style: (text) => page.tone(text, toneOf(t)) }
}
