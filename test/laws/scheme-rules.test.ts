/**
 * Laws of composite answers and of zones: brute force over all subsets of what they hang on, single days against sets of days, proofs that
 * are refused after any change, and what can never be answered.
 */
import { describe, expect, it } from 'vitest'
import { atom, type Citation } from '#domain/answers/index.ts'
import {
  checkDocument,
  type Composition,
  type CompositeCondition,
  type CompositeRule,
  compose,
  compositeAtom,
  compositionPairs,
  currentPremises,
  exportProof,
  type Pair,
  readPlaces,
} from '#domain/composition/index.ts'
import {
  type CompositionStatement,
  type Dossier,
  FOUNDATIONAL_REQUIREMENTS,
  type SecurityLevelVector,
} from '#domain/dossier/index.ts'
import { evaluateHolds } from '#fixpoint/index.ts'
import { addDays, type CalendarDate, date, fromDayNumber } from '#util/calendar-date.ts'
import { containsDay } from '#util/interval-set.ts'
import { assuranceCatalogue } from '../support/assurance.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { emptyDossier, FIRST, randomDossier } from '../support/dossiers.ts'
import { dice, type Dice } from '../support/random.ts'

const { levels } = assuranceCatalogue()
const LEVEL_IDS = ['cc31-eal2', 'eucc-eal4-van3', 'eucc-eal2-van2', 'fips140-2-l1']
const READ: Citation = { source: 's', at: '1', standing: 'primary', on: date('2026-01-01') }
const UNREAD: Citation = { source: 's', at: '2', standing: 'unchecked' }
const SEEDS = Array.from({ length: 60 }, (_, i) => i + 1)

const TESTS: readonly CompositeCondition['test'][] = [
  { kind: 'certified' },
  { kind: 'in-force' },
  { kind: 'exact-version' },
  { kind: 'dependent-certified' },
  { kind: 'report-age', months: 10 },
  { kind: 'at-least', order: 'depth' },
  { kind: 'at-least', order: [['eucc-eal4-van3'], ['eucc-eal2-van2']] },
  { kind: 'assumptions', of: ['guidance'], whose: 'base' },
  { kind: 'assumptions', of: ['mode'], whose: 'dependent' },
  { kind: 'caveats' },
  { kind: 'evidence', activities: ['composite-evaluation'], whose: 'dependent' },
  { kind: 'evidence', activities: ['composed-evaluation'], whose: 'base' },
  { kind: 'stated', fact: 'x', question: 'x?' },
  { kind: 'unread' },
]

function randomRule(d: Dice, i: number): CompositeRule {
  const kinds = { schemes: ['eucc', 'common-criteria', 'fips-140-2'], registers: ['cc', 'eucc', 'made'] }
  return {
    id: `r${i}`,
    name: `Rule ${i}`,
    scheme: 's',
    method: 'composite',
    speaksOf: kinds,
    counts: d.chance(1, 3) ? { schemes: ['eucc'], registers: ['eucc'] } : kinds,
    onlyWhenAsked: false,
    gives: 'something',
    never: [],
    citation: READ,
    conditions: TESTS.filter(() => d.chance(1, 3)).map((test, j) => ({
      id: `c${j}`,
      says: `condition ${j}`,
      test,
      citation: d.chance(1, 5) ? UNREAD : READ,
      ...(d.chance(1, 5) ? { exception: { fact: `e${j}`, says: 'an exception', citation: READ } } : {}),
    })),
  }
}

