/**
 * Stage: everything that is to be concluded about one target in one theory: law, what parts and certificates give, and which
 * assessment options are options at all. One kernel evaluates it; every because of the plan is rebuilt from it.
 */
import { type CalendarDate, earliest } from '#util/calendar-date.ts'
import { type Atom, atom, TheoryBuilder } from '../answers/index.ts'
import { groundParts, type Parts } from './parts.ts'
import type { Dossier } from '../dossier/index.ts'
import { groundCondition, groundLaw, LawReading } from '../law/index.ts'
import type { AssessmentOption } from './assessment-option.ts'
import type { Catalogue } from './catalogue.ts'

export interface Situation {
  readonly law: LawReading
  readonly composition: Parts
}

/** The atom "this option can be taken". */
export function optionAtom(id: string): Atom<'computed'> {
  return atom('computed', `option:${id}`)
}

export function situationOf(
  catalogue: Catalogue,
  dossier: Dossier,
  on: CalendarDate,
  withProposals: boolean,
): Situation {
  const theory = new TheoryBuilder()
  const situation = { facts: dossier.facts, withProposals }
  const tests = groundLaw(catalogue.law, situation, theory)
  for (const option of catalogue.options.values()) groundOption(catalogue, option, situation, theory)
  const composition = groundParts(dossier, catalogue)
  return { law: new LawReading(theory.build(), catalogue.law, on, withProposals, tests), composition }
}

function groundOption(
  catalogue: Catalogue,
  option: AssessmentOption,
  situation: Parameters<typeof groundLaw>[1],
  theory: TheoryBuilder,
): void {
  const head = optionAtom(option.id)
  theory.word(head, { holds: `${option.name} can be taken`, fails: `${option.name} cannot be taken here` })
  const rule = {
    id: `option:${option.id}`,
    says: 'an option can be taken where its condition is met',
    citation: option.citation,
  }
  groundCondition(catalogue.law, situation, theory, head, option.when ?? { kind: 'all', of: [] }, rule)
}

/** The last day on which somebody looked at the law: what lies after it is law as known then. */
export function lawKnownOn(catalogue: Catalogue, on: CalendarDate): CalendarDate {
  let last: CalendarDate | undefined
  for (const act of catalogue.law.acts) {
    for (const rule of act.rules)
      if (rule.citation.on !== undefined && (last === undefined || rule.citation.on > last)) last = rule.citation.on
  }
  return last === undefined ? on : earliest(last, on)
}
