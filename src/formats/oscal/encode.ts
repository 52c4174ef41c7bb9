/** Requirement sets as OSCAL catalogues, mappings as OSCAL mapping collections, both in JSON. */
import type { Loss } from '#domain/composition/bill-of-materials.ts'
import type { Mapping, MappingRow, Requirement, RequirementSet, StatedRelation } from '#domain/requirements/index.ts'
import { Losses } from '../frameworks.ts'
import { NAMESPACE, tokenOf } from './ids.ts'
import { present, uuidFrom } from './resolve.ts'

export interface OscalText {
  readonly text: string
  readonly losses: readonly Loss[]
}

const VERSION = '1.2.0'

export interface EncodeSettings {
  /** False leaves titles and texts out and keeps the identifiers. */
  readonly withText: boolean
  /** Day printed as that of the last change. */
  readonly on: string
}

export function encodeCatalog(set: RequirementSet, settings: EncodeSettings): OscalText {
  const losses = new Losses()
  const byParent = new Map<string | undefined, Requirement[]>()
  const ids = new Set(set.requirements.map((r) => r.id))
  for (const r of set.requirements) {
    const parent = r.parent !== undefined && ids.has(r.parent) && r.parent !== r.id ? r.parent : undefined
    byParent.set(parent, [...(byParent.get(parent) ?? []), r])
  }
  function inside(parent: string | undefined, isUnderControl: boolean): Record<string, unknown> {
    const children = byParent.get(parent) ?? []
    // Groups hold groups or controls, never both; controls hold controls only. Where that does not fit, a heading becomes a control.
    const isMixed = parent !== undefined && children.some((r) => r.isHeading) && children.some((r) => !r.isHeading)
    const asControls = isUnderControl || isMixed
    const groups = children.filter((r) => r.isHeading && !asControls)
    const controls = children.filter((r) => !r.isHeading || asControls)
    return present({ groups: groups.map((r) => holder(r, false)), controls: controls.map((r) => holder(r, true)) })
  }
  function holder(r: Requirement, isControl: boolean): Record<string, unknown> {
    const token = tokenOf(r.id)
    const props = [
      { name: 'label', value: r.id },
      ...(token === r.id ? [] : [{ name: 'requirement-id', ns: NAMESPACE, value: r.id }]),
      ...(isControl && r.isHeading ? [{ name: 'heading', ns: NAMESPACE, value: 'yes' }] : []),
      ...(r.applies === 'always' ? [] : [{ name: 'applies', ns: NAMESPACE, value: r.applies }]),
      ...(r.substitutable ? [] : [{ name: 'substitutable', ns: NAMESPACE, value: 'no' }]),
    ]
    const says = settings.withText && r.says !== '' ? [{ id: `${token}_smt`, name: 'statement', prose: r.says }] : []
    if (r.tiers !== undefined) losses.add('/requirements/*/tiers', 'levels per type of target are not carried over')
    return present({
      id: token,
      title: settings.withText ? r.title : r.id,
      props,
      parts: says,
      ...inside(r.id, isControl),
    })
  }
  const body = inside(undefined, false)
  const metadata = {
    title: set.name,
    'last-modified': `${settings.on}T00:00:00Z`,
    version: set.edition === '' ? '1' : set.edition,
    'oscal-version': VERSION,
  }
  return {
    text: `${JSON.stringify({ catalog: { uuid: uuidFrom(`catalog ${set.id} ${set.edition}`), metadata, ...body } }, null, 1)}\n`,
    losses: losses.list(),
  }
}

const PRINTED: Readonly<Record<StatedRelation, string | undefined>> = {
  equal: 'equal-to',
  subset: 'subset-of',
  superset: 'superset-of',
  intersects: 'intersects-with',
  equivalent: 'equivalent-to',
  // OSCAL's "no-relationship" says that nothing overlaps; that somebody found nothing is less.
  disjoint: 'no-relationship',
  'none-found': undefined,
  linked: undefined,
}

