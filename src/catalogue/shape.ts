/**
 * Documents against schemas: types the scalars a schema asks for, and turns every mismatch into a diagnostic that teaches.
 * One schema per value is the only source of its shape: the TypeScript type, the published JSON Schema and this check derive from it.
 */
import { Kind, type Static, type TSchema } from '@sinclair/typebox'
import { parseDate } from '#util/calendar-date.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import { diagnose } from './errors.ts'
import type { SourceDocument, Written } from './document.ts'

export type Shaped<T> = { readonly kind: 'shaped'; readonly value: T } | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

const MOST_DIAGNOSTICS = 50

/** Check and type a document. Cost: each value once per alternative of a union. */
export function shape<S extends TSchema>(schema: S, document: SourceDocument): Shaped<Static<S>> {
  const checker = new Checker(document)
  const value = checker.check(schema, document.value, '')
  if (checker.diagnostics.length > 0) return { kind: 'refused', diagnostics: checker.diagnostics.slice(0, MOST_DIAGNOSTICS) }
  return { kind: 'shaped', value: value as Static<S> }
}

interface ObjectSchema extends TSchema {
  readonly properties: Readonly<Record<string, TSchema>>
  readonly required?: readonly string[]
}

class Checker {
  readonly diagnostics: Diagnostic[] = []
  readonly #document: SourceDocument

  constructor(document: SourceDocument) {
    this.#document = document
  }

  check(schema: TSchema, value: Written, pointer: string): unknown {
    switch (schema[Kind]) {
      case 'Object':
        return this.#object(schema as ObjectSchema, value, pointer)
      case 'Array':
        return this.#array(schema, value, pointer)
      case 'Record':
        return this.#record(schema, value, pointer)
      case 'Union':
        return this.#union(schema, value, pointer)
      case 'Literal':
        if (value === String(schema.const)) return schema.const
        return this.#wrongValue(value, [String(schema.const)], pointer)
      case 'Boolean':
        if (value === 'true' || value === 'yes') return true
        if (value === 'false' || value === 'no') return false
        return this.#wrongType(value, 'true or false', pointer)
      case 'Integer':
      case 'Number':
        return this.#number(schema, value, pointer)
      case 'String':
        return this.#string(schema, value, pointer)
      default:
        return value
    }
  }

