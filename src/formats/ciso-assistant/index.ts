/** CISO Assistant libraries: YAML, and the workbooks they are made from. */
import type { Mapping, RequirementSet } from '#domain/requirements/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { asRecord, type Written } from '../as-written.ts'
import type { SourceDocument } from '../format.ts'
import { diagnoseFramework } from '../framework-errors.ts'
import { type FrameworkFormat, Losses } from '../frameworks.ts'
import { readWorkbook } from '../sheets.ts'
import { readStructured } from '../structured.ts'
import { isZip } from '../zip.ts'
import { readLibrary } from './library.ts'
import { isLibraryWorkbook, libraryOf } from './workbook.ts'

export { encodeMapping as encodeMappingLibrary, encodeSet as encodeSetLibrary } from './encode.ts'
export { isLibraryWorkbook } from './workbook.ts'

export const cisoAssistant: FrameworkFormat = {
  id: 'ciso-assistant',
  name: 'CISO Assistant library',
  detect(document, start) {
    if (isZip(document.bytes)) return undefined
    const isLibrary = /^urn: ['"]?urn:/m.test(start) && /^(?:packager|provider|locale|ref_id):/m.test(start)
    return isLibrary ? { format: 'ciso-assistant', what: 'CISO Assistant library, YAML' } : undefined
  },
  async decode(documents, around) {
    const losses = new Losses()
    const diagnostics: Diagnostic[] = []
    const sets: RequirementSet[] = []
    const mappings: Mapping[] = []
    for (const [n, source] of documents.entries()) {
      around.onProgress(n, documents.length)
      const document = await source.read()
      const read = isZip(document.bytes) ? await fromWorkbook(document, losses) : fromYaml(document)
      diagnostics.push(...read.diagnostics)
      if (read.library === undefined) continue
      const made = readLibrary(read.library, { file: document.file, losses, diagnostics, place: read.place })
      sets.push(...made.sets)
      mappings.push(...made.mappings)
      if (made.sets.length + made.mappings.length === 0)
        diagnostics.push(nothingIn(document.file, documents.length > 1))
    }
    around.onProgress(documents.length, documents.length)
    return {
      ...(sets.length + mappings.length === 0 ? {} : { value: { sets, mappings } }),
      diagnostics,
      losses: losses.list(),
    }
  },
}

/** Among many libraries, one of matrices or metrics is no mistake. */
function nothingIn(file: string, isOneOfMany: boolean): Diagnostic {
  const found = diagnoseFramework('formats.framework-nothing', 'the library holds neither a framework nor a mapping', {
    at: { file, line: 1, column: 1, pointer: '/objects' },
  })
  return isOneOfMany ? { ...found, severity: 'note' } : found
}

interface ReadLibrary {
  readonly library?: Written
  readonly diagnostics: readonly Diagnostic[]
  place(pointer: string): {
    readonly file: string
    readonly line: number
    readonly column: number
    readonly pointer: string
  }
}

function fromYaml(document: SourceDocument): ReadLibrary {
  const read = readStructured(document)
  const start = { file: document.file, line: 1, column: 1, pointer: '' }
  if (read.kind === 'refused') return { diagnostics: read.diagnostics, place: () => start }
  const library = asRecord(read.value)
  return {
    ...(library === undefined ? {} : { library }),
    diagnostics: read.diagnostics,
    place: (pointer) => read.place(pointer),
  }
}

async function fromWorkbook(document: SourceDocument, losses: Losses): Promise<ReadLibrary> {
  const place = (pointer: string) => ({ file: document.file, line: 1, column: 1, pointer })
  const tables = await readWorkbook(document)
  if (tables.kind === 'refused') return { diagnostics: tables.diagnostics, place }
  if (!isLibraryWorkbook(tables.sheets))
    return {
      diagnostics: [
        diagnoseFramework('formats.framework-nothing', 'the workbook has no sheet library_meta', { at: place('') }),
      ],
      place,
    }
  const { library, unnamed } = libraryOf(tables.sheets)
  if (unnamed > 0)
    losses.add(
      '/…_content/*/ref_id',
      'rows without an identifier got one by the default rule of the converter; the published library may number them otherwise',
      unnamed,
    )
  return { library, diagnostics: [], place }
}
