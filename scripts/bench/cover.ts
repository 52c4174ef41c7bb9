/**
 * The cover engine against native solvers, its cost–time fronts, and how long it takes to explain that there is no selection.
 *
 *   npm run bench -- --cover                 the comparison on 60 × 200 and 100 × 350, front and explanations on 60 × 200
 *   npm run bench -- --cover full            all sizes up to 400 × 1,500, three seeds where that is affordable
 *   npm run bench -- --cover full --seconds 120 --only dense
 *
 * Instances come from the published generator (`test/support/cover-instances.ts`). Each native solver gets the unreduced model as an MPS file,
 * with an absolute gap below one unit and no relative one. Every run is a process of its own, ours too; what counts is processor time
 * (user and system, threads included), and each run is ended by the system after `--seconds` of it. Native solvers are looked for as `cbc`,
 * `glpsol`, `highs`, and as the Python package `highspy` (PYTHON names the interpreter); what is absent is said to be.
 * Ours also settles ties by the order of ids, which nobody asks of the others. Fails when two solvers disagree about an optimum.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  bestSelection,
  type CoverProblem,
  explainConflict,
  paretoFront,
  type SearchLimits,
  TIME,
  withDeadline,
} from '#cover/index.ts'
import { integerModel } from '#cover/model.ts'
import { weightsOf } from '#cover/rows.ts'
import { type Family, instance } from '../../test/support/cover-instances.ts'
import { toMps } from './mps.ts'

const families: readonly Family[] = ['sparse', 'dense', 'ladder', 'schedule', 'budget']
const sizes = {
  short: [
    [60, 200, 1],
    [100, 350, 1],
  ],
  full: [
    [60, 200, 3],
    [100, 350, 3],
    [200, 700, 2],
    [400, 1500, 1],
  ],
} as const

const { values, positionals } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    only: { type: 'string' },
    own: { type: 'string' },
    part: { type: 'string' },
  },
  allowPositionals: true,
})
const seconds = Number(values.seconds)
const self = fileURLToPath(import.meta.url)

interface Which {
  readonly family: Family
  readonly options: number
  readonly cells: number
  readonly seed: number
}

const nameOf = ({ family, options, cells, seed }: Which) => `${family}-${options}x${cells}-${seed}`

function whichOf(name: string): Which {
  const [family, size = '', seed] = name.split('-')
  const [options, cells] = size.split('x')
  return { family: family as Family, options: Number(options), cells: Number(cells), seed: Number(seed) }
}

function problemOf({ family, options, cells, seed }: Which): { problem: CoverProblem; objective: string } {
  const { problem, objectives } = instance(family, { options, cells }, seed)
  return { problem, objective: objectives[0] as string }
}

/** A limit in processor time: on a busy machine the clock on the wall says little. */
function limitsOf(milliseconds: number): SearchLimits {
  const processor = () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  return withDeadline({ nodes: 1e9, milliseconds }, processor)
}

interface Run {
  readonly seconds: number
  /** The optimum, where proved. */
  readonly optimum: number | undefined
  readonly note: string
}

