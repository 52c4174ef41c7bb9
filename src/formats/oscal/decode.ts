/** OSCAL catalogues, profiles and mapping collections as requirement sets and mappings. */
import type { Citation } from '#domain/answers/index.ts'
import type { Mapping, MappingRow, Requirement, RequirementSet, StatedRelation } from '#domain/requirements/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { asList, asRecord, asText, type Written } from '../as-written.ts'
import { diagnoseFramework } from '../framework-errors.ts'
import type { Losses } from '../frameworks.ts'
import { rationaleOf, relationOf } from '../words-of-mappings.ts'
import type { OscalDocument } from './document.ts'
import { NAMESPACE, setIdOf } from './ids.ts'

export interface CatalogContext {
  readonly id: string
  readonly losses: Losses
}

function broughtBy(id: string, at: string): Citation {
  return { source: id, at, standing: 'unchecked' }
}

export function setOfCatalog(catalog: Written, context: CatalogContext): RequirementSet {
  const { id, losses } = context
  const metadata = asRecord(catalog.metadata) ?? {}
  const requirements: Requirement[] = []
  const parts: string[] = []
  const labels = paramLabels(catalog)
  function walk(holder: Written, parent: string | undefined): void {
    for (const g of asList(holder.groups)) {
      const group = asRecord(g) ?? {}
      const own = ownId(group) ?? `group-${requirements.length + 1}`
      requirements.push({ ...entry(group, own, parent), isHeading: true, says: '' })
      walk(group, own)
    }
    for (const c of asList(holder.controls)) {
      const control = asRecord(c) ?? {}
      const own = ownId(control)
      if (own === undefined) continue
      if (propOf(control, 'status') === 'withdrawn')
        losses.add('/controls/*/props/*/status', 'withdrawn controls ask nothing and are left out')
      else {
        requirements.push(entry(control, own, parent))
        collectStatements(control, parts)
        if (asList(control.params).length > 0)
          losses.add('/controls/*/params', 'parameters are shown by their labels', asList(control.params).length)
        const others = asList(control.parts).filter((p) => asRecord(p)?.name !== 'statement').length
        if (others > 0)
          losses.add(
            '/controls/*/parts/*',
            'guidance, objectives and other parts beside the statement are not carried over',
            others,
          )
      }
      walk(control, own)
    }
  }
  function entry(holder: Written, own: string, parent: string | undefined): Requirement {
    const label = propOf(holder, 'label') ?? own
    return {
      id: own,
      title: asText(holder.title) ?? label,
      says: statementOf(holder, labels),
      isHeading: propOf(holder, 'heading', NAMESPACE) === 'yes',
      applies: appliesOf(holder),
      substitutable: propOf(holder, 'substitutable', NAMESPACE) !== 'no',
      citation: broughtBy(id, label),
      ...(parent === undefined ? {} : { parent }),
    }
  }
  walk(catalog, undefined)
  return {
    id,
    name: asText(metadata.title) ?? id,
    edition: asText(metadata.version) ?? '',
    ...(publisherOf(metadata) === undefined ? {} : { publisher: publisherOf(metadata) as string }),
    ...(licenceOf(metadata) === undefined ? {} : { licence: licenceOf(metadata) as string }),
    requirements,
    ...(parts.length === 0 ? {} : { parts }),
  }
}

function ownId(holder: Written): string | undefined {
  return propOf(holder, 'requirement-id', NAMESPACE) ?? asText(holder.id)
}

function appliesOf(holder: Written): Requirement['applies'] {
  const written = propOf(holder, 'applies', NAMESPACE)
  return written === 'by-risk-assessment' || written === 'conditional' ? written : 'always'
}

function propOf(holder: Written, name: string, ns?: string): string | undefined {
  for (const p of asList(holder.props)) {
    const prop = asRecord(p)
    if (prop?.name === name && (ns === undefined || prop.ns === ns)) return asText(prop.value)
  }
  return undefined
}

