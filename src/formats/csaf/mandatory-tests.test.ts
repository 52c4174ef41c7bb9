/** Each mandatory test is failed by one small change to a document that passes all of them. */
import { expect, test } from 'vitest'
import { csafErrors } from '../csaf-errors.ts'
import { decodeAdvisory } from '../index.ts'

type Json = Record<string, unknown>

const revision = (number: string, date: string) => ({ number, date, summary: 'x' })

function advisory(category: string): Json {
  return {
    document: {
      category,
      csaf_version: '2.0',
      title: 'An advisory',
      lang: 'en',
      publisher: { category: 'vendor', name: 'Example', namespace: 'https://example.org' },
      notes: [{ category: 'summary', text: 'What happened' }],
      references: [{ category: 'external', summary: 'More', url: 'https://example.org/more' }],
      tracking: {
        id: 'EX-1',
        status: 'final',
        version: '2',
        initial_release_date: '2026-01-01T00:00:00Z',
        current_release_date: '2026-02-01T00:00:00Z',
        revision_history: [revision('1', '2026-01-01T00:00:00Z'), revision('2', '2026-02-01T00:00:00Z')],
      },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: 'Example',
          branches: [{ category: 'product_version', name: '4.2', product: { product_id: 'A', name: 'Example A 4.2' } }],
        },
      ],
      full_product_names: [
        {
          product_id: 'B',
          name: 'Example B',
          product_identification_helper: {
            purl: 'pkg:npm/b@1',
            hashes: [{ filename: 'b', file_hashes: [{ algorithm: 'sha256', value: 'ab'.repeat(32) }] }],
          },
        },
      ],
      product_groups: [{ group_id: 'G', product_ids: ['A', 'B'] }],
      relationships: [
        {
          category: 'installed_on',
          product_reference: 'A',
          relates_to_product_reference: 'B',
          full_product_name: { product_id: 'AB', name: 'A on B' },
        },
      ],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2026-0001',
        cwe: { id: 'CWE-416', name: 'Use After Free' },
        notes: [{ category: 'description', text: 'It crashes' }],
        product_status: { known_affected: ['A'], known_not_affected: ['B'] },
        flags: [{ label: 'component_not_present', product_ids: ['B'] }],
        remediations: [{ category: 'vendor_fix', details: 'Update', product_ids: ['A'] }],
        involvements: [{ party: 'vendor', status: 'completed', date: '2026-01-01T00:00:00Z' }],
        scores: [
          {
            products: ['A'],
            cvss_v3: {
              version: '3.1',
              vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
              attackVector: 'NETWORK',
              baseScore: 9.8,
              baseSeverity: 'CRITICAL',
            },
          },
        ],
      },
    ],
  }
}

/** Sets the member at a path like `/document/lang`; undefined removes it, `/-` appends. */
function changed(document: Json, path: string, value: unknown): Json {
  const copy = structuredClone(document)
  const steps = path.slice(1).split('/')
  const last = steps.pop() ?? ''
  let at = copy as unknown
  for (const step of steps) at = (at as Record<string, unknown>)[step]
  const target = at as Record<string, unknown> & unknown[]
  if (last === '-') target.push(value)
  else if (value === undefined) Reflect.deleteProperty(target, last)
  else target[last] = value
  return copy
}

async function codesOf(document: Json): Promise<readonly string[]> {
  const { diagnostics } = await decodeAdvisory({
    file: 'a.json',
    bytes: new TextEncoder().encode(JSON.stringify(document)),
  })
  return diagnostics.map(({ code }) => code)
}

const tracking = '/document/tracking'
const first = '/vulnerabilities/0'

