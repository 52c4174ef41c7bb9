/** What changes in the law between two days. */
import { counted, type LawDiff, TRUTHS } from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { Page } from './page.ts'
import { toneOf } from './tone.ts'

export function lawDiffView(diff: LawDiff, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`The law from ${diff.from} to ${diff.to}`)
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
