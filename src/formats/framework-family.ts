/** The front door for requirement sets and mappings: which format is it, and what does it say. */
import type { Loss } from '#domain/composition/bill-of-materials.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { cisoAssistant, isLibraryWorkbook } from './ciso-assistant/index.ts'
import { cprt } from './cprt/index.ts'
import { cyclonedxStandards } from './cyclonedx/standards.ts'
import { diagnose } from './errors.ts'
import {
  type DecodedFrameworks,
  type FrameworkDetection,
  type FrameworkFormat,
  type FrameworkFormatId,
  type FrameworkSource,
  type Frameworks,
  held,
  type Surroundings,
} from './frameworks.ts'
import type { SourceDocument } from './format.ts'
import { opencre } from './opencre/index.ts'
import { oscal } from './oscal/index.ts'
import { readWorkbook } from './sheets.ts'
import { isStrmWorkbook, strm } from './strm/index.ts'
import { isZip } from './zip.ts'

/** In the order in which they are asked. */
export const frameworkFormats: readonly FrameworkFormat[] = [
  oscal,
  cyclonedxStandards,
  opencre,
  cisoAssistant,
  cprt,
  strm,
]

const START = 65_536
/** CycloneDX may hold its standards behind all components: the whole document is looked at, but only for a word. */
const decoder = new TextDecoder('utf-8')

export async function detectFramework(document: SourceDocument): Promise<FrameworkDetection | undefined> {
  if (isZip(document.bytes)) {
    const tables = await readWorkbook(document)
    if (tables.kind === 'refused') return undefined
    if (isLibraryWorkbook(tables.sheets)) return { format: 'ciso-assistant', what: 'CISO Assistant library, workbook' }
    return isStrmWorkbook(tables.sheets)
      ? { format: 'strm', what: 'set theory relationship mapping, workbook' }
      : undefined
  }
  const start = decoder
    .decode(document.bytes.subarray(0, START))
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
  for (const format of frameworkFormats) {
    const found = format.detect(document, start)
    if (found !== undefined) return found
  }
  // Standards may be defined behind a long list of components.
  if (document.bytes.length <= START || !/CycloneDX|cyclonedx\.org/.test(start)) return undefined
  return cyclonedxStandards.detect(document, decoder.decode(document.bytes))
}

export interface DecodedFramework extends DecodedFrameworks {
  readonly found: readonly (FrameworkDetection & { readonly file: string })[]
  /** Documents in none of the formats. */
  readonly unknown: readonly string[]
}

/** Documents of any of the formats, each read by its own; what several say is put together in the order given. */
export async function decodeFrameworks(
  sources: readonly FrameworkSource[],
  around: Surroundings,
): Promise<DecodedFramework> {
  const found: (FrameworkDetection & { readonly file: string })[] = []
  const unknown: string[] = []
  const byFormat = new Map<FrameworkFormatId, FrameworkSource[]>()
  const diagnostics: Diagnostic[] = []
  for (const source of sources) {
    const document = await source.read()
    const what = document.bytes.length === 0 ? undefined : await detectFramework(document)
    if (what === undefined) {
      unknown.push(document.file)
      if (isZip(document.bytes)) diagnostics.push(...(await refusalOf(document)))
      continue
    }
    found.push({ ...what, file: document.file })
    byFormat.set(what.format, [...(byFormat.get(what.format) ?? []), sources.length === 1 ? held(document) : source])
  }
  const made: DecodedFrameworks[] = []
  for (const format of frameworkFormats) {
    const own = byFormat.get(format.id)
    if (own !== undefined) made.push(await format.decode(own, around))
  }
  if (found.length === 0 && diagnostics.length === 0) {
    const at = { file: unknown[0] ?? '', line: 1, column: 1, pointer: '' }
    diagnostics.push(
      diagnose('formats.unknown-format', 'the file holds no requirements or mappings in a form that we read', {
        at,
        hint: `Read are ${frameworkFormats.map((f) => f.name).join(', ')}.`,
      }),
    )
  }
  const value = joined(made.flatMap((m) => (m.value === undefined ? [] : [m.value])))
  return {
    ...(value === undefined ? {} : { value }),
    diagnostics: [...diagnostics, ...made.flatMap((m) => m.diagnostics)],
    losses: mergeLosses(made.flatMap((m) => m.losses)),
    found,
    unknown,
  }
}

/** Why a workbook could not be read. */
async function refusalOf(document: SourceDocument): Promise<readonly Diagnostic[]> {
  const tables = await readWorkbook(document)
  return tables.kind === 'refused' ? tables.diagnostics : []
}

function joined(values: readonly Frameworks[]): Frameworks | undefined {
  return values.length === 0
    ? undefined
    : { sets: values.flatMap((v) => v.sets), mappings: values.flatMap((v) => v.mappings) }
}

function mergeLosses(losses: readonly Loss[]): readonly Loss[] {
  const merged = new Map<string, Loss>()
  for (const l of losses) {
    const before = merged.get(l.path)
    merged.set(l.path, before === undefined ? l : { ...before, count: before.count + l.count })
  }
  return [...merged.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}
