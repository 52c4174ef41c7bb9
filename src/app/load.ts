/** What most questions begin with: the catalogue, the dossier with its overlays, its bills of materials. */
import {
  decodeDossier,
  type DossierContext,
  type EntryKind,
  layOver,
  loadCatalogue,
  parseBytes,
  setOverlay,
  type SourceDocument,
} from '#catalogue/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import type { Catalogue } from '#domain/questions/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { diagnose } from './errors.ts'
import type { Files, Ports } from './ports.ts'
import type { Asked } from './question.ts'

/** The kinds that planning needs. */
export const PLANNING_KINDS: readonly EntryKind[] = [
  'level',
  'thresholds',
  'requirement-set',
  'option',
  'rules',
  'fact-set',
  'state',
  'composite-rule',
  'source',
]

export async function catalogueFor(ports: Ports, kinds: readonly EntryKind[] = PLANNING_KINDS): Promise<Catalogue> {
  const catalogue = loadCatalogue(await ports.catalogue.load(kinds))
  ports.onStage('catalogue')
  return catalogue
}

export function dossierContext(catalogue: Catalogue): DossierContext {
  return {
    facts: catalogue.law.facts,
    levels: catalogue.levels,
    requirementSets: catalogue.requirementSets,
    optionIds: new Set(catalogue.options.keys()),
  }
}

export type Loaded<T> =
  | { readonly kind: 'loaded'; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

export interface LoadedDossier {
  readonly dossier: Dossier
  /** Folder that paths in the dossier are relative to. */
  readonly folder: string
  readonly path: string
  /** Where a value of the dossier stands, in whichever file it comes from. */
  readonly place: SourceDocument['place']
}

export async function loadDossier(
  path: string,
  asked: Asked,
  catalogue: Catalogue,
  ports: Ports,
): Promise<Loaded<LoadedDossier>> {
  const file = await dossierFile(path, ports.files)
  if (file.kind === 'refused') return file
  if (file.value === undefined) {
    return {
      kind: 'refused',
      diagnostics: [
        diagnose('file.not-found', `there is no dossier at ${path}`, {
          hint: 'A dossier is a file, or a folder that holds dossier.yaml; paths are relative to the folder you are in.',
        }),
      ],
    }
  }
  const base = await readDocument(file.value, ports.files)
  if (base.kind === 'refused') return base
  let document = base.value
  for (const path of asked.flags.with ?? []) {
    const overlays = await readOverlay(path, ports.files)
    if (overlays.kind === 'refused') return overlays
    for (const overlay of overlays.value) document = layOver(document, overlay)
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
  return {
    kind: 'loaded',
    value: {
      dossier: decoded.dossier,
      folder: ports.files.folderOf(file.value),
      path: file.value,
      place: (pointer) => document.place(pointer),
    },
    diagnostics: decoded.diagnostics,
  }
}

async function dossierFile(path: string, files: Files): Promise<Loaded<string | undefined>> {
  const isFolder = await attempt(path, () => files.isFolder(path))
  if (isFolder.kind === 'refused') return isFolder
  const candidates = isFolder.value
    ? ['dossier.yaml', 'dossier.yml', 'dossier.json'].map((name) => files.join(path, name))
    : [path]
  for (const candidate of candidates) {
    const bytes = await readBytes(candidate, files)
    if (bytes.kind === 'refused') return bytes
    if (bytes.value !== undefined) return { kind: 'loaded', value: candidate, diagnostics: [] }
  }
  return { kind: 'loaded', value: undefined, diagnostics: [] }
}

/** An overlay, with those that it says it lies over beneath it; `over` is relative to the overlay's folder. */
async function readOverlay(path: string, files: Files): Promise<Loaded<readonly SourceDocument[]>> {
  const documents: SourceDocument[] = []
  const paths: string[] = []
  for (let next: string | undefined = path; next !== undefined; ) {
    const read: Loaded<SourceDocument> = await readDocument(next, files)
    if (read.kind === 'refused') return read
    documents.unshift(read.value)
    paths.push(next)
    const over: string | undefined = overOf(read.value)
    if (over === undefined) break
    next = files.join(files.folderOf(next), over)
    if (paths.includes(next))
      return refuse(
        diagnose('overlay.circle', `overlays lie over each other in a circle: ${[...paths, next].join(' → ')}`, {
          at: read.value.place('/over'),
          hint: 'Remove one "over".',
        }),
      )
  }
  return { kind: 'loaded', value: documents, diagnostics: [] }
}

function overOf(document: SourceDocument): string | undefined {
  const { value } = document
  if (typeof value !== 'object' || value === null || !('over' in value)) return undefined
  return typeof value.over === 'string' && value.over !== '' ? value.over : undefined
}

export async function readDocument(path: string, files: Files): Promise<Loaded<SourceDocument>> {
  const bytes = await readBytes(path, files)
  if (bytes.kind === 'refused') return bytes
  if (bytes.value === undefined)
    return refuse(
      diagnose('file.not-found', `there is no file ${path}`, {
        at: startOf(path),
        hint: 'Paths are relative to the folder you are in.',
      }),
    )
  const parsed = parseBytes(path, bytes.value)
  return parsed.kind === 'refused' ? parsed : { kind: 'loaded', value: parsed.document, diagnostics: [] }
}

/** The bytes of a file; undefined where there is none. What the system refuses (rights, names it cannot bear) is told, not thrown. */
export async function readBytes(path: string, files: Files): Promise<Loaded<Uint8Array | undefined>> {
  return attempt(path, () => files.readBytes(path))
}

async function attempt<T>(path: string, read: () => Promise<T>): Promise<Loaded<T>> {
  try {
    return { kind: 'loaded', value: await read(), diagnostics: [] }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    return refuse(
      diagnose('file.not-read', `${path.slice(0, 200)} cannot be read: ${String(error.code)}`, {
        at: startOf(path),
        hint: 'Check the path, and whether you may read the file.',
      }),
    )
  }
}

function startOf(file: string): { file: string; line: number; column: number; pointer: string } {
  return { file, line: 1, column: 1, pointer: '' }
}

function refuse(diagnostic: Diagnostic): { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] } {
  return { kind: 'refused', diagnostics: [diagnostic] }
}
