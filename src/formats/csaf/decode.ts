/** From a CSAF 2.0 document as written to an advisory as understood. */
import type {
  Advisory,
  Affected,
  Analysis,
  Component,
  ComponentIndex,
  ExploitabilityStatus,
  Hash,
  Identifier,
  Vulnerability,
} from '#domain/composition/bill-of-materials.ts'
import { asList, asRecord, asText, asTexts, given, noItems, readEach, type Written } from '../as-written.ts'
import { newLosses, type DraftComponent } from '../bill-builder.ts'
import { groupMembers, productsOf, records, statusKeys, texts, type Csaf } from './walk.ts'

/** What the product statuses of CSAF come to. Source: csaf-2.0, section 3.2.3.9. */
const statuses: Readonly<Record<(typeof statusKeys)[number], ExploitabilityStatus>> = {
  first_affected: 'affected',
  known_affected: 'affected',
  last_affected: 'affected',
  known_not_affected: 'not-affected',
  first_fixed: 'fixed',
  fixed: 'fixed',
  recommended: 'unstated',
  under_investigation: 'under-investigation',
}

const noField = 'the model of an advisory has no field for it'

export function decodeCsaf(csaf: Csaf, version: string): Advisory {
  const losses = newLosses()
  const { document, tracking } = csaf
  const { products, indexOf } = readProducts(csaf)
  const members = groupMembers(csaf)
  for (const key in document) if (!documentFields.has(key)) losses.add(`/document/${key}`, noField)

  const vulnerabilities = csaf.vulnerabilities.map(({ value, pointer }): Vulnerability => {
    for (const key in value) if (!vulnerabilityFields.has(key)) losses.add(`/vulnerabilities/*/${key}`, noField)
    return readVulnerability(value, pointer)
  })

  function readVulnerability(record: Written, pointer: string): Vulnerability {
    const status = asRecord(record['product_status'])
    const justifications = new Map<string, string>()
    for (const flag of records(record, 'flags', pointer)) {
      const label = asText(flag.value['label'])
      if (label !== undefined) for (const product of productsOf(flag.value, members)) justifications.set(product, label)
    }
    const details = new Map<string, string>()
    for (const threat of records(record, 'threats', pointer)) {
      const text = asText(threat.value['details'])
      if (threat.value['category'] !== 'impact' || text === undefined) {
        losses.add('/vulnerabilities/*/threats/*', 'only threats of the category "impact" are carried')
        continue
      }
      for (const product of productsOf(threat.value, members)) details.set(product, text)
    }
    const responses = new Map<string, string[]>()
    for (const remediation of records(record, 'remediations', pointer)) {
      const category = asText(remediation.value['category'])
      for (const key in remediation.value)
        if (!['category', 'product_ids', 'group_ids'].includes(key))
          losses.add(`/vulnerabilities/*/remediations/*/${key}`, noField)
      if (category === undefined) continue
      for (const product of productsOf(remediation.value, members)) {
        const list = responses.get(product) ?? []
        responses.set(product, list)
        if (!list.includes(category)) list.push(category)
      }
    }
    const affects: Affected[] = []
    for (const state of statusKeys) {
      for (const { value: ref } of texts(status, state, '')) {
        const analysis: Analysis = given({
          state,
          justification: justifications.get(ref),
          responses: responses.get(ref) ?? noItems<string>(),
          detail: details.get(ref),
        })
        affects.push(
          given({ ref, component: indexOf.get(ref), status: statuses[state], analysis, versions: noItems<never>() }),
        )
      }
    }
    const ids = readEach(record['ids'], (it) => {
      const id = asText(it['text'])
      return id === undefined ? undefined : { id, source: given({ name: asText(it['system_name']) }) }
    })
    const cve = asText(record['cve'])
    const [first, ...others] = ids
    const note = readEach(record['notes'], (it) => it).find(
      (it) => it['category'] === 'description' || it['category'] === 'summary',
    )
    if (asList(record['notes']).length > (note === undefined ? 0 : 1))
      losses.add('/vulnerabilities/*/notes/*', 'one description is carried')
    const weakness = /^CWE-([1-9]\d*)$/.exec(asText(asRecord(record['cwe'])?.['id']) ?? '')?.[1]
    return given({
      id: cve ?? first?.id,
      source: cve === undefined ? first?.source : undefined,
      aliases: cve === undefined ? others : ids,
      description: asText(note?.['text']),
      detail: asText(record['title']),
      weaknesses: weakness === undefined ? noItems<number>() : [Number(weakness)],
      ratings: records(record, 'scores', pointer).flatMap(({ value }) =>
        (['cvss_v2', 'cvss_v3'] as const).flatMap((key) => {
          const cvss = asRecord(value[key])
          if (cvss === undefined) return []
          const number = asText(cvss['version']) ?? ''
          const score = cvss['baseScore']
          return [
            given({
              score: typeof score === 'number' ? String(score) : undefined,
              severity: asText(cvss['baseSeverity'])?.toLowerCase(),
              method: { '2.0': 'CVSSv2', '3.0': 'CVSSv3', '3.1': 'CVSSv31' }[number],
              vector: asText(cvss['vectorString']),
            }),
          ]
        }),
      ),
      published: asText(record['release_date']),
      created: asText(record['discovery_date']),
      affects,
    })
  }

  return given({
    format: 'csaf',
    version,
    id: asText(tracking['id']) ?? '',
    title: asText(document['title']),
    category: asText(document['category']),
    publisher: asText(asRecord(document['publisher'])?.['name']),
    state: asText(tracking['status']),
    edition: asText(tracking['version']),
    published: asText(tracking['initial_release_date']),
    updated: asText(tracking['current_release_date']),
    products,
    vulnerabilities,
    losses: losses.sorted(),
  } as const)
}

