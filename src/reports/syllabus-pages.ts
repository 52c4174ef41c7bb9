/**
 * The syllabus as a site: files that link to each other and to nothing else unasked. One sheet of style, and one script, for the search;
 * without it every page says all it says.
 * Every record has a page of its own and one row in the table of its chapter.
 */
import { recognitionGraph } from '#charts/recognition-graph.ts'
import { PAGE } from '#charts/svg.ts'
import { SITE_SEARCH } from './generated/site-search.ts'
import {
  type Card,
  type CardFact,
  type Chapter,
  type HeatMap,
  type IndexGroup,
  type Marked,
  type Place,
  regionWords,
  type Reference,
  spoken,
  type SourceRow,
  type Standing,
  STANDING_WORDS,
  type Syllabus,
} from './syllabus.ts'
import { SYLLABUS_STYLE } from './syllabus-style.ts'
import { spanOf, timelineChart } from './syllabus-timeline.ts'

export function syllabusSite(s: Syllabus): ReadonlyMap<string, string> {
  return new Site(s).files()
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

class Site {
  readonly #s: Syllabus
  readonly #sources: ReadonlyMap<number, SourceRow>

  constructor(s: Syllabus) {
    this.#s = s
    this.#sources = new Map(s.sources.map((x) => [x.number, x]))
  }

  files(): ReadonlyMap<string, string> {
    const { chapters, bySector, byRegion, byOwner } = this.#s
    const files = new Map<string, string>([
      ['style.css', SYLLABUS_STYLE],
      ['search.js', SITE_SEARCH],
      ['search-data.js', this.#searchData()],
      ['index.html', this.#front()],
      ...chapters.map((c): [string, string] => [chapterFile(c), this.#chapter(c)]),
      ['maps.html', this.#maps()],
      ['recognitions.html', this.#recognitions()],
      ['sectors.html', this.#index('sectors.html', 'Index by sector', bySector)],
      ['regions.html', this.#index('regions.html', 'Index by region', byRegion)],
      ['owners.html', this.#index('owners.html', 'Index by owner', byOwner)],
      ['bodies.html', this.#bodies()],
      ['levels.html', this.#levels()],
      ['editions.html', this.#cited()],
      ['changes.html', this.#changes()],
      ['sources.html', this.#sourcesPage()],
    ])
    const cards = chapters.flatMap((c) => c.cards.map((card) => ({ card, chapter: c })))
    cards.forEach(({ card, chapter }, i) =>
      files.set(recordFile(card.anchor), this.#record(card, chapter, cards[i - 1]?.card, cards[i + 1]?.card)),
    )
    return files
  }

  // ---- frame ----

  #page(file: string, title: string, head: string, body: string): string {
    const up = file.includes('/') ? '../' : ''
    const link = (to: string, words: string): string =>
      `<a href="${up}${to}"${to === file ? ' aria-current="page"' : ''}>${words}</a>`
    const s = this.#s
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src data:">
<title>${escaped(file === 'index.html' ? `${s.subtitle}: ${s.title}` : `${title} – ${s.subtitle}`)}</title>
<link rel="stylesheet" href="${up}style.css">
<script src="${up}search-data.js" defer></script>
<script src="${up}search.js" defer></script>
</head>
<body${file === 'index.html' ? ' class="cover"' : ''}>
<a class="skip" href="#content">Skip to the content</a>
<nav class="site" aria-label="Syllabus"><a class="home" href="${up}index.html">${escaped(s.subtitle)}</a><div id="search-place" role="search" data-up="${up}"></div>${s.chapters.map((c) => link(chapterFile(c), `${c.number} ${escaped(c.title)}`)).join('')}${[
      ['maps.html', 'Maps'],
      ['recognitions.html', 'Recognitions'],
      ['sectors.html', 'Sectors'],
      ['regions.html', 'Regions'],
      ['owners.html', 'Owners'],
      ['bodies.html', 'Bodies'],
      ['levels.html', 'Levels'],
      ['editions.html', 'Editions cited'],
      ['changes.html', 'Changes'],
      ['sources.html', 'Sources'],
    ]
      .map(([to, words]) => link(to as string, words as string))
      .join('')}</nav>
<header>
${head}
</header>
<main id="content">
${body}
</main>
<footer><p>Edition ${escaped(s.edition)}, asked for <time>${escaped(s.on)}</time>. Our own words; no legal advice, and no mark or certificate of anybody.</p></footer>
</body>
</html>
`
  }

  #plain(file: string, title: string, lede: string, body: string): string {
    return this.#page(
      file,
      title,
      `<h1>${escaped(title)}</h1>${lede === '' ? '' : `<p class="lede">${escaped(lede)}</p>`}`,
      body,
    )
  }

  /** What the search knows: address, name, what it is, and other names and words. */
  #searchData(): string {
    const { chapters, bodies, levels, recognitions } = this.#s
    const rows: readonly (readonly [string, string, string, string])[] = [
      ...chapters.flatMap((c) =>
        c.cards.map((x): [string, string, string, string] => [
          recordFile(x.anchor),
          x.name,
          x.kindWords,
          [x.ids, ...x.aliases, x.owner, ...x.sectors.map(spoken), ...x.regions.map(regionWords), x.summary].join(' '),
        ]),
      ),
      ...bodies.map((b): [string, string, string, string] => [
        `bodies.html#${b.anchor}`,
        b.name,
        'body',
        [b.country, b.roles, b.summary].join(' '),
      ]),
      ...levels.map((l): [string, string, string, string] => [
        `levels.html#${l.anchor}`,
        l.name,
        'level',
        [l.scheme.words, l.targetType].join(' '),
      ]),
      ...recognitions.map((r): [string, string, string, string] => [
        `recognitions.html#${r.anchor}`,
        r.name,
        'recognition',
        r.says,
      ]),
    ]
    // A script may stand inside a page one day; no text of it must end one.
    return `globalThis.syllabusCards=${JSON.stringify(rows).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`
  }

  // ---- pages ----

  #front(): string {
    const s = this.#s
    const head = `<p class="over">${escaped(s.subtitle)}</p><h1>${escaped(s.title)}</h1><p class="lede">${s.total} schemes, standards, legal acts and credentials, with ${s.facts} facts, each with its source and with what was read for it.</p>
<dl class="facts"><div><dt>Edition</dt><dd>${escaped(s.edition)}</dd></div><div><dt>Asked for</dt><dd><time>${escaped(s.on)}</time></dd></div>${s.counts.map(([k, n]) => `<div><dt>${escaped(spoken(k))}</dt><dd>${n}</dd></div>`).join('')}</dl>`
    const chapters = s.chapters
      .map(
        (c) =>
          `<li><a href="${chapterFile(c)}">${c.number} ${escaped(c.title)}</a><p>${escaped(c.says)}</p><p>${c.entries} records; main facts read in a text for ${c.supportedShare}\u00a0%</p></li>`,
      )
      .join('\n')
    let x0 = 0
    const parts = s.standings.map((x) => {
      const rect = `<rect class="${x.standing}" x="${x0}" y="0" width="${x.permille}" height="20"/>`
      x0 += x.permille
      return rect
    })
    const standings = `<svg class="bar" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>
<div class="table" role="region" tabindex="0" aria-labelledby="standings"><table><caption id="standings">Standing: what was read for a fact</caption><thead><tr><th scope="col">Standing</th><th scope="col">Meaning</th><th scope="col" class="right">Facts</th><th scope="col" class="right">Share</th></tr></thead><tbody>
${s.standings.map((x) => `<tr><th scope="row">${mark(x.standing)}${x.standing}</th><td>${escaped(x.says)}</td><td class="right">${x.count}</td><td class="right">${(x.permille / 10).toFixed(1)}\u00a0%</td></tr>`).join('\n')}
</tbody></table></div>`
    const fields = `<div class="table" role="region" tabindex="0" aria-labelledby="fields"><table><caption id="fields">Facts by field and standing</caption><thead><tr><th scope="col">Field</th>${s.standings.map((x) => `<th scope="col" class="right">${x.standing}</th>`).join('')}</tr></thead><tbody>
${s.fields.map((f) => `<tr><th scope="row">${escaped(f.label)}</th>${f.counts.map((n) => `<td class="right">${n}</td>`).join('')}</tr>`).join('\n')}
</tbody></table></div>`
    const support = `<div class="table" role="region" tabindex="0" aria-labelledby="by-chapter"><table><caption id="by-chapter">Records whose main facts are read in a text</caption><thead><tr><th scope="col">Chapter</th><th scope="col" class="right">Records</th><th scope="col" class="right">All that apply</th><th scope="col" class="right">Share</th><th scope="col" class="right">All six</th></tr></thead><tbody>
${s.support.chapters.map((c) => `<tr><th scope="row">${c.number} ${escaped(c.title)}</th><td class="right">${c.entries}</td><td class="right">${c.supported}</td><td class="right">${c.share}\u00a0%</td><td class="right">${c.allSix}</td></tr>`).join('\n')}
</tbody></table></div>`
    const main = `<div class="table" role="region" tabindex="0" aria-labelledby="main-facts"><table><caption id="main-facts">Main facts</caption><thead><tr><th scope="col">Fact</th><th scope="col" class="right">Applies to</th><th scope="col" class="right">Read</th><th scope="col" class="right">Share</th><th scope="col" class="right">Not read</th><th scope="col" class="right">Not stated</th></tr></thead><tbody>
${s.support.fields.map((f) => `<tr><th scope="row">${escaped(f.label)}</th><td class="right">${f.applies}</td><td class="right">${f.supported}</td><td class="right">${f.share}\u00a0%</td><td class="right">${f.weak}</td><td class="right">${f.missing}</td></tr>`).join('\n')}
</tbody></table></div>`
    const body = `<section aria-labelledby="chapters"><h2 id="chapters">Chapters</h2><ol class="chapters">
${chapters}
</ol><p>Beside the chapters: <a href="maps.html">maps and timeline</a>, <a href="recognitions.html">recognitions</a>, <a href="editions.html">editions that acts cite</a>, <a href="changes.html">what changed since the last edition</a>, indexes by <a href="sectors.html">sector</a>, <a href="regions.html">region</a>, <a href="owners.html">owner</a>, <a href="bodies.html">body</a> and <a href="levels.html">level</a>, and the <a href="sources.html">list of sources</a>.</p></section>
<section aria-labelledby="how"><h2 id="how">How to read it</h2><dl class="terms">${s.howToRead.map(([t, d]) => `<dt>${escaped(t)}</dt><dd>${escaped(d)}</dd>`).join('')}</dl></section>
<section aria-labelledby="support"><h2 id="support">How well it is supported</h2><p>${escaped(s.support.says)}</p>
<dl class="terms">${s.support.rules.map((r) => `<dt>${escaped(r.kind)}</dt><dd>${escaped(r.says)}</dd>`).join('')}</dl>
${support}
${main}
${standings}
${fields}</section>`
    return this.#page('index.html', s.title, head, body)
  }

  #chapter(c: Chapter): string {
    const rows = c.cards.map(
      (x) =>
        `<tr><td><span class="number">${x.number}</span></td><th scope="row"><a href="${recordFile(x.anchor)}">${escaped(x.name)}</a></th><td>${escaped(x.kindWords)}</td><td>${escaped(x.owner)}</td><td>${escaped(x.sectors.map(spoken).join(', '))}</td><td>${escaped(x.regions.map(regionWords).join(', '))}</td><td class="fact ${x.isStatusChecked ? '' : 'unchecked'}"><span class="says">${escaped(x.status)}</span>${x.isStatusChecked || x.status === '' ? '' : flag('unchecked')}</td><td>${shares(x)}</td></tr>`,
    )
    const table = `<div class="table" role="region" tabindex="0" aria-labelledby="records"><table><caption id="records">Records, by name</caption><thead><tr><th scope="col">No.</th><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">Owner</th><th scope="col">Sectors</th><th scope="col">Regions</th><th scope="col">Status</th><th scope="col">Facts read</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`
    return this.#page(
      chapterFile(c),
      c.title,
      `<h1><span class="number">Chapter ${c.number}</span>${escaped(c.title)}</h1><p class="lede">${escaped(c.says)}</p><dl class="facts"><div><dt>Records</dt><dd>${c.entries}</dd></div><div><dt>Main facts read in a text</dt><dd>${c.supportedShare}\u00a0%</dd></div></dl>`,
      c.cards.length === 0 ? '<p>No record.</p>' : table,
    )
  }

  #record(x: Card, c: Chapter, before: Card | undefined, after: Card | undefined): string {
    const head = `<p class="over"><a href="../${chapterFile(c)}">${c.number} ${escaped(c.title)}</a></p><h1><span class="number">${x.number}</span>${escaped(x.name)}</h1>${x.aliases.length === 0 ? '' : `<p class="weak">Also: ${escaped(x.aliases.join(', '))}</p>`}
<dl class="facts"><div><dt>Kind</dt><dd>${escaped(x.kindWords)}</dd></div><div><dt>Sectors</dt><dd>${x.sectors.map(spoken).map(escaped).join(', ')}</dd></div><div><dt>Regions</dt><dd>${x.regions.map(regionWords).map(escaped).join(', ')}</dd></div><div><dt>Identifier</dt><dd><code>${escaped(x.ids)}</code></dd></div><div><dt>Facts read</dt><dd>${shares(x)}</dd></div></dl>`
    return this.#page(
      recordFile(x.anchor),
      x.name,
      head,
      `${recordBody(
        x,
        (r) => this.#reference(r, '../'),
        (p) => linked(p, '../'),
      )}
<nav class="around" aria-label="Neighbours">${before === undefined ? '<span></span>' : `<a rel="prev" href="../${recordFile(before.anchor)}">${before.number} ${escaped(before.name)}</a>`}${after === undefined ? '' : `<a rel="next" href="../${recordFile(after.anchor)}">${after.number} ${escaped(after.name)}</a>`}</nav>`,
    )
  }

  #maps(): string {
    const s = this.#s
    const span = spanOf(s.timeline, s.on)
    const timeline =
      s.timeline.length === 0
        ? '<p>No status has a date.</p>'
        : `<figure class="picture" role="region" tabindex="0" aria-label="Timeline of dated status">${timelineChart(s.timeline, span, s.on, PAGE, 'timeline-picture')}<figcaption>Dark: in force. Grey: published. Hatched: proposal or draft. Pale: superseded, withdrawn or dormant. Dashed outline: unchecked. The dashed line is the day asked.</figcaption></figure>`
    return this.#plain(
      'maps.html',
      'Maps and timeline',
      'Where the landscape is dense, where it is empty, and what held when.',
      `${s.maps.map((m) => heat(m)).join('\n')}
<section aria-labelledby="timeline"><h2 id="timeline">Timeline</h2><p>${s.timeline.length} records whose status has a date; for the other ${s.undated} no day is known here.</p>${timeline}</section>`,
    )
  }

  #cited(): string {
    const rows = this.#s.cited.map(
      (c) =>
        `<tr><th scope="row">${linked(c.by, '')}</th><td>${linked(c.text, '')}</td><td>${escaped(c.edition)}</td><td class="fact ${c.standing}"><span class="says edition ${c.state}">${escaped(c.says)}</span>${c.note === '' ? '' : ` <span class="note">(${escaped(c.note)})</span>`}${this.#marks(c, '')}</td></tr>`,
    )
    return this.#plain(
      'editions.html',
      'Editions cited',
      'Which edition of a text an act or scheme cites, and what has become of that edition: as far as the records list editions. What they do not list is not known here.',
      rows.length === 0
        ? '<p>No citation is recorded.</p>'
        : `<div class="table" role="region" tabindex="0" aria-labelledby="cited"><table><caption id="cited">Citations, by who cites</caption><thead><tr><th scope="col">Act or scheme</th><th scope="col">Cites</th><th scope="col">Edition cited</th><th scope="col">That edition is</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`,
    )
  }

  #changes(): string {
    const { changes } = this.#s
    if (changes === undefined)
      return this.#plain('changes.html', 'Changes', '', '<p>No earlier edition is on record here to compare with.</p>')
    const list = (title: string, id: string, items: readonly string[]): string =>
      items.length === 0
        ? ''
        : `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul class="list">${items.map((i) => `<li>${i}</li>`).join('')}</ul></section>`
    return this.#plain(
      'changes.html',
      'Changes',
      changes.says,
      `${list(
        'Came',
        'came',
        changes.came.map((p) => `<span class="number">${p.number}</span>${linked(p, '')}`),
      )}${list('Went', 'went', changes.went.map(escaped))}${
        changes.changed.length === 0
          ? ''
          : `<section aria-labelledby="changed"><h2 id="changed">Changed</h2><dl class="terms">${changes.changed.map((c) => `<dt><span class="number">${c.place.number}</span>${linked(c.place, '')}</dt>${c.says.map((w) => `<dd>${escaped(w)}.</dd>`).join('')}`).join('')}</dl></section>`
      }`,
    )
  }

  #recognitions(): string {
    const rows = this.#s.recognitions.map(
      (r) =>
        `<tr id="${r.anchor}"><th scope="row">${escaped(r.name)}</th><td>${escaped(r.kind)}</td><td>${r.from.map((p) => linked(p, '')).join(', ')} <span aria-label="${r.direction === 'mutual' ? 'and the other way round' : 'is accepted as'}">${r.direction === 'mutual' ? '↔' : '→'}</span> ${r.as.map((p) => linked(p, '')).join(', ')}</td><td>${r.by.map((p) => linked(p, '')).join(', ')}</td><td>${escaped(r.dates)}</td><td class="fact ${r.standing}"><span class="says">${escaped(r.says)}</span>${this.#marks(r, '')}</td></tr>`,
    )
    return this.#plain(
      'recognitions.html',
      'Recognitions',
      'Published acceptances of one result for another. None is chained with another, and none is worked out by us.',
      `${
        this.#s.graph.length === 0
          ? ''
          : `<section aria-labelledby="graph"><h2 id="graph">Graph</h2><p>On the left what is accepted, on the right what it is accepted as. Where many levels of one scheme are named, the scheme stands for them.</p><figure class="picture" role="region" tabindex="0" aria-label="Recognition graph">${recognitionGraph(this.#s.graph, PAGE, 'recognition-graph')}</figure></section>`
      }<div class="table" role="region" tabindex="0" aria-labelledby="recognitions"><table><caption id="recognitions">Recognitions, by kind</caption><thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">What is accepted as what</th><th scope="col">By</th><th scope="col">Dates</th><th scope="col">What the text grants</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`,
    )
  }

  #index(file: string, title: string, groups: readonly IndexGroup[]): string {
    const sections = groups.map(
      (g) =>
        `<section aria-labelledby="${g.anchor}"><h2 id="${g.anchor}">${escaped(g.name)}</h2><ul class="list">${g.places.map((p) => `<li><span class="number">${p.number}</span><a href="${recordFile(p.anchor)}">${escaped(p.words)}</a></li>`).join('')}</ul></section>`,
    )
    return this.#plain(
      file,
      title,
      '',
      `<ul class="jump">${groups.map((g) => `<li><a href="#${g.anchor}">${escaped(g.name)}</a> <span class="weak">${g.places.length}</span></li>`).join('')}</ul>\n${sections.join('\n')}`,
    )
  }

  #bodies(): string {
    const rows = this.#s.bodies.map(
      (b) =>
        `<tr id="${b.anchor}"><th scope="row">${b.website === '' ? escaped(b.name) : `<a href="${escaped(b.website)}" rel="noreferrer noopener">${escaped(b.name)}</a>`}</th><td>${escaped(b.country)}</td><td>${escaped(b.roles)}</td><td class="fact ${b.standing}">${b.summary === '' ? '–' : `<span class="says">${escaped(b.summary)}</span>${this.#marks(b, '')}`}</td><td>${b.scopes.length === 0 ? '' : `<ul>${b.scopes.map((x) => `<li class="fact ${x.standing}"><span class="says">${linked(x.place, '')}${x.words === '' ? '' : `: ${escaped(x.words)}`}</span>${this.#marks(x, '')}</li>`).join('')}</ul>`}</td></tr>`,
    )
    return this.#plain(
      'bodies.html',
      'Bodies',
      'Authorities, certification bodies, owners and others who act in the schemes.',
      `<div class="table" role="region" tabindex="0" aria-labelledby="bodies"><table><caption id="bodies">Bodies, by name</caption><thead><tr><th scope="col">Name</th><th scope="col">Country</th><th scope="col">Roles</th><th scope="col">What it is</th><th scope="col">Scope</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`,
    )
  }

  #levels(): string {
    const heads = ['I', 'D', 'T', 'V', 'R', 'L', 'M']
    const rows = this.#s.levels.map(
      (l) =>
        `<tr id="${l.anchor}"><th scope="row">${escaped(l.name)}</th><td>${linked(l.scheme, '')}</td><td>${escaped(l.edition)}</td><td>${escaped(l.targetType)}</td>${heads
          .map((d) => {
            const x = l.coordinates.find((y) => y.dimension === d)
            return x === undefined
              ? '<td></td>'
              : `<td class="fact ${x.standing}"><span class="says">${escaped(x.says)}</span>${mark(x.standing)}</td>`
          })
          .join('')}</tr>`,
    )
    return this.#plain(
      'levels.html',
      'Index by level',
      'Native levels as their schemes name them, with our coding. A dash between two numbers is an interval that the text leaves open; a question mark is not known. The coding is a comparison of ours without legal effect.',
      `<div class="table" role="region" tabindex="0" aria-labelledby="levels"><table><caption id="levels">Levels, by scheme. I attestation, D design insight, T testing, V vulnerability analysis, R attacker class claimed, L life cycle, M upkeep</caption><thead><tr><th scope="col">Level</th><th scope="col">Scheme</th><th scope="col">Edition</th><th scope="col">Target</th>${heads.map((d) => `<th scope="col">${d}</th>`).join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`,
    )
  }

  #sourcesPage(): string {
    return this.#plain(
      'sources.html',
      'Sources',
      'What the records cite, by publisher. The numbers hold for this edition.',
      `<ol class="sources">
${this.#s.sources.map((x) => `<li class="source" id="${x.anchor}" value="${x.number}"><cite>${escaped(x.title)}</cite>${x.detail === '' ? '' : `, ${escaped(x.detail)}`}. <span class="weak">${escaped(x.read)}.</span>${x.address === '' ? '' : ` <a href="${escaped(x.address)}" rel="noreferrer noopener">${escaped(x.address)}</a>`}</li>`).join('\n')}
</ol>`,
    )
  }

  // ---- small things ----

  #marks(m: Marked, up: string): string {
    return `${mark(m.standing)}${flag(m.standing)}${this.#reference(m.reference, up)}`
  }

  #reference(r: Reference, up: string): string {
    const source = this.#sources.get(r.source)
    if (source === undefined) return ''
    return ` <span class="ref"><a href="${up}sources.html#${source.anchor}" aria-label="source ${source.number}: ${escaped(source.title)}">[${source.number}]</a>${r.at === '' ? '' : ` ${escaped(r.at)}`}</span>`
  }
}

