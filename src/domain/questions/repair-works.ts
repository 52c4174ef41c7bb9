/** Work that a repair asks for: assessment options of the catalogue, each on one subject, with what they need first. */
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Dossier } from '../dossier/index.ts'
import type { AssessmentOption } from './assessment-option.ts'
import type { Catalogue } from './catalogue.ts'
import { costInEuros, daysOf, queueOf } from './money.ts'
import type { MoneyRange } from './plan-types.ts'
import { optionAtom, situationOf } from './situation.ts'
import type { WorkItem } from './way-back.ts'

export interface RepairWork {
  readonly id: string
  readonly option: AssessmentOption
  /** What it is done on: a certificate, a part of a dossier, a dossier, or the house of its maker. */
  readonly subject: string
  readonly cost: MoneyRange
  readonly days: MoneyRange
  readonly queue: MoneyRange
  readonly requires: readonly (readonly string[])[]
  readonly excludes: readonly string[]
}

/** Works of all dossiers; what two of them need on one subject is one work. */
export class WorkBook {
  readonly #catalogue: Catalogue
  readonly #on: CalendarDate
  readonly #works = new Map<string, RepairWork>()
  readonly #available = new Map<string, ReadonlySet<string>>()

  constructor(catalogue: Catalogue, on: CalendarDate) {
    this.#catalogue = catalogue
    this.#on = on
  }

  option(id: string): AssessmentOption | undefined {
    return this.#catalogue.options.get(id)
  }

  /**
   * The id of the work, with everything it needs first; undefined where the catalogue or the dossier does not allow it. What is `inHand`
   * is not done again; `asBefore` takes the option's own condition as met, because the certificate that fell had met it.
   */
  add(
    optionId: string,
    subject: string,
    dossier: Dossier,
    settings: { readonly inHand?: ReadonlySet<string>; readonly asBefore?: boolean } = {},
  ): string | undefined {
    return this.#add(optionId, subject, dossier, settings, new Set())
  }

  #add(
    optionId: string,
    subject: string,
    dossier: Dossier,
    settings: { readonly inHand?: ReadonlySet<string>; readonly asBefore?: boolean },
    above: ReadonlySet<string>,
  ): string | undefined {
    const option = this.#catalogue.options.get(optionId)
    if (option === undefined || above.has(optionId) || !this.#isUsable(option, dossier, settings.asBefore === true))
      return undefined
    const on = subjectOf(option, subject, dossier)
    const id = `${option.id} @ ${on}`
    if (this.#works.has(id)) return id
    const override = dossier.overrides.find((o) => o.option === option.id)
    const cost = costInEuros(option, override)
    if (cost === undefined) return undefined
    const beneath = new Set([...above, optionId])
    const requires: (readonly string[])[] = []
    for (const group of option.requires) {
      if (group.some((o) => settings.inHand?.has(o) === true || isInHand(o, dossier))) continue
      const members = group.flatMap(
        (o) => this.#add(o, subject, dossier, { ...settings, asBefore: false }, beneath) ?? [],
      )
      if (members.length === 0) return undefined
      requires.push(members)
    }
    this.#works.set(id, {
      id,
      option,
      subject: on,
      cost,
      days: daysOf(option, override),
      queue: queueOf(option),
      requires,
      excludes: option.excludes.map((o) => `${o} @ ${on}`),
    })
    return id
  }

  all(): readonly RepairWork[] {
    return [...this.#works.values()]
  }

  items(): readonly WorkItem[] {
    return this.all().map((w) => ({
      id: w.id,
      cost: w.cost.counted,
      days: w.days.counted + w.queue.counted,
      requires: w.requires,
      excludes: w.excludes,
    }))
  }

  #isUsable(option: AssessmentOption, dossier: Dossier, asBefore: boolean): boolean {
    const { excludedOptions, euAnchoredOnly } = dossier.constraints
    if (excludedOptions.includes(option.id) || (euAnchoredOnly && option.euAnchored === false)) return false
    return option.when === undefined || asBefore || this.#availableFor(dossier).has(option.id)
  }

  #availableFor(dossier: Dossier): ReadonlySet<string> {
    const known = this.#available.get(dossier.id)
    if (known !== undefined) return known
    const { theory } = situationOf(this.#catalogue, dossier, this.#on, false).law
    const made = new Set(
      [...this.#catalogue.options.keys()].filter((id) => theory.truth(optionAtom(id), this.#on) === 'yes'),
    )
    this.#available.set(dossier.id, made)
    return made
  }
}

/** Tests and certifications are of the subject, documents of the product, processes of the house. */
function subjectOf(option: AssessmentOption, subject: string, dossier: Dossier): string {
  if (option.optionKind === 'document') return dossier.id
  if (option.optionKind === 'process' || option.optionKind === 'monitoring')
    return dossier.manufacturer?.name ?? dossier.id
  return subject
}

/** A bill that the dossier names is a bill in hand. */
function isInHand(optionId: string, dossier: Dossier): boolean {
  return optionId === 'software-bill-of-materials' && dossier.bills.length > 0
}
