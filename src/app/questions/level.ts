/** `level`, `compare`, `steps`: the meta-scheme's three questions about levels. */
import type { EntryKind } from '#catalogue/index.ts'
import {
  allLevels,
  type Comparison,
  compare,
  level,
  type LevelItem,
  steps,
  type StepsResult,
} from '#domain/questions/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import { diagnose } from '../errors.ts'
import { catalogueFor } from '../load.ts'
import type { Ports } from '../ports.ts'
import { writePicture } from '../report.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

const LEVEL_KINDS: readonly EntryKind[] = ['level', 'thresholds', 'recognition', 'source', 'option']

export interface LevelResult {
  readonly items: readonly LevelItem[]
}

export const levelQuestion: Question<LevelResult> = {
  name: 'level',
  says: 'The assurance behind a level: profile, unified reading, comparison with the Cybersecurity Act, each number with its reason',
  arguments: [
    {
      name: 'ID',
      says: 'a level id, a level as its scheme prints it, or TYPE:LETTER',
      isRequired: false,
      isMany: true,
    },
  ],
  flags: [
    { name: 'all', says: 'every level of the catalogue' },
    { name: 'picture', value: 'FILE', says: 'also draw them on the unified scale: .svg' },
  ],
  example: 'metascheme level eucc-eal4-van3',
  async run(asked: Asked, ports: Ports): Promise<Answered<LevelResult>> {
    const catalogue = await catalogueFor(ports, LEVEL_KINDS)
    if (asked.flags.all !== undefined) return ladder(allLevels(catalogue), asked, ports)
    const text = asked.arguments.join(' ')
    if (text === '')
      return refused([
        diagnose('usage.missing-argument', 'level needs ID, or --all', {
          hint: 'For example: metascheme level eucc-eal4-van3',
        }),
      ])
    const answer = level(text, catalogue)
    if (answer.kind === 'value') return ladder(answer.items, asked, ports)
    if (answer.kind === 'ambiguous')
      return refused([
        ambiguous(
          text,
          answer.says,
          answer.items.map((i) => i.id),
        ),
      ])
    return refused([unknownLevel(text, answer.column, answer.says, catalogue.levels.keys())])
  },
}

async function ladder(items: readonly LevelItem[], asked: Asked, ports: Ports): Promise<Answered<LevelResult>> {
  const diagnostics = await writePicture(asked.flags.picture?.[0], (draw) => draw.ladderPicture(items), ports)
  return { result: { items }, diagnostics, exit: diagnostics.length === 0 ? 0 : 2 }
}

export const compareQuestion: Question<Comparison> = {
  name: 'compare',
  says: 'Whether one level is as good as another: the orders still possible, dimension by dimension, recognitions beside',
  arguments: [
    { name: 'A', says: 'a level', isRequired: true },
    { name: 'B', says: 'the level it is held against', isRequired: true },
  ],
  flags: [{ name: 'picture', value: 'FILE', says: 'also draw the two profiles: .svg' }],
  example: 'metascheme compare eucc-eal4-van3 sesip3',
  async run(asked: Asked, ports: Ports): Promise<Answered<Comparison>> {
    const catalogue = await catalogueFor(ports, LEVEL_KINDS)
    const [a, b] = asked.arguments as readonly [string, string]
    const answer = compare(a, b, catalogue, asked.on)
    if (answer.kind === 'value') {
      const { comparison } = answer
      const [first, second] = [level(comparison.a.id, catalogue), level(comparison.b.id, catalogue)].map((l) =>
        l.kind === 'value' ? l.items[0] : undefined,
      )
      const diagnostics =
        first === undefined || second === undefined
          ? []
          : await writePicture(
              asked.flags.picture?.[0],
              (draw) => draw.comparisonPicture(first, second, comparison.dimensions),
              ports,
            )
      return { result: comparison, diagnostics, exit: diagnostics.length === 0 ? 0 : 2 }
    }
    if (answer.kind === 'ambiguous')
      return refused([
        ambiguous(
          `${a} and ${b}`,
          answer.says.join('; '),
          answer.comparisons.map((c) => `${c.a.id} with ${c.b.id}`),
        ),
      ])
    return refused([unknownLevel(answer.side === 'a' ? a : b, answer.column, answer.says, catalogue.levels.keys())])
  },
}

export const stepsQuestion: Question<StepsResult> = {
  name: 'steps',
  says: 'The least-cost additional steps from one level to another, who may take them and what is re-used',
  arguments: [{ name: 'A', says: 'the level in hand', isRequired: true }],
  flags: [{ name: 'to', value: 'B', says: 'a level, or a unified letter as in component:B' }],
  example: 'metascheme steps cspn --to product:B',
  async run(asked: Asked, ports: Ports): Promise<Answered<StepsResult>> {
    const to = asked.flags.to?.[0]
    if (to === undefined)
      return refused([
        diagnose('usage.missing-argument', 'steps needs --to B', {
          hint: 'For example: metascheme steps cspn --to product:B',
        }),
      ])
    const catalogue = await catalogueFor(ports, LEVEL_KINDS)
    const from = asked.arguments[0] as string
    const answer = await steps(from, to, catalogue, {
      on: asked.on,
      solve: async (model, limits) => (await ports.solve())(model, limits),
    })
    switch (answer.kind) {
      case 'value':
        return { result: answer.result, diagnostics: [], exit: 0 }
      case 'no':
        return {
          result: answer.result,
          diagnostics: [
            diagnose('steps.none', `no steps in the catalogue lead from ${from} to ${to}: ${answer.because.says}`),
          ],
          exit: 1,
        }
      case 'ambiguous':
        return refused([ambiguous(answer.side === 'a' ? from : to, answer.says, answer.candidates)])
      case 'unknown':
        return refused([
          unknownLevel(answer.side === 'a' ? from : to, answer.column, answer.says, catalogue.levels.keys()),
        ])
      case 'stopped':
        return refused([diagnose('usage.stopped', 'the search was stopped before any answer')])
      default:
        return answer satisfies never
    }
  },
}

function ambiguous(text: string, says: string, candidates: readonly string[]): Diagnostic {
  return diagnose('level.ambiguous', `"${text.slice(0, 80)}" may be more than one level: ${says}`, {
    hint: `Say which: ${candidates.slice(0, 8).join(', ')}.`,
  })
}

function unknownLevel(text: string, column: number, says: string, known: Iterable<string>): Diagnostic {
  const near = nearestWords(text, known)[0]
  return diagnose('id.unknown', `unknown level "${text.slice(0, 80)}", column ${column}: ${says}`, {
    hint:
      near === undefined ? '`metascheme catalogue search WORDS --kind level` finds levels.' : `Did you mean "${near}"?`,
  })
}
