/**
 * Brings a CycloneDX document in XML into the shape of the JSON one, so that one decoder reads both.
 *
 * The table says for each kind of element what its attributes and children become. What it does not name becomes a member of
 * the same name whose content nobody reads, so that the decoder lists it as a loss.
 */
import type { Written } from '../as-written.ts'
import type { XmlNode } from '../xml-tree.ts'

/** What a child element becomes. */
type Rule =
  /** Its text, a number, or true and false. */
  | { readonly as: 'text' | 'number' | 'boolean' }
  /** A record. */
  | { readonly as: 'record'; readonly shape: ShapeName }
  /** A list under this name: the child is one of its elements. */
  | { readonly as: 'element'; readonly list: string; readonly of: ShapeName | 'text' | 'number' }
  /** A list: the child wraps its elements; under the name of the child, or another. */
  | { readonly as: 'list'; readonly of: ShapeName | 'text' | 'number'; readonly under?: string }
  /** A list of licences, which are told apart by their names. */
  | { readonly as: 'licences' }

interface Shape {
  readonly attributes?: readonly string[]
  readonly numbers?: readonly string[]
  /** The member that the text becomes. */
  readonly text?: string
  readonly children: Readonly<Record<string, Rule>>
}

const text: Rule = { as: 'text' }
const record = (shape: ShapeName): Rule => ({ as: 'record', shape })
const list = (of: ShapeName | 'text' | 'number'): Rule => ({ as: 'list', of })
const element = (name: string, of: ShapeName | 'text' | 'number'): Rule => ({ as: 'element', list: name, of })
const texts = (...names: readonly string[]): Readonly<Record<string, Rule>> =>
  Object.fromEntries(names.map((name) => [name, text]))

const shapes = {
  document: {
    attributes: ['serialNumber'],
    numbers: ['version'],
    children: {
      metadata: record('metadata'),
      components: list('component'),
      services: list('service'),
      dependencies: list('dependency'),
      compositions: list('composition'),
      vulnerabilities: list('vulnerability'),
      annotations: list('unread'),
      formulation: list('unread'),
    },
  },
  metadata: {
    children: {
      timestamp: text,
      tools: record('tools'),
      authors: list('contact'),
      component: record('component'),
      manufacture: record('organisation'),
      manufacturer: record('organisation'),
      supplier: record('organisation'),
    },
  },
  /** A list of tools up to 1.4; since 1.5 also lists of components and services. */
  tools: { children: { tool: element('tool', 'tool'), components: list('component'), services: list('service') } },
  tool: { children: texts('vendor', 'name', 'version') },
  component: {
    attributes: ['type', 'bom-ref'],
    children: {
      ...texts('group', 'name', 'version', 'description', 'scope', 'copyright', 'cpe', 'purl', 'author', 'publisher'),
      supplier: record('organisation'),
      manufacturer: record('organisation'),
      authors: list('contact'),
      hashes: list('hash'),
      licenses: { as: 'licences' },
      swid: record('swid'),
      omniborId: element('omniborId', 'text'),
      swhid: element('swhid', 'text'),
      modified: { as: 'boolean' },
      externalReferences: list('reference'),
      properties: list('property'),
      components: list('component'),
    },
  },
  service: {
    attributes: ['bom-ref'],
    children: {
      ...texts('group', 'name', 'version', 'description'),
      provider: record('organisation'),
      licenses: { as: 'licences' },
      externalReferences: list('reference'),
      properties: list('property'),
      services: list('service'),
    },
  },
  organisation: { children: { name: text, url: element('url', 'text'), contact: element('contact', 'contact') } },
  contact: { children: texts('name', 'email', 'phone') },
  hash: { attributes: ['alg'], text: 'content', children: {} },
  licence: { attributes: ['acknowledgement'], children: texts('id', 'name', 'url') },
  swid: { attributes: ['tagId', 'name', 'version'], children: {} },
  reference: { attributes: ['type'], children: texts('url', 'comment') },
  property: { attributes: ['name'], text: 'value', children: {} },
  dependency: {
    attributes: ['ref'],
    children: { dependency: element('dependsOn', 'referred'), provides: element('provides', 'referred') },
  },
  referred: { attributes: ['ref'], children: {} },
  composition: { children: { aggregate: text, assemblies: list('referred'), dependencies: list('referred') } },
  vulnerability: {
    attributes: ['bom-ref'],
    children: {
      ...texts('id', 'description', 'detail', 'recommendation', 'created', 'published', 'updated'),
      source: record('source'),
      references: list('alias'),
      ratings: list('rating'),
      cwes: list('number'),
      analysis: record('analysis'),
      affects: list('target'),
    },
  },
  source: { children: texts('name', 'url') },
  alias: { children: { id: text, source: record('source') } },
  rating: {
    children: { ...texts('severity', 'method', 'vector'), score: { as: 'number' }, source: record('source') },
  },
  analysis: {
    children: {
      ...texts('state', 'justification', 'detail', 'firstIssued', 'lastUpdated'),
      // The one list whose name in JSON is not that of its wrapper.
      responses: { as: 'list', of: 'text', under: 'response' },
    },
  },
  target: { children: { ref: text, versions: list('affectedVersion') } },
  affectedVersion: { children: texts('version', 'range', 'status') },
  unread: { children: {} },
} as const satisfies Readonly<Record<string, Shape>>

