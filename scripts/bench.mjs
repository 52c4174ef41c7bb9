/**
 * `npm run bench`: the figures the project promises, measured on this machine, in one table with target, figure and verdict.
 *
 *   npm run bench                            all parts, and the short comparison of solvers
 *   npm run bench -- graph change            some parts (start, levels, bills, mappings, change, graph)
 *   npm run bench -- --with-peers            first installs what is compared with (scripts/bench/peers) into .cache/bench
 *   npm run bench -- --cover full --seconds 60 --only 200x700         the comparison of solvers alone (scripts/bench/cover.ts)
 *   npm run bench -- [--runs 30] [--max-ms 1000] [--max-mib 400] level eucc-eal4-van3 --json
 *                                            one command as a whole process, stage by stage
 *
 * A part is a file `scripts/bench/<name>.ts`: it runs in a process of its own and prints its rows as JSON, one a line
 * (`scripts/bench/measure.ts`). What cannot be measured here is listed with how to get it, and is not counted as met.
 *
 * For one command, wall time is measured around `./metascheme`, exactly as a person starts it. Processor time and peak memory come from
 * runs of their own, in which the process reports its use as it exits. Where the program writes its stages as JSON lines
 * `{"stage":"decode","milliseconds":12.3}` on standard error (it does when METASCHEME_TRACE is set), the share of each is shown.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { home, ready } from './bootstrap.mjs'
import { bundleOptions } from './build.mjs'

const PARTS = ['start', 'levels', 'bills', 'mappings', 'change', 'graph']

const number = (text) => (text === undefined ? undefined : Number(text))
const { values, positionals } = parseArgs({
  options: { runs: { type: 'string' }, 'max-ms': { type: 'string' }, 'max-mib': { type: 'string' } },
  allowPositionals: true,
  strict: false,
})
const known = new Set(['--runs', '--max-ms', '--max-mib'])
const given = process.argv.slice(2)
const command = given.filter((arg, i) => !known.has(arg) && !known.has(given[i - 1]))
const runs = number(values.runs) ?? 10
const args = positionals.length > 0 ? command : ['plan', join('examples', 'edge-gateway'), '--json']

function once(file, argv, options = {}) {
  const start = performance.now()
  const result = spawnSync(file, argv, { cwd: home, encoding: 'utf8', maxBuffer: 1 << 28, ...options })
  return { ms: performance.now() - start, ...result }
}

function spread(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return { min: sorted[0], median, max: sorted.at(-1) }
}

function row(name, { min, median, max }, unit, digits = 0) {
  const cells = [min, median, max].map((value) => value.toFixed(digits).padStart(8))
  console.log(`${name.padEnd(26)}${cells.join('')}  ${unit}`)
}

function stagesIn(stderr) {
  return stderr.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return []
    try {
      const entry = JSON.parse(line)
      return typeof entry.stage === 'string' && typeof entry.milliseconds === 'number' ? [entry] : []
    } catch {
      return []
    }
  })
}

function oneCommand() {
  const built = ready()
  if (built.program === undefined || !existsSync(built.program)) {
    console.log('Nothing to measure: this checkout has no command line (src/cli/main.ts is missing).')
    process.exitCode = 1
    return
  }
  const launcher = join(home, 'metascheme')
  const warm = once(launcher, args)
  if (warm.status === null || warm.status > 1) {
    console.log(`./metascheme ${args.join(' ')} ended with ${warm.status}:\n${warm.stderr}`)
    process.exitCode = 1
    return
  }

  // Empty Node starts in between, so that a busy machine shows in both.
  const walls = []
  const empty = []
  for (let i = 0; i < runs; i += 1) {
    walls.push(once(launcher, args).ms)
    empty.push(once(process.execPath, ['--input-type=module', '--eval', '']).ms)
  }

  const probe = pathToFileURL(join(home, 'scripts', 'bench-probe.mjs')).href
  const uses = []
  const traces = []
  for (let i = 0; i < Math.min(runs, 5); i += 1) {
    const result = once(process.execPath, ['--import', probe, join(home, 'scripts', 'launch.cjs'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, METASCHEME_TRACE: '1' },
    })
    uses.push(JSON.parse(result.output[3]))
    traces.push(stagesIn(result.stderr))
  }

  console.log(`./metascheme ${args.join(' ')}`)
  console.log(`Node ${process.versions.node}, ${runs} runs, ${warm.stdout.length} characters of answer\n`)
  console.log(`${''.padEnd(26)}${['min', 'median', 'max'].map((word) => word.padStart(8)).join('')}`)
  const wall = spread(walls)
  const peak = spread(uses.map((use) => use.peakKiB / 1024))
  row('wall', wall, 'ms')
  row('node itself, doing nothing', spread(empty), 'ms')
  row('user', spread(uses.map((use) => use.userMs)), 'ms')
  row('system', spread(uses.map((use) => use.systemMs)), 'ms')
  row('peak memory', peak, 'MiB')

  const names = [...new Set(traces.flat().map((entry) => entry.stage))]
  if (names.length === 0) console.log('\nNo stages: the program wrote none.')
  else {
    const medians = names.map((name) => {
      const sums = traces.map((trace) =>
        trace.filter((e) => e.stage === name).reduce((sum, e) => sum + e.milliseconds, 0),
      )
      return { name, ms: spread(sums).median }
    })
    const total = medians.reduce((sum, { ms }) => sum + ms, 0)
    console.log('\nstage (median)')
    for (const { name, ms } of medians) {
      const share = total === 0 ? 0 : Math.round((100 * ms) / total)
      console.log(`${`  ${name}`.padEnd(26)}${ms.toFixed(1).padStart(8)}  ms ${String(share).padStart(3)} %`)
    }
    console.log(`${'  in stages altogether'.padEnd(26)}${total.toFixed(1).padStart(8)}  ms`)
  }

  for (const [what, value, limit, unit] of [
    ['median wall time', wall.median, number(values['max-ms']), 'ms'],
    ['peak memory', peak.max, number(values['max-mib']), 'MiB'],
  ]) {
    if (limit === undefined) continue
    const isMet = value <= limit
    console.log(`\n${isMet ? 'met' : 'MISSED'}: ${what} ${value.toFixed(0)} ${unit}, limit ${limit} ${unit}`)
    if (!isMet) process.exitCode = 1
  }
}

// ── The table ───────────────────────────────────────────────────────────────────────────────────────────────────────

function installPeers() {
  const folder = join(home, '.cache', 'bench', 'peers')
  mkdirSync(folder, { recursive: true })
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(home, 'scripts', 'bench', 'peers', name), join(folder, name))
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`installing what is compared with ended with ${status}; npm's own words are above`)
}

/** The rows of one part; what it prints besides is passed on. */
async function rowsOf(part) {
  const outdir = join(home, '.cache', 'bench', part)
  await build({ ...bundleOptions(join('scripts', 'bench', `${part}.ts`), outdir), sourcemap: false })
  process.stderr.write(`measuring ${part} …\n`)
  const run = spawnSync(process.execPath, [join(outdir, 'main.mjs')], {
    cwd: home,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 2],
  })
  const rows = run.stdout.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) {
      if (line.trim() !== '') process.stderr.write(`${line}\n`)
      return []
    }
    return [{ part, ...JSON.parse(line) }]
  })
  if (run.status !== 0)
    rows.push({ part, what: `the part ${part}`, figure: `ended with ${run.status}`, target: 'ends well', isMet: false })
  return rows
}

