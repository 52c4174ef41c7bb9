/** What the shapes leave to a decoder, said to an editor: the grammar of conditions, and the vocabulary of facts. */
import type { FactDefinition } from '#domain/law/index.ts'
import { DAY, type JsonSchema, TRUTH } from './publish.ts'

const SCALAR: JsonSchema = { type: ['string', 'number', 'boolean'] }

function test(key: string, value: JsonSchema, description: string): JsonSchema {
  return {
    description,
    type: 'object',
    additionalProperties: false,
    required: ['fact', key],
    properties: { fact: { type: 'string', description: 'the id of a fact' }, [key]: value },
  }
}

/** docs/catalogue-format.md; `decodeExpression` of src/catalogue/decode.ts. */
export const EXPRESSION: JsonSchema = {
  description: 'a condition over facts, states and conclusions',
  anyOf: [
    {
      description: 'the id of a boolean fact, of a state or of a conclusion',
      type: 'string',
      pattern: '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$',
    },
    combination('all', 'every one of them'),
    combination('any', 'at least one of them'),
    {
      description: 'it is not so',
      type: 'object',
      additionalProperties: false,
      required: ['not'],
      properties: { not: { $ref: '#/definitions/expression' } },
    },
    test('is', SCALAR, 'the fact has this value'),
    test('in', { type: 'array', items: SCALAR }, 'the fact has one of these values'),
    test('has', SCALAR, 'this value is in the set'),
    test('before', DAY, 'the day of the fact is before this day'),
    test('onOrAfter', DAY, 'the day of the fact is this day or later'),
    test('reached', { enum: [true, 'true'] }, 'the day asked is the day of the fact or later'),
    test('atLeast', { type: ['number', 'string'] }, 'the number is this or more'),
    test('below', { type: ['number', 'string'] }, 'the number is less than this'),
  ],
}

function combination(key: string, description: string): JsonSchema {
  return {
    description,
    type: 'object',
    additionalProperties: false,
    required: [key],
    properties: { [key]: { type: 'array', items: { $ref: '#/definitions/expression' } } },
  }
}

/** The `facts` of a dossier: every fact of the vocabulary by its id, with its question. */
export function factsOf(vocabulary: readonly FactDefinition[]): JsonSchema {
  return {
    description: 'what the maker states of the target; what is left out is not known',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(vocabulary.map((fact) => [fact.id, factSchema(fact)])),
  }
}

function factSchema(fact: FactDefinition): JsonSchema {
  const value = valueOf(fact)
  return {
    description: `${fact.question}\n${fact.why}`,
    anyOf: [value, { allOf: [{ $ref: '#/definitions/declared' }, { properties: { value } }] }, { type: 'null' }],
  }
}

function valueOf(fact: FactDefinition): JsonSchema {
  switch (fact.type) {
    case 'boolean':
      return { $ref: '#/definitions/truth' }
    case 'date':
      return { $ref: '#/definitions/day' }
    case 'number':
      return { $ref: '#/definitions/number' }
    case 'enum':
      return { enum: [...fact.values, 'unknown'] }
    case 'set': {
      const word: JsonSchema = fact.values.length === 0 ? SCALAR : { enum: fact.values }
      return { anyOf: [{ type: 'array', items: word }, word, { enum: ['unknown'] }] }
    }
    default:
      throw new Error(`no published form for facts of type ${String(fact.type satisfies never)}`)
  }
}

export const FACT_DEFINITIONS: JsonSchema = {
  truth: { anyOf: [TRUTH, { enum: ['unknown'] }] },
  day: { anyOf: [DAY, { enum: ['never', 'unknown'] }] },
  number: {
    anyOf: [{ type: 'number' }, { type: 'string', pattern: '^-?\\d{1,12}(\\.\\d{1,6})?$' }, { enum: ['unknown'] }],
  },
  declared: {
    description: 'a value, with who declared it and when',
    type: 'object',
    additionalProperties: false,
    required: ['value'],
    properties: {
      value: {},
      by: { type: ['string', 'null'], description: 'who declared it' },
      on: { anyOf: [DAY, { type: 'null' }], description: 'when' },
      note: { type: ['string', 'null'] },
    },
  },
}
