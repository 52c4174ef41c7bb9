/** Every form in which requirements and mappings come and go: detected, read, written, and the same again but for what is listed. */
import { describe, expect, it } from 'vitest'
import { mapping, requirement, set } from '../../test/support/mappings.ts'
import type { Mapping, RequirementSet } from '#domain/requirements/index.ts'
import { encodeMappingLibrary, encodeSetLibrary } from './ciso-assistant/index.ts'
import { decodeFrameworks, detectFramework } from './framework-family.ts'
import { ALONE, held } from './frameworks.ts'
import { encodeCatalog, encodeMappings } from './oscal/index.ts'
import { writeWorkbook } from './sheets.ts'
import { encodeStrmCsv, encodeStrmWorkbook } from './strm/index.ts'

const source = (file: string, content: string | Uint8Array) => ({
  file,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
})

async function decode(...files: readonly ReturnType<typeof source>[]) {
  const read = await decodeFrameworks(files.map(held), ALONE)
  return {
    ...read,
    codes: read.diagnostics.map((d) => d.code),
    set: read.value?.sets[0],
    mapping: read.value?.mappings[0],
  }
}

/** What of a mapping must survive. */
function rows(m: Mapping | undefined) {
  return m?.rows.map((r) => `${r.from.join('+')} ${r.relation} ${r.to.join('+')} ${r.rationale} | ${r.because}`)
}

function requirements(s: RequirementSet | undefined) {
  return s?.requirements.map((r) => [r.id, r.title, r.says, r.isHeading, r.parent])
}

const SET = set(
  'scheme-x',
  [
    requirement('1', { title: 'Access', isHeading: true }),
    requirement('1.a', { title: 'Passwords', says: 'Passwords are unique.', parent: '1' }),
    requirement('1.a.i', { title: 'Length', says: 'They are long: 12 characters.', parent: '1.a' }),
    requirement('II.2', {
      title: 'Updates',
      says: '=Updates are signed.',
      applies: 'conditional',
      substitutable: false,
    }),
  ],
  { edition: '2.1', licence: 'CC BY 4.0' },
)
const ROWS = ['1.a equal t1', '1.a.i subset t2 functional', 'II.2 superset t1', 'II.2 intersects t2 syntactic']
const MAPPING = { ...mapping('scheme-x', 'other', ROWS), author: 'us' }

describe('what is written is read again', () => {
  it('OSCAL catalogue', async () => {
    const { text } = encodeCatalog(SET, { withText: true, on: '2026-11-25' })
    const read = await decode(source('scheme-x.json', text))
    expect(read.found[0]?.what).toBe('OSCAL catalogue')
    expect([read.set?.id, read.set?.name, read.set?.edition]).toEqual(['scheme-x', 'scheme-x', '2.1'])
    expect(requirements(read.set)).toEqual(requirements(SET))
    expect(read.set?.requirements[3]).toMatchObject({ applies: 'conditional', substitutable: false })
  })

  it('OSCAL mapping collection, rows that join several included', async () => {
    const joined = {
      ...MAPPING,
      rows: [
        ...MAPPING.rows,
        ...mapping('scheme-x', 'other', ['1.a+1.a.i superset t1+t2', '1.a disjoint t2', '1.a equivalent t1']).rows,
      ],
    }
    const { text, losses } = encodeMappings([joined], { on: '2026-11-25' })
    const read = await decode(source('m.json', text))
    expect(losses).toEqual([])
    expect(rows(read.mapping)).toEqual(rows(joined))
    expect(read.mapping).toMatchObject({
      id: 'scheme-x__other',
      from: { set: 'scheme-x', edition: '1' },
      to: { set: 'other' },
      author: 'us',
    })
  })

  it('STRM as CSV and as a workbook', async () => {
    const joined = {
      ...MAPPING,
      rows: [
        ...MAPPING.rows,
        ...mapping('scheme-x', 'other', [
          '1.a+II.2 superset t1',
          '1.a none-found t2',
          '1.a linked t9 unstated',
          '1.a equivalent t1',
        ]).rows,
      ],
    }
    const input = {
      mapping: joined,
      textOf: (_: string, id: string) => ({ title: `title ${id}`, text: id === 'II.2' ? '=1+1' : `text ${id}` }),
    }
    const csv = encodeStrmCsv(input)
    expect(csv.text).toContain("'=1+1")
    const fromCsv = await decode(source('any.csv', csv.text))
    const fromBook = await decode(source('any.xlsx', encodeStrmWorkbook([input]).bytes))
    for (const read of [fromCsv, fromBook]) {
      expect(read.codes).toEqual([])
      expect(rows(read.mapping)).toEqual(rows(joined))
      expect(read.set?.requirements.find((r) => r.id === 'II.2')?.says).toBe('=1+1')
      expect(read.set?.isPartial).toBe(true)
    }
  })

  it('CISO Assistant libraries', async () => {
    const set1 = encodeSetLibrary(SET, true)
    const read = await decode(source('a.yaml', set1.text), source('b.yaml', encodeMappingLibrary(MAPPING).text))
    expect(read.found.map((f) => f.what)).toEqual(['CISO Assistant library, YAML', 'CISO Assistant library, YAML'])
    expect(read.set?.requirements.map((r) => [r.id, r.says, r.isHeading, r.parent])).toEqual([
      ['1', '', true, undefined],
      ['1.a', 'Passwords are unique.', false, '1'],
      ['1.a.i', 'They are long: 12 characters.', false, '1.a'],
      ['ii.2', '=Updates are signed.', false, undefined],
    ])
    expect(set1.losses.map((l) => l.path)).toEqual(['/requirements/*/applies', '/requirements/*/substitutable'])
    expect(rows(read.mapping)).toEqual(rows(MAPPING)?.map((r) => r.replace('II.2', 'ii.2')))
    expect(read.mapping?.from.set).toBe(read.set?.id)
  })

  it('without text keeps every identifier and no word', async () => {
    const oscalText = encodeCatalog(SET, { withText: false, on: '2026-11-25' }).text
    const library = encodeSetLibrary(SET, false).text
    for (const text of [oscalText, library]) {
      expect(text).not.toMatch(/Passwords|unique|Updates/)
      expect((await decode(source('scheme-x.json', text))).set?.requirements).toHaveLength(4)
    }
  })
})

