/**
 * What a dossier has in hand, requirement by requirement, for a gap analysis.
 *
 * A certificate covers a requirement only through its own selection (security target, statement of applicability, criteria chosen); one
 * without a selection may bear on anything and covers nothing for sure. What concerns a part shows a part. Source: docs/composition.md,
 * coverage.
 */
import type { OpenFact } from '../answers/index.ts'
import { type PartEvidence, WHOLE } from '../composition/index.ts'
import type { NativeLevel } from '../assurance/index.ts'
import type { HeldRequirement, RequirementSet } from '../requirements/index.ts'

export function heldRequirements(
  evidence: readonly PartEvidence[],
  target: RequirementSet,
): readonly HeldRequirement[] {
  const ofTarget = target.requirements.filter((r) => !r.isHeading).map((r) => `${target.id}#${r.id}`)
  return evidence.flatMap((e) => {
    const keys = e.requirements === 'all' ? ofTarget : e.requirements
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
