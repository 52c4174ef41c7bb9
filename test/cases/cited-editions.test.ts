/** Which edition does an act cite, and is it still in force? Small records whose answer is plain, and the ones we ship. */
import { describe, expect, it } from 'vitest'
import { citedEditions } from '#catalogue/index.ts'
import { repositoryEntries } from '../support/catalogue.ts'

type Records = Parameters<typeof citedEditions>[0]

function cited(relation: object, editions: unknown, status = 'published') {
  const records = [
    { kind: 'regulation', id: 'act', name: 'Act', facts: {}, relations: [{ type: 'cites', to: 'std', ...relation }] },
    {
      kind: 'standard',
      id: 'std',
      name: 'Standard',
      facts: { ...(editions === undefined ? {} : { editions }), status: { value: status } },
    },
  ] as unknown as Records
  return citedEditions(records).map(({ edition, state, newest }) => ({ edition, state, newest }))[0]
}

const LIST = [{ value: '2008, withdrawn' }, { value: '2013' }, { value: '2022, published' }]

describe('the state of the edition cited', () => {
  it.each([
    ['the newest', { edition: '2022' }, LIST, 'published', 'current'],
    ['one that the list calls withdrawn', { edition: '2008' }, LIST, 'published', 'withdrawn'],
    ['one with a newer beside it', { edition: '2013' }, LIST, 'published', 'replaced'],
    ['one that is not listed', { edition: '2019' }, LIST, 'published', 'not-known'],
    ['none', {}, LIST, 'published', 'undated'],
    ['one of a text that is withdrawn', { edition: '2022' }, LIST, 'withdrawn', 'withdrawn'],
    ['one where no editions are listed', { edition: '2022' }, undefined, 'published', 'not-known'],
    [
      'V2.1.1 among V2.1.1 and V2.1.10',
      { edition: 'v2.1.1' },
      [{ value: 'V2.1.10 (2024)' }, { value: 'V2.1.1 (2020)' }],
      'published',
      'current',
    ],
    ['2.1 is not 2.1.1', { edition: '2.1' }, [{ value: '2.1.1' }], 'published', 'not-known'],
    [
      'a part among parts',
      { edition: 'EN 1-1:2014' },
      { value: ['EN 1-1:2014', 'EN 1-2:2013'] },
      'published',
      'current',
    ],
  ])('%s', (_says, relation, editions, status, state) => {
    expect(cited(relation, editions, status)?.state).toBe(state)
  })
})

it('answers for the acts that are shipped', () => {
  const records = repositoryEntries()
    .entries.filter((e) => ['scheme', 'standard', 'regulation', 'credential'].includes(e.kind))
    .map((e) => e.value) as Records
  const rows = citedEditions(records)
  const find = (by: string, text: string) => rows.find((r) => r.by === by && r.text === text)
  expect(find('regulation:psti', 'en-303-645')).toMatchObject({
    edition: 'V2.1.1',
    state: 'replaced',
    newest: 'V3.1.3 (2024-09)',
  })
  expect(find('scheme:fips-140-3', 'iso-19790')).toMatchObject({ edition: '2012', state: 'withdrawn' })
  expect(find('scheme:eucs', 'iso-27001')).toMatchObject({ edition: '2013', state: 'withdrawn' })
  expect(find('regulation:eu-2016-679', 'iso-17065')).toMatchObject({ edition: '2012', state: 'current' })
  expect(find('regulation:eu-2024-482', 'iso-29147')).toMatchObject({ edition: '', state: 'undated' })
})
