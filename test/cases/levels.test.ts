/** What certain levels and comparisons must come out as, by the texts; and a check that these cases can fail. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  CSA_LEVELS,
  type Dimension,
  DIMENSIONS,
  depthAt,
  frontOf,
  LETTERS,
  type NativeLevel,
  type Profile,
  type ProfileInterval,
  point,
  profile,
  readingsOf,
  readPrintedLevel,
  type Span,
  type TargetType,
} from '#domain/assurance/index.ts'
import { compare } from '#domain/questions/index.ts'
import { date } from '#util/calendar-date.ts'
import { assuranceCatalogue } from '../support/assurance.ts'

interface Case {
  readonly id: string
  readonly level?: string
  readonly profile?: Readonly<Partial<Record<Dimension, readonly (readonly [number, number])[]>>>
  readonly targetType?: TargetType
  readonly compare?: readonly [string, string]
  readonly expect: Readonly<Record<string, unknown>>
  readonly because: string
}

const catalogue = assuranceCatalogue()
const DAY = date('2026-11-25')
const { cases } = parse(readFileSync(join(import.meta.dirname, 'levels.yaml'), 'utf8')) as { cases: readonly Case[] }

const SCALES: Readonly<Record<string, readonly (string | number)[]>> = {
  formal: LETTERS,
  technical: LETTERS,
  csa: CSA_LEVELS,
}

function rank(key: string, value: unknown): number {
  const scale = SCALES[key]
  return scale === undefined ? Number(value) : scale.indexOf(String(value))
}

function isMet(key: string, wanted: unknown, { low, high }: Span<string | number>): boolean {
  const [a, b] = [rank(key, low), rank(key, high)]
  if (wanted === 'interval') return a < b
  if (Array.isArray(wanted)) return a === rank(key, wanted[0]) && b === rank(key, wanted[1])
  if (typeof wanted === 'object' && wanted !== null) {
    const { atMost, atLeast, may } = wanted as { atMost?: unknown; atLeast?: unknown; may?: unknown }
    return (
      (atMost === undefined || b <= rank(key, atMost)) &&
      (atLeast === undefined || a >= rank(key, atLeast)) &&
      (may === undefined || (a <= rank(key, may) && b >= rank(key, may)))
    )
  }
  return a === rank(key, wanted) && b === rank(key, wanted)
}

function valueOf(key: string, x: ProfileInterval, type: TargetType): Span<string | number> {
  if ((DIMENSIONS as readonly string[]).includes(key)) {
    const d = key as Dimension
    return { low: depthAt(x.low[d], 0), high: depthAt(x.high[d], 0) }
  }
  const readings = readingsOf(x, type, catalogue.thresholds)
  return readings[key as 'formal' | 'technical' | 'csa' | 'resistance']
}

function pointOf(written: NonNullable<Case['profile']>): Profile {
  const fronts = Object.entries(written).map(([d, pairs]) => [
    d,
    frontOf(pairs.map(([depth, performer]) => ({ depth, performer }))),
  ])
  return profile(Object.fromEntries(fronts) as Partial<Profile>)
}

/** What is wrong with a case, with the levels as given. */
function failures(c: Case, levels: ReadonlyMap<string, NativeLevel>): readonly string[] {
  if (c.compare !== undefined) {
    const answer = compare(c.compare[0], c.compare[1], { ...catalogue, levels }, DAY)
    const found = answer.kind === 'value' ? answer.comparison.assurance : [answer.kind]
    return found.join() === (c.expect.assurance as string[]).join() ? [] : [`assurance is ${found.join(' or ')}`]
  }
  let x: ProfileInterval
  let type: TargetType
  if (c.level === undefined) {
    x = point(pointOf(c.profile ?? {}))
    type = c.targetType ?? 'product'
  } else {
    const read = readPrintedLevel(c.level, levels)
    if (read.kind !== 'native') return [`${c.level} is ${read.kind}`]
    x = read.level.profile
    type = read.level.targetType
  }
  return Object.entries(c.expect).flatMap(([key, wanted]) => {
    const found = valueOf(key, x, type)
    return isMet(key, wanted, found) ? [] : [`${key} is ${found.low} to ${found.high}`]
  })
}

describe('named cases', () => {
  it.each(cases.map((c) => [c.id, c] as const))('%s', (_id, c) => {
    expect(failures(c, catalogue.levels), c.because).toEqual([])
  })
})

/** The levels with the profiles of each target type handed round by `step` places. */
function shuffled(step: number): ReadonlyMap<string, NativeLevel> {
  const made = new Map(catalogue.levels)
  const types = new Map<TargetType, NativeLevel[]>()
  for (const level of catalogue.levels.values())
    types.set(level.targetType, [...(types.get(level.targetType) ?? []), level])
  for (const levels of types.values()) {
    levels.forEach((level, i) => {
      const other = levels[(i + step) % levels.length] as NativeLevel
      made.set(level.id, { ...level, profile: other.profile })
    })
  }
  return made
}

describe('these cases can fail', () => {
  it('at least half of them do when the profiles are shuffled among the levels of a target type', () => {
    for (const step of [1, 2, 3, 5, 7, 11, 13]) {
      const levels = shuffled(step)
      const broken = cases.filter((c) => failures(c, levels).length > 0).length
      expect([step, broken >= cases.length / 2, broken]).toEqual([step, true, broken])
    }
  })
})
