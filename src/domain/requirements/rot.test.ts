import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mapping, requirement, set } from '../../../test/support/mappings.ts'
import { pairRevisions, rotOf } from './index.ts'

const TEXTS = {
  password: 'Passwords are unique for each device or chosen by its user.',
  update: 'Software can be updated securely, and updates are installed in good time.',
  report: 'There is a public policy for reporting vulnerabilities, with a contact.',
  keys: 'Secret keys are kept in protected storage and never leave it in the clear.',
  log: 'Events that matter for security are recorded and can be examined.',
}

function revision(edition: string, rows: readonly (readonly [id: string, text: string, stableId?: string])[]) {
  return set(
    'b',
    rows.map(([id, says, stableId]) => requirement(id, { says, ...(stableId === undefined ? {} : { stableId }) })),
    { edition },
  )
}

function fates(before: ReturnType<typeof revision>, after: ReturnType<typeof revision>, rows: readonly string[]) {
  const report = rotOf(mapping('a', 'b', rows), before, after)
  return {
    ends: Object.fromEntries(report.ends.map((e) => [e.requirement, [e.fate, e.now]])),
    rows: report.repaired.rows.map((r) => r.to.join('+')),
    verdicts: report.rows.map((r) => r.verdict),
  }
}

describe('rot', () => {
  const old = revision('1', [
    ['5.1', TEXTS.password],
    ['5.2', TEXTS.report],
    ['5.3', TEXTS.update],
  ])

  it('finds nothing where nothing changed', () => {
    expect(fates(old, { ...old, edition: '2' }, ['x equal 5.1'])).toEqual({
      ends: { '5.1': ['same', '5.1'] },
      rows: ['5.1'],
      verdicts: [],
    })
  })

  it('renames chains of renumbering at once', () => {
    const after = revision('2', [
      ['5.1', TEXTS.keys],
      ['5.2', TEXTS.password],
      ['5.3', TEXTS.report],
      ['5.4', TEXTS.update],
    ])
    expect(fates(old, after, ['x equal 5.1', 'x equal 5.2', 'x equal 5.3', 'x superset 5.1+5.3'])).toEqual({
      ends: { '5.1': ['reassigned', '5.2'], '5.2': ['reassigned', '5.3'], '5.3': ['reassigned', '5.4'] },
      rows: ['5.2', '5.3', '5.4', '5.2+5.4'],
      verdicts: ['moved', 'moved', 'moved', 'moved'],
    })
  })

  it('tells swapped ids, edits, moves and what is gone apart', () => {
    const after = revision('2', [
      ['5.1', TEXTS.report],
      ['5.2', TEXTS.password],
      ['6.1', `${TEXTS.update} Users are told of them.`],
    ])
    expect(fates(old, after, ['x equal 5.1', 'x equal 5.2', 'x equal 5.3'])).toEqual({
      ends: { '5.1': ['reassigned', '5.2'], '5.2': ['reassigned', '5.1'], '5.3': ['moved', '6.1'] },
      rows: ['5.2', '5.1', '6.1'],
      verdicts: ['moved', 'moved', 'judge-again'],
    })
    const shorter = revision('2', [
      ['5.1', 'Passwords are unique for each device, or are chosen by its user at first use.'],
      ['5.2', TEXTS.keys],
    ])
    expect(fates(old, shorter, ['x equal 5.1', 'x equal 5.2', 'x equal 5.3'])).toEqual({
      ends: { '5.1': ['edited', '5.1'], '5.2': ['reassigned', undefined], '5.3': ['gone', undefined] },
      rows: ['5.1', '5.2', '5.3'],
      verdicts: ['judge-again', 'broken', 'broken'],
    })
  })

  it('goes by stable ids before texts', () => {
    const before = revision('1', [
      ['1', TEXTS.password, 'urn:p'],
      ['2', TEXTS.update, 'urn:u'],
    ])
    const after = revision('2', [
      ['1', TEXTS.password, 'urn:u'],
      ['2', TEXTS.update, 'urn:p'],
    ])
    expect(fates(before, after, ['x equal 1', 'x equal 2']).ends).toEqual({
      '1': ['reassigned', '2'],
      '2': ['reassigned', '1'],
    })
    expect(rotOf(mapping('a', 'b', ['x equal 1']), before, after).ends[0]).toMatchObject({
      by: 'stable-id',
      confidence: 1000,
      textChanged: true,
    })
  })

  it('is not sure where texts repeat or are nearly alike, nor where there are none', () => {
    const twins = revision('1', [
      ['1', TEXTS.log],
      ['2', TEXTS.log],
    ])
    const moved = revision('2', [
      ['3', TEXTS.log],
      ['4', TEXTS.log],
    ])
    expect(rotOf(mapping('a', 'b', ['x equal 1']), twins, moved)).toMatchObject({
      ends: [{ fate: 'moved', confidence: 495 }],
      rows: [{ verdict: 'broken' }],
    })
    expect(
      rotOf(mapping('a', 'b', ['x equal 1']), revision('1', [['1', '']]), revision('2', [['1', '']])).ends[0],
    ).toMatchObject({ fate: 'same', by: 'id-alone', confidence: 500 })
  })

  it('says of an end that was dangling before that it leads nowhere sure', () => {
    expect(fates(old, { ...old, edition: '2' }, ['x equal 9']).ends).toEqual({ '9': ['gone', undefined] })
  })

  it('pairs any renumbering of different texts back, whatever the order', () => {
    const texts = Object.values(TEXTS)
    const ids = fc.shuffledSubarray(['1', '2', '3', '4', '5', '6', '7'], {
      minLength: texts.length,
      maxLength: texts.length,
    })
    fc.assert(
      fc.property(
        ids,
        fc.shuffledSubarray(texts, { minLength: texts.length, maxLength: texts.length }),
        (newIds, order) => {
          const before = revision(
            '1',
            texts.map((t, i) => [String(i + 1), t]),
          )
          const after = revision(
            '2',
            order.map((t, i) => [newIds[i]!, t]),
          )
          const pairs = pairRevisions(before, after)
          for (const r of before.requirements) expect(pairs.get(r.id)?.to?.says).toBe(r.says)
          const repaired = rotOf(
            mapping(
              'a',
              'b',
              texts.map((_, i) => `x equal ${i + 1}`),
            ),
            before,
            after,
          ).repaired
          expect(repaired.rows.map((r) => after.requirements.find((x) => x.id === r.to[0])?.says)).toEqual(texts)
          // What was repaired does not rot again.
          expect(rotOf(repaired, after, { ...after, edition: '3' }).rows).toEqual([])
        },
      ),
      { numRuns: 200, seed: 12 },
    )
  })
})
