/**
 * Entries as written to values of the heart. Shorthand is expanded here and nowhere else: the file's `cite`, missing lists, defaults.
 * Trouble is collected with a JSON Pointer into the entry; whoever holds the document turns it into a place.
 */
import type { Static } from '@sinclair/typebox'
import type { Citation, Standing } from '#domain/answers/index.ts'
import {
  DEEPEST,
  DIMENSIONS,
  type Dimension,
  EMPTY_FRONT,
  type Front,
  frontOf,
  type Letter,
  LETTERS,
  type LetterThresholds,
  MOST_INDEPENDENT,
  type NativeLevel,
  profile,
  TARGET_TYPES,
  type TargetType,
  type Threshold,
  type ThresholdTables,
  WITHOUT_PERFORMER,
} from '#domain/assurance/index.ts'
import type {
  Act,
  Conclusion,
  Expression,
  FactDefinition,
  FactTest,
  LawRule,
  StateDefinition,
} from '#domain/law/index.ts'
import type { CertificateKinds, CompositeRule, CompositeTest } from '#domain/composition/index.ts'
import type { AssessmentOption, Figure, Recognition, Source } from '#domain/questions/index.ts'
import type { Mapping, MappingRow, Requirement, RequirementRef, RequirementSet } from '#domain/requirements/index.ts'
import { type CalendarDate, parseDate } from '#util/calendar-date.ts'
import type {
  AuthoredCitation,
  compositeRuleShape,
  coordinateShape,
  factSetShape,
  levelShape,
  mappingShape,
  optionShape,
  recognitionShape,
  requirementSetShape,
  rulesShape,
  sourceShape,
  stateShape,
  thresholdsShape,
} from './schema.ts'

export interface EntryProblem {
  readonly code:
    | 'catalogue.no-source'
    | 'catalogue.point-without-text'
    | 'catalogue.expression'
    | 'catalogue.out-of-scale'
    | 'catalogue.range'
    | 'catalogue.composite-test'
    | 'catalogue.read-day'
    | 'shape.bad-date'
  readonly pointer: string
  readonly message: string
}

export type Report = (problem: EntryProblem) => void

/** A fact's own citation over the file's; what neither says is a problem. */
export function citation(
  own: AuthoredCitation | undefined,
  file: AuthoredCitation | undefined,
  pointer: string,
  report: Report,
): Citation {
  const source = own?.source ?? file?.source
  const at = own?.at ?? file?.at ?? ''
  const standing: Standing = own?.standing ?? file?.standing ?? 'unchecked'
  const on = own?.on ?? file?.on
  if (source === undefined && standing !== 'unchecked')
    report({ code: 'catalogue.no-source', pointer, message: 'this fact has no source' })
  if (standing !== 'unchecked' && on === undefined)
    report({ code: 'catalogue.read-day', pointer, message: `standing ${standing} without the day it was read` })
  return {
    source: source ?? '',
    at,
    standing,
    ...(on === undefined || standing === 'unchecked' ? {} : { on: on as CalendarDate }),
  }
}

function asDay(text: string): CalendarDate {
  return text as CalendarDate
}

export function decodeSource(e: Static<typeof sourceShape>): Source {
  return {
    id: e.id,
    title: e.title,
    publisher: e.publisher,
    type: e.type,
    ...(e.edition === undefined ? {} : { edition: e.edition }),
    ...(e.address === undefined ? {} : { address: e.address }),
    ...(e.readOn === undefined ? {} : { readOn: e.readOn }),
    ...(e.readAs === undefined ? {} : { readAs: e.readAs }),
  }
}

// ---- levels -------------------------------------------------------------------------------------------------------------------

type AuthoredCoordinate = Static<typeof coordinateShape>

function bounds(value: AuthoredCoordinate['depth'], fallback: readonly [number, number]): readonly [number, number] {
  if (value === undefined) return fallback
  if (typeof value === 'number') return [value, value]
  return [value[0] as number, value[1] as number]
}

