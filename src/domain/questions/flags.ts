/**
 * Stage: what is unconfirmed and would change the plan. It stands above the price.
 *
 * In order: what decides whether an act applies at all, in the order the questions are worth asking; other facts the author can state, states of the law nobody has looked up since they may have changed, certificates whose standing is not
 * known, assumptions nobody discharges, demands no option meets. A demand that names no assessor, and a presumption that rests on an
 * exclusion nobody read, stand before the certificates; so does what takes the target out of an act only because it was declared.
 */
import { addMonths, type CalendarDate, latest } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { OpenFact } from '../answers/index.ts'
import type { Expression, LawReading } from '../law/index.ts'
import type { Dossier } from '../dossier/index.ts'
import { matters, type Window } from './acts.ts'
import type { ActReading, Cell, CompositionReading, Flag, Mix, Plan, RequiredLevels } from './plan-types.ts'

/** A demand that names nobody who must find it, of which the plan counts the weakest reading. */
export interface OpenDemand {
  readonly cell: Cell
  /** Levels that the plan counts for it. */
  readonly counts: readonly string[]
  /** The cheapest plan with a named assessor, against this one; absent where none was found. */
  readonly assessed?: { readonly cost: number; readonly ready: CalendarDate; readonly adds: readonly string[] }
}

export interface FlagInput {
  readonly openDemands: readonly OpenDemand[]
  /** The day the plan is ready, as counted. */
  readonly ready: CalendarDate | undefined
  readonly acts: readonly ActReading[]
  readonly questions: Plan['questions']
  readonly cells: readonly Cell[]
  readonly composition: Omit<CompositionReading, 'components'>
  readonly mix: Mix | undefined
  /** Cells that no option covers. */
  readonly uncovered: readonly Cell[]
  readonly dossier: Dossier
  readonly required: RequiredLevels
  readonly law: LawReading
  readonly window: Window
}

export function flagsOf(input: FlagInput): readonly Flag[] {
  const flags = new Map<string, Flag>()
  function add(flag: Flag): void {
    if (!flags.has(flag.id)) flags.set(flag.id, flag)
  }
  const asked = new Map(input.questions.map((q, i) => [q.id, i]))
  const place = (open: OpenFact): number => asked.get(open.id) ?? Infinity
  for (const act of input.acts.filter((a) => a.relevance === 'maybe')) {
    const deciding = act.applicability
      .flatMap((r) => r.settledBy)
      .sort((a, b) => place(a) - place(b) || byText(a.id, b.id))
    for (const open of deciding)
      add({
        id: open.id,
        what: open.what,
        says: open.question,
        effect: `decides whether the ${act.name} applies at all; the plan counts what it asks`,
      })
  }
  for (const act of input.acts) {
    if (!matters(act)) continue
    for (const route of act.routes) {
      if (route.truth !== 'not-known') continue
      for (const open of route.settledBy)
        add({
          id: open.id,
          what: open.what,
          says: open.question,
          effect: `could open or close: ${route.label} (${act.name})`,
          because: route.because,
        })
    }
  }
  for (const excluded of exclusions(input)) add(excluded)
  for (const demand of input.openDemands) add(demandFlag(demand))
  for (const vulnerability of vulnerabilities(input)) add(vulnerability)
  for (const act of input.acts) {
    if (!matters(act)) continue
    for (const row of [...act.presumptions, ...act.routes])
      for (const open of row.caution ?? [])
        add({
          id: open.id,
          what: open.what,
          says: open.question,
          effect: 'could take away what the plan counts as given',
          because: row.because,
        })
  }
  for (const c of input.composition.certificates) {
    if (c.reusable.truth === 'not-known')
      add({
        id: c.id,
        what: 'certificate',
        says: `Whether ${c.id} may be re-used on the day it is needed is not known.`,
        effect: 'if it may not, what rests on it has to be shown anew',
        because: c.reusable.because,
      })
    else if (c.reusable.truth === 'no')
      add({
        id: c.id,
        what: 'certificate',
        says: c.note ?? `${c.id} may not be re-used on the day it is needed.`,
        effect: 'nothing in this plan rests on it',
        because: c.reusable.because,
      })
  }
  for (const early of endingEarly(input)) add(early)
  for (const short of supportTooShort(input)) add(short)
  for (const a of input.composition.assumptions) {
    if (a.standing === 'open')
      add({
        id: a.id,
        what: 'assumption',
        says: `${a.part}: ${a.says}`,
        effect: 'nobody discharges it; until then the claims that rest on it do not count',
        because: a.because,
      })
  }
  for (const cell of input.uncovered)
    add({
      id: cell.id,
      what: 'coverage',
      says: `No option in the catalogue covers: ${cell.title} (asked by ${cell.askedBy}).`,
      effect: 'the plan leaves it open',
      because: cell.because,
    })
  return [...flags.values()]
}

