/**
 * SPDX 3.0.1 in JSON-LD.
 *
 * Read as the canonical serialisation of the specification: one context, one flat graph of elements that name one another by
 * identifier. It is not expanded as general linked data; a document that defines words of its own is not understood.
 *
 * Checked: that elements have an identifier, a type and a creation, and relationships both ends and a kind. Not checked: the
 * shapes (SHACL) of the model beyond that.
 */
import type {
  Affected,
  Analysis,
  Bill,
  ComponentIndex,
  Creator,
  DependencyKind,
  ExternalReference,
  Hash,
  Identifier,
  Licence,
  Organisation,
} from '#domain/composition/bill-of-materials.ts'
import { asList, asRecord, asText, given, noItems, readEach, type Written } from '../as-written.ts'
import { newBillBuilder, newLosses, type DraftComponent } from '../bill-builder.ts'
import type { Decoded, SourceDocument } from '../format.ts'
import { openJson } from '../json-document.ts'
import { cutCircles, inParentOrder } from '../parent-order.ts'
import { newProblems, type Problems } from '../problems.ts'
import {
  agentClasses,
  algorithms3,
  assessments3,
  componentClasses,
  contexts3,
  dependencies3,
  identifierKinds3,
  isNoAssertion,
  isNone,
  purposes3,
  scopes3,
} from './versions-3.ts'

const noField = 'the model of a bill has no field for it'

export async function decodeSpdx3(source: SourceDocument): Promise<Decoded<Bill>> {
  const document = openJson(source, new Set(['@graph']))
  if (!('head' in document)) return document
  const problems = newProblems()
  const head: Written = asRecord(document.head) ?? {}
  const context = asList(head['@context']).find((it) => typeof it === 'string') ?? head['@context']
  const version = typeof context === 'string' ? contexts3.get(context) : undefined
  if (version === undefined) {
    problems.add({
      code: context === undefined ? 'formats.unknown-format' : 'formats.unknown-version',
      message: 'the document does not name the context of an SPDX version that is read',
      hint: `Read are ${[...contexts3.keys()].join(', ')}.`,
      pointer: context === undefined ? '' : '/@context',
    })
    return { diagnostics: document.diagnosticsOf(problems) }
  }
  const reader = newReader(version, problems)
  // Without a graph, the document is its one element.
  if (document.lengthOf('@graph') === 0 && head['type'] !== undefined) reader.readElement(head, '')
  const isRead = document.forEach('@graph', (element, index) => reader.readElement(element, `/@graph/${index}`))
  const value = isRead ? reader.finish() : undefined
  const diagnostics = document.diagnosticsOf(problems)
  return value === undefined ? { diagnostics } : { value, diagnostics }
}

interface Agent {
  readonly kind: Creator['kind']
  readonly name: string
  readonly email?: string
}

interface Relation {
  readonly type: string
  readonly class: string
  readonly from: string
  readonly to: readonly string[]
  readonly scope?: string
  readonly completeness?: string
  readonly record: Written
  readonly pointer: string
}

