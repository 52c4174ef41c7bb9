/** Requirements and mappings: baseline, gap, matrix, check, rot, review, import, export. */
import {
  type AgreementResult,
  type BaselineResult,
  type Because,
  type CheckResult,
  counted,
  type ExportedResult,
  type GapResult,
  grouped,
  type ImportResult,
  type MatrixResult,
  type PinResult,
  type RotResult,
  type SampleResult,
  type SuggestResult,
} from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { Page, type Tone } from './page.ts'

export function baselineView(r: BaselineResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${counted(r.counts.total, 'minimum requirement')} for a ${r.targetType} at level ${r.level}`)
  page.text(`${r.notice} Edition ${r.edition}.`, { tone: 'dim' })
  for (const family of Object.keys(r.counts.byFamily)) {
    page.section(family)
    for (const i of r.items.filter((x) => x.family === family)) {
      page.item(i.from, `${i.title} (${i.requirement})`, { tone: 'bold', markTone: 'accent' })
      page.text(i.says, { indent: 2 })
      const shown = i.shownBy.length === 0 ? '' : `Shown by ${i.shownBy.join(', ')}.`
      const own = i.substitutable ? '' : ' No certificate supplies it.'
      page.text(`${i.because === '' ? '' : `From ${i.from} on: ${i.because}. `}${shown}${own}`, {
        indent: 2,
        tone: 'dim',
      })
    }
  }
  return page.toString()
}

const VERDICTS = [
  ['covered', 'Covered', 'good'],
  ['partly', 'Covered in part', 'warn'],
  ['not-covered', 'Not covered', 'bad'],
  ['not-known', 'Not known', 'plain'],
] as const satisfies readonly (readonly [string, string, Tone])[]

/** So many of one verdict are shown. */
const MOST = 40

export function gapView(r: GapResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${r.target.name}: what follows from ${r.from.map((f) => f.name).join(', ')}`)
  page.text(`${r.notice} What is not known is not denied: no row says how the two relate.`, { tone: 'dim' })
  page.line()
  page.line(
    VERDICTS.map(([key, name, tone]) =>
      page.tone(`${name.toLowerCase()} ${grouped(r.counts[key])}`, r.counts[key] === 0 ? 'dim' : tone),
    ).join('  '),
  )
  for (const c of r.conclusions ?? []) page.text(`${c.says} (${c.rationale} rationale)`, { indent: 2 })
  for (const [key, name, tone] of VERDICTS) {
    const items = r.items.filter((i) => i.verdict === key)
    if (items.length === 0) continue
    page.section(name, 'computed')
    for (const i of items.slice(0, MOST)) {
      page.item('·', `${i.title} (${i.requirement})`, { markTone: tone })
      if (key !== 'not-known') for (const says of leavesOf(i.because)) page.text(says, { indent: 2, tone: 'dim' })
      for (const says of i.silent) page.text(says, { indent: 2, tone: 'dim' })
      if (i.near.length > 0)
        page.text(`near in a hub of links: ${i.near.map((n) => n.key).join('; ')}`, { indent: 2, tone: 'dim' })
    }
    if (items.length > MOST) page.text(`and ${grouped(items.length - MOST)} more: --json lists all`, { tone: 'dim' })
  }
  return page.toString()
}

/** What a proof comes down to, each once, in the order met. */
function leavesOf(root: Because): readonly string[] {
  const found = new Set<string>()
  const seen = new Set<Because>()
  const stack = [root]
  while (stack.length > 0) {
    const node = stack.pop() as Because
    if (seen.has(node)) continue
    seen.add(node)
    if (node.premises.length === 0) found.add(node.says)
    for (let i = node.premises.length - 1; i >= 0; i -= 1) stack.push(node.premises[i] as Because)
  }
  return [...found].slice(0, 6)
}

