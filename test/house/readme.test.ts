/** What the documents show is run: the README's sixty seconds, the entries that the guides write out, the words of the glossary. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { QUESTIONS } from '#app/index.ts'
import { built, checkEntry, loadLaw, readEntries } from '#catalogue/index.ts'
import { readLaw } from '#domain/law/index.ts'
import { formatDiagnostic } from '#util/diagnostic.ts'
import { catalogueFiles, repositoryEntries } from '../support/catalogue.ts'
import { catalogueOf, commandLine, scratch } from '../support/command-line.ts'
import { committedFiles, home } from './copy.ts'

const readme = readFileSync(join(home, 'README.md'), 'utf8')
const room = scratch()
afterAll(() => room.end())

interface Answer {
  readonly code: number
  readonly result?: Readonly<Record<string, readonly object[]>>
  readonly diagnostics: readonly object[]
}

/** Fenced blocks of a language, in order. */
function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map((match) => match[1] as string)
}

function document(name: string): string {
  return readFileSync(join(home, 'docs', name), 'utf8')
}

describe('the sixty seconds of the README', () => {
  const [dossier = ''] = blocks(readme, 'yaml')
  const file = /Save this as `([^`]+)`/.exec(readme)?.[1] ?? ''
  const path = room.put(file, dossier)
  const catalogue = catalogueOf(join(room.folder, 'catalogue'), repositoryEntries().entries)
  const commands = blocks(readme, 'sh').flatMap((block) =>
    block.split('\n').filter((line) => line.startsWith('./metascheme ')),
  )

  function run(line: string, more: readonly string[] = []) {
    const words = (line.split(' #')[0] ?? '').trim().split(/\s+/).slice(1)
    return commandLine([...words.map((word) => (word === file ? path : word)), ...more], catalogue)
  }
  async function asked(line: string): Promise<Answer> {
    const { code, out } = await run(line, ['--json'])
    return { code, ...(JSON.parse(out) as Omit<Answer, 'code'>) }
  }
  const command = (name: string) => commands.find((line) => line.startsWith(`./metascheme ${name} `)) ?? ''

  test('hold a dossier and the commands that ask about it', () => {
    expect(file).toMatch(/\.yaml$/)
    expect(dossier).toContain('metascheme: 1')
    expect(commands.map((line) => line.split(' ')[1])).toEqual(['routes', 'ask', 'plan', 'validate'])
    expect(commands.filter((line) => !line.includes(file))).toEqual([])
  })

  test('routes: acts with their conclusions, each with its because', async () => {
    const { code, result } = await asked(command('routes'))
    expect(code).toBe(0)
    expect(result).toMatchObject({
      dossier: { id: 'smart-lock' },
      lawAsKnownOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
    const items = (result?.items ?? []) as unknown as {
      id: string
      relevance: string
      routes: { id: string; because: object }[]
    }[]
    const cra = items.find((act) => act.id === 'cra')
    expect(cra?.relevance).toBe('maybe')
    expect(cra?.routes.map((route) => route.id)).toContain('cra.route.module-a')
    expect(cra?.routes.every((route) => typeof route.because === 'object')).toBe(true)
  }, 120_000)

  test('ask: questions in plain words, the one that settles most first', async () => {
    const { code, result } = await asked(command('ask'))
    expect(code).toBe(0)
    const items = (result?.items ?? []) as unknown as {
      id: string
      question: string
      why: string
      settlesAtLeast: number
    }[]
    expect(items.length).toBeGreaterThan(5)
    expect(items.filter((item) => !item.question.includes('?') || item.why === '')).toEqual([])
    const settles = items.map((item) => item.settlesAtLeast)
    expect(settles[0]).toBe(Math.max(...settles))
  }, 120_000)

  test('plan: what is missing, a mix that was verified, an order, and what is not known above the price', async () => {
    const { code, result } = await asked(command('plan'))
    expect(code).toBe(0)
    expect(result).toMatchObject({
      kind: 'plan',
      mix: { isVerified: true },
      schedule: { ends: expect.stringMatching(/^\d{4}-/) },
    })
    for (const list of ['flags', 'cells', 'sources', 'acts']) expect(result?.[list]?.length).toBeGreaterThan(0)
  }, 120_000)

  test('plan, as text: nothing on standard error, and the kinds of result named', async () => {
    const said = await run(command('plan'))
    expect({ code: said.code, err: said.err }).toEqual({ code: 0, err: '' })
    for (const kind of ['[law]', '[computed]', '[estimate]', '[declared]']) expect(said.out).toContain(kind)
  }, 120_000)

  test('a mistake is told with its place and the nearest right word', async () => {
    const { code, result, diagnostics } = await asked(command('validate'))
    expect({ code, result }).toEqual({ code: 2, result: undefined })
    expect(diagnostics).toMatchObject([
      { code: 'shape.wrong-value', hint: 'Did you mean "product"?', at: { file: '--set' } },
    ])
  }, 120_000)
})

describe('the guides', () => {
  test('writing-law.md writes out an act whose examples hold', () => {
    const [act = ''] = blocks(document('writing-law.md'), 'yaml')
    const source =
      'kind: source\nid: example-lamps-act\ntitle: Lamps Act\npublisher: nobody\ntype: law\nreadOn: 2026-11-25\n'
    const facts = catalogueFiles().filter((file) => file.path.startsWith('facts/'))
    const files = [
      ...facts,
      { path: 'rules/lamps.yaml', text: act },
      { path: 'sources/example-lamps-act.yaml', text: source },
    ]
    const { entries, diagnostics } = readEntries(files)
    expect([...diagnostics, ...entries.flatMap(checkEntry)].map(formatDiagnostic)).toEqual([])
    const law = loadLaw(built(entries, 'test', true).entries)
    const lamps = law.acts.find((a) => a.id === 'lamps')
    const answers = (lamps?.examples ?? []).map((example) => {
      const given = new Map([...example.facts].map(([id, value]) => [id, { value, by: 'the example' }] as const))
      const reading = readLaw(law, { facts: given, withProposals: false }, example.on)
      return [example.name, Object.fromEntries([...example.expect.keys()].map((id) => [id, reading.truth(id)]))]
    })
    expect(answers).toEqual(
      (lamps?.examples ?? []).map((example) => [example.name, Object.fromEntries(example.expect)]),
    )
    expect(answers.length).toBeGreaterThan(3)
  })

  test('adding-a-scheme.md writes out entries that are in order', () => {
    const texts = blocks(document('adding-a-scheme.md'), 'yaml')
    const { entries, diagnostics } = readEntries(texts.map((text, i) => ({ path: `${i}.yaml`, text })))
    expect([...diagnostics, ...entries.flatMap(checkEntry)].map(formatDiagnostic)).toEqual([])
    expect(entries.map((entry) => entry.kind)).toEqual(expect.arrayContaining(['source', 'scheme', 'level']))
  })
})

describe('the glossary', () => {
  const rows = [...document('glossary.md').matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].filter(
    ([, term]) => !/^(Term|-+)$/.test((term ?? '').trim()),
  )

  test('gives every term once, with a meaning and a source', () => {
    const terms = rows.flatMap(([, term = '']) => term.split(', '))
    expect(rows.length).toBeGreaterThan(80)
    expect(terms.filter((term, i) => terms.indexOf(term) !== i)).toEqual([])
    expect(
      rows.filter(([, , meaning = '', source = '']) => meaning.trim().length < 10 || source.trim().length < 3),
    ).toEqual([])
  })

  test('names sources of the catalogue that are there', () => {
    const sources = new Set(repositoryEntries().entries.flatMap((entry) => (entry.kind === 'source' ? [entry.id] : [])))
    const cited = rows.flatMap(([, , , source = '']) =>
      [...source.matchAll(/`([a-z0-9][a-z0-9.-]+)`/g)].map((match) => match[1] as string),
    )
    expect(cited.filter((id) => !sources.has(id))).toEqual([])
    expect(cited.length).toBeGreaterThan(20)
  })
})

describe('commands that the documents name', () => {
  test('are in the table of questions', () => {
    const names = QUESTIONS.map((question) => question.name)
    const documents = committedFiles().filter((file) => file.endsWith('.md') && !file.startsWith('catalogue/'))
    const named = documents.flatMap((file) =>
      [
        ...readFileSync(join(home, file), 'utf8').matchAll(
          /(?:\.\/metascheme|npm start --|`metascheme) ([a-z]+(?: [a-z]+)?)/g,
        ),
      ].map((match) => ({ file, words: match[1] as string })),
    )
    const unknown = named.filter(({ words }) => {
      const [first = ''] = words.split(' ')
      return first !== 'help' && !names.includes(words) && !names.includes(first)
    })
    expect(unknown).toEqual([])
    expect(named.length).toBeGreaterThan(5)
  })

  test('all stand in docs/commands.md', () => {
    const page = document('commands.md')
    const headings = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1] as string)
    expect(
      QUESTIONS.filter(
        ({ name }) => !headings.some((heading) => heading === name || heading.startsWith(`${name} `)),
      ).map(({ name }) => name),
    ).toEqual([])
  })
})
