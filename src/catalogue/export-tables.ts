/** The catalogue as tables for a workbook: records, their facts one a row with source and standing, relations, and sources. */
import type { EntriesByKind } from './build.ts'
import { COUNTED_KINDS } from './main-facts.ts'

export interface Table {
  readonly name: string
  /** The first row holds the heads. */
  readonly rows: readonly (readonly string[])[]
}

type Record_ = NonNullable<EntriesByKind['scheme']>[number]
type FactIn = Extract<Record_['facts'][string], { value: unknown }>

/** Every fact with the citation it has by itself or from its entry. In order of kind and id; facts in order of field. */
export function tablesOf(entries: EntriesByKind, edition: string, on: string): readonly Table[] {
  const records = COUNTED_KINDS.flatMap((k) => [...(entries[k] ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)))
  return [
    {
      name: 'Records',
      rows: [
        ['Kind', 'Id', 'Name', 'Other names', 'Class', 'Kind of scheme', 'Sectors', 'Regions', 'Summary', 'Links'],
        ...records.map((r) => [
          r.kind,
          r.id,
          r.name,
          list(r.aliases),
          r.class,
          r.schemeKind,
          list(r.sectors),
          list(r.regions),
          r.summary,
          list(r.links),
        ]),
      ],
    },
    {
      name: 'Facts',
      rows: [
        ['Kind', 'Id', 'Name', 'Fact', 'Value', 'From', 'Until', 'Note', 'Standing', 'Source', 'Place', 'Read on'],
        ...records.flatMap((r) =>
          Object.keys(r.facts)
            .sort()
            .flatMap((field) =>
              ([r.facts[field]].flat() as readonly FactIn[]).map((f) => [
                r.kind,
                r.id,
                r.name,
                field,
                [f.value].flat().join('; '),
                f.from ?? '',
                f.until ?? '',
                f.note ?? '',
                ...cited(f, r),
              ]),
            ),
        ),
      ],
    },
    {
      name: 'Relations',
      rows: [
        ['Kind', 'Id', 'Relation', 'To', 'Edition', 'Note', 'Standing', 'Source', 'Place', 'Read on'],
        ...records.flatMap((r) =>
          (r.relations ?? []).map((x) => [r.kind, r.id, x.type, x.to, x.edition ?? '', x.note ?? '', ...cited(x, r)]),
        ),
      ],
    },
    {
      name: 'Sources',
      rows: [
        ['Id', 'Title', 'Publisher', 'Edition', 'Type', 'Address', 'Read on', 'Read as', 'Language'],
        ...[...(entries.source ?? [])]
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .map((s) => [
            s.id,
            s.title,
            s.publisher,
            s.edition ?? '',
            s.type,
            s.address ?? '',
            s.readOn ?? '',
            s.readAs ?? '',
            s.language ?? '',
          ]),
      ],
    },
    {
      name: 'About',
      rows: [
        ['What', 'Value'],
        ['Edition', edition],
        ['Asked for', on],
        ['Standing primary', 'the publisher’s own text was read'],
        ['Standing secondary', 'somebody else’s text about it was read'],
        ['Standing estimate', 'a figure or judgement that nobody published as a fact'],
        ['Standing unchecked', 'no text was read: take it as a hint where to look'],
        ['Licence', 'CC-BY-4.0'],
      ],
    },
  ]
}

function list(values: readonly string[] | undefined): string {
  return (values ?? []).join('; ')
}

function cited(
  own: {
    readonly source?: string | undefined
    readonly at?: string | undefined
    readonly standing?: string | undefined
    readonly on?: string | undefined
  },
  r: Record_,
): readonly string[] {
  const standing = own.standing ?? r.cite?.standing ?? 'unchecked'
  return [
    standing,
    own.source ?? r.cite?.source ?? '',
    own.at ?? (own.source === undefined ? (r.cite?.at ?? '') : ''),
    standing === 'unchecked' ? '' : (own.on ?? r.cite?.on ?? ''),
  ]
}
