/** The draft of a new scheme, standard, regulation or credential: what was answered, as the text of an entry that nobody has checked yet. */
import { applicableMainFacts, COUNTED_KINDS, type CountedKind, MAIN_FACTS, type MainFact } from './main-facts.ts'
import { schemeShape } from './schema.ts'

/** A draft reserves its id and is checked like any entry, but is not shipped. */
export const DRAFT_FOLDER = 'draft'

/** What a reader of the catalogue is given: everything but drafts. */
export function shippedFiles<F extends { readonly path: string }>(files: readonly F[]): readonly F[] {
  return files.filter((f) => !f.path.startsWith(`${DRAFT_FOLDER}/`))
}

export interface DraftAnswers {
  readonly kind: CountedKind
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly class: string
  readonly schemeKind: string
  readonly sectors: readonly string[]
  readonly regions: readonly string[]
  readonly summary: string
  readonly owner?: string
  readonly object?: string
  readonly levels?: readonly string[]
  readonly assessor?: string
  readonly status?: string
  /** First day on which the status held. */
  readonly since?: string
  readonly validity?: string
  /** Id of the source in which the facts are to be looked up. */
  readonly source?: string
  readonly links: readonly string[]
}

/** The words that the shape of an entry allows. */
export const DRAFT_WORDS = {
  kind: COUNTED_KINDS,
  class: wordsOf(schemeShape.properties.class),
  schemeKind: wordsOf(schemeShape.properties.schemeKind),
  status: ['proposal', 'draft', 'published', 'in-force', 'superseded', 'withdrawn', 'dormant'],
} as const

function wordsOf(shape: { readonly anyOf: readonly { readonly const: string }[] }): readonly string[] {
  return shape.anyOf.map((w) => w.const)
}

/** The kinds of scheme that a kind of entry may be; the first is taken where none is named. */
export function schemeKindsOf(kind: CountedKind): readonly string[] {
  if (kind === 'regulation') return ['law']
  if (kind === 'credential') return ['personal-credential']
  if (kind === 'standard') return ['requirement-standard', 'evaluation-method', 'guidance']
  return ['scheme', 'label', 'recognition-arrangement']
}

export interface Draft {
  readonly text: string
  /** Main facts that apply and are not stated yet. */
  readonly missing: readonly MainFact[]
}

/** Texts are quoted as JSON quotes them, which YAML reads the same. */
export function draftOf(a: DraftAnswers): Draft {
  const facts = MAIN_FACTS.flatMap((field) => {
    const value = a[field]
    if (value === undefined || value.length === 0) return []
    return [{ field, line: factLine(field, value, a.since) }]
  })
  const stated = new Set(facts.map((f) => f.field))
  const missing = applicableMainFacts(a.kind, stated).filter((f) => !stated.has(f))
  const lines = [
    `kind: ${a.kind}`,
    `id: ${a.id}`,
    `name: ${quoted(a.name)}`,
    ...(a.aliases.length === 0 ? [] : [`aliases: ${list(a.aliases)}`]),
    `class: ${a.class}`,
    `schemeKind: ${a.schemeKind}`,
    `sectors: ${list(a.sectors)}`,
    `regions: ${list(a.regions)}`,
    `summary: ${quoted(a.summary)}`,
    '# Unchecked: nobody has read a text for this entry. Once you have, say for the whole entry here, or',
    '# behind a single fact: source (an id of catalogue/sources), at (the place in it), on (the day), and',
    '# standing: primary (the publisher’s own text) or secondary (somebody else’s text about it).',
    `cite: { ${a.source === undefined ? '' : `source: ${a.source}, `}standing: unchecked }`,
    ...(facts.length === 0 ? ['facts: {}'] : ['facts:', ...facts.map((f) => `  ${f.line}`)]),
    ...(missing.length === 0
      ? []
      : [
          `# Not stated yet: ${missing.join(', ')}.`,
          '# Where the text sets nothing, that is a fact too: none. What you do not know, leave out.',
        ]),
    ...(a.links.length === 0 ? [] : [`links: ${list(a.links)}`]),
  ]
  return { text: `${lines.join('\n')}\n`, missing }
}

function factLine(field: MainFact, value: string | readonly string[], since: string | undefined): string {
  if (field === 'status') return `status: [{ value: ${String(value)}${since === undefined ? '' : `, from: ${since}`} }]`
  return `${field}: { value: ${typeof value === 'string' ? quoted(value) : list(value)} }`
}

function list(values: readonly string[]): string {
  return `[${values.map((v) => (/^[A-Za-z][A-Za-z0-9-]*$/.test(v) && !YAML_WORDS.has(v.toLowerCase()) ? v : quoted(v))).join(', ')}]`
}

/** Other readers of YAML take these for something else than text. NO is Norway. */
const YAML_WORDS: ReadonlySet<string> = new Set(['yes', 'no', 'on', 'off', 'y', 'n', 'true', 'false', 'null'])

function quoted(text: string): string {
  return JSON.stringify(text)
}