/** Runs a command with a limit on its processor time and returns what it used of it. */
function measured(command: readonly string[], most: number): { seconds: number; output: string } {
  const script = `ulimit -t ${Math.ceil(most)}; "$@" 2>&1; times`
  const { stdout } = spawnSync('sh', ['-c', script, 'sh', ...command], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const lines = (stdout ?? '').trimEnd().split('\n')
  const times = [...(lines.at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
  const used = times.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0)
  return { seconds: used, output: lines.slice(0, -2).join('\n') }
}

interface Native {
  readonly name: string
  readonly run: (model: string, folder: string) => { seconds: number; optimum: number | undefined }
}

const highsInPython = `
import sys, highspy
h = highspy.Highs()
h.setOptionValue('output_flag', False)
h.setOptionValue('threads', 1)
h.setOptionValue('mip_rel_gap', 0.0)
h.setOptionValue('mip_abs_gap', 0.999)
h.readModel(sys.argv[1])
h.run()
print(h.modelStatusToString(h.getModelStatus()), h.getInfo().objective_function_value)
`

function natives(): { found: Native[]; absent: string[] } {
  const has = (command: string, args: readonly string[]) => spawnSync(command, args, { encoding: 'utf8' }).status === 0
  const found: Native[] = []
  const absent: string[] = []
  const numberIn = (text: string, pattern: RegExp) => {
    const [, value] = pattern.exec(text) ?? []
    return value === undefined ? undefined : Math.round(Number(value))
  }
  if (has('cbc', ['-exit'])) {
    found.push({
      name: 'CBC',
      run(model) {
        const command = ['cbc', model, '-ratioGap', '0', '-allowableGap', '0.999', '-solve', '-quit']
        const run = measured(command, seconds)
        const isProved = run.output.includes('Result - Optimal solution found')
        return {
          seconds: run.seconds,
          optimum: isProved ? numberIn(run.output, /Objective value:\s+(\S+)/) : undefined,
        }
      },
    })
  } else absent.push('CBC (Debian: coinor-cbc)')
  if (has('glpsol', ['--version'])) {
    found.push({
      name: 'GLPK',
      run(model, folder) {
        const out = join(folder, 'glpk.txt')
        writeFileSync(out, '')
        const run = measured(['glpsol', '--freemps', model, '--write', out], seconds)
        return {
          seconds: run.seconds,
          optimum: numberIn(existsSync(out) ? readFileSync(out, 'utf8') : '', /^s mip \d+ \d+ o (\S+)/m),
        }
      },
    })
  } else absent.push('GLPK (Debian: glpk-utils)')
  const python = process.env.PYTHON ?? 'python3'
  if (has('highs', ['--version'])) {
    found.push({
      name: 'HiGHS',
      run(model, folder) {
        const options = join(folder, 'highs.txt')
        writeFileSync(options, 'mip_rel_gap = 0\nmip_abs_gap = 0.999\nthreads = 1\n')
        const run = measured(['highs', '--options_file', options, model], seconds)
        const isProved = /Status\s+Optimal/.test(run.output)
        return { seconds: run.seconds, optimum: isProved ? numberIn(run.output, /Primal bound\s+(\S+)/) : undefined }
      },
    })
  } else if (has(python, ['-c', 'import highspy'])) {
    found.push({
      name: 'HiGHS',
      run(model) {
        const run = measured([python, '-c', highsInPython, model], seconds)
        return { seconds: run.seconds, optimum: numberIn(run.output, /Optimal (\S+)/) }
      },
    })
  } else absent.push('HiGHS (a `highs` on the path, or the Python package highspy)')
  return { found, absent }
}

function own(which: Which): Run {
  const { seconds: used, output } = measured(
    [process.execPath, self, '--own', nameOf(which), '--seconds', `${seconds}`],
    4 * seconds,
  )
  const answer = JSON.parse(output.split('\n').at(-1) ?? '{}') as { optimum?: number; note: string }
  return { seconds: used, optimum: answer.optimum, note: answer.note }
}

/** What the process of one own run does. */
async function answerOwn(which: Which): Promise<void> {
  const { problem, objective } = problemOf(which)
  const answer = await bestSelection(problem, [objective], { limits: limitsOf(seconds * 1000) })
  if (answer.kind === 'optimal') {
    const { nodes } = answer.certificate
    const optimum = answer.selection.values[objective]
    console.log(JSON.stringify({ optimum, note: `${nodes} nodes${answer.hasOpenTies ? ', ties open' : ''}` }))
  } else if (answer.kind === 'bounded') {
    const value = answer.selection.values[objective] as number
    console.log(JSON.stringify({ note: `best ${value}, bound ${answer.bound}, gap ${percent(answer.gap, value)}` }))
  } else console.log(JSON.stringify({ note: answer.kind }))
}

function percent(gap: number, value: number): string {
  return `${((100 * gap) / Math.max(1, value)).toFixed(1)} %`
}

function mean(ratios: readonly number[]): string {
  if (ratios.length === 0) return 'none'
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length).toFixed(2)
}

function compare(wanted: readonly Which[]): void {
  const { found, absent } = natives()
  for (const name of absent) console.log(`Not compared with ${name}: not found on this machine.`)
  if (found.length === 0) console.log('No native solver found: only our own times follow.')
  const starts = [1, 2, 3].map(() => measured([process.execPath, '--input-type=module', '--eval', ''], 60).seconds)
  const start = starts.toSorted((a, b) => a - b)[1] as number
  console.log(
    `Processor seconds of whole processes, at most ${seconds} each; > where ended there. Node's own start: ${start.toFixed(2)} s.\n`,
  )
  console.log(
    `${'instance'.padEnd(24)}${['own', ...found.map(({ name }) => name)].map((name) => name.padStart(9)).join('')}`,
  )
  const folder = mkdtempSync(join(tmpdir(), 'metascheme-cover-'))
  const ratios = new Map(found.map(({ name }): [string, number[]] => [name, []]))
  const best: number[] = []
  const beyond: number[] = []
  try {
    for (const which of wanted) {
      const { problem, objective } = problemOf(which)
      const model = join(folder, 'model.mps')
      writeFileSync(model, toMps(integerModel({ problem, minimise: weightsOf(problem, objective) })))
      const ours = own(which)
      const theirs = found.map((native) => ({ name: native.name, ...native.run(model, folder) }))
      const cell = (used: number, optimum: number | undefined) =>
        `${optimum === undefined ? '>' : ''}${used.toFixed(2)}`.padStart(9)
      const cells = [ours, ...theirs].map((run) => cell(run.seconds, run.optimum))
      console.log(`${nameOf(which).padEnd(24)}${cells.join('')}   ${ours.optimum ?? 'no proof'} (${ours.note})`)
      const optima = new Set([ours, ...theirs].flatMap(({ optimum }) => optimum ?? []))
      if (optima.size > 1) {
        console.log(`  DISAGREE: ${[...optima].join(', ')}`)
        process.exitCode = 1
      }
      const proved = theirs.filter(({ optimum }) => optimum !== undefined)
      // Where neither has a proof there is nothing to compare.
      for (const { name, seconds: used, optimum } of theirs) {
        if (used >= 1 && (optimum !== undefined || ours.optimum !== undefined))
          ratios.get(name)?.push(ours.seconds / used)
      }
      if (theirs.length === 0) continue
      const fastest = Math.min(...(proved.length > 0 ? proved : theirs).map(({ seconds: used }) => used))
      if (fastest < 1) beyond.push(ours.seconds - start)
      else if (proved.length > 0 || ours.optimum !== undefined) best.push(ours.seconds / fastest)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  if (found.length === 0) return
  console.log(
    '\ngeometric mean of own time over native time, where the native one needs a second or more and one of the two has a proof',
  )
  for (const [name, list] of ratios)
    console.log(`  ${name.padEnd(28)}${mean(list).padStart(8)}   ${list.length} instances`)
  console.log(`  ${'the fastest native of each'.padEnd(28)}${mean(best).padStart(8)}   ${best.length} instances`)
  const most = Math.max(...beyond, 0)
  const within = beyond.filter((value) => value < 0.5).length
  console.log(
    `own time above Node's start where the fastest native needs less: ${within} of ${beyond.length} below 0.5 s, at most ${most.toFixed(2)} s`,
  )
}

/** Twenty points of the cost–time front; with a limit per point where no proof can be hoped for. */
async function front(which: Which, milliseconds: number | undefined): Promise<void> {
  const { problem } = problemOf(which)
  const before = process.cpuUsage()
  const wall = performance.now()
  const limits = (): SearchLimits => (milliseconds === undefined ? { nodes: 200_000 } : limitsOf(milliseconds))
  let deadline = limits()
  const { points } = await paretoFront({ ...problem, limits: [] }, ['cost', TIME], {
    limits: { nodes: 200_000, isCancelled: () => deadline.isCancelled?.() === true },
    mostPoints: 20,
    onPoint: () => {
      deadline = limits()
    },
  })
  const { user, system } = process.cpuUsage(before)
  const used = `${((user + system) / 1e6).toFixed(2)} s of processor time, ${((performance.now() - wall) / 1000).toFixed(2)} s on the clock`
  const proved = points.filter(({ isProved }) => isProved).length
  console.log(`front of ${nameOf(which)}: ${points.length} points, ${proved} proved, ${used}`)
  if (proved === points.length) return
  for (const { selection, bound, gap } of points) {
    const { cost, [TIME]: time } = selection.values as { cost: number; [TIME]: number }
    const state = bound === undefined ? 'proved' : `bound ${bound}, gap ${percent(gap ?? 0, cost)}`
    console.log(`  cost ${cost}, day ${time}: ${state}`)
  }
}

/** Limits that cannot be kept: half of what is needed, or a day too early, or both at once. */
async function explain(which: Which): Promise<void> {
  const { problem } = problemOf(which)
  const all = problem.options.reduce((sum, option) => sum + (option.weights['cost'] ?? 0), 0)
  for (const [what, limits] of [
    ['a tenth of the cost of all', [{ criterion: 'cost', atMost: Math.floor(all / 10) }]],
    ['20 days', [{ criterion: TIME, atMost: 20 }]],
    [
      'both',
      [
        { criterion: 'cost', atMost: Math.floor(all / 10) },
        { criterion: TIME, atMost: 20 },
      ],
    ],
  ] as const) {
    const before = process.cpuUsage()
    const conflict = await explainConflict({ ...problem, limits })
    const { user, system } = process.cpuUsage(before)
    const used = `${((user + system) / 1e6).toFixed(2)} s`
    if (conflict === undefined) {
      console.log(`no conflict in ${nameOf(which)} within ${what}: ${used}`)
      continue
    }
    const { cells, limits: of, isMinimal, relaxations = [], giveUp } = conflict
    const size = `${cells.length} cells and ${of.length} limits, ${isMinimal ? 'smallest' : 'not proved smallest'}`
    const open =
      giveUp === undefined
        ? ''
        : `, or ${giveUp.cells.length} cells given up${giveUp.isFewest ? '' : ' (perhaps fewer)'}`
    console.log(
      `why none in ${nameOf(which)} within ${what}: ${size}, ${relaxations.length} relaxations${open}: ${used}`,
    )
  }
}

async function main(): Promise<void> {
  if (values.own !== undefined) return answerOwn(whichOf(values.own))
  const kind = positionals[0] === 'full' ? 'full' : 'short'
  const wanted = sizes[kind]
    .flatMap(([options, cells, seeds]) =>
      families.flatMap((family) =>
        Array.from({ length: seeds }, (_, n): Which => ({ family, options, cells, seed: n + 1 })),
      ),
    )
    .filter((which) => values.only === undefined || nameOf(which).includes(values.only))
  const { part } = values
  if (part === undefined || part === 'compare') compare(wanted)
  console.log('')
  const small: Which = { family: 'schedule', options: 60, cells: 200, seed: 1 }
  const large: Which = { family: 'schedule', options: 400, cells: 1500, seed: 1 }
  if (part === undefined || part === 'front') {
    for (const seed of [1, 2, 3]) await front({ ...small, family: 'express', seed }, undefined)
    await front(small, undefined)
    if (kind === 'full') await front(large, 4_000)
  }
  if (part === undefined || part === 'explain') {
    await explain(small)
    if (kind === 'full') await explain({ ...small, options: 200, cells: 700 })
  }
}

await main()
