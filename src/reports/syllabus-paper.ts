/** The syllabus as paper: the template, its pictures and its data. No text of the catalogue ever becomes source of the template. */
import { recognitionGraph } from '#charts/recognition-graph.ts'
import { PAPER } from '#charts/svg.ts'
import type { Paper } from './paper.ts'
import { printable, printableInPicture } from './printable.ts'
import { type Card, type Place, regionWords, spoken, type Syllabus } from './syllabus.ts'
import { heatStep } from './syllabus-pages.ts'
import { spanOf, timelineChart } from './syllabus-timeline.ts'
import template from './syllabus.typ'

/** Rows of a timeline that fit on a page. */
const TIMELINE_ROWS = 48

export function syllabusPaper(s: Syllabus): Paper {
  const files: Record<string, string> = {}
  const span = spanOf(s.timeline, s.on)
  const timeline: { readonly file: string; readonly alt: string }[] = []
  for (let i = 0; i < s.timeline.length; i += TIMELINE_ROWS) {
    const file = `timeline-${timeline.length + 1}.svg`
    const rows = s.timeline.slice(i, i + TIMELINE_ROWS)
    files[file] = printableInPicture(timelineChart(rows, span, s.on, PAPER, `timeline-${timeline.length + 1}`))
    timeline.push({ file, alt: `Timeline of dated status, records ${i + 1} to ${i + rows.length}` })
  }
  const graph = s.graph.length === 0 ? '' : 'recognition-graph.svg'
  if (graph !== '') files[graph] = printableInPicture(recognitionGraph(s.graph, PAPER, 'recognition-graph'))
  const cited = new Set(s.sources.map((x) => x.number))
  const data = {
    title: s.title,
    subtitle: s.subtitle,
    edition: s.edition,
    on: s.on,
    total: s.total,
    facts: s.facts,
    counts: s.counts.map(([k, n]) => [spoken(k), String(n)]),
    standings: s.standings,
    fields: s.fields,
    support: s.support,
    howToRead: s.howToRead,
    chapters: s.chapters.map((c) => ({
      number: c.number,
      title: c.title,
      says: c.says,
      entries: c.entries,
      share: c.supportedShare,
      cards: c.cards.map((x) => ({
        anchor: x.anchor,
        number: x.number,
        name: x.name,
        also: x.aliases.join(', '),
        kindWords: x.kindWords,
        where: [x.regions.map(regionWords).join(', '), x.sectors.map(spoken).join(', ')]
          .filter((w) => w !== '')
          .join(' · '),
        ids: x.ids,
        summary: x.summary,
        cite: x.cite,
        facts: x.facts,
        levels: x.levels.map(placed),
        relations: x.relations.map((r) => ({ ...r, place: placed(r.place) })),
        namedBy: named(x),
        links: x.links,
        long: isLong(x),
      })),
    })),
    maps: s.maps.map((m) => ({
      ...m,
      // The two views by level are short and stand together.
      joins: m.id === 'map-sector-level',
      rows: m.rows.map((r) => ({ ...r, steps: r.counts.map((n) => heatStep(n, m.most)) })),
    })),
    timeline,
    graph: {
      file: graph,
      // As many names on the fuller side as fill a page.
      tall: Math.max(new Set(s.graph.map((e) => e.from)).size, new Set(s.graph.map((e) => e.to)).size) > 48,
      alt: `${s.graph.length} acceptances between schemes; the table says the same in words`,
    },
    editions: s.cited.map((c) => ({ ...c, by: placed(c.by), text: placed(c.text) })),
    changes:
      s.changes === undefined
        ? { says: 'No earlier edition is on record here to compare with.', came: [], went: [], changed: [] }
        : {
            says: s.changes.says,
            came: s.changes.came.map(placed),
            went: s.changes.went,
            changed: s.changes.changed.map((c) => ({ place: placed(c.place), says: c.says })),
          },
    undated: s.undated,
    dated: s.timeline.length,
    indexes: [
      { title: 'Index by sector', groups: s.bySector.map(group) },
      { title: 'Index by region', groups: s.byRegion.map(group) },
      { title: 'Index by owner', groups: s.byOwner.map(group) },
    ],
    bodies: s.bodies.map((b) => ({ ...b, scopes: b.scopes.map((x) => ({ ...x, place: placed(x.place) })) })),
    levels: byScheme(s.levels),
    recognitions: s.recognitions.map((r) => ({
      name: r.name,
      kind: r.kind,
      direction: r.direction,
      dates: r.dates,
      says: r.says,
      standing: r.standing,
      reference: r.reference,
      from: r.fromShort.map(placed),
      as: r.asShort.map(placed),
      by: r.by.map(placed),
    })),
    sources: s.sources,
  }
  return { template, files, data: throughout(data, cited) }
}

