/** The repository's catalogue has no findings. */
import { expect, it } from 'vitest'
import { checkEntry, lintCatalogue } from '#catalogue/index.ts'
import { formatDiagnostic } from '#util/diagnostic.ts'
import { repositoryEntries } from '../support/catalogue.ts'

it('every entry has its shape and every reference leads somewhere', () => {
  const { entries, diagnostics } = repositoryEntries()
  expect(entries.length).toBeGreaterThan(100)
  expect([...diagnostics, ...entries.flatMap(checkEntry), ...lintCatalogue(entries)].map(formatDiagnostic)).toEqual([])
}, 120_000)

it('tells of a requirement whose words changed since the rows on it were judged', () => {
  const entries = repositoryEntries().entries.map((e) => {
    if (e.kind !== 'requirement-set' || e.id !== 'csa-51') return e
    const value = structuredClone(e.value) as { requirements: { id: string; says?: string }[] }
    const changed = value.requirements.find((r) => r.id === 'c')
    if (changed !== undefined) changed.says = 'Something else is asked now.'
    return { ...e, value }
  })
  const found = lintCatalogue(entries)
  expect(new Set(found.map((d) => d.code))).toEqual(new Set(['catalogue.pin']))
  expect(new Set(found.map((d) => d.at?.file))).toEqual(
    new Set(['cra-annex-i__csa-51', 'csa-51__baseline'].map((m) => `catalogue/mappings/${m}.yaml`)),
  )
  expect(found[0]?.message).toMatch(/^c of csa-51 is edited since rows [\d, ]+ were judged$/)
})
