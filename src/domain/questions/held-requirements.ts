/**
 * What a dossier has in hand, requirement by requirement, for a gap analysis.
 *
 * A certificate covers a requirement only through its own selection (security target, statement of applicability, criteria chosen); one
 * without a selection may bear on anything and covers nothing for sure, but does not bear on what is asked of the whole where it concerns
 * a part. What concerns a part shows a part. Source: docs/composition.md,
 * coverage.
 */
import type { OpenFact } from '../answers/index.ts'
import { type PartEvidence, WHOLE } from '../composition/index.ts'
import type { NativeLevel } from '../assurance/index.ts'
import type { Catalogue } from './catalogue.ts'
import type { Dossier } from '../dossier/index.ts'
import type { GapInput, HeldRequirement, RequirementSet } from '../requirements/index.ts'

export function heldRequirements(
  evidence: readonly PartEvidence[],
  target: RequirementSet,
): readonly HeldRequirement[] {
  const ofTarget = target.requirements.filter((r) => !r.isHeading)
  return evidence.flatMap((e) => {
    const keys =
      e.requirements === 'all'
        ? ofTarget.filter((r) => e.part === WHOLE || r.isOfTheWhole !== true).map((r) => `${target.id}#${r.id}`)
        : e.requirements
    const isSure = e.coverage === 'covered' && e.requirements !== 'all'
    return keys.map(
      (key): HeldRequirement => ({
        key,
        isSure,
        ...(e.part === WHOLE ? {} : { isPart: true }),
        ...(isSure ? {} : { asks: selectionAsked(e.by.id) }),
        because: {
          kind: 'computed',
          verdict: isSure ? 'holds' : 'open',
          says: isSure
            ? `${key} is shown by ${e.by.id}, through its own selection`
            : `${e.by.id} may bear on ${key}: its selection, version or status is not settled`,
          premises: [e.because],
        },
      }),
    )
  })
}

/** What a level by itself says of requirements: nothing without the selection of a certificate. */
export function heldByLevel(level: NativeLevel, target: RequirementSet): readonly HeldRequirement[] {
  return target.requirements
    .filter((r) => !r.isHeading)
    .map((r) => ({
      key: `${target.id}#${r.id}`,
      isSure: false,
      asks: selectionAsked(level.name),
      because: {
        kind: 'computed' as const,
        verdict: 'open' as const,
        says: `a certificate at ${level.name} covers ${target.id}#${r.id} only if its own selection names it`,
        premises: [],
      },
    }))
}

function selectionAsked(what: string): OpenFact {
  return {
    id: `selection of ${what}`,
    what: 'dossier-fact',
    question: `Which requirements does the selection of ${what} hold (security target, profile, statement of applicability, criteria)?`,
    why: 'A certificate covers a requirement only through its own selection.',
  }
}

/** What dossiers together state of a fact that denies a requirement: one that says so is enough, and all must say that it is not so. */
export function denialIn(
  dossiers: readonly Dossier['facts'][],
  catalogue: Pick<Catalogue, 'law'>,
): NonNullable<GapInput['denial']> {
  return (fact) => {
    const stated = dossiers.map((facts) => facts.get(fact)?.value)
    const definition = catalogue.law.facts.get(fact)
    return {
      stated: stated.includes(true) ? true : stated.length > 0 && stated.every((s) => s === false) ? false : undefined,
      asks: {
        id: fact,
        what: 'dossier-fact',
        question: definition?.question ?? `Which is it for ${fact}: so, or not so?`,
        why: definition?.why ?? 'It would deny a requirement.',
      },
    }
  }
}
