/**
 * A CISO Assistant library, in whichever of its two forms, as requirement sets and mappings.
 *
 * Requirements are known by the last part of their urn; the whole urn is their stable id. Source: the library format of the CISO
 * Assistant community edition (`documentation` and `tools/README.md` of its repository).
 */
import type { Citation } from '#domain/answers/index.ts'
import type { Mapping, MappingRow, Requirement, RequirementSet } from '#domain/requirements/index.ts'
import type { Diagnostic, Place } from '#util/diagnostic.ts'
import { asList, asRecord, asText, type Written } from '../as-written.ts'
import { diagnoseFramework } from '../framework-errors.ts'
import type { Losses } from '../frameworks.ts'
import { rationaleOf, relationOf } from '../words-of-mappings.ts'

export interface LibraryReader {
  readonly file: string
  readonly losses: Losses
  readonly diagnostics: Diagnostic[]
  place(pointer: string): Place
}

/** What of a library we have no place for; told once each. */
const PASSED_OVER: Readonly<Record<string, string>> = {
  threats: 'catalogues of threats',
  reference_controls: 'catalogues of measures',
  risk_matrix: 'risk matrices',
  risk_matrices: 'risk matrices',
  metric_definitions: 'metrics',
  presets: 'presets',
  preset: 'presets',
  metrics: 'metrics',
  ttp_catalog: 'catalogues of techniques',
  tactics: 'catalogues of techniques',
  techniques: 'catalogues of techniques',
}

export function readLibrary(
  library: Written,
  reader: LibraryReader,
): { readonly sets: readonly RequirementSet[]; readonly mappings: readonly Mapping[] } {
  const objects = asRecord(library.objects) ?? {}
  const sets: RequirementSet[] = []
  const mappings: Mapping[] = []
  for (const key of Object.keys(objects)) {
    const passedOver = Object.hasOwn(PASSED_OVER, key) ? PASSED_OVER[key] : undefined
    if (passedOver !== undefined)
      reader.losses.add(`/objects/${key}`, `${passedOver} have no place here`, Math.max(1, asList(objects[key]).length))
  }
  eachOf(objects, ['framework', 'frameworks'], (framework, pointer) => {
    const set = readFramework(framework, library, pointer, reader)
    if (set !== undefined) sets.push(set)
  })
  eachOf(objects, ['requirement_mapping_set', 'requirement_mapping_sets'], (mapping, pointer) => {
    const read = readMapping(mapping, library, pointer, reader)
    if (read !== undefined) mappings.push(read)
  })
  if (library.translations !== undefined) reader.losses.add('/translations', 'translations are not carried over')
  return { sets, mappings }
}

/** One under a singular name, or a list under a plural one. */
function eachOf(objects: Written, names: readonly string[], read: (entry: Written, pointer: string) => void): void {
  for (const name of names) {
    const one = asRecord(objects[name])
    if (one !== undefined) read(one, `/objects/${name}`)
    asList(objects[name]).forEach((entry, i) => {
      const record = asRecord(entry)
      if (record !== undefined) read(record, `/objects/${name}/${i}`)
    })
  }
}

/** Identifiers and versions may be written as numbers. */
function printedOf(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : asText(value)
}

function editionOf(library: Written): string {
  return printedOf(library.version) ?? ''
}

/** Our words for "read as brought along, by nobody here". */
function broughtBy(library: Written, at: string): Citation {
  return { source: asText(library.urn) ?? 'ciso-assistant-library', at, standing: 'unchecked' }
}

/** `urn:intuitem:risk:req_node:nist-csf-2.0:gv.po-01` → `gv.po-01`; other forms are kept whole. */
export function shortId(urn: string): string {
  const parts = /^urn:[^:]+:[^:]+:req_node:[^:]+:(.+)$/i.exec(urn)
  return parts?.[1] ?? urn
}

