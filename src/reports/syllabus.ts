/**
 * The syllabus as a value: chapters with record cards, maps, indexes, sources. Page and paper render this and nothing else.
 *
 * Every record has one number, chapter and place in it ("3.017"), by which indexes on paper name it, and one name for its page on the site.
 * Order is by name within a chapter, by text everywhere else, so that the same catalogue and day give the same value.
 */
import type { RecognitionEdge } from '#charts/recognition-graph.ts'
import { byNaturalText, byText } from '#util/order.ts'
import { editionWords } from './wording.ts'

export type Standing = 'primary' | 'secondary' | 'estimate' | 'unchecked'
export const STANDING_ORDER: readonly Standing[] = ['primary', 'secondary', 'estimate', 'unchecked']

// ---- what comes in: entries of the catalogue as built -------------------------------------------------------------------------

interface Cited {
  readonly source?: string
  readonly at?: string
  readonly standing?: Standing
  readonly on?: string
}
interface FactIn extends Cited {
  readonly value: string | readonly string[]
  readonly from?: string
  readonly until?: string
  readonly note?: string
}
interface RecordIn {
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly aliases?: readonly string[]
  readonly class: string
  readonly schemeKind: string
  readonly sectors: readonly string[]
  readonly regions: readonly string[]
  readonly summary: string
  readonly cite?: Cited
  readonly facts: Readonly<Record<string, FactIn | readonly FactIn[]>>
  readonly relations?: readonly (Cited & { readonly type: string; readonly to: string; readonly note?: string })[]
  readonly links?: readonly string[]
}
interface BodyIn {
  readonly id: string
  readonly name: string
  readonly country?: string
  readonly roles: readonly string[]
  readonly website?: string
  readonly summary?: string
  readonly cite: Cited
  readonly scopes?: readonly (Cited & {
    readonly scheme: string
    readonly domain?: string
    readonly module?: string
    readonly role?: string
    readonly from?: string
    readonly until?: string
  })[]
}
interface CoordinateIn extends Cited {
  readonly depth?: number | readonly number[]
  readonly pairs?: readonly (readonly number[])[]
  readonly unknown?: boolean
}
interface LevelIn {
  readonly id: string
  readonly name: string
  readonly scheme: string
  readonly edition: string
  readonly targetType: string
  readonly cite?: Cited
  readonly profile: Readonly<Record<string, CoordinateIn>>
}
interface RecognitionIn {
  readonly id: string
  readonly name?: string
  readonly recognitionKind: string
  readonly from: readonly string[]
  readonly as: readonly string[]
  readonly by: readonly string[]
  readonly direction: string
  readonly purpose?: string
  readonly conditions?: readonly string[]
  readonly 'from-date'?: string
  readonly 'until-date'?: string
  readonly summary?: string
  readonly cite: Cited
}
interface SourceIn {
  readonly id: string
  readonly title: string
  readonly publisher: string
  readonly edition?: string
  readonly type: string
  readonly address?: string
  readonly readOn?: string
  readonly readAs?: string
}

export interface SyllabusInput {
  readonly edition: string
  /** The day asked. */
  readonly on: string
  /** Schemes, standards, regulations and credentials. */
  readonly records: readonly RecordIn[]
  readonly bodies: readonly BodyIn[]
  readonly levels: readonly LevelIn[]
  readonly recognitions: readonly RecognitionIn[]
  readonly sources: readonly SourceIn[]
  /** By scheme: the highest letter that some level of it certainly reaches, read technically; below E is `none`. */
  readonly reach?: Readonly<Record<string, string>>
  readonly cited?: readonly CitedIn[]
  readonly changes?: ChangesIn
  readonly statistics: {
    readonly entries: { readonly total: number; readonly byKind: Readonly<Record<string, number>> }
    readonly standing: Readonly<Record<Standing, number>>
    readonly byField: Readonly<Record<string, Readonly<Record<Standing, number>>>>
    readonly support: {
      readonly all: SupportIn
      readonly byClass: Readonly<Record<string, SupportIn>>
      readonly byField: Readonly<
        Record<
          string,
          {
            readonly applies: number
            readonly supported: number
            readonly share: number
            readonly weak: number
            readonly missing: number
          }
        >
      >
    }
    readonly mainFacts: readonly {
      readonly kind: string
      readonly onlyWhereStated: readonly string[]
      readonly because: string
    }[]
  }
}

interface CitedIn extends Cited {
  readonly by: string
  /** Id of the text cited. */
  readonly text: string
  readonly edition: string
  readonly state: string
  readonly newest: string
  readonly note: string
}

interface ChangesIn {
  readonly since: { readonly name: string; readonly on: string; readonly edition: string }
  readonly items: readonly {
    readonly key: string
    readonly change: 'came' | 'went' | 'changed'
    readonly name: string
    readonly says: readonly string[]
  }[]
}

interface SupportIn {
  readonly entries: number
  readonly supported: number
  readonly share: number
  readonly allSix: number
  readonly allSixShare: number
}

// ---- what comes out -----------------------------------------------------------------------------------------------------------

/** A place to go to: a record, a body, a level; or only words, where the catalogue has no such entry. */
export interface Place {
  readonly to: 'record' | 'body' | 'level' | 'source' | 'nowhere'
  /** Name of the page or of the place on a page. */
  readonly anchor: string
  readonly words: string
  /** Of a record: its number. */
  readonly number: string
}