/** An act that does not apply because somebody declared what takes the target out of it: who declared it stands beside the answer. */
function exclusions(input: FlagInput): readonly Flag[] {
  const { book } = input.law
  return input.acts
    .filter((a) => a.relevance === 'no')
    .flatMap((act) => {
      const holding = (book.acts.find((a) => a.id === act.id)?.conclusions ?? []).filter(
        (c) => c.type === 'exclusion' && input.law.truth(c.id) === 'yes',
      )
      return holding.flatMap((c) =>
        book.acts
          .flatMap((a) => a.rules)
          .filter((r) => r.concludes === c.id)
          .flatMap((r) => factsNamed(r.when))
          .flatMap((id): readonly Flag[] => {
            const fact = input.dossier.facts.get(id)
            if (fact?.value !== true) return []
            return [
              {
                id,
                what: 'dossier-fact',
                says: `${book.facts.get(id)?.question ?? id} — yes, declared by ${fact.by}${fact.on === undefined ? '' : ` on ${fact.on}`}.`,
                effect: `takes the target out of the ${act.name}; were it otherwise, what the act asks would be missing here`,
                because: input.law.because(c.id),
              },
            ]
          }),
      )
    })
}

/** Facts that an expression rests on as they are, not on their absence. */
function factsNamed(e: Expression): readonly string[] {
  if (e.kind === 'named') return [e.id]
  return e.kind === 'all' || e.kind === 'any' ? e.of.flatMap(factsNamed) : []
}

/** Certificates that may be re-used now and end before the plan is done, or before the first unit is placed. */
function endingEarly(input: FlagInput): readonly Flag[] {
  const needed = [input.ready, input.dossier.dates.firstPlacedOn]
    .flatMap((d) => d ?? [])
    .sort(byText)
    .at(-1)
  if (needed === undefined) return []
  return input.composition.certificates.flatMap((c): readonly Flag[] =>
    c.reusable.truth === 'yes' && c.expires !== undefined && c.expires < needed
      ? [
          {
            id: c.id,
            what: 'certificate',
            says: `${c.id} ends on ${c.expires}, before ${needed}, when it is still needed.`,
            effect: 'has to be renewed by then, or what rests on it has to be shown anew',
            because: c.reusable.because,
          },
        ]
      : [],
  )
}

const LEAST_SUPPORT_MONTHS = 60

/** The support stated ends before five years are over for the last unit placed. Source: eu-2024-2847, Art. 13(8). */
function supportTooShort(input: FlagInput): readonly Flag[] {
  const { supportUntil, lastPlacedOn } = input.dossier.dates
  const floor = 'cra.support-period.five-years'
  if (supportUntil === undefined || lastPlacedOn === undefined || !input.law.has(floor)) return []
  const day = latest(lastPlacedOn, input.window.on)
  const least = addMonths(lastPlacedOn, LEAST_SUPPORT_MONTHS)
  if (supportUntil >= least || input.law.truth(floor, day) !== 'yes') return []
  return [
    {
      id: 'market.support-until',
      what: 'dossier-fact',
      says: `Support is stated until ${supportUntil}; for units placed on ${lastPlacedOn} five years end on ${least}.`,
      effect: 'the support period is shorter than the least that is asked for the last units',
      because: input.law.because(floor, day),
    },
  ]
}

/** A declaration of the supplier never meets such a demand silently: who must find it is for whoever demands it to say. */
function demandFlag({ cell, counts, assessed }: OpenDemand): Flag {
  const also =
    assessed === undefined
      ? 'with an assessor, no plan was found'
      : `with an assessor it costs EUR ${assessed.cost} more, ready on ${assessed.ready} (adds ${assessed.adds.join('; ')})`
  return {
    id: cell.id,
    what: 'demand',
    says: `“${cell.title}” names nobody who must find it: will a declaration of the supplier do, or is a certificate meant? Asked by ${cell.askedBy}. Write the level by its id once it is known: ${(cell.levels ?? []).join(', ')}.`,
    effect: `a demand is met only if a declaration will do; ${also}; counted: ${counts.length === 0 ? 'the weakest reading' : counts.join(', ')}, the least the words can stand for`,
    because: cell.because,
  }
}

/** The requirement to ship without known exploitable vulnerabilities, as long as nobody has said that there are none. */
function vulnerabilities(input: FlagInput): readonly Flag[] {
  const fact = input.dossier.facts.get('product.known-exploitable-vulnerabilities')
  if (
    fact?.value === false ||
    !input.cells.some((c) => c.requirement?.set === 'cra-annex-i' && c.requirement.id === 'I.2.a')
  )
    return []
  const says =
    fact === undefined
      ? 'Are there known exploitable vulnerabilities in the version placed on the market?'
      : `Known exploitable vulnerabilities are declared (${fact.by}).`
  return [
    {
      id: 'product.known-exploitable-vulnerabilities',
      what: fact === undefined ? 'dossier-fact' : 'vulnerability',
      says,
      effect:
        'a product is made available without known exploitable vulnerabilities: they have to be fixed first, at a cost this plan does not know',
    },
  ]
}
