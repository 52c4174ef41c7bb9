/**
 * From a bill as understood to SPDX 2.3 in JSON.
 *
 * What SPDX has no words for is left out or said in the nearest words, and listed as a loss either way.
 */
import type {
  Bill,
  Component,
  Creator,
  Identifier,
  Licence,
  Organisation,
} from '#domain/composition/bill-of-materials.ts'
import { Defect } from '#util/diagnostic.ts'
import { newLosses } from '../bill-builder.ts'
import type { Encoded } from '../format.ts'
import { isDateTime } from '../schema-formats.ts'
import { algorithms, dependencyRelationships, purposes, spdx2Editions, type SpdxEdition } from './versions.ts'

type Writing = Record<string, unknown>
type Lose = (path: string, because: string) => void

const noWord = 'SPDX 2.3 has no place for it'

/** `created` is demanded by SPDX; a bill that does not say when it was made cannot be said to be made at any other time. */
const UNKNOWN_TIME = '1970-01-01T00:00:00Z'

export function encodeSpdx(bill: Bill, version: string): Encoded {
  const edition = spdx2Editions.find((candidate) => candidate.version === version)
  if (edition === undefined || !edition.writes) throw new Defect(`SPDX ${version} is not written`)
  const losses = newLosses()
  return { text: `${JSON.stringify(documentOf(bill, edition, losses.add), undefined, 2)}\n`, losses: losses.sorted() }
}