export interface Reference {
  /** Number in the list of sources; 0 for none. */
  readonly source: number
  readonly at: string
}

export interface Marked {
  readonly standing: Standing
  readonly reference: Reference
}

export interface CardFact extends Marked {
  /** Empty where it continues the one above. */
  readonly label: string
  readonly value: string
  readonly dates: string
  readonly note: string
}

export interface CardRelation extends Marked {
  readonly says: string
  readonly place: Place
  readonly note: string
}

export interface Card {
  readonly key: string
  readonly anchor: string
  readonly number: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: string
  readonly kindWords: string
  readonly className: string
  readonly sectors: readonly string[]
  readonly regions: readonly string[]
  readonly owner: string
  readonly status: string
  readonly isStatusChecked: boolean
  readonly summary: string
  readonly cite: Marked
  readonly facts: readonly CardFact[]
  readonly levels: readonly Place[]
  readonly relations: readonly CardRelation[]
  /** Others that name this one. */
  readonly namedBy: readonly { readonly says: string; readonly place: Place }[]
  readonly links: readonly string[]
  /** Facts of each standing. */
  readonly standings: Readonly<Record<Standing, number>>
  readonly ids: string
}

export interface Chapter {
  readonly number: number
  readonly id: string
  readonly title: string
  readonly says: string
  readonly entries: number
  readonly supportedShare: number
  readonly cards: readonly Card[]
}

export interface CitedRow extends Marked {
  readonly by: Place
  readonly text: Place
  readonly edition: string
  readonly state: string
  readonly says: string
  readonly note: string
}

/** What changed since the last edition that was given a name. */
export interface Changes {
  readonly says: string
  readonly came: readonly Place[]
  readonly went: readonly string[]
  readonly changed: readonly { readonly place: Place; readonly says: readonly string[] }[]
}

export interface HeatMap {
  readonly id: string
  /** Page of the site whose places its rows lead to; empty for none. */
  readonly page: string
  readonly title: string
  readonly says: string
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly name: string
    readonly anchor: string
    readonly counts: readonly number[]
    readonly total: number
  }[]
  readonly most: number
}

export interface Spell {
  readonly value: string
  readonly from: string
  readonly until: string
  readonly standing: Standing
}

export interface TimelineRow {
  readonly card: Place
  readonly spells: readonly Spell[]
}

export interface IndexGroup {
  readonly name: string
  readonly anchor: string
  readonly places: readonly Place[]
}

export interface BodyRow extends Marked {
  readonly anchor: string
  readonly name: string
  readonly country: string
  readonly roles: string
  readonly summary: string
  readonly website: string
  readonly scopes: readonly (Marked & { readonly place: Place; readonly words: string })[]
}

export interface LevelRow {
  readonly anchor: string
  readonly name: string
  readonly scheme: Place
  readonly edition: string
  readonly targetType: string
  readonly coordinates: readonly { readonly dimension: string; readonly says: string; readonly standing: Standing }[]
}

export interface RecognitionRow extends Marked {
  readonly anchor: string
  readonly name: string
  readonly kind: string
  readonly direction: string
  readonly from: readonly Place[]
  readonly as: readonly Place[]
  /** For paper: many levels of one scheme are counted. */
  readonly fromShort: readonly Place[]
  readonly asShort: readonly Place[]
  readonly by: readonly Place[]
  readonly dates: string
  readonly says: string
}

export interface SourceRow {
  readonly number: number
  readonly anchor: string
  readonly title: string
  readonly detail: string
  readonly address: string
  readonly read: string
}

/** Of the main facts: what is read in a text, of what applies. */
export interface Support {
  readonly says: string
  readonly chapters: readonly {
    readonly number: number
    readonly title: string
    readonly anchor: string
    readonly entries: number
    readonly supported: number
    readonly share: number
    readonly allSix: number
  }[]
  readonly fields: readonly {
    readonly label: string
    readonly applies: number
    readonly supported: number
    readonly share: number
    readonly weak: number
    readonly missing: number
  }[]
  /** Which main facts apply to which kind of entry. */
  readonly rules: readonly { readonly kind: string; readonly says: string }[]
}

export interface Syllabus {
  readonly title: string
  readonly subtitle: string
  readonly edition: string
  readonly on: string
  readonly total: number
  readonly facts: number
  readonly counts: readonly (readonly [name: string, count: number])[]
  readonly standings: readonly {
    readonly standing: Standing
    readonly says: string
    readonly count: number
    readonly permille: number
  }[]
  readonly fields: readonly { readonly label: string; readonly counts: readonly number[] }[]
  readonly support: Support
  readonly howToRead: readonly (readonly [term: string, says: string])[]
  readonly chapters: readonly Chapter[]
  readonly maps: readonly HeatMap[]
  readonly timeline: readonly TimelineRow[]
  readonly graph: readonly RecognitionEdge[]
  readonly cited: readonly CitedRow[]
  readonly changes: Changes | undefined
  readonly undated: number
  readonly bySector: readonly IndexGroup[]
  readonly byRegion: readonly IndexGroup[]
  readonly byOwner: readonly IndexGroup[]
  readonly bodies: readonly BodyRow[]
  readonly levels: readonly LevelRow[]
  readonly recognitions: readonly RecognitionRow[]
  readonly sources: readonly SourceRow[]
}

