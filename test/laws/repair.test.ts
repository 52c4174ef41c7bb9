/** The laws of ways back: the cheapest selection equals trying every set of repairs, and what it chooses does bring the claim back. */
import { describe, expect, it } from 'vitest'
import { bestSelection } from '#cover/index.ts'
import { applyEvents, type ChangeEvent, composeSituation, type Situation, situationOf } from '#domain/change/index.ts'
import { claimAtom, type Composition } from '#domain/composition/index.ts'
import { frontOf, type Letter, LETTERS, type Profile } from '#domain/assurance/index.ts'
import { missingNeeds, needsOf, repairPortfolio } from '#domain/questions/index.ts'
import { type BackTarget, COST, type Repairable, wayBackProblem } from '#domain/questions/way-back.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import { addDays, type CalendarDate } from '#util/calendar-date.ts'
import { assuranceCatalogue } from '../support/assurance.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { FIRST, randomDossier } from '../support/dossiers.ts'
import { type Dice, dice } from '../support/random.ts'

const { levels, thresholds } = assuranceCatalogue()
const LEVEL_IDS = ['cc31-eal2', 'eucc-eal4-van3', 'fips140-3-l1', 'eucc-eal2-van2']
const ON = addDays(FIRST, 400)
const HEIGHT = { no: 0, 'not-known': 1, yes: 2 }

function made(seed: number): Dossier {
  return randomDossier(
    seed,
    { parts: 4, certificates: 3, evidence: 4, circles: seed % 3 === 0, dense: seed % 4 !== 0 },
    LEVEL_IDS,
  )
}

interface Tried {
  readonly id: string
  readonly cost: number
  readonly events: readonly ChangeEvent[]
}

/** Repairs of every kind that only add: a certificate, a record, a duty of users, a certificate that runs on. */
function triedRepairs(d: Dice, dossier: Dossier): readonly Tried[] {
  const tried: Tried[] = []
  const put = (events: readonly ChangeEvent[]): void => {
    tried.push({ id: `r${tried.length}`, cost: d.between(0, 9), events })
  }
  for (const p of dossier.parts) {
    if (d.chance(1, 2))
      put([
        {
          kind: 'certificate-issued',
          parts: [p.id],
          certificate: {
            id: `made:new-${p.id}`,
            level: LEVEL_IDS[d.between(0, LEVEL_IDS.length - 1)] as string,
            scope: { versions: p.version === undefined ? [] : [p.version], configurations: [] },
            issued: FIRST,
            expires: addDays(FIRST, 4000),
            status: [{ value: 'valid', from: FIRST }],
            covers: [{ requirements: p.guarantees.flatMap((g) => g.requirements), selection: 'security-target' }],
            caveats: [],
            invented: true,
          },
        },
      ])
    if (d.chance(1, 2))
      put([
        {
          kind: 'evidence',
          meets: p.assumptions.slice(0, 1).map((a) => ({ part: p.id, assumption: a.id })),
          evidence: {
            id: `new-${p.id}`,
            activity: 'composite-evaluation',
            performer: { who: 'lab', independence: 4 },
            on: FIRST,
            gives: (['D', 'T', 'V', 'R', 'L'] as const).map((dimension) => ({
              dimension,
              front: frontOf([{ depth: d.between(1, 5), performer: 4 }]),
            })),
            covers: p.guarantees.flatMap((g) => g.requirements),
            part: p.id,
          },
        },
      ])
    for (const a of p.assumptions)
      if (d.chance(1, 3)) put([{ kind: 'assumption-lifted', part: p.id, assumption: a.id }])
  }
  return tried.slice(0, 7)
}

function letterOf(ways: readonly Profile[]): Letter {
  let best: Letter = 'none'
  for (const letter of LETTERS.slice(1) as Exclude<Letter, 'none'>[]) {
    const needs = needsOf('product', letter, thresholds, 'technical')
    if (!ways.some((p) => missingNeeds(p, needs).length === 0)) return best
    best = letter
  }
  return best
}

function read(c: Composition, part: string, guarantee: string, before: 'yes' | 'no' | 'not-known') {
  const about = claimAtom(part, guarantee)
  const ways = c.waysOf(about, ON)
  return { truth: c.theory.truth(about, ON), letter: letterOf(before === 'yes' ? ways.surely : ways.possibly) }
}

