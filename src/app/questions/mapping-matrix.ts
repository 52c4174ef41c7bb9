/** `mapping matrix`: every requirement set against every other, counted. */
import { linkGraphOf, type Matrix, matrixOf, NO_PRESUMPTION, nearness } from '#domain/requirements/index.ts'
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { findSet, universeOf } from '../universe.ts'

export interface MatrixResult {
  readonly notice: string
  readonly sets: Matrix['sets']
  readonly items: Matrix['cells']
}

export const matrixQuestion: Question<MatrixResult> = {
  name: 'mapping matrix',
  says: 'For every two requirement sets: how much of the second follows where all of the first is met',
  arguments: [{ name: 'SET', says: 'only these sets; all where none is named', isRequired: false, isMany: true }],
  flags: [
    { name: 'with', value: 'FILE', says: 'bring sets and mappings, a file or a folder', isMany: true },
    { name: 'brought', says: 'only the sets that were brought' },
    { name: 'all', says: 'also the pairs of which nothing is known' },
  ],
  example: 'metascheme mapping matrix cra-annex-i en-303-645 baseline',
  async run(asked: Asked, ports: Ports): Promise<Answered<MatrixResult>> {
    const universe = await universeOf(asked.flags.with ?? [], ports)
    if (hasErrors(universe.diagnostics)) return refused(universe.diagnostics)
    const diagnostics: Diagnostic[] = []
    const named = asked.arguments.flatMap((word) => {
      const set = findSet(word, universe)
      if ('diagnostics' in set) diagnostics.push(...set.diagnostics)
      return 'diagnostics' in set ? [] : [set]
    })
    if (diagnostics.length > 0) return refused(diagnostics)
    const pool = asked.flags.brought === undefined ? [...universe.sets.values()] : universe.brought.sets
    const sets = (named.length > 0 ? named : pool).filter((s) => s.isHub !== true)
    const network = universe.network()
    ports.onStage('network')
    const links = linkGraphOf(network)
    const linked =
      links.other.length === 0
        ? undefined
        : (held: readonly number[]) => Uint8Array.from(nearness(links, held, network.isHub, 0), (d) => (d >= 0 ? 1 : 0))
    const matrix = matrixOf(
      network,
      sets.map((s) => s.id),
      linked,
    )
    ports.onStage('matrix')
    const items =
      asked.flags.all === undefined && named.length === 0
        ? matrix.cells.filter((c) => c.covered + c.partly + c.notCovered + c.linked > 0)
        : matrix.cells
    return {
      result: { notice: NO_PRESUMPTION, sets: matrix.sets, items },
      diagnostics: universe.diagnostics.filter((d) => d.severity !== 'note'),
      exit: 0,
    }
  },
}