function documentOf(bill: Bill, edition: SpdxEdition, lose: Lose): Writing {
  const refs = identifiersOf(bill.components, lose)
  const extracted = newExtractedLicences()
  if (bill.revision !== undefined) lose('/revision', noWord)
  for (let i = 0; i < bill.vulnerabilities.length; i++) lose('/vulnerabilities/*', noWord)

  const isName = bill.serial !== undefined && /^[A-Za-z][A-Za-z0-9+.-]*:[^\s#]+$/.test(bill.serial)
  if (!isName) lose('/serial', 'SPDX demands a namespace without "#"; one is made up')
  const isTime = bill.created !== undefined && isDateTime(bill.created)
  if (!isTime) lose('/created', 'SPDX demands a time of creation; the beginning of time stands in for it')
  if (bill.name === undefined) lose('/name', 'SPDX demands a name; "bill" stands in for it')
  if (bill.creators.length === 0) lose('/creators', 'SPDX demands a creator; a tool without a name stands in for it')

  const packages = bill.components.map((component, index) =>
    packageOf(component, refs[index] as string, edition, extracted, lose),
  )
  return omitting({
    spdxVersion: edition.printed,
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: bill.name ?? 'bill',
    documentNamespace: isName ? bill.serial : 'urn:spdx:unnamed',
    creationInfo: {
      created: isTime ? bill.created : UNKNOWN_TIME,
      creators:
        bill.creators.length === 0 ? ['Tool: unknown'] : bill.creators.map((creator) => creatorOf(creator, lose)),
    },
    documentDescribes: bill.subject === undefined ? undefined : [refs[bill.subject]],
    hasExtractedLicensingInfos: extracted.infos.length === 0 ? undefined : extracted.infos,
    packages,
    relationships: relationshipsOf(bill, refs, lose),
  })
}

/** A name inside the document for each component, in the letters SPDX allows, all different. */
function identifiersOf(components: readonly Component[], lose: Lose): readonly string[] {
  const taken = new Set(['SPDXRef-DOCUMENT'])
  for (const { ref } of components) if (identifier.test(ref)) taken.add(ref)
  const counts = new Map<string, number>()
  return components.map(({ ref }) => {
    if (identifier.test(ref) && ref !== 'SPDXRef-DOCUMENT') return ref
    lose('/components/*/ref', 'an SPDX identifier is "SPDXRef-" with letters, digits, "." and "-"')
    const base = `SPDXRef-${ref.replaceAll(/[^A-Za-z0-9.-]+/g, '-')}`
    let count = counts.get(base) ?? 0
    let name = count === 0 ? base : `${base}-${count}`
    while (taken.has(name)) name = `${base}-${++count}`
    counts.set(base, count + 1)
    taken.add(name)
    return name
  })
}

function packageOf(
  component: Component,
  ref: string,
  edition: SpdxEdition,
  extracted: ExtractedLicences,
  lose: Lose,
): Writing {
  const at = (field: string) => `/components/*/${field}`
  for (const field of ['group', 'publisher', 'scope'] as const)
    if (component[field] !== undefined) lose(at(field), noWord)
  if (component.properties.length > 0) lose(at('properties'), noWord)

  const purpose = purposeOf.get(component.type)
  if (purpose === undefined && component.type !== 'unstated') lose(at('type'), `SPDX 2.3 knows no "${component.type}"`)

  const { author, manufacturer } = component
  if (author !== undefined && manufacturer !== undefined)
    lose(at('author'), 'SPDX has one originator; the manufacturer is written')
  const originator =
    manufacturer !== undefined ? partyOf(manufacturer, at('manufacturer'), lose) : personOf(author, at('author'), lose)

  const checksums = component.hashes.flatMap(({ algorithm, value }) => {
    const word = algorithmOf.get(algorithm) ?? algorithm
    if (edition.checksumAlgorithms.has(word)) return [{ algorithm: word, checksumValue: value }]
    lose(at('hashes/*'), `SPDX 2.3 knows no "${algorithm}"`)
    return []
  })
  const isSaid = (text: string | undefined) => text !== undefined && text !== '' && text !== 'NOASSERTION'
  if (component.copyright !== undefined && !isSaid(component.copyright))
    lose(at('copyright'), 'SPDX reads it as "no assertion"')
  return omitting({
    SPDXID: ref,
    name: component.name,
    versionInfo: component.version,
    supplier: component.supplier === undefined ? undefined : partyOf(component.supplier, at('supplier'), lose),
    originator,
    ...locationsOf(component, at('externalReferences'), lose),
    filesAnalyzed: false,
    checksums: checksums.length === 0 ? undefined : checksums,
    ...licencesOf(component.licences, extracted, at('licences'), lose),
    copyrightText: isSaid(component.copyright) ? component.copyright : undefined,
    description: component.description,
    externalRefs: externalRefsOf(component, edition, lose),
    primaryPackagePurpose: purpose,
  })
}

/** The distribution and the website have fields of their own; security references come with the external ones. */
function locationsOf(component: Component, path: string, lose: Lose): Writing {
  const { externalReferences } = component
  const locations: Writing = { downloadLocation: 'NOASSERTION' }
  let seen = 0
  for (const { type, url, comment } of externalReferences) {
    const field = type === 'distribution' ? 'downloadLocation' : type === 'website' ? 'homepage' : undefined
    if (securityTypes.has(type)) {
      // They are read before the others.
      if (seen > 0 || url === '') lose(path, url === '' ? 'a reference needs a locator' : 'the order is that of SPDX')
      continue
    }
    const isFree = field !== undefined && (locations[field] === undefined || locations[field] === 'NOASSERTION')
    const order = field === 'downloadLocation' ? 1 : 2
    if (!isFree || comment !== undefined || url === '' || url === 'NONE' || url === 'NOASSERTION' || order < seen) {
      lose(path, 'SPDX 2.3 has one download location, then one home page, both without a comment')
      if (!isFree || url === '') continue
    }
    seen = Math.max(seen, order)
    locations[field] = url
  }
  return locations
}

function externalRefsOf(component: Component, edition: SpdxEdition, lose: Lose): Writing[] | undefined {
  const { purl, cpe, identifiers, externalReferences } = component
  const refs: Writing[] = []
  const add = ({ kind, value }: Identifier) => {
    if (value === '' || kind === '') {
      lose('/components/*/identifiers/*', 'an identifier needs a kind and a value')
      return
    }
    const type = kind === 'cpe' ? (value.startsWith('cpe:/') ? 'cpe22Type' : 'cpe23Type') : kind
    const known = categoryOf.get(type)
    const category = known === 'PACKAGE' ? edition.packageManagerCategory : (known ?? 'OTHER')
    refs.push({ referenceCategory: category, referenceType: type, referenceLocator: value })
  }
  if (purl !== undefined) add({ kind: 'purl', value: purl })
  if (cpe !== undefined) add({ kind: 'cpe', value: cpe })
  for (const it of identifiers) {
    // The first of its kind would be read as the one the component goes by.
    const isTaken = (it.kind === 'purl' && purl === undefined) || (it.kind === 'cpe' && cpe === undefined)
    if (isTaken)
      lose('/components/*/identifiers/*', `without a "${it.kind}" of its own a component has no further ones`)
    else add(it)
  }
  for (const { type, url, comment } of externalReferences) {
    if (securityTypes.has(type) && url !== '')
      refs.push(omitting({ referenceCategory: 'SECURITY', referenceType: type, referenceLocator: url, comment }))
  }
  return refs.length === 0 ? undefined : refs
}

interface ExtractedLicences {
  readonly infos: Writing[]
  /** The identifier under which a licence that is only a name goes. */
  refFor(name: string): string
}

function newExtractedLicences(): ExtractedLicences {
  const infos: Writing[] = []
  const known = new Map<string, string>()
  return {
    infos,
    refFor(name) {
      let ref = known.get(name)
      if (ref === undefined) {
        ref = `LicenseRef-${known.size + 1}`
        known.set(name, ref)
        infos.push({ licenseId: ref, name, extractedText: name })
      }
      return ref
    },
  }
}

function licencesOf(licences: readonly Licence[], extracted: ExtractedLicences, path: string, lose: Lose): Writing {
  const fields: Writing = {}
  const order: string[] = []
  for (const licence of licences) {
    const { kind, value, url, acknowledgement } = licence
    if (url !== undefined) lose(`${path}/*/url`, noWord)
    if (acknowledgement === undefined)
      lose(`${path}/*/acknowledgement`, 'in SPDX a licence is declared or concluded; it is written as declared')
    const field = acknowledgement === 'concluded' ? 'licenseConcluded' : 'licenseDeclared'
    const isId = licenceId.test(value)
    if (value === '' || value === 'NOASSERTION' || (kind === 'name' && value === '')) {
      lose(path, 'SPDX reads it as "no assertion"')
      continue
    }
    if (fields[field] !== undefined) {
      lose(path, 'SPDX has one licence declared and one concluded; the first is written')
      continue
    }
    if (kind !== 'name' && isId !== (kind === 'id'))
      lose(`${path}/*/kind`, 'SPDX tells identifiers from expressions by their looks')
    fields[field] = kind === 'name' ? extracted.refFor(value) : value
    order.push(field)
  }
  if (order[0] === 'licenseConcluded' && order.length > 1) lose(path, 'the order is that of SPDX: declared, concluded')
  return fields
}

function relationshipsOf(bill: Bill, refs: readonly string[], lose: Lose): Writing[] | undefined {
  const relationships: Writing[] = []
  const add = (from: string | undefined, relationshipType: string, to: string | undefined) =>
    relationships.push({ spdxElementId: from, relationshipType, relatedSpdxElement: to })
  bill.components.forEach(({ parent }, index) => {
    if (parent !== undefined) add(refs[parent], 'CONTAINS', refs[index])
  })
  const withEdges = new Set<number>()
  for (const { from, to, kind } of bill.dependencies) {
    const word = relationshipFor.get(kind)
    if (word === undefined) {
      lose('/dependencies/*', `SPDX 2.3 has no "${kind}"`)
      continue
    }
    withEdges.add(from)
    if (word.reversed) add(refs[to], word.type, refs[from])
    else add(refs[from], word.type, refs[to])
  }
  bill.components.forEach(({ graphKnown }, index) => {
    const hasEdges = withEdges.has(index)
    if (graphKnown && !hasEdges) add(refs[index], 'DEPENDS_ON', 'NONE')
    if (!graphKnown && hasEdges) add(refs[index], 'DEPENDS_ON', 'NOASSERTION')
  })
  return relationships.length === 0 ? undefined : relationships
}

function creatorOf(creator: Creator, lose: Lose): string {
  const { kind, vendor, name, version, email } = creator
  if (vendor !== undefined || (kind !== 'tool' && version !== undefined))
    lose('/creators/*', 'SPDX names a creator and nothing more')
  if (kind === 'tool') {
    if (email !== undefined) lose('/creators/*/email', 'a tool has no address')
    if (version !== undefined) lose('/creators/*', 'the version becomes part of the name')
    checkName(name, '/creators/*/name', lose, true)
    return `Tool: ${version === undefined ? name : `${name}-${version}`}`
  }
  checkName(name, '/creators/*/name', lose, email !== undefined)
  return `${kind === 'person' ? 'Person' : 'Organization'}: ${name}${email === undefined ? '' : ` (${email})`}`
}

function partyOf(organisation: Organisation, path: string, lose: Lose): string | undefined {
  const { name, urls, contacts } = organisation
  const [contact, ...others] = contacts
  if (urls.length > 0) lose(`${path}/urls`, noWord)
  if (
    others.length > 0 ||
    contact?.name !== undefined ||
    contact?.phone !== undefined ||
    (contact !== undefined && contact.email === undefined)
  )
    lose(`${path}/contacts`, 'SPDX has one address')
  if (name === undefined || name === '') {
    lose(path, 'SPDX names an organisation or says nothing')
    return undefined
  }
  checkName(name, `${path}/name`, lose, contact?.email !== undefined)
  return `Organization: ${name}${contact?.email === undefined ? '' : ` (${contact.email})`}`
}

function personOf(name: string | undefined, path: string, lose: Lose): string | undefined {
  if (name === undefined) return undefined
  if (name === '') {
    lose(path, 'SPDX names a person or says nothing')
    return undefined
  }
  checkName(name, path, lose, false)
  return `Person: ${name}`
}

/** A name that ends in brackets would be read as one with an address. */
function checkName(name: string, path: string, lose: Lose, isClosed: boolean): void {
  if (name !== name.trim() || (!isClosed && name.endsWith(')')))
    lose(path, 'SPDX reads a name without spaces around it and an address in brackets after it')
}

const identifier = /^SPDXRef-[A-Za-z0-9.-]+$/
const licenceId = /^(?!LicenseRef-|DocumentRef-|NONE$)[A-Za-z0-9.+-]+$/
const securityTypes: ReadonlySet<string> = new Set(['advisory', 'fix', 'url'])

const categoryOf: ReadonlyMap<string, string> = new Map([
  ['cpe22Type', 'SECURITY'],
  ['cpe23Type', 'SECURITY'],
  ['swid', 'SECURITY'],
  ['purl', 'PACKAGE'],
  ['maven-central', 'PACKAGE'],
  ['npm', 'PACKAGE'],
  ['nuget', 'PACKAGE'],
  ['bower', 'PACKAGE'],
  ['gitoid', 'PERSISTENT-ID'],
  ['swh', 'PERSISTENT-ID'],
])

/** The published JSON schema spells the operating system with an underscore, the specification with a hyphen. */
const purposeOf: ReadonlyMap<string, string> = new Map(
  [...purposes].filter(([word]) => word !== 'OPERATING-SYSTEM').map(([word, type]) => [type, word]),
)
const algorithmOf: ReadonlyMap<string, string> = new Map([...algorithms].map(([word, algorithm]) => [algorithm, word]))
const relationshipFor: ReadonlyMap<string, { readonly type: string; readonly reversed: boolean }> = new Map(
  [...dependencyRelationships]
    .filter(([type]) => type !== 'DEPENDENCY_OF')
    .map(([type, { kind, reversed }]) => [kind, { type, reversed }]),
)

/** Without the members that are undefined. */
function omitting(members: Writing): Writing {
  for (const key in members) if (members[key] === undefined) delete members[key]
  return members
}