/** Bounds of one coordinate. Unknown runs from nothing to everything. */
function frontBounds(
  dimension: Dimension,
  c: AuthoredCoordinate,
  pointer: string,
  report: Report,
): { low: Front; high: Front } {
  const noPerformer = WITHOUT_PERFORMER.has(dimension)
  const most = noPerformer ? 0 : MOST_INDEPENDENT
  if (c.unknown === true) return { low: EMPTY_FRONT, high: frontOf([{ depth: DEEPEST[dimension], performer: most }]) }
  if (c.pairs !== undefined) {
    const front = frontOf(
      c.pairs.map((p) => ({ depth: p[0] as number, performer: noPerformer ? 0 : (p[1] as number) })),
    )
    return { low: front, high: front }
  }
  const [depthLow, depthHigh] = bounds(c.depth, [0, DEEPEST[dimension]])
  const [performerLow, performerHigh] = noPerformer ? [0, 0] : bounds(c.performer, [0, MOST_INDEPENDENT])
  if (depthHigh > DEEPEST[dimension] || performerHigh > MOST_INDEPENDENT)
    report({
      code: 'catalogue.out-of-scale',
      pointer,
      message: `depth ${depthHigh} by performer ${performerHigh} is outside the scale of dimension ${dimension}`,
    })
  if (depthLow > depthHigh || performerLow > performerHigh)
    report({ code: 'catalogue.range', pointer, message: 'the interval runs backwards' })
  return {
    low: frontOf([{ depth: depthLow, performer: performerLow }]),
    high: frontOf([{ depth: depthHigh, performer: performerHigh }]),
  }
}

export function decodeLevel(e: Static<typeof levelShape>, report: Report): NativeLevel {
  const low: Partial<Record<Dimension, Front>> = {}
  const high: Partial<Record<Dimension, Front>> = {}
  const coordinates = DIMENSIONS.map((dimension) => {
    const c = e.profile[dimension]
    const pointer = `/profile/${dimension}`
    const front = frontBounds(dimension, c, pointer, report)
    low[dimension] = front.low
    high[dimension] = front.high
    const isPoint =
      front.low.length === front.high.length &&
      front.low.every((p, i) => p.depth === front.high[i]?.depth && p.performer === front.high[i]?.performer)
    const cite = citation(c, e.cite, pointer, report)
    if (isPoint && (cite.standing === 'unchecked' || cite.standing === 'estimate')) {
      report({
        code: 'catalogue.point-without-text',
        pointer,
        message: `dimension ${dimension} is a point, but its standing is ${cite.standing}`,
      })
    }
    return { dimension, because: c.because, citation: cite, isPoint }
  })
  return {
    id: e.id,
    name: e.name,
    scheme: e.scheme,
    edition: e.edition,
    targetType: e.targetType,
    asPrinted: e.asPrinted,
    profile: { low: profile(low), high: profile(high) },
    coordinates,
    ...(e.includes === undefined
      ? {}
      : {
          includes: e.includes.map((i, n) => ({
            level: i.level,
            because: i.because,
            citation: citation(i, e.cite, `/includes/${n}`, report),
          })),
        }),
  }
}

export function decodeThresholds(e: Static<typeof thresholdsShape>, report: Report): ThresholdTables {
  function row(r: (typeof e.tables)[number]['levels'][number]['requires'][number]): Threshold {
    const withoutPerformer = r.dimension === 'I' || r.dimension === 'M'
    const dimension = r.dimension === 'R' ? 'r' : r.dimension
    return { dimension, depth: r.depth, performer: withoutPerformer ? 0 : (r.performer ?? 0), because: r.because ?? '' }
  }
  return {
    id: e.id,
    edition: e.edition,
    from: asDay(e.from),
    tables: e.tables.map((t) => ({
      targetTypes: t.targetTypes,
      levels: t.levels.map((l): LetterThresholds => ({ letter: l.letter, requires: l.requires.map(row) })),
    })),
    csa: e.csa.map((c, i) => ({
      level: c.level,
      targetTypes: c.targetTypes,
      requires: c.requires.map(row),
      because: c.because,
      citation: citation(c, e.cite, `/csa/${i}`, report),
    })),
  }
}

// ---- requirements -------------------------------------------------------------------------------------------------------------

