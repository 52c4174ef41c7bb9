/** Words of the command line to a question of the table, with the nearest right word for every wrong one. */
import { diagnoseUsage as diagnose, type Asked, type Flag, type Question } from '#app/index.ts'
import { type CalendarDate, parseDate } from '#util/calendar-date.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'

interface Common {
  readonly isJson: boolean
  readonly width: number | undefined
  readonly on: CalendarDate
  readonly name: string
  /** The edition of the catalogue that is asked for; the current one where none is named. */
  readonly edition: string | undefined
}

export type ParsedCommand = Common &
  (
    | { readonly kind: 'question'; readonly question: Question; readonly asked: Asked }
    | { readonly kind: 'help'; readonly topic: Question | undefined }
    | { readonly kind: 'version' }
    | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  )

/** Flags that every command understands. */
export const COMMON_FLAGS: readonly Flag[] = [
  { name: 'on', value: 'YYYY-MM-DD', says: 'the day asked; today where it is left out' },
  { name: 'json', says: 'one JSON document on standard output' },
  { name: 'edition', value: 'ID', says: 'ask an older edition of the catalogue' },
  { name: 'width', value: 'COLUMNS', says: 'width of the text view' },
  { name: 'help', says: 'help for this command' },
]

export function parseCommand(
  args: readonly string[],
  questions: readonly Question[],
  today: CalendarDate,
): ParsedCommand {
  const isJson = args.includes('--json')
  const words: string[] = []
  const raw: { name: string; value: string | undefined }[] = []
  const diagnostics: Diagnostic[] = []
  const question = findQuestion(args, questions)
  const flags = [...COMMON_FLAGS, ...(question?.question.flags ?? [])]
  const rest = question === undefined ? args : args.filter((_, i) => !question.at.includes(i))
  for (let i = 0; i < rest.length; i += 1) {
    const word = rest[i] as string
    if (word === '--') {
      words.push(...rest.slice(i + 1))
      break
    }
    if (!word.startsWith('--') || word.length === 2) {
      words.push(word)
      continue
    }
    const equals = word.indexOf('=')
    const name = equals === -1 ? word.slice(2) : word.slice(2, equals)
    const flag = flags.find((f) => f.name === name)
    if (flag === undefined) {
      if (name === 'version' && question === undefined) raw.push({ name, value: undefined })
      else diagnostics.push(unknownFlag(name, flags))
    } else if (flag.value === undefined) raw.push({ name, value: undefined })
    else if (equals !== -1) raw.push({ name, value: word.slice(equals + 1) })
    else {
      const next = rest[i + 1]
      if (next === undefined) diagnostics.push(diagnose('usage.missing-argument', `--${name} needs ${flag.value}`))
      else raw.push({ name, value: next })
      i += 1
    }
  }
  const given = (name: string): string | undefined => raw.filter((r) => r.name === name).pop()?.value
  const on = given('on') === undefined ? today : parseDate(given('on') as string)
  if (on === undefined)
    diagnostics.push(
      diagnose('usage.bad-value', `--on ${given('on')} is not a day of the calendar`, {
        hint: 'Write it as YYYY-MM-DD.',
      }),
    )
  const width = given('width') === undefined ? undefined : Number(given('width'))
  const common: Common = {
    isJson,
    width: width !== undefined && width >= 40 && width <= 400 ? width : undefined,
    on: on ?? today,
    name: question?.question.name ?? words[0] ?? '',
    edition: given('edition'),
  }
  if (raw.some((r) => r.name === 'version')) return { ...common, kind: 'version' }
  if (raw.some((r) => r.name === 'help')) return { ...common, kind: 'help', topic: question?.question }
  if (question === undefined) return withoutQuestion(words, questions, common, diagnostics)
  checkArguments(question.question, words, diagnostics)
  if (diagnostics.length > 0) return { ...common, kind: 'refused', diagnostics }
  const byName: Record<string, string[]> = {}
  for (const { name, value } of raw) byName[name] = [...(byName[name] ?? []), value ?? 'true']
  return {
    ...common,
    kind: 'question',
    question: question.question,
    asked: { arguments: words, flags: byName, on: common.on },
  }
}

/** The question that the first words name, and where those words stand; a name may have two words. */
function findQuestion(
  args: readonly string[],
  questions: readonly Question[],
): { question: Question; at: readonly number[] } | undefined {
  const plain = args.flatMap((word, i) => (word.startsWith('--') ? [] : [{ word, i }]))
  for (const count of [2, 1]) {
    const head = plain.slice(0, count)
    const found = questions.find((q) => q.name === head.map((h) => h.word).join(' '))
    if (found !== undefined && head.length === count) return { question: found, at: head.map((h) => h.i) }
  }
  return undefined
}

function withoutQuestion(
  words: readonly string[],
  questions: readonly Question[],
  common: Common,
  diagnostics: readonly Diagnostic[],
): ParsedCommand {
  const [first, ...more] = words
  if (first === undefined && diagnostics.length === 0) return { ...common, kind: 'help', topic: undefined }
  if (first === 'help') {
    const topic = more.length === 0 ? undefined : questions.find((q) => q.name === more.join(' '))
    if (more.length === 0 || topic !== undefined) return { ...common, kind: 'help', topic }
  }
  const wanted = first === 'help' ? more.join(' ') : words.slice(0, 2).join(' ')
  const names = questions.map((q) => q.name)
  const near = nearestWords(wanted, names)[0] ?? nearestWords(first ?? '', names)[0]
  const unknown = diagnose('usage.unknown-command', `unknown command "${(first ?? '').slice(0, 60)}"`, {
    hint: near === undefined ? 'metascheme help lists the commands.' : `Did you mean "${near}"?`,
  })
  return { ...common, kind: 'refused', diagnostics: first === undefined ? diagnostics : [unknown] }
}

function unknownFlag(name: string, flags: readonly Flag[]): Diagnostic {
  const near = nearestWords(
    name,
    flags.map((f) => f.name),
  )[0]
  return diagnose('usage.unknown-flag', `unknown option --${name.slice(0, 60)}`, {
    hint: near === undefined ? `Known: ${flags.map((f) => `--${f.name}`).join(', ')}.` : `Did you mean --${near}?`,
  })
}

function checkArguments(question: Question, words: readonly string[], diagnostics: Diagnostic[]): void {
  const needed = question.arguments.filter((a) => a.isRequired)
  const missing = needed[words.length]
  if (missing !== undefined)
    diagnostics.push(
      diagnose('usage.missing-argument', `${question.name} needs ${missing.name}: ${missing.says}`, {
        hint: `For example: ${question.example}`,
      }),
    )
  const isOpen = question.arguments.some((a) => a.isMany)
  if (!isOpen && words.length > question.arguments.length)
    diagnostics.push(
      diagnose(
        'usage.too-many-arguments',
        `${question.name} takes no more than ${question.arguments.length} arguments, ${words.length} were given`,
        { hint: `For example: ${question.example}` },
      ),
    )
}
