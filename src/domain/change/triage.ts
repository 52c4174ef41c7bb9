/**
 * The scale of a change, as far as what is stated of it tells: minor, major, outside the target, or not known.
 *
 * A proposal of ours, computed; the certification body alone determines the scale. Where the body has, what it said stands beside it as
 * declared. Anything unstated keeps the answer open; an item that may bear on the assurance outweighs any number that do not.
 */
import { type Because, type Citation, given, type OpenFact } from '../answers/index.ts'
import type { ChangedItem, DeclaredFact, Dossier, ReleaseChange } from '../dossier/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'

export type ChangeScale = 'minor' | 'major' | 'outside-target' | 'not-known'

export interface ItemTriage {
  readonly item: ChangedItem
  readonly scale: ChangeScale
  readonly because: Because
  readonly settledBy: readonly OpenFact[]
}

/** What a body said of the change; a declaration in the dossier, never computed. */
export interface RatedChange {
  readonly value: 'minor' | 'major'
  readonly by: string
  readonly on?: CalendarDate
}

export interface ChangeTriage {
  readonly change: ReleaseChange
  /** Of the certificates looked at. */
  readonly certificates: readonly string[]
  readonly scale: ChangeScale
  readonly items: readonly ItemTriage[]
  readonly because: Because
  readonly settledBy: readonly OpenFact[]
  readonly rated?: RatedChange
  /** What the scheme asks next, with where it stands; to be confirmed by the body. */
  readonly next: readonly { readonly says: string; readonly citation?: Citation }[]
}

/** The day from which the amended text applies, which was read in quotations only. Source: eu-2025-2462. */
const AMENDED = '2025-12-29'
const READ = '2026-11-25' as CalendarDate

/** Source: the definitions of minor and major change, eu-2025-2462, Art. 2, read as quoted by others. */
const DEFINITIONS: Citation = {
  source: 'eu-2025-2462',
  at: 'Art. 2, minor change, major change',
  standing: 'secondary',
  on: READ,
}

function annex(at: string, on: CalendarDate): Citation {
  return on < AMENDED
    ? { source: 'eu-2024-482', at, standing: 'primary', on: READ }
    : { source: 'eu-2024-482', at: `${at}; not compared with the amended text`, standing: 'unchecked' }
}

/** Every change the dossier describes, in its order. */
export function triageChanges(dossier: Dossier, on: CalendarDate): readonly ChangeTriage[] {
  return (dossier.changes ?? []).map((change) => triageChange(change, dossier, on))
}

/** Cost: the items of the change. */
export function triageChange(change: ReleaseChange, dossier: Dossier, on: CalendarDate): ChangeTriage {
  const certificates = certificatesOf(change, dossier)
  const items = change.items.map((item, i) => triageItem(item, `${change.id}/items/${i}`))
  const scheme = certificates.every((c) => c.startsWith('eucc:')) && certificates.length > 0
  const computed = scaleOf(items.map((i) => i.scale))
  const foreign = unreadScheme(certificates)
  const scale = scheme ? computed : 'not-known'
  const rated = ratedOf(dossier.facts.get('eucc.change'), change, dossier, on)
  return {
    change,
    certificates,
    scale,
    items,
    because: {
      kind: 'computed',
      verdict: scale === 'not-known' ? 'open' : 'holds',
      says: scheme ? SCALES[scale] : foreign.why,
      rule: 'A change is as great as its greatest item; what is not known outweighs what is minor.',
      ...(scheme ? { citation: DEFINITIONS } : {}),
      premises: items.map((i) => i.because),
      day: on,
    },
    settledBy: [...(scheme ? [] : [foreign]), ...(scale === 'not-known' ? items.flatMap((i) => i.settledBy) : [])],
    ...(rated === undefined ? {} : { rated }),
    next: scheme ? nextOf(scale, rated, dossier, on) : [],
  }
}

const SCALES: Readonly<Record<ChangeScale, string>> = {
  minor: 'nothing that changes inside the target is stated to bear on the assurance that the certificate expresses',
  major: 'something that changes may bear on the assurance that the certificate expresses',
  'outside-target': 'all that changes is stated to lie outside the target and to touch no security function',
  'not-known': 'it is not stated of everything that changes where it lies and what it touches',
}

function unreadScheme(certificates: readonly string[]): OpenFact {
  if (certificates.length === 0)
    return {
      id: 'change.certificate',
      what: 'dossier-fact',
      question: 'Which certificate does the change concern?',
      why: 'No certificate is named for the part, so there is no target to hold the change against.',
    }
  return {
    id: 'change.scheme',
    what: 'unchecked-rule',
    question: `How does the scheme of ${certificates.filter((c) => !c.startsWith('eucc:')).join(', ')} rate changes?`,
    why: 'Its text on changes and on the continuity of assurance was not read; the items below are rated after the EUCC for orientation alone.',
  }
}

function certificatesOf(change: ReleaseChange, dossier: Dossier): readonly string[] {
  if (change.certificate !== undefined) return [change.certificate]
  const part = dossier.parts.find((p) => p.id === change.part)
  if (part !== undefined && part.certificates.length > 0) return part.certificates
  // A part outside every target: the certificates of the rest are what it may bear on.
  return dossier.certificates.map((c) => c.id)
}

function scaleOf(scales: readonly ChangeScale[]): ChangeScale {
  return (['major', 'not-known', 'minor'] as const).find((s) => scales.includes(s)) ?? 'outside-target'
}

