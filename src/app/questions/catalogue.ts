/** `catalogue …`: the syllabus as data. Search, show, stats and lint. */
import {
  type CatalogueFile,
  cardsOf,
  type Card,
  checkEntry,
  type CitedEdition,
  citedEditions,
  COUNTED_KINDS,
  fixedFiles,
  type EntriesByKind,
  ENTRY_SHAPES,
  type EntryKind,
  type Facets,
  type Found,
  lintCatalogue,
  readEntries,
  searchCards,
  type Statistics,
  statisticsOf,
} from '#catalogue/index.ts'
import { nearestWords } from '#util/nearest.ts'
import { decodeText } from '#util/text.ts'
import { diagnose } from '../errors.ts'
import type { Files, Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

const ALL_KINDS = Object.keys(ENTRY_SHAPES) as EntryKind[]

export interface SearchResult {
  readonly words: string
  readonly total: number
  readonly items: readonly Found[]
}

const MOST_SHOWN = 20

export const searchQuestion: Question<SearchResult> = {
  name: 'catalogue search',
  says: 'Find schemes, standards, levels, options and bodies; typing mistakes are forgiven',
  arguments: [{ name: 'WORDS', says: 'what to look for', isRequired: false, isMany: true }],
  flags: [
    {
      name: 'kind',
      value: 'KIND',
      says: 'scheme, standard, regulation, credential, level, option, recognition, body …',
    },
    { name: 'class', value: 'CLASS', says: 'product, service, system, sector, organisation, professional' },
    { name: 'sector', value: 'SECTOR', says: 'part of the name of a sector' },
    { name: 'region', value: 'REGION', says: 'as in EU, DE, international' },
    { name: 'level', value: 'LEVEL', says: 'part of the name of a level' },
    { name: 'status', value: 'STATUS', says: 'proposal, draft, published, in-force, superseded, withdrawn, dormant' },
    { name: 'all', says: 'everything found, not only the first 20' },
  ],
  example: 'metascheme catalogue search fixed time evaluation --region DE',
  async run(asked: Asked, ports: Ports): Promise<Answered<SearchResult>> {
    const index = await ports.catalogue.searchIndex()
    const words = asked.arguments.join(' ')
    const found = searchCards(index, words, facetsOf(asked))
    return {
      result: { words, total: found.length, items: asked.flags.all === undefined ? found.slice(0, MOST_SHOWN) : found },
      diagnostics: [],
      exit: 0,
    }
  },
}

function facetsOf(asked: Asked): Facets {
  const one = (name: string): string | undefined => asked.flags[name]?.[0]
  return Object.fromEntries(
    ['kind', 'class', 'sector', 'region', 'level', 'status'].flatMap((f) =>
      one(f) === undefined ? [] : [[f, one(f)]],
    ),
  ) as Facets
}

export interface ShowResult {
  readonly card: Card
  readonly entry: unknown
  /** Of a text: who cites which edition of it. Of an act or scheme: which edition it cites of what, and what became of that edition. */
  readonly citedEditions: readonly CitedEdition[]
  /** Entries that name it, with how. */
  readonly namedBy: readonly { readonly key: string; readonly name: string; readonly how: string }[]
  readonly sources: readonly {
    readonly id: string
    readonly title: string
    readonly publisher: string
    readonly address?: string
  }[]
}

export const showQuestion: Question<ShowResult> = {
  name: 'catalogue show',
  says: 'One entry with its facts, sources and relations, and what names it',
  arguments: [{ name: 'ID', says: 'an id, or kind:id where several kinds have it', isRequired: true }],
  flags: [],
  example: 'metascheme catalogue show scheme:eucc',
  async run(asked: Asked, ports: Ports): Promise<Answered<ShowResult>> {
    const { entries } = await ports.catalogue.load(ALL_KINDS)
    const flat = flatten(entries)
    const wanted = asked.arguments[0] as string
    const matches = flat.filter((e) => e.key === wanted || e.id === wanted)
    const [first] = matches
    if (first === undefined) {
      const near = nearestWords(
        wanted,
        flat.map((e) => e.id),
      )[0]
      return refused([
        diagnose('id.unknown', `unknown id "${wanted.slice(0, 80)}"`, {
          hint: near === undefined ? '`metascheme catalogue search WORDS` finds ids.' : `Did you mean "${near}"?`,
        }),
      ])
    }
    if (matches.length > 1 && !wanted.includes(':')) {
      return refused([
        diagnose('id.unknown', `"${wanted}" is the id of ${matches.length} entries`, {
          hint: `Say which: ${matches.map((m) => m.key).join(', ')}.`,
        }),
      ])
    }
    const cited = new Set(citedIn(first.value))
    return {
      result: {
        card: cardsOf([{ kind: first.kind, value: first.value }])[0] ?? {
          key: first.key,
          kind: first.kind,
          id: first.id,
          name: first.name,
          aliases: [],
          summary: '',
          class: '',
          sectors: [],
          regions: [],
          levels: [],
          status: '',
        },
        entry: first.value,
        citedEditions: citedEditions(COUNTED_KINDS.flatMap((k) => entries[k] ?? [])).filter(
          (c) => c.by === first.key || c.text === first.id,
        ),
        namedBy: flat.flatMap((e) => (e.key === first.key ? [] : namings(e, first.id))),
        sources: (
          (entries.source ?? []) as readonly { id: string; title: string; publisher: string; address?: string }[]
        )
          .filter((s) => cited.has(s.id))
          .map((s) => ({
            id: s.id,
            title: s.title,
            publisher: s.publisher,
            ...(s.address === undefined ? {} : { address: s.address }),
          })),
      },
      diagnostics: [],
      exit: 0,
    }
  },
}

interface Flat {
  readonly key: string
  readonly kind: EntryKind
  readonly id: string
  readonly name: string
  readonly value: unknown
}

function flatten(entries: EntriesByKind): readonly Flat[] {
  return (Object.entries(entries) as [EntryKind, readonly { id: string; name?: string; title?: string }[]][]).flatMap(
    ([kind, list]) =>
      list.map((value) => ({
        key: `${kind}:${value.id}`,
        kind,
        id: value.id,
        name: value.name ?? value.title ?? value.id,
        value,
      })),
  )
}

/** Where an entry names an id: one row a key. */
function namings(e: Flat, id: string): readonly { key: string; name: string; how: string }[] {
  const how = new Set<string>()
  const stack: { value: unknown; key: string }[] = [{ value: e.value, key: '' }]
  while (stack.length > 0) {
    const { value, key } = stack.pop() as { value: unknown; key: string }
    if (value === id && key !== 'id' && key !== '') how.add(key)
    else if (Array.isArray(value)) for (const v of value) stack.push({ value: v, key })
    else if (typeof value === 'object' && value !== null)
      for (const [k, v] of Object.entries(value)) stack.push({ value: v, key: k })
  }
  return [...how].sort().map((h) => ({ key: e.key, name: e.name, how: h }))
}

function citedIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(citedIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([k, v]) => (k === 'source' && typeof v === 'string' ? [v] : citedIn(v)))
}

