/** Where a fact was read: every fact in the house carries one. */
import type { CalendarDate } from '#util/calendar-date.ts'

/** primary: the publisher's own text was read; secondary: somebody else's about it; estimate: nobody publishes it; unchecked: no text was read. */
export type Standing = 'primary' | 'secondary' | 'estimate' | 'unchecked'

export interface Citation {
  /** Id of a source in the catalogue. */
  readonly source: string
  /** Article, clause, table or heading. */
  readonly at: string
  readonly standing: Standing
  /** The day it was read; absent only where nothing was read. */
  readonly on?: CalendarDate
}