function triageItem(item: ChangedItem, id: string): ItemTriage {
  const touches =
    item.what === 'security-function' || item.securityFunctions.length > 0 ? true : item.touchesSecurityFunction
  const named = item.securityFunctions.length > 0 ? ` (${item.securityFunctions.join(', ')})` : ''
  const rate = (scale: ChangeScale, says: string, settledBy: readonly OpenFact[] = []): ItemTriage => ({
    item,
    scale,
    because: {
      ...given('computed', `${item.name}: ${says}`),
      verdict: scale === 'not-known' ? 'open' : 'holds',
      premises: [given('declared', statedOf(item))],
    },
    settledBy,
  })
  const ask = (says: string, question: string): ItemTriage =>
    rate('not-known', says, [{ id, what: 'dossier-fact', question, why: says }])
  if (item.effectOnAssurance === 'adverse') return rate('major', 'its maker states an adverse effect on the assurance')
  if (item.what === 'security-target') return rate('major', 'what the certificate claims is itself changed')
  if (touches === true) {
    if (item.effectOnAssurance === 'none' && item.isInTarget !== false)
      return rate('minor', `it touches a security function${named}; the analysis of its maker finds no adverse effect`)
    return rate(
      'major',
      item.isInTarget === false
        ? `it touches a security function${named}, so it is not outside the target whatever is said of it`
        : `it touches a security function${named}, and no analysis shows that the assurance does not suffer`,
    )
  }
  if (item.isInTarget === undefined)
    return ask(
      'it is not stated whether it lies inside the target',
      `Does “${item.name}” lie inside the target of evaluation?`,
    )
  if (touches === undefined)
    return ask(
      'it is not stated whether it touches a security function',
      `Does “${item.name}” touch a security function of the security target?`,
    )
  if (!item.isInTarget && item.what !== 'development-process' && item.what !== 'environment')
    return rate('outside-target', 'it lies outside the target and touches no security function')
  if ((item.what === 'development-process' || item.what === 'environment') && item.effectOnAssurance === undefined)
    return ask(
      'assurance also rests on the development process and on the environment assumed, and no effect is stated',
      `Does the change of “${item.name}” affect what the evaluation found, or an assumption of the security target?`,
    )
  return rate(
    'minor',
    item.effectOnAssurance === 'none'
      ? 'it touches no security function, and the analysis of its maker finds no adverse effect'
      : 'it touches no security function, and no adverse effect is stated',
  )
}

function statedOf(item: ChangedItem): string {
  const where =
    item.isInTarget === undefined ? 'place not stated' : item.isInTarget ? 'inside the target' : 'outside the target'
  const effect =
    item.effectOnAssurance === undefined ? 'effect not stated' : `effect on assurance: ${item.effectOnAssurance}`
  return `${item.what} “${item.name}”, ${where}, ${effect}${item.because === undefined ? '' : ` (${item.because})`}`
}

/** Only a body rates; the maker’s or the author’s own word is a proposal. It rates the release the target now has, from its day on. */
function ratedOf(
  fact: DeclaredFact | undefined,
  change: ReleaseChange,
  dossier: Dossier,
  on: CalendarDate,
): RatedChange | undefined {
  if (fact === undefined || (fact.value !== 'minor' && fact.value !== 'major')) return undefined
  if (fact.by === 'the author of the dossier' || fact.by === dossier.manufacturer?.name) return undefined
  if (change.release !== dossier.target.version || (fact.on !== undefined && fact.on > on)) return undefined
  return { value: fact.value, by: fact.by, ...(fact.on === undefined ? {} : { on: fact.on }) }
}

function nextOf(
  proposed: ChangeScale,
  rated: RatedChange | undefined,
  dossier: Dossier,
  on: CalendarDate,
): readonly { readonly says: string; readonly citation?: Citation }[] {
  const patched = dossier.facts.get('eucc.patch-management-certified')?.value
  const report = {
    says: 'give the certification body a report on the impact of the change; the body determines its scale',
    citation: annex('Annex IV.3, points 1-4', on),
  }
  // What the body determined goes before what we propose.
  const scale = rated?.value ?? proposed
  if (rated?.value === 'minor')
    return [
      {
        says: 'the certification body has confirmed it as minor: the release is covered from its maintenance report on, and the end of the certificate stays where it was',
        citation: annex('Annex IV.3, point 5', on),
      },
    ]
  const owed = rated === undefined ? [report] : []
  switch (scale) {
    case 'minor':
      return [
        ...owed,
        {
          says: 'if the body confirms it as minor, a maintenance report follows; until then the release is not covered',
          citation: annex('Annex IV.3, point 5', on),
        },
      ]
    case 'major':
      return [
        ...owed,
        {
          says: 're-evaluation in the context of the evaluation before, re-using what still applies; until then the release is not covered',
          citation: annex('Annex IV.3, point 7', on),
        },
        ...(patched === true && dossier.facts.get('eucc.patch')?.value === 'critical-vulnerability'
          ? [
              {
                says: 'a patch against a confirmed critical vulnerability is submitted within five working days of applying it and may be deployed while it is being re-evaluated; deployed is not certified',
                citation: annex('Annex IV.4, points 2(c), 6(c)', on),
              },
            ]
          : []),
      ]
    case 'outside-target':
      return patched === true
        ? [
            {
              says: 'report the patch to the certification body within five working days of applying it; the certificate stays as it is',
              citation: annex('Annex IV.4, points 2(a), 6(a)', on),
            },
          ]
        : [
            {
              says: 'patch management is not stated to be certified, so its short way is not open: ask the body how the change is to be reported',
              citation: annex('Annex IV.4, points 1-2', on),
            },
          ]
    case 'not-known':
      return [report]
    default:
      return scale satisfies never
  }
}
