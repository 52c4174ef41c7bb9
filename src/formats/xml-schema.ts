/**
 * Checks an XML tree against a table made from an XML Schema.
 *
 * Enough of XML Schema 1.0 for the schemas at hand: sequences, choices, wildcards, attributes, simple types with their facets,
 * one uniqueness rule. Not checked, and said so in the README of each format that uses it: assertions (XML Schema 1.1),
 * keys across elements, and the lexical form of `anyURI`, in which nearly every text is right.
 *
 * Content models are matched greedily, which suffices because XML Schema demands that one look at the next element decides
 * (unique particle attribution). Work: each element once.
 */
import { isDate } from './schema-formats.ts'
import type { XmlNode } from './xml-tree.ts'

/** `[kind, least, most, …]`; `most` of -1 is "any number". */
export type Particle =
  /** With its name and type, and whether it may be empty because the schema gives it a default. */
  | readonly ['element', number, number, string, TypeRef, true?]
  | readonly ['any', number, number, 'other' | 'any' | 'local']
  | readonly ['sequence' | 'choice' | 'all', number, number, readonly Particle[]]

/** The name of a type in the table, or of one built into XML Schema with the prefix `xs:`. */
export type TypeRef = string

export interface ComplexType {
  readonly attributes?: Readonly<Record<string, { readonly type: TypeRef; readonly required?: true }>>
  /** Which attributes it may have beside the named ones: of other namespaces, or any. */
  readonly anyAttribute?: 'other' | 'any'
  readonly content?: Particle
  /** Text content of this type. */
  readonly text?: TypeRef
  readonly mixed?: true
}

