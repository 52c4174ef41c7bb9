/** `catalogue new`: a draft that lint accepts as it stands, an id that nobody had, and an error that lists all that is wanting. */
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { afterAll, describe, expect, it } from 'vitest'
import {
  checkEntry,
  COUNTED_KINDS,
  DRAFT_WORDS,
  draftOf,
  lintCatalogue,
  readEntries,
  schemeKindsOf,
  shippedFiles,
} from '#catalogue/index.ts'
import { catalogueOf, commandLine, scratch } from '../support/command-line.ts'

const room = scratch()
afterAll(() => room.end())
const scheme = (id: string, name: string): string =>
  `kind: scheme\nid: ${id}\nname: ${name}\naliases: [OLS]\nclass: product\nschemeKind: scheme\nsectors: [cross-sector]\nregions: [EU]\nsummary: A scheme.\nfacts: {}\n`
const files = [
  { path: 'schemes/one.yaml', text: scheme('one', 'One Lock Scheme') },
  {
    path: 'moved/scheme/old.yaml',
    text: 'kind: moved\nid: old\nof: scheme\nto: [one]\non: 2026-01-01\nbecause: renamed\n',
  },
  {
    path: 'moved/credential/older.yaml',
    text: 'kind: retired\nid: older\nof: credential\non: 2026-01-01\nbecause: gone\n',
  },
  { path: 'sources/text.yaml', text: 'kind: source\nid: text\ntitle: A text\npublisher: Office\ntype: law\n' },
]
for (const { path, text } of files) room.put(`catalogue/${path}`, text)
const folder = join(room.folder, 'catalogue')
const built = catalogueOf(join(room.folder, 'built'), readEntries(files).entries)

async function ask(...flags: readonly string[]): Promise<{
  code: number
  codes: readonly string[]
  result?: { file: string; text: string; missing: readonly string[] }
}> {
  const said = await commandLine(['catalogue', 'new', folder, ...flags, '--json'], built)
  const answer = JSON.parse(said.out) as { result?: never; diagnostics: readonly { code: string }[] }
  return {
    code: said.code,
    codes: answer.diagnostics.map((d) => d.code),
    ...(answer.result === undefined ? {} : { result: answer.result }),
  }
}

const LEAST = ['--kind', 'scheme', '--class', 'product', '--region', 'EU', '--summary', 'A lock scheme.']

describe('writes a draft', () => {
  it('with the least that is needed, and says what is not stated', async () => {
    const { code, codes, result } = await ask('--name', 'Two Lock Scheme', ...LEAST)
    expect([code, codes]).toEqual([0, []])
    expect(result?.missing).toEqual(['owner', 'object', 'levels', 'assessor', 'status', 'validity'])
    expect(readFileSync(join(folder, 'draft/two-lock-scheme.yaml'), 'utf8')).toBe(result?.text)
    expect(parse(result?.text ?? '')).toMatchObject({
      id: 'two-lock-scheme',
      sectors: ['cross-sector'],
      cite: { standing: 'unchecked' },
      facts: {},
    })
  })

  it('with everything, in the order of the format', async () => {
    const { code, result } = await ask(
      ...[
        '--name',
        'Three: "Lock" Scheme',
        '--id',
        'three',
        '--alias',
        'TLS; 3LS',
        ...LEAST,
        '--owner',
        'Office # 3',
        '--object',
        'locks',
      ],
      ...[
        '--level',
        'basic',
        '--level',
        'high',
        '--assessor',
        'laboratory',
        '--status',
        'in-force',
        '--since',
        '2024-01-01',
      ],
      ...['--validity', 'none', '--source', 'text', '--link', 'https://example.org/three'],
    )
    expect(code).toBe(0)
    expect(result?.missing).toEqual([])
    expect(parse(result?.text ?? '', { schema: 'failsafe' })).toEqual({
      kind: 'scheme',
      id: 'three',
      name: 'Three: "Lock" Scheme',
      aliases: ['TLS', '3LS'],
      class: 'product',
      schemeKind: 'scheme',
      sectors: ['cross-sector'],
      regions: ['EU'],
      summary: 'A lock scheme.',
      cite: { source: 'text', standing: 'unchecked' },
      facts: {
        owner: { value: 'Office # 3' },
        object: { value: 'locks' },
        levels: { value: ['basic', 'high'] },
        assessor: { value: 'laboratory' },
        status: [{ value: 'in-force', from: '2024-01-01' }],
        validity: { value: 'none' },
      },
      links: ['https://example.org/three'],
    })
  })
})

