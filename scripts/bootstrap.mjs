/**
 * Makes sure that what running needs is installed and built, and does nothing when it is. No dependencies.
 *
 * - Installed: `npm ci` when the lockfile's content is not the one `node_modules` was installed from.
 * - Built: the program when the content of its sources changed, the catalogue when its entries or its builder changed.
 *
 * `fresh.cjs` looks at modification times and sizes; only when one differs is content hashed here, and only when the
 * content differs is anything built. Every word goes to standard error.
 *
 * Builds land in folders named after their content (`dist/program-…`, `dist/catalogue-…`) and are never changed, so a
 * process that still runs from an older one keeps its files. One process bootstraps at a time; the others wait.
 *
 * Keep the syntax of this file old: it must be read by the Node versions that it refuses.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import {
  builtPaths,
  freshBuild,
  home,
  installStampFile,
  isInstallFresh,
  platform,
  readJson,
  stampFile,
} from './fresh.cjs'

export { home }

/** Everything needed to run, installed and built; see `freshBuild` for what is returned. */
export function ready() {
  return (
    freshBuild() ||
    withLock(() => {
      install('runtime')
      return builtPaths(build())
    })
  )
}

/** Trouble with the installation, with a message for the person who started the program. */
export class HouseError extends Error {
  constructor(code, message) {
    super(message)
    this.code = code
  }
}

function say(text) {
  process.stderr.write(`metascheme: ${text}\n`)
}

export function requireSupportedNode() {
  const parts = process.versions.node.split('.').map(Number)
  const isSupported = parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)
  if (isSupported) return
  throw new HouseError(
    'house.node-too-old',
    `Node.js 20.19 or newer is needed; this is ${process.versions.node} (${process.execPath}). ` +
      'Install a current release from your system or version manager, and start again.',
  )
}

// ── Installing ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Installs `scope` unless it is there. What was installed in full stays installed in full. */
export function install(scope) {
  if (isInstallFresh(scope)) return
  const stamp = readJson(installStampFile)
  const hash = hashOf([join(home, 'package-lock.json')])
  const isSame = stamp !== undefined && stamp.platform === platform && stamp.lock.hash === hash
  if (isSame && (stamp.scope === 'all' || scope === 'runtime')) return writeInstallStamp(stamp.scope, hash)
  // Somebody ran npm by hand: believe npm's own record of what it put there, package by package.
  if (stamp === undefined) {
    const found = installedScope()
    if (found === 'all' || found === scope) return writeInstallStamp(found, hash)
  }
  const wanted = stamp !== undefined && stamp.scope === 'all' ? 'all' : scope
  say(
    wanted === 'all'
      ? 'installing what building and testing need (once, under a minute) …'
      : 'installing what running needs (once, some seconds) …',
  )
  const scopeFlag = wanted === 'all' ? '--include=dev' : '--omit=dev'
  const npm = npmCommand()
  const result = spawnSync(
    npm.file,
    npm.args.concat(['ci', scopeFlag, '--loglevel=error', '--no-progress', '--no-audit', '--no-fund']),
    { cwd: home, stdio: ['ignore', 2, 2], shell: npm.shell },
  )
  if (result.error !== undefined || result.status !== 0) {
    const why = result.error === undefined ? `it ended with ${result.status}` : result.error.message
    throw new HouseError(
      'house.install-failed',
      `Installing with "npm ci ${scopeFlag}" in ${home} failed: ${why}. npm's own words are above; ` +
        'it needs to reach a package registry, and to write into that folder.',
    )
  }
  writeInstallStamp(wanted, hash)
}

/** npm as it runs us, else npm from the PATH. */
function npmCommand() {
  const path = process.env.npm_execpath
  if (path !== undefined && path.endsWith('npm-cli.js')) return { file: process.execPath, args: [path], shell: false }
  return process.platform === 'win32'
    ? { file: 'npm.cmd', args: [], shell: true }
    : { file: 'npm', args: [], shell: false }
}

function writeInstallStamp(scope, hash) {
  const lock = fs.statSync(join(home, 'package-lock.json'))
  writeJson(installStampFile, { platform, scope, lock: { mtimeMs: lock.mtimeMs, size: lock.size, hash } })
}

/** 'all', 'runtime' or undefined: what npm's hidden lockfile says is in `node_modules`. */
function installedScope() {
  const locked = readJson(join(home, 'package-lock.json'))
  const present = readJson(join(home, 'node_modules', '.package-lock.json'))
  if (locked === undefined || present === undefined) return undefined
  let scope = 'all'
  for (const path of Object.keys(locked.packages)) {
    const entry = locked.packages[path]
    if (path === '' || entry.optional || entry.devOptional) continue
    const found = present.packages[path]
    if (found !== undefined && found.version === entry.version) continue
    if (!entry.dev) return undefined
    scope = 'runtime'
  }
  return scope
}

