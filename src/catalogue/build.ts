/**
 * The catalogue from its files: parse, shape, decode, check. Pure: texts in, catalogue and diagnostics out.
 *
 * What is kept between runs is the entries as shaped (`BuiltCatalogue`), in one part per group of kinds so that a question loads only what it asks for.
 */
import type { Static } from '@sinclair/typebox'
import type { FactDefinition, LawBook, StateDefinition } from '#domain/law/index.ts'
import type { Catalogue } from '#domain/questions/index.ts'
import { Defect, type Diagnostic } from '#util/diagnostic.ts'
import { LazyMap } from '#util/lazy-map.ts'
import { by, byNaturalText } from '#util/order.ts'
import { nearestWords } from '#util/nearest.ts'
import {
  decodeAct,
  decodeCompositeRule,
  decodeFacts,
  decodeLevel,
  decodeMapping,
  decodeOption,
  decodeRecognition,
  decodeRequirementSet,
  decodeSource,
  decodeState,
  decodeThresholds,
  type EntryProblem,
  type Report,
} from './decode.ts'
import { parseDocument, type SourceDocument } from './document.ts'
import { diagnose } from './errors.ts'
import { ENTRY_SHAPES, type EntryKind } from './schema.ts'
import { shape } from './shape.ts'

export interface CatalogueFile {
  /** Relative to the catalogue folder, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** An entry with the document it came from, for linters. */
export interface Entry {
  readonly kind: EntryKind
  readonly id: string
  readonly path: string
  readonly value: unknown
  readonly document: SourceDocument
}

export type EntriesByKind = { readonly [K in EntryKind]?: readonly Static<(typeof ENTRY_SHAPES)[K]>[] }

export interface BuiltCatalogue {
  /** Key of the content it was built from. */
  readonly edition: string
  readonly entries: EntriesByKind
}

/** The files as entries, in order of path; a file that is refused is left out and reported. */
export function readEntries(
  files: readonly CatalogueFile[],
  prefix = 'catalogue/',
): { readonly entries: readonly Entry[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const entries: Entry[] = []
  for (const file of [...files].sort(by((f) => f.path))) {
    const parsed = parseDocument(`${prefix}${file.path}`, file.text)
    if (parsed.kind === 'refused') {
      diagnostics.push(...parsed.diagnostics)
      continue
    }
    const { document } = parsed
    const kind =
      typeof document.value === 'object' && document.value !== null && !Array.isArray(document.value)
        ? (document.value as Record<string, unknown>).kind
        : undefined
    if (typeof kind !== 'string' || !Object.hasOwn(ENTRY_SHAPES, kind)) {
      const near = typeof kind === 'string' ? nearestWords(kind, Object.keys(ENTRY_SHAPES))[0] : undefined
      diagnostics.push(
        diagnose('catalogue.unknown-kind', `unknown kind "${String(kind)}"`, {
          at: document.place('/kind'),
          hint: near === undefined ? `Known: ${Object.keys(ENTRY_SHAPES).join(', ')}.` : `Did you mean "${near}"?`,
        }),
      )
      continue
    }
    const shaped = shape(ENTRY_SHAPES[kind as EntryKind], document)
    if (shaped.kind === 'refused') diagnostics.push(...shaped.diagnostics)
    else
      entries.push({
        kind: kind as EntryKind,
        id: (shaped.value as { id: string }).id,
        path: file.path,
        value: shaped.value,
        document,
      })
  }
  return { entries, diagnostics }
}

/** Problems that decoding finds, with their places. */
export function checkEntry(entry: Entry): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  function report(problem: EntryProblem): void {
    diagnostics.push(diagnose(problem.code, problem.message, { at: entry.document.place(problem.pointer) }))
  }
  decodeEntry(entry.kind, entry.value, report)
  return diagnostics
}

function decodeEntry(kind: EntryKind, value: unknown, report: Report): void {
  const v = value as never
  if (kind === 'level') decodeLevel(v, report)
  else if (kind === 'option') decodeOption(v, report)
  else if (kind === 'requirement-set') decodeRequirementSet(v, report)
  else if (kind === 'mapping') decodeMapping(v, report)
  else if (kind === 'state') decodeState(v, report)
  else if (kind === 'rules') decodeAct(v, report)
  else if (kind === 'thresholds') decodeThresholds(v, report)
  else if (kind === 'recognition') decodeRecognition(v, report)
  else if (kind === 'composite-rule') decodeCompositeRule(v, report)
}

export function built(entries: readonly Entry[], edition: string, keepExamples = false): BuiltCatalogue {
  const byKind: Record<string, unknown[]> = {}
  for (const entry of entries) {
    const list = byKind[entry.kind] ?? []
    // Examples beside rules are tests; a question has no use for them.
    list.push(entry.kind === 'rules' && !keepExamples ? { ...(entry.value as object), examples: [] } : entry.value)
    byKind[entry.kind] = list
  }
  return { edition, entries: byKind as EntriesByKind }
}

/** The entries were checked when they were built, so a problem on loading them is a defect of ours. */
function report(problem: EntryProblem): void {
  throw new Defect(`the built catalogue is broken at ${problem.pointer}: ${problem.message}`)
}

export function loadLaw(entries: EntriesByKind): LawBook {
  const facts = new Map<string, FactDefinition>()
  for (const set of entries['fact-set'] ?? []) for (const fact of decodeFacts(set)) facts.set(fact.id, fact)
  const states = new Map<string, StateDefinition>()
  for (const state of entries.state ?? []) states.set(state.id, decodeState(state, report))
  return { acts: (entries.rules ?? []).map((e) => decodeAct(e, report)), facts, states }
}

/** The heart's catalogue. */
export function loadCatalogue(source: BuiltCatalogue): Catalogue {
  const { entries } = source
  const thresholds = entries.thresholds?.[0]
  if (thresholds === undefined) throw new Defect('the catalogue has no thresholds')
  return {
    edition: source.edition,
    levels: lazyMap(
      entries.level ?? [],
      (e) => e.id,
      (e) => decodeLevel(e, report),
    ),
    thresholds: decodeThresholds(thresholds, report),
    requirementSets: lazyMap(
      entries['requirement-set'] ?? [],
      (e) => e.id,
      (e) => decodeRequirementSet(e, report),
    ),
    mappings: (entries.mapping ?? []).map((e) => decodeMapping(e, report)),
    options: new Map(
      [...(entries.option ?? [])].sort((a, b) => byNaturalText(a.id, b.id)).map((e) => [e.id, decodeOption(e, report)]),
    ),
    law: loadLaw(entries),
    compositeRules: (entries['composite-rule'] ?? [])
      .map((e) => decodeCompositeRule(e, report))
      .sort((a, b) => byNaturalText(a.id, b.id)),
    recognitions: (entries.recognition ?? []).map((e) => decodeRecognition(e, report)),
    sources: new Map((entries.source ?? []).map((e) => [e.id, decodeSource(e)])),
  }
}

function lazyMap<A, V>(authored: readonly A[], idOf: (a: A) => string, decode: (a: A) => V): ReadonlyMap<string, V> {
  return new LazyMap(
    [...authored].sort((a, b) => byNaturalText(idOf(a), idOf(b))).map((a) => [idOf(a), () => decode(a)] as const),
  )
}