/** [what, flags, codes] */
const REFUSED: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['an id in use', ['--name', 'X', '--id', 'one', ...LEAST], ['entry.id-taken']],
  ['an id that moved', ['--name', 'X', '--id', 'old', ...LEAST], ['entry.id-gone']],
  ['an id retired from another kind of record', ['--name', 'X', '--id', 'older', ...LEAST], ['entry.id-gone']],
  ['an id made from a name, in use', ['--name', 'One', ...LEAST], ['entry.id-taken']],
  ['an id with a space', ['--name', 'X', '--id', 'a b', ...LEAST], ['usage.bad-value']],
  [
    'all that is wanting at once',
    ['--kind', 'scheme'],
    ['usage.missing-argument', 'usage.missing-argument', 'usage.missing-argument', 'usage.missing-argument'],
  ],
  ['a word that is not in the list', ['--name', 'X', ...LEAST, '--status', 'in force'], ['usage.bad-value']],
  ['a kind of scheme that its kind cannot be', ['--name', 'X', ...LEAST, '--scheme-kind', 'law'], ['usage.bad-value']],
  ['a day that is none', ['--name', 'X', ...LEAST, '--status', 'draft', '--since', '2024-02-30'], ['usage.bad-value']],
  ['a source that is no entry', ['--name', 'X', ...LEAST, '--source', 'texts'], ['id.unknown']],
  ['a link that is none', ['--name', 'X', ...LEAST, '--link', 'javascript:alert(1)'], ['usage.bad-value']],
]

describe('refuses', () => {
  it.each(REFUSED)('%s', async (_says, flags, codes) => expect(await ask(...flags)).toEqual({ code: 2, codes }))

  it('the same draft twice', async () => {
    expect((await ask('--name', 'Four', ...LEAST)).code).toBe(0)
    expect((await ask('--name', 'Four', ...LEAST)).codes).toEqual(['entry.id-taken'])
  })
})

it('warns of a name that is there, and of a new sector and region', async () => {
  const { code, codes } = await ask('--name', 'ols', '--id', 'five', ...LEAST, '--sector', 'locks', '--region', 'XX')
  expect(code).toBe(0)
  expect(codes).toEqual(['entry.same-name', 'entry.new-word', 'entry.new-word'])
})

it('whatever is answered, the draft is an entry without a finding, and reads back as it was given', () => {
  const words = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((w) => w.replace(/[\u0000-\u001f\u007f-\u009f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]/g, '·'))
    .filter((w) => w === w.trim() && w !== '')
  fc.assert(
    fc.property(
      fc.constantFrom(...COUNTED_KINDS),
      fc.constantFrom(...DRAFT_WORDS.class),
      fc.uniqueArray(words, { maxLength: 3 }),
      fc.record({ owner: words, object: words, assessor: words, validity: words }, { requiredKeys: [] }),
      fc.constantFrom(...DRAFT_WORDS.status),
      (kind, inClass, list, facts, status) => {
        const answers = {
          ...{
            kind,
            id: 'x',
            name: 'X',
            class: inClass,
            schemeKind: schemeKindsOf(kind)[0] as string,
            summary: `S ${list.join(' ')}`,
          },
          ...{
            aliases: list,
            sectors: ['cross-sector'],
            regions: ['NO', ...list],
            links: [],
            levels: list,
            ...facts,
            status,
          },
        }
        const { text } = draftOf(answers)
        const { entries, diagnostics } = readEntries([{ path: 'draft/x.yaml', text }])
        const said = [...diagnostics, ...entries.flatMap(checkEntry), ...lintCatalogue(entries)]
        // What says nothing is for a person to take out.
        expect(said.filter((d) => d.code !== 'catalogue.empty-value')).toEqual([])
        expect(entries[0]?.value).toMatchObject({
          ...(list.length === 0 ? {} : { aliases: list }),
          regions: ['NO', ...list],
          summary: `S ${list.join(' ')}`,
        })
        for (const [field, value] of Object.entries(facts))
          expect(entries[0]?.value).toHaveProperty(['facts', field], { value })
      },
    ),
    { numRuns: 300, seed: 20261125 },
  )
})

it('a draft is checked, and not shipped', () => {
  const draft = { path: 'draft/two.yaml', text: scheme('two', 'Two') }
  expect(shippedFiles([...files, draft])).toEqual(files)
})

it('says on the screen what it wrote and what to do next, within 80 columns', async () => {
  const said = await commandLine(['catalogue', 'new', folder, '--name', 'Six', ...LEAST, '--width', '80'], built)
  expect([said.code, said.err]).toEqual([0, ''])
  expect(said.out.split('\n').filter((line) => line.length > 80)).toEqual([])
  expect(said.out).toContain('State what you know of: owner, object, levels, assessor, status, validity.')
})
