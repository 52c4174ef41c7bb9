/** `catalogue new`: the draft of an entry, from flags or from a conversation. It is written unchecked, and lint accepts it as it stands. */
import {
  checkEntry,
  COUNTED_KINDS,
  type CountedKind,
  DRAFT_FOLDER,
  DRAFT_WORDS,
  draftOf,
  type DraftAnswers,
  entryId,
  readEntries,
  schemeKindsOf,
} from '#catalogue/index.ts'
import { parseDate } from '#util/calendar-date.ts'
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import { decodeText } from '#util/text.ts'
import { diagnose } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Flag, type Question, refused } from '../question.ts'

export interface NewResult {
  readonly file: string
  readonly id: string
  readonly text: string
  /** Main facts that apply to its kind and are not stated yet. */
  readonly missing: readonly string[]
}

/** One thing that is asked: the flag that answers it, the question in words, and what an answer may be. */
export interface NewField extends Flag {
  readonly asks: string
  readonly isRequired: boolean
  /** The words allowed, where there is a list; it may hang on what was answered before. */
  readonly words?: (given: Readonly<Record<string, readonly string[]>>) => readonly string[]
}

function one(given: Readonly<Record<string, readonly string[]>>, name: string): string | undefined {
  const value = given[name]?.at(-1)?.trim()
  return value === '' ? undefined : value
}

function kindOf(given: Readonly<Record<string, readonly string[]>>): CountedKind {
  const kind = one(given, 'kind')
  return COUNTED_KINDS.find((k) => k === kind) ?? 'scheme'
}

export const NEW_FIELDS: readonly NewField[] = [
  {
    name: 'kind',
    value: 'KIND',
    says: DRAFT_WORDS.kind.join(', '),
    asks: 'What is it: a scheme, a standard (or guidance), a regulation, or a credential of people?',
    isRequired: true,
    words: () => DRAFT_WORDS.kind,
  },
  { name: 'name', value: 'TEXT', says: 'its full name', asks: 'What is it called in full?', isRequired: true },
  {
    name: 'id',
    value: 'ID',
    says: 'its id, for ever; made from the name where it is left out',
    asks: 'Which id should it have? Short, lower case; it is never changed and never used again.',
    isRequired: false,
  },
  {
    name: 'alias',
    value: 'TEXT',
    says: 'another name or an abbreviation; may stand several times',
    asks: 'Which other names or abbreviations has it?',
    isRequired: false,
    isMany: true,
  },
  {
    name: 'class',
    value: 'CLASS',
    says: DRAFT_WORDS.class.join(', '),
    asks: 'What is judged by it?',
    isRequired: true,
    words: () => DRAFT_WORDS.class,
  },
  {
    name: 'scheme-kind',
    value: 'KIND',
    says: 'what kind of scheme or standard; the commonest of its kind where it is left out',
    asks: 'Of which kind is it?',
    isRequired: false,
    words: (given) => schemeKindsOf(kindOf(given)),
  },
  {
    name: 'sector',
    value: 'SECTOR',
    says: 'a sector; cross-sector where it is left out; may stand several times',
    asks: 'For which sectors is it?',
    isRequired: false,
    isMany: true,
  },
  {
    name: 'region',
    value: 'REGION',
    says: 'EU, a country as in DE, or international; may stand several times',
    asks: 'In which countries or regions: EU, DE, international, …?',
    isRequired: true,
    isMany: true,
  },
  {
    name: 'summary',
    value: 'TEXT',
    says: 'one or two sentences of your own',
    asks: 'What is it, in one or two sentences of your own?',
    isRequired: true,
  },
  { name: 'owner', value: 'TEXT', says: 'who owns it', asks: 'Who owns it?', isRequired: false },
  { name: 'object', value: 'TEXT', says: 'what it applies to', asks: 'What does it apply to?', isRequired: false },
  {
    name: 'level',
    value: 'TEXT',
    says: 'a level as it prints it, or "none"; may stand several times',
    asks: 'Which levels has it, lowest first? "none" where its text sets none.',
    isRequired: false,
    isMany: true,
  },
  { name: 'assessor', value: 'TEXT', says: 'who assesses', asks: 'Who assesses?', isRequired: false },
  {
    name: 'status',
    value: 'STATUS',
    says: DRAFT_WORDS.status.join(', '),
    asks: 'What is its status?',
    isRequired: false,
    words: () => DRAFT_WORDS.status,
  },
  {
    name: 'since',
    value: 'YYYY-MM-DD',
    says: 'first day of that status',
    asks: 'Since which day, as YYYY-MM-DD?',
    isRequired: false,
  },
  {
    name: 'validity',
    value: 'TEXT',
    says: 'how long a result is valid, or "none"',
    asks: 'How long is a certificate or result valid? "none" where its text sets no period.',
    isRequired: false,
  },
  {
    name: 'source',
    value: 'ID',
    says: 'the entry of catalogue/sources in which the facts are to be looked up',
    asks: 'In which source (an id of catalogue/sources) do the facts stand?',
    isRequired: false,
  },
  {
    name: 'link',
    value: 'ADDRESS',
    says: 'where it is published; may stand several times',
    asks: 'At which addresses is it published?',
    isRequired: false,
    isMany: true,
  },
]

