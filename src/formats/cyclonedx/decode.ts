/**
 * From CycloneDX as written to a bill as understood. All editions and both syntaxes come through here: the XML reader first
 * brings a document into the shape of the JSON one.
 *
 * Editions differ in what they may say, never in what a word means, with few exceptions that are named where they are met.
 * So one reader reads them all; what an edition may not say is for its validator to refuse.
 */
import type {
  Affected,
  AffectedVersion,
  Analysis,
  Bill,
  ComponentIndex,
  ComponentType,
  Contact,
  Creator,
  DependencyKind,
  ExploitabilityStatus,
  ExternalReference,
  Hash,
  Identifier,
  Licence,
  Organisation,
  Property,
  Rating,
  Vulnerability,
  VulnerabilityAlias,
  VulnerabilitySource,
} from '#domain/composition/bill-of-materials.ts'
import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  given,
  hasMembers,
  noItems,
  readEach,
  type Written,
} from '../as-written.ts'
import { newBillBuilder, newLosses, type DraftComponent } from '../bill-builder.ts'
import type { Problems } from '../problems.ts'

const componentTypes: ReadonlySet<string> = new Set<ComponentType>([
  'application',
  'framework',
  'library',
  'container',
  'platform',
  'operating-system',
  'device',
  'device-driver',
  'firmware',
  'file',
  'machine-learning-model',
  'data',
  'cryptographic-asset',
])

const noField = 'the model of a bill has no field for it'

export interface CycloneDxDecoder {
  /** The document without its long lists; to be called first. */
  readHead(head: Written): void
  readComponent(written: unknown, index: number): void
  readService(written: unknown, index: number): void
  /** From here on references are resolved: all components and services must have been read. */
  readDependency(written: unknown, index: number): void
  readVulnerability(written: unknown, index: number): void
  readComposition(written: unknown, index: number): void
  /** A list that the model has no place for. */
  lose(key: string, count: number): void
  /** Resolves references and closes the bill. */
  finish(): Bill
}

