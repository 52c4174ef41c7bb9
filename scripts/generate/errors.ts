/** docs/errors.md: every code that the program can report, from the tables of its rooms. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { ErrorTable } from '#util/diagnostic.ts'
import { HOUSE_ERRORS } from '../house-errors.ts'

export async function generate({ home }: { readonly home: string }): Promise<Readonly<Record<string, string>>> {
  const tables = [...(await tablesOf(home)), { file: 'scripts/house-errors.ts', table: HOUSE_ERRORS }]
  return { 'docs/errors.md': page(tables) }
}

interface RoomTable {
  readonly file: string
  readonly table: ErrorTable
}

/** Found, not listed: a room that gets a table is in the manual from then on. */
async function tablesOf(home: string): Promise<readonly RoomTable[]> {
  const files = readdirSync(join(home, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.split(sep).join('/')}`)
    .filter((name) => name.endsWith('errors.ts') && readFileSync(join(home, name), 'utf8').includes('errorTable('))
    .sort()
  const contents = files.map((name, i) => `export * as table${i} from './${name}'`).join('\n')
  const out = mkdtempSync(join(home, 'dist', 'errors-'))
  try {
    const outfile = join(out, 'tables.mjs')
    await build({
      stdin: { contents, resolveDir: home, loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    })
    const modules = (await import(pathToFileURL(outfile).href)) as Record<string, Record<string, unknown>>
    return files.flatMap((file, i) =>
      Object.values(modules[`table${i}`] ?? {})
        .filter((value): value is ErrorTable => typeof value === 'object' && value !== null)
        .map((table) => ({ file, table })),
    )
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

/** A code belongs to the first table that has it; a table that takes another in shows the rest. */
function page(tables: readonly RoomTable[]): string {
  const seen = new Set<string>()
  const small = [...tables].sort((a, b) => Object.keys(a.table).length - Object.keys(b.table).length)
  const own = new Map(
    small.map(({ file, table }) => {
      const rows = Object.entries(table).filter(([code]) => !seen.has(code))
      for (const [code] of rows) seen.add(code)
      return [file, rows] as const
    }),
  )
  const sections = tables.flatMap(({ file }) => {
    const rows = own.get(file) ?? []
    return rows.length === 0
      ? []
      : ['', `## ${file}`, '', '| Code | Severity | Says | What to do |', '| --- | --- | --- | --- |', ...rows.map(row)]
  })
  return [...HEAD, ...sections, ''].join('\n')
}

function row([code, { severity, says, help }]: readonly [string, ErrorTable[string]]): string {
  return `| \`${code}\` | ${severity} | ${cell(says)} | ${cell(help)} |`
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/</g, '&lt;')
}

const HEAD: readonly string[] = [
  '# Error codes',
  '',
  '<!-- Made by scripts/generate/errors.ts from the tables it names; do not edit. -->',
  '',
  'Every diagnostic has a code that never changes its meaning and is never used again for something else. In the texts, `…` stands',
  'for what varies. With `--json` each is an object `{ code, severity, message, hint?, at?, because? }`, where `at` is',
  '`{ file, line, column, pointer }`: line and column count from 1, `pointer` is a JSON Pointer into the document.',
  '',
  'An **error** prevents the answer. A **warning** goes with an answer that should be read with it. A **note** is only in the JSON',
  'document.',
  '',
  '| Exit code | Means |',
  '| --- | --- |',
  '| 0 | answered, also when the answer is unwelcome |',
  '| 1 | a checking command has findings, or no plan exists |',
  '| 2 | the input or the way it was asked prevented the answer |',
  '| 70 | a defect of ours, or nothing could be installed or built |',
  '| 130 | stopped on request |',
]
