/**
 * Broken and hostile input, a row each: what it is, the files, and what must be said of it.
 *
 * `code` is the code of the first error, `at` its line and column; `teaches` a piece of the message or hint.
 */
export interface Broken {
  readonly what: string
  /** Content by file name; the dossier is `dossier.yaml` or `dossier.json`. Made when it is needed: some are large. */
  readonly files: () => Readonly<Record<string, string | Uint8Array>>
  readonly code: string
  readonly at: string
  /** The file that the place is in; the dossier where it is left out. */
  readonly in?: string
  readonly teaches?: RegExp
  /** Words after `plan DOSSIER`. `@name` stands for the path of a file of the case. */
  readonly words?: readonly string[]
}

/** A dossier of four lines that is in order; what is broken comes after it, from line 5 on. */
export const HEAD = 'metascheme: 1\nid: lock\nname: Lock\ntarget: { type: product }\n'

const million = 1_000_000
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  for (let i = 0; i < text.length; i += 1) new DataView(bytes.buffer).setUint16(i * 2, text.charCodeAt(i), true)
  return bytes
}

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)))
}

/** The same noise every time, no byte of it zero. */
function noise(count: number): Uint8Array {
  const out = new Uint8Array(count)
  let state = 1
  for (let i = 0; i < count; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    out[i] = 1 + ((state >>> 24) % 255)
  }
  return out
}

type Rest = Partial<Pick<Broken, 'in' | 'teaches' | 'words'>>

/** A whole dossier file. */
function whole(what: string, content: () => string | Uint8Array, code: string, at: string, rest: Rest = {}): Broken {
  return { what, files: () => ({ 'dossier.yaml': content() }), code, at, ...rest }
}

/** The head, and then this. */
function after(what: string, tail: string | (() => string), code: string, at: string, rest: Rest = {}): Broken {
  return whole(what, () => HEAD + (typeof tail === 'string' ? tail : tail()), code, at, rest)
}

const json = (what: string, content: string, code: string, at: string, rest: Rest = {}): Broken => ({
  what,
  files: () => ({ 'dossier.json': content }),
  code,
  at,
  ...rest,
})

/** A dossier in order that names a bill which is not. */
function bill(
  what: string,
  name: string,
  content: () => string | Uint8Array,
  code: string,
  at: string,
  rest: Rest = {},
): Broken {
  return {
    what,
    files: () => ({ 'dossier.yaml': `${HEAD}bills: [ { file: ${name} } ]\n`, [name]: content() }),
    code,
    at,
    in: name,
    ...rest,
  }
}

/** A dossier in order, under an overlay which is not. */
function overlay(what: string, content: string, code: string, at: string, rest: Rest = {}): Broken {
  return {
    what,
    files: () => ({ 'dossier.yaml': HEAD, 'over.yaml': content }),
    code,
    at,
    in: 'over.yaml',
    words: ['--with', '@over.yaml'],
    ...rest,
  }
}

const set = (what: string, assignment: string, code: string, rest: Rest = {}): Broken => ({
  what,
  files: () => ({ 'dossier.yaml': HEAD }),
  code,
  at: '1:1',
  in: '--set',
  words: ['--set', assignment],
  ...rest,
})

