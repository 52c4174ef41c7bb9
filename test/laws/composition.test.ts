/**
 * The laws of composition, on random dossiers: brute force over all subsets of causes, single days against sets of days, letters against
 * one fixed point per letter, and what must never rise or fall.
 */
import { describe, expect, it } from 'vitest'
import { atom, PREMISES_OF, TheoryBuilder } from '#domain/answers/index.ts'
import {
  isAtMost,
  LETTERS,
  type Letter,
  levelsOf,
  meets,
  type ProfileInterval,
  thresholdsFor,
} from '#domain/assurance/index.ts'
import {
  assumptionAtom,
  certificateAtom,
  claimAtom,
  type Composition,
  compose,
  evidenceAtom,
  letterOfWays,
  lettersOf,
  standsAtom,
  type Ways,
} from '#domain/composition/index.ts'
import type { Dossier, Part } from '#domain/dossier/index.ts'
import { requirementKey } from '#domain/requirements/index.ts'
import { checkProof, evaluateHolds } from '#fixpoint/index.ts'
import { addDays, type CalendarDate, fromDayNumber, toDayNumber } from '#util/calendar-date.ts'
import { containsDay } from '#util/interval-set.ts'
import { assuranceCatalogue } from '../support/assurance.ts'
import { dayIn, emptyDossier, type DossierShape, FIRST, randomDossier } from '../support/dossiers.ts'
import { dice } from '../support/random.ts'

const { levels, thresholds } = assuranceCatalogue()
const LEVEL_IDS = [
  'cc31-eal2',
  'cc31-eal4-plus',
  'eucc-eal4-van3',
  'fips140-2-l1',
  'iso27001',
  'eucc-eal2-van2',
  'c5-type2',
]
const SHAPE: DossierShape = { parts: 4, certificates: 3, evidence: 2, circles: true }
const DENSE: DossierShape = { parts: 5, certificates: 3, evidence: 7, circles: true, dense: true }
const SEEDS = Array.from({ length: 120 }, (_, i) => i + 1)

function composed(dossier: Dossier): Composition {
  return compose(dossier, { levels })
}

/** Every other dossier is a dense one, asked on a day on which most of it stands. */
function made(seed: number, shape?: DossierShape): { readonly dossier: Dossier; readonly on: CalendarDate } {
  const dense = shape === undefined && seed % 2 === 0
  const on = dense ? addDays(FIRST, 400 + (seed % 7)) : dayIn(dice(seed + 9999))
  return {
    dossier: randomDossier(seed, shape ?? (dense ? { ...DENSE, circles: seed % 4 === 0 } : SHAPE), LEVEL_IDS),
    on,
  }
}

/** Parts that can reach others, some of them kept away by a guarantee. */
function withExposures(dossier: Dossier, seed: number): Dossier {
  const d = dice(seed + 777)
  const { parts } = dossier
  return {
    ...dossier,
    parts: parts.map((p) => {
      const others = parts.filter((q) => q !== p && d.chance(1, 2))
      return {
        ...p,
        exposedTo: others.map((q) => ({
          part: q.id,
          isolatedBy: parts.flatMap((x) => x.guarantees.map((g) => g.id)).filter(() => d.chance(1, 5)),
        })),
      }
    }),
  }
}

// ---- a second, plain account of the rules: parts that hold, by repeated passes -----------------------------------------------------

interface Plain {
  readonly relied: (certificate: string, part: string) => boolean
  readonly held: (evidence: string) => boolean
  readonly reaches: (certificate: string, part: Part, guarantee: string) => boolean
  readonly shownSomewhere: (part: string, assumption: string) => boolean
  /** Whether what stands behind a guarantee is deep enough to count. */
  readonly enough: (part: string, guarantee: string | undefined) => boolean
}

function testsNothing(dossier: Dossier, id: string): boolean {
  const level = dossier.certificates.find((c) => c.id === id)?.level
  const type = level === undefined ? undefined : levels.get(level)?.targetType
  return type === 'organisation' || type === 'process'
}

