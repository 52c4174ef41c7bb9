/** Whether a certificate may be handed in for review because it is about to end. */
import { addMonths, type CalendarDate } from '#util/calendar-date.ts'
import { type Answer, type Because, type Citation, given } from '../answers/index.ts'
import { isEuropeanCertificate, originOf } from '../composition/index.ts'
import type { Certificate } from '../dossier/index.ts'

const REVIEW: Citation = {
  source: 'eu-2024-482',
  at: 'Annex IV, IV.1, point 2(a)',
  standing: 'primary',
  on: '2026-11-25' as CalendarDate,
}

const MONTHS_BEFORE_END = 9

/**
 * Under the EUCC a certificate that ends within nine months may be handed in for review on that ground; other grounds have no window.
 * Not applicable to other schemes, of which no such rule was read. Source: eu-2024-482, Annex IV, IV.1, point 2(a).
 */
export function reviewBeforeEnd(
  certificate: Certificate,
  on: CalendarDate,
): Answer<{ readonly from: CalendarDate; readonly to: CalendarDate }> {
  const because = (says: string): Because => ({ ...given('law', says, REVIEW), day: on })
  if (!isEuropeanCertificate(originOf(certificate, new Map()))) {
    return { kind: 'not-applicable', because: { ...given('law', `${certificate.id} is no EUCC certificate`), day: on } }
  }
  if (certificate.expires === undefined) {
    return {
      kind: 'not-known',
      because: {
        kind: 'law',
        verdict: 'open',
        says: `the end of ${certificate.id} is not recorded`,
        citation: REVIEW,
        day: on,
        premises: [],
      },
      settledBy: [
        {
          id: certificate.id,
          what: 'dossier-fact',
          question: `Until which day is ${certificate.id} valid?`,
          why: 'The window for a review opens nine months before.',
        },
      ],
    }
  }
  const from = addMonths(certificate.expires, -MONTHS_BEFORE_END)
  const says = `${certificate.id} ends on ${certificate.expires}; a review on that ground is open from ${from}`
  if (on < from || on > certificate.expires) return { kind: 'no', because: { ...because(says), verdict: 'fails' } }
  return { kind: 'value', value: { from, to: certificate.expires }, because: because(says) }
}
