/** Older editions: found by key, name and day in a history of three commits, answered as they were, and refused with what there is. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gitHistory } from '#adapters/git/index.ts'
import { editionOf } from '#adapters/git/edition.ts'
import { repositoryEntries } from '../support/catalogue.ts'
import { buildCatalogue } from '../../scripts/build-catalogue.ts'
import { commandLine, scratch } from '../support/command-line.ts'

const room = scratch()
const { folder } = room
const built = join(folder, 'built')
afterAll(() => room.end())

function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false']
  return execFileSync('git', ['-C', folder, ...who, ...args], { encoding: 'utf8' }).trim()
}

function scheme(name: string, facts = '{}'): string {
  return `kind: scheme\nid: lock\nname: ${name}\nclass: product\nschemeKind: scheme\nsectors: [cross-sector]\nregions: [EU]\nsummary: A scheme.\nfacts: ${facts}\n`
}

function commit(day: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) room.put(`catalogue/${path}`, text)
  git('add', '-A', 'catalogue')
  execFileSync('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '-qm', day], {
    env: { ...process.env, GIT_COMMITTER_DATE: `${day}T12:00:00Z`, GIT_AUTHOR_DATE: `${day}T12:00:00Z` },
  })
  return git('rev-parse', 'HEAD')
}

let keys: readonly string[] = []

beforeAll(async () => {
  git('init', '-q')
  commit('2025-01-01', { 'schemes/lock.yaml': scheme('First Name') })
  const second = commit('2025-06-01', {
    'schemes/lock.yaml': scheme('Second Name'),
    'options/broken.yaml': 'kind: option\nid: broken\nform: older\n',
  })
  execFileSync('git', ['-C', folder, 'rm', '-q', '--cached', 'catalogue/options/broken.yaml'])
  execFileSync('rm', ['-r', join(folder, 'catalogue/options')])
  commit('2025-09-01', { 'schemes/lock.yaml': scheme('Third Name'), 'draft/later.yaml': scheme('Draft') })
  const editions = await gitHistory(folder).editions()
  keys = editions.map((e) => e.edition)
  // Naming an edition does not change what is current.
  room.put(
    'catalogue/editions/spring.yaml',
    `kind: edition\nid: spring\nname: Spring\non: 2025-06-01\nedition: ${keys[1]}\nrevision: ${second}\n`,
  )
  room.put('catalogue/draft/later.yaml', scheme('Draft').replace('id: lock', 'id: later'))
  execFileSync('mkdir', [built])
  if ((await buildCatalogue({ home: folder, out: built })) !== 0) throw new Error('the catalogue has errors')
})

async function ask(...args: readonly string[]): Promise<{
  code: number
  edition: string
  name?: string
  diagnostics: readonly { code: string; message: string; hint?: string }[]
}> {
  const out = await commandLine([...args, '--json'], built, folder)
  const answer = JSON.parse(out.out) as {
    edition: string
    diagnostics: never
    result?: { card?: { name: string }; items?: { name: string }[] }
  }
  return {
    code: out.code,
    edition: answer.edition,
    diagnostics: answer.diagnostics,
    ...(answer.result === undefined ? {} : { name: answer.result.card?.name ?? answer.result.items?.[0]?.name ?? '' }),
  }
}

describe('the history', () => {
  it('has a key for every commit that changed the catalogue, newest first', () => {
    expect(new Set(keys).size).toBe(3)
  })

  it('is remembered, and tells the same', async () => {
    expect((await gitHistory(folder).editions()).map((e) => e.edition)).toEqual(keys)
    expect(readFileSync(join(folder, '.cache/editions.json'), 'utf8')).toContain(keys[2])
  })

  it('agrees with what a build prints: drafts and names of editions are no content', () => {
    expect(readFileSync(join(built, 'edition.txt'), 'utf8').trim()).toBe(keys[0])
  })

  it('is empty where there is none', async () => {
    const other = scratch()
    expect(await gitHistory(other.folder).editions()).toEqual([])
    other.end()
  })
})

/** [how it is asked for, which of the three, name then] */
const ASKED: readonly (readonly [string, () => string, number, string])[] = [
  ['the current one', () => keys[0] ?? '', 0, 'Third Name'],
  ['a key', () => keys[2] ?? '', 2, 'First Name'],
  ['the beginning of a key', () => (keys[1] ?? '').slice(0, 8), 1, 'Second Name'],
  ['a name', () => 'spring', 1, 'Second Name'],
  ['a day between two', () => '2025-05-31', 2, 'First Name'],
  ['the day of one', () => '2025-06-01', 1, 'Second Name'],
  ['a later day', () => '2026-01-01', 0, 'Third Name'],
]

