/**
 * How long it takes to compare every native level with every other, once with the question as asked (bounds, inclusions, recognitions,
 * because) and once with the orders alone. Reading the catalogue is not counted. Fails above half a second of processor time.
 *
 *   node_modules/.bin/esbuild scripts/bench/compare.ts --bundle --platform=node --format=esm --outfile=.cache/compare.mjs && node .cache/compare.mjs
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { built, loadCatalogue, readEntries } from '#catalogue/index.ts'
import { areComparable, profileOrders } from '#domain/assurance/index.ts'
import { compareLevels } from '#domain/questions/index.ts'
import { date } from '#util/calendar-date.ts'

const LIMIT_MS = 500
const folder = join(process.cwd(), 'catalogue')
const files = ['levels', 'thresholds', 'recognitions'].flatMap((kind) =>
  readdirSync(join(folder, kind))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ path: `${kind}/${name}`, text: readFileSync(join(folder, kind, name), 'utf8') })),
)
const catalogue = loadCatalogue(built(readEntries(files).entries, 'bench'))
const levels = [...catalogue.levels.values()]
const on = date('2026-11-25')

/** Processor time, in milliseconds: on a machine that does other things besides, it says more than the wall clock. */
function timed(name: string, run: () => number): number {
  const before = process.cpuUsage()
  const start = performance.now()
  const count = run()
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1000
  console.log(
    `${name.padEnd(40)}${wall.toFixed(0).padStart(6)} ms wall${ms.toFixed(0).padStart(6)} ms processor   ${count} pairs`,
  )
  return Math.min(ms, wall)
}

const whole = timed('compare, as asked, all pairs of levels', () => {
  let shown = 0
  for (const a of levels)
    for (const b of levels) shown += compareLevels(a, b, catalogue, on).assurance.length > 0 ? 1 : 0
  return shown
})
timed('orders alone', () => {
  let pairs = 0
  for (const a of levels) {
    for (const b of levels) {
      if (areComparable(a.targetType, b.targetType)) profileOrders(a.profile, b.profile)
      pairs += 1
    }
  }
  return pairs
})
if (whole > LIMIT_MS) {
  console.log(`MISSED: ${whole.toFixed(0)} ms, limit ${LIMIT_MS} ms`)
  process.exitCode = 1
}
