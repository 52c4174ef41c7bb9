/** `export WHAT… --to FORM`: requirement sets and mappings in the forms of others, with a gate before text whose terms are not open. */
import { encodeMappingEntry, encodeRequirementSet, entryId } from '#catalogue/index.ts'
import type { Loss } from '#domain/composition/bill-of-materials.ts'
import { type Mapping, openTerms, type RequirementSet } from '#domain/requirements/index.ts'
import { encodeMappingLibrary, encodeSetLibrary } from '#formats/ciso-assistant/index.ts'
import { encodeCatalog, encodeMappings } from '#formats/oscal/index.ts'
import { encodeStrmCsv, encodeStrmWorkbook } from '#formats/strm/index.ts'
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import { diagnose as diagnoseUsage } from '../errors.ts'
import { diagnose } from '../mapping-errors.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { findSet, type Universe, universeOf } from '../universe.ts'

/** Each form, and whether it takes sets or mappings. */
export const EXPORT_TO = {
  'oscal-catalog': { takes: 'sets', ending: 'json', says: 'OSCAL catalogue' },
  'oscal-mapping': { takes: 'mappings', ending: 'json', says: 'OSCAL 1.2 mapping collection' },
  'strm-csv': { takes: 'mappings', ending: 'csv', says: 'set theory relationship mapping' },
  xlsx: { takes: 'mappings', ending: 'xlsx', says: 'the same as a workbook' },
  'ciso-assistant': { takes: 'both', ending: 'yaml', says: 'CISO Assistant library' },
  entry: { takes: 'both', ending: 'yaml', says: 'catalogue entry' },
} as const
type Form = keyof typeof EXPORT_TO

export interface ExportedResult {
  readonly to: Form
  readonly items: readonly {
    readonly what: string
    readonly file?: string
    readonly bytes: number
    readonly withText: boolean
  }[]
  readonly losses: readonly Loss[]
  /** The text itself, where one was asked for and no place to write it was named. */
  readonly text?: string
}

export const exportToQuestion: Question<ExportedResult> = {
  name: 'export',
  says: 'Requirement sets and mappings in another form; text of others goes along only where its terms surely allow it',
  arguments: [{ name: 'WHAT', says: 'ids of requirement sets or mappings, or files', isRequired: true, isMany: true }],
  flags: [
    {
      name: 'to',
      value: 'FORM',
      says: Object.entries(EXPORT_TO)
        .map(([name, f]) => `${name} (${f.says})`)
        .join(', '),
    },
    {
      name: 'out',
      value: 'PLACE',
      says: 'folder to write to, or a file for one text; without it one text is part of the answer',
    },
    { name: 'with', value: 'FILE', says: 'bring sets and mappings', isMany: true },
    { name: 'with-text', says: 'take text along whatever its terms; you have permission' },
    { name: 'without-text', says: 'identifiers only' },
  ],
  example: 'metascheme export cra-annex-i__baseline --to oscal-mapping --out mapping.json',
  run: runExport,
}

