/** The columns of set theory relationship mappings, under the headings that publishers print. Source: NIST IR 8477; NIST OLIR template; Secure Controls Framework. */
export const COLUMNS = [
  'from',
  'fromTitle',
  'fromText',
  'relation',
  'rationale',
  'to',
  'toTitle',
  'toText',
  'because',
  'strength',
  'group',
  'fromSet',
  'toSet',
] as const
export type Column = (typeof COLUMNS)[number]

const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  from: [
    'focal document element',
    'fde #',
    'fde',
    'focal document element (fde)',
    'focal document element (fde) #',
    'focal document element id',
    'source id',
    'source requirement',
    'source',
    'source control',
    'from',
  ],
  fromTitle: ['fde name', 'focal document element (fde) name', 'source title', 'source name'],
  fromText: [
    'focal document element description',
    'focal document element (fde) description',
    'fde description',
    'source description',
  ],
  relation: ['relationship', 'strm relationship', 'relationship type', 'relation'],
  rationale: ['rationale', 'strm rationale', 'relationship rationale', 'comparison rationale'],
  to: [
    'reference document element',
    'rde #',
    'rde',
    'reference document element (rde)',
    'reference document element (rde) #',
    'scf #',
    'target id',
    'target requirement',
    'target',
    'target control',
    'to',
  ],
  toTitle: ['rde name', 'reference document element (rde) name', 'scf control', 'target title', 'target name'],
  toText: [
    'reference document element description',
    'reference document element (rde) description',
    'rde description',
    'secure controls framework (scf) control description',
    'scf control description',
    'target description',
  ],
  because: ['comments', 'comments (optional)', 'notes', 'notes (optional)', 'comment', 'explanation', 'because'],
  strength: ['strength of relationship', 'strength of relationship (optional)', 'strength'],
  group: ['group identifier', 'group identifier (optional)', 'group', 'group id'],
  fromSet: ['focal document', 'source document', 'source framework', 'from set'],
  toSet: ['reference document', 'target document', 'target framework', 'to set'],
}

const BY_HEADING = new Map(COLUMNS.flatMap((column) => HEADINGS[column].map((h) => [h, column] as const)))

/** Which column a heading names; blanks, line breaks and capitals do not count. */
export function columnOf(heading: string): Column | undefined {
  return BY_HEADING.get(heading.toLowerCase().replace(/\s+/g, ' ').trim())
}

/** What we print. */
export const PRINTED: readonly (readonly [Column, string])[] = [
  ['fromSet', 'Focal Document'],
  ['from', 'Focal Document Element'],
  ['fromTitle', 'FDE Name'],
  ['fromText', 'Focal Document Element Description'],
  ['rationale', 'Rationale'],
  ['relation', 'Relationship'],
  ['toSet', 'Reference Document'],
  ['to', 'Reference Document Element'],
  ['toTitle', 'RDE Name'],
  ['toText', 'Reference Document Element Description'],
  ['because', 'Comments'],
  ['group', 'Group Identifier'],
]