// ---- words --------------------------------------------------------------------------------------------------------------------

const CHAPTERS: readonly (readonly [id: string, title: string, says: string])[] = [
  [
    'product',
    'Products and components',
    'Hardware, software and embedded parts that are sold or built in, and the requirements, methods and labels by which they are judged.',
  ],
  ['service', 'ICT services', 'Cloud, trust and other services that are provided rather than handed over.'],
  [
    'system',
    'Systems',
    'Installations and environments put together from products and services, such as industrial automation.',
  ],
  [
    'sector',
    'Vertical sectors',
    'What single sectors ask of their own: transport, energy, finance, health and others.',
  ],
  [
    'organisation',
    'Service providers and organisations',
    'Management systems, obligations of entities, and the competence of providers of security services.',
  ],
  ['professional', 'Security professionals', 'Credentials of people, and the frameworks that describe their roles.'],
]

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  primary: 'the publisher’s own text was read',
  secondary: 'somebody else’s text about it was read',
  estimate: 'a figure or judgement that nobody published as a fact',
  unchecked: 'no text was read: take it as a hint where to look',
}

const FACT_ORDER: readonly (readonly [field: string, label: string])[] = [
  ['owner', 'Owner'],
  ['object', 'Object'],
  ['levels', 'Levels'],
  ['assessor', 'Assessor'],
  ['accreditation', 'Accreditation'],
  ['status', 'Status'],
  ['validity', 'Validity'],
  ['editions', 'Editions'],
  ['legalBasis', 'Legal basis'],
  ['method', 'Method'],
  ['iso17067Type', 'ISO/IEC 17067 type'],
  ['surveillance', 'Surveillance'],
  ['vulnerabilityRules', 'Vulnerabilities'],
  ['patchRules', 'Patches'],
  ['compositionRules', 'Composition'],
  ['recognition', 'Recognition'],
  ['fees', 'Fees'],
  ['durations', 'Durations'],
  ['languages', 'Languages'],
]
const FACT_LABELS: ReadonlyMap<string, string> = new Map(FACT_ORDER)

const RELATIONS: Readonly<Record<string, readonly [says: string, inverse: string]>> = {
  'based-on': ['based on', 'basis of'],
  supersedes: ['supersedes', 'superseded by'],
  'superseded-by': ['superseded by', 'supersedes'],
  transposes: ['transposes', 'transposed by'],
  cites: ['cites', 'cited by'],
  supports: ['supports', 'supported by'],
  'required-by': ['required by', 'requires'],
  'part-of': ['part of', 'has the part'],
  recognises: ['recognises', 'recognised by'],
}

