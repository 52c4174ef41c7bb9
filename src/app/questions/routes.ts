/** `routes DOSSIER`: which acts apply, which procedures are open, which duties run, each with its because. */
import { addMonths } from '#util/calendar-date.ts'
import { type ActReading, lawKnownOn, readActs } from '#domain/questions/index.ts'
import { readLaw } from '#domain/law/index.ts'
import { catalogueFor, loadDossier } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

export interface RoutesResult {
  readonly dossier: { readonly id: string; readonly name: string }
  readonly lawAsKnownOn: string
  readonly items: readonly ActReading[]
}

export const routesQuestion: Question<RoutesResult> = {
  name: 'routes',
  says: 'Which acts apply on a day, which procedures are open and which duties run, with articles',
  arguments: [{ name: 'DOSSIER', says: 'a dossier file, or a folder that holds dossier.yaml', isRequired: true }],
  flags: [
    { name: 'with', value: 'OVERLAY', says: 'lay a partial dossier over it', isMany: true },
    { name: 'set', value: 'PATH=VALUE', says: 'change one value', isMany: true },
    { name: 'proposals', says: 'read proposals as if they were law' },
    { name: 'all', says: 'also the acts that do not matter here' },
  ],
  example: 'metascheme routes examples/edge-gateway --on 2028-01-10',
  async run(asked: Asked, ports: Ports): Promise<Answered<RoutesResult>> {
    const catalogue = await catalogueFor(ports)
    const loaded = await loadDossier(asked.arguments[0] as string, asked, catalogue, ports)
    if (loaded.kind === 'refused') return refused(loaded.diagnostics)
    const { dossier } = loaded.value
    const law = readLaw(catalogue.law, { facts: dossier.facts, withProposals: asked.flags.proposals !== undefined }, asked.on)
    const acts = readActs(law, dossier.facts, { on: asked.on, until: addMonths(asked.on, dossier.constraints.horizonYears * 12) })
    const items = asked.flags.all === undefined ? acts.filter((a) => a.relevance !== 'no') : acts
    return { result: { dossier: { id: dossier.id, name: dossier.name }, lawAsKnownOn: lawKnownOn(catalogue, asked.on), items }, diagnostics: loaded.diagnostics, exit: 0 }
  },
}
