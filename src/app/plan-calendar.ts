/** The days of a plan that belong into a calendar: activities, deadlines, renewals, and what falls away. */
import type { Plan } from '#domain/questions/index.ts'
import type { CalendarEntry } from '#formats/icalendar/index.ts'

/** Ids are of what an entry is about, so that a later plan moves an entry and does not add another. Estimates are said to be such. */
export function planCalendar(plan: Plan): readonly CalendarEntry[] {
  const id = (what: string): string => `${plan.dossier.id}:plan:${what}`
  return [
    ...(plan.schedule?.rows ?? []).flatMap((r): readonly CalendarEntry[] =>
      r.starts === r.ends
        ? []
        : [
            {
              id: id(`${r.id}:begin`),
              on: r.starts,
              title: `Begin: ${r.name}`,
              description: `Estimate. Ends on ${r.ends} as counted, ${r.endsEarliest} to ${r.endsLatest}.${r.isCritical ? ' On the critical path.' : ` May slip by ${r.slack} working days.`}`,
            },
            {
              id: id(`${r.id}:end`),
              on: r.ends,
              title: `Ready: ${r.name}`,
              description: `Estimate: ${r.endsEarliest} to ${r.endsLatest}.`,
            },
          ],
    ),
    ...(plan.schedule?.deadlines ?? []).map((d) => ({
      id: id(`deadline:${d.id}`),
      on: d.on,
      title: `${d.isMet ? '' : 'Missed as planned: '}${d.label}`,
      description: `${d.kind === 'law' ? 'Law' : 'Declared'}. Ready on ${d.ready} as counted (estimate).${d.concerns.length === 0 ? '' : ` Concerns: ${d.concerns.join(', ')}.`}`,
    })),
    ...(plan.horizon?.renewals ?? []).map((r) => ({
      id: id(`renewal:${r.option}:${r.certificate ?? ''}:${r.on}`),
      on: r.on,
      title: `Renew: ${r.name}`,
      description: `Estimate: EUR ${r.cost.low} to ${r.cost.high}.${r.certificate === undefined ? '' : ` ${r.certificate} ends.`}`,
    })),
    ...plan.assurance.flatMap((p) =>
      p.certificate === undefined
        ? []
        : [{ id: id(`certificate:${p.certificate}:${p.on}`), on: p.on, title: p.what, description: 'Computed.' }],
    ),
  ]
}
