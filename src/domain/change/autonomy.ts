/**
 * Digital autonomy: on whom, and where, the claims of a product hang, and the level that still stands when only EU-anchored assurance counts.
 *
 * The test of "EU-anchored" used here: the dossier states that the actor is established in a Member State of the Union or another state
 * of the European Economic Area. Who controls it, and where it is accredited, is not recorded; an actor without a stated country is
 * unknown and shows up in the bounds. Nobody is called a risk.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { Letter, Span, ThresholdTables } from '../assurance/index.ts'
import { claimAtom, type Composition, compose, lettersOf, MEMBER_STATES, type Support } from '../composition/index.ts'
import type { Truth } from '#fixpoint/index.ts'
import type { Actor, Dossier } from '../dossier/index.ts'
import { type ClaimFailures, type FailureCause, singleFailures } from './failures.ts'

export const ANCHOR_TEST =
  'established in a Member State of the Union or another state of the European Economic Area, as the dossier states'

const OTHER_EEA = new Set(['IS', 'LI', 'NO'])

export type Anchored = 'yes' | 'no' | 'not-known'

export function isAnchored(country: string | undefined): Anchored {
  if (country === undefined || country === '') return 'not-known'
  return MEMBER_STATES.has(country) || OTHER_EEA.has(country) ? 'yes' : 'no'
}

/** An exact fraction; `den` is 0 only where there is nothing to share. */
export interface Fraction {
  readonly num: number
  readonly den: number
}

export const LAYERS = ['supplier', 'certification body', 'evaluation facility'] as const
export type Layer = (typeof LAYERS)[number]

export interface LayerShares {
  readonly layer: Layer
  /** Links of the chain in this layer, stated and not. */
  readonly links: number
  readonly unknown: number
  /** Per country, largest first, then by code. */
  readonly countries: readonly {
    readonly country: string
    readonly links: number
    readonly actors: readonly string[]
  }[]
  readonly anchored: { readonly low: Fraction; readonly high: Fraction }
  /** Herfindahl-Hirschman index over countries: the sum of squared shares, between bounds for what is unknown. */
  readonly concentration: { readonly low: Fraction; readonly high: Fraction }
}

export interface ClaimAutonomy {
  readonly part: string
  readonly guarantee: string
  readonly layers: readonly LayerShares[]
  /** Actors and countries that alone can end the upkeep of the claim. */
  readonly vetoes: readonly FailureCause[]
  /** Certificates, evidence and assumptions that alone end reliance. */
  readonly singlePoints: readonly FailureCause[]
  readonly truth: Truth
  readonly level: Span<Letter>
  /** The level with EU-anchored assurance only: low counts what surely is, high also what may be. */
  readonly autonomousLevel: Span<Letter>
  readonly autonomousTruth: Truth
}

export interface AutonomyReport {
  readonly on: CalendarDate
  readonly test: string
  readonly claims: readonly ClaimAutonomy[]
}

export function autonomyOf(composition: Composition, thresholds: ThresholdTables, on: CalendarDate): AutonomyReport {
  const surely = compose(anchoredOnly(composition.dossier, ['yes']), composition.context)
  const possibly = compose(anchoredOnly(composition.dossier, ['yes', 'not-known']), composition.context)
  const { type } = composition.dossier.target
  const failures = new Map(singleFailures(composition, on).map((f) => [`${f.part}/${f.guarantee}`, f]))
  const claims = composition.dossier.parts.flatMap((part) =>
    part.guarantees.map((g): ClaimAutonomy => {
      const own = failures.get(`${part.id}/${g.id}`) as ClaimFailures
      const about = claimAtom(part.id, g.id)
      const level = (c: Composition): Span<Letter> =>
        lettersOf(c.claim(part.id, g.id, on).ways, type, thresholds, 'technical')
      const sure = surely.theory.truth(about, on)
      const may = possibly.theory.truth(about, on)
      return {
        part: part.id,
        guarantee: g.id,
        layers: layersOf(composition, part.id, g.id),
        vetoes: own.endsUpkeep.filter((c) => c.kind === 'actor' || c.kind === 'country'),
        singlePoints: own.endsReliance,
        truth: composition.theory.truth(about, on),
        level: level(composition),
        autonomousLevel: { low: level(surely).low, high: level(possibly).high },
        autonomousTruth: sure === 'yes' ? 'yes' : may === 'no' ? 'no' : 'not-known',
      }
    }),
  )
  return { on, test: ANCHOR_TEST, claims }
}

