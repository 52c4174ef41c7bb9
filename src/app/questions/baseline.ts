/** `baseline TYPE LEVEL`: the harmonised minimum requirements of a kind of target at a unified level. */
import { LETTERS, type Letter, TARGET_TYPES, type TargetType } from '#domain/assurance/index.ts'
import { type BaselineItem, baselineOf } from '#domain/requirements/index.ts'
import { nearestWords } from '#util/nearest.ts'
import { diagnose } from '../errors.ts'
import { catalogueFor } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

/** Id of the set that is ours. */
const BASELINE = 'baseline'

export interface BaselineResult {
  readonly targetType: TargetType
  readonly level: Letter
  readonly edition: string
  readonly notice: string
  readonly counts: { readonly total: number; readonly byFamily: Readonly<Record<string, number>> }
  readonly items: readonly BaselineItem[]
}

export const baselineQuestion: Question<BaselineResult> = {
  name: 'baseline',
  says: 'The harmonised minimum requirements of a kind of target at a unified level, with why each is asked and what shows it',
  arguments: [
    { name: 'TYPE', says: `kind of target: ${TARGET_TYPES.join(', ')}; or TYPE:LETTER`, isRequired: true },
    { name: 'LEVEL', says: 'unified level, E (lowest) to A', isRequired: false },
  ],
  flags: [{ name: 'family', value: 'NAME', says: 'only requirements of this family', isMany: true }],
  example: 'metascheme baseline component B',
  async run(asked: Asked, ports: Ports): Promise<Answered<BaselineResult>> {
    const words = asked.arguments.flatMap((a) => a.split(':'))
    const type = words[0]?.toLowerCase() ?? ''
    const letter = words[1]?.toUpperCase()
    if (!(TARGET_TYPES as readonly string[]).includes(type)) {
      const near = nearestWords(type, TARGET_TYPES)[0]
      return refused([
        diagnose('usage.bad-value', `unknown kind of target "${type.slice(0, 60)}"`, {
          hint: near === undefined ? `Known: ${TARGET_TYPES.join(', ')}.` : `Did you mean "${near}"?`,
        }),
      ])
    }
    const levels: readonly string[] = LETTERS.slice(1)
    if (letter === undefined || !levels.includes(letter)) {
      return refused([
        letter === undefined
          ? diagnose('usage.missing-argument', 'baseline needs LEVEL', {
              hint: `For example: metascheme baseline ${type} B`,
            })
          : diagnose('usage.bad-value', `unknown unified level "${letter.slice(0, 60)}"`, {
              hint: `Known: ${levels.join(', ')}, E being the lowest.`,
            }),
      ])
    }
    const catalogue = await catalogueFor(ports, ['thresholds', 'requirement-set', 'source'])
    const set = catalogue.requirementSets.get(BASELINE)
    if (set === undefined) return refused([diagnose('id.unknown', 'this catalogue has no baseline')])
    const families = asked.flags.family
    const items = baselineOf(set, type as TargetType, letter as Letter).filter(
      (i) => families === undefined || families.includes(i.family),
    )
    const byFamily: Record<string, number> = {}
    for (const i of items) byFamily[i.family] = (byFamily[i.family] ?? 0) + 1
    return {
      result: {
        targetType: type as TargetType,
        level: letter as Letter,
        edition: set.edition,
        counts: { total: items.length, byFamily },
        items,
        notice:
          'Our own definition, after the aim of a meta-scheme; the text of no scheme or act. What law asks, it asks at every level.',
      },
      diagnostics: [],
      exit: 0,
    }
  },
}
