/** What certified parts prove together. */
import { type ComposeResult, type Shown, TRUTHS, when } from '#app/shown.ts'
import type { TableCell } from '../layout.ts'
import type { Terminal } from '../terminal.ts'
import { Page } from './page.ts'
import { toneOf } from './tone.ts'

export function composeView(result: ComposeResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(result.dossier.name)
  page.item(TRUTHS[result.whole.stands].mark, `${result.whole.because.says} [${result.whole.because.kind}]`, {
    markTone: toneOf(result.whole.stands),
  })
  if (result.certificates.length > 0) {
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
  page.section('Claims', 'computed')
  for (const c of result.items) {
    const days = when(c.days)
    page.item(
      TRUTHS[c.holds].mark,
      `${c.part}: ${c.says} (${c.claim})${days === '' ? '' : `, ${days}`}${c.under.length === 0 ? '' : `, under ${c.under.join(', ')}`}`,
      { markTone: toneOf(c.holds) },
    )
    if (c.holds !== 'yes')
      for (const p of c.because.premises.slice(0, 2)) page.item('·', p.says, { indent: 2, tone: 'dim' })
  }
  if (result.assumptions.length > 0) {
    page.section('Assumptions', 'computed')
    for (const a of result.assumptions) {
      const by = a.by.length === 0 ? '' : ` by ${a.by.join(', ')}`
      page.item(
        a.standing === 'open' ? '?' : '✓',
        `${a.part}: ${a.says} (${a.id}): ${a.standing}${by}${a.onWordOnly ? ', on word only' : ''}`,
        { markTone: a.standing === 'open' ? 'warn' : 'good' },
      )
    }
  }
  for (const c of result.circles) {
    page.line()
    page.item(
      c.isProved ? '✓' : '✗',
      `${c.members.join(' → ')}: a circle, ${c.isProved ? 'proved from outside it' : 'which proves nothing'} [computed]`,
      { markTone: c.isProved ? 'good' : 'bad' },
    )
  }
  page.legend()
  return page.toString()
}

function truth(t: Shown, page: Page): TableCell {
  return { text: `${TRUTHS[t].mark} ${TRUTHS[t].says}`, style: (text) => page.tone(text, toneOf(t)) }
}
