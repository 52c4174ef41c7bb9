/**
 * The shapes of catalogue entries and dossiers as written. The only source of shape: types, published JSON Schemas and checks derive from it.
 */
import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { STATED_RATIONALES, STATED_RELATIONS } from '#domain/requirements/index.ts'
import { COMPOSITE_TESTS } from '#domain/composition/index.ts'
import {
  ASSUMPTION_KINDS,
  CHANGED_THINGS,
  COMPOSITION_METHODS,
  FOUNDATIONAL_REQUIREMENTS,
} from '#domain/dossier/index.ts'

function words<const W extends readonly string[]>(values: W, description?: string) {
  return Type.Union(
    values.map((v) => Type.Literal(v as W[number])),
    description === undefined ? {} : { description },
  )
}

function object<P extends Record<string, TSchema>>(properties: P, description?: string) {
  return Type.Object(properties, { additionalProperties: false, ...(description === undefined ? {} : { description }) })
}

const optional = Type.Optional
const text = Type.String()
const day = Type.String({ format: 'date', description: 'a day, YYYY-MM-DD' })
export const idShape = Type.String({
  pattern: '^[a-z0-9][a-z0-9.+-]*$',
  description: 'lower case letters, digits, dots, plus signs and dashes',
})
const standing = words(['primary', 'secondary', 'estimate', 'unchecked'], 'what was read')

const citationParts = { source: optional(text), at: optional(text), standing: optional(standing), on: optional(day) }
export const citeShape = object(citationParts, 'where it was read')
export type AuthoredCitation = Static<typeof citeShape>

export const TARGET_TYPE_WORDS = ['component', 'product', 'service', 'system', 'organisation', 'process'] as const
const targetType = words(TARGET_TYPE_WORDS)
const dimension = words(['I', 'D', 'T', 'V', 'R', 'L', 'M'])
const review = optional(object({ on: day, by: text }))

export const sourceShape = object({
  kind: Type.Literal('source'),
  id: idShape,
  title: text,
  publisher: text,
  edition: optional(text),
  type: words([
    'law',
    'standard',
    'scheme-document',
    'register',
    'guidance',
    'web-page',
    'study',
    'secondary',
    'product-document',
  ]),
  address: optional(text),
  readOn: optional(day),
  readAs: optional(text),
  language: optional(text),
  paywalled: optional(Type.Boolean()),
  note: optional(text),
  copy: optional(text),
  reviewed: review,
})

const datedFact = object({
  value: Type.Union([text, Type.Array(text)]),
  from: optional(day),
  until: optional(day),
  note: optional(text),
  ...citationParts,
})
export const schemeShape = object({
  kind: words(['scheme', 'standard', 'regulation', 'credential']),
  id: idShape,
  name: text,
  aliases: optional(Type.Array(text)),
  class: words(['product', 'service', 'system', 'sector', 'organisation', 'professional']),
  schemeKind: words([
    'requirement-standard',
    'evaluation-method',
    'scheme',
    'label',
    'recognition-arrangement',
    'personal-credential',
    'law',
    'guidance',
  ]),
  sectors: Type.Array(text),
  regions: Type.Array(text),
  summary: text,
  cite: optional(citeShape),
  facts: Type.Record(text, Type.Union([datedFact, Type.Array(datedFact)])),
  relations: optional(
    Type.Array(
      object({
        type: words([
          'based-on',
          'supersedes',
          'superseded-by',
          'transposes',
          'cites',
          'supports',
          'required-by',
          'part-of',
          'recognises',
        ]),
        to: text,
        edition: optional(text),
        note: optional(text),
        ...citationParts,
      }),
    ),
  ),
  links: optional(Type.Array(text)),
  reviewed: review,
})

const stepOrBounds = Type.Union([
  Type.Integer({ minimum: 0, maximum: 6 }),
  Type.Array(Type.Integer({ minimum: 0, maximum: 6 }), { minItems: 2, maxItems: 2 }),
])
export const coordinateShape = object({
  depth: optional(stepOrBounds),
  performer: optional(stepOrBounds),
  pairs: optional(Type.Array(Type.Array(Type.Integer({ minimum: 0, maximum: 6 }), { minItems: 2, maxItems: 2 }))),
  unknown: optional(Type.Boolean()),
  because: text,
  note: optional(text),
  ...citationParts,
})
export const levelShape = object({
  kind: Type.Literal('level'),
  id: idShape,
  name: text,
  scheme: text,
  edition: text,
  targetType,
  asPrinted: Type.Array(text),
  profile: object({
    I: coordinateShape,
    D: coordinateShape,
    T: coordinateShape,
    V: coordinateShape,
    R: coordinateShape,
    L: coordinateShape,
    M: coordinateShape,
  }),
  includes: optional(Type.Array(object({ level: text, because: text, ...citationParts }))),
  cite: optional(citeShape),
  frozen: optional(text),
  note: optional(text),
  reviewed: review,
})

