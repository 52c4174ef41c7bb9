/** Requirement sets and mappings to reason over: those of the catalogue, and whatever files the caller brings. */
import {
  checkEntry,
  decodeMapping,
  decodeRequirementSet,
  type Entry,
  type EntryKind,
  readEntries,
} from '#catalogue/index.ts'
import type { Loss } from '#domain/composition/bill-of-materials.ts'
import { type Mapping, type Network, networkOf, type RequirementSet } from '#domain/requirements/index.ts'
import type { Catalogue } from '#domain/questions/index.ts'
import { decodeFrameworks } from '#formats/framework-family.ts'
import type { FrameworkDetection, FrameworkSource, Surroundings } from '#formats/frameworks.ts'
import { type Diagnostic, hasErrors, type Place } from '#util/diagnostic.ts'
import { byNaturalText } from '#util/order.ts'
import { nearestWords } from '#util/nearest.ts'
import { decodeText } from '#util/text.ts'
import { catalogueFor } from './load.ts'
import { diagnose as diagnoseUsage } from './errors.ts'
import { diagnose } from './mapping-errors.ts'
import type { Ports } from './ports.ts'

const KINDS: readonly EntryKind[] = [
  'level',
  'thresholds',
  'requirement-set',
  'mapping',
  'fact-set',
  'option',
  'source',
]

export interface Brought {
  readonly sets: readonly RequirementSet[]
  readonly mappings: readonly Mapping[]
  readonly found: readonly (FrameworkDetection & { readonly file: string })[]
  readonly losses: readonly Loss[]
  readonly diagnostics: readonly Diagnostic[]
  /** Files in none of the forms. */
  readonly unknown: readonly string[]
  placeOf(mapping: string, row: number): Place | undefined
}

export interface Universe {
  readonly catalogue: Catalogue
  readonly sets: ReadonlyMap<string, RequirementSet>
  readonly mappings: readonly Mapping[]
  readonly brought: Brought
  readonly diagnostics: readonly Diagnostic[]
  network(): Network
}

const NOTHING: Brought = {
  sets: [],
  mappings: [],
  found: [],
  losses: [],
  diagnostics: [],
  unknown: [],
  placeOf: () => undefined,
}

/** Undefined catalogue parts are not read twice; files are read when their turn comes. */
export async function universeOf(paths: readonly string[], ports: Ports): Promise<Universe> {
  const catalogue = await catalogueFor(ports, KINDS)
  const brought = paths.length === 0 ? NOTHING : await bring(paths, ports)
  const sets = new Map(catalogue.requirementSets)
  const diagnostics: Diagnostic[] = [...brought.diagnostics]
  for (const set of brought.sets) {
    const before = sets.get(set.id)
    if (before !== undefined && set.isPartial === true) continue
    if (before !== undefined && catalogue.requirementSets.has(set.id))
      diagnostics.push(
        diagnose(
          'mapping.set-replaced',
          `the set ${set.id} was brought along and takes the place of the one in the catalogue`,
        ),
      )
    sets.set(set.id, set)
  }
  const mappings = [...catalogue.mappings, ...brought.mappings]
  let network: Network | undefined
  ports.onStage('requirement sets and mappings')
  return {
    catalogue,
    sets,
    mappings,
    brought,
    diagnostics,
    network() {
      network ??= networkOf(sets.values(), mappings)
      return network
    },
  }
}

const READABLE = /\.(?:ya?ml|json|xml|csv|tsv|txt|xlsx)$/i

/** Files, and the files of folders. */
export async function bring(paths: readonly string[], ports: Ports): Promise<Brought> {
  const { files } = ports
  const listed: string[] = []
  const missing: Diagnostic[] = []
  for (const path of paths) {
    if (await files.isFolder(path)) listed.push(...(await filesIn(path, ports, 0)))
    else if ((await files.readBytes(path)) === undefined)
      missing.push(
        diagnoseUsage('file.not-found', `there is no file ${path}`, {
          hint: 'Paths are relative to the folder you are in.',
        }),
      )
    else listed.push(path)
  }
  if (missing.length > 0) return { ...NOTHING, diagnostics: missing }
  const own: { readonly file: string; readonly text: string }[] = []
  const others: FrameworkSource[] = []
  for (const file of listed) {
    const text = await ownEntry(file, ports)
    if (text === undefined)
      others.push({ file, read: async () => ({ file, bytes: (await files.readBytes(file)) ?? new Uint8Array(0) }) })
    else own.push({ file, text })
  }
  const entries = ownEntries(own)
  const decoded = others.length === 0 ? undefined : await decodeFrameworks(others, around(ports))
  const sets = [...entries.sets, ...(decoded?.value?.sets ?? [])]
  const mappings = [...entries.mappings, ...(decoded?.value?.mappings ?? [])]
  return {
    sets,
    mappings,
    found: [...entries.found, ...(decoded?.found ?? [])],
    losses: decoded?.losses ?? [],
    unknown: decoded?.unknown ?? [],
    diagnostics: [...entries.diagnostics, ...(decoded?.diagnostics ?? [])].filter(
      (d) => sets.length + mappings.length === 0 || d.code !== 'formats.unknown-format',
    ),
    placeOf: (mapping, row) => entries.placeOf(mapping, row),
  }
}

