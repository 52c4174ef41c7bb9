/** `level`, `compare` and `steps` answer in the form of the command line's contract, and recognitions stand beside the computed order. */
import { describe, expect, it } from 'vitest'
import { citationsOf } from '#domain/answers/index.ts'
import {
  areComparable,
  DIMENSIONS,
  LETTERS,
  type NativeLevel,
  packageOf,
  profileOrders,
} from '#domain/assurance/index.ts'
import {
  allLevels,
  type Catalogue,
  compare,
  compareLevels,
  type Comparison,
  isInForce,
  knownInclusion,
  level,
  profileUnderCap,
  type RecognitionBeside,
  steps,
} from '#domain/questions/index.ts'
import { date } from '#util/calendar-date.ts'
import { assuranceCatalogue } from '../support/assurance.ts'

const catalogue = assuranceCatalogue()
const DAY = date('2026-11-25')
/** Levels no text of which could be read: nothing of them is known, so nothing is cited. */
const WITHOUT_TEXT = new Set(['dibcac-high', 'iso27701', 'iso27701-2019'])

function compared(a: string, b: string, on = DAY): Comparison {
  const answer = compare(a, b, catalogue, on)
  if (answer.kind !== 'value') throw new Error(`${a} and ${b}: ${answer.kind}`)
  return answer.comparison
}

function beside(a: string, b: string, id: string, on = DAY): RecognitionBeside | undefined {
  return compared(a, b, on).recognitions.find((r) => r.id === id)
}

function orders(a: NativeLevel, b: NativeLevel, by: Catalogue): string {
  return compareLevels(a, b, by, DAY).assurance.join()
}

describe('level', () => {
  it('has the fields of the contract, and survives JSON', () => {
    const answer = level('eucc-eal4-van3', catalogue)
    const [item] = answer.kind === 'value' ? answer.items : []
    const json = JSON.parse(JSON.stringify(item))
    expect(json).toMatchObject({
      id: 'eucc-eal4-van3',
      targetType: 'product',
      profile: { I: 5, D: 4, T: 3, V: 4, R: 3, L: [3, 4], M: 2 },
      resistance: 3,
      formal: 'B',
      technical: 'B',
      csa: 'high',
    })
    expect(json.fronts.V).toEqual({ low: [[4, 5]], high: [[4, 5]] })
    expect(json.because.premises.length).toBeGreaterThanOrEqual(DIMENSIONS.length + 3)
  })

  it('of a unified level is its least profile', () => {
    const answer = level('product:C', catalogue)
    const [item] = answer.kind === 'value' ? answer.items : []
    expect(item).toMatchObject({ id: 'product:C', formal: 'C', profile: { I: 4, V: 2, R: 2 } })
  })

  it('of a print that several schemes use gives every candidate', () => {
    const answer = level('AL3', catalogue)
    expect(answer.kind).toBe('ambiguous')
    expect(answer.kind === 'ambiguous' ? answer.items.map((i) => i.id) : []).toEqual(['tisax-al3', 'sesip3'])
  })

  it('says where a wrong print is wrong', () => {
    expect(level('EAL4 augmented by FOO', catalogue)).toMatchObject({ kind: 'unknown', column: 19 })
  })

  it('of all levels prints each with reasons and sources', () => {
    const items = allLevels(catalogue)
    expect(items.length).toBe(catalogue.levels.size)
    for (const item of items) {
      const reasons = item.because.premises.filter((p) => /^[IDTVRLM] /.test(p.says))
      expect([item.id, reasons.length]).toEqual([item.id, DIMENSIONS.length])
      // A point has a text that was read.
      for (const r of reasons) {
        if (r.verdict === 'holds') expect([item.id, r.citation?.standing]).not.toEqual([item.id, 'unchecked'])
      }
      if (!WITHOUT_TEXT.has(item.id)) expect([item.id, citationsOf(item.because).length]).not.toEqual([item.id, 0])
      for (const letter of [item.formal, item.technical].flat()) expect(LETTERS).toContain(letter)
    }
    expect(JSON.stringify(items).length).toBeLessThan(4_000_000)
  })
})

