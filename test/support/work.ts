/**
 * How much work a piece of code does, counted and not timed: how often its functions were called and its blocks were run, in our
 * code and in the packages it uses. The engine counts (V8's precise coverage), so nothing in the code knows of it. What the engine
 * does inside one built-in call, such as searching a text, is not in it.
 *
 * Counting begins when this is made; code compiled before then may count by function only.
 */
import { type Profiler, Session } from 'node:inspector'

export interface WorkCounter {
  /** Blocks and functions run while `work` runs. */
  count(work: () => unknown): Promise<number>
  end(): void
}

export function workCounter(): WorkCounter {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return {
    async count(work) {
      take(session)
      await work()
      return take(session)
    },
    end() {
      session.post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}

/** What was counted since the last time it was asked. */
function take(session: Session): number {
  let total = 0
  session.post(
    'Profiler.takePreciseCoverage',
    (error: Error | null, answer: Profiler.TakePreciseCoverageReturnType) => {
      if (error !== null) throw error
      for (const script of answer.result) {
        if (script.url.startsWith('node:') || script.url.includes('/vitest/')) continue
        for (const { ranges } of script.functions) for (const range of ranges) total += range.count
      }
    },
  )
  return total
}
