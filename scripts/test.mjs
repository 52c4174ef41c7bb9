/** `npm test`: install what is missing, developers' tools included, then run the one check. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { HouseError, home, install, requireSupportedNode, withLock } from './bootstrap.mjs'

try {
  requireSupportedNode()
  withLock(() => install('all'))
  const check = spawnSync(process.execPath, [join(home, 'scripts', 'check.mjs'), ...process.argv.slice(2)], {
    cwd: home,
    stdio: 'inherit',
  })
  process.exitCode = check.status ?? 1
} catch (error) {
  if (!(error instanceof HouseError)) throw error
  process.stderr.write(`metascheme: ${error.message}\n`)
  process.exitCode = 1
}
