/**
 * The cover engine against looking at everything, for as long as one likes: optimum with ties, front, conflict and why-nots on random
 * problems of up to a dozen options. The default tests do the first thousand of each; this goes on from any seed. Prints what differs.
 *
 *   node_modules/.bin/esbuild scripts/long/cover-exhaustive.ts --bundle --platform=node --format=esm \
 *     --outfile=.cache/cover-exhaustive.mjs && node .cache/cover-exhaustive.mjs 100000 5000
 *
 * Arguments: the first seed, the number of problems, the most options (12).
 */
import process from 'node:process'
import { bestSelection, explainConflict, type Objectives, paretoFront, TIME, verify, whyNot } from '#cover/index.ts'
import { difference, everything, isPossible, maskOf } from '../../test/support/exhaustive.ts'
import { smallProblem } from '../../test/support/small-problems.ts'

const [first = 100_000, count = 2000, options = 12] = process.argv.slice(2).map(Number)
const orders: readonly Objectives[] = [
  ['cost'],
  ['cost', TIME],
  [TIME, 'cost'],
  ['surplus', 'cost'],
  ['effort', 'surplus', TIME],
]
const fronts = [
  ['cost', TIME],
  ['cost', 'effort'],
  ['cost', 'effort', 'surplus'],
  ['cost', 'effort', 'surplus', TIME],
]

const done = { optima: 0, points: 0, conflicts: 0, whyNots: 0 }
let differences = 0

function differs(seed: number, what: string): void {
  differences += 1
  console.log(`seed ${seed}: ${what}`)
}

for (let seed = first; seed < first + count; seed += 1) {
  const problem = smallProblem(seed, { options, isTight: seed % 4 === 0 })
  const objectives = orders[seed % orders.length] as Objectives
  const all = everything(problem)
  const best = all.best(objectives)
  const answer = await bestSelection(problem, objectives)
  if (answer.kind === 'optimal') {
    done.optima += 1
    if (maskOf(answer.selection.chosen) !== best) differs(seed, 'another optimum')
    if (verify(problem, answer.selection).length > 0) differs(seed, 'refused by verify')
    for (const option of problem.options.keys()) {
      if (answer.selection.chosen.includes(option)) continue
      const why = await whyNot(problem, objectives, answer.selection, option)
      done.whyNots += 1
      const withIt = all.selections.filter((mask) => (mask >> option) & 1).map((mask) => all.valuesOf(mask, objectives))
      const isIn = withIt.some((values) => difference(values, all.valuesOf(best ?? 0, objectives)) === 0)
      if (isIn !== (why.kind === 'equal')) differs(seed, `why not ${option}: ${why.kind}`)
      if (why.kind === 'kept-out' && withIt.length > 0) differs(seed, `why not ${option}: not kept out`)
    }
  } else {
    if (best !== undefined) differs(seed, `said ${answer.kind}`)
    const conflict = await explainConflict(problem, { withoutRelaxations: true })
    done.conflicts += 1
    if (conflict?.isMinimal !== true || isPossible(problem)) differs(seed, 'conflict')
  }
  const criteria = fronts[seed % fronts.length] as string[]
  const values = all.selections.map((mask) => all.valuesOf(mask, criteria))
  const isBettered = (a: readonly number[]) =>
    values.some((b) => difference(a, b) !== 0 && b.every((value, k) => value <= (a[k] as number)))
  const expected = [...new Set(values.filter((a) => !isBettered(a)).map((a) => a.join()))].sort()
  const front = await paretoFront(problem, criteria)
  done.points += front.points.length
  const found = front.points
    .map(({ selection }) => criteria.map((criterion) => selection.values[criterion]).join())
    .sort()
  if (!front.isComplete || found.join(' ') !== expected.join(' ')) differs(seed, 'another front')
}
console.log(`seeds ${first} to ${first + count - 1}:`, done, `${differences} differences`)
process.exitCode = differences > 0 ? 1 : 0
