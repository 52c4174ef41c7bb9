/** `catalogue editions`: which states of the catalogue can be asked with `--edition`. */
import { namedEditions } from '../editions.ts'
import type { Ports } from '../ports.ts'
import type { Answered, Asked, Question } from '../question.ts'

export interface EditionRow {
  readonly edition: string
  /** The day on which it came into the history. */
  readonly on: string
  /** The commit in which it first stood; empty for what is built and not committed. */
  readonly revision: string
  /** Of a named edition; else empty. */
  readonly id: string
  readonly name: string
  readonly isCurrent: boolean
}

export interface EditionsResult {
  readonly current: string
  readonly items: readonly EditionRow[]
}

export const editionsQuestion: Question<EditionsResult> = {
  name: 'catalogue editions',
  says: 'The editions of the catalogue that --edition can ask, newest first',
  arguments: [],
  flags: [{ name: 'named', says: 'only those that were given a name' }],
  example: 'metascheme catalogue editions',
  async run(asked: Asked, ports: Ports): Promise<Answered<EditionsResult>> {
    const current = ports.catalogue.edition
    const named = new Map((await namedEditions(ports.catalogue)).map((n) => [n.edition, n]))
    const rows = new Map<string, EditionRow>()
    for (const { edition, on, revision } of await (await ports.history()).editions()) {
      const name = named.get(edition)
      // Oldest last, so what stays is the commit in which a content first stood.
      rows.set(edition, {
        edition,
        on,
        revision,
        id: name?.id ?? '',
        name: name?.name ?? '',
        isCurrent: edition === current,
      })
    }
    const items = rows.has(current)
      ? [...rows.values()]
      : [
          { edition: current, on: ports.today(), revision: '', id: '', name: 'not committed', isCurrent: true },
          ...rows.values(),
        ]
    return {
      result: { current, items: asked.flags.named === undefined ? items : items.filter((i) => i.id !== '') },
      diagnostics: [],
      exit: 0,
    }
  },
}
