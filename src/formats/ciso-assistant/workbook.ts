/**
 * The workbook from which a CISO Assistant library is made (second form: `library_meta`, then pairs of `…_meta` and `…_content`), as
 * the library it would give. Rows without an identifier get the one that the publisher's converter gives by default: the urn of the
 * parent and a running number.
 */
import type { Written } from '../as-written.ts'
import type { Sheet } from '../sheets.ts'

export function isLibraryWorkbook(sheets: readonly Sheet[]): boolean {
  return sheets.some((s) => s.name === 'library_meta')
}

export interface WorkbookLibrary {
  readonly library: Written
  /** Rows whose identifier the converter would have to make up. */
  readonly unnamed: number
}

export function libraryOf(sheets: readonly Sheet[]): WorkbookLibrary {
  const meta = new Map(
    sheets.filter((s) => s.name.endsWith('_meta')).map((s) => [s.name.slice(0, -'_meta'.length), pairsOf(s)]),
  )
  const library: Record<string, unknown> = { ...Object.fromEntries(meta.get('library') ?? []) }
  const frameworks: unknown[] = []
  const mappings: unknown[] = []
  const others: Record<string, readonly unknown[]> = {}
  let unnamed = 0
  for (const [name, pairs] of meta) {
    const content = sheets.find((s) => s.name === `${name}_content`)
    const type = pairs.get('type')
    if (content === undefined || type === undefined) continue
    const rows = rowsOf(content)
    if (type === 'framework') {
      const nodes = nodesOf(rows, pairs.get('base_urn') ?? '')
      unnamed += nodes.unnamed
      frameworks.push({ ...Object.fromEntries(pairs), requirement_nodes: nodes.nodes })
    } else if (type === 'requirement_mapping_set') mappings.push(mappingOf(rows, pairs))
    else others[type] = rows
  }
  return {
    library: {
      ...library,
      objects: {
        ...others,
        ...(frameworks.length === 0 ? {} : { frameworks }),
        ...(mappings.length === 0 ? {} : { requirement_mapping_sets: mappings }),
      },
    },
    unnamed,
  }
}

/** Two columns without a head: key and value. */
function pairsOf(sheet: Sheet): ReadonlyMap<string, string> {
  return new Map(
    sheet.rows.flatMap((row) =>
      row[0] === undefined || row[0] === '' || row[1] === undefined || row[1] === ''
        ? []
        : [[row[0].trim(), row[1].trim()] as const],
    ),
  )
}

function rowsOf(sheet: Sheet): readonly Readonly<Record<string, string>>[] {
  const head = (sheet.rows[0] ?? []).map((h) => h.trim().toLowerCase())
  return sheet.rows.slice(1).map((row) => {
    const out: Record<string, string> = {}
    head.forEach((name, i) => {
      const cell = (row[i] ?? '').trim()
      if (name !== '' && cell !== '') out[name] = cell
    })
    return out
  })
}

function nodesOf(
  rows: readonly Readonly<Record<string, string>>[],
  base: string,
): { readonly nodes: readonly unknown[]; readonly unnamed: number } {
  const nodes: unknown[] = []
  /** Urns of the nodes that are open at each depth. */
  const open: string[] = []
  const counts = new Map<string, number>()
  let unnamed = 0
  for (const row of rows) {
    const depth = Math.max(1, Math.floor(Number(row.depth ?? '1')) || 1)
    const parent = open
      .slice(0, depth - 1)
      .filter((u) => u !== undefined)
      .pop()
    const own = row.node_id ?? (row.ref_id === undefined ? undefined : suffixOf(row.ref_id))
    let urn: string
    if (own !== undefined) urn = `${base}:${own}`
    else {
      unnamed += 1
      const under = parent ?? base
      const n = (counts.get(under) ?? 0) + 1
      counts.set(under, n)
      urn =
        parent === undefined && row.name !== undefined
          ? `${base}:${suffixOf(row.name)}`
          : parent === undefined
            ? `${base}:node${n}`
            : `${parent}:${n}`
    }
    open.length = depth - 1
    open[depth - 1] = urn
    const { assessable, node_id: _node, depth: _depth, ...rest } = row
    nodes.push({
      ...rest,
      urn,
      assessable: assessable !== undefined,
      depth,
      ...(parent === undefined ? {} : { parent_urn: parent }),
    })
  }
  return { nodes, unnamed }
}

/** Lower case, without accents; spaces become dashes, other characters underscores. */
export function suffixOf(id: string): string {
  return id
    .normalize('NFKD')
    .replace(/[^\u0000-\u007f]/g, '')
    .toLowerCase()
    .replace(/ /g, '-')
    .replace(/[^a-z0-9_\-.[\]():]/g, '_')
}

function mappingOf(rows: readonly Readonly<Record<string, string>>[], pairs: ReadonlyMap<string, string>): Written {
  const source = pairs.get('source_node_base_urn') ?? ''
  const target = pairs.get('target_node_base_urn') ?? ''
  return {
    ...Object.fromEntries(pairs),
    requirement_mappings: rows.map((row) => ({
      ...(row.source_node_id === undefined
        ? {}
        : { source_requirement_urn: `${source}:${nodeId(row.source_node_id)}` }),
      ...(row.target_node_id === undefined
        ? {}
        : { target_requirement_urn: `${target}:${nodeId(row.target_node_id)}` }),
      relationship: row.relationship ?? '',
      rationale: row.rationale ?? null,
      ...(row.annotation === undefined ? {} : { annotation: row.annotation }),
      strength_of_relationship: row.strength_of_relationship ?? null,
    })),
  }
}

function nodeId(written: string): string {
  return written.toLowerCase().replace(/ /g, '-')
}
