/** Help from the table of questions. */
import type { Question } from '#app/index.ts'
import { COMMON_FLAGS } from './parse.ts'
import type { Terminal } from './terminal.ts'
import { wrap } from './layout.ts'

export function helpText(questions: readonly Question[], screen: Terminal): string {
  const width = Math.max(...questions.map((q) => usage(q).length)) + 2
  const rows = questions.map(
    (q) =>
      `  ${screen.accent(usage(q).padEnd(width))}${wrap(q.says, screen.width - width - 2).join(`\n${' '.repeat(width + 2)}`)}`,
  )
  return [
    screen.bold('metascheme: one map of cybersecurity certification, and a planner that uses it'),
    '',
    ...rows,
    '',
    'Every command:',
    ...COMMON_FLAGS.map(
      (f) => `  ${screen.accent(`--${f.name}${f.value === undefined ? '' : ` ${f.value}`}`.padEnd(width))}${f.says}`,
    ),
    '',
    `Start with: ${screen.bold('metascheme plan examples/edge-gateway')}`,
    '',
  ].join('\n')
}

function usage(q: Question): string {
  return `${q.name} ${q.arguments.map((a) => `${a.isRequired ? a.name : `[${a.name}]`}${a.isMany === true ? '…' : ''}`).join(' ')}`.trimEnd()
}

export function helpFor(q: Question, screen: Terminal): string {
  const flags = [...q.flags, ...COMMON_FLAGS]
  const width =
    Math.max(...flags.map((f) => `--${f.name} ${f.value ?? ''}`.length), ...q.arguments.map((a) => a.name.length)) + 4
  return [
    screen.bold(`metascheme ${usage(q)}`),
    '',
    ...wrap(q.says, screen.width),
    '',
    ...q.arguments.map((a) => `  ${screen.accent(a.name.padEnd(width))}${a.says}`),
    ...flags.map(
      (f) =>
        `  ${screen.accent(`--${f.name}${f.value === undefined ? '' : ` ${f.value}`}`.padEnd(width))}${f.says}${f.isMany === true ? ' (may be repeated)' : ''}`,
    ),
    '',
    `Example: ${q.example}`,
    '',
  ].join('\n')
}
