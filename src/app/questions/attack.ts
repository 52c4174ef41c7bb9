/** `attack ATTACK…`: the attack potential that attacks need, and what a target withstands that they succeed against. */
import {
  ATTACK_POTENTIAL_TABLES,
  type AttackPath,
  type AttackVerdict,
  RATING_TABLES,
  type RatingTableId,
  rateAttacks,
  readAttackPath,
} from '#domain/assurance/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import { diagnose } from '../errors.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

export const attackQuestion: Question<AttackVerdict> = {
  name: 'attack',
  says: 'Rate attacks by the factor tables: potential needed, and what the target is resistant to; the easiest that succeeds decides',
  arguments: [
    {
      name: 'ATTACK',
      says: 'one line an attack, as in "glitch: time=1w expertise=expert knowledge=public window=easy equipment=specialised"',
      isRequired: true,
      isMany: true,
    },
  ],
  flags: [{ name: 'table', value: 'TABLE', says: `${RATING_TABLES.join(', ')}; common-criteria where it is left out` }],
  example: 'metascheme attack "glitch: time=1w expertise=expert knowledge=public window=easy equipment=specialised"',
  async run(asked: Asked): Promise<Answered<AttackVerdict>> {
    const id = asked.flags.table?.[0] ?? 'common-criteria'
    if (!(RATING_TABLES as readonly string[]).includes(id)) {
      const near = nearestWords(id, RATING_TABLES)[0]
      return refused([
        diagnose('usage.bad-value', `unknown table "${id.slice(0, 60)}"`, {
          hint: near === undefined ? `Known: ${RATING_TABLES.join(', ')}.` : `Did you mean "${near}"?`,
        }),
      ])
    }
    const table = ATTACK_POTENTIAL_TABLES[id as RatingTableId]
    const paths: AttackPath[] = []
    const problems: Diagnostic[] = []
    for (const [i, text] of asked.arguments.entries()) {
      const read = readAttackPath(text, table)
      if (read.kind === 'path') paths.push(read.path)
      else
        problems.push(
          ...read.problems.map((p) =>
            diagnose('usage.bad-value', p.because, {
              at: { file: `attack ${i + 1}`, line: 1, column: p.column, pointer: '' },
            }),
          ),
        )
    }
    return problems.length > 0 ? refused(problems) : { result: rateAttacks(paths, table), diagnostics: [], exit: 0 }
  },
}
