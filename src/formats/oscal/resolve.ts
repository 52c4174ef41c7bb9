/**
 * Profile resolution: a profile and what it imports to the catalogue it stands for.
 *
 * Source: NIST, OSCAL profile resolution specification: import (selection), merge (combine, structure), modify (parameters,
 * alterations), back matter, metadata, pruning. Where the specification and NIST's published resolved catalogues leave a choice, we
 * follow the catalogues; README.md lists those choices.
 */
import type { Diagnostic } from '#util/diagnostic.ts'
import { sha256 } from '#util/sha256.ts'
import { asList, asRecord, asText, type Written } from '../as-written.ts'
import { canonical } from '../distinct.ts'
import { diagnoseFramework } from '../framework-errors.ts'
import type { Surroundings } from '../frameworks.ts'
import { type OscalDocument, readOscal } from './document.ts'
import { fetchImport } from './fetch-import.ts'
import { modify } from './modify.ts'
import { isKept, type Mutable } from './kept.ts'
import { prune } from './prune.ts'
import { selectControls, type Selection } from './select.ts'

export interface Resolved {
  /** Absent where an import is missing or wrong: a catalogue without what it imports would pass for whole. */
  readonly catalog?: Written
  readonly diagnostics: readonly Diagnostic[]
  /** Every document read, for print. */
  readonly files: readonly string[]
}

export async function resolveProfile(
  profile: OscalDocument,
  around: Surroundings,
  importedBy: readonly string[] = [],
): Promise<Resolved> {
  const diagnostics: Diagnostic[] = []
  const files: string[] = [profile.file]
  const selections: Selection[] = []
  const imported: Written[] = []
  const chain = [...importedBy, identity(profile)]
  for (const [n, entry] of asList(profile.value.imports).entries()) {
    const record = asRecord(entry)
    const href = asText(record?.href)
    const pointer = `/imports/${n}`
    if (record === undefined || href === undefined) {
      diagnostics.push(
        diagnoseFramework('formats.framework-missing-field', 'an import without an address', {
          at: profile.place(pointer),
        }),
      )
      continue
    }
    const catalog = await importedCatalog(profile, href, `${pointer}/href`, around, chain, diagnostics, files)
    if (catalog === undefined) continue
    imported.push(catalog)
    selections.push(
      selectControls(catalog, record, (id, where) =>
        diagnostics.push(
          diagnoseFramework('formats.oscal-unknown-control', `"${id}" is no control of ${href}`, {
            at: profile.place(`${pointer}/${where}`),
          }),
        ),
      ),
    )
  }
  if (diagnostics.some((d) => d.severity === 'error')) return { diagnostics, files }
  const merge = asRecord(profile.value.merge) ?? {}
  const combined = combine(selections, merge, (id) =>
    diagnostics.push(
      diagnoseFramework('formats.oscal-clash', `the control "${id}" comes from two imports`, {
        at: profile.place('/merge'),
      }),
    ),
  )
  const catalog = structure(combined, merge, (id) =>
    diagnostics.push(
      diagnoseFramework('formats.oscal-unknown-control', `"${id}" selects no included control`, {
        at: profile.place('/merge/custom'),
      }),
    ),
  )
  modify(catalog, asRecord(profile.value.modify) ?? {}, (what, pointer) =>
    diagnostics.push(
      diagnoseFramework('formats.oscal-unknown-control', what, { at: profile.place(`/modify${pointer}`) }),
    ),
  )
  backMatter(catalog, imported, profile.value)
  prune(
    catalog,
    new Set(
      asList(asRecord(profile.value.modify)?.['set-parameters']).flatMap(
        (p) => asText(asRecord(p)?.['param-id']) ?? [],
      ),
    ),
  )
  return {
    catalog: {
      uuid: uuidFrom(`${canonical(profile.value)}${canonical(catalog)}`),
      metadata: metadataOf(profile, imported),
      ...catalog,
    },
    diagnostics,
    files,
  }
}

/** Documents are told apart by their own identifier, not by the name under which they are reached. */
function identity(document: OscalDocument): string {
  return asText(document.value.uuid) ?? document.file
}

async function importedCatalog(
  profile: OscalDocument,
  href: string,
  pointer: string,
  around: Surroundings,
  chain: readonly string[],
  diagnostics: Diagnostic[],
  files: string[],
): Promise<Written | undefined> {
  const fetched = await fetchImport(profile, href, pointer, around)
  diagnostics.push(...fetched.diagnostics)
  if (fetched.document === undefined) return undefined
  const read = readOscal(fetched.document)
  if (read.kind === 'refused') {
    diagnostics.push({
      ...diagnoseFramework('formats.oscal-import-unsuitable', `what "${href}" leads to cannot be read`, {
        at: profile.place(pointer),
      }),
      because: read.diagnostics,
    })
    return undefined
  }
  const { document } = read
  if (document.root === 'catalog') {
    files.push(document.file)
    return document.value
  }
  if (document.root !== 'profile') {
    diagnostics.push(
      diagnoseFramework('formats.oscal-import-unsuitable', `"${href}" is a ${document.root}`, {
        at: profile.place(pointer),
      }),
    )
    return undefined
  }
  if (chain.includes(identity(document))) {
    diagnostics.push(
      diagnoseFramework('formats.oscal-import-circular', `"${href}" imports this profile again`, {
        at: profile.place(pointer),
      }),
    )
    return undefined
  }
  const resolved = await resolveProfile(document, around, chain)
  diagnostics.push(...resolved.diagnostics)
  files.push(...resolved.files)
  return resolved.catalog
}

