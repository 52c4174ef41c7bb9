/** Attack potential, case by case from the tables of the methodologies. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { citationsOf } from '#domain/answers/index.ts'
import {
  ATTACK_POTENTIAL_TABLES,
  type AttackPath,
  type AttackPotentialTable,
  contradicts,
  rateAttacks,
  ratePath,
  RATING_TABLES,
  readAttackPath,
  resistanceAgainst,
} from '#domain/assurance/index.ts'

const CC = ATTACK_POTENTIAL_TABLES['common-criteria']
const CARD = ATTACK_POTENTIAL_TABLES['smart-card']
const VEHICLE = ATTACK_POTENTIAL_TABLES['road-vehicle']

function path(text: string, table: AttackPotentialTable = CC): AttackPath {
  const read = readAttackPath(text, table)
  if (read.kind === 'path') return read.path
  throw new Error(read.problems.map((p) => `${p.column}: ${p.because}`).join('; '))
}

const EASIEST = 'expertise=layman knowledge=public window=unlimited equipment=standard'

describe('points of the Common Evaluation Methodology, table 3', () => {
  it.each([
    ['time', { '1d': 0, '1w': 1, '2w': 2, '1m': 4, '2m': 7, '3m': 10, '4m': 13, '5m': 15, '6m': 17, longer: 19 }],
    ['expertise', { layman: 0, proficient: 3, expert: 6, experts: 8 }],
    ['knowledge', { public: 0, restricted: 3, sensitive: 7, critical: 11 }],
    ['window', { unlimited: 0, easy: 1, moderate: 4, difficult: 10, none: 'not-practical' }],
    ['equipment', { standard: 0, specialised: 4, bespoke: 7, 'several-bespoke': 9 }],
  ] as const)('%s', (id, points) => {
    const factor = CC.factors.find((f) => f.id === id)
    expect(Object.fromEntries((factor?.steps ?? []).map((s) => [s.id, s.points[0]]))).toEqual(points)
  })
})

describe('sums, table 4, both columns', () => {
  it.each([
    [0, 'basic', 'none', 0],
    [9, 'basic', 'none', 0],
    [10, 'enhanced-basic', 'basic', 2],
    [13, 'enhanced-basic', 'basic', 2],
    [14, 'moderate', 'enhanced-basic', 3],
    [19, 'moderate', 'enhanced-basic', 3],
    [20, 'high', 'moderate', 4],
    [24, 'high', 'moderate', 4],
    [25, 'beyond high', 'high', 5],
    [44, 'beyond high', 'high', 5],
  ])('%i points need %s; the target is resistant to %s', (points, needed, resistantTo, resistance) => {
    const parts = spread(points)
    const attack = path(
      `time=${parts[0]} expertise=${parts[1]} knowledge=${parts[2]} window=${parts[3]} equipment=${parts[4]}`,
    )
    expect(ratePath(attack, CC)).toMatchObject({
      points: { low: points, high: points },
      needed: { low: needed, high: needed },
    })
    const { low, high } = rateAttacks([attack], CC).resistantTo
    expect([low?.resistantTo, low?.resistance, high]).toEqual([resistantTo, resistance, low])
  })

  it('the example of the methodology: 21 points against AVA_VAN.5 is a contradiction, against AVA_VAN.4 none', () => {
    const verdict = rateAttacks(
      [path('time=1m expertise=expert knowledge=restricted window=moderate equipment=specialised')],
      CC,
    )
    expect(verdict.ratings[0]?.points).toEqual({ low: 21, high: 21 })
    expect([5, 4, 3, 1].map((n) => contradicts(verdict, n))).toEqual(['yes', 'no', 'no', 'no'])
  })

  it('an attack below ten points contradicts every component', () => {
    const verdict = rateAttacks([path(`time=1w ${EASIEST}`)], CC)
    expect([1, 2, 3, 4, 5].map((n) => contradicts(verdict, n))).toEqual(['yes', 'yes', 'yes', 'yes', 'yes'])
  })

  it('what to claim against attacks that must not succeed: at least what the hardest of them needs', () => {
    const attacks = [
      path(`time=1w ${EASIEST}`),
      path('time=1m expertise=expert knowledge=restricted window=easy equipment=standard'),
    ]
    // 4 + 6 + 3 + 1 = 14 points need moderate attack potential, as in the methodology's own example.
    expect(resistanceAgainst(attacks, CC)).toMatchObject({
      low: { resistantTo: 'moderate', resistance: 4 },
      high: { resistance: 4 },
    })
    expect(resistanceAgainst([], CC).low?.resistantTo).toBe('basic')
    const beyond = path('time=longer expertise=experts knowledge=public window=unlimited equipment=standard')
    expect(resistanceAgainst([beyond], CC)).toEqual({ low: undefined, high: undefined })
  })
})

describe('several attacks', () => {
  const easy = path(`easy: time=1m ${EASIEST} `)
  const hard = path('hard: time=6m expertise=experts knowledge=public window=unlimited equipment=standard')

  it('the lowest-rated that succeeds decides, in any order', () => {
    for (const paths of [
      [easy, hard],
      [hard, easy],
    ]) {
      const verdict = rateAttacks(paths, CC)
      expect([verdict.deciding, verdict.resistantTo.high?.resistance]).toEqual([['easy'], 0])
    }
  })

  it('one that failed does not decide', () => {
    const verdict = rateAttacks([{ ...easy, outcome: 'failed' }, hard], CC)
    expect([verdict.deciding, verdict.resistantTo.low?.resistantTo]).toEqual([['hard'], 'high'])
  })

  it('one of which it is not known whether it succeeds leaves the answer open', () => {
    const verdict = rateAttacks([{ ...easy, outcome: 'not-known' }, hard], CC)
    expect([verdict.resistantTo.low?.resistance, verdict.resistantTo.high?.resistance]).toEqual([0, 5])
    expect(contradicts(verdict, 5)).toBe('not-known')
  })

  it('a factor that is not rated may be anything', () => {
    const verdict = rateAttacks([path('time=1m expertise=expert window=easy equipment=standard')], CC)
    expect(verdict.ratings[0]?.points).toEqual({ low: 11, high: 22 })
    expect([1, 2, 3, 4, 5].map((n) => contradicts(verdict, n))).toEqual(['no', 'no', 'not-known', 'not-known', 'yes'])
  })

  it('without an opportunity an attack sets no limit', () => {
    const verdict = rateAttacks([path('time=1d window=none')], CC)
    expect(verdict.ratings[0]?.points).toEqual({ low: 'not-practical', high: 'not-practical' })
    expect([verdict.resistantTo, verdict.deciding, contradicts(verdict, 5)]).toEqual([{}, [], 'no'])
  })

  it('no attack at all shows nothing', () => {
    expect(rateAttacks([], CC).because.says).toMatch(/None of these attacks sets a limit/)
  })

  it('says why, with the text the figures come from', () => {
    const { because } = rateAttacks(
      [path('glitch: time=1w expertise=expert knowledge=public window=easy equipment=specialised')],
      CC,
    )
    expect(because.premises[0]?.says).toBe('glitch: 12 points, succeeds')
    expect(because.premises[0]?.premises.map((p) => p.says)).toContain('elapsed time: up to a week (1)')
    expect(citationsOf(because).map((c) => c.at)).toEqual(['Annex B.4.2.3, Table 4', 'Annex B.4.2.3, Table 3'])
  })
})

describe('smart cards', () => {
  it('identification and exploitation are added', () => {
    const attack = path(
      'probe: time=1m/1w expertise=expert knowledge=restricted/public samples=10 equipment=specialised open-samples=public',
      CARD,
    )
    // 3 + 4, 5 + 4, 2 + 0, 0 + 0, 3 + 4, 0
    expect(ratePath(attack, CARD).points).toEqual({ low: 25, high: 25 })
    expect(rateAttacks([attack], CARD).resistantTo.low?.resistantTo).toBe('moderate')
  })

  it.each([
    [15, 'none'],
    [16, 'basic'],
    [20, 'basic'],
    [21, 'enhanced-basic'],
    [24, 'enhanced-basic'],
    [25, 'moderate'],
    [30, 'moderate'],
    [31, 'high'],
  ])('%i points: resistant to %s', (points, resistantTo) => {
    expect(CARD.bands.findLast((b) => points >= b.atLeast)?.resistantTo).toBe(resistantTo)
  })

  it('the figures are remembered, not read, and that is shown', () => {
    const verdict = rateAttacks([], CARD)
    expect([verdict.standing, verdict.because.citation?.standing]).toEqual(['unchecked', 'unchecked'])
  })
})

describe('road vehicles', () => {
  it.each([
    ['time=1w expertise=expert knowledge=restricted window=easy equipment=standard', 11, 'feasibility high'],
    ['time=1m expertise=expert knowledge=restricted window=easy equipment=standard', 14, 'feasibility medium'],
    ['time=6m expertise=proficient knowledge=public window=unlimited equipment=standard', 20, 'feasibility low'],
    ['time=longer expertise=expert knowledge=public window=unlimited equipment=standard', 25, 'feasibility very low'],
  ])('%s', (text, points, feasibility) => {
    expect(ratePath(path(text, VEHICLE), VEHICLE)).toMatchObject({
      points: { low: points },
      needed: { low: feasibility },
    })
  })

  it('says nothing of the attackers of dimension R', () => {
    expect(rateAttacks([path('time=1m', VEHICLE)], VEHICLE).resistantTo.low?.resistance).toBeUndefined()
  })
})

describe('an attack in one line', () => {
  it.each([
    ['time=1y', CC, [6, /"1y" is no step of time: 1d, 1w/]],
    ['  speed=1d', CC, [3, /"speed" is no factor/]],
    ['a: time=1d time=1w', CC, [12, /rated twice/]],
    ['time=1d sometimes', CC, [9, /"sometimes" is neither/]],
    ['time=30', CC, [6, /at most 19 points/]],
    ['time=1w..1x', CC, [10, /"1x" is no step/]],
    ['time=1d/1w', CC, [6, /a step for each of attack/]],
    ['time=5', CARD, [6, /"5" is no step/]],
    ['name:', CC, [6, /nothing is rated/]],
  ] as const)('%s', (text, table, [column, because]) => {
    const read = readAttackPath(text, table)
    const problem = read.kind === 'unknown' ? read.problems[0] : undefined
    expect(problem?.column).toBe(column)
    expect(problem?.because).toMatch(because)
  })

  it('all problems are told at once', () => {
    const read = readAttackPath('time=1y speed=2', CC)
    expect(read.kind === 'unknown' ? read.problems.map((p) => p.column) : []).toEqual([6, 9])
  })

  it('points between steps, open steps and outcomes are read', () => {
    expect(path('x: time=3 window=easy..moderate knowledge=? failed')).toEqual({
      name: 'x',
      outcome: 'failed',
      chosen: { time: [{ low: 3, high: 3 }], window: [{ low: 'easy', high: 'moderate' }], knowledge: [undefined] },
    })
  })
})

describe('laws', () => {
  const anyPath: fc.Arbitrary<AttackPath> = fc
    .record({
      outcome: fc.constantFrom('succeeded' as const, 'failed' as const, 'not-known' as const),
      steps: fc.tuple(
        ...CC.factors.map((f) =>
          fc.option(fc.array(fc.constantFrom(...f.steps.map((s) => s.id)), { minLength: 2, maxLength: 2 })),
        ),
      ),
    })
    .map(({ outcome, steps }) => ({
      name: 'any',
      outcome,
      chosen: Object.fromEntries(
        CC.factors.map((f, i) => {
          const [low, high] = steps[i] ?? []
          return [f.id, [low === undefined || high === undefined ? undefined : { low, high }]]
        }),
      ),
    }))

  it('another attack never raises what a target withstands', () => {
    fc.assert(
      fc.property(fc.array(anyPath, { maxLength: 4 }), anyPath, (paths, more) => {
        const before = rateAttacks(paths, CC).resistantTo
        const after = rateAttacks([...paths, more], CC).resistantTo
        expect(after.low?.resistance ?? 9).toBeLessThanOrEqual(before.low?.resistance ?? 9)
        expect(after.high?.resistance ?? 9).toBeLessThanOrEqual(before.high?.resistance ?? 9)
      }),
    )
  })

  it('whatever the open steps and outcomes turn out to be, the answer lies within the bounds', () => {
    fc.assert(
      fc.property(
        fc.array(anyPath, { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        (paths, dice) => {
          const { low, high } = rateAttacks(paths, CC).resistantTo
          let next = 0
          function roll(n: number): number {
            next += 1
            return (dice[next % dice.length] as number) % n
          }
          const settled = paths.map(
            (p): AttackPath => ({
              ...p,
              outcome: p.outcome === 'not-known' ? (roll(2) === 0 ? 'succeeded' : 'failed') : p.outcome,
              chosen: Object.fromEntries(
                CC.factors.map((f) => {
                  const choice = p.chosen[f.id]?.[0]
                  const ids = f.steps.map((s) => s.id)
                  const ends =
                    choice === undefined
                      ? [0, ids.length - 1]
                      : [ids.indexOf(`${choice.low}`), ids.indexOf(`${choice.high}`)]
                  const from = Math.min(...ends)
                  const id = ids[from + roll(Math.max(...ends) - from + 1)] as string
                  return [f.id, [{ low: id, high: id }]]
                }),
              ),
            }),
          )
          const point = rateAttacks(settled, CC).resistantTo
          expect(point.low).toEqual(point.high)
          expect(point.low?.resistance ?? 9).toBeGreaterThanOrEqual(low?.resistance ?? 9)
          expect(point.low?.resistance ?? 9).toBeLessThanOrEqual(high?.resistance ?? 9)
        },
      ),
    )
  })

  it.each(RATING_TABLES)('%s: bands and steps rise', (id) => {
    const table = ATTACK_POTENTIAL_TABLES[id]
    const starts = table.bands.map((b) => b.atLeast)
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
    for (const f of table.factors) {
      for (const i of table.phases.keys()) {
        const points = f.steps.map((s) => s.points[i]).filter((p) => typeof p === 'number')
        expect([f.id, points]).toEqual([f.id, [...points].sort((a, b) => a - b)])
      }
    }
  })
})

/** Points for the five factors that add up to `points`, each within its own most. */
function spread(points: number): readonly number[] {
  let left = points
  return [19, 8, 11, 10, 9].map((most) => {
    const taken = Math.min(most, left)
    left -= taken
    return taken
  })
}
