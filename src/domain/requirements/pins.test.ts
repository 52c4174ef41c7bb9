import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mapping, requirement, set } from '../../../test/support/mappings.ts'
import { fatesByPins, rotByPins, rotOf, withPins } from './index.ts'

type Row = readonly [id: string, text: string, stableId?: string]

function revision(rows: readonly Row[], edition = '1') {
  return set(
    'b',
    rows.map(([id, says, stableId]) => requirement(id, { says, ...(stableId === undefined ? {} : { stableId }) })),
    { edition },
  )
}

function pinnedTo(before: ReturnType<typeof revision>, rows: readonly string[]) {
  return withPins(mapping('a', 'b', rows), new Map([['b', before]]), 'r1')
}

function fates(before: readonly Row[], after: readonly Row[], rows: readonly string[]) {
  return Object.fromEntries(
    fatesByPins(pinnedTo(revision(before), rows), 'to', revision(after)).map((f) => [f.requirement, [f.fate, f.now]]),
  )
}

describe('pins', () => {
  it('tell what is the same, edited, moved, reassigned and gone, without the old text', () => {
    expect(
      fates(
        [
          ['1', 'kept'],
          ['2', 'old words'],
          ['3', 'travels'],
          ['4', 'pushed on'],
          ['5', 'lost'],
        ],
        [
          ['1', 'kept'],
          ['2', 'new words'],
          ['7', 'travels'],
          ['4', 'a stranger'],
          ['8', 'pushed on'],
        ],
        ['x equal 1', 'x equal 2', 'x equal 3', 'x equal 4', 'x equal 5'],
      ),
    ).toEqual({
      1: ['same', '1'],
      2: ['edited', '2'],
      3: ['moved', '7'],
      4: ['reassigned', '8'],
      5: ['gone', undefined],
    })
  })

  it('follow a stable id through a new number and new words', () => {
    expect(
      fates(
        [['5.3', 'old', 'urn:a']],
        [
          ['5.4', 'new', 'urn:a'],
          ['5.3', 'other', 'urn:b'],
        ],
        ['x equal 5.3'],
      ),
    ).toEqual({
      '5.3': ['reassigned', '5.4'],
    })
  })

  it('do not guess between two that say the same', () => {
    expect(
      fates(
        [['1', 'twice']],
        [
          ['2', 'twice'],
          ['3', 'twice'],
        ],
        ['x equal 1'],
      ),
    ).toEqual({ 1: ['gone', undefined] })
  })

  it('find in the repair of a renumbering what comparing both texts finds', () => {
    const texts = fc.uniqueArray(
      fc.string({ minLength: 3, maxLength: 12, unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f') }),
      {
        minLength: 2,
        maxLength: 7,
      },
    )
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.nat()), (says, numbers) => {
        const ids = says.map((_, i) => String(i + 1))
        const order = [...numbers.take(ids.length)]
        const shuffled = ids.map((id, i) => [order[i] as number, id] as const).sort((a, b) => a[0] - b[0])
        const before = revision(says.map((text, i) => [ids[i] as string, text]))
        const after = revision(
          says.map((text, i) => [(shuffled[i] as readonly [number, string])[1], text]),
          '2',
        )
        const made = pinnedTo(
          before,
          ids.map((id) => `x equal ${id}`),
        )
        expect(rotByPins(made, after).repaired.rows).toEqual(rotOf(made, before, after).repaired.rows)
      }),
    )
  })
})
