/** The harmonised minimum requirements of a type of target at a unified level. */
import { LETTERS, type Letter, type TargetType } from '../assurance/index.ts'
import type { Citation } from '../answers/index.ts'
import type { RequirementSet } from './requirement.ts'

export interface BaselineItem {
  readonly requirement: string
  readonly title: string
  readonly says: string
  readonly family: string
  /** The lowest level at which it is asked of this type. */
  readonly from: Letter
  readonly because: string
  readonly applies: string
  /** Kinds of evidence that show it. */
  readonly shownBy: readonly string[]
  readonly substitutable: boolean
  readonly citation: Citation
}

/** In the order of the set. A type that a requirement does not name is not asked for it at any level. */
export function baselineOf(set: RequirementSet, type: TargetType, level: Letter): readonly BaselineItem[] {
  const reach = LETTERS.indexOf(level)
  return set.requirements.flatMap((r) => {
    const from = r.tiers?.[type]
    if (r.isHeading || from === undefined || LETTERS.indexOf(from) > reach) return []
    return [
      {
        requirement: r.id,
        title: r.title,
        says: r.says,
        family: r.family ?? r.parent ?? '',
        from,
        because: r.tierBecause ?? '',
        applies: r.applies,
        shownBy: r.shownBy ?? [],
        substitutable: r.substitutable,
        citation: r.citation,
      },
    ]
  })
}
