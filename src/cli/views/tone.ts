/** The colour of an answer; the mark beside it says the same. */
import type { Shown } from '#app/shown.ts'
import type { Tone } from './page.ts'

export function toneOf(truth: Shown): Tone {
  switch (truth) {
    case 'yes':
      return 'good'
    case 'no':
      return 'bad'
    case 'later':
      return 'accent'
    case 'not-known':
    case 'caution':
      return 'warn'
    default:
      return truth satisfies never
  }
}
