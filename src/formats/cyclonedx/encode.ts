/**
 * From a bill as understood to CycloneDX in JSON.
 *
 * What is written is valid by the schema of the edition asked for; what the edition has no words for is left out or said in
 * the nearest words, and listed as a loss either way. Read again, the text gives the same bill but for these losses.
 */
import type {
  Affected,
  Analysis,
  Bill,
  Component,
  ComponentIndex,
  Creator,
  ExploitabilityStatus,
  ExternalReference,
  Hash,
  Licence,
  Organisation,
  Rating,
  Vulnerability,
  VulnerabilitySource,
} from '#domain/composition/bill-of-materials.ts'
import { Defect } from '#util/diagnostic.ts'
import { newLosses } from '../bill-builder.ts'
import type { Encoded } from '../format.ts'
import { licenceIds } from '../generated/licence-ids.ts'
import { formats } from '../schema-formats.ts'
import { statusOf } from './decode.ts'
import { editionOf, type CycloneDxEdition } from './versions.ts'

type Writing = Record<string, unknown>

/** Deeper hierarchies are cut: no reader follows them. */
const MOST_LEVELS = 400

export function encodeCycloneDx(bill: Bill, version: string): Encoded {
  const edition = editionOf(version)
  if (edition === undefined || !edition.writes) throw new Defect(`CycloneDX ${version} is not written`)
  const losses = newLosses()
  const document = documentOf(bill, edition, losses.add)
  return { text: `${JSON.stringify(document, undefined, 2)}\n`, losses: losses.sorted() }
}

type Lose = (path: string, because: string) => void

