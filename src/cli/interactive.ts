/** `ask --interactive`: one question at a time, the one that settles most first; what was answered is printed as an overlay to keep. */
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import type { Asked, Ports, Question } from '#app/index.ts'
import type { AskResult } from '#app/shown.ts'
import { formatDiagnostic } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import { wrap } from './layout.ts'
import { terminal } from './terminal.ts'

type Item = AskResult['items'][number]

const SKIP = ['', 'skip', '?']
const STOP = ['q', 'quit', 'stop']

/** Talk goes to standard error, so that the overlay alone is on standard output. */
export async function converse(question: Question, asked: Asked, ports: Ports): Promise<number> {
  const screen = terminal(process.stderr, process.env)
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const answers = new Map<string, string>()
  const skipped = new Set<string>()
  const replies = lines[Symbol.asyncIterator]()
  try {
    for (;;) {
      const set = [...(asked.flags.set ?? []), ...[...answers].map(([id, value]) => `facts.${id}=${value}`)]
      const answered = await question.run({ ...asked, flags: { ...asked.flags, set } }, ports)
      if (answered.result === undefined) {
        for (const d of answered.diagnostics) process.stderr.write(`${screen.bad('error')} ${formatDiagnostic(d)}\n`)
        return answered.exit
      }
      const next = (answered.result as AskResult).items.find((i) => i.what === 'dossier-fact' && !skipped.has(i.id))
      if (next === undefined) break
      process.stderr.write(
        `\n${wrap(next.question, screen.width)
          .map((l) => screen.bold(l))
          .join(
            '\n',
          )}\n${screen.dim(wrap(`${next.why} ${next.hangsOn} conclusions hang on it.`, screen.width).join('\n'))}\n`,
      )
      process.stderr.write(`${formOf(next)} (Enter to leave it open, q to stop) > `)
      const { value: reply, done } = await replies.next()
      if (done === true || STOP.includes(reply.trim().toLowerCase())) break
      if (SKIP.includes(reply.trim().toLowerCase())) skipped.add(next.id)
      else accept(next, reply.trim(), answers)
    }
  } finally {
    lines.close()
  }
  if (answers.size > 0)
    process.stdout.write(
      [
        '# Answers given on the terminal; lay it over the dossier with --with.',
        'facts:',
        ...[...answers].map(([id, value]) => `  ${id}: ${value}`),
        '',
      ].join('\n'),
    )
  return 0
}

function formOf(item: Item): string {
  if (item.type === 'boolean') return 'yes or no'
  if (item.type === 'date') return 'a day, YYYY-MM-DD, or never'
  if (item.type === 'number') return 'a number'
  return item.values.join(' | ')
}

function accept(item: Item, reply: string, answers: Map<string, string>): void {
  const word = reply.toLowerCase()
  const value =
    item.type === 'boolean'
      ? word.startsWith('y')
        ? 'true'
        : word.startsWith('n')
          ? 'false'
          : undefined
      : fits(item, reply)
        ? reply
        : undefined
  if (value !== undefined) answers.set(item.id, value)
  else {
    const near = nearestWords(reply, item.values)[0]
    process.stderr.write(
      `That is no answer to it: ${formOf(item)}.${near === undefined ? '' : ` Did you mean ${near}?`}\n`,
    )
  }
}

function fits(item: Item, reply: string): boolean {
  if (item.type === 'date') return reply === 'never' || /^\d{4}-\d{2}-\d{2}$/.test(reply)
  if (item.type === 'number') return /^-?\d+(\.\d+)?$/.test(reply)
  return item.values.includes(reply)
}
