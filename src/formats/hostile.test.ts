/** Broken and hostile documents: each gives located diagnostics, none crashes, and the work stays linear. */
import { describe, expect, test } from 'vitest'
import { formatErrors } from './errors.ts'
import { decodeAdvisory, decodeBill } from './index.ts'

const encoder = new TextEncoder()
const utf8 = (text: string) => encoder.encode(text)

function utf16(text: string, isBigEndian: boolean, hasMark: boolean): Uint8Array {
  const units = hasMark ? `\ufeff${text}` : text
  const bytes = new Uint8Array(units.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < units.length; i++) view.setUint16(i * 2, units.charCodeAt(i), !isBigEndian)
  return bytes
}

const start = '{"bomFormat":"CycloneDX","specVersion":"1.5","version":1'
const bill = (rest: string) => utf8(`${start}${rest}}`)
const xml = (inside: string, before = '') =>
  utf8(`<?xml version="1.0"?>\n${before}<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">${inside}</bom>`)
const spdx = (rest: string) =>
  utf8(
    `{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","dataLicense":"CC0-1.0","name":"a","documentNamespace":"https://example.org/a","creationInfo":{"created":"2026-11-25T00:00:00Z","creators":["Tool: a"]}${rest}}`,
  )
const tagValue = (rest: string) =>
  utf8(
    `SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: a\nDocumentNamespace: https://example.org/a\nCreator: Tool: a\nCreated: 2026-11-25T00:00:00Z\n${rest}`,
  )
const component = '{"type":"library","name":"a","bom-ref":"a"}'

function nestedComponents(levels: number): string {
  return `${'{"type":"library","name":"a","components":['.repeat(levels)}${component}${']}'.repeat(levels)}`
}

const million = 1_000_000

