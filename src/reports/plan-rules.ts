/** Which acts apply, with class, procedures, presumptions and duties. */
import type { OpenFact } from '#domain/answers/index.ts'
import type { ActReading, DutyRow, LegalRow, RouteRow } from '#domain/questions/index.ts'
import type { Finding, Section, Text } from './report-document.ts'
import { daysOf, declaredUnder, relevanceGroups, shownTruth } from './wording.ts'
import { section, para, type Writing } from './writing.ts'

export function rulesSection(w: Writing): Section {
  const { surely, maybe, unasked, no } = relevanceGroups(w.plan.acts)
  const sections: Section[] = [...surely, ...maybe].map((a) => wholeAct(w, a))
  if (unasked.length > 0)
    sections.push(
      section('rules-unasked', 'Acts that nothing stated speaks of', [
        { kind: 'findings', items: unasked.map((act) => perhaps(w, act)) },
      ]),
    )
  if (no.length > 0)
    sections.push(
      section('rules-no', 'Acts that do not apply', [{ kind: 'findings', items: no.map((act) => never(w, act)) }]),
    )
  return section('rules', 'Which rules apply', [], 'law', sections)
}

function wholeAct(w: Writing, act: ActReading): Section {
  const findings = [
    ...act.applicability.map((row) => legal(w, row, 'applies')),
    ...act.classes.filter((row) => shownTruth(row) !== 'no').map((row) => legal(w, row, 'class')),
    ...act.routes.map((row) => route(w, row)),
    ...act.presumptions.map((row) => legal(w, row, 'presumed')),
  ]
  const duties = act.duties.filter((row) => shownTruth(row) !== 'no')
  const may = act.relevance === 'maybe' ? ': may apply, which is not known; the plan counts what it asks' : ''
  return section(`act-${act.id}`, `${act.name}${act.isProposal ? ' (a proposal, read as if it were law)' : ''}${may}`, [
    { kind: 'findings', items: findings },
    ...(duties.length === 0
      ? []
      : [
          para([{ kind: 'strong', text: `Duties (${duties.length})` }]),
          { kind: 'findings' as const, items: duties.map((row) => duty(w, row)) },
        ]),
  ])
}

function legal(w: Writing, row: LegalRow, lead: string): Finding {
  const truth = shownTruth(row)
  const days = daysOf(row)
  const when =
    truth === 'not-known'
      ? `: not known${days === '' ? '' : `, may be ${days}`}`
      : truth === 'no' || days === ''
        ? ''
        : `: ${truth === 'caution' ? 'as far as was read, ' : ''}${days}`
  return w.fact(truth, [row.label, when, ...w.cited(row.because)], row.because, {
    lead,
    notes: truth === 'not-known' ? openNotes(row.settledBy) : openNotes(row.caution ?? []),
  })
}

function route(w: Writing, row: RouteRow): Finding {
  const truth = shownTruth(row)
  const how = [row.procedure, row.assessor === undefined ? undefined : `by ${row.assessor}`]
    .filter((x) => x !== undefined)
    .join(', ')
  const tail =
    truth === 'no'
      ? row.closed === undefined
        ? ''
        : `: ${row.closed}`
      : `${how === '' ? '' : ` (${how})`}${truth === 'later' ? ` ${daysOf(row)}` : ''}`
  return w.fact(truth, [{ kind: 'strong', text: row.label }, tail, ...w.cited(row.because)], row.because, {
    lead: { yes: 'open', no: 'closed', 'not-known': 'not known', later: 'later', caution: 'open, as far as was read' }[
      truth
    ],
    notes: truth === 'not-known' ? openNotes(row.settledBy) : openNotes(row.caution ?? []),
  })
}

function duty(w: Writing, row: DutyRow): Finding {
  const truth = shownTruth(row)
  const days = daysOf(row)
  const clock = row.clock === undefined ? '' : `, within ${row.clock.within}`
  const due: Text =
    row.due === undefined
      ? []
      : [': ', { kind: 'strong', text: `due on ${row.due.on}` }, `, counted from ${row.due.trigger}`]
  return w.fact(
    truth,
    [
      row.label,
      clock,
      ...due,
      days === '' ? '' : ` (${truth === 'not-known' ? 'may be ' : ''}${days})`,
      ...w.cited(row.because),
    ],
    row.because,
    { lead: 'duty' },
  )
}

function perhaps(w: Writing, act: ActReading): Finding {
  const days = act.applicability.flatMap((r) => [...r.holds, ...r.mayHold].flatMap((d) => d.from ?? [])).sort()
  const row = act.applicability[0]
  return {
    truth: 'not-known',
    text: [{ kind: 'strong', text: act.name }, days[0] === undefined ? '' : `, from ${days[0]}`],
    notes: openNotes(act.entry),
    ...(row === undefined ? {} : { because: w.why(row.because) }),
  }
}

function never(w: Writing, act: ActReading): Finding {
  const facts = [...new Set(act.applicability.flatMap((r) => declaredUnder(r.because)))]
  const row = act.applicability[0]
  const notes =
    facts.length === 0
      ? [['Nothing here makes it apply.'] as Text]
      : facts.slice(0, 4).map((f): Text => [f, ' ', { kind: 'tag', tag: 'declared' }])
  return {
    truth: 'no',
    text: [{ kind: 'strong', text: act.name }],
    notes,
    ...(row === undefined ? {} : { because: w.why(row.because) }),
  }
}

function openNotes(open: readonly Pick<OpenFact, 'id' | 'question' | 'why'>[]): readonly Text[] {
  const once = [...new Map(open.map((f) => [f.id, f])).values()]
  return once.map((f): Text => [f.question, ' ', { kind: 'estimate', text: f.why }])
}