describe('compare', () => {
  it('has the fields of the contract, and survives JSON with its because', () => {
    const json = JSON.parse(JSON.stringify(compared('eucc-eal4-van5', 'eucc-eal4-van3')))
    expect(Object.keys(json)).toEqual(
      expect.arrayContaining([
        'assurance',
        'scope',
        'requirements',
        'combined',
        'recognitions',
        'dimensions',
        'because',
      ]),
    )
    expect(json.assurance).toEqual(['above'])
    expect(json.dimensions).toMatchObject({ I: ['equal'], V: ['above'], R: ['above'] })
    expect(json.because.premises.length).toBeGreaterThan(DIMENSIONS.length)
  })

  it('leaves the combination open while scope and requirements are not known', () => {
    const all = ['equal', 'above', 'below', 'incomparable']
    expect(compared('eucc-eal4-van5', 'eucc-eal4-van3')).toMatchObject({
      scope: all,
      requirements: all,
      combined: ['above', 'incomparable'],
    })
    const known = compare('eucc-eal4-van5', 'eucc-eal4-van3', catalogue, DAY, {
      scope: ['equal'],
      requirements: ['equal'],
    })
    expect(known.kind === 'value' && known.comparison.combined).toEqual(['above'])
  })

  it('does not compare target types that share no table, in any field', () => {
    const c = compared('iso27001', 'eucc-eal4-van3')
    expect(new Set([c.assurance, c.scope, c.combined, ...Object.values(c.dimensions)].flat())).toEqual(
      new Set(['not-comparable']),
    )
  })

  it('is mirrored, and equal for a level against itself', () => {
    const turned = { above: 'below', below: 'above' } as Record<string, string>
    const some = [...catalogue.levels.values()].filter((_, i) => i % 7 === 0)
    for (const a of some) {
      for (const b of some) {
        const there = compareLevels(a, b, catalogue, DAY).assurance
        const back = compareLevels(b, a, catalogue, DAY).assurance
        expect([...back.map((o) => turned[o] ?? o)].sort()).toEqual([...there].sort())
      }
      if (packageOf(a)?.isOpen !== true) expect(compareLevels(a, a, catalogue, DAY).assurance).toEqual(['equal'])
    }
  })

  it('knows of inclusions only what the bounds allow', () => {
    let inclusions = 0
    for (const a of catalogue.levels.values()) {
      for (const b of catalogue.levels.values()) {
        if (a.id === b.id || !areComparable(a.targetType, b.targetType)) continue
        const { inclusion } = knownInclusion(a, b, catalogue.levels)
        if (inclusion === 'nothing') continue
        inclusions += 1
        const { dimensions } = profileOrders(a.profile, b.profile, inclusion)
        for (const d of DIMENSIONS) expect([a.id, b.id, d, dimensions[d] !== 0]).toEqual([a.id, b.id, d, true])
      }
    }
    expect(inclusions).toBeGreaterThan(100)
  })

  it('gives the orders of a ladder although single coordinates are not known', () => {
    expect(compared('fips140-2-l3', 'fips140-2-l1').assurance).toEqual(['equal', 'above'])
    expect(compared('eucs-substantial', 'eucs-high').assurance).toEqual(['below'])
    expect(compared('cmmc-l2-c3pao', 'cmmc-l2-self').assurance).toEqual(['above'])
  })
})

describe('recognitions', () => {
  it('are at least forty, each with its text', () => {
    expect(catalogue.recognitions.length).toBeGreaterThanOrEqual(40)
    for (const r of catalogue.recognitions) {
      expect([r.id, r.citation.at.length > 0, r.summary !== undefined]).toEqual([r.id, true, true])
      // Legal effect is primary or unchecked.
      if (r.recognitionKind === 'law') expect([r.id, r.citation.standing]).not.toEqual([r.id, 'secondary'])
    }
  })

  it('never change a computed order', () => {
    const without = { ...catalogue, recognitions: [] }
    const all = [...catalogue.levels.values()]
    const changed = all.flatMap((a) =>
      all.filter((b) => orders(a, b, catalogue) !== orders(a, b, without)).map((b) => `${a.id} and ${b.id}`),
    )
    expect(changed).toEqual([])
  })

  it('are not chained: the Finnish label is taken as CLS 3, which Korea takes as Basic, and Finland’s is not taken so', () => {
    expect(beside('fi-label', 'cls-3', 'cls-fi-2021')).toMatchObject({ accepts: 'each-as-the-other', inForce: 'yes' })
    expect(beside('cls-3', 'kisa-cic-basic', 'cls-kr-2025-back')).toMatchObject({ accepts: 'first-as-second' })
    expect(compared('fi-label', 'kisa-cic-basic').recognitions).toEqual([])
  })

  it('ISO/IEC 27001 beside C5: not compared, accepted for German health care only and with a plan of measures', () => {
    const c = compared('iso27001', 'c5-type2')
    expect(c.assurance).toEqual(['not-comparable'])
    const r = c.recognitions.find((x) => x.id === 'de-c5gleichwv-iso-27001')
    expect(r).toMatchObject({ kind: 'law', accepts: 'first-as-second', inForce: 'yes', from: '2024-07-01' })
    expect(r?.purpose).toMatch(/health data; no general equivalence/)
    expect(r?.conditions.join(' ')).toMatch(/plan of measures.*12 months.*18 months.*24 months/)
    // The other way round nothing is accepted, and no other organisation certificate gets it by glue.
    expect(beside('c5-type2', 'iso27001', 'de-c5gleichwv-iso-27001')?.accepts).toBe('second-as-first')
    expect(compared('tisax-al3', 'c5-type2').recognitions).toEqual([])
  })

  it('a certificate abroad: the cap acts on use, and cuts the profile', () => {
    const cap = beside('ccra-eal4-native', 'ccra-eal4-as-recognised', 'ccra-2014-cap')
    expect(cap).toMatchObject({ kind: 'cap', accepts: 'first-as-second', cap: { V: 3, R: 2 } })
    const native = catalogue.levels.get('ccra-eal4-native')
    const abroad = catalogue.levels.get('ccra-eal4-as-recognised')
    if (native === undefined || abroad === undefined || cap === undefined) throw new Error('not coded')
    const cut = profileUnderCap(native.profile, cap.cap)
    for (const d of ['D', 'T', 'V', 'R'] as const) expect([d, cut.low[d]]).toEqual([d, abroad.profile.low[d]])
    // Whether the other certificate's open bound reaches further on another cell of V is not known.
    expect(compared('ccra-eal4-native', 'ccra-eal4-as-recognised').dimensions.V).toContain('above')
  })

  it('CLS 1 and the German label look alike, and the agreement begins at CLS 2', () => {
    expect(compared('cls-1', 'bsi-itsik').recognitions).toEqual([])
    expect(beside('cls-2', 'bsi-itsik', 'cls-de-2022-back')).toMatchObject({ accepts: 'first-as-second' })
  })

  it('have a day: FIPS 140-2 ended in September 2026', () => {
    const r = catalogue.recognitions.find((x) => x.id === 'fips-140-2-until-2026')
    if (r === undefined) throw new Error('missing')
    expect([isInForce(r, date('2026-09-21')), isInForce(r, date('2026-09-22'))]).toEqual(['yes', 'no'])
  })

  it('substitution for one purpose is not equality', () => {
    const c = compared('fips140-2-l3', 'cc31-eal4')
    expect(c.assurance).not.toEqual(['equal'])
    const purposes = catalogue.recognitions.filter((r) => r.id.startsWith('cabf-')).map((r) => r.purpose)
    expect(purposes.every((p) => p !== undefined)).toBe(true)
  })
})

