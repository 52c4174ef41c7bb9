/**
 * Package URLs: text to parts and back (ECMA-427).
 *
 * `parse` reads any spelling and returns the parts in canonical form; `build` writes them. `canonical` is one after the other,
 * so two spellings of one package become one text. A package URL that follows the syntax but not what its type asks (a Maven
 * package without a group) is refused as well: it names no package.
 */
import { type PackageTypeRules, packageTypes } from './types.ts'

export interface PackageUrl {
  readonly type: string
  /** Segments joined by `/`, decoded. */
  readonly namespace?: string
  readonly name: string
  readonly version?: string
  /** Sorted by key. */
  readonly qualifiers: readonly Qualifier[]
  readonly subpath?: string
}

export interface Qualifier {
  readonly key: string
  readonly value: string
}

/** Parts as someone gives them, in any case and order. */
export interface PackageUrlParts {
  readonly type?: string | null
  readonly namespace?: string | null
  readonly name?: string | null
  readonly version?: string | null
  readonly qualifiers?: Readonly<Record<string, string>> | null
  readonly subpath?: string | null
}

export type PurlResult =
  | { readonly kind: 'package-url'; readonly value: PackageUrl }
  /** `says` continues "the package URL …". */
  | { readonly kind: 'refused'; readonly says: string }

/** Source: purl-spec, how to parse, and the definition of the type. */
export function parsePurl(text: string): PurlResult {
  return read(text, (key) => key)
}

/** `spelt` brings the key of a qualifier into the form that is then required of it. */
function read(text: string, spelt: (key: string) => string): PurlResult {
  const colon = text.indexOf(':')
  if (colon < 0 || text.slice(0, colon).toLowerCase() !== 'pkg') return refused('does not begin with "pkg:"')
  let rest = text.slice(colon + 1).replace(/^\/+/, '')

  let subpath: string | undefined
  const hash = rest.lastIndexOf('#')
  if (hash >= 0) {
    subpath = rest.slice(hash + 1)
    rest = rest.slice(0, hash)
  }
  const qualifiers: Record<string, string> = {}
  const question = rest.lastIndexOf('?')
  if (question >= 0) {
    for (const pair of rest.slice(question + 1).split('&')) {
      if (pair === '') continue
      const equals = pair.indexOf('=')
      if (equals < 0) return refused(`has the qualifier "${pair}" without "="`)
      const value = decoded(pair.slice(equals + 1))
      if (value === undefined) return refused('has a percent sign that encodes nothing')
      const key = spelt(pair.slice(0, equals))
      if (Object.hasOwn(qualifiers, key)) return refused(`has the qualifier "${key}" twice`)
      Object.defineProperty(qualifiers, key, { value, enumerable: true })
    }
    rest = rest.slice(0, question)
  }
  rest = rest.replace(/\/+$/, '')

  const slash = rest.indexOf('/')
  if (slash < 0) return refused('has no name after its type')
  const type = rest.slice(0, slash)
  rest = rest.slice(slash + 1).replace(/^\/+/, '')

  let version: string | undefined
  const at = rest.lastIndexOf('@')
  // An "@" that begins a segment belongs to it: npm scopes are often written so.
  if (at > 0 && rest[at - 1] !== '/') {
    version = rest.slice(at + 1)
    rest = rest.slice(0, at).replace(/\/+$/, '')
  } else if (at >= 0 && at === rest.lastIndexOf('/') + 1 && type.toLowerCase() !== 'npm') {
    return refused('has no name before its version')
  }
  const segments = rest.split('/').filter((segment) => segment !== '')
  const nameFrom = packageTypes.get(type.toLowerCase())?.nameHasSegments === true ? 1 : segments.length - 1
  const name = segments.slice(Math.max(nameFrom, 0)).join('/')
  if (name === '') return refused('has no name after its type')

  const parts = [segments.slice(0, nameFrom), [name], [version ?? ''], (subpath ?? '').split('/')].map((list) =>
    list.map(decoded),
  )
  if (parts.some((list) => list.includes(undefined))) return refused('has a percent sign that encodes nothing')
  const [namespaceSegments = [], , , subpathSegments = []] = parts as string[][]
  if (namespaceSegments.some((segment) => segment.includes('/')))
    return refused('has a namespace with a "/" inside a segment')
  if (subpathSegments.some((segment) => segment.includes('/')))
    return refused('has a subpath with a "/" inside a segment')
  return assemble({
    type,
    namespace: namespaceSegments.join('/'),
    name: decoded(name) ?? '',
    version: decoded(version ?? '') ?? '',
    qualifiers,
    subpath: subpathSegments.join('/'),
  })
}

/** Source: purl-spec, how to build, and the definition of the type. */
export function purlOf(parts: PackageUrlParts): PurlResult {
  return assemble(parts)
}

/** The canonical text. */
export function buildPurl(purl: PackageUrl): string {
  const namespace = purl.namespace === undefined ? '' : `${purl.namespace.split('/').map(encoded).join('/')}/`
  const version = purl.version === undefined ? '' : `@${encoded(purl.version)}`
  const qualifiers = purl.qualifiers.map(({ key, value }) => `${key}=${encoded(value)}`).join('&')
  const subpath = purl.subpath === undefined ? '' : `#${purl.subpath.split('/').map(encoded).join('/')}`
  const hasSegments = packageTypes.get(purl.type)?.nameHasSegments === true
  const name = hasSegments ? purl.name.split('/').map(encoded).join('/') : encoded(purl.name)
  return `pkg:${purl.type}/${namespace}${name}${version}${qualifiers === '' ? '' : `?${qualifiers}`}${subpath}`
}