export const recognitionShape = object({
  kind: Type.Literal('recognition'),
  id: idShape,
  name: optional(text),
  recognitionKind: words(['agreement', 'cap', 'substitution', 'prerequisite', 'alias', 'law']),
  from: Type.Array(text),
  as: Type.Array(text),
  by: Type.Array(text),
  direction: words(['one-way', 'mutual']),
  purpose: optional(text),
  conditions: optional(Type.Array(text)),
  versions: optional(text),
  cap: optional(Type.Record(text, Type.Integer({ minimum: 0, maximum: 6 }))),
  'from-date': optional(day),
  'until-date': optional(day),
  summary: optional(text),
  cite: citeShape,
  reviewed: review,
})

const certificateKinds = object({ schemes: optional(Type.Array(text)), registers: optional(Type.Array(text)) })

/** What a scheme asks of a composition: one rule an entry. Which keys a test needs is for the decoder. */
export const compositeRuleShape = object({
  kind: Type.Literal('composite-rule'),
  id: idShape,
  name: text,
  scheme: text,
  method: words(COMPOSITION_METHODS, 'how the dependent part and its base are put together'),
  speaksOf: certificateKinds,
  counts: optional(certificateKinds),
  onlyWhenAsked: optional(Type.Boolean()),
  gives: text,
  never: optional(Type.Array(text)),
  from: optional(day),
  until: optional(day),
  conditions: Type.Array(
    object({
      id: idShape,
      says: text,
      test: words(COMPOSITE_TESTS, 'how it is tested'),
      months: optional(Type.Integer({ minimum: 1 })),
      order: optional(Type.Union([Type.Literal('depth'), Type.Array(Type.Array(text))])),
      kinds: optional(Type.Array(words(ASSUMPTION_KINDS))),
      activities: optional(Type.Array(text)),
      whose: optional(words(['base', 'dependent'])),
      fact: optional(text),
      question: optional(text),
      exception: optional(object({ fact: text, says: text, ...citationParts })),
      note: optional(text),
      ...citationParts,
    }),
    { minItems: 1 },
  ),
  cite: citeShape,
  note: optional(text),
  reviewed: review,
})

export const requirementSetShape = object({
  kind: Type.Literal('requirement-set'),
  id: idShape,
  name: text,
  edition: text,
  cite: optional(citeShape),
  note: optional(text),
  publisher: optional(text),
  licence: optional(text),
  families: optional(Type.Array(text)),
  hub: optional(Type.Boolean()),
  partial: optional(Type.Boolean()),
  parts: optional(Type.Array(text)),
  requirements: Type.Array(
    object({
      id: text,
      stableId: optional(text),
      title: optional(text),
      says: optional(text),
      parent: optional(text),
      heading: optional(Type.Boolean()),
      at: optional(text),
      applies: optional(words(['always', 'by-risk-assessment', 'conditional'])),
      substitutable: optional(Type.Boolean()),
      ofTheWhole: optional(Type.Boolean()),
      deniedBy: optional(text),
      source: optional(text),
      standing: optional(standing),
      on: optional(day),
      family: optional(text),
      tiers: optional(Type.Record(text, text)),
      tierBecause: optional(text),
      shownBy: optional(Type.Array(text)),
      because: optional(text),
      note: optional(text),
    }),
  ),
  reviewed: review,
})

const acceptance = object(
  { role: text, organisation: text, on: day },
  'who accepted the row: the role that answers for it, in which organisation, and when',
)

