/** `plan DOSSIER`: the main job. */
import { encodeCalendar } from '#formats/icalendar/index.ts'
import { decodeBill } from '#formats/index.ts'
import { type BillSummary, type Plan, plan } from '#domain/questions/index.ts'
import { hasErrors } from '#util/diagnostic.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { diagnose } from '../errors.ts'
import { catalogueFor, loadDossier, type LoadedDossier, readBytes } from '../load.ts'
import { planCalendar } from '../plan-calendar.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { writeReport } from '../report.ts'

/** Nodes our own search may look at before the solver is woken. Counts work, not seconds, so that answers are reproducible. */
const SEARCH_NODES = 200_000

export const planQuestion: Question<Plan> = {
  name: 'plan',
  says: 'Which rules apply, what is missing, and the best mix of assessments, in order, with cost and time',
  arguments: [{ name: 'DOSSIER', says: 'a dossier file, or a folder that holds dossier.yaml', isRequired: true }],
  flags: [
    { name: 'report', value: 'FILE', says: 'also write a report: .html or .pdf', isMany: true },
    { name: 'with', value: 'OVERLAY', says: 'lay a partial dossier over it', isMany: true },
    { name: 'set', value: 'PATH=VALUE', says: 'change one value, as in constraints.budget=100000', isMany: true },
    { name: 'full', says: 'show everything in the text: every activity, flag, option left out and closed procedure' },
    { name: 'pareto', says: 'the exact front of cost against time' },
    { name: 'sensitivity', says: 'how far each price may move before the answer changes' },
    { name: 'ics', value: 'FILE', says: 'also write activities, deadlines and renewals as a calendar (iCalendar)' },
    {
      name: 'seed',
      value: 'N',
      says: 'of the simulation of days, which runs where every duration is better than grade C; 1 where it is left out',
    },
    { name: 'proposals', says: 'read proposals as if they were law' },
    {
      name: 'seconds',
      value: 'N',
      says: 'stop the search after N seconds; the answer is then marked as not reproducible',
    },
  ],
  example: 'metascheme plan examples/edge-gateway',
  run: runPlan,
}

async function runPlan(asked: Asked, ports: Ports): Promise<Answered<Plan>> {
  const catalogue = await catalogueFor(ports)
  const loaded = await loadDossier(asked.arguments[0] as string, asked, catalogue, ports)
  if (loaded.kind === 'refused') return refused(loaded.diagnostics)
  const bills = await readBills(loaded.value, ports)
  if (hasErrors(bills.diagnostics)) return refused([...loaded.diagnostics, ...bills.diagnostics])
  const seed = asked.flags.seed?.[0]
  if (seed !== undefined && !/^\d{1,9}$/.test(seed))
    return refused([
      diagnose('usage.bad-value', `--seed ${seed.slice(0, 20)} is no whole number of at most nine digits`, {
        hint: 'For example --seed 7.',
      }),
    ])
  const wantsReport = (asked.flags.report ?? []).length > 0
  const made = await plan({
    dossier: loaded.value.dossier,
    catalogue,
    on: asked.on,
    withProposals: asked.flags.proposals !== undefined,
    bills: bills.bills,
    onStage: ports.onStage,
    withFront: asked.flags.pareto !== undefined || wantsReport,
    withSensitivity: asked.flags.sensitivity !== undefined || wantsReport,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    settings: settingsFor(ports, asked.flags.seconds?.[0]),
  })
  const ics = asked.flags.ics?.[0]
  if (ics !== undefined) {
    await ports.files.write(ics, new TextEncoder().encode(encodeCalendar(planCalendar(made), asked.on)))
    ports.tell(`calendar written: ${ics}`)
  }
  const reports = await writeReports(asked.flags.report ?? [], made, ports)
  const diagnostics = [...loaded.diagnostics.filter((d) => d.severity !== 'note'), ...bills.diagnostics, ...reports]
  if (hasErrors(diagnostics)) return { result: made, diagnostics, exit: 2 }
  return { result: made, diagnostics, exit: made.mix !== undefined && 'kind' in made.mix ? 1 : 0 }
}

/** How long to search; the solver outside is woken only when our own search gives up. */
export function settingsFor(ports: Ports, seconds?: string): Parameters<typeof plan>[0]['settings'] {
  let solver: Awaited<ReturnType<Ports['solve']>> | undefined
  return {
    limits: {
      nodes: SEARCH_NODES,
      isCancelled: ports.isCancelled,
      ...(seconds === undefined ? {} : { milliseconds: Number(seconds) * 1000 }),
    },
    solve: async (model, limits) => {
      solver ??= await ports.solve()
      return solver(model, limits)
    },
  }
}

async function writeReports(files: readonly string[], made: Plan, ports: Ports): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = []
  for (const file of files) diagnostics.push(...(await writeReport(file, made, ports)))
  return diagnostics
}

/** The bills a dossier names, counted; what a translator could not carry over is among the diagnostics. */
async function readBills(
  loaded: LoadedDossier,
  ports: Ports,
): Promise<{ bills: readonly BillSummary[]; diagnostics: readonly Diagnostic[] }> {
  const bills: BillSummary[] = []
  const diagnostics: Diagnostic[] = []
  for (const [i, reference] of loaded.dossier.bills.entries()) {
    const path = ports.files.join(loaded.folder, reference.file)
    const read = await readBytes(path, ports.files)
    if (read.kind === 'refused' || read.value === undefined) {
      const because = read.kind === 'refused' ? { because: read.diagnostics } : {}
      diagnostics.push(
        diagnose(
          'file.not-found',
          `the bill of materials ${reference.file.slice(0, 200)} was not found beside the dossier`,
          { at: loaded.place(`/bills/${i}/file`), hint: 'Paths are relative to the dossier.', ...because },
        ),
      )
      continue
    }
    const decoded = await decodeBill({ file: path, bytes: read.value })
    diagnostics.push(...decoded.diagnostics.filter((d) => d.severity !== 'note'))
    const bill = decoded.value
    if (bill !== undefined)
      bills.push({
        file: reference.file,
        components: bill.components.length,
        graphKnown: bill.components.some((c) => c.graphKnown),
      })
  }
  ports.onStage('bills of materials')
  return { bills, diagnostics }
}
