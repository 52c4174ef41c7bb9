/**
 * `compare A B`: the orders still possible between two levels, for assurance, scope and requirements apart and combined.
 *
 * A level says nothing of scope and requirement set unless somebody adds them, so those stay open and with them the combination.
 * Published recognitions are shown beside the computed order: never merged with it, never chained.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Because } from '../answers/index.ts'
import {
  ANY_ORDER,
  areComparable,
  combineOrderSets,
  DIMENSIONS,
  type Dimension,
  EVERYTHING,
  type Known,
  type Letter,
  LETTERS,
  meetFronts,
  meetIntervals,
  MOST_INDEPENDENT,
  type NativeLevel,
  type Order,
  type OrderSet,
  orderSet,
  ordersIn,
  packageIncludes,
  packageOf,
  pair,
  point,
  profileOrders,
  type ProfileInterval,
  readingsOf,
  readPrintedLevel,
  type Span,
  type TargetType,
  type ThresholdTables,
} from '../assurance/index.ts'
import type { Catalogue, Recognition } from './catalogue.ts'
import { coordinateBecause, frontsText, unifiedAsLevel } from './level.ts'

export type OrderWord = Order | 'not-comparable'

export interface ComparedSide {
  readonly id: string
  readonly name: string
  readonly targetType: TargetType
}

export interface RecognitionBeside {
  readonly id: string
  readonly name: string
  readonly kind: Recognition['recognitionKind']
  /** Whether the first is accepted as the second, the second as the first, or each as the other. */
  readonly accepts: 'first-as-second' | 'second-as-first' | 'each-as-the-other'
  readonly by: readonly string[]
  readonly purpose: string | null
  readonly conditions: readonly string[]
  readonly versions: string | null
  readonly cap: Readonly<Record<string, number>>
  readonly from: string | null
  readonly until: string | null
  /** On the day asked; not known where the text gives no beginning. */
  readonly inForce: 'yes' | 'no' | 'not-known'
  readonly because: Because
}

export interface Comparison {
  readonly a: ComparedSide
  readonly b: ComparedSide
  readonly assurance: readonly OrderWord[]
  readonly scope: readonly OrderWord[]
  readonly requirements: readonly OrderWord[]
  /** Above or equal overall only where all three are known and ordered. */
  readonly combined: readonly OrderWord[]
  readonly dimensions: Readonly<Record<Dimension, readonly OrderWord[]>>
  readonly recognitions: readonly RecognitionBeside[]
  readonly because: Because
}

/** What is known of scope and requirements besides the levels, for instance from two security claims. */
export interface KnownBesides {
  readonly scope?: readonly Order[]
  readonly requirements?: readonly Order[]
}

export type CompareAnswer =
  | { readonly kind: 'value'; readonly comparison: Comparison }
  /** One of the two is printed by several schemes: one comparison for each that may be meant. */
  | { readonly kind: 'ambiguous'; readonly comparisons: readonly Comparison[]; readonly says: readonly string[] }
  | { readonly kind: 'unknown'; readonly side: 'a' | 'b'; readonly column: number; readonly says: string }

type CompareCatalogue = Pick<Catalogue, 'levels' | 'thresholds' | 'recognitions'>

export function compare(
  a: string,
  b: string,
  catalogue: CompareCatalogue,
  on: CalendarDate,
  known: KnownBesides = {},
): CompareAnswer {
  const left = sidesOf(a, catalogue)
  if (left.kind === 'unknown') return { ...left, side: 'a' }
  const right = sidesOf(b, catalogue)
  if (right.kind === 'unknown') return { ...right, side: 'b' }
  const comparisons = left.sides.flatMap((x) => right.sides.map((y) => compareSides(x, y, catalogue, on, known)))
  const says = [...left.says, ...right.says]
  const [only] = comparisons
  if (says.length === 0 && only !== undefined) return { kind: 'value', comparison: only }
  return { kind: 'ambiguous', comparisons, says }
}