/** What it is, the bytes, the code of the first error, and where it is. */
type Case = readonly [what: string, bytes: Uint8Array, code: string, place?: string]
const broken: readonly Case[] = [
  ['nothing at all', utf8(''), 'formats.empty', '1:1'],
  ['spaces only', utf8('  \n '), 'formats.unknown-format', '1:1'],
  ['prose', utf8('This is not a bill of materials.'), 'formats.unknown-format', '1:1'],
  ['another JSON document', utf8('{"a":1}'), 'formats.unknown-format', '1:1'],
  ['a bare list', utf8('[1,2,3]'), 'formats.unknown-format', '1:1'],
  ['a gzip file', new Uint8Array([0x1f, 0x8b, 8, 0]), 'formats.compressed', '1:1'],
  ['a zip file', new Uint8Array([0x50, 0x4b, 3, 4, 0]), 'formats.compressed', '1:1'],
  ['UTF-32', new Uint8Array([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), 'formats.unsupported-encoding', '1:1'],
  ['Latin-1', new Uint8Array([...utf8(`${start},"serialNumber":"`), 0xe9, 0x22, 0x7d]), 'formats.invalid-text', '1:74'],
  [
    'a lone continuation byte',
    new Uint8Array([...utf8(`${start},"serialNumber":"`), 0x80, ...utf8('"}')]),
    'formats.invalid-text',
    '1:74',
  ],
  ['a zero byte', utf8(`${start},\u0000"components":[]}`), 'formats.json-syntax', '1:58'],
  ['a text that ends in a list', utf8(`${start},"components":[${component},`), 'formats.truncated', '1:116'],
  ['a text that ends in a string', utf8(`${start},"components":[{"type":"lib`), 'formats.truncated', '1:84'],
  ['a comma too many', bill(`,"components":[${component},]`), 'formats.json-syntax', '1:116'],
  ['a missing comma', bill(`,"components":[${component} ${component}]`), 'formats.json-syntax', '1:116'],
  ['single quotes', utf8("{'bomFormat':'CycloneDX'}"), 'formats.json-syntax', '1:2'],
  ['a comment', utf8('{"bomFormat":"CycloneDX",\n// no\n"specVersion":"1.5"}'), 'formats.json-syntax', '2:1'],
  ['text after the document', utf8(`${start}} {}`), 'formats.json-syntax', '1:59'],
  ['a number that is none', bill(',"version":01'), 'formats.json-syntax', '1:68'],
  ['a bad escape', bill(',"serialNumber":"\\x"'), 'formats.json-syntax', '1:74'],
  ['a key twice', bill(',"version":2'), 'formats.duplicate-key', '1:58'],
  [
    'a key twice inside a component',
    bill(',\n"components":[{"type":"library","name":"a","name":"b"}]'),
    'formats.duplicate-key',
    '2:44',
  ],
  ['an unknown version', utf8('{"bomFormat":"CycloneDX","specVersion":"9.9"}'), 'formats.unknown-version', '1:40'],
  ['no version', utf8('{"bomFormat":"CycloneDX"}'), 'formats.unknown-version', '1:1'],
  [
    'a version that is a number',
    utf8('{"bomFormat":"CycloneDX","specVersion":1.5}'),
    'formats.unknown-version',
    '1:40',
  ],
  ['a component without a name', bill(',\n"components":[\n{"type":"library"}]'), 'formats.schema', '3:1'],
  ['a component that is a number', bill(',\n"components":[7]'), 'formats.schema', '2:15'],
  ['components that are an object', bill(',"components":{}'), 'formats.schema', '1:71'],
  ['a type that does not exist', bill(',"components":[{"type":"libary","name":"a"}]'), 'formats.schema', '1:80'],
  [
    'a member that does not exist',
    bill(',"components":[{"type":"library","name":"a","nmae":"b"}]'),
    'formats.schema',
    '1:108',
  ],
  [
    'a licence that does not exist',
    bill(',"components":[{"type":"library","name":"a","licenses":[{"license":{"id":"Apache 2"}}]}]'),
    'formats.schema',
    '1:130',
  ],
  ['a day that does not exist', bill(',"metadata":{"timestamp":"2026-02-30T00:00:00Z"}'), 'formats.schema', '1:82'],
  [
    'the same component twice',
    bill(',"components":[{"type":"library","name":"a"},{"name":"a","type":"library"}]'),
    'formats.not-unique',
    '1:102',
  ],
  [
    'a reference borne twice',
    bill(`,"components":[${component},{"type":"file","name":"b","bom-ref":"a"}]`),
    'formats.duplicate-reference',
    '1:116',
  ],
  ['1,000 nested components', bill(`,"components":[${nestedComponents(1000)}]`), 'formats.too-deep'],
  ['10,000 nested components', bill(`,"components":[${nestedComponents(10_000)}]`), 'formats.too-deep'],
  ['ten million open brackets', utf8('['.repeat(10 * million)), 'formats.too-deep', '1:1001'],
  ['ten million open brackets in a bill', bill(`,"components":${'['.repeat(10 * million)}`), 'formats.too-deep'],
  ['ten million open objects', utf8('{"a":'.repeat(10 * million)), 'formats.too-deep'],
  ['ten million empty elements', bill(`,"components":[${','.repeat(10 * million)}]`), 'formats.json-syntax', '1:72'],
  ['50 MB of noise', noise(50 * million), 'formats.unknown-format', '1:1'],
  [
    '50 MB of noise in a bill',
    joined(utf8(`${start},"components":["`), noise(50 * million)),
    'formats.invalid-text',
    '1:74',
  ],
  [
    'XML that ends in the middle',
    utf8('<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components>'),
    'formats.truncated',
  ],
  ['XML with tags crossed', xml('<components><a></components></a>'), 'formats.xml-syntax', '2:90'],
  ['XML with an unknown entity', xml('<metadata>&bomb;</metadata>'), 'formats.xml-syntax', '2:78'],
  [
    'an entity bomb',
    xml('&d;', '<!DOCTYPE bom [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY d "&b;&b;&b;">]>\n'),
    'formats.xml-doctype',
    '2:90',
  ],
  [
    'an external entity',
    xml('&x;', '<!DOCTYPE bom [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'),
    'formats.xml-doctype',
    '2:56',
  ],
  ['XML of another kind', utf8('<html xmlns="http://www.w3.org/1999/xhtml"/>'), 'formats.unknown-format', '1:1'],
  [
    'XML of an unknown version',
    utf8('<bom xmlns="http://cyclonedx.org/schema/bom/9.9"/>'),
    'formats.unknown-version',
    '1:1',
  ],
  [
    'XML with an element out of place',
    xml('\n<components><component type="library"><nmae>a</nmae></component></components>'),
    'formats.schema',
    '3:39',
  ],
  [
    'XML without a needed attribute',
    xml('\n<components><component><name>a</name></component></components>'),
    'formats.schema',
    '3:13',
  ],
  [
    '10,000 nested elements',
    xml('<components><component type="library"><name>a</name>'.repeat(10_000)),
    'formats.too-deep',
  ],
  [
    'a million open tags',
    utf8(`<bom xmlns="http://cyclonedx.org/schema/bom/1.5">${'<a>'.repeat(million)}`),
    'formats.too-deep',
  ],
  ['XML cut in a character', new Uint8Array([...xml('<metadata>').subarray(0, 90), 0xc3]), 'formats.invalid-text'],
  ['SPDX of an unknown version', utf8('{"spdxVersion":"SPDX-9.9"}'), 'formats.unknown-version', '1:16'],
  [
    'an SPDX package without an identifier',
    spdx(',"packages":[{"name":"a","downloadLocation":"NONE"}]'),
    'formats.schema',
  ],
  [
    'an SPDX relationship of no kind',
    spdx(
      ',"relationships":[{"spdxElementId":"SPDXRef-a","relatedSpdxElement":"SPDXRef-b","relationshipType":"DEPENDS"}]',
    ),
    'formats.schema',
  ],
  [
    'an SPDX identifier of the wrong form',
    spdx(',"packages":[{"SPDXID":"a b","name":"a","downloadLocation":"NONE"}]'),
    'formats.schema',
  ],
  [
    'a tag-value line that is none',
    tagValue('PackageName: a\nSPDXID: SPDXRef-a\nPackageDownloadLocation: NONE\nwhat is this'),
    'formats.tag-value-syntax',
    '11:1',
  ],
  ['a tag that does not exist', tagValue('PakageName: a'), 'formats.tag-value-syntax', '8:1'],
  [
    'a text that never closes',
    tagValue('PackageName: a\nSPDXID: SPDXRef-a\nPackageDownloadLocation: NONE\nPackageComment: <text>and so on'),
    'formats.truncated',
    '11:1',
  ],
  [
    'SPDX 3 without an identifier',
    utf8('{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[{"type":"software_Package"}]}'),
    'formats.schema',
  ],
  [
    'SPDX 3 of an unknown context',
    utf8('{"@context":"https://spdx.org/rdf/3.9.9/spdx-context.jsonld","@graph":[]}'),
    'formats.unknown-version',
    '1:13',
  ],
]

function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = 12345
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    bytes[i] = 0x80 | (state >>> 24)
  }
  bytes[0] = 0x41
  return bytes
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}

