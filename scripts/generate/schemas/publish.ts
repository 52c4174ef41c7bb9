/**
 * Our shapes as JSON Schemas that an editor can use.
 *
 * The program reads every scalar as the text that was written and types it by its shape. An editor sees values that its YAML or JSON
 * reader has typed already: `3.10` is a number to it, `true` a truth value, nothing at all is null. So what is text here may be a
 * number or a truth value there, what is a number may come quoted, and every key that may be left out may be left empty.
 */
import { Kind, type TSchema } from '@sinclair/typebox'

export type JsonSchema = Readonly<Record<string, unknown>>

/** Draft 7: what editors know best. */
export const DIALECT = 'http://json-schema.org/draft-07/schema#'

export interface Publishing {
  /** For overlays: whatever is there is checked, and nothing has to be there. */
  readonly isPartial?: boolean
  /** Takes the place of the shape at a JSON Pointer into the document (`/facts`). */
  readonly replace?: ReadonlyMap<string, JsonSchema>
}

export function publish(shape: TSchema, how: Publishing = {}, pointer = ''): JsonSchema {
  const replaced = how.replace?.get(pointer)
  if (replaced !== undefined) return replaced
  const about = typeof shape.description === 'string' ? { description: shape.description } : {}
  switch (shape[Kind]) {
    case 'Object':
      return { ...about, ...object(shape, how, pointer) }
    case 'Array':
      return {
        ...about,
        type: 'array',
        items: publish(shape.items as TSchema, how, `${pointer}/-`),
        ...only(shape, ['minItems', 'maxItems']),
      }
    case 'Record': {
      const inner = Object.values(shape.patternProperties as Record<string, TSchema>)[0] as TSchema
      return { ...about, type: 'object', additionalProperties: publish(inner, how, `${pointer}/*`) }
    }
    case 'Union': {
      const parts = shape.anyOf as readonly TSchema[]
      if (parts.every((part) => part[Kind] === 'Literal'))
        return { ...about, enum: parts.flatMap((part) => typed(part.const)) }
      return { ...about, anyOf: parts.map((part) => publish(part, how, pointer)) }
    }
    case 'Literal':
      return { ...about, enum: typed(shape.const) }
    case 'Boolean':
      return { ...about, ...TRUTH }
    case 'Integer':
      return { ...about, anyOf: [{ type: 'integer', ...only(shape, ['minimum', 'maximum']) }, text('^-?\\d{1,15}$')] }
    case 'Number':
      return {
        ...about,
        anyOf: [{ type: 'number', ...only(shape, ['minimum', 'maximum']) }, text('^-?\\d{1,15}(\\.\\d{1,9})?$')],
      }
    case 'String':
      if (shape.format === 'date') return { ...about, ...DAY }
      return { ...about, ...textual(shape) }
    case 'Any':
      return { ...about, allOf: [{ $ref: '#/definitions/expression' }] }
    default:
      throw new Error(`no published form for the shape at ${pointer}: ${String(shape[Kind])}`)
  }
}

/** Text, and what a YAML reader takes for something else although text is meant. */
function textual(shape: TSchema): JsonSchema {
  if (typeof shape.pattern !== 'string') return { type: ['string', 'number', 'boolean'] }
  const pattern = new RegExp(shape.pattern)
  const types = ['string', ...(pattern.test('1') ? ['number'] : []), ...(pattern.test('true') ? ['boolean'] : [])]
  return { type: types, pattern: shape.pattern, ...(pattern.test('1') && !pattern.test('-1') ? { minimum: 0 } : {}) }
}

export const TRUTH: JsonSchema = { anyOf: [{ type: 'boolean' }, { enum: ['yes', 'no', 'true', 'false'] }] }
export const DAY: JsonSchema = { type: 'string', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }

function object(shape: TSchema, how: Publishing, pointer: string): JsonSchema {
  const properties = shape.properties as Readonly<Record<string, TSchema>>
  const required = how.isPartial === true ? [] : ((shape.required ?? []) as readonly string[])
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, inner]) => {
        const published = publish(inner, how, `${pointer}/${key}`)
        return [
          key,
          (shape.required ?? []).includes(key) && how.isPartial !== true
            ? notEmpty(inner, published)
            : orEmpty(published),
        ]
      }),
    ),
    ...(required.length === 0 ? {} : { required }),
  }
}

/** A text that has to be there has to say something. */
function notEmpty(shape: TSchema, schema: JsonSchema): JsonSchema {
  return shape[Kind] === 'String' && shape.format === undefined && shape.pattern === undefined
    ? { ...schema, minLength: 1 }
    : schema
}

/** What may be left out may be left empty, which a YAML reader gives as null. */
function orEmpty(schema: JsonSchema): JsonSchema {
  const { description, ...rest } = schema
  const about = description === undefined ? {} : { description }
  if (typeof rest.type === 'string') return { ...about, ...rest, type: [rest.type, 'null'] }
  if (Array.isArray(rest.type)) return { ...about, ...rest, type: [...rest.type, 'null'] }
  if (Array.isArray(rest.anyOf)) return { ...about, ...rest, anyOf: [...rest.anyOf, { type: 'null' }] }
  return { ...about, anyOf: [rest, { type: 'null' }] }
}

/** A word as it is written, and what a YAML reader makes of it where that is something else. */
function typed(word: unknown): readonly unknown[] {
  const written = String(word)
  if (/^-?\d+$/.test(written)) return [Number(written), written]
  return written === 'true' || written === 'false' ? [written === 'true', written] : [written]
}

function text(pattern: string): JsonSchema {
  return { type: 'string', pattern }
}

function only(shape: TSchema, keys: readonly string[]): JsonSchema {
  return Object.fromEntries(keys.flatMap((key) => (shape[key] === undefined ? [] : [[key, shape[key] as unknown]])))
}