const cases: readonly (readonly [number: string, category: string, path: string, value: unknown])[] = [
  ['6.1.1', 'csaf_base', `${first}/product_status/known_affected/-`, 'Z'],
  ['6.1.2', 'csaf_base', '/product_tree/full_product_names/0/product_id', 'A'],
  ['6.1.3', 'csaf_base', '/product_tree/relationships/0/product_reference', 'AB'],
  ['6.1.4', 'csaf_base', `${first}/flags/0/group_ids`, ['Z']],
  ['6.1.5', 'csaf_base', '/product_tree/product_groups/-', { group_id: 'G', product_ids: ['A', 'AB'] }],
  ['6.1.6', 'csaf_base', `${first}/product_status/fixed`, ['A']],
  [
    '6.1.7',
    'csaf_base',
    `${first}/scores/-`,
    {
      products: ['A'],
      cvss_v3: {
        version: '3.1',
        vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
        baseScore: 9.8,
        baseSeverity: 'CRITICAL',
      },
    },
  ],
  ['6.1.8', 'csaf_base', `${first}/scores/0/cvss_v3/baseSeverity`, undefined],
  ['6.1.9', 'csaf_base', `${first}/scores/0/cvss_v3/baseScore`, 9.7],
  ['6.1.10', 'csaf_base', `${first}/scores/0/cvss_v3/attackVector`, 'LOCAL'],
  ['6.1.11', 'csaf_base', `${first}/cwe/name`, 'Use Before Free'],
  ['6.1.12', 'csaf_base', '/document/lang', 'xq'],
  ['6.1.13', 'csaf_base', '/product_tree/full_product_names/0/product_identification_helper/purl', 'pkg:maven/b@1'],
  ['6.1.14', 'csaf_base', `${tracking}/revision_history/0/date`, '2026-03-01T00:00:00Z'],
  ['6.1.15', 'csaf_base', '/document/publisher/category', 'translator'],
  ['6.1.16', 'csaf_base', `${tracking}/version`, '3'],
  ['6.1.17', 'csaf_base', `${tracking}/version`, '0'],
  ['6.1.18', 'csaf_base', `${tracking}/revision_history/0/number`, '0'],
  ['6.1.19', 'csaf_base', `${tracking}/revision_history/0/number`, '1.0.0-rc'],
  ['6.1.20', 'csaf_base', `${tracking}/version`, '2.0.0-rc'],
  ['6.1.21', 'csaf_base', `${tracking}/revision_history/1/number`, '3'],
  ['6.1.22', 'csaf_base', `${tracking}/revision_history/1/number`, '1'],
  ['6.1.23', 'csaf_base', '/vulnerabilities/-', { cve: 'CVE-2026-0001' }],
  ['6.1.24', 'csaf_base', `${first}/involvements/-`, { party: 'vendor', status: 'open', date: '2026-01-01T00:00:00Z' }],
  [
    '6.1.25',
    'csaf_base',
    '/product_tree/full_product_names/0/product_identification_helper/hashes/0/file_hashes/-',
    { algorithm: 'sha256', value: 'cd'.repeat(32) },
  ],
  ['6.1.26', 'csaf_base', '/document/category', 'Security_Advisory'],
  ['6.1.27.1', 'csaf_security_incident_response', '/document/notes', [{ category: 'legal_disclaimer', text: 'x' }]],
  [
    '6.1.27.2',
    'csaf_security_incident_response',
    '/document/references',
    [{ category: 'self', summary: 'x', url: 'https://example.org' }],
  ],
  ['6.1.27.3', 'csaf_security_advisory', '/document/category', 'csaf_informational_advisory'],
  ['6.1.27.4', 'csaf_vex', '/product_tree', undefined],
  ['6.1.27.5', 'csaf_vex', `${first}/notes`, undefined],
  ['6.1.27.6', 'csaf_security_advisory', `${first}/product_status`, undefined],
  ['6.1.27.7', 'csaf_vex', `${first}/product_status`, { recommended: ['A'] }],
  ['6.1.27.8', 'csaf_vex', `${first}/cve`, undefined],
  ['6.1.27.9', 'csaf_vex', `${first}/flags`, undefined],
  ['6.1.27.10', 'csaf_vex', `${first}/remediations`, undefined],
  ['6.1.27.11', 'csaf_vex', '/vulnerabilities', undefined],
  ['6.1.28', 'csaf_base', '/document/source_lang', 'en'],
  ['6.1.29', 'csaf_base', `${first}/remediations/0/product_ids`, undefined],
  ['6.1.30', 'csaf_base', `${tracking}/revision_history/0/number`, '1.0.0'],
  ['6.1.31', 'csaf_base', '/product_tree/branches/0/branches/0/name', 'before 4.2'],
  ['6.1.32', 'csaf_base', `${first}/flags/0/product_ids`, undefined],
  ['6.1.33', 'csaf_base', `${first}/flags/-`, { label: 'vulnerable_code_not_present', group_ids: ['G'] }],
]

test.each(['csaf_base', 'csaf_vex', 'csaf_security_advisory', 'csaf_security_incident_response'])(
  'the document passes as %s',
  async (category) => {
    expect(await codesOf(advisory(category))).toEqual([])
  },
)

test.each(cases)('%s is failed as %s by a change to %s', async (number, category, path, value) => {
  expect(await codesOf(changed(advisory(category), path, value))).toContain(`formats.csaf-${number}`)
})

test('every mandatory test has its case', () => {
  expect(cases.map(([number]) => `formats.csaf-${number}`).sort()).toEqual(Object.keys(csafErrors).sort())
})

test('what an advisory says of its products is understood', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(advisory('csaf_vex')))
  const { value } = await decodeAdvisory({ file: 'a.json', bytes })
  expect(value).toMatchObject({
    format: 'csaf',
    id: 'EX-1',
    category: 'csaf_vex',
    publisher: 'Example',
    edition: '2',
    vulnerabilities: [
      {
        id: 'CVE-2026-0001',
        weaknesses: [416],
        ratings: [{ score: '9.8', severity: 'critical', method: 'CVSSv31' }],
        affects: [
          { ref: 'A', status: 'affected', analysis: { state: 'known_affected', responses: ['vendor_fix'] } },
          { ref: 'B', status: 'not-affected', analysis: { justification: 'component_not_present' } },
        ],
      },
    ],
  })
  expect(value?.products.map(({ ref, purl, version, supplier }) => [ref, purl, version, supplier?.name])).toEqual([
    ['B', 'pkg:npm/b@1', undefined, undefined],
    ['A', undefined, '4.2', 'Example'],
    ['AB', undefined, undefined, undefined],
  ])
})
