/** What changes in the law between two days. */
import { counted, euros, grouped, type LawDiffResult, type PlanChange, signed, TRUTHS } from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { Page } from './page.ts'
import { toneOf } from './tone.ts'

export function lawDiffView(diff: LawDiffResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`The law from ${diff.from} to ${diff.to}`)
  if (diff.plans.length > 0) {
    page.section('Whose plan changes', 'computed')
    for (const p of diff.plans) planChange(p, diff, page)
  }
  if (diff.conclusions.length > 0) {
    page.section('What changes for the dossiers', 'law')
    for (const c of diff.conclusions)
      page.item(
        `${TRUTHS[c.before].mark} → ${TRUTHS[c.after].mark}`,
        `${c.dossier}: ${c.label} (${TRUTHS[c.before].says}, then ${TRUTHS[c.after].says})`,
        { markTone: toneOf(c.after) },
      )
  }
  if (diff.states.length > 0) {
    page.section('States of the law', 'law')
    for (const s of diff.states)
      page.item(s.on, `${s.name}: ${s.change}`, { markTone: s.change === 'so' ? 'good' : 'warn' })
  }
  page.section(counted(diff.rules.length, 'rule'), 'law')
  let act = ''
  for (const r of [...diff.rules].sort((a, b) => (a.act === b.act ? 0 : a.act < b.act ? -1 : 1))) {
    if (r.act !== act) page.text(r.act, { tone: 'bold' })
    act = r.act
    page.item(
      `${r.on} ${r.change === 'ceases' ? '−' : '+'}`,
      `${r.says} · ${r.citation.source}, ${r.citation.at}${r.citation.standing === 'primary' ? '' : ` (${r.citation.standing})`}`,
      { markTone: r.change === 'ceases' ? 'bad' : 'good' },
    )
  }
  if (diff.rules.length === 0) page.text('No rule begins or ends.')
  return page.toString()
}

const MOST_NAMED = 4

function planChange(p: PlanChange, diff: LawDiffResult, page: Page): void {
  if (!p.isChanged) {
    page.item('=', `${p.dossier}: the plan stays as it is${sum(p.before)}`)
    ended(p, page)
    return
  }
  const from =
    p.before === undefined ? 'no plan' : `${counted(p.before.activities, 'activity', 'activities')}${sum(p.before)}`
  const to =
    p.after === undefined ? 'no plan' : `${counted(p.after.activities, 'activity', 'activities')}${sum(p.after)}`
  page.item('≠', `${p.dossier}: on ${diff.from} ${from}; on ${diff.to} ${to}${difference(p)} [estimate]`, {
    markTone: 'warn',
    tone: 'bold',
  })
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['acts that come in', p.actsBegun],
    ['acts that fall away', p.actsEnded],
    ['asked anew', p.cellsAdded.map((c) => `${c.title} (${c.askedBy})`)],
    ['asked no longer', p.cellsDropped.map((c) => `${c.title} (${c.askedBy})`)],
    ['to be done besides', p.adds.map((o) => o.name)],
    ['no longer done', p.drops.map((o) => o.name)],
  ]
  for (const [what, names] of rows) {
    if (names.length === 0) continue
    const rest = names.length - MOST_NAMED
    page.item(
      '·',
      `${what}: ${names.slice(0, MOST_NAMED).join('; ')}${rest > 0 ? `; and ${grouped(rest)} more` : ''}`,
      {
        indent: 2,
      },
    )
  }
  ended(p, page)
}

/** Not the law's doing. */
function ended(p: PlanChange, page: Page): void {
  for (const c of p.certificates)
    page.item('!', `not the law: ${c.id} may be re-used: ${TRUTHS[c.before].says}, then ${TRUTHS[c.after].says}`, {
      indent: 2,
      markTone: 'warn',
    })
}

function sum(of: PlanChange['before']): string {
  return of === undefined ? '' : `, about ${euros(of.cost)}`
}

function difference(p: PlanChange): string {
  return p.before === undefined || p.after === undefined
    ? ''
    : ` (EUR\u00a0${signed(p.after.cost - p.before.cost)}, ${signed(p.after.days - p.before.days)} working days)`
}
