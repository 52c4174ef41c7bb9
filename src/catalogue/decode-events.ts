/** An event file: what happened, as a list. The form is that of docs/catalogue-format.md, "Events". */
import { type Static, Type } from '@sinclair/typebox'
import type { ChangeEvent } from '#domain/change/index.ts'
import type { Citation } from '#domain/answers/index.ts'
import { type Actor, type Certificate, CERTIFICATE_STATUSES } from '#domain/dossier/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import type { SourceDocument } from './document.ts'
import { shape } from './shape.ts'

const text = Type.String()
const day = Type.String({ format: 'date', description: 'a day, YYYY-MM-DD' })

function event<P extends Parameters<typeof Type.Object>[0]>(properties: P) {
  return Type.Object(properties, { additionalProperties: false })
}

const actor = Type.Object({ name: text, country: Type.Optional(text) }, { additionalProperties: false })

const STATES = ['under-investigation', 'affected', 'not-affected', 'fixed'] as const

/** A certificate as an issuer put it on record; the same words as in a dossier. */
const issuedShape = Type.Object(
  {
    id: text,
    level: text,
    holder: Type.Optional(text),
    issuer: Type.Optional(actor),
    facility: Type.Optional(actor),
    product: Type.Optional(text),
    versions: Type.Optional(Type.Array(text)),
    configurations: Type.Optional(Type.Array(text)),
    issued: Type.Optional(day),
    expires: Type.Optional(day),
    status: Type.Optional(
      Type.Array(
        Type.Object(
          { value: Type.Union(CERTIFICATE_STATUSES.map((s) => Type.Literal(s))), from: day },
          { additionalProperties: false },
        ),
      ),
    ),
    caveats: Type.Optional(Type.Array(text)),
    invented: Type.Optional(Type.Boolean()),
    source: Type.Optional(
      Type.Object(
        {
          source: text,
          at: text,
          standing: Type.Union(['primary', 'secondary', 'estimate', 'unchecked'].map((s) => Type.Literal(s))),
          on: day,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

export const eventsShape = Type.Object(
  {
    metascheme: Type.Literal('1'),
    events: Type.Array(
      Type.Union([
        event({
          kind: Type.Literal('certificate-status'),
          certificate: text,
          value: Type.Union(CERTIFICATE_STATUSES.map((s) => Type.Literal(s))),
          from: day,
          note: Type.Optional(text),
        }),
        event({ kind: Type.Literal('certificate-end'), certificate: text, expires: day, note: Type.Optional(text) }),
        event({ kind: Type.Literal('new-version'), part: text, version: text, note: Type.Optional(text) }),
        event({ kind: Type.Literal('actor-ends'), name: text, from: day, note: Type.Optional(text) }),
        event({
          kind: Type.Literal('certificate-issued'),
          certificate: issuedShape,
          parts: Type.Array(text, { description: 'parts that it is for' }),
          note: Type.Optional(text),
        }),
        event({
          kind: Type.Literal('vulnerability'),
          id: text,
          part: text,
          state: Type.Union(STATES.map((s) => Type.Literal(s))),
          from: day,
          until: Type.Optional(day),
          rated: Type.Optional(Type.Union([Type.Literal('residual'), Type.Literal('exploitable')])),
          by: text,
          exploitedAwareOn: Type.Optional(day),
          fixAvailableOn: Type.Optional(day),
          note: Type.Optional(text),
        }),
        event({
          kind: Type.Literal('standard-superseded'),
          standard: text,
          by: Type.Optional(text),
          from: day,
          note: Type.Optional(text),
        }),
        event({ kind: Type.Literal('recognition-ended'), recognition: text, from: day, note: Type.Optional(text) }),
        event({
          kind: Type.Literal('law-state'),
          state: text,
          value: Type.Boolean(),
          from: day,
          note: Type.Optional(text),
        }),
        event({
          kind: Type.Literal('fact'),
          id: text,
          value: text,
          by: Type.Optional(text),
          on: Type.Optional(day),
          note: Type.Optional(text),
        }),
      ]),
    ),
  },
  { additionalProperties: false },
)

export type DecodedEvents =
  | { readonly kind: 'events'; readonly events: readonly ChangeEvent[] }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

export function decodeEvents(document: SourceDocument): DecodedEvents {
  const shaped = shape(eventsShape, document)
  if (shaped.kind === 'refused') return shaped
  return { kind: 'events', events: shaped.value.events.map(changeEvent) }
}

function changeEvent(e: Static<typeof eventsShape>['events'][number]): ChangeEvent {
  switch (e.kind) {
    case 'certificate-status':
      return { kind: e.kind, certificate: e.certificate, value: e.value, from: e.from as CalendarDate }
    case 'certificate-end':
      return { kind: e.kind, certificate: e.certificate, expires: e.expires as CalendarDate }
    case 'new-version':
      return { kind: e.kind, part: e.part, version: e.version }
    case 'actor-ends':
      return { kind: e.kind, name: e.name, from: e.from as CalendarDate }
    case 'certificate-issued':
      return { kind: e.kind, certificate: issued(e.certificate), parts: e.parts }
    case 'vulnerability':
      return {
        kind: e.kind,
        finding: {
          id: e.id,
          part: e.part,
          state: e.state,
          from: e.from as CalendarDate,
          by: e.by,
          ...(e.until === undefined ? {} : { until: e.until as CalendarDate }),
          ...(e.rated === undefined ? {} : { rated: e.rated }),
        },
        ...(e.exploitedAwareOn === undefined ? {} : { exploitedAwareOn: e.exploitedAwareOn as CalendarDate }),
        ...(e.fixAvailableOn === undefined ? {} : { fixAvailableOn: e.fixAvailableOn as CalendarDate }),
      }
    case 'standard-superseded':
      return {
        kind: e.kind,
        standard: e.standard,
        from: e.from as CalendarDate,
        ...(e.by === undefined ? {} : { by: e.by }),
      }
    case 'recognition-ended':
      return { kind: e.kind, recognition: e.recognition, from: e.from as CalendarDate }
    case 'law-state':
      return { kind: e.kind, state: e.state, value: e.value, from: e.from as CalendarDate }
    case 'fact':
      return {
        kind: e.kind,
        id: e.id,
        fact: {
          value: e.value === 'true' ? true : e.value === 'false' ? false : e.value,
          by: e.by ?? 'the event file',
          ...(e.on === undefined ? {} : { on: e.on as CalendarDate }),
        },
      }
    default:
      return e satisfies never
  }
}

/** Nothing is filled in: what the record does not say stays unsaid. */
function issued(c: Static<typeof issuedShape>): Certificate {
  return {
    id: c.id,
    level: c.level,
    ...(c.holder === undefined ? {} : { holder: c.holder }),
    ...(c.issuer === undefined ? {} : { issuer: actorOf(c.issuer) }),
    ...(c.facility === undefined ? {} : { facility: actorOf(c.facility) }),
    scope: {
      ...(c.product === undefined ? {} : { product: c.product }),
      versions: c.versions ?? [],
      configurations: c.configurations ?? [],
    },
    ...(c.issued === undefined ? {} : { issued: c.issued as CalendarDate }),
    ...(c.expires === undefined ? {} : { expires: c.expires as CalendarDate }),
    status: (c.status ?? []).map((s) => ({ value: s.value, from: s.from as CalendarDate })),
    covers: [],
    caveats: c.caveats ?? [],
    invented: c.invented ?? false,
    ...(c.source === undefined ? {} : { citation: { ...c.source, on: c.source.on as CalendarDate } as Citation }),
  }
}

function actorOf(a: Static<typeof actor>): Actor {
  return a.country === undefined ? { name: a.name } : { name: a.name, country: a.country }
}