/** `public-administration` as words: "Public administration". Short upper-case names stay. */
export function spoken(word: string): string {
  const known: Readonly<Record<string, string>> = {
    ai: 'AI',
    iot: 'IoT',
    'consumer-iot': 'Consumer IoT',
    'cross-sector': 'Cross-sector',
    international: 'International',
    EU: 'European Union',
    'ict-service': 'ICT service',
  }
  if (Object.hasOwn(known, word)) return known[word] as string
  if (word !== word.toLowerCase()) return word
  const words = word.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const REGION_NAMES: Readonly<Record<string, string>> = {
  AE: 'United Arab Emirates',
  AT: 'Austria',
  AU: 'Australia',
  BE: 'Belgium',
  BG: 'Bulgaria',
  BR: 'Brazil',
  CA: 'Canada',
  CH: 'Switzerland',
  CN: 'China',
  CY: 'Cyprus',
  CZ: 'Czechia',
  DE: 'Germany',
  DK: 'Denmark',
  EE: 'Estonia',
  ES: 'Spain',
  EU: 'European Union',
  FI: 'Finland',
  FR: 'France',
  GB: 'United Kingdom',
  GR: 'Greece',
  HK: 'Hong Kong',
  HR: 'Croatia',
  HU: 'Hungary',
  IE: 'Ireland',
  IL: 'Israel',
  IN: 'India',
  IS: 'Iceland',
  IT: 'Italy',
  JP: 'Japan',
  KR: 'Korea',
  LI: 'Liechtenstein',
  LT: 'Lithuania',
  LU: 'Luxembourg',
  LV: 'Latvia',
  MT: 'Malta',
  MY: 'Malaysia',
  NL: 'Netherlands',
  NO: 'Norway',
  NZ: 'New Zealand',
  PL: 'Poland',
  PT: 'Portugal',
  QA: 'Qatar',
  RO: 'Romania',
  SA: 'Saudi Arabia',
  SE: 'Sweden',
  SG: 'Singapore',
  SI: 'Slovenia',
  SK: 'Slovakia',
  TR: 'Türkiye',
  TW: 'Taiwan',
  UA: 'Ukraine',
  UN: 'United Nations',
  US: 'United States',
  international: 'International',
}

export function regionWords(region: string): string {
  return Object.hasOwn(REGION_NAMES, region) ? (REGION_NAMES[region] as string) : spoken(region)
}

// ---- building -----------------------------------------------------------------------------------------------------------------

export function syllabusOf(input: SyllabusInput): Syllabus {
  const names = new Names()
  const sources = new Sources(input.sources, names)
  const places = new Map<string, Place>()
  const chapters = CHAPTERS.map(([id, title, says], i) => ({
    id,
    title,
    says,
    number: i + 1,
    records: recordsOf(input.records, id, i === CHAPTERS.length - 1),
  }))
  for (const chapter of chapters) {
    chapter.records.forEach((record, i) => {
      const number = `${chapter.number}.${String(i + 1).padStart(3, '0')}`
      places.set(`record:${record.kind}:${record.id}`, {
        to: 'record',
        anchor: names.take(`${record.kind}-${record.id}`),
        words: record.name,
        number,
      })
    })
  }
  const bodies = [...input.bodies].sort((a, b) => byName(a, b))
  for (const body of bodies)
    places.set(`body:${body.id}`, { to: 'body', anchor: names.take(`body-${body.id}`), words: body.name, number: '' })
  for (const level of input.levels)
    places.set(`level:${level.id}`, {
      to: 'level',
      anchor: names.take(`level-${level.id}`),
      words: level.name,
      number: '',
    })
  const find = finder(places, input)
  const levelsOf = grouped(input.levels, (l) => [l.scheme])
  /** Recognitions speak of levels. */
  const findLevel = (id: string): Place => places.get(`level:${id}`) ?? find(id)
  const findBody = (id: string): Place => places.get(`body:${id}`) ?? find(id)
  const schemeOfLevel = new Map(input.levels.map((l) => [`level:${l.id}`, l.scheme]))
  /** More than three levels of one scheme are told by their number. */
  function inShort(ids: readonly string[]): readonly Place[] {
    const schemes = grouped(ids, (id) => [schemeOfLevel.get(`level:${id}`) ?? `\0${id}`])
    return [...schemes].flatMap(([scheme, of]) =>
      of.length > 3 ? [{ ...find(scheme), words: `${of.length} levels of ${find(scheme).words}` }] : of.map(findLevel),
    )
  }
  const namedBy = inverseRelations(input.records, find)

  const built: readonly Chapter[] = chapters.map((c) => {
    const shares = Object.hasOwn(input.statistics.support.byClass, c.id)
      ? input.statistics.support.byClass[c.id]
      : undefined
    return {
      number: c.number,
      id: c.id,
      title: c.title,
      says: c.says,
      entries: c.records.length,
      supportedShare: shares?.share ?? 0,
      cards: c.records.map((r) =>
        cardOf(r, c.title, places.get(`record:${r.kind}:${r.id}`) as Place, {
          sources,
          find,
          levels: levelsOf.get(r.id) ?? [],
          namedBy: namedBy.get(find(r.id).anchor) ?? [],
          places,
        }),
      ),
    }
  })
  const cards = built.flatMap((c) => c.cards)
  const timeline = timelineOf(input.records, places)
  const bodyRows = bodies.map(
    (b): BodyRow => ({
      anchor: (places.get(`body:${b.id}`) as Place).anchor,
      name: b.name,
      country: b.country === undefined ? '' : regionWords(b.country),
      roles: b.roles.map((r) => r.replaceAll('-', ' ')).join(', '),
      summary: b.summary ?? '',
      website: addressOf(b.website),
      ...marked(b.cite, undefined, sources),
      scopes: (b.scopes ?? []).map((s) => ({
        place: find(s.scheme),
        words: [(s.role ?? '').replaceAll('-', ' '), s.domain ?? '', s.module ?? '', datesOf(s.from, s.until)]
          .filter((w) => w !== '')
          .join(', '),
        ...marked(s, b.cite, sources),
      })),
    }),
  )
  const levelRows = [...input.levels]
    .sort(
      (a, b) =>
        byText(find(a.scheme).words.toLowerCase(), find(b.scheme).words.toLowerCase()) ||
        byNaturalText(a.name, b.name) ||
        byText(a.id, b.id),
    )
    .map(
      (l): LevelRow => ({
        anchor: (places.get(`level:${l.id}`) as Place).anchor,
        name: l.name,
        scheme: find(l.scheme),
        edition: l.edition,
        targetType: l.targetType,
        coordinates: ['I', 'D', 'T', 'V', 'R', 'L', 'M'].flatMap((d) =>
          l.profile[d] === undefined
            ? []
            : [
                {
                  dimension: d,
                  says: coordinateWords(l.profile[d]),
                  standing: l.profile[d].standing ?? l.cite?.standing ?? 'unchecked',
                },
              ],
        ),
      }),
    )
  const recognitions = [...input.recognitions]
    .sort((a, b) => byText(a.recognitionKind, b.recognitionKind) || byText(a.id, b.id))
    .map(
      (r): RecognitionRow => ({
        anchor: names.take(`recognition-${r.id}`),
        name: r.name ?? r.id,
        kind: r.recognitionKind,
        direction: r.direction,
        from: r.from.map(findLevel),
        as: r.as.map(findLevel),
        fromShort: inShort(r.from),
        asShort: inShort(r.as),
        by: r.by.map(findBody),
        dates: datesOf(r['from-date'], r['until-date']),
        says: [
          r.summary ?? '',
          r.purpose === undefined ? '' : `Purpose: ${r.purpose}.`,
          r.conditions === undefined || r.conditions.length === 0 ? '' : `Conditions: ${r.conditions.join('; ')}.`,
        ]
          .filter((w) => w !== '')
          .join(' '),
        ...marked(r.cite, undefined, sources),
      }),
    )
  const facts = STANDING_ORDER.reduce((sum, s) => sum + input.statistics.standing[s], 0)
  return {
    title: 'Cybersecurity certification: schemes and standards',
    subtitle: 'Syllabus',
    edition: input.edition,
    on: input.on,
    total: cards.length,
    facts,
    counts: [
      ['schemes', input.statistics.entries.byKind.scheme ?? 0],
      ['standards and guidance', input.statistics.entries.byKind.standard ?? 0],
      ['legal acts', input.statistics.entries.byKind.regulation ?? 0],
      ['personal credentials', input.statistics.entries.byKind.credential ?? 0],
      ['bodies', input.bodies.length],
      ['native levels', input.levels.length],
      ['recognitions', input.recognitions.length],
      ['sources', sources.list().length],
    ],
    standings: STANDING_ORDER.map((standing) => ({
      standing,
      says: STANDING_WORDS[standing],
      count: input.statistics.standing[standing],
      permille: facts === 0 ? 0 : Math.round((1000 * input.statistics.standing[standing]) / facts),
    })),
    fields: FACT_ORDER.filter(([f]) => Object.hasOwn(input.statistics.byField, f)).map(([f, label]) => ({
      label,
      counts: STANDING_ORDER.map((s) => input.statistics.byField[f]?.[s] ?? 0),
    })),
    support: supportOf(input, built),
    howToRead: HOW_TO_READ,
    chapters: built,
    maps: [
      heatMap(
        'map-sector',
        'Object class and sector',
        'How many entries each object class has in each sector. An entry of several sectors counts in each of them.',
        built,
        (c) => c.sectors,
        spoken,
        'sector',
        'sectors.html',
      ),
      ...levelMaps(input.reach ?? {}, built),
      heatMap(
        'map-region',
        'Object class and region',
        'How many entries each object class has in each region. An entry of several regions counts in each of them.',
        built,
        (c) => c.regions,
        regionWords,
        'region',
        'regions.html',
      ),
    ],
    timeline,
    graph: graphOf(input.recognitions, (id) => find(schemeOfLevel.get(`level:${id}`) ?? id).words),
    cited: (input.cited ?? []).map((c) => ({
      by: places.get(`record:${c.by}`) ?? find(c.by.slice(c.by.indexOf(':') + 1)),
      text: find(c.text),
      edition: c.edition === '' ? 'none named' : c.edition,
      state: c.state,
      says: editionWords(c.state, c.newest),
      note: c.note,
      ...marked(c, undefined, sources),
    })),
    changes: input.changes === undefined ? undefined : changesOf(input.changes, places),
    undated: cards.length - timeline.length,
    bySector: groups(cards, (c) => c.sectors, spoken, 'sector', places),
    byRegion: groups(cards, (c) => c.regions, regionWords, 'region', places),
    byOwner: groups(
      cards,
      (c) => [c.owner === '' ? 'Not stated' : c.owner],
      (w) => w,
      'owner',
      places,
    ),
    bodies: bodyRows,
    levels: levelRows,
    recognitions,
    sources: sources.list(),
  }
}

const KINDS_OF_RECORDS: Readonly<Record<string, string>> = {
  scheme: 'Schemes',
  standard: 'Standards and guidance',
  regulation: 'Legal acts',
  credential: 'Personal credentials',
}

function supportOf({ statistics: { support, mainFacts } }: SyllabusInput, chapters: readonly Chapter[]): Support {
  const { all } = support
  return {
    says: `For ${all.supported} of ${all.entries} records (${all.share} %) every main fact that applies to their kind is stated and was read in a text. Asked for all six main facts of every record, whatever its kind, the figure is ${all.allSix} (${all.allSixShare} %). The main facts are owner, object, levels, assessor, status and validity.`,
    chapters: chapters.map((c) => {
      const s = support.byClass[c.id]
      return {
        number: c.number,
        title: c.title,
        anchor: c.id,
        entries: c.entries,
        supported: s?.supported ?? 0,
        share: s?.share ?? 0,
        allSix: s?.allSix ?? 0,
      }
    }),
    fields: FACT_ORDER.flatMap(([f, label]) => {
      const { applies, supported, share, weak, missing } = support.byField[f] ?? {}
      return applies === undefined || supported === undefined || share === undefined
        ? []
        : [{ label, applies, supported, share, weak: weak ?? 0, missing: missing ?? 0 }]
    }),
    rules: mainFacts.map((r) => ({
      kind: KINDS_OF_RECORDS[r.kind] ?? spoken(r.kind),
      says: `${r.onlyWhereStated.length === 0 ? 'All six apply.' : `${spoken(r.onlyWhereStated.join(' and '))} only where stated.`} ${r.because}`,
    })),
  }
}

const HOW_TO_READ: readonly (readonly [string, string])[] = [
  [
    'Record',
    'One card for one scheme, standard, legal act or credential. Its number is chapter and place in the chapter; it holds for this edition only, the identifier in small letters holds for ever.',
  ],
  [
    'Fact',
    'A line of a record. The mark behind it says what was read for it; the number in brackets is the source in the list at the end, followed by the place in it. On paper the place is left out where it is the one that the summary names.',
  ],
  [
    'Unchecked',
    'Nobody read a text for this fact. It stands in italics with an open mark and the word. It is a hint where to look and nothing more.',
  ],
  [
    'Status',
    'Proposal, draft, published, in force, superseded, withdrawn or dormant, with the days from and until which it held, where they are known.',
  ],
  [
    'Law',
    'The status of a legal act is shown as read in the publisher’s own text or as unchecked, never from somebody else’s account of it.',
  ],
  [
    'Levels',
    'As the scheme names them. Where they are coded in the seven dimensions of the assurance model, the index of levels gives the coding; it is a comparison of ours without legal effect.',
  ],
  [
    'Recognition',
    'A published acceptance of one result for another, for its purpose and under its conditions. Nothing follows from two of them together.',
  ],
  ['Not there', 'A fact that is absent is not known here. It does not mean that there is none.'],
]

function recordsOf(records: readonly RecordIn[], id: string, takesOthers: boolean): readonly RecordIn[] {
  const known = CHAPTERS.map(([c]) => c)
  return records.filter((r) => r.class === id || (takesOthers && !known.includes(r.class))).sort(byName)
}

function byName(
  a: { readonly name: string; readonly id: string },
  b: { readonly name: string; readonly id: string },
): number {
  return byNaturalText(a.name.toLowerCase(), b.name.toLowerCase()) || byText(a.id, b.id)
}

interface Context {
  readonly sources: Sources
  readonly find: (id: string) => Place
  readonly levels: readonly LevelIn[]
  readonly namedBy: readonly { readonly says: string; readonly place: Place }[]
  readonly places: ReadonlyMap<string, Place>
}

function cardOf(
  r: RecordIn,
  className: string,
  place: Place,
  { sources, find, levels, namedBy, places }: Context,
): Card {
  const fields = [...Object.keys(r.facts)].sort((a, b) => fieldRank(a) - fieldRank(b) || byText(a, b))
  const facts = fields.flatMap((field) =>
    listed(r.facts[field] as FactIn | readonly FactIn[]).map((f, i): CardFact => {
      const value = typeof f.value === 'string' ? f.value : f.value.join('; ')
      return {
        label: i === 0 ? labelOf(field) : '',
        value: field === 'status' ? value.replaceAll('-', ' ') : value,
        dates: datesOf(f.from, f.until),
        note: f.note ?? '',
        ...marked(f, r.cite, sources),
      }
    }),
  )
  const standings: Record<Standing, number> = { primary: 0, secondary: 0, estimate: 0, unchecked: 0 }
  for (const f of facts) standings[f.standing] += 1
  const status = listed(r.facts.status ?? []).at(-1)
  const owner = listed(r.facts.owner ?? []).at(-1)?.value
  return {
    key: `${r.kind}:${r.id}`,
    anchor: place.anchor,
    number: place.number,
    name: r.name,
    aliases: [...new Set(r.aliases ?? [])],
    kind: r.kind,
    kindWords: kindWords(r),
    className,
    sectors: [...new Set(r.sectors)],
    regions: [...new Set(r.regions)],
    owner: owner === undefined ? '' : typeof owner === 'string' ? owner : owner.join('; '),
    status: status === undefined ? '' : String(status.value).replaceAll('-', ' '),
    isStatusChecked: status !== undefined && (status.standing ?? r.cite?.standing ?? 'unchecked') !== 'unchecked',
    summary: r.summary,
    cite: marked(r.cite ?? {}, undefined, sources),
    facts,
    levels: [...levels]
      .sort((a, b) => byNaturalText(a.name, b.name) || byText(a.id, b.id))
      .map((l) => places.get(`level:${l.id}`) as Place),
    relations: (r.relations ?? []).map((x) => ({
      says: RELATIONS[x.type]?.[0] ?? x.type,
      place: find(x.to),
      note: x.note ?? '',
      ...marked(x, r.cite, sources),
    })),
    namedBy,
    links: [...new Set((r.links ?? []).map(addressOf).filter((l) => l !== ''))],
    standings,
    ids: r.id,
  }
}

function kindWords(r: RecordIn): string {
  const words = r.schemeKind.replaceAll('-', ' ')
  if (r.kind === 'regulation') return words === 'law' ? 'legal act' : `legal act, ${words}`
  if (r.kind === 'credential') return 'personal credential'
  return words === r.kind || words.includes('standard') || r.kind === 'scheme' ? words : `${r.kind}, ${words}`
}

function labelOf(field: string): string {
  return FACT_LABELS.get(field) ?? (field.startsWith('csa54.') ? `CSA 54(1)(${field.slice(6)})` : spoken(field))
}

function fieldRank(field: string): number {
  const i = FACT_ORDER.findIndex(([f]) => f === field)
  return i === -1 ? FACT_ORDER.length : i
}

/** What a fact leaves out it takes from the citation of its entry. */
function marked(c: Cited, from: Cited | undefined, sources: Sources): Marked {
  const source = c.source ?? from?.source
  const at = c.at ?? (c.source === undefined ? from?.at : undefined) ?? ''
  return {
    standing: c.standing ?? from?.standing ?? 'unchecked',
    reference: { source: source === undefined ? 0 : sources.numberOf(source), at },
  }
}

function datesOf(from: string | undefined, until: string | undefined): string {
  if (from !== undefined && until !== undefined) return `${from} to ${until}`
  if (from !== undefined) return `from ${from}`
  return until === undefined ? '' : `until ${until}`
}

/** Only addresses of the web become links. */
function addressOf(link: string | undefined): string {
  return link !== undefined && /^https?:\/\/[^\s"<>]+$/.test(link) ? link : ''
}

function coordinateWords(c: CoordinateIn): string {
  if (c.pairs !== undefined) return c.pairs.map((p) => String(p[0])).join('/')
  if (c.unknown === true || c.depth === undefined) return '?'
  return typeof c.depth === 'number' ? String(c.depth) : c.depth.join('–')
}

function listed<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T]
}

