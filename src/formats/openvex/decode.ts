/** From OpenVEX as written to an advisory as understood; checks what the specification demands on the way. */
import type {
  Advisory,
  Affected,
  Component,
  ComponentIndex,
  Hash,
  Identifier,
  Vulnerability,
} from '#domain/composition/bill-of-materials.ts'
import { asList, asNumber, asRecord, asText, asTexts, given, noItems, type Written } from '../as-written.ts'
import { newLosses } from '../bill-builder.ts'
import type { Problems } from '../problems.ts'
import { isDateTime } from '../schema-formats.ts'
import { justifications, statuses } from './versions.ts'

const noField = 'the model of an advisory has no field for it'

export interface OpenVexDecoder {
  readHead(head: Written): void
  readStatement(written: unknown, index: number): void
  finish(): Advisory
}

export function newOpenVexDecoder(version: string, problems: Problems): OpenVexDecoder {
  const losses = newLosses()
  const products: Component[] = []
  const indexOf = new Map<string, ComponentIndex>()
  const vulnerabilities: Vulnerability[] = []
  let header: Pick<Advisory, 'id' | 'publisher' | 'edition' | 'published' | 'updated'> = { id: '' }
  let timestamp: string | undefined

  function report(pointer: string, message: string, hint?: string): void {
    problems.add({ code: 'formats.schema', message, pointer, ...(hint === undefined ? {} : { hint }) })
  }

  function checkTime(record: Written, key: string, pointer: string): void {
    const text = asText(record[key])
    if (text !== undefined && !isDateTime(text)) report(`${pointer}/${key}`, `"${text}" is no date and time`)
  }

  /** A product or a part of one; the same identifier is the same product. */
  function productOf(
    written: unknown,
    pointer: string,
    parent: ComponentIndex | undefined,
  ): ComponentIndex | undefined {
    const record = typeof written === 'string' ? { '@id': written } : (asRecord(written) ?? {})
    const identified = asRecord(record['identifiers']) ?? {}
    const purlGiven = asText(identified['purl'])
    const cpeGiven = asText(identified['cpe23']) ?? asText(identified['cpe22'])
    const id = asText(record['@id']) ?? purlGiven ?? cpeGiven
    if (id === undefined) {
      report(pointer, 'a product needs an identifier')
      return undefined
    }
    const key = parent === undefined ? id : `${parent} ${id}`
    const known = indexOf.get(key)
    if (known !== undefined) return known
    const purl = purlGiven ?? (id.startsWith('pkg:') ? id : undefined)
    const cpe = cpeGiven ?? (id.startsWith('cpe:') ? id : undefined)
    const identifiers = Object.entries(identified).flatMap(([kind, value]): Identifier[] =>
      typeof value === 'string' && value !== purl && value !== cpe
        ? [{ kind: kind.startsWith('cpe') ? 'cpe' : kind, value }]
        : [],
    )
    const hashes = Object.entries(asRecord(record['hashes']) ?? {}).flatMap(([algorithm, value]): Hash[] =>
      typeof value === 'string' ? [{ algorithm: algorithm.toUpperCase(), value }] : [],
    )
    const index = products.length
    indexOf.set(key, index)
    products.push(
      given({
        ref: id,
        parent,
        type: 'unstated',
        name: id,
        purl,
        cpe,
        identifiers: identifiers.length === 0 ? noItems<Identifier>() : identifiers,
        licences: noItems<never>(),
        hashes,
        externalReferences: noItems<never>(),
        properties: noItems<never>(),
        graphKnown: false,
      } as const),
    )
    for (const field in record) if (!productFields.has(field)) losses.add(`/statements/*/products/*/${field}`, noField)
    return index
  }

  return {
    readHead(head) {
      for (const key of ['@id', 'author', 'timestamp', 'version']) if (!(key in head)) report('', `"${key}" is missing`)
      if (!('statements' in head)) report('', '"statements" is missing')
      checkTime(head, 'timestamp', '')
      checkTime(head, 'last_updated', '')
      const revision = asNumber(head['version']) ?? asText(head['version'])
      timestamp = asText(head['timestamp'])
      header = given({
        id: asText(head['@id']) ?? '',
        publisher: asText(head['author']),
        edition: revision === undefined ? undefined : String(revision),
        published: timestamp,
        updated: asText(head['last_updated']),
      })
      for (const key in head) if (!documentFields.has(key)) losses.add(`/${key}`, noField)
    },
    readStatement(written, index) {
      const pointer = `/statements/${index}`
      const record = asRecord(written)
      if (record === undefined) return report(pointer, 'an object was expected')
      const named = asRecord(record['vulnerability'])
      const id = asText(record['vulnerability']) ?? asText(named?.['name']) ?? asText(named?.['@id'])
      if (id === undefined) report(pointer, '"vulnerability" is missing')
      const word = asText(record['status'])
      const status = word === undefined ? undefined : statuses.get(word)
      if (word === undefined) report(pointer, '"status" is missing')
      else if (status === undefined)
        report(`${pointer}/status`, `"${word}" is no status`, `Known: ${[...statuses.keys()].join(', ')}.`)
      const justification = asText(record['justification'])
      if (justification !== undefined && !justifications.has(justification))
        report(
          `${pointer}/justification`,
          `"${justification}" is no justification`,
          `Known: ${[...justifications].join(', ')}.`,
        )
      const impact = asText(record['impact_statement'])
      const action = asText(record['action_statement'])
      if (status === 'not-affected' && justification === undefined && impact === undefined)
        report(pointer, 'a product that is not affected needs a "justification" or an "impact_statement"')
      if (status === 'affected' && action === undefined)
        report(pointer, 'an affected product needs an "action_statement"')
      checkTime(record, 'timestamp', pointer)
      checkTime(record, 'last_updated', pointer)

      const notes = asText(record['status_notes'])
      const affects: Affected[] = []
      const listed = asList(record['products'])
      if (listed.length === 0) report(pointer, '"products" is missing')
      listed.forEach((product, i) => {
        const at = `${pointer}/products/${i}`
        const whole = productOf(product, at, undefined)
        const parts = asList(asRecord(product)?.['subcomponents'])
        const targets =
          whole !== undefined && parts.length > 0
            ? parts.map((part, k) => productOf(part, `${at}/subcomponents/${k}`, whole))
            : [whole]
        for (const component of targets) {
          if (component === undefined) continue
          const ref = products[component]?.ref ?? ''
          affects.push({ ref, component, status: status ?? 'unstated', versions: noItems() })
        }
      })
      if (impact !== undefined && notes !== undefined)
        losses.add('/statements/*/status_notes', 'the impact statement is carried instead')
      for (const key in record) if (!statementFields.has(key)) losses.add(`/statements/*/${key}`, noField)
      vulnerabilities.push(
        given({
          id,
          aliases: asTexts(named?.['aliases']).map((alias) => ({ id: alias })),
          description: asText(named?.['description']),
          recommendation: action,
          weaknesses: noItems<never>(),
          ratings: noItems<never>(),
          analysis: given({
            state: word,
            justification,
            responses: noItems<string>(),
            detail: impact ?? notes,
            // A statement without a time of its own has that of the document.
            firstIssued: asText(record['timestamp']) ?? timestamp,
            lastUpdated: asText(record['last_updated']),
          }),
          affects,
        }),
      )
    },
    finish: () => ({ format: 'openvex', version, ...header, products, vulnerabilities, losses: losses.sorted() }),
  }
}

const documentFields = new Set(['@context', '@id', 'author', 'timestamp', 'last_updated', 'version', 'statements'])
const productFields = new Set(['@id', 'identifiers', 'hashes', 'subcomponents'])
const statementFields = new Set([
  'vulnerability',
  'status',
  'justification',
  'impact_statement',
  'action_statement',
  'status_notes',
  'products',
  'timestamp',
  'last_updated',
])
