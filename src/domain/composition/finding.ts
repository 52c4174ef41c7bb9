/** A finding on a part: a vulnerability, and what is known of whether the part, as used, withstands it. */
import { type CalendarDate, toDayNumber } from '#util/calendar-date.ts'
import { ALWAYS, complement, interval } from '#util/interval-set.ts'
import type { TheoryFact } from '../answers/index.ts'

/** As exchange formats for vulnerabilities word it. */
export type FindingState = 'under-investigation' | 'affected' | 'not-affected' | 'fixed'

export interface Finding {
  /** CVE or any other id. */
  readonly id: string
  readonly part: string
  readonly state: FindingState
  readonly from: CalendarDate
  /** First day on which it no longer stands: a fix was taken over. */
  readonly until?: CalendarDate
  /**
   * For an affected part, rated by attack potential: `residual` cannot be exploited below the potential claimed and is kept on watch;
   * `exploitable` can. Not rated: not known. Source: eu-2024-482, Art. 34-35.
   */
  readonly rated?: 'residual' | 'exploitable'
  /** Who states it. */
  readonly by: string
}

/** The days on which the finding surely does not, and may not, stand against reliance on the part. */
export function undisturbedDays(f: Finding): Pick<TheoryFact, 'surely' | 'possibly'> {
  if (f.state === 'not-affected' || f.state === 'fixed' || f.rated === 'residual')
    return { surely: ALWAYS, possibly: ALWAYS }
  const disturbed = interval(toDayNumber(f.from), f.until === undefined ? undefined : toDayNumber(f.until))
  const free = complement(disturbed)
  return { surely: free, possibly: f.state === 'affected' && f.rated === 'exploitable' ? free : ALWAYS }
}
