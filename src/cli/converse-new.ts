/** `catalogue new` on a terminal: one field after the other; what the options answered already is not asked again. */
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { folderOf, idFrom, knownIn, NEW_FIELDS, type NewField, problemsOf } from '#app/questions/catalogue-new.ts'
import type { Asked, Ports } from '#app/index.ts'
import { formatDiagnostic, hasErrors } from '#util/diagnostic.ts'
import { wrap } from './layout.ts'
import { terminal } from './terminal.ts'

/** Whether somebody sits there to be asked, and something is left to ask. */
export function wantsConversation(asked: Asked, isJson: boolean): boolean {
  if (asked.flags.interactive !== undefined) return true
  return !isJson && process.stdin.isTTY && NEW_FIELDS.some((f) => f.isRequired && asked.flags[f.name] === undefined)
}

/** The flags completed; undefined where the conversation was stopped. Talk goes to standard error. */
export async function askForEntry(asked: Asked, ports: Ports): Promise<Asked | undefined> {
  const screen = terminal(process.stderr, process.env)
  const folder = folderOf(asked)
  if (!(await ports.files.isFolder(folder))) return asked
  const known = await knownIn(folder, ports)
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const replies = repliesOf(lines[Symbol.asyncIterator]())
  const flags: Record<string, readonly string[]> = { ...asked.flags }
  try {
    for (const field of NEW_FIELDS) {
      if (flags[field.name] !== undefined || (field.name === 'since' && flags.status === undefined)) continue
      const words = field.words?.(flags)
      if (words?.length === 1) continue
      for (const line of wrap(field.asks, screen.width)) process.stderr.write(`${screen.bold(line)}\n`)
      for (;;) {
        process.stderr.write(`${screen.dim(formOf(field, words, flags))} > `)
        const { value, done } = await replies.next()
        if (done === true) return undefined
        const reply = value.trim()
        if (reply === '' && !field.isRequired) break
        const attempt = { ...flags, [field.name]: [reply] }
        const problems = problemsOf(field, attempt, known)
        for (const d of problems) process.stderr.write(`${screen.warn(formatDiagnostic(d))}\n`)
        if (hasErrors(problems)) continue
        if (problems.length > 0) {
          process.stderr.write('Enter to keep it all the same, or another answer > ')
          const second = await replies.next()
          if (second.done === true) return undefined
          if (second.value.trim() !== '') {
            replies.unshift(second.value)
            continue
          }
        }
        flags[field.name] = [reply]
        break
      }
    }
  } finally {
    lines.close()
  }
  return { ...asked, flags }
}

/** Lines, of which one may be put back to be read again. */
function repliesOf(lines: AsyncIterator<string>): AsyncIterator<string> & { unshift(line: string): void } {
  const back: string[] = []
  return {
    async next() {
      const again = back.pop()
      return again === undefined ? lines.next() : { value: again, done: false }
    },
    unshift: (line) => void back.push(line),
  }
}

function formOf(
  field: NewField,
  words: readonly string[] | undefined,
  given: Readonly<Record<string, readonly string[]>>,
): string {
  const form = [
    ...(words === undefined ? [] : [words.join(' | ')]),
    ...(field.isMany === true ? ['separate several by semicolons'] : []),
    ...(field.name === 'id' ? [`Enter for ${idFrom(given)}`] : field.isRequired ? [] : ['Enter to leave it open']),
  ]
  return form.length === 0 ? '' : `(${form.join(', ')})`
}