function grouped<T>(values: readonly T[], keys: (value: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const value of values) {
    for (const key of new Set(keys(value))) {
      const list = found.get(key)
      if (list === undefined) found.set(key, [value])
      else list.push(value)
    }
  }
  return found
}

/** A scheme and its one level may have the same id. Relations name records before bodies before levels; `scheme:x` names a record, `text:x` a source. */
function finder(places: ReadonlyMap<string, Place>, input: SyllabusInput): (id: string) => Place {
  const byId = new Map<string, Place>()
  for (const r of input.records) if (!byId.has(r.id)) byId.set(r.id, places.get(`record:${r.kind}:${r.id}`) as Place)
  for (const b of input.bodies) if (!byId.has(b.id)) byId.set(b.id, places.get(`body:${b.id}`) as Place)
  for (const l of input.levels) if (!byId.has(l.id)) byId.set(l.id, places.get(`level:${l.id}`) as Place)
  const titles = new Map(input.sources.map((s) => [s.id, s.title]))
  return (id) => {
    const bare = id.replace(/^(?:scheme|text):/, '')
    return byId.get(bare) ?? { to: 'nowhere', anchor: '', words: titles.get(bare) ?? bare, number: '' }
  }
}

function inverseRelations(
  records: readonly RecordIn[],
  find: (id: string) => Place,
): ReadonlyMap<string, readonly { readonly says: string; readonly place: Place }[]> {
  const found = new Map<string, { says: string; place: Place }[]>()
  for (const r of records) {
    for (const x of r.relations ?? []) {
      const target = find(x.to)
      if (target.to !== 'record') continue
      const list = found.get(target.anchor) ?? []
      list.push({ says: RELATIONS[x.type]?.[1] ?? `${x.type} of`, place: find(r.id) })
      found.set(target.anchor, list)
    }
  }
  for (const list of found.values())
    list.sort((a, b) => byText(a.says, b.says) || byText(a.place.number, b.place.number))
  return found
}

