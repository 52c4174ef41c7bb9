/** Faults are planted in a small catalogue, and the linter whose concern they are names them; what has a fixer is mended and silent after. */
import { describe, expect, it } from 'vitest'
import {
  type CatalogueFile,
  checkEntry,
  FIXERS,
  fixedFiles,
  LINTERS,
  lintCatalogue,
  readEntries,
} from '#catalogue/index.ts'

const SOURCE = `kind: source\nid: text\ntitle: A text\npublisher: Office\ntype: law\nreadOn: 2026-01-01\n`

/** A scheme as YAML, with what is put in place of its parts. */
function scheme(id: string, parts: Readonly<Record<string, string>> = {}): CatalogueFile {
  const facts = {
    owner: '{ value: Office }',
    validity: '{ value: 24 months }',
    status: '[{ value: draft, from: 2020-01-01, until: 2021-01-01 }, { value: in-force, from: 2021-01-01 }]',
    ...parts,
  }
  const { kind = 'scheme', schemeKind = 'scheme', cite, relations, aliases, ...rest } = facts as Record<string, string>
  return {
    path: `schemes/${id}.yaml`,
    text: [
      `kind: ${kind}`,
      `id: ${id}`,
      `name: ${id}`,
      ...(aliases === undefined ? [] : [`aliases: ${aliases}`]),
      'class: product',
      `schemeKind: ${schemeKind}`,
      'sectors: [cross-sector]',
      'regions: [EU]',
      'summary: A scheme.',
      `cite: ${cite ?? '{ source: text, at: head, standing: primary, on: 2026-01-01 }'}`,
      'facts:',
      ...Object.entries(rest).map(([k, v]) => `  ${k}: ${v}`),
      ...(relations === undefined ? [] : [`relations: ${relations}`]),
      '',
    ].join('\n'),
  }
}

function moved(id: string, kind: string, to: string): CatalogueFile {
  return {
    path: `moved/scheme/${id}.yaml`,
    text: `kind: ${kind}\nid: ${id}\nof: scheme\nto: ${to}\non: 2026-01-01\nbecause: one thing\n`,
  }
}

function compositeRule(of: string, conditions: readonly string[]): CatalogueFile {
  const each = conditions.map((id) => `  - { id: ${id}, says: the base is certified, test: certified }`)
  return {
    path: 'composite-rules/rule.yaml',
    text: `kind: composite-rule\nid: rule\nname: A rule\nscheme: ${of}\nmethod: composite\nspeaksOf: { schemes: [one] }\ngives: nothing\n${CITE}\nconditions:\n${each.join('\n')}\n`,
  }
}

function level(id: string, depth: number, includes = ''): CatalogueFile {
  const point = (performer: string): string => `{ depth: ${depth}${performer}, because: read }`
  const profile = ['I', 'D', 'T', 'V', 'R', 'L', 'M']
    .map((d) => `  ${d}: ${point(d === 'I' || d === 'M' ? '' : ', performer: 3')}`)
    .join('\n')
  return {
    path: `levels/${id}.yaml`,
    text: `kind: level\nid: ${id}\nname: ${id}\nscheme: one\nedition: "1"\ntargetType: product\nasPrinted: [${id}]\nprofile:\n${profile}\n${includes}cite: { source: text, at: head, standing: primary, on: 2026-01-01 }\n`,
  }
}

function option(parts: string): CatalogueFile {
  const figure = '{ low: 1, high: 2, because: guess }'
  return {
    path: 'options/get.yaml',
    text: `kind: option\nid: get\nname: Get it\noptionKind: certification\nsummary: Get it.\ntargetTypes: [product]\nperformer: { who: lab, independence: 3 }\ndays: ${figure}\ncost: ${figure}\n${parts}`,
  }
}

function findings(files: readonly CatalogueFile[]): readonly string[] {
  const { entries, diagnostics } = readEntries([{ path: 'sources/text.yaml', text: SOURCE }, ...files])
  expect(diagnostics.filter((d) => !d.code.startsWith('shape.'))).toEqual([])
  return [...diagnostics, ...entries.flatMap(checkEntry), ...lintCatalogue(entries)].map((d) => d.code)
}