describe('broken bills of materials', () => {
  test.each(broken.map((it): [string, Case] => [it[0], it]))('%s', async (_, [, bytes, code, place]) => {
    const { diagnostics } = await decodeBill({ file: 'bill', bytes })
    const [error] = diagnostics.filter(({ severity }) => severity === 'error')
    expect(error).toMatchObject({ code, at: { file: 'bill' } })
    const found = place === undefined ? undefined : `${error?.at?.line}:${error?.at?.column}`
    expect({ place: found, says: error?.message }).toEqual({ place, says: error?.message })
    expect(Object.keys(formatErrors)).toContain(error?.code)
  })
})

describe('odd but readable bills of materials', () => {
  const text = `${start},"components":[{"type":"library","name":"größe","bom-ref":"a"}]}`
  const readable: readonly (readonly [string, Uint8Array])[] = [
    ['UTF-8 with a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(text)])],
    ['UTF-16 little-endian with a mark', utf16(text, false, true)],
    ['UTF-16 big-endian with a mark', utf16(text, true, true)],
    ['UTF-16 little-endian without a mark', utf16(text, false, false)],
    ['UTF-16 big-endian without a mark', utf16(text, true, false)],
    [
      'keys in another order',
      utf8(
        '{"components":[{"name":"größe","bom-ref":"a","type":"library"}],"version":1,"specVersion":"1.5","bomFormat":"CycloneDX"}',
      ),
    ],
    [
      'the telling keys after 100 kB',
      utf8(
        `{"version":1,"properties":[{"name":"a","value":"${'x'.repeat(100_000)}"}],"components":[{"name":"größe","bom-ref":"a","type":"library"}],"specVersion":"1.5","bomFormat":"CycloneDX"}`,
      ),
    ],
    [
      'XML in UTF-16',
      utf16(
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components><component type="library" bom-ref="a"><name>größe</name></component></components></bom>',
        false,
        true,
      ),
    ],
    [
      'XML in Latin-1',
      latin1(
        '<?xml version="1.0" encoding="ISO-8859-1"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components><component type="library" bom-ref="a"><name>größe</name></component></components></bom>',
      ),
    ],
    [
      'tag-value in UTF-16',
      utf16(
        new TextDecoder().decode(
          tagValue('PackageName: größe\nSPDXID: SPDXRef-a\nPackageDownloadLocation: NOASSERTION\n'),
        ),
        false,
        true,
      ),
    ],
  ]
  test.each(readable)('%s', async (_, bytes) => {
    const { value, diagnostics } = await decodeBill({ file: 'bill', bytes })
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(value?.components.map(({ name }) => name)).toEqual(['größe'])
  })

  test('100 nested components are read', async () => {
    const { value, diagnostics } = await decodeBill({
      file: 'bill',
      bytes: bill(`,"components":[${nestedComponents(100)}]`),
    })
    expect(diagnostics).toEqual([])
    expect(value?.components).toHaveLength(101)
    expect(value?.components[100]?.parent).toBe(99)
  })

  test('a dependency on itself, and circles, are edges like any other', async () => {
    const two = `${component},{"type":"library","name":"b","bom-ref":"b"}`
    const edges = '{"ref":"a","dependsOn":["a","b"]},{"ref":"b","dependsOn":["a"]}'
    const { value, diagnostics } = await decodeBill({
      file: 'bill',
      bytes: bill(`,"components":[${two}],"dependencies":[${edges}]`),
    })
    expect(diagnostics).toEqual([])
    expect(value?.dependencies.map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
    ])
  })

  test('an edge to nothing is a located warning and a loss', async () => {
    const { value, diagnostics } = await decodeBill({
      file: 'bill',
      bytes: bill(`,"components":[${component}],\n"dependencies":[{"ref":"a","dependsOn":["b"]}]`),
    })
    expect(diagnostics).toMatchObject([
      { code: 'formats.unknown-reference', severity: 'warning', at: { line: 2, column: 41 } },
    ])
    expect(value?.losses).toMatchObject([{ path: '/dependencies/*/dependsOn/*', count: 1 }])
  })

  test('containment in a circle is cut, and said', async () => {
    const packages = ['a', 'b'].map(
      (id) => `{"SPDXID":"SPDXRef-${id}","name":"${id}","downloadLocation":"NOASSERTION"}`,
    )
    const contains = [
      ['a', 'b'],
      ['b', 'a'],
    ].map(
      ([x, y]) => `{"spdxElementId":"SPDXRef-${x}","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-${y}"}`,
    )
    const { value, diagnostics } = await decodeBill({
      file: 'bill',
      bytes: spdx(`,"packages":[${packages.join()}],"relationships":[${contains.join()}]`),
    })
    expect(diagnostics).toMatchObject([{ code: 'formats.hierarchy-cycle' }])
    expect(value?.components.map(({ parent }) => parent)).toEqual([undefined, 0])
  })

  test('a hundred thousand problems are counted, and fifty shown', async () => {
    const bytes = bill(`,"components":[${'{"type":"library"},'.repeat(100_000)}${component}]`)
    const { diagnostics } = await decodeBill({ file: 'bill', bytes })
    expect(diagnostics.filter(({ code }) => code === 'formats.schema')).toHaveLength(50)
    expect(
      diagnostics.some(({ code, message }) => code === 'formats.too-many-problems' && message.includes('99950')),
    ).toBe(true)
  })

  test('keys that would be dangerous elsewhere are keys', async () => {
    const { value } = await decodeBill({
      file: 'bill',
      bytes: bill(
        ',"components":[{"type":"library","name":"a","__proto__":{"version":"9"},"constructor":1,"bom-ref":"__proto__"}]',
      ),
    })
    expect(value?.components[0]?.version).toBeUndefined()
    expect(value?.components[0]?.ref).toBe('__proto__')
  })
})

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

