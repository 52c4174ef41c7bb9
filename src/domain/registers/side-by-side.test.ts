import { describe, expect, it } from 'vitest'
import type { Certificate } from '#domain/dossier/index.ts'
import { date } from '#util/calendar-date.ts'
import { assuranceCatalogue } from '../../../test/support/assurance.ts'
import { differences, type Look, type RegisterRecord } from './index.ts'

const { levels } = assuranceCatalogue()

const record: RegisterRecord = {
  register: 'cmvp',
  number: '7',
  versions: [],
  level: 'FIPS 140-2 Level 1',
  status: { word: 'Active', value: 'active' },
  issued: date('2022-08-23'),
  sunset: date('2026-09-21'),
  history: [],
  caveat: 'When operated in FIPS mode. No assurance of the minimum strength of generated keys',
  references: [],
  more: {},
}
const held: Certificate = {
  id: 'cmvp:7',
  level: 'fips140-2-l1',
  scope: { versions: [], configurations: [] },
  issued: date('2022-08-23'),
  expires: date('2026-09-21'),
  status: [{ value: 'active', from: date('2022-08-23') }],
  covers: [],
  caveats: ['when operated in FIPS mode', 'no assurance of the minimum strength of generated keys.'],
  invented: false,
}
const look = (change: Partial<RegisterRecord> = {}, isListed = true): Look => ({
  on: date('2026-03-29'),
  known: { record: { ...record, ...change }, isListed },
  segment: 0,
})
const on = date('2026-06-01')
const fields = (certificate: Certificate, looks: readonly Look[]) =>
  differences(certificate, looks, on, levels).map((d) => [d.field, d.dossier, d.register])

describe('a certificate beside its register', () => {
  it('does not differ where both say the same in their own words', () => {
    expect(fields(held, [look()])).toEqual([])
    expect(fields({ ...held, status: [{ value: 'issued', from: date('2022-08-23') }] }, [look()])).toEqual([])
    expect(fields({ ...held, caveats: [`${record.caveat ?? ''}.`] }, [look()])).toEqual([])
  })

  it.each([
    [
      'status',
      held,
      look({ status: { word: 'Historical', value: 'historical' } }),
      ['status', 'active from 2022-08-23', 'Historical'],
    ],
    ['level', { ...held, level: 'FIPS 140-2 Level 3' }, look(), ['level', 'fips140-2-l3', 'fips140-2-l1']],
    ['day of issue', { ...held, issued: date('2022-08-24') }, look(), ['issued', '2022-08-24', '2022-08-23']],
    ['end', { ...held, expires: date('2030-01-01') }, look(), ['expires', '2030-01-01', '2026-09-21']],
    [
      'caveats',
      { ...held, caveats: ['When operated in FIPS mode'] },
      look(),
      ['caveat', undefined, 'No assurance of the minimum strength of generated keys'],
    ],
    ['being listed', held, look({}, false), ['listed', undefined, 'no longer listed']],
  ] as const)('differs in its %s', (_, certificate, l, expected) => {
    expect(fields(certificate, [l])).toEqual([expected])
  })

  it('is held against what was recorded on the day, not against later lists', () => {
    const later: Look = { ...look({ status: { word: 'Revoked', value: 'revoked' } }), on: date('2026-10-01') }
    expect(fields(held, [look(), later])).toEqual([])
    expect(fields(held, [later])).toEqual([])
  })

  it('does not differ where the register does not say, or says what cannot be compared', () => {
    const { issued: _i, sunset: _s, caveat: _c, status: _t, level: _l, ...bare } = record
    expect(
      differences(held, [{ on: date('2026-03-29'), known: { record: bare, isListed: true }, segment: 0 }], on, levels),
    ).toEqual([])
    expect(fields(held, [look({ level: 'EAL4+' })])).toEqual([['level', 'fips140-2-l1', 'cc31-eal4-plus']])
    expect(fields(held, [look({ status: { word: 'Dormant' } })])).toEqual([])
  })
})
