/**
 * Which kinds of assessment there are for a target, held against the constraints of the dossier, before any optimum.
 * A constraint that an option does not meet is said, not enforced: secrecy and release cadence weigh, budget and deadline bind the plan.
 */
import type { Truth } from '#fixpoint/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type { Because } from '../answers/index.ts'
import type { Dossier, Range } from '../dossier/index.ts'
import type { Catalogue } from './catalogue.ts'
import { costInEuros, daysOf, queueOf } from './money.ts'
import { workingDaysBetween } from './schedule.ts'
import { optionAtom, situationOf } from './situation.ts'

export interface ConstraintVerdict {
  readonly constraint: 'budget' | 'deadline' | 'secrecy' | 'releases' | 'european'
  readonly fits: 'yes' | 'perhaps' | 'no'
  readonly because: string
}

export interface OptionRow {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly performer: { readonly who: string; readonly independence: number; readonly accreditation?: string }
  readonly available: Truth
  readonly because: Because
  /** Whole euros; absent where its money cannot be converted. */
  readonly cost?: Range
  readonly days: Range
  readonly queueDays: Range
  readonly grade: string
  readonly validityMonths?: number
  readonly constraints: readonly ConstraintVerdict[]
  /** How many constraints it does not meet. */
  readonly misses: number
}

/** Rows for the target type, by kind, then by fewest misses, then by id. */
export function optionsFor(catalogue: Catalogue, dossier: Dossier, on: CalendarDate): readonly OptionRow[] {
  const { law } = situationOf(catalogue, dossier, on, false)
  const overrides = new Map(dossier.overrides.map((o) => [o.option, o]))
  return [...catalogue.options.values()]
    .filter((o) => o.targetTypes.includes(dossier.target.type))
    .map((o): OptionRow => {
      const cost = costInEuros(o, overrides.get(o.id))
      const days = daysOf(o, overrides.get(o.id))
      const queue = queueOf(o, overrides.get(o.id))
      const constraints = verdicts(dossier, on, cost, { low: days.low + queue.low, high: days.high + queue.high }, o)
      return {
        id: o.id,
        name: o.name,
        kind: o.optionKind,
        performer: o.performer,
        available: law.theory.truth(optionAtom(o.id), on),
        because: law.theory.because(optionAtom(o.id), on),
        ...(cost === undefined ? {} : { cost: { low: cost.low, high: cost.high } }),
        days: { low: days.low, high: days.high },
        queueDays: { low: queue.low, high: queue.high },
        grade: cost?.grade ?? 'C',
        ...(o.validityMonths === undefined ? {} : { validityMonths: o.validityMonths }),
        constraints,
        misses: constraints.filter((c) => c.fits === 'no').length,
      }
    })
    .sort((a, b) => byText(a.kind, b.kind) || a.misses - b.misses || byText(a.id, b.id))
}

function verdicts(
  dossier: Dossier,
  on: CalendarDate,
  cost: Range | undefined,
  time: Range,
  o: { readonly keepsSecrets?: number; readonly fitsReleases?: number; readonly euAnchored?: boolean },
): readonly ConstraintVerdict[] {
  const c = dossier.constraints
  const found: ConstraintVerdict[] = []
  if (c.budget !== undefined && cost !== undefined) {
    found.push({
      constraint: 'budget',
      fits: within(cost, c.budget),
      because: `EUR ${cost.low} to ${cost.high} against a budget of EUR ${c.budget}`,
    })
  }
  if (c.deadline !== undefined) {
    const room = Math.max(0, workingDaysBetween(c.start ?? on, c.deadline))
    found.push({
      constraint: 'deadline',
      fits: within(time, room),
      because: `${time.low} to ${time.high} working days with waiting, ${room} until ${c.deadline}`,
    })
  }
  if (c.secrecy !== undefined && o.keepsSecrets !== undefined) {
    found.push({
      constraint: 'secrecy',
      fits: o.keepsSecrets >= c.secrecy ? 'yes' : o.keepsSecrets === c.secrecy - 1 ? 'perhaps' : 'no',
      because: `keeps secrets in the house to ${o.keepsSecrets} of 5, asked ${c.secrecy}`,
    })
  }
  if (c.releasesPerYear !== undefined && o.fitsReleases !== undefined) {
    const asked = c.releasesPerYear >= 12 ? 5 : c.releasesPerYear >= 4 ? 4 : c.releasesPerYear >= 2 ? 3 : 1
    found.push({
      constraint: 'releases',
      fits: o.fitsReleases >= asked ? 'yes' : o.fitsReleases === asked - 1 ? 'perhaps' : 'no',
      because: `suits frequent releases to ${o.fitsReleases} of 5; ${c.releasesPerYear} releases a year ask for ${asked}`,
    })
  }
  if (c.euAnchoredOnly) {
    found.push({
      constraint: 'european',
      fits: o.euAnchored === undefined ? 'perhaps' : o.euAnchored ? 'yes' : 'no',
      because:
        o.euAnchored === undefined
          ? 'not known whether performer and scheme owner are established in the EU or EEA'
          : `performer and scheme owner ${o.euAnchored ? 'are' : 'are not'} established in the EU or EEA`,
    })
  }
  return found
}

/** A range against a limit: surely inside, perhaps, surely outside. */
function within(range: Range, limit: number): ConstraintVerdict['fits'] {
  return range.high <= limit ? 'yes' : range.low <= limit ? 'perhaps' : 'no'
}
