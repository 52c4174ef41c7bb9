/** Sentences about what changed in records, case by case. */
import { expect, it } from 'vitest'
import { recordChanges } from '#catalogue/index.ts'

type Records = Parameters<typeof recordChanges>[0]

function record(parts: object): object {
  return {
    kind: 'scheme',
    id: 'a',
    name: 'A',
    class: 'product',
    summary: 's',
    cite: { standing: 'primary' },
    facts: {},
    ...parts,
  }
}

function says(before: object, after: object): readonly string[] {
  return recordChanges([record(before)] as Records, [record(after)] as Records).flatMap((c) => c.says)
}

it.each([
  ['nothing', {}, {}, []],
  ['a place alone', { facts: { owner: { value: 'O', at: '1' } } }, { facts: { owner: { value: 'O', at: '2' } } }, []],
  [
    'a value',
    { facts: { owner: { value: 'O' } } },
    { facts: { owner: { value: 'P' } } },
    ['Owner is now “P”; it was “O”'],
  ],
  ['a new fact', {}, { facts: { legalBasis: { value: 'Act' } } }, ['Legal basis is stated: “Act”']],
  [
    'a fact that went',
    { facts: { validity: { value: '2 years' } } },
    {},
    ['Validity is no longer stated; it was “2 years”'],
  ],
  [
    'an end',
    { facts: { status: [{ value: 'in-force', from: '2020-01-01' }] } },
    {
      facts: {
        status: [
          { value: 'in-force', from: '2020-01-01', until: '2026-01-01' },
          { value: 'withdrawn', from: '2026-01-01' },
        ],
      },
    },
    [
      'Status is now “in-force” from 2020-01-01 to 2026-01-01, then “withdrawn” from 2026-01-01; it was “in-force” from 2020-01-01',
    ],
  ],
  [
    'a reading',
    { facts: { owner: { value: 'O', standing: 'unchecked' } } },
    { facts: { owner: { value: 'O' } } },
    ['Now read in a text: owner'],
  ],
  [
    'a reading taken back',
    { facts: { owner: { value: 'O' } } },
    { facts: { owner: { value: 'O', standing: 'unchecked' } } },
    ['No longer counted as read: owner'],
  ],
  [
    'a relation',
    { relations: [{ type: 'cites', to: 'x' }] },
    { relations: [{ type: 'based-on', to: 'y' }] },
    ['New relation: based on y', 'Relation gone: cites x'],
  ],
  [
    'name, class, summary',
    {},
    { name: 'B', class: 'system', summary: 't' },
    ['The name is now B; it was A', 'It stands under system now, not under product', 'The summary is worded anew'],
  ],
])('%s', (_says, before, after, sentences) => expect(says(before, after)).toEqual(sentences))

it('came, went and changed, by key', () => {
  const changes = recordChanges(
    [record({ id: 'a' }), record({ id: 'b' })] as Records,
    [record({ id: 'b', name: 'X' }), record({ id: 'c' })] as Records,
  )
  expect(changes.map((c) => [c.key, c.change])).toEqual([
    ['scheme:a', 'went'],
    ['scheme:b', 'changed'],
    ['scheme:c', 'came'],
  ])
})