/** The products, with what the branches above them say of vendor, name and version. */
function readProducts(csaf: Csaf): {
  readonly products: readonly Component[]
  readonly indexOf: ReadonlyMap<string, ComponentIndex>
} {
  const products: DraftComponent[] = []
  const indexOf = new Map<string, ComponentIndex>()
  const byPointer = new Map(csaf.branches.map(({ value, pointer }) => [pointer, value]))
  for (const { value, pointer } of csaf.products) {
    const ref = asText(value['product_id']) ?? `#${pointer}`
    const helper = asRecord(value['product_identification_helper']) ?? {}
    const names = namesAbove(pointer, byPointer)
    const vendor = names.get('vendor')
    const draft: DraftComponent = given({
      ref,
      type: 'unstated',
      name: asText(value['name']) ?? '',
      version: names.get('product_version'),
      supplier:
        vendor === undefined ? undefined : { name: vendor, urls: noItems<string>(), contacts: noItems<never>() },
      purl: asText(helper['purl']),
      cpe: asText(helper['cpe']),
      identifiers: identifiersOf(helper),
      licences: noItems<never>(),
      hashes: records(helper, 'hashes', '').flatMap((file) =>
        readEach(file.value['file_hashes'], (hash): Hash | undefined => {
          const algorithm = asText(hash['algorithm'])
          const digest = asText(hash['value'])
          return algorithm === undefined || digest === undefined
            ? undefined
            : { algorithm: algorithmName(algorithm), value: digest }
        }),
      ),
      externalReferences: asTexts(helper['sbom_urls']).map((url) => ({ type: 'bom', url })),
      properties: noItems<never>(),
      graphKnown: false,
    } as const)
    if (!indexOf.has(ref)) indexOf.set(ref, products.length)
    products.push(draft)
  }
  return { products, indexOf }
}

function namesAbove(pointer: string, branches: ReadonlyMap<string, Written>): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const branch = branches.get(at)
    const category = asText(branch?.['category'])
    const name = asText(branch?.['name'])
    if (category !== undefined && name !== undefined && !names.has(category)) names.set(category, name)
  }
  return names
}

function identifiersOf(helper: Written): readonly Identifier[] {
  const lists = { model_numbers: 'model-number', serial_numbers: 'serial-number', skus: 'sku' }
  return [
    ...Object.entries(lists).flatMap(([key, kind]) => asTexts(helper[key]).map((value) => ({ kind, value }))),
    ...readEach(helper['x_generic_uris'], (it): Identifier | undefined => {
      const value = asText(it['uri'])
      return value === undefined ? undefined : { kind: 'uri', value }
    }),
  ]
}

function algorithmName(algorithm: string): string {
  return /^sha\d{3}$/.test(algorithm)
    ? `SHA-${algorithm.slice(3)}`
    : algorithm === 'sha1'
      ? 'SHA-1'
      : algorithm.toUpperCase()
}

const documentFields = new Set(['category', 'csaf_version', 'title', 'publisher', 'tracking'])
const vulnerabilityFields = new Set([
  'cve',
  'cwe',
  'discovery_date',
  'flags',
  'ids',
  'notes',
  'product_status',
  'release_date',
  'remediations',
  'scores',
  'threats',
  'title',
])
