/**
 * Broken and hostile dossiers, overlays and bills of materials, through the command line: each is told with its place, ends with
 * exit code 2, and leaves nothing on standard output but, with `--json`, the one document.
 */
import process from 'node:process'
import { afterAll, describe, expect, test } from 'vitest'
import { commandLine, scratch, smallCatalogue } from '../support/command-line.ts'
import { AROUND, BILLS, type Broken, BYTES, HEAD, MEANING, SHAPES, SYNTAX } from './cases.ts'

const room = scratch()
afterAll(() => room.end())
room.put('catalogue/edition.txt', '')
const catalogue = smallCatalogue(`${room.folder}/catalogue`, [
  'facts/market.yaml',
  'facts/product.yaml',
  'facts/radio.yaml',
  'levels/fips140-2-l1.yaml',
  'levels/fips140-2-l2.yaml',
  'options/risk-assessment.yaml',
  'requirements/cra-annex-i.yaml',
  'thresholds/unified-levels.yaml',
])

interface Told {
  readonly code: string
  readonly severity: string
  readonly message: string
  readonly hint?: string
  readonly at?: { readonly file: string; readonly line: number; readonly column: number }
}

let count = 0

/** The files of a case in a folder of their own, and the words that ask about them. */
function laidOut(broken: Broken): { readonly folder: string; readonly words: readonly string[] } {
  count += 1
  const name = `case-${count}`
  for (const [file, content] of Object.entries(broken.files())) room.put(`${name}/${file}`, content)
  const folder = `${room.folder}/${name}`
  return {
    folder,
    words: [
      'plan',
      folder,
      ...(broken.words ?? []).map((word) => (word.startsWith('@') ? `${folder}/${word.slice(1)}` : word)),
    ],
  }
}

function holds(broken: Broken): void {
  test(broken.what, async () => {
    const { folder, words } = laidOut(broken)
    const asDocument = await commandLine([...words, '--json'], catalogue)
    const document = JSON.parse(asDocument.out) as { readonly diagnostics: readonly Told[] }
    expect(Object.keys(document)).toEqual(['$schema', 'on', 'edition', 'diagnostics'])
    const first = document.diagnostics.find((d) => d.severity === 'error')
    const place = first?.at === undefined ? '' : `${first.at.line}:${first.at.column}`
    expect({ exit: asDocument.code, code: first?.code, at: place, err: asDocument.err }).toEqual({
      exit: 2,
      code: broken.code,
      at: broken.at,
      err: '',
    })
    if (broken.teaches !== undefined)
      expect(document.diagnostics.map((d) => `${d.message} ${d.hint ?? ''}`).join('\n')).toMatch(broken.teaches)
    const file = first?.at?.file ?? ''
    const wanted = broken.in ?? (file.endsWith('.json') ? 'dossier.json' : 'dossier.yaml')
    if (first?.at !== undefined && wanted !== '*')
      expect(file).toBe(wanted.startsWith('--') ? wanted : `${folder}/${wanted}`)
    for (const d of document.diagnostics) expect(d.message.length).toBeLessThan(2000)

    const asText = await commandLine(words, catalogue)
    expect({ exit: asText.code, out: asText.out }).toEqual({ exit: 2, out: '' })
    expect(asText.err).toContain(`[${broken.code}]`)
    if (first?.at !== undefined) expect(asText.err).toContain(`${file}:${place} `)
    expect(asText.err).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/)
  }, 120_000)
}

describe('syntax', () => {
  SYNTAX.forEach(holds)
})
describe('bytes', () => {
  BYTES.forEach(holds)
})
describe('shape', () => {
  SHAPES.forEach(holds)
})
describe('meaning', () => {
  MEANING.forEach(holds)
})
describe('what lies around', () => {
  AROUND.forEach(holds)
})
describe('bills of materials', () => {
  BILLS.forEach(holds)
})

describe('these suites', () => {
  const all = [SYNTAX, BYTES, SHAPES, MEANING, AROUND, BILLS].flat()
  test('hold at least sixty cases, each of its own', () => {
    expect(all.length).toBeGreaterThanOrEqual(60)
    expect(new Set(all.map((broken) => broken.what)).size).toBe(all.length)
  })

  test('begin with a dossier that is in order', async () => {
    const file = room.put('good/dossier.yaml', HEAD)
    const said = await commandLine(['validate', file, '--json'], catalogue)
    expect({ code: said.code, said: JSON.parse(said.out) as unknown }).toMatchObject({
      code: 0,
      said: { result: { isValid: true } },
    })
  })
})

describe('paths', () => {
  for (const [what, path] of [
    ['that lead nowhere', `${room.folder}/nowhere`],
    ['of 10,000 characters', `${room.folder}/${'a'.repeat(10_000)}`],
    ['through a file', `${room.folder}/catalogue/edition.txt/dossier.yaml`],
  ] as const) {
    for (const command of ['plan', 'validate', 'routes', 'ask']) {
      test(`${what}, for ${command}`, async () => {
        const said = await commandLine([command, path, '--json'], catalogue)
        const { diagnostics } = JSON.parse(said.out) as { readonly diagnostics: readonly Told[] }
        expect({ code: said.code, codes: diagnostics.map((d) => d.code) }).toEqual({
          code: 2,
          codes: [expect.stringMatching(/^file\.not-(found|read)$/)],
        })
      })
    }
  }
})

test('a reader who leaves (`| head`) is no defect; any other trouble of the stream is', async () => {
  await commandLine(['help'], catalogue)
  const trouble = (code: string) => process.stdout.emit('error', Object.assign(new Error(code), { code }))
  expect(trouble('EPIPE')).toBe(true)
  expect(() => trouble('EIO')).toThrow('EIO')
})