/** A random dossier with kinds of assumptions, caveats, and statements about some of its pairs. */
function made(seed: number): {
  readonly dossier: Dossier
  readonly rules: readonly CompositeRule[]
  readonly on: CalendarDate
} {
  const d = dice(seed + 31)
  const plain = randomDossier(
    seed,
    { parts: 3, certificates: 3, evidence: 3, circles: false, dense: seed % 2 === 0 },
    LEVEL_IDS,
  )
  const certificates = plain.certificates.map((c) => ({
    ...c,
    caveats: d.chance(1, 3) ? [] : d.chance(1, 2) ? ['None'] : ['in one mode only'],
  }))
  const parts = plain.parts.map((p) => ({
    ...p,
    assumptions: p.assumptions.map((a) => ({
      ...a,
      ...(d.chance(1, 2) ? { kind: d.chance(1, 2) ? ('guidance' as const) : ('mode' as const) } : {}),
      ...(d.chance(1, 2) && p.certificates[0] !== undefined ? { caveat: { of: p.certificates[0], number: 1 } } : {}),
    })),
  }))
  const dossier = { ...plain, certificates, parts }
  const compositions = compositionPairs(dossier)
    .filter(() => d.chance(2, 3))
    .map((pair, i): CompositionStatement => {
      const value = (): boolean | string => (d.chance(1, 4) ? 'e0' : d.chance(1, 2))
      return {
        id: `s${i}`,
        part: pair.part?.id ?? 'whole',
        base: pair.base.id,
        rules: [],
        facts: new Map(
          ['x', 'e0', 'e1', 'no-guidance', 'no-caveats'].filter(() => d.chance(1, 2)).map((f) => [f, value()]),
        ),
        ...(d.chance(1, 2) ? { method: 'composite' } : {}),
        ...(d.chance(1, 2) ? { wanted: LEVEL_IDS[d.between(0, LEVEL_IDS.length - 1)] as string } : {}),
        ...(d.chance(1, 3) ? { reportDated: addDays(FIRST, d.between(0, 400)) } : {}),
      }
    })
  return {
    dossier: { ...dossier, compositions },
    rules: [randomRule(d, 0), randomRule(d, 1)],
    on: addDays(FIRST, d.between(200, 500)),
  }
}

/** A plain account: what one condition hangs on, as atoms any list of which is enough. */
function waysOf(
  c: CompositeCondition,
  rule: CompositeRule,
  pair: Pair,
  dossier: Dossier,
  composition: Composition,
): readonly (readonly string[])[] {
  const { base, part } = pair
  const name = `${part?.id ?? 'whole'}/${base.id}`
  const isCounting = (id: string): boolean => {
    const certificate = dossier.certificates.find((x) => x.id === id)
    const level = levels.get(certificate?.level ?? '')
    return (
      rule.counts.registers.includes(id.slice(0, id.indexOf(':'))) ||
      (level !== undefined && rule.counts.schemes.includes(level.scheme))
    )
  }
  // Order of the dossier's certificates, as the rule reads them.
  const of = (ids: readonly string[]): readonly string[] =>
    dossier.certificates.map((x) => x.id).filter((id) => ids.includes(id) && isCounting(id))
  const counting = of(base.certificates)
  const stated = (fact: string): string => {
    const value = pair.statement?.facts.get(fact)
    const isEvidence = typeof value === 'string' && dossier.evidence.some((e) => e.id === value)
    return isEvidence ? `declared:evidence ${value}` : `declared:stated ${fact} for ${name}`
  }
  const all = [...composition.theory.facts.keys()]
  switch (c.test.kind) {
    case 'certified':
      return counting.map((id) => [all.find((t) => t.endsWith(`:held ${id}`)) as string])
    case 'in-force':
      return counting.map((id) => [`computed:in force ${id}`])
    case 'exact-version':
      return counting.map((id) => [`computed:relied ${id} by ${base.id}`])
    case 'dependent-certified': {
      const unbound = dossier.certificates
        .map((x) => x.id)
        .filter((id) => !dossier.parts.some((p) => p.certificates.includes(id)))
      return of(part?.certificates ?? unbound).map((id) => [
        `computed:relied ${id}${part === undefined ? '' : ` by ${part.id}`}`,
      ])
    }
    case 'report-age':
      return counting.map((id) => [`computed:report of ${id} within 10 months for ${name}`])
    case 'at-least':
      return counting.map((id) => [
        all.find((t) => t.startsWith(`computed:${id} covers `) && t.endsWith(` by ${rule.id} for ${name}`)) as string,
      ])
    case 'assumptions': {
      const bearer = c.test.whose === 'base' ? base : part
      const kinds = c.test.of
      const own = (bearer?.assumptions ?? []).filter((a) => a.kind !== undefined && kinds.includes(a.kind))
      return [own.length > 0 ? own.map((a) => `computed:assumption ${bearer?.id}/${a.id}`) : [stated(`no-${kinds[0]}`)]]
    }
    case 'caveats':
      return [
        counting.flatMap((id) => {
          const printed = dossier.certificates.find((x) => x.id === id)?.caveats ?? []
          if (printed.length === 0) return [stated('no-caveats')]
          if (printed[0] === 'None') return []
          const own = base.assumptions.filter((a) => a.caveat?.of === id)
          return own.length > 0
            ? own.map((a) => `computed:assumption ${base.id}/${a.id}`)
            : [`declared:caveat 1 of ${id} is met`]
        }),
      ]
    case 'evidence': {
      const { activities, whose } = c.test
      return dossier.evidence
        .filter((e) => activities.includes(e.activity))
        .filter((e) => (whose === 'base' ? e.part === base.id : e.part === 'whole' || e.part === part?.id))
        .map((e) => [`declared:evidence ${e.id}`])
    }
    case 'stated':
      return [[stated('x')]]
    case 'unread':
      return [[`law:not public ${rule.id} ${c.id}`]]
  }
}

