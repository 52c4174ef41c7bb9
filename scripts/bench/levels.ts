/**
 * How long it takes to compare every native level with every other, once with the question as asked (bounds, inclusions, recognitions,
 * because) and once with the orders alone. Reading the catalogue is not counted.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { built, loadCatalogue, readEntries } from '#catalogue/index.ts'
import { areComparable, profileOrders } from '#domain/assurance/index.ts'
import { compareLevels } from '#domain/questions/index.ts'
import { date } from '#util/calendar-date.ts'
import { measure, timeRow } from './measure.ts'

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

const [shownOrders, whole] = await measure(() => {
  let found = 0
  for (const a of levels)
    for (const b of levels) found += compareLevels(a, b, catalogue, on).assurance.length > 0 ? 1 : 0
  return found
})
timeRow('compare, as asked, all pairs of levels', whole, `${shownOrders} pairs`, LIMIT_MS)
const [pairs, orders] = await measure(() => {
  let found = 0
  for (const a of levels) {
    for (const b of levels) {
      if (areComparable(a.targetType, b.targetType)) profileOrders(a.profile, b.profile)
      found += 1
    }
  }
  return found
})
timeRow('orders alone', orders, `${pairs} pairs`)
