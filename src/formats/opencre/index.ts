/**
 * OpenCRE: a hub of common requirements (CREs) that links the sections of many standards. YAML, one file a CRE; or CSV, one row a path.
 *
 * Links say that sections are about the same thing, not how they relate, so nothing is inferred from them: they are read as rows that
 * state no relation, with the word printed, and serve to find what is near. Source: OWASP OpenCRE, its export formats.
 */
import type { Citation } from '#domain/answers/index.ts'
import type { Mapping, MappingRow, Requirement, RequirementSet } from '#domain/requirements/index.ts'
import type { Diagnostic, Place } from '#util/diagnostic.ts'
import { byNaturalText, byText } from '#util/order.ts'
import { asList, asRecord, asText, type Written } from '../as-written.ts'
import { diagnoseFramework } from '../framework-errors.ts'
import { type DecodedFrameworks, type FrameworkFormat, Losses } from '../frameworks.ts'
import { slugOf } from '../set-names.ts'
import { readSeparated, type Sheet } from '../sheets.ts'
import { readStructured } from '../structured.ts'

const HUB = 'opencre'

export const opencre: FrameworkFormat = {
  id: 'opencre',
  name: 'OpenCRE',
  detect(_, start) {
    if (/^doctype: ['"]?CRE['"]?\s*$/m.test(start)) return { format: 'opencre', what: 'OpenCRE requirement, YAML' }
    const head = start.slice(0, start.indexOf('\n') === -1 ? undefined : start.indexOf('\n'))
    return /(?:^|[,;\t"])CRE 0(?:$|[,;\t"\r])/.test(head)
      ? { format: 'opencre', what: 'OpenCRE mapping, CSV' }
      : undefined
  },
  async decode(documents, around) {
    const reader = new HubReader()
    for (const [n, source] of documents.entries()) {
      around.onProgress(n, documents.length)
      const document = await source.read()
      if (/\.(?:csv|tsv|txt)$/i.test(document.file)) {
        const tables = readSeparated(document)
        if (tables.kind === 'refused') reader.diagnostics.push(...tables.diagnostics)
        else reader.readTable(tables.sheets[0] as Sheet, document.file)
        continue
      }
      const read = readStructured(document)
      reader.diagnostics.push(...read.diagnostics)
      if (read.kind === 'structured')
        reader.readRequirement(asRecord(read.value) ?? {}, (pointer) => read.place(pointer))
    }
    around.onProgress(documents.length, documents.length)
    return reader.finish()
  },
}

interface Link {
  readonly from: string
  readonly to: string
  readonly word: string
}

class HubReader {
  readonly diagnostics: Diagnostic[] = []
  readonly #losses = new Losses()
  /** Common requirements by identifier, with their names. */
  readonly #hub = new Map<string, string>()
  readonly #standards = new Map<string, Map<string, { readonly title: string; readonly link: string }>>()
  readonly #hubLinks = new Map<string, Link>()
  readonly #links = new Map<string, Map<string, Link>>()

  readRequirement(requirement: Written, place: (pointer: string) => Place): void {
    const id = asText(requirement.id)
    if (id === undefined) {
      this.diagnostics.push(
        diagnoseFramework('formats.row-skipped', 'a common requirement without an identifier is left out', {
          at: place(''),
        }),
      )
      return
    }
    this.#hub.set(id, asText(requirement.name) ?? this.#hub.get(id) ?? id)
    if (requirement.tags !== undefined) this.#losses.add('/tags', 'tags are not carried over')
    asList(requirement.links).forEach((l, n) => {
      const link = asRecord(l) ?? {}
      const document = asRecord(link.document) ?? {}
      const word = asText(link.ltype)
      if (word === undefined)
        this.diagnostics.push(
          diagnoseFramework('formats.unknown-relation', 'a link without a type, read as "Linked To"', {
            at: place(`/links/${n}`),
          }),
        )
      if (document.doctype === 'CRE') {
        const other = asText(document.id)
        if (other === undefined)
          this.diagnostics.push(
            diagnoseFramework(
              'formats.row-skipped',
              `a link to the common requirement "${asText(document.name) ?? ''}" without its identifier`,
              { at: place(`/links/${n}/document`) },
            ),
          )
        else this.#linkHub(id, other, asText(document.name), word ?? 'Linked To')
      } else {
        const name = asText(document.name)
        const section = this.#section(name, document)
        if (name === undefined || section === undefined)
          this.diagnostics.push(
            diagnoseFramework('formats.row-skipped', 'a link to no section of any standard', {
              at: place(`/links/${n}/document`),
            }),
          )
        else this.#linkStandard(name, section, id, word ?? 'Linked To')
      }
    })
  }

  #section(standard: string | undefined, document: Written): string | undefined {
    if (standard === undefined) return undefined
    const id = textOf(document.sectionID) ?? textOf(document.section_id)
    const title = textOf(document.section) ?? textOf(document.subsection)
    const key = id ?? title
    if (key === undefined) return undefined
    const sections =
      this.#standards.get(standard) ?? new Map<string, { readonly title: string; readonly link: string }>()
    if (!sections.has(key)) sections.set(key, { title: title ?? key, link: asText(document.hyperlink) ?? '' })
    this.#standards.set(standard, sections)
    return key
  }

  #linkHub(a: string, b: string, name: string | undefined, word: string): void {
    if (name !== undefined && !this.#hub.has(b)) this.#hub.set(b, name)
    const back = this.#hubLinks.get(`${b} ${a}`)
    if (back === undefined) this.#hubLinks.set(`${a} ${b}`, { from: a, to: b, word })
    // Both sides print "Contains" of each other: then nobody can tell which is the larger.
    else if (back.word === word && word === 'Contains') {
      this.#hubLinks.set(`${b} ${a}`, { ...back, word: 'Contains or is contained' })
      this.#losses.add('/links/*/ltype', 'both sides say "Contains" of each other: which contains which cannot be told')
    }
  }

  #linkStandard(standard: string, section: string, hub: string, word: string): void {
    const links = this.#links.get(standard) ?? new Map<string, Link>()
    const key = `${hub} ${section}`
    if (!links.has(key)) links.set(key, { from: hub, to: section, word })
    this.#links.set(standard, links)
  }

  /** Columns `CRE 0`, `CRE 1` … hold `id|name` down the hierarchy; `NAME|id`, `NAME|name`, `NAME|hyperlink` a section linked to the last. */
  readTable(sheet: Sheet, file: string): void {
    const head = sheet.rows[0] ?? []
    const hubColumns = head
      .flatMap((h, i) => (/^CRE \d+$/.test(h.trim()) ? [{ i, n: Number(h.trim().slice(4)) }] : []))
      .sort((a, b) => a.n - b.n)
    const standards = [...new Set(head.flatMap((h) => (h.includes('|') ? [h.slice(0, h.lastIndexOf('|'))] : [])))]
    if (hubColumns.length === 0) {
      this.diagnostics.push(
        diagnoseFramework('formats.csv-header', 'no column "CRE 0"', { at: { file, line: 1, column: 1, pointer: '' } }),
      )
      return
    }
    sheet.rows.slice(1).forEach((row, r) => {
      let parent: string | undefined
      for (const { i } of hubColumns) {
        const cell = (row[i] ?? '').trim()
        if (cell === '') continue
        const bar = cell.indexOf('|')
        const id = bar === -1 ? cell : cell.slice(0, bar)
        this.#hub.set(id, bar === -1 ? (this.#hub.get(id) ?? id) : cell.slice(bar + 1))
        if (parent !== undefined) this.#linkHub(parent, id, undefined, 'Contains')
        parent = id
      }
      for (const standard of standards) {
        const cell = (what: string) => (row[head.indexOf(`${standard}|${what}`)] ?? '').trim()
        const document = {
          ...(cell('id') === '' ? {} : { sectionID: cell('id') }),
          section: cell('name') === '' ? cell('section') : cell('name'),
          hyperlink: cell('hyperlink'),
        }
        const section = this.#section(standard, document)
        if (section === undefined) continue
        if (parent === undefined)
          this.diagnostics.push(
            diagnoseFramework('formats.row-skipped', `"${section}" is linked to no common requirement`, {
              at: { file, line: sheet.lines[r + 1] ?? r + 2, column: 1, pointer: '' },
            }),
          )
        else this.#linkStandard(standard, section, parent, 'Linked To')
      }
    })
  }

  finish(): DecodedFrameworks {
    if (this.#hub.size === 0) return { diagnostics: this.diagnostics, losses: this.#losses.list() }
    const hub: RequirementSet = {
      id: HUB,
      name: 'OpenCRE',
      edition: '',
      publisher: 'OWASP',
      licence: 'CC0-1.0',
      isHub: true,
      requirements: [...this.#hub]
        .sort((a, b) => byText(a[0], b[0]))
        .map(([id, name]) => requirementOf(id, name, id, id)),
    }
    const names = [...this.#standards.keys()].sort(byText)
    const sets = names.map(
      (name): RequirementSet => ({
        id: slugOf(name),
        name,
        edition: '',
        isPartial: true,
        requirements: [...(this.#standards.get(name) as Map<string, { readonly title: string; readonly link: string }>)]
          .sort((a, b) => byNaturalText(a[0], b[0]))
          .map(([id, { title, link }]) => requirementOf(id, title, link === '' ? id : link)),
      }),
    )
    const own = [...this.#hubLinks.values()].sort((a, b) => byText(a.from, b.from) || byText(a.to, b.to))
    const mappings = [
      ...(own.length === 0 ? [] : [mappingOf(HUB, own)]),
      ...names
        .map((name) =>
          mappingOf(
            slugOf(name),
            [...(this.#links.get(name)?.values() ?? [])].sort(
              (a, b) => byText(a.from, b.from) || byNaturalText(a.to, b.to),
            ),
          ),
        )
        .filter((m) => m.rows.length > 0),
    ]
    return { value: { sets: [hub, ...sets], mappings }, diagnostics: this.diagnostics, losses: this.#losses.list() }
  }
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : asText(value)?.trim()
  return text === undefined || text === '' ? undefined : text
}

function cite(at: string): Citation {
  return { source: HUB, at, standing: 'unchecked' }
}

/** Identifiers are shown as printed; a hash would end a key, so it is written out. */
function requirementOf(id: string, title: string, at: string, stableId?: string): Requirement {
  return {
    id,
    title,
    says: '',
    isHeading: false,
    applies: 'always',
    substitutable: true,
    citation: cite(at),
    ...(stableId === undefined ? {} : { stableId }),
  }
}

function mappingOf(to: string, links: readonly Link[]): Mapping {
  const rows = links.map(
    (l): MappingRow => ({
      from: [l.from],
      to: [l.to],
      relation: 'linked',
      rationale: 'unstated',
      because: '',
      printed: l.word,
      citation: cite(l.from),
    }),
  )
  return {
    id: `${HUB}__${to}`,
    from: { set: HUB, edition: '' },
    to: { set: to, edition: '' },
    author: 'OWASP OpenCRE',
    rows,
  }
}