function readFramework(
  framework: Written,
  library: Written,
  pointer: string,
  reader: LibraryReader,
): RequirementSet | undefined {
  const urn = asText(framework.urn) ?? asText(framework.ref_id)
  if (urn === undefined) {
    reader.diagnostics.push(
      diagnoseFramework('formats.framework-missing-field', 'a framework without a urn', { at: reader.place(pointer) }),
    )
    return undefined
  }
  const requirements: Requirement[] = []
  const seen = new Set<string>()
  asList(framework.requirement_nodes).forEach((node, i) => {
    const record = asRecord(node)
    const id = asText(record?.urn)
    if (record === undefined || id === undefined) {
      reader.diagnostics.push(
        diagnoseFramework('formats.framework-missing-field', `requirement ${i + 1} has no urn`, {
          at: reader.place(`${pointer}/requirement_nodes/${i}`),
        }),
      )
      return
    }
    const short = shortId(id)
    if (seen.has(short)) {
      reader.diagnostics.push(
        diagnoseFramework('formats.framework-duplicate-id', `the requirement ${short} stands twice`, {
          at: reader.place(`${pointer}/requirement_nodes/${i}/urn`),
        }),
      )
      return
    }
    seen.add(short)
    requirements.push(readNode(record, id, short, library))
    for (const key of [
      'annotation',
      'typical_evidence',
      'questions',
      'implementation_groups',
      'threats',
      'reference_controls',
      'translations',
      'importance',
      'weight',
    ]) {
      if (record[key] !== undefined && record[key] !== null)
        reader.losses.add(`${pointer.replace(/\/\d+/g, '/*')}/requirement_nodes/*/${key}`, 'kept in the library only')
    }
  })
  if (requirements.length === 0) {
    reader.diagnostics.push(
      diagnoseFramework('formats.framework-nothing', `the framework ${urn} has no requirements`, {
        at: reader.place(pointer),
      }),
    )
    return undefined
  }
  const provider = asText(library.provider)
  const licence = asText(library.copyright)
  return {
    id: urn,
    name: asText(framework.name) ?? asText(library.name) ?? urn,
    edition: editionOf(library),
    ...(provider === undefined ? {} : { publisher: provider }),
    ...(licence === undefined ? {} : { licence }),
    requirements,
  }
}

function readNode(node: Written, urn: string, id: string, library: Written): Requirement {
  const printed = printedOf(node.ref_id)
  const name = asText(node.name)
  const description = asText(node.description)
  const parent = asText(node.parent_urn)
  return {
    id,
    title: name ?? printed ?? (description === undefined ? id : firstWords(description)),
    says: description ?? '',
    isHeading: node.assessable !== true,
    applies: 'always',
    substitutable: true,
    citation: broughtBy(library, printed ?? id),
    stableId: urn,
    ...(parent === undefined ? {} : { parent: shortId(parent) }),
  }
}

function firstWords(text: string): string {
  const line = text.split('\n')[0] as string
  return line.length <= 80 ? line : `${line.slice(0, 77)}…`
}

function readMapping(mapping: Written, library: Written, pointer: string, reader: LibraryReader): Mapping | undefined {
  const from = asText(mapping.source_framework_urn)
  const to = asText(mapping.target_framework_urn)
  if (from === undefined || to === undefined) {
    reader.diagnostics.push(
      diagnoseFramework('formats.framework-missing-field', 'a mapping that does not name both frameworks', {
        at: reader.place(pointer),
      }),
    )
    return undefined
  }
  const id = asText(mapping.urn) ?? `${from}__${to}`
  const rows: MappingRow[] = []
  asList(mapping.requirement_mappings).forEach((entry, i) => {
    const record = asRecord(entry)
    const source = asText(record?.source_requirement_urn)
    const target = asText(record?.target_requirement_urn)
    const at = `${pointer}/requirement_mappings/${i}`
    if (record === undefined || source === undefined || target === undefined) {
      reader.diagnostics.push(
        diagnoseFramework('formats.row-skipped', `row ${i + 1} of ${id} names no requirement on one side`, {
          at: reader.place(at),
        }),
      )
      return
    }
    rows.push(readRow(record, source, target, i, at, library, reader))
  })
  const provider = asText(library.provider) ?? asText(library.packager)
  const date = asText(library.publication_date)
  const name = asText(mapping.name)
  return {
    id,
    from: { set: from, edition: '' },
    to: { set: to, edition: '' },
    author: provider ?? '',
    ...(name === undefined ? {} : { name }),
    ...(date === undefined ? {} : { date }),
    rows,
  }
}

function readRow(
  record: Written,
  source: string,
  target: string,
  i: number,
  at: string,
  library: Written,
  reader: LibraryReader,
): MappingRow {
  const printed = asText(record.relationship) ?? ''
  const relation = relationOf(printed)
  if (relation === undefined)
    reader.diagnostics.push(
      diagnoseFramework('formats.unknown-relation', `unknown relation "${printed.slice(0, 60)}"`, {
        at: reader.place(`${at}/relationship`),
        hint: 'Nothing is inferred from this row.',
      }),
    )
  const kind = asText(record.rationale) ?? ''
  const rationale = rationaleOf(kind)
  if (rationale === undefined)
    reader.losses.add(
      '/objects/requirement_mapping_sets/*/requirement_mappings/*/rationale',
      'free text in place of a kind of rationale: kept as the reason, the kind is not stated',
    )
  if (record.strength_of_relationship !== undefined && record.strength_of_relationship !== null)
    reader.losses.add(
      '/objects/requirement_mapping_sets/*/requirement_mappings/*/strength_of_relationship',
      'strengths have no scale that is published; no inference uses them',
    )
  return {
    from: [shortId(source)],
    to: [shortId(target)],
    relation: relation ?? 'linked',
    rationale: rationale ?? 'unstated',
    because: asText(record.annotation) ?? (rationale === undefined ? kind : ''),
    citation: broughtBy(library, `row ${i + 1}`),
    ...(relation === undefined ? { printed } : {}),
  }
}
