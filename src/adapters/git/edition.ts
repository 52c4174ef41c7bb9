/** The key of a catalogue's content: what `edition` in every answer is. Decision 0013. */
import { createHash } from 'node:crypto'

/** Drafts are not shipped, and records of editions name contents without being one. */
export function isContent(path: string): boolean {
  return path.endsWith('.yaml') && !path.startsWith('draft/') && !path.startsWith('editions/')
}

/** Paths are relative to the catalogue folder; their order does not matter. */
export function editionOf(files: readonly { readonly path: string; readonly text: string }[]): string {
  const hash = createHash('sha256')
  const content = files.filter((f) => isContent(f.path)).sort((a, b) => (a.path < b.path ? -1 : 1))
  for (const file of content) hash.update(`${file.path}\u0000${file.text}\u0000`)
  return hash.digest('hex').slice(0, 12)
}