export const mappingShape = object({
  kind: Type.Literal('mapping'),
  id: text,
  from: object({ set: text, edition: text }),
  to: object({ set: text, edition: text }),
  author: text,
  date: optional(day),
  status: optional(text),
  cite: citeShape,
  accepted: optional(acceptance),
  note: optional(text),
  pins: optional(
    object({
      revision: text,
      from: optional(Type.Record(text, text)),
      to: optional(Type.Record(text, text)),
    }),
  ),
  maps: Type.Array(
    object({
      from: Type.Array(text),
      to: Type.Array(text),
      relation: words(STATED_RELATIONS),
      rationale: words(STATED_RATIONALES),
      printed: optional(text),
      accepted: optional(acceptance),
      because: optional(text),
      note: optional(text),
      ...citationParts,
    }),
  ),
  reviewed: review,
})

// Expressions nest; the decoder checks them, since a schema of their grammar would tell a reader less than its messages do.
const expression = Type.Unsafe<unknown>(Type.Any({ description: 'an expression over facts, states and conclusions' }))

const figure = object({
  low: Type.Number({ minimum: 0 }),
  high: Type.Number({ minimum: 0 }),
  unit: optional(text),
  currency: optional(text),
  year: optional(Type.Integer()),
  grade: optional(text),
  because: optional(text),
  note: optional(text),
  ...citationParts,
})
export const optionShape = object({
  kind: Type.Literal('option'),
  id: idShape,
  name: text,
  optionKind: words([
    'certification',
    'conformity-module',
    'test',
    'audit',
    'review',
    'self-assessment',
    'document',
    'process',
    'monitoring',
    'bug-bounty',
    'credential',
    'attestation',
    'inspection',
    'label',
  ]),
  summary: text,
  scheme: optional(text),
  attains: optional(Type.Array(text)),
  targetTypes: Type.Array(text),
  when: optional(expression),
  gives: optional(
    Type.Array(
      object({
        dimension,
        depth: Type.Integer({ minimum: 0, maximum: 6 }),
        performer: optional(Type.Integer({ minimum: 0, maximum: 5 })),
        because: optional(text),
        ...citationParts,
      }),
    ),
  ),
  covers: optional(
    Type.Array(
      object({
        set: text,
        requirements: Type.Array(text),
        because: optional(text),
        note: optional(text),
        ...citationParts,
      }),
    ),
  ),
  completes: optional(Type.Array(text)),
  performer: object({
    who: text,
    independence: Type.Integer({ minimum: 0, maximum: 5 }),
    accreditation: optional(text),
    note: optional(text),
  }),
  requires: optional(Type.Array(Type.Array(text))),
  excludes: optional(Type.Array(text)),
  days: figure,
  effort: optional(figure),
  cost: figure,
  queueDays: optional(figure),
  validityMonths: optional(Type.Integer()),
  fitsReleases: optional(Type.Integer()),
  keepsSecrets: optional(Type.Integer()),
  euAnchored: optional(Type.Boolean()),
  cite: optional(citeShape),
  note: optional(text),
  reviewed: review,
})

export const factSetShape = object({
  kind: Type.Literal('fact-set'),
  id: idShape,
  note: optional(text),
  facts: Type.Array(
    object({
      id: text,
      type: words(['boolean', 'enum', 'date', 'set', 'number']),
      values: optional(Type.Array(text)),
      question: text,
      why: text,
      source: text,
      at: text,
      standing: optional(standing),
      on: optional(day),
      note: optional(text),
    }),
  ),
  reviewed: review,
})

export const stateShape = object({
  kind: Type.Literal('state'),
  id: text,
  name: text,
  /** The same, asked of somebody who can look it up. */
  question: optional(text),
  cite: optional(citeShape),
  note: optional(text),
  values: Type.Array(
    object({ value: Type.Boolean(), from: day, checkedOn: day, note: optional(text), ...citationParts }),
  ),
  decisions: optional(Type.Array(object({ ...citationParts, on: day, what: text, note: optional(text) }))),
  reviewed: review,
})

