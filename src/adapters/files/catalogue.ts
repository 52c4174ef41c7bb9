/** The built catalogue on disk: one file per kind, read when asked for. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CatalogueStore } from '#app/ports.ts'
import type { BuiltCatalogue, EntriesByKind } from '#catalogue/index.ts'
import { readFileSync } from 'node:fs'
import { Defect } from '#util/diagnostic.ts'

export function fileCatalogue(folder: string | undefined): CatalogueStore {
  if (folder === undefined) throw new Defect('the catalogue is not built')
  const edition = readFileSync(join(folder, 'edition.txt'), 'utf8').trim()
  const known = new Map<string, unknown>()
  return {
    edition,
    async searchIndex() {
      return readFile(join(folder, 'search.txt'), 'utf8')
    },
    async load(kinds) {
      const entries: Record<string, unknown> = {}
      await Promise.all(
        kinds.map(async (kind) => {
          if (!known.has(kind)) known.set(kind, JSON.parse(await readFile(join(folder, `${kind}.json`), 'utf8')))
          entries[kind] = known.get(kind)
        }),
      )
      return { edition, entries: entries as EntriesByKind } satisfies BuiltCatalogue
    },
  }
}