const CITE = 'cite: { source: text, at: head, standing: primary, on: 2026-01-01 }'

function file(path: string, text: string): CatalogueFile {
  return { path, text }
}

const FACT_SET = file(
  'facts/f.yaml',
  'kind: fact-set\nid: f\nfacts: [{ id: f.known, type: boolean, question: Is it?, why: So., source: text, at: head }, { id: f.size, type: enum, values: [small, large], question: How?, why: So., source: text, at: head }]\n',
)

function act(when: string, more = ''): CatalogueFile {
  return file(
    'rules/act.yaml',
    `kind: rules\nid: act\nact: text\nname: Act\n${CITE}\nconclusions: [{ id: act.applies, type: applicability, label: It applies }]\nrules: [{ concludes: act.applies, says: so, at: Art. 1, when: ${when}${more} }]\nexamples: []\n`,
  )
}

const SET = file(
  'requirements/set.yaml',
  `kind: requirement-set\nid: set\nname: Set\nedition: "1"\n${CITE}\nrequirements: [{ id: "1", heading: true }, { id: "1.1", parent: "1" }]\n`,
)

function recognition(from: string): CatalogueFile {
  return file(
    'recognitions/r.yaml',
    `kind: recognition\nid: r\nrecognitionKind: agreement\nfrom: [${from}]\nas: [low]\nby: []\ndirection: one-way\n${CITE}\n`,
  )
}

function thresholds(higher: number): CatalogueFile {
  const row = (letter: string, depth: number): string =>
    `{ letter: ${letter}, requires: [{ dimension: T, depth: ${depth}, performer: 1 }] }`
  return file(
    'thresholds/t.yaml',
    `kind: thresholds\nid: t\nedition: "1"\nfrom: 2026-01-01\n${CITE}\ntables: [{ targetTypes: [product], levels: [${row('E', 2)}, ${row('D', higher)}, ${row('C', 5)}, ${row('B', 5)}, ${row('A', 5)}] }]\ncsa: []\n`,
  )
}

