/**
 * Zones and conduits: whether the parts of a zone are capable of the security level that is its target, per foundational requirement.
 *
 * The weakest part decides, unless a countermeasure makes up for it; a level counts once something shows it. Ways between zones that no
 * conduit carries are named. What the levels mean, and how a target is found, is for IEC 62443-3-2 and the risk assessment; its text is
 * not public and was not read, so these rules are ours after its terms. Capability is not achievement: how a part was installed is for
 * evidence of the integration.
 */
import type { Truth } from '#fixpoint/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { by } from '#util/order.ts'
import {
  type Answer,
  type Atom,
  atom,
  type Because,
  type RuleStatement,
  type Theory,
  type TheoryBuilder,
  UNSETTLED,
} from '../answers/index.ts'
import {
  type Conduit,
  type Countermeasure,
  type Dossier,
  FOUNDATIONAL_REQUIREMENTS,
  type FoundationalRequirement,
  type Part,
  type SecurityLevelVector,
  type Zone,
} from '../dossier/index.ts'
import { answerOf, certificateAtom } from './certificate-status.ts'
import { claimAtom, evidenceAtom } from './claims.ts'

const RULES = {
  capable: {
    id: 'zones.capable',
    says: 'a part counts as capable of a level once a certificate that may be leaned on, or evidence, shows it',
  },
  countermeasure: {
    id: 'zones.countermeasure',
    says: 'what a part lacks may be made up for by a countermeasure of its zone that is shown',
  },
  reached: {
    id: 'zones.reached',
    says: 'a zone or conduit is capable of a level in a foundational requirement when each of its parts is, or a countermeasure makes up for it',
  },
  target: {
    id: 'zones.target',
    says: 'a zone or conduit meets its target when it reaches it in every foundational requirement',
  },
} as const satisfies Readonly<Record<string, RuleStatement>>

const HIGHEST = 4

type Place = { readonly kind: 'zone'; readonly of: Zone } | { readonly kind: 'conduit'; readonly of: Conduit }

function placeAtom(place: string): Atom<'computed'> {
  return atom('computed', `target met ${place}`)
}

function reachedAtom(place: string, requirement: string, level: number): Atom<'computed'> {
  return atom('computed', `reaches ${place} ${requirement} ${level}`)
}

/** Write zones and conduits; certificates and claims must be written already. Cost: places × parts × 7 × 4. */
export function groundZones(dossier: Dossier, theory: TheoryBuilder): void {
  for (const place of placesOf(dossier)) groundPlace(place, dossier, theory)
}

function placesOf(dossier: Dossier): readonly Place[] {
  return [
    ...(dossier.zones ?? []).map((of): Place => ({ kind: 'zone', of })),
    ...(dossier.conduits ?? []).map((of): Place => ({ kind: 'conduit', of })),
  ]
}

function partsOf(place: Place, dossier: Dossier): readonly Part[] {
  const { kind, of } = place
  return dossier.parts.filter((p) => (kind === 'zone' ? p.zone === of.id : of.parts.includes(p.id)))
}

function groundPlace(place: Place, dossier: Dossier, theory: TheoryBuilder): void {
  const { of } = place
  const parts = partsOf(place, dossier)
  for (const r of FOUNDATIONAL_REQUIREMENTS) {
    for (let level = 1; level <= HIGHEST; level += 1) {
      const reached = reachedAtom(of.id, r, level)
      theory.word(reached, {
        holds: `${of.name} reaches ${level} in ${r}`,
        fails: `${of.name} does not reach ${level} in ${r}`,
      })
      const each = parts.map((p) => capable(p, of, r, level, dossier, theory))
      theory.conclude(reached, each.length === 0 ? [nobody(of, theory)] : each, RULES.reached)
    }
  }
  const met = placeAtom(of.id)
  theory.word(met, { holds: `${of.name} meets its target`, fails: `${of.name} does not meet its target` })
  const asked = FOUNDATIONAL_REQUIREMENTS.filter((r) => of.target[r] > 0)
  theory.conclude(
    met,
    asked.map((r) => reachedAtom(of.id, r, of.target[r])),
    RULES.target,
  )
}

/** A place without parts: what stands in it was not stated. */
function nobody(of: Zone | Conduit, theory: TheoryBuilder): Atom<'declared'> {
  const made = atom('declared', `parts of ${of.id}`)
  theory.fact(made, {
    ...UNSETTLED,
    asks: {
      id: of.id,
      what: 'dossier-fact',
      question: `Which parts stand in, or guard, ${of.name}?`,
      why: 'Without its parts, what it is capable of is not known.',
    },
  })
  theory.word(made, { holds: `the parts of ${of.name} are capable`, fails: `${of.name} has no parts` })
  return made
}