export function decodeRequirementSet(e: Static<typeof requirementSetShape>, report: Report): RequirementSet {
  return {
    id: e.id,
    name: e.name,
    edition: e.edition,
    ...(e.publisher === undefined ? {} : { publisher: e.publisher }),
    ...(e.licence === undefined ? {} : { licence: e.licence }),
    ...(e.hub === true ? { isHub: true } : {}),
    ...(e.partial === true ? { isPartial: true } : {}),
    ...(e.parts === undefined ? {} : { parts: e.parts }),
    requirements: e.requirements.map((r, i) => ({
      id: r.id,
      title: r.title ?? r.id,
      says: r.says ?? '',
      isHeading: r.heading ?? false,
      applies: r.applies ?? 'always',
      substitutable: r.substitutable ?? true,
      ...(r.ofTheWhole === true ? { isOfTheWhole: true } : {}),
      ...(r.deniedBy === undefined ? {} : { deniedBy: r.deniedBy }),
      ...(r.stableId === undefined ? {} : { stableId: r.stableId }),
      ...(r.parent === undefined ? {} : { parent: r.parent }),
      citation: citation(r, e.cite, `/requirements/${i}`, report),
      ...(r.family === undefined ? {} : { family: r.family }),
      ...(r.tiers === undefined ? {} : { tiers: decodeTiers(r.tiers, `/requirements/${i}/tiers`, report) }),
      ...(r.tierBecause === undefined ? {} : { tierBecause: r.tierBecause }),
      ...(r.shownBy === undefined ? {} : { shownBy: r.shownBy }),
    })),
  }
}

function decodeTiers(
  tiers: Readonly<Record<string, string>>,
  pointer: string,
  report: Report,
): NonNullable<Requirement['tiers']> {
  const out: { -readonly [T in TargetType]?: Letter } = {}
  for (const [type, letter] of Object.entries(tiers)) {
    const isKnown =
      (TARGET_TYPES as readonly string[]).includes(type) &&
      (LETTERS as readonly string[]).includes(letter) &&
      letter !== 'none'
    if (isKnown) out[type as TargetType] = letter as Letter
    else
      report({
        code: 'catalogue.range',
        pointer,
        message: `"${type}: ${letter}" is no type of target with a level from E to A`,
      })
  }
  return out
}

export function decodeMapping(e: Static<typeof mappingShape>, report: Report): Mapping {
  return {
    id: e.id,
    from: e.from,
    to: e.to,
    author: e.author,
    ...(e.date === undefined ? {} : { date: e.date }),
    ...(e.status === undefined ? {} : { status: e.status }),
    ...(e.pins === undefined ? {} : { pins: e.pins }),
    rows: e.maps.map((m, i) => ({
      from: m.from,
      to: m.to,
      relation: m.relation,
      rationale: m.rationale,
      because: m.because ?? m.note ?? '',
      ...(m.printed === undefined ? {} : { printed: m.printed }),
      ...acceptedOf(m.accepted ?? e.accepted),
      citation: citation(m, e.cite, `/maps/${i}`, report),
    })),
  }
}

/** What stands at a row is of the row; what stands at the entry is of every row that says nothing else. */
function acceptedOf(a: Static<typeof mappingShape>['accepted']): Pick<MappingRow, 'accepted'> {
  return a === undefined ? {} : { accepted: { role: a.role, organisation: a.organisation, on: a.on } }
}

// ---- options ------------------------------------------------------------------------------------------------------------------

type AuthoredOption = Static<typeof optionShape>

function figure(
  f: NonNullable<AuthoredOption['days']>,
  cite: AuthoredCitation | undefined,
  pointer: string,
  report: Report,
): Figure {
  if (f.low > f.high)
    report({ code: 'catalogue.range', pointer, message: `the range ${f.low} to ${f.high} runs backwards` })
  return {
    low: f.low,
    high: f.high,
    unit: f.unit ?? 'working-days',
    grade: f.grade ?? 'C',
    ...(f.year === undefined ? {} : { year: f.year }),
    ...(f.because === undefined ? {} : { because: f.because }),
    citation: citation(f, cite, pointer, report),
  }
}