export interface SimpleType {
  readonly base?: TypeRef
  readonly union?: readonly TypeRef[]
  readonly words?: readonly string[]
  readonly patterns?: readonly string[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly min?: number
  readonly max?: number
}

export interface XmlSchema {
  readonly namespace: string
  readonly roots: Readonly<Record<string, TypeRef>>
  readonly complex: Readonly<Record<string, ComplexType>>
  readonly simple: Readonly<Record<string, SimpleType>>
  /** An attribute whose values may not repeat in the document. */
  readonly uniqueAttribute?: string
}

export interface XmlProblem {
  readonly node: XmlNode
  readonly message: string
  readonly hint?: string
  readonly isDuplicate?: true
}

/** Attributes of this namespace speak of the schema and may stand everywhere. */
const XSI = 'http://www.w3.org/2001/XMLSchema-instance'

/** So many problems are enough to mend. */
const MOST_PROBLEMS = 200

export function checkXml(root: XmlNode, schema: XmlSchema): readonly XmlProblem[] {
  const problems: XmlProblem[] = []
  const seen = new Set<string>()
  const checkers = newSimpleCheckers(schema)
  const add = (problem: XmlProblem) => {
    if (problems.length < MOST_PROBLEMS) problems.push(problem)
  }

  function checkElement(node: XmlNode, type: TypeRef, hasDefault = false): void {
    const complex = schema.complex[type]
    checkAttributes(node, complex)
    if (complex === undefined) {
      if (!hasDefault || node.text !== '') checkText(node, type)
      for (const child of node.children)
        add({ node: child, message: `<${child.name}> has no place inside <${node.name}>` })
      return
    }
    if (complex.text !== undefined) checkText(node, complex.text)
    else if (complex.mixed !== true && /\S/.test(node.text))
      add({ node, message: `<${node.name}> may hold elements only, not text` })
    const matched = complex.content === undefined ? 0 : matchContent(node, complex.content)
    if (matched !== undefined && matched < node.children.length) {
      const child = node.children[matched] as XmlNode
      add({ node: child, message: `<${child.name}> has no place here inside <${node.name}>` })
    }
  }

  function checkAttributes(node: XmlNode, complex: ComplexType | undefined): void {
    const allowed = complex?.attributes ?? {}
    for (const attribute of node.attributes) {
      if (attribute.namespace === XSI) continue
      const rule = attribute.namespace === '' ? allowed[attribute.name] : undefined
      if (rule === undefined) {
        const isAdmitted =
          complex?.anyAttribute === 'any' || (complex?.anyAttribute === 'other' && attribute.namespace !== '')
        if (!isAdmitted) add({ node, message: `<${node.name}> has no attribute "${attribute.name}"` })
        continue
      }
      const says = checkers(rule.type, attribute.value)
      if (says !== undefined) add({ node, message: `"${attribute.name}" ${says}` })
      if (attribute.name === schema.uniqueAttribute) {
        if (seen.has(attribute.value))
          add({
            node,
            message: `the reference "${attribute.value}" is borne by another element already`,
            isDuplicate: true,
          })
        seen.add(attribute.value)
      }
    }
    for (const [name, { required }] of Object.entries(allowed)) {
      if (
        required === true &&
        !node.attributes.some((attribute) => attribute.name === name && attribute.namespace === '')
      )
        add({ node, message: `<${node.name}> needs the attribute "${name}"` })
    }
  }

  function checkText(node: XmlNode, type: TypeRef): void {
    const says = checkers(type, node.text)
    if (says !== undefined) add({ node, message: `<${node.name}> ${says}` })
  }

  /** How many children the content model took; undefined where it failed and said so. */
  function matchContent(node: XmlNode, model: Particle): number | undefined {
    const { children } = node

    function takes(particle: Particle, child: XmlNode | undefined): boolean {
      if (child === undefined) return false
      switch (particle[0]) {
        case 'element':
          return child.name === particle[3] && child.namespace === schema.namespace
        case 'any':
          return (
            particle[3] === 'any' ||
            (particle[3] === 'local'
              ? child.namespace === ''
              : child.namespace !== schema.namespace && child.namespace !== '')
          )
        case 'sequence':
          for (const part of particle[3]) {
            if (takes(part, child)) return true
            if (!isOptional(part)) return false
          }
          return false
        case 'choice':
        case 'all':
          return particle[3].some((part) => takes(part, child))
        default:
          return particle[0] satisfies never
      }
    }

    function match(particle: Particle, from: number): number | undefined {
      const [, least, most] = particle
      let at = from
      let count = 0
      while ((most < 0 || count < most) && takes(particle, children[at])) {
        const next = matchOnce(particle, at)
        if (next === undefined) return undefined
        if (next === at) break
        at = next
        count++
      }
      if (count >= least || isOptional(particle)) return at
      const found = children[at]
      add({
        node: found ?? node,
        message: `${expected(particle)} is missing inside <${node.name}>`,
        ...(found === undefined ? {} : { hint: `It must stand before <${found.name}>.` }),
      })
      return undefined
    }

    function matchOnce(particle: Particle, from: number): number | undefined {
      switch (particle[0]) {
        case 'element':
          checkElement(children[from] as XmlNode, particle[4], particle[5] === true)
          return from + 1
        case 'any':
          return from + 1
        case 'sequence': {
          let at: number | undefined = from
          for (const part of particle[3]) {
            at = match(part, at)
            if (at === undefined) return undefined
          }
          return at
        }
        case 'choice': {
          const part = particle[3].find((candidate) => takes(candidate, children[from]))
          return part === undefined ? from : match(part, from)
        }
        case 'all': {
          let at = from
          const left = new Set(particle[3])
          for (;;) {
            const part = [...left].find((candidate) => takes(candidate, children[at]))
            if (part === undefined) break
            left.delete(part)
            const next = match(part, at)
            if (next === undefined) return undefined
            at = next
          }
          for (const part of left) if (!isOptional(part) && match(part, at) === undefined) return undefined
          return at
        }
        default:
          return particle[0] satisfies never
      }
    }

    return match(model, 0)
  }

  const type = root.namespace === schema.namespace ? schema.roots[root.name] : undefined
  if (type === undefined) return [{ node: root, message: `the document may not begin with <${root.name}>` }]
  checkElement(root, type)
  return problems
}

function isOptional(particle: Particle): boolean {
  if (particle[1] === 0) return true
  switch (particle[0]) {
    case 'element':
    case 'any':
      return false
    case 'sequence':
    case 'all':
      return particle[3].every(isOptional)
    case 'choice':
      return particle[3].some(isOptional)
    default:
      return particle[0] satisfies never
  }
}

function expected(particle: Particle): string {
  switch (particle[0]) {
    case 'element':
      return `<${particle[3]}>`
    case 'any':
      return 'an element of another namespace'
    case 'sequence':
    case 'all':
      return expected(particle[3].find((part) => !isOptional(part)) ?? particle[3][0] ?? ['any', 0, 0, 'any'])
    case 'choice':
      return particle[3].map(expected).join(' or ')
    default:
      return particle[0] satisfies never
  }
}

/** Says what is wrong with a text of a simple type, to follow the name of what holds it; undefined where nothing is. */
function newSimpleCheckers(schema: XmlSchema): (type: TypeRef, text: string) => string | undefined {
  const words = new Map<TypeRef, ReadonlySet<string>>()
  const patterns = new Map<TypeRef, readonly RegExp[]>()

  function collapses(type: TypeRef): boolean {
    if (type.startsWith('xs:')) return type !== 'xs:string' && type !== 'xs:normalizedString'
    const simple = schema.simple[type]
    return simple?.base === undefined ? true : collapses(simple.base)
  }

  function check(type: TypeRef, text: string): string | undefined {
    if (type.startsWith('xs:')) return checkBuiltIn(type, text)
    const simple = schema.simple[type]
    if (simple === undefined) return undefined
    if (simple.union !== undefined) {
      const says = simple.union.map((member) => check(member, text))
      return says.includes(undefined) ? undefined : says[0]
    }
    if (simple.base !== undefined) {
      const says = check(simple.base, text)
      if (says !== undefined) return says
    }
    const value = collapses(type) ? text.trim().replaceAll(/\s+/g, ' ') : text
    if (simple.words !== undefined) {
      let known = words.get(type)
      if (known === undefined) {
        known = new Set(simple.words)
        words.set(type, known)
      }
      if (!known.has(value)) return `may not be "${value.slice(0, 60)}"`
    }
    if (simple.patterns !== undefined) {
      let compiled = patterns.get(type)
      if (compiled === undefined) {
        compiled = simple.patterns.map((pattern) => new RegExp(`^(?:${pattern})$`, 'u'))
        patterns.set(type, compiled)
      }
      if (!compiled.some((pattern) => pattern.test(value)))
        return `is not of the form it must have: "${value.slice(0, 60)}"`
    }
    if (simple.minLength !== undefined && value.length < simple.minLength) return 'must not be empty'
    if (simple.maxLength !== undefined && value.length > simple.maxLength)
      return `must have at most ${simple.maxLength} characters`
    if (simple.min !== undefined && Number(value) < simple.min) return `must be at least ${simple.min}`
    if (simple.max !== undefined && Number(value) > simple.max) return `must be at most ${simple.max}`
    return undefined
  }
  return check
}

const zone = '(?:Z|[+-]\\d{2}:\\d{2})?'
const dateTime = new RegExp(`^-?(\\d{4,}-\\d{2}-\\d{2})T(\\d{2}):(\\d{2}):(\\d{2})(?:\\.\\d+)?${zone}$`)
const date = new RegExp(`^-?(\\d{4,}-\\d{2}-\\d{2})${zone}$`)

const lexical: Readonly<Record<string, RegExp>> = {
  'xs:boolean': /^(?:true|false|0|1)$/,
  'xs:integer': /^[+-]?\d+$/,
  'xs:nonNegativeInteger': /^(?:\+?\d+|-0+)$/,
  'xs:positiveInteger': /^\+?0*[1-9]\d*$/,
  'xs:decimal': /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/,
}

function checkBuiltIn(type: TypeRef, text: string): string | undefined {
  const value = text.trim()
  const pattern = lexical[type]
  if (pattern !== undefined)
    return pattern.test(value) ? undefined : `must be ${type.slice(3)}, not "${value.slice(0, 60)}"`
  if (type === 'xs:dateTime') {
    const match = dateTime.exec(value)
    const isTime = match !== null && Number(match[2]) <= 24 && Number(match[3]) <= 59 && Number(match[4]) <= 59
    return isTime && isDate(match[1] ?? '') ? undefined : `is no date and time: "${value.slice(0, 60)}"`
  }
  if (type === 'xs:date') return isDate(date.exec(value)?.[1] ?? '') ? undefined : `is no date: "${value.slice(0, 60)}"`
  return undefined
}
