/** Import after export is identity, but for the losses that the export lists. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type {
  Bill,
  Component,
  ComponentType,
  Dependency,
  DependencyKind,
  Vulnerability,
} from '#domain/composition/bill-of-materials.ts'
import { given } from './as-written.ts'
import { cyclonedx, decodeBill, spdx } from './index.ts'
import { inOrderOf, without } from '../../test/conformance/losses.ts'

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 .+_-]{0,11}$/)
const odd = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) },
)
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const few = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 3 })
const url = fc.oneof(fc.webUrl(), fc.constantFrom('git@example.org:a/b', 'not an address', ''))
const time = fc.constantFrom('2026-11-25T10:00:00Z', '2020-02-29T23:59:59.5+01:00', 'yesterday')

const organisation = fc
  .record({
    name: maybe(odd),
    urls: few(url),
    contacts: few(
      fc
        .record({ name: maybe(odd), email: maybe(fc.constantFrom('a@example.org', 'nobody')), phone: maybe(odd) })
        .map(given),
    ),
  })
  .map(given)

const types: readonly ComponentType[] = [
  'application',
  'library',
  'firmware',
  'cryptographic-asset',
  'file',
  'service',
  'source',
  'unstated',
]
const hashes = fc.constantFrom(
  { algorithm: 'SHA-256', value: 'ab'.repeat(32) },
  { algorithm: 'MD5', value: 'cd'.repeat(16) },
  { algorithm: 'SHA-1', value: 'too short' },
  { algorithm: 'Streebog-256', value: '01'.repeat(32) },
  { algorithm: 'MD6', value: '01'.repeat(32) },
)
const licence = fc
  .record({
    kind: fc.constantFrom('id', 'name', 'expression'),
    value: fc.constantFrom('MIT', 'Apache-2.0', 'MIT OR Apache-2.0', 'Vendor licence', 'NONE'),
    url: maybe(url),
    acknowledgement: maybe(fc.constantFrom('declared', 'concluded')),
  })
  .map(given)
const identifier = fc.record({
  kind: fc.constantFrom('swid', 'swhid', 'omnibor', 'cpe', 'purl', 'gitoid'),
  value: word,
})

const component = fc
  .record({
    type: fc.constantFrom(...types),
    group: maybe(odd),
    name: odd,
    version: maybe(odd),
    purl: maybe(fc.constantFrom('pkg:npm/a@1', 'pkg:maven/g/a@1?type=jar')),
    cpe: maybe(fc.constant('cpe:2.3:a:acme:thing:1:*:*:*:*:*:*:*')),
    identifiers: few(identifier),
    supplier: maybe(organisation),
    manufacturer: maybe(organisation),
    author: maybe(odd),
    publisher: maybe(odd),
    description: maybe(odd),
    copyright: maybe(odd),
    scope: maybe(fc.constantFrom('required', 'optional', 'excluded')),
    licences: few(licence),
    hashes: few(hashes),
    externalReferences: few(
      fc
        .record({
          type: fc.constantFrom('website', 'vcs', 'distribution', 'advisory', 'rfc-9116'),
          url,
          comment: maybe(odd),
        })
        .map(given),
    ),
    properties: few(fc.record({ name: odd, value: maybe(odd) }).map(given)),
    graphKnown: fc.boolean(),
    parentSeed: maybe(fc.nat()),
  })
  .map((it) => given(it))

const analysis = fc
  .record({
    state: maybe(fc.constantFrom('exploitable', 'not_affected', 'in_triage', 'known_affected')),
    justification: maybe(fc.constantFrom('code_not_present', 'component_not_present')),
    responses: few(fc.constantFrom('update', 'vendor_fix')),
    detail: maybe(odd),
    firstIssued: maybe(time),
    lastUpdated: maybe(time),
  })
  .map(given)
const source = fc.record({ name: maybe(odd), url: maybe(url) }).map(given)
const status = fc.constantFrom('affected', 'not-affected', 'fixed', 'under-investigation', 'unstated')
const vulnerability = fc
  .record({
    id: maybe(word),
    source: maybe(source),
    aliases: few(fc.record({ id: word, source: maybe(source) }).map(given)),
    description: maybe(odd),
    detail: maybe(odd),
    recommendation: maybe(odd),
    weaknesses: few(fc.constantFrom(79, 89, 0)),
    ratings: few(
      fc
        .record({
          source: maybe(source),
          score: maybe(fc.constantFrom('9.8', '0', '7.50')),
          severity: maybe(fc.constantFrom('high', 'catastrophic')),
          method: maybe(fc.constantFrom('CVSSv31', 'CVSSv4', 'SSVC', 'home-made')),
          vector: maybe(word),
        })
        .map(given),
    ),
    created: maybe(time),
    published: maybe(time),
    updated: maybe(time),
    analysis: maybe(analysis),
    affects: few(
      fc
        .record({
          componentSeed: fc.nat(),
          status,
          analysis: maybe(analysis),
          versions: few(fc.record({ version: maybe(word), range: maybe(word), status }).map(given)),
        })
        .map(given),
    ),
  })
  .map((it) => given(it))

const kinds: readonly DependencyKind[] = ['depends-on', 'provides', 'build', 'runtime', 'static-link']

/** Any bill that the model can hold: parents before children, edges sorted, references all different. */
const bill: fc.Arbitrary<Bill> = fc
  .record({
    serial: maybe(fc.constantFrom('urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79', 'https://example.org/bill')),
    revision: maybe(fc.constantFrom(1, 7, 0)),
    name: maybe(odd),
    created: maybe(time),
    creators: few(
      fc
        .record({
          kind: fc.constantFrom('tool', 'person', 'organisation'),
          vendor: maybe(odd),
          name: odd,
          version: maybe(odd),
          email: maybe(fc.constant('a@example.org')),
        })
        .map(given),
    ),
    hasSubject: fc.boolean(),
    components: fc.array(component, { maxLength: 8 }),
    edges: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...kinds)), { maxLength: 8 }),
    vulnerabilities: few(vulnerability),
  })
  .map(({ hasSubject, components: drafts, edges, vulnerabilities, ...rest }) => {
    const components = drafts.map(({ parentSeed, ...draft }, index): Component => {
      const parent = parentSeed === undefined || index === 0 ? undefined : parentSeed % index
      return given({ ...draft, ref: `ref-${index}`, parent }) as Component
    })
    const size = components.length
    const unique = new Map<string, Dependency>()
    if (size > 0)
      for (const [a, b, kind] of edges)
        unique.set(`${a % size} ${b % size} ${kind}`, { from: a % size, to: b % size, kind })
    const order = (a: Dependency, b: Dependency) => a.from - b.from || a.to - b.to || (a.kind < b.kind ? -1 : 1)
    return given({
      ...rest,
      format: 'cyclonedx',
      version: '1.6',
      subject: hasSubject && size > 0 ? 0 : undefined,
      components,
      dependencies: [...unique.values()].sort(order),
      vulnerabilities: vulnerabilities.map(
        (it): Vulnerability => ({
          ...(it as unknown as Vulnerability),
          affects: it.affects.map(({ componentSeed, ...affected }) =>
            size === 0
              ? { ...affected, ref: 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#x' }
              : { ...affected, component: componentSeed % size, ref: `ref-${componentSeed % size}` },
          ) as Vulnerability['affects'],
        }),
      ),
      losses: [],
    } as const) as Bill
  })

test.each(['1.6', '1.7'])(
  'CycloneDX %s: every bill is written validly and read again, but for the listed losses',
  async (version) => {
    await fc.assert(
      fc.asyncProperty(bill, async (original) => {
        const { text, losses } = cyclonedx.encode(original, version)
        const { value, diagnostics } = await decodeBill({ file: 'bill.json', bytes: new TextEncoder().encode(text) })
        expect(diagnostics).toEqual([])
        if (value === undefined) throw new Error('not read')
        expect(value.losses).toEqual([])
        const order = losses.filter(({ path }) => path === '/components')
        const rest = losses.filter(({ path }) => path !== '/components')
        const again = order.length > 0 ? inOrderOf(value, original) : value
        const expected = { ...original, version }
        expect(without(again, rest)).toEqual(without(expected, rest))
      }),
      { numRuns: 400, seed: 3 },
    )
  },
)

test('SPDX 2.3: every bill is written validly and read again, but for the listed losses', async () => {
  await fc.assert(
    fc.asyncProperty(bill, async (original) => {
      const { text, losses } = spdx.encode(original, '2.3')
      const { value, diagnostics } = await decodeBill({ file: 'bill.json', bytes: new TextEncoder().encode(text) })
      expect(diagnostics).toEqual([])
      if (value === undefined) throw new Error('not read')
      const expected = { ...original, format: 'spdx', version: 'SPDX-2.3', losses: value.losses }
      expect(without(value, losses)).toEqual(without(expected, losses))
      // What is read back as lost is only what SPDX demands and a bill does not say.
      expect(value.losses.map(({ path }) => path)).toSatisfy((paths: readonly string[]) =>
        paths.every((path) =>
          ['/packages/*/filesAnalyzed', '/hasExtractedLicensingInfos/*/extractedText'].includes(path),
        ),
      )
    }),
    { numRuns: 400, seed: 5 },
  )
})
