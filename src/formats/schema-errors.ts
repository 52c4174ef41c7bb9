/** From the errors of a generated validator to one problem in a reader's words. */
import { nearestWords } from '#util/nearest.ts'
import { pointerSegment, segmentsOf } from './json-scanner.ts'
import type { Problem } from './problems.ts'

export interface SchemaError {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** What a generated module exports: it leaves its errors on itself, until it is called again. */
export interface Validate {
  (value: unknown): boolean
  readonly errors?: readonly SchemaError[] | null
}

/** These only say that one of the errors beside them holds. */
const summaries: ReadonlySet<string> = new Set(['oneOf', 'anyOf', 'allOf', 'if', 'not', 'propertyNames'])

/**
 * The problem that `validate` found in `value`, which stands at `base` in the document.
 *
 * A failed choice comes with the errors of every branch. The one deepest in the value is shown: the branch that got
 * furthest is most likely the one that was meant.
 */
export function schemaProblem(validate: Validate, value: unknown, base: string): Problem {
  let told: SchemaError | undefined
  for (const error of validate.errors ?? []) {
    if (told === undefined || rank(error) > rank(told)) told = error
  }
  if (told === undefined)
    return { code: 'formats.schema', message: 'the value does not follow the schema', pointer: base }
  const found = valueAt(value, told.instancePath)
  const { message, hint, below } = describe(told, found)
  return {
    code: told.keyword === 'distinctItems' ? 'formats.not-unique' : 'formats.schema',
    message,
    ...(hint === undefined ? {} : { hint }),
    pointer: `${base}${told.instancePath}${below ?? ''}`,
  }
}

function rank(error: SchemaError): number {
  const depth = error.instancePath.split('/').length * 4
  if (summaries.has(error.keyword)) return depth - 3
  return error.keyword === 'additionalProperties' ? depth + 1 : depth
}

interface Description {
  readonly message: string
  readonly hint?: string
  /** Where the problem is, from the value on. */
  readonly below?: string
}

function describe({ keyword, params, instancePath }: SchemaError, found: unknown): Description {
  const name = segmentsOf(instancePath).at(-1)
  const what = name === undefined || /^\d+$/.test(name) ? 'the value' : `"${name}"`
  switch (keyword) {
    case 'required':
      return { message: `"${String(params['missingProperty'])}" is missing` }
    case 'additionalProperties': {
      const key = String(params['additionalProperty'])
      return { message: `"${key}" has no place here`, below: `/${pointerSegment(key)}` }
    }
    case 'type':
      return { message: `${what} must be ${a(String(params['type']))}, not ${kindOf(found)}` }
    case 'enum':
    case 'memberOf': {
      const allowed = Array.isArray(params['allowedValues']) ? params['allowedValues'].filter(isText) : []
      const near = typeof found === 'string' ? nearestWords(found, allowed) : []
      const hint =
        near[0] !== undefined
          ? `Did you mean "${near[0]}"?`
          : allowed.length > 0
            ? `Known: ${allowed.join(', ')}.`
            : undefined
      return { message: `${what} may not be ${show(found)}`, ...(hint === undefined ? {} : { hint }) }
    }
    case 'const':
      return { message: `${what} may not be ${show(found)}`, hint: `It must be ${show(params['allowedValue'])}.` }
    case 'pattern':
      return {
        message: `${show(found)} is not of the form ${what} must have`,
        hint: `The form is ${String(params['pattern'])}.`,
      }
    case 'format':
      return { message: `${show(found)} is no ${String(params['format'])}` }
    case 'minLength':
      return { message: `${what} must not be empty` }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return {
        message: `${what} must be ${String(params['comparison'])} ${String(params['limit'])}, and is ${show(found)}`,
      }
    case 'minItems':
      return { message: `${what} must have at least ${String(params['limit'])} elements` }
    case 'maxItems':
    case 'additionalItems':
      return { message: `${what} must have at most ${String(params['limit'])} elements` }
    case 'distinctItems':
      return { message: `${what} holds the same element twice` }
    case 'dependencies':
      return { message: `"${String(params['property'])}" needs ${String(params['deps'])} beside it` }
    case 'oneOf':
    case 'anyOf':
      return { message: `${what} is none of the things it may be` }
    default:
      return { message: `${what} does not follow the schema (${keyword})` }
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function a(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return a(typeof value)
}

function show(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? kindOf(value) : (JSON.stringify(value) ?? 'nothing')
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text
}

function valueAt(value: unknown, pointer: string): unknown {
  let at = value
  for (const segment of segmentsOf(pointer)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return undefined
    at = (at as Readonly<Record<string, unknown>>)[segment]
  }
  return at
}