async function table(parts) {
  const rows = []
  for (const part of parts) rows.push(...(await rowsOf(part)))
  const measured = rows.filter((r) => r.absent === undefined)
  const wide = (key) => Math.max(...measured.map((r) => (r[key] ?? '').length), 6)
  const widths = { what: wide('what'), target: wide('target'), figure: wide('figure') }
  const line = (what, target, figure, verdict) =>
    console.log(
      `${what.padEnd(widths.what)}  ${target.padEnd(widths.target)}  ${figure.padEnd(widths.figure)}  ${verdict}`.trimEnd(),
    )
  console.log(
    `\n${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ` +
      `load ${loadavg()
        .map((l) => l.toFixed(1))
        .join(' ')}\n`,
  )
  if (loadavg()[0] > cpus().length)
    console.log(
      'This machine is busy: processor time grows too when programs share its caches. Ratios stand; times are an upper bound.\n',
    )
  line('what', 'target', 'figure', '')
  let part
  for (const r of measured) {
    if (r.part !== part) console.log(`── ${r.part} `.padEnd(widths.what, '─'))
    part = r.part
    line(r.what, r.target ?? '', r.figure, r.isMet === undefined ? '' : r.isMet ? 'met' : 'NOT MET')
    if (r.note) console.log(`    ${r.note}`)
  }
  const gone = rows.filter((r) => r.absent !== undefined)
  const missed = measured.filter((r) => r.isMet === false)
  console.log(
    `\n${measured.filter((r) => r.isMet === true).length} targets met, ${missed.length} not met, ${gone.length} comparisons absent`,
  )
  for (const r of missed) console.log(`  not met: ${r.what}: ${r.figure}, ${r.target}`)
  for (const r of gone) console.log(`  absent: ${r.what}. To get it: ${r.absent}`)
  if (missed.length > 0) process.exitCode = 1
}

/** The comparison of solvers, bundled afresh so that it measures what the sources say. */
async function cover(args) {
  const { buildSync } = await import('esbuild')
  const folder = join(home, '.cache', 'bench')
  const program = join(folder, 'cover.mjs')
  buildSync({
    entryPoints: [join(home, 'scripts', 'bench', 'cover.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  })
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: home, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

if (given[0] === '--cover') {
  ready()
  await cover(given.slice(1))
} else {
  const parts = given.filter((arg) => arg !== '--with-peers')
  if (given.includes('--with-peers')) installPeers()
  if (parts.every((arg) => PARTS.includes(arg))) {
    ready()
    await table(parts.length === 0 ? PARTS : parts)
    if (parts.length === 0) {
      console.log('\nThe cover engine and native solvers\n')
      await cover([])
    }
  } else oneCommand()
}
