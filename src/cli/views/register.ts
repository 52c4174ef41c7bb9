/** Registers of certificates: what was read, what is known on a day, what changed. */
import type {
  ImportResult,
  RegisterCheck,
  RegisterDiff,
  RegisterFind,
  RegisterHistory,
  RegisterImport,
  RegisterShow,
} from '#app/shown.ts'
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
  if (r.journal !== undefined) journalLines(r.journal, page)
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

function journalLines(journal: NonNullable<RegisterImport['journal']>, page: Page): void {
  page.section('Journal')
  if (!journal.isNew) {
    page.item('✓', `the very list is in ${journal.workspace} already; nothing was added`, { markTone: 'good' })
    return
  }
  const words = {
    issued: 'first seen',
    returned: 'listed again',
    changed: 'fields changed',
    status: 'statuses changed',
    vanished: 'vanished',
    seen: 'as before',
  }
  const parts = Object.entries(words).flatMap(([kind, word]) => {
    const count = journal.events[kind as keyof typeof words]
    return count === 0 ? [] : [`${grouped(count)} ${word}`]
  })
  page.item('✓', `written into ${journal.workspace}: ${parts.length === 0 ? 'nothing changed' : parts.join(', ')}`, {
    markTone: 'good',
  })
  if (journal.corrections > 0)
    page.item(
      '·',
      `${grouped(journal.corrections)} events of later lists were said again, because this list lies before them`,
    )
  page.item('·', `last line ${journal.hash}`, { tone: 'dim' })
}

export function registerShowView(r: RegisterShow, screen: Terminal): string {
  const page = new Page(screen)
  const { record, status } = r
  page.title(`${r.certificate}${record.product === undefined ? '' : `: ${record.product}`}`)
  page.section(`On ${r.on}${r.known === undefined ? '' : `, as known on ${r.known}`}`)
  switch (status.kind) {
    case 'recorded':
      page.item('·', `${status.status.word} [${r.kind}]: ${status.says}`, { markTone: 'accent' })
      break
    case 'not-issued':
      page.item('·', `not issued yet: ${status.says}`)
      break
    case 'not-listed':
      page.item('!', status.says, { markTone: 'warn' })
      break
    case 'not-known':
      page.item('?', `not known: ${status.says}`, { markTone: 'warn' })
      page.item('→', status.settledBy, { indent: 2, tone: 'dim' })
      break
    default:
      status satisfies never
  }
  page.section(r.isListed ? 'As last recorded' : 'As last recorded, before it vanished from the list')
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['vendor', [record.vendor, record.country].filter((x) => x !== undefined).join(', ') || undefined],
    ['versions', record.versions.length === 0 ? undefined : record.versions.join('; ')],
    [
      'level',
      record.level === undefined ? undefined : `${record.level}${r.levelId === undefined ? '' : ` (${r.levelId})`}`,
    ],
    ['standard', record.standard],
    ['issued', record.issued],
    ['valid until', record.validUntil],
    ['sunset', record.sunset],
    ['history', record.history.length === 0 ? undefined : record.history.map((s) => `${s.on} ${s.word}`).join(', ')],
    ['caveat', record.caveat],
    ['refers to', record.references.length === 0 ? undefined : record.references.join(', ')],
    [
      'referred to by',
      r.referredBy.length === 0
        ? undefined
        : r.referredBy.slice(0, 20).join(', ') +
          (r.referredBy.length > 20 ? ` and ${r.referredBy.length - 20} more` : ''),
    ],
    ['laboratory', record.lab],
    ['body', record.body],
    ['scheme', record.scheme],
    ...Object.entries(record.more),
    ['address', record.url],
  ]
  page.table(
    [{ title: 'What' }, { title: 'As recorded', isWide: true }],
    rows.flatMap(([a, b]) => (b === undefined ? [] : [[a, b]])),
  )
  if (r.caveat !== undefined) caveatLines(r.caveat, page)
  page.section('Lists')
  for (const look of r.looks) page.item('·', `${look.on}: ${look.recorded} (${look.file}, ${look.sha256.slice(0, 12)})`)
  return page.toString()
}

