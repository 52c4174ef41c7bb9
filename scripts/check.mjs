/**
 * `npm run check`: everything a change must pass, in order, each step with its name, its time and its verdict.
 * All steps run even when one fails, so that one look shows all there is to mend.
 *
 *   npm run check               every step
 *   npm run check -- --fix      also formats, applies the linter's certain fixes and rewrites generated files
 *   npm run check -- lint types only these
 *
 * A step is `passed`, `failed` or `absent`: absent means that what it would check is not in this checkout. It is said
 * loudly and never counted as passed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { home } from './bootstrap.mjs'

const isMain = process.argv[1]?.endsWith('check.mjs')
const args = isMain ? process.argv.slice(2) : []
const isFixing = args.includes('--fix')
const only = args.filter((arg) => !arg.startsWith('-'))

const testResults = join(home, '.cache', 'tests.json')

function bin(name) {
  return join(home, 'node_modules', '.bin', name)
}

/** Runs a command with its output shown; true when it ended well. */
function runs(file, argv) {
  const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' }
  const result = spawnSync(file, argv, { cwd: home, stdio: 'inherit', env })
  if (result.error !== undefined) console.log(`could not start ${file}: ${result.error.message}`)
  return result.status === 0
}

function script(name, argv = []) {
  return runs(process.execPath, [join(home, 'scripts', name), ...argv])
}

const verdict = (isPassed, note) => ({ state: isPassed ? 'passed' : 'failed', note })

const steps = {
  format() {
    return verdict(runs(bin('biome'), ['format', ...(isFixing ? ['--write'] : ['--reporter=summary']), '.']))
  },
  lint() {
    return verdict(runs(bin('oxlint'), isFixing ? ['--fix'] : []))
  },
  arrows() {
    return verdict(script('arrows.mjs'))
  },
  /** The whole package, then every room with a compiler of its own: there Node and the browser are unknown. */
  types() {
    const rooms = readdirSync(join(home, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name === 'tsconfig.json')
      .map((entry) => entry.parentPath)
      .sort()
    let isPassed = true
    const empty = []
    for (const folder of [home, ...rooms]) {
      const name = folder === home ? '.' : folder.slice(home.length + 1)
      if (folder !== home && !hasSources(folder)) {
        empty.push(name)
        continue
      }
      const isFine = runs(process.execPath, [join(home, 'node_modules', 'typescript-7', 'bin', 'tsc'), '-p', folder])
      console.log(`${isFine ? 'fine  ' : 'FAILED'} ${name}`)
      isPassed = isFine && isPassed
    }
    return verdict(isPassed, empty.length > 0 ? `no files in ${empty.join(', ')}` : undefined)
  },
  unused() {
    if (!hasProgram()) return { state: 'absent', note: 'nothing is used while src/cli/main.ts is missing' }
    return verdict(runs(bin('knip'), ['--no-progress', '--no-config-hints']))
  },
  build() {
    if (!hasProgram()) return { state: 'absent', note: 'src/cli/main.ts is missing' }
    return verdict(script('build.mjs'))
  },
  catalogue() {
    if (!hasProgram()) return { state: 'absent', note: 'the command "catalogue lint" needs src/cli/main.ts' }
    return verdict(runs(join(home, 'metascheme'), ['catalogue', 'lint']))
  },
  tests() {
    rmSync(testResults, { force: true })
    mkdirSync(join(home, '.cache'), { recursive: true })
    const argv = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${testResults}`]
    const isPassed = runs(bin('vitest'), argv)
    const counts = countTests()
    if (counts === undefined) return { state: 'failed', note: 'no test ran' }
    return verdict(isPassed && counts.failed === 0, describe(counts))
  },
  generated() {
    if (!existsSync(join(home, 'scripts', 'generate'))) return { state: 'absent', note: 'scripts/generate is missing' }
    return verdict(script('generate.mjs', isFixing ? [] : ['--check']))
  },
}

function hasProgram() {
  return existsSync(join(home, 'src', 'cli', 'main.ts'))
}

function hasSources(folder) {
  return readdirSync(folder, { recursive: true }).some((name) => /(?<!\.test|\.d)\.ts$/.test(name))
}

/** Counted by vitest itself; a file that could not be read counts as one failed test. Undefined when nothing ran. */
export function countTests() {
  if (!existsSync(testResults)) return undefined
  const results = JSON.parse(readFileSync(testResults, 'utf8'))
  const broken = results.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const counts = {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken.length,
    skipped: results.numPendingTests + results.numTodoTests,
  }
  return counts.passed + counts.failed === 0 ? undefined : counts
}

export function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function main() {
  const unknown = only.filter((name) => !(name in steps))
  if (unknown.length > 0) {
    console.log(`No step "${unknown[0]}". The steps are: ${Object.keys(steps).join(', ')}.`)
    process.exitCode = 2
    return
  }
  const rows = []
  for (const [name, run] of Object.entries(steps)) {
    if (only.length > 0 && !only.includes(name)) continue
    console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}`)
    const start = performance.now()
    const { state, note } = run()
    const seconds = (performance.now() - start) / 1000
    if (state === 'absent') console.log(`absent: ${note}`)
    rows.push({ name, state, note, seconds })
  }
  console.log(`\n── summary ${'─'.repeat(69)}`)
  for (const { name, state, note, seconds } of rows) {
    const word = state === 'passed' ? 'passed' : state.toUpperCase()
    console.log(`${word.padEnd(7)} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s${note ? `   ${note}` : ''}`)
  }
  if (rows.some((row) => row.state === 'failed')) process.exitCode = 1
}

if (isMain) main()
