/**
 * How OSCAL's XML elements are named and nested in its JSON: catalogues, profiles and mapping collections.
 *
 * One line an element: its children as `xml-name:json-name`, `[]` where JSON holds a list, then what it is: `text`, `line` (a line with
 * mark-up), `multi` (paragraphs), `empty`, `bool`, `number`, or the line that describes it. `#` is the text of the element itself,
 * `prose` its paragraphs without an element around them. Attributes keep their names. Source: the metaschemas of OSCAL 1.2.
 */
const LINES: Readonly<Record<string, string>> = {
  catalog:
    'metadata:metadata metadata, param:params[] param, control:controls[] control, group:groups[] group, back-matter:back-matter back-matter',
  profile:
    'metadata:metadata metadata, import:imports[] import, merge:merge merge, modify:modify modify, back-matter:back-matter back-matter',
  'mapping-collection':
    'metadata:metadata metadata, provenance:provenance provenance, mapping:mappings[] mapping, back-matter:back-matter back-matter',

  metadata:
    'title:title line, published:published text, last-modified:last-modified text, version:version text, oscal-version:oscal-version text, revisions:revisions revisions, document-id:document-ids[] document-id, prop:props[] prop, link:links[] link, role:roles[] role, location:locations[] location, party:parties[] party, responsible-party:responsible-parties[] responsible-party, action:actions[] action, remarks:remarks multi',
  revision:
    'title:title line, published:published text, last-modified:last-modified text, version:version text, oscal-version:oscal-version text, prop:props[] prop, link:links[] link, remarks:remarks multi',
  'document-id': '#:identifier text',
  prop: 'remarks:remarks multi',
  link: 'text:text line',
  role: 'title:title line, short-name:short-name text, description:description multi, prop:props[] prop, link:links[] link, remarks:remarks multi',
  location:
    'title:title line, address:address address, email-address:email-addresses[] text, telephone-number:telephone-numbers[] telephone-number, url:urls[] text, prop:props[] prop, link:links[] link, remarks:remarks multi',
  address:
    'addr-line:addr-lines[] text, city:city text, state:state text, postal-code:postal-code text, country:country text',
  'telephone-number': '#:number text',
  party:
    'name:name text, short-name:short-name text, external-id:external-ids[] external-id, prop:props[] prop, link:links[] link, email-address:email-addresses[] text, telephone-number:telephone-numbers[] telephone-number, address:addresses[] address, location-uuid:location-uuids[] text, member-of-organization:member-of-organizations[] text, remarks:remarks multi',
  'external-id': '#:id text',
  'responsible-party': 'party-uuid:party-uuids[] text, prop:props[] prop, link:links[] link, remarks:remarks multi',
  action:
    'prop:props[] prop, link:links[] link, responsible-party:responsible-parties[] responsible-party, remarks:remarks multi',
  'back-matter': 'resource:resources[] resource',
  resource:
    'title:title line, description:description multi, prop:props[] prop, document-id:document-ids[] document-id, citation:citation citation, rlink:rlinks[] rlink, base64:base64 base64, remarks:remarks multi',
  citation: 'text:text line, prop:props[] prop, link:links[] link',
  rlink: 'hash:hashes[] hash',
  hash: '#:value text',
  base64: '#:value text',

  group:
    'title:title line, param:params[] param, prop:props[] prop, link:links[] link, part:parts[] part, group:groups[] group, control:controls[] control, insert-controls:insert-controls[] insert-controls',
  control:
    'title:title line, param:params[] param, prop:props[] prop, link:links[] link, part:parts[] part, control:controls[] control',
  param:
    'prop:props[] prop, link:links[] link, label:label line, usage:usage multi, constraint:constraints[] constraint, guideline:guidelines[] guideline, value:values[] text, select:select select, remarks:remarks multi',
  constraint: 'description:description multi, test:tests[] test',
  test: 'expression:expression text, remarks:remarks multi',
  guideline: 'prose:prose multi',
  select: 'choice:choice[] line',
  part: 'title:title line, prop:props[] prop, prose:prose multi, part:parts[] part, link:links[] link',

  import:
    'include-all:include-all empty, include-controls:include-controls[] include-controls, exclude-controls:exclude-controls[] include-controls',
  'include-controls': 'with-id:with-ids[] text, matching:matching[] matching',
  matching: 'remarks:remarks multi',
  merge: 'combine:combine combine, flat:flat empty, as-is:as-is bool, custom:custom custom',
  combine: 'remarks:remarks multi',
  custom: 'group:groups[] group, insert-controls:insert-controls[] insert-controls',
  'insert-controls':
    'include-all:include-all empty, include-controls:include-controls[] include-controls, exclude-controls:exclude-controls[] include-controls',
  modify: 'set-parameter:set-parameters[] param, alter:alters[] alter',
  alter: 'remove:removes[] remove, add:adds[] add',
  remove: 'remarks:remarks multi',
  add: 'title:title line, param:params[] param, prop:props[] prop, link:links[] link, part:parts[] part',

  provenance:
    'confidence-score:confidence-score confidence-score, coverage:coverage coverage, mapping-description:mapping-description multi, responsible-party:responsible-parties[] responsible-party, prop:props[] prop, link:links[] link, remarks:remarks multi',
  'confidence-score': 'category:category text, percentage:percentage number',
  coverage: 'target-coverage:target-coverage number',
  mapping:
    'source-resource:source-resource mapped-resource, target-resource:target-resource mapped-resource, map:maps[] map, prop:props[] prop, link:links[] link, remarks:remarks multi, mapping-description:mapping-description multi, source-gap-summary:source-gap-summary gap-summary, target-gap-summary:target-gap-summary gap-summary, confidence-score:confidence-score confidence-score, coverage:coverage coverage',
  'mapped-resource': 'prop:props[] prop, link:links[] link, remarks:remarks multi',
  map: 'relationship:relationship text, source:sources[] mapping-item, target:targets[] mapping-item, qualifier:qualifiers[] qualifier, confidence-score:confidence-score confidence-score, coverage:coverage coverage, prop:props[] prop, link:links[] link, remarks:remarks multi',
  'mapping-item': 'prop:props[] prop, link:links[] link, remarks:remarks multi',
  qualifier: 'description:description multi, remarks:remarks multi',
  'gap-summary': 'unmapped-control:unmapped-controls[] include-controls',
}

export interface Child {
  readonly json: string
  readonly isList: boolean
  readonly type: string
}

export type Shape = ReadonlyMap<string, Child>

export const SHAPES: ReadonlyMap<string, Shape> = new Map(
  Object.entries(LINES).map(([name, line]) => [
    name,
    new Map(
      line.split(', ').map((child) => {
        const [names, type] = child.split(' ') as [string, string]
        const colon = names.indexOf(':')
        const json = names.slice(colon + 1)
        return [names.slice(0, colon), { json: json.replace('[]', ''), isList: json.endsWith('[]'), type }] as const
      }),
    ),
  ]),
)

export const ROOTS = ['catalog', 'profile', 'mapping-collection'] as const
export type Root = (typeof ROOTS)[number]
