/**
 * How long registers take: reading all modules, writing them into a journal, reading the journal, asking it, reading caveats.
 *
 *   node_modules/.bin/esbuild scripts/bench/registers.ts --bundle --splitting --platform=node --format=esm \
 *     --outdir=.cache/bench --out-extension:.js=.mjs && node .cache/bench/registers.mjs
 *
 * Reads registers/cmvp-2026-03-29.ndjson from METASCHEME_CORPUS. The best of five runs of each, wall time beside processor time; on a
 * machine that does other things besides, the second says more. Parsing the same lines as JSON and nothing else stands beside the reader.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import {
  appendList,
  candidatesFor,
  EMPTY,
  looksAt,
  readCaveat,
  readJournal,
  stateOf,
  statusOn,
} from '#domain/registers/index.ts'
import { detectRegister } from '#formats/registers/index.ts'
import { date } from '#util/calendar-date.ts'

const RUNS = 5
const file = join(process.env.METASCHEME_CORPUS ?? '', 'registers', 'cmvp-2026-03-29.ndjson')
let missed = false

async function row<T>(what: string, work: () => T | Promise<T>, limit?: number): Promise<T> {
  let best = { wall: Number.POSITIVE_INFINITY, cpu: Number.POSITIVE_INFINITY }
  let value: T | undefined
  for (let i = 0; i < RUNS; i += 1) {
    const start = performance.now()
    const used = process.cpuUsage()
    value = await work()
    const cpu = process.cpuUsage(used)
    const run = { wall: performance.now() - start, cpu: (cpu.user + cpu.system) / 1000 }
    if (run.cpu < best.cpu) best = run
  }
  const verdict = limit === undefined ? '' : best.cpu <= limit ? `met: under ${limit} ms` : `MISSED: limit ${limit} ms`
  if (limit !== undefined && best.cpu > limit) missed = true
  console.log(
    `  ${what.padEnd(44)}${best.wall.toFixed(0).padStart(7)} ms ${best.cpu.toFixed(0).padStart(7)} ms processor  ${verdict}`,
  )
  return value as T
}

async function main(): Promise<void> {
  if (!existsSync(file)) {
    console.log('ABSENT: METASCHEME_CORPUS names no folder with registers/cmvp-2026-03-29.ndjson')
    return
  }
  const bytes = readFileSync(file)
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
  console.log('CMVP, 5,204 modules, 8.8 MB')
  await row('JSON.parse of each line, nothing else', () =>
    bytes
      .toString('utf8')
      .split('\n')
      .reduce((n, line) => n + (line === '' ? 0 : Object.keys(JSON.parse(line) as object).length), 0),
  )
  const decoded = await row(
    'read, cleaned, kept',
    async () => detectRegister({ file, bytes })?.decode({ file, bytes }),
    1000,
  )
  const snapshot = decoded?.value
  if (snapshot === undefined) throw new Error('nothing was read')
  const head = {
    registers: ['cmvp'],
    observed: date('2026-03-29'),
    recorded: date('2026-11-25'),
    isWhole: true,
    form: 'cmvp',
    file: 'list',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    records: snapshot.records.length,
  }
  const added = await row('written as the first list of a journal', () => appendList(EMPTY, snapshot, head, sha256))
  const read = await row('journal read, its chain checked', () =>
    readJournal([{ file: added.name, text: added.text }], sha256),
  )
  if (read.kind === 'broken') throw new Error(read.because)
  const { journal } = read
  const state = await row('what is known of all', () => stateOf(journal))
  await row('the status of a hundred on a day', () => {
    let known = 0
    for (const id of [...state.keys()].slice(0, 100))
      if (statusOn(looksAt(journal, id), date('2026-03-29')).kind === 'recorded') known += 1
    return known
  })
  await row('a number in another spelling', () => candidatesFor('Cert. No. 04282', state.keys()))
  await row('all caveats', () =>
    snapshot.records.reduce((n, r) => n + (r.caveat === undefined ? 0 : readCaveat(r.caveat).atoms.length), 0),
  )
  if (missed) process.exitCode = 1
}

await main()