function documentOf(bill: Bill, edition: CycloneDxEdition, lose: Lose): Writing {
  const { components, subject } = bill
  const noWord = `CycloneDX ${edition.version} has no place for it`
  const referred = referredIn(bill)
  /** The components in the order in which they are written, which is the order in which they will be read. */
  const written: ComponentIndex[] = []

  const isService = (index: ComponentIndex) => components[index]?.type === 'service'
  const { roots, childrenOf } = hierarchyOf(bill, isService, lose)

  function refOf(index: ComponentIndex, pointer: string): string | undefined {
    const { ref } = components[index] as Component
    // A reference that only stands in for a missing one stays missing, where nothing needs it.
    if (ref === `#${pointer}` && !referred.has(index)) return undefined
    return ref
  }

  function nested(
    index: ComponentIndex,
    pointer: string,
    key: 'components' | 'services',
    write: typeof componentOf,
  ): Writing[] {
    return childrenOf(index).map((child, i) => write(child, `${pointer}/${key}/${i}`))
  }

  function componentOf(index: ComponentIndex, pointer: string): Writing {
    written.push(index)
    const component = components[index] as Component
    const at = (field: string) => `/components/*/${field}`
    const type = edition.componentTypes.has(component.type)
      ? component.type
      : (nearestType[component.type] ?? 'library')
    if (type !== component.type) lose(at('type'), `CycloneDX ${edition.version} knows no "${component.type}"`)

    const identifiers: Writing = {}
    const kept: string[] = []
    for (const kind of ['swid', 'omnibor', 'swhid']) {
      const values = component.identifiers.filter((it) => it.kind === kind).map((it) => it.value)
      if (values.length === 0) continue
      if (kind === 'swid') {
        const { name, version } = component
        identifiers['swid'] = { tagId: values[0], name, ...(version === undefined ? {} : { version }) }
        kept.push(`swid ${values[0]}`)
      } else if (edition.has.contentIdentifiers) {
        identifiers[kind === 'omnibor' ? 'omniborId' : 'swhid'] = values
        kept.push(...values.map((value) => `${kind} ${value}`))
      }
    }
    if (component.identifiers.map((it) => `${it.kind} ${it.value}`).join('\n') !== kept.join('\n'))
      lose(at('identifiers'), `${noWord}, or not in this order`)
    if (component.manufacturer !== undefined && !edition.has.manufacturer) lose(at('manufacturer'), noWord)

    const result = omitting({
      type,
      'bom-ref': refOf(index, pointer),
      supplier: organisationOf(component.supplier, at('supplier'), lose),
      manufacturer: edition.has.manufacturer
        ? organisationOf(component.manufacturer, at('manufacturer'), lose)
        : undefined,
      author: component.author,
      publisher: component.publisher,
      group: component.group,
      name: component.name,
      version: component.version,
      description: component.description,
      scope: component.scope,
      hashes: filled(hashesOf(component.hashes, edition, at('hashes'), lose)),
      licenses: filled(licencesOf(component.licences, edition, at('licences'), lose)),
      copyright: component.copyright,
      cpe: component.cpe,
      purl: component.purl,
      ...identifiers,
      externalReferences: filled(referencesOf(component.externalReferences, edition, at('externalReferences'), lose)),
      properties: filled(component.properties),
    })
    const children = nested(index, pointer, 'components', componentOf)
    if (children.length > 0) result['components'] = children
    return result
  }

  function serviceOf(index: ComponentIndex, pointer: string): Writing {
    written.push(index)
    const component = components[index] as Component
    const at = (field: string) => `/components/*/${field}`
    for (const field of ['manufacturer', 'author', 'publisher', 'copyright', 'cpe', 'purl', 'scope'] as const)
      if (component[field] !== undefined) lose(at(field), 'a service has no place for it')
    for (const field of ['identifiers', 'hashes'] as const)
      if (component[field].length > 0) lose(at(field), 'a service has no place for it')
    const result = omitting({
      'bom-ref': refOf(index, pointer),
      provider: organisationOf(component.supplier, at('supplier'), lose),
      group: component.group,
      name: component.name,
      version: component.version,
      description: component.description,
      licenses: filled(licencesOf(component.licences, edition, at('licences'), lose)),
      externalReferences: filled(referencesOf(component.externalReferences, edition, at('externalReferences'), lose)),
      properties: filled(component.properties),
    })
    const children = nested(index, pointer, 'services', serviceOf)
    if (children.length > 0) result['services'] = children
    return result
  }

  const product = subject === undefined ? undefined : componentOf(subject, '/metadata/component')
  const listed = roots.filter((index) => index !== subject)
  const parts = listed.filter((index) => !isService(index)).map((index, i) => componentOf(index, `/components/${i}`))
  const services = listed.filter(isService).map((index, i) => serviceOf(index, `/services/${i}`))
  if (written.some((index, place) => index !== place))
    lose('/components', 'the order is that of CycloneDX: the subject and its parts, components, services')

  const { serial, revision } = bill
  const hasSerial = serial !== undefined && serialNumber.test(serial)
  if (serial !== undefined && !hasSerial) lose('/serial', 'a serial number must be a UUID')
  const hasRevision = revision !== undefined && Number.isInteger(revision) && revision >= 1
  if (revision !== undefined && !hasRevision) lose('/revision', 'a version must be a whole number from 1 on')
  if (bill.name !== undefined) lose('/name', noWord)

  return omitting({
    $schema: `http://cyclonedx.org/schema/bom-${edition.version}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion: edition.version,
    serialNumber: hasSerial ? serial : undefined,
    version: hasRevision ? revision : undefined,
    metadata: metadataOf(bill, product, lose),
    components: filled(parts),
    services: filled(services),
    dependencies: filled(dependenciesOf(bill, edition, lose)),
    compositions: filled(compositionsOf(bill)),
    vulnerabilities: filled(
      distinct(
        bill.vulnerabilities.flatMap((it) => vulnerabilitiesOf(it, bill, edition, lose)),
        '/vulnerabilities/*',
        lose,
      ),
    ),
  })
}

/** The components that something in the document points at. */
function referredIn(bill: Bill): ReadonlySet<ComponentIndex> {
  const referred = new Set<ComponentIndex>()
  for (const { from, to } of bill.dependencies) referred.add(from).add(to)
  for (const { affects } of bill.vulnerabilities)
    for (const { component } of affects) if (component !== undefined) referred.add(component)
  bill.components.forEach((component, index) => {
    if (component.graphKnown) referred.add(index)
  })
  return referred
}

/** Who stands inside whom in the document, which is not all that a bill can say. */
function hierarchyOf(bill: Bill, isService: (index: ComponentIndex) => boolean, lose: Lose) {
  const { components, subject } = bill
  const roots: ComponentIndex[] = []
  const children = new Map<ComponentIndex, ComponentIndex[]>()
  const levels = new Uint32Array(components.length)
  components.forEach(({ parent }, index) => {
    const isPossible =
      parent !== undefined &&
      index !== subject &&
      isService(parent) === isService(index) &&
      (levels[parent] as number) < MOST_LEVELS
    if (!isPossible) {
      if (parent !== undefined)
        lose(
          '/components/*/parent',
          'CycloneDX cannot put it there: the subject stands alone, services hold services only, and levels are limited',
        )
      roots.push(index)
      return
    }
    levels[index] = (levels[parent] as number) + 1
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [index])
    else siblings.push(index)
  })
  return { roots, childrenOf: (index: ComponentIndex): readonly ComponentIndex[] => children.get(index) ?? [] }
}

function metadataOf(bill: Bill, product: Writing | undefined, lose: Lose): Writing | undefined {
  const { created, creators } = bill
  const hasTime = created !== undefined && formats['date-time'](created)
  if (created !== undefined && !hasTime) lose('/created', 'a timestamp must be a date and time')
  const byKind = (kind: Creator['kind']) => creators.filter((creator) => creator.kind === kind)
  const tools = byKind('tool')
  const people = byKind('person')
  const [organisation, ...others] = byKind('organisation')
  if (others.length > 0) lose('/creators/*', 'one organisation writes a bill; the first one is written')
  if ([...tools, ...people, ...byKind('organisation')].some((creator, i) => creator !== creators[i]))
    lose('/creators', 'the order is that of CycloneDX: tools, people, organisation')
  for (const creator of creators) {
    if (creator.kind !== 'tool' && (creator.vendor ?? creator.version) !== undefined)
      lose('/creators/*', 'only tools have a vendor and a version')
    if (creator.email !== undefined && (creator.kind !== 'person' || !formats['idn-email'](creator.email)))
      lose('/creators/*/email', 'only people have an address, and it must be one')
  }
  const metadata = omitting({
    timestamp: hasTime ? created : undefined,
    tools:
      tools.length === 0
        ? undefined
        : {
            components: tools.map(({ vendor, name, version }) =>
              omitting({
                type: 'application',
                supplier: vendor === undefined ? undefined : { name: vendor },
                name,
                version,
              }),
            ),
          },
    authors: filled(
      people.map(({ name, email }) =>
        omitting({ name, email: email !== undefined && formats['idn-email'](email) ? email : undefined }),
      ),
    ),
    component: product,
    manufacturer: organisation === undefined ? undefined : { name: organisation.name },
  })
  return Object.keys(metadata).length === 0 ? undefined : metadata
}

function organisationOf(organisation: Organisation | undefined, path: string, lose: Lose): Writing | undefined {
  if (organisation === undefined) return undefined
  const urls = organisation.urls.filter(formats['iri-reference'])
  if (urls.length < organisation.urls.length) lose(`${path}/urls/*`, 'it is no address')
  const contacts = organisation.contacts.map(({ name, email, phone }) => {
    const isAddress = email !== undefined && formats['idn-email'](email)
    if (email !== undefined && !isAddress) lose(`${path}/contacts/*/email`, 'it is no address')
    return omitting({ name, email: isAddress ? email : undefined, phone })
  })
  return omitting({ name: organisation.name, url: filled(urls), contact: filled(contacts) })
}

function hashesOf(hashes: readonly Hash[], edition: CycloneDxEdition, path: string, lose: Lose): Writing[] {
  return hashes.flatMap(({ algorithm, value }) => {
    if (edition.hashAlgorithms.has(algorithm) && hashValue.test(value)) return [{ alg: algorithm, content: value }]
    lose(`${path}/*`, `CycloneDX ${edition.version} knows no such hash`)
    return []
  })
}

function licencesOf(licences: readonly Licence[], edition: CycloneDxEdition, path: string, lose: Lose): Writing[] {
  const hasExpression = licences.some(({ kind }) => kind === 'expression')
  const mayMix = edition.has.mixedLicences || licences.length === 1 || !hasExpression
  return licences.map(({ kind, value, url, acknowledgement }) => {
    const said = edition.has.acknowledgement ? acknowledgement : undefined
    if (said !== acknowledgement) lose(`${path}/*/acknowledgement`, `CycloneDX ${edition.version} has no place for it`)
    if (kind === 'expression' && mayMix) {
      if (url !== undefined) lose(`${path}/*/url`, 'an expression has no address')
      return omitting({ expression: value, acknowledgement: said })
    }
    if (kind === 'expression')
      lose(`${path}/*/kind`, 'an expression may not stand beside other licences; it is written as a name')
    const isKnown = kind === 'id' && licenceIds.has(value)
    if (kind === 'id' && !isKnown)
      lose(`${path}/*/kind`, 'the identifier is not on the licence list; it is written as a name')
    const isAddress = url !== undefined && formats['iri-reference'](url)
    if (url !== undefined && !isAddress) lose(`${path}/*/url`, 'it is no address')
    return {
      license: omitting({
        ...(isKnown ? { id: value } : { name: value }),
        url: isAddress ? url : undefined,
        acknowledgement: said,
      }),
    }
  })
}

function referencesOf(
  references: readonly ExternalReference[],
  edition: CycloneDxEdition,
  path: string,
  lose: Lose,
): Writing[] {
  return references.flatMap(({ type, url, comment }) => {
    if (!formats['iri-reference'](url)) {
      lose(`${path}/*`, 'it is no address')
      return []
    }
    const word = edition.referenceTypes.has(type) ? type : (nearestReference[type] ?? 'other')
    if (word !== type) lose(`${path}/*/type`, `CycloneDX ${edition.version} knows no "${type}"`)
    return [omitting({ type: word, url, comment })]
  })
}

function dependenciesOf(bill: Bill, edition: CycloneDxEdition, lose: Lose): Writing[] {
  const { components, dependencies } = bill
  const entries: Writing[] = []
  let edge = 0
  components.forEach((component, from) => {
    const dependsOn = new Set<string>()
    const provides = new Set<string>()
    for (; dependencies[edge]?.from === from; edge++) {
      const { to, kind } = dependencies[edge] as Bill['dependencies'][number]
      const { ref } = components[to] as Component
      if (kind === 'provides') {
        if (edition.has.provides) provides.add(ref)
        else lose('/dependencies/*', `CycloneDX ${edition.version} has no "provides"`)
        continue
      }
      if (kind !== 'depends-on') lose('/dependencies/*/kind', 'CycloneDX knows one kind of dependency')
      if (dependsOn.has(ref)) lose('/dependencies/*', 'two kinds of dependency on one component become one')
      dependsOn.add(ref)
    }
    if (component.graphKnown || dependsOn.size + provides.size > 0)
      entries.push(omitting({ ref: component.ref, dependsOn: filled([...dependsOn]), provides: filled([...provides]) }))
  })
  return entries
}

/** A list of dependencies beside "not known" needs to say that it is not the whole. */
function compositionsOf(bill: Bill): Writing[] {
  const withEdges = new Set(bill.dependencies.map(({ from }) => from))
  const refs = bill.components
    .filter((component, index) => !component.graphKnown && withEdges.has(index))
    .map(({ ref }) => ref)
  return refs.length === 0 ? [] : [{ aggregate: 'unknown', dependencies: refs }]
}

function vulnerabilitiesOf(vulnerability: Vulnerability, bill: Bill, edition: CycloneDxEdition, lose: Lose): Writing[] {
  const path = '/vulnerabilities/*'
  const { ref, id, source, aliases, description, detail, recommendation, weaknesses, ratings } = vulnerability
  const time = (field: 'created' | 'published' | 'updated') => {
    const text = vulnerability[field]
    if (text === undefined || formats['date-time'](text)) return text
    lose(`${path}/${field}`, 'it must be a date and time')
    return undefined
  }
  const times = { created: time('created'), published: time('published'), updated: time('updated') }
  const cwes = weaknesses.filter((cwe) => Number.isInteger(cwe) && cwe >= 1)
  if (cwes.length < weaknesses.length) lose(`${path}/weaknesses/*`, 'a weakness has a number from 1 on')
  const references = aliases.flatMap((alias) => {
    if (alias.source !== undefined)
      return [{ id: alias.id, source: sourceOf(alias.source, `${path}/aliases/*/source`, lose) ?? {} }]
    lose(`${path}/aliases/*/source`, 'a reference needs a source; an empty one is written')
    return [{ id: alias.id, source: {} }]
  })

  // CycloneDX judges a vulnerability as a whole. Where products are judged differently, it is written once for each judgement.
  const groups = new Map<string, { readonly analysis: Analysis | undefined; readonly affects: Affected[] }>()
  for (const affected of vulnerability.affects) {
    const analysis = analysisFor(affected, vulnerability.analysis, `${path}/affects/*`, lose)
    const key = JSON.stringify(analysis ?? null)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { analysis, affects: [affected] })
    else group.affects.push(affected)
  }
  if (groups.size === 0) groups.set('', { analysis: vulnerability.analysis, affects: [] })
  if (groups.size > 1) lose(path, 'products are judged differently: it is written once for each judgement')

  return [...groups.values()].map(({ analysis, affects }, i) =>
    omitting({
      'bom-ref': i === 0 ? ref : undefined,
      id,
      source: sourceOf(source, `${path}/source`, lose),
      references: filled(references),
      ratings: filled(ratings.map((rating) => ratingOf(rating, edition, `${path}/ratings/*`, lose))),
      cwes: filled(cwes),
      description,
      detail,
      recommendation,
      ...times,
      analysis: analysis === undefined ? undefined : analysisOf(analysis, `${path}/analysis`, lose),
      affects: filled(
        distinct(
          affects.map((affected) => affectedOf(affected, bill, path, lose)),
          `${path}/affects/*`,
          lose,
        ),
      ),
    }),
  )
}

/** The analysis under which a reader comes to the status given, with a word for it where there was none. */
function analysisFor(
  affected: Affected,
  general: Analysis | undefined,
  path: string,
  lose: Lose,
): Analysis | undefined {
  const analysis = affected.analysis ?? general
  if (affected.analysis !== undefined) {
    lose(`${path}/analysis`, 'CycloneDX judges the vulnerability, not the product')
    lose('/vulnerabilities/*/analysis', 'the judgement of the product takes its place')
  }
  const state = analysis?.state !== undefined && states.has(analysis.state) ? analysis.state : undefined
  const asRead = affected.versions
    .filter(({ version, range }) => (version === undefined) !== (range === undefined))
    .map((it) => (versionWord[it.status] === undefined ? ({ ...it, status: 'under-investigation' } as const) : it))
  if (statusOf(state, asRead) === affected.status) return analysis
  const word = stateFor[affected.status]
  if (word === undefined) {
    lose(`${path}/status`, 'CycloneDX reads a status from the analysis or the versions')
    return analysis
  }
  lose('/vulnerabilities/*/analysis', 'the judgement is put in a word of CycloneDX')
  return { ...(analysis ?? { responses: [] }), state: word }
}

function analysisOf(analysis: Analysis, path: string, lose: Lose): Writing {
  const { state, justification, responses, detail } = analysis
  const word = (value: string | undefined, known: ReadonlySet<string>, field: string) => {
    if (value === undefined || known.has(value)) return value
    lose(`${path}/${field}`, `CycloneDX knows no "${value}"`)
    return undefined
  }
  const time = (value: string | undefined, field: string) => {
    if (value === undefined || formats['date-time'](value)) return value
    lose(`${path}/${field}`, 'it must be a date and time')
    return undefined
  }
  return omitting({
    state: word(state, states, 'state'),
    justification: word(justification, justifications, 'justification'),
    response: filled(responses.flatMap((response) => word(response, knownResponses, 'responses/*') ?? [])),
    detail,
    firstIssued: time(analysis.firstIssued, 'firstIssued'),
    lastUpdated: time(analysis.lastUpdated, 'lastUpdated'),
  })
}

function affectedOf(affected: Affected, bill: Bill, path: string, lose: Lose): Writing {
  const { component, versions } = affected
  const ref = component === undefined ? affected.ref : (bill.components[component]?.ref ?? affected.ref)
  return omitting({
    ref,
    versions: filled(
      versions.flatMap(({ version, range, status }) => {
        if ((version === undefined) === (range === undefined)) {
          lose(`${path}/affects/*/versions/*`, 'it must be either a version or a range')
          return []
        }
        const word = versionWord[status]
        if (word === undefined) lose(`${path}/affects/*/versions/*/status`, `CycloneDX knows no "${status}" version`)
        return [omitting({ version, range, status: word ?? 'unknown' })]
      }),
    ),
  })
}

function ratingOf(rating: Rating, edition: CycloneDxEdition, path: string, lose: Lose): Writing {
  const { source, score, severity, method, vector } = rating
  const number = score === undefined ? undefined : Number(score)
  const isExact = number === undefined || String(number) === score
  if (!isExact) lose(`${path}/score`, 'it is written as a number')
  const knowsSeverity = severity === undefined || severities.has(severity)
  if (!knowsSeverity) lose(`${path}/severity`, `CycloneDX knows no "${severity}"`)
  const knowsMethod = method === undefined || edition.scoreMethods.has(method)
  if (!knowsMethod) lose(`${path}/method`, `CycloneDX ${edition.version} knows no "${method}"`)
  return omitting({
    source: sourceOf(source, `${path}/source`, lose),
    score: number === undefined || !Number.isFinite(number) ? undefined : number,
    severity: knowsSeverity ? severity : undefined,
    method: knowsMethod ? method : 'other',
    vector,
  })
}

function sourceOf(source: VulnerabilitySource | undefined, path: string, lose: Lose): Writing | undefined {
  if (source === undefined) return undefined
  const { name, url } = source
  const isAddress = url === undefined || formats['iri-reference'](url)
  if (!isAddress) lose(`${path}/url`, 'it is no address')
  return omitting({ name, url: isAddress ? url : undefined })
}

/** Where an edition has no word for a type. */
const nearestType: Readonly<Record<string, string>> = {
  source: 'file',
  archive: 'file',
  install: 'file',
  documentation: 'file',
  specification: 'file',
  executable: 'application',
}

const nearestReference: Readonly<Record<string, string>> = { advisory: 'advisories' }

const serialNumber = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const hashValue = /^(?:[a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})$/

const severities: ReadonlySet<string> = new Set(['critical', 'high', 'medium', 'low', 'info', 'none', 'unknown'])
const states: ReadonlySet<string> = new Set([
  'resolved',
  'resolved_with_pedigree',
  'exploitable',
  'in_triage',
  'false_positive',
  'not_affected',
])
const justifications: ReadonlySet<string> = new Set([
  'code_not_present',
  'code_not_reachable',
  'requires_configuration',
  'requires_dependency',
  'requires_environment',
  'protected_by_compiler',
  'protected_at_runtime',
  'protected_at_perimeter',
  'protected_by_mitigating_control',
])
const knownResponses: ReadonlySet<string> = new Set([
  'can_not_fix',
  'will_not_fix',
  'update',
  'rollback',
  'workaround_available',
])
const stateFor: Readonly<Partial<Record<ExploitabilityStatus, string>>> = {
  affected: 'exploitable',
  'not-affected': 'not_affected',
  fixed: 'resolved',
  'under-investigation': 'in_triage',
}
const versionWord: Readonly<Partial<Record<ExploitabilityStatus, string>>> = {
  affected: 'affected',
  'not-affected': 'unaffected',
  'under-investigation': 'unknown',
}

function filled<List extends readonly unknown[]>(list: List): List | undefined {
  return list.length === 0 ? undefined : list
}

/** The schema refuses lists that repeat themselves; a repeated element says nothing new, and is left out. */
function distinct(list: readonly Writing[], path: string, lose: Lose): readonly Writing[] {
  const seen = new Set<string>()
  return list.filter((item) => {
    const text = JSON.stringify(item)
    const isNew = !seen.has(text)
    if (isNew) seen.add(text)
    else lose(path, 'it stands there already')
    return isNew
  })
}

/** Without the members that are undefined. */
function omitting(members: Writing): Writing {
  for (const key in members) if (members[key] === undefined) delete members[key]
  return members
}