/** A level to compare, with the letter where it is a unified one. */
interface Side {
  readonly level: NativeLevel
  readonly letter?: Exclude<Letter, 'none'>
}

type Sides =
  | { readonly kind: 'sides'; readonly sides: readonly Side[]; readonly says: readonly string[] }
  | { readonly kind: 'unknown'; readonly column: number; readonly says: string }

function sidesOf(text: string, catalogue: CompareCatalogue): Sides {
  const read = readPrintedLevel(text, catalogue.levels)
  switch (read.kind) {
    case 'native':
      return { kind: 'sides', sides: [{ level: read.level }], says: [] }
    case 'unified': {
      const level = unifiedAsLevel(read.targetType, read.letter, catalogue.thresholds)
      return { kind: 'sides', sides: [{ level, letter: read.letter }], says: [] }
    }
    case 'ambiguous':
      return { kind: 'sides', sides: read.candidates.map((level) => ({ level })), says: [read.because] }
    case 'unknown':
      return { kind: 'unknown', column: read.column, says: read.because }
    default:
      return read satisfies never
  }
}

export function compareLevels(
  a: NativeLevel,
  b: NativeLevel,
  catalogue: CompareCatalogue,
  on: CalendarDate,
  known: KnownBesides = {},
): Comparison {
  return compareSides({ level: a }, { level: b }, catalogue, on, known)
}

function compareSides(
  x: Side,
  y: Side,
  catalogue: CompareCatalogue,
  on: CalendarDate,
  besides: KnownBesides,
): Comparison {
  const a = x.level
  const b = y.level
  const recognitions = recognitionsBetween(a, b, catalogue.recognitions, on)
  if (!areComparable(a.targetType, b.targetType)) return notCompared(a, b, recognitions)
  const known = knownInclusion(a, b, catalogue.levels)
  const profiles = profileOrders(a.profile, b.profile, known.inclusion)
  const assurance =
    x.letter === undefined && y.letter === undefined ? profiles.orders : letterOrders(x, y, catalogue.thresholds)
  const scope = besides.scope === undefined ? ANY_ORDER : orderSet(besides.scope)
  const requirements = besides.requirements === undefined ? ANY_ORDER : orderSet(besides.requirements)
  const dimensions = {} as Record<Dimension, readonly Order[]>
  for (const d of DIMENSIONS) dimensions[d] = ordersIn(profiles.dimensions[d])
  return {
    a: sideOf(a),
    b: sideOf(b),
    assurance: ordersIn(assurance),
    scope: ordersIn(scope),
    requirements: ordersIn(requirements),
    combined: ordersIn(combineOrderSets([assurance, scope, requirements])),
    dimensions,
    recognitions,
    // Worked out when it is read: of all pairs of levels nobody reads every reason.
    get because() {
      return comparedBecause(x, y, dimensions, ordersIn(assurance), known, besides)
    },
  }
}

const namedSides = new WeakMap<NativeLevel, ComparedSide>()

function sideOf(level: NativeLevel): ComparedSide {
  const known = namedSides.get(level)
  if (known !== undefined) return known
  const made = { id: level.id, name: level.name, targetType: level.targetType }
  namedSides.set(level, made)
  return made
}

const NONE: readonly OrderWord[] = ['not-comparable']
const NO_DIMENSIONS = Object.fromEntries(DIMENSIONS.map((d) => [d, NONE])) as Comparison['dimensions']

function notCompared(a: NativeLevel, b: NativeLevel, recognitions: readonly RecognitionBeside[]): Comparison {
  return {
    a: sideOf(a),
    b: sideOf(b),
    assurance: NONE,
    scope: NONE,
    requirements: NONE,
    combined: NONE,
    dimensions: NO_DIMENSIONS,
    recognitions,
    get because(): Because {
      return {
        kind: 'computed',
        verdict: 'fails',
        says: `${a.name} is a level of a ${a.targetType}, ${b.name} of a ${b.targetType}: they are not compared`,
        rule: 'Only target types that share a table of thresholds are compared.',
        premises: [],
      }
    },
  }
}

