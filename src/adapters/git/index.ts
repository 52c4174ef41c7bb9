/** Older states of the catalogue, from the version control of the checkout. Reads only; every argument is checked before git sees it. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { CatalogueHistory, EditionInHistory } from '#app/ports.ts'
import { editionOf, isContent } from './edition.ts'

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
        const texts = await readAll(
          home,
          names.map((n) => `${revision}:${n}`),
        )
        return names.map((name, i) => ({ path: name.slice('catalogue/'.length), text: texts[i] ?? '' }))
      } catch {
        return undefined
      }
    },
    editions: () => editionsIn(home),
  }
}

interface Commit {
  readonly revision: string
  readonly on: string
}

/**
 * Every state of the catalogue on the way to the one checked out, newest first. Cost: each text once, then remembered by commit in
 * `.cache/editions.json`; what a commit holds never changes.
 */
async function editionsIn(home: string): Promise<readonly EditionInHistory[]> {
  const commits = await commitsOf(home)
  const file = join(home, '.cache', 'editions.json')
  const known = await remembered(file)
  const missing = commits.filter((c) => known[c.revision] === undefined)
  if (missing.length > 0) {
    const trees = await Promise.all(missing.map((c) => contentsOf(home, c.revision)))
    const blobs = [...new Set(trees.flatMap((t) => t.map((f) => f.blob)))]
    const texts = await readAll(home, blobs)
    const textOf = new Map(blobs.map((blob, i) => [blob, texts[i] ?? '']))
    missing.forEach((c, i) => {
      const files = (trees[i] ?? []).map((f) => ({ path: f.path, text: textOf.get(f.blob) ?? '' }))
      if (files.length > 0) known[c.revision] = editionOf(files)
    })
    await remember(file, known)
  }
  return commits.flatMap((c) => {
    const edition = known[c.revision]
    return edition === undefined ? [] : [{ ...c, edition }]
  })
}

async function commitsOf(home: string): Promise<readonly Commit[]> {
  try {
    const { stdout } = await run('git', ['-C', home, 'log', '--format=%H %cs', 'HEAD', '--', 'catalogue'], {
      maxBuffer: MOST_BYTES,
    })
    return stdout
      .split('\n')
      .map((line) => line.split(' '))
      .flatMap(([revision, on]) => (revision === undefined || on === undefined ? [] : [{ revision, on }]))
  } catch {
    return []
  }
}

async function contentsOf(home: string, revision: string): Promise<readonly { path: string; blob: string }[]> {
  const { stdout } = await run('git', ['-C', home, 'ls-tree', '-r', '-z', revision, '--', 'catalogue'], {
    maxBuffer: MOST_BYTES,
  })
  return stdout.split('\0').flatMap((line) => {
    const [head = '', name = ''] = line.split('\t')
    const path = name.slice('catalogue/'.length)
    return isContent(path) ? [{ path, blob: head.split(' ')[2] ?? '' }] : []
  })
}

async function remembered(file: string): Promise<Record<string, string>> {
  try {
    const found = JSON.parse(await readFile(file, 'utf8')) as { version?: number; editions?: Record<string, string> }
    return found.version === 1 ? (found.editions ?? {}) : {}
  } catch {
    return {}
  }
}

/** A folder that may not be written to only costs time. */
async function remember(file: string, editions: Readonly<Record<string, string>>): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    const neighbour = `${file}.${process.pid}.part`
    await writeFile(neighbour, JSON.stringify({ version: 1, editions }))
    await rename(neighbour, file)
  } catch {
    // Worked out again next time.
  }
}

/** One git process for all files; its answers come in the order of the questions. */
async function readAll(home: string, objects: readonly string[]): Promise<readonly string[]> {
  const child = execFile('git', ['-C', home, 'cat-file', '--batch'], { maxBuffer: MOST_BYTES, encoding: 'buffer' })
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', () => resolve())
  })
  child.stdin?.end(objects.map((o) => `${o}\n`).join(''))
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