function capable(
  part: Part,
  place: { readonly id: string; readonly countermeasures: readonly Countermeasure[] },
  r: FoundationalRequirement,
  level: number,
  dossier: Dossier,
  theory: TheoryBuilder,
): Atom<'computed'> {
  const made = atom('computed', `capable ${place.id} ${part.id} ${r} ${level}`)
  theory.word(made, {
    holds: `${part.name} is capable of ${level} in ${r}, or made up for`,
    fails: `nothing shows that ${part.name} is capable of ${level} in ${r}, and no countermeasure makes up for it`,
  })
  const stated = part.capabilities ?? []
  for (const c of stated) {
    if (c.levels[r] < level) continue
    theory.conclude(made, [shownBy(part, c.shownBy, dossier, theory)], RULES.capable)
  }
  if (stated.length === 0) theory.conclude(made, [shownBy(part, undefined, dossier, theory)], RULES.capable)
  for (const m of place.countermeasures) {
    if (m.requirement !== r || m.level < level) continue
    for (const name of m.by) theory.conclude(made, standingBehind(name, dossier), RULES.countermeasure)
  }
  return made
}

function shownBy(
  part: Part,
  name: string | undefined,
  dossier: Dossier,
  theory: TheoryBuilder,
): Atom<'declared' | 'computed'> {
  if (name !== undefined) {
    if (dossier.certificates.some((c) => c.id === name))
      return part.certificates.includes(name)
        ? certificateAtom('relied', name, part.id)
        : certificateAtom('relied', name)
    return evidenceAtom(name)
  }
  const open = atom('declared', `capability of ${part.id}`)
  if (!theory.hasFact(open)) {
    theory.fact(open, {
      ...UNSETTLED,
      asks: {
        id: part.id,
        what: 'dossier-fact',
        question: `Of which security level is ${part.name} capable, per foundational requirement, and what shows it?`,
        why: 'The weakest part decides what its zone reaches.',
      },
    })
    theory.word(open, {
      holds: `something shows of what ${part.name} is capable`,
      fails: `nothing shows of what ${part.name} is capable`,
    })
  }
  return open
}

/** Guarantees of that name, or evidence: each alone. */
function standingBehind(name: string, dossier: Dossier): readonly Atom<'computed' | 'declared'>[] {
  const provider = dossier.parts.find((p) => p.guarantees.some((g) => g.id === name))
  return [provider === undefined ? evidenceAtom(name) : claimAtom(provider.id, name)]
}

/** What a place surely, and may, reach in one foundational requirement. */
export interface ReachedLevel {
  readonly requirement: FoundationalRequirement
  readonly target: number
  readonly surely: number
  readonly possibly: number
  /** Why the target is, or is not, reached; of the target 0 nothing is asked. */
  readonly because?: Because
}

export interface PlaceReading {
  readonly kind: 'zone' | 'conduit'
  readonly id: string
  readonly name: string
  readonly parts: readonly string[]
  readonly target: SecurityLevelVector
  readonly answer: Answer<true>
  readonly reached: readonly ReachedLevel[]
}

/** A way from a part in one zone to a part in another that no conduit carries. */
export interface Crossing {
  readonly from: string
  readonly to: string
  readonly zones: readonly [string, string]
}

/** Zones, then conduits, as written. */
export function readPlaces(dossier: Dossier, theory: Theory, on: CalendarDate): readonly PlaceReading[] {
  return placesOf(dossier).map((place): PlaceReading => {
    const { of } = place
    const highest = (r: FoundationalRequirement, counts: (t: Truth) => boolean): number => {
      for (let level = HIGHEST; level > 0; level -= 1)
        if (counts(theory.truth(reachedAtom(of.id, r, level), on))) return level
      return 0
    }
    return {
      kind: place.kind,
      id: of.id,
      name: of.name,
      parts: partsOf(place, dossier).map((p) => p.id),
      target: of.target,
      answer: answerOf(theory, placeAtom(of.id), on),
      reached: FOUNDATIONAL_REQUIREMENTS.map((r) => ({
        requirement: r,
        target: of.target[r],
        surely: highest(r, (t) => t === 'yes'),
        possibly: highest(r, (t) => t !== 'no'),
        ...(of.target[r] === 0 ? {} : { because: theory.because(reachedAtom(of.id, r, of.target[r]), on) }),
      })),
    }
  })
}

/** Ways between parts of different zones without a conduit between the two. Order: by part, then by the other. */
export function crossingsOf(dossier: Dossier): readonly Crossing[] {
  const zoneOf = new Map(dossier.parts.flatMap((p) => (p.zone === undefined ? [] : [[p.id, p.zone] as const])))
  const provider = new Map(dossier.parts.flatMap((p) => p.guarantees.map((g) => [g.id, p.id] as const)))
  const found = new Map<string, Crossing>()
  for (const part of dossier.parts) {
    const reached = [
      ...part.dependsOn,
      ...(part.exposedTo ?? []).map((e) => e.part),
      ...part.assumptions.flatMap((a) => a.dischargedBy.flatMap((name) => provider.get(name) ?? [])),
    ]
    for (const other of reached) {
      const from = zoneOf.get(part.id)
      const to = zoneOf.get(other)
      if (from === undefined || to === undefined || from === to) continue
      if ((dossier.conduits ?? []).some((c) => c.between.includes(from) && c.between.includes(to))) continue
      found.set(`${part.id} ${other}`, { from: part.id, to: other, zones: [from, to] })
    }
  }
  return [...found.values()].sort(by((c) => `${c.from} ${c.to}`))
}