export const SYNTAX: readonly Broken[] = [
  after('a list that is not closed', 'parts: [\n', 'document.syntax', '6:1'),
  after('a text that is not closed', 'note: "and then\n', 'document.syntax', '6:1'),
  after('a tab in front of a key', 'dates:\n\tdeadline: 2027-01-01\n', 'document.syntax', '6:1'),
  after('a colon in a text without quotes', 'note: see: below\n', 'document.syntax', '5:7'),
  after('an escape that is none', 'note: "\\q"\n', 'document.syntax', '5:8'),
  after('a second document', '---\nid: other\n', 'document.syntax', '5:1', { teaches: /second document/ }),
  after('a tag', 'note: !python/object x\n', 'document.syntax', '5:7'),
  whole('a directive that is none', () => `%FOO bar\n---\n${HEAD}`, 'document.syntax', '1:1'),
  after('a character that is reserved', 'note: @home\n', 'document.syntax', '5:7'),
  after('a key that is a list', '? [a, b]\n: c\n', 'document.syntax', '5:3', { teaches: /key/ }),
  after('a key that is an alias', 'note: &n x\n*n : y\n', 'document.syntax', '6:1'),
  after('a list item beside a key', 'markets: EU\n- UK\n', 'document.syntax', '6:1'),
  json('JSON with a bracket too many', '{"metascheme": 1}}', 'document.syntax', '1:18'),
  json('JSON that ends in the middle', '{"metascheme": 1, "id": "lo', 'document.syntax', '1:28'),
  json('JSON with a key twice', '{"metascheme": 1, "id": "a", "id": "b"}', 'document.duplicate-key', '1:30', {
    teaches: /"id"/,
  }),
  after('a key twice', 'id: key\n', 'document.duplicate-key', '5:1', { teaches: /"id".*twice/ }),
  after('a key twice, deep inside', 'constraints: { budget: 1, budget: 2 }\n', 'document.duplicate-key', '5:27'),
  after('a circle of aliases', 'markets: &m [ *m ]\n', 'document.alias', '5:15', { teaches: /inside what it names/ }),
  after('an alias of nothing', 'markets: *m\n', 'document.alias', '5:10'),
  after('aliases that multiply (nine times nine times …)', laughs, 'document.alias', '10:10', {
    teaches: /Write the repeated part out/,
  }),
  after(
    'an alias used 20,000 times',
    () => `note: &n x\nmarkets: [${'*n, '.repeat(20_000)}]\n`,
    'document.alias',
    '6:40011',
  ),
  after('100 open brackets', `markets: ${'['.repeat(100)}`, 'document.too-deep', '5:73'),
  after('100 lists in one another', `markets:\n  ${'- '.repeat(100)}x\n`, 'document.too-deep', '6:129'),
  after('100 maps in one another', nestedMaps, 'document.too-deep', '69:65'),
  after(
    'a million brackets after an apostrophe',
    () => `{a: x', b: ${'['.repeat(million)}`,
    'document.too-deep',
    '5:74',
  ),
  after('900,000 braces', () => `note: ${'{a: '.repeat(900_000)}`, 'document.too-deep', '5:259'),
  after('a key of 2,000 characters', `"${'k'.repeat(2000)}" : 1\n`, 'document.syntax', '5:1'),
  after('a key of 2,000 characters, written out', `? ${'k'.repeat(2000)}\n: 1\n`, 'document.too-large', '5:3'),
  after('a control character', 'note: a\u0007b\n', 'document.syntax', '5:8', { teaches: /U\+0007/ }),
  after('an escape of the terminal', 'note: \u001b[2J\n', 'document.syntax', '5:7', { teaches: /U\+001B/ }),
  after('a zero character, escaped', 'note: "a\\0b"\n', 'document.syntax', '5:7'),
]