function timelineOf(records: readonly RecordIn[], places: ReadonlyMap<string, Place>): readonly TimelineRow[] {
  return records
    .flatMap((r) => {
      const spells = listed(r.facts.status ?? [])
        .filter((f) => f.from !== undefined || f.until !== undefined)
        .map((f) => ({
          value: String(f.value),
          from: f.from ?? '',
          until: f.until ?? '',
          standing: f.standing ?? r.cite?.standing ?? ('unchecked' as const),
        }))
      return spells.length === 0
        ? []
        : [
            {
              card: places.get(`record:${r.kind}:${r.id}`) as Place,
              spells: [...spells].sort((a, b) => byText(a.from, b.from)),
            },
          ]
    })
    .sort((a, b) => byText(a.spells[0]?.from ?? '', b.spells[0]?.from ?? '') || byText(a.card.number, b.card.number))
}

interface MapColumn {
  readonly title: string
  readonly cards: readonly Card[]
}

function heatMap(
  id: string,
  title: string,
  says: string,
  columns: readonly MapColumn[],
  keys: (card: Card) => readonly string[],
  words: (key: string) => string,
  prefix: string,
  page: string,
): HeatMap {
  const byColumn = columns.map((c) => grouped(c.cards, keys))
  const anchors = anchorsOf(
    prefix,
    columns.flatMap((c) => c.cards.flatMap(keys)),
  )
  const rows = [...anchors]
    .map(([name, anchor]) => {
      const counts = byColumn.map((column) => column.get(name)?.length ?? 0)
      return { name: words(name), anchor, counts, total: counts.reduce((a, b) => a + b, 0) }
    })
    .sort((a, b) => b.total - a.total || byText(a.name, b.name))
  return {
    id,
    page,
    title,
    says,
    columns: columns.map((c) => c.title),
    rows,
    most: Math.max(1, ...rows.flatMap((r) => r.counts)),
  }
}

