/** How long a person waits at the command line: whole processes, from a cold start, as `./metascheme` starts them. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { counted, type Measured, row, shown } from './measure.ts'

const RUNS = 10
const home = process.cwd()
const commands = [
  { args: ['catalogue', 'search', 'javacard'], maxMs: 300, maxMiB: undefined },
  { args: ['plan', join('examples', 'edge-gateway')], maxMs: 1000, maxMiB: 400 },
] as const

/** Wall time of the shell script; processor time and memory from a run of its own that reports them as it ends. */
function once(args: readonly string[]): Measured & { readonly peakMiB: number } {
  const start = performance.now()
  const plain = spawnSync(join(home, 'metascheme'), args, { cwd: home, encoding: 'utf8' })
  const wall = performance.now() - start
  if (plain.status !== 0) throw new Error(`./metascheme ${args.join(' ')} ended with ${plain.status}: ${plain.stderr}`)
  const probe = pathToFileURL(join(home, 'scripts', 'bench-probe.mjs')).href
  const { output } = spawnSync(process.execPath, ['--import', probe, join(home, 'scripts', 'launch.cjs'), ...args], {
    cwd: home,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const use = JSON.parse(output[3] ?? '') as { userMs: number; systemMs: number; peakKiB: number }
  return { wall, cpu: use.userMs + use.systemMs, peakMiB: use.peakKiB / 1024 }
}

function empty(): number {
  const start = performance.now()
  spawnSync(process.execPath, ['--eval', ''])
  return performance.now() - start
}

once(commands[0].args)
for (const { args, maxMs, maxMiB } of commands) {
  const runs = Array.from({ length: RUNS }, () => ({ ...once(args), empty: empty() }))
  const best = runs.reduce((a, b) => (counted(b) < counted(a) ? b : a))
  const peak = Math.max(...runs.map((r) => r.peakMiB))
  const median = runs.map((r) => r.wall).sort((a, b) => a - b)[RUNS >> 1] as number
  row({
    what: `./metascheme ${args.join(' ')}, cold`,
    figure: `${shown(Math.min(...runs.map((r) => r.wall)))} wall, ${shown(best.cpu)} processor, ${peak.toFixed(0)} MiB`,
    target: `under ${shown(maxMs)}${maxMiB === undefined ? '' : ` and ${maxMiB} MiB`}`,
    isMet: Math.min(...runs.map(counted)) <= maxMs && (maxMiB === undefined || peak <= maxMiB),
    note: `least of ${RUNS} runs, median ${shown(median)}; Node itself, doing nothing, ${shown(Math.min(...runs.map((r) => r.empty)))}`,
  })
}
