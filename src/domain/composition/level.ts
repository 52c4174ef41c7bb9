/**
 * The reading "at which level": what assurance stands behind a claim on a day, as bounds.
 *
 * Values are sets of profiles, one per way in which the claim can be shown, kept as their maximal members. Alternatives are never
 * joined: two ways that may fail for one cause give no more than the better of them. Along a way the meet is taken: the weakest link.
 * These sets are the down-sets of the profile lattice, so they form a distributive lattice of their own, and the kernel evaluates it.
 * The empty set: not shown at all. The set of the empty profile: shown, at no depth.
 */
import { evaluate, type Lattice } from '#fixpoint/index.ts'
import type { Atom, Theory } from '../answers/index.ts'
import {
  EVERYTHING,
  isAtMost,
  join,
  type Letter,
  LETTERS,
  meet,
  type NativeLevel,
  NOTHING,
  pair,
  type Profile,
  type ProfileInterval,
  profile,
  type ReadingName,
  sameProfile,
  type Span,
  type TargetType,
  type ThresholdTables,
  unifiedLevel,
} from '../assurance/index.ts'
import type { Certificate, EvidenceRecord } from '../dossier/index.ts'
import { toDayNumber, type CalendarDate } from '#util/calendar-date.ts'
import type { Support } from './claims.ts'

/** Maximal profiles, none below another. */
export type Ways = readonly Profile[]

function maximal(profiles: readonly Profile[]): Ways {
  const kept: Profile[] = []
  for (const p of profiles) {
    if (kept.some((k) => isAtMost(p, k))) continue
    for (let i = kept.length - 1; i >= 0; i -= 1) if (isAtMost(kept[i] as Profile, p)) kept.splice(i, 1)
    kept.push(p)
  }
  return kept
}

const SHOWN_FULLY: Ways = [EVERYTHING]
const NOT_SHOWN: Ways = []

export const waysLattice: Lattice<Ways> = {
  bottom: NOT_SHOWN,
  top: SHOWN_FULLY,
  join: (a, b) => (a.length === 0 || a === b ? b : b.length === 0 ? a : maximal([...a, ...b])),
  // Most premises carry everything; they are passed by without looking into profiles.
  meet(a, b) {
    if (a === SHOWN_FULLY || a === b) return b
    if (b === SHOWN_FULLY) return a
    return a.length === 0 || b.length === 0 ? NOT_SHOWN : maximal(a.flatMap((p) => b.map((q) => meet(p, q))))
  },
  equal: (a, b) => a === b || (a.length === b.length && a.every((p) => b.some((q) => sameProfile(p, q)))),
  pseudoComplement: (a) => (a.length === 0 ? SHOWN_FULLY : NOT_SHOWN),
}

/** Nothing is known of it: anything between nothing and everything. */
const OPEN: ProfileInterval = { low: NOTHING, high: EVERYTHING }

/** The highest attacker class that an evaluation composed from outside can show. Source: docs/composition.md, mode caps. */
const COMPOSED_FROM_OUTSIDE: Profile = { ...EVERYTHING, R: pair(3, 5) }

/** Activities that see the parts from outside only, without the reports of their evaluations. */
const FROM_OUTSIDE: ReadonlySet<string> = new Set(['composed-evaluation', 'composition-from-outside'])

export function profileOfEvidence(evidence: EvidenceRecord): ProfileInterval {
  const given = evidence.gives.reduce((p, g) => join(p, profile({ [g.dimension]: g.front })), NOTHING)
  const counted = FROM_OUTSIDE.has(evidence.activity) ? meet(given, COMPOSED_FROM_OUTSIDE) : given
  return { low: counted, high: counted }
}

/**
 * The profile behind a certificate. A European certificate printed in words of the Common Criteria has the attestation and the upkeep
 * of its own scheme, which the words do not tell. Source: eu-2024-482, Art. 4, 12 and 26-27.
 */