/** Against a unified level the letters decide: a native level is above C as soon as it surely has B. */
function letterOrders(x: Side, y: Side, tables: ThresholdTables): OrderSet {
  const a = letterSpan(x, tables)
  const b = letterSpan(y, tables)
  const [al, ah, bl, bh] = [a.low, a.high, b.low, b.high].map((letter) => LETTERS.indexOf(letter)) as [
    number,
    number,
    number,
    number,
  ]
  return (al <= bh && bl <= ah ? 1 : 0) | (ah > bl ? 2 : 0) | (al < bh ? 4 : 0)
}

function letterSpan(side: Side, tables: ThresholdTables): Span<Letter> {
  if (side.letter !== undefined) return { low: side.letter, high: side.letter }
  return readingsOf(side.level.profile, side.level.targetType, tables).formal
}

// ---- what one level is known to have of another -------------------------------------------------------------------------------

interface KnownInclusion {
  readonly inclusion: Known
  readonly because?: Because
}

const UNKNOWN_INCLUSION: KnownInclusion = { inclusion: 'nothing' }

/**
 * Two levels of one scheme share what is unknown of the scheme, so their bounds are not independent: EAL5 has all that EAL4 has,
 * whoever certifies. Without this, bounds alone would leave such pairs open.
 */
export function knownInclusion(
  a: NativeLevel,
  b: NativeLevel,
  levels: ReadonlyMap<string, NativeLevel>,
): KnownInclusion {
  if (a.id === b.id) {
    // Two prints with an unnamed addition may differ in what was added.
    if (packageOf(a)?.isOpen === true) return UNKNOWN_INCLUSION
    return {
      inclusion: 'same',
      because: { kind: 'computed', verdict: 'holds', says: 'both are the same level', premises: [] },
    }
  }
  const down = includesLevel(a, b, levels)
  if (down !== undefined) return { inclusion: 'first-includes-second', because: down }
  const up = includesLevel(b, a, levels)
  return up === undefined ? UNKNOWN_INCLUSION : { inclusion: 'second-includes-first', because: up }
}

function includesLevel(a: NativeLevel, b: NativeLevel, levels: ReadonlyMap<string, NativeLevel>): Because | undefined {
  if (packageIncludes(a, b)) {
    return {
      kind: 'computed',
      verdict: 'holds',
      says: `${a.name} has every component that ${b.name} has`,
      rule: 'Two packages under one scheme share whoever certifies and evaluates.',
      citation: { source: 'cc-3.1r5-part3', at: 'evaluation assurance levels', standing: 'primary', on: READ_ON },
      premises: [],
    }
  }
  const path = includedBy(a, levels).get(b.id)
  if (path === undefined) return undefined
  return {
    kind: 'computed',
    verdict: 'holds',
    says: `${a.name} asks all that ${b.name} asks`,
    rule: 'Its own scheme says so, step by step.',
    premises: path,
  }
}

const READ_ON = '2026-11-25' as CalendarDate

const inclusions = new WeakMap<NativeLevel, ReadonlyMap<string, readonly Because[]>>()

/** Every level that a level includes, with the steps of its scheme that say so. */
function includedBy(a: NativeLevel, levels: ReadonlyMap<string, NativeLevel>): ReadonlyMap<string, readonly Because[]> {
  const known = inclusions.get(a)
  if (known !== undefined) return known
  const found = new Map<string, readonly Because[]>()
  const queue: { readonly level: NativeLevel; readonly path: readonly Because[] }[] = [{ level: a, path: [] }]
  for (const { level, path } of queue) {
    for (const inclusion of level.includes ?? []) {
      if (found.has(inclusion.level)) continue
      const step: Because = {
        kind: 'computed',
        verdict: 'holds',
        says: `${level.name} includes ${inclusion.level}: ${inclusion.because}`,
        citation: inclusion.citation,
        premises: [],
      }
      found.set(inclusion.level, [...path, step])
      const next = levels.get(inclusion.level)
      if (next !== undefined) queue.push({ level: next, path: [...path, step] })
    }
  }
  inclusions.set(a, found)
  return found
}