function plainTruths(dossier: Dossier, base: Plain): ReadonlySet<string> {
  const so = new Set<string>()
  const evaluated = (p: Part, g: Part['guarantees'][number] | undefined): boolean =>
    base.enough(p.id, g?.id) &&
    (p.certificates.some(
      (id) => !testsNothing(dossier, id) && base.relied(id, p.id) && (g === undefined || base.reaches(id, p, g.id)),
    ) ||
      dossier.evidence.some(
        (e) =>
          e.part === p.id &&
          base.held(e.id) &&
          (g === undefined
            ? e.gives.length > 0
            : g.requirements.length > 0 &&
              g.requirements.every((r) => e.covers.some((c) => requirementKey(c) === requirementKey(r)))),
      ))
  for (let grew = true; grew; ) {
    const before = so.size
    for (const p of dossier.parts) {
      for (const a of p.assumptions) {
        const met =
          a.dischargedBy.length === 0
            ? base.shownSomewhere(p.id, a.id)
            : a.dischargedBy.some(
                (name) =>
                  name === 'environment' ||
                  (dossier.evidence.some((e) => e.id === name) && base.held(name)) ||
                  dossier.parts.some((q) => q.id !== p.id && so.has(`claim ${q.id}/${name}`)),
              )
        if (met) so.add(`assumption ${p.id}/${a.id}`)
      }
      const rest =
        p.assumptions.every((a) => so.has(`assumption ${p.id}/${a.id}`)) &&
        p.dependsOn.every((q) => so.has(`stands ${q}`))
      const harmless = (e: NonNullable<Part['exposedTo']>[number]): boolean =>
        so.has(`stands ${e.part}`) ||
        e.isolatedBy.some((name) => dossier.parts.some((q) => so.has(`claim ${q.id}/${name}`)))
      const exposures = p.exposedTo ?? []
      if (rest && exposures.every(harmless) && evaluated(p, undefined)) so.add(`stands ${p.id}`)
      for (const g of p.guarantees)
        if (rest && exposures.every((e) => e.isolatedBy.includes(g.id) || harmless(e)) && evaluated(p, g))
          so.add(`claim ${p.id}/${g.id}`)
    }
    grew = so.size > before
  }
  return so
}

function everything(dossier: Dossier): readonly string[] {
  return dossier.parts.flatMap((p) => [
    `stands ${p.id}`,
    ...p.assumptions.map((a) => `assumption ${p.id}/${a.id}`),
    ...p.guarantees.map((g) => `claim ${p.id}/${g.id}`),
  ])
}

