/**
 * The fast path of every start: is what was installed and built last time still good? A look at modification times and
 * sizes, and nothing else: no hashing, no child process, no dependency, few of Node's own modules, because every run of
 * the program waits for this. When the answer is no, `bootstrap.mjs` looks closer.
 *
 * In the older module format, like everything on the way from `./metascheme` to the program: Node starts it faster.
 */
const fs = require('node:fs')
const path = require('node:path')
const process = require('node:process')

/** The folder of this package. */
const home = path.dirname(__dirname)

const platform = `${process.platform}-${process.arch}`
const stampFile = `${home}/dist/stamp.json`
const installStampFile = `${home}/node_modules/.metascheme-install.json`

/**
 * The paths of the last build if it is still good, else undefined.
 * `program` is undefined where src/cli/main.ts is missing, `catalogue` where there is no catalogue builder.
 */
function freshBuild() {
  const stamp = readJson(stampFile)
  return stamp !== undefined && isInstallFresh('runtime') && isUnchanged(stamp) ? builtPaths(stamp) : undefined
}

function builtPaths(stamp) {
  return {
    program: stamp.program === undefined ? undefined : `${home}/${stamp.program}`,
    catalogue: stamp.catalogue === undefined ? undefined : `${home}/${stamp.catalogue}`,
  }
}

/** Whether `node_modules` is known to hold `scope` ('runtime' or 'all') of exactly this lockfile. */
function isInstallFresh(scope) {
  const stamp = readJson(installStampFile)
  if (stamp === undefined || stamp.platform !== platform) return false
  if (scope === 'all' && stamp.scope !== 'all') return false
  const lock = fs.statSync(`${home}/package-lock.json`)
  return stamp.lock.mtimeMs === lock.mtimeMs && stamp.lock.size === lock.size
}

/** Whether every file and folder looked at last time still has the same modification time and size. */
function isUnchanged(stamp) {
  if (stamp.version !== 1 || stamp.node !== process.version) return false
  for (const built of [stamp.program, stamp.catalogue]) {
    if (built !== undefined && !fs.existsSync(`${home}/${built}`)) return false
  }
  const seen = stamp.seen
  for (let i = 0; i < seen.length; i += 3) {
    const stat = fs.statSync(`${home}/${seen[i]}`, { throwIfNoEntry: false })
    const mtimeMs = stat === undefined ? 0 : stat.mtimeMs
    if (mtimeMs !== seen[i + 1]) return false
    if (stat !== undefined && !stat.isDirectory() && stat.size !== seen[i + 2]) return false
  }
  return true
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

module.exports = { builtPaths, freshBuild, home, installStampFile, isInstallFresh, platform, readJson, stampFile }
