/** What tests of the house share. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

export const home = resolve(import.meta.dirname, '../..')

/** Files under version control, with forward slashes, sorted; those deleted but not yet committed are left out. */
export function committedFiles(): string[] {
  const { stdout, status } = spawnSync('git', ['ls-files', '-z'], { cwd: home, encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error('git ls-files failed: the tests of the house need a checkout')
  return stdout
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(home, file)))
    .toSorted()
}

/** Runs a command in a folder that is not the house. */
export function runOutside(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Outcome {
  return run(file, args, { cwd: tmpdir(), env })
}

function run(
  file: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Outcome {
  const result = spawnSync(file, args, {
    cwd: options.cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: '1', ...options.env },
  })
  if (result.error !== undefined) throw result.error
  return { code: result.status, stdout: result.stdout, stderr: result.stderr }
}

export interface Copy {
  readonly folder: string
  write(path: string, content: string): void
  /** Runs a command in `cwd` (the copy, unless said otherwise). */
  run(
    file: string,
    args: readonly string[],
    options?: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
  ): Outcome
  remove(): void
}

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const settings = [
  ...[
    'package.json',
    'package-lock.json',
    '.npmrc',
    '.gitignore',
    'metascheme',
    'biome.json',
    '.oxlintrc.json',
    'knip.json',
  ],
  ...['.dependency-cruiser.mjs', 'tsconfig.json', 'tsconfig.base.json', 'vitest.config.ts', 'scripts'],
]

/**
 * A copy of the house to plant faults in: sources, settings and scripts; packages by symbolic link.
 * `withSources: false` gives a house with no rooms in it.
 */
export function copyOfTheHouse(options: { readonly withSources: boolean }): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'metascheme-house-'))
  for (const name of options.withSources ? [...settings, 'src'] : settings) {
    if (existsSync(join(home, name))) cpSync(join(home, name), join(folder, name), { recursive: true })
  }
  mkdirSync(join(folder, 'node_modules'))
  // One link each, so that the copy has its own record of what was installed.
  for (const name of readdirSync(join(home, 'node_modules'))) {
    if (!name.startsWith('.metascheme')) {
      symlinkSync(join(home, 'node_modules', name), join(folder, 'node_modules', name))
    }
  }
  return {
    folder,
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    },
    run: (file, args, { cwd = folder, env = {} } = {}) => run(file, args, { cwd, env }),
    remove() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
