/** Profiles for the laws of assurance: all small ones, and random ones of full size. */
import fc from 'fast-check'
import { built, loadCatalogue, readEntries } from '#catalogue/index.ts'
import {
  DEEPEST,
  DIMENSIONS,
  type Dimension,
  type Front,
  frontOf,
  includes,
  join,
  meet,
  MOST_INDEPENDENT,
  type Pair,
  type Profile,
  type ProfileInterval,
  profile,
  WITHOUT_PERFORMER,
} from '#domain/assurance/index.ts'
import { catalogueFiles } from './catalogue.ts'

/** Every down-set of depths 1 to `deepest` by performers 0 to `widest`, as a front. */
export function allFronts(deepest: number, widest: number): readonly Front[] {
  const fronts: Front[] = []
  function extend(performer: number, below: number, pairs: readonly Pair[]): void {
    if (performer > widest) {
      fronts.push(frontOf(pairs))
      return
    }
    // A more independent performer went at most as deep as a less independent one counts for.
    for (let depth = 0; depth <= below; depth += 1) extend(performer + 1, depth, [...pairs, { depth, performer }])
  }
  extend(0, deepest, [])
  return fronts
}

/** The pairs of a down-set, as a set of texts: the plain reading that the fronts stand for. */
export function downSet(front: Front, deepest: number, widest: number): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (let depth = 1; depth <= deepest; depth += 1) {
    for (let performer = 0; performer <= widest; performer += 1) {
      if (includes(front, { depth, performer })) pairs.add(`${depth}/${performer}`)
    }
  }
  return pairs
}

export function widestOf(dimension: Dimension): number {
  return WITHOUT_PERFORMER.has(dimension) ? 0 : MOST_INDEPENDENT
}

export function anyFront(dimension: Dimension): fc.Arbitrary<Front> {
  const pair = fc.record({
    depth: fc.integer({ min: 0, max: DEEPEST[dimension] }),
    performer: fc.integer({ min: 0, max: widestOf(dimension) }),
  })
  return fc.array(pair, { maxLength: 3 }).map(frontOf)
}

export const anyProfile: fc.Arbitrary<Profile> = fc
  .tuple(...DIMENSIONS.map(anyFront))
  .map((fronts) => profile(Object.fromEntries(DIMENSIONS.map((d, i) => [d, fronts[i] as Front]))))

export const anyInterval: fc.Arbitrary<ProfileInterval> = fc
  .tuple(anyProfile, anyProfile)
  .map(([a, b]) => ({ low: meet(a, b), high: join(a, b) }))

/** A point of an interval: anything, pushed up to the low end and cut at the high end. */
export function pointIn(interval: ProfileInterval): fc.Arbitrary<Profile> {
  return anyProfile.map((p) => meet(join(p, interval.low), interval.high))
}

/** The part of the repository's catalogue that the meta-scheme reads: levels, thresholds, options, recognitions, and what else is named. */
export function assuranceCatalogue(...more: readonly string[]) {
  const folders = ['levels/', 'thresholds/', 'options/', 'recognitions/', ...more]
  const { entries } = readEntries(catalogueFiles().filter((f) => folders.some((folder) => f.path.startsWith(folder))))
  return loadCatalogue(built(entries, 'test'))
}