const BEARS = { assumption: 'to be met', limit: 'not shown', note: 'note' } as const

function caveatLines(caveat: NonNullable<RegisterShow['caveat']>, page: Page): void {
  page.section('What the caveat asks, as read')
  for (const a of caveat.atoms)
    page.item('·', `${BEARS[a.bears]}: ${a.says} ("${a.text}")`, { markTone: a.bears === 'note' ? 'plain' : 'warn' })
  for (const u of caveat.unread) page.item('?', `not read: "${u.text}"`, { markTone: 'bad' })
}

export function registerHistoryView(r: RegisterHistory, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${r.certificate}${r.product === undefined ? '' : `: ${r.product}`}`)
  for (const item of r.items)
    page.item(
      item.observed,
      `${item.says}${item.effective === undefined ? '' : ` (with effect from ${item.effective})`}`,
      { markTone: 'accent' },
    )
  page.text(`Looked at in lists of ${r.looks.join(', ')}.`, { tone: 'dim' })
  return page.toString()
}

const MOST_CHANGES = 40

export function registerDiffView(r: RegisterDiff, screen: Terminal): string {
  const page = new Page(screen)
  const { counts } = r
  page.title(`${r.register ?? 'All registers'}, from ${r.from} to ${r.to}`)
  page.text(
    `${grouped(counts.issued)} first seen, ${grouped(counts.status)} statuses changed, ${grouped(counts.changed)} fields changed, ${grouped(counts.vanished)} vanished, ${grouped(counts.returned)} listed again`,
  )
  for (const l of r.lists)
    page.item('·', `list of ${l.observed}: ${l.registers.join(', ')} (${l.file})`, { tone: 'dim' })
  if (r.written !== undefined)
    page.item('✓', `${grouped(r.written.events)} events written into ${r.written.file}`, { markTone: 'good' })
  const order = ['status', 'vanished', 'returned', 'changed', 'issued', 'seen']
  const items = [...r.items].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  for (const i of items.slice(0, MOST_CHANGES))
    page.item('·', `${i.certificate}${i.product === undefined ? '' : ` (${i.product})`}: ${i.says}`, {
      markTone: i.kind === 'status' || i.kind === 'vanished' ? 'warn' : 'accent',
    })
  if (items.length > MOST_CHANGES)
    page.text(`and ${grouped(items.length - MOST_CHANGES)} more; --json lists all.`, { tone: 'dim' })
  return page.toString()
}

export function registerFindView(r: RegisterFind, screen: Terminal): string {
  const page = new Page(screen)
  if (r.items.length === 0) page.text(`No certificate of the workspace is like "${r.asked}".`, { tone: 'warn' })
  else page.title(r.certificate === undefined ? `"${r.asked}" may mean` : `"${r.asked}" is ${r.certificate}`)
  for (const c of r.items)
    page.item(
      c.confidence === 'exact' || c.confidence === 'certain' ? '✓' : '?',
      `${c.certificate} [${c.confidence}] ${c.because}${c.product === undefined ? '' : `: ${c.product}`}`,
      {
        markTone: c.confidence === 'exact' || c.confidence === 'certain' ? 'good' : 'warn',
      },
    )
  if (r.certificate === undefined && r.items.length > 0)
    page.text('Nothing is joined by this; whoever knows writes the number in full.', { tone: 'dim' })
  return page.toString()
}

export function registerCheckView(r: RegisterCheck, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${grouped(r.lines)} lines, unbroken; ${grouped(r.certificates)} certificates`)
  for (const l of r.lists)
    page.item(
      l.isSnapshotWhole ? '✓' : '✗',
      `${l.observed}: ${l.registers.join(', ')}, ${grouped(l.records)} certificates, ${l.isWhole ? 'a list of all' : 'a list of some'} (${l.file}, ${l.sha256.slice(0, 12)})${l.isSnapshotWhole ? '' : ': the snapshot is not as it was'}`,
      { markTone: l.isSnapshotWhole ? 'good' : 'bad' },
    )
  page.text(`Last line ${r.hash}; noted down elsewhere, it shows later that nothing was cut off.`, { tone: 'dim' })
  return page.toString()
}