/** The dossier with only such certificates and evidence as are anchored to the degrees given. */
function anchoredOnly(dossier: Dossier, degrees: readonly Anchored[]): Dossier {
  const certificates = dossier.certificates.filter((c) =>
    degrees.includes(both(isAnchored(c.issuer?.country), isAnchored(c.facility?.country))),
  )
  const held = new Set(certificates.map((c) => c.id))
  return {
    ...dossier,
    certificates,
    parts: dossier.parts.map((p) => ({ ...p, certificates: p.certificates.filter((id) => held.has(id)) })),
    evidence: dossier.evidence.filter((e) => degrees.includes(performerAnchored(dossier, e.performer.who))),
  }
}

function both(a: Anchored, b: Anchored): Anchored {
  if (a === 'no' || b === 'no') return 'no'
  return a === 'yes' && b === 'yes' ? 'yes' : 'not-known'
}

/** Evidence names its performer without a country; that of the maker, and of a body named elsewhere in the dossier, is known. */
function performerAnchored(dossier: Dossier, who: string): Anchored {
  const named: readonly (Actor | undefined)[] = [
    dossier.manufacturer,
    ...dossier.certificates.flatMap((c) => [c.issuer, c.facility]),
    ...dossier.parts.map((p) => p.supplier),
  ]
  return isAnchored(named.find((a) => a?.name === who && a.country !== undefined)?.country)
}

/** The links of a claim's chain: every part it can rest on, and every certificate that can show one of them. */
function layersOf(composition: Composition, part: string, guarantee: string): readonly LayerShares[] {
  const chain = chainOf(composition, part, guarantee)
  const suppliers = chain.parts
    .map((id) => composition.dossier.parts.find((p) => p.id === id))
    .map((p) => (p?.origin === 'made' && p.supplier === undefined ? composition.dossier.manufacturer : p?.supplier))
  const issuers = chain.certificates.map((id) => composition.dossier.certificates.find((c) => c.id === id)?.issuer)
  const facilities = chain.certificates.map((id) => composition.dossier.certificates.find((c) => c.id === id)?.facility)
  return [
    sharesOf('supplier', suppliers),
    sharesOf('certification body', issuers),
    sharesOf('evaluation facility', facilities),
  ]
}

export function chainOf(
  composition: Composition,
  part: string,
  guarantee: string,
): { readonly parts: readonly string[]; readonly certificates: readonly string[] } {
  const { dossier } = composition
  const parts = new Set<string>()
  const certificates = new Set<string>()
  const note = (supports: readonly Support[]): void => {
    for (const s of supports) if (s.kind === 'certificate') certificates.add(s.certificate.id)
  }
  note(composition.supportsOf(part, guarantee))
  const stack = [part]
  while (stack.length > 0) {
    const id = stack.pop() as string
    const p = dossier.parts.find((x) => x.id === id)
    if (p === undefined || parts.has(id)) continue
    parts.add(id)
    for (const below of p.dependsOn) {
      note(composition.supportsOf(below))
      stack.push(below)
    }
    for (const name of p.assumptions.flatMap((a) => a.dischargedBy)) {
      for (const q of dossier.parts) {
        if (q.id === id || !q.guarantees.some((g) => g.id === name)) continue
        note(composition.supportsOf(q.id, name))
        stack.push(q.id)
      }
    }
  }
  return { parts: [...parts].sort(byText), certificates: [...certificates].sort(byText) }
}

function sharesOf(layer: Layer, actors: readonly (Actor | undefined)[]): LayerShares {
  const byCountry = new Map<string, string[]>()
  let unknown = 0
  for (const actor of actors) {
    if (actor?.country === undefined) unknown += 1
    else byCountry.set(actor.country, [...(byCountry.get(actor.country) ?? []), actor.name])
  }
  const countries = [...byCountry]
    .map(([country, names]) => ({ country, links: names.length, actors: [...new Set(names)].sort(byText) }))
    .sort((a, b) => b.links - a.links || byText(a.country, b.country))
  const inside = countries.filter((c) => isAnchored(c.country) === 'yes').reduce((n, c) => n + c.links, 0)
  const den = actors.length
  return {
    layer,
    links: den,
    unknown,
    countries,
    anchored: { low: { num: inside, den }, high: { num: inside + unknown, den } },
    concentration: concentrationOf(
      countries.map((c) => c.links),
      unknown,
    ),
  }
}

/**
 * The least and the greatest sum of squared shares that the unknown links allow: each in a country of its own, or all in the largest.
 * Exact: numerators are whole numbers over the square of the number of links.
 */
export function concentrationOf(
  counts: readonly number[],
  unknown: number,
): { readonly low: Fraction; readonly high: Fraction } {
  const total = counts.reduce((n, c) => n + c, 0) + unknown
  const squares = counts.reduce((n, c) => n + c * c, 0)
  const largest = counts.reduce((n, c) => Math.max(n, c), 0)
  const den = total * total
  return {
    low: { num: squares + unknown, den },
    high: { num: squares - largest * largest + (largest + unknown) ** 2, den },
  }
}
