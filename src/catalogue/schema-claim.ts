/**
 * The shapes of a security claim and of a demand as written. One source: the types, the published JSON Schemas and the checks derive from it.
 */
import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { ATTACKER_CLASSES, CLAIM_EVIDENCE, TARGET_TYPES } from '#domain/assurance/index.ts'
import { idShape } from './schema.ts'

function words<const W extends readonly string[]>(values: W, description: string) {
  return Type.Union(
    values.map((v) => Type.Literal(v as W[number])),
    { description },
  )
}

function object<P extends Record<string, TSchema>>(properties: P, description: string) {
  return Type.Object(properties, { additionalProperties: false, description })
}

const optional = Type.Optional
const text = Type.String()
const day = Type.String({ format: 'date', description: 'a day, YYYY-MM-DD' })

function stated(description: string) {
  return optional(Type.Union([Type.Literal('all'), Type.Array(text)], { description }))
}

const actor = object(
  {
    name: text,
    country: optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'two-letter country code, as in DE' })),
  },
  'a company, an authority or a person',
)

const partShape = object(
  {
    id: idShape,
    name: text,
    purl: optional(Type.String({ description: 'package URL; where both documents have one, parts are matched by it' })),
    versions: stated('versions that are in, or all; left out: nothing is said'),
    configurations: stated('configurations that are in, or all; left out: nothing is said'),
    interfaces: stated('interfaces that are in, or all; left out: nothing is said'),
    note: optional(text),
  },
  'a part that is in the scope',
)

const statementShape = object({ id: idShape, says: text, note: optional(text) }, 'a statement with an id')

const conditionShape = object(
  { id: idShape, says: text, by: optional(Type.String({ description: 'who has to see to it' })), note: optional(text) },
  'something outside the target that has to be so',
)

const requirementsShape = object(
  {
    set: Type.String({ description: 'id of a requirement set of the catalogue' }),
    requirements: Type.Union([Type.Literal('all'), Type.Array(text)]),
    selection: optional(Type.String({ description: 'where the selection stands, for instance in a security target' })),
    note: optional(text),
  },
  'requirements that are claimed to be met',
)

const levelShape = Type.String({ description: 'id of a native level, a level as its scheme prints it, or TYPE:LETTER' })
const attackerShape = words(ATTACKER_CLASSES, 'the class of attackers that the target withstands')
const evidenceKind = words(CLAIM_EVIDENCE, 'what kind of evidence it is')

export const claimShape = Type.Object(
  {
    $schema: optional(Type.String({ description: 'for editors: where the schema of this form lies' })),
    claim: Type.Literal('1', { description: 'version of this form: 1' }),
    id: idShape,
    name: text,
    target: object(
      { type: words(TARGET_TYPES, 'what is assessed'), name: text, version: optional(text), summary: optional(text) },
      'what the claim is about',
    ),
    by: optional(actor),
    scope: object(
      {
        parts: Type.Array(partShape, { minItems: 1 }),
        excluded: optional(Type.Array(statementShape, { description: 'what is not in the scope, in words' })),
      },
      'what is in: what is not listed is not claimed',
    ),
    environment: optional(Type.Array(conditionShape, { description: 'conditions of the surroundings' })),
    assumptions: optional(Type.Array(conditionShape, { description: 'what users and operators are taken to do' })),
    requirements: optional(Type.Array(requirementsShape)),
    level: optional(levelShape),
    attacker: optional(attackerShape),
    evidence: optional(
      Type.Array(
        object(
          {
            id: text,
            kind: evidenceKind,
            says: text,
            certificate: optional(
              Type.String({ pattern: '^[A-Za-z0-9.-]+:.+$', description: 'register:number, as in cmvp:4282' }),
            ),
            by: optional(object({ who: text, independence: Type.Integer({ minimum: 0, maximum: 5 }) }, 'who made it')),
            on: optional(day),
            expires: optional(Type.String({ format: 'date', description: 'last day on which it may be shown' })),
            note: optional(text),
          },
          'what shows it',
        ),
      ),
    ),
    validity: optional(object({ from: optional(day), until: optional(day) }, 'the days on which the claim stands')),
    note: optional(text),
  },
  {
    additionalProperties: false,
    $id: 'https://metascheme.example/schemas/claim.schema.json',
    title: 'Security claim',
    description: 'What is said to be secure: scope, conditions, requirements, level, attacker, evidence and days',
  },
)
export type AuthoredClaim = Static<typeof claimShape>

export const demandShape = Type.Object(
  {
    $schema: optional(Type.String({ description: 'for editors: where the schema of this form lies' })),
    demand: Type.Literal('1', { description: 'version of this form: 1' }),
    id: idShape,
    name: text,
    by: optional(actor),
    target: optional(object({ type: words(TARGET_TYPES, 'what is assessed') }, 'the kind of target asked for')),
    scope: optional(object({ parts: Type.Array(partShape) }, 'what has to be in the scope of the claim')),
    requirements: optional(Type.Array(requirementsShape)),
    level: optional(levelShape),
    attacker: optional(attackerShape),
    accepts: optional(
      Type.Union([Type.Literal('all'), Type.Array(text)], {
        description: 'ids of conditions that are accepted, or all',
      }),
    ),
    evidence: optional(Type.Array(evidenceKind, { description: 'there must be evidence of one of these kinds' })),
    valid: optional(object({ on: optional(day), until: optional(day) }, 'the days on which the claim has to stand')),
    note: optional(text),
  },
  {
    additionalProperties: false,
    $id: 'https://metascheme.example/schemas/demand.schema.json',
    title: 'Demand on a security claim',
    description: 'What somebody asks of a security claim; what it does not name, it does not ask',
  },
)
export type AuthoredDemand = Static<typeof demandShape>
