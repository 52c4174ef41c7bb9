/** Codes of errors, both ways: what the code reports is in a table and in the manual, what is in a table is reported somewhere. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HOUSE_ERRORS } from '../../scripts/house-errors.ts'
import { home } from './copy.ts'

const sources = readdirSync(join(home, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.split(sep).join('/')}`)
  .filter((name) => /(?<!\.test|\.d)\.ts$/.test(name) && !name.includes('/generated/'))
const scripts = readdirSync(join(home, 'scripts'))
  .filter((name) => /\.[cm]js$/.test(name))
  .map((name) => `scripts/${name}`)
const textOf = new Map([...sources, ...scripts].map((name) => [name, readFileSync(join(home, name), 'utf8')]))
const isTable = (name: string) => name.endsWith('errors.ts') && (textOf.get(name) ?? '').includes('errorTable(')

const codes = new Set(Object.keys(HOUSE_ERRORS))
for (const name of sources.filter(isTable)) {
  const tables = Object.values((await import(join(home, name))) as Record<string, unknown>)
  for (const table of tables)
    if (typeof table === 'object' && table !== null) for (const code of Object.keys(table)) codes.add(code)
}

/** `'room.what-is-wrong'`, and codes that are one word. */
const literals = [...textOf].flatMap(([name, text]) =>
  isTable(name)
    ? []
    : [...text.matchAll(/['"`]([a-z]+(?:\.[a-z][a-z0-9.-]*)?)['"`]/g)].map((match) => ({
        name,
        code: match[1] as string,
      })),
)
const families = new Set(
  [...codes].filter((code) => code.includes('.')).map((code) => code.slice(0, code.indexOf('.'))),
)
/** A file name or a fact has the form of a code, too. */
const isFileName = (word: string) => /\.(yaml|yml|json|ts|mjs|cjs|typ|html|pdf|txt|xml)$/.test(word)

describe('codes of errors', () => {
  test('are found', () => {
    expect(codes.size).toBeGreaterThan(60)
  })

  test('that the code writes as an object of its own are in a table', () => {
    const written = [...textOf].flatMap(([name, text]) =>
      [...text.matchAll(/\bcode: ['"]([a-z][a-z0-9.-]*)['"]/g)].map((match) => ({ name, code: match[1] as string })),
    )
    expect(written.filter(({ code }) => !codes.has(code))).toEqual([])
  })

  test('that the code names anywhere are in a table', () => {
    const unknown = literals.filter(
      ({ code }) =>
        code.includes('.') && families.has(code.slice(0, code.indexOf('.'))) && !codes.has(code) && !isFileName(code),
    )
    expect(unknown).toEqual([])
  })

  test('that are in a table are reported somewhere', () => {
    const used = new Set(literals.map(({ code }) => code))
    // Some are put together: `formats.csaf-6.1.${n}`.
    const prefixes = [...textOf].flatMap(([name, text]) =>
      isTable(name) ? [] : [...text.matchAll(/`([a-z]+\.[a-z0-9.-]+)\$\{/g)].map((match) => match[1] as string),
    )
    const unused = [...codes].filter((code) => !used.has(code) && !prefixes.some((prefix) => code.startsWith(prefix)))
    expect(unused).toEqual([])
  })

  test('stand in the manual, each once, and nothing else does', () => {
    const manual = readFileSync(join(home, 'docs', 'errors.md'), 'utf8')
    const listed = [...manual.matchAll(/^\| `([a-z][a-z0-9.-]*)` \|/gm)].map((match) => match[1] as string)
    expect(listed.slice().sort()).toEqual([...codes].sort())
  })

  test('say what to do in the words of a reader', () => {
    const manual = readFileSync(join(home, 'docs', 'errors.md'), 'utf8')
    const rows = [...manual.matchAll(/^\| `[a-z][a-z0-9.-]*` \| (\w+) \| (.*) \| (.*) \|$/gm)]
    expect(rows.length).toBe(codes.size)
    const poor = rows.filter(
      ([, severity = '', says, help = '']) =>
        !['error', 'warning', 'note'].includes(severity) || says === '' || !/[.:]$/.test(help),
    )
    expect(poor.map(([row]) => row)).toEqual([])
  })
})
