/**
 * `npm start`: the launcher, with two things npm takes away put back.
 * npm changes to the package's folder first, so paths would resolve there: go back to the caller's folder.
 * And with no command at all it does the main job on the worked example.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { home } from './bootstrap.mjs'
import { launch } from './launch.cjs'

const given = process.argv.slice(2)
if (given.length > 0) {
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
  await launch(given)
} else {
  process.chdir(home)
  mkdirSync('out', { recursive: true })
  const report = join('out', 'edge-gateway')
  await launch(['plan', join('examples', 'edge-gateway'), '--report', `${report}.html`, '--report', `${report}.pdf`])
}
