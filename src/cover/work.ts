/** How much may be done and how it is watched: one count of nodes for a whole question, shared by all its searches. */
import type { SearchLimits } from './problem.ts'
import type { Search } from './search.ts'

/** Enough for everything but the hardest; a matter of a minute or so. */
export const DEFAULT_LIMITS: SearchLimits = { nodes: 200_000 }

/** Nodes between two looks at the outside. */
const STRIDE = 256

export interface Work {
  /** Searches on until done (true), cancelled or out of nodes (false). */
  readonly run: (search: Search, boundOf: (bound: number) => number | undefined) => Promise<boolean>
  readonly nodesUsed: () => number
  readonly isCancelled: () => boolean
}

export function startWork(limits: SearchLimits): Work {
  let used = 0
  let hasCancelled = false
  const isCancelled = () => {
    hasCancelled = hasCancelled || limits.isCancelled?.() === true
    return hasCancelled
  }
  return {
    async run(search, boundOf) {
      while (!search.isDone && used < limits.nodes && !isCancelled()) {
        const before = search.nodes
        search.advance(Math.min(STRIDE, limits.nodes - used))
        used += search.nodes - before
        const bound = boundOf(search.bound)
        const best = search.best === undefined ? undefined : boundOf(search.below)
        limits.onProgress?.({ nodes: used, best, bound })
        if (!search.isDone) await limits.pause?.()
      }
      return search.isDone
    },
    nodesUsed: () => used,
    isCancelled,
  }
}

/** The limits with their milliseconds watched by the clock given: `now` counts milliseconds from whenever. */
export function withDeadline(limits: SearchLimits, now: () => number): SearchLimits {
  const { milliseconds, isCancelled } = limits
  if (milliseconds === undefined) return limits
  const end = now() + milliseconds
  return { ...limits, isCancelled: () => now() >= end || isCancelled?.() === true }
}
