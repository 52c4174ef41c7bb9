/** Which release is covered, and the scale of changes. */
import { counted, type ReleaseResult, type Shown, TRUTHS } from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { rootOf } from './change.ts'
import { Page } from './page.ts'
import { toneOf } from './tone.ts'

type Cell = ReleaseResult['cells'][number]
type Change = ReleaseResult['changes'][number]

const COVERS = {
  covered: ['yes', 'covered'],
  'in-part': ['caution', 'covered in part'],
  'not-covered': ['no', 'not covered'],
  'not-known': ['not-known', 'not known'],
  'no-certificate': ['no', 'no certificate'],
} as const satisfies Readonly<Record<string, readonly [Shown, string]>>

const SCALES: Readonly<Record<Change['scale'], string>> = {
  minor: 'minor',
  major: 'major',
  'outside-target': 'outside the target',
  'not-known': 'not known',
}

export function releaseView(result: ReleaseResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${result.name}: which release is covered on ${result.on}`)
  if (result.cells.length === 0) page.text('The dossier holds no certificate, so no release is covered by one.')
  for (const part of new Set(result.cells.map((c) => c.part))) {
    const cells = result.cells.filter((c) => c.part === part)
    page.section(part === 'whole' ? 'The product as a whole' : part, 'computed')
    for (const id of new Set(cells.map((c) => c.certificate))) {
      certificate(
        page,
        cells.filter((c) => c.certificate === id),
      )
    }
  }
  page.section('The product', 'computed')
  for (const w of result.whole) {
    const [truth, word] = COVERS[w.state]
    page.item(TRUTHS[truth].mark, `${w.version ?? 'version not stated'}: ${word}; ${w.says}`, {
      markTone: toneOf(truth),
    })
    for (const f of w.settledBy) page.item('→', f.question, { indent: 2, markTone: 'accent' })
  }
  for (const c of result.changes) change(page, c)
  page.text(
    'A status changes only by its issuer’s own record, and only the certification body determines the scale of a change: what stands here is a proposal.',
    { tone: 'dim' },
  )
  page.legend()
  return page.toString()
}

function certificate(page: Page, cells: readonly Cell[]): void {
  const first = cells[0] as Cell
  const status =
    first.recorded === undefined
      ? 'no status recorded for the day'
      : `${first.recorded.value} from ${first.recorded.from}, as recorded [${first.recorded.kind}]`
  const days = [
    first.issued === undefined ? 'day of issue not stated' : `issued ${first.issued}`,
    first.expires === undefined ? 'end not recorded' : `valid until and with ${first.expires}`,
  ]
  page.text(`${first.certificate}${first.isInvented ? ' (invented)' : ''}: ${status}; ${days.join(', ')}`, { hang: 2 })
  page.table(
    [
      { title: '' },
      { title: 'Version' },
      { title: 'Configuration', isWide: true },
      { title: 'Answer' },
      { title: 'Binding' },
    ],
    cells.map((c) => [
      TRUTHS[COVERS[c.state][0]].mark,
      c.version ?? 'not stated',
      c.configuration ?? 'none stated',
      COVERS[c.state][1],
      c.binding === 'none' ? 'other version' : c.binding,
    ]),
    2,
  )
  const told = new Set<string>()
  for (const c of cells) {
    const [truth] = COVERS[c.state]
    const root = rootOf(c.because).says
    const says = c.because.says.includes(root) || c.binding === 'none' ? c.because.says : `${c.because.says}; ${root}`
    if (!told.has(says)) page.item(TRUTHS[truth].mark, says, { indent: 2, markTone: toneOf(truth), tone: 'dim' })
    told.add(says)
    for (const f of c.settledBy) {
      if (!told.has(f.question)) page.item('→', f.question, { indent: 4, markTone: 'accent' })
      told.add(f.question)
    }
  }
}

function change(page: Page, c: Change): void {
  page.section(`Change ${c.change.id}: release ${c.change.release}`, 'computed')
  page.text(`${c.change.says} [declared]`)
  const truth: Shown = c.scale === 'not-known' ? 'not-known' : c.scale === 'major' ? 'caution' : 'yes'
  page.item(TRUTHS[truth].mark, `proposed: ${SCALES[c.scale]}, because ${c.because.says}`, { markTone: toneOf(truth) })
  if (c.certificates.length > 0)
    page.text(`Held against ${counted(c.certificates.length, 'certificate')}: ${c.certificates.join(', ')}.`, {
      indent: 2,
      tone: 'dim',
    })
  for (const i of c.items) page.item('·', `${SCALES[i.scale]}: ${i.because.says}`, { indent: 2 })
  for (const f of c.settledBy) page.item('→', f.question, { indent: 2, markTone: 'accent' })
  if (c.rated === undefined)
    page.item('?', 'the certification body has not rated it, as far as the dossier says', {
      indent: 2,
      markTone: 'warn',
    })
  else
    page.item(
      '✓',
      `rated ${c.rated.value} by ${c.rated.by}${c.rated.on === undefined ? '' : ` on ${c.rated.on}`} [declared]`,
      { indent: 2, markTone: 'good' },
    )
  for (const n of c.next)
    page.item(
      '»',
      `${n.says}${n.citation === undefined ? '' : ` (${n.citation.source}, ${n.citation.at}${n.citation.standing === 'unchecked' ? '; unchecked' : ''})`}`,
      { indent: 2 },
    )
}
