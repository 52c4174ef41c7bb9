/** The command line in this process: `main` as the launcher calls it, with what it wrote and the exit code it gave. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { type CatalogueFile, ENTRY_SHAPES, type Entry, readEntries } from '#catalogue/index.ts'
import { main } from '#cli/main.ts'
import { CATALOGUE_FOLDER } from './catalogue.ts'

export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs of one process go one after the other: standard output and error are shared. */
export async function commandLine(
  args: readonly string[],
  catalogue: string,
  home: string = join(import.meta.dirname, '../..'),
): Promise<Said> {
  const written = { out: '', err: '' }
  const { stdout, stderr } = process
  const before = { out: stdout.write, err: stderr.write }
  stdout.write = (text: string | Uint8Array) => {
    written.out += textOf(text)
    return true
  }
  stderr.write = (text: string | Uint8Array) => {
    written.err += textOf(text)
    return true
  }
  const listeners = process.listeners('SIGINT')
  try {
    const code = await main(args, { home, catalogue })
    if (process.listeners('SIGINT').some((l) => !listeners.includes(l)))
      throw new Error('main left a listener for SIGINT behind')
    return { code, ...written }
  } finally {
    stdout.write = before.out
    stderr.write = before.err
  }
}

function textOf(text: string | Uint8Array): string {
  return typeof text === 'string' ? text : new TextDecoder().decode(text)
}

/** A folder of its own, gone when the caller says so. */
export function scratch(): {
  readonly folder: string
  put(name: string, content: string | Uint8Array): string
  end(): void
} {
  const folder = mkdtempSync(join(tmpdir(), 'metascheme-'))
  return {
    folder,
    put(name, content) {
      const file = join(folder, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
      return file
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A built catalogue with no more than the files named, so that a run costs next to nothing. The rest are empty lists. */
export function smallCatalogue(folder: string, paths: readonly string[]): string {
  const files = paths.map((path): CatalogueFile => ({ path, text: readFileSync(join(CATALOGUE_FOLDER, path), 'utf8') }))
  return catalogueOf(folder, readEntries(files).entries)
}

/** A built catalogue of these entries, as the program reads it. */
export function catalogueOf(folder: string, entries: readonly Entry[]): string {
  mkdirSync(folder, { recursive: true })
  for (const kind of Object.keys(ENTRY_SHAPES)) {
    const values = entries.filter((entry) => entry.kind === kind).map((entry) => entry.value)
    writeFileSync(join(folder, `${kind}.json`), JSON.stringify(values))
  }
  writeFileSync(join(folder, 'edition.txt'), 'test\n')
  return folder
}