function publisherOf(metadata: Written): string | undefined {
  const creators = asList(metadata['responsible-parties']).flatMap((r) =>
    ['creator', 'publisher'].includes(asText(asRecord(r)?.['role-id']) ?? '')
      ? asList(asRecord(r)?.['party-uuids'])
      : [],
  )
  const party =
    asList(metadata.parties).find((p) => creators.includes(asRecord(p)?.uuid)) ?? asList(metadata.parties)[0]
  return asText(asRecord(party)?.name)
}

function licenceOf(metadata: Written): string | undefined {
  const link = asList(metadata.links)
    .map(asRecord)
    .find((l) => l?.rel === 'license')
  return propOf(metadata, 'license') ?? asText(link?.text) ?? asText(link?.href)
}

/** Parameters by identifier, as a reader would fill them in. */
function paramLabels(catalog: Written): ReadonlyMap<string, string> {
  const labels = new Map<string, string>()
  const stack: Written[] = [catalog]
  while (stack.length > 0) {
    const holder = stack.pop() as Written
    for (const p of asList(holder.params)) {
      const param = asRecord(p) ?? {}
      const id = asText(param.id)
      const values = asList(param.values).map(String)
      const choices = asList(asRecord(param.select)?.choice).map(String)
      if (id !== undefined)
        labels.set(
          id,
          values.length > 0
            ? values.join(', ')
            : (asText(param.label) ?? (choices.length > 0 ? choices.join(' or ') : id)),
        )
    }
    for (const key of ['groups', 'controls']) for (const inner of asList(holder[key])) stack.push(asRecord(inner) ?? {})
  }
  return labels
}

function statementOf(control: Written, labels: ReadonlyMap<string, string>): string {
  const lines: string[] = []
  function walk(part: Written): void {
    const label = propOf(part, 'label')
    const prose = asText(part.prose)
    if (prose !== undefined) lines.push(`${label === undefined ? '' : `${label} `}${filled(prose, labels, 4)}`)
    for (const inner of asList(part.parts)) walk(asRecord(inner) ?? {})
  }
  for (const p of asList(control.parts)) if (asRecord(p)?.name === 'statement') walk(asRecord(p) ?? {})
  return lines.join('\n')
}

function filled(text: string, labels: ReadonlyMap<string, string>, depth: number): string {
  return text.replace(/\{\{\s*insert:\s*param,\s*([^\s{}]+)\s*\}\}/g, (_, id: string) => {
    const label = labels.get(id) ?? id
    return `[${depth > 0 ? filled(label, labels, depth - 1) : label}]`
  })
}

/** Identifiers inside the statement, which mappings may point at. */
function collectStatements(control: Written, parts: string[]): void {
  const stack = asList(control.parts)
    .map((p) => asRecord(p) ?? {})
    .filter((p) => p.name === 'statement')
  while (stack.length > 0) {
    const part = stack.pop() as Written
    const id = asText(part.id)
    if (id !== undefined) parts.push(id)
    for (const inner of asList(part.parts)) stack.push(asRecord(inner) ?? {})
  }
}

// ---- mappings -----------------------------------------------------------------------------------------------------------------

