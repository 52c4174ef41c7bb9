/** What the documents say can be run exists, and what they point to is there. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { QUESTIONS } from '#app/index.ts'
import { committedFiles, home, runOutside } from './copy.ts'

const documents = committedFiles().filter((file) => file.endsWith('.md') && !file.startsWith('catalogue/'))
const scripts = Object.keys(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).scripts)

/** Shell lines of a document: fenced or indented code, and code in the running text. */
function commandsIn(text: string): string[] {
  let isFenced = false
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('```')) isFenced = !isFenced
    const isCode = isFenced || line.startsWith('    ') || line.startsWith('$ ')
    const pieces = isCode
      ? [line.trim().replace(/^\$ /, '')]
      : [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
    return pieces
      .filter((piece) => /^(npm|npx|node|\.\/metascheme)\b/.test(piece))
      .map((piece) => piece.split(/ {2,}| #/)[0] ?? '')
  })
}

describe('the README', () => {
  const readme = existsSync(join(home, 'README.md')) ? readFileSync(join(home, 'README.md'), 'utf8') : ''
  test('exists and names the two commands', () => {
    expect(commandsIn(readme)).toEqual(expect.arrayContaining(['npm start', 'npm test']))
  })
})

describe('the documents', () => {
  test('name npm scripts that exist', () => {
    const builtIn = new Set(['ci', 'install', 'i', 'view', 'ls', 'link', 'pack'])
    const unknown = each(({ commands }) =>
      commands.flatMap((line) => {
        const [tool, first, second] = line.split(/\s+/)
        if (tool !== 'npm' || first === undefined || builtIn.has(first) || !/^[a-z]+$/.test(first)) return []
        const name = first === 'run' ? second : first
        return name === undefined || scripts.includes(name) ? [] : [line]
      }),
    )
    expect(unknown).toEqual([])
  })

  test('name scripts that exist', () => {
    const optional = new Set(['scripts/build-catalogue.ts'])
    const missing = each(({ text }) =>
      [...text.matchAll(/\bscripts\/[\w./-]+\.(?:mjs|ts)\b/g)]
        .map((match) => match[0])
        .filter((path) => !optional.has(path) && !existsSync(join(home, path))),
    )
    expect(missing).toEqual([])
  })

  test('point to pages that are there', () => {
    const missing = each(({ document, text }) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map((match) => (match[1] ?? '').split('#')[0] ?? '')
        .filter((link) => link !== '' && !/^[a-z]+:/.test(link))
        .filter((link) => !existsSync(join(home, dirname(document), link))),
    )
    expect(missing).toEqual([])
  })

  test('name commands of the program that exist', () => {
    const known = new Set(['help', ...QUESTIONS.flatMap(({ name }) => [name, ...groupsOf(name)])])
    const ours = documents.flatMap((document) =>
      commandsIn(readFileSync(join(home, document), 'utf8')).filter((line) => line.startsWith('./metascheme ')),
    )
    expect(ours.length).toBeGreaterThan(20)
    expect([...new Set(ours.map(words))].filter((command) => command !== '' && !leads(command, known))).toEqual([])
  })

  test('and a command that exists is found by its name', () => {
    expect(runOutside(join(home, 'metascheme'), ['mapping', 'gap', '--help']).code).toBe(0)
    expect(runOutside(join(home, 'metascheme'), ['mapping', 'gaps']).code).toBe(2)
  }, 60_000)
})

/** What `find` finds in each document, with the document's name before it. */
function each(find: (page: { document: string; text: string; commands: string[] }) => string[]): string[] {
  return documents.flatMap((document) => {
    const text = readFileSync(join(home, document), 'utf8')
    return find({ document, text, commands: commandsIn(text) }).map((found) => `${document}: ${found}`)
  })
}

/** "catalogue" of "catalogue lint". */
function groupsOf(name: string): string[] {
  const parts = name.split(' ')
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join(' '))
}

/** A command, with or without words of its own after it, which may stand for an argument. */
function leads(command: string, known: ReadonlySet<string>): boolean {
  if (known.has(command)) return true
  const parts = command.split(' ')
  const longest = parts.map((_, i) => parts.slice(0, parts.length - i).join(' ')).find((name) => known.has(name))
  return (
    longest !== undefined && (longest === 'help' || QUESTIONS.some((q) => q.name === longest && q.arguments.length > 0))
  )
}

/** The command in a line: `./metascheme catalogue lint --json` has the words "catalogue lint". */
function words(line: string): string {
  const rest = line.split(/\s+/).slice(1)
  const end = rest.findIndex((word) => !/^[a-z]+$/.test(word))
  return (end < 0 ? rest : rest.slice(0, end)).join(' ')
}
