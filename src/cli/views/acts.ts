/** Acts on a terminal: whether and from when each applies, the class, the procedures that are open, the duties. */
import {
  type ActReading,
  type Because,
  citedFor,
  counted,
  daysOf,
  declaredUnder,
  type DutyRow,
  type LegalRow,
  relevanceGroups,
  type RouteRow,
  type Shown,
  shownTruth,
  TRUTHS,
} from '#app/shown.ts'
import { fit } from '../layout.ts'
import type { Page } from './page.ts'
import { toneOf } from './tone.ts'

const MOST_OPEN = 1

/** `isWhole`: every duty, and everything that does not hold, in a line of its own. */
export function actsPart(acts: readonly ActReading[], page: Page, isWhole = false): void {
  const { surely, maybe, unasked, no } = relevanceGroups(acts)
  surely.forEach((act, i) => {
    if (i > 0) page.line()
    wholeAct(act, page, isWhole)
  })
  for (const act of maybe) {
    page.line()
    wholeAct(act, page, isWhole)
  }
  if (unasked.length > 0) {
    page.line()
    page.text('Nothing stated says whether these concern the target [law]', { tone: 'bold' })
    if (isWhole) for (const act of unasked) perhaps(act, page)
    else page.text(`${unasked.map((a) => a.name).join('; ')} (metascheme ask asks)`, { indent: 2, tone: 'dim' })
  }
  if (no.length > 0) {
    page.line()
    page.text('Does not apply [law], on the facts declared', { tone: 'bold' })
    for (const act of no) never(act, page)
  }
}

function wholeAct(act: ActReading, page: Page, isWhole: boolean): void {
  const said = new Set<string>()
  const may = act.relevance === 'maybe' ? ': may apply, which is not known; the plan counts what it asks' : ''
  page.text(`${act.name}${act.isProposal ? ' (a proposal, read as if it were law)' : ''} [law]${may}`, { tone: 'bold' })
  for (const row of act.applicability)
    if (isWhole || shownTruth(row) !== 'no') legal(row, 'applies', page, said, isWhole)
  for (const row of act.classes) if (isWhole || shownTruth(row) !== 'no') legal(row, 'class', page, said, isWhole)
  const closed = isWhole ? [] : act.routes.filter((row) => shownTruth(row) === 'no')
  for (const row of act.routes) if (!closed.includes(row)) route(row, page, said, isWhole)
  if (closed.length > 0)
    line('no', 'closed', `${closed.map((r) => r.label).join('; ')} (metascheme routes says why)`, page)
  for (const row of act.presumptions)
    if (isWhole || shownTruth(row) !== 'no') legal(row, 'presumed', page, said, isWhole)
  duties(act.duties, page, isWhole)
}

/** Lines of one act are led by a mark and by what kind of conclusion it is, in a column. */
const KIND_WIDTH = 9

function line(truth: Shown, kind: string, text: string, page: Page): void {
  const mark = `${TRUTHS[truth].mark} ${kind.padEnd(KIND_WIDTH)}`
  page.item(mark, text, { indent: 2, markTone: toneOf(truth) })
}

function legal(row: LegalRow, kind: string, page: Page, said: Set<string>, isWhole: boolean): void {
  const truth = shownTruth(row)
  const days = daysOf(row)
  const when = {
    'not-known': `not known${days === '' ? '' : `, may be ${days}`}`,
    no: 'no',
    caution: `as far as was read${days === '' ? '' : `, ${days}`}`,
    yes: days,
    later: days,
  }[truth]
  line(truth, kind, `${row.label}${when === '' ? '' : `: ${when}`} ${place(row.because, page)}`, page)
  waitsFor(row, page, said, isWhole)
}

function route(row: RouteRow, page: Page, said: Set<string>, isWhole: boolean): void {
  const truth = shownTruth(row)
  const kind = { yes: 'open', no: 'closed', 'not-known': 'not known', later: 'later', caution: 'open' }[truth]
  const how =
    truth === 'no'
      ? ''
      : [row.procedure, row.assessor === undefined ? undefined : `by ${row.assessor}`]
          .filter((x) => x !== undefined)
          .join(', ')
  const why = truth === 'no' && row.closed !== undefined ? `: ${row.closed}` : ''
  const days = truth === 'later' ? ` ${daysOf(row)}` : truth === 'caution' ? ', as far as was read' : ''
  line(truth, kind, `${row.label}${how === '' ? '' : ` (${how})`}${days}${why} ${place(row.because, page)}`, page)
  waitsFor(row, page, said, isWhole)
}

