/** The syllabus as a site and as data for paper: every record once, no dead link, unique ids, no name that becomes markup, the same bytes twice. */
import { describe, expect, it } from 'vitest'
import { inputOf } from '../../src/app/questions/syllabus.ts'
import { type SyllabusInput, syllabusOf, syllabusPaper, syllabusSite } from '../../src/reports/index.ts'
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

/** Links that lead nowhere within the site, as `page → address`. */
function deadLinks(site: ReadonlyMap<string, string>): readonly string[] {
  const ids = new Map([...site].map(([name, html]) => [name, new Set(idsOf(html))]))
  return [...site].flatMap(([name, html]) =>
    [...html.matchAll(/\s(?:href|src|aria-labelledby)="([^"]*)"/g)].flatMap(([whole, address = '']) => {
      if (whole.includes('aria-labelledby'))
        return address.split(' ').every((id) => ids.get(name)?.has(id)) ? [] : [`${name} → ${address}`]
      if (/^https?:/.test(address)) return []
      const [path = '', place] = address.split('#')
      const target = path === '' ? name : new URL(path, `http://site/${name}`).pathname.slice(1)
      return site.has(target) && (place === undefined || ids.get(target)?.has(place)) ? [] : [`${name} → ${address}`]
    }),
  )
}

describe('the site', () => {
  it('has no dead link', () => expect(deadLinks(SITE)).toEqual([]))

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

  it('asks for nothing from elsewhere and runs nothing', () => {
    const asking = PAGES.filter(([, html]) =>
      /<script|<img|<iframe|\son\w+=|url\(\s*['"]?https?:|<link[^>]+href="https?:/i.test(html),
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
      expect(html).not.toMatch(/<script|<b id|javascript:/)
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
