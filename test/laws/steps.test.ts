/** The laws of additional steps, on the catalogue's own activities: what is chosen suffices, nothing in it is idle, and more in hand never costs more. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Dimension,
  DIMENSIONS,
  frontOf,
  join,
  LETTERS,
  type Letter,
  NOTHING,
  pair,
  point,
  type Profile,
  TARGET_TYPES,
  type TargetType,
  unifiedLevel,
} from '#domain/assurance/index.ts'
import type { EvidenceRecord } from '#domain/dossier/index.ts'
import {
  type Held,
  type Step,
  type StepsAnswer,
  stepsTo,
  wantedLetter,
  wantedLevel,
  withRequirements,
} from '#domain/questions/index.ts'
import type { RequirementRef } from '#domain/requirements/index.ts'
import { addDays, type CalendarDate, date } from '#util/calendar-date.ts'
import { anyProfile, assuranceCatalogue } from '../support/assurance.ts'

const catalogue = assuranceCatalogue()
const DAY = date('2026-11-25')
const settings = { on: DAY }
type AnyLetter = Exclude<Letter, 'none'>
const anyLetter = fc.constantFrom(...(LETTERS.slice(1) as AnyLetter[]))
const anyType = fc.constantFrom<TargetType>('product', 'component', 'service', 'system')

function inHand(profile: Profile, targetType: TargetType, records: readonly EvidenceRecord[] = []): Held {
  return { name: 'it', targetType, profile: point(profile), records, requirements: new Set(), options: new Set() }
}

function record(
  id: string,
  dimension: Dimension,
  depth: number,
  performer: number,
  expires?: CalendarDate,
): EvidenceRecord {
  return {
    id,
    activity: 'test',
    performer: { who: 'Example Lab', independence: performer },
    on: addDays(DAY, -100),
    ...(expires === undefined ? {} : { expires }),
    gives: [{ dimension, front: pair(depth, performer) }],
    covers: [],
    part: 'whole',
  }
}

/** What the optimiser counts: the middle of every range. Infinite where there is no way. */
function counted(answer: StepsAnswer): number {
  if (answer.kind === 'no') return Number.POSITIVE_INFINITY
  if (answer.kind !== 'value') throw new Error(answer.kind)
  const middle = ({ cost }: Step): number => (typeof cost === 'number' ? cost : Math.ceil((cost[0] + cost[1]) / 2))
  return answer.result.steps.reduce((sum, s) => sum + middle(s), 0)
}

function evidenceAfter(before: Profile, steps: readonly Step[]): Profile {
  return steps
    .flatMap((s) => s.gives)
    .reduce((p, g) => join(p, { ...NOTHING, [g.dimension]: pair(g.depth, g.performer) }), before)
}

function isReached(p: Profile, type: TargetType, letter: AnyLetter): boolean {
  return LETTERS.indexOf(unifiedLevel(p, type, catalogue.thresholds, 'formal')) >= LETTERS.indexOf(letter)
}

const anyRecords = fc
  .array(
    fc.tuple(
      fc.constantFrom<Dimension>('D', 'T', 'V', 'R', 'L'),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 5 }),
    ),
    { maxLength: 5 },
  )
  .map((all) => all.map(([d, depth, performer], i) => record(`r${i}`, d, depth, performer)))

const optionsWithRequirements = [...catalogue.options.values()].filter(
  (o) => o.when === undefined && o.targetTypes.includes('product') && o.covers.length > 0,
)
const requirements: readonly RequirementRef[] = optionsWithRequirements.flatMap((o) =>
  o.covers.flatMap((c) => c.requirements),
)
const anyRequirement = fc.constantFrom(...requirements)

