/**
 * Pins: what each end of a mapping said when its rows were judged, so that a changed text is seen without knowing the old one.
 *
 * A pin is a mark of the content and, where the publisher keeps one, the stable id of the requirement. From the pins alone:
 *
 *     same        the id still has the content it was pinned with
 *     moved       no such id any more, and one requirement has the stable id, or the content
 *     reassigned  the id has other content, and one other requirement has the stable id, or the content
 *     edited      the id has other content, which stands nowhere else: the row has to be judged again
 *     gone        neither the id nor the content is left
 *
 * With the old text at hand, `rotOf` says more: it pairs by likeness too.
 */
import type { Mapping, MappingPins } from './mapping.ts'
import type { Requirement, RequirementSet } from './requirement.ts'
import { contentKey, type EndFate, type RotReport, rotReport } from './rot.ts'

type End = 'from' | 'to'

/** Sixteen digits of SHA-256 over title and text: enough to tell texts apart; not meant to withstand forgery. */
export function contentMark(requirement: Requirement): string {
  return contentKey(requirement).slice(0, 16)
}

function pinText(requirement: Requirement): string {
  const mark = contentMark(requirement)
  return requirement.stableId === undefined ? mark : `${mark} ${requirement.stableId}`
}

/** The ends that a mapping names on one side, each once, in order of id. */
export function endsOf(mapping: Mapping, end: End): readonly string[] {
  return [...new Set(mapping.rows.flatMap((r) => r[end]))].sort()
}

/** The mapping with every end pinned that the sets at hand have; ends of absent sets keep the pins they had. */
export function withPins(mapping: Mapping, sets: ReadonlyMap<string, RequirementSet>, revision: string): Mapping {
  function side(end: End): Readonly<Record<string, string>> | undefined {
    const set = sets.get(mapping[end].set)
    if (set === undefined) return mapping.pins?.[end]
    const byId = new Map(set.requirements.map((r) => [r.id, r]))
    return Object.fromEntries(
      endsOf(mapping, end).flatMap((id) => {
        const found = byId.get(id)
        return found === undefined ? [] : [[id, pinText(found)] as const]
      }),
    )
  }
  const from = side('from')
  const to = side('to')
  const pins: MappingPins = {
    revision,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
  return { ...mapping, pins }
}

/** Ends without a pin, of those that the set has. */
export function unpinnedEnds(mapping: Mapping, end: End, now: RequirementSet): readonly string[] {
  const known = new Set(now.requirements.map((r) => r.id))
  return endsOf(mapping, end).filter((id) => known.has(id) && mapping.pins?.[end]?.[id] === undefined)
}

/** What became of each pinned end on one side. In order of id. Cost: linear in set and pins. */
export function fatesByPins(mapping: Mapping, end: End, now: RequirementSet): readonly EndFate[] {
  const byId = new Map(now.requirements.map((r) => [r.id, r]))
  const byMark = grouped(now.requirements, contentMark)
  const byStable = grouped(now.requirements, (r) => r.stableId)
  return endsOf(mapping, end).flatMap((id) => {
    const pin = mapping.pins?.[end]?.[id]
    return pin === undefined ? [] : [fateOf(id, pin)]
  })

  function fateOf(id: string, pin: string): EndFate {
    const there = byId.get(id)
    const [mark, stableId] = split(pin)
    const stable = stableId === undefined ? undefined : only(byStable.get(stableId))
    const isSame = there !== undefined && contentMark(there) === mark
    const found = stable ?? (isSame ? there : only(byMark.get(mark)))
    const by = stable !== undefined ? 'stable-id' : 'text'
    const confidence = stable !== undefined ? 1000 : 990
    if (found === undefined)
      return there === undefined
        ? { end, requirement: id, fate: 'gone', textChanged: true, by: 'nothing', confidence: 0 }
        : { end, requirement: id, fate: 'edited', now: id, textChanged: true, by: 'id-alone', confidence: 500 }
    const textChanged = contentMark(found) !== mark
    if (found.id === id)
      return { end, requirement: id, fate: textChanged ? 'edited' : 'same', now: id, textChanged, by, confidence }
    return {
      end,
      requirement: id,
      fate: there === undefined ? 'moved' : 'reassigned',
      now: found.id,
      textChanged,
      by,
      confidence,
      ...(there === undefined ? {} : { nowMeans: there.title }),
    }
  }
}

/** The whole mapping held against one set as it is now, by its pins. */
export function rotByPins(mapping: Mapping, now: RequirementSet): RotReport {
  const sides = (['from', 'to'] as const).filter((end) => mapping[end].set === now.id)
  const old = sides.map((end) => mapping[end].edition)[0] ?? ''
  return rotReport(
    mapping,
    sides,
    sides.flatMap((end) => fatesByPins(mapping, end, now)),
    { set: now.id, old, new: now.edition },
  )
}

function split(pin: string): readonly [mark: string, stableId: string | undefined] {
  const space = pin.indexOf(' ')
  return space < 0 ? [pin, undefined] : [pin.slice(0, space), pin.slice(space + 1)]
}

function only<T>(values: readonly T[] | undefined): T | undefined {
  return values?.length === 1 ? values[0] : undefined
}

function grouped<T>(values: readonly T[], key: (value: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const v of values) {
    const k = key(v)
    if (k === undefined) continue
    const group = groups.get(k)
    if (group === undefined) groups.set(k, [v])
    else group.push(v)
  }
  return groups
}