type ShapeName = string

const shapeTable: Readonly<Record<string, Shape>> = shapes

/** The document, and from each record the node it came from, for places. */
export interface ShapedXml {
  readonly document: Written
  readonly nodes: ReadonlyMap<object, XmlNode>
}

export function shapedXml(root: XmlNode, namespace: string): ShapedXml {
  const nodes = new Map<object, XmlNode>()

  function shaped(node: XmlNode, name: ShapeName): Written {
    const shape = shapeTable[name] as Shape
    const result: Record<string, unknown> = {}
    nodes.set(result, node)
    for (const attribute of node.attributes) {
      if (attribute.namespace !== '') result[`@${attribute.name}`] = attribute.value
      else
        result[attribute.name] =
          shape.numbers?.includes(attribute.name) === true ? Number(attribute.value) : attribute.value
    }
    // An empty element says nothing, as a missing member does.
    if (shape.text !== undefined && node.text.trim() !== '') result[shape.text] = node.text.trim()
    for (const child of node.children) {
      const rule = child.namespace === namespace ? shape.children[child.name] : undefined
      if (rule === undefined)
        result[child.namespace === namespace ? child.name : `{${child.namespace}}${child.name}`] = child
      else put(result, child, rule)
    }
    return result
  }

  function put(result: Record<string, unknown>, child: XmlNode, rule: Rule): void {
    switch (rule.as) {
      case 'text':
        result[child.name] = scalar(child)
        return
      case 'number':
        result[child.name] = Number(scalar(child))
        return
      case 'boolean':
        result[child.name] = scalar(child) === 'true' || scalar(child) === '1'
        return
      case 'record':
        result[child.name] = shaped(child, rule.shape)
        return
      case 'element':
        ;((result[rule.list] ??= []) as unknown[]).push(item(child, rule.of))
        return
      case 'list':
        result[rule.under ?? child.name] = child.children
          .filter((inner) => inner.namespace === namespace)
          .map((inner) => item(inner, rule.of))
        return
      case 'licences':
        result[child.name] = child.children.map((inner) => licence(inner))
        return
      default:
        rule satisfies never
    }
  }

  function item(node: XmlNode, of: ShapeName): unknown {
    if (of === 'text') return scalar(node)
    if (of === 'number') return Number(scalar(node))
    const result = shaped(node, of)
    return of === 'referred' ? (result['ref'] ?? result) : result
  }

  function licence(node: XmlNode): Written {
    if (node.name === 'license') return { license: shaped(node, 'licence') }
    // <expression>…</expression>, and since 1.7 <expression-detailed expression="…">.
    const result: Record<string, unknown> = {}
    for (const attribute of node.attributes) result[attribute.name] = attribute.value
    if (node.name === 'expression') result['expression'] = scalar(node)
    else for (const child of node.children) result[child.name] = child
    return result
  }

  const document: Record<string, unknown> = { ...shaped(root, 'document') }
  nodes.set(document, root)
  const metadata = document['metadata'] as Record<string, unknown> | undefined
  const tools = metadata?.['tools'] as Written | undefined
  if (metadata !== undefined && tools !== undefined && (tools['tool'] !== undefined || Object.keys(tools).length === 0))
    metadata['tools'] = tools['tool'] ?? []
  return { document, nodes }
}

function scalar(node: XmlNode): string {
  return node.text.trim()
}
