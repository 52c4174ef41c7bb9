/** Coverage: the four verdicts, what never follows, and that the fast pass, the proofs and the kernel agree. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allOf,
  checkMappings,
  CoverageScan,
  gapOf,
  type HeldRequirement,
  type Mapping,
  matrixOf,
  networkOf,
  NO_PRESUMPTION,
  RELATIONS,
  type RequirementSet,
  takenAsMet,
  twoHop,
  type Verdict,
} from '#domain/requirements/index.ts'
import { type Because, citationsOf, given, kindOf } from '#domain/answers/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { mapping, requirement, set, SOME_CITATION } from '../support/mappings.ts'

const ON = '2026-11-25' as CalendarDate

function verdicts(
  sets: readonly RequirementSet[],
  mappings: readonly Mapping[],
  from: string,
  to: string,
  held?: readonly HeldRequirement[],
  heldAs: 'requirements' | 'evidence' = 'requirements',
) {
  const network = networkOf(sets, mappings)
  const of = (id: string) => sets.find((s) => s.id === id)!
  return gapOf({ network, held: held ?? allOf(of(from)), heldAs, target: of(to), on: ON })
}

function verdictsOf(
  rows: readonly string[],
  more: { readonly from?: readonly string[]; readonly to?: readonly string[] } = {},
): Readonly<Record<string, Verdict>> {
  const gap = verdicts(
    [set('a', more.from ?? ['x', 'y']), set('b', more.to ?? ['t'])],
    [mapping('a', 'b', rows)],
    'a',
    'b',
  )
  return Object.fromEntries(gap.items.map((i) => [i.requirement, i.verdict]))
}

describe('coverage', () => {
  it.each([
    ['x equal t', 'covered'],
    ['x superset t', 'covered'],
    ['x subset t', 'partly'],
    ['x intersects t', 'partly'],
    ['x equivalent t', 'partly'],
    ['x disjoint t', 'not-known'],
    ['x none-found t', 'not-known'],
    ['x linked t', 'not-known'],
    ['x+y superset t', 'covered'],
    ['x+y subset t', 'partly'],
  ] as const)('of %s is %s', (row, verdict) => {
    expect(verdictsOf([row])).toEqual({ t: verdict })
  })

  it('is denied only where everything held is stated to have nothing in common', () => {
    expect(verdictsOf(['x disjoint t'], { from: ['x'] })).toEqual({ t: 'not-covered' })
    expect(verdictsOf(['x disjoint t', 'y disjoint t'])).toEqual({ t: 'not-covered' })
    expect(verdictsOf(['x disjoint t', 'y disjoint t functional'])).toEqual({ t: 'not-known' })
  })

  it('of one of two joined requirements is less than of both', () => {
    const sets = [set('a', ['x', 'y']), set('b', ['t'])]
    const one = [takenAsMet(sets[0]!, sets[0]!.requirements[0]!)]
    expect(verdicts(sets, [mapping('a', 'b', ['x+y superset t'])], 'a', 'b', one).items[0]?.verdict).toBe('not-known')
    expect(verdicts(sets, [mapping('a', 'b', ['x+y equal t'])], 'a', 'b', one).items[0]?.verdict).toBe('partly')
  })

  it('never comes from a chain of intersects, nor from two kinds of rationale, nor from kinds nobody stated', () => {
    const sets = [set('a', ['x']), set('m', ['h']), set('b', ['t'])]
    const through = (first: string, second: string) =>
      verdicts(sets, [mapping('a', 'm', [`x ${first}`]), mapping('m', 'b', [`h ${second}`])], 'a', 'b').items[0]
        ?.verdict
    expect(through('intersects h', 'intersects t')).toBe('not-known')
    expect(through('superset h', 'superset t')).toBe('covered')
    expect(through('superset h', 'intersects t')).toBe('partly')
    expect(through('intersects h', 'subset t')).toBe('partly')
    expect(through('intersects h', 'superset t')).toBe('not-known')
    expect(through('superset h semantic', 'superset t functional')).toBe('not-known')
    expect(through('superset h unstated', 'superset t unstated')).toBe('not-known')
    expect(through('linked h', 'linked t')).toBe('not-known')
    expect(through('equivalent h', 'equal t')).toBe('partly')
    expect(through('equivalent h', 'superset t')).toBe('not-known')
  })

  it('says that it is technical, rests on rows with their citations, and is computed throughout', () => {
    const sets = [set('a', ['x']), set('m', ['h']), set('b', ['t'])]
    const gap = verdicts(sets, [mapping('a', 'm', ['x equal h']), mapping('m', 'b', ['h superset t'])], 'a', 'b')
    expect(gap.notice).toBe(NO_PRESUMPTION)
    const item = gap.items[0]!
    expect(item.rows).toEqual([
      { mapping: 'a__m', row: 1 },
      { mapping: 'm__b', row: 1 },
    ])
    expect(item.rationale).toBe('semantic')
    expect(citationsOf(item.because)).toContainEqual(SOME_CITATION)
    const kinds = new Set<string>()
    const walk = (b: Because): void => {
      kinds.add(b.kind)
      b.premises.forEach(walk)
    }
    walk(item.because)
    expect([...kinds].sort()).toEqual(['computed', 'declared'])
    expect(kindOf('computed:x')).toBe('computed')
  })

  it('of a certificate without a selection is not known, and says what would settle it', () => {
    const sets = [set('a', ['x']), set('b', ['t'])]
    const asks = {
      id: 'selection of c',
      what: 'dossier-fact',
      question: 'Which requirements does its selection hold?',
      why: 'without it nothing is known to be covered',
    } as const
    const maybe: HeldRequirement = {
      key: 'a#x',
      isSure: false,
      asks,
      because: given('declared', 'certificate c may cover a#x'),
    }
    const item = verdicts(sets, [mapping('a', 'b', ['x superset t'])], 'a', 'b', [maybe], 'evidence').items[0]!
    expect(item.verdict).toBe('not-known')
    expect(item.settledBy).toEqual([asks])
    expect(item.because.verdict).toBe('open')
  })

  it('by evidence never reaches what no certificate supplies, nor the whole where it concerns a part', () => {
    const sets = [set('a', ['x']), set('b', [requirement('t', { substitutable: false }), 'u'])]
    const rows = [mapping('a', 'b', ['x superset t', 'x superset u'])]
    const held: HeldRequirement = { key: 'a#x', isSure: true, because: given('declared', 'shown: a#x') }
    expect(verdicts(sets, rows, 'a', 'b', [held], 'evidence').items.map((i) => i.verdict)).toEqual([
      'not-covered',
      'covered',
    ])
    expect(verdicts(sets, rows, 'a', 'b', [{ ...held, isPart: true }], 'evidence').items.map((i) => i.verdict)).toEqual(
      ['not-covered', 'partly'],
    )
  })

  it('by evidence of a part never passes through a requirement of the whole, nor reaches one that it does not name', () => {
    const whole = { isOfTheWhole: true }
    const sets = [set('a', ['x']), set('m', [requirement('w', whole)]), set('b', [requirement('t', whole), 'u', 'v'])]
    const rows = [
      mapping('a', 'b', ['x superset t', 'x superset v']),
      mapping('a', 'm', ['x superset w']),
      mapping('m', 'b', ['w superset u']),
    ]
    const held: HeldRequirement = { key: 'a#x', isSure: true, isPart: true, because: given('declared', 'shown: a#x') }
    const of = (more: readonly HeldRequirement[]) =>
      verdicts(sets, rows, 'a', 'b', more, 'evidence').items.map((i) => i.verdict)
    expect(of([held])).toEqual(['not-known', 'not-known', 'partly'])
    expect(of([held, { ...held, key: 'b#t' }])).toEqual(['partly', 'not-known', 'partly'])
    expect(of([{ ...held, isPart: false }])).toEqual(['covered', 'covered', 'covered'])
  })

  it('by evidence is denied where it names others of the set, or where a fact denies it', () => {
    const sets = [set('b', ['t', requirement('u', { deniedBy: 'known.bad' })])]
    const held: HeldRequirement = { key: 'b#u', isSure: true, because: given('declared', 'shown: b#u') }
    const network = networkOf(sets, [])
    const asks = { id: 'known.bad', what: 'dossier-fact', question: 'Is it bad?', why: 'bad denies it' } as const
    const of = (stated: boolean | undefined, heldAs: 'requirements' | 'evidence' = 'evidence') =>
      gapOf({ network, held: [held], heldAs, target: sets[0]!, denial: () => ({ stated, asks }), on: ON }).items.map(
        (i) => i.verdict,
      )
    expect(of(false)).toEqual(['not-covered', 'covered'])
    expect(of(undefined)).toEqual(['not-covered', 'not-known'])
    expect(of(true)).toEqual(['not-covered', 'not-covered'])
    expect(of(true, 'requirements')).toEqual(['not-known', 'covered'])
  })

  it('is never said of what no model bears out', () => {
    // Requirements as sets of things asked, each part of a product asked all of them; rows say what is so in the model.
    const names = ['x', 'y', 'h', 'i', 't', 'u']
    const of = (asked: readonly number[], name: string) => asked[names.indexOf(name)] as number
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 6, maxLength: 6 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), { maxLength: 9 }),
        fc.boolean(),
        (asked, pairs, isPart) => {
          const rows = pairs.map(([p, q]) => {
            const [a, b] = [asked[p] as number, asked[q] as number]
            const relation =
              a === b
                ? 'equal'
                : (a & b) === a
                  ? 'subset'
                  : (a & b) === b
                    ? 'superset'
                    : (a & b) === 0
                      ? 'disjoint'
                      : 'intersects'
            return `${names[p]} ${relation} ${names[q]}`
          })
          const sets = [set('a', names)]
          const held = ['x', 'y'].map(
            (id): HeldRequirement => ({
              key: `a#${id}`,
              isSure: true,
              isPart: isPart && id === 'x',
              because: given('declared', `shown: ${id}`),
            }),
          )
          const met = of(asked, 'y') | (isPart ? 0 : of(asked, 'x'))
          const wrong = verdicts(sets, [mapping('a', 'a', rows)], 'a', 'a', held).items.filter((item) => {
            const t = of(asked, item.requirement)
            if (item.verdict === 'covered') return (t & ~met) !== 0
            return item.verdict === 'partly' && (t & (met | of(asked, 'x'))) === 0
          })
          expect(wrong).toEqual([])
        },
      ),
      { numRuns: 400, seed: 12 },
    )
  })

  it('of nothing is nothing', () => {
    const sets = [set('a', ['x']), set('b', ['t'])]
    expect(verdicts(sets, [], 'a', 'b', []).counts).toEqual({
      covered: 0,
      partly: 0,
      'not-covered': 1,
      'not-known': 0,
      total: 1,
    })
  })

  it('leaves headings out', () => {
    expect(
      verdicts(
        [set('a', ['x']), set('b', [requirement('h', { isHeading: true }), 't'])],
        [mapping('a', 'b', ['x equal h'])],
        'a',
        'b',
      ).items.map((i) => i.requirement),
    ).toEqual(['t'])
  })
})

describe('the fast pass over all pairs of sets', () => {
  const ids = ['r0', 'r1', 'r2', 'r3']
  const end = fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 2 })
  const relation = fc.constantFrom(...RELATIONS, 'equivalent' as const, 'linked' as const)
  const kind = fc.constantFrom('semantic', 'functional', 'unstated')
  const rows = fc
    .array(fc.tuple(end, relation, end, kind), { maxLength: 6 })
    .map((list) => list.map(([a, r, b, k]) => `${a.join('+')} ${r} ${b.join('+')} ${k}`))

  it('counts what gap analysis says one by one', () => {
    fc.assert(
      fc.property(rows, rows, rows, (ab, bc, ac) => {
        const sets = ['a', 'b', 'c'].map((id) => set(id, ids))
        const mappings = [mapping('a', 'b', ab), mapping('b', 'c', bc), mapping('a', 'c', ac)]
        const network = networkOf(sets, mappings)
        const matrix = matrixOf(network, ['a', 'b', 'c'])
        expect(matrix.cells).toHaveLength(6)
        for (const cell of matrix.cells) {
          const gap = verdicts(sets, mappings, cell.from, cell.to)
          expect([cell.covered, cell.partly, cell.notCovered, cell.notKnown]).toEqual([
            gap.counts.covered,
            gap.counts.partly,
            gap.counts['not-covered'],
            gap.counts['not-known'],
          ])
        }
      }),
      { numRuns: 300, seed: 9 },
    )
  })

  it('grows with what is held, and never loses a verdict', () => {
    fc.assert(
      fc.property(rows, rows, (ab, bc) => {
        const network = networkOf(
          ['a', 'b', 'c'].map((id) => set(id, ids)),
          [mapping('a', 'b', ab), mapping('b', 'c', bc)],
        )
        const scan = new CoverageScan(network)
        const less = [...scan.run([0]).best]
        const more = scan.run([0, 1]).best
        less.forEach((v, i) => expect(more[i]).toBeGreaterThanOrEqual(v))
      }),
      { numRuns: 200, seed: 10 },
    )
  })

  it('two hops count chains of one kind', () => {
    const network = networkOf(
      [set('a', ['x']), set('m', ['h']), set('b', ['t'])],
      [mapping('a', 'm', ['x superset h']), mapping('m', 'b', ['h superset t', 'h equal t functional'])],
    )
    expect(twoHop(network)).toEqual([
      { kind: 'semantic', chains: 6, pairs: 2, contained: 1, within: 1, overlapping: 0, other: 0, contradicted: 0 },
      { kind: 'functional', chains: 2, pairs: 0, contained: 0, within: 0, overlapping: 0, other: 0, contradicted: 0 },
    ])
  })
})

describe('checks', () => {
  function findings(sets: readonly RequirementSet[], mappings: readonly Mapping[]) {
    return checkMappings({
      sets: new Map(sets.map((s) => [s.id, s])),
      mappings,
      network: networkOf(sets, mappings),
    }).map((f) => f.kind)
  }
  const a = set('a', ['x', 'y', requirement('h', { isHeading: true })])
  const b = set('b', ['t', 'u'])

  it.each([
    [['x equal t', 'x equal t'], ['duplicate']],
    [['x equal t', 'x disjoint t'], ['conflict']],
    [['x equivalent t', 'x equal t'], ['twice']],
    [['x equal t', 'x equal t functional'], []],
    [['z equal t'], ['dangling']],
    [['h equal t'], ['heading']],
    [['x linked t'], ['says-little']],
    [['x equal t unstated'], ['says-little']],
    [['x subset t', 'x superset y', 'y intersects t'], []],
  ] as const)('of %s finds %s', (rows, kinds) => {
    expect(
      findings([a, b], [mapping('a', 'b', rows as readonly string[])]).filter(
        (k) => k !== 'dangling' || (kinds as readonly string[]).includes('dangling'),
      ),
    ).toEqual(kinds)
  })

  it('finds a contradiction between published mappings, with both proofs', () => {
    const sets = [set('a', ['x']), set('m', ['h']), set('b', ['t'])]
    const found = checkMappings({
      sets: new Map(sets.map((s) => [s.id, s])),
      mappings: [
        mapping('a', 'm', ['x subset h']),
        mapping('m', 'b', ['h subset t']),
        mapping('a', 'b', ['x superset t']),
      ],
      network: networkOf(sets, [
        mapping('a', 'm', ['x subset h']),
        mapping('m', 'b', ['h subset t']),
        mapping('a', 'b', ['x superset t']),
      ]),
    })
    expect(found).toHaveLength(1)
    const [only] = found
    if (only?.kind !== 'contradiction') throw new Error('no contradiction')
    // Which of the three is said to be denied by the other two is a matter of telling.
    expect([...only.says.rows, ...only.denies.rows].map((r) => r.mapping).sort()).toEqual(['a__b', 'a__m', 'm__b'])
  })

  it('finds inverses that are missing or inexact where both ways are published', () => {
    const there = mapping('a', 'b', ['x subset t', 'y intersects u'])
    expect(findings([a, b], [there, mapping('b', 'a', ['t superset x', 'u intersects y'])])).toEqual([])
    expect(findings([a, b], [there, mapping('b', 'a', ['t superset x'])])).toEqual(['inverse-missing'])
    expect(findings([a, b], [there, mapping('b', 'a', ['t subset x', 'u intersects y'])])).toEqual([
      'inverse-inexact',
      'contradiction',
    ])
  })

  it('finds editions that are not the ones pinned, and sets nobody has', () => {
    const there = mapping('a', 'b', ['x subset t'])
    expect(findings([{ ...a, edition: '2' }, b], [there])).toEqual(['edition'])
    expect(findings([a], [there])).toEqual(['unknown-set'])
  })
})
