/** Parameters set and controls altered by a profile. Source: OSCAL profile resolution specification, modify phase. */
import { asList, asRecord, asText, type Written } from '../as-written.ts'
import type { Mutable } from './kept.ts'

type Unknown = (what: string, pointer: string) => void

/** Lists of contents of a control by the singular name that `remove` uses. */
const ITEMS = { param: 'params', prop: 'props', link: 'links', part: 'parts' } as const
const LISTS = ['params', 'props', 'links', 'parts'] as const

/** Changes the catalogue in place: it is a copy of nobody's but ours. */
export function modify(catalog: Mutable, directives: Written, unknown: Unknown): void {
  const params = indexOf(catalog, 'params')
  const controls = indexOf(catalog, 'controls')
  asList(directives['set-parameters']).forEach((s, n) => {
    const setting = asRecord(s) ?? {}
    const id = asText(setting['param-id']) ?? ''
    const targets = params.get(id) ?? []
    if (targets.length === 0) unknown(`there is no parameter "${id}" to set`, `/set-parameters/${n}`)
    for (const target of targets) setParameter(target, setting)
  })
  asList(directives.alters).forEach((a, n) => {
    const alter = asRecord(a) ?? {}
    const id = asText(alter['control-id']) ?? ''
    const targets = controls.get(id) ?? []
    if (targets.length === 0) unknown(`there is no control "${id}" to alter`, `/alters/${n}`)
    for (const control of targets) {
      for (const r of asList(alter.removes)) remove(control, asRecord(r) ?? {})
      asList(alter.adds).forEach((add, k) => {
        const wanted = asRecord(add) ?? {}
        if (!addTo(control, wanted))
          unknown(`"${asText(wanted['by-id']) ?? ''}" is nothing inside the control "${id}"`, `/alters/${n}/adds/${k}`)
      })
    }
  })
}

/** Everything under a name anywhere in the catalogue, by identifier. */
function indexOf(catalog: Mutable, name: 'params' | 'controls'): ReadonlyMap<string, readonly Mutable[]> {
  const found = new Map<string, Mutable[]>()
  const stack: Mutable[] = [catalog]
  while (stack.length > 0) {
    const holder = stack.pop() as Mutable
    for (const item of asList(holder[name])) {
      const id = asText(asRecord(item)?.id)
      if (id !== undefined) found.set(id, [...(found.get(id) ?? []), item as Mutable])
    }
    for (const key of ['groups', 'controls', 'parts']) stack.push(...(asList(holder[key]) as readonly Mutable[]))
  }
  return found
}

function setParameter(target: Mutable, setting: Written): void {
  for (const key of ['class', 'depends-on', 'label', 'usage', 'values', 'select'])
    if (setting[key] !== undefined) target[key] = structuredClone(setting[key])
  for (const key of ['constraints', 'guidelines'])
    if (asList(setting[key]).length > 0)
      target[key] = [...asList(target[key]), ...structuredClone(asList(setting[key]))]
  for (const [key, same] of [
    ['props', sameProp],
    ['links', sameLink],
  ] as const) {
    const more = asList(setting[key])
    if (more.length === 0) continue
    target[key] = [
      ...asList(target[key]).filter((old) => !more.some((m) => same(asRecord(old) ?? {}, asRecord(m) ?? {}))),
      ...structuredClone(more),
    ]
  }
}

function sameProp(a: Written, b: Written): boolean {
  return a.uuid !== undefined && b.uuid !== undefined
    ? a.uuid === b.uuid
    : a.name === b.name && (a.ns ?? '') === (b.ns ?? '') && (a.class ?? '') === (b.class ?? '')
}

function sameLink(a: Written, b: Written): boolean {
  return a.href === b.href && a.rel === b.rel
}

const OSCAL_NAMESPACE = 'http://csrc.nist.gov/ns/oscal'

/** Inside the control, not inside the controls in it; an item has to meet every criterion given. */
function remove(control: Mutable, directive: Written): void {
  const item = asText(directive['by-item-name'])
  const criteria: ((record: Written) => boolean)[] = []
  for (const [key, member] of [
    ['by-name', 'name'],
    ['by-class', 'class'],
    ['by-id', 'id'],
  ] as const) {
    const wanted = asText(directive[key])
    if (wanted !== undefined) criteria.push((record) => record[member] === wanted)
  }
  const namespace = asText(directive['by-ns'])
  if (namespace !== undefined) criteria.push((record) => (asText(record.ns) ?? OSCAL_NAMESPACE) === namespace)
  if (criteria.length === 0 && item === undefined) return
  const lists = item === undefined ? LISTS : Object.hasOwn(ITEMS, item) ? [ITEMS[item as keyof typeof ITEMS]] : []
  const stack: Mutable[] = [control]
  while (stack.length > 0) {
    const holder = stack.pop() as Mutable
    for (const key of lists) {
      const list = holder[key]
      if (!Array.isArray(list)) continue
      const kept = list.filter((i) => !criteria.every((c) => c(asRecord(i) ?? {})))
      if (kept.length === 0) delete holder[key]
      else holder[key] = kept
    }
    stack.push(...(asList(holder.parts) as readonly Mutable[]), ...(asList(holder.params) as readonly Mutable[]))
  }
}

/** False where `by-id` names nothing inside. */
function addTo(control: Mutable, add: Written): boolean {
  const position = asText(add.position) ?? 'ending'
  const target = asText(add['by-id'])
  // The specification calls an addition bound to the control itself inoperative; NIST's own example of it is carried out.
  if (target === undefined || target === control.id) {
    insertInside(control, add, position === 'starting' || position === 'before')
    return true
  }
  const found = find(control, target)
  if (found === undefined) return false
  if (position === 'before' || position === 'after') insertBeside(found, add, position)
  else insertInside(found.item, add, position === 'starting')
  return true
}

interface Found {
  readonly holder: Mutable
  readonly list: (typeof LISTS)[number] | 'controls'
  readonly item: Mutable
}

function find(control: Mutable, id: string): Found | undefined {
  const stack: Mutable[] = [control]
  while (stack.length > 0) {
    const holder = stack.pop() as Mutable
    for (const list of [...LISTS, 'controls'] as const) {
      for (const item of asList(holder[list]) as readonly Mutable[]) {
        if (item.id === id) return { holder, list, item }
        stack.push(item)
      }
    }
  }
  return undefined
}

function insertInside(target: Mutable, add: Written, atStart: boolean): void {
  const title = asText(add.title)
  if (title !== undefined) target.title = title
  for (const key of LISTS) {
    const more = structuredClone(asList(add[key]))
    if (more.length > 0) target[key] = atStart ? [...more, ...asList(target[key])] : [...asList(target[key]), ...more]
  }
}

/** What is of the target's kind goes beside it; the rest joins its like in what holds the target. */
function insertBeside(found: Found, add: Written, position: 'before' | 'after'): void {
  for (const key of LISTS) {
    const more = structuredClone(asList(add[key]))
    if (more.length === 0) continue
    const list = [...asList(found.holder[key])]
    if (key === found.list) {
      const at = list.indexOf(found.item)
      list.splice(position === 'before' ? at : at + 1, 0, ...more)
      found.holder[key] = list
    } else found.holder[key] = position === 'before' ? [...more, ...list] : [...list, ...more]
  }
}