describe('composite answers', () => {
  it('equal a plain account for every subset of up to twelve facts', () => {
    let compared = 0
    const seen = new Set<string>()
    for (const seed of SEEDS) {
      const { dossier, rules, on } = made(seed)
      const composition = compose(dossier, { levels, rules })
      const { theory } = composition
      const read = composition.composites(on)
      const hangs = new Set<string>()
      const plain = read.map(({ rule, part, base }) => {
        const pair = compositionPairs(dossier).find(
          (p) => (p.part?.id ?? 'whole') === part && p.base.id === base,
        ) as Pair
        const conditions = rule.conditions.map((c) => {
          const ways = waysOf(c, rule, pair, dossier, composition)
          const exception = c.exception?.fact
          const value = exception === undefined ? undefined : pair.statement?.facts.get(exception)
          const by =
            exception === undefined
              ? undefined
              : typeof value === 'string'
                ? `declared:evidence ${value}`
                : `declared:stated ${exception} for ${part}/${base}`
          const isUnread = c.citation.standing === 'unchecked'
          for (const a of [
            ...ways.flat(),
            ...(by === undefined ? [] : [by]),
            ...(isUnread ? [`law:text ${rule.id} ${c.id}`, `law:other text ${rule.id} ${c.id}`] : []),
          ])
            if (theory.facts.has(a)) hangs.add(a)
          return (so: (a: string) => boolean): boolean => {
            const tested = ways.some((way) => way.every(so))
            const met = isUnread
              ? (tested && so(`law:text ${rule.id} ${c.id}`)) || so(`law:other text ${rule.id} ${c.id}`)
              : tested
            return met || (by !== undefined && so(by))
          }
        })
        return {
          about: compositeAtom(rule.id, pair).text,
          holds: (so: (a: string) => boolean) => conditions.every((c) => c(so)),
        }
      })
      const varied = [...hangs].sort().slice(0, 12)
      for (let mask = 0; mask < 1 << varied.length; mask += varied.length > 8 ? 5 : 1) {
        const chosen = new Set(varied.filter((_, k) => (mask & (1 << k)) !== 0))
        const holding = evaluateHolds(theory.system, (text) =>
          varied.includes(text) ? (chosen.has(text) ? 'true' : 'false') : theory.facts.has(text) ? 'true' : undefined,
        )
        const so = (text: string): boolean => holding.surely[theory.system.idOf.get(text) ?? -1] === 1
        for (const p of plain) {
          compared += 1
          const kernel = so(p.about)
          seen.add(String(kernel))
          expect([seed, mask, p.about, kernel]).toEqual([seed, mask, p.about, p.holds(so)])
        }
      }
    }
    expect(compared).toBeGreaterThan(5000)
    expect(seen).toEqual(new Set(['true', 'false']))
  })

  it('read the same day by day as in sets of days', () => {
    for (const seed of SEEDS.slice(0, 30)) {
      const { dossier, rules, on } = made(seed)
      const composition = compose(dossier, { levels, rules })
      for (const { answer, when, rule, part, base } of composition.composites(on)) {
        const pair = compositionPairs(dossier).find(
          (p) => (p.part?.id ?? 'whole') === part && p.base.id === base,
        ) as Pair
        for (const i of [...when.surely, ...when.possibly].flatMap((x) => [x.from - 1, x.from, x.to - 1, x.to])) {
          if (i < -600000 || i > 2900000) continue
          const truth = composition.theory.truth(compositeAtom(rule.id, pair), fromDayNumber(i))
          expect([seed, i, containsDay(when.surely, i), containsDay(when.possibly, i)]).toEqual([
            seed,
            i,
            truth === 'yes',
            truth !== 'no',
          ])
        }
        expect(['value', 'no', 'not-known']).toContain(answer.kind)
      }
    }
  })

  it('have proofs that are refused after any change of a premise', () => {
    let refused = 0
    for (const seed of SEEDS) {
      const { dossier, rules, on } = made(seed)
      const composition = compose(dossier, { levels, rules })
      const { theory } = composition
      const now = currentPremises(theory)
      for (const { rule, part, base } of composition.composites(on)) {
        const about = atom('computed', `composite ${rule.id} ${part}/${base}`)
        const exported = exportProof(theory, about, on)
        if (exported.kind === 'not-settled') continue
        const { document } = exported
        expect(checkDocument(document, now).kind).toBe('accepted')
        for (const fact of document.facts) {
          const changed = new Map(now.facts)
          changed.set(fact.atom, {
            ...fact,
            surely: fact.surely.length === 0 ? [{}] : [],
            possibly: fact.possibly.length === 0 ? [{}] : [],
          })
          expect([seed, fact.atom, checkDocument(document, { ...now, facts: changed }).kind]).toEqual([
            seed,
            fact.atom,
            'refused',
          ])
          refused += 1
        }
        for (const clause of document.clauses) {
          const without = {
            ...now,
            clausesFor: (head: string) =>
              now.clausesFor(head).filter((c) => head !== clause.head || c.rule !== clause.rule),
          }
          expect([seed, clause.rule, checkDocument(document, without).kind]).toEqual([seed, clause.rule, 'refused'])
        }
      }
    }
    expect(refused).toBeGreaterThan(60)
  })

  it('are never yes where a text that they rest on was not read, whatever is stated', () => {
    const catalogue = repositoryCatalogue()
    const unread = catalogue.compositeRules.filter((r) =>
      r.conditions.some((c) => c.citation.standing === 'unchecked' && c.exception === undefined),
    )
    expect(unread.length).toBeGreaterThan(5)
    for (const rule of catalogue.compositeRules) {
      const asked = rule.conditions.flatMap((c) => [
        ...(c.test.kind === 'stated' ? [c.test.fact] : []),
        ...(c.test.kind === 'assumptions' ? [`no-${c.test.of[0]}`] : []),
        ...(c.exception === undefined ? [] : [c.exception.fact]),
        'no-caveats',
      ])
      const facts = [...new Set(asked)]
      const answers = new Set<string>()
      for (let mask = 0; mask < 1 << facts.length; mask += 1) {
        const stated = new Map(facts.filter((_, k) => (mask & (1 << k)) !== 0).map((f) => [f, true] as const))
        const composition = compose(best(rule, stated, catalogue), { levels: catalogue.levels, rules: [rule] })
        const [read] = composition.composites(rule.from ?? date('2026-11-01'))
        answers.add(read?.answer.kind ?? 'not read')
      }
      expect([rule.id, answers.has('not read'), answers.has('value')]).toEqual([rule.id, false, !unread.includes(rule)])
    }
  })
})

