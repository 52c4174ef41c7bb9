/** The repository's own catalogue, read once per test file. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { built, type CatalogueFile, loadCatalogue, loadLaw, readEntries, shippedFiles } from '#catalogue/index.ts'

export const CATALOGUE_FOLDER = join(import.meta.dirname, '../../catalogue')

export function catalogueFiles(): readonly CatalogueFile[] {
  return readdirSync(CATALOGUE_FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.yaml'))
    .map((f) => ({
      path: relative(CATALOGUE_FOLDER, join(CATALOGUE_FOLDER, f)).split(sep).join('/'),
      text: readFileSync(join(CATALOGUE_FOLDER, f), 'utf8'),
    }))
}

let cached: ReturnType<typeof readEntries> | undefined

export function repositoryEntries(): ReturnType<typeof readEntries> {
  cached ??= readEntries(shippedFiles(catalogueFiles()))
  return cached
}

export function repositoryCatalogue() {
  return loadCatalogue(built(repositoryEntries().entries, 'test'))
}

export function repositoryLaw() {
  return loadLaw(built(repositoryEntries().entries, 'test', true).entries)
}
