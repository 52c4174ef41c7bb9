/**
 * From SPDX 2.2 and 2.3 as written to a bill as understood. Tag-value documents come in the shape of the JSON ones.
 *
 * SPDX says everything by relationships: what the document describes, what contains what, what depends on what. Where a
 * package has no relationship of dependency going out, the document does not say what it depends on (`graphKnown` is false),
 * unless it says NONE.
 */
import type {
  Bill,
  Component,
  ComponentIndex,
  ComponentType,
  Creator,
  ExternalReference,
  Hash,
  Identifier,
  Licence,
  Organisation,
} from '#domain/composition/bill-of-materials.ts'
import { asRecord, asText, asTexts, given, noItems, readEach, type Written } from '../as-written.ts'
import { newBillBuilder, newLosses, type DraftComponent } from '../bill-builder.ts'
import { cutCircles, inParentOrder } from '../parent-order.ts'
import type { Problems } from '../problems.ts'
import { algorithms, dependencyRelationships, purposes } from './versions.ts'

const noField = 'the model of a bill has no field for it'

export interface SpdxDecoder {
  /** The document without its long lists; to be called first. */
  readHead(head: Written): void
  readPackage(written: unknown, index: number): void
  readFile(written: unknown, index: number): void
  readRelationship(written: unknown, index: number): void
  lose(key: string, count: number): void
  /** Resolves references and closes the bill. */
  finish(): Bill
}

