/** Requirement sets and mappings written in the form of catalogue entries (docs/catalogue-format.md). Imported text keeps its terms. */
import { Document } from 'yaml'
import type { Citation } from '#domain/answers/index.ts'
import { EDITION_NOT_STATED, type Mapping, type MappingPins, type RequirementSet } from '#domain/requirements/index.ts'

/** Ids of entries are lower case letters, digits, dots, plus signs and dashes; a mapping joins two by a double underscore. */
export function entryId(text: string): string {
  return (
    text
      .replace(/^urn:/, '')
      .toLowerCase()
      .replace(/[^a-z0-9.+_-]+/g, '-')
      .replace(/^[-.+]+|[-.+]+$/g, '') || 'unnamed'
  )
}

/** Ids of sets have no underscore. */
function setEntryId(text: string): string {
  return entryId(text).replaceAll('_', '-')
}

function cite(c: Citation): Record<string, string> {
  return {
    ...(c.source === '' ? {} : { source: c.source }),
    ...(c.at === '' ? {} : { at: c.at }),
    standing: c.standing,
    ...(c.on === undefined ? {} : { on: c.on }),
  }
}

/** What all say alike is said once, above them. */
function sharedBy(citations: readonly Citation[]): Record<string, string> {
  const [first, ...rest] = citations.map(cite)
  if (first === undefined) return { standing: 'unchecked' }
  return Object.fromEntries(Object.entries(first).filter(([key, value]) => rest.every((c) => c[key] === value)))
}

/** The form wants an edition; where none is known, it says so. */
function editionOf(of: { readonly edition: string }): string {
  return of.edition === '' ? EDITION_NOT_STATED : of.edition
}

export function encodeRequirementSet(set: RequirementSet): string {
  const shared = sharedBy(set.requirements.map((r) => r.citation))
  const value = {
    kind: 'requirement-set',
    id: setEntryId(set.id),
    name: set.name,
    edition: editionOf(set),
    ...(set.publisher === undefined ? {} : { publisher: set.publisher }),
    ...(set.licence === undefined ? {} : { licence: set.licence }),
    cite: shared,
    ...(set.isHub === true ? { hub: true } : {}),
    ...(set.isPartial === true ? { partial: true } : {}),
    ...(set.parts === undefined ? {} : { parts: set.parts }),
    requirements: set.requirements.map((r) => ({
      id: r.id,
      ...(r.stableId === undefined ? {} : { stableId: r.stableId }),
      ...(r.title === r.id ? {} : { title: r.title }),
      ...(r.says === '' ? {} : { says: r.says }),
      ...(r.parent === undefined ? {} : { parent: r.parent }),
      ...(r.isHeading ? { heading: true } : {}),
      ...(r.applies === 'always' ? {} : { applies: r.applies }),
      ...(r.substitutable ? {} : { substitutable: false }),
      ...(r.isOfTheWhole === true ? { ofTheWhole: true } : {}),
      ...(r.deniedBy === undefined ? {} : { deniedBy: r.deniedBy }),
      ...(r.family === undefined ? {} : { family: r.family }),
      ...(r.tiers === undefined ? {} : { tiers: r.tiers }),
      ...(r.tierBecause === undefined ? {} : { tierBecause: r.tierBecause }),
      ...(r.shownBy === undefined ? {} : { shownBy: r.shownBy }),
      ...difference(cite(r.citation), shared),
    })),
  }
  return written(value)
}

export function encodeMappingEntry(mapping: Mapping): string {
  const shared = sharedBy(mapping.rows.map((r) => r.citation))
  const value = {
    kind: 'mapping',
    id: entryId(mapping.id),
    from: { set: setEntryId(mapping.from.set), edition: editionOf(mapping.from) },
    to: { set: setEntryId(mapping.to.set), edition: editionOf(mapping.to) },
    author: mapping.author === '' ? 'not named' : mapping.author,
    ...(mapping.date === undefined ? {} : { date: mapping.date }),
    ...(mapping.status === undefined ? {} : { status: mapping.status }),
    cite: shared,
    maps: mapping.rows.map((r) => ({
      from: r.from,
      to: r.to,
      relation: r.relation,
      rationale: r.rationale,
      ...(r.printed === undefined ? {} : { printed: r.printed }),
      ...(r.because === '' ? {} : { because: r.because }),
      ...(r.accepted === undefined ? {} : { accepted: r.accepted }),
      ...difference(cite(r.citation), shared),
    })),
    ...(mapping.pins === undefined ? {} : { pins: mapping.pins }),
  }
  return written(value)
}

function difference(own: Record<string, string>, shared: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(own).filter(([key, value]) => shared[key] !== value))
}

function written(value: unknown): string {
  return new Document(value, { aliasDuplicateObjects: false }).toString({ lineWidth: 0, flowCollectionPadding: true })
}

/** The text of a mapping entry with its block of pins put in place of the one it had, the rest as its author wrote it. */
export function pinnedText(text: string, pins: MappingPins): string {
  const without = text.replace(/^pins:[^\n]*\n(?:[ \t]+[^\n]*(?:\n|$)|\n(?=[ \t]))*/m, '')
  const rest = without.endsWith('\n') ? without : `${without}\n`
  return `${rest}${written({ pins })}`
}