function newReader(version: string, problems: Problems) {
  const losses = newLosses()
  const builder = newBillBuilder(problems)
  const { components } = builder
  const agents = new Map<string, Agent>()
  const licences = new Map<string, Pick<Licence, 'kind' | 'value'>>()
  const vulnerabilities = new Map<string, Written>()
  const relations: Relation[] = []
  const creations = new Map<string, Written>()
  const parties: {
    readonly component: DraftComponent
    readonly supplier?: string
    readonly originators: readonly string[]
  }[] = []
  /** Documents and bills: what they are about. */
  const collections = new Map<string, Written>()
  /** Elements that other documents hold. */
  const imported = new Set<string>()
  let documentId: string | undefined

  function report(pointer: string, message: string): void {
    problems.add({ code: 'formats.schema', message, pointer })
  }

  /** The identifier a property refers to; an element written in its place is read where it stands. */
  function idOf(value: unknown, pointer: string): string | undefined {
    if (typeof value === 'string') return value
    const record = asRecord(value)
    if (record === undefined) return undefined
    const id = asText(record['spdxId']) ?? asText(record['@id'])
    if (record['type'] !== undefined) readElement(record, pointer)
    return id
  }

  function idsOf(value: unknown, pointer: string): readonly string[] {
    const list = Array.isArray(value) ? value : value === undefined ? [] : [value]
    return list.map((item, i) => idOf(item, `${pointer}/${i}`)).filter((id) => id !== undefined)
  }

  function readElement(written: unknown, pointer: string): void {
    const record = asRecord(written)
    const type = asText(record?.['type']) ?? asText(record?.['@type'])
    if (record === undefined || type === undefined) return report(pointer, 'an element needs a "type"')
    const id = asText(record['spdxId']) ?? asText(record['@id'])
    if (type === 'CreationInfo') {
      if (id !== undefined) creations.set(id, record)
      for (const key of ['specVersion', 'created', 'createdBy'])
        if (!(key in record)) report(pointer, `"${key}" is missing`)
      return
    }
    if (id === undefined) return report(pointer, 'an element needs an "spdxId"')
    if (!('creationInfo' in record)) report(pointer, '"creationInfo" is missing')

    const componentType = componentClasses.get(type)
    const agentKind = agentClasses.get(type)
    if (componentType !== undefined) return readComponent(record, id, componentType, pointer)
    if (agentKind !== undefined) {
      const email = readEach(record['externalIdentifier'], (it) => it).find(
        (it) => it['externalIdentifierType'] === 'email',
      )
      agents.set(
        id,
        given({ kind: agentKind, name: asText(record['name']) ?? '', email: asText(email?.['identifier']) }),
      )
      return
    }
    if ('relationshipType' in record || type.endsWith('Relationship')) return readRelation(record, type, pointer)
    switch (type) {
      case 'SpdxDocument':
      case 'software_Sbom':
      case 'Bom':
      case 'Bundle':
        collections.set(id, record)
        if (type === 'SpdxDocument') documentId = id
        for (const { externalSpdxId } of readEach(record['import'], (it) => it))
          if (typeof externalSpdxId === 'string') imported.add(externalSpdxId)
        return
      case 'simplelicensing_LicenseExpression':
        return readExpression(record, id)
      case 'expandedlicensing_ListedLicense':
        licences.set(id, { kind: 'id', value: id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf('#')) + 1) })
        return
      case 'expandedlicensing_CustomLicense':
      case 'simplelicensing_SimpleLicensingText':
        licences.set(id, { kind: 'name', value: asText(record['name']) ?? id })
        return
      case 'security_Vulnerability':
        vulnerabilities.set(id, record)
        return
      default:
        losses.add(`/@graph/*/${type}`, 'the model of a bill has no such element')
    }
  }

  function readExpression(record: Written, id: string): void {
    const text = asText(record['simplelicensing_licenseExpression'])
    if (text === undefined || text === 'NOASSERTION') return
    licences.set(id, { kind: /^(?!LicenseRef-|NONE$)[A-Za-z0-9.+-]+$/.test(text) ? 'id' : 'expression', value: text })
  }

  function readComponent(record: Written, id: string, byClass: DraftComponent['type'], pointer: string): void {
    const path = '/@graph/*'
    const purpose = asText(record['software_primaryPurpose'])
    const identifiers: Identifier[] = []
    let purl = asText(record['software_packageUrl'])
    let cpe: string | undefined
    for (const external of readEach(record['externalIdentifier'], (it) => it)) {
      const written = asText(external['externalIdentifierType']) ?? 'other'
      const value = asText(external['identifier'])
      const kind = identifierKinds3.get(written) ?? written
      if (value === undefined) continue
      if (kind === 'purl' && (purl === undefined || purl === value)) purl = value
      else if (kind === 'cpe' && cpe === undefined) cpe = value
      else identifiers.push({ kind, value })
    }
    for (const content of readEach(record['software_contentIdentifier'], (it) => it)) {
      const value = asText(content['software_contentIdentifierValue'])
      if (value !== undefined)
        identifiers.push({ kind: asText(content['software_contentIdentifierType']) ?? 'other', value })
    }
    const references: ExternalReference[] = []
    for (const reference of readEach(record['externalRef'], (it) => it)) {
      const comment = asText(reference['comment'])
      for (const url of textsOf(reference['locator']))
        references.push(given({ type: asText(reference['externalRefType']) ?? 'other', url, comment }))
    }
    for (const [field, type] of [
      ['software_downloadLocation', 'distribution'],
      ['software_homePage', 'website'],
    ] as const) {
      const url = asText(record[field])
      if (url === undefined || url === 'NOASSERTION') continue
      if (url === 'NONE') losses.add(`${path}/${field}`, 'that there is none is not carried')
      else references.push({ type, url })
    }
    const hashes = readEach(record['verifiedUsing'], (hash): Hash | undefined => {
      const algorithm = asText(hash['algorithm'])
      const value = asText(hash['hashValue'])
      if (algorithm !== undefined && value !== undefined)
        return { algorithm: algorithms3.get(algorithm) ?? algorithm, value }
      losses.add(`${path}/verifiedUsing/*`, 'only plain hashes are carried')
      return undefined
    })
    const description = asText(record['description'])
    const summary = asText(record['summary'])
    if (description !== undefined && summary !== undefined)
      losses.add(`${path}/summary`, 'the description is carried instead')
    const copyright = asText(record['software_copyrightText'])
    const component: DraftComponent = given({
      ref: id,
      type: (purpose === undefined ? undefined : purposes3.get(purpose)) ?? byClass,
      name: asText(record['name']) ?? '',
      version: asText(record['software_packageVersion']),
      purl,
      cpe,
      identifiers: identifiers.length === 0 ? noItems<Identifier>() : identifiers,
      description: description ?? summary,
      copyright: copyright === 'NOASSERTION' ? undefined : copyright,
      licences: noItems<Licence>(),
      hashes,
      externalReferences: references.length === 0 ? noItems<ExternalReference>() : references,
      properties: noItems<never>(),
      graphKnown: false,
    })
    builder.addComponent(component, pointer)
    const supplier = idOf(record['suppliedBy'], `${pointer}/suppliedBy`)
    const originators = idsOf(record['originatedBy'], `${pointer}/originatedBy`)
    if (supplier !== undefined || originators.length > 0) parties.push(given({ component, supplier, originators }))
    for (const key in record) if (!componentFields.has(key)) losses.add(`${path}/${key}`, noField)
  }

  function readRelation(record: Written, type: string, pointer: string): void {
    const from = idOf(record['from'], `${pointer}/from`)
    const to = idsOf(record['to'], `${pointer}/to`)
    const kind = asText(record['relationshipType'])
    for (const key of ['from', 'to', 'relationshipType']) if (!(key in record)) report(pointer, `"${key}" is missing`)
    if (from === undefined || kind === undefined) return
    relations.push(
      given({
        type: kind,
        class: type,
        from,
        to,
        scope: asText(record['scope']),
        completeness: asText(record['completeness']),
        record,
        pointer,
      }),
    )
  }

  function unknown(ref: string, pointer: string): void {
    if (imported.has(ref)) {
      losses.add('/@graph/*/Relationship', 'the reference leads to another document')
      return
    }
    if (agents.has(ref) || collections.has(ref) || vulnerabilities.has(ref)) {
      losses.add('/@graph/*/Relationship', 'one of its ends is no component')
      return
    }
    problems.add({
      code: 'formats.unknown-reference',
      message: `no component of the document bears the identifier "${ref}"`,
      pointer,
    })
    losses.add('/@graph/*/Relationship', 'the reference leads to no component')
  }

  function settleLicence(relation: Relation, acknowledgement: 'declared' | 'concluded'): void {
    const index = builder.find(relation.from)
    if (index === undefined) return unknown(relation.from, relation.pointer)
    const component = components[index] as DraftComponent
    for (const id of relation.to) {
      if (isNoAssertion(id)) continue
      const licence = isNone(id) ? ({ kind: 'expression', value: 'NONE' } as const) : licences.get(id)
      if (licence !== undefined) component.licences = [...component.licences, { ...licence, acknowledgement }]
      else if (!id.endsWith('NOASSERTION'))
        losses.add(`/@graph/*/${relation.type}`, 'the licence is of a kind that is not carried')
    }
  }

  function settleDependency(relation: Relation, kind: DependencyKind): void {
    const source = builder.find(relation.from)
    if (source === undefined) return unknown(relation.from, relation.pointer)
    const component = components[source] as DraftComponent
    const isOpen =
      relation.completeness === 'incomplete' ||
      relation.completeness === 'noAssertion' ||
      relation.to.some(isNoAssertion)
    if (isOpen) undecided.add(source)
    else component.graphKnown = true
    for (const id of relation.to) {
      if (isNone(id) || isNoAssertion(id)) continue
      const target = builder.find(id)
      if (target === undefined) unknown(id, relation.pointer)
      else builder.addDependency(source, target, kind)
    }
  }
  const undecided = new Set<ComponentIndex>()

  function settleParent(relation: Relation): void {
    if (collections.has(relation.from)) return
    const parent = builder.find(relation.from)
    if (parent === undefined) return unknown(relation.from, relation.pointer)
    for (const id of relation.to) {
      const index = builder.find(id)
      if (index === undefined) {
        if (!isNone(id) && !isNoAssertion(id)) unknown(id, relation.pointer)
        continue
      }
      const component = components[index] as DraftComponent
      if (component.parent === undefined) component.parent = parent
      else if (component.parent !== parent)
        losses.add('/@graph/*/contains', 'a component has one parent; the first one is carried')
    }
  }

  const judgements = new Map<string, Affected[]>()
  function settleAssessment(relation: Relation, status: Affected['status']): void {
    if (!vulnerabilities.has(relation.from)) return unknown(relation.from, relation.pointer)
    const { record } = relation
    const list = judgements.get(relation.from) ?? []
    judgements.set(relation.from, list)
    const detail =
      asText(record['security_impactStatement']) ??
      asText(record['security_actionStatement']) ??
      asText(record['security_statusNotes'])
    const justification = asText(record['security_justificationType'])
    const analysis: Analysis | undefined =
      detail === undefined && justification === undefined
        ? undefined
        : given({ justification, responses: noItems<string>(), detail })
    for (const ref of relation.to)
      list.push(given({ ref, component: builder.find(ref), status, analysis, versions: noItems<never>() }))
  }

  function settle(): void {
    for (const relation of relations) {
      const dependency = dependencies3.get(relation.type)
      const status = assessments3.get(relation.class)
      if (dependency !== undefined) {
        const byScope =
          relation.type === 'dependsOn' && relation.scope !== undefined ? scopes3.get(relation.scope) : undefined
        settleDependency(relation, byScope ?? dependency)
      } else if (status !== undefined) settleAssessment(relation, status)
      else if (relation.type === 'contains') settleParent(relation)
      else if (relation.type === 'hasDeclaredLicense') settleLicence(relation, 'declared')
      else if (relation.type === 'hasConcludedLicense') settleLicence(relation, 'concluded')
      else if (relation.type === 'hasAssociatedVulnerability') {
        for (const id of relation.to) {
          const list = judgements.get(id) ?? []
          judgements.set(id, list)
          list.push(
            given({
              ref: relation.from,
              component: builder.find(relation.from),
              status: 'unstated',
              versions: noItems<never>(),
            } as const),
          )
        }
      } else if (relation.type !== 'describes' || !collections.has(relation.from))
        losses.add(`/@graph/*/${relation.type}`, 'the model knows no such relationship')
    }
    for (const index of undecided) (components[index] as DraftComponent).graphKnown = false
    for (const index of cutCircles(components)) {
      const message = `"${components[index]?.ref ?? ''}" is contained in itself, by way of others`
      problems.add({ code: 'formats.hierarchy-cycle', message, pointer: '' })
      losses.add('/@graph/*/contains', 'elements contain one another in a circle')
    }
    for (const { component, supplier, originators } of parties) {
      const agent = supplier === undefined ? undefined : agents.get(supplier)
      if (agent !== undefined) component.supplier = organisationOf(agent)
      const [first, ...others] = originators.flatMap((id) => agents.get(id) ?? [])
      if (others.length > 0) losses.add('/@graph/*/originatedBy', 'the first one is carried')
      if (first?.kind === 'organisation') component.manufacturer = organisationOf(first)
      else if (first !== undefined) component.author = first.name
    }
  }

  /** From the document by way of its bills to the component it is about. */
  function findSubject(): ComponentIndex | undefined {
    const seen = new Set<string>()
    let waiting = documentId === undefined ? [...collections.keys()] : [documentId]
    while (waiting.length > 0) {
      const next: string[] = []
      for (const id of waiting) {
        const index = builder.find(id)
        if (index !== undefined) return index
        if (seen.has(id)) continue
        seen.add(id)
        next.push(...textsOf(collections.get(id)?.['rootElement']))
        for (const relation of relations)
          if (relation.type === 'describes' && relation.from === id) next.push(...relation.to)
      }
      waiting = next
    }
    return undefined
  }

  return {
    readElement,
    finish(): Bill {
      settle()
      const document = documentId === undefined ? undefined : collections.get(documentId)
      const creationRef = document?.['creationInfo']
      const creation =
        asRecord(creationRef) ?? (typeof creationRef === 'string' ? creations.get(creationRef) : undefined)
      const creators = [...textsOf(creation?.['createdBy']), ...textsOf(creation?.['createdUsing'])].flatMap(
        (id): Creator[] => {
          const agent = agents.get(id)
          return agent === undefined ? [] : [agent]
        },
      )
      for (const key in document) if (!documentFields.has(key)) losses.add(`/@graph/*/SpdxDocument/${key}`, noField)
      return inParentOrder({
        ...given({
          format: 'spdx',
          version,
          serial: documentId,
          name: asText(document?.['name']),
          created: asText(creation?.['created']),
          creators,
          subject: findSubject(),
        } as const),
        components,
        dependencies: builder.dependencies(),
        vulnerabilities: [...vulnerabilities].map(([id, record]) => {
          const cve = readEach(record['externalIdentifier'], (it) => it).find(
            (it) => it['externalIdentifierType'] === 'cve',
          )
          return given({
            ref: id,
            id: asText(cve?.['identifier']) ?? asText(record['name']),
            aliases: noItems<never>(),
            description: asText(record['description']) ?? asText(record['summary']),
            weaknesses: noItems<never>(),
            ratings: noItems<never>(),
            published: asText(record['security_publishedTime']),
            updated: asText(record['security_modifiedTime']),
            affects: judgements.get(id) ?? noItems<Affected>(),
          })
        }),
        losses: losses.sorted(),
      })
    },
  }
}

function organisationOf(agent: Agent): Organisation {
  return {
    name: agent.name,
    urls: noItems(),
    contacts: agent.email === undefined ? noItems() : [{ email: agent.email }],
  }
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return asList(value).flatMap((item) => asText(item) ?? asText(asRecord(item)?.['spdxId']) ?? [])
}

const componentFields = new Set([
  'spdxId',
  '@id',
  'type',
  'creationInfo',
  'name',
  'summary',
  'description',
  'externalIdentifier',
  'externalRef',
  'verifiedUsing',
  'suppliedBy',
  'originatedBy',
  'software_primaryPurpose',
  'software_packageUrl',
  'software_packageVersion',
  'software_downloadLocation',
  'software_homePage',
  'software_copyrightText',
  'software_contentIdentifier',
])
const documentFields = new Set([
  'spdxId',
  '@id',
  'type',
  'creationInfo',
  'name',
  'rootElement',
  'element',
  'dataLicense',
])
