/**
 * The command line: words to a question of the table, its answer to the terminal or to one JSON document, and an exit code.
 *
 * 0 answered, also when the answer is unwelcome; 1 a checking command has findings, or no plan exists; 2 input or usage prevented the
 * job; 70 a defect of ours; 130 stopped. Standard output carries the answer and nothing else; everything said on the way goes to standard error.
 */
import process from 'node:process'
import { fileCatalogue } from '#adapters/files/catalogue.ts'
import { callersFiles } from '#adapters/files/files.ts'
import { today } from '#adapters/clock/clock.ts'
import { type Answered, diagnoseUsage, type Ports, QUESTIONS } from '#app/index.ts'
import { type Diagnostic, formatDiagnostic } from '#util/diagnostic.ts'
import { helpFor, helpText } from './help.ts'
import { type ParsedCommand, parseCommand } from './parse.ts'
import { terminal } from './terminal.ts'
import { documentOf } from './document.ts'

export interface Places {
  readonly home: string
  /** Folder of the built catalogue. */
  readonly catalogue: string | undefined
}

export async function main(args: readonly string[], places: Places): Promise<number> {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners('error').includes(ignoreLeaving)) stream.on('error', ignoreLeaving)
  const trace = tracer()
  const command = parseCommand(args, QUESTIONS, today())
  const screen = terminal(process.stdout, process.env, command.width)
  if (command.kind === 'help')
    return say(command.topic === undefined ? helpText(QUESTIONS, screen) : helpFor(command.topic, screen))
  if (command.kind === 'version') return say(`metascheme ${VERSION}\n`)
  let isCancelled = false
  function stop(): void {
    isCancelled = true
    process.stderr.write('stopping …\n')
  }
  process.once('SIGINT', stop)
  try {
    if (command.kind === 'refused') return answer(command, { diagnostics: command.diagnostics, exit: 2 }, undefined)
    let ports = portsOf(places, () => isCancelled, trace)
    const notes: Diagnostic[] = []
    if (command.edition !== undefined && command.edition !== ports.catalogue.edition) {
      const { olderCatalogue } = await import('#app/editions.ts')
      const older = await olderCatalogue(command.edition, ports)
      if (older.kind === 'refused') return answer(command, { diagnostics: older.diagnostics, exit: 2 }, ports)
      notes.push(...older.diagnostics)
      ports = { ...ports, catalogue: older.catalogue }
    }
    if (command.question.name === 'ask' && command.asked.flags.interactive !== undefined) {
      const { converse } = await import('./interactive.ts')
      return await converse(command.question, command.asked, ports)
    }
    let { asked } = command
    if (command.question.name === 'catalogue new') {
      const { askForEntry, wantsConversation } = await import('./converse-new.ts')
      if (wantsConversation(asked, command.isJson)) {
        const completed = await askForEntry(asked, ports)
        if (completed === undefined) return answer(command, stopped, ports, 130)
        asked = completed
      }
    }
    const answered = await command.question.run(asked, ports)
    if (isCancelled) return answer(command, stopped, ports, 130)
    const code = await answer(command, { ...answered, diagnostics: [...notes, ...answered.diagnostics] }, ports)
    trace('print')
    return code
  } catch (error) {
    return defect(command, error)
  } finally {
    process.removeListener('SIGINT', stop)
  }
}

const stopped: Answered = {
  diagnostics: [diagnoseUsage('usage.stopped', 'stopped on request')],
  exit: 2,
}

/** Whoever reads along may stop reading (`| head`): that is no defect. */
function ignoreLeaving(error: Error & { readonly code?: string }): void {
  if (error.code !== 'EPIPE') throw error
}

declare const __VERSION__: string | undefined // eslint-disable-line no-underscore-dangle -- the name is the bundler's
const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : '0.1.0'

function say(text: string): number {
  process.stdout.write(text)
  return 0
}

async function answer(
  command: ParsedCommand,
  answered: Answered,
  ports: Ports | undefined,
  code: number = answered.exit,
): Promise<number> {
  if (command.isJson) {
    process.stdout.write(`${JSON.stringify(documentOf(command, answered, ports?.catalogue.edition), null, 1)}\n`)
    return code
  }
  const screen = terminal(process.stdout, process.env, command.width)
  const errors = terminal(process.stderr, process.env, command.width)
  for (const d of answered.diagnostics) {
    if (d.severity === 'note') continue
    process.stderr.write(
      `${d.severity === 'error' ? errors.bad('error') : errors.warn('warning')} ${formatDiagnostic(d)} ${errors.dim(`[${d.code}]`)}\n`,
    )
  }
  if (answered.result !== undefined && command.kind === 'question') {
    const { view } = await import('./views/index.ts')
    process.stdout.write(view(command.question, answered.result, screen, command.asked.flags))
  }
  return code
}

function defect(command: ParsedCommand, error: unknown): number {
  const message = error instanceof Error ? error.message : String(error)
  const diagnostic = {
    code: 'defect',
    severity: 'error' as const,
    message: `a defect of ours: ${message}`,
    hint: 'Please report it with the command and the dossier.',
  }
  if (command.isJson)
    process.stdout.write(
      `${JSON.stringify(documentOf(command, { diagnostics: [diagnostic], exit: 2 }, undefined), null, 1)}\n`,
    )
  process.stderr.write(
    `error ${formatDiagnostic(diagnostic)}\n${error instanceof Error && process.env.METASCHEME_TRACE !== undefined ? `${error.stack ?? ''}\n` : ''}`,
  )
  return 70
}

function portsOf(places: Places, isCancelled: () => boolean, onStage: (name: string) => void): Ports {
  return {
    files: callersFiles(),
    catalogue: fileCatalogue(places.catalogue),
    today,
    isCancelled,
    onStage,
    tell: (line) => void process.stderr.write(`${line}\n`),
    history: async () => (await import('#adapters/git/index.ts')).gitHistory(places.home),
    seals: async () => (await import('#adapters/signatures/index.ts')).platformSeals,
    solve: async () => (await import('#adapters/highs/index.ts')).solveWithHighs,
    typesetter: async () => (await import('#adapters/typst/index.ts')).typst(places.home),
  }
}

function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** With METASCHEME_TRACE set, the time since the last stage is told on standard error, one JSON line a stage. */
function tracer(): (name: string) => void {
  if (process.env.METASCHEME_TRACE === undefined) return () => {}
  let last = process.hrtime.bigint()
  let spent = cpuMilliseconds()
  process.stderr.write(
    `${JSON.stringify({ stage: 'start', milliseconds: Math.round(process.uptime() * 1000), cpu: Math.round(spent) })}\n`,
  )
  return (name) => {
    const now = process.hrtime.bigint()
    const cpu = cpuMilliseconds()
    process.stderr.write(
      `${JSON.stringify({ stage: name, milliseconds: Number(now - last) / 1e6, cpu: Math.round(cpu - spent) })}\n`,
    )
    last = now
    spent = cpu
  }
}
