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

export type Shaped<T> =
  | { readonly kind: 'shaped'; readonly value: T }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

/** So many are shown; the rest is counted. */
export const MOST_DIAGNOSTICS = 50

/** Check and type a document. Cost: each value once per alternative of a union that has its form. */
export function shape<S extends TSchema>(schema: S, document: SourceDocument): Shaped<Static<S>> {
  const checker = new Checker()
  const value = checker.check(schema, document.value, '')
  if (checker.complaints.length === 0) return { kind: 'shaped', value: value as Static<S> }
  const shown = checker.complaints.map((c) =>
    diagnose(c.code, c.message, { at: document.place(c.pointer), ...(c.hint === undefined ? {} : { hint: c.hint }) }),
  )
  return { kind: 'refused', diagnostics: checker.unshown === 0 ? shown : [...shown, more(checker.unshown, document)] }
}

/** What stands for those that are not shown. */
export function more(count: number, document: SourceDocument): Diagnostic {
  return diagnose('document.more', `${count} more problems are not shown`, {
    at: document.place(''),
    hint: 'Mend the first ones and look again.',
  })
}

/** A diagnostic whose place has not been looked up: of many, only the first are. */
interface Complaint {
  readonly code: Parameters<typeof diagnose>[0]
  readonly message: string
  readonly pointer: string
  readonly hint?: string
}

interface ObjectSchema extends TSchema {
  readonly properties: Readonly<Record<string, TSchema>>
  readonly required?: readonly string[]
}

