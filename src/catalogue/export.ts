/** The syllabus in forms other programs read: JSON, JSON-LD with SKOS, CSV. Text that a spreadsheet could take for a formula is disarmed. */
import type { Card } from './cards.ts'

/** Written as text here; a workbook is written from tables (`export-tables.ts`). */
export const TEXT_FORMS = ['json', 'jsonld', 'csv'] as const
export const EXPORT_FORMS = [...TEXT_FORMS, 'xlsx'] as const
export type TextForm = (typeof TEXT_FORMS)[number]
export type ExportForm = (typeof EXPORT_FORMS)[number]

export function exportCards(cards: readonly Card[], form: TextForm, edition: string): string {
  const sorted = [...cards].sort((a, b) => (a.key < b.key ? -1 : 1))
  switch (form) {
    case 'json':
      return `${JSON.stringify({ edition, items: sorted }, null, 1)}\n`
    case 'jsonld':
      return `${JSON.stringify(skos(sorted, edition), null, 1)}\n`
    case 'csv':
      return csv(sorted)
    default:
      return form satisfies never
  }
}

const BASE = 'https://metascheme.example/catalogue/'

/** Every entry a concept in one scheme; classes are collections; kinds are broader concepts. */
function skos(cards: readonly Card[], edition: string): unknown {
  const scheme = `${BASE}${edition}`
  const kinds = [...new Set(cards.map((c) => c.kind))]
  return {
    '@context': { skos: 'http://www.w3.org/2004/02/skos/core#', dct: 'http://purl.org/dc/terms/' },
    '@graph': [
      {
        '@id': scheme,
        '@type': 'skos:ConceptScheme',
        'dct:title': 'Syllabus of cybersecurity schemes and standards',
        'dct:identifier': edition,
        'dct:license': { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
        'skos:hasTopConcept': kinds.map((kind) => ({ '@id': `${BASE}kind/${kind}` })),
      },
      ...kinds.map((kind) => ({
        '@id': `${BASE}kind/${kind}`,
        '@type': 'skos:Concept',
        'skos:inScheme': { '@id': scheme },
        'skos:prefLabel': { '@value': kind, '@language': 'en' },
        'skos:topConceptOf': { '@id': scheme },
      })),
      ...cards.map((c) => ({
        '@id': `${BASE}${encodeURIComponent(c.kind)}/${encodeURIComponent(c.id)}`,
        '@type': 'skos:Concept',
        'skos:inScheme': { '@id': scheme },
        'skos:broader': { '@id': `${BASE}kind/${c.kind}` },
        'skos:notation': c.id,
        'skos:prefLabel': { '@value': c.name, '@language': 'en' },
        ...altLabels(c),
        ...(c.summary === '' ? {} : { 'skos:definition': { '@value': c.summary, '@language': 'en' } }),
      })),
      ...[...new Set(cards.map((c) => c.class).filter((x) => x !== ''))].sort().map((name) => ({
        '@id': `${BASE}class/${encodeURIComponent(name)}`,
        '@type': 'skos:Collection',
        'skos:prefLabel': { '@value': name, '@language': 'en' },
        'skos:member': cards
          .filter((c) => c.class === name)
          .map((c) => ({ '@id': `${BASE}${encodeURIComponent(c.kind)}/${encodeURIComponent(c.id)}` })),
      })),
    ],
  }
}

/** SKOS keeps preferred and other labels apart (S13), and a label stands once. */
function altLabels(c: Card): object {
  const others = [...new Set(c.aliases)].filter((a) => a !== c.name)
  return others.length === 0 ? {} : { 'skos:altLabel': others.map((a) => ({ '@value': a, '@language': 'en' })) }
}

const COLUMNS = ['kind', 'id', 'name', 'class', 'sectors', 'regions', 'levels', 'status', 'aliases', 'summary'] as const

/** RFC 4180. */
function csv(cards: readonly Card[]): string {
  const rows = [
    COLUMNS.join(','),
    ...cards.map((c) =>
      COLUMNS.map((k) => cell(Array.isArray(c[k]) ? (c[k] as readonly string[]).join('; ') : String(c[k]))).join(','),
    ),
  ]
  return rows.map((r) => `${r}\r\n`).join('')
}

/** A leading sign that starts a formula gets an apostrophe before it. */
export function cell(text: string): string {
  const plain = text.replace(/[\r\n\t]+/g, ' ')
  const safe = /^[=+\-@|%]/.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
