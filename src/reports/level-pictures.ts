/** Levels as pictures, each a file of its own. */
import { comparedDimensions, ladderDescription, ladderRows, profileDescription } from '#charts/from-levels.ts'
import { levelLadder } from '#charts/level-ladder.ts'
import { profileComparison } from '#charts/profile-comparison.ts'
import { standAlone } from '#charts/stand-alone.ts'
import { PAGE } from '#charts/svg.ts'
import { LETTERS } from '#domain/assurance/index.ts'
import type { Comparison, LevelItem } from '#domain/questions/index.ts'

/** Levels on the unified scale, formally and technically. */
export function ladderPicture(items: readonly LevelItem[]): string {
  const rows = ladderRows(items, LETTERS)
  return standAlone(
    levelLadder(
      rows,
      {
        title: 'Levels on the unified scale',
        description: ladderDescription(rows, LETTERS),
        scale: LETTERS,
        formal: 'formally',
        technical: 'technically',
        between: 'between bounds: no text settles it',
      },
      PAGE,
      'ladder',
    ),
  )
}

/** Two profiles beside each other, dimension by dimension. */
export function comparisonPicture(first: LevelItem, second: LevelItem, orders: Comparison['dimensions']): string {
  const dimensions = comparedDimensions(first, second, orders)
  return standAlone(
    profileComparison(
      dimensions,
      {
        title: `${first.name} and ${second.name}`,
        description: profileDescription(dimensions, first.name, second.name),
        first: first.name,
        second: second.name,
        depth: 'depth',
        order: 'the first against the second',
        surely: 'shown',
        possibly: 'possible',
      },
      PAGE,
      'comparison',
    ),
  )
}