// ---- because --------------------------------------------------------------------------------------------------------------------

function comparedBecause(
  x: Side,
  y: Side,
  dimensions: Readonly<Record<Dimension, readonly Order[]>>,
  assurance: readonly Order[],
  known: KnownInclusion,
  besides: KnownBesides,
): Because {
  const a = x.level
  const b = y.level
  const premises: Because[] = known.because === undefined ? [] : [known.because]
  for (const d of DIMENSIONS) premises.push(dimensionBecause(a, b, d, dimensions[d]))
  const open = [
    besides.scope === undefined ? 'scope' : '',
    besides.requirements === undefined ? 'requirement set' : '',
  ].filter((w) => w !== '')
  return {
    kind: 'computed',
    verdict: assurance.length === 1 ? 'holds' : 'open',
    says: `${a.name} against ${b.name}: in assurance ${assurance.join(' or ')}${open.length === 0 ? '' : `; a level says nothing of ${open.join(' and ')}, so overall it stays open`}`,
    rule:
      x.letter === undefined && y.letter === undefined
        ? 'Above in assurance: at least as much in every dimension, more in one. What is known only between bounds leaves several orders possible.'
        : 'Against a unified level the formal letters are compared; the dimensions are those of its least profile.',
    premises,
  }
}

function dimensionBecause(a: NativeLevel, b: NativeLevel, d: Dimension, orders: readonly Order[]): Because {
  const x = spoken(a)[d]
  const y = spoken(b)[d]
  return {
    kind: 'computed',
    verdict: orders.length === 1 ? 'holds' : 'open',
    says: `${d}: ${x.text} against ${y.text} is ${ORDER_TEXTS.get(orders) ?? orders.join(' or ')}`,
    premises: [...x.because, ...y.because],
  }
}

/** The lists that `ordersIn` gives out, each with its words. */
const ORDER_TEXTS: ReadonlyMap<readonly Order[], string> = new Map(
  Array.from({ length: ANY_ORDER + 1 }, (_, set) => [ordersIn(set), ordersIn(set).join(' or ')]),
)

type Spoken = Readonly<Record<Dimension, { readonly text: string; readonly because: readonly Because[] }>>

const spokenLevels = new WeakMap<NativeLevel, Spoken>()

/** The words for the coordinates of a level, made once however often it is compared. */
function spoken(level: NativeLevel): Spoken {
  const known = spokenLevels.get(level)
  if (known !== undefined) return known
  const made = {} as Record<Dimension, { text: string; because: readonly Because[] }>
  for (const d of DIMENSIONS) {
    const own = level.coordinates.find((c) => c.dimension === d)
    made[d] = {
      text: frontsText(level.profile.low[d], level.profile.high[d]),
      because: own === undefined ? [] : [coordinateBecause(level, own)],
    }
  }
  spokenLevels.set(level, made)
  return made
}

// ---- recognitions -----------------------------------------------------------------------------------------------------------------

/** At which of its ends a recognition names a level, by id or by scheme. */
interface Ends {
  readonly from: boolean
  readonly as: boolean
}

interface RecognitionIndex {
  /** By name of a level or a scheme, every recognition that names it at either end. */
  readonly byName: ReadonlyMap<string, readonly Recognition[]>
  /** By level, once it was asked; in the order of the ids. */
  readonly byLevel: WeakMap<NativeLevel, ReadonlyMap<Recognition, Ends>>
}

const recognitionIndexes = new WeakMap<readonly Recognition[], RecognitionIndex>()

