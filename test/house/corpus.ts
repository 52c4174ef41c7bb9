/** Where real data lies that is not part of the repository (docs/corpus.md). */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the corpus, or undefined where it is absent, which is then said once. */
export function corpusFolder(name: string): string | undefined {
  const corpus = process.env.METASCHEME_CORPUS
  const folder = corpus === undefined || corpus === '' ? undefined : join(corpus, name)
  if (folder !== undefined && existsSync(folder)) return folder
  const where = folder === undefined ? 'METASCHEME_CORPUS is not set' : `METASCHEME_CORPUS has no folder ${name}`
  console.warn(`ABSENT: tests on real data of "${name}" do not run (${where}); see docs/corpus.md.`)
  return undefined
}