describe('--edition', () => {
  it.each(ASKED)('%s', async (_says, wanted, which, name) => {
    expect(await ask('catalogue', 'show', 'scheme:lock', '--edition', wanted())).toMatchObject({
      code: 0,
      edition: keys[which],
      name,
    })
    expect(await ask('catalogue', 'search', 'name', '--edition', wanted())).toMatchObject({
      code: 0,
      edition: keys[which],
      name,
    })
  })

  it('names what is in a form that is no longer read', async () => {
    const { diagnostics } = await ask('catalogue', 'show', 'scheme:lock', '--edition', 'spring')
    expect(diagnostics).toMatchObject([
      { code: 'edition.not-read', message: expect.stringContaining('options/broken.yaml') },
    ])
  })

  it.each([
    ['an unknown key', 'ffffffffffff'],
    ['a word', 'autumn'],
    ['an option of git', '--all'],
    ['a revision', 'HEAD~1'],
  ])('refuses %s, and lists what there is', async (_says, wanted) => {
    const { code, diagnostics } = await ask('catalogue', 'show', 'scheme:lock', `--edition=${wanted}`)
    expect(code).toBe(2)
    expect(diagnostics.map((d) => d.code)).toEqual(['edition.unknown'])
    for (const key of keys) expect(diagnostics[0]?.hint).toContain(key)
    expect(diagnostics[0]?.hint).toContain('spring')
  })

  it('guesses a misspelt name, and says when the first edition was', async () => {
    expect((await ask('catalogue', 'stats', '--edition', 'sprong')).diagnostics[0]?.hint).toBe('Did you mean "spring"?')
    expect((await ask('catalogue', 'stats', '--edition', '2024-12-31')).diagnostics[0]?.message).toContain('2025-01-01')
  })
})

describe('catalogue editions', () => {
  it('lists them with days and names', async () => {
    const said = await commandLine(['catalogue', 'editions', '--json'], built, folder)
    const { items } = (JSON.parse(said.out) as { result: { items: readonly object[] } }).result
    expect(items).toMatchObject([
      { edition: keys[0], on: '2025-09-01', isCurrent: true },
      { edition: keys[1], on: '2025-06-01', id: 'spring' },
      { edition: keys[2], on: '2025-01-01' },
    ])
  })
})

describe('catalogue diff', () => {
  it('takes editions, names and days as well as revisions', async () => {
    for (const from of [keys[1] ?? '', 'spring', '2025-06-01', 'HEAD~1']) {
      const said = await commandLine(['catalogue', 'diff', '--from', from, '--json'], built, folder)
      expect(said.code).toBe(0)
      expect((JSON.parse(said.out) as { result: object }).result).toMatchObject({
        changed: 1,
        items: [{ key: 'scheme:lock', says: ['name is now "Third Name"; it was "Second Name"'] }],
      })
    }
  })
})

it('an edition does not hang on the order of its files, and does on every letter', () => {
  const files = [
    { path: 'a.yaml', text: 'x' },
    { path: 'b.yaml', text: 'y' },
  ]
  expect(editionOf([...files].reverse())).toBe(editionOf(files))
  expect(editionOf([{ path: 'a.yaml', text: 'xb.yaml' }])).not.toBe(editionOf(files))
})

it('the editions on record stand in the history, where this checkout has it', async () => {
  const history = await gitHistory(join(import.meta.dirname, '../..')).editions()
  const recorded = repositoryEntries().entries.filter((e) => e.kind === 'edition')
  expect(recorded.length).toBeGreaterThan(0)
  for (const { value } of recorded) {
    const { revision, edition } = value as { revision: string; edition: string }
    const found = history.find((h) => h.revision === revision)
    // A shallow checkout has no such commit.
    if (found !== undefined) expect(found.edition).toBe(edition)
  }
}, 120_000)