/** Highest first. */
const REACHES = ['A', 'B', 'C', 'D', 'E', 'none'] as const

function reachWords(letter: string): string {
  return letter === 'none' ? 'below E' : letter
}

/** The other two views of object class, sector and level: of the records whose levels are coded. */
function levelMaps(reach: Readonly<Record<string, string>>, chapters: readonly Chapter[]): readonly HeatMap[] {
  const coded = (c: Card): boolean => Object.hasOwn(reach, c.ids)
  const cards = chapters.flatMap((c) => c.cards.filter(coded))
  if (cards.length === 0) return []
  const says = `Of the ${cards.length} records whose native levels are coded: the highest unified level, A down to E, that one of their levels certainly reaches in the technical reading. A comparison of ours without legal effect; letters of different object classes are not compared.`
  const byLetter = REACHES.map((letter) => ({
    title: reachWords(letter),
    cards: cards.filter((c) => reach[c.ids] === letter),
  }))
  const byClass = heatMap(
    'map-class-level',
    'Level and object class',
    says,
    chapters.map((c) => ({ title: c.title, cards: c.cards.filter(coded) })),
    (c) => [reach[c.ids] as string],
    reachWords,
    'reach',
    '',
  )
  return [
    {
      ...byClass,
      rows: REACHES.map((letter) => reachWords(letter)).map(
        (name) =>
          byClass.rows.find((r) => r.name === name) ?? { name, anchor: '', counts: chapters.map(() => 0), total: 0 },
      ),
    },
    heatMap('map-sector-level', 'Sector and level', says, byLetter, (c) => c.sectors, spoken, 'sector', 'sectors.html'),
  ]
}