function indexOf(recognitions: readonly Recognition[]): RecognitionIndex {
  const known = recognitionIndexes.get(recognitions)
  if (known !== undefined) return known
  const byName = new Map<string, Recognition[]>()
  for (const r of recognitions) {
    for (const name of new Set([...r.from, ...r.as])) byName.set(name, [...(byName.get(name) ?? []), r])
  }
  const made: RecognitionIndex = { byName, byLevel: new WeakMap() }
  recognitionIndexes.set(recognitions, made)
  return made
}

function recognitionsOf(level: NativeLevel, recognitions: readonly Recognition[]): ReadonlyMap<Recognition, Ends> {
  const { byName, byLevel } = indexOf(recognitions)
  const known = byLevel.get(level)
  if (known !== undefined) return known
  const found = new Set([...(byName.get(level.id) ?? []), ...(byName.get(`scheme:${level.scheme}`) ?? [])])
  const sorted = [...found].sort((x, y) => (x.id < y.id ? -1 : 1))
  const made = new Map(
    sorted.map((r): [Recognition, Ends] => [r, { from: names(r.from, level), as: names(r.as, level) }]),
  )
  byLevel.set(level, made)
  return made
}

function names(list: readonly string[], level: NativeLevel): boolean {
  return list.includes(level.id) || list.includes(`scheme:${level.scheme}`)
}

const NO_RECOGNITIONS: readonly RecognitionBeside[] = []

/** Recognitions that name one side and the other, in the order of their ids. Caps and prerequisites name them too. */
export function recognitionsBetween(
  a: NativeLevel,
  b: NativeLevel,
  recognitions: readonly Recognition[],
  on: CalendarDate,
): readonly RecognitionBeside[] {
  const ofFirst = recognitionsOf(a, recognitions)
  if (ofFirst.size === 0) return NO_RECOGNITIONS
  const ofSecond = recognitionsOf(b, recognitions)
  if (ofSecond.size === 0) return NO_RECOGNITIONS
  const found: RecognitionBeside[] = []
  for (const [r, first] of ofFirst) {
    const second = ofSecond.get(r)
    if (second === undefined) continue
    const forth = first.from && second.as
    const back = second.from && first.as
    if (!forth && !back) continue
    const isBoth = r.direction === 'mutual' || (forth && back)
    found.push(beside(r, isBoth ? 'each-as-the-other' : forth ? 'first-as-second' : 'second-as-first', on))
  }
  return found
}

export function isInForce(r: Recognition, on: CalendarDate): 'yes' | 'no' | 'not-known' {
  if (r.validUntil !== undefined && on > r.validUntil) return 'no'
  if (r.validFrom === undefined) return 'not-known'
  return on >= r.validFrom ? 'yes' : 'no'
}

function beside(r: Recognition, accepts: RecognitionBeside['accepts'], on: CalendarDate): RecognitionBeside {
  return {
    id: r.id,
    name: r.name,
    kind: r.recognitionKind,
    accepts,
    by: r.by,
    purpose: r.purpose ?? null,
    conditions: r.conditions,
    versions: r.versions ?? null,
    cap: r.cap,
    from: r.validFrom ?? null,
    until: r.validUntil ?? null,
    inForce: isInForce(r, on),
    because: {
      kind: r.recognitionKind === 'law' ? 'law' : 'recognition',
      verdict: isInForce(r, on) === 'no' ? 'fails' : isInForce(r, on) === 'yes' ? 'holds' : 'open',
      says: r.summary ?? r.name,
      ...(r.purpose === undefined ? {} : { rule: `For this purpose only: ${r.purpose}` }),
      citation: r.citation,
      day: on,
      premises: [],
    },
  }
}

/** A profile as a recognition carries it: cut at the cap in every dimension that has one. */
export function profileUnderCap(x: ProfileInterval, cap: Recognition['cap']): ProfileInterval {
  const fronts = { ...EVERYTHING }
  for (const d of DIMENSIONS) {
    const most = cap[d]
    if (most !== undefined) fronts[d] = meetFronts(EVERYTHING[d], pair(most, MOST_INDEPENDENT))
  }
  return meetIntervals(x, point(fronts))
}
