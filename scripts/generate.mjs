/**
 * `npm run generate`: rewrites every file that is derived from another file of this repository and committed.
 * With `--check` it writes nothing, and fails when a file on disk is not what its generator says.
 *
 * A generator is a file `scripts/generate/<name>.ts` that exports
 *   `generate({ home }): Promise<Readonly<Record<string, string>>>`: file names, relative to `home`, with their whole content.
 * A generated file names its generator, so that nobody edits it by hand.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { home } from './bootstrap.mjs'
import { bundleOptions } from './build.mjs'

const isChecking = process.argv.includes('--check')
const folder = join(home, 'scripts', 'generate')
const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => /(?<!\.test)\.ts$/.test(name))
      .sort()
  : []
if (names.length === 0) console.log('No generators in scripts/generate.')

mkdirSync(join(home, 'dist'), { recursive: true })
const bundles = mkdtempSync(join(home, 'dist', 'generate-'))
let files = 0
const stale = []
try {
  for (const name of names) {
    const outdir = join(bundles, name)
    await build({ ...bundleOptions(join('scripts', 'generate', name), outdir), packages: 'external' })
    const { generate } = await import(pathToFileURL(join(outdir, 'main.mjs')).href)
    const generated = await generate({ home })
    for (const [path, content] of Object.entries(generated)) {
      files += 1
      const file = join(home, path)
      if (existsSync(file) && readFileSync(file, 'utf8') === content) continue
      stale.push(`${path} (scripts/generate/${name})`)
      if (isChecking) continue
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
  }
} finally {
  rmSync(bundles, { recursive: true, force: true })
}

if (stale.length > 0) {
  console.log(isChecking ? 'Not as their generators say; run "npm run generate":' : 'Rewritten:')
  for (const line of stale) console.log(`  ${line}`)
}
console.log(`${files} generated files, ${stale.length} ${isChecking ? 'stale' : 'rewritten'}`)
if (isChecking && (stale.length > 0 || files === 0)) process.exitCode = 1