// ── Building ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Files and folders that decide what the program is, and what the catalogue is; tests and prose decide nothing. */
const roots = {
  program: ['src', 'scripts/build.mjs', 'scripts/build-catalogue.ts', 'package.json', 'package-lock.json'],
  catalogue: ['catalogue'],
}
const isIgnored = /(\.test\.ts|\.md|tsconfig\.json|~|\.swp|\.tmp)$/

/** Looks at everything below `paths`: `seen` is the flat list [path, mtimeMs, size, …], `files` the files to hash. */
function look(paths) {
  const seen = []
  const files = []
  for (const path of paths) visit(path)
  return { seen, files }

  function visit(path) {
    const stat = fs.statSync(join(home, path), { throwIfNoEntry: false })
    if (stat === undefined) seen.push(path, 0, 0)
    else if (stat.isDirectory()) {
      seen.push(path, stat.mtimeMs, 0)
      for (const name of fs.readdirSync(join(home, path)).sort()) {
        if (!isIgnored.test(name)) visit(`${path}/${name}`)
      }
    } else if (stat.isFile()) {
      seen.push(path, stat.mtimeMs, stat.size)
      files.push(path)
    }
  }
}

/** Builds what changed and returns the new stamp. Looks before it builds, so an edit meanwhile is seen next time. */
export function build() {
  const old = readJson(stampFile) || {}
  const program = look(roots.program)
  const catalogue = look(roots.catalogue)
  const stamp = {
    version: 1,
    node: process.version,
    hashes: { program: hashOf(program.files), catalogue: hashOf(catalogue.files) },
    program: undefined,
    catalogue: undefined,
    seen: program.seen.concat(catalogue.seen),
  }
  const isBuilt =
    old.version === 1 &&
    old.node === process.version &&
    old.hashes.program === stamp.hashes.program &&
    old.hashes.catalogue === stamp.hashes.catalogue &&
    [old.program, old.catalogue].every((path) => path === undefined || fs.existsSync(join(home, path)))
  if (isBuilt) {
    stamp.program = old.program
    stamp.catalogue = old.catalogue
  } else {
    const result = spawnSync(process.execPath, [join(home, 'scripts', 'build.mjs'), JSON.stringify(stamp.hashes)], {
      cwd: home,
      stdio: ['ignore', 'pipe', 2],
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    })
    if (result.status !== 0) {
      throw new HouseError('house.build-failed', 'Building failed; what was wrong is above.')
    }
    const built = JSON.parse(result.stdout)
    stamp.program = built.program
    stamp.catalogue = built.catalogue
  }
  writeJson(stampFile, stamp)
  return stamp
}

// ── Small things ────────────────────────────────────────────────────────────────────────────────────────────────────

/** SHA-256 over names and contents; paths relative to the package. */
function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const content = fs.readFileSync(file.startsWith(home) ? file : join(home, file))
    hash.update(`${file.startsWith(home) ? file.slice(home.length) : file}\0${content.length}\0`)
    hash.update(content)
  }
  return hash.digest('hex')
}

/** Whole or not at all. */
function writeJson(file, value) {
  const temporary = `${file}.${process.pid}.tmp`
  fs.mkdirSync(dirname(file), { recursive: true })
  fs.writeFileSync(temporary, JSON.stringify(value))
  fs.renameSync(temporary, file)
}

/** Runs `work` while no other process of this checkout does; a lock whose owner is dead is taken over. */
export function withLock(work) {
  const file = join(home, '.cache', 'bootstrap.lock')
  fs.mkdirSync(dirname(file), { recursive: true })
  let hasSaid = false
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const owner = readText(file)
    if (isAbandoned(file, owner)) {
      takeAway(file, owner)
      continue
    }
    if (!hasSaid) {
      say(`waiting for process ${owner}, which is installing or building (if there is no such process, delete ${file})`)
    }
    hasSaid = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
  }
  try {
    return work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}

/** Its owner is dead, or died before it could write its name. */
function isAbandoned(file, owner) {
  if (owner !== '') return !isAlive(Number(owner))
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  return stat !== undefined && Date.now() - stat.mtimeMs > 5000
}

/** Renames before removing, so that of several waiting processes one wins, and puts back what has a new owner. */
function takeAway(file, owner) {
  const aside = `${file}.${process.pid}`
  try {
    fs.renameSync(file, aside)
    if (readText(aside) !== owner) fs.linkSync(aside, file)
    fs.unlinkSync(aside)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return ''
    throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