describe('broken advisories', () => {
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['nothing at all', utf8(''), 'formats.empty'],
    ['another document', utf8('{"a":1}'), 'formats.unknown-format'],
    ['CSAF of an unknown version', utf8('{"document":{"csaf_version":"9.9"}}'), 'formats.unknown-version'],
    ['CSAF without anything', utf8('{"document":{"csaf_version":"2.0"}}'), 'formats.schema'],
    ['CSAF that ends in the middle', utf8('{"document":{"csaf_version":"2.0"'), 'formats.truncated'],
    [
      'nested branches without end',
      utf8(`{"document":{"csaf_version":"2.0"},"product_tree":${'{"branches":['.repeat(5000)}`),
      'formats.too-deep',
    ],
    ['OpenVEX of an unknown version', utf8('{"@context":"https://openvex.dev/ns/v9"}'), 'formats.unknown-version'],
    [
      'OpenVEX without a status',
      utf8(
        '{"@context":"https://openvex.dev/ns/v0.2.0","@id":"a","author":"b","timestamp":"2026-11-25T00:00:00Z","version":1,"statements":[{"vulnerability":{"name":"CVE-2026-1"},"products":[{"@id":"pkg:npm/a@1"}]}]}',
      ),
      'formats.schema',
    ],
  ]
  test.each(cases)('%s', async (_, bytes, code) => {
    const { diagnostics } = await decodeAdvisory({ file: 'advisory', bytes })
    expect(diagnostics.find(({ severity }) => severity === 'error')?.code).toBe(code)
    expect(diagnostics[0]?.at).toBeDefined()
  })
})
