/** The journal of registers when things break off: at any write, by a kill, with two writers at once. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { build } from 'esbuild'
import { afterAll, describe, expect, it } from 'vitest'
import { callersFiles } from '#adapters/files/files.ts'
import { platformSeals } from '#adapters/signatures/index.ts'
import type { Files, Ports } from '#app/index.ts'
import { importRegister } from '#app/register-import.ts'
import { openWorkspace } from '#app/register-workspace.ts'
import { stateOf } from '#domain/registers/index.ts'
import { date } from '#util/calendar-date.ts'

const scratch = mkdtempSync(join(tmpdir(), 'registers-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
let folders = 0
function folder(): string {
  folders += 1
  const path = join(scratch, String(folders))
  mkdirSync(path)
  return path
}

function portsWith(files: Files): Ports {
  return {
    files,
    seals: () => Promise.resolve(platformSeals),
    today: () => date('2026-11-25'),
    isCancelled: () => false,
    onStage: () => {},
    tell: () => {},
  } as unknown as Ports
}

const plain = portsWith(callersFiles())

function list(day: string, rows: number, status = 'active'): { readonly file: string; readonly bytes: Uint8Array } {
  const text = `register,number,status\n${Array.from({ length: rows }, (_, i) => `x,${i + 1},${status}\n`).join('')}`
  return { file: `list-${day}.csv`, bytes: new TextEncoder().encode(text) }
}

function bring(workspace: string, l: ReturnType<typeof list>, ports = plain) {
  const asked = { arguments: [l.file], flags: { into: [workspace], whole: ['true'] }, on: date('2026-11-25') }
  return importRegister(l.file, l.bytes, asked, ports)
}

async function journalOf(workspace: string) {
  const opened = await openWorkspace(workspace, plain, true)
  if (opened.kind === 'refused') throw new Error(opened.diagnostics[0]?.message)
  return opened.value.journal
}

/** The files, breaking at the n-th thing that is written. */
function breakingAt(n: number): Files {
  const files = callersFiles()
  let writes = 0
  return {
    ...files,
    async create(path, bytes) {
      writes += 1
      if (writes !== n) return files.create(path, bytes)
      // As much as a kill may leave: a part of the neighbour that was being written.
      mkdirSync(files.folderOf(path), { recursive: true })
      writeFileSync(`${path}.1.part`, bytes.subarray(0, bytes.length / 2))
      throw new Error('the lights went out')
    },
  }
}

describe('an import that breaks off', () => {
  it.each([1, 2])('at write %i loses nothing, and can be done again', async (n) => {
    const workspace = folder()
    await bring(workspace, list('2026-01-01', 5))
    const before = await journalOf(workspace)
    await expect(bring(workspace, list('2026-02-01', 6, 'expired'), portsWith(breakingAt(n)))).rejects.toThrow('lights')
    expect(await journalOf(workspace)).toEqual(before)
    const again = await bring(workspace, list('2026-02-01', 6, 'expired'))
    expect(again?.result?.journal).toMatchObject({ isNew: true, events: { issued: 1, status: 5 } })
    const clean = folder()
    await bring(clean, list('2026-01-01', 5))
    await bring(clean, list('2026-02-01', 6, 'expired'))
    expect(await journalOf(workspace)).toEqual(await journalOf(clean))
  })

  it('by a kill at any moment leaves every file whole or absent', async () => {
    const program = join(scratch, 'writer.mjs')
    await build({
      stdin: {
        contents: `import { callersFiles } from './src/adapters/files/files.ts'
          const files = callersFiles()
          for (let i = 0; i < 100000; i += 1) await files.create(process.argv[2] + '/' + i, new Uint8Array(3_000_000).fill(i % 251))`,
        resolveDir: join(import.meta.dirname, '../..'),
      },
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    })
    let whole = 0
    for (const milliseconds of [350, 500, 650, 800, 950]) {
      const into = folder()
      const child = spawn(process.execPath, [program, into])
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      child.kill('SIGKILL')
      await new Promise((resolve) => child.on('close', resolve))
      for (const name of readdirSync(into).filter((f) => !f.endsWith('.part'))) {
        const bytes = readFileSync(join(into, name))
        expect(bytes.length).toBe(3_000_000)
        expect(bytes.every((b) => b === Number(name) % 251)).toBe(true)
        whole += 1
      }
    }
    expect(whole).toBeGreaterThan(0)
  }, 60_000)
})