/** The one spelling of a package URL, or undefined where it is none. Capitals in the keys of qualifiers are forgiven. */
export function canonicalPurl(text: string): string | undefined {
  const result = read(text, (key) => key.toLowerCase())
  return result.kind === 'package-url' ? buildPurl(result.value) : undefined
}

/**
 * Says what is wrong with a package URL, to follow "the package URL …"; undefined where nothing is.
 *
 * The same verdict as `parsePurl`, sooner: nearly all package URLs of a bill are of the plainest form.
 */
export function purlProblem(text: string): string | undefined {
  const plain = plainForm.exec(text)
  if (plain !== null) {
    const rules = packageTypes.get(plain[1] ?? '') ?? noRules
    const hasNamespace = plain[2] !== undefined
    if (rules.isPlain !== false && (rules.namespace === undefined || (rules.namespace === 'required') === hasNamespace))
      return undefined
  }
  const result = parsePurl(text)
  return result.kind === 'refused' ? result.says : undefined
}

/** `pkg:type/namespace/name@version?key=value`, with no percent signs but those of the commonest characters. */
const plainForm =
  /^pkg:([a-z][a-z0-9.-]*)\/((?:(?:[\w.~+-]|%40|%2B|%20)+\/)+)?(?:[\w.~+-]|%40|%2B|%20)+(?:@(?:[\w.~+:-]|%2B|%20|%3A)+)?(?:\?[a-z][a-z0-9._-]*=[\w.~:/+-]*)?$/

const noRules: PackageTypeRules = {}

function assemble(parts: PackageUrlParts): PurlResult {
  const type = (parts.type ?? '').toLowerCase()
  if (type === '') return refused('has no type')
  if (!/^[a-z][a-z0-9.-]*$/.test(type))
    return refused(`has the type "${type}", which may hold letters, digits, "." and "-" only`)
  const rules = packageTypes.get(type) ?? {}
  const folded = (component: 'namespace' | 'name' | 'version' | 'subpath', text: string) =>
    rules.lowerCase?.includes(component) === true ? text.toLowerCase() : text

  const namespace = folded(
    'namespace',
    trimmed(parts.namespace ?? '', () => true),
  )
  let name = folded('name', (parts.name ?? '').replace(/^\/+|\/+$/g, ''))
  if (rules.spelling === 'underscore-to-dash') name = name.replaceAll('_', '-')
  if (rules.spelling === 'only-word-characters') name = name.replaceAll(/[^a-z0-9_]/g, '_')
  const version = folded('version', parts.version ?? '')
  const subpath = folded(
    'subpath',
    trimmed(parts.subpath ?? '', (segment) => segment !== '.' && segment !== '..'),
  )

  if (name === '') return refused('has no name')
  if (rules.namespace === 'required' && namespace === '') return refused(`of type ${type} needs a namespace`)
  if (rules.namespace === 'prohibited' && namespace !== '') return refused(`of type ${type} may have no namespace`)
  if (rules.namePattern !== undefined && !rules.namePattern.test(name))
    return refused(`of type ${type} may not have the name "${name}"`)
  if (version !== '' && rules.versionPattern !== undefined && !rules.versionPattern.test(version))
    return refused(`of type ${type} may not have the version "${version}"`)
  if (rules.nameMayNotContain !== undefined && name.includes(rules.nameMayNotContain))
    return refused(`of type ${type} may not have "${rules.nameMayNotContain}" in its name`)

  const qualifiers: Qualifier[] = []
  for (const [key, value] of Object.entries(parts.qualifiers ?? {})) {
    if (!/^[a-z][a-z0-9._-]*$/.test(key)) return refused(`has the qualifier "${key}", which is no key in lower case`)
    if (value !== '') qualifiers.push({ key, value })
  }
  const condition = rules.lowerCaseNameWhere
  if (condition !== undefined) {
    const told = qualifiers.find((qualifier) => qualifier.key === condition.qualifier)
    if (told !== undefined && condition.matches.test(told.value)) name = name.toLowerCase()
  }
  for (const key of rules.requiredQualifiers ?? []) {
    if (!qualifiers.some((qualifier) => qualifier.key === key))
      return refused(`of type ${type} needs the qualifier "${key}"`)
  }
  qualifiers.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))

  return {
    kind: 'package-url',
    value: {
      type,
      ...(namespace === '' ? {} : { namespace }),
      name,
      ...(version === '' ? {} : { version }),
      qualifiers,
      ...(subpath === '' ? {} : { subpath }),
    },
  }
}

function refused(says: string): PurlResult {
  return { kind: 'refused', says }
}

function trimmed(path: string, keeps: (segment: string) => boolean): string {
  return path
    .split('/')
    .filter((segment) => segment !== '' && keeps(segment))
    .join('/')
}

function decoded(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Only letters, digits, `.-_~` and the colon stand for themselves. */
function encoded(text: string): string {
  if (/^[A-Za-z0-9.\-_~:]*$/.test(text)) return text
  return encodeURIComponent(text.replaceAll(loneSurrogate, '\ufffd'))
    .replaceAll('%3A', ':')
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Half a character: no text can hold it, so it becomes the replacement character, as in any conversion to UTF-8. */
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
