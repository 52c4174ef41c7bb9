/** From a JSON schema to the text of a module that validates against it, without a schema library at run time. */
import { _, Ajv, stringify, type AnySchemaObject, type KeywordCxt } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { transform } from 'esbuild'
import { formats } from '../../../src/formats/schema-formats.ts'

export interface ModuleRequest {
  /** Where the module goes, without its extension. */
  readonly path: string
  readonly generator: string
  /** The schema it was made from, and its licence. */
  readonly origin: string
  readonly schema: Readonly<Record<string, unknown>>
  /** Schemas it refers to. */
  readonly others: readonly Readonly<Record<string, unknown>>[]
  /** Names of the validators and the schema or definition each stands for. */
  readonly exports: Readonly<Record<string, string>>
  /** The edition of the schema language, where it is not draft 7. */
  readonly language?: '2020-12'
}

/** Words that say nothing about what is valid. */
const prose = new Set([
  'title',
  'description',
  'examples',
  'default',
  'deprecated',
  '$comment',
  'meta:enum',
  'readOnly',
])

/** From so many words on, a set is quicker than comparing one by one. */
const LONG_LIST = 16

export async function validatorModule(request: ModuleRequest): Promise<Readonly<Record<string, string>>> {
  const Compiler = request.language === '2020-12' ? Ajv2020 : Ajv
  const ajv = new Compiler({
    strict: false,
    messages: false,
    allErrors: false,
    code: { source: true, esm: true, optimize: 2, formats: _`formats` },
    formats: { ...formats },
    logger: false,
  })
  ajv.addKeyword({
    keyword: 'distinctItems',
    type: 'array',
    schemaType: 'boolean',
    code(context: KeywordCxt) {
      const check = context.gen.scopeValue('func', { ref: repeatedItemStandIn, code: _`repeatedItem` })
      context.fail(_`${check}(${context.data}) >= 0`)
    },
  })
  ajv.addKeyword({
    keyword: 'memberOf',
    type: 'string',
    schemaType: 'array',
    code(context: KeywordCxt) {
      const words = context.schema as readonly string[]
      const set = context.gen.scopeValue('schema', {
        key: words.join('\n'),
        ref: words,
        code: _`new Set(${stringify(words)})`,
      })
      context.fail(_`!${set}.has(${context.data})`)
    },
  })
  for (const other of request.others) ajv.addSchema(prepared(other))
  ajv.addSchema(prepared(request.schema))

  const source = standalone(ajv, { ...request.exports })
  const wholeModule = `
    import { repeatedItem } from '#formats/distinct.ts'
    import { formats } from '#formats/schema-formats.ts'
    import { characters } from '#formats/characters.ts'
    ${source.replaceAll(/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, 'characters')}`
  if (/\brequire\(/.test(source.replaceAll(/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, '')))
    throw new Error(`${request.path} needs a library at run time`)
  const { code } = await transform(wholeModule, {
    minify: true,
    loader: 'js',
    format: 'esm',
    target: 'es2022',
    lineLimit: 2000,
  })

  const banner = [
    `// Made by ${request.generator} from ${request.origin}; do not edit.`,
    '/* oxlint-disable */',
    '',
  ].join('\n')
  const names = Object.keys(request.exports)
  const declarations = [
    `// Made by ${request.generator}; do not edit.`,
    "import type { Validate } from '#formats/schema-errors.ts'",
    ...names.map((name) => `export declare const ${name}: Validate`),
    '',
  ].join('\n')
  return { [`${request.path}.js`]: banner + code, [`${request.path}.d.ts`]: declarations }
}

function repeatedItemStandIn(): number {
  return -1
}

/** The schema as it is compiled: see the head of `cyclonedx-validators.ts` for what changes. */
function prepared(schema: Readonly<Record<string, unknown>>): AnySchemaObject {
  return rewrite(schema, true) as AnySchemaObject
}

/** `isSchema` is false inside `properties` and its like, whose keys are names and not words of the schema language. */
function rewrite(node: unknown, isSchema: boolean): unknown {
  if (Array.isArray(node)) return node.map((item) => rewrite(item, true))
  if (typeof node !== 'object' || node === null) return node
  const result: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(node)) {
    if (isSchema && prose.has(key)) continue
    // Early editions number their parts with relative `$id`s that resolve to nothing.
    if (isSchema && key === '$id' && typeof value === 'string' && value.startsWith('#')) continue
    if (isSchema && key === 'uniqueItems') {
      if (value === true) result['distinctItems'] = true
      continue
    }
    if (
      isSchema &&
      key === 'enum' &&
      Array.isArray(value) &&
      value.length >= LONG_LIST &&
      value.every((word) => typeof word === 'string')
    ) {
      result['memberOf'] = value
      continue
    }
    const isMap =
      isSchema &&
      ['properties', 'definitions', '$defs', 'patternProperties', 'dependencies', 'dependentSchemas'].includes(key)
    result[key] = isSchema && (key === 'enum' || key === 'const' || key === 'required') ? value : rewrite(value, !isMap)
  }
  return result
}