describe('additional steps', () => {
  it('(i) reach the level, and (ii) none of them can be left out', async () => {
    await fc.assert(
      fc.asyncProperty(anyProfile, anyType, anyLetter, async (p, type, letter) => {
        const answer = await stepsTo(inHand(p, type), wantedLetter(type, letter, catalogue), catalogue, settings)
        if (answer.kind === 'no') {
          expect(['service', 'system']).toContain(type)
          return
        }
        if (answer.kind !== 'value') throw new Error(answer.kind)
        const { steps, holdsAfter } = answer.result
        expect(holdsAfter).toBe(true)
        expect(isReached(evidenceAfter(p, steps), type, letter)).toBe(true)
        const ids = new Set(steps.map((s) => s.id))
        for (const s of steps) {
          const others = steps.filter((o) => o.id !== s.id)
          const isNeededFirst = s.neededBy.some((id) => ids.has(id))
          // Attestation has to be made anew, so the one in hand does not take the place of the step.
          const withoutOld = { ...p, I: [] }
          expect([s.id, isNeededFirst || !isReached(evidenceAfter(withoutOld, others), type, letter)]).toEqual([
            s.id,
            true,
          ])
        }
      }),
      { seed: 40_501, numRuns: 60 },
    )
  })

  it('(iii) are none where the level holds already, and cost nothing', async () => {
    await fc.assert(
      fc.asyncProperty(anyProfile, anyType, anyLetter, async (p, type, letter) => {
        const reached = isReached(p, type, letter)
        const answer = await stepsTo(inHand(p, type), wantedLetter(type, letter, catalogue), catalogue, settings)
        if (answer.kind === 'no') {
          expect([reached, answer.result.holds]).toEqual([false, false])
          return
        }
        if (answer.kind !== 'value') throw new Error(answer.kind)
        expect(answer.result.holds).toBe(reached)
        expect(answer.result.steps.length === 0).toBe(reached)
        expect(answer.result.cost === 0).toBe(reached)
      }),
      { seed: 40_502, numRuns: 60 },
    )
    for (const level of catalogue.levels.values()) {
      const held = { ...inHand(level.profile.high, level.targetType), profile: level.profile, level }
      const answer = await stepsTo(held, wantedLevel(level), catalogue, settings)
      if (answer.kind !== 'value') throw new Error(answer.kind)
      // Two products may both be printed EAL4+ and differ in what was added.
      const expected = level.id === 'cc31-eal4-plus' ? 'not-known' : true
      expect([level.id, answer.result.holds, answer.result.steps.length]).toEqual([level.id, expected, 0])
    }
  })

  it('(iv) never cost more where more evidence is in hand', async () => {
    await fc.assert(
      fc.asyncProperty(anyProfile, anyProfile, anyType, anyLetter, async (p, more, type, letter) => {
        const wanted = wantedLetter(type, letter, catalogue)
        const before = counted(await stepsTo(inHand(p, type), wanted, catalogue, settings))
        const after = counted(await stepsTo(inHand(join(p, more), type), wanted, catalogue, settings))
        expect(after).toBeLessThanOrEqual(before)
      }),
      { seed: 40_503, numRuns: 60 },
    )
  })

  it('(v) never cost less where a requirement is added', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProfile,
        fc.array(anyRequirement, { maxLength: 3 }),
        anyRequirement,
        anyLetter,
        async (p, some, one, letter) => {
          const wanted = wantedLetter('product', letter, catalogue)
          const held = inHand(p, 'product')
          const before = counted(await stepsTo(held, withRequirements(wanted, some), catalogue, settings))
          const after = counted(await stepsTo(held, withRequirements(wanted, [...some, one]), catalogue, settings))
          expect(after).toBeGreaterThanOrEqual(before)
        },
      ),
      { seed: 40_504, numRuns: 40 },
    )
  })

  it('(vi) do not depend on the order of records', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRecords.chain((r) => fc.tuple(fc.constant(r), fc.shuffledSubarray([...r], { minLength: r.length }))),
        anyType,
        anyLetter,
        async ([records, shuffled], type, letter) => {
          const wanted = wantedLetter(type, letter, catalogue)
          const one = await stepsTo(inHand(NOTHING, type, records), wanted, catalogue, settings)
          const other = await stepsTo(inHand(NOTHING, type, shuffled), wanted, catalogue, settings)
          expect(JSON.stringify(other)).toBe(JSON.stringify(one))
        },
      ),
      { seed: 40_505, numRuns: 40 },
    )
  })

  it('(vii) count records as absent once they have expired on the day', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, anyType, anyLetter, async (records, type, letter) => {
        const wanted = wantedLetter(type, letter, catalogue)
        const expired = records.map((r) => ({ ...r, expires: addDays(DAY, -1) }))
        const lastDay = records.map((r) => ({ ...r, expires: DAY }))
        const none = await stepsTo(inHand(NOTHING, type, []), wanted, catalogue, settings)
        const past = await stepsTo(inHand(NOTHING, type, expired), wanted, catalogue, settings)
        expect(JSON.stringify(past)).toBe(JSON.stringify(none))
        const fresh = await stepsTo(inHand(NOTHING, type, records), wanted, catalogue, settings)
        const last = await stepsTo(inHand(NOTHING, type, lastDay), wanted, catalogue, settings)
        expect(counted(last)).toBe(counted(fresh))
      }),
      { seed: 40_506, numRuns: 40 },
    )
  })

  it('(viii) to E never contain a step of an authority', async () => {
    await fc.assert(
      fc.asyncProperty(anyProfile, fc.constantFrom<TargetType>(...TARGET_TYPES), async (p, type) => {
        const answer = await stepsTo(inHand(p, type), wantedLetter(type, 'E', catalogue), catalogue, settings)
        if (answer.kind !== 'value') throw new Error(answer.kind)
        for (const s of answer.result.steps) expect([s.id, s.performer.independence < 5]).toEqual([s.id, true])
      }),
      { seed: 40_507, numRuns: 60 },
    )
  })

  it('exist to every letter of products and components, and to B of services', async () => {
    const ways = [
      ['product', 'A'],
      ['component', 'A'],
      ['service', 'B'],
      ['organisation', 'C'],
    ] as const
    for (const [type, letter] of ways) {
      const answer = await stepsTo(inHand(NOTHING, type), wantedLetter(type, letter, catalogue), catalogue, settings)
      expect([type, letter, answer.kind]).toEqual([type, letter, 'value'])
    }
  })

  it('name what nothing in the catalogue can show', async () => {
    const held = inHand(NOTHING, 'service')
    const answer = await stepsTo(held, wantedLetter('service', 'A', catalogue), catalogue, settings)
    if (answer.kind !== 'no') throw new Error(answer.kind)
    expect(answer.missing.map((n) => n.dimension)).toContain('V')
    expect(answer.result.holdsAfter).toBe(false)
  })

  it('put prerequisites first, and say who may do each and why', async () => {
    const answer = await stepsTo(
      inHand(NOTHING, 'product'),
      wantedLetter('product', 'B', catalogue),
      catalogue,
      settings,
    )
    if (answer.kind !== 'value') throw new Error(answer.kind)
    const seen = new Set<string>()
    for (const s of answer.result.steps) {
      for (const id of s.neededBy) expect(seen.has(id)).toBe(false)
      seen.add(s.id)
      expect(s.performer.who.length).toBeGreaterThan(0)
      expect(s.why.length + s.neededBy.length).toBeGreaterThan(0)
    }
    expect(answer.result.steps.at(-1)?.kind).toBe('attestation')
  })

  it('cover fronts of several pairs, one need a pair', () => {
    const level = catalogue.levels.get('c5-type2')
    if (level === undefined) throw new Error('no such level')
    const asked = wantedLevel(level)
      .needs.filter((n) => n.dimension === 'V')
      .map((n) => ({ depth: n.depth ?? 0, performer: n.performer ?? 0 }))
    expect(frontOf(asked)).toEqual(level.profile.low.V)
    expect(asked.length).toBe(2)
    expect(DIMENSIONS.length).toBe(7)
  })
})
