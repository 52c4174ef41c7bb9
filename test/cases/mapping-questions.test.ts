/** The questions about requirements and mappings, as somebody asks them on the command line. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCatalogue } from '../../scripts/build-catalogue.ts'
import { commandLine, scratch } from '../support/command-line.ts'

const home = join(import.meta.dirname, '../..')
const place = scratch()
const catalogue = join(place.folder, 'catalogue')

beforeAll(async () => {
  mkdirSync(catalogue)
  if ((await buildCatalogue({ home, out: catalogue })) !== 0) throw new Error('the catalogue has errors')
}, 120_000)
afterAll(() => place.end())

interface Document {
  readonly code: number
  readonly result: Record<string, unknown>
  readonly diagnostics: readonly {
    readonly code: string
    readonly message: string
    readonly hint?: string
    readonly at?: { readonly line: number; readonly file: string }
  }[]
}

async function ask(...words: readonly string[]): Promise<Document> {
  const said = await commandLine([...words, '--json', '--on', '2026-11-25'], catalogue)
  const document = JSON.parse(said.out) as Document
  return { ...document, code: said.code }
}

const put = (name: string, text: string) => place.put(name, text)

const SET = (edition: string, rows: readonly (readonly [string, string])[]) =>
  `kind: requirement-set\nid: big\nname: Big\nedition: "${edition}"\ncite: { standing: unchecked }\nrequirements:\n${rows.map(([id, says]) => `  - { id: "${id}", title: "t ${says.slice(0, 8)}", says: "${says}" }`).join('\n')}\n`
const MAPPING = (rows: readonly string[]) =>
  `kind: mapping\nid: small__big\nfrom: { set: baseline, edition: "2026-11" }\nto: { set: big, edition: "1" }\nauthor: a test\ncite: { standing: unchecked }\nmaps:\n${rows
    .map((r) => {
      const [from, relation, to] = r.split(' ')
      return `  - { from: [${from}], to: [${(to as string)
        .split('+')
        .map((t) => `"${t}"`)
        .join(', ')}], relation: ${relation}, rationale: semantic, because: "${r}" }`
    })
    .join('\n')}\n`
const TEXTS = {
  a: 'Passwords are unique for each device.',
  b: 'There is a public policy for reports of weaknesses.',
  c: 'Software can be renewed securely and in time.',
}

describe('baseline', () => {
  it('grows with the level, and each level holds the lower ones', async () => {
    const ids: string[][] = []
    for (const letter of ['E', 'D', 'C', 'B', 'A']) {
      const { result } = await ask('baseline', 'product', letter)
      ids.push((result.items as { requirement: string }[]).map((i) => i.requirement))
    }
    for (let i = 1; i < ids.length; i += 1) expect(ids[i]).toEqual(expect.arrayContaining(ids[i - 1] as string[]))
    expect(ids[0]?.length).toBeGreaterThan(20)
    expect(new Set(ids.at(-1)).size).toBe(ids.at(-1)?.length)
  }, 60_000)

  it('takes TYPE:LETTER, and helps with what it does not know', async () => {
    expect((await ask('baseline', 'service:D')).result).toMatchObject({ targetType: 'service', level: 'D' })
    expect(await ask('baseline', 'produkt', 'B')).toMatchObject({
      code: 2,
      diagnostics: [{ code: 'usage.bad-value', hint: 'Did you mean "product"?' }],
    })
    expect((await ask('baseline', 'product', 'F')).code).toBe(2)
  })
})

describe('mapping gap', () => {
  it('says what the law covers of the baseline, with the rows and no presumption', async () => {
    const { result, code } = await ask('mapping', 'gap', 'cra-annex-i', '--to', 'baseline')
    expect(code).toBe(0)
    expect(result).toMatchObject({ notice: 'Technical coverage, no presumption of conformity.' })
    const item = (
      result.items as {
        requirement: string
        verdict: string
        rows: unknown[]
        rationale: string
        because: { kind: string }
      }[]
    ).find((i) => i.requirement === 'vuln.none-known-at-release')
    expect(item).toMatchObject({ verdict: 'covered', rationale: 'semantic', because: { kind: 'computed' } })
    expect(item?.rows).toHaveLength(1)
  })

  it('knows nothing of a level without the selection of a certificate', async () => {
    const { result } = await ask('mapping', 'gap', 'eucc-eal4-van3', '--to', 'cra-annex-i')
    expect(result.counts).toEqual({ covered: 0, partly: 0, 'not-covered': 3, 'not-known': 19, total: 22 })
  })

  it('reasons over what a user brings, and over one requirement against one', async () => {
    const mapping = put('brought/m.yaml', MAPPING(['crypto.no-hard-coded superset a', 'vuln.intake superset b+c']))
    const set = put(
      'brought/s.yaml',
      SET('1', [
        ['a', TEXTS.a],
        ['b', TEXTS.b],
        ['c', TEXTS.c],
      ]),
    )
    const { result } = await ask('mapping', 'gap', 'en-303-645', '--to', 'big', '--with', mapping, '--with', set)
    // EN 303 645 covers vuln.intake, which covers b and c together, and with them each.
    expect((result.items as { requirement: string; verdict: string }[]).map((i) => [i.requirement, i.verdict])).toEqual(
      [
        ['a', 'covered'],
        ['b', 'covered'],
        ['c', 'covered'],
      ],
    )
    const one = await ask(
      'mapping',
      'gap',
      'en-303-645#5.2-1',
      '--to',
      'big#b',
      '--with',
      join(place.folder, 'brought'),
    )
    expect(one.result.conclusions).toMatchObject([
      {
        rationale: 'semantic',
        possible: ['superset'],
        rows: [{ row: expect.any(Number) as number }, { mapping: 'small__big', row: 2 }],
      },
    ])
  })

  it.each([
    [['mapping', 'gap', 'cra-annex-i'], 'usage.missing-argument'],
    [['mapping', 'gap', 'cra-annex-1', '--to', 'baseline'], 'mapping.unknown-source'],
    [['mapping', 'gap', 'cra-annex-i', '--to', 'baselin'], 'mapping.unknown-set'],
    [['mapping', 'gap', 'cra-annex-i', '--to', 'baseline#nope'], 'mapping.unknown-requirement'],
    [['mapping', 'gap', 'cra-annex-i', '--to', 'baseline', '--with', 'nowhere.json'], 'file.not-found'],
    [['mapping', 'gap', 'cra-annex-i', '--to', 'baseline', '--only', 'perhaps'], 'usage.bad-value'],
  ])('refuses %j with help', async (words, code) => {
    const answer = await ask(...words)
    expect([answer.code, answer.diagnostics[0]?.code]).toEqual([2, code])
    expect(answer.diagnostics[0]?.hint).toBeDefined()
  })
})

describe('mapping matrix', () => {
  it('counts every pair, and agrees with gap', async () => {
    const { result } = await ask('mapping', 'matrix', 'cra-annex-i', 'en-303-645', 'baseline')
    const items = result.items as { from: string; to: string; covered: number; partly: number; notKnown: number }[]
    expect(items).toHaveLength(6)
    const gap = await ask('mapping', 'gap', 'en-303-645', '--to', 'baseline')
    const cell = items.find((c) => c.from === 'en-303-645' && c.to === 'baseline')
    expect(gap.result.counts).toMatchObject({
      covered: cell?.covered,
      partly: cell?.partly,
      'not-known': cell?.notKnown,
    })
  }, 60_000)
})

describe('mapping check', () => {
  it('finds nothing wrong in the catalogue', async () => {
    expect(await ask('mapping', 'check')).toMatchObject({ code: 0, result: { mappings: 71, items: [] } })
  }, 60_000)

  it('finds what is wrong in a file, with its line, and ends with 1', async () => {
    const file = put(
      'wrong.yaml',
      MAPPING([
        'vuln.intake superset a',
        'vuln.intake superset a',
        'vuln.intake disjoint a',
        'family.objectives equal a',
        'vuln.intake equal z',
      ]),
    )
    const set = put('set.yaml', SET('2', [['a', TEXTS.a]]))
    const answer = await ask('mapping', 'check', file, set)
    expect(answer.code).toBe(1)
    expect(answer.diagnostics.map((d) => [d.code, d.at?.line])).toEqual([
      ['mapping.heading', 11],
      ['mapping.edition', undefined],
      ['mapping.dangling', 12],
      ['mapping.duplicate', 9],
      ['mapping.conflict', 10],
    ])
  })

  it('counts rows by who accepted them, and names one that was accepted before it was written', async () => {
    const by = 'role: head of product security, organisation: Example GmbH'
    const file = put(
      'accepted.yaml',
      MAPPING(['vuln.intake superset a', 'vuln.intake intersects b'])
        .replace('author: a test\n', `author: a test\ndate: 2026-05-01\naccepted: { ${by}, on: 2026-06-01 }\n`)
        .replace('because: "vuln.intake intersects b"', `accepted: { ${by}, on: 2026-04-01 }`),
    )
    const set = put(
      'accepted-set.yaml',
      SET('1', [
        ['a', TEXTS.a],
        ['b', TEXTS.b],
      ]),
    )
    const answer = await ask('mapping', 'check', file, set)
    expect(answer.result.accepted).toEqual({ 'head of product security, Example GmbH': 2 })
    expect(answer.diagnostics.map((d) => [d.code, d.at?.line])).toEqual([['mapping.accepted-before', 11]])
    const gap = await ask('mapping', 'gap', 'baseline', '--to', 'big', '--with', file, '--with', set)
    expect(JSON.stringify(gap.result)).toContain(
      'accepted by the head of product security of Example GmbH on 2026-06-01',
    )
  })
})

describe('mapping rot', () => {
  it('repairs chains of renumbering at once, and writes the mapping repaired', async () => {
    const mapping = put(
      'rot/m.yaml',
      MAPPING(['vuln.intake superset 5.1', 'vuln.intake intersects 5.2+5.3', 'vuln.intake intersects 5.9']),
    )
    const old = put(
      'rot/old.yaml',
      SET('1', [
        ['5.1', TEXTS.a],
        ['5.2', TEXTS.b],
        ['5.3', TEXTS.c],
      ]),
    )
    const now = put(
      'rot/new.yaml',
      SET('2', [
        ['5.1', 'Something new stands here.'],
        ['5.2', TEXTS.a],
        ['5.3', TEXTS.b],
        ['5.4', TEXTS.c],
      ]),
    )
    const out = join(place.folder, 'rot/fixed.yaml')
    const answer = await ask('mapping', 'rot', mapping, '--old', old, '--new', now, '--out', out)
    expect(answer.code).toBe(1)
    expect(answer.diagnostics.map((d) => d.code)).toEqual([
      'mapping.moved-row',
      'mapping.moved-row',
      'mapping.broken-row',
    ])
    expect(answer.result.items).toMatchObject([
      {
        counts: { reassigned: 3, gone: 1 },
        rows: [{ after: { to: ['5.2'] } }, { after: { to: ['5.3', '5.4'] } }, { verdict: 'broken' }],
      },
    ])
    const again = await ask('mapping', 'check', out, now)
    expect(again.diagnostics.map((d) => d.code)).toEqual(['mapping.dangling'])
    expect(await ask('mapping', 'rot', mapping, '--old', old, '--new', old)).toMatchObject({
      code: 1,
      diagnostics: [{ code: 'mapping.broken-row' }],
    })
  })

  it('says which revision is missing', async () => {
    const mapping = put('rot/m.yaml', MAPPING(['vuln.intake superset 5.1']))
    expect(await ask('mapping', 'rot', mapping, '--old', 'now', '--new', 'now')).toMatchObject({
      code: 0,
      result: { items: [{ set: 'baseline', counts: { same: 1 } }] },
    })
    expect(
      (await ask('mapping', 'rot', 'cra-annex-i__baselin', '--old', 'now', '--new', 'now')).diagnostics[0],
    ).toMatchObject({ code: 'mapping.unknown-mapping', hint: 'Did you mean "cra-annex-i__baseline"?' })
  })
})

describe('review', () => {
  it('draws the same rows for a seed, without what the first coding said', async () => {
    const first = await ask('mapping', 'sample', '--count', '3', '--seed', '5')
    expect((await ask('mapping', 'sample', '--count', '3', '--seed', '5')).result).toEqual(first.result)
    expect(JSON.stringify(first.result)).not.toMatch(/superset|intersects/)
  })

  it('measures the second coding that is kept beside the catalogue', async () => {
    const { result } = await ask('mapping', 'agreement', join(home, 'docs/mapping-agreement.yaml'))
    expect(result).toMatchObject({ rows: 200 })
    // Where the two differ, the catalogue says less.
    const weaker = new Set(['intersects'])
    expect((result.differing as { first: string }[]).filter((d) => !weaker.has(d.first))).toEqual([])
  })

  it('prints how good its suggestions are', async () => {
    const { result } = await ask('mapping', 'suggest', 'cra-annex-i', '--to', 'baseline')
    expect((result.measured as { precisionPerMille: number }).precisionPerMille).toBeGreaterThan(300)
  })
})

describe('import and export', () => {
  it('go round: entry to OSCAL to entry, and STRM, and libraries', async () => {
    const [oscal, csv] = [join(place.folder, 'x/mapping.json'), join(place.folder, 'x/red-3-3__baseline.csv')]
    expect((await ask('export', 'red-3-3__baseline', '--to', 'oscal-mapping', '--out', oscal)).code).toBe(0)
    expect((await ask('export', 'red-3-3__baseline', '--to', 'strm-csv', '--out', csv)).code).toBe(0)
    for (const file of [oscal, csv]) {
      const read = await ask('import', file, '--out', join(place.folder, 'back'))
      expect(read).toMatchObject({ code: 0, result: { counts: { mappings: 1 } } })
      const again = await ask('mapping', 'check', join(place.folder, 'back/mappings/red-3-3__baseline.yaml'))
      expect([again.code, again.diagnostics]).toEqual([0, []])
    }
    const text = readFileSync(join(place.folder, 'back/mappings/red-3-3__baseline.yaml'), 'utf8')
    expect(text).toContain('id: red-3-3__baseline')
  })

  it('hold back text of others unless its terms are open', async () => {
    const library = (copyright: string) =>
      `urn: urn:p:risk:library:f\nlocale: en\nref_id: f\nname: F\ndescription: d\ncopyright: ${copyright}\nversion: 1\nprovider: P\npackager: P\nobjects:\n  framework:\n    urn: urn:p:risk:framework:f\n    ref_id: f\n    name: F\n    requirement_nodes:\n    - urn: urn:p:risk:req_node:f:a\n      assessable: true\n      depth: 1\n      ref_id: A\n      name: Secret words\n`
    const closed = put('lib/closed.yaml', library('All rights reserved'))
    const open = put('lib/open.yaml', library('CC BY 4.0'))
    const held = await ask('export', closed, '--to', 'oscal-catalog')
    expect(held.diagnostics.map((d) => d.code)).toEqual(['export.text-withheld'])
    expect(held.result.text as string).not.toContain('Secret')
    expect((await ask('export', closed, '--to', 'oscal-catalog', '--with-text')).result.text as string).toContain(
      'Secret',
    )
    expect((await ask('export', open, '--to', 'oscal-catalog')).result.text as string).toContain('Secret')
    expect((await ask('export', open, '--to', 'oscal-catalog', '--without-text')).result.text as string).not.toContain(
      'Secret',
    )
  })

  it.each([
    [
      'bomb.yaml',
      `urn: urn:x:risk:library:y\nlocale: en\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(10)}]\nc: &c [${'*b,'.repeat(10)}]\nd: [${'*c,'.repeat(10)}]\n`,
      'formats.yaml-alias',
    ],
    ['twice.json', '{"catalog": {"uuid": "a", "uuid": "b"}}', 'formats.duplicate-key'],
    ['deep.json', `{"catalog": ${'['.repeat(3000)}`, 'formats.too-deep'],
    ['number.json', '{"catalog": {"metadata": {"version": 12345678901234567890}}}', 'formats.number-too-large'],
    [
      'entity.xml',
      '<?xml version="1.0"?><!DOCTYPE catalog [<!ENTITY a "x">]><catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0">&a;</catalog>',
      'formats.xml-doctype',
    ],
    ['nothing.txt', 'hello', 'formats.unknown-format'],
  ])('refuse %s with its place', async (name, text, code) => {
    const answer = await ask('import', put(`hostile/${name}`, text))
    expect([answer.code, answer.diagnostics[0]?.code]).toEqual([2, code])
    expect(answer.diagnostics[0]?.at).toMatchObject({
      file: expect.stringContaining(name) as string,
      line: expect.any(Number) as number,
    })
  })

  it('reads a bill of materials too', async () => {
    expect((await ask('import', join(home, 'examples/edge-gateway/bom.cdx.json'))).result.counts).toMatchObject({
      sets: 0,
      components: expect.any(Number) as number,
    })
  })
})