/** Reads element by element, so that a document never needs to be in memory as a whole. */
export function newCycloneDxDecoder(version: string, problems: Problems): CycloneDxDecoder {
  const losses = newLosses()
  const builder = newBillBuilder(problems)
  const { components } = builder
  const creators: Creator[] = []
  const vulnerabilities: Vulnerability[] = []
  const completeRefs: string[] = []
  const unknownRefs: string[] = []
  let subject: ComponentIndex | undefined
  let header: Pick<Bill, 'serial' | 'revision' | 'created'> = {}

  function loseUnread(record: Written, read: ReadonlySet<string>, path: string): void {
    for (const key in record) if (!read.has(key)) losses.add(`${path}/${key}`, noField)
  }

  function unknownReference(ref: string, pointer: string): void {
    problems.add({
      code: 'formats.unknown-reference',
      message: `no element of the document bears the reference "${ref}"`,
      pointer,
    })
    losses.add(pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*'), 'the reference leads to no element')
  }

  function addComponent(
    written: unknown,
    pointer: string,
    path: string,
    parent: ComponentIndex | undefined,
  ): ComponentIndex | undefined {
    const record = asRecord(written)
    if (record === undefined) return undefined
    const { type, swid } = record
    const authors = readEach(record['authors'], readContact)
    const draft: DraftComponent = {
      ref: asText(record['bom-ref']) ?? `#${pointer}`,
      type: componentTypes.has(type as string) ? (type as ComponentType) : 'unstated',
      name: asText(record['name']) ?? '',
      identifiers: readIdentifiers(record),
      licences: readLicences(record['licenses'], path),
      hashes: readEach(record['hashes'], readHash),
      externalReferences: readReferences(record['externalReferences'], path),
      properties: readEach(record['properties'], readProperty),
      graphKnown: false,
    }
    if (parent !== undefined) draft.parent = parent
    for (const field of textFields) {
      const text = record[field]
      if (typeof text === 'string') draft[field] = text
    }
    const scope = record['scope']
    if (scope === 'required' || scope === 'optional' || scope === 'excluded') draft.scope = scope
    const supplier = readOrganisation(record['supplier'], `${path}/supplier`)
    if (supplier !== undefined) draft.supplier = supplier
    const manufacturer = readOrganisation(record['manufacturer'], `${path}/manufacturer`)
    if (manufacturer !== undefined) draft.manufacturer = manufacturer
    if (authors.length > 0) {
      if (draft.author === undefined)
        draft.author = authors.map((author) => author.name ?? author.email ?? '').join(', ')
      if (
        draft.author !== undefined &&
        authors.some((author) => author.email !== undefined || author.phone !== undefined)
      )
        losses.add(`${path}/authors`, 'only the names of authors are carried')
    }
    if (swid !== undefined) loseSwid(asRecord(swid), record, path)
    if (record['modified'] === true) losses.add(`${path}/modified`, noField)
    loseUnread(record, componentFields, path)

    const index = builder.addComponent(draft, pointer)
    const children = asList(record['components'])
    for (let i = 0; i < children.length; i++) addComponent(children[i], `${pointer}/components/${i}`, path, index)
    return index
  }

  function addService(written: unknown, pointer: string, path: string, parent: ComponentIndex | undefined): void {
    const record = asRecord(written)
    if (record === undefined) return
    const draft: DraftComponent = {
      ref: asText(record['bom-ref']) ?? `#${pointer}`,
      type: 'service',
      name: asText(record['name']) ?? '',
      identifiers: noItems(),
      licences: readLicences(record['licenses'], path),
      hashes: noItems(),
      externalReferences: readReferences(record['externalReferences'], path),
      properties: readEach(record['properties'], readProperty),
      graphKnown: false,
    }
    if (parent !== undefined) draft.parent = parent
    for (const field of serviceTextFields) {
      const text = record[field]
      if (typeof text === 'string') draft[field] = text
    }
    const supplier = readOrganisation(record['provider'], `${path}/provider`)
    if (supplier !== undefined) draft.supplier = supplier
    loseUnread(record, serviceFields, path)
    const index = builder.addComponent(draft, pointer)
    const children = asList(record['services'])
    for (let i = 0; i < children.length; i++) addService(children[i], `${pointer}/services/${i}`, path, index)
  }

  function readLicences(written: unknown, path: string): readonly Licence[] {
    return readEach(written, (choice) => {
      const licence = asRecord(choice['license'])
      const expression = asText(choice['expression'])
      const record = licence ?? choice
      loseUnread(record, licence === undefined ? expressionFields : licenceFields, `${path}/licenses/*`)
      const said = record['acknowledgement']
      const acknowledgement = said === 'declared' || said === 'concluded' ? said : undefined
      const id = asText(licence?.['id'])
      const name = asText(licence?.['name'])
      const value = expression ?? id ?? name
      if (value === undefined) return undefined
      const kind = expression !== undefined ? 'expression' : id !== undefined ? 'id' : 'name'
      const url = asText(licence?.['url'])
      return url === undefined && acknowledgement === undefined
        ? { kind, value }
        : given({ kind, value, url, acknowledgement } as const)
    })
  }

  function readReferences(written: unknown, path: string): readonly ExternalReference[] {
    return readEach(written, (record) => {
      loseUnread(record, referenceFields, `${path}/externalReferences/*`)
      const url = asText(record['url'])
      if (url === undefined) return undefined
      if (typeof record['type'] === 'string' && hasMembers(record, 2)) return record as unknown as ExternalReference
      const type = asText(record['type']) ?? 'other'
      const comment = asText(record['comment'])
      return comment === undefined ? { type, url } : { type, url, comment }
    })
  }

  function readOrganisation(written: unknown, path: string): Organisation | undefined {
    const record = asRecord(written)
    if (record === undefined) return undefined
    loseUnread(record, organisationFields, path)
    const { url } = record
    const urls = typeof url === 'string' ? [url] : asTexts(url)
    return given({ name: asText(record['name']), urls, contacts: readEach(record['contact'], readContact) })
  }

  function loseSwid(swid: Written | undefined, component: Written, path: string): void {
    if (swid === undefined) return
    for (const key in swid) {
      if (key === 'tagId' || ((key === 'name' || key === 'version') && swid[key] === component[key])) continue
      losses.add(`${path}/swid/${key}`, 'only the tag identifier of a software identification tag is carried')
    }
  }

  function readMetadata(metadata: Written): void {
    const { timestamp, tools } = metadata
    header = { ...header, ...given({ created: asText(timestamp) }) }
    if (Array.isArray(tools))
      creators.push(...readEach(tools, (tool) => readTool(tool, legacyToolFields, '/metadata/tools/*')))
    else if (tools !== undefined) {
      const record = asRecord(tools) ?? {}
      creators.push(
        ...readEach(record['components'], (tool) => readTool(tool, toolFields, '/metadata/tools/components/*')),
      )
      if (asList(record['services']).length > 0) losses.add('/metadata/tools/services', noField)
    }
    for (const author of readEach(metadata['authors'], (record) => record)) {
      const contact = readContact(author)
      creators.push(given({ kind: 'person', name: contact.name ?? '', email: contact.email } as const))
      loseUnread(author, authorFields, '/metadata/authors/*')
    }
    const maker = readOrganisation(metadata['manufacturer'], '/metadata/manufacturer')
    if (maker !== undefined) {
      creators.push({ kind: 'organisation', name: maker.name ?? '' })
      if (maker.urls.length + maker.contacts.length > 0)
        losses.add('/metadata/manufacturer', 'only the name of the organisation that wrote the bill is carried')
    }
    if (metadata['component'] !== undefined)
      subject = addComponent(metadata['component'], '/metadata/component', '/metadata/component', undefined)

    // Both speak of the product and not of the bill; they come to the product unless it says otherwise itself.
    const product = subject === undefined ? undefined : components[subject]
    const supplier = readOrganisation(metadata['supplier'], '/metadata/supplier')
    if (supplier !== undefined) {
      if (product !== undefined && product.supplier === undefined) product.supplier = supplier
      else losses.add('/metadata/supplier', 'there is no product, or it names its own supplier')
    }
    const manufacturer = readOrganisation(metadata['manufacture'], '/metadata/manufacture')
    if (manufacturer !== undefined) {
      if (product !== undefined && product.manufacturer === undefined) product.manufacturer = manufacturer
      else losses.add('/metadata/manufacture', 'there is no product, or it names its own manufacturer')
    }
    loseUnread(metadata, metadataFields, '/metadata')
  }

  function readTool(tool: Written, read: ReadonlySet<string>, path: string): Creator {
    loseUnread(tool, read, path)
    const vendor = asText(tool['vendor']) ?? asText(tool['group']) ?? asText(asRecord(tool['supplier'])?.['name'])
    return given({ kind: 'tool', vendor, name: asText(tool['name']) ?? '', version: asText(tool['version']) } as const)
  }

  function addVulnerability(written: unknown, index: number): void {
    const record = asRecord(written)
    if (record === undefined) return
    const path = '/vulnerabilities/*'
    loseUnread(record, vulnerabilityFields, path)
    const analysis = readAnalysis(record['analysis'])
    const affects: Affected[] = []
    const targets = asList(record['affects'])
    for (let i = 0; i < targets.length; i++) {
      const target = asRecord(targets[i])
      const ref = asText(target?.['ref'])
      if (target === undefined || ref === undefined) continue
      const versions = readEach(target['versions'], readAffectedVersion)
      const component = builder.find(ref)
      if (component === undefined && !ref.startsWith('urn:'))
        problems.add({
          code: 'formats.unknown-reference',
          message: `no component bears the reference "${ref}"`,
          pointer: `/vulnerabilities/${index}/affects/${i}`,
        })
      affects.push(given({ ref, component, status: statusOf(analysis?.state, versions), versions }))
    }
    const ratings = readEach(record['ratings'], (rating) => {
      loseUnread(rating, ratingFields, `${path}/ratings/*`)
      return readRating(rating)
    })
    const aliases = readEach(record['references'], (reference): VulnerabilityAlias | undefined => {
      const id = asText(reference['id'])
      return id === undefined ? undefined : given({ id, source: readSource(reference['source']) })
    })
    vulnerabilities.push(
      given({
        ref: asText(record['bom-ref']),
        id: asText(record['id']),
        source: readSource(record['source']),
        aliases,
        description: asText(record['description']),
        detail: asText(record['detail']),
        recommendation: asText(record['recommendation']),
        weaknesses: asList(record['cwes']).filter((cwe) => typeof cwe === 'number'),
        ratings,
        created: asText(record['created']),
        published: asText(record['published']),
        updated: asText(record['updated']),
        analysis,
        affects,
      }),
    )
  }

  function addEdges(source: ComponentIndex, written: unknown, kind: DependencyKind, pointer: string): void {
    const refs = asList(written)
    for (let i = 0; i < refs.length; i++) {
      const ref = asText(refs[i])
      if (ref === undefined) continue
      const target = builder.find(ref)
      if (target === undefined) unknownReference(ref, `${pointer}/${i}`)
      else builder.addDependency(source, target, kind)
    }
  }

  /** What compositions say of the graph counts after all edges are known. */
  function settleGraph(): void {
    for (const [refs, known] of [
      [completeRefs, true],
      [unknownRefs, false],
    ] as const) {
      for (const ref of refs) {
        const component = builder.find(ref)
        if (component !== undefined) (components[component] as DraftComponent).graphKnown = known
        else losses.add('/compositions/*/dependencies', 'the reference leads to no component')
      }
    }
  }

  return {
    readHead(head) {
      header = given({
        serial: asText(head['serialNumber']),
        revision: asNumber(head['version']),
      })
      const metadata = asRecord(head['metadata'])
      if (metadata !== undefined) readMetadata(metadata)
      loseUnread(head, documentFields, '')
    },
    readComponent: (written, index) => void addComponent(written, `/components/${index}`, '/components/*', undefined),
    readService: (written, index) => addService(written, `/services/${index}`, '/services/*', undefined),
    readDependency(written, index) {
      const record = asRecord(written)
      const from = asText(record?.['ref'])
      if (record === undefined || from === undefined) return
      loseUnread(record, dependencyFields, '/dependencies/*')
      const source = builder.find(from)
      if (source === undefined) return unknownReference(from, `/dependencies/${index}/ref`)
      ;(components[source] as DraftComponent).graphKnown = true
      addEdges(source, record['dependsOn'], 'depends-on', `/dependencies/${index}/dependsOn`)
      addEdges(source, record['provides'], 'provides', `/dependencies/${index}/provides`)
    },
    readVulnerability: addVulnerability,
    readComposition(written) {
      const record = asRecord(written)
      if (record === undefined) return
      const { aggregate } = record
      loseUnread(record, compositionFields, '/compositions/*')
      const refs = asTexts(record['dependencies'])
      if (refs.length === 0) return
      for (const ref of refs) (aggregate === 'complete' ? completeRefs : unknownRefs).push(ref)
      if (aggregate !== 'unknown')
        losses.add('/compositions/*/aggregate', 'only whether the dependencies of a component are known is carried')
    },
    lose(key, count) {
      for (let i = 0; i < count; i++) losses.add(`/${key}/*`, noField)
    },
    finish() {
      settleGraph()
      return {
        format: 'cyclonedx',
        version,
        ...header,
        creators,
        ...(subject === undefined ? {} : { subject }),
        components,
        dependencies: builder.dependencies(),
        vulnerabilities,
        losses: losses.sorted(),
      }
    },
  }
}

const textFields = ['group', 'version', 'purl', 'cpe', 'author', 'publisher', 'description', 'copyright'] as const
const serviceTextFields = ['group', 'version', 'description'] as const

const documentFields = new Set([
  '$schema',
  'bomFormat',
  'specVersion',
  'serialNumber',
  'version',
  'metadata',
  'components',
  'services',
  'dependencies',
  'compositions',
  'vulnerabilities',
  'annotations',
  'formulation',
])
const metadataFields = new Set([
  'timestamp',
  'tools',
  'authors',
  'manufacturer',
  'manufacture',
  'supplier',
  'component',
])
const legacyToolFields = new Set(['vendor', 'name', 'version'])
const toolFields = new Set(['type', 'group', 'supplier', 'name', 'version'])
const authorFields = new Set(['name', 'email'])
const componentFields = new Set<string>([
  ...textFields,
  'bom-ref',
  'type',
  'name',
  'scope',
  'supplier',
  'manufacturer',
  'authors',
  'licenses',
  'hashes',
  'externalReferences',
  'properties',
  'components',
  'swid',
  'omniborId',
  'swhid',
  'modified',
])
const serviceFields = new Set<string>([
  ...serviceTextFields,
  'bom-ref',
  'name',
  'provider',
  'licenses',
  'externalReferences',
  'properties',
  'services',
])
const licenceFields = new Set(['id', 'name', 'url', 'acknowledgement'])
const expressionFields = new Set(['expression', 'acknowledgement'])
const referenceFields = new Set(['type', 'url', 'comment'])
const organisationFields = new Set(['name', 'url', 'contact'])
const dependencyFields = new Set(['ref', 'dependsOn', 'provides'])
const compositionFields = new Set(['aggregate', 'dependencies'])
const ratingFields = new Set(['source', 'score', 'severity', 'method', 'vector'])
const vulnerabilityFields = new Set([
  'bom-ref',
  'id',
  'source',
  'references',
  'ratings',
  'cwes',
  'description',
  'detail',
  'recommendation',
  'created',
  'published',
  'updated',
  'analysis',
  'affects',
])

function readIdentifiers(record: Written): readonly Identifier[] {
  const { swid, omniborId, swhid } = record
  if (swid === undefined && omniborId === undefined && swhid === undefined) return noItems()
  const tagId = asText(asRecord(swid)?.['tagId'])
  return [
    ...(tagId === undefined ? [] : [{ kind: 'swid', value: tagId }]),
    ...asTexts(omniborId).map((value) => ({ kind: 'omnibor', value })),
    ...asTexts(swhid).map((value) => ({ kind: 'swhid', value })),
  ]
}

function readHash(record: Written): Hash | undefined {
  const algorithm = asText(record['alg'])
  const value = asText(record['content'])
  return algorithm === undefined || value === undefined ? undefined : { algorithm, value }
}

function readProperty(record: Written): Property | undefined {
  const { name, value } = record
  if (typeof name !== 'string') return undefined
  if (typeof value !== 'string') return { name }
  // As written is as understood: the record itself can stand, which saves a copy of what a bill has most of.
  return hasMembers(record, 2) ? (record as unknown as Property) : { name, value }
}

function readContact(record: Written): Contact {
  return given({ name: asText(record['name']), email: asText(record['email']), phone: asText(record['phone']) })
}

function readSource(written: unknown): VulnerabilitySource | undefined {
  const record = asRecord(written)
  return record === undefined ? undefined : given({ name: asText(record['name']), url: asText(record['url']) })
}

function readRating(record: Written): Rating {
  const score = asNumber(record['score'])
  return given({
    source: readSource(record['source']),
    score: score === undefined ? undefined : String(score),
    severity: asText(record['severity']),
    method: asText(record['method']),
    vector: asText(record['vector']),
  })
}

function readAnalysis(written: unknown): Analysis | undefined {
  const record = asRecord(written)
  if (record === undefined) return undefined
  return given({
    state: asText(record['state']),
    justification: asText(record['justification']),
    responses: asTexts(record['response']),
    detail: asText(record['detail']),
    firstIssued: asText(record['firstIssued']),
    lastUpdated: asText(record['lastUpdated']),
  })
}

const versionStatus: Readonly<Record<string, ExploitabilityStatus>> = {
  affected: 'affected',
  unaffected: 'not-affected',
  unknown: 'under-investigation',
}

function readAffectedVersion(record: Written): AffectedVersion | undefined {
  // The schema's default for a version without a status is "affected".
  const status = versionStatus[asText(record['status']) ?? 'affected'] ?? 'unstated'
  return given({ version: asText(record['version']), range: asText(record['range']), status })
}

const stateStatus: Readonly<Record<string, ExploitabilityStatus>> = {
  resolved: 'fixed',
  resolved_with_pedigree: 'fixed',
  exploitable: 'affected',
  in_triage: 'under-investigation',
  false_positive: 'not-affected',
  not_affected: 'not-affected',
}

/**
 * What the analysis comes to; without one, what all listed versions agree on.
 *
 * Source: CycloneDX specification, vulnerabilities.analysis.state and affects.versions.status.
 */
export function statusOf(state: string | undefined, versions: readonly AffectedVersion[]): ExploitabilityStatus {
  if (state !== undefined) return stateStatus[state] ?? 'unstated'
  const [first] = versions
  if (first === undefined) return 'unstated'
  return versions.every((version) => version.status === first.status) ? first.status : 'unstated'
}
