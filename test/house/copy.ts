/** A copy of the house to plant faults in: sources, settings and scripts; packages by symbolic link. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

export const home = resolve(import.meta.dirname, '../..')

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
  ...['package.json', 'package-lock.json', '.npmrc', 'metascheme', 'biome.json', '.oxlintrc.json', 'knip.json'],
  ...['.dependency-cruiser.mjs', 'tsconfig.json', 'tsconfig.base.json', 'vitest.config.ts', 'scripts'],
]

/** `withSources: false` gives a house with no rooms in it. */
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
    run(file, args, { cwd = folder, env = {} } = {}) {
      const result = spawnSync(file, args, {
        cwd,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        env: { ...process.env, NO_COLOR: '1', ...env },
      })
      if (result.error !== undefined) throw result.error
      return { code: result.status, stdout: result.stdout, stderr: result.stderr }
    },
    remove() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
