/** The syllabus as a site and as data for paper: every record once, no dead link, unique ids, no name that becomes markup, the same bytes twice. */
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { inputOf } from '../../src/app/questions/syllabus.ts'
import { deadLinks, type SyllabusInput, syllabusOf, syllabusPaper, syllabusSite } from '../../src/reports/index.ts'
import { built } from '#catalogue/index.ts'
import { repositoryEntries } from '../support/catalogue.ts'

const ON = '2026-11-25'
const { entries } = built(repositoryEntries().entries, 'test')
const INPUT = inputOf(entries, 'test', ON)
const SYLLABUS = syllabusOf(INPUT)
const SITE = syllabusSite(SYLLABUS)
const PAGES = [...SITE].filter(([name]) => name.endsWith('.html'))

function idsOf(html: string): readonly string[] {
  return [...html.matchAll(/\sid="([^"]*)"/g)].map((m) => m[1] as string)
}

describe('the site', () => {
  it('has no dead link', () => expect(deadLinks(SITE)).toEqual([]))

  it('would be told of one: a page or a place that is not there, on a page above or below', () => {
    const broken = new Map([
      [
        'index.html',
        '<h2 id="a"></h2><a href="#a"></a><a href="#b"></a><a href="records/x.html#c"></a><a href="none.html"></a>',
      ],
      [
        'records/x.html',
        '<h2 id="c"></h2><a href="../index.html#a"></a><a href="index.html"></a><a href="https://example.org/gone"></a>',
      ],
    ])
    expect(deadLinks(broken)).toEqual(['index.html → #b', 'index.html → none.html', 'records/x.html → index.html'])
  })

  it('has no id twice on a page', () => {
    const twice = PAGES.flatMap(([name, html]) => (new Set(idsOf(html)).size === idsOf(html).length ? [] : [name]))
    expect(twice).toEqual([])
  })

  it('has every record once: one number, one page, one row in one chapter', () => {
    const cards = SYLLABUS.chapters.flatMap((c) => c.cards)
    expect(cards.map((c) => c.key).sort()).toEqual(INPUT.records.map((r) => `${r.kind}:${r.id}`).sort())
    expect(new Set(cards.map((c) => c.number)).size).toBe(cards.length)
    expect(PAGES.filter(([name]) => name.startsWith('records/')).length).toBe(cards.length)
    const rows = PAGES.filter(([name]) => name.startsWith('chapter-')).flatMap(([, html]) =>
      [...html.matchAll(/<th scope="row"><a href="records\/([^"]*)\.html">/g)].map((m) => m[1] as string),
    )
    expect(rows.sort()).toEqual(cards.map((c) => c.anchor).sort())
  })

  it('asks for nothing from elsewhere, and runs nothing but its own search', () => {
    const asking = PAGES.filter(([, html]) =>
      /<script(?! src="(?:\.\.\/)?search(?:-data)?\.js" defer><\/script>)|<img|<iframe|\son\w+=|url\(\s*['"]?https?:|<link[^>]+href="https?:/i.test(
        html,
      ),
    ).map(([name]) => name)
    expect(asking).toEqual([])
  })

  it('marks what nobody read, by word', () => {
    const card = SYLLABUS.chapters.flatMap((c) => c.cards).find((c) => c.standings.unchecked > 0)
    const html = SITE.get(`records/${card?.anchor}.html`) ?? ''
    expect(html.match(/<dd class="fact unchecked">/g)?.length).toBeGreaterThanOrEqual(card?.standings.unchecked ?? 1)
    expect(html).toContain('<span class="flag unchecked" aria-hidden="true">unchecked</span>')
  })

  it('is the same, byte for byte, whatever the order of the files', () => {
    const turned: SyllabusInput = {
      ...INPUT,
      records: [...INPUT.records].reverse(),
      bodies: [...INPUT.bodies].reverse(),
      levels: [...INPUT.levels].reverse(),
      recognitions: [...INPUT.recognitions].reverse(),
      sources: [...INPUT.sources].reverse(),
    }
    expect([...syllabusSite(syllabusOf(turned))]).toEqual([...SITE])
    expect(JSON.stringify(syllabusPaper(syllabusOf(turned)))).toBe(JSON.stringify(syllabusPaper(SYLLABUS)))
  })
})

/** A small catalogue that the tests below own. */
function small(name: string): SyllabusInput {
  const none = { primary: 0, secondary: 0, estimate: 0, unchecked: 0 }
  return {
    edition: 'e1',
    on: ON,
    recognitions: [],
    records: [
      {
        kind: 'scheme',
        id: 'alpha',
        name,
        aliases: ['A & B'],
        class: 'product',
        schemeKind: 'label',
        sectors: ['consumer-iot'],
        regions: ['DE'],
        summary: 'A label.',
        cite: { source: 'text', at: 'head', standing: 'primary', on: ON },
        facts: {
          owner: { value: 'Example Office' },
          validity: { value: '24 months', standing: 'unchecked' },
          status: [
            { value: 'draft', from: '2020-01-01', until: '2021-01-01' },
            { value: 'in-force', from: '2021-01-01', at: 'p. 2' },
          ],
        },
        relations: [
          { type: 'based-on', to: 'beta', note: 'in part' },
          { type: 'cites', to: 'nowhere-known', standing: 'unchecked' },
        ],
        links: ['https://example.org/a?b=1&c=2', 'javascript:alert(1)'],
      },
      {
        kind: 'standard',
        id: 'beta',
        name: 'Beta',
        class: 'product',
        schemeKind: 'requirement-standard',
        sectors: ['consumer-iot'],
        regions: ['EU'],
        summary: 'A standard.',
        facts: {},
      },
    ],
    bodies: [
      {
        id: 'office',
        name: 'Example Office',
        roles: ['scheme-owner'],
        cite: { standing: 'unchecked' },
        scopes: [{ scheme: 'alpha' }],
      },
    ],
    levels: [
      {
        id: 'alpha-1',
        name: 'Level 1',
        scheme: 'alpha',
        edition: '1',
        targetType: 'product',
        profile: { I: { depth: [1, 2], standing: 'unchecked' } },
      },
    ],
    sources: [
      {
        id: 'text',
        title: 'The text',
        publisher: 'Example Office',
        type: 'law',
        address: 'https://example.org/text',
        readOn: ON,
        readAs: 'page',
      },
      { id: 'unused', title: 'Not cited', publisher: 'Nobody', type: 'law' },
    ],
    statistics: {
      entries: { total: 2, byKind: { scheme: 1, standard: 1 } },
      standing: { ...none, primary: 3, unchecked: 1 },
      byField: { owner: { ...none, primary: 1 } },
      support: {
        all: { entries: 2, supported: 1, share: 50, allSix: 0, allSixShare: 0 },
        byClass: { product: { entries: 2, supported: 1, share: 50, allSix: 0, allSixShare: 0 } },
        byField: { owner: { applies: 2, supported: 1, share: 50, weak: 0, missing: 1 } },
      },
      mainFacts: [{ kind: 'standard', onlyWhereStated: ['assessor', 'validity'], because: 'A document.' }],
    },
  }
}

describe('names that would be something else', () => {
  const HOSTILE = `"><script>alert('1')</script><b id='x'>&amp; ]] #eval("1") \u202e`
  const site = syllabusSite(syllabusOf(small(HOSTILE)))

  it('stay text on every page', () => {
    for (const html of [...site].filter(([n]) => n.endsWith('.html')).map(([, h]) => h)) {
      expect(html).not.toMatch(/<script(?! src="(?:\.\.\/)?search(?:-data)?\.js" defer>)|<b id|javascript:/)
    }
    expect(deadLinks(site)).toEqual([])
  })

  it('stay data on paper', () => {
    const { template, data } = syllabusPaper(syllabusOf(small(HOSTILE)))
    expect(template).not.toContain('eval("1")')
    expect(JSON.stringify(data)).toContain('#eval(')
    expect(JSON.stringify(data)).not.toContain('\u202e')
  })
})

describe('the search', () => {
  /** The two scripts, run as a browser would, in a page that has only what they ask for. */
  function searched(site: ReadonlyMap<string, string>): readonly (readonly string[])[] {
    const world = { document: { getElementById: () => null }, syllabusCards: undefined as unknown }
    runInNewContext(site.get('search-data.js') ?? '', { globalThis: world })
    runInNewContext(site.get('search.js') ?? '', { ...world, globalThis: world })
    return world.syllabusCards as readonly (readonly string[])[]
  }

  it('knows every record, body, level and recognition, at addresses that exist', () => {
    const rows = searched(SITE)
    const { chapters, bodies, levels, recognitions } = SYLLABUS
    expect(rows.length).toBe(
      chapters.flatMap((c) => c.cards).length + bodies.length + levels.length + recognitions.length,
    )
    const page = `<a id="x"></a>${rows.map(([address]) => `<a href="${address}"></a>`).join('')}`
    expect(deadLinks(new Map([...SITE, ['rows.html', page]]))).toEqual([])
  })

  it('takes hostile names for text', () => {
    const rows = searched(syllabusSite(syllabusOf(small('</script><script>alert(1)</script>\u2028'))))
    expect(rows.map(([, name]) => name)).toContain('</script><script>alert(1)</script>\u2028')
    expect(syllabusSite(syllabusOf(small('</script>'))).get('search-data.js')).not.toContain('</script>')
  })
})

it('tells what changed since an edition, which editions are cited, and where levels reach', () => {
  const s = syllabusOf({
    ...small('Alpha'),
    reach: { alpha: 'C' },
    cited: [
      {
        by: 'scheme:alpha',
        text: 'beta',
        edition: '2013',
        state: 'withdrawn',
        newest: '2022',
        note: '',
        source: 'text',
        at: 'p. 1',
        standing: 'primary',
      },
    ],
    changes: {
      since: { name: 'First edition', on: '2026-01-01', edition: 'e0' },
      items: [
        { key: 'scheme:alpha', change: 'changed', name: 'Alpha', says: ['Status is now “in-force”; it was “draft”'] },
        { key: 'standard:beta', change: 'came', name: 'Beta', says: [] },
        { key: 'scheme:gone', change: 'went', name: 'Gone & away', says: [] },
      ],
    },
  })
  const site = syllabusSite(s)
  expect(deadLinks(site)).toEqual([])
  expect(site.get('changes.html')).toContain('<dd>Status is now “in-force”; it was “draft”.</dd>')
  expect(site.get('changes.html')).toContain('Gone &amp; away (scheme:gone)')
  expect(site.get('editions.html')).toMatch(
    /2013<\/td><td class="fact primary"><span class="says edition withdrawn">withdrawn; newest listed: 2022/,
  )
  const totals = s.maps.find((m) => m.id === 'map-class-level')?.rows.map((r) => [r.name, r.total])
  expect(totals).toEqual([
    ['A', 0],
    ['B', 0],
    ['C', 1],
    ['D', 0],
    ['E', 0],
    ['below E', 0],
  ])
  expect(s.maps.find((m) => m.id === 'map-sector-level')?.rows[0]?.counts).toEqual([0, 0, 1, 0, 0, 0])
})

it('shows one record like this', () => {
  const main = /<main id="content">\n([\s\S]*?)<nav class="around"/.exec(
    syllabusSite(syllabusOf(small('Alpha'))).get('records/scheme-alpha.html') ?? '',
  )?.[1]
  expect(main).toMatchInlineSnapshot(`
    "<p>A label.<span class="st primary" title="primary: the publisher’s own text was read"></span><span class="aloud"> primary</span> <span class="ref"><a href="../sources.html#source-text" aria-label="source 1: The text">[1]</a> head</span></p>
    <dl class="record">
    <dt>Owner</dt><dd class="fact primary"><span class="says">Example Office</span><span class="st primary" title="primary: the publisher’s own text was read"></span><span class="aloud"> primary</span> <span class="ref"><a href="../sources.html#source-text" aria-label="source 1: The text">[1]</a> head</span></dd>
    <dt>Status</dt><dd class="fact primary"><span class="says">draft, <time>2020-01-01 to 2021-01-01</time></span><span class="st primary" title="primary: the publisher’s own text was read"></span><span class="aloud"> primary</span> <span class="ref"><a href="../sources.html#source-text" aria-label="source 1: The text">[1]</a> head</span></dd><dd class="fact primary"><span class="says">in force, <time>from 2021-01-01</time></span><span class="st primary" title="primary: the publisher’s own text was read"></span><span class="aloud"> primary</span> <span class="ref"><a href="../sources.html#source-text" aria-label="source 1: The text">[1]</a> p. 2</span></dd>
    <dt>Validity</dt><dd class="fact unchecked"><span class="says">24 months</span><span class="st unchecked" title="unchecked: no text was read: take it as a hint where to look"></span><span class="aloud"> unchecked</span><span class="flag unchecked" aria-hidden="true">unchecked</span> <span class="ref"><a href="../sources.html#source-text" aria-label="source 1: The text">[1]</a> head</span></dd>
    <dt>Coded levels</dt><dd><a href="../levels.html#level-alpha-1">Level 1</a></dd>
    <dt>Relations</dt><dd class="fact primary"><span class="says">based on <a href="../records/standard-beta.html">Beta</a></span> <span class="note">in part</span><span class="st primary" title="primary: the publisher’s own text was read"></span><span class="aloud"> primary</span> <span class="ref"><a href="../sources.html#source-text" aria-label="source 1: The text">[1]</a> head</span></dd><dd class="fact unchecked"><span class="says">cites nowhere-known</span><span class="st unchecked" title="unchecked: no text was read: take it as a hint where to look"></span><span class="aloud"> unchecked</span><span class="flag unchecked" aria-hidden="true">unchecked</span> <span class="ref"><a href="../sources.html#source-text" aria-label="source 1: The text">[1]</a> head</span></dd>
    <dt>Links</dt><dd><a href="https://example.org/a?b=1&amp;c=2" rel="noreferrer noopener">https://example.org/a?b=1&amp;c=2</a></dd>
    </dl>
    "
  `)
})