async function runExport(asked: Asked, ports: Ports): Promise<Answered<ExportedResult>> {
  const form = asked.flags.to?.[0]
  if (form === undefined || !Object.hasOwn(EXPORT_TO, form)) {
    const near = form === undefined ? undefined : nearestWords(form, Object.keys(EXPORT_TO))[0]
    return refused([
      form === undefined
        ? diagnoseUsage('usage.missing-argument', 'export needs --to FORM', {
            hint: `Known: ${Object.keys(EXPORT_TO).join(', ')}.`,
          })
        : diagnose('export.unknown-form', `no export of the form "${form.slice(0, 60)}"`, {
            hint: near === undefined ? `Known: ${Object.keys(EXPORT_TO).join(', ')}.` : `Did you mean "${near}"?`,
          }),
    ])
  }
  const to = form as Form
  const isFile = await Promise.all(
    asked.arguments.map(
      async (word) => (await ports.files.isFolder(word)) || (await ports.files.readBytes(word)) !== undefined,
    ),
  )
  const files = asked.arguments.filter((_, i) => isFile[i] === true)
  const universe = await universeOf([...files, ...(asked.flags.with ?? [])], ports)
  if (hasErrors(universe.diagnostics)) return refused(universe.diagnostics)
  const chosen = choose(
    asked.arguments.filter((_, i) => isFile[i] !== true),
    files.length > 0,
    universe,
  )
  if ('diagnostics' in chosen) return refused(chosen.diagnostics)
  const { takes } = EXPORT_TO[to]
  const sets = takes === 'mappings' ? [] : chosen.sets
  const mappings = takes === 'sets' ? [] : chosen.mappings
  if (sets.length + mappings.length === 0)
    return refused([
      diagnose(
        'mapping.nothing-to-do',
        `${to} takes ${takes === 'sets' ? 'requirement sets' : 'mappings'}, and none was named`,
      ),
    ])
  const gate = new Gate(asked, universe)
  const made = encode(to, sets, mappings, gate, universe, asked)
  ports.onStage('encode')
  const folder = asked.flags.out?.[0]
  const items: ExportedResult['items'][number][] = []
  for (const m of made) {
    const file =
      folder === undefined ? undefined : placeFor(folder, m.name, EXPORT_TO[to].ending, made.length === 1, ports)
    if (file !== undefined) await ports.files.write(file, m.bytes)
    items.push({ what: m.what, ...(file === undefined ? {} : { file }), bytes: m.bytes.length, withText: m.withText })
  }
  const only = made[0]
  const text =
    folder === undefined && made.length === 1 && only !== undefined && to !== 'xlsx'
      ? new TextDecoder().decode(only.bytes)
      : undefined
  if (folder === undefined && text === undefined)
    return refused([
      diagnoseUsage('usage.missing-argument', 'export needs --out FOLDER for more than one text, and for workbooks'),
    ])
  return {
    result: { to, items, losses: made.flatMap((m) => m.losses), ...(text === undefined ? {} : { text }) },
    diagnostics: [...gate.notes(), ...universe.diagnostics.filter((d) => d.severity !== 'note')],
    exit: 0,
  }
}

/** One text may be given a file of its own; several go into a folder, each under its name. */
function placeFor(out: string, name: string, ending: string, isOnly: boolean, ports: Ports): string {
  return isOnly && out.toLowerCase().endsWith(`.${ending}`) ? out : ports.files.join(out, `${entryId(name)}.${ending}`)
}

function choose(
  words: readonly string[],
  withBrought: boolean,
  universe: Universe,
):
  | { readonly sets: readonly RequirementSet[]; readonly mappings: readonly Mapping[] }
  | { readonly diagnostics: readonly Diagnostic[] } {
  const sets: RequirementSet[] = withBrought ? [...universe.brought.sets] : []
  const mappings: Mapping[] = withBrought ? [...universe.brought.mappings] : []
  const diagnostics: Diagnostic[] = []
  for (const word of words) {
    const mapping = universe.mappings.find((m) => m.id === word)
    if (mapping !== undefined) {
      mappings.push(mapping)
      continue
    }
    const set = findSet(word, universe)
    if (!('diagnostics' in set)) sets.push(set)
    else {
      const near = nearestWords(
        word,
        universe.mappings.map((m) => m.id),
      )[0]
      diagnostics.push(
        ...(near === undefined
          ? set.diagnostics
          : [
              diagnose('mapping.unknown-mapping', `unknown mapping or set "${word.slice(0, 120)}"`, {
                hint: `Did you mean "${near}"?`,
              }),
            ]),
      )
    }
  }
  return diagnostics.length > 0 ? { diagnostics } : { sets, mappings }
}

/** Which text may go along: our own words always; others' by the terms their document prints. */
class Gate {
  readonly #universe: Universe
  readonly #forced: boolean | undefined
  readonly #withheld = new Set<string>()

  constructor(asked: Asked, universe: Universe) {
    this.#universe = universe
    this.#forced =
      asked.flags['without-text'] !== undefined ? false : asked.flags['with-text'] !== undefined ? true : undefined
  }

