/** `ask DOSSIER`: the next questions, the one that settles most first. */
import { addMonths } from '#util/calendar-date.ts'
import { rankQuestions, matters, readActs, type RankedQuestion } from '#domain/questions/index.ts'
import { readLaw } from '#domain/law/index.ts'
import { catalogueFor, loadDossier } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

export interface AskResult {
  readonly dossier: { readonly id: string; readonly name: string }
  readonly items: readonly RankedQuestion[]
}

export const askQuestion: Question<AskResult> = {
  name: 'ask',
  says: 'The questions whose answers settle most, in plain words, with why each is asked',
  arguments: [{ name: 'DOSSIER', says: 'a dossier file, or a folder that holds dossier.yaml', isRequired: true }],
  flags: [
    { name: 'with', value: 'OVERLAY', says: 'lay a partial dossier over it', isMany: true },
    { name: 'set', value: 'PATH=VALUE', says: 'change one value', isMany: true },
    { name: 'interactive', says: 'ask one by one in the terminal, and print the answers as an overlay to keep' },
    { name: 'proposals', says: 'read proposals as if they were law' },
  ],
  example: 'metascheme ask examples/identity-server',
  async run(asked: Asked, ports: Ports): Promise<Answered<AskResult>> {
    const catalogue = await catalogueFor(ports)
    const loaded = await loadDossier(asked.arguments[0] as string, asked, catalogue, ports)
    if (loaded.kind === 'refused') return refused(loaded.diagnostics)
    const { dossier } = loaded.value
    const withProposals = asked.flags.proposals !== undefined
    const law = readLaw(catalogue.law, { facts: dossier.facts, withProposals }, asked.on)
    const window = { on: asked.on, until: addMonths(asked.on, dossier.constraints.horizonYears * 12) }
    const acts = readActs(law, dossier.facts, window)
    const relevant = acts.filter(matters)
    const days = [
      asked.on,
      ...relevant.flatMap((a) =>
        a.applicability.flatMap((r) => [...r.holds, ...r.mayHold].flatMap((d) => d.from ?? [])),
      ),
    ].filter((d) => d >= window.on && d <= window.until)
    const items = rankQuestions(
      { book: catalogue.law, days: [...new Set(days)].slice(0, 4), acts: new Set(relevant.map((a) => a.id)) },
      law,
    )
    return {
      result: { dossier: { id: dossier.id, name: dossier.name }, items },
      diagnostics: loaded.diagnostics.filter((d) => d.severity !== 'note'),
      exit: 0,
    }
  },
}
