/**
 * Where the published suites are. They are not part of the repository; `docs` says how to get them from their publishers.
 *
 * A suite whose folder is absent says so in the name of its one test, and counts as absent, not as passed.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** The folder of a suite inside the corpus, or undefined where it is absent. */
export function corpusFolder(...path: readonly string[]): string | undefined {
  const root = process.env['METASCHEME_CORPUS']
  if (root === undefined || root === '') return undefined
  const folder = join(root, ...path)
  return existsSync(folder) ? folder : undefined
}