/** [the linter, the fault, the code, files]; "" where the fault is met before any linter. */
const FAULTS: readonly (readonly [string, string, string, readonly CatalogueFile[]])[] = [
  ['', 'a day that is none', 'shape.bad-date', [scheme('one', { status: '[{ value: draft, from: 2021-02-30 }]' })]],
  [
    'read-facts-are-sourced',
    'read, and no source',
    'catalogue.no-source',
    [scheme('one', { cite: '{ at: head, standing: primary, on: 2026-01-01 }' })],
  ],
  [
    'read-facts-are-sourced',
    'read, and no day',
    'catalogue.read-day',
    [scheme('one', { cite: '{ source: text, at: head, standing: primary }' })],
  ],
  [
    'days-in-order',
    'a status that ends before it begins',
    'catalogue.dates-order',
    [scheme('one', { status: '[{ value: draft, from: 2021-01-01, until: 2020-01-01 }]' })],
  ],
  [
    'days-in-order',
    'a history that is not in order',
    'catalogue.dates-order',
    [
      scheme('one', {
        status: '[{ value: in-force, from: 2021-01-01 }, { value: draft, from: 2020-01-01, until: 2020-12-31 }]',
      }),
    ],
  ],
  [
    'relations-exist',
    'a circle of supersedes',
    'catalogue.cycle',
    [
      scheme('one', { relations: '[{ type: supersedes, to: two }]' }),
      scheme('two', { relations: '[{ type: supersedes, to: three }]' }),
      scheme('three', { relations: '[{ type: supersedes, to: one }]' }),
    ],
  ],
  [
    'relations-exist',
    'each newer than the other',
    'catalogue.cycle',
    [scheme('one', { relations: '[{ type: supersedes, to: two }, { type: superseded-by, to: two }]' }), scheme('two')],
  ],
  [
    'relations-exist',
    'a relation to nowhere',
    'catalogue.dangling',
    [scheme('one', { relations: '[{ type: cites, to: nothing }]' })],
  ],
  [
    'relations-exist',
    'a relation to a draft',
    'catalogue.dangling',
    [scheme('one', { relations: '[{ type: cites, to: two }]' }), { ...scheme('two'), path: 'draft/two.yaml' }],
  ],
  [
    'relations-exist',
    'a relation to an id that moved',
    'catalogue.dangling',
    [scheme('one'), moved('old', 'moved', '[one]'), scheme('two', { relations: '[{ type: cites, to: old }]' })],
  ],
  [
    'sources-exist',
    'a source that is no entry',
    'catalogue.dangling',
    [scheme('one', { owner: '{ value: Office, source: nothing, at: head }' })],
  ],
  ['schemes-exist', 'a level of no scheme', 'catalogue.dangling', [level('low', 1)]],
  ['schemes-exist', 'an option of no scheme', 'catalogue.dangling', [option('scheme: nothing\n')]],
  [
    'higher-levels-ask-no-less',
    'a higher level that asks less',
    'catalogue.level-order',
    [scheme('one'), level('low', 2), level('high', 1, 'includes: [{ level: low, because: says so }]\n')],
  ],
  [
    'validity-agrees',
    'a result that outlives what its scheme allows',
    'catalogue.contradicting-validity',
    [scheme('one'), option('scheme: one\nvalidityMonths: 36\n')],
  ],
  [
    'validity-agrees',
    'the same, with the period in words',
    'catalogue.contradicting-validity',
    [scheme('one', { validity: '{ value: at most two years }' }), option('scheme: one\nvalidityMonths: 25\n')],
  ],
  [
    'sources-have-places',
    'a source without the place in it',
    'catalogue.no-place',
    [scheme('one', { cite: '{ source: text, standing: primary, on: 2026-01-01 }' })],
  ],
  [
    'one-value-at-a-time',
    'two values at a time, and no note',
    'catalogue.two-values',
    [scheme('one', { validity: '[{ value: 24 months }, { value: 36 months }]' })],
  ],
  [
    'one-value-at-a-time',
    'two statuses that overlap',
    'catalogue.two-values',
    [
      scheme('one', {
        status: '[{ value: in-force, from: 2020-01-01, until: 2022-01-01 }, { value: withdrawn, from: 2021-01-01 }]',
      }),
    ],
  ],
  [
    'legal-status-is-primary',
    'the status of an act from somebody else',
    'catalogue.secondary-law',
    [scheme('one', { kind: 'regulation', schemeKind: 'law', status: '[{ value: in-force, standing: secondary }]' })],
  ],
  [
    'unchecked-has-no-day',
    'unread, on a day',
    'catalogue.unchecked-day',
    [scheme('one', { owner: '{ value: Office, standing: unchecked, on: 2026-01-01 }' })],
  ],
  [
    'values-say-something',
    'not applicable',
    'catalogue.empty-value',
    [scheme('one', { validity: '{ value: not applicable }' })],
  ],
  ['lists-have-no-doubles', 'an alias twice', 'catalogue.double', [scheme('one', { aliases: '[A, B, A]' })]],
  [
    'lists-have-no-doubles',
    'a relation twice',
    'catalogue.double',
    [scheme('one', { relations: '[{ type: cites, to: two }, { type: cites, to: two }]' }), scheme('two')],
  ],
  [
    'ids-are-never-reused',
    'an id that was given up, in use',
    'catalogue.redirect',
    [scheme('one'), moved('one', 'retired', '[]')],
  ],
  [
    'ids-are-never-reused',
    'a redirect to nowhere',
    'catalogue.redirect',
    [scheme('one'), moved('old', 'moved', '[nothing]')],
  ],
  ['ids-are-never-reused', 'a split into one', 'catalogue.redirect', [scheme('one'), moved('old', 'split', '[one]')]],
  [
    'ids-are-never-reused',
    'redirects in a circle',
    'catalogue.redirect',
    [scheme('one'), moved('old', 'moved', '[older]'), moved('older', 'moved', '[old]')],
  ],
  [
    'id-is-file-name',
    'an id that is not the file name',
    'catalogue.id-file',
    [{ ...scheme('one'), path: 'schemes/two.yaml' }],
  ],
  [
    'id-is-file-name',
    'one id in two files',
    'catalogue.duplicate-id',
    [scheme('one'), { ...scheme('one'), path: 'schemes/more/one.yaml' }],
  ],
  [
    'law-is-primary',
    'a rule from somebody else',
    'catalogue.secondary-law',
    [FACT_SET, act('f.known', ', standing: secondary')],
  ],
  ['names-in-law', 'a fact that is not in the vocabulary', 'catalogue.dangling', [FACT_SET, act('f.unknown')]],
  [
    'names-in-law',
    'a value that is not in the vocabulary',
    'catalogue.dangling',
    [FACT_SET, act('{ fact: f.size, is: huge }')],
  ],
  [
    'requirements-exist',
    'a requirement that is not in its set',
    'catalogue.dangling',
    [SET, option('covers: [{ set: set, requirements: ["9"] }]\n')],
  ],
  [
    'requirements-exist',
    'a heading taken for a requirement',
    'catalogue.dangling',
    [SET, option('covers: [{ set: set, requirements: ["1"] }]\n')],
  ],
  ['options-hold-together', 'an option that needs itself', 'catalogue.cycle', [option('requires: [[get]]\n')]],
  ['options-hold-together', 'a level that is none', 'catalogue.dangling', [option('attains: [nothing]\n')]],
  ['thresholds-rise', 'a higher letter that asks less', 'catalogue.level-order', [thresholds(1)]],
  [
    'levels-differ',
    'one printed form for two levels',
    'catalogue.duplicate-id',
    [
      scheme('one'),
      level('low', 1),
      { ...level('high', 2), text: level('high', 2).text.replace('asPrinted: [high]', 'asPrinted: [low]') },
    ],
  ],
  [
    'levels-include',
    'levels that include each other',
    'catalogue.cycle',
    [
      scheme('one'),
      level('low', 1, 'includes: [{ level: high, because: so }]\n'),
      level('high', 1, 'includes: [{ level: low, because: so }]\n'),
    ],
  ],
  [
    'recognitions-lead-somewhere',
    'a recognition of nothing',
    'catalogue.dangling',
    [scheme('one'), level('low', 1), recognition('nothing')],
  ],
  [
    'composite-rules-hold',
    'a composite rule of a scheme that is not there',
    'catalogue.dangling',
    [scheme('one'), compositeRule('two', ['base'])],
  ],
  [
    'composite-rules-hold',
    'a condition that stands twice',
    'catalogue.duplicate-id',
    [scheme('one'), compositeRule('one', ['base', 'base'])],
  ],
  [
    'mappings-pinned',
    'an end of a mapping that is not pinned',
    'catalogue.pin',
    [
      SET,
      file(
        'mappings/set__set.yaml',
        `kind: mapping\nid: set__set\nfrom: { set: set, edition: "1" }\nto: { set: set, edition: "1" }\nauthor: us\n${CITE}\nmaps: [{ from: ["1.1"], to: ["1.1"], relation: equal, rationale: semantic }]\n`,
      ),
    ],
  ],
]

