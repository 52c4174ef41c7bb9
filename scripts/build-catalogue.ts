/** Builds the catalogue: every entry parsed, shaped and checked, then written one file per kind. A wrong entry stops the build. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import {
  built,
  cardsOf,
  checkEntry,
  ENTRY_SHAPES,
  indexCards,
  lintCatalogue,
  readEntries,
  shippedFiles,
} from '#catalogue/index.ts'
import { editionOf } from '#adapters/git/edition.ts'
import { formatDiagnostic } from '#util/diagnostic.ts'

export async function buildCatalogue({ home, out }: { home: string; out: string }): Promise<number> {
  const folder = join(home, 'catalogue')
  const files = shippedFiles(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((f) => f.endsWith('.yaml'))
      .map((f) => ({ path: f.split(sep).join('/'), text: readFileSync(join(folder, f), 'utf8') }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  )
  const { entries, diagnostics } = readEntries(files)
  const findings = [...diagnostics, ...entries.flatMap(checkEntry), ...lintCatalogue(entries)]
  for (const d of findings) process.stderr.write(`${formatDiagnostic(d)}\n`)
  if (findings.some((d) => d.severity === 'error')) return 1
  const edition = editionOf(files)
  const catalogue = built(entries, edition)
  writeFileSync(join(out, 'search.txt'), indexCards(cardsOf(entries)))
  writeFileSync(join(out, 'edition.txt'), `${edition}\n`)
  for (const kind of Object.keys(ENTRY_SHAPES)) {
    writeFileSync(join(out, `${kind}.json`), JSON.stringify((catalogue.entries as Record<string, unknown>)[kind] ?? []))
  }
  return 0
}