export function newSpdxDecoder(version: string, problems: Problems): SpdxDecoder {
  const losses = newLosses()
  const builder = newBillBuilder(problems)
  const { components } = builder
  const extractedNames = new Map<string, string>()
  const containments: { readonly parent: string; readonly child: string; readonly pointer: string }[] = []
  const dependencies: Related[] = []
  const described: { readonly ref: string; readonly pointer: string }[] = []
  let documentRef = 'SPDXRef-DOCUMENT'
  let header: Pick<Bill, 'serial' | 'name' | 'created' | 'creators'> = { creators: noItems() }

  function loseUnread(record: Written, read: ReadonlySet<string>, path: string): void {
    for (const key in record) if (!read.has(key)) losses.add(`${path}/${key}`, noField)
  }

  function readParty(written: unknown, path: string): Party | undefined {
    const text = asText(written)
    if (text === undefined || text === 'NOASSERTION' || text === '') return undefined
    const party = partyOf(text)
    if (party === undefined) losses.add(path, 'it names neither a person nor an organisation nor a tool')
    return party
  }

  function readLicences(record: Written, path: string): readonly Licence[] {
    const licences: Licence[] = []
    for (const [field, acknowledgement] of [
      ['licenseDeclared', 'declared'],
      ['licenseConcluded', 'concluded'],
    ] as const) {
      const text = asText(record[field])
      if (text === undefined || text === '' || text === 'NOASSERTION') continue
      const name = extractedNames.get(text)
      if (name !== undefined) licences.push({ kind: 'name', value: name, acknowledgement })
      else licences.push({ kind: licenceId.test(text) ? 'id' : 'expression', value: text, acknowledgement })
    }
    for (const field of ['licenseInfoFromFiles', 'licenseInfoInFiles']) {
      const found = asTexts(record[field]).filter((text) => text !== 'NOASSERTION')
      if (found.length > 0) losses.add(`${path}/${field}`, 'licences found in files are not carried')
    }
    return licences.length === 0 ? noItems() : licences
  }

  function readExternalRefs(
    record: Written,
    path: string,
  ): Pick<Component, 'purl' | 'cpe' | 'identifiers' | 'externalReferences'> {
    const identifiers: Identifier[] = []
    const references: ExternalReference[] = []
    let purl: string | undefined
    let cpe: string | undefined
    for (const reference of readEach(record['externalRefs'], (it) => it)) {
      const type = asText(reference['referenceType']) ?? ''
      const locator = asText(reference['referenceLocator'])
      if (locator === undefined) continue
      const comment = asText(reference['comment'])
      if (type === 'purl' || type.endsWith('#purl')) {
        if (purl === undefined) purl = locator
        else identifiers.push({ kind: 'purl', value: locator })
      } else if (cpeTypes.test(type)) {
        if (cpe === undefined) cpe = locator
        else identifiers.push({ kind: 'cpe', value: locator })
      } else if (securityReferences.has(type)) {
        references.push(given({ type, url: locator, comment }))
        continue
      } else identifiers.push({ kind: type, value: locator })
      if (comment !== undefined) losses.add(`${path}/externalRefs/*/comment`, noField)
    }
    for (const [field, type] of [
      ['downloadLocation', 'distribution'],
      ['homepage', 'website'],
    ] as const) {
      const url = asText(record[field])
      if (url === 'NONE') losses.add(`${path}/${field}`, 'that there is none is not carried')
      else if (url !== undefined && url !== '' && url !== 'NOASSERTION') references.push({ type, url })
    }
    return given({
      purl,
      cpe,
      identifiers: identifiers.length === 0 ? noItems<Identifier>() : identifiers,
      externalReferences: references.length === 0 ? noItems<ExternalReference>() : references,
    })
  }

  function addElement(record: Written, pointer: string, path: string, name: string, type: ComponentType): void {
    const draft: DraftComponent = {
      ref: asText(record['SPDXID']) ?? `#${pointer}`,
      type,
      name,
      ...readExternalRefs(record, path),
      licences: readLicences(record, path),
      hashes: readEach(record['checksums'], readChecksum),
      properties: noItems(),
      graphKnown: false,
    }
    const copyright = asText(record['copyrightText'])
    if (copyright !== undefined && copyright !== 'NOASSERTION' && copyright !== '') draft.copyright = copyright
    builder.addComponent(draft, pointer)
    if (path !== '/packages/*') return

    const versionInfo = asText(record['versionInfo'])
    if (versionInfo !== undefined) draft.version = versionInfo
    const description = asText(record['description'])
    const summary = asText(record['summary'])
    if (description !== undefined || summary !== undefined) draft.description = (description ?? summary) as string
    if (description !== undefined && summary !== undefined)
      losses.add(`${path}/summary`, 'the description is carried instead')
    const supplier = readParty(record['supplier'], `${path}/supplier`)
    if (supplier !== undefined) {
      draft.supplier = organisationOf(supplier)
      if (supplier.kind === 'person') losses.add(`${path}/supplier`, 'that the supplier is a person is not carried')
    }
    const originator = readParty(record['originator'], `${path}/originator`)
    if (originator?.kind === 'organisation') draft.manufacturer = organisationOf(originator)
    else if (originator !== undefined) {
      draft.author = originator.name
      if (originator.email !== undefined) losses.add(`${path}/originator`, 'the address of a person is not carried')
    }
    for (const [i, file] of asTexts(record['hasFiles']).entries())
      containments.push({ parent: draft.ref, child: file, pointer: `${pointer}/hasFiles/${i}` })
  }

  /** The parent of each component; a second parent or a circle is a loss. */
  function settleHierarchy(): void {
    for (const { parent, child, pointer } of containments) {
      const above = builder.find(parent)
      const below = builder.find(child)
      if (above === undefined || below === undefined) {
        unknown(above === undefined ? parent : child, pointer)
        continue
      }
      const component = components[below] as DraftComponent
      if (component.parent === above) continue
      if (component.parent !== undefined) {
        losses.add('/relationships/*/CONTAINS', 'a component has one parent; the first one is carried')
        continue
      }
      component.parent = above
    }
    for (const index of cutCircles(components)) {
      problems.add({
        code: 'formats.hierarchy-cycle',
        message: `"${components[index]?.ref ?? ''}" is contained in itself, by way of others`,
        pointer: '/relationships',
      })
      losses.add('/relationships/*/CONTAINS', 'elements contain one another in a circle')
    }
  }

  function unknown(ref: string, pointer: string): void {
    const path = pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*')
    if (ref.startsWith('DocumentRef-')) return losses.add(path, 'the reference leads to another document')
    if (ref === documentRef) return losses.add(path, 'the document itself is no component')
    problems.add({
      code: 'formats.unknown-reference',
      message: `no element of the document bears the identifier "${ref}"`,
      pointer,
    })
    losses.add(path, 'the reference leads to no element')
  }

  function settleDependencies(): void {
    const undecided = new Set<ComponentIndex>()
    for (const { from, to, type, pointer } of dependencies) {
      const { kind, reversed } = dependencyRelationships.get(type) as { kind: 'depends-on'; reversed: boolean }
      const [user, used] = reversed ? [to, from] : [from, to]
      const source = builder.find(user)
      if (source === undefined) {
        if (user === 'NONE' || user === 'NOASSERTION')
          losses.add('/relationships/*', 'that nothing depends on it is not carried')
        else unknown(user, pointer)
        continue
      }
      if (used === 'NOASSERTION') {
        undecided.add(source)
        continue
      }
      ;(components[source] as DraftComponent).graphKnown = true
      if (used === 'NONE') continue
      const target = builder.find(used)
      if (target === undefined) unknown(used, pointer)
      else builder.addDependency(source, target, kind)
    }
    for (const index of undecided) (components[index] as DraftComponent).graphKnown = false
  }

  return {
    readHead(head) {
      documentRef = asText(head['SPDXID']) ?? documentRef
      const creation = asRecord(head['creationInfo']) ?? {}
      loseUnread(creation, creationFields, '/creationInfo')
      header = given({
        serial: asText(head['documentNamespace']),
        name: asText(head['name']),
        created: asText(creation['created']),
        creators: asTexts(creation['creators']).flatMap((text): Creator[] => {
          const party = readParty(text, '/creationInfo/creators/*')
          return party === undefined ? [] : [given({ kind: party.kind, name: party.name, email: party.email })]
        }),
      })
      for (const info of readEach(head['hasExtractedLicensingInfos'], (it) => it)) {
        const id = asText(info['licenseId'])
        const name = asText(info['name'])
        if (id !== undefined && name !== undefined && name !== 'NOASSERTION') extractedNames.set(id, name)
        loseUnread(info, new Set(['licenseId', 'name']), '/hasExtractedLicensingInfos/*')
      }
      for (const [i, ref] of asTexts(head['documentDescribes']).entries())
        described.push({ ref, pointer: `/documentDescribes/${i}` })
      loseUnread(head, documentFields, '')
    },
    readPackage(written, index) {
      const record = asRecord(written)
      if (record === undefined) return
      const purpose = asText(record['primaryPackagePurpose'])
      const type = purpose === undefined ? 'unstated' : (purposes.get(purpose) ?? 'unstated')
      addElement(record, `/packages/${index}`, '/packages/*', asText(record['name']) ?? '', type)
      loseUnread(record, packageFields, '/packages/*')
    },
    readFile(written, index) {
      const record = asRecord(written)
      if (record === undefined) return
      addElement(record, `/files/${index}`, '/files/*', asText(record['fileName']) ?? '', 'file')
      loseUnread(record, fileFields, '/files/*')
    },
    readRelationship(written, index) {
      const record = asRecord(written)
      const from = asText(record?.['spdxElementId'])
      const to = asText(record?.['relatedSpdxElement'])
      const type = asText(record?.['relationshipType'])
      if (record === undefined || from === undefined || to === undefined || type === undefined) return
      const pointer = `/relationships/${index}`
      if (record['comment'] !== undefined) losses.add('/relationships/*/comment', noField)
      if (type === 'DESCRIBES' && from === documentRef) described.push({ ref: to, pointer })
      else if (type === 'DESCRIBED_BY' && to === documentRef) described.push({ ref: from, pointer })
      else if (type === 'CONTAINS') containments.push({ parent: from, child: to, pointer })
      else if (type === 'CONTAINED_BY') containments.push({ parent: to, child: from, pointer })
      else if (dependencyRelationships.has(type)) dependencies.push({ from, to, type, pointer })
      else losses.add(`/relationships/*/${type}`, 'the model knows no such relationship')
    },
    lose(key, count) {
      for (let i = 0; i < count; i++) losses.add(`/${key}/*`, noField)
    },
    finish() {
      settleHierarchy()
      settleDependencies()
      let subject: ComponentIndex | undefined
      for (const { ref, pointer } of described) {
        const index = builder.find(ref)
        if (index === undefined) unknown(ref, pointer)
        else if (subject === undefined) subject = index
        else if (index !== subject)
          losses.add('/documentDescribes/*', 'a bill has one subject; the first one is carried')
      }
      return inParentOrder({
        format: 'spdx',
        version,
        ...header,
        ...(subject === undefined ? {} : { subject }),
        components,
        dependencies: builder.dependencies(),
        vulnerabilities: noItems(),
        losses: losses.sorted(),
      })
    },
  }
}