describe('composition against brute force', () => {
  it('equals the plain account for every subset of up to twelve causes', () => {
    let subsets = 0
    for (const seed of SEEDS.slice(0, 40)) {
      const plainly = made(seed, { ...SHAPE, parts: 3 }).dossier
      const dossier = seed % 2 === 0 ? plainly : withExposures(plainly, seed)
      const { theory } = composed(dossier)
      const causes = [
        ...dossier.parts.flatMap((p) => p.certificates.map((c) => certificateAtom('relied', c, p.id).text as string)),
        ...dossier.evidence.map((e) => evidenceAtom(e.id).text as string),
        ...[...theory.facts.keys()].filter((t) => t.startsWith('declared:shown somewhere ') || / reaches /.test(t)),
      ]
      const varied = [...new Set(causes)].slice(0, 12)
      const clauses = theory.system.clauses
      const silenced = new Set(clauses.flatMap((c, i) => (varied.includes(c.head) ? [i] : [])))
      for (let mask = 0; mask < 1 << varied.length; mask += 1) {
        if (varied.length > 8 && mask % 7 !== 0) continue
        subsets += 1
        const chosen = new Set(varied.filter((_, k) => (mask & (1 << k)) !== 0))
        const holding = evaluateHolds(
          theory.system,
          (text) =>
            varied.includes(text) ? (chosen.has(text) ? 'true' : 'false') : theory.facts.has(text) ? 'true' : undefined,
          (c) => !silenced.has(c),
        )
        const plain = plainTruths(dossier, {
          relied: (c, p) => {
            const text = certificateAtom('relied', c, p).text
            return varied.includes(text) ? chosen.has(text) : holding.surely[theory.system.idOf.get(text) ?? -1] === 1
          },
          held: (e) => !varied.includes(evidenceAtom(e).text) || chosen.has(evidenceAtom(e).text),
          reaches: (c, p, g) => {
            const text = `declared:${c} reaches ${p.id}/${g}`
            return !varied.includes(text) || chosen.has(text)
          },
          shownSomewhere: (p, a) => {
            const text = `declared:shown somewhere ${p}/${a}`
            return !varied.includes(text) || chosen.has(text)
          },
          enough: () => true,
        })
        const kernel = everything(dossier).filter(
          (t) => holding.surely[theory.system.idOf.get(`computed:${t}`) ?? -1] === 1,
        )
        expect([seed, mask, kernel]).toEqual([seed, mask, everything(dossier).filter((t) => plain.has(t))])
      }
    }
    expect(subsets).toBeGreaterThan(2000)
  })

  it('reads letters as one fixed point per letter would', () => {
    const seen = new Map<Letter, number>()
    let inSeveralWays = 0
    for (const seed of SEEDS) {
      const { dossier, on } = made(seed)
      const composition = composed(dossier)
      for (const bound of ['surely', 'possibly'] as const) {
        const truth = (text: string): boolean => {
          const about = atom(text.slice(0, text.indexOf(':')) as 'computed', text.slice(text.indexOf(':') + 1))
          const t = composition.theory.truth(about, on)
          return bound === 'surely' ? t === 'yes' : t !== 'no'
        }
        const side = bound === 'surely' ? 'low' : 'high'
        for (const reading of ['formal', 'technical'] as const) {
          const best = new Map<string, Letter>()
          for (const letter of LETTERS.slice(1)) {
            const wanted = levelsOf(thresholds, 'product').filter(
              (l) => LETTERS.indexOf(l.letter) <= LETTERS.indexOf(letter),
            )
            const deep = (x: ProfileInterval): boolean =>
              wanted.every((l) => thresholdsFor(l.requires, reading).every((t) => meets(x[side], t)))
            const so = plainTruths(dossier, {
              relied: (c, p) => truth(certificateAtom('relied', c, p).text),
              held: (e) => truth(evidenceAtom(e).text),
              reaches: (c, p, g) => {
                const text = `declared:${c} reaches ${p.id}/${g}`
                return !composition.theory.facts.has(text) || truth(text)
              },
              shownSomewhere: (p, a) => truth(`declared:shown somewhere ${p}/${a}`),
              enough: (p, g) =>
                deep(g === undefined ? composition.assuranceOf(p, on) : composition.assuranceBehind(p, g, on)),
            })
            for (const t of so) best.set(t, letter)
          }
          for (const p of dossier.parts) {
            for (const g of p.guarantees) {
              const { ways } = composition.claim(p.id, g.id, on)
              if (ways[bound].length > 1) inSeveralWays += 1
              const letter = letterOfWays(ways[bound], 'product', thresholds, reading)
              seen.set(letter, (seen.get(letter) ?? 0) + 1)
              expect([seed, bound, g.id, letterOfWays(ways[bound], 'product', thresholds, reading)]).toEqual([
                seed,
                bound,
                g.id,
                best.get(`claim ${p.id}/${g.id}`) ?? 'none',
              ])
            }
          }
        }
      }
    }
    expect(inSeveralWays).toBeGreaterThan(20)
    expect([...seen].filter(([, count]) => count > 5).length).toBeGreaterThan(3)
  })
})

it('counts for the lower bound only what surely counts, and for the upper what may', () => {
  let unsure = 0
  for (const seed of SEEDS) {
    const { dossier, on } = made(seed)
    const composition = composed(dossier)
    for (const part of dossier.parts) {
      const relied = (c: string) => composition.theory.truth(certificateAtom('relied', c, part.id), on)
      const held = dossier.evidence.filter((e) => composition.theory.truth(evidenceAtom(e.id), on) === 'yes')
      const keep = (truths: readonly string[]) => {
        const certificates = part.certificates.filter((c) => truths.includes(relied(c)))
        const parts = dossier.parts.map((p) => (p === part ? { ...p, certificates } : p))
        return composed({ ...dossier, parts, evidence: held }).assuranceOf(part.id, on)
      }
      unsure += part.certificates.filter((c) => relied(c) === 'not-known').length
      const found = composition.assuranceOf(part.id, on)
      expect([seed, part.id, found.low]).toEqual([seed, part.id, keep(['yes']).low])
      expect([seed, part.id, found.high]).toEqual([seed, part.id, keep(['yes', 'not-known']).high])
      expect(isAtMost(found.low, found.high)).toBe(true)
    }
  }
  expect(unsure).toBeGreaterThan(20)
})

