/** Kinds of assessment against the constraints. */
import { counted, type OptionsResult, shortSpan, type Shown, TRUTHS } from '#app/shown.ts'
import type { TableCell } from '../layout.ts'
import type { Terminal } from '../terminal.ts'
import { Page } from './page.ts'
import { toneOf } from './tone.ts'

type Row = OptionsResult['items'][number]

const FITS = { yes: 'yes', perhaps: 'not-known', no: 'no' } as const satisfies Record<string, Shown>

export function optionsView(result: OptionsResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(result.dossier.name)
  page.text(
    `${counted(result.items.length, 'kind')} of assessment for this type of target. ✓ fits, ? perhaps, ✗ does not [computed]; prices are estimates where the grade is C.`,
    { tone: 'dim' },
  )
  const constraints = [...new Set(result.items.flatMap((o) => o.constraints.map((c) => c.constraint)))]
  for (const kind of [...new Set(result.items.map((o) => o.kind))]) {
    page.section(kind)
    const rows = result.items.filter((o) => o.kind === kind)
    page.table(
      [
        { title: '' },
        { title: 'Assessment', isWide: true },
        { title: 'Days', align: 'right' },
        { title: 'EUR', align: 'right' },
        { title: 'Grade' },
        ...constraints.map((c) => ({ title: c })),
      ],
      rows.map((o) => [
        mark(o.available, page),
        o.name,
        shortSpan(o.days.low, o.days.high),
        price(o, page),
        o.grade,
        ...constraints.map((c) => fit(o, c, page)),
      ]),
    )
  }
  page.text('The reasons stand in --json.', { tone: 'dim' })
  return page.toString()
}

function mark(truth: Shown, page: Page): TableCell {
  return { text: TRUTHS[truth].mark, style: (t) => page.tone(t, toneOf(truth)) }
}

function fit(o: Row, constraint: string, page: Page): TableCell {
  const found = o.constraints.find((c) => c.constraint === constraint)
  return found === undefined ? '' : mark(FITS[found.fits], page)
}

function price(o: Row, page: Page): TableCell {
  if (o.cost === undefined) return 'not in EUR'
  const text = shortSpan(o.cost.low, o.cost.high)
  return o.grade === 'C' ? { text: `≈\u00a0${text}`, style: (t) => page.tone(t, 'dim') } : text
}