export const rulesShape = object({
  kind: Type.Literal('rules'),
  id: text,
  act: text,
  name: text,
  proposal: optional(Type.Boolean()),
  entry: optional(Type.Array(text)),
  cite: optional(citeShape),
  note: optional(text),
  conclusions: Type.Array(
    object({
      id: text,
      type: words(['applicability', 'exclusion', 'class', 'route', 'presumption', 'duty', 'step']),
      label: text,
      closed: optional(text),
      procedure: optional(text),
      assessor: optional(text),
      note: optional(text),
      at: optional(text),
      discharges: optional(
        Type.Array(object({ set: text, requirements: Type.Union([Type.Literal('all'), Type.Array(text)]) })),
      ),
      asks: optional(Type.Array(object({ set: text, requirements: Type.Array(text) }))),
      clock: optional(object({ trigger: text, within: text, needs: optional(text), note: optional(text) })),
      period: optional(text),
      deadline: optional(day),
    }),
  ),
  rules: Type.Array(
    object({
      concludes: text,
      says: text,
      from: optional(day),
      until: optional(day),
      when: expression,
      note: optional(text),
      ...citationParts,
    }),
  ),
  examples: Type.Array(
    object({
      name: text,
      on: day,
      facts: Type.Record(text, Type.Union([Type.Boolean(), Type.Array(text), text])),
      expect: Type.Record(text, words(['yes', 'no', 'not-known'])),
      note: optional(text),
    }),
  ),
  reviewed: review,
})

const thresholdRow = object({
  dimension: words(['I', 'D', 'T', 'V', 'R', 'L', 'M', 'r']),
  depth: Type.Integer({ minimum: 0, maximum: 6 }),
  performer: optional(Type.Integer({ minimum: 0, maximum: 5 })),
  because: optional(text),
  ...citationParts,
})
export const thresholdsShape = object({
  kind: Type.Literal('thresholds'),
  id: text,
  edition: text,
  from: day,
  cite: optional(citeShape),
  note: optional(text),
  tables: Type.Array(
    object({
      targetTypes: Type.Array(targetType),
      note: optional(text),
      levels: Type.Array(
        object({
          letter: words(['E', 'D', 'C', 'B', 'A']),
          because: optional(text),
          requires: Type.Array(thresholdRow),
        }),
      ),
    }),
  ),
  csa: Type.Array(
    object({
      level: words(['basic', 'substantial', 'high']),
      targetTypes: Type.Array(targetType),
      requires: Type.Array(thresholdRow),
      because: text,
      note: optional(text),
      ...citationParts,
    }),
  ),
  reviewed: review,
})

export const bodyShape = object({
  kind: Type.Literal('body'),
  id: idShape,
  name: text,
  aliases: optional(Type.Array(text)),
  country: optional(text),
  roles: Type.Array(text),
  website: optional(text),
  summary: optional(text),
  cite: citeShape,
  note: optional(text),
  scopes: optional(
    Type.Array(
      object({
        scheme: text,
        domain: optional(text),
        module: optional(text),
        role: optional(text),
        from: optional(day),
        until: optional(day),
        note: optional(text),
        ...citationParts,
      }),
    ),
  ),
  reviewed: review,
})

/** What became of an id that is no longer used: `moved` to one other, `split` into several, or `retired`. `of` is the kind it was of. */
export const movedShape = object({
  kind: words(['moved', 'split', 'retired']),
  id: idShape,
  of: text,
  to: optional(Type.Array(text)),
  on: day,
  because: text,
})

/** A state of the catalogue that was given a name: the key of its content, and where it is found. */
export const editionShape = object({
  kind: Type.Literal('edition'),
  id: idShape,
  name: text,
  on: day,
  edition: Type.String({ pattern: '^[0-9a-f]{12}$', description: 'the key of its content, as answers print it' }),
  revision: Type.String({ pattern: '^[0-9a-f]{7,64}$', description: 'the commit in which it stands' }),
  says: optional(text),
})

/** Every kind of catalogue entry, with the folder it lives in. */
export const ENTRY_SHAPES = {
  source: sourceShape,
  scheme: schemeShape,
  standard: schemeShape,
  regulation: schemeShape,
  credential: schemeShape,
  level: levelShape,
  recognition: recognitionShape,
  'composite-rule': compositeRuleShape,
  'requirement-set': requirementSetShape,
  mapping: mappingShape,
  option: optionShape,
  'fact-set': factSetShape,
  state: stateShape,
  rules: rulesShape,
  thresholds: thresholdsShape,
  body: bodyShape,
  moved: movedShape,
  split: movedShape,
  retired: movedShape,
  edition: editionShape,
} as const
export type EntryKind = keyof typeof ENTRY_SHAPES

// ---- the dossier ------------------------------------------------------------------------------------------------------------

