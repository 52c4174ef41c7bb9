/** Whether something was evaluated at least as deep as something else, design to life-cycle. */
import type { Truth } from '#fixpoint/index.ts'
import { depthAt, type Profile, type ProfileInterval } from '../assurance/index.ts'

const EVALUATED = ['D', 'T', 'V', 'R', 'L'] as const

/** Depths only: who performed it is a matter of the level, not of this rule. */
export function isAsDeep(base: ProfileInterval, part: ProfileInterval): Truth {
  const reaches = (b: Profile, p: Profile): boolean => EVALUATED.every((d) => depthAt(b[d], 0) >= depthAt(p[d], 0))
  if (reaches(base.low, part.high)) return 'yes'
  return reaches(base.high, part.low) ? 'not-known' : 'no'
}
