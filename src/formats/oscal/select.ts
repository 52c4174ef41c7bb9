/** Which controls an import includes. Source: OSCAL profile resolution specification, import phase. */
import { asList, asRecord, asText, type Written } from '../as-written.ts'

export interface Selection {
  readonly catalog: Written
  /** Included controls, parents before what is inside them, in the order of the catalogue. */
  readonly controls: readonly Written[]
  /** All groups, outer ones first. */
  readonly groups: readonly Written[]
  /** Parameters that stand in no control and in no group. */
  readonly looseParams: readonly unknown[]
}

/** `unknown` hears of identifiers that name nothing, with the place of the directive. */
export function selectControls(
  catalog: Written,
  directive: Written,
  unknown: (id: string, where: string) => void,
): Selection {
  const all: Written[] = []
  const groups: Written[] = []
  const parents = new Map<Written, Written | undefined>()
  function walk(holder: Written, parent: Written | undefined): void {
    for (const c of asList(holder.controls)) {
      const control = asRecord(c)
      if (control === undefined) continue
      all.push(control)
      parents.set(control, parent)
      walk(control, control)
    }
    for (const g of asList(holder.groups)) {
      const group = asRecord(g)
      if (group === undefined) continue
      groups.push(group)
      walk(group, undefined)
    }
  }
  // Controls directly under a catalogue stand after its groups.
  for (const g of asList(catalog.groups)) {
    const group = asRecord(g)
    if (group !== undefined) {
      groups.push(group)
      walk(group, undefined)
    }
  }
  walk({ controls: catalog.controls }, undefined)
  const byId = new Map<string, Written[]>()
  for (const control of all) {
    const id = asText(control.id) ?? ''
    byId.set(id, [...(byId.get(id) ?? []), control])
  }
  const isAll = directive['include-all'] !== undefined || directive['include-controls'] === undefined
  const included = isAll ? new Set(all) : matched(asList(directive['include-controls']), 'include-controls')
  const excluded = matched(asList(directive['exclude-controls']), 'exclude-controls')
  for (const control of [...included]) {
    if (excluded.has(control)) {
      included.delete(control)
      continue
    }
    for (let up = parents.get(control); up !== undefined; up = parents.get(up)) if (!excluded.has(up)) included.add(up)
  }
  return { catalog, controls: all.filter((c) => included.has(c)), groups, looseParams: asList(catalog.params) }

  function matched(directives: readonly unknown[], where: string): Set<Written> {
    const found = new Set<Written>()
    directives.forEach((d, n) => {
      const record = asRecord(d) ?? {}
      const here: Written[] = []
      for (const id of asList(record['with-ids'])) {
        const controls = byId.get(String(id)) ?? []
        if (controls.length === 0) unknown(String(id), `${where}/${n}`)
        here.push(...controls)
      }
      for (const m of asList(record.matching)) {
        const pattern = asText(asRecord(m)?.pattern)
        if (pattern === undefined) continue
        const controls = all.filter((c) => isGlobMatch(pattern, asText(c.id) ?? ''))
        if (controls.length === 0) unknown(pattern, `${where}/${n}`)
        here.push(...controls)
      }
      for (const control of here) {
        found.add(control)
        if (record['with-child-controls'] === 'yes') for (const inner of descendants(control)) found.add(inner)
      }
    })
    return found
  }
}

function descendants(control: Written): readonly Written[] {
  return asList(control.controls).flatMap((c) => {
    const inner = asRecord(c)
    return inner === undefined ? [] : [inner, ...descendants(inner)]
  })
}

/** `*` for any run of characters, `?` for one. Linear in both for one star, and never worse than their product. */
export function isGlobMatch(pattern: string, text: string): boolean {
  let p = 0
  let t = 0
  let star = -1
  let mark = 0
  while (t < text.length) {
    if (
      p < pattern.length &&
      (pattern.charAt(p) === '?' || (pattern.charAt(p) !== '*' && pattern.charAt(p) === text.charAt(t)))
    ) {
      p += 1
      t += 1
    } else if (p < pattern.length && pattern.charAt(p) === '*') {
      star = p
      mark = t
      p += 1
    } else if (star !== -1) {
      p = star + 1
      mark += 1
      t = mark
    } else return false
  }
  while (pattern.charAt(p) === '*') p += 1
  return p === pattern.length
}