/** The card of a record, without its frame. */
function recordBody(x: Card, reference: (r: Reference) => string, link: (p: Place) => string): string {
  const row = (label: string, cells: readonly string[]): string =>
    cells.length === 0 ? '' : `<dt>${escaped(label)}</dt>${cells.join('')}\n`
  const fact = (f: CardFact): string =>
    `<dd class="fact ${f.standing}"><span class="says">${escaped(f.value)}${f.dates === '' ? '' : `, <time>${escaped(f.dates)}</time>`}</span>${f.note === '' ? '' : ` <span class="note">${escaped(f.note)}</span>`}${mark(f.standing)}${flag(f.standing)}${reference(f.reference)}</dd>`
  const labels = [...new Set(x.facts.map((f) => f.label).filter((l) => l !== ''))]
  const byLabel = new Map<string, CardFact[]>(labels.map((l) => [l, []]))
  let label = ''
  for (const f of x.facts) {
    if (f.label !== '') label = f.label
    byLabel.get(label)?.push(f)
  }
  return `<p>${escaped(x.summary)}${mark(x.cite.standing)}${flag(x.cite.standing)}${reference(x.cite.reference)}</p>
<dl class="record">
${labels.map((l) => row(l, (byLabel.get(l) as CardFact[]).map(fact))).join('')}${row('Coded levels', x.levels.length === 0 ? [] : [`<dd>${x.levels.map(link).join(', ')}</dd>`])}${row(
  'Relations',
  x.relations.map(
    (r) =>
      `<dd class="fact ${r.standing}"><span class="says">${escaped(r.says)} ${link(r.place)}</span>${r.note === '' ? '' : ` <span class="note">${escaped(r.note)}</span>`}${mark(r.standing)}${flag(r.standing)}${reference(r.reference)}</dd>`,
  ),
)}${row(
  'Named by',
  x.namedBy.map((r) => `<dd>${escaped(r.says)} ${link(r.place)}</dd>`),
)}${row(
  'Links',
  x.links.map((l) => `<dd><a href="${escaped(l)}" rel="noreferrer noopener">${escaped(l)}</a></dd>`),
)}</dl>`
}