describe('the cheapest way back', () => {
  it('costs what the best of all sets of repairs costs, and none is found where no set helps', async () => {
    let found = 0
    let none = 0
    let several = 0
    for (let seed = 1; seed <= 50; seed += 1) {
      const dossier = made(seed)
      const d = dice(seed * 7)
      const lost = dossier.certificates.map(
        (c): ChangeEvent => ({ kind: 'certificate-status', certificate: c.id, value: 'withdrawn', from: ON }),
      )
      const gone: readonly ChangeEvent[] = d.chance(1, 2) ? lost : lost.slice(0, 1)
      const before = situationOf(dossier)
      const lapsed: Situation = applyEvents(before, gone)
      // In some the evidence is lost too, so that one repair is not enough.
      const after: Situation = d.chance(1, 2) ? { ...lapsed, dossier: { ...lapsed.dossier, evidence: [] } } : lapsed
      const was = composeSituation(before, { levels })
      const is = composeSituation(after, { levels })
      const repairs = triedRepairs(d, dossier)
      const composed = (set: readonly Tried[]): Composition =>
        composeSituation(
          applyEvents(
            after,
            set.flatMap((r) => r.events),
          ),
          { levels },
        )
      const repairable: Repairable = { now: is, with: new Map(repairs.map((r) => [r.id, composed([r])])) }
      const subsets = Array.from({ length: 1 << repairs.length }, (_, mask) =>
        repairs.filter((_r, i) => (mask & (1 << i)) !== 0),
      )
      const readings = subsets.map((set) => ({ set, composition: composed(set) }))
      for (const p of dossier.parts) {
        for (const g of p.guarantees) {
          const then = was.theory.truth(claimAtom(p.id, g.id), ON)
          const old = read(was, p.id, g.id, then)
          const now = read(is, p.id, g.id, then)
          if (then === 'no') continue
          if (HEIGHT[now.truth] >= HEIGHT[then] && LETTERS.indexOf(now.letter) >= LETTERS.indexOf(old.letter)) continue
          const target: BackTarget = {
            id: 't',
            dossier: 0,
            atom: claimAtom(p.id, g.id).text,
            reading: then === 'yes' ? 'surely' : 'possibly',
            needs: old.letter === 'none' ? [] : needsOf('product', old.letter, thresholds, 'technical'),
          }
          const problem = wayBackProblem(
            [repairable],
            [target],
            repairs.map((r) => ({ id: r.id, works: [[`w ${r.id}`]] })),
            repairs.map((r) => ({ id: `w ${r.id}`, cost: r.cost, days: 1, requires: [], excludes: [] })),
            levels,
            ON,
          )
          const helping = readings.filter(({ composition }) => {
            const back = read(composition, p.id, g.id, then)
            return HEIGHT[back.truth] >= HEIGHT[then] && LETTERS.indexOf(back.letter) >= LETTERS.indexOf(old.letter)
          })
          const costs = helping.map(({ set }) => set.reduce((n, r) => n + r.cost, 0))
          if (problem.cellOf.size === 0) {
            none += 1
            expect([seed, p.id, g.id, helping.length]).toEqual([seed, p.id, g.id, 0])
            continue
          }
          const answer = await bestSelection(problem.cover, [COST])
          found += 1
          if (answer.kind !== 'optimal') throw new Error(`not optimal: ${answer.kind}`)
          expect([seed, p.id, g.id, answer.selection.values[COST]]).toEqual([seed, p.id, g.id, Math.min(...costs)])
          const chosen = answer.selection.chosen.flatMap((j) => problem.repairs[j - problem.works.length] ?? [])
          if (chosen.length > 1) several += 1
          expect(helping.some(({ set }) => set.map((r) => r.id).join() === chosen.join())).toBe(true)
        }
      }
    }
    expect(found).toBeGreaterThan(30)
    expect(none).toBeGreaterThan(10)
    expect(several).toBeGreaterThan(3)
  }, 120_000)
})

describe('repair of a portfolio', () => {
  const catalogue = repositoryCatalogue()
  const settings = (on: CalendarDate) => ({ catalogue, on, limits: { nodes: 50_000 } })

  it('pays once for what two dossiers share, and is the same every time', async () => {
    for (const seed of [1, 2, 5, 7, 10, 11]) {
      const one = made(seed)
      const two = { ...one, id: 'twin' }
      const events: ChangeEvent[] = one.certificates.map((c) => ({
        kind: 'certificate-status',
        certificate: c.id,
        value: 'withdrawn',
        from: ON,
      }))
      const alone = await repairPortfolio([one], events, settings(ON))
      const both = await repairPortfolio([one, two], events, settings(ON))
      expect(both.items.length).toBe(alone.items.length * 2)
      const shared = (alone.together?.repairs ?? []).every((r) => r.kind === 're-certification' || r.kind === 'renewal')
      if (alone.together !== undefined && shared)
        expect([seed, both.together?.cost.counted]).toEqual([seed, alone.together.cost.counted])
      expect(await repairPortfolio([one, two], events, settings(ON))).toEqual(both)
    }
  }, 120_000)

  it('brings back what fell as it was, by proofs that the checker accepts, and never mixes in what is accepted', async () => {
    let back = 0
    for (let seed = 1; seed <= 24; seed += 1) {
      const dossier = made(seed)
      const events: ChangeEvent[] = dossier.certificates.slice(0, 2).map((c) => ({
        kind: 'certificate-status',
        certificate: c.id,
        value: 'withdrawn',
        from: ON,
      }))
      const result = await repairPortfolio([dossier], events, settings(ON))
      for (const row of result.items) {
        expect(row.accept.every((a) => HEIGHT[a.truth] >= HEIGHT[row.truth.after])).toBe(true)
        if (row.way.kind !== 'way') continue
        back += 1
        expect(HEIGHT[row.way.restored.truth]).toBeGreaterThanOrEqual(HEIGHT[row.truth.before])
        expect(row.way.restored.isChecked ?? true).toBe(true)
        expect(row.way.plan.cost.counted).toBeLessThanOrEqual(result.together?.cost.counted ?? -1)
        expect(row.way.plan.works.every((w) => w.cost.counted > 0)).toBe(true)
        for (const a of row.way.alternatives)
          if (a.plan !== undefined) expect(a.plan.cost.counted).toBeGreaterThanOrEqual(row.way.plan.cost.counted)
      }
    }
    expect(back).toBeGreaterThan(5)
  }, 120_000)
})