export function decodeOption(e: AuthoredOption, report: Report): AssessmentOption {
  return {
    id: e.id,
    name: e.name,
    optionKind: e.optionKind,
    summary: e.summary,
    attains: e.attains ?? [],
    targetTypes: e.targetTypes,
    completes: e.completes ?? [],
    ...(e.scheme === undefined ? {} : { scheme: e.scheme }),
    ...(e.when === undefined ? {} : { when: decodeExpression(e.when, '/when', report) }),
    gives: (e.gives ?? []).map((g) => ({
      dimension: g.dimension,
      depth: g.depth,
      performer: WITHOUT_PERFORMER.has(g.dimension) ? 0 : (g.performer ?? e.performer.independence),
      because: g.because ?? '',
    })),
    covers: (e.covers ?? []).map((c, i) => ({
      requirements: c.requirements.map((requirement) => ({ set: c.set, requirement })),
      because: c.because ?? c.note ?? '',
      citation: citation(c, e.cite, `/covers/${i}`, report),
    })),
    performer: {
      who: e.performer.who,
      independence: e.performer.independence,
      ...(e.performer.accreditation === undefined ? {} : { accreditation: e.performer.accreditation }),
    },
    requires: e.requires ?? [],
    excludes: e.excludes ?? [],
    days: figure(e.days, e.cite, '/days', report),
    cost: { ...figure(e.cost, e.cite, '/cost', report), currency: e.cost.currency ?? 'EUR' },
    ...(e.effort === undefined ? {} : { effort: figure(e.effort, e.cite, '/effort', report) }),
    ...(e.queueDays === undefined ? {} : { queueDays: figure(e.queueDays, e.cite, '/queueDays', report) }),
    ...(e.validityMonths === undefined ? {} : { validityMonths: e.validityMonths }),
    ...(e.fitsReleases === undefined ? {} : { fitsReleases: e.fitsReleases }),
    ...(e.keepsSecrets === undefined ? {} : { keepsSecrets: e.keepsSecrets }),
    ...(e.euAnchored === undefined ? {} : { euAnchored: e.euAnchored }),
    citation: citation(undefined, e.cite, '', report),
  }
}

export function decodeRecognition(e: Static<typeof recognitionShape>, report: Report): Recognition {
  const { 'from-date': from, 'until-date': until } = e
  if (from !== undefined && until !== undefined && from > until)
    report({
      code: 'catalogue.range',
      pointer: '/until-date',
      message: `the recognition ends (${until}) before it begins (${from})`,
    })
  return {
    id: e.id,
    name: e.name ?? e.id,
    recognitionKind: e.recognitionKind,
    from: e.from,
    as: e.as,
    by: e.by,
    direction: e.direction,
    conditions: e.conditions ?? [],
    cap: decodeCap(e, report),
    ...(e.purpose === undefined ? {} : { purpose: e.purpose }),
    ...(e.versions === undefined ? {} : { versions: e.versions }),
    ...(e.summary === undefined ? {} : { summary: e.summary }),
    ...(from === undefined ? {} : { validFrom: asDay(from) }),
    ...(until === undefined ? {} : { validUntil: asDay(until) }),
    citation: citation(undefined, e.cite, '', report),
  }
}

type AuthoredCondition = Static<typeof compositeRuleShape>['conditions'][number]

