import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { date, fromDayNumber } from '#util/calendar-date.ts'
import { encodeCalendar } from './index.ts'

const day = fc.integer({ min: 0, max: 40_000 }).map(fromDayNumber)
const entry = fc.record({
  id: fc.string(),
  on: day,
  title: fc.string({ unit: 'grapheme' }),
  description: fc.string({ unit: 'grapheme' }),
})

describe('calendar', () => {
  it('folds lines at 75 octets, ends each with CRLF, and unfolds to what was said', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
        const text = encodeCalendar(entries, date('2026-11-25'))
        const lines = text.split('\r\n')
        expect(lines.pop()).toBe('')
        for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
        const whole = text.replaceAll('\r\n ', '')
        expect(whole.match(/^BEGIN:VEVENT$/gm)?.length ?? 0).toBe(entries.length)
        expect(whole.match(/^END:VEVENT$/gm)?.length ?? 0).toBe(entries.length)
      }),
    )
  })

  it('a title cannot begin a line of its own', () => {
    const text = encodeCalendar(
      [{ id: 'x', on: date('2027-01-31'), title: 'a\r\nBEGIN:VEVENT', description: 'b, c; d\\' }],
      date('2026-11-25'),
    )
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1)
    expect(text).toContain('DTEND;VALUE=DATE:20270201')
    expect(text).toContain('DESCRIPTION:b\\, c\\; d\\\\')
  })

  it('the same entries in another order give the same bytes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: (e) => `${e.on} ${e.id}`, maxLength: 6 }), (entries) => {
        expect(encodeCalendar([...entries].reverse(), date('2026-11-25'))).toBe(
          encodeCalendar(entries, date('2026-11-25')),
        )
      }),
    )
  })
})