export function matrixView(r: MatrixResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${counted(r.sets.length, 'requirement set')}, ${counted(r.items.length, 'pair')}`)
  page.text(`${r.notice} How much of the second set follows where all of the first is met.`, { tone: 'dim' })
  page.line()
  const isLinked = r.items.some((c) => c.linked > 0)
  const total = new Map(r.sets.map((s) => [s.id, s.requirements]))
  page.table(
    [
      { title: 'From', isWide: true },
      { title: 'To', isWide: true },
      { title: 'Of', align: 'right' },
      { title: 'Covered', align: 'right' },
      { title: 'Partly', align: 'right' },
      { title: 'Not covered', align: 'right' },
      { title: 'Not known', align: 'right' },
      ...(isLinked ? [{ title: 'of these linked', align: 'right' as const }] : []),
    ],
    r.items.map((c) => [
      c.from,
      c.to,
      grouped(total.get(c.to) ?? 0),
      grouped(c.covered),
      grouped(c.partly),
      grouped(c.notCovered),
      grouped(c.notKnown),
      ...(isLinked ? [grouped(c.linked)] : []),
    ]),
  )
  return page.toString()
}

export function checkView(r: CheckResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${counted(r.mappings, 'mapping')}, ${counted(r.rows, 'row')}`)
  for (const [who, n] of Object.entries(r.accepted))
    page.text(`${counted(n, 'row')} accepted by: ${who}`, { tone: 'dim' })
  const kinds = Object.entries(r.counts)
  if (kinds.length === 0) page.text('Nothing is wrong with them that can be found by comparing.', { tone: 'good' })
  for (const [kind, n] of kinds) page.item(grouped(n).padStart(6), kind.replaceAll('-', ' '))
  return page.toString()
}

const FATES = {
  same: 'plain',
  edited: 'warn',
  moved: 'warn',
  reassigned: 'bad',
  gone: 'bad',
} as const satisfies Record<string, Tone>

export function rotView(r: RotResult, screen: Terminal): string {
  const page = new Page(screen)
  for (const report of r.items) {
    page.title(`${report.mapping}: ${report.set}, ${report.old} → ${report.new}`)
    page.line(
      Object.entries(FATES)
        .map(([fate, tone]) => page.tone(`${fate} ${report.counts[fate as keyof typeof FATES]}`, tone))
        .join('  '),
    )
    if (report.ends.length > 0)
      page.table(
        [
          { title: 'End' },
          { title: 'Was' },
          { title: 'Is now' },
          { title: 'Fate' },
          { title: 'Found by' },
          { title: 'Confidence', align: 'right' },
          { title: 'The old id means now', isWide: true },
        ],
        report.ends
          .slice(0, 200)
          .map((e) => [
            e.end,
            e.requirement,
            e.now ?? '–',
            e.fate,
            e.by.replaceAll('-', ' '),
            `${(e.confidence / 10).toFixed(0)} %`,
            e.nowMeans ?? '',
          ]),
      )
  }
  if (r.written !== undefined) page.text(`Written: ${r.written}`)
  return page.toString()
}

export function pinView(r: PinResult, screen: Terminal): string {
  const page = new Page(screen)
  for (const i of r.items)
    page.item(
      i.written ? '✓' : '·',
      `${i.mapping}: ${counted(i.ends, 'end')}, ${i.added} newly pinned, ${i.changed} changed; ${i.written ? 'written' : 'left as it is'}`,
      { tone: i.written ? 'good' : 'plain' },
    )
  return page.toString()
}