/** Two parts with every certificate, piece of evidence and version that a rule could wish for. */
function best(
  rule: CompositeRule,
  facts: ReadonlyMap<string, boolean>,
  catalogue: ReturnType<typeof repositoryCatalogue>,
): Dossier {
  const scheme = rule.counts.schemes[0] as string
  const order = rule.conditions.flatMap((c) =>
    c.test.kind === 'at-least' && c.test.order !== 'depth' ? c.test.order : [],
  )[0]
  const level = order?.[0] ?? [...catalogue.levels.values()].find((l) => l.scheme === scheme)?.id ?? ''
  const certificate = (id: string) => ({
    id,
    level,
    scope: { versions: ['1'], configurations: [] },
    issued: addDays(rule.from ?? date('2026-11-01'), -10),
    expires: date('2031-01-01'),
    status: [{ value: 'active' as const, from: date('2020-01-01') }],
    covers: [],
    caveats: [],
    invented: true,
  })
  const part = (id: string, certificates: readonly string[]) => ({
    id,
    name: id,
    origin: 'bought' as const,
    version: '1',
    certificates,
    guarantees: [],
    assumptions: [],
    dependsOn: [],
  })
  const activities = [...new Set(rule.conditions.flatMap((c) => (c.test.kind === 'evidence' ? c.test.activities : [])))]
  const register = rule.counts.registers[0] ?? 'x'
  return emptyDossier({
    parts: [part('top', [`${register}:top`]), part('base', [`${register}:base`])],
    certificates: [certificate(`${register}:top`), certificate(`${register}:base`)],
    evidence: ['top', 'base'].flatMap((on) =>
      activities.map((activity) => ({
        id: `${activity}-${on}`,
        activity,
        performer: { who: 'lab', independence: 4 },
        on: date('2020-01-01'),
        gives: [],
        covers: [],
        part: on,
      })),
    ),
    compositions: [{ id: 'c', part: 'top', base: 'base', method: rule.method, rules: [rule.id], wanted: level, facts }],
  })
}