function heat(m: HeatMap): string {
  const cell = (n: number): string =>
    `<td class="${n === 0 ? 'zero' : `h${heatStep(n, m.most)}`}">${n === 0 ? '–' : n}</td>`
  return `<section aria-labelledby="${m.id}"><h2 id="${m.id}">${escaped(m.title)}</h2><p>${escaped(m.says)}</p><div class="table heat" role="region" tabindex="0" aria-labelledby="${m.id}-table"><table><caption id="${m.id}-table">Number of entries</caption><thead><tr><td></td>${m.columns.map((c) => `<th scope="col">${escaped(c)}</th>`).join('')}<th scope="col">All</th></tr></thead><tbody>
${m.rows.map((r) => `<tr><th scope="row">${m.page === '' ? escaped(r.name) : `<a href="${m.page}#${r.anchor}">${escaped(r.name)}</a>`}</th>${r.counts.map(cell).join('')}<td>${r.total}</td></tr>`).join('\n')}
</tbody></table></div></section>`
}

/** 1 to 5; by ratio, since a few cells hold most entries. */
export function heatStep(count: number, most: number): number {
  return count <= 0 ? 0 : most <= 1 ? 5 : 1 + Math.min(4, Math.floor((4 * Math.log(count)) / Math.log(most) + 1e-9))
}