describe('forms of others', () => {
  it('OSCAL is the same in JSON, YAML and XML', async () => {
    const json = JSON.stringify({
      catalog: {
        uuid: 'u',
        metadata: { title: 'T', version: '1' },
        groups: [
          {
            id: 'g',
            title: 'G',
            controls: [
              {
                id: 'c-1',
                title: 'C *one*',
                params: [{ id: 'p', label: 'span of time' }],
                parts: [{ id: 'c-1_smt', name: 'statement', prose: 'Act within {{ insert: param, p }}.\n\nTwice.' }],
              },
            ],
          },
        ],
      },
    })
    const yaml =
      'catalog:\n  uuid: u\n  metadata:\n    title: T\n    version: "1"\n  groups:\n  - id: g\n    title: G\n    controls:\n    - id: c-1\n      title: C *one*\n      params:\n      - id: p\n        label: span of time\n      parts:\n      - id: c-1_smt\n        name: statement\n        prose: "Act within {{ insert: param, p }}.\\n\\nTwice."\n'
    const xml =
      '<?xml version="1.0"?><catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0" uuid="u"><metadata><title>T</title><version>1</version></metadata><group id="g"><title>G</title><control id="c-1"><title>C <em>one</em></title><param id="p"><label>span of time</label></param><part id="c-1_smt" name="statement"><p>Act within <insert type="param" id-ref="p"/>.</p><p>Twice.</p></part></control></group></catalog>'
    const read = await Promise.all([
      decode(source('x.json', json)),
      decode(source('x.yaml', yaml)),
      decode(source('x.xml', xml)),
    ])
    expect(read[0]?.set?.requirements[1]).toMatchObject({
      id: 'c-1',
      title: 'C *one*',
      says: 'Act within [span of time].\n\nTwice.',
      parent: 'g',
    })
    expect(read[1]?.set).toEqual(read[0]?.set)
    expect(read[2]?.set).toEqual(read[0]?.set)
    expect(read[0]?.set?.parts).toEqual(['c-1_smt'])
  })

  it('an OSCAL mapping by others: kinds by row or collection, unknown relations told, no relationship is none found', async () => {
    const text = JSON.stringify({
      'mapping-collection': {
        uuid: 'u',
        metadata: { title: 'M' },
        provenance: { method: 'human', 'matching-rationale': 'functional' },
        mappings: [
          {
            uuid: 'm',
            'source-resource': { type: 'catalog', href: '#r' },
            'target-resource': { type: 'catalog', href: 'https://x.example/B_catalog.json' },
            maps: [
              {
                uuid: '1',
                relationship: 'superset-of',
                sources: [
                  { type: 'control', 'id-ref': 'a' },
                  { type: 'control', 'id-ref': 'b' },
                ],
                targets: [{ type: 'statement', 'id-ref': 't' }],
                remarks: 'why',
              },
              {
                uuid: '2',
                relationship: 'no-relationship',
                'matching-rationale': 'semantic',
                sources: [{ type: 'control', 'id-ref': 'a' }],
                targets: [{ type: 'control', 'id-ref': 'u' }],
              },
              {
                uuid: '3',
                relationship: 'precludes',
                ns: 'https://x.example',
                sources: [{ type: 'control', 'id-ref': 'a' }],
                targets: [{ type: 'control', 'id-ref': 'u' }],
              },
              { uuid: '4', relationship: 'equal-to', sources: [], targets: [] },
            ],
          },
        ],
        'back-matter': { resources: [{ uuid: 'r', rlinks: [{ href: '../A-min.json' }] }] },
      },
    })
    const read = await decode(source('m.json', text))
    expect(read.mapping).toMatchObject({ from: { set: 'a' }, to: { set: 'b_catalog' } })
    expect(rows(read.mapping)).toEqual([
      'a+b superset t functional | why',
      'a none-found u semantic | ',
      'a linked u functional | ',
    ])
    expect(read.codes).toEqual(['formats.unknown-relation', 'formats.row-skipped'])
  })

  it('STRM as the Secure Controls Framework prints it, with lines above the table, and OLIR groups', async () => {
    const csv =
      'NIST IR 8477 STRM,,,\nFocal Document:,My Rules 1.0,,\nReference Document:,Big Framework,,\n\nFDE #,FDE Name,Focal Document Element (FDE) Description,STRM Rationale,STRM Relationship,SCF Control,SCF #,Secure Controls Framework (SCF) Control Description,Strength of Relationship (optional),Notes (optional)\n1.1,One,First text,Functional,Intersects With,Control,GOV-01,Governance text,5,note\n1.2,Two,,Functional,no relationship,,,,,\n1.3,Three,,Magic,subset of,,GOV-02,,,\n'
    const read = await decode(source('scf.csv', csv))
    expect(read.mapping).toMatchObject({ id: 'my-rules-1.0__big-framework' })
    expect(rows(read.mapping)).toEqual(['1.1 intersects GOV-01 functional | note', '1.3 subset GOV-02 unstated | '])
    expect(read.codes).toEqual(['formats.unknown-rationale'])
    expect(read.diagnostics[0]?.at?.line).toBe(8)
    expect(read.losses.map((l) => l.path)).toEqual(['/…/Reference Document Element', '/…/Strength of Relationship'])
    const groups =
      'Focal Document Element,Rationale,Relationship,Reference Document Element,Group Identifier\na,Semantic,superset of,x,G1\na,Semantic,superset of,y,G1\nb,Semantic,equal,z,\n'
    expect(rows((await decode(source('one-to-two.csv', groups))).mapping)).toEqual([
      'a superset x+y semantic | ',
      'b equal z semantic | ',
    ])
  })

  it('a CISO Assistant workbook gives what its library gives', async () => {
    const book = writeWorkbook([
      {
        name: 'library_meta',
        rows: [
          ['type', 'library'],
          ['urn', 'urn:p:risk:library:f'],
          ['ref_id', 'f'],
          ['name', 'F'],
          ['version', '3'],
          ['provider', 'P'],
          ['copyright', 'CC0'],
        ],
      },
      {
        name: 'fw_meta',
        rows: [
          ['type', 'framework'],
          ['base_urn', 'urn:p:risk:req_node:f'],
          ['urn', 'urn:p:risk:framework:f'],
          ['ref_id', 'f'],
          ['name', 'F'],
        ],
      },
      {
        name: 'fw_content',
        rows: [
          ['assessable', 'depth', 'ref_id', 'name', 'description'],
          ['', '1', 'A', 'Head', ''],
          ['x', '2', 'A 1', 'One', 'text'],
          ['x', '2', '', '', 'no id'],
        ],
      },
      {
        name: 'm_meta',
        rows: [
          ['type', 'requirement_mapping_set'],
          ['source_framework_urn', 'urn:p:risk:framework:f'],
          ['target_framework_urn', 'urn:p:risk:framework:g'],
          ['source_node_base_urn', 'urn:p:risk:req_node:f'],
          ['target_node_base_urn', 'urn:p:risk:req_node:g'],
        ],
      },
      {
        name: 'm_content',
        rows: [
          ['source_node_id', 'target_node_id', 'relationship', 'rationale'],
          ['a-1', 'g1', 'subset', 'semantic'],
        ],
      },
    ])
    const read = await decode(source('f.xlsx', book))
    expect(read.found[0]?.what).toBe('CISO Assistant library, workbook')
    expect(requirements(read.set)).toEqual([
      ['a', 'Head', '', true, undefined],
      ['a-1', 'One', 'text', false, 'a'],
      ['a:1', 'no id', 'no id', false, 'a'],
    ])
    expect(rows(read.mapping)).toEqual(['a-1 subset g1 semantic | '])
    expect(read.losses.map((l) => [l.path, l.count])).toEqual([['/…_content/*/ref_id', 1]])
  })

  it('CPRT: hierarchy from projections, everything else links', async () => {
    const text = JSON.stringify({
      response: {
        elements: {
          documents: [{ doc_identifier: 'CSF_2', name: 'CSF', version: '2.0' }],
          relationship_types: [],
          elements: [
            { element_identifier: 'GV', element_type: 'function', title: 'Govern', text: '', doc_identifier: 'CSF_2' },
            {
              element_identifier: 'GV.OC',
              element_type: 'category',
              title: '',
              text: 'Context is understood',
              doc_identifier: 'CSF_2',
            },
          ],
          relationships: [
            {
              source_element_identifier: 'GV',
              source_doc_identifier: 'CSF_2',
              dest_element_identifier: 'GV.OC',
              dest_doc_identifier: 'CSF_2',
              relationship_identifier: 'projection',
            },
            {
              source_element_identifier: 'GV.OC',
              source_doc_identifier: 'CSF_2',
              dest_element_identifier: 'ID.BE',
              dest_doc_identifier: 'CSF_1',
              relationship_identifier: 'external_reference',
            },
          ],
        },
      },
    })
    const read = await decode(source('cprt.json', text))
    expect(requirements(read.set)).toEqual([
      ['GV', 'Govern', '', true, undefined],
      ['GV.OC', 'Context is understood', 'Context is understood', false, 'GV'],
    ])
    expect(read.mapping?.rows[0]).toMatchObject({ relation: 'linked', printed: 'external_reference' })
  })

  it('OpenCRE in YAML and CSV', async () => {
    const yaml =
      'doctype: CRE\nid: 111-111\nname: Root\nlinks:\n- document:\n    doctype: CRE\n    id: 222-222\n    name: Leaf\n  ltype: Contains\n- document:\n    doctype: Standard\n    name: ASVS\n    section: words\n    sectionID: V1\n  ltype: Linked To\n'
    const csv =
      'CRE 0,CRE 1,ASVS|name,ASVS|id,ASVS|hyperlink\n111-111|Root,,,,\n111-111|Root,222-222|Leaf,words,V1,https://x.example\n'
    const a = await decode(source('111.yaml', yaml))
    const b = await decode(source('cre.csv', csv))
    expect(a.value?.sets.map((s) => [s.id, s.isHub ?? false, s.requirements.length])).toEqual([
      ['opencre', true, 2],
      ['asvs', false, 1],
    ])
    expect(a.value?.mappings.map((m) => m.rows.map((r) => `${r.from.join()} ${r.printed} ${r.to.join()}`))).toEqual([
      ['111-111 Contains 222-222'],
      ['111-111 Linked To V1'],
    ])
    expect(b.value?.mappings.map((m) => m.rows.map((r) => `${r.from.join()} ${r.printed} ${r.to.join()}`))).toEqual([
      ['111-111 Contains 222-222'],
      ['222-222 Linked To V1'],
    ])
  })

  it('CycloneDX standards in JSON and XML', async () => {
    const json = JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      definitions: {
        standards: [
          {
            'bom-ref': 'std',
            name: 'Std',
            version: '1',
            owner: 'O',
            requirements: [
              { 'bom-ref': 'r1', identifier: 'V1', title: 'Chapter' },
              { 'bom-ref': 'r2', identifier: 'V1.1', text: 'Do it', parent: 'r1', openCre: ['CRE:111-111'] },
            ],
            levels: [{ identifier: 'L1' }],
          },
        ],
      },
    })
    const xml =
      '<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6"><definitions><standards><standard bom-ref="std"><name>Std</name><version>1</version><owner>O</owner><requirements><requirement bom-ref="r1"><identifier>V1</identifier><title>Chapter</title></requirement><requirement bom-ref="r2"><identifier>V1.1</identifier><text>Do it</text><parent>r1</parent><openCre>CRE:111-111</openCre></requirement></requirements><levels><level/></levels></standard></standards></definitions></bom>'
    const [a, b] = [await decode(source('x.json', json)), await decode(source('x.xml', xml))]
    expect(requirements(a.set)).toEqual([
      ['V1', 'Chapter', '', true, undefined],
      ['V1.1', 'V1.1', 'Do it', false, 'V1'],
    ])
    expect(b.set).toEqual(a.set)
    expect(b.value?.mappings).toEqual(a.value?.mappings)
    expect(a.losses).toEqual(b.losses)
  })

  it('are told apart, and what is none of them is refused with what would be read', async () => {
    expect(await detectFramework(source('x.txt', 'hello'))).toBeUndefined()
    expect(await detectFramework(source('x.json', '{"bomFormat": "CycloneDX"}'))).toBeUndefined()
    const read = await decode(source('x.md', '# hello'))
    expect(read.codes).toEqual(['formats.unknown-format'])
    expect(read.diagnostics[0]?.hint).toContain('OSCAL')
  })
})