export const newQuestion: Question<NewResult> = {
  name: 'catalogue new',
  says: 'Write the draft of a new entry, unchecked; on a terminal it asks for what the options leave out',
  arguments: [{ name: 'FOLDER', says: 'the catalogue folder; ./catalogue where it is left out', isRequired: false }],
  flags: [
    ...NEW_FIELDS.map(({ asks: _asks, isRequired: _isRequired, words: _words, ...flag }) => flag),
    { name: 'interactive', says: 'ask for what is left out, also where standard input is no terminal' },
  ],
  example:
    'metascheme catalogue new --kind scheme --name "Door Lock Scheme" --class product --region EU --summary "A laboratory tests door locks."',
  async run(asked: Asked, ports: Ports): Promise<Answered<NewResult>> {
    const folder = folderOf(asked)
    if (!(await ports.files.isFolder(folder)))
      return refused([
        diagnose('file.not-found', `there is no folder ${folder}`, {
          hint: 'Run it where the folder catalogue/ lies, or name that folder.',
        }),
      ])
    const known = await knownIn(folder, ports)
    const problems = NEW_FIELDS.flatMap((f) => problemsOf(f, asked.flags, known))
    if (hasErrors(problems)) return refused(problems)
    const answers = answersOf(asked.flags)
    const { text, missing } = draftOf(answers)
    const path = `${DRAFT_FOLDER}/${answers.id}.yaml`
    const { entries, diagnostics } = readEntries([{ path, text }], `${folder.replace(/\/$/, '')}/`)
    const wrong = [...diagnostics, ...entries.flatMap(checkEntry)]
    if (wrong.length > 0) return refused(wrong)
    const file = ports.files.join(folder, DRAFT_FOLDER, `${answers.id}.yaml`)
    try {
      await ports.files.write(file, new TextEncoder().encode(text))
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error
      return refused([
        diagnose('file.not-written', `${file} could not be written: ${error.message}`, {
          hint: 'Check the folder and its permissions.',
        }),
      ])
    }
    return { result: { file, id: answers.id, text, missing }, diagnostics: problems, exit: 0 }
  },
}

/** What the catalogue holds already. */
export interface Known {
  /** Ids in use, with the file. */
  readonly used: ReadonlyMap<string, string>
  /** Ids that were given up, with what became of them. */
  readonly gone: ReadonlyMap<string, string>
  readonly names: ReadonlyMap<string, string>
  readonly sectors: ReadonlySet<string>
  readonly regions: ReadonlySet<string>
  readonly sources: ReadonlySet<string>
}

export function folderOf(asked: Asked): string {
  return asked.arguments[0] ?? 'catalogue'
}

