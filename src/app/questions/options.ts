/** `options DOSSIER`: kinds of assessment against the constraints, before any optimum. */
import { type OptionRow, optionsFor } from '#domain/questions/index.ts'
import { catalogueFor, loadDossier } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

export interface OptionsResult {
  readonly dossier: { readonly id: string; readonly name: string }
  readonly items: readonly OptionRow[]
}

export const optionsQuestion: Question<OptionsResult> = {
  name: 'options',
  says: 'The kinds of assessment against your constraints, with reasons, before any optimum',
  arguments: [{ name: 'DOSSIER', says: 'a dossier file, or a folder that holds dossier.yaml', isRequired: true }],
  flags: [
    { name: 'with', value: 'OVERLAY', says: 'lay a partial dossier over it', isMany: true },
    { name: 'set', value: 'PATH=VALUE', says: 'change one value', isMany: true },
    { name: 'kind', value: 'KIND', says: 'only one kind: certification, test, review, audit, document …' },
  ],
  example: 'metascheme options examples/edge-gateway --kind certification',
  async run(asked: Asked, ports: Ports): Promise<Answered<OptionsResult>> {
    const catalogue = await catalogueFor(ports)
    const loaded = await loadDossier(asked.arguments[0] as string, asked, catalogue, ports)
    if (loaded.kind === 'refused') return refused(loaded.diagnostics)
    const { dossier } = loaded.value
    const kind = asked.flags.kind?.[0]
    const items = optionsFor(catalogue, dossier, asked.on).filter((o) => kind === undefined || o.kind === kind)
    return {
      result: { dossier: { id: dossier.id, name: dossier.name }, items },
      diagnostics: loaded.diagnostics.filter((d) => d.severity !== 'note'),
      exit: 0,
    }
  },
}
