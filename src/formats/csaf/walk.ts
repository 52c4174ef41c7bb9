/** What a CSAF document defines and refers to, each with its JSON Pointer. Tolerant of anything that is not as it should be. */
import { asList, asRecord, asText, type Written } from '../as-written.ts'

export interface Located<Value> {
  readonly value: Value
  readonly pointer: string
}

export interface Csaf {
  readonly root: Written
  readonly document: Written
  readonly tracking: Written
  readonly vulnerabilities: readonly Located<Written>[]
  readonly branches: readonly Located<Written>[]
  readonly relationships: readonly Located<Written>[]
  readonly groups: readonly Located<Written>[]
  /** Full product names: in branches, in the list of the tree, in relationships. */
  readonly products: readonly Located<Written>[]
}

export function records(parent: Written | undefined, key: string, pointer: string): readonly Located<Written>[] {
  return asList(parent?.[key]).flatMap((item, i) => {
    const value = asRecord(item)
    return value === undefined ? [] : [{ value, pointer: `${pointer}/${key}/${i}` }]
  })
}

export function texts(parent: Written | undefined, key: string, pointer: string): readonly Located<string>[] {
  return asList(parent?.[key]).flatMap((item, i) => {
    const value = asText(item)
    return value === undefined ? [] : [{ value, pointer: `${pointer}/${key}/${i}` }]
  })
}

export function walkCsaf(root: Written): Csaf {
  const document = asRecord(root['document']) ?? {}
  const tree = asRecord(root['product_tree'])
  const branches: Located<Written>[] = []
  // The depth of the document is bounded by its reader, so a stack of its own is all this needs.
  const waiting = [...records(tree, 'branches', '/product_tree')].reverse()
  for (let branch = waiting.pop(); branch !== undefined; branch = waiting.pop()) {
    branches.push(branch)
    waiting.push(...[...records(branch.value, 'branches', branch.pointer)].reverse())
  }
  const relationships = records(tree, 'relationships', '/product_tree')
  const products: Located<Written>[] = [...records(tree, 'full_product_names', '/product_tree')]
  for (const { value, pointer } of branches) {
    const product = asRecord(value['product'])
    if (product !== undefined) products.push({ value: product, pointer: `${pointer}/product` })
  }
  for (const { value, pointer } of relationships) {
    const product = asRecord(value['full_product_name'])
    if (product !== undefined) products.push({ value: product, pointer: `${pointer}/full_product_name` })
  }
  return {
    root,
    document,
    tracking: asRecord(document['tracking']) ?? {},
    vulnerabilities: records(root, 'vulnerabilities', ''),
    branches,
    relationships,
    groups: records(tree, 'product_groups', '/product_tree'),
    products,
  }
}

/** The parts of a vulnerability that speak of products, by the keys under which they list them. */
export const partsWithProducts = ['remediations', 'threats', 'flags'] as const

export const statusKeys = [
  'first_affected',
  'first_fixed',
  'fixed',
  'known_affected',
  'known_not_affected',
  'last_affected',
  'recommended',
  'under_investigation',
] as const

/** Every place where a product identifier is used. */
export function productReferences(csaf: Csaf): readonly Located<string>[] {
  const references: Located<string>[] = []
  for (const group of csaf.groups) references.push(...texts(group.value, 'product_ids', group.pointer))
  for (const { value, pointer } of csaf.relationships) {
    for (const key of ['product_reference', 'relates_to_product_reference']) {
      const id = asText(value[key])
      if (id !== undefined) references.push({ value: id, pointer: `${pointer}/${key}` })
    }
  }
  for (const { value, pointer } of csaf.vulnerabilities) {
    const status = asRecord(value['product_status'])
    for (const key of statusKeys) references.push(...texts(status, key, `${pointer}/product_status`))
    for (const score of records(value, 'scores', pointer))
      references.push(...texts(score.value, 'products', score.pointer))
    for (const part of partsWithProducts)
      for (const item of records(value, part, pointer))
        references.push(...texts(item.value, 'product_ids', item.pointer))
  }
  return references
}

export function groupReferences(csaf: Csaf): readonly Located<string>[] {
  return csaf.vulnerabilities.flatMap(({ value, pointer }) =>
    partsWithProducts.flatMap((part) =>
      records(value, part, pointer).flatMap((item) => texts(item.value, 'group_ids', item.pointer)),
    ),
  )
}

/** The products that a part speaks of, directly and by groups. */
export function productsOf(part: Written, members: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [
    ...texts(part, 'product_ids', '').map(({ value }) => value),
    ...texts(part, 'group_ids', '').flatMap(({ value }) => members.get(value) ?? []),
  ]
}

export function groupMembers(csaf: Csaf): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, readonly string[]>()
  for (const { value, pointer } of csaf.groups) {
    const id = asText(value['group_id'])
    if (id !== undefined)
      members.set(
        id,
        texts(value, 'product_ids', pointer).map((it) => it.value),
      )
  }
  return members
}
