/** Ways back after a loss. */
import { counted, type RepairPlan, type RepairResult, type RepairRow, shortSpan, TRUTHS } from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { rootOf } from './change.ts'
import { Page } from './page.ts'
import { SAME_DAY } from './change.ts'
import { toneOf } from './tone.ts'

export function repairView(result: RepairResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(
    result.items.length === 0
      ? `Nothing fell in ${counted(result.dossiers, 'dossier')}`
      : `${counted(result.items.length, 'loss', 'losses')} in ${counted(new Set(result.items.map((i) => i.dossier)).size, 'dossier')} of ${result.dossiers}, on ${result.on}`,
  )
  if (result.items.length === 0 && result.since === result.on) page.text(SAME_DAY, { tone: 'dim' })
  if (result.since !== result.on) page.text(`Compared with ${result.since}.`, { tone: 'dim' })
  if (result.together !== undefined) {
    const back = result.items.filter((i) => i.way.kind === 'way').length
    page.section(
      `Cheapest way back for ${back === result.items.length ? 'all of it' : `${back} of ${result.items.length}`}`,
      'computed',
    )
    plan(page, result.together)
    if (result.fastest !== undefined) {
      page.section('Fastest way back', 'computed')
      plan(page, result.fastest)
    }
  }
  for (const dossier of new Set(result.items.map((i) => i.dossier))) {
    page.section(dossier, 'computed')
    for (const row of result.items.filter((i) => i.dossier === dossier)) loss(page, row)
  }
  if (result.unchosen.length > 0) {
    page.section('Not chosen', 'computed')
    for (const u of result.unchosen.filter((x) => x.state === 'dearer' || x.state === 'stopped'))
      page.item('·', `${u.says}. ${u.because}`, { tone: 'dim' })
    const notNeeded = result.unchosen.filter((x) => x.state === 'not-needed').length
    const idle = result.unchosen.filter((x) => x.state === 'brings-nothing-back').length
    if (notNeeded > 0)
      page.item(
        '·',
        `${counted(notNeeded, 'repair')} would not make it cheaper even free of charge; --json names them.`,
        {
          tone: 'dim',
        },
      )
    if (idle > 0)
      page.item('·', `${counted(idle, 'further repair')} would bring back nothing of this at the level it had.`, {
        tone: 'dim',
      })
  }
  if (result.closed.length > 0) {
    page.section('Not open')
    for (const c of result.closed) {
      page.item(c.state === 'closed' ? '✗' : '?', `${c.kind}, ${c.subject}: ${c.because.says} [${c.because.kind}]`, {
        markTone: c.state === 'closed' ? 'bad' : 'warn',
      })
      for (const f of c.settledBy) page.item('→', f.question, { indent: 2, markTone: 'accent' })
    }
  }
  if (result.strangers.length > 0)
    page.text(`${counted(result.strangers.length, 'event')} of the list name nothing in any dossier.`, { tone: 'dim' })
  page.text(
    'What an issuer will decide is not foreseen: each way asks for what stands under it. A status changes only by its issuer’s own record.',
    { tone: 'dim' },
  )
  page.legend()
  return page.toString()
}

function plan(page: Page, p: RepairPlan): void {
  page.text(
    `EUR ${shortSpan(p.cost.low, p.cost.high)} (grade ${p.cost.weakestGrade}) [estimate], ${shortSpan(p.days.low, p.days.high)} working days: back between ${p.back.earliest} and ${p.back.latest}, counted on ${p.back.counted}.`,
  )
  page.text(
    p.isProvedLeast ? 'Proved least at the middle of the ranges.' : 'Not proved least: the search was stopped before.',
    { tone: 'dim' },
  )
  for (const r of p.repairs) {
    page.item('→', `${r.says} (${r.kind}${r.dossiers.length > 1 ? `; counts in ${r.dossiers.join(', ')}` : ''})`, {
      markTone: 'accent',
    })
    for (const c of r.conditions) page.item('if', c, { indent: 2 })
    for (const n of r.notPriced) page.item('+', `not in the price: ${n}`, { indent: 2, tone: 'dim' })
  }
  if (p.works.length > 0)
    page.table(
      [
        { title: 'Work', isWide: true },
        { title: 'On', isWide: true },
        { title: 'Days', align: 'right' },
        { title: 'Waiting', align: 'right' },
        { title: 'EUR', align: 'right' },
        { title: 'Grade' },
      ],
      p.works.map((w) => [
        w.name,
        w.subject,
        shortSpan(w.days.low, w.days.high),
        shortSpan(w.queueDays.low, w.queueDays.high),
        shortSpan(w.cost.low, w.cost.high),
        w.cost.grade,
      ]),
      2,
    )
}

/** What is not sure has only an upper bound. */
function atMost(truth: RepairRow['truth']['before'], letter: string): string {
  return truth === 'not-known' && letter !== 'none' ? `${letter} at most` : letter
}

function loss(page: Page, row: RepairRow): void {
  const name = row.what === 'whole' ? row.says : `${row.part}: ${row.says} (${row.guarantee})`
  page.item(
    `${TRUTHS[row.truth.before].mark} → ${TRUTHS[row.truth.after].mark}`,
    `${name}${row.what === 'upkeep' ? '; it is relied on, and cannot be kept up' : ''}; level ${atMost(row.truth.before, row.level.before)}, then ${atMost(row.truth.after, row.level.after)}`,
    { markTone: toneOf(row.truth.after) },
  )
  const { way } = row
  if (way.kind === 'way') {
    const { plan: p, restored } = way
    page.item(
      '←',
      `${p.repairs.map((r) => r.says).join('; and ')}: EUR ${shortSpan(p.cost.low, p.cost.high)}, back on ${p.back.counted} (${p.back.earliest} to ${p.back.latest})`,
      { indent: 2, markTone: 'good' },
    )
    page.item(
      TRUTHS[restored.truth].mark,
      `after repair: ${restored.because.says}; level ${atMost(restored.truth, restored.level)}${restored.isChecked === true ? '; proof checked' : restored.isChecked === false ? '; the checker refuses the proof' : ''}`,
      { indent: 4, markTone: toneOf(restored.truth), tone: 'dim' },
    )
    if (restored.onTheDay.because !== undefined)
      page.item(
        '!',
        `on ${restored.onTheDay.on} something else has lapsed by then: ${rootOf(restored.onTheDay.because).says}`,
        { indent: 4, markTone: 'warn' },
      )
    for (const a of way.alternatives)
      page.item(
        '·',
        a.plan === undefined
          ? `there is no other way known than ${a.without}`
          : `else ${a.plan.repairs.map((r) => r.says).join('; and ')}: EUR ${shortSpan(a.plan.cost.low, a.plan.cost.high)}, back on ${a.plan.back.counted}`,
        { indent: 4, tone: 'dim' },
      )
  } else if (way.kind === 'none') {
    page.item('✗', `no way back is known: ${rootOf(way.because).says}`, { indent: 2, markTone: 'bad' })
    for (const f of way.settledBy) page.item('?', f.question, { indent: 4, markTone: 'warn' })
  } else page.item('?', 'the search was stopped before a way was found', { indent: 2, markTone: 'warn' })
  for (const f of row.settledBy)
    if (way.kind === 'way') page.item('?', `or by the answer alone: ${f.question}`, { indent: 2, markTone: 'warn' })
  for (const a of row.accept)
    page.item(
      '↓',
      `priced at nothing, no way back: ${a.says}${a.kind === 'accept-loss' ? '' : `; level ${atMost(a.truth, a.level)}`}`,
      {
        indent: 2,
        tone: 'dim',
      },
    )
}
