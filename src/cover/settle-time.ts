/** The least day by which all can end, and the ground with that day settled. */
import { beginDecision, endOf, type Ground, isKept, requestOn } from './ground.ts'
import { TIME } from './problem.ts'
import type { LevelOutcome } from './settle-sum.ts'
import type { Work } from './work.ts'

/**
 * Halving between a day that rows and earliest ends refuse and one that a selection keeps; each step asks for any selection at all.
 * First the earliest day not yet refused: often it can be kept.
 */
export async function settleTime(ground: Ground, known: Uint8Array | undefined, work: Work): Promise<LevelOutcome> {
  let chosen = known
  let atLeast = 0
  const open = (): LevelOutcome => ({ kind: 'open', chosen, bound: atLeast })
  const look = async (latest: number): Promise<'found' | 'none' | 'open'> => {
    const search = beginDecision({ ...ground, latest })
    const isDone = await work.run(search, () => atLeast)
    if (search.best !== undefined) chosen = search.best
    return search.best !== undefined ? 'found' : isDone ? 'none' : 'open'
  }
  if (chosen === undefined) {
    const first = await look(ground.latest)
    if (first === 'none') return { kind: 'infeasible' }
    if (first === 'open') {
      const asked = await askForTime(ground, undefined, work)
      chosen = asked?.chosen
      atLeast = asked?.bound ?? 0
      if (chosen === undefined) return open()
    }
  }
  const best = () => (chosen === undefined ? Number.POSITIVE_INFINITY : endOf(ground, chosen))
  atLeast = Math.max(atLeast, firstDayNotRefused(ground, best()))
  for (let next = atLeast; atLeast < best(); next = Math.floor((atLeast + best()) / 2)) {
    const found = await look(next)
    if (found === 'none') atLeast = next + 1
    if (found !== 'open') continue
    const asked = await askForTime(ground, chosen, work)
    if (asked?.chosen !== undefined) chosen = asked.chosen
    atLeast = Math.max(atLeast, asked?.bound ?? 0)
    if (atLeast < best()) return open()
  }
  if (chosen === undefined) return open()
  return { kind: 'optimal', chosen, ground: { ...ground, latest: best() } }
}

/** Days refused already at first sight need no search. */
function firstDayNotRefused(ground: Ground, best: number): number {
  let low = 0
  for (let high = best; low < high; ) {
    const middle = Math.floor((low + high) / 2)
    if (beginDecision({ ...ground, latest: middle }).holdsAtFirstSight()) high = middle
    else low = middle + 1
  }
  return low
}

async function askForTime(
  ground: Ground,
  known: Uint8Array | undefined,
  work: Work,
): Promise<{ chosen: Uint8Array | undefined; bound: number } | undefined> {
  if (!work.canAsk()) return undefined
  const { chosen, bound, isEmpty } = await work.ask(requestOn(ground, TIME, known), (value) => value)
  if (isEmpty) return undefined
  const isBetter =
    chosen !== undefined &&
    isKept(ground, chosen) &&
    (known === undefined || endOf(ground, chosen) <= endOf(ground, known))
  return { chosen: isBetter ? chosen : known, bound }
}
