/** Reads an XML Schema into the table that `src/formats/xml-schema.ts` works from. Refuses what it does not understand. */
import type { SourceDocument } from '../../../src/formats/format.ts'
import type { ComplexType, Particle, SimpleType, TypeRef, XmlSchema } from '../../../src/formats/xml-schema.ts'
import { attributeOf, readXml, type XmlNode } from '../../../src/formats/xml-tree.ts'

type Draft<Table> = { -readonly [Key in keyof Table]: Table[Key] }

/** `imports` gives the schema behind each prefix that is not the schema's own. */
export function xmlSchemaTable(source: SourceDocument, imports: Readonly<Record<string, SourceDocument>>): XmlSchema {
  const root = rootOf(source)
  const complex: Record<string, ComplexType> = {}
  const simple: Record<string, SimpleType> = {}
  const roots: Record<string, TypeRef> = {}
  const groups = new Map<string, XmlNode>()
  let unnamed = 0

  for (const node of root.children) if (node.name === 'attributeGroup') groups.set(named(node), node)
  for (const [prefix, imported] of Object.entries(imports)) {
    for (const node of rootOf(imported).children) {
      if (node.name === 'simpleType') simple[`${prefix}:${named(node)}`] = readSimple(node)
    }
  }
  for (const node of root.children) {
    if (node.name === 'simpleType') simple[named(node)] = readSimple(node)
    else if (node.name === 'complexType') complex[named(node)] = readComplex(node)
    else if (node.name === 'element') roots[named(node)] = typeOf(node)
    else if (!['annotation', 'import', 'attributeGroup'].includes(node.name))
      throw new Error(`schema holds <${node.name}>`)
  }
  const unique = root.children
    .flatMap((node) => node.children)
    .find((node) => node.name === 'unique')
    ?.children.find((node) => node.name === 'field')
  const uniqueAttribute = unique === undefined ? undefined : attributeOf(unique, 'xpath')?.slice(1)

  return {
    namespace: attributeOf(root, 'targetNamespace') ?? '',
    roots,
    complex,
    simple,
    ...(uniqueAttribute === undefined ? {} : { uniqueAttribute }),
  }

  /** The name of a type as the table knows it: our own without its prefix. */
  function reference(name: string): TypeRef {
    return name.startsWith('bom:') ? name.slice('bom:'.length) : name
  }

  /** The type an element or attribute has, by name or written inside it. */
  function typeOf(node: XmlNode): TypeRef {
    const name = attributeOf(node, 'type')
    if (name !== undefined) return reference(name)
    for (const child of node.children) {
      if (child.name === 'complexType') {
        const made = `#${++unnamed}`
        complex[made] = readComplex(child)
        return made
      }
      if (child.name === 'simpleType') {
        const made = `#${++unnamed}`
        simple[made] = readSimple(child)
        return made
      }
    }
    return 'xs:string'
  }

  function readSimple(node: XmlNode): SimpleType {
    const [inner] = node.children.filter((child) => child.name !== 'annotation')
    if (inner?.name === 'union') {
      const members = (attributeOf(inner, 'memberTypes') ?? '').split(/\s+/).filter((name) => name !== '')
      const written = inner.children
        .filter((child) => child.name === 'simpleType')
        .map((child) => {
          const made = `#${++unnamed}`
          simple[made] = readSimple(child)
          return made
        })
      return { union: [...members.map(reference), ...written] }
    }
    if (inner?.name !== 'restriction') throw new Error(`simple type with <${inner?.name ?? 'nothing'}>`)
    const type: Draft<SimpleType> = { base: reference(attributeOf(inner, 'base') ?? 'xs:string') }
    const words: string[] = []
    const patterns: string[] = []
    for (const facet of inner.children) {
      const value = attributeOf(facet, 'value') ?? ''
      if (facet.name === 'enumeration') words.push(value)
      else if (facet.name === 'pattern') patterns.push(value)
      else if (facet.name === 'minLength') type.minLength = Number(value)
      else if (facet.name === 'maxLength') type.maxLength = Number(value)
      else if (facet.name === 'minInclusive') type.min = Number(value)
      else if (facet.name === 'maxInclusive') type.max = Number(value)
      else if (facet.name !== 'annotation') throw new Error(`simple type with the facet ${facet.name}`)
    }
    if (words.length > 0) type.words = words
    if (patterns.length > 0) type.patterns = patterns
    return type
  }

  function readComplex(node: XmlNode): ComplexType {
    const type: Draft<ComplexType> = {}
    const attributes: Record<string, { type: TypeRef; required?: true }> = {}
    if (attributeOf(node, 'mixed') === 'true') type.mixed = true
    readParts(node, type, attributes)
    if (Object.keys(attributes).length > 0) type.attributes = attributes
    return type
  }

  function readParts(
    node: XmlNode,
    type: Draft<ComplexType>,
    attributes: Record<string, { type: TypeRef; required?: true }>,
  ): void {
    for (const child of node.children) {
      switch (child.name) {
        case 'sequence':
        case 'choice':
        case 'all':
          type.content = readParticle(child)
          break
        case 'attribute':
          attributes[named(child)] = {
            type: typeOf(child),
            ...(attributeOf(child, 'use') === 'required' ? { required: true } : {}),
          }
          break
        case 'attributeGroup': {
          const name = attributeOf(child, 'ref') ?? ''
          const group = groups.get(name.slice(name.indexOf(':') + 1))
          if (group === undefined) throw new Error(`no attribute group ${name}`)
          readParts(group, type, attributes)
          break
        }
        case 'simpleContent': {
          const extension = child.children.find((inner) => inner.name === 'extension')
          if (extension === undefined) throw new Error('simple content without an extension')
          type.text = reference(attributeOf(extension, 'base') ?? 'xs:string')
          readParts(extension, type, attributes)
          break
        }
        case 'anyAttribute':
          type.anyAttribute = attributeOf(child, 'namespace') === '##other' ? 'other' : 'any'
          break
        case 'annotation':
        // XML Schema 1.1; not checked, see src/formats/xml-schema.ts.
        case 'assert':
          break
        default:
          throw new Error(`complex type with <${child.name}>`)
      }
    }
  }

  function readParticle(node: XmlNode): Particle {
    const least = Number(attributeOf(node, 'minOccurs') ?? '1')
    const most = attributeOf(node, 'maxOccurs') === 'unbounded' ? -1 : Number(attributeOf(node, 'maxOccurs') ?? '1')
    if (node.name === 'element') {
      const name = named(node)
      const type = typeOf(node)
      return attributeOf(node, 'default') === undefined
        ? ['element', least, most, name, type]
        : ['element', least, most, name, type, true]
    }
    if (node.name === 'any') {
      const namespace = attributeOf(node, 'namespace') ?? '##any'
      if (namespace !== '##other' && namespace !== '##any') throw new Error(`wildcard for ${namespace}`)
      return ['any', least, most, namespace === '##other' ? 'other' : 'any']
    }
    if (node.name !== 'sequence' && node.name !== 'choice' && node.name !== 'all')
      throw new Error(`particle <${node.name}>`)
    return [node.name, least, most, node.children.filter((child) => child.name !== 'annotation').map(readParticle)]
  }
}

function rootOf(source: SourceDocument): XmlNode {
  const { root } = readXml(source)
  if (root === undefined) throw new Error(`${source.file} is no XML`)
  return root
}

function named(node: XmlNode): string {
  const name = attributeOf(node, 'name')
  if (name === undefined) throw new Error(`<${node.name}> without a name at line ${node.line}`)
  return name
}
