/** `routes DOSSIER`: which acts apply, which procedures are open, which duties run, each with its because. */
import type { Because } from '#domain/answers/index.ts'
import { type CalendarEntry, encodeCalendar } from '#formats/icalendar/index.ts'
import { addMonths, type CalendarDate } from '#util/calendar-date.ts'
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
    { name: 'ics', value: 'FILE', says: 'also write the days as a calendar (iCalendar)' },
    { name: 'all', says: 'also the acts that do not matter here' },
  ],
  example: 'metascheme routes examples/edge-gateway --on 2028-01-10',
  async run(asked: Asked, ports: Ports): Promise<Answered<RoutesResult>> {
    const catalogue = await catalogueFor(ports)
    const loaded = await loadDossier(asked.arguments[0] as string, asked, catalogue, ports)
    if (loaded.kind === 'refused') return refused(loaded.diagnostics)
    const { dossier } = loaded.value
    const law = readLaw(
      catalogue.law,
      { facts: dossier.facts, withProposals: asked.flags.proposals !== undefined },
      asked.on,
    )
    const acts = readActs(law, dossier.facts, {
      on: asked.on,
      until: addMonths(asked.on, dossier.constraints.horizonYears * 12),
    })
    const items = asked.flags.all === undefined ? acts.filter((a) => a.relevance !== 'no') : acts
    const ics = asked.flags.ics?.[0]
    if (ics !== undefined) {
      await ports.files.write(
        ics,
        new TextEncoder().encode(encodeCalendar(calendarOf(dossier.id, items, asked.on), asked.on)),
      )
      ports.tell(`calendar written: ${ics}`)
    }
    return {
      result: { dossier: { id: dossier.id, name: dossier.name }, lawAsKnownOn: lawKnownOn(catalogue, asked.on), items },
      diagnostics: loaded.diagnostics,
      exit: 0,
    }
  },
}

/** Days a reader has to keep: acts and duties that begin, clocks that run out, fixed deadlines. Nothing that lies before the day asked. */
function calendarOf(dossier: string, acts: readonly ActReading[], on: CalendarDate): readonly CalendarEntry[] {
  return acts.flatMap((act) => [
    ...[...act.applicability, ...act.duties].flatMap((row) =>
      row.holds.flatMap((d) => [
        ...(d.from === undefined || d.from < on
          ? []
          : [
              {
                id: `${dossier}:${row.id}:from:${d.from}`,
                on: d.from,
                title: `${row.label} (begins)`,
                description: `${act.name}. ${citation(row.because)}`,
              },
            ]),
        ...(d.to === undefined || d.to < on
          ? []
          : [
              {
                id: `${dossier}:${row.id}:to:${d.to}`,
                on: d.to,
                title: `${row.label} (last day)`,
                description: `${act.name}. ${citation(row.because)}`,
              },
            ]),
      ]),
    ),
    ...act.duties.flatMap((duty) => {
      const day = duty.due?.on ?? duty.deadline
      return day === undefined || day < on
        ? []
        : [
            {
              id: `${dossier}:${duty.id}:due:${day}`,
              on: day,
              title: `${duty.label} (due)`,
              description: `${act.name}. ${duty.due === undefined ? '' : `Within ${duty.due.within} of ${duty.due.trigger}. `}${citation(duty.because)}`,
            },
          ]
    }),
  ])
}

function citation(because: Because): string {
  return because.citation === undefined ? '' : `${because.citation.source}, ${because.citation.at}`
}