export function mappingsOf(document: OscalDocument, diagnostics: Diagnostic[]): readonly Mapping[] {
  const { value, losses } = document
  const provenance = asRecord(value.provenance) ?? {}
  const metadata = asRecord(value.metadata) ?? {}
  return asList(value.mappings).map((m, n) => {
    const mapping = asRecord(m) ?? {}
    const from = resourceSet(document, asRecord(mapping['source-resource']) ?? {})
    const to = resourceSet(document, asRecord(mapping['target-resource']) ?? {})
    const rationale = asText(mapping['matching-rationale']) ?? asText(provenance['matching-rationale']) ?? ''
    const rows = asList(mapping.maps).flatMap((map, i) =>
      rowOf(document, asRecord(map) ?? {}, `/mappings/${n}/maps/${i}`, i, rationale, diagnostics),
    )
    for (const key of ['source-gap-summary', 'target-gap-summary', 'confidence-score', 'coverage'])
      if (mapping[key] !== undefined)
        losses.add(`/mappings/*/${key}`, 'statistics of the mapping, worked out anew here')
    const status = asText(mapping.status) ?? asText(provenance.status)
    const id = propOf(mapping, 'mapping-id', NAMESPACE) ?? asText(mapping.uuid) ?? `${from}__${to}`
    const title = asText(metadata.title)
    return {
      id,
      from: { set: from, edition: editionOf(mapping, 'source-resource') },
      to: { set: to, edition: editionOf(mapping, 'target-resource') },
      author: propOf(mapping, 'author', NAMESPACE) ?? publisherOf(metadata) ?? '',
      ...(title === undefined ? {} : { name: title }),
      ...(asText(metadata['last-modified']) === undefined
        ? {}
        : { date: (metadata['last-modified'] as string).slice(0, 10) }),
      ...(status === undefined ? {} : { status }),
      rows,
    }
  })
}

function editionOf(mapping: Written, key: string): string {
  return propOf(asRecord(mapping[key]) ?? {}, 'edition', NAMESPACE) ?? ''
}

/** A resource by its own address, or by the first link of what it leads to in the back matter. */
function resourceSet(document: OscalDocument, resource: Written): string {
  const own = propOf(resource, 'set-id', NAMESPACE)
  if (own !== undefined) return own
  const href = asText(resource.href) ?? ''
  if (!href.startsWith('#')) return setIdOf(href)
  const found = asList(asRecord(document.value['back-matter'])?.resources)
    .map(asRecord)
    .find((r) => r?.uuid === href.slice(1))
  const link = asText(asRecord(asList(found?.rlinks)[0])?.href)
  return link === undefined ? (asText(found?.title) ?? href.slice(1)) : setIdOf(link)
}

const OSCAL_RELATIONS = 'http://csrc.nist.gov/ns/oscal'

function rowOf(
  document: OscalDocument,
  map: Written,
  pointer: string,
  i: number,
  rationale: string,
  diagnostics: Diagnostic[],
): readonly MappingRow[] {
  const ends = (key: string) => asList(map[key]).flatMap((s) => asText(asRecord(s)?.['id-ref']) ?? [])
  const from = ends('sources')
  const to = ends('targets')
  if (from.length === 0 || to.length === 0) {
    diagnostics.push(
      diagnoseFramework('formats.row-skipped', 'an entry that names no source or no target', {
        at: document.place(pointer),
      }),
    )
    return []
  }
  const written =
    typeof map.relationship === 'string' ? map.relationship : (asText(asRecord(map.relationship)?.type) ?? '')
  const ns = asText(map.ns) ?? asText(asRecord(map.relationship)?.ns)
  const exact = propOf(map, 'set-relation', NAMESPACE)
  const relation =
    exact === undefined
      ? ns === undefined || ns === OSCAL_RELATIONS
        ? relationOf(written)
        : undefined
      : (exact as StatedRelation)
  if (relation === undefined)
    diagnostics.push(
      diagnoseFramework(
        'formats.unknown-relation',
        `unknown relation "${written.slice(0, 60)}"${ns === undefined ? '' : ` of ${ns}`}`,
        { at: document.place(`${pointer}/relationship`) },
      ),
    )
  for (const key of ['qualifiers', 'confidence-score', 'coverage'])
    if (map[key] !== undefined)
      document.losses.add(`/mappings/*/maps/*/${key}`, 'qualifications of an entry are not carried over')
  const printed = asText(map['matching-rationale']) ?? rationale
  return [
    {
      from,
      to,
      relation: relation ?? 'linked',
      rationale: rationaleOf(printed) ?? 'unstated',
      because: asText(map.remarks) ?? '',
      citation: broughtBy(asText(document.value.uuid) ?? document.file, `entry ${i + 1}`),
      ...(relation === undefined ? { printed: written } : {}),
    },
  ]
}