describe('zones', () => {
  it('reach what the weakest part is shown to be capable of, for every subset of what is shown', () => {
    let below = 0
    for (const seed of SEEDS.slice(0, 30)) {
      const d = dice(seed + 5)
      const vector = (): SecurityLevelVector =>
        Object.fromEntries(FOUNDATIONAL_REQUIREMENTS.map((r) => [r, d.between(0, 4)])) as SecurityLevelVector
      const record = (id: string) => ({
        id,
        activity: 'test',
        performer: { who: 'lab', independence: 4 },
        on: date('2026-01-01'),
        gives: [],
        covers: [],
        part: 'whole',
      })
      const ids = Array.from({ length: 7 }, (_, i) => `e${i}`)
      const parts = Array.from({ length: 3 }, (_, i) => ({
        id: `p${i}`,
        name: `p${i}`,
        origin: 'bought' as const,
        certificates: [],
        guarantees: [],
        assumptions: [],
        dependsOn: [],
        zone: 'z',
        capabilities: Array.from({ length: 2 }, () => ({ levels: vector(), shownBy: ids[d.between(0, 4)] as string })),
      }))
      const countermeasures = [
        { requirement: 'IAC' as const, level: d.between(1, 4), by: ['e5'] },
        { requirement: 'RDF' as const, level: d.between(1, 4), by: ['e6', 'e5'] },
      ]
      const zone = { id: 'z', name: 'Z', target: vector(), countermeasures }
      for (let mask = 0; mask < 1 << ids.length; mask += 1) {
        const shown = new Set(ids.filter((_, k) => (mask & (1 << k)) !== 0))
        const dossier = emptyDossier({
          parts,
          zones: [zone],
          evidence: ids.map((id) => ({ ...record(id), ...(shown.has(id) ? {} : { expires: date('2026-01-02') }) })),
        })
        const [read] = readPlaces(dossier, compose(dossier, { levels }).theory, date('2026-06-01'))
        const reached = FOUNDATIONAL_REQUIREMENTS.map((r) =>
          Math.min(
            ...parts.map((p) =>
              Math.max(
                0,
                ...p.capabilities.filter((c) => shown.has(c.shownBy)).map((c) => c.levels[r]),
                ...countermeasures
                  .filter((m) => m.requirement === r && m.by.some((e) => shown.has(e)))
                  .map((m) => m.level),
              ),
            ),
          ),
        )
        expect([seed, mask, read?.reached.map((x) => x.surely)]).toEqual([seed, mask, reached])
        const met = FOUNDATIONAL_REQUIREMENTS.every((r, i) => (reached[i] as number) >= zone.target[r])
        below += met ? 0 : 1
        expect([seed, mask, read?.answer.kind]).toEqual([seed, mask, met ? 'value' : 'no'])
      }
    }
    expect(below).toBeGreaterThan(100)
  })
})