  letsThrough(set: RequirementSet): boolean {
    if (this.#forced !== undefined) return this.#forced
    const isOurs = this.#universe.catalogue.requirementSets.get(set.id) === set
    if (isOurs || openTerms(set.licence) !== undefined) return true
    this.#withheld.add(set.id)
    return false
  }

  notes(): readonly Diagnostic[] {
    return [...this.#withheld].map((id) => ({
      ...diagnose(
        'export.text-withheld',
        `the text of ${id} was left out: its terms (${this.#universe.sets.get(id)?.licence ?? 'none printed'}) do not surely allow it to be passed on`,
      ),
      severity: 'warning' as const,
    }))
  }
}

interface Made {
  readonly name: string
  readonly what: string
  readonly bytes: Uint8Array
  readonly withText: boolean
  readonly losses: readonly Loss[]
}

function encode(
  to: Form,
  sets: readonly RequirementSet[],
  mappings: readonly Mapping[],
  gate: Gate,
  universe: Universe,
  asked: Asked,
): readonly Made[] {
  const utf8 = (text: string) => new TextEncoder().encode(text)
  const textOf = (set: string, id: string) => {
    const found = universe.sets.get(set)
    const requirement = found?.requirements.find((r) => r.id === id)
    return found === undefined || requirement === undefined || !gate.letsThrough(found)
      ? undefined
      : { title: requirement.title, text: requirement.says }
  }
  switch (to) {
    case 'oscal-catalog':
      return sets.map((s) => ({
        name: s.id,
        what: `set ${s.id}`,
        withText: gate.letsThrough(s),
        ...bytesOf(encodeCatalog(s, { withText: gate.letsThrough(s), on: asked.on })),
      }))
    case 'oscal-mapping': {
      const name = mappings.length === 1 ? (mappings[0] as Mapping).id : 'mappings'
      return [
        {
          name,
          what: mappings.length === 1 ? `mapping ${name}` : `${mappings.length} mappings`,
          withText: false,
          ...bytesOf(encodeMappings(mappings, { on: asked.on })),
        },
      ]
    }
    case 'strm-csv':
      return mappings.map((mapping) => ({
        name: mapping.id,
        what: `mapping ${mapping.id}`,
        withText: true,
        ...bytesOf(encodeStrmCsv({ mapping, textOf })),
      }))
    case 'xlsx':
      return [
        {
          name: mappings.length === 1 ? (mappings[0] as Mapping).id : 'mappings',
          what: `${mappings.length} mappings`,
          withText: true,
          ...encodeStrmWorkbook(mappings.map((mapping) => ({ mapping, textOf }))),
        },
      ]
    case 'ciso-assistant':
      return [
        ...sets.map((s) => ({
          name: s.id,
          what: `set ${s.id}`,
          withText: gate.letsThrough(s),
          ...bytesOf(encodeSetLibrary(s, gate.letsThrough(s))),
        })),
        ...mappings.map((m) => ({
          name: m.id,
          what: `mapping ${m.id}`,
          withText: false,
          ...bytesOf(encodeMappingLibrary(m)),
        })),
      ]
    case 'entry':
      return [
        ...sets.map((s) => ({
          name: s.id,
          what: `set ${s.id}`,
          withText: gate.letsThrough(s),
          bytes: utf8(encodeRequirementSet(gate.letsThrough(s) ? s : withoutText(s))),
          losses: [],
        })),
        ...mappings.map((m) => ({
          name: m.id,
          what: `mapping ${m.id}`,
          withText: false,
          bytes: utf8(encodeMappingEntry(m)),
          losses: [],
        })),
      ]
    default:
      return to satisfies never
  }

  function bytesOf(made: { readonly text: string; readonly losses: readonly Loss[] }): {
    readonly bytes: Uint8Array
    readonly losses: readonly Loss[]
  } {
    return { bytes: utf8(made.text), losses: made.losses }
  }
}

function withoutText(set: RequirementSet): RequirementSet {
  return { ...set, requirements: set.requirements.map((r) => ({ ...r, title: r.id, says: '' })) }
}
