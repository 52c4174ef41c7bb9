/** An event file: what happened, as a list. The form is that of docs/catalogue-format.md, "Events". */
import { type Static, Type } from '@sinclair/typebox'
import type { ChangeEvent } from '#domain/change/index.ts'
import { CERTIFICATE_STATUSES } from '#domain/dossier/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import type { SourceDocument } from './document.ts'
import { shape } from './shape.ts'

const text = Type.String()
const day = Type.String({ format: 'date', description: 'a day, YYYY-MM-DD' })

function event<P extends Parameters<typeof Type.Object>[0]>(properties: P) {
  return Type.Object(properties, { additionalProperties: false })
}

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
