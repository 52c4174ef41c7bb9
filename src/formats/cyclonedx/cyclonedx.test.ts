/** What CycloneDX says of graphs, products and vulnerabilities, in both syntaxes. */
import { expect, test } from 'vitest'
import { decodeBill } from '../index.ts'

async function read(text: string) {
  const decoded = await decodeBill({ file: 'bill', bytes: new TextEncoder().encode(text) })
  expect(decoded.diagnostics).toEqual([])
  if (decoded.value === undefined) throw new Error('not read')
  return decoded.value
}

const library = (ref: string, more: object = {}) => ({ type: 'library', name: ref, 'bom-ref': ref, ...more })

test('silence, a stated nothing and a list that is not the whole are three things', async () => {
  const bill = await read(
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: ['silent', 'none', 'open', 'whole'].map((ref) => library(ref)),
      dependencies: [{ ref: 'none' }, { ref: 'open', dependsOn: ['whole'] }, { ref: 'whole', provides: ['none'] }],
      compositions: [
        { aggregate: 'incomplete', dependencies: ['open'] },
        { aggregate: 'complete', dependencies: ['whole'], assemblies: ['whole'] },
      ],
    }),
  )
  expect(bill.components.map(({ name, graphKnown }) => [name, graphKnown])).toEqual([
    ['silent', false],
    ['none', true],
    ['open', false],
    ['whole', true],
  ])
  expect(bill.dependencies).toEqual([
    { from: 2, to: 3, kind: 'depends-on' },
    { from: 3, to: 1, kind: 'provides' },
  ])
  expect(bill.losses.map(({ path, count }) => [path, count])).toEqual([
    ['/compositions/*/aggregate', 2],
    ['/compositions/*/assemblies', 1],
  ])
})

test('the supplier of the product is said of the product', async () => {
  const bill = await read(
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: {
        supplier: { name: 'Example', url: ['https://example.org'] },
        tools: { components: [{ type: 'application', group: 'org', name: 'maker', version: '1' }] },
        component: library('product', { components: [library('part')] }),
      },
      components: [library('other')],
    }),
  )
  expect(bill.subject).toBe(0)
  expect(bill.components.map(({ name, parent }) => [name, parent])).toEqual([
    ['product', undefined],
    ['part', 0],
    ['other', undefined],
  ])
  expect(bill.components[0]?.supplier).toEqual({ name: 'Example', urls: ['https://example.org'], contacts: [] })
  expect(bill.creators).toEqual([{ kind: 'tool', vendor: 'org', name: 'maker', version: '1' }])
})

test('a judgement on a vulnerability is one on the components it affects', async () => {
  const vulnerability = (state: string | undefined, versions?: readonly object[]) => ({
    id: `CVE-${state ?? 'none'}`,
    ...(state === undefined ? {} : { analysis: { state } }),
    affects: [{ ref: 'a', ...(versions === undefined ? {} : { versions }) }],
  })
  const bill = await read(
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      components: [library('a')],
      vulnerabilities: [
        vulnerability('not_affected'),
        vulnerability('false_positive'),
        vulnerability('resolved'),
        vulnerability('in_triage'),
        vulnerability('exploitable'),
        vulnerability(undefined, [{ version: '1', status: 'unaffected' }]),
        vulnerability(undefined, [{ version: '1' }, { range: 'vers:semver/>2', status: 'unaffected' }]),
      ],
    }),
  )
  expect(bill.vulnerabilities.map(({ affects }) => affects[0]?.status)).toEqual([
    'not-affected',
    'not-affected',
    'fixed',
    'under-investigation',
    'affected',
    'not-affected',
    'unstated',
  ])
})

test('XML says the same', async () => {
  const bill = await read(`<?xml version="1.0"?>
    <bom xmlns="http://cyclonedx.org/schema/bom/1.5" serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79" version="3" xmlns:x="urn:x">
      <metadata><tools><tool><vendor>org</vendor><name>maker</name></tool></tools></metadata>
      <components>
        <component type="library" bom-ref="a" x:seen="yes">
          <supplier><name>Example</name><url>https://example.org</url></supplier>
          <name>a &amp; b</name><version>1</version>
          <hashes><hash alg="SHA-1">${'ab'.repeat(20)}</hash></hashes>
          <licenses><expression>MIT OR Apache-2.0</expression></licenses>
          <purl>pkg:npm/a@1</purl>
          <properties><property name="k">v</property></properties>
          <components><component type="file"><name>part</name></component></components>
        </component>
      </components>
      <services><service bom-ref="s"><name>api</name></service></services>
      <dependencies><dependency ref="a"><dependency ref="s"/></dependency><dependency ref="s"/></dependencies>
      <vulnerabilities><vulnerability><id>CVE-2026-1</id><affects><target><ref>a</ref></target></affects></vulnerability></vulnerabilities>
    </bom>`)
  expect(bill).toMatchObject({
    serial: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    revision: 3,
    creators: [{ kind: 'tool', vendor: 'org', name: 'maker' }],
    components: [
      {
        ref: 'a',
        name: 'a & b',
        supplier: { name: 'Example', urls: ['https://example.org'] },
        hashes: [{ algorithm: 'SHA-1', value: 'ab'.repeat(20) }],
        licences: [{ kind: 'expression', value: 'MIT OR Apache-2.0' }],
        purl: 'pkg:npm/a@1',
        properties: [{ name: 'k', value: 'v' }],
        graphKnown: true,
      },
      { name: 'part', type: 'file', parent: 0, ref: '#/components/0/components/0' },
      { name: 'api', type: 'service', graphKnown: true },
    ],
    dependencies: [{ from: 0, to: 2, kind: 'depends-on' }],
    vulnerabilities: [{ id: 'CVE-2026-1', affects: [{ component: 0, status: 'unstated' }] }],
    losses: [{ path: '/components/*/@seen', count: 1 }],
  })
})
