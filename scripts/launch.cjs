/**
 * The launcher behind `./metascheme` and `npm start`: make sure everything is there, then hand over to the program.
 *
 * The program is `src/cli/main.ts`, bundled. It exports
 *   `main(args, { home, catalogue }): Promise<number>`: the exit code;
 *   `home` is the folder of this package, `catalogue` the folder of the built catalogue.
 * Paths in `args` are relative to the working directory, which is the caller's.
 * Nothing is written to standard output here, but for the one document that `--json` promises when we cannot start.
 */
const process = require('node:process')
const { freshBuild, home } = require('./fresh.cjs')
const { loadProgram } = require('./program.cjs')

async function launch(args) {
  let built = freshBuild()
  if (built === undefined || built.program === undefined) built = await makeReady(args)
  if (built === undefined) return
  process.exitCode = await loadProgram(built.program).main(args, { home, catalogue: built.catalogue })
}

/** Installs and builds; where that cannot be done, says why, sets the exit code and returns undefined. */
async function makeReady(args) {
  const { HouseError, ready, requireSupportedNode } = await import('./bootstrap.mjs')
  try {
    requireSupportedNode()
    const built = ready()
    if (built.program !== undefined) return built
    throw new HouseError('house.incomplete', 'This checkout has no command line: src/cli/main.ts is missing.')
  } catch (error) {
    if (!(error instanceof HouseError)) throw error
    process.stderr.write(`metascheme: ${error.message}\n`)
    if (args.includes('--json')) {
      const diagnostics = [{ code: error.code, severity: 'error', message: error.message }]
      process.stdout.write(`${JSON.stringify({ diagnostics }, null, 2)}\n`)
    }
    process.exitCode = 70
    return undefined
  }
}

module.exports = { launch }

// `start.mjs` imports this file; `./metascheme` runs it.
if (require.main === module) void launch(process.argv.slice(2))
