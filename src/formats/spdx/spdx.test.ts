/** What SPDX says by relationships, and where it says nothing. */
import { expect, test } from 'vitest'
import { decodeBill } from '../index.ts'

const head = {
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  dataLicense: 'CC0-1.0',
  name: 'a bill',
  documentNamespace: 'https://example.org/bill',
  creationInfo: {
    created: '2026-11-25T00:00:00Z',
    creators: ['Organization: Example (a@example.org)', 'Tool: maker-1.0'],
  },
}
const pack = (id: string, more: object = {}) => ({
  SPDXID: `SPDXRef-${id}`,
  name: id,
  downloadLocation: 'NOASSERTION',
  ...more,
})
const relation = (from: string, relationshipType: string, to: string) => ({
  spdxElementId: `SPDXRef-${from}`,
  relationshipType,
  relatedSpdxElement: to === 'NONE' || to === 'NOASSERTION' ? to : `SPDXRef-${to}`,
})

async function read(document: object) {
  const decoded = await decodeBill({ file: 'bill', bytes: new TextEncoder().encode(JSON.stringify(document)) })
  expect(decoded.diagnostics).toEqual([])
  if (decoded.value === undefined) throw new Error('not read')
  return decoded.value
}

test('a graph that is not stated is not known, and is not "no dependencies"', async () => {
  const bill = await read({
    ...head,
    packages: ['silent', 'none', 'open', 'some', 'leaf'].map((id) => pack(id)),
    relationships: [
      relation('none', 'DEPENDS_ON', 'NONE'),
      relation('open', 'DEPENDS_ON', 'leaf'),
      relation('open', 'DEPENDS_ON', 'NOASSERTION'),
      relation('leaf', 'DEPENDENCY_OF', 'some'),
    ],
  })
  expect(bill.components.map(({ name, graphKnown }) => [name, graphKnown])).toEqual([
    ['silent', false],
    ['none', true],
    ['open', false],
    ['some', true],
    ['leaf', false],
  ])
  expect(bill.dependencies).toEqual([
    { from: 2, to: 4, kind: 'depends-on' },
    { from: 3, to: 4, kind: 'depends-on' },
  ])
})

test('parents are moved before their children, and every index with them', async () => {
  const bill = await read({
    ...head,
    documentDescribes: ['SPDXRef-whole'],
    packages: [pack('part'), pack('whole')],
    relationships: [relation('whole', 'CONTAINS', 'part'), relation('part', 'BUILD_DEPENDENCY_OF', 'whole')],
  })
  expect(bill.components.map(({ name, parent }) => [name, parent])).toEqual([
    ['whole', undefined],
    ['part', 0],
  ])
  expect(bill.subject).toBe(0)
  expect(bill.dependencies).toEqual([{ from: 0, to: 1, kind: 'build' }])
})

test('licences, parties and identifiers are understood', async () => {
  const bill = await read({
    ...head,
    hasExtractedLicensingInfos: [{ licenseId: 'LicenseRef-1', name: 'House licence', extractedText: '…' }],
    packages: [
      pack('a', {
        versionInfo: '1.2',
        supplier: 'Organization: Example (a@example.org)',
        originator: 'Person: Jane Doe',
        licenseDeclared: 'LicenseRef-1',
        licenseConcluded: 'MIT OR Apache-2.0',
        checksums: [{ algorithm: 'SHA256', checksumValue: 'ab' }],
        externalRefs: [
          { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: 'pkg:npm/a@1.2' },
          {
            referenceCategory: 'SECURITY',
            referenceType: 'cpe23Type',
            referenceLocator: 'cpe:2.3:a:x:a:1.2:*:*:*:*:*:*:*',
          },
          { referenceCategory: 'SECURITY', referenceType: 'cpe22Type', referenceLocator: 'cpe:/a:x:a:1.2' },
        ],
        primaryPackagePurpose: 'LIBRARY',
      }),
    ],
  })
  expect(bill.creators).toEqual([
    { kind: 'organisation', name: 'Example', email: 'a@example.org' },
    { kind: 'tool', name: 'maker-1.0' },
  ])
  expect(bill.components[0]).toMatchObject({
    type: 'library',
    version: '1.2',
    supplier: { name: 'Example', contacts: [{ email: 'a@example.org' }] },
    author: 'Jane Doe',
    licences: [
      { kind: 'name', value: 'House licence', acknowledgement: 'declared' },
      { kind: 'expression', value: 'MIT OR Apache-2.0', acknowledgement: 'concluded' },
    ],
    hashes: [{ algorithm: 'SHA-256', value: 'ab' }],
    purl: 'pkg:npm/a@1.2',
    cpe: 'cpe:2.3:a:x:a:1.2:*:*:*:*:*:*:*',
    identifiers: [{ kind: 'cpe', value: 'cpe:/a:x:a:1.2' }],
  })
})