describe('composition over time', () => {
  it('reads the same day by day as in sets of days', () => {
    for (const seed of SEEDS.slice(0, 60)) {
      const { dossier } = made(seed)
      const { theory } = composed(dossier)
      const d = dice(seed)
      const asked = [
        ...dossier.parts.flatMap((p) => [
          standsAtom(p.id),
          ...p.guarantees.map((g) => claimAtom(p.id, g.id)),
          ...p.assumptions.map((a) => assumptionAtom(p.id, a.id)),
        ]),
        ...dossier.certificates.flatMap((c) =>
          (['relied', 'reusable', 'renewable'] as const).map((x) => certificateAtom(x, c.id)),
        ),
      ]
      for (const about of asked) {
        const { surely, possibly } = theory.when(about)
        const edges = [...surely, ...possibly]
          .flatMap((i) => [i.from - 1, i.from, i.to - 1, i.to])
          .filter((n) => n > -600000 && n < 2900000)
        for (const day of [...edges, ...Array.from({ length: 4 }, () => toDayNumber(dayIn(d)))]) {
          const truth = theory.truth(about, fromDayNumber(day))
          expect([seed, about.text, day, containsDay(surely, day), containsDay(possibly, day)]).toEqual([
            seed,
            about.text,
            day,
            truth === 'yes',
            truth !== 'no',
          ])
        }
      }
    }
  })

  it('never counts a certificate after the last day its issuer wrote, and never before its issue', () => {
    for (const seed of SEEDS.slice(0, 60)) {
      const { dossier } = made(seed)
      const composition = composed(dossier)
      for (const c of dossier.certificates) {
        const days = [
          ...(c.expires === undefined ? [] : [addDays(c.expires, 1)]),
          ...(c.issued === undefined ? [] : [addDays(c.issued, -1)]),
        ]
        for (const day of days) {
          const read = composition.certificate(c.id, day)
          expect([read.relied.answer.kind, read.reusable.answer.kind, read.renewable.answer.kind]).toEqual([
            'no',
            'no',
            'no',
          ])
        }
      }
    }
  })
})

describe('why', () => {
  it('has a proof for every atom that the checker accepts', () => {
    for (const seed of SEEDS.slice(0, 60)) {
      const { dossier, on } = made(seed)
      const { theory } = composed(dossier)
      const day = toDayNumber(on)
      for (const text of theory.system.atoms) {
        const about = atom(text.slice(0, text.indexOf(':')) as 'computed', text.slice(text.indexOf(':') + 1))
        const verdict = checkProof(theory.proof(about, on), {
          clauses: theory.system.clauses,
          inForce: (c) => theory.isInForce(c, day),
          factOf: (a) => theory.factOn(a, day),
        })
        expect([seed, text, verdict.kind]).toEqual([seed, text, 'accepted'])
      }
    }
  })

  it('rests no law on anything computed', () => {
    for (const seed of SEEDS.slice(0, 30)) {
      const { system } = composed(made(seed).dossier).theory
      for (const clause of system.clauses.filter((c) => c.head.startsWith('law:'))) {
        for (const p of [...clause.body, ...(clause.unless ?? [])]) {
          expect((PREMISES_OF.law as readonly string[]).includes(p.slice(0, p.indexOf(':')))).toBe(true)
        }
      }
    }
    const builder = new TheoryBuilder()
    expect(() =>
      // @ts-expect-error: a status may not rest on a computed answer
      builder.conclude(atom('law', 'status withdrawn cc:X'), [certificateAtom('relied', 'cc:X')], {
        id: 'x',
        says: 'x',
      }),
    ).toThrow('must not rest on')
  })
})

// ---- what must never rise, and what must not matter ------------------------------------------------------------------------------

const ORDER = { no: 0, 'not-known': 1, yes: 2 } as const

/** Truth and both letters of every claim. */
function standing(
  dossier: Dossier,
  on: CalendarDate,
): ReadonlyMap<string, { readonly truth: 'no' | 'not-known' | 'yes'; readonly low: Letter; readonly high: Letter }> {
  const composition = composed(dossier)
  return new Map(
    dossier.parts.flatMap((p) =>
      p.guarantees.map((g) => {
        const { ways } = composition.claim(p.id, g.id, on)
        const { low, high } = lettersOf(ways, 'product', thresholds, 'technical')
        return [`${p.id}/${g.id}`, { truth: composition.theory.truth(claimAtom(p.id, g.id), on), low, high }] as const
      }),
    ),
  )
}

/** Claims of which truth or a letter stands higher than before. */
function risen(before: ReturnType<typeof standing>, after: ReturnType<typeof standing>): readonly string[] {
  return [...after].flatMap(([claim, now]) => {
    const then = before.get(claim)
    if (then === undefined) return []
    const letters = (['low', 'high'] as const).some((x) => LETTERS.indexOf(now[x]) > LETTERS.indexOf(then[x]))
    return letters || ORDER[now.truth] > ORDER[then.truth] ? [claim] : []
  })
}