const DEEPEST_FOLDER = 6

async function filesIn(folder: string, ports: Ports, depth: number): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of [...(await ports.files.list(folder))].sort(byNaturalText)) {
    const path = ports.files.join(folder, name)
    if (await ports.files.isFolder(path)) {
      if (depth < DEEPEST_FOLDER) found.push(...(await filesIn(path, ports, depth + 1)))
    } else if (READABLE.test(name)) found.push(path)
  }
  return found
}

/** The text of an entry in the form of our catalogue; undefined for any other document. */
async function ownEntry(file: string, ports: Ports): Promise<string | undefined> {
  if (!/\.ya?ml$/i.test(file)) return undefined
  const bytes = await ports.files.readBytes(file)
  if (
    bytes === undefined ||
    !/^kind: *(?:mapping|requirement-set) *\r?$/m.test(new TextDecoder().decode(bytes.subarray(0, 4000)))
  )
    return undefined
  const text = decodeText(bytes)
  return text.kind === 'text' ? text.text : undefined
}

function ownEntries(
  files: readonly { readonly file: string; readonly text: string }[],
): Omit<Brought, 'losses' | 'unknown'> {
  const sets: RequirementSet[] = []
  const mappings: Mapping[] = []
  const found: (FrameworkDetection & { readonly file: string })[] = []
  const diagnostics: Diagnostic[] = []
  const documents = new Map<string, Entry>()
  for (const { file, text } of files) {
    const read = readEntries([{ path: file, text }], '')
    diagnostics.push(...read.diagnostics)
    for (const entry of read.entries) {
      const problems = checkEntry(entry)
      diagnostics.push(...problems)
      if (hasErrors(problems)) continue
      found.push({ format: 'catalogue', what: `catalogue entry, ${entry.kind}`, file })
      if (entry.kind === 'requirement-set') sets.push(decodeRequirementSet(entry.value as never, () => {}))
      else if (entry.kind === 'mapping') {
        mappings.push(decodeMapping(entry.value as never, () => {}))
        documents.set(entry.id, entry)
      }
    }
  }
  return {
    sets,
    mappings,
    found,
    diagnostics,
    placeOf: (mapping, row) => documents.get(mapping)?.document.place(`/maps/${row - 1}`),
  }
}

/** Documents beside a document: where it says they are, else beside it under the same name. */
function around(ports: Ports): Surroundings {
  const { files } = ports
  let told = 0
  return {
    async open(reference, beside) {
      if (!READABLE.test(reference)) return undefined
      const folder = files.folderOf(beside)
      const name = reference.split(/[/\\]/).pop() as string
      const tries = /^[a-z][a-z0-9+.-]*:/i.test(reference)
        ? [files.join(folder, name)]
        : [files.join(folder, reference), files.join(folder, name)]
      for (const path of tries) {
        const bytes = await files.readBytes(path)
        if (bytes !== undefined) return { file: path, bytes }
      }
      return undefined
    },
    onProgress(documents, of) {
      // A line every tenth of the way, and only where there is a way.
      if (of < 50 || documents - told < of / 10) return
      told = documents
      ports.tell(`${documents} of ${of} files read`)
    },
  }
}

/** A set by its id, or by the end of it where that is enough: `nist-csf-2.0` for `urn:…:framework:nist-csf-2.0`. */
export function findSet(
  word: string,
  universe: Pick<Universe, 'sets'>,
): RequirementSet | { readonly diagnostics: readonly Diagnostic[] } {
  const exact = universe.sets.get(word)
  if (exact !== undefined) return exact
  const ending = [...universe.sets.values()].filter(
    (s) => s.id.toLowerCase().endsWith(`:${word.toLowerCase()}`) || s.name.toLowerCase() === word.toLowerCase(),
  )
  if (ending.length === 1) return ending[0] as RequirementSet
  const near = nearestWords(word, [...universe.sets.keys()])[0]
  const hint =
    ending.length > 1
      ? `It may be ${ending
          .map((s) => s.id)
          .slice(0, 6)
          .join(', ')}.`
      : near === undefined
        ? 'Bring it with --with FILE, or see catalogue/requirements.'
        : `Did you mean "${near}"?`
  return { diagnostics: [diagnose('mapping.unknown-set', `unknown requirement set "${word.slice(0, 120)}"`, { hint })] }
}