const factValue = Type.Union([
  Type.Array(text),
  text,
  object({ value: Type.Union([Type.Array(text), text]), by: optional(text), on: optional(day), note: optional(text) }),
])
const requirementsRef = object({
  set: text,
  requirements: Type.Union([Type.Literal('all'), Type.Array(text)]),
  selection: optional(text),
  note: optional(text),
})
const range = object({ low: Type.Number({ minimum: 0 }), high: Type.Number({ minimum: 0 }) })
const country = Type.String({ pattern: '^[A-Z]{2}$', description: 'two-letter country code, as in DE' })

const securityLevel = Type.Integer({ minimum: 0, maximum: 4 })
const securityLevels = Type.Union(
  [securityLevel, object(Object.fromEntries(FOUNDATIONAL_REQUIREMENTS.map((r) => [r, optional(securityLevel)])))],
  { description: 'one level for all foundational requirements, or one for each; what is left out is 0' },
)
const countermeasures = optional(
  Type.Array(
    object({
      requirement: words(FOUNDATIONAL_REQUIREMENTS),
      level: securityLevel,
      by: Type.Array(text),
      note: optional(text),
    }),
    { description: 'guarantees or evidence that make up for what parts lack' },
  ),
)

const dossierParts = {
  target: object(
    {
      type: words(TARGET_TYPE_WORDS, 'what is assessed'),
      version: optional(text),
      summary: optional(text),
      core: optional(text),
      name: optional(text),
    },
    'the target of the dossier',
  ),
  manufacturer: optional(
    object({
      name: text,
      country: optional(country),
      size: optional(words(['micro', 'small', 'medium', 'large'])),
      note: optional(text),
    }),
  ),
  markets: optional(Type.Array(text)),
  sectors: optional(Type.Array(text)),
  dates: optional(
    object({
      firstPlacedOn: optional(day),
      lastPlacedOn: optional(day),
      supportUntil: optional(day),
      deadline: optional(day),
    }),
  ),
  facts: optional(Type.Record(text, factValue)),
  parts: optional(
    Type.Array(
      object({
        id: idShape,
        name: text,
        origin: words(['made', 'bought', 'open-source', 'service']),
        supplier: optional(object({ name: text, country: optional(country) })),
        version: optional(text),
        purl: optional(text),
        cpe: optional(text),
        certificates: optional(Type.Array(text)),
        dependsOn: optional(Type.Array(text)),
        note: optional(text),
        zone: optional(text),
        provides: optional(
          Type.Array(
            object({ id: text, says: text, requirements: optional(Type.Array(requirementsRef)), note: optional(text) }),
          ),
        ),
        assumes: optional(
          Type.Array(
            object({
              id: text,
              says: text,
              kind: optional(words(ASSUMPTION_KINDS, 'what it is about')),
              caveat: optional(
                object(
                  { of: text, number: Type.Integer({ minimum: 1 }) },
                  'the caveat of a certificate that it stands for, counted from 1',
                ),
              ),
              dischargedBy: optional(Type.Array(text)),
              note: optional(text),
            }),
          ),
        ),
        exposedTo: optional(
          Type.Array(object({ part: text, isolatedBy: optional(Type.Array(text)), note: optional(text) }), {
            description: 'parts that can reach this one without being beneath it',
          }),
        ),
        securityLevels: optional(
          Type.Array(object({ levels: securityLevels, shownBy: optional(text), note: optional(text) }), {
            description: 'security levels that it is capable of, after IEC 62443',
          }),
        ),
      }),
    ),
  ),
  compositions: optional(
    Type.Array(
      object({
        id: idShape,
        part: text,
        base: text,
        method: optional(words(COMPOSITION_METHODS, 'how the two are put together')),
        rules: optional(Type.Array(text)),
        wanted: optional(text),
        reportDated: optional(day),
        facts: optional(Type.Record(text, text, { description: 'true, false, or the id of evidence that shows it' })),
        note: optional(text),
      }),
    ),
  ),
  zones: optional(
    Type.Array(object({ id: idShape, name: text, target: securityLevels, countermeasures, note: optional(text) })),
  ),
  conduits: optional(
    Type.Array(
      object({
        id: idShape,
        name: text,
        between: Type.Array(text, { minItems: 2 }),
        parts: optional(Type.Array(text)),
        target: securityLevels,
        countermeasures,
        note: optional(text),
      }),
    ),
  ),
  changes: optional(
    Type.Array(
      object({
        id: idShape,
        release: text,
        part: optional(text),
        certificate: optional(text),
        says: text,
        items: Type.Array(
          object({
            what: words(CHANGED_THINGS, 'what is changed'),
            name: text,
            says: optional(text),
            inTarget: optional(Type.Boolean({ description: 'inside the boundary of the target of evaluation' })),
            touchesSecurityFunction: optional(
              Type.Boolean({ description: 'touches a security function of the security target' }),
            ),
            securityFunctions: optional(Type.Array(text)),
            files: optional(Type.Array(text)),
            effectOnAssurance: optional(words(['none', 'adverse'], 'what the analysis of the maker says')),
            because: optional(text),
            evidence: optional(Type.Array(text)),
          }),
          { minItems: 1 },
        ),
        note: optional(text),
      }),
      { description: 'changes from what a certificate names to a release' },
    ),
  ),
  bills: optional(Type.Array(object({ file: text, part: optional(text) }))),
  certificates: optional(
    Type.Array(
      object({
        id: Type.String({ pattern: '^[A-Za-z0-9.-]+:.+$', description: 'register:number, as in cmvp:4282' }),
        level: text,
        holder: optional(text),
        issuer: optional(object({ name: text, country: optional(country) })),
        facility: optional(object({ name: text, country: optional(country) })),
        scope: optional(
          object({
            product: optional(text),
            versions: optional(Type.Array(text)),
            configurations: optional(Type.Array(text)),
            note: optional(text),
          }),
        ),
        issued: optional(day),
        expires: optional(day),
        status: optional(
          Type.Array(
            object({
              value: words([
                'issued',
                'active',
                'valid',
                'maintained',
                'suspended',
                'expired',
                'archived',
                'historical',
                'withdrawn',
                'revoked',
              ]),
              from: day,
              note: optional(text),
            }),
          ),
        ),
        covers: optional(Type.Array(requirementsRef)),
        caveats: optional(Type.Array(text)),
        invented: optional(Type.Boolean()),
        source: optional(citeShape),
        note: optional(text),
        predecessor: optional(text),
      }),
    ),
  ),
  evidence: optional(
    Type.Array(
      object({
        id: text,
        activity: text,
        by: object({ who: text, independence: Type.Integer({ minimum: 0, maximum: 5 }) }),
        on: day,
        expires: optional(day),
        gives: optional(Type.Array(object({ dimension, depth: Type.Integer({ minimum: 0, maximum: 6 }) }))),
        covers: optional(Type.Array(requirementsRef)),
        part: optional(text),
        note: optional(text),
      }),
    ),
  ),
  demands: optional(
    Type.Array(
      object({
        by: words(['contract', 'risk', 'law']),
        who: optional(text),
        level: text,
        because: text,
        note: optional(text),
      }),
    ),
  ),
  risks: optional(
    Type.Array(
      object({
        id: text,
        says: text,
        impact: Type.Integer({ minimum: 1, maximum: 5 }),
        likelihood: Type.Integer({ minimum: 1, maximum: 5 }),
        attacker: words(['opportunistic', 'basic', 'enhanced-basic', 'moderate', 'high']),
        note: optional(text),
      }),
    ),
  ),
  constraints: optional(
    object({
      budget: optional(Type.Integer({ minimum: 0 })),
      deadline: optional(day),
      start: optional(day),
      secrecy: optional(Type.Integer({ minimum: 1, maximum: 5 })),
      releasesPerYear: optional(Type.Integer({ minimum: 0, maximum: 1000 })),
      horizonYears: optional(Type.Integer({ minimum: 1, maximum: 30 })),
      euAnchoredOnly: optional(Type.Boolean()),
      excludedOptions: optional(Type.Array(text)),
      note: optional(text),
    }),
  ),
  overrides: optional(
    Type.Array(
      object({
        option: text,
        cost: optional(range),
        days: optional(range),
        queueDays: optional(range),
        because: text,
      }),
    ),
  ),
  note: optional(text),
}

export const dossierShape = Type.Object(
  {
    $schema: optional(Type.String({ description: 'for editors: where the schema of this form lies' })),
    metascheme: Type.Literal('1', { description: 'version of the dossier form: 1' }),
    id: idShape,
    name: text,
    ...dossierParts,
  },
  {
    additionalProperties: false,
    $id: 'https://metascheme.example/schemas/dossier.schema.json',
    title: 'Metascheme dossier',
    description: 'One target, its parts, certificates, evidence and constraints',
  },
)
export type AuthoredDossier = Static<typeof dossierShape>