export const BYTES: readonly Broken[] = [
  whole('nothing at all', () => '', 'document.empty', '1:1', { teaches: /edge-gateway/ }),
  whole('spaces only', () => '  \n \n', 'document.empty', '1:1'),
  whole('remarks only', () => '# nothing here\n', 'document.empty', '1:1'),
  whole('a byte order mark only', () => bytes([0xef, 0xbb, 0xbf]), 'document.empty', '1:1'),
  whole('a line that begins a document, and no document', () => '---\n', 'document.empty', '1:1'),
  whole('a picture', () => bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 0x0d], 'IHDR'), 'document.encoding', '1:1'),
  whole('a gzip file', () => bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), 'document.encoding', '1:2'),
  whole('a zip file', () => bytes('PK', [3, 4, 0, 0]), 'document.encoding', '1:5'),
  whole('Latin-1', () => bytes(HEAD, 'note: caf', [0xe9], '\n'), 'document.encoding', '5:10', { teaches: /UTF-8/ }),
  whole(
    'UTF-8 that ends in the middle of a character',
    () => bytes(HEAD, 'note: ', [0xe2, 0x82]),
    'document.encoding',
    '5:7',
  ),
  whole('an overlong character', () => bytes(HEAD, 'note: ', [0xc0, 0xaf]), 'document.encoding', '5:7'),
  whole('half of a pair, in UTF-8', () => bytes(HEAD, 'note: ', [0xed, 0xa0, 0x80]), 'document.encoding', '5:7'),
  whole('UTF-16 without a mark', () => utf16(HEAD), 'document.encoding', '1:2', { teaches: /UTF-16/ }),
  whole('UTF-16 with a byte too few', () => utf16(`\ufeff${HEAD}`).subarray(0, -1), 'document.encoding', '1:1'),
  whole('UTF-16 with a mark and a mistake', () => utf16(`\ufeff${HEAD}size: 3\n`), 'shape.unknown-key', '5:1'),
  whole('UTF-32', () => bytes([0xff, 0xfe, 0, 0, 0x6d, 0, 0, 0]), 'document.syntax', '1:1'),
  whole('a zero byte', () => bytes(HEAD, 'note: a', [0], 'b\n'), 'document.encoding', '5:8'),
  whole('50 MB of noise', () => noise(50 * million), 'document.too-large', '1:1', { teaches: /50000000 bytes/ }),
  whole('3 MB of noise', () => noise(3 * million), 'document.encoding', '1:3'),
  whole('50 MB of spaces', () => new Uint8Array(50 * million).fill(0x20), 'document.too-large', '1:1'),
  whole('five million characters', () => `${HEAD}note: ${'x'.repeat(5 * million)}\n`, 'document.too-large', '1:1', {
    teaches: /a file of its own/,
  }),
]

