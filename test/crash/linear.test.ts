/**
 * Work on input grows with its size and no faster, whatever is in it. Each text is read at one size and at four times that size;
 * the work, counted by the engine, may grow five times at most. A quadratic step grows sixteen times.
 */
import { afterAll, describe, expect, test } from 'vitest'
import { workCounter } from '../support/work.ts'

const counter = workCounter()
afterAll(() => counter.end())

// After the counting began, so that blocks are counted too.
const { decodeDossier, layOver, parseBytes, parseDocument, setOverlay } = await import('#catalogue/index.ts')
const { repositoryEntries } = await import('../support/catalogue.ts')
const { contextOf } = await import('../support/examples.ts')
const { built, loadCatalogue } = await import('#catalogue/index.ts')
const { detectRegister } = await import('#formats/registers/index.ts')
const { readCaveat } = await import('#domain/registers/index.ts')
const { HEAD } = await import('./cases.ts')

const wanted = new Set(['fact-set', 'thresholds', 'level', 'requirement-set', 'option'])
const entries = repositoryEntries().entries.filter((entry) => wanted.has(entry.kind))
const context = contextOf(loadCatalogue(built(entries, 'test')))

const SMALL = 800
const GROWTH = 4
const MOST = 5

const many = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('')

function read(text: string): number {
  const parsed = parseDocument('dossier.yaml', text)
  const decoded = parsed.kind === 'refused' ? parsed : decodeDossier(parsed.document, context)
  return decoded.diagnostics.length
}

async function growth(work: (size: number) => unknown): Promise<number> {
  // Once before, so that what is made once and kept is not counted.
  await work(16)
  const small = await counter.count(() => work(SMALL))
  const large = await counter.count(() => work(SMALL * GROWTH))
  expect(small).toBeGreaterThan(SMALL / 10)
  return large / small
}

/** What the text holds, and the text of a size. */
const TEXTS: Readonly<Record<string, (size: number) => string>> = {
  'keys that nobody knows': (n) => HEAD + many(n, (i) => `key${i}: 1\n`),
  'the same key': (n) => HEAD + many(n, () => 'note: x\n'),
  'keys of two bytes that meet in one hash': (n) =>
    HEAD + many(n, (i) => `"${String.fromCharCode(0x4e00 + (i % 2000))}${i}": 1\n`),
  'facts that nobody knows': (n) => `${HEAD}facts:\n${many(n, (i) => `  market.fact${i}: true\n`)}`,
  'facts of the wrong form': (n) => `${HEAD}facts:\n${many(n, (i) => `  fact${i}: { vlaue: [1], note: { a: 1 } }\n`)}`,
  'items of the wrong form': (n) => `${HEAD}parts:\n${many(n, () => '  - [1]\n')}`,
  'items with everything missing': (n) => `${HEAD}parts:\n${many(n, () => '  - { note: x }\n')}`,
  'parts, each upon the next': (n) =>
    `${HEAD}parts:\n${many(n, (i) => `  - { id: p${i}, name: P, origin: made${i + 1 === n ? '' : `, dependsOn: [p${i + 1}]`} }\n`)}`,
  'parts in one circle': (n) =>
    `${HEAD}parts:\n${many(n, (i) => `  - { id: p${i}, name: P, origin: made, dependsOn: [p${(i + 1) % n}] }\n`)}`,
  'parts that all have one id': (n) => `${HEAD}parts:\n${many(n, () => '  - { id: p, name: P, origin: made }\n')}`,
  'parts upon parts that are not there': (n) =>
    `${HEAD}parts:\n${many(n, (i) => `  - { id: p${i}, name: P, origin: made, dependsOn: [q${i}] }\n`)}`,
  'certificates without a selection': (n) =>
    `${HEAD}certificates:\n${many(n, (i) => `  - { id: "cmvp:${i}", level: fips140-2-l1 }\n`)}`,
  'levels that nobody knows': (n) =>
    `${HEAD}demands:\n${many(n, (i) => `  - { by: contract, level: level ${i}, because: x }\n`)}`,
  'requirements that nobody knows': (n) =>
    `${HEAD}evidence:\n${many(n, (i) => `  - { id: e${i}, activity: x, by: { who: x, independence: 1 }, on: 2026-01-01, covers: [ { set: cra-annex-i, requirements: [x${i}] } ] }\n`)}`,
  'statuses out of order': (n) =>
    `${HEAD}certificates:\n  - id: "cmvp:1"\n    level: fips140-2-l1\n    status:\n${many(n, (i) => `      - { value: active, from: ${i % 2 === 0 ? '2026-01-02' : '2026-01-01'} }\n`)}`,
  aliases: (n) => `${HEAD}sectors: [&s x${', *s'.repeat(n)}]\n`,
  anchors: (n) => `${HEAD}sectors:\n${many(n, (i) => `  - &a${i} x\n`)}`,
  'aliases of aliases': (n) => `${HEAD}sectors: &a0 [x]\n${many(n, (i) => `k${i}: &a${i + 1} [*a${i}]\n`)}`,
  remarks: (n) => HEAD + many(n, () => '# remark\n'),
  'empty lines': (n) => `${HEAD + '\n'.repeat(n)}note: x\n`,
  'a folded text': (n) => `${HEAD}note: >\n${many(n, () => '  word\n')}`,
  'a text over many lines': (n) => `${HEAD}note: a\n${many(n, () => '  word\n')}`,
  'a quoted text with escapes': (n) => `${HEAD}note: "${'\\u00e9'.repeat(n)}"\n`,
  'mistakes of syntax': (n) => HEAD + many(n, () => 'note: @x\n'),
  'closing brackets': (n) => HEAD + ']'.repeat(n),
  commas: (n) => `${HEAD}markets: [${','.repeat(n)}]\n`,
  tags: (n) => `${HEAD}markets: [${'!x a, '.repeat(n)}]\n`,
  directives: (n) => many(n, () => '%FOO\n') + HEAD,
  'documents in one file': (n) => HEAD + many(n, () => '---\na: b\n'),
  'question marks': (n) => HEAD + many(n, () => '? a\n'),
  'JSON objects': (n) =>
    `{"metascheme": 1, "id": "a", "name": "A", "target": {"type": "product"}, "parts": [${many(n, (i) => `${i === 0 ? '' : ','}{"id": "p${i}", "name": "P", "origin": "made"}`)}]}`,
}

