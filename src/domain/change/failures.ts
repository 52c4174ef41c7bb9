/**
 * All single failures: what alone ends each claim now, and what alone ends its upkeep. Exact and at once, by the kernel's sweep.
 *
 * Edges are typed. The loss of a certificate, of evidence or of what the environment bears ends reliance; the loss of a supplier, a
 * laboratory, a body or of all actors of a country ends maintenance and renewal.
 */
import { type Cause, endedByEach, evaluateHolds, type FactValue, type Holding } from '#fixpoint/index.ts'
import { type CalendarDate, toDayNumber } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import { actorAtom, claimAtom, type Composition, evidenceAtom, keptClaimAtom } from '../composition/index.ts'
import type { Dossier } from '../dossier/index.ts'

export type CauseKind = 'certificate' | 'evidence' | 'assumption' | 'actor' | 'country'

export interface FailureCause {
  readonly kind: CauseKind
  readonly id: string
}

export interface ClaimFailures {
  readonly part: string
  readonly guarantee: string
  /** surely: the claim holds; possibly: it may hold, and the causes end even that; none: there is nothing to lose. */
  readonly reading: 'surely' | 'possibly' | 'none'
  /** Each of these alone ends reliance. */
  readonly endsReliance: readonly FailureCause[]
  readonly keptReading: 'surely' | 'possibly' | 'none'
  /** Each of these alone ends the upkeep and leaves reliance as it is. */
  readonly endsUpkeep: readonly FailureCause[]
}

/** Order: claims as written; causes by kind, then id. Cost: two evaluations and the sweeps. */
export function singleFailures(composition: Composition, on: CalendarDate): readonly ClaimFailures[] {
  const { theory, dossier } = composition
  const { causes, facts } = causesOf(composition)
  const claims = dossier.parts.flatMap((p) => p.guarantees.map((g) => ({ part: p.id, guarantee: g.id })))
  const targets = [
    ...claims.map((c) => claimAtom(c.part, c.guarantee).text),
    ...claims.map((c) => keptClaimAtom(c.part, c.guarantee).text),
  ]
  const day = toDayNumber(on)
  const read = (unknown: FactValue): { readonly holding: Holding; readonly ends: readonly (readonly number[])[] } => {
    const holding = evaluateHolds(
      theory.system,
      (text) => {
        const value = theory.factOn(text, day)
        return value === 'unknown' ? unknown : value
      },
      (c) => theory.isInForce(c, day),
    )
    return { holding, ends: endedByEach(theory.system, holding, facts, targets).ends }
  }
  const surely = read('false')
  const possibly = read('true')
  const find = (
    target: string,
    i: number,
  ): { readonly reading: ClaimFailures['reading']; readonly ends: readonly FailureCause[] } => {
    const a = theory.system.idOf.get(target) ?? -1
    const reading = surely.holding.surely[a] === 1 ? 'surely' : possibly.holding.surely[a] === 1 ? 'possibly' : 'none'
    const ends = reading === 'surely' ? surely.ends[i] : reading === 'possibly' ? possibly.ends[i] : []
    return { reading, ends: (ends ?? []).map((k) => causes[k] as FailureCause) }
  }
  return claims.map((claim, i) => {
    const now = find(targets[i] as string, i)
    const kept = find(targets[i + claims.length] as string, i + claims.length)
    const already = new Set(now.ends.map(keyOf))
    return {
      ...claim,
      reading: now.reading,
      endsReliance: now.ends,
      keptReading: kept.reading,
      endsUpkeep: kept.ends.filter((c) => !already.has(keyOf(c))),
    }
  })
}

function keyOf(c: FailureCause): string {
  return `${c.kind} ${c.id}`
}

/** The facts that go with a cause. A certificate goes by its validity; an actor by its work; a country by its actors. */
export function factsOfCause({ theory, dossier }: Composition, cause: FailureCause): Cause {
  return factsNamed(dossier, cause).filter((f) => theory.facts.has(f))
}

function factsNamed(dossier: Dossier, cause: FailureCause): readonly string[] {
  switch (cause.kind) {
    case 'certificate':
      return [`law:validity ${cause.id}`, `computed:fresh ${cause.id}`]
    case 'evidence':
      return [evidenceAtom(cause.id).text]
    case 'assumption':
      return dossier.parts
        .filter((p) => p.assumptions.some((a) => a.id === cause.id))
        .flatMap((p) => [
          `declared:environment bears ${p.id}/${cause.id}`,
          `declared:shown somewhere ${p.id}/${cause.id}`,
        ])
    case 'actor':
      return [actorAtom(cause.id).text]
    case 'country':
      return actorsIn(dossier)
        .filter((a) => a.country === cause.id)
        .map((a) => actorAtom(a.name).text)
    default:
      return cause.kind satisfies never
  }
}

/** Every cause that has facts in the theory. Order: kind, then id. */
export function causesOf(composition: Composition): {
  readonly causes: readonly FailureCause[]
  readonly facts: readonly Cause[]
} {
  const { dossier } = composition
  const actors = actorsIn(dossier)
  const named: readonly FailureCause[] = [
    ...dossier.certificates.map((c) => ({ kind: 'certificate' as const, id: c.id })),
    ...dossier.evidence.map((e) => ({ kind: 'evidence' as const, id: e.id })),
    ...[...new Set(dossier.parts.flatMap((p) => p.assumptions.map((a) => a.id)))].map((id) => ({
      kind: 'assumption' as const,
      id,
    })),
    ...actors.map((a) => ({ kind: 'actor' as const, id: a.name })),
    ...[...new Set(actors.flatMap((a) => (a.country === undefined ? [] : [a.country])))].map((id) => ({
      kind: 'country' as const,
      id,
    })),
  ]
  const rows = named
    .map((cause) => ({ cause, facts: factsOfCause(composition, cause) }))
    .filter((r) => r.facts.length > 0)
  rows.sort((a, b) => byText(keyOf(a.cause), keyOf(b.cause)))
  return { causes: rows.map((r) => r.cause), facts: rows.map((r) => r.facts) }
}

/** Everybody on whom upkeep hangs, once by name; the country where any mention states one. */
export function actorsIn(dossier: Dossier): readonly { readonly name: string; readonly country: string | undefined }[] {
  const found = new Map<string, string | undefined>()
  const see = (actor: { readonly name: string; readonly country?: string } | undefined): void => {
    if (actor !== undefined) found.set(actor.name, found.get(actor.name) ?? actor.country)
  }
  for (const p of dossier.parts) see(p.supplier)
  for (const c of dossier.certificates) {
    see(c.issuer)
    see(c.facility)
  }
  for (const e of dossier.evidence)
    see({
      name: e.performer.who,
      ...(e.performer.who === dossier.manufacturer?.name && dossier.manufacturer.country !== undefined
        ? { country: dossier.manufacturer.country }
        : {}),
    })
  return [...found].map(([name, country]) => ({ name, country })).sort((a, b) => byText(a.name, b.name))
}
