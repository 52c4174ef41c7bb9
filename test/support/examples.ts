/** The worked dossiers with their overlays and expected answers. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type DossierContext, decodeDossier, layOver, parseDocument, type SourceDocument } from '#catalogue/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import type { Catalogue } from '#domain/questions/index.ts'
import { formatDiagnostic } from '#util/diagnostic.ts'

export const EXAMPLES_FOLDER = join(import.meta.dirname, '../../examples')

export interface Expectation {
  readonly id: string
  readonly on?: string
  readonly [key: string]: unknown
}

export interface ExpectedFile {
  readonly dossier: string
  readonly overlay: string | undefined
  readonly file: string
  readonly expectations: readonly Expectation[]
}

/** Folders that hold a dossier: of the examples themselves, and of the portfolios among them. */
export function dossierFolders(): readonly string[] {
  const folders = readdirSync(EXAMPLES_FOLDER, { withFileTypes: true })
    .filter((f) => f.isDirectory())
    .map((f) => f.name)
  const inside = folders.flatMap((folder) =>
    readdirSync(join(EXAMPLES_FOLDER, folder), { withFileTypes: true })
      .filter((f) => f.isDirectory())
      .map((f) => `${folder}/${f.name}`),
  )
  return [...folders, ...inside].filter((f) => existsSync(join(EXAMPLES_FOLDER, f, 'dossier.yaml'))).sort()
}

export function expectedFiles(): readonly ExpectedFile[] {
  return dossierFolders().flatMap((folder) =>
    readdirSync(join(EXAMPLES_FOLDER, folder))
      .filter((f) => /^expected.*\.yaml$/.test(f))
      .sort()
      .map((f) => {
        const document = parse(readFileSync(join(EXAMPLES_FOLDER, folder, f), 'utf8'), { schema: 'failsafe' }) as {
          expectations: Expectation[]
        }
        const overlay = /^expected\.(.+)\.yaml$/.exec(f)?.[1]
        return { dossier: folder, overlay, file: `${folder}/${f}`, expectations: document.expectations }
      }),
  )
}

export function contextOf(catalogue: Catalogue): DossierContext {
  return {
    facts: catalogue.law.facts,
    levels: catalogue.levels,
    requirementSets: catalogue.requirementSets,
    optionIds: new Set(catalogue.options.keys()),
  }
}

function document(path: string): SourceDocument {
  const parsed = parseDocument(path, readFileSync(join(EXAMPLES_FOLDER, path), 'utf8'))
  if (parsed.kind === 'refused') throw new Error(parsed.diagnostics.map(formatDiagnostic).join('\n'))
  return parsed.document
}

/** A dossier with an overlay over it, and whatever that overlay lies over. */
export function exampleDocument(folder: string, overlay: string | undefined): SourceDocument {
  if (overlay === undefined) return document(`${folder}/dossier.yaml`)
  const top = document(`${folder}/${overlay}.yaml`)
  const beneath = (top.value as { over?: string }).over?.replace(/\.yaml$/, '')
  return layOver(exampleDocument(folder, beneath), top)
}

export function exampleDossier(folder: string, overlay: string | undefined, catalogue: Catalogue): Dossier {
  const decoded = decodeDossier(exampleDocument(folder, overlay), contextOf(catalogue))
  if (decoded.kind === 'refused')
    throw new Error(
      decoded.diagnostics
        .filter((d) => d.severity === 'error')
        .map(formatDiagnostic)
        .join('\n'),
    )
  return decoded.dossier
}