export const SHAPES: readonly Broken[] = [
  whole('a list', () => '- a\n- b\n', 'shape.wrong-type', '1:1', { teaches: /a map/ }),
  whole('a sentence', () => 'This is my product.\n', 'shape.wrong-type', '1:1'),
  whole('a number', () => '42\n', 'shape.wrong-type', '1:1'),
  whole('the word null', () => 'null\n', 'document.empty', '1:1'),
  whole('no target', () => 'metascheme: 1\nid: lock\nname: Lock\n', 'shape.missing-key', '1:1', {
    teaches: /"target"/,
  }),
  whole('no id', () => 'metascheme: 1\nname: Lock\ntarget: { type: product }\n', 'shape.missing-key', '1:1', {
    teaches: /"id"/,
  }),
  whole(
    'an empty name',
    () => 'metascheme: 1\nid: lock\nname:\ntarget: { type: product }\n',
    'shape.missing-key',
    '3:1',
    { teaches: /"name" has no value/ },
  ),
  whole('another version of the form', () => HEAD.replace('1', '2'), 'shape.wrong-value', '1:1', {
    teaches: /unknown value "2"/,
  }),
  whole('a capital in the id', () => HEAD.replace('id: lock', 'id: Lock 1'), 'shape.wrong-value', '2:1', {
    teaches: /lower case/,
  }),
  after('a key that is nearly right', 'part: []\n', 'shape.unknown-key', '5:1', { teaches: /Did you mean "parts"/ }),
  whole('a key inside that is nearly right', () => HEAD.replace('type:', 'typ:'), 'shape.unknown-key', '4:11', {
    teaches: /Did you mean "type"/,
  }),
  after('a key that is nothing like any', 'colour: red\n', 'shape.unknown-key', '5:1', { teaches: /Known: / }),
  after('the key __proto__', '__proto__: { polluted: true }\n', 'shape.unknown-key', '5:1', { teaches: /"__proto__"/ }),
  after('the key constructor', 'constructor: { prototype: {} }\n', 'shape.unknown-key', '5:1'),
  after('a merge key', 'dates: &d { deadline: 2027-01-01 }\nconstraints: { <<: *d }\n', 'shape.unknown-key', '6:16', {
    teaches: /"<<"/,
  }),
  after('an empty key', '"": 1\n', 'shape.unknown-key', '5:1'),
  after('a map where a text belongs', 'note: { a: b }\n', 'shape.wrong-type', '5:1', { teaches: /text, but is a map/ }),
  after('a list where a map belongs', 'constraints: [1]\n', 'shape.wrong-type', '5:1', {
    teaches: /map.*but is a list/,
  }),
  after('a text where a list belongs', 'parts: none\n', 'shape.wrong-type', '5:1', {
    teaches: /a list, but is the text "none"/,
  }),
  after('nothing in a list', 'markets: [EU, ]\nsectors:\n  -\n', 'shape.wrong-type', '7:4', { teaches: /is empty/ }),
  after('a word where a number belongs', 'constraints: { budget: plenty }\n', 'shape.wrong-type', '5:16', {
    teaches: /whole number/,
  }),
  after('a number with a fraction', 'constraints: { budget: 1.5 }\n', 'shape.wrong-type', '5:16'),
  after('a number with an exponent', 'constraints: { budget: 1e9 }\n', 'shape.wrong-type', '5:16'),
  after('a number of 40 digits', `constraints: { budget: ${'9'.repeat(40)} }\n`, 'shape.wrong-type', '5:16'),
  after(
    'a number of a million digits',
    () => `constraints: { budget: ${'9'.repeat(million)} }\n`,
    'shape.wrong-type',
    '5:16',
  ),
  after('infinity', 'constraints: { budget: .inf }\n', 'shape.wrong-type', '5:16'),
  after('a budget below zero', 'constraints: { budget: -1 }\n', 'shape.wrong-value', '5:16', {
    teaches: /out of range/,
  }),
  after(
    'an impact of nine',
    'risks: [ { id: R1, says: x, impact: 9, likelihood: 1, attacker: basic } ]\n',
    'shape.wrong-value',
    '5:29',
    { teaches: /from 1 to 5/ },
  ),
  after('a truth value that is neither', 'constraints: { euAnchoredOnly: perhaps }\n', 'shape.wrong-type', '5:16', {
    teaches: /true or false/,
  }),
  after('a size that is nearly right', 'manufacturer: { name: A, size: meduim }\n', 'shape.wrong-value', '5:26', {
    teaches: /Did you mean "medium"/,
  }),
  after('a country in small letters', 'manufacturer: { name: A, country: de }\n', 'shape.wrong-value', '5:26', {
    teaches: /two-letter/,
  }),
  after(
    'a certificate without its register',
    'certificates: [ { id: 4282, level: fips140-2-l1 } ]\n',
    'shape.wrong-value',
    '5:19',
    { teaches: /register:number/ },
  ),
  after(
    'a selection that is a word',
    'certificates: [ { id: "cmvp:1", level: fips140-2-l1, covers: [ { set: cra-annex-i, requirements: some } ] } ]\n',
    'shape.wrong-value',
    '5:84',
    { teaches: /Known: all/ },
  ),
  after('a fact with a map for a value', 'facts: { market.eu: { vlaue: true } }\n', 'shape.unknown-key', '5:23', {
    teaches: /Did you mean "value"/,
  }),
  after('30 February', 'dates: { deadline: 2026-02-30 }\n', 'shape.bad-date', '5:10', { teaches: /YYYY-MM-DD/ }),
  after('month 13', 'dates: { deadline: 2026-13-01 }\n', 'shape.bad-date', '5:10'),
  after('29 February of a common year', 'dates: { deadline: 2027-02-29 }\n', 'shape.bad-date', '5:10'),
  after('a day in words', 'dates: { deadline: next spring }\n', 'shape.bad-date', '5:10'),
  after('a day with one digit', 'dates: { deadline: 2026-1-5 }\n', 'shape.bad-date', '5:10'),
  after('a day with a time', 'dates: { deadline: 2026-01-05T00:00:00Z }\n', 'shape.bad-date', '5:10'),
  after('the year 0000', 'dates: { deadline: 0000-01-01 }\n', 'shape.bad-date', '5:10'),
  after('70 mistakes', () => Array.from({ length: 70 }, (_, i) => `x${i}: 1\n`).join(''), 'shape.unknown-key', '5:1', {
    teaches: /20 more problems are not shown/,
  }),
]

