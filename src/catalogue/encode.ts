/** Requirement sets and mappings written in the form of catalogue entries (docs/catalogue-format.md). Imported text keeps its terms. */
import { Document } from 'yaml'
import type { Citation } from '#domain/answers/index.ts'
import {
  EDITION_NOT_STATED,
  type Mapping,
  type RequirementSet,
  type StatedRelation,
} from '#domain/requirements/index.ts'

export interface EncodedEntry {
  readonly text: string
  /** Rows that the form cannot say, with why; one sentence a kind. */
  readonly losses: readonly { readonly says: string; readonly count: number }[]
}

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

/** The form wants an edition; where none is known, it says so. */
function editionOf(of: { readonly edition: string }): string {
  return of.edition === '' ? EDITION_NOT_STATED : of.edition
}

export function encodeRequirementSet(set: RequirementSet): EncodedEntry {
  const value = {
    kind: 'requirement-set',
    id: setEntryId(set.id),
    name: set.name,
    edition: editionOf(set),
    ...(set.publisher === undefined ? {} : { publisher: set.publisher }),
    ...(set.licence === undefined ? {} : { licence: set.licence }),
    cite: { standing: 'unchecked' },
    requirements: set.requirements.map((r) => ({
      id: r.id,
      ...(r.title === r.id ? {} : { title: r.title }),
      ...(r.says === '' ? {} : { says: r.says }),
      ...(r.parent === undefined ? {} : { parent: r.parent }),
      ...(r.isHeading ? { heading: true } : {}),
      ...(r.citation.at === '' ? {} : { at: r.citation.at }),
      ...(r.applies === 'always' ? {} : { applies: r.applies }),
      ...(r.substitutable ? {} : { substitutable: false }),
    })),
  }
  return { text: written(value), losses: [] }
}

const SET_RELATIONS: readonly StatedRelation[] = ['equal', 'subset', 'superset', 'intersects', 'disjoint']

export function encodeMappingEntry(mapping: Mapping): EncodedEntry {
  const said = mapping.rows.filter((r) => SET_RELATIONS.includes(r.relation) && r.rationale !== 'unstated')
  const untyped = mapping.rows.filter((r) => !SET_RELATIONS.includes(r.relation)).length
  const unstated = mapping.rows.length - said.length - untyped
  const first = said[0]?.citation
  const value = {
    kind: 'mapping',
    id: entryId(mapping.id),
    from: { set: setEntryId(mapping.from.set), edition: editionOf(mapping.from) },
    to: { set: setEntryId(mapping.to.set), edition: editionOf(mapping.to) },
    author: mapping.author === '' ? 'not named' : mapping.author,
    ...(mapping.date === undefined ? {} : { date: mapping.date }),
    ...(mapping.status === undefined ? {} : { status: mapping.status }),
    cite: first === undefined ? { standing: 'unchecked' } : cite(first),
    maps: said.map((r) => ({
      from: r.from,
      to: r.to,
      relation: r.relation,
      rationale: r.rationale,
      ...(r.because === '' ? {} : { because: r.because }),
      ...difference(cite(r.citation), first === undefined ? {} : cite(first)),
    })),
  }
  return {
    text: written(value),
    losses: [
      ...(untyped === 0
        ? []
        : [{ says: 'rows without a set relation (links, equivalents, relations not found)', count: untyped }]),
      ...(unstated === 0 ? [] : [{ says: 'rows without a kind of rationale', count: unstated }]),
    ],
  }
}

function difference(own: Record<string, string>, shared: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(own).filter(([key, value]) => shared[key] !== value))
}

function written(value: unknown): string {
  return new Document(value, { aliasDuplicateObjects: false }).toString({ lineWidth: 0, flowCollectionPadding: true })
}
