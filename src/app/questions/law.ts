/** `law diff`: what changes in the law between two days, and for which dossiers. */
import { type LawDiff, lawDiff, plan, type PlanChange, planDiff } from '#domain/questions/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import { type CalendarDate, parseDate } from '#util/calendar-date.ts'
import { diagnose } from '../errors.ts'
import { catalogueFor, loadDossier } from '../load.ts'
import { settingsFor } from './plan.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

export interface LawDiffResult extends LawDiff {
  /** What it does to the plan of each dossier named. */
  readonly plans: readonly PlanChange[]
}

export const lawDiffQuestion: Question<LawDiffResult> = {
  name: 'law diff',
  says: 'Which rules come into force, cease or are no longer known between two days, and what that changes for dossiers',
  arguments: [
    { name: 'DOSSIER', says: 'dossiers whose conclusions are held against it', isRequired: false, isMany: true },
  ],
  flags: [
    { name: 'from', value: 'YYYY-MM-DD', says: 'the earlier day' },
    { name: 'to', value: 'YYYY-MM-DD', says: 'the later day' },
  ],
  example: 'metascheme law diff examples/edge-gateway --from 2026-11-25 --to 2027-12-31',
  async run(asked: Asked, ports: Ports): Promise<Answered<LawDiffResult>> {
    const from = dayOf(asked, 'from') ?? asked.on
    const to = dayOf(asked, 'to')
    if (to === undefined || from === 'wrong' || to === 'wrong' || to <= from) {
      return refused([
        diagnose('usage.bad-value', 'law diff needs --to DAY, after --from', {
          hint: 'For example: metascheme law diff --from 2026-11-25 --to 2027-12-31',
        }),
      ])
    }
    const catalogue = await catalogueFor(ports)
    const dossiers: Dossier[] = []
    for (const path of asked.arguments) {
      const loaded = await loadDossier(path, asked, catalogue, ports)
      if (loaded.kind === 'refused') return refused(loaded.diagnostics)
      dossiers.push(loaded.value.dossier)
    }
    const settings = settingsFor(ports)
    const plans: PlanChange[] = []
    for (const dossier of dossiers) {
      if (ports.isCancelled()) break
      ports.tell(`planning ${dossier.id} as of ${from} and ${to} …`)
      // Work begins on the same day in both, so that only what is asked differs.
      const start = dossier.constraints.start ?? from
      const asOf = (on: CalendarDate) =>
        plan({
          dossier: { ...dossier, constraints: { ...dossier.constraints, start } },
          catalogue,
          on,
          withProposals: false,
          bills: [],
          withFront: false,
          settings,
        })
      plans.push(planDiff(await asOf(from), await asOf(to)))
    }
    return { result: { ...lawDiff(catalogue.law, dossiers, from, to), plans }, diagnostics: [], exit: 0 }
  },
}

function dayOf(asked: Asked, flag: string): CalendarDate | 'wrong' | undefined {
  const text = asked.flags[flag]?.[0]
  return text === undefined ? undefined : (parseDate(text) ?? 'wrong')
}