function shares(x: Card): string {
  const all = x.facts.length
  const read = x.standings.primary + x.standings.secondary
  return `<span class="${read === all ? '' : 'weak'}">${read} of ${all}</span>`
}

function linked(p: Place, up: string): string {
  switch (p.to) {
    case 'record':
      return `<a href="${up}${recordFile(p.anchor)}">${escaped(p.words)}</a>`
    case 'body':
      return `<a href="${up}bodies.html#${p.anchor}">${escaped(p.words)}</a>`
    case 'level':
      return `<a href="${up}levels.html#${p.anchor}">${escaped(p.words)}</a>`
    case 'source':
      return `<a href="${up}sources.html#${p.anchor}">${escaped(p.words)}</a>`
    case 'nowhere':
      return escaped(p.words)
    default:
      return p.to satisfies never
  }
}

/** Word for those who hear it; a shape for those who see it. */
function mark(standing: Standing): string {
  return `<span class="st ${standing}" title="${standing}: ${escaped(STANDING_WORDS[standing])}"></span><span class="aloud"> ${standing}</span>`
}

function flag(standing: Standing): string {
  return standing === 'unchecked' || standing === 'estimate'
    ? `<span class="flag ${standing}" aria-hidden="true">${standing}</span>`
    : ''
}

function chapterFile(c: Chapter): string {
  return `chapter-${c.number}-${c.id}.html`
}

function recordFile(anchor: string): string {
  return `records/${anchor}.html`
}
