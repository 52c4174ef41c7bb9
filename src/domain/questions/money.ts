/**
 * Sums in euros. Figures in other money are converted with a wide range of our own, so that a sum never looks more exact than it is.
 * An estimate: replace it in the dossier by a quote in euros.
 */
import type { AssessmentOption, Figure, Money } from './assessment-option.ts'
import type { Override } from '../dossier/index.ts'
import type { MoneyRange } from './plan-types.ts'

/** Ten-thousandths of a euro for one unit: a range around the rates of the last two years, an estimate. */
const EURO_TEN_THOUSANDTHS: Readonly<Record<string, readonly [number, number]>> = {
  EUR: [10_000, 10_000],
  USD: [8300, 9800],
  GBP: [11_200, 12_200],
  JPY: [52, 68],
  CHF: [10_200, 11_200],
  SGD: [6200, 7400],
  KRW: [5, 8],
}

export function costInEuros(option: AssessmentOption, override: Override | undefined): MoneyRange | undefined {
  if (override?.cost !== undefined) return overridden(override.cost.low, override.cost.high, override.because)
  const { cost } = option
  const rate = EURO_TEN_THOUSANDTHS[cost.currency]
  if (rate === undefined) return undefined
  const low = Math.floor((cost.low * rate[0]) / 10_000)
  const high = Math.ceil((cost.high * rate[1]) / 10_000)
  const converted =
    cost.currency === 'EUR'
      ? {}
      : {
          grade: 'C',
          because:
            `${cost.because ?? ''} Converted from ${cost.currency} ${cost.low} to ${cost.high} with a range of our own.`.trim(),
        }
  return { ...rangeOf(cost, low, high), ...converted }
}

export function daysOf(option: AssessmentOption, override: Override | undefined): MoneyRange {
  if (override?.days !== undefined) return overridden(override.days.low, override.days.high, override.because)
  return rangeOf(option.days, workingDays(option.days, option.days.low), workingDays(option.days, option.days.high))
}

export function queueOf(option: AssessmentOption, override?: Override): MoneyRange {
  if (override?.queueDays !== undefined)
    return overridden(override.queueDays.low, override.queueDays.high, override.because)
  const f = option.queueDays
  if (f === undefined) return { low: 0, high: 0, counted: 0, grade: 'C', standing: 'estimate', source: '', at: '' }
  return rangeOf(f, workingDays(f, f.low), workingDays(f, f.high))
}

function overridden(low: number, high: number, because: string): MoneyRange {
  return {
    low,
    high,
    counted: middle(low, high),
    grade: 'yours',
    standing: 'primary',
    source: '',
    at: 'the dossier',
    because,
  }
}

function rangeOf(f: Figure | Money, low: number, high: number): MoneyRange {
  return {
    low,
    high,
    counted: middle(low, high),
    grade: f.grade,
    standing: f.citation.standing,
    source: f.citation.source,
    at: f.citation.at,
    ...(f.because === undefined ? {} : { because: f.because }),
    ...(f.year === undefined ? {} : { year: f.year }),
  }
}

/** The middle, rounded up: what the optimiser counts with. */
export function middle(low: number, high: number): number {
  return Math.ceil((low + high) / 2)
}

/** Working days in a unit, as a fraction, so that sums stay whole. */
const WORKING_DAYS_IN: Readonly<Record<string, readonly [number, number]>> = {
  'working-days': [1, 1],
  days: [5, 7],
  weeks: [5, 1],
  months: [21, 1],
  years: [250, 1],
}

function workingDays(f: Figure, value: number): number {
  const [days, per] = WORKING_DAYS_IN[f.unit] ?? [1, 1]
  return Math.ceil((value * days) / per)
}
