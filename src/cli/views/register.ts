/** Registers of certificates: what was read, what is known on a day, what changed. */
import type { ImportResult, RegisterImport } from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { importView } from './mapping.ts'
import { Page } from './page.ts'

const MOST = 12

export function importedView(result: ImportResult | RegisterImport, screen: Terminal): string {
  return 'registers' in result ? registerImportView(result, screen) : importView(result, screen)
}

function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ' ')
}

function registerImportView(r: RegisterImport, screen: Terminal): string {
  const page = new Page(screen)
  const { counts } = r
  page.title(
    `${grouped(counts.kept)} certificates kept of ${grouped(counts.read)} rows, ${grouped(counts.active)} recorded as in force, ${grouped(counts.lost)} lost`,
  )
  for (const f of r.found) page.item('·', `${f.file}: ${f.what}`)
  const who = {
    asked: 'as asked',
    document: 'as the list says',
    'file name': 'as its file name says',
    today: 'the day asked',
  }
  page.item('·', `as of ${r.observed.on}, ${who[r.observed.from]}`)
  page.item('·', `status as recorded: ${r.statuses.map((s) => `${s.word} ${grouped(s.count)}`).join(', ')}`)
  if (r.signature !== undefined)
    page.item('✓', `signed by ${r.signature.signer}, under ${r.signature.root}`, { markTone: 'good' })
  if (r.lapsing.length > 0) {
    page.section('Ends that the register prints, of those in force')
    const most = [...r.lapsing].sort((a, b) => b.count - a.count || (a.on < b.on ? -1 : 1)).slice(0, MOST)
    page.table(
      [{ title: 'Day' }, { title: 'Certificates', align: 'right' }],
      most.sort((a, b) => (a.on < b.on ? -1 : 1)).map((l) => [l.on, grouped(l.count)]),
    )
    const days = r.lapsing.length
    if (days > MOST) page.text(`The ${MOST} fullest of ${grouped(days)} days; --json lists all.`, { tone: 'dim' })
  }
  if (r.cleaned.length > 0) {
    page.section('Cleaned')
    for (const c of r.cleaned) {
      page.item(`${grouped(c.count)}×`, c.says, { markTone: 'accent' })
      const [first] = c.first
      if (first !== undefined && (first.from !== '' || first.to !== ''))
        page.text(
          `first on line ${first.line}, ${first.certificate}: "${first.from}"${first.to === '' ? '' : ` → "${first.to}"`}`,
          {
            indent: 4,
            tone: 'dim',
          },
        )
    }
  }
  if (r.losses.length > 0) {
    page.section('Not carried over')
    page.table(
      [
        { title: 'Where', isWide: true },
        { title: 'Times', align: 'right' },
        { title: 'Why', isWide: true },
      ],
      r.losses.map((l) => [l.path, grouped(l.count), l.because]),
    )
  }
  return page.toString()
}
