/** The catalogue: what is found, one entry, its statistics, what changed. */
import {
  counted,
  editionWords,
  type DiffResult,
  type EditionsResult,
  type ExportResult,
  grouped,
  type LintResult,
  type NewResult,
  type SearchResult,
  type ShowResult,
  type Statistics,
} from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { showAny } from './any.ts'
import { Page } from './page.ts'

export function searchView(result: SearchResult, screen: Terminal): string {
  const page = new Page(screen)
  if (result.items.length === 0) page.text(`Nothing is found for “${result.words}”.`)
  for (const c of result.items) {
    page.item('·', `${c.name} (${c.key})`, { tone: 'bold', markTone: 'accent' })
    const facts = [c.class, c.status, c.regions.join(', '), c.sectors.slice(0, 4).join(', ')]
      .filter((x) => x !== '')
      .join(' · ')
    if (facts !== '') page.text(facts, { indent: 2, tone: 'dim' })
    if (c.summary !== '') page.text(c.summary, { indent: 2 })
  }
  if (result.total > result.items.length)
    page.text(`${grouped(result.total - result.items.length)} more: --all`, { tone: 'dim' })
  return page.toString()
}

export function showView(result: ShowResult, screen: Terminal): string {
  const page = new Page(screen)
  const { card } = result
  page.title(`${card.name} (${card.key})`)
  if (card.summary !== '') page.text(card.summary)
  page.line()
  const {
    kind: _kind,
    id: _id,
    name: _name,
    summary: _summary,
    ...rest
  } = result.entry as Readonly<Record<string, unknown>>
  showAny(rest, page)
  if (result.citedEditions.length > 0) {
    page.section('Editions cited')
    page.table(
      [
        { title: 'By', isWide: true },
        { title: 'Text', isWide: true },
        { title: 'Edition' },
        { title: 'That edition is', isWide: true },
        { title: 'Place', isWide: true },
        { title: 'Standing' },
      ],
      result.citedEditions.map((c) => [
        c.byName,
        c.textName,
        c.edition === '' ? 'none named' : c.edition,
        editionWords(c.state, c.newest),
        c.at,
        c.standing,
      ]),
    )
  }
  if (result.namedBy.length > 0) {
    page.section('Named by')
    page.table(
      [
        { title: 'Entry', isWide: true },
        { title: 'Name', isWide: true },
        { title: 'As', isWide: true },
      ],
      result.namedBy.map((n) => [n.key, n.name, n.how]),
    )
  }
  if (result.sources.length > 0) {
    page.section('Sources')
    for (const s of result.sources)
      page.item('·', `${s.title}, ${s.publisher} (${s.id})${s.address === undefined ? '' : ` ${s.address}`}`)
  }
  return page.toString()
}

const MOST_WEAK = 20
const STANDINGS = ['primary', 'secondary', 'estimate', 'unchecked'] as const

