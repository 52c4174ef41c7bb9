/** Starting the program: from any folder, alone on standard output, building what changed, and saying what went wrong. */
import { readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Copy, copyOfTheHouse } from './copy.ts'

const program = (answer: string): string => `
export async function main(args: readonly string[], context: { readonly home: string; readonly catalogue?: string }): Promise<number> {
  process.stdout.write(JSON.stringify({ answer: '${answer}', args, cwd: process.cwd(), ...context }))
  return args.includes('--fail') ? 2 : 0
}
`
const builder = `
import { readFileSync, writeFileSync } from 'node:fs'
export async function buildCatalogue({ home, out }: { home: string; out: string }): Promise<number> {
  const text = readFileSync(home + '/catalogue/entry.yaml', 'utf8')
  if (text.includes('wrong')) process.stderr.write('catalogue/entry.yaml:1:1 is wrong\\n')
  writeFileSync(out + '/built.json', JSON.stringify(text))
  return text.includes('wrong') ? 2 : 0
}
`

let copy: Copy
let elsewhere: string
beforeAll(() => {
  copy = copyOfTheHouse({ withSources: false })
  copy.write('src/cli/main.ts', program('first'))
  copy.write('scripts/build-catalogue.ts', builder)
  copy.write('catalogue/entry.yaml', 'right\n')
  copy.write('elsewhere/here.txt', '')
  elsewhere = join(copy.folder, 'elsewhere')
})
afterAll(() => copy.remove())

const builds = (kind: string): string[] =>
  readdirSync(join(copy.folder, 'dist')).filter((name) => name.startsWith(`${kind}-`))