/** One collection for mappings of any sets. `edition` of an end, where known, is printed as a property of the resource. */
export function encodeMappings(mappings: readonly Mapping[], settings: Pick<EncodeSettings, 'on'>): OscalText {
  const losses = new Losses()
  const written = mappings.flatMap((m) => {
    const maps = m.rows.flatMap((row, i) => entryOf(m, row, i, losses))
    if (maps.length === 0) {
      losses.add('/mappings/*', 'a mapping of which no row can be said')
      return []
    }
    return [
      {
        uuid: uuidFrom(`mapping ${m.id}`),
        method: 'human',
        ...(status(m) === undefined ? {} : { status: status(m) }),
        'source-resource': resourceOf(m.from),
        'target-resource': resourceOf(m.to),
        maps,
        props: [
          { name: 'mapping-id', ns: NAMESPACE, value: m.id },
          ...(m.author === '' ? [] : [{ name: 'author', ns: NAMESPACE, value: m.author }]),
        ],
      },
    ]
  })
  const names = mappings.map((m) => m.name ?? m.id)
  const collection = {
    uuid: uuidFrom(`collection ${mappings.map((m) => m.id).join(' ')}`),
    metadata: {
      title: names.length === 1 ? (names[0] as string) : `Mappings: ${names.length}`,
      'last-modified': `${settings.on}T00:00:00Z`,
      version:
        mappings
          .map((m) => m.date ?? '')
          .sort()
          .pop() || settings.on,
      'oscal-version': VERSION,
      roles: [{ id: 'creator', title: 'Creator' }],
      parties: [
        {
          uuid: uuidFrom(`party ${mappings[0]?.author ?? ''}`),
          type: 'organization',
          name: mappings[0]?.author || 'not named',
        },
      ],
    },
    provenance: {
      method: 'human',
      'matching-rationale': 'semantic',
      status: 'not-complete',
      'mapping-description':
        'Set relations between what requirements ask. Technical coverage only: no presumption of conformity.',
      'responsible-parties': [
        { 'role-id': 'creator', 'party-uuids': [uuidFrom(`party ${mappings[0]?.author ?? ''}`)] },
      ],
    },
    mappings: written,
  }
  return { text: `${JSON.stringify({ 'mapping-collection': collection }, null, 1)}\n`, losses: losses.list() }
}

function status(m: Mapping): string | undefined {
  return m.status !== undefined && ['complete', 'not-complete', 'draft', 'deprecated', 'superseded'].includes(m.status)
    ? m.status
    : undefined
}

function resourceOf(end: Mapping['from']): Record<string, unknown> {
  const name = end.set.startsWith('urn:') ? end.set : `${encodeURIComponent(end.set)}.json`
  return {
    type: 'catalog',
    href: name,
    props: [
      { name: 'set-id', ns: NAMESPACE, value: end.set },
      ...(end.edition === '' ? [] : [{ name: 'edition', ns: NAMESPACE, value: end.edition }]),
    ],
  }
}

function entryOf(m: Mapping, row: MappingRow, i: number, losses: Losses): readonly Record<string, unknown>[] {
  const printed = PRINTED[row.relation]
  if (printed === undefined) {
    losses.add('/rows/*/relation', `OSCAL has no word for "${row.relation}": such rows are left out`)
    return []
  }
  if (row.rationale === 'unstated')
    losses.add('/rows/*/rationale', 'OSCAL reads a row without a kind of rationale as of the kind of its collection')
  if (row.accepted !== undefined) losses.add('/rows/*/accepted', 'who accepted a row is not carried over')
  return [
    {
      uuid: uuidFrom(`map ${m.id} ${i}`),
      ...(row.rationale === 'unstated' ? {} : { 'matching-rationale': row.rationale }),
      relationship: printed,
      sources: row.from.map(item),
      targets: row.to.map(item),
      ...(row.relation === 'disjoint' ? { props: [{ name: 'set-relation', ns: NAMESPACE, value: 'disjoint' }] } : {}),
      ...(row.because === '' ? {} : { remarks: row.because }),
    },
  ]
}

function item(id: string): Record<string, string> {
  return { type: 'control', 'id-ref': id }
}
