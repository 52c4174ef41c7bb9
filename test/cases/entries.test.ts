/** Requirement sets and mappings written as entries are read again as they were. */
import { describe, expect, it } from 'vitest'
import {
  decodeMapping,
  decodeRequirementSet,
  encodeMappingEntry,
  encodeRequirementSet,
  pinnedText,
  readEntries,
} from '#catalogue/index.ts'
import { type Mapping, RATIONALES, STATED_RELATIONS, withPins } from '#domain/requirements/index.ts'
import { repositoryEntries } from '../support/catalogue.ts'
import { mapping, requirement, set } from '../support/mappings.ts'

const { entries } = repositoryEntries()

function again(text: string): unknown {
  const { entries: read, diagnostics } = readEntries([{ path: 'entry.yaml', text }])
  expect(diagnostics).toEqual([])
  return read[0]?.value
}

describe('an entry written', () => {
  it('says of every requirement set of the catalogue what was read', () => {
    const sets = entries
      .filter((e) => e.kind === 'requirement-set')
      .map((e) => decodeRequirementSet(e.value as never, () => {}))
    expect(sets.length).toBeGreaterThan(30)
    for (const s of sets) expect(decodeRequirementSet(again(encodeRequirementSet(s)) as never, () => {})).toEqual(s)
  })

  it('says of every mapping of the catalogue what was read, pins included', () => {
    const mappings = entries.filter((e) => e.kind === 'mapping').map((e) => decodeMapping(e.value as never, () => {}))
    expect(mappings.length).toBeGreaterThan(60)
    for (const m of mappings) expect(decodeMapping(again(encodeMappingEntry(m)) as never, () => {})).toEqual(m)
  })

  it('keeps every relation and kind that a row can state, hubs, parts and stable ids', () => {
    const made: Mapping = {
      ...mapping('a', 'b', []),
      rows: STATED_RELATIONS.flatMap((relation) =>
        [...RATIONALES, 'unstated' as const].map((rationale) => ({
          from: ['x', 'y'],
          to: ['1'],
          relation,
          rationale,
          because: 'a reason: with a colon, and "quotes"',
          printed: 'Linked To',
          accepted: { role: 'head of product security', organisation: 'Example GmbH', on: '2026-06-01' },
          citation: { source: '', at: `row ${relation}`, standing: 'unchecked' as const },
        })),
      ),
    }
    expect(decodeMapping(again(encodeMappingEntry(made)) as never, () => {}).rows).toEqual(made.rows)
    const hub = set('b', [requirement('1', { stableId: 'urn:one', isOfTheWhole: true })], {
      isHub: true,
      isPartial: true,
      parts: ['1.a'],
    })
    const back = decodeRequirementSet(again(encodeRequirementSet(hub)) as never, () => {})
    expect(back).toMatchObject({ isHub: true, isPartial: true, parts: ['1.a'] })
    expect(back.requirements[0]).toMatchObject({ stableId: 'urn:one', isOfTheWhole: true })
  })

  it('takes new pins in place of the old ones and leaves the rest as its author wrote it', () => {
    const b = set('b', [requirement('1', { says: 'one' })])
    const pins = withPins(mapping('a', 'b', ['x equal 1']), new Map([['b', b]]), 'r2').pins
    if (pins === undefined) throw new Error('no pins')
    const text = 'kind: mapping # why\nid: a__b\npins:\n  revision: r1\n  to:\n    "1": 0000000000000000\nauthor: me\n'
    expect(pinnedText(text, pins)).toBe(
      `kind: mapping # why\nid: a__b\nauthor: me\npins:\n  revision: r2\n  to:\n    "1": ${pins.to?.['1']}\n`,
    )
    expect(pinnedText(pinnedText(text, pins), pins)).toBe(pinnedText(text, pins))
  })
})
