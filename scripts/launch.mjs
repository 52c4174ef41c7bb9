/**
 * The launcher behind `./metascheme` and `npm start`: make sure everything is there, then hand over to the program.
 *
 * The program is `src/cli/main.ts`, bundled. It exports
 *   `main(args, { home, catalogue }): Promise<number>`: the exit code;
 *   `home` is the folder of this package, `catalogue` the folder of the built catalogue.
 * Paths in `args` are relative to the working directory, which is the caller's.
 * Nothing is written to standard output here, but for the one document that `--json` promises when we cannot start.
 */
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { HouseError, home, ready, requireSupportedNode } from './bootstrap.mjs'

export async function launch(args) {
  try {
    requireSupportedNode()
    const built = ready()
    if (built.program === undefined) {
      throw new HouseError('house.incomplete', 'This checkout has no command line: src/cli/main.ts is missing.')
    }
    const program = await import(pathToFileURL(built.program).href)
    process.exitCode = await program.main(args, { home, catalogue: built.catalogue })
  } catch (error) {
    if (!(error instanceof HouseError)) throw error
    process.stderr.write(`metascheme: ${error.message}\n`)
    if (args.includes('--json')) {
      const diagnostics = [{ code: error.code, severity: 'error', message: error.message }]
      process.stdout.write(`${JSON.stringify({ diagnostics }, null, 2)}\n`)
    }
    process.exitCode = 70
  }
}

// `scripts/start.mjs` imports this file; `./metascheme` runs it.
if (process.argv[1] !== undefined && process.argv[1].endsWith('launch.mjs')) await launch(process.argv.slice(2))
