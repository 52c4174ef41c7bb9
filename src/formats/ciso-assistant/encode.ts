/** Requirement sets and mappings as CISO Assistant libraries in YAML: one library a set, one a mapping. */
import { Document } from 'yaml'
import type { Loss } from '#domain/composition/bill-of-materials.ts'
import type { Mapping, RequirementSet, StatedRelation } from '#domain/requirements/index.ts'
import { Losses } from '../frameworks.ts'
import { suffixOf } from './workbook.ts'

export interface LibraryText {
  readonly name: string
  readonly text: string
  readonly losses: readonly Loss[]
}

const PACKAGER = 'metascheme'

/** A urn of the form the format asks for; one that is a urn already stays. */
function urnOf(kind: string, id: string): string {
  return id.startsWith('urn:') ? id : `urn:${PACKAGER}:risk:${kind}:${suffixOf(id)}`
}

function nodeUrn(set: string, requirement: string, stableId?: string): string {
  if (stableId?.startsWith('urn:') === true) return stableId
  const framework = set.startsWith('urn:') ? (set.split(':').pop() as string) : suffixOf(set)
  const packager = /^urn:([^:]+):/.exec(set)?.[1] ?? PACKAGER
  return `urn:${packager}:risk:req_node:${framework}:${suffixOf(requirement)}`
}

/** `withText` false leaves titles and texts out and keeps the identifiers. */
export function encodeSet(set: RequirementSet, withText: boolean): LibraryText {
  const losses = new Losses()
  const depths = new Map<string, number>()
  const byId = new Map(set.requirements.map((r) => [r.id, r]))
  function depthOf(id: string, seen = 0): number {
    const known = depths.get(id)
    if (known !== undefined) return known
    const parent = byId.get(id)?.parent
    const depth = parent === undefined || seen > 50 || !byId.has(parent) ? 1 : depthOf(parent, seen + 1) + 1
    depths.set(id, depth)
    return depth
  }
  const nodes = set.requirements.map((r) => {
    if (r.applies !== 'always')
      losses.add('/requirements/*/applies', 'the format cannot say that a requirement is conditional')
    if (!r.substitutable)
      losses.add('/requirements/*/substitutable', 'the format cannot say that no certificate covers a requirement')
    const parent = r.parent === undefined ? undefined : byId.get(r.parent)
    return {
      urn: nodeUrn(set.id, r.id, r.stableId),
      assessable: !r.isHeading,
      depth: depthOf(r.id),
      ...(parent === undefined ? {} : { parent_urn: nodeUrn(set.id, parent.id, parent.stableId) }),
      ref_id: r.id,
      ...(withText && r.title !== r.id ? { name: r.title } : {}),
      ...(withText && r.says !== '' ? { description: r.says } : {}),
    }
  })
  const framework = {
    urn: urnOf('framework', set.id),
    ref_id: set.id,
    name: set.name,
    description: set.name,
    requirement_nodes: nodes,
  }
  return {
    name: `${fileName(set.id)}.yaml`,
    text: yaml({ ...head(set.id, set.name, set.licence ?? '', set.publisher ?? PACKAGER), objects: { framework } }),
    losses: losses.list(),
  }
}

const PRINTED: Readonly<Record<StatedRelation, string | undefined>> = {
  equal: 'equal',
  subset: 'subset',
  superset: 'superset',
  intersects: 'intersect',
  disjoint: 'not_related',
  equivalent: undefined,
  'none-found': 'not_related',
  linked: undefined,
}

export function encodeMapping(mapping: Mapping): LibraryText {
  const losses = new Losses()
  const rows = mapping.rows.flatMap((row) => {
    const printed = PRINTED[row.relation]
    if (row.accepted !== undefined) losses.add('/rows/*/accepted', 'who accepted a row is not carried over')
    if (printed === undefined) {
      losses.add('/rows/*/relation', `the format has no word for "${row.relation}": such rows are left out`)
      return []
    }
    if (row.relation === 'disjoint')
      losses.add('/rows/*/relation', 'the format has one word for "disjoint" and for "none found"')
    if (row.from.length > 1 || row.to.length > 1) {
      // A row that joins several says nothing of each by itself.
      losses.add('/rows/*', 'rows that join several requirements cannot be said one to one: they are left out')
      return []
    }
    return [
      {
        source_requirement_urn: nodeUrn(mapping.from.set, row.from[0] as string),
        target_requirement_urn: nodeUrn(mapping.to.set, row.to[0] as string),
        relationship: printed,
        ...(row.rationale === 'unstated' ? {} : { rationale: row.rationale }),
        ...(row.because === '' ? {} : { annotation: row.because }),
      },
    ]
  })
  const set = {
    urn: urnOf('req_mapping_set', mapping.id),
    ref_id: mapping.id,
    name: mapping.name ?? `${mapping.from.set} -> ${mapping.to.set}`,
    description: mapping.name ?? mapping.id,
    source_framework_urn: urnOf('framework', mapping.from.set),
    target_framework_urn: urnOf('framework', mapping.to.set),
    requirement_mappings: rows,
  }
  const library = {
    ...head(mapping.id, set.name, '', mapping.author),
    ...(mapping.date === undefined ? {} : { publication_date: mapping.date }),
    objects: { requirement_mapping_sets: [set] },
  }
  return { name: `${fileName(mapping.id)}.yaml`, text: yaml(library), losses: losses.list() }
}

function head(id: string, name: string, copyright: string, provider: string) {
  return {
    urn: id.startsWith('urn:')
      ? id.replace(/:(?:framework|req_mapping_set):/, ':library:')
      : `urn:${PACKAGER}:risk:library:${suffixOf(id)}`,
    locale: 'en',
    ref_id: suffixOf(id.split(':').pop() as string),
    name,
    description: name,
    copyright,
    version: 1,
    provider,
    packager: PACKAGER,
  }
}

function fileName(id: string): string {
  return suffixOf(id.split(':').pop() as string).replace(/[:[\]()]/g, '_')
}

function yaml(value: unknown): string {
  return new Document(value, { aliasDuplicateObjects: false }).toString({ lineWidth: 0 })
}