describe('a planted fault is found', () => {
  it.each(FAULTS)('%s: %s', (name, _says, code, files) => {
    expect(findings(files)).toContain(code)
    if (name === '') return
    const linter = LINTERS.find((l) => l.name === name)
    const { entries } = readEntries([{ path: 'sources/text.yaml', text: SOURCE }, ...files])
    const shipped = entries.filter((e) => !e.path.startsWith('draft/'))
    expect(linter?.lint(shipped).map((d) => d.code)).toContain(code)
  })
})

const FINE: readonly (readonly [string, readonly CatalogueFile[]])[] = [
  ['a scheme in order', [scheme('one')]],
  [
    'one status after the other',
    [scheme('one', { status: '[{ value: in-force, from: 2020-01-01 }, { value: withdrawn, from: 2022-01-01 }]' })],
  ],
  [
    'a dispute with a note',
    [scheme('one', { validity: '[{ value: 24 months }, { value: 36 months, note: another text says so }]' })],
  ],
  ['several editions', [scheme('one', { editions: '[{ value: "1" }, { value: "2" }]' })]],
  ['a shorter validity than the scheme allows', [scheme('one'), option('scheme: one\nvalidityMonths: 12\n')]],
  ['an unread fact without a place', [scheme('one', { cite: '{ source: text, standing: unchecked }' })]],
  [
    'a higher level that asks more',
    [scheme('one'), level('low', 1), level('high', 2, 'includes: [{ level: low, because: says so }]\n')],
  ],
  [
    'the same relation with another note',
    [
      scheme('one', {
        relations: '[{ type: cites, to: two, note: edition 1 }, { type: cites, to: two, note: edition 2 }]',
      }),
      scheme('two'),
    ],
  ],
  ['an id that was given up and stayed away', [scheme('one'), moved('old', 'moved', '[one]')]],
  [
    'a draft that names an entry',
    [scheme('one'), { ...scheme('two', { relations: '[{ type: cites, to: one }]' }), path: 'draft/two.yaml' }],
  ],
  [
    'law, requirements, thresholds and recognitions in order',
    [
      FACT_SET,
      act('{ fact: f.size, is: large }'),
      SET,
      option('covers: [{ set: set, requirements: ["1.1"] }]\n'),
      thresholds(3),
      scheme('one'),
      level('low', 1),
      recognition('low'),
    ],
  ],
]