const part = (rest: string) => `{ id: a, name: A, origin: made${rest} }`
const certificate = (rest: string) => `{ id: "cmvp:1", level: fips140-2-l1${rest} }`

export const MEANING: readonly Broken[] = [
  after('a fact that is nearly right', 'facts: { market.ue: true }\n', 'dossier.unknown-fact', '5:10', {
    teaches: /Did you mean "market.eu"/,
  }),
  after('a fact called __proto__', 'facts: { __proto__: true }\n', 'dossier.unknown-fact', '5:10'),
  after('a fact called toString', 'facts: { toString: true }\n', 'dossier.unknown-fact', '5:10'),
  after(
    'a value that the fact cannot have',
    'facts: { product.core-functionality: routers-modem-switches }\n',
    'shape.wrong-value',
    '5:10',
    { teaches: /Did you mean "routers-modems-switches"/ },
  ),
  after('a yes-or-no fact that is neither', 'facts: { market.eu: maybe }\n', 'shape.wrong-type', '5:10', {
    teaches: /true, false or unknown/,
  }),
  after('a yes-or-no fact that is a list', 'facts: { market.eu: [true] }\n', 'shape.wrong-type', '5:10'),
  after('a fact that is no day', 'facts: { market.first-placed-on: soon }\n', 'shape.bad-date', '5:10', {
    teaches: /or never/,
  }),
  after(
    'a fact stated twice, differently',
    'markets: [EU]\nfacts: { market.eu: false }\n',
    'dossier.contradiction',
    '5:1',
    { teaches: /facts\/market\.eu/ },
  ),
  whole(
    'a core functionality that is nearly right',
    () => HEAD.replace('product }', 'product, core: browser }'),
    'shape.wrong-value',
    '4:26',
    { teaches: /Did you mean "browsers"/ },
  ),
  after(
    'sold last before it was sold first',
    'dates: { firstPlacedOn: 2027-01-02, lastPlacedOn: 2027-01-01 }\n',
    'dossier.dates-order',
    '5:37',
  ),
  after(
    'support that ends before it begins',
    'dates: { firstPlacedOn: 2027-01-02, supportUntil: 2026-01-01 }\n',
    'dossier.dates-order',
    '5:37',
  ),
  after(
    'a certificate that expires before it is issued',
    `certificates: [ ${certificate(', issued: 2026-01-02, expires: 2026-01-01')} ]\n`,
    'dossier.dates-order',
    '5:74',
  ),
  after(
    'statuses out of order',
    `certificates: [ ${certificate(', status: [ { value: active, from: 2026-01-02 }, { value: expired, from: 2026-01-01 } ]')} ]\n`,
    'dossier.dates-order',
    '5:119',
  ),
  after(
    'a level that is nearly right',
    `certificates: [ { id: "cmvp:1", level: fips140-2-l11 } ]\n`,
    'dossier.unknown-level',
    '5:33',
    { teaches: /Did you mean "fips140-2-l1"/ },
  ),
  after(
    'a unified level that is none',
    'demands: [ { by: contract, level: "product:F", because: x } ]\n',
    'dossier.unknown-level',
    '5:28',
    { teaches: /E, D, C, B and A/ },
  ),
  after(
    'a level of a million characters',
    () => `demands: [ { by: contract, level: "${'EAL'.repeat(million / 3)}", because: x } ]\n`,
    'dossier.unknown-level',
    '5:28',
  ),
  after(
    'a requirement set that is nearly right',
    `certificates: [ ${certificate(', covers: [ { set: cra-anex-i, requirements: all } ]')} ]\n`,
    'dossier.unknown-requirement-set',
    '5:66',
    { teaches: /Did you mean "cra-annex-i"/ },
  ),
  after(
    'a requirement that is nearly right',
    `certificates: [ ${certificate(', covers: [ { set: cra-annex-i, requirements: [I.2.cc] } ]')} ]\n`,
    'dossier.unknown-requirement',
    '5:99',
    { teaches: /Did you mean "I\.2\.c"/ },
  ),
  after(
    'an option that is nearly right',
    'overrides: [ { option: risk-asessment, because: quote } ]\n',
    'dossier.unknown-option',
    '5:16',
    { teaches: /Did you mean "risk-assessment"/ },
  ),
  after(
    'a certificate that is not held',
    `parts: [ ${part(', certificates: ["cmvp:2"]')} ]\ncertificates: [ ${certificate('')} ]\n`,
    'dossier.unknown-certificate',
    '5:57',
    { teaches: /Did you mean "cmvp:1"/ },
  ),
  after('a part that is not there', `parts: [ ${part(', dependsOn: [b]')} ]\n`, 'dossier.unknown-part', '5:54'),
  after(
    'evidence on a part that is not there',
    'evidence: [ { id: e, activity: x, by: { who: x, independence: 1 }, on: 2026-01-01, part: chip } ]\n',
    'dossier.unknown-part',
    '5:84',
  ),
  after(
    'a bill of a part that is not there',
    'bills: [ { file: a.json, part: chip } ]\n',
    'dossier.unknown-part',
    '5:26',
  ),
  after('two parts of one id', `parts: [ ${part('')}, ${part('')} ]\n`, 'dossier.duplicate-id', '5:46'),
  after(
    'two certificates of one id',
    `certificates: [ ${certificate('')}, ${certificate('')} ]\n`,
    'dossier.duplicate-id',
    '5:58',
  ),
  after('a part that depends on itself', `parts: [ ${part(', dependsOn: [a]')} ]\n`, 'document.cycle', '5:42', {
    teaches: /a → a/,
  }),
  after(
    'parts that depend on each other',
    `parts: [ ${part(', dependsOn: [b]')}, { id: b, name: B, origin: made, dependsOn: [a] } ]\n`,
    'document.cycle',
    '5:42',
    { teaches: /a → b → a/ },
  ),
  after('a circle of 10,000 parts', circleOfParts, 'document.cycle', '6:38', { teaches: /circle/ }),
]

