/** docs/commands.md: the commands, from the table of questions. */
import { type Flag, QUESTIONS, type Question } from '#app/index.ts'
import { COMMON_FLAGS } from '#cli/parse.ts'

export async function generate(): Promise<Readonly<Record<string, string>>> {
  return { 'docs/commands.md': [...HEAD, ...QUESTIONS.flatMap(section), ...common(), ''].join('\n') }
}

const HEAD: readonly string[] = [
  '# Commands',
  '',
  '<!-- Made by scripts/generate/commands.ts from src/app/table.ts; do not edit. -->',
  '',
  '`./metascheme COMMAND …`, or `npm start -- COMMAND …`, from any folder. Paths are relative to the folder you are in. A DOSSIER is a',
  'file, or a folder that holds `dossier.yaml`. Exit codes and error codes are in [errors.md](errors.md).',
]

function section(question: Question): readonly string[] {
  const words = question.arguments.map((a) => `${a.isRequired ? a.name : `[${a.name}]`}${a.isMany === true ? '…' : ''}`)
  const rows = [
    ...question.arguments.map((a) => ({ name: a.name, says: a.says, isMany: a.isMany })),
    ...question.flags.map((f) => ({ name: nameOf(f), says: f.says, isMany: f.isMany })),
  ]
  return [
    '',
    `## ${[question.name, ...words].join(' ')}`,
    '',
    `${question.says}.`,
    ...(rows.length === 0 ? [] : ['', '| | |', '| --- | --- |', ...rows.map(row)]),
    '',
    `    ./${question.example}`,
  ]
}

function common(): readonly string[] {
  const rows = COMMON_FLAGS.map((f) => row({ name: nameOf(f), says: f.says, isMany: f.isMany }))
  return ['', '## Every command', '', '| | |', '| --- | --- |', ...rows]
}

function nameOf(flag: Flag): string {
  return `--${flag.name}${flag.value === undefined ? '' : ` ${flag.value}`}`
}

function row({ name, says, isMany }: { name: string; says: string; isMany: boolean | undefined }): string {
  return `| \`${name}\` | ${says.replace(/\|/g, '\\|')}${isMany === true ? ' (may be repeated)' : ''} |`
}