/** The article, with the number of its footnote. */
function place(because: Because, page: Page): string {
  const cited = citedFor(because)
  return cited.length === 0 ? '' : `· ${page.cite(...cited)}`
}

/** The facts a row waits for, or that could take it away; what was said of an earlier row of the act is not said again. */
function waitsFor(row: LegalRow, page: Page, said: Set<string>, isWhole: boolean): void {
  const truth = shownTruth(row)
  const asked = truth === 'not-known' ? row.settledBy : (row.caution ?? [])
  const open = [...new Map(asked.map((f) => [f.id, f])).values()].filter((f) => !said.has(f.id))
  const indent = KIND_WIDTH + 5
  const most = isWhole ? open.length : MOST_OPEN
  for (const f of open.slice(0, most)) page.item('·', f.question, { indent, tone: 'dim' })
  if (open.length > most)
    page.text(`and ${counted(open.length - most, 'more fact')}`, { indent: indent + 2, tone: 'dim' })
  for (const f of open) said.add(f.id)
}

function duties(rows: readonly DutyRow[], page: Page, isWhole: boolean): void {
  if (isWhole) {
    for (const row of rows) {
      const truth = shownTruth(row)
      const days = daysOf(row)
      const clock =
        row.clock === undefined
          ? ''
          : `, within ${row.clock.within}${row.due === undefined ? '' : `: due on ${row.due.on}`}`
      line(
        truth,
        'duty',
        `${row.label}${clock}${days === '' ? '' : ` (${truth === 'not-known' ? 'may be ' : ''}${days})`} ${place(row.because, page)}`,
        page,
      )
    }
    return
  }
  for (const row of rows) {
    if (row.due === undefined || row.truth === 'no') continue
    page.item(
      `! ${'duty'.padEnd(KIND_WIDTH)}`,
      `${row.label}, within ${row.due.within} of ${row.due.trigger}: due on ${row.due.on} ${place(row.because, page)}`,
      { indent: 2, markTone: 'warn' },
    )
  }
  const said = dutySums(rows)
  if (said !== '')
    page.item(`  ${'duties'.padEnd(KIND_WIDTH)}`, `${said} (metascheme routes lists them)`, {
      indent: 2,
      tone: 'dim',
      markTone: 'dim',
    })
}

function dutySums(rows: readonly DutyRow[]): string {
  function of(truth: Shown): readonly DutyRow[] {
    return rows.filter((r) => shownTruth(r) === truth)
  }
  const later = of('later')
  const first = later.flatMap((r) => r.holds.flatMap((d) => d.from ?? [])).sort()[0]
  const parts = [
    ...(of('yes').length > 0 ? [`${of('yes').length} now`] : []),
    ...(later.length > 0 ? [`${later.length} later${first === undefined ? '' : `, the first from ${first}`}`] : []),
    ...(of('not-known').length > 0 ? [`${of('not-known').length} not known`] : []),
  ]
  return parts.join('; ')
}

function perhaps(act: ActReading, page: Page): void {
  const open = act.entry
  const days = act.applicability.flatMap((r) => [...r.holds, ...r.mayHold].flatMap((d) => d.from ?? [])).sort()
  const first = open[0]
  const hangs =
    first === undefined
      ? ''
      : `: ${fit(first.question, Math.max(60, page.width - 30))}${open.length > 1 ? ` +${open.length - 1}` : ''}`
  page.item('?', `${act.name}${days[0] === undefined ? '' : `, from ${days[0]}`}${hangs}`, {
    indent: 2,
    markTone: 'warn',
  })
}

function never(act: ActReading, page: Page): void {
  const facts = act.applicability.flatMap((r) => declaredUnder(r.because))
  const rests =
    facts.length === 0
      ? ': nothing here makes it apply'
      : `: ${fit(facts[0] as string, 140)}${facts.length > 1 ? ` +${facts.length - 1}` : ''} [declared]`
  page.item('✗', `${act.name}${rests}`, { indent: 2, tone: 'dim' })
}
