/**
 * Events from outside the product: a standard is superseded, a recognition ends, the law changes. None of them changes what a certificate
 * says; they change what it is worth to whoever asks, so what they reach is to be examined.
 */
import type { Truth } from '#fixpoint/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { type Because, type Citation, given } from '../answers/index.ts'
import type { NativeLevel } from '../assurance/index.ts'
import { nativeLevelOf } from '../composition/index.ts'
import type { Dossier } from '../dossier/index.ts'
import { type LawBook, readLaw, type StateDefinition } from '../law/index.ts'
import type { ChangeEvent } from './event.ts'

/** Something in a dossier that names a superseded standard. */
export interface StandardUse {
  readonly kind: 'guarantee' | 'certificate' | 'evidence'
  readonly id: string
}

export interface StandardImpact {
  readonly standard: string
  readonly by?: string
  readonly from: CalendarDate
  readonly uses: readonly StandardUse[]
  readonly because: Because
}

/** What is needed of a recognition here. */
export interface RecognitionFact {
  readonly id: string
  readonly name: string
  readonly from: readonly string[]
  readonly as: readonly string[]
  readonly purpose?: string
  readonly citation: Citation
}

export interface RecognitionImpact {
  readonly recognition: string
  readonly name: string
  readonly purpose?: string
  readonly from: CalendarDate
  /** Certificates whose level it accepted. */
  readonly certificates: readonly string[]
  readonly because: Because
}

export interface LawImpact {
  readonly id: string
  readonly label: string
  readonly truth: { readonly before: Truth; readonly after: Truth }
  readonly because: Because
}

/** Guarantees, certificates and evidence that name requirements of the set. Order: as written. */
export function usesOfStandard(dossier: Dossier, set: string): readonly StandardUse[] {
  return [
    ...dossier.parts.flatMap((p) =>
      p.guarantees
        .filter((g) => g.requirements.some((r) => r.set === set))
        .map((g) => ({ kind: 'guarantee' as const, id: `${p.id}/${g.id}` })),
    ),
    ...dossier.certificates
      .filter((c) => c.covers.some((x) => x.requirements.some((r) => r.set === set)))
      .map((c) => ({ kind: 'certificate' as const, id: c.id })),
    ...dossier.evidence
      .filter((e) => e.covers.some((r) => r.set === set))
      .map((e) => ({ kind: 'evidence' as const, id: e.id })),
  ]
}

export function standardImpacts(
  dossier: Dossier,
  events: readonly ChangeEvent[],
  on: CalendarDate,
): readonly StandardImpact[] {
  return events.flatMap((e): StandardImpact[] => {
    if (e.kind !== 'standard-superseded' || e.from > on) return []
    const uses = usesOfStandard(dossier, e.standard)
    if (uses.length === 0) return []
    const says = `${e.standard} is superseded${e.by === undefined ? '' : ` by ${e.by}`} from ${e.from}; what was shown against it stays shown against it`
    return [
      {
        standard: e.standard,
        ...(e.by === undefined ? {} : { by: e.by }),
        from: e.from,
        uses,
        because: given('declared', says),
      },
    ]
  })
}

export function recognitionImpacts(
  dossier: Dossier,
  events: readonly ChangeEvent[],
  recognitions: readonly RecognitionFact[],
  levels: ReadonlyMap<string, NativeLevel>,
  on: CalendarDate,
): readonly RecognitionImpact[] {
  return events.flatMap((e): RecognitionImpact[] => {
    if (e.kind !== 'recognition-ended' || e.from > on) return []
    const r = recognitions.find((x) => x.id === e.recognition)
    if (r === undefined) return []
    const certificates = dossier.certificates.flatMap((c) => {
      const level = nativeLevelOf(c, levels)
      const isMeant = level !== undefined && (r.from.includes(level.id) || r.from.includes(`scheme:${level.scheme}`))
      return isMeant ? [c.id] : []
    })
    if (certificates.length === 0) return []
    const says = `from ${e.from} it is no longer accepted as ${r.as.join(', ')}${r.purpose === undefined ? '' : ` for ${r.purpose}`}; the certificate itself is as it was`
    return [
      {
        recognition: r.id,
        name: r.name,
        ...(r.purpose === undefined ? {} : { purpose: r.purpose }),
        from: e.from,
        certificates,
        because: given('recognition', says, r.citation),
      },
    ]
  })
}

/** Conclusions of law that are otherwise with the states as the events have them. Nothing computed of the product enters. */
export function lawImpacts(
  dossier: Dossier,
  events: readonly ChangeEvent[],
  law: LawBook,
  on: CalendarDate,
): readonly LawImpact[] {
  const book = withStates(law, events)
  if (book === law) return []
  const situation = { facts: dossier.facts, withProposals: false }
  const was = readLaw(law, situation, on)
  const is = readLaw(book, situation, on)
  return is
    .all(['applicability', 'exclusion', 'class', 'route', 'presumption', 'duty'], on)
    .flatMap(({ conclusion, truth }): LawImpact[] => {
      const before = was.truth(conclusion.id, on)
      return before === truth
        ? []
        : [
            {
              id: conclusion.id,
              label: conclusion.label,
              truth: { before, after: truth },
              because: is.because(conclusion.id, on),
            },
          ]
    })
}

/** The same book with the states that the events change; the book itself where they change none. */
function withStates(law: LawBook, events: readonly ChangeEvent[]): LawBook {
  let states: Map<string, StateDefinition> | undefined
  for (const e of events) {
    if (e.kind !== 'law-state') continue
    const state = (states ?? law.states).get(e.state)
    if (state === undefined) continue
    const citation: Citation = { source: 'event', at: `${e.state} from ${e.from}`, standing: 'secondary' }
    states ??= new Map(law.states)
    states.set(e.state, {
      ...state,
      values: [
        ...state.values.filter((v) => v.from < e.from),
        { value: e.value, from: e.from, checkedOn: e.from, citation },
      ],
      decisions: state.decisions.filter((d) => d.on < e.from),
    })
  }
  return states === undefined ? law : { ...law, states }
}
