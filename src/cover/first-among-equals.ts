/** Of all selections that are equal in every objective and in number, the one whose list of ids comes first. Options stand in id order. */
import { beginDecision, type Ground, isKept, requestOn, weigh } from './ground.ts'
import type { Work } from './work.ts'

/** Options decided by one question to the solver: each is worth more than all that follow. */
const AT_ONCE = 20

/**
 * Asks for every option in turn whether an equally good selection has it too; what the best so far shows is not asked.
 * Not proved when the search runs out of nodes.
 */
export async function firstAmongEquals(
  ground: Ground,
  known: Uint8Array,
  work: Work,
): Promise<{ chosen: Uint8Array; isProved: boolean }> {
  let chosen = known
  const settled = new Map(ground.settled)
  const count = known.reduce((sum, x) => sum + x, 0)
  let taken = 0
  for (let j = 0; j < known.length && taken < count; j += 1) {
    if (chosen[j] === 0 && settled.get(j) !== false) {
      const search = beginDecision({ ...ground, settled: new Map([...settled, [j, true]]) })
      const isDone = await work.run(search, () => undefined)
      if (search.best !== undefined) chosen = search.best
      else if (!isDone) return askForFirst({ ...ground, settled }, chosen, j, work)
    }
    settled.set(j, chosen[j] === 1)
    taken += chosen[j] as number
  }
  return { chosen, isProved: true }
}

async function askForFirst(
  ground: Ground,
  known: Uint8Array,
  from: number,
  work: Work,
): Promise<{ chosen: Uint8Array; isProved: boolean }> {
  let chosen = known
  const settled = new Map(ground.settled)
  const isOpen = (j: number) => j >= from && !settled.has(j)
  for (let open = [...known.keys()].filter(isOpen); open.length > 0; open = open.filter(isOpen)) {
    if (!work.canAsk()) return { chosen, isProved: false }
    const next = open.slice(0, AT_ONCE)
    const weights = new Float64Array(known.length)
    for (const [at, j] of next.entries()) weights[j] = -(2 ** (next.length - 1 - at))
    const on = { ...ground, settled }
    const asked = await work.ask(requestOn(on, weights, chosen), () => undefined)
    if (
      asked.chosen !== undefined &&
      isKept(on, asked.chosen) &&
      weigh(weights, asked.chosen) <= weigh(weights, chosen)
    )
      chosen = asked.chosen
    if (asked.isEmpty || asked.bound < weigh(weights, chosen)) return { chosen, isProved: false }
    for (const j of next) settled.set(j, chosen[j] === 1)
  }
  return { chosen, isProved: true }
}