interface Related {
  readonly from: string
  readonly to: string
  readonly type: string
  readonly pointer: string
}

interface Party {
  readonly kind: Creator['kind']
  readonly name: string
  readonly email?: string
}

const partyKinds: Readonly<Record<string, Creator['kind']>> = {
  Person: 'person',
  Organization: 'organisation',
  Tool: 'tool',
}

/** `Organization: Anchore, Inc (info@example.org)`. */
function partyOf(text: string): Party | undefined {
  const colon = text.indexOf(':')
  const kind = partyKinds[text.slice(0, Math.max(colon, 0))]
  if (kind === undefined) return undefined
  const rest = text.slice(colon + 1).trim()
  const open = rest.endsWith(')') ? rest.lastIndexOf('(') : -1
  if (open < 0 || kind === 'tool') return { kind, name: rest }
  const email = rest.slice(open + 1, -1).trim()
  return given({ kind, name: rest.slice(0, open).trim(), email: email === '' ? undefined : email })
}

function organisationOf(party: Party): Organisation {
  return {
    name: party.name,
    urls: noItems(),
    contacts: party.email === undefined ? noItems() : [{ email: party.email }],
  }
}

function readChecksum(record: Written): Hash | undefined {
  const algorithm = asText(record['algorithm'])
  const value = asText(record['checksumValue'])
  return algorithm === undefined || value === undefined
    ? undefined
    : { algorithm: algorithms.get(algorithm) ?? algorithm, value }
}

const licenceId = /^(?!LicenseRef-|DocumentRef-|NONE$)[A-Za-z0-9.+-]+$/
const cpeTypes = /(?:^|[#/])cpe2[23]Type$/
const securityReferences: ReadonlySet<string> = new Set(['advisory', 'fix', 'url'])

const documentFields = new Set([
  'SPDXID',
  'spdxVersion',
  'name',
  'dataLicense',
  'documentNamespace',
  'creationInfo',
  'packages',
  'files',
  'snippets',
  'relationships',
  'documentDescribes',
  'hasExtractedLicensingInfos',
])
const creationFields = new Set(['created', 'creators'])
const sharedFields = [
  'SPDXID',
  'checksums',
  'licenseConcluded',
  'copyrightText',
  'licenseInfoFromFiles',
  'licenseInfoInFiles',
]
const packageFields = new Set([
  ...sharedFields,
  'name',
  'versionInfo',
  'supplier',
  'originator',
  'downloadLocation',
  'homepage',
  'licenseDeclared',
  'summary',
  'description',
  'externalRefs',
  'primaryPackagePurpose',
  'hasFiles',
])
const fileFields = new Set([...sharedFields, 'fileName'])