describe('what is in order is left alone', () => {
  it.each(FINE)('%s', (_says, files) => expect(findings(files)).toEqual([]))
})

describe('fixers', () => {
  const CASES: readonly (readonly [string, readonly CatalogueFile[], string, string])[] = [
    [
      'unchecked-has-no-day',
      [scheme('one', { owner: '{ value: Office, standing: unchecked, on: 2026-01-01 }' })],
      'standing: unchecked, on: 2026-01-01',
      'standing: unchecked',
    ],
    [
      'unchecked-has-no-day',
      [scheme('one', { owner: '{ on: 2026-01-01, value: Office, standing: unchecked } # as told' })],
      '{ on: 2026-01-01, value',
      '{ value',
    ],
    ['lists-have-no-doubles', [scheme('one', { aliases: '[A, B, A]' })], '[A, B, A]', '[A, B]'],
    [
      'lists-have-no-doubles',
      [scheme('one', { relations: '\n  - { type: cites, to: two }\n  - { type: cites, to: two }' }), scheme('two')],
      '\n  - { type: cites, to: two }\n  - { type: cites, to: two }',
      '\n  - { type: cites, to: two }',
    ],
    [
      'relations-exist',
      [
        scheme('one', { relations: '[{ type: cites, to: old, note: kept }]' }),
        scheme('two'),
        moved('old', 'moved', '[two]'),
      ],
      'to: old',
      'to: two',
    ],
  ]

  it.each(CASES)('%s', (name, planted, from, to) => {
    const files = [{ path: 'sources/text.yaml', text: SOURCE }, ...planted]
    const linter = LINTERS.find((l) => l.name === name)
    const found = (all: readonly CatalogueFile[]): number => linter?.lint(readEntries(all).entries).length ?? 0
    expect(found(files)).toBeGreaterThan(0)
    const mended = fixedFiles(files, readEntries(files).entries)
    expect(mended).toEqual([{ path: 'schemes/one.yaml', text: planted[0]?.text.replace(from, to) }])
    expect(found(files.map((f) => mended.find((m) => m.path === f.path) ?? f))).toBe(0)
  })

  it('belong to linters that exist, and each is tried here', () => {
    expect(new Set(CASES.map(([name]) => name))).toEqual(new Set(FIXERS.map((f) => f.linter)))
  })

  it('leave a comment alone, and what is theirs to decide to a person', () => {
    const files = [scheme('one', { aliases: '\n  - A\n  # the older name\n  - A' })]
    expect(fixedFiles(files, readEntries(files).entries)).toEqual([])
  })
})

it('every linter has a fault planted for it', () => {
  const planted = new Set(FAULTS.map(([name]) => name))
  expect(LINTERS.map((l) => l.name).filter((n) => !planted.has(n))).toEqual([])
})