export function decodeCompositeRule(e: Static<typeof compositeRuleShape>, report: Report): CompositeRule {
  if (e.from !== undefined && e.until !== undefined && e.from >= e.until)
    report({ code: 'catalogue.range', pointer: '/until', message: `the rule ends (${e.until}) before it begins` })
  const kinds = (k: typeof e.speaksOf): CertificateKinds => ({ schemes: k.schemes ?? [], registers: k.registers ?? [] })
  return {
    id: e.id,
    name: e.name,
    scheme: e.scheme,
    method: e.method,
    speaksOf: kinds(e.speaksOf),
    counts: kinds(e.counts ?? e.speaksOf),
    onlyWhenAsked: e.onlyWhenAsked ?? false,
    gives: e.gives,
    never: e.never ?? [],
    conditions: e.conditions.map((c, i) => ({
      id: c.id,
      says: c.says,
      test: decodeCompositeTest(c, `/conditions/${i}`, report),
      citation: citation(c, e.cite, `/conditions/${i}`, report),
      ...(c.exception === undefined
        ? {}
        : {
            exception: {
              fact: c.exception.fact,
              says: c.exception.says,
              citation: citation(c.exception, e.cite, `/conditions/${i}/exception`, report),
            },
          }),
    })),
    citation: citation(undefined, e.cite, '', report),
    ...(e.from === undefined ? {} : { from: asDay(e.from) }),
    ...(e.until === undefined ? {} : { until: asDay(e.until) }),
  }
}

function decodeCompositeTest(c: AuthoredCondition, pointer: string, report: Report): CompositeTest {
  function needed<V>(key: string, value: V | undefined, otherwise: V): V {
    if (value === undefined)
      report({ code: 'catalogue.composite-test', pointer, message: `the test "${c.test}" needs the key "${key}"` })
    return value ?? otherwise
  }
  switch (c.test) {
    case 'report-age':
      return { kind: 'report-age', months: needed('months', c.months, 1) }
    case 'at-least':
      return { kind: 'at-least', order: needed('order', c.order, 'depth') }
    case 'assumptions':
      return { kind: 'assumptions', of: needed('kinds', c.kinds, []), whose: c.whose ?? 'base' }
    case 'evidence':
      return {
        kind: 'evidence',
        activities: needed('activities', c.activities, []),
        whose: c.whose ?? 'dependent',
      }
    case 'stated':
      return { kind: 'stated', fact: needed('fact', c.fact, ''), question: needed('question', c.question, '') }
    default:
      return { kind: c.test }
  }
}

function decodeCap(e: Static<typeof recognitionShape>, report: Report): Recognition['cap'] {
  for (const [dimension, depth] of Object.entries(e.cap ?? {})) {
    const isKnown = (DIMENSIONS as readonly string[]).includes(dimension)
    if (!isKnown || depth > DEEPEST[dimension as Dimension])
      report({
        code: 'catalogue.out-of-scale',
        pointer: `/cap/${dimension}`,
        message: `a cap of ${dimension} at ${depth} is outside the scale`,
      })
  }
  return e.cap ?? {}
}

// ---- law ----------------------------------------------------------------------------------------------------------------------

export function decodeFacts(e: Static<typeof factSetShape>): readonly FactDefinition[] {
  return e.facts.map((f) => ({
    id: f.id,
    type: f.type,
    values: f.values ?? [],
    question: f.question,
    why: f.why,
    citation: {
      source: f.source,
      at: f.at,
      standing: f.standing ?? 'primary',
      ...(f.on === undefined ? {} : { on: asDay(f.on) }),
    },
  }))
}

export function decodeState(e: Static<typeof stateShape>, report: Report): StateDefinition {
  return {
    id: e.id,
    name: e.name,
    question: e.question ?? `Is this so by now: ${e.name}?`,
    values: e.values.map((v, i) => ({
      value: v.value,
      from: asDay(v.from),
      checkedOn: asDay(v.checkedOn),
      citation: citation(v, e.cite, `/values/${i}`, report),
    })),
    decisions: (e.decisions ?? []).map((d) => ({ on: asDay(d.on), what: d.what })),
  }
}

