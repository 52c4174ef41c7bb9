/**
 * NIST Cybersecurity and Privacy Reference Tool (CPRT), JSON: documents, their elements, and relationships between them.
 *
 * "projection" is the hierarchy inside a document; every other type of relationship carries no set relation, so it is read as a link.
 * Source: NIST, CPRT JSON schema.
 */
import type { Citation } from '#domain/answers/index.ts'
import type { Mapping, MappingRow, Requirement, RequirementSet } from '#domain/requirements/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { byText } from '#util/order.ts'
import { asList, asRecord, asText, type Written } from '../as-written.ts'
import { diagnoseFramework } from '../framework-errors.ts'
import { type FrameworkFormat, Losses } from '../frameworks.ts'
import { slugOf } from '../set-names.ts'
import { readJson, type Structured } from '../structured.ts'

/** The type of relationship that is the hierarchy of a document. */
const HIERARCHY = 'projection'

export const cprt: FrameworkFormat = {
  id: 'cprt',
  name: 'NIST CPRT',
  detect(_, start) {
    return /^\s*\{/.test(start) && /"(?:doc_identifier|element_identifier|relationship_identifier)"\s*:/.test(start)
      ? { format: 'cprt', what: 'NIST CPRT export, JSON' }
      : undefined
  },
  async decode(documents, around) {
    const sets: RequirementSet[] = []
    const mappings: Mapping[] = []
    const diagnostics: Diagnostic[] = []
    const losses = new Losses()
    for (const [n, source] of documents.entries()) {
      around.onProgress(n, documents.length)
      const read = readJson(await source.read())
      diagnostics.push(...read.diagnostics)
      if (read.kind === 'refused') continue
      const made = readExport(read, diagnostics, losses)
      sets.push(...made.sets)
      mappings.push(...made.mappings)
    }
    around.onProgress(documents.length, documents.length)
    return { ...(sets.length === 0 ? {} : { value: { sets, mappings } }), diagnostics, losses: losses.list() }
  },
}

interface Element {
  readonly id: string
  readonly document: string
  readonly title: string
  readonly text: string
}

function readExport(
  read: Structured,
  diagnostics: Diagnostic[],
  losses: Losses,
): { readonly sets: readonly RequirementSet[]; readonly mappings: readonly Mapping[] } {
  const { root, base } = rootOf(read.value)
  const elements = new Map<string, Element>()
  asList(root.elements).forEach((e, n) => {
    const record = asRecord(e) ?? {}
    const id = asText(record.element_identifier)
    const document = asText(record.doc_identifier)
    if (id === undefined || document === undefined) {
      diagnostics.push(
        diagnoseFramework(
          'formats.framework-missing-field',
          `element ${n + 1} has no identifier, or names no document`,
          { at: read.place(`${base}/elements/${n}`) },
        ),
      )
      return
    }
    if (record.element_type !== undefined)
      losses.add('/elements/*/element_type', 'types of elements are not carried over')
    const key = `${document}\u0000${id}`
    if (elements.has(key))
      diagnostics.push(
        diagnoseFramework('formats.framework-duplicate-id', `the element ${id} of ${document} stands twice`, {
          at: read.place(`${base}/elements/${n}`),
        }),
      )
    else
      elements.set(key, {
        id,
        document,
        title: asText(record.title) ?? '',
        text: asText(record.text) ?? '',
      })
  })
  const parents = new Map<string, string>()
  const hasChildren = new Set<string>()
  const links = new Map<string, MappingRow[]>()
  asList(root.relationships).forEach((r, n) => {
    const record = asRecord(r) ?? {}
    const from = { id: asText(record.source_element_identifier), document: asText(record.source_doc_identifier) }
    const to = { id: asText(record.dest_element_identifier), document: asText(record.dest_doc_identifier) }
    const word = asText(record.relationship_identifier) ?? ''
    if (from.id === undefined || to.id === undefined || from.document === undefined || to.document === undefined) {
      diagnostics.push(
        diagnoseFramework('formats.row-skipped', `relationship ${n + 1} lacks an end`, {
          at: read.place(`${base}/relationships/${n}`),
        }),
      )
      return
    }
    if (word === HIERARCHY && from.document === to.document) {
      parents.set(`${to.document}\u0000${to.id}`, from.id)
      hasChildren.add(`${from.document}\u0000${from.id}`)
      return
    }
    losses.add(
      '/relationships/*/relationship_identifier',
      'relationships without a set relation: kept as links, from which nothing follows',
    )
    const pair = `${from.document}\u0000${to.document}`
    const provenance = asText(record.provenance_doc_identifier) ?? from.document
    links.set(pair, [
      ...(links.get(pair) ?? []),
      {
        from: [from.id],
        to: [to.id],
        relation: 'linked',
        rationale: 'unstated',
        because: '',
        printed: word,
        citation: cite(provenance, `relationship ${n + 1}`),
      },
    ])
  })
  const documents = asList(root.documents).map((d) => asRecord(d) ?? {})
  const sets = documents.flatMap((d): readonly RequirementSet[] => {
    const id = asText(d.doc_identifier)
    if (id === undefined) return []
    const own = [...elements.values()].filter((e) => e.document === id)
    if (own.length === 0) return []
    const ids = new Set(own.map((e) => e.id))
    return [
      {
        id: slugOf(id),
        name: asText(d.name) ?? id,
        edition: asText(d.version) ?? '',
        publisher: 'NIST',
        licence: 'public domain',
        requirements: own.map((e): Requirement => {
          const parent = parents.get(`${id}\u0000${e.id}`)
          return {
            id: e.id,
            title: e.title === '' ? (e.text === '' ? e.id : firstLine(e.text)) : e.title,
            says: e.text,
            isHeading: hasChildren.has(`${id}\u0000${e.id}`) && e.text === '',
            applies: 'always',
            substitutable: true,
            citation: cite(id, e.id),
            stableId: `${id}:${e.id}`,
            ...(parent === undefined || !ids.has(parent) ? {} : { parent }),
          }
        }),
      },
    ]
  })
  const known = new Set(documents.map((d) => asText(d.doc_identifier)))
  const stray = new Set([...elements.values()].filter((e) => !known.has(e.document)).map((e) => e.document))
  for (const s of [...stray].sort(byText))
    losses.add('/elements/*', `elements of "${s}", which is not among the documents, are left out`)
  const mappings = [...links]
    .sort((a, b) => byText(a[0], b[0]))
    .map(([pair, rows]): Mapping => {
      const [from, to] = pair.split('\u0000') as [string, string]
      return {
        id: `${slugOf(from)}__${slugOf(to)}`,
        from: { set: slugOf(from), edition: '' },
        to: { set: slugOf(to), edition: '' },
        author: 'NIST',
        rows,
      }
    })
  return { sets, mappings }
}

/** The export of the site wraps the same lists twice: `response.elements`. */
function rootOf(value: unknown): { readonly root: Written; readonly base: string } {
  const whole = asRecord(value) ?? {}
  const response = asRecord(asRecord(whole.response)?.elements)
  return response === undefined ? { root: whole, base: '' } : { root: response, base: '/response/elements' }
}

function cite(source: string, at: string): Citation {
  return { source, at, standing: 'unchecked' }
}

function firstLine(text: string): string {
  const line = text.split('\n')[0] as string
  return line.length <= 80 ? line : `${line.slice(0, 77)}…`
}