export const statsQuestion: Question<Statistics> = {
  name: 'catalogue stats',
  says: 'How many entries there are, and what share of their facts was read in which text',
  arguments: [],
  flags: [],
  example: 'metascheme catalogue stats',
  async run(_asked: Asked, ports: Ports): Promise<Answered<Statistics>> {
    return { result: statisticsOf((await ports.catalogue.load(ALL_KINDS)).entries), diagnostics: [], exit: 0 }
  },
}

export interface LintResult {
  readonly folder: string
  readonly entries: number
  readonly findings: number
  /** Files that were mended. */
  readonly fixed: readonly string[]
}

export const lintQuestion: Question<LintResult> = {
  name: 'catalogue lint',
  says: 'Check every entry of a catalogue folder: shape, sources, references, law, order of levels',
  arguments: [{ name: 'FOLDER', says: 'the catalogue folder; ./catalogue where it is left out', isRequired: false }],
  flags: [{ name: 'fix', says: 'mend what only one mending is right for, in the files themselves' }],
  example: 'metascheme catalogue lint catalogue',
  async run(asked: Asked, ports: Ports): Promise<Answered<LintResult>> {
    const folder = asked.arguments[0] ?? 'catalogue'
    const { files } = ports
    if (!(await files.isFolder(folder)))
      return refused([
        diagnose('file.not-found', `there is no folder ${folder}`, {
          hint: 'Paths are relative to the folder you are in.',
        }),
      ])
    const prefix = `${folder.replace(/\/$/, '')}/`
    let texts: readonly CatalogueFile[] = await Promise.all(
      (await yamlFiles(folder, '', files)).map(async (path) => ({
        path,
        text: textOf((await files.readBytes(files.join(folder, path))) ?? new Uint8Array()),
      })),
    )
    const mended = asked.flags.fix === undefined ? [] : fixedFiles(texts, readEntries(texts, prefix).entries)
    try {
      for (const { path, text } of mended)
        await files.write(files.join(folder, ...path.split('/')), new TextEncoder().encode(text))
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error
      return refused([
        diagnose('file.not-written', `${folder} could not be mended: ${error.message}`, {
          hint: 'Check the folder and its permissions.',
        }),
      ])
    }
    const now = new Map(mended.map((f) => [f.path, f]))
    texts = texts.map((f) => now.get(f.path) ?? f)
    const { entries, diagnostics } = readEntries(texts, prefix)
    const findings = [...diagnostics, ...entries.flatMap(checkEntry), ...lintCatalogue(entries)]
    return {
      result: {
        folder,
        entries: entries.length,
        findings: findings.length,
        fixed: mended.map((f) => `${prefix}${f.path}`),
      },
      diagnostics: findings,
      exit: findings.length > 0 ? 1 : 0,
    }
  },
}

async function yamlFiles(folder: string, within: string, files: Files): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of await files.list(within === '' ? folder : files.join(folder, within))) {
    const path = within === '' ? name : `${within}/${name}`
    if (await files.isFolder(files.join(folder, path))) found.push(...(await yamlFiles(folder, path, files)))
    else if (/\.ya?ml$/.test(name)) found.push(path)
  }
  return found
}

function textOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes)
  return decoded.kind === 'text' ? decoded.text : ''
}