  #object(schema: ObjectSchema, value: Written, pointer: string): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.#wrongType(value, 'a map of keys and values', pointer)
    const known = Object.keys(schema.properties)
    const out: Record<string, unknown> = {}
    for (const [key, inner] of Object.entries(value)) {
      const property = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
      const at = `${pointer}/${escape(key)}`
      if (property === undefined) {
        const near = nearestWords(key, known)[0]
        this.#add('shape.unknown-key', `unknown key "${shorten(key)}"${where(pointer)}`, at, near === undefined ? `Known: ${known.slice(0, 24).join(', ')}.` : `Did you mean "${near}"?`)
      } else if (isBlank(inner)) {
        if (schema.required?.includes(key)) this.#add('shape.missing-key', `the key "${key}" has no value${where(pointer)}`, at)
      } else out[key] = this.check(property, inner, at)
    }
    for (const key of schema.required ?? []) {
      if (!(key in value)) this.#add('shape.missing-key', `the key "${key}" is missing${where(pointer)}`, pointer, schema.properties[key]?.description)
    }
    return out
  }

  #array(schema: TSchema, value: Written, pointer: string): unknown {
    if (!Array.isArray(value)) return this.#wrongType(value, 'a list', pointer)
    const list = value as readonly Written[]
    if (typeof schema.minItems === 'number' && list.length < schema.minItems) this.#add('shape.wrong-type', `the list${where(pointer)} is too short`, pointer)
    if (typeof schema.maxItems === 'number' && list.length > schema.maxItems) this.#add('shape.wrong-type', `the list${where(pointer)} is too long`, pointer)
    const items = schema.items as TSchema
    return list.map((item, i) => this.check(items, item, `${pointer}/${i}`))
  }

  #record(schema: TSchema, value: Written, pointer: string): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.#wrongType(value, 'a map of keys and values', pointer)
    const inner = Object.values(schema.patternProperties as Record<string, TSchema>)[0] as TSchema
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, this.check(inner, v as Written, `${pointer}/${escape(key)}`)]))
  }

  /** A union of literals is a choice of words; any other union takes the alternative of the value's own form with the fewest complaints. */
  #union(schema: TSchema, value: Written, pointer: string): unknown {
    const parts = schema.anyOf as readonly TSchema[]
    if (parts.every((p) => p[Kind] === 'Literal')) {
      const found = parts.find((p) => String(p.const) === value)
      if (found !== undefined) return found.const
      if (typeof value !== 'string') return this.#wrongType(value, `one of ${parts.map((p) => String(p.const)).join(', ')}`, pointer)
      return this.#wrongValue(value, parts.map((p) => String(p.const)), pointer)
    }
    let best: Checker | undefined
    for (const part of parts) {
      const attempt = new Checker(this.#document)
      const shaped = attempt.check(part, value, pointer)
      if (attempt.diagnostics.length === 0) return shaped
      const better = best === undefined || (fits(part, value) && attempt.diagnostics.length < best.diagnostics.length)
      if (better || (best !== undefined && fits(part, value) && best.diagnostics[0]?.code === 'shape.wrong-type')) best = attempt
    }
    for (const d of best?.diagnostics ?? []) if (this.diagnostics.length < MOST_DIAGNOSTICS) this.diagnostics.push(d)
    return undefined
  }

  #number(schema: TSchema, value: Written, pointer: string): unknown {
    const pattern = schema[Kind] === 'Integer' ? /^-?\d{1,15}$/ : /^-?\d{1,15}(\.\d{1,9})?$/
    if (typeof value !== 'string' || !pattern.test(value)) return this.#wrongType(value, schema[Kind] === 'Integer' ? 'a whole number' : 'a number', pointer)
    const number = Number(value)
    const low = schema.minimum as number | undefined
    const high = schema.maximum as number | undefined
    if ((low !== undefined && number < low) || (high !== undefined && number > high)) {
      this.#add('shape.wrong-value', `${value}${where(pointer)} is out of range`, pointer, `It runs from ${low ?? 'any'} to ${high ?? 'any'}.`)
    }
    return number
  }

  #string(schema: TSchema, value: Written, pointer: string): unknown {
    if (typeof value !== 'string') return this.#wrongType(value, 'text', pointer)
    if (schema.format === 'date' && parseDate(value) === undefined) this.#add('shape.bad-date', `"${shorten(value)}" is not a day of the calendar${where(pointer)}`, pointer, 'Write days as YYYY-MM-DD.')
    if (typeof schema.pattern === 'string' && !new RegExp(schema.pattern).test(value)) {
      this.#add('shape.wrong-value', `"${shorten(value)}"${where(pointer)} has not the form it should have`, pointer, schema.description)
    }
    return value
  }

  #wrongType(value: Written, wanted: string, pointer: string): undefined {
    this.#add('shape.wrong-type', `${pointer === '' ? 'the document' : pointer.slice(1)} should be ${wanted}, but is ${kindOfWritten(value)}`, pointer)
    return undefined
  }

  #wrongValue(value: Written, known: readonly string[], pointer: string): undefined {
    const near = typeof value === 'string' ? nearestWords(value, known)[0] : undefined
    const hint = near === undefined ? `Known: ${known.slice(0, 40).join(', ')}.` : `Did you mean "${near}"?`
    this.#add('shape.wrong-value', `unknown value "${typeof value === 'string' ? shorten(value) : kindOfWritten(value)}"${where(pointer)}`, pointer, hint)
    return undefined
  }

  #add(code: Parameters<typeof diagnose>[0], message: string, pointer: string, hint?: string): void {
    if (this.diagnostics.length >= MOST_DIAGNOSTICS) return
    this.diagnostics.push(diagnose(code, message, { at: this.#document.place(pointer), ...(hint === undefined ? {} : { hint }) }))
  }
}

function fits(schema: TSchema, value: Written): boolean {
  const kind = schema[Kind]
  if (typeof value === 'string') return kind !== 'Object' && kind !== 'Array' && kind !== 'Record'
  if (Array.isArray(value)) return kind === 'Array'
  return kind === 'Object' || kind === 'Record'
}

function isBlank(value: Written): boolean {
  return value === null || value === ''
}

function kindOfWritten(value: Written): string {
  if (value === null || value === '') return 'empty'
  if (typeof value === 'string') return `the text "${shorten(value)}"`
  return Array.isArray(value) ? 'a list' : 'a map'
}

function shorten(text: string): string {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
  return plain.length > 60 ? `${plain.slice(0, 57)}…` : plain
}

function where(pointer: string): string {
  return pointer === '' ? '' : ` in ${pointer.slice(1)}`
}

function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1')
}