describe('two writers at once', () => {
  it('both get into one unbroken journal', async () => {
    const workspace = folder()
    const days = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']
    const answers = await Promise.all(days.map((day, i) => bring(workspace, list(day, 3 + i))))
    expect(answers.map((a) => a?.result?.journal?.isNew)).toEqual([true, true, true, true])
    const journal = await journalOf(workspace)
    expect(journal.heads.map((h) => h.observed).sort()).toEqual(days)
    expect(stateOf(journal, date('2026-02-15')).size).toBe(4)
  })
})

describe('bringing in', () => {
  it('the same bytes twice adds nothing', async () => {
    const workspace = folder()
    await bring(workspace, list('2026-01-01', 5))
    const before = await journalOf(workspace)
    const again = await bring(workspace, list('2026-01-01', 5))
    expect(again?.result?.journal).toMatchObject({ isNew: false, hash: before.hash })
    expect(await journalOf(workspace)).toEqual(before)
    expect(readdirSync(join(workspace, 'registers', 'snapshots')).length).toBe(1)
  })

  it('a list that was cut off is refused, unless it is confirmed', async () => {
    const workspace = folder()
    await bring(workspace, list('2026-01-01', 100))
    const cut = list('2026-02-01', 60)
    const asked = { arguments: [cut.file], flags: { into: [workspace] }, on: date('2026-11-25') }
    const partial = await importRegister(cut.file, cut.bytes, asked, plain)
    // A table says nothing of what it lacks.
    expect(partial?.result?.journal?.events.vanished).toBe(0)
    const modules = (n: number) =>
      new TextEncoder().encode(
        Array.from(
          { length: n },
          (_, i) =>
            `${JSON.stringify({ certificate_number: String(i + 1), standard: 'FIPS 140-3', overall_level: 1, status: 'Active' })}\n`,
        ).join(''),
      )
    const whole = { arguments: ['m'], flags: { into: [workspace], observed: ['2026-01-01'] }, on: date('2026-11-25') }
    await importRegister('m', modules(100), whole, plain)
    const refused = await importRegister(
      'm',
      modules(60),
      { ...whole, flags: { ...whole.flags, observed: ['2026-02-01'] } },
      plain,
    )
    expect(refused).toMatchObject({ exit: 2, diagnostics: [{ code: 'register.many-vanished' }] })
    const confirmed = await importRegister(
      'm',
      modules(60),
      { ...whole, flags: { ...whole.flags, observed: ['2026-02-01'], whole: ['true'] } },
      plain,
    )
    expect(confirmed?.result?.journal?.events.vanished).toBe(40)
  })

  it('a list with rows that cannot be kept writes nothing', async () => {
    const workspace = folder()
    const bytes = new TextEncoder().encode(
      '{"certificate_number":"1","standard":"FIPS 140-3","overall_level":1,"status":"Active"}\n{"certi\n',
    )
    const asked = { arguments: ['m'], flags: { into: [workspace] }, on: date('2026-11-25') }
    const answered = await importRegister('m', bytes, asked, plain)
    expect(answered?.exit).toBe(2)
    expect(answered?.diagnostics.map((d) => d.code)).toContain('register.rows-lost')
    expect(readdirSync(workspace)).toEqual([])
  })

  it('into a journal that was changed is refused with the line', async () => {
    const workspace = folder()
    await bring(workspace, list('2026-01-01', 5))
    const file = join(workspace, 'registers', 'journal', '000001.ndjson')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        '"number":"3","versions":[],"status":{"word":"active"',
        '"number":"3","versions":[],"status":{"word":"revoked"',
      ),
    )
    const answered = await bring(workspace, list('2026-02-01', 5))
    expect(answered).toMatchObject({ exit: 2, diagnostics: [{ code: 'register.chain-broken', at: { file, line: 5 } }] })
  })
})