/** Between schemes, each pair and kind once. Texts that are no record stand under their title. */
function graphOf(recognitions: readonly RecognitionIn[], schemeOf: (id: string) => string): readonly RecognitionEdge[] {
  const edges = new Map<string, RecognitionEdge>()
  for (const r of recognitions)
    for (const from of r.from)
      for (const to of r.as) {
        const edge = {
          from: schemeOf(from),
          to: schemeOf(to),
          kind: r.recognitionKind,
        }
        if (edge.from !== edge.to) edges.set(JSON.stringify([edge.from, edge.to, edge.kind]), edge)
      }
  return [...edges].sort(([a], [b]) => byText(a, b)).map(([, e]) => e)
}

function changesOf({ since, items }: ChangesIn, places: ReadonlyMap<string, Place>): Changes {
  const of = (change: string) => items.filter((i) => i.change === change)
  const [came, went, changed] = [of('came'), of('went'), of('changed')]
  const byNumber = (a: Place, b: Place): number => byText(a.number, b.number)
  return {
    says: `Since ${since.name} of ${since.on} (${since.edition}): ${came.length} records came, ${went.length} went, and ${changed.length} say something else. Edited wording, places and days of reading alone are not told.`,
    came: came.flatMap((c) => places.get(`record:${c.key}`) ?? []).sort(byNumber),
    went: went.map((c) => `${c.name} (${c.key})`),
    changed: changed
      .flatMap((c) => {
        const place = places.get(`record:${c.key}`)
        return place === undefined ? [] : [{ place, says: c.says }]
      })
      .sort((a, b) => byNumber(a.place, b.place)),
  }
}

function groups(
  cards: readonly Card[],
  keys: (card: Card) => readonly string[],
  words: (key: string) => string,
  prefix: string,
  places: ReadonlyMap<string, Place>,
): readonly IndexGroup[] {
  const anchors = anchorsOf(prefix, cards.flatMap(keys))
  return [...grouped(cards, keys)]
    .map(([name, list]) => ({
      name: words(name),
      anchor: anchors.get(name) as string,
      places: list.map((c) => places.get(`record:${c.key}`) as Place),
    }))
    .sort((a, b) => byText(a.name.toLowerCase(), b.name.toLowerCase()) || byText(a.anchor, b.anchor))
}

/** The same names give the same anchors, wherever they are asked for. */
function anchorsOf(prefix: string, names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Names()
  return new Map(
    [...new Set(names)].sort(byText).map((name) => [
      name,
      taken.take(
        `${prefix}-${name
          .replace(/[^A-Za-z0-9]+/g, '-')
          .replace(/^-+|-+$/g, '')
          .slice(0, 60)}`,
      ),
    ]),
  )
}

/** Names for pages and places on them: safe in an address and in a file system, no two alike. */
class Names {
  readonly #taken = new Set<string>()

  take(wanted: string): string {
    const safe = wanted.toLowerCase().replace(/[^a-z0-9.-]+/g, '-')
    let name = safe
    for (let i = 2; this.#taken.has(name); i += 1) name = `${safe}-${i}`
    this.#taken.add(name)
    return name
  }
}

/** Sources are numbered by publisher and title; those that nothing here cites stay out. */
class Sources {
  readonly #rows: readonly SourceRow[]
  readonly #numbers: ReadonlyMap<string, number>
  readonly #cited = new Set<number>()

  constructor(sources: readonly SourceIn[], names: Names) {
    const sorted = [...sources].sort(
      (a, b) =>
        byText(a.publisher.toLowerCase(), b.publisher.toLowerCase()) ||
        byNaturalText(a.title.toLowerCase(), b.title.toLowerCase()) ||
        byText(a.id, b.id),
    )
    this.#numbers = new Map(sorted.map((s, i) => [s.id, i + 1]))
    this.#rows = sorted.map((s, i) => ({
      number: i + 1,
      anchor: names.take(`source-${s.id}`),
      title: s.title,
      detail: [s.publisher, s.edition ?? ''].filter((w) => w !== '').join(', '),
      address: addressOf(s.address),
      read: s.readOn === undefined ? 'not read' : `read ${s.readOn}${s.readAs === undefined ? '' : ` as ${s.readAs}`}`,
    }))
  }

  numberOf(id: string): number {
    const number = this.#numbers.get(id) ?? 0
    if (number > 0) this.#cited.add(number)
    return number
  }

  list(): readonly SourceRow[] {
    return this.#rows.filter((s) => this.#cited.has(s.number))
  }
}
