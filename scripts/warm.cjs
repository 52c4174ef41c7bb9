/**
 * Run by `build.mjs` once after a build: `node warm.cjs PROGRAM CATALOGUE`. Asks some questions, so that the engine
 * compiles what they need, and keeps that beside the program (`program.cjs`). Their answers go nowhere, and trouble with
 * them is no trouble here: whoever asks the same will see it.
 */
const path = require('node:path')
const process = require('node:process')
const v8 = require('node:v8')
const { keepCompiled, loadProgram } = require('./program.cjs')

const home = path.dirname(__dirname)
const questions = [
  ['catalogue', 'search', 'chip'],
  ['level', 'eucc-eal4-van3'],
  ['plan', path.join(home, 'examples', 'edge-gateway')],
  ['plan', path.join(home, 'examples', 'edge-gateway'), '--json'],
]

async function warm(program, catalogue) {
  // The engine forgets compiled code that has not run for a while: not before it is kept.
  v8.setFlagsFromString('--no-flush-bytecode')
  const { main } = loadProgram(program)
  for (const args of questions) {
    try {
      await main(args, { home, catalogue })
    } catch {
      // Said above.
    }
  }
  v8.setFlagsFromString('--flush-bytecode')
  keepCompiled()
}

void warm(process.argv[2], process.argv[3])
