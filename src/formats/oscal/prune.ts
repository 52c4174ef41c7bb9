/** What nothing refers to is left out of a resolved catalogue: loose parameters and resources, unless marked to be kept. */
import { asList, asRecord, asText, type Written } from '../as-written.ts'
import { isKept, type Mutable } from './kept.ts'

/** `named` are parameters that the profile itself sets. */
export function prune(catalog: Mutable, named: ReadonlySet<string>): void {
  pruneParams(catalog, named)
  pruneResources(catalog)
}

function pruneParams(catalog: Mutable, named: ReadonlySet<string>): void {
  const params = asList(catalog.params) as readonly Written[]
  if (params.length === 0) return
  const { params: _, 'back-matter': _b, ...rest } = catalog
  const referred = insertedIn(rest)
  const kept = new Set(
    params.filter((p) => isKept(p) || named.has(asText(p.id) ?? '') || referred.has(asText(p.id) ?? '')),
  )
  // A parameter may insert others.
  for (let changed = true; changed; ) {
    changed = false
    const inside = insertedIn([...kept])
    for (const p of params) {
      if (kept.has(p) || !inside.has(asText(p.id) ?? '')) continue
      kept.add(p)
      changed = true
    }
  }
  const list = params.filter((p) => kept.has(p))
  if (list.length === 0) delete catalog.params
  else catalog.params = list
}

function pruneResources(catalog: Mutable): void {
  const resources = asList(asRecord(catalog['back-matter'])?.resources) as readonly Written[]
  if (resources.length === 0) return
  const { 'back-matter': _, ...rest } = catalog
  const referred = fragmentsIn(rest)
  const kept = new Set(resources.filter((r) => isKept(r) || referred.has(asText(r.uuid) ?? '')))
  for (let changed = true; changed; ) {
    changed = false
    const inside = fragmentsIn([...kept])
    for (const r of resources) {
      if (kept.has(r) || !inside.has(asText(r.uuid) ?? '')) continue
      kept.add(r)
      changed = true
    }
  }
  const list = resources.filter((r) => kept.has(r))
  if (list.length === 0) delete catalog['back-matter']
  else catalog['back-matter'] = { resources: list }
}

/** Identifiers that texts insert: `{{ insert: param, ID }}`. */
function insertedIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>()
  eachText(value, (text) => {
    for (const [, id] of text.matchAll(/\{\{\s*(?:insert:\s*param,|param:)?\s*([^\s{},]+)\s*\}\}/g))
      found.add(id as string)
  })
  return found
}

/** What stands behind a hash in any text. */
function fragmentsIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>()
  eachText(value, (text) => {
    for (const [, id] of text.matchAll(/#([\w.-]+)/g)) found.add(id as string)
  })
  return found
}

function eachText(value: unknown, visit: (text: string) => void): void {
  const stack: unknown[] = [value]
  while (stack.length > 0) {
    const v = stack.pop()
    if (typeof v === 'string') visit(v)
    else if (Array.isArray(v)) stack.push(...(v as readonly unknown[]))
    else if (typeof v === 'object' && v !== null) stack.push(...Object.values(v))
  }
}
