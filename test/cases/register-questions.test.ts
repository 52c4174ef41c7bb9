/** The questions about registers, as asked on the command line. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeEvents, parseDocument } from '#catalogue/index.ts'
import { buildCatalogue } from '../../scripts/build-catalogue.ts'
import { corpusFolder } from '../conformance/corpus.ts'
import { commandLine, scratch } from '../support/command-line.ts'

const home = join(import.meta.dirname, '../..')
const place = scratch()
const catalogue = join(place.folder, 'catalogue')
const workspace = join(place.folder, 'workspace')

beforeAll(async () => {
  mkdirSync(catalogue)
  cpSync(join(home, 'examples', 'registers'), workspace, { recursive: true })
  if ((await buildCatalogue({ home, out: catalogue })) !== 0) throw new Error('the catalogue has errors')
}, 120_000)
afterAll(() => place.end())

interface Document {
  readonly result?: never
  readonly diagnostics: readonly { readonly code: string; readonly hint?: string }[]
}

async function ask(...words: readonly string[]): Promise<{ readonly code: number; readonly document: Document }> {
  const said = await commandLine([...words, '--json'], catalogue)
  return { code: said.code, document: JSON.parse(said.out) as Document }
}

const at = ['--workspace', workspace]

describe('register show', () => {
  it('says what a list of the day says, and the level of the catalogue', async () => {
    const { code, document } = await ask('register', 'show', 'example:101', ...at, '--on', '2026-03-01')
    expect(code).toBe(0)
    expect(document.result).toMatchObject({
      certificate: 'example:101',
      kind: 'declared',
      status: { kind: 'recorded', status: { word: 'active' }, look: '2026-03-01' },
      levelId: 'fips140-2-l1',
      referredBy: ['example:102'],
      caveat: { atoms: [{ kind: 'mode' }, { kind: 'key-strength' }], unread: [] },
    })
  })

  it('says what was known on a day, and not what came to light later', async () => {
    const asked = ['register', 'show', 'example:101', ...at, '--on', '2026-10-02', '--known', '2026-06-01']
    const { document } = await ask(...asked)
    expect(document.result).toMatchObject({ status: { kind: 'not-known' }, record: { status: { word: 'active' } } })
    expect((await ask('register', 'show', 'example:104', ...at, '--known', '2026-06-01')).code).toBe(2)
  })

  it('does not take a number for another, and says which it may be', async () => {
    const { code, document } = await ask('register', 'show', 'example:0101', ...at)
    expect(code).toBe(2)
    expect(document.diagnostics).toMatchObject([
      { code: 'register.unknown-certificate', hint: expect.stringContaining('example:101 (likely') as string },
    ])
  })

  it('asks for a day that is one, and a workspace that is there', async () => {
    expect(
      (await ask('register', 'show', 'example:101', ...at, '--known', 'spring')).document.diagnostics,
    ).toMatchObject([{ code: 'usage.bad-value' }])
    expect(
      (await ask('register', 'show', 'example:101', '--workspace', place.folder)).document.diagnostics,
    ).toMatchObject([{ code: 'file.not-found' }])
  })
})

describe('register diff', () => {
  it('counts and tells each change once', async () => {
    const { document } = await ask('register', 'diff', ...at, '--from', '2026-03-01', '--to', '2026-10-01')
    expect(document.result).toMatchObject({
      counts: { issued: 1, returned: 0, changed: 1, status: 2, vanished: 1 },
      lists: [{ observed: '2026-10-01' }],
    })
  })

  it('writes what issuers recorded as events that impact reads, and no more', async () => {
    const file = join(place.folder, 'events.yaml')
    const { document } = await ask(
      'register',
      'diff',
      ...at,
      '--from',
      '2026-03-01',
      '--to',
      '2026-10-01',
      '--events',
      file,
    )
    expect(document.result).toMatchObject({ written: { file, events: 2 } })
    const parsed = parseDocument(file, readFileSync(file, 'utf8'))
    if (parsed.kind === 'refused') throw new Error('refused')
    expect(decodeEvents(parsed.document)).toEqual({
      kind: 'events',
      events: [
        { kind: 'certificate-status', certificate: 'example:101', value: 'historical', from: '2026-10-01' },
        { kind: 'certificate-status', certificate: 'example:102', value: 'maintained', from: '2026-10-01' },
      ],
    })
    const impact = await ask('impact', join(home, 'examples'), '--event', file)
    expect(impact.code).toBe(0)
  })

  it('is empty between lists, and refuses days in the wrong order', async () => {
    expect(
      (await ask('register', 'diff', ...at, '--from', '2026-03-01', '--to', '2026-09-30')).document.result,
    ).toMatchObject({ items: [] })
    expect((await ask('register', 'diff', ...at, '--from', '2026-03-02', '--to', '2026-03-01')).code).toBe(2)
  })
})

describe('register history, find', () => {
  it('tell a certificate that vanished', async () => {
    const { document } = await ask('register', 'history', 'example:103', ...at)
    expect(document.result).toMatchObject({
      items: [
        { kind: 'issued', effective: '2024-01-15' },
        { kind: 'vanished', observed: '2026-10-01' },
      ],
    })
  })

  it('find nothing with 1', async () => {
    expect(await ask('register', 'find', 'nothing like it at all', ...at)).toMatchObject({
      code: 1,
      document: { result: { items: [] } },
    })
  })
})

describe('register check', () => {
  it('holds the chain, the snapshots and a hash noted down', async () => {
    const { code, document } = await ask('register', 'check', ...at)
    expect(code).toBe(0)
    const { hash } = document.result as unknown as { readonly hash: string }
    expect((await ask('register', 'check', ...at, '--hash', hash)).code).toBe(0)
    expect(await ask('register', 'check', ...at, '--hash', 'f'.repeat(64))).toMatchObject({
      code: 1,
      document: { diagnostics: [{ code: 'register.other-end' }] },
    })
  })

  it('tells a snapshot that was changed, and every question a line that was', async () => {
    const other = join(place.folder, 'other')
    cpSync(workspace, other, { recursive: true })
    const snapshots = join(other, 'registers', 'snapshots')
    writeFileSync(join(snapshots, readdirSync(snapshots)[0] as string), 'changed')
    expect(await ask('register', 'check', '--workspace', other)).toMatchObject({
      code: 1,
      document: { diagnostics: [{ code: 'register.snapshot-changed' }] },
    })
    const line = join(other, 'registers', 'journal', '000001.ndjson')
    writeFileSync(line, readFileSync(line, 'utf8').replace('Beacon Token', 'Beacon Taken'))
    for (const words of [['check'], ['show', 'example:101'], ['history', 'example:101'], ['diff'], ['find', '101']])
      expect(await ask('register', ...words, '--workspace', other)).toMatchObject({
        code: 2,
        document: { diagnostics: [{ code: 'register.chain-broken' }] },
      })
  })
})

describe('validate with registers', () => {
  it('sets the certificates of a dossier beside them', async () => {
    const { code, document } = await ask('validate', join(home, 'examples', 'edge-gateway'), '--registers', workspace)
    expect(code).toBe(0)
    const { certificates } = document.result as unknown as {
      readonly certificates: readonly { readonly hasRegister: boolean }[]
    }
    expect(certificates.length).toBeGreaterThan(2)
    expect(certificates.every((c) => !c.hasRegister)).toBe(true)
  })
})

const folder = corpusFolder('registers')
describe.runIf(folder !== undefined)('import of all modules', () => {
  it('answers as the contract says', async () => {
    const { code, document } = await ask('import', join(folder as string, 'cmvp-2026-03-29.ndjson'))
    expect(code).toBe(0)
    expect(document.result).toMatchObject({ counts: { read: 5204, kept: 5204, active: 1073, lost: 0 } })
    const { lapsing } = document.result as unknown as {
      readonly lapsing: readonly { readonly on: string; readonly count: number }[]
    }
    expect(lapsing).toContainEqual({ on: '2026-09-21', count: 479 })
    expect(lapsing.reduce((n, l) => n + l.count, 0)).toBe(1073)
  })
})
