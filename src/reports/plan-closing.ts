/** The closing of a report: next questions, and how to read it. */
import type { Section, Text } from './report-document.ts'
import { answersWords, FLAG_KINDS, KINDS, settlesWords, STANDINGS } from './wording.ts'
import { section, para, table, col, num, sentence, type Writing } from './writing.ts'

export function questionSections(w: Writing): readonly Section[] {
  const { questions } = w.plan
  if (questions.length === 0) return []
  return [
    section('questions', 'Next questions', [
      para([
        'The question that settles most stands first. Facts of the dossier are for its author to state; the state of the law is to be looked up.',
      ]),
      table(
        'question-rows',
        'Facts that are not known',
        [num('No.', 1), col('Question', 8), col('Why it matters', 6), col('Answer', 4), col('Settles', 4)],
        questions.map((q, i): readonly Text[] => [
          [String(i + 1)],
          [
            { kind: 'strong', text: q.question },
            ' ',
            ...(q.what === 'dossier-fact' ? [{ kind: 'code' as const, text: q.id }] : []),
          ],
          [q.why],
          [q.what === 'dossier-fact' ? answersWords(q) : FLAG_KINDS[q.what]],
          [sentence(settlesWords(q))],
        ]),
      ),
    ]),
  ]
}

export function readingSection(w: Writing): Section {
  return section('reading', 'What this plan does not say, and how to read it', [
    { kind: 'list', items: w.plan.cautions.map((c): Text => [c]) },
    table(
      'kinds',
      'Kinds of statement',
      [col('Mark', 2), col('Meaning', 8)],
      (['law', 'recognition', 'computed', 'estimate', 'declared'] as const).map((k): readonly Text[] => [
        [{ kind: 'tag', tag: k }],
        [KINDS[k]],
      ]),
    ),
    table(
      'standings',
      'What was read of a source',
      [col('Standing', 2), col('Meaning', 8)],
      (['primary', 'secondary', 'estimate', 'unchecked'] as const).map((s): readonly Text[] => [[s], [STANDINGS[s]]]),
    ),
  ])
}
