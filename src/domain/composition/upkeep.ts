/**
 * Whether a claim can be kept up: a second layer of clauses over the claims. The loss of a certificate ends reliance; the loss of a
 * supplier, a laboratory or a body ends maintenance and renewal, which is what this layer sees and the first does not.
 */
import { type Atom, atom, type RuleStatement, type TheoryBuilder } from '../answers/index.ts'
import type { Dossier, Exposure, Part } from '../dossier/index.ts'
import { certificateAtom, groundActor } from './certificate-status.ts'
import {
  assumptionAtom,
  claimAtom,
  ENVIRONMENT,
  evidenceAtom,
  type GroundedClaims,
  standsAtom,
  type Support,
  WHOLE,
} from './claims.ts'

const KEPT = {
  id: 'composition.kept-up',
  says: 'a claim can be kept up while it stands, what shows it can be renewed, its supplier goes on working, and all it rests on can be kept up',
} as const satisfies RuleStatement

export function keptClaimAtom(part: string, guarantee: string): Atom<'computed'> {
  return atom('computed', `kept claim ${part}/${guarantee}`)
}

function keptPartAtom(part: string): Atom<'computed'> {
  return atom('computed', `kept part ${part}`)
}

function keptAssumptionAtom(part: string, assumption: string): Atom<'computed'> {
  return atom('computed', `kept assumption ${part}/${assumption}`)
}

/** Write the layer. The claims must be written already. Cost: that of the claims. */
export function groundUpkeep(dossier: Dossier, grounded: GroundedClaims, theory: TheoryBuilder): void {
  for (const part of dossier.parts) {
    const rest = [
      ...(part.supplier === undefined ? [] : [groundActor(part.supplier.name, theory)]),
      ...part.assumptions.map((a) => keptAssumption(dossier, part, a.id, theory)),
      ...part.dependsOn.filter((id) => id !== WHOLE).map(keptPartAtom),
    ]
    const apart = (part.exposedTo ?? []).map((e) => ({ ...e, atom: keptApart(dossier, part, e, theory) }))
    for (const g of part.guarantees) {
      const shown = keptShown(`${part.id}/${g.id}`, grounded.supports.get(claimAtom(part.id, g.id).text) ?? [], theory)
      const kept = keptClaimAtom(part.id, g.id)
      const others = apart.filter((e) => !e.isolatedBy.includes(g.id)).map((e) => e.atom)
      theory.conclude(kept, [claimAtom(part.id, g.id), shown, ...rest, ...others], KEPT)
      theory.word(kept, { holds: `${g.id} can be kept up`, fails: `${g.id} cannot be kept up` })
    }
    const evaluated = keptShown(part.id, grounded.supports.get(standsAtom(part.id).text) ?? [], theory)
    theory.conclude(keptPartAtom(part.id), [standsAtom(part.id), evaluated, ...rest, ...apart.map((e) => e.atom)], KEPT)
    theory.word(keptPartAtom(part.id), {
      holds: `${part.name} can be kept up`,
      fails: `${part.name} cannot be kept up`,
    })
  }
}

/** What can reach the part stays harmless: it can be kept up itself, or what keeps it away can. */
function keptApart(dossier: Dossier, part: Part, exposure: Exposure, theory: TheoryBuilder): Atom<'computed'> {
  const kept = atom('computed', `kept apart ${part.id} from ${exposure.part}`)
  theory.word(kept, {
    holds: `${exposure.part} can be kept from harming ${part.name}`,
    fails: `${exposure.part} cannot be kept from harming ${part.name}`,
  })
  theory.conclude(kept, [keptPartAtom(exposure.part)], KEPT)
  for (const name of exposure.isolatedBy)
    for (const p of dossier.parts)
      if (p.guarantees.some((g) => g.id === name)) theory.conclude(kept, [keptClaimAtom(p.id, name)], KEPT)
  return kept
}

function keptShown(what: string, supports: readonly Support[], theory: TheoryBuilder): Atom<'computed'> {
  const shown = atom('computed', `kept shown ${what}`)
  theory.word(shown, { holds: `what shows ${what} can be renewed`, fails: `nothing that shows ${what} can be renewed` })
  for (const s of supports) {
    if (s.kind === 'evidence') theory.conclude(shown, [s.held, groundActor(s.evidence.performer.who, theory)], KEPT)
    else
      theory.conclude(
        shown,
        [s.relied, certificateAtom('renewable', s.certificate.id), ...(s.reaches === undefined ? [] : [s.reaches])],
        KEPT,
      )
  }
  return shown
}

function keptAssumption(dossier: Dossier, part: Part, id: string, theory: TheoryBuilder): Atom<'computed'> {
  const kept = keptAssumptionAtom(part.id, id)
  theory.word(kept, { holds: `${id} can be kept up`, fails: `${id} cannot be kept up` })
  const names = part.assumptions.find((a) => a.id === id)?.dischargedBy ?? []
  // What the environment bears, and what nothing is named for, is as it is in the first layer.
  if (names.length === 0 || names.includes(ENVIRONMENT)) theory.conclude(kept, [assumptionAtom(part.id, id)], KEPT)
  for (const name of names) {
    for (const p of dossier.parts)
      if (p.id !== part.id && p.guarantees.some((g) => g.id === name))
        theory.conclude(kept, [keptClaimAtom(p.id, name)], KEPT)
    const evidence = dossier.evidence.find((e) => e.id === name)
    if (evidence !== undefined)
      theory.conclude(kept, [evidenceAtom(name), groundActor(evidence.performer.who, theory)], KEPT)
  }
  return kept
}