/** Ids come from the folder, which is what is being written to; words for comparison from the built catalogue. */
export async function knownIn(folder: string, { files, catalogue }: Ports): Promise<Known> {
  async function namesIn(...path: string[]): Promise<readonly string[]> {
    const inside = files.join(folder, ...path)
    return (await files.isFolder(inside)) ? files.list(inside) : []
  }
  const used = new Map<string, string>()
  for (const within of ['schemes', DRAFT_FOLDER])
    for (const name of await namesIn(within))
      if (name.endsWith('.yaml')) used.set(name.slice(0, -5), files.join(folder, within, name))
  const gone = new Map<string, string>()
  for (const of of COUNTED_KINDS)
    for (const name of await namesIn('moved', of)) {
      const bytes = await files.readBytes(files.join(folder, 'moved', of, name))
      const decoded = decodeText(bytes ?? new Uint8Array())
      const [entry] = readEntries([{ path: name, text: decoded.kind === 'text' ? decoded.text : '' }]).entries
      const { kind, to } = (entry?.value ?? {}) as { kind?: string; to?: readonly string[] }
      gone.set(name.replace(/\.yaml$/, ''), kind === 'retired' ? 'retired' : `${kind} to ${(to ?? []).join(', ')}`)
    }
  const { entries } = await catalogue.load([...COUNTED_KINDS])
  const records = COUNTED_KINDS.flatMap((k) => entries[k] ?? [])
  return {
    used,
    gone,
    names: new Map(records.flatMap((r) => [r.name, ...(r.aliases ?? [])].map((n) => [plain(n), `${r.kind}:${r.id}`]))),
    sectors: new Set(records.flatMap((r) => r.sectors)),
    regions: new Set(records.flatMap((r) => r.regions)),
    sources: new Set((await namesIn('sources')).map((n) => n.replace(/\.yaml$/, ''))),
  }
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What is wrong with the answers to one field; empty where all is well. */
export function problemsOf(
  field: NewField,
  given: Readonly<Record<string, readonly string[]>>,
  known: Known,
): readonly Diagnostic[] {
  const values = valuesOf(given, field)
  if (field.name === 'id') return idProblems(one(given, 'id') ?? idFrom(given), one(given, 'id') === undefined, known)
  if (values.length === 0)
    return field.isRequired
      ? [
          diagnose('usage.missing-argument', `catalogue new needs --${field.name}: ${field.says}`, {
            hint: 'On a terminal, or with --interactive, it asks.',
          }),
        ]
      : []
  const words = field.words?.(given)
  return values.flatMap((value) => {
    if (words !== undefined && !words.includes(value)) {
      const near = nearestWords(value, words)[0]
      return [
        diagnose('usage.bad-value', `--${field.name} "${value.slice(0, 60)}" is not one of: ${words.join(', ')}`, {
          ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
        }),
      ]
    }
    switch (field.name) {
      case 'name':
        return known.names.has(plain(value))
          ? [
              diagnose('entry.same-name', `${known.names.get(plain(value))} has this name too`, {
                hint: 'Is it the same thing? Then add to that entry instead.',
              }),
            ]
          : []
      case 'since':
        return parseDate(value) === undefined
          ? [
              diagnose('usage.bad-value', `--since "${value.slice(0, 20)}" is not a day of the calendar`, {
                hint: 'Write it as YYYY-MM-DD.',
              }),
            ]
          : []
      case 'sector':
        return unusual('sector', value, known.sectors)
      case 'region':
        return unusual('region', value, known.regions)
      case 'source':
        return known.sources.has(value)
          ? []
          : [
              diagnose('id.unknown', `there is no source "${value.slice(0, 60)}"`, {
                hint: nearHint(value, known.sources, 'Write catalogue/sources/<id>.yaml first, or leave --source out.'),
              }),
            ]
      case 'link':
        return /^https?:\/\/[^\s"<>]+$/.test(value)
          ? []
          : [
              diagnose('usage.bad-value', `--link "${value.slice(0, 60)}" is not an address`, {
                hint: 'It begins with https:// and holds no space.',
              }),
            ]
      default:
        return []
    }
  })
}

function unusual(what: string, value: string, known: ReadonlySet<string>): readonly Diagnostic[] {
  if (known.has(value)) return []
  const hint = nearHint(value, known, `In use: ${[...known].sort().join(', ')}.`)
  return [diagnose('entry.new-word', `no other entry has the ${what} "${value.slice(0, 60)}"`, { hint })]
}

function nearHint(value: string, known: Iterable<string>, otherwise: string): string {
  const near = nearestWords(value, known)[0]
  return near === undefined ? otherwise : `Did you mean "${near}"?`
}

function idProblems(id: string, isMade: boolean, known: Known): readonly Diagnostic[] {
  const other = isMade ? 'Name another with --id.' : 'Choose another.'
  if (id === '') return []
  if (!/^[a-z0-9][a-z0-9.+-]*$/.test(id))
    return [
      diagnose('usage.bad-value', `"${id.slice(0, 60)}" is no id`, {
        hint: 'Lower case letters, digits, dots, plus signs and dashes, beginning with a letter or digit.',
      }),
    ]
  if (known.used.has(id))
    return [diagnose('entry.id-taken', `the id "${id}" is in use: ${known.used.get(id)}`, { hint: other })]
  if (known.gone.has(id))
    return [
      diagnose('entry.id-gone', `the id "${id}" was used before (${known.gone.get(id)}) and is never used again`, {
        hint: other,
      }),
    ]
  return []
}

export function idFrom(given: Readonly<Record<string, readonly string[]>>): string {
  const name = one(given, 'name')
  return name === undefined ? '' : entryId(name).replaceAll('_', '-').slice(0, 60)
}

/** Several values in several flags, or in one with semicolons. */
function valuesOf(given: Readonly<Record<string, readonly string[]>>, field: NewField): readonly string[] {
  if (field.isMany !== true) {
    const value = one(given, field.name)
    return value === undefined ? [] : [value]
  }
  return (given[field.name] ?? []).flatMap((v) =>
    v
      .split(';')
      .map((w) => w.trim())
      .filter((w) => w !== ''),
  )
}

function answersOf(given: Readonly<Record<string, readonly string[]>>): DraftAnswers {
  const many = (name: string): readonly string[] => valuesOf(given, NEW_FIELDS.find((f) => f.name === name) as NewField)
  const kind = kindOf(given)
  const optional = ['owner', 'object', 'assessor', 'status', 'since', 'validity', 'source'].flatMap((name) => {
    const value = one(given, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  const sectors = many('sector')
  return {
    kind,
    id: one(given, 'id') ?? idFrom(given),
    name: one(given, 'name') ?? '',
    aliases: many('alias'),
    class: one(given, 'class') ?? '',
    schemeKind: one(given, 'scheme-kind') ?? (schemeKindsOf(kind)[0] as string),
    sectors: sectors.length === 0 ? ['cross-sector'] : sectors,
    regions: many('region'),
    summary: one(given, 'summary') ?? '',
    ...Object.fromEntries(optional),
    ...(many('level').length === 0 ? {} : { levels: many('level') }),
    links: many('link'),
  }
}
