/** What is committed names no machine, and every file has a licence. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { committedFiles, home } from './copy.ts'

const files = committedFiles()

describe('machines', () => {
  // Put together from parts, so that this file does not name what it looks for.
  const folders = ['work', 'farm', 'root', 'home', 'Users', 'tmp'].join('|')
  const path = new RegExp(`(?<![\\w.~-])/(?:${folders})/[\\w.-]+`, 'g')
  const host = new RegExp(['registry', '(?:npmjs|yarnpkg)', '(?:org|com)'].join('\\.'), 'g')

  test.each([
    ['paths of a machine', path],
    ['hosts of a package registry', host],
  ])('no file names %s', (_, pattern) => {
    const found = files.flatMap((file) => {
      const text = readFileSync(join(home, file), 'latin1')
      return [...text.matchAll(pattern)].map(
        (match) => `${file}:${text.slice(0, match.index).split('\n').length} ${match[0]}`,
      )
    })
    expect(found).toEqual([])
  })
})

describe('licences (REUSE.toml)', () => {
  const tables = readTables(readFileSync(join(home, 'REUSE.toml'), 'utf8'))
  const texts = readdirSync(join(home, 'LICENSES')).map((name) => name.replace(/\.txt$/, ''))

  test('every committed file is under a table that names holder and licence', () => {
    expect(files.filter((file) => !file.startsWith('LICENSES/') && licenceOf(file) === undefined)).toEqual([])
  })

  test('every licence named has its text, and every text is used', () => {
    const named = new Set(
      tables.flatMap((table) => table.licence.split(/\s+(?:AND|OR|WITH)\s+|[()]/)).filter((id) => id !== ''),
    )
    expect(texts.toSorted()).toEqual([...named].toSorted())
  })

  test('code is Apache-2.0; catalogue, schemas of ours, examples and documents are CC-BY-4.0', () => {
    expect(licenceOf('src/util/order.ts')).toBe('Apache-2.0')
    expect(licenceOf('scripts/check.mjs')).toBe('Apache-2.0')
    expect(licenceOf('package.json')).toBe('Apache-2.0')
    expect(licenceOf('catalogue/facts/product.yaml')).toBe('CC-BY-4.0')
    expect(licenceOf('schemas/dossier.schema.json')).toBe('CC-BY-4.0')
    expect(licenceOf('examples/edge-gateway/dossier.yaml')).toBe('CC-BY-4.0')
    expect(licenceOf('docs/corpus.md')).toBe('CC-BY-4.0')
  })

  test('the licence of the code lies where people look for it', () => {
    expect(readFileSync(join(home, 'LICENSE'), 'utf8')).toBe(
      readFileSync(join(home, 'LICENSES/Apache-2.0.txt'), 'utf8'),
    )
  })

  test('every path in REUSE.toml leads somewhere', () => {
    const paths = tables.flatMap((table) => table.paths.filter((pattern) => !pattern.includes('*')))
    expect(paths.filter((pattern) => !existsSync(join(home, pattern)))).toEqual([])
  })

  /** The last table that matches decides. */
  function licenceOf(file: string): string | undefined {
    return tables.findLast((table) => table.paths.some((pattern) => matches(pattern, file)))?.licence
  }
})

interface Table {
  readonly paths: readonly string[]
  readonly licence: string
}

/** As much of TOML as REUSE.toml uses: `[[annotations]]` with `path`, a holder and a licence. */
function readTables(text: string): Table[] {
  return text
    .split('[[annotations]]')
    .slice(1)
    .map((part) => {
      const value = /^path = (.*?)\n(?=precedence|SPDX)/ms.exec(part)?.[1] ?? ''
      const licence = /^SPDX-License-Identifier = "([^"]+)"/m.exec(part)?.[1]
      const holder = /^SPDX-FileCopyrightText = /m.test(part)
      if (licence === undefined || !holder) throw new Error(`REUSE.toml: a table without holder or licence:\n${part}`)
      return { paths: [...value.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? ''), licence }
    })
}

/** `**` any path, `*` anything but a slash. */
function matches(pattern: string, file: string): boolean {
  const source = pattern
    .split(/(\*\*\/|\*\*|\*)/)
    .map((part) =>
      part === '**/'
        ? '(?:.*/)?'
        : part === '**'
          ? '.*'
          : part === '*'
            ? '[^/]*'
            : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('')
  return new RegExp(`^${source}$`).test(file)
}