export function sampleView(r: SampleResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${counted(r.items.length, 'row')} of ${grouped(r.of)}, seed ${r.seed}`)
  for (const i of r.items) {
    page.item('·', `${i.mapping}, row ${i.row}`, { tone: 'bold' })
    for (const [side, name] of [
      [i.from, 'from'],
      [i.to, 'to'],
    ] as const)
      for (const s of side) page.item(`${name}:`, `${s.requirement} ${s.title}. ${s.says}`, { indent: 2 })
  }
  return page.toString()
}

export function agreementView(r: AgreementResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${grouped(r.agreed)} of ${counted(r.rows, 'row')} agree`)
  if (r.kappaPerMille !== undefined) page.text(`Cohen's kappa ${(r.kappaPerMille / 1000).toFixed(2)}`)
  page.table(
    [{ title: 'First' }, { title: 'Second' }, { title: 'Rows', align: 'right' }],
    r.table.map((t) => [t.first, t.second, grouped(t.rows)]),
  )
  if (r.differing.length > 0) {
    page.section('Differing')
    for (const d of r.differing)
      page.item('·', `${d.mapping}, row ${d.row}: ${d.from} → ${d.to}: ${d.first}, then ${d.second}`)
  }
  return page.toString()
}

export function suggestView(r: SuggestResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${r.from} → ${r.to}`)
  page.text(r.notice, { tone: 'dim' })
  const m = r.measured
  if (m !== undefined) {
    page.text(
      `Measured against ${counted(m.rows, 'row')} there are: ${m.hits} of ${counted(m.made, 'suggestion')} are rows (${(m.precisionPerMille / 10).toFixed(0)} %), ${(m.recallPerMille / 10).toFixed(0)} % of the rows were suggested, the first suggestion is a row for ${m.firstIsRow} of ${m.asked}.`,
      { tone: 'dim' },
    )
  }
  for (const i of r.items) {
    page.item('·', `${i.title} (${i.requirement})`, { tone: 'bold' })
    for (const s of i.suggestions)
      page.item(s.isRow ? '✓' : ' ', `${s.title} (${s.requirement}): ${s.words.slice(0, 6).join(', ')}`, {
        indent: 2,
        markTone: 'good',
      })
  }
  return page.toString()
}

export function importView(r: ImportResult, screen: Terminal): string {
  const page = new Page(screen)
  const { counts } = r
  page.title(
    counts.components === undefined
      ? `${counted(counts.requirements, 'requirement')} in ${counted(counts.sets, 'set')}, ${counted(counts.rows, 'row')} in ${counted(counts.mappings, 'mapping')}`
      : counted(counts.components, 'component'),
  )
  for (const f of r.found.slice(0, 12)) page.item('·', `${f.file}: ${f.what}`)
  if (r.found.length > 12) page.text(`and ${grouped(r.found.length - 12)} more`, { tone: 'dim' })
  if (r.sets.length > 0 && r.sets.length <= MOST) {
    page.section('Requirement sets')
    for (const s of r.sets)
      page.item(
        '·',
        `${s.id}: ${s.name}${s.edition === '' ? '' : `, ${s.edition}`}, ${counted(s.requirements, 'entry', 'entries')}`,
      )
  }
  if (r.mappings.length > 0 && r.mappings.length <= MOST) {
    page.section('Mappings')
    for (const m of r.mappings)
      page.item(
        '·',
        `${m.from} → ${m.to}: ${counted(m.rows, 'row')}${m.untyped === 0 ? '' : `, ${grouped(m.untyped)} without a set relation`}`,
      )
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
  if (r.unknown.length > 0) page.text(`In no form we read: ${r.unknown.slice(0, 12).join(', ')}`, { tone: 'warn' })
  if (r.written.length > 0)
    page.text(`Written: ${counted(r.written.length, 'entry', 'entries')}, the first is ${r.written[0]}`)
  return page.toString()
}

export function exportedView(r: ExportedResult, screen: Terminal): string {
  if (r.text !== undefined) return r.text
  const page = new Page(screen)
  for (const i of r.items)
    page.item(
      '·',
      `${i.what}${i.file === undefined ? '' : `: ${i.file}`} (${grouped(i.bytes)} bytes${i.withText ? '' : ', identifiers only'})`,
    )
  for (const l of r.losses) page.text(`${l.path}: ${l.because} (${grouped(l.count)})`, { tone: 'dim' })
  return page.toString()
}