describe('laws', () => {
  it('removing evidence never raises', () => {
    for (const seed of SEEDS.slice(0, 60)) {
      const { dossier, on } = made(seed)
      const before = standing(dossier, on)
      for (const gone of dossier.evidence) {
        // The name stays in the assumptions, as it would in a dossier whose record was taken out.
        expect([
          seed,
          risen(before, standing({ ...dossier, evidence: dossier.evidence.filter((e) => e !== gone) }, on)),
        ]).toEqual([seed, []])
      }
    }
  })

  it('a revoked certificate lowers or keeps every claim, and touches no other record', () => {
    for (const seed of SEEDS.slice(0, 60)) {
      const { dossier, on } = made(seed)
      const before = standing(dossier, on)
      for (const gone of dossier.certificates) {
        const certificates = dossier.certificates.map((c) =>
          c === gone
            ? { ...c, status: [...c.status.filter((s) => s.from < on), { value: 'revoked' as const, from: on }] }
            : c,
        )
        const after = { ...dossier, certificates }
        expect([seed, risen(before, standing(after, on))]).toEqual([seed, []])
        for (const c of certificates)
          if (c.id !== gone.id)
            expect(composed(after).certificate(c.id, on).recorded).toEqual(
              composed(dossier).certificate(c.id, on).recorded,
            )
      }
    }
  })

  it('a weaker part never strengthens the whole', () => {
    const weak = [...levels.values()].filter((l) => l.targetType === 'product')
    for (const seed of SEEDS.slice(0, 60)) {
      const { dossier, on } = made(seed)
      const before = standing(dossier, on)
      dossier.certificates.forEach((c, i) => {
        const now = levels.get(c.level)
        const lower = weak.find(
          (l) =>
            now !== undefined &&
            now.targetType === 'product' &&
            l.scheme === now.scheme &&
            l.id !== now.id &&
            isAtMost(l.profile.low, now.profile.low) &&
            isAtMost(l.profile.high, now.profile.high),
        )
        if (lower === undefined) return
        const certificates = dossier.certificates.map((x, j) => (j === i ? { ...x, level: lower.id } : x))
        expect([seed, risen(before, standing({ ...dossier, certificates }, on))]).toEqual([seed, []])
      })
    }
  })

  it('an isolated part changes no claim, and order matters nowhere', () => {
    for (const seed of SEEDS.slice(0, 60)) {
      const { dossier, on } = made(seed)
      const alone: Part = {
        id: 'alone',
        name: 'Alone',
        origin: 'bought',
        certificates: [],
        guarantees: [],
        assumptions: [],
        dependsOn: [],
      }
      const before = standing(dossier, on)
      expect(standing({ ...dossier, parts: [alone, ...dossier.parts] }, on)).toEqual(before)
      const turned = {
        ...dossier,
        parts: [...dossier.parts].reverse(),
        certificates: [...dossier.certificates].reverse(),
        evidence: [...dossier.evidence].reverse(),
      }
      expect(standing(turned, on)).toEqual(before)
    }
  })

  it('layers say what the flattened dossier says', () => {
    for (const seed of SEEDS) {
      const { dossier, on } = made(seed, { ...SHAPE, circles: false })
      const below = (id: string): readonly string[] => {
        const part = dossier.parts.find((p) => p.id === id)
        return part === undefined ? [] : [...new Set(part.dependsOn.flatMap((q) => [q, ...below(q)]))].sort()
      }
      const flat = { ...dossier, parts: dossier.parts.map((p) => ({ ...p, dependsOn: below(p.id) })) }
      expect(standing(flat, on)).toEqual(standing(dossier, on))
    }
  })

  it('parts that only vouch for each other prove nothing, and the circle is named', () => {
    const part = (id: string, other: string): Part => ({
      id,
      name: id,
      origin: 'bought',
      certificates: [],
      guarantees: [{ id: `${id}.g`, says: id, requirements: [] }],
      assumptions: [{ id: `${id}.a`, says: `${other} holds`, dischargedBy: [`${other}.g`] }],
      dependsOn: [],
    })
    const certificate = (id: string) => ({
      id,
      level: 'cc31-eal2',
      scope: { versions: [], configurations: [] },
      issued: '2026-01-01' as CalendarDate,
      expires: '2030-01-01' as CalendarDate,
      status: [{ value: 'active' as const, from: '2026-01-01' as CalendarDate }],
      covers: [],
      caveats: [],
      invented: true,
    })
    const dossier = emptyDossier({
      parts: [
        { ...part('a', 'b'), certificates: ['cc:A'] },
        { ...part('b', 'a'), certificates: ['cc:B'] },
      ],
      certificates: [certificate('cc:A'), certificate('cc:B')],
    })
    const on = '2027-01-01' as CalendarDate
    const composition = composed(dossier)
    expect(composition.claim('a', 'a.g', on).answer.kind).toBe('no')
    expect(composition.circles(on)).toEqual([{ members: ['a/a.a', 'a/a.g', 'b/b.a', 'b/b.g'], isProved: false }])
    const shown = {
      ...dossier,
      parts: dossier.parts.map((p) =>
        p.id === 'b'
          ? { ...p, assumptions: [{ id: 'b.a', says: 'a holds', dischargedBy: ['a.g', 'environment'] }] }
          : p,
      ),
    }
    expect(composed(shown).claim('a', 'a.g', on).answer.kind).toBe('value')
    expect(composed(shown).circles(on)[0]?.isProved).toBe(true)
  })

  it('a base that is evaluated less deep than what leans on it is shown', () => {
    const on = '2027-01-01' as CalendarDate
    const part = (id: string, level: string): Part => ({
      id,
      name: id,
      origin: 'bought',
      certificates: [`made:${level}`],
      guarantees: [{ id: `${id}.g`, says: id, requirements: [] }],
      assumptions: id === 'top' ? [{ id: 'top.a', says: 'the base holds', dischargedBy: ['base.g'] }] : [],
      dependsOn: [],
      version: '1',
    })
    const asDeep = (top: string, base: string) => {
      const certificates = [...new Set([top, base])].map((level) => ({
        id: `made:${level}`,
        level,
        scope: { versions: ['1'], configurations: [] },
        issued: '2026-01-01' as CalendarDate,
        expires: '2030-01-01' as CalendarDate,
        status: [{ value: 'active' as const, from: '2026-01-01' as CalendarDate }],
        covers: [],
        caveats: [],
        invented: true,
      }))
      return composed(emptyDossier({ parts: [part('base', base), part('top', top)], certificates })).bases(on)
    }
    expect(asDeep('cc31-eal2', 'cc31-eal2')).toEqual([{ part: 'top', base: 'base', isAsDeep: 'not-known' }])
    expect(asDeep('cc31-eal2-flr2', 'cc31-eal4-flr3')[0]?.isAsDeep).toBe('yes')
    expect(asDeep('cc31-eal4-flr3', 'cc31-eal2-flr2')[0]?.isAsDeep).toBe('no')
  })

  it('another part that can reach one never strengthens it, and a guarantee that keeps it away never weakens it', () => {
    let weaker = 0
    let kept = 0
    for (const seed of SEEDS) {
      const { dossier, on } = made(seed)
      const exposed = withExposures(dossier, seed)
      const isolated: Dossier = {
        ...exposed,
        parts: exposed.parts.map((p) => ({
          ...p,
          exposedTo: (p.exposedTo ?? []).map((e) => ({
            ...e,
            isolatedBy: [...e.isolatedBy, ...exposed.parts.flatMap((x) => x.guarantees.map((g) => g.id))],
          })),
        })),
      }
      const read = [dossier, isolated, exposed].map((d) => composed(d))
      for (const p of dossier.parts) {
        for (const g of p.guarantees) {
          const [free, apart, open] = read.map((c) => ORDER[c.theory.truth(claimAtom(p.id, g.id), on)]) as [
            number,
            number,
            number,
          ]
          expect([seed, g.id, open <= apart, apart <= free]).toEqual([seed, g.id, true, true])
          weaker += open < free ? 1 : 0
          kept += open < apart ? 1 : 0
        }
      }
    }
    expect([weaker > 20, kept > 0]).toEqual([true, true])
  })

  it('certified parts alone give the whole no level', () => {
    for (const seed of SEEDS.slice(0, 60)) {
      const { dossier, on } = made(seed)
      const alone = composed({ ...dossier, evidence: dossier.evidence.filter((e) => e.part !== 'whole') }).read(on)
      expect(alone.whole.answer.kind).toBe('no')
      expect(alone.whole.ways).toEqual({ surely: [], possibly: [] } satisfies Record<string, Ways>)
    }
  })
})
