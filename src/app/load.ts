/** What most questions begin with: the catalogue, the dossier with its overlays, its bills of materials. */
import {
  decodeDossier, type DossierContext, type EntryKind, layOver, LARGEST_DOCUMENT, loadCatalogue, parseDocument, setOverlay, type SourceDocument,
} from '#catalogue/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import type { Catalogue } from '#domain/questions/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { decodeText } from '#util/text.ts'
import { diagnose } from './errors.ts'
import type { Files, Ports } from './ports.ts'
import type { Asked } from './question.ts'

/** The kinds that planning needs. */
export const PLANNING_KINDS: readonly EntryKind[] = ['level', 'thresholds', 'requirement-set', 'option', 'rules', 'fact-set', 'state', 'source']

export async function catalogueFor(ports: Ports, kinds: readonly EntryKind[] = PLANNING_KINDS): Promise<Catalogue> {
  const catalogue = loadCatalogue(await ports.catalogue.load(kinds))
  ports.onStage('catalogue')
  return catalogue
}

export function dossierContext(catalogue: Catalogue): DossierContext {
  return { facts: catalogue.law.facts, levels: catalogue.levels, requirementSets: catalogue.requirementSets, optionIds: new Set(catalogue.options.keys()) }
}

export type Loaded<T> = { readonly kind: 'loaded'; readonly value: T; readonly diagnostics: readonly Diagnostic[] } | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

export interface LoadedDossier {
  readonly dossier: Dossier
  /** Folder that paths in the dossier are relative to. */
  readonly folder: string
  readonly path: string
}

export async function loadDossier(path: string, asked: Asked, catalogue: Catalogue, ports: Ports): Promise<Loaded<LoadedDossier>> {
  const file = await dossierFile(path, ports.files)
  if (file === undefined) {
    return { kind: 'refused', diagnostics: [diagnose('file.not-found', `there is no dossier at ${path}`, { hint: 'A dossier is a file, or a folder that holds dossier.yaml; paths are relative to the folder you are in.' })] }
  }
  const base = await readDocument(file, ports.files)
  if (base.kind === 'refused') return base
  let document = base.value
  for (const overlay of asked.flags.with ?? []) {
    const read = await readDocument(overlay, ports.files)
    if (read.kind === 'refused') return read
    document = layOver(document, read.value)
  }
  for (const assignment of asked.flags.set ?? []) {
    const overlay = setOverlay(assignment)
    if ('code' in overlay) return { kind: 'refused', diagnostics: [overlay] }
    document = layOver(document, overlay)
  }
  ports.onStage('parse')
  const decoded = decodeDossier(document, dossierContext(catalogue))
  ports.onStage('decode')
  if (decoded.kind === 'refused') return decoded
  return { kind: 'loaded', value: { dossier: decoded.dossier, folder: ports.files.folderOf(file), path: file }, diagnostics: decoded.diagnostics }
}

async function dossierFile(path: string, files: Files): Promise<string | undefined> {
  if (!(await files.isFolder(path))) return (await files.readBytes(path)) === undefined ? undefined : path
  for (const name of ['dossier.yaml', 'dossier.yml', 'dossier.json']) {
    const inside = files.join(path, name)
    if ((await files.readBytes(inside)) !== undefined) return inside
  }
  return undefined
}

export async function readDocument(path: string, files: Files): Promise<Loaded<SourceDocument>> {
  const bytes = await files.readBytes(path)
  const at = { file: path, line: 1, column: 1, pointer: '' }
  if (bytes === undefined) return { kind: 'refused', diagnostics: [diagnose('file.not-found', `there is no file ${path}`, { hint: 'Paths are relative to the folder you are in.' })] }
  if (bytes.length > LARGEST_DOCUMENT * 2) {
    return { kind: 'refused', diagnostics: [{ code: 'document.too-large', severity: 'error', message: `the file has ${bytes.length} bytes; documents of this kind are read up to ${LARGEST_DOCUMENT}`, hint: 'Point to the large part as a file of its own.', at }] }
  }
  const text = decodeText(bytes)
  if (text.kind === 'refused') {
    return { kind: 'refused', diagnostics: [{ code: 'document.encoding', severity: 'error', message: `not UTF-8 text: ${text.because} at byte ${text.byte}`, hint: 'Save the file as UTF-8.', at: { ...at, line: text.line, column: text.column } }] }
  }
  const parsed = parseDocument(path, text.text)
  return parsed.kind === 'refused' ? parsed : { kind: 'loaded', value: parsed.document, diagnostics: [] }
}