/** In the order of a person's day. */
describe('a start', { timeout: 60_000 }, () => {
  test('builds what is missing, says so on standard error, and runs', () => {
    const { code, stdout, stderr } = copy.run('./metascheme', ['plan', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ answer: 'first', args: ['plan', '--json'], home: copy.folder })
    expect(stderr).toContain('building the program')
    expect(stderr).toContain('building the catalogue')
  })

  test('builds nothing when nothing changed, and passes the exit code on', () => {
    const { code, stdout, stderr } = copy.run('./metascheme', ['--fail'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
    expect(JSON.parse(stdout).catalogue).toBe(join(copy.folder, 'dist', String(builds('catalogue')[0])))
  })

  test('works from another folder, through symbolic links, and stays in the caller’s folder', () => {
    symlinkSync(join(copy.folder, 'metascheme'), join(elsewhere, 'absolute'))
    symlinkSync('absolute', join(elsewhere, 'relative'))
    for (const path of ['../metascheme', './absolute', './relative']) {
      const { stdout, stderr } = copy.run(path, [], { cwd: elsewhere })
      expect(JSON.parse(stdout)).toMatchObject({ home: copy.folder, cwd: elsewhere })
      expect(stderr).toBe('')
    }
  })

  test('through npm prints the document and nothing else, in the caller’s folder, with the program’s exit code', () => {
    const fine = copy.run('npm', ['start', '--', 'plan', 'here.txt', '--json'], { cwd: elsewhere })
    expect(JSON.parse(fine.stdout)).toMatchObject({ args: ['plan', 'here.txt', '--json'], cwd: elsewhere })
    expect(fine).toMatchObject({ code: 0, stderr: '' })
    const failed = copy.run('npm', ['start', '--', '--fail', '--json'], { cwd: elsewhere })
    expect(JSON.parse(failed.stdout).answer).toBe('first')
    expect(failed.code).toBe(2)
  })

  test('through npm without a command does the main job on the worked example', () => {
    const { stdout } = copy.run('npm', ['start'], { cwd: elsewhere })
    expect(JSON.parse(stdout).args.slice(0, 2)).toEqual(['plan', join('examples', 'edge-gateway')])
  })

  test('builds again when a source changed, also in place and to the same size', () => {
    copy.write('src/cli/main.ts', program('other'))
    const { stdout, stderr } = copy.run('./metascheme', [])
    expect(JSON.parse(stdout).answer).toBe('other')
    expect(stderr).toContain('building the program')
    expect(stderr).not.toContain('building the catalogue')
  })

  test('notices a new file, and builds the catalogue again when an entry changed', () => {
    copy.write('catalogue/entry.yaml', 'right too\n')
    const { stderr } = copy.run('./metascheme', [])
    expect(stderr).toContain('building the catalogue')
    expect(stderr).not.toContain('building the program')
    expect(builds('catalogue')).toHaveLength(2)
  })

  test('does not build when only a time changed, nor when content went back', () => {
    utimesSync(join(copy.folder, 'src/cli/main.ts'), new Date(0), new Date(0))
    copy.write('catalogue/entry.yaml', 'right\n')
    expect(copy.run('./metascheme', []).stderr).toBe('')
    expect(copy.run('./metascheme', []).stderr).toBe('')
  })

  test('keeps earlier builds, so that a process started from one finds its files', () => {
    expect(builds('program').length).toBeGreaterThan(1)
  })

  test('keeps the compiled code of the program beside it, and runs all the same where that is cut short or gone', () => {
    const { program } = JSON.parse(readFileSync(join(copy.folder, 'dist', 'stamp.json'), 'utf8'))
    const kept = join(copy.folder, `${program}.${process.version}-${process.arch}`)
    const whole = readFileSync(kept)
    expect(whole.length).toBeGreaterThan(1000)
    writeFileSync(kept, whole.subarray(0, 500))
    expect(copy.run('./metascheme', [])).toMatchObject({ code: 0, stderr: '' })
    rmSync(kept)
    expect(copy.run('./metascheme', [])).toMatchObject({ code: 0, stderr: '' })
  })

  test('several at once wait for one build', async () => {
    copy.write('src/cli/main.ts', program('many'))
    const { spawn } = await import('node:child_process')
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => {
        const child = spawn('./metascheme', [], { cwd: copy.folder, stdio: ['ignore', 'pipe', 'pipe'] })
        let stdout = ''
        let stderr = ''
        child.stdout.on('data', (data) => (stdout += data))
        child.stderr.on('data', (data) => (stderr += data))
        return new Promise<{ stdout: string; stderr: string }>((resolve) =>
          child.on('close', () => resolve({ stdout, stderr })),
        )
      }),
    )
    expect(answers.map(({ stdout }) => JSON.parse(stdout).answer)).toEqual(['many', 'many', 'many', 'many'])
    expect(answers.filter(({ stderr }) => stderr.includes('building the program'))).toHaveLength(1)
  })

  test('takes over the lock of a process that died', () => {
    copy.write('src/cli/main.ts', program('after'))
    copy.write('.cache/bootstrap.lock', '999999999')
    const { stdout } = copy.run('./metascheme', [])
    expect(JSON.parse(stdout).answer).toBe('after')
  })

  test('says what is wrong when the program cannot be built, and keeps the promise of --json', () => {
    copy.write('src/cli/main.ts', 'export const main = (')
    const { code, stdout, stderr } = copy.run('npm', ['start', '--', 'plan', '--json'])
    expect(code).toBe(70)
    expect(stderr).toContain('src/cli/main.ts:1')
    const document = JSON.parse(stdout)
    expect(Object.keys(document)).toEqual(['$schema', 'on', 'edition', 'diagnostics'])
    expect(document.on).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(document.diagnostics).toMatchObject([{ code: 'house.build-failed', severity: 'error' }])
    const asked = copy.run('./metascheme', ['plan', '--json', '--on', '2027-01-02'])
    expect(JSON.parse(asked.stdout).on).toBe('2027-01-02')
    copy.write('src/cli/main.ts', program('mended'))
  })

  test('a program that was cut short is one document too, and no stack of calls', () => {
    expect(copy.run('./metascheme', []).code).toBe(0)
    const newest = builds('program')
      .map((name) => join(copy.folder, 'dist', name))
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] as string
    const file = join(newest, 'main.cjs')
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, 'export const main = (')
    const { code, stdout, stderr } = copy.run('./metascheme', ['plan', '--json'])
    writeFileSync(file, whole)
    expect(code).toBe(70)
    expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'house.cannot-start', severity: 'error' }])
    expect(stderr).not.toContain('    at ')
  })

  test('says what is wrong when the catalogue cannot be built, and does not run with an older one', () => {
    copy.write('catalogue/entry.yaml', 'wrong\n')
    const { code, stdout, stderr } = copy.run('./metascheme', ['plan'])
    expect({ code, stdout }).toEqual({ code: 70, stdout: '' })
    expect(stderr).toContain('catalogue/entry.yaml:1:1 is wrong')
    copy.write('catalogue/entry.yaml', 'right\n')
    expect(copy.run('./metascheme', ['plan']).code).toBe(0)
  })

  test('shows npm’s own words when installing fails, also through npm', () => {
    // A lockfile that differs from what is installed, and a registry that does not answer.
    const lock = join(copy.folder, 'package-lock.json')
    const before = statSync(lock)
    rmSync(join(copy.folder, 'node_modules'), { recursive: true })
    const nowhere = {
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
      npm_config_cache: join(copy.folder, 'cache'),
    }
    const { code, stdout, stderr } = copy.run('npm', ['start', '--', 'plan', '--json'], { env: nowhere })
    expect(code).toBe(70)
    expect(stderr).toContain('npm error')
    expect(stderr).toContain('ECONNREFUSED')
    expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'house.install-failed' }])
    expect(statSync(lock).size).toBe(before.size)
  })

  test('says which Node it needs', () => {
    writeFileSync(
      join(copy.folder, 'old.mjs'),
      "Object.defineProperty(process.versions, 'node', { value: '18.20.0' })\n",
    )
    const { code, stderr } = copy.run(process.execPath, ['--import', './old.mjs', 'scripts/launch.cjs', 'plan'])
    expect(code).toBe(70)
    expect(stderr).toContain('Node.js 20.19 or newer is needed; this is 18.20.0')
  })
})