export const AROUND: readonly Broken[] = [
  overlay('an overlay with broken syntax', 'dates: {', 'document.syntax', '1:9'),
  overlay('an overlay that is a list', '- a\n', 'shape.wrong-type', '1:1'),
  overlay('an overlay that is empty', '', 'document.empty', '1:1'),
  overlay('an overlay with a key that is nearly right', 'dates:\n  dedline: 2027-01-01\n', 'shape.unknown-key', '2:3', {
    teaches: /Did you mean "deadline"/,
  }),
  overlay('an overlay with a day that is none', 'dates: { deadline: 2026-02-30 }\n', 'shape.bad-date', '1:10'),
  overlay('an overlay with a fact that is none', 'facts: { market.europe: true }\n', 'dossier.unknown-fact', '1:10'),
  overlay('an overlay that lies over itself', 'over: over.yaml\n', 'overlay.circle', '1:1'),
  overlay('an overlay that lies over none that is there', 'over: beneath.yaml\n', 'file.not-found', '1:1', {
    in: 'beneath.yaml',
  }),
  {
    what: 'an overlay that is not there',
    files: () => ({ 'dossier.yaml': HEAD }),
    code: 'file.not-found',
    at: '1:1',
    in: 'none.yaml',
    words: ['--with', '@none.yaml'],
  },
  set('a change without a value', 'constraints.budget', 'dossier.overlay', { teaches: /path=value/ }),
  set('a change of nothing', '=5', 'dossier.overlay'),
  set('a change of a key that is nearly right', 'constraint.budget=5', 'shape.unknown-key', {
    teaches: /Did you mean "constraints"/,
  }),
  set('a change to a value of another form', 'constraints.budget=lots', 'shape.wrong-type'),
  set('a change of a fact that is nearly right', 'facts.market.ue=true', 'dossier.unknown-fact', {
    teaches: /market\.eu/,
  }),
  set('a change of __proto__', '__proto__.polluted=true', 'shape.unknown-key'),
  set('a change that takes the name away', 'name=', 'shape.missing-key'),
  {
    what: 'a folder without a dossier',
    files: () => ({ 'readme.txt': 'x' }),
    code: 'file.not-found',
    at: '',
    teaches: /dossier\.yaml/,
  },
  {
    what: 'a bill that is not there',
    files: () => ({ 'dossier.yaml': `${HEAD}bills: [ { file: bom.json } ]\n` }),
    code: 'file.not-found',
    at: '5:12',
    teaches: /bom\.json/,
  },
  {
    what: 'a bill that is a folder',
    files: () => ({ 'dossier.yaml': `${HEAD}bills: [ { file: boms } ]\n`, 'boms/bom.json': '{}' }),
    code: 'file.not-found',
    at: '5:12',
  },
  {
    what: 'a bill with a name of 5,000 characters',
    files: () => ({ 'dossier.yaml': `${HEAD}bills: [ { file: ${'b'.repeat(5000)} } ]\n` }),
    code: 'file.not-found',
    at: '5:12',
    teaches: /5*beside the dossier/,
  },
]