class Checker {
  readonly complaints: Complaint[] = []
  unshown = 0

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
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return this.#wrongType(value, 'a map of keys and values', pointer)
    const known = Object.keys(schema.properties)
    const out: Record<string, unknown> = {}
    for (const [key, inner] of Object.entries(value)) {
      const property = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
      const at = `${pointer}/${escape(key)}`
      if (property === undefined) {
        this.#add('shape.unknown-key', `unknown key "${shorten(key)}"${where(pointer)}`, at, this.#near(key, known, 24))
      } else if (inner === null || (inner === '' && isPlainText(property))) {
        if (schema.required?.includes(key))
          this.#add('shape.missing-key', `the key "${key}" has no value${where(pointer)}`, at)
      } else out[key] = this.check(property, inner, at)
    }
    for (const key of schema.required ?? []) {
      if (!(key in value))
        this.#add(
          'shape.missing-key',
          `the key "${key}" is missing${where(pointer)}`,
          pointer,
          schema.properties[key]?.description,
        )
    }
    return out
  }

  #array(schema: TSchema, value: Written, pointer: string): unknown {
    if (!Array.isArray(value)) return this.#wrongType(value, 'a list', pointer)
    const list = value as readonly Written[]
    if (typeof schema.minItems === 'number' && list.length < schema.minItems)
      this.#add('shape.wrong-type', `the list${where(pointer)} is too short`, pointer)
    if (typeof schema.maxItems === 'number' && list.length > schema.maxItems)
      this.#add('shape.wrong-type', `the list${where(pointer)} is too long`, pointer)
    const items = schema.items as TSchema
    return list.map((item, i) => this.check(items, item, `${pointer}/${i}`))
  }

  #record(schema: TSchema, value: Written, pointer: string): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return this.#wrongType(value, 'a map of keys and values', pointer)
    const inner = Object.values(schema.patternProperties as Record<string, TSchema>)[0] as TSchema
    return Object.fromEntries(
      Object.entries(value).map(([key, v]) => [key, this.check(inner, v as Written, `${pointer}/${escape(key)}`)]),
    )
  }

  /** A union of literals is a choice of words; any other union takes the alternative of the value's own form with the fewest complaints. */
  #union(schema: TSchema, value: Written, pointer: string): unknown {
    const parts = schema.anyOf as readonly TSchema[]
    if (parts.every((p) => p[Kind] === 'Literal')) {
      const found = parts.find((p) => String(p.const) === value)
      if (found !== undefined) return found.const
      if (typeof value !== 'string')
        return this.#wrongType(value, `one of ${parts.map((p) => String(p.const)).join(', ')}`, pointer)
      return this.#wrongValue(
        value,
        parts.map((p) => String(p.const)),
        pointer,
      )
    }
    const fitting = parts.filter((p) => fits(p, value))
    const [only] = fitting
    if (only === undefined) return this.#wrongType(value, [...new Set(parts.map(formOf))].join(' or '), pointer)
    if (fitting.length === 1) return this.check(only, value, pointer)
    let best: Checker | undefined
    for (const part of fitting) {
      const attempt = new Checker()
      const shaped = attempt.check(part, value, pointer)
      if (attempt.complaints.length === 0) return shaped
      if (best === undefined || attempt.complaints.length < best.complaints.length) best = attempt
    }
    for (const c of best?.complaints ?? []) this.#keep(c)
    this.unshown += best?.unshown ?? 0
    return undefined
  }

  #number(schema: TSchema, value: Written, pointer: string): unknown {
    const pattern = schema[Kind] === 'Integer' ? /^-?\d{1,15}$/ : /^-?\d{1,15}(\.\d{1,9})?$/
    if (typeof value !== 'string' || !pattern.test(value))
      return this.#wrongType(value, schema[Kind] === 'Integer' ? 'a whole number' : 'a number', pointer)
    const number = Number(value)
    const low = schema.minimum as number | undefined
    const high = schema.maximum as number | undefined
    if ((low !== undefined && number < low) || (high !== undefined && number > high)) {
      this.#add(
        'shape.wrong-value',
        `${value}${where(pointer)} is out of range`,
        pointer,
        `It runs from ${low ?? 'any'} to ${high ?? 'any'}.`,
      )
    }
    return number
  }

  #string(schema: TSchema, value: Written, pointer: string): unknown {
    if (typeof value !== 'string') return this.#wrongType(value, 'text', pointer)
    if (schema.format === 'date' && parseDate(value) === undefined)
      this.#add(
        'shape.bad-date',
        `"${shorten(value)}" is not a day of the calendar${where(pointer)}`,
        pointer,
        'Write days as YYYY-MM-DD.',
      )
    if (typeof schema.pattern === 'string' && !new RegExp(schema.pattern).test(value)) {
      this.#add(
        'shape.wrong-value',
        `"${shorten(value)}"${where(pointer)} has not the form it should have`,
        pointer,
        schema.description,
      )
    }
    return value
  }

  #wrongType(value: Written, wanted: string, pointer: string): undefined {
    this.#add(
      'shape.wrong-type',
      `${pointer === '' ? 'the document' : shorten(pointer.slice(1))} should be ${wanted}, but is ${kindOfWritten(value)}`,
      pointer,
    )
    return undefined
  }

  #wrongValue(value: Written, known: readonly string[], pointer: string): undefined {
    const hint = this.#near(typeof value === 'string' ? value : '', known, 40)
    this.#add(
      'shape.wrong-value',
      `unknown value "${typeof value === 'string' ? shorten(value) : kindOfWritten(value)}"${where(pointer)}`,
      pointer,
      hint,
    )
    return undefined
  }

  #add(code: Complaint['code'], message: string, pointer: string, hint?: string): void {
    this.#keep({ code, message, pointer, ...(hint === undefined ? {} : { hint }) })
  }

  #keep(complaint: Complaint): void {
    if (this.complaints.length < MOST_DIAGNOSTICS) this.complaints.push(complaint)
    else this.unshown += 1
  }

  /** The nearest known word, as a hint; looked for only where it will be shown. */
  #near(word: string, known: readonly string[], most: number): string {
    const near = this.complaints.length < MOST_DIAGNOSTICS ? nearestWords(word, known)[0] : undefined
    return near === undefined ? `Known: ${known.slice(0, most).join(', ')}.` : `Did you mean "${near}"?`
  }
}

function fits(schema: TSchema, value: Written): boolean {
  const kind = schema[Kind]
  if (value === null) return false
  if (typeof value === 'string') return kind !== 'Object' && kind !== 'Array' && kind !== 'Record'
  if (Array.isArray(value)) return kind === 'Array'
  return kind === 'Object' || kind === 'Record'
}

function formOf(schema: TSchema): string {
  const kind = schema[Kind]
  return kind === 'Array' ? 'a list' : kind === 'Object' || kind === 'Record' ? 'a map' : 'one value'
}

/** Of a text, an empty one is as good as none. */
function isPlainText(schema: TSchema): boolean {
  return schema[Kind] === 'String' && schema.format === undefined && schema.pattern === undefined
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
  return pointer === '' ? '' : ` in ${shorten(pointer.slice(1))}`
}

function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1')
}
