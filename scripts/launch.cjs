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
  let program
  let built
  try {
    built = freshBuild()
    if (built === undefined || built.program === undefined) built = await makeReady()
    program = loadProgram(built.program)
  } catch (error) {
    cannotStart(args, error)
    return
  }
  process.exitCode = await program.main(args, { home, catalogue: built.catalogue })
}

/** Installs and builds. Throws where that cannot be done. */
async function makeReady() {
  const { HouseError, ready, requireSupportedNode } = await import('./bootstrap.mjs')
  requireSupportedNode()
  const built = ready()
  if (built.program !== undefined) return built
  throw new HouseError('house.incomplete', 'This checkout has no command line: src/cli/main.ts is missing.')
}

/** Says why nothing can be run, as one document where one was asked for, and sets the exit code. */
function cannotStart(args, error) {
  const isKnown = typeof error.code === 'string' && error.code.startsWith('house.')
  const message = isKnown ? error.message : `the program could not be started: ${error.message}`
  process.stderr.write(`metascheme: ${message}\n`)
  if (!isKnown && process.env.METASCHEME_TRACE !== undefined) process.stderr.write(`${error.stack}\n`)
  if (args.includes('--json')) {
    const document = {
      $schema: 'https://metascheme.example/schemas/usage.schema.json',
      on: dayAsked(args),
      edition: 'none',
      diagnostics: [{ code: isKnown ? error.code : 'house.cannot-start', severity: 'error', message }],
    }
    process.stdout.write(`${JSON.stringify(document, null, 1)}\n`)
  }
  process.exitCode = 70
}

/** The day of `--on` if it is written as one, else today. */
function dayAsked(args) {
  const at = args.findIndex((a) => a === '--on' || a.startsWith('--on='))
  const written = at === -1 ? '' : args[at] === '--on' ? String(args[at + 1]) : args[at].slice('--on='.length)
  return /^\d{4}-\d{2}-\d{2}$/.test(written) ? written : new Date().toISOString().slice(0, 10)
}

module.exports = { launch }

// `start.mjs` imports this file; `./metascheme` runs it.
if (require.main === module) void launch(process.argv.slice(2))
