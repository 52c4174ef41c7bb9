/**
 * Bundles the program and builds the catalogue, into folders named after what they were made from.
 * Called by bootstrap.mjs with the hashes of both; prints where they are as JSON. `npm run build` does the same by way of it.
 *
 * The bundle is split, so what only some commands need (charts, reports, the solver) is read when it is imported with
 * `await import(…)`. Packages with files of their own beside the code (WebAssembly, native code, fonts) stay outside it.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { build as esbuild, transform } from 'esbuild'
import { home, ready } from './bootstrap.mjs'
import { compiledFile } from './program.cjs'

const external = ['highs', '@myriaddreamin/typst-ts-node-compiler', '@expo-google-fonts/*', 'esbuild']
const keptForMs = 60 * 60 * 1000

/** Options shared by everything bundled here; also used for the chores in TypeScript (`generate.mjs`). */
export function bundleOptions(entry, outdir) {
  return {
    absWorkingDir: home,
    entryPoints: { main: entry },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external,
    charset: 'utf8',
    sourcemap: 'linked',
    logLevel: 'warning',
    loader: { '.typ': 'text' },
    define: { __VERSION__: JSON.stringify(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version) },
    // Packages in the older module format ask for Node's own modules with `require`.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  }
}

function say(text) {
  process.stderr.write(`metascheme: ${text}\n`)
}

async function buildProgram(hash) {
  const entry = 'src/cli/main.ts'
  if (!existsSync(join(home, entry))) return undefined
  const name = `dist/program-${hash.slice(0, 16)}`
  if (!existsSync(join(home, name))) {
    say('building the program …')
    await whole(name, (folder) => bundleProgram(entry, folder))
  }
  return `${name}/main.cjs`
}

/** As `program.cjs` reads it: split as always, then each piece put into the older module format, which the engine's compiled code can stand beside. */
async function bundleProgram(entry, folder) {
  const { banner: _, ...options } = bundleOptions(entry, folder)
  const bundle = await esbuild({ ...options, outExtension: { '.js': '.cjs' }, sourcemap: false, write: false })
  for (const file of bundle.outputFiles) {
    const { code } = await transform(file.text, {
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      charset: 'ascii',
      supported: { 'dynamic-import': false },
      define: { 'import.meta.url': 'moduleFile' },
      // Names stay, so that a trace of the stack can be read.
      minifyWhitespace: true,
      minifySyntax: true,
      lineLimit: 160,
    })
    writeFileSync(file.path, code)
  }
}

/** Once a build and Node: asks the program some questions and keeps what the engine compiled. */
function warm(program, catalogue) {
  if (program === undefined || catalogue === undefined || existsSync(compiledFile(join(home, program)))) return
  spawnSync(process.execPath, [join(home, 'scripts', 'warm.cjs'), join(home, program), join(home, catalogue)], {
    stdio: 'ignore',
  })
}

/**
 * `scripts/build-catalogue.ts` exports `buildCatalogue({ home, out }): Promise<number>`: it writes the built catalogue
 * into the folder `out`, says what is wrong on standard error, and returns 0, or another number to stop the build.
 */
async function buildCatalogue(catalogueHash) {
  const entry = 'scripts/build-catalogue.ts'
  if (!existsSync(join(home, entry))) return undefined
  const result = await esbuild({ ...bundleOptions(entry, 'dist/builder'), write: false, sourcemap: false })
  const hash = createHash('sha256').update(catalogueHash)
  for (const file of result.outputFiles) hash.update(file.hash)
  const name = `dist/catalogue-${hash.digest('hex').slice(0, 16)}`
  if (existsSync(join(home, name))) return name
  say('building the catalogue …')
  const builder = mkdtempSync(join(home, 'dist', 'builder-'))
  try {
    await esbuild(bundleOptions(entry, builder))
    const { buildCatalogue } = await import(pathToFileURL(join(builder, 'main.mjs')).href)
    await whole(name, async (folder) => {
      const code = await buildCatalogue({ home, out: folder })
      if (code !== 0) throw new Error('the catalogue has errors; they are listed above')
    })
  } finally {
    rmSync(builder, { recursive: true, force: true })
  }
  return name
}

/** The folder appears under its name only when `make` has filled it. */
async function whole(name, make) {
  const folder = mkdtempSync(join(home, 'dist', 'unfinished-'))
  try {
    await make(folder)
    chmodSync(folder, 0o755)
    renameSync(folder, join(home, name))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Older builds go once no process is likely to run from them any more. */
function sweep(keep) {
  for (const name of readdirSync(join(home, 'dist'))) {
    if (!/^(program|catalogue|unfinished|builder)-/.test(name) || keep.includes(name)) continue
    if (Date.now() - statSync(join(home, 'dist', name)).mtimeMs < keptForMs) continue
    rmSync(join(home, 'dist', name), { recursive: true, force: true })
  }
}

async function run(hashes) {
  mkdirSync(join(home, 'dist'), { recursive: true })
  const program = await buildProgram(hashes.program)
  const catalogue = await buildCatalogue(hashes.catalogue)
  warm(program, catalogue)
  sweep([program, catalogue].filter((path) => path !== undefined).map((path) => path.split('/')[1]))
  return { program, catalogue }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const built = process.argv[2] === undefined ? ready() : await run(JSON.parse(process.argv[2]))
    process.stdout.write(`${JSON.stringify(built)}\n`)
  } catch (error) {
    // esbuild has printed its own errors.
    if (!Array.isArray(error.errors)) say(error.message)
    process.exitCode = 1
  }
}