// ---- merge --------------------------------------------------------------------------------------------------------------------

interface Combined {
  readonly selections: readonly Selection[]
  /** Controls that appear, by identity; later ones of the same identifier may have been dropped. */
  readonly kept: ReadonlySet<Written>
  /** Contents that replace a control's own, where two were merged. */
  readonly replaced: ReadonlyMap<Written, Written>
}

function combine(selections: readonly Selection[], merge: Written, clash: (id: string) => void): Combined {
  const method = asText(asRecord(merge.combine)?.method)
  const kept = new Set<Written>()
  const replaced = new Map<Written, Written>()
  const first = new Map<string, Written>()
  for (const selection of selections) {
    for (const control of selection.controls) {
      const id = asText(control.id) ?? ''
      const before = first.get(id)
      if (before === undefined || method === undefined || method === 'keep') {
        if (before !== undefined) clash(id)
        else first.set(id, control)
        kept.add(control)
      } else if (method === 'merge') replaced.set(before, mergeContents(replaced.get(before) ?? before, control))
    }
  }
  return { selections, kept, replaced }
}

/** What both have, once; deprecated in the specification, still met in profiles. */
function mergeContents(a: Written, b: Written): Written {
  const out: Mutable = { ...a }
  for (const [key, value] of Object.entries(b)) {
    if (key === 'controls') continue
    if (out[key] === undefined) out[key] = value
    else if (Array.isArray(out[key]) && Array.isArray(value)) {
      const there = new Set((out[key] as readonly unknown[]).map(canonical))
      out[key] = [...(out[key] as readonly unknown[]), ...value.filter((v) => !there.has(canonical(v)))]
    }
  }
  return out
}

function structure(combined: Combined, merge: Written, nothing: (id: string) => void): Mutable {
  if (merge['as-is'] === true) return asIs(combined)
  const custom = asRecord(merge.custom)
  if (custom !== undefined) return customised(combined, custom, nothing)
  return flat(combined)
}

/** A deep copy without the controls inside, so that later steps may change it. */
function copyOf(combined: Combined, control: Written): Mutable {
  const { controls: _, ...own } = combined.replaced.get(control) ?? control
  return structuredClone<Mutable>(own)
}

function flat(combined: Combined): Mutable {
  const params = combined.selections.flatMap((s) => [...s.looseParams, ...s.groups.flatMap((g) => asList(g.params))])
  const controls = combined.selections.flatMap((s) =>
    s.controls.filter((c) => combined.kept.has(c)).map((c) => copyOf(combined, c)),
  )
  return present({ params: structuredClone(params), controls })
}

/** The structure of the sources, without what was not included. Groups of one identifier become one. */
function asIs(combined: Combined): Mutable {
  const params: unknown[] = []
  const groups: Mutable[] = []
  const controls: Mutable[] = []
  for (const s of combined.selections) {
    params.push(...structuredClone(s.looseParams))
    for (const group of asList(s.catalog.groups)) addGroup(groups, keptGroup(asRecord(group) as Written))
    controls.push(...keptControls(asList(s.catalog.controls)))
  }
  return present({ params, groups, controls })

  function keptGroup(group: Written): Mutable | undefined {
    const inner: Mutable[] = []
    for (const g of asList(group.groups)) addGroup(inner, keptGroup(asRecord(g) as Written))
    const own = keptControls(asList(group.controls))
    if (inner.length + own.length === 0 && !isKept(group)) return undefined
    const { groups: _g, controls: _c, ...rest } = group
    return present({ ...structuredClone<Mutable>(rest), groups: inner, controls: own })
  }

  /** A control that is not included gives its place to those inside it that are. */
  function keptControls(list: readonly unknown[]): Mutable[] {
    return list.flatMap((c) => {
      const control = asRecord(c) as Written
      const inside = keptControls(asList(control.controls))
      if (!combined.kept.has(control)) return inside
      const copy = copyOf(combined, control)
      return [inside.length === 0 ? copy : { ...copy, controls: inside }]
    })
  }
}

function addGroup(groups: Mutable[], group: Mutable | undefined): void {
  if (group === undefined) return
  const same = group.id === undefined ? undefined : groups.find((g) => g.id === group.id)
  if (same === undefined) {
    groups.push(group)
    return
  }
  for (const key of ['groups', 'controls'] as const) {
    const more = asList(group[key])
    if (more.length > 0) same[key] = [...asList(same[key]), ...more]
  }
}