export function decodeAct(e: Static<typeof rulesShape>, report: Report): Act {
  const counts = new Map<string, number>()
  return {
    id: e.id,
    source: e.act,
    name: e.name,
    proposal: e.proposal ?? false,
    entry: e.entry ?? [],
    conclusions: e.conclusions.map(
      (c): Conclusion => ({
        id: c.id,
        act: e.id,
        type: c.type,
        label: c.label,
        discharges: c.discharges ?? [],
        asks: c.asks ?? [],
        ...(c.closed === undefined ? {} : { closed: c.closed }),
        ...(c.procedure === undefined ? {} : { procedure: c.procedure }),
        ...(c.assessor === undefined ? {} : { assessor: c.assessor }),
        ...(c.clock === undefined
          ? {}
          : {
              clock: {
                trigger: c.clock.trigger,
                within: c.clock.within,
                ...(c.clock.needs === undefined ? {} : { needs: c.clock.needs }),
              },
            }),
        ...(c.period === undefined ? {} : { period: c.period }),
        ...(c.deadline === undefined ? {} : { deadline: asDay(c.deadline) }),
      }),
    ),
    rules: e.rules.map((r, i): LawRule => {
      const n = (counts.get(r.concludes) ?? 0) + 1
      counts.set(r.concludes, n)
      return {
        id: `${r.concludes}/${n}`,
        concludes: r.concludes,
        says: r.says,
        citation: citation(r, e.cite, `/rules/${i}`, report),
        when: decodeExpression(r.when, `/rules/${i}/when`, report),
        ...(r.from === undefined ? {} : { from: asDay(r.from) }),
        ...(r.until === undefined ? {} : { until: asDay(r.until) }),
      }
    }),
    examples: e.examples.map((x) => ({
      name: x.name,
      on: asDay(x.on),
      facts: new Map(Object.entries(x.facts).filter(([, v]) => v !== 'unknown')),
      expect: new Map(Object.entries(x.expect)),
    })),
  }
}

const NAME = /^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/

/** The grammar of docs/catalogue-format.md, read with a place for every complaint. */
export function decodeExpression(written: unknown, pointer: string, report: Report): Expression {
  function wrong(message: string): Expression {
    report({ code: 'catalogue.expression', pointer, message })
    return { kind: 'all', of: [] }
  }
  if (typeof written === 'string')
    return NAME.test(written)
      ? { kind: 'named', id: written }
      : wrong(`"${written}" is not the id of a fact, state or conclusion`)
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    return wrong('an expression is an id or a map')
  const map = written as Readonly<Record<string, unknown>>
  if ('all' in map || 'any' in map) {
    const kind = 'all' in map ? 'all' : 'any'
    const parts = map[kind]
    if (!Array.isArray(parts) || Object.keys(map).length !== 1) return wrong(`${kind}: takes a list and stands alone`)
    return { kind, of: parts.map((p, i) => decodeExpression(p, `${pointer}/${kind}/${i}`, report)) }
  }
  if ('not' in map) return { kind: 'not', of: decodeExpression(map.not, `${pointer}/not`, report) }
  if (typeof map.fact !== 'string') return wrong('a map in an expression has all, any, not or fact')
  const test = decodeTest(map, wrong)
  return test === undefined ? { kind: 'all', of: [] } : { kind: 'test', fact: map.fact, test }
}

function decodeTest(
  map: Readonly<Record<string, unknown>>,
  wrong: (message: string) => Expression,
): FactTest | undefined {
  const keys = Object.keys(map).filter((k) => k !== 'fact')
  const key = keys[0]
  const value = key === undefined ? undefined : map[key]
  if (keys.length !== 1 || key === undefined) {
    wrong('a test has a fact and one comparison')
    return undefined
  }
  if (key === 'in' && Array.isArray(value)) return { kind: 'in', values: value.map(String) }
  if (typeof value === 'string') {
    if (key === 'is') return { kind: 'is', value: value === 'true' || value === 'false' ? value === 'true' : value }
    if (key === 'reached' && value === 'true') return { kind: 'reached' }
    if (key === 'has') return { kind: 'has', value }
    if (key === 'before' || key === 'onOrAfter') {
      const day = parseDate(value)
      if (day !== undefined) return { kind: key === 'before' ? 'before' : 'on-or-after', day }
    }
    if ((key === 'atLeast' || key === 'below') && /^-?\d+(\.\d+)?$/.test(value))
      return { kind: key === 'atLeast' ? 'at-least' : 'below', number: Number(value) }
  }
  wrong(`the comparison "${key}" is not known, or its value has not the form it should have`)
  return undefined
}

export function refs(set: string, requirements: readonly string[]): readonly RequirementRef[] {
  return requirements.map((requirement) => ({ set, requirement }))
}
