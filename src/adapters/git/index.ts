/** Older states of the catalogue, from the version control of the checkout. Reads only; every argument is checked before git sees it. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { CatalogueHistory } from '#app/ports.ts'

const run = promisify(execFile)
/** Revisions as people write them; nothing that git could take for an option. */
const REVISION = /^[A-Za-z0-9][A-Za-z0-9._/~^@{}-]{0,120}$/
const MOST_BYTES = 1 << 28

export function gitHistory(home: string): CatalogueHistory {
  return {
    async filesAt(revision) {
      if (!REVISION.test(revision)) return undefined
      try {
        const listed = await run(
          'git',
          ['-C', home, 'ls-tree', '-r', '--name-only', '-z', revision, '--', 'catalogue'],
          { maxBuffer: MOST_BYTES },
        )
        const names = listed.stdout.split('\0').filter((n) => n.endsWith('.yaml'))
        const texts = await readAll(home, revision, names)
        return names.map((name, i) => ({ path: name.slice('catalogue/'.length), text: texts[i] ?? '' }))
      } catch {
        return undefined
      }
    },
  }
}

/** One git process for all files; its answers come in the order of the questions. */
async function readAll(home: string, revision: string, names: readonly string[]): Promise<readonly string[]> {
  const child = execFile('git', ['-C', home, 'cat-file', '--batch'], { maxBuffer: MOST_BYTES, encoding: 'buffer' })
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', () => resolve())
  })
  child.stdin?.end(names.map((n) => `${revision}:${n}\n`).join(''))
  await done
  const all = Buffer.concat(chunks)
  const texts: string[] = []
  let at = 0
  while (at < all.length) {
    const end = all.indexOf(10, at)
    const size = Number(all.toString('utf8', at, end).split(' ')[2])
    if (!Number.isInteger(size)) break
    texts.push(all.toString('utf8', end + 1, end + 1 + size))
    at = end + 1 + size + 1
  }
  return texts
}
