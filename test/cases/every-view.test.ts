/** Every question of the table, asked with its own example: an answer that fits the screen, in words, with nothing of a value's insides. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { QUESTIONS } from '#app/index.ts'
import { buildCatalogue } from '../../scripts/build-catalogue.ts'
import { widthOf } from '../../src/cli/layout.ts'
import { commandLine, scratch } from '../support/command-line.ts'

const home = join(import.meta.dirname, '../..')
const place = scratch()
const catalogue = join(place.folder, 'catalogue')

beforeAll(async () => {
  mkdirSync(catalogue)
  if ((await buildCatalogue({ home, out: catalogue })) !== 0) throw new Error('the catalogue has errors')
}, 120_000)
afterAll(() => place.end())

/** The words of an example; what it would write goes to a folder of the test. */
function wordsOf(example: string): readonly string[] {
  const words = (example.replace(/^metascheme /, '').match(/"[^"]*"|\S+/g) ?? []).map((w) => w.replace(/^"|"$/g, ''))
  return words.map((w) => (/^syllabus\.\w+$/.test(w) ? join(place.folder, w) : w))
}

/** These read or write the whole catalogue, or into it; tests of their own show what they answer. */
const SLOW: ReadonlySet<string> = new Set([
  'catalogue lint',
  'catalogue diff',
  'catalogue editions',
  'catalogue new',
  'catalogue syllabus',
])

/** Whether an example needs a file of the reader that is not here, or asks for JSON. */
function isForHere(example: string): boolean {
  const files = wordsOf(example).filter((w) => /\.(ya?ml|json|csv|xlsx)$/.test(w))
  return !example.includes('--json') && files.every((f) => existsSync(join(home, f)) || f.startsWith(place.folder))
}

const ASKED = QUESTIONS.filter((q) => !SLOW.has(q.name) && isForHere(q.example))

it('most questions are asked here', () => {
  expect(ASKED.length).toBeGreaterThan(QUESTIONS.length / 2)
})

describe.each(ASKED.map((q) => [q.name, q.example] as const))('%s', (_, example) => {
  it(example, async () => {
    const day = example.includes('--on') ? [] : ['--on', '2026-11-25']
    const said = await commandLine([...wordsOf(example), '--width', '80', ...day], catalogue)
    expect(said.err).not.toMatch(/defect/)
    expect([0, 1]).toContain(said.code)
    expect(said.out.length).toBeGreaterThan(20)
    expect(said.out.split('\n').filter((line) => widthOf(line) > 80)).toEqual([])
    expect(said.out).not.toMatch(/\[object |undefined|\bNaN\b|\bnull\b/)
  }, 60_000)
})