export function statsView(s: Statistics, screen: Terminal): string {
  const page = new Page(screen)
  page.title(counted(s.entries.total, 'entry', 'entries'))
  page.text(
    Object.entries(s.entries.byKind)
      .map(([kind, n]) => `${kind} ${grouped(n)}`)
      .join(' · '),
    { tone: 'dim' },
  )
  const total = STANDINGS.reduce((n, k) => n + s.standing[k], 0)
  page.section('What their facts rest on')
  const room = Math.max(10, Math.min(50, page.width - 32))
  for (const k of STANDINGS)
    page.line(
      `${k.padEnd(10)} ${grouped(s.standing[k]).padStart(7)}  ${page.tone('█'.repeat(total === 0 ? 0 : Math.round((s.standing[k] * room) / total)), k === 'primary' ? 'good' : k === 'unchecked' ? 'warn' : 'accent')}`,
    )
  const { all } = s.support
  page.section('Main facts read in a text')
  page.text(
    `${grouped(all.supported)} of ${counted(all.entries, 'entry', 'entries')} (${all.share} %) have every main fact that applies to their kind from a text that was read; ${grouped(all.allSix)} (${all.allSixShare} %) have all six.`,
  )
  page.line()
  page.table(
    [
      { title: 'Main fact', isWide: true },
      { title: 'Applies to', align: 'right' },
      { title: 'Read', align: 'right' },
      { title: 'Share', align: 'right' },
      { title: 'Not read', align: 'right' },
      { title: 'Not stated', align: 'right' },
    ],
    Object.entries(s.support.byField).map(([f, v]) => [
      f,
      grouped(v.applies),
      grouped(v.supported),
      `${v.share.toFixed(1)} %`,
      grouped(v.weak),
      grouped(v.missing),
    ]),
  )
  for (const [title, groups] of [
    ['Class', s.support.byClass],
    ['Kind', s.support.byKind],
  ] as const) {
    page.line()
    page.table(
      [
        { title, isWide: true },
        { title: 'Entries', align: 'right' },
        { title: 'All that apply', align: 'right' },
        { title: 'Share', align: 'right' },
        { title: 'All six', align: 'right' },
        { title: 'Share', align: 'right' },
      ],
      Object.entries(groups).map(([c, v]) => [
        c,
        grouped(v.entries),
        grouped(v.supported),
        `${v.share.toFixed(1)} %`,
        grouped(v.allSix),
        `${v.allSixShare.toFixed(1)} %`,
      ]),
    )
  }
  page.section('What applies')
  for (const r of s.mainFacts)
    page.item(
      '·',
      `${r.kind}: ${r.onlyWhereStated.length === 0 ? 'all six.' : `${r.onlyWhereStated.join(' and ')} only where stated.`} ${r.because}`,
      { tone: 'dim' },
    )
  page.section('Least supported')
  page.table(
    [
      { title: 'Entry', isWide: true },
      { title: 'Not read', isWide: true },
      { title: 'Not stated', isWide: true },
    ],
    s.leastSupported.slice(0, MOST_WEAK).map((e) => [e.id, e.weak.join(', '), e.missing.join(', ')]),
  )
  if (s.leastSupported.length > MOST_WEAK)
    page.text(`${grouped(s.leastSupported.length - MOST_WEAK)} more stand in --json under leastSupported.`, {
      tone: 'dim',
    })
  page.section('All facts, by field')
  page.table(
    [{ title: 'Field', isWide: true }, ...STANDINGS.map((k) => ({ title: k, align: 'right' as const }))],
    Object.entries(s.byField).map(([f, v]) => [f, ...STANDINGS.map((k) => grouped(v[k]))]),
  )
  page.section('Counted apart')
  page.text(
    Object.entries(s.others)
      .map(([kind, n]) => `${kind} ${grouped(n)}`)
      .join(' · '),
  )
  return page.toString()
}

export function lintView(result: LintResult, screen: Terminal): string {
  const page = new Page(screen)
  for (const file of result.fixed) page.item('✎', `mended ${file}`, { markTone: 'accent' })
  const isFine = result.findings === 0
  page.item(
    isFine ? '✓' : '✗',
    `${counted(result.entries, 'entry', 'entries')} in ${result.folder}, ${isFine ? 'in order' : counted(result.findings, 'finding')}`,
    { markTone: isFine ? 'good' : 'bad' },
  )
  return page.toString()
}

export function newView(result: NewResult, screen: Terminal): string {
  const page = new Page(screen)
  page.item('✓', `${result.id} is written to ${result.file}, unchecked`, { markTone: 'good' })
  page.line()
  for (const line of result.text.trimEnd().split('\n'))
    page.text(line, { indent: 2 + line.search(/\S/), hang: 4, tone: 'dim' })
  page.section('What to do next')
  if (result.missing.length > 0) page.item('·', `State what you know of: ${result.missing.join(', ')}.`)
  page.item('·', 'Read the texts, and write behind each fact source, place, standing and day.')
  page.item('·', 'Run `metascheme catalogue lint`. When it is fit to be shown, move the file from draft/ to schemes/.')
  return page.toString()
}

const CHANGES = { came: ['+', 'good'], went: ['−', 'bad'], changed: ['~', 'warn'] } as const

export function diffView(result: DiffResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`The catalogue from ${result.from} to ${result.to}`)
  page.text(`${result.came} came, ${result.went} went, ${result.changed} changed`, { tone: 'dim' })
  for (const i of result.items) {
    const [mark, tone] = CHANGES[i.change]
    page.item(mark, `${i.name} (${i.key})`, { markTone: tone })
    for (const says of i.says) page.text(says, { indent: 4, tone: 'dim' })
  }
  return page.toString()
}

export function exportView(result: ExportResult, screen: Terminal): string {
  const page = new Page(screen)
  page.item(
    '✓',
    `${counted(result.entries, 'entry', 'entries')} written to ${result.file} (${result.form}, ${grouped(result.bytes)} bytes)`,
    { markTone: 'good' },
  )
  return page.toString()
}

export function editionsView(result: EditionsResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${counted(result.items.length, 'edition')} of the catalogue`)
  page.text('Ask one with --edition and its key, the beginning of it, its name, or a day.', { tone: 'dim' })
  page.line()
  page.table(
    [{ title: 'Edition' }, { title: 'Since' }, { title: 'Commit' }, { title: 'Name', isWide: true }],
    result.items.map((i) => [
      i.edition,
      i.on,
      i.revision.slice(0, 10),
      [i.id, i.name, i.isCurrent ? '(this one)' : ''].filter((w) => w !== '').join(' '),
    ]),
  )
  return page.toString()
}