test('files after a package in tag-value form belong to it', async () => {
  const text = [
    'SPDXVersion: SPDX-2.3',
    'DataLicense: CC0-1.0',
    'SPDXID: SPDXRef-DOCUMENT',
    'DocumentName: a bill',
    'DocumentNamespace: https://example.org/bill',
    'Creator: Tool: maker',
    'Created: 2026-11-25T00:00:00Z',
    '# a comment',
    'PackageName: whole',
    'SPDXID: SPDXRef-whole',
    'PackageDownloadLocation: NOASSERTION',
    'PackageCopyrightText: <text>first line',
    'second line</text>',
    'FileName: ./part',
    'SPDXID: SPDXRef-part',
    'FileChecksum: SHA1: d6a770ba38583ed4bb4525bd96e50461655d2758',
    'Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-whole',
  ].join('\r\n')
  const { value, diagnostics } = await decodeBill({ file: 'bill', bytes: new TextEncoder().encode(text) })
  expect(diagnostics).toEqual([])
  expect(value).toMatchObject({
    subject: 0,
    components: [
      { name: 'whole', copyright: 'first line\nsecond line' },
      { name: './part', type: 'file', parent: 0, hashes: [{ algorithm: 'SHA-1' }] },
    ],
  })
})

test('SPDX 3.0.1: elements that name one another become one bill', async () => {
  const creationInfo = '_:c'
  const element = (type: string, id: string, more: object) => ({ type, spdxId: `urn:x:${id}`, creationInfo, ...more })
  const link = (id: string, from: string, relationshipType: string, to: readonly string[], more: object = {}) =>
    element('Relationship', id, {
      from: `urn:x:${from}`,
      relationshipType,
      to: to.map((it) => (it.startsWith('Core') ? `https://spdx.org/rdf/3.0.1/terms/${it}` : `urn:x:${it}`)),
      ...more,
    })
  const bill = await read({
    '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    '@graph': [
      {
        type: 'CreationInfo',
        '@id': creationInfo,
        specVersion: '3.0.1',
        created: '2026-11-25T00:00:00Z',
        createdBy: ['urn:x:org'],
      },
      element('Organization', 'org', { name: 'Example' }),
      element('SpdxDocument', 'doc', { name: 'a bill', rootElement: ['urn:x:sbom'] }),
      element('software_Sbom', 'sbom', { rootElement: ['urn:x:app'] }),
      element('software_Package', 'lib', {
        name: 'lib',
        software_packageUrl: 'pkg:npm/lib@1',
        suppliedBy: 'urn:x:org',
        verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: 'ab' }],
      }),
      element('software_Package', 'app', { name: 'app', software_primaryPurpose: 'application' }),
      element('simplelicensing_LicenseExpression', 'mit', { simplelicensing_licenseExpression: 'MIT' }),
      element('security_Vulnerability', 'v', {
        externalIdentifier: [{ type: 'ExternalIdentifier', externalIdentifierType: 'cve', identifier: 'CVE-2026-1' }],
      }),
      link('r1', 'app', 'contains', ['lib']),
      link('r2', 'app', 'dependsOn', ['lib'], { completeness: 'complete', scope: 'build' }),
      link('r3', 'lib', 'hasDeclaredLicense', ['mit']),
      link('r4', 'lib', 'dependsOn', ['Core/NoneElement']),
      {
        ...link('r5', 'v', 'doesNotAffect', ['app'], { security_justificationType: 'componentNotPresent' }),
        type: 'security_VexNotAffectedVulnAssessmentRelationship',
      },
    ],
  })
  expect(bill).toMatchObject({
    version: '3.0.1',
    serial: 'urn:x:doc',
    name: 'a bill',
    subject: 0,
    creators: [{ kind: 'organisation', name: 'Example' }],
    components: [
      { name: 'app', type: 'application', graphKnown: true },
      {
        name: 'lib',
        parent: 0,
        purl: 'pkg:npm/lib@1',
        supplier: { name: 'Example' },
        licences: [{ value: 'MIT' }],
        graphKnown: true,
      },
    ],
    dependencies: [{ from: 0, to: 1, kind: 'build' }],
    vulnerabilities: [{ id: 'CVE-2026-1', affects: [{ component: 0, status: 'not-affected' }] }],
    losses: [],
  })
})