const cdx = '{"bomFormat":"CycloneDX","specVersion":"1.6"'
const xml = (inside: string, before = '') =>
  `<?xml version="1.0"?>\n${before}<bom xmlns="http://cyclonedx.org/schema/bom/1.6">${inside}</bom>`
const tagValue =
  'SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: a\nDocumentNamespace: https://example.org/a\nCreator: Tool: a\nCreated: 2026-11-25T00:00:00Z\n'
const component = '{"type":"library","name":"a","bom-ref":"a"}'

export const BILLS: readonly Broken[] = [
  bill('an empty bill', 'bom.json', () => '', 'formats.empty', '1:1'),
  bill(
    'a bill that is a picture',
    'bom.json',
    () => bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0]),
    'formats.unknown-format',
    '1:1',
  ),
  bill(
    'a bill that is packed',
    'bom.json.gz',
    () => bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
    'formats.compressed',
    '1:1',
    { teaches: /[Uu]npack/ },
  ),
  bill('a bill in a zip file', 'bom.zip', () => bytes('PK', [3, 4, 0, 0]), 'formats.compressed', '1:1'),
  bill('the wrong file: a dossier', 'bom.yaml', () => HEAD, 'formats.unknown-format', '1:1', { teaches: /CycloneDX/ }),
  bill(
    'the wrong file: a manifest',
    'bom.json',
    () => '{"name":"a","dependencies":{"b":"1"}}',
    'formats.unknown-format',
    '1:1',
  ),
  bill('a table', 'bom.csv', () => 'name,version\nopenssl,3.0.8\n', 'formats.unknown-format', '1:1'),
  bill(
    'a bill that ends in the middle',
    'bom.json',
    () => `${cdx},"components":[${component},`,
    'formats.truncated',
    '1:104',
  ),
  bill(
    'a bill with a comma too many',
    'bom.json',
    () => `${cdx},"components":[${component},]}`,
    'formats.json-syntax',
    '1:104',
  ),
  bill('a bill with a key twice', 'bom.json', () => `${cdx},"version":1,"version":2}`, 'formats.duplicate-key', '1:58'),
  bill(
    'a version nobody has published',
    'bom.json',
    () => '{"bomFormat":"CycloneDX","specVersion":"9.9"}',
    'formats.unknown-version',
    '1:40',
  ),
  bill(
    'a component without a name',
    'bom.json',
    () => `${cdx},\n"components":[\n{"type":"library"}]}`,
    'formats.schema',
    '3:1',
  ),
  bill(
    'a component called __proto__',
    'bom.json',
    () => `${cdx},\n"components":[{"type":"library","name":"a","__proto__":{"x":1}}]}`,
    'formats.schema',
    '2:56',
  ),
  bill(
    'a reference borne twice',
    'bom.json',
    () => `${cdx},\n"components":[${component},{"type":"file","name":"b","bom-ref":"a"}]}`,
    'formats.duplicate-reference',
    '2:59',
  ),
  bill(
    '100,000 components in one another',
    'bom.json',
    () => `${cdx},"components":${'[{"components":'.repeat(100_000)}`,
    'formats.too-deep',
    '1:7545',
  ),
  bill(
    'ten million open brackets',
    'bom.json',
    () => new Uint8Array(10 * million).fill(0x5b),
    'formats.too-deep',
    '1:1001',
  ),
  bill('50 MB of noise as a bill', 'bom.json', () => noise(50 * million), 'formats.unknown-format', '1:1'),
  bill(
    'a bill in Latin-1',
    'bom.json',
    () => bytes(cdx, ',\n"serialNumber":"', [0xe9], '"}'),
    'formats.invalid-text',
    '2:17',
  ),
  bill('a bill in UTF-16 that is broken', 'bom.json', () => utf16(`\ufeff${cdx},}`), 'formats.json-syntax', '1:46'),
  bill('a zero byte in a bill', 'bom.json', () => `${cdx},\u0000}`, 'formats.json-syntax', '1:46'),
  bill(
    'XML that is not closed',
    'bom.xml',
    () => xml('<components><component type="library"><name>a</name>').slice(0, -6),
    'formats.truncated',
    '2:102',
  ),
  bill(
    'XML with entities that multiply',
    'bom.xml',
    () =>
      xml(
        '&d;',
        '<!DOCTYPE bom [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]>\n',
      ),
    'formats.xml-doctype',
    '2:119',
    { teaches: /document type/ },
  ),
  bill(
    'XML that asks for a file of the machine',
    'bom.xml',
    () => xml('&x;', '<!DOCTYPE bom [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'),
    'formats.xml-doctype',
    '2:56',
  ),
  bill('XML with an element that does not exist', 'bom.xml', () => xml('\n<parts/>'), 'formats.schema', '3:1'),
  bill(
    '100,000 XML elements in one another',
    'bom.xml',
    () => xml('<components><component type="library"><name>a</name>'.repeat(100_000)),
    'formats.too-deep',
    '2:26010',
  ),
  bill(
    'an SPDX document without its fields',
    'bom.spdx.json',
    () => '{"spdxVersion":"SPDX-2.3"}',
    'formats.schema',
    '1:1',
  ),
  bill('an SPDX line that is none', 'bom.spdx', () => `${tagValue}this is no tag\n`, 'formats.tag-value-syntax', '8:1'),
]

function laughs(): string {
  const lines = ['note: &a0 x']
  for (let i = 1; i <= 12; i += 1)
    lines.push(`x${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]`)
  return `${lines.join('\n')}\n`
}

function nestedMaps(): string {
  return Array.from({ length: 100 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')
}

function circleOfParts(): string {
  const parts = Array.from(
    { length: 10_000 },
    (_, i) => `  - { id: p${i}, name: P, origin: made, dependsOn: [p${(i + 1) % 10_000}] }\n`,
  )
  return `parts:\n${parts.join('')}`
}
