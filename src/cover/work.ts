/** How much may be done and how it is watched: one count of nodes for a whole question, shared by all its searches. */
import { integerModel, type ModelRequest } from './model.ts'
import type { SearchLimits, Solve } from './problem.ts'
import type { Search } from './search.ts'

/** Enough for everything but the hardest; a matter of a minute or so. */
export const DEFAULT_LIMITS: SearchLimits = { nodes: 200_000 }

/** What our own search may use of them where a solver waits: beyond that, the solver is likelier to finish. */
export const OWN_NODES = 20_000

/** Nodes between two looks at the outside, and multiplications: on large problems a node is much work. */
const STRIDE = 256
const STRIDE_EFFORT = 2 ** 24

export interface Work {
  /** Searches on until done (true), cancelled or out of nodes (false). */
  readonly run: (search: Search, boundOf: (bound: number) => number | undefined) => Promise<boolean>
  /** Whether there is a solver to ask, and nodes left for it. */
  readonly canAsk: () => boolean
  /** Asks the solver. Nothing it says is believed but the bound, and that it found nothing. */
  readonly ask: (request: ModelRequest, boundOf: (bound: number) => number | undefined) => Promise<Asked>
  readonly nodesUsed: () => number
  readonly hasAsked: () => boolean
  readonly isCancelled: () => boolean
}

/** The first columns of what the solver found, and a bound on all selections; `isEmpty` when it says there is none. */
export interface Asked {
  readonly chosen: Uint8Array | undefined
  readonly bound: number
  readonly isEmpty: boolean
}

export interface Solver {
  readonly solve: Solve
  /** What our own search may use before the solver is asked. */
  readonly ownNodes: number
}

export function startWork(limits: SearchLimits, solver?: Solver): Work {
  let used = 0
  let effort = limits.effort ?? Number.POSITIVE_INFINITY
  let hasAsked = false
  let hasCancelled = false
  const isCancelled = () => {
    hasCancelled = hasCancelled || limits.isCancelled?.() === true
    return hasCancelled
  }
  const ownNodes = Math.min(limits.nodes, solver?.ownNodes ?? limits.nodes)
  return {
    async run(search, boundOf) {
      while (!search.isDone && used < ownNodes && effort > 0 && !isCancelled()) {
        const before = { nodes: search.nodes, effort: search.effort }
        search.advance(Math.min(STRIDE, ownNodes - used), Math.min(STRIDE_EFFORT, effort))
        used += search.nodes - before.nodes
        effort -= search.effort - before.effort
        const bound = boundOf(search.bound)
        const best = search.best === undefined ? undefined : boundOf(search.bestWeight)
        limits.onProgress?.({ nodes: used, best, bound })
        if (!search.isDone) await limits.pause?.()
      }
      return search.isDone
    },
    canAsk: () => solver !== undefined && used < limits.nodes && !isCancelled(),
    async ask(request, boundOf) {
      hasAsked = true
      const before = used
      const report = limits.onProgress
      const solved = await (solver as Solver).solve(integerModel(request), {
        ...limits,
        nodes: limits.nodes - used,
        isCancelled,
        onProgress: ({ nodes, best, bound }) => {
          const inOurs = (value: number | undefined) =>
            value === undefined ? undefined : boundOf(Math.ceil(value - 1 / 1024))
          report?.({ nodes: before + nodes, best: inOurs(best), bound: inOurs(bound) })
        },
      })
      if (solved.kind === 'infeasible') return { chosen: undefined, bound: Number.POSITIVE_INFINITY, isEmpty: true }
      if (solved.kind === 'stopped') return { chosen: undefined, bound: solved.bound ?? 0, isEmpty: false }
      used += solved.nodes
      const chosen = Uint8Array.from(request.problem.options, (_, j) => (solved.x[j] === 1 ? 1 : 0))
      return { chosen, bound: solved.bound, isEmpty: false }
    },
    nodesUsed: () => used,
    hasAsked: () => hasAsked,
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
