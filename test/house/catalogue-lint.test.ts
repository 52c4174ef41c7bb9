/** The repository's catalogue has no findings. */
import { expect, it } from 'vitest'
import { checkEntry, lintCatalogue } from '#catalogue/index.ts'
import { formatDiagnostic } from '#util/diagnostic.ts'
import { repositoryEntries } from '../support/catalogue.ts'

it('every entry has its shape and every reference leads somewhere', () => {
  const { entries, diagnostics } = repositoryEntries()
  expect(entries.length).toBeGreaterThan(100)
  expect([...diagnostics, ...entries.flatMap(checkEntry), ...lintCatalogue(entries)].map(formatDiagnostic)).toEqual([])
})
