/** `repair PORTFOLIO --event FILE`: after a loss, the cheapest way back for each claim that fell. */
import type { ChangeEvent } from '#domain/change/index.ts'
import { type Offer, type RepairResult, repairPortfolio } from '#domain/questions/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { catalogueFor } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { EVENT, OVERLAYS, PORTFOLIO, portfolioOf, readEvents, SINCE, whatHappened } from './change.ts'

/** Nodes our own search may look at before the solver is woken. Counts work, not seconds, so that answers are reproducible. */
const SEARCH_NODES = 200_000

export const repairQuestion: Question<RepairResult> = {
  name: 'repair',
  says: 'After a loss, the cheapest way back for each claim that fell, with proof after repair, alternatives, and the earliest day',
  arguments: [PORTFOLIO],
  flags: [
    EVENT,
    SINCE,
    {
      name: 'offer',
      value: 'FILE',
      says: 'an event file of what could be used instead: certificates issued, versions of parts',
      isMany: true,
    },
    ...OVERLAYS,
  ],
  example: 'metascheme repair examples/smart-card-stack --event examples/events/chip-withdrawn.yaml --on 2027-03-01',
  run: runRepair,
}

async function runRepair(asked: Asked, ports: Ports): Promise<Answered<RepairResult>> {
  const happened = await whatHappened('repair', asked, ports)
  if ('diagnostics' in happened) return refused(happened.diagnostics)
  const offers: Offer[] = []
  const troubles: Diagnostic[] = []
  for (const file of asked.flags.offer ?? []) {
    const read = await readEvents(file, ports)
    if ('diagnostics' in read) troubles.push(...read.diagnostics)
    else offers.push({ name: nameOf(file), events: read.events satisfies readonly ChangeEvent[] })
  }
  if (troubles.length > 0) return refused(troubles)
  const catalogue = await catalogueFor(ports)
  const { dossiers, diagnostics } = await portfolioOf(asked.arguments[0] as string, asked, catalogue, ports)
  if (diagnostics.length > 0) return refused(diagnostics)
  let solver: Awaited<ReturnType<Ports['solve']>> | undefined
  const result = await repairPortfolio(dossiers, happened.events, {
    catalogue,
    on: asked.on,
    since: happened.since,
    offers,
    limits: { nodes: SEARCH_NODES, isCancelled: ports.isCancelled },
    onProgress: (done, of) => {
      if (of > 20 && done % 10 === 0) ports.tell(`ways back: ${done} of ${of} claims`)
    },
    // The solver is woken only when our own search gives up.
    solve: async (model, limits) => {
      solver ??= await ports.solve()
      return solver(model, limits)
    },
  })
  return { result, diagnostics: [], exit: 0 }
}

/** The name of the file without its folders and its ending. */
function nameOf(file: string): string {
  return file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '')
}