function placed(p: Place): {
  readonly to: string
  readonly anchor: string
  readonly words: string
  readonly number: string
} {
  return { to: p.to, anchor: p.anchor, words: p.words, number: p.number }
}

/** Levels under their schemes, in the order in which they stand. */
function byScheme(levels: Syllabus['levels']) {
  const groups: { readonly scheme: ReturnType<typeof placed>; readonly levels: Syllabus['levels'][number][] }[] = []
  for (const l of levels) {
    const last = groups.at(-1)
    if (last?.scheme.anchor === l.scheme.anchor && last.scheme.words === l.scheme.words) last.levels.push(l)
    else groups.push({ scheme: placed(l.scheme), levels: [l] })
  }
  return groups.map((g) => ({
    scheme: g.scheme,
    levels: g.levels.map(({ scheme: _scheme, ...level }) => level),
  }))
}

/** Those that name a record, by how they do. */
function named(x: Card): readonly { readonly says: string; readonly places: readonly ReturnType<typeof placed>[] }[] {
  return [...new Set(x.namedBy.map((r) => r.says))].map((says) => ({
    says,
    places: x.namedBy.filter((r) => r.says === says).map((r) => placed(r.place)),
  }))
}

/** A record longer than a third of a column may run on in the next; others stay in one piece. */
function isLong(x: Card): boolean {
  const lines = [
    ...x.facts.map((f) => f.value + f.note + f.reference.at),
    ...x.relations.map((r) => r.place.words + r.note),
    x.summary,
  ].reduce((sum, words) => sum + 1 + Math.floor(words.length / 48), 0)
  return lines > 20
}

function group(g: { readonly name: string; readonly places: readonly Place[] }): {
  readonly name: string
  readonly places: readonly { readonly anchor: string; readonly number: string; readonly words: string }[]
} {
  return { name: g.name, places: g.places.map((p) => ({ anchor: p.anchor, number: p.number, words: p.words })) }
}

const KEPT: ReadonlySet<string> = new Set([
  'anchor',
  'file',
  'standing',
  'to',
  'number',
  'on',
  'source',
  'dimension',
  'direction',
])

/** Letters that the fonts have, long runs with places to break; a reference to a source that is not listed is none. */
function throughout(value: unknown, cited: ReadonlySet<number>, key = ''): unknown {
  if (key === 'source' && typeof value === 'number') return cited.has(value) ? value : 0
  if (typeof value === 'string') return KEPT.has(key) ? value : shown(value)
  if (Array.isArray(value))
    return key === 'links'
      ? value.map((v) => ({
          address: String(v),
          words: shown(
            String(v)
              .replace(/^https?:\/\/(?:www\.)?/, '')
              .replace(/\/$/, ''),
          ),
        }))
      : value.map((v) => throughout(v, cited, key === 'files' ? key : ''))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) =>
      k === 'address' ? [k, typeof v === 'string' ? { to: v, words: shown(v) } : v] : [k, throughout(v, cited, k)],
    ),
  )
}

function shown(text: string): string {
  return printable(text).replace(/\S{18,}/g, (run) =>
    run
      .replace(/([-:/_.,;?&=])(?=[^\s\d]|\d{2})/g, '$1\u200b')
      .split('\u200b')
      .map((part) => part.replace(/(.{18})(?=.)/gu, '$1\u200b'))
      .join('\u200b'),
  )
}