export function profileOfCertificate(
  certificate: Certificate,
  level: NativeLevel | undefined,
  levels: ReadonlyMap<string, NativeLevel>,
): ProfileInterval {
  if (level === undefined) return OPEN
  if (!certificate.id.startsWith('eucc:') || level.scheme === 'eucc') return level.profile
  const low = levels.get('eucc-substantial')?.profile.low
  const high = levels.get('eucc-high')?.profile.high
  if (low === undefined || high === undefined) return level.profile
  return {
    low: join(level.profile.low, profile({ I: low.I, M: low.M })),
    high: join(level.profile.high, profile({ I: high.I, M: high.M })),
  }
}

/** Whether, on a day, a support surely and possibly counts. */
function counts(
  support: Support,
  theory: Theory,
  on: CalendarDate,
): { readonly surely: boolean; readonly possibly: boolean } {
  const atoms: readonly Atom[] =
    support.kind === 'evidence'
      ? [support.held]
      : [support.relied, ...(support.reaches === undefined ? [] : [support.reaches])]
  const truths = atoms.map((a) => theory.truth(a, on))
  return { surely: truths.every((t) => t === 'yes'), possibly: truths.every((t) => t !== 'no') }
}

/** What a part has of its own on a day: re-used evidence joined with what covered it since. */
export function ownAssurance(
  supports: readonly Support[],
  theory: Theory,
  on: CalendarDate,
  levels: ReadonlyMap<string, NativeLevel>,
): ProfileInterval {
  let low = NOTHING
  let high = NOTHING
  for (const s of supports) {
    const p =
      s.kind === 'evidence' ? profileOfEvidence(s.evidence) : profileOfCertificate(s.certificate, s.level, levels)
    const counted = counts(s, theory, on)
    if (counted.surely) low = join(low, p.low)
    if (counted.possibly) high = join(high, p.high)
  }
  return { low, high: join(low, high) }
}

export interface WaysReading {
  readonly surely: Ways
  readonly possibly: Ways
}

/** Read every atom of the theory on one day. `assurance` gives the bounds carried by assurance atoms; all other facts carry everything. */
export function readWays(
  theory: Theory,
  on: CalendarDate,
  assurance: ReadonlyMap<string, ProfileInterval>,
): (about: Atom) => WaysReading {
  const day = toDayNumber(on)
  const reading = evaluate(
    theory.system,
    waysLattice,
    (text) => {
      const carried = assurance.get(text)
      if (carried !== undefined) return { surely: [carried.low], possibly: [carried.high] }
      const fact = theory.factOn(text, day)
      if (fact === undefined) return undefined
      return {
        surely: fact === 'true' ? waysLattice.top : waysLattice.bottom,
        possibly: fact === 'false' ? waysLattice.bottom : waysLattice.top,
      }
    },
    (clause) => (theory.isInForce(clause, day) ? waysLattice.top : waysLattice.bottom),
  )
  return (about) => {
    const a = theory.system.idOf.get(about.text)
    return a === undefined
      ? { surely: [], possibly: [] }
      : { surely: reading.surely[a] ?? [], possibly: reading.possibly[a] ?? [] }
  }
}

/** The best letter along any one way; `none` also where nothing is shown. */
export function letterOfWays(
  ways: Ways,
  targetType: TargetType,
  tables: ThresholdTables,
  reading: ReadingName,
): Letter {
  let best: Letter = 'none'
  for (const p of ways) {
    const letter = unifiedLevel(p, targetType, tables, reading)
    if (LETTERS.indexOf(letter) > LETTERS.indexOf(best)) best = letter
  }
  return best
}

export function lettersOf(
  ways: WaysReading,
  targetType: TargetType,
  tables: ThresholdTables,
  reading: ReadingName,
): Span<Letter> {
  return {
    low: letterOfWays(ways.surely, targetType, tables, reading),
    high: letterOfWays(ways.possibly, targetType, tables, reading),
  }
}