describe('steps', () => {
  it('have the fields of the contract: none and 0 where the level holds', async () => {
    const answer = await steps('eucc-eal4-van3', 'product:C', catalogue, { on: DAY })
    expect(answer).toMatchObject({ kind: 'value', result: { holds: true, holdsAfter: true, steps: [], cost: 0 } })
  })

  it('name activities with performer, reason and cost where something is missing', async () => {
    const answer = await steps('cspn', 'product:B', catalogue, { on: DAY })
    if (answer.kind !== 'value') throw new Error(answer.kind)
    const { result } = answer
    expect(result).toMatchObject({ holds: false, holdsAfter: true, isLeast: true })
    const json = JSON.parse(JSON.stringify(result))
    expect(json.cost[0]).toBeGreaterThan(0)
    expect(json.steps.map((s: { id: string }) => s.id)).toContain('white-box-vulnerability-analysis')
    for (const s of json.steps)
      expect(s).toMatchObject({ performer: { who: expect.any(String) }, because: { kind: expect.any(String) } })
  })

  it('from ISO/IEC 27001 to C5 begin with nothing, and show the rule for health care beside', async () => {
    const answer = await steps('iso27001', 'c5-type2', catalogue, { on: DAY })
    if (answer.kind !== 'value') throw new Error(answer.kind)
    expect(answer.result.holds).toBe(false)
    expect(answer.result.recognitions.map((r) => r.id)).toContain('de-c5gleichwv-iso-27001')
    expect(answer.result.because.premises[0]?.says).toMatch(
      /evidence about a organisation|evidence about an organisation/,
    )
  })

  it('say not known where what is in hand, or what is asked, is known between bounds', async () => {
    const fromPlus = await steps('EAL4+', 'product:B', catalogue, { on: DAY })
    expect(fromPlus.kind === 'value' && fromPlus.result.holds).toBe('not-known')
    expect(fromPlus.kind === 'value' && fromPlus.result.settledBy.length).toBeGreaterThan(0)
    const toOpen = await steps('eucc-eal4-van3', 'gsma-esa', catalogue, { on: DAY })
    expect(toOpen.kind === 'value' && toOpen.result.mayAskMore.length).toBeGreaterThanOrEqual(0)
  })

  it('to an ambiguous or unreadable level say so', async () => {
    expect(await steps('cspn', 'AL3', catalogue, { on: DAY })).toMatchObject({ kind: 'ambiguous', side: 'b' })
    expect(await steps('EAL9', 'product:B', catalogue, { on: DAY })).toMatchObject({
      kind: 'unknown',
      side: 'a',
      column: 4,
    })
  })
})