function customised(combined: Combined, custom: Written, nothing: (id: string) => void): Mutable {
  const included = combined.selections.flatMap((s) => s.controls.filter((c) => combined.kept.has(c)))
  const importedGroups = new Map(
    combined.selections.flatMap((s) =>
      s.groups.flatMap((g) => (asText(g.id) === undefined ? [] : [[g.id as string, g] as const])),
    ),
  )
  const loose = combined.selections.flatMap((s) => [...s.looseParams, ...s.groups.flatMap((g) => asList(g.params))])
  return present({ params: structuredClone(loose), groups: groupsOf(custom), controls: insertedBy(custom) })

  function groupsOf(holder: Written): readonly Mutable[] {
    return asList(holder.groups).map((g) => {
      const { groups: _g, 'insert-controls': _i, ...own } = asRecord(g) as Written
      const source = importedGroups.get(asText(own.id) ?? '')
      const base: Mutable = {}
      for (const key of ['title', 'params', 'props', 'links', 'parts'])
        if (source?.[key] !== undefined) base[key] = structuredClone(source[key])
      return present({
        ...base,
        ...structuredClone<Mutable>(own),
        groups: groupsOf(asRecord(g) as Written),
        controls: insertedBy(asRecord(g) as Written),
      })
    })
  }

  function insertedBy(holder: Written): readonly Mutable[] {
    return asList(holder['insert-controls']).flatMap((i) => {
      const insert = asRecord(i) as Written
      const picked = selectControls(
        { controls: included.map((c) => ({ ...c, controls: undefined })) },
        {
          'include-all': insert['include-all'],
          'include-controls': insert['include-controls'],
          'exclude-controls': insert['exclude-controls'],
        },
        nothing,
      )
      const ids = picked.controls.map((c) => asText(c.id) ?? '')
      const list = [...new Set(ids)].flatMap((id) => included.filter((c) => c.id === id))
      if (insert.order === 'ascending') list.sort((a, b) => compareIds(a, b))
      else if (insert.order === 'descending') list.sort((a, b) => compareIds(b, a))
      return list.map((c) => copyOf(combined, c))
    })
  }
}

/** Alphanumeric: runs of digits compare as numbers. */
function compareIds(a: Written, b: Written): number {
  const x = (asText(a.id) ?? '').match(/\d+|\D+/g) ?? []
  const y = (asText(b.id) ?? '').match(/\d+|\D+/g) ?? []
  for (let i = 0; i < Math.min(x.length, y.length); i += 1) {
    const [p, q] = [x[i] as string, y[i] as string]
    if (p === q) continue
    const order = /^\d/.test(p) && /^\d/.test(q) ? Number(p) - Number(q) : p < q ? -1 : 1
    if (order !== 0) return order
  }
  return x.length - y.length
}

/** Without empty lists, which no OSCAL document may hold. */
export function present(value: Mutable): Mutable {
  for (const [key, inner] of Object.entries(value))
    if (inner === undefined || (Array.isArray(inner) && inner.length === 0)) delete value[key]
  return value
}

// ---- back matter and metadata -------------------------------------------------------------------------------------------------

/** Resources in the order of the imports, the profile's own last; a later one of the same identifier takes the place of an earlier one. */
function backMatter(catalog: Mutable, imported: readonly Written[], profile: Written): void {
  const resources = new Map<string, Written>()
  for (const document of [...imported, profile]) {
    for (const r of asList(asRecord(document['back-matter'])?.resources)) {
      const resource = asRecord(r) as Written
      const uuid = asText(resource.uuid) ?? canonical(resource)
      const before = resources.get(uuid)
      if (before !== undefined && isKept(before) && !isKept(resource)) continue
      resources.delete(uuid)
      resources.set(uuid, resource)
    }
  }
  if (resources.size > 0) catalog['back-matter'] = { resources: structuredClone([...resources.values()]) }
}

/** No clock: the result is as new as the newest of what it was made from. */
function metadataOf(profile: OscalDocument, imported: readonly Written[]): Mutable {
  const own = asRecord(profile.value.metadata) ?? {}
  const all = [own, ...imported.map((c) => asRecord(c.metadata) ?? {})]
  const newest =
    all
      .map((m) => asText(m['last-modified']) ?? '')
      .sort()
      .pop() ?? ''
  const version =
    all
      .map((m) => asText(m['oscal-version']) ?? '')
      .sort((a, b) => compareIds({ id: a }, { id: b }))
      .pop() ?? ''
  const { revisions: _, ...kept } = own
  return present({
    ...structuredClone<Mutable>(kept),
    'last-modified': newest,
    'oscal-version': version,
    props: [
      ...asList(own.props),
      { name: 'resolution-tool', value: 'metascheme' },
      ...(asText(profile.value.uuid) === undefined ? [] : [{ name: 'source-profile-uuid', value: profile.value.uuid }]),
    ],
    links: [...asList(own.links), { href: profile.file.split('/').pop() ?? profile.file, rel: 'source-profile' }],
  })
}

/** The same input, the same identifier. Of version 4, since OSCAL allows 4 and 5 only; its bits come from a hash instead of chance. */
export function uuidFrom(text: string): string {
  const h = sha256(text)
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${'89ab'.charAt(Number.parseInt(h.charAt(16), 16) & 3)}${h.slice(17, 20)}-${h.slice(20, 32)}`
}