describe('work on a dossier is linear in', () => {
  for (const [what, text] of Object.entries(TEXTS)) {
    test(what, async () => expect(await growth((size) => read(text(size)))).toBeLessThan(MOST), 60_000)
  }

  test('its bytes', async () => {
    const bytes = (size: number) => new TextEncoder().encode(`${HEAD}note: ${'é'.repeat(size)}\n`)
    expect(await growth((size) => parseBytes('dossier.yaml', bytes(size)))).toBeLessThan(MOST)
  })

  test('the parts that an overlay changes', async () => {
    const parts = (n: number, name: string) => `parts:\n${many(n, (i) => `  - { id: p${i}, name: ${name} }\n`)}`
    const documentOf = (text: string) => {
      const parsed = parseDocument('x.yaml', text)
      if (parsed.kind === 'refused') throw new Error('refused')
      return parsed.document
    }
    const work = (size: number) => layOver(documentOf(HEAD + parts(size, 'A')), documentOf(parts(size, 'B')))
    expect(await growth(work)).toBeLessThan(MOST)
  })

  test('the steps of a path on the command line', async () => {
    expect(await growth((size) => setOverlay(`${'a.'.repeat(size)}b=1`))).toBeLessThan(MOST)
  })
})

/** Lists of certificates with `size` of something. */
const LISTS: Readonly<Record<string, (size: number) => string>> = {
  'modules, one a line': (n) =>
    many(n, (i) => `{"certificate_number":"${i + 1}","standard":"FIPS 140-3","overall_level":1,"status":"Active"}\n`),
  'lines that are no modules': (n) => `{"certificate_number":"1","standard":"x"}\n${many(n, () => '{]\n')}`,
  'rows of one certificate': (n) => many(n, () => '{"certificate_number":"1","standard":"x"}\n'),
  'references of one certificate': (n) =>
    `[{"scheme":"FR","id":"a","refs":[${many(n, (i) => `${i === 0 ? '' : ','}"r${i}"`)}]}]`,
  'brackets in a line': (n) => `{"certificate_number":"1","standard":"x","y":${'['.repeat(n)}`,
  'certificates named in a caveat': (n) =>
    `{"certificate_number":"1","standard":"x","caveat":"Certs. ${many(n, (i) => `#${i + 1}, `)}"}\n`,
  'rows of a table': (n) => `register,number,references\n${many(n, (i) => `cc,X-${i},X-${i + 1}|X-${i + 2}\n`)}`,
}

describe('work on a register is linear in', () => {
  for (const [what, text] of Object.entries(LISTS)) {
    test(what, async () => {
      const work = async (size: number) => {
        const document = { file: 'list', bytes: new TextEncoder().encode(text(size)) }
        await detectRegister(document)?.decode(document)
      }
      expect(await growth(work)).toBeLessThan(MOST)
    }, 60_000)
  }

  test('the words of a caveat', async () => {
    expect(await growth((size) => readCaveat('When operated in FIPS mode with the wheel '.repeat(size)))).toBeLessThan(
      MOST,
    )
  })
})

describe('the counting itself', () => {
  test('sees a quadratic step', async () => {
    const quadratic = (size: number): number => {
      let sum = 0
      for (let i = 0; i < size; i += 1) for (let k = 0; k < size; k += 1) sum += k & 1
      return sum
    }
    expect(await growth(quadratic)).toBeGreaterThan(10)
  })

  test('sees what a package does', async () => {
    const { parseDocument: asLibrary } = await import('yaml')
    // The library looks for duplicate keys by comparing each with each; we do not let it.
    const keys = (size: number) =>
      asLibrary(
        many(size, (i) => `key${i}: 1\n`),
        { logLevel: 'silent' },
      )
    expect(await growth(keys)).toBeGreaterThan(MOST)
  })
})
