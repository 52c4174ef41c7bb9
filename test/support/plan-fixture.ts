/** A small plan with one of everything a reader can be shown, fixed so that views and reports can be held to the letter. Invented throughout. */
import type { Because, Citation } from '#domain/answers/index.ts'
import type {
  ActReading,
  Cell,
  LeftOut,
  Mix,
  MoneyRange,
  Plan,
  PlannedOption,
  RankedQuestion,
} from '#domain/questions/index.ts'
import { date } from '#util/calendar-date.ts'

const day = date('2026-11-25')

function law(source: string, at: string): Citation {
  return { source, at, standing: 'primary', on: day }
}

const declared = (says: string, verdict: Because['verdict'] = 'holds'): Because => ({
  kind: 'declared',
  verdict,
  says,
  citation: law('act-of-examples', 'Art. 2(1)'),
  premises: [],
})

const product: Because = {
  kind: 'law',
  verdict: 'holds',
  says: 'A product with digital elements on the market',
  rule: 'Hardware and software made available in the course of a commercial activity are covered.',
  citation: law('act-of-examples', 'Art. 2(1)'),
  day,
  premises: [
    declared('Is it made available on the market? — yes, declared by Example Automation GmbH'),
    declared('Is it a medical device? — no, declared by Example Automation GmbH', 'fails'),
  ],
}
const applies: Because = {
  kind: 'law',
  verdict: 'holds',
  says: 'The Act of Examples applies',
  rule: 'The Act applies from 11 December 2027.',
  citation: law('act-of-examples', 'Art. 71(2)'),
  day: date('2027-12-11'),
  premises: [product],
}
const classOne: Because = {
  kind: 'law',
  verdict: 'holds',
  says: 'Important product, class I',
  rule: 'Class I, decided by the core functionality.',
  citation: law('act-of-examples', 'Art. 7(1), Annex III'),
  day,
  premises: [
    declared('Which category describes the core functionality? — routers, declared by Example Automation GmbH'),
    product,
  ],
}
const cited: Because = {
  kind: 'law',
  verdict: 'open',
  says: 'A harmonised standard for routers is cited in the Official Journal (last looked up on 2026-09-21)',
  citation: law('act-of-examples', 'Art. 27(1)'),
  day,
  premises: [],
}
const moduleA: Because = {
  kind: 'law',
  verdict: 'open',
  says: 'Internal control (module A)',
  day,
  premises: [cited, declared('Are cited standards applied in full? — not stated', 'open')],
}
const moduleBC: Because = {
  kind: 'law',
  verdict: 'holds',
  says: 'EU-type examination (modules B and C)',
  rule: 'Open to every product.',
  citation: law('act-of-examples', 'Art. 32(2)'),
  day,
  premises: [classOne],
}
const closedRoute: Because = {
  kind: 'law',
  verdict: 'fails',
  says: 'European certificate: closed',
  day,
  premises: [
    {
      kind: 'law',
      verdict: 'fails',
      says: 'A delegated act names the scheme',
      citation: law('act-of-examples', 'Art. 27(9)'),
      premises: [],
    },
  ],
}
const notMedical: Because = {
  kind: 'law',
  verdict: 'fails',
  says: 'It does not follow that: the Medical Act applies',
  day,
  premises: [declared('Is it a medical device? — no, declared by Example Automation GmbH', 'fails')],
}

const standardsCited = {
  id: 'example.standard-cited',
  what: 'state-of-law' as const,
  question: 'Is a harmonised standard for routers cited in the Official Journal?',
  why: 'Last looked up on 2026-09-21.',
}
const inFull = {
  id: 'example.standards-in-full',
  what: 'dossier-fact' as const,
  question: 'Are cited standards applied in full?',
  why: 'Class I may use internal control only then.',
}

const acts: readonly ActReading[] = [
  {
    id: 'example',
    name: 'Act of Examples',
    source: 'act-of-examples',
    isProposal: false,
    relevance: 'surely',
    entry: [],
    applicability: [
      {
        id: 'example.applies',
        label: 'The Act of Examples applies in full',
        truth: 'no',
        holds: [{ from: date('2027-12-11') }],
        mayHold: [{ from: date('2027-12-11') }],
        settledBy: [],
        because: applies,
      },
      {
        id: 'example.reporting',
        label: 'The reporting duties apply',
        truth: 'yes',
        holds: [{ from: date('2026-09-11') }],
        mayHold: [{ from: date('2026-09-11') }],
        settledBy: [],
        because: product,
      },
    ],
    classes: [
      {
        id: 'example.class.1',
        label: 'Important product, class I',
        truth: 'yes',
        holds: [{}],
        mayHold: [{}],
        settledBy: [],
        because: classOne,
      },
    ],
    routes: [
      {
        id: 'example.module-b-c',
        label: 'EU-type examination (modules B and C)',
        truth: 'yes',
        holds: [{ from: date('2026-06-11') }],
        mayHold: [{ from: date('2026-06-11') }],
        settledBy: [],
        because: moduleBC,
        procedure: 'Annex VIII, Parts II and III',
        assessor: 'notified body',
      },
      {
        id: 'example.module-a',
        label: 'Internal control (module A)',
        truth: 'not-known',
        holds: [],
        mayHold: [{}],
        settledBy: [standardsCited, inFull],
        because: moduleA,
        procedure: 'Annex VIII, Part I',
        assessor: 'manufacturer',
        closed: 'A third party must take part.',
      },
      {
        id: 'example.certificate',
        label: 'European cybersecurity certificate',
        truth: 'no',
        holds: [],
        mayHold: [],
        settledBy: [],
        because: closedRoute,
        closed: 'No delegated act names a scheme.',
      },
    ],
    presumptions: [
      {
        id: 'example.presumption',
        label: 'Presumption from cited harmonised standards',
        truth: 'not-known',
        holds: [],
        mayHold: [{}],
        settledBy: [standardsCited],
        because: moduleA,
      },
    ],
    duties: [
      {
        id: 'example.duty.report',
        label: 'Report actively exploited vulnerabilities',
        truth: 'yes',
        holds: [{ from: date('2026-09-11') }],
        mayHold: [{ from: date('2026-09-11') }],
        settledBy: [],
        because: product,
        clock: { trigger: 'incident.known-on', within: '24 hours' },
        due: { trigger: date('2026-11-20'), within: '24 hours', on: date('2026-11-21') },
      },
      {
        id: 'example.duty.documentation',
        label: 'Draw up technical documentation',
        truth: 'no',
        holds: [{ from: date('2027-12-11') }],
        mayHold: [{ from: date('2027-12-11') }],
        settledBy: [],
        because: applies,
      },
    ],
  },
  {
    id: 'machines',
    name: 'Machines Act',
    source: 'machines-act',
    isProposal: true,
    relevance: 'maybe',
    entry: [],
    applicability: [
      {
        id: 'machines.applies',
        label: 'The Machines Act applies',
        truth: 'not-known',
        holds: [],
        mayHold: [{ from: date('2027-01-20') }],
        settledBy: [inFull],
        because: moduleA,
      },
    ],
    classes: [],
    routes: [],
    presumptions: [],
    duties: [],
  },
  {
    id: 'flight',
    name: 'Flight Act',
    source: 'flight-act',
    isProposal: false,
    relevance: 'unasked',
    entry: [
      {
        id: 'flight.organisation',
        what: 'dossier-fact',
        question: 'Is it an aviation organisation?',
        why: 'The Act covers such organisations.',
      },
    ],
    applicability: [
      {
        id: 'flight.applies',
        label: 'The Flight Act applies',
        truth: 'not-known',
        holds: [],
        mayHold: [{ from: date('2025-10-16') }],
        settledBy: [inFull],
        because: moduleA,
      },
    ],
    classes: [],
    routes: [],
    presumptions: [],
    duties: [],
  },
  {
    id: 'medical',
    name: 'Medical Act',
    source: 'medical-act',
    isProposal: false,
    relevance: 'no',
    entry: [],
    applicability: [
      {
        id: 'medical.applies',
        label: 'The Medical Act applies',
        truth: 'no',
        holds: [],
        mayHold: [],
        settledBy: [],
        because: notMedical,
      },
    ],
    classes: [],
    routes: [],
    presumptions: [],
    duties: [],
  },
]

const asked = (says: string): Because => ({
  kind: 'computed',
  verdict: 'holds',
  says,
  rule: 'A requirement that a duty asks for has to be covered by evidence of its own.',
  citation: law('act-of-examples', 'Annex I, Part I'),
  premises: [applies],
})

function cell(set: string, id: string, title: string, verdict: Cell['verdict'], isSubstitutable = true): Cell {
  return {
    id: `${set}#${id}`,
    kind: 'requirement',
    title,
    askedBy: 'Act of Examples',
    conclusions: ['example.duty.documentation'],
    requirement: { set, id },
    isSubstitutable,
    isProvisional: false,
    verdict,
    heldBy: verdict === 'covered' || verdict === 'partly' ? ['62443-4-1:EX-17'] : [],
    because: asked(title),
  }
}

const cells: readonly Cell[] = [
  cell('annex-i', 'I.1', 'secure by design', 'covered'),
  cell('annex-i', 'I.2.a', 'no known exploitable vulnerabilities', 'not-covered'),
  cell('annex-i', 'I.2.b', 'secure by default', 'partly'),
  cell('annex-i', 'I.2.c', 'security updates', 'not-known'),
  cell('obligations', 'risk-assessment', 'cybersecurity risk assessment', 'not-covered', false),
  cell('obligations', 'documentation', 'technical documentation', 'not-covered', false),
  {
    id: 'route:example',
    kind: 'route',
    title: 'One conformity assessment procedure of the Act of Examples',
    askedBy: 'Act of Examples',
    conclusions: ['example.module-b-c'],
    isSubstitutable: false,
    isProvisional: false,
    verdict: 'not-covered',
    heldBy: [],
    because: {
      kind: 'law',
      verdict: 'holds',
      says: 'one of the procedures that are open has to be carried out: EU-type examination (modules B and C)',
      premises: [moduleBC, moduleA, closedRoute],
    },
  },
  {
    id: 'level:0:V2@4',
    kind: 'level',
    title: 'vulnerability analysis of depth 2 by a performer of independence 4 or more',
    askedBy: 'Example Grid AG',
    conclusions: ['demand:0'],
    need: { dimension: 'V', depth: 2, performer: 4 },
    isSubstitutable: true,
    isProvisional: false,
    verdict: 'not-covered',
    heldBy: [],
    because: {
      kind: 'computed',
      verdict: 'holds',
      says: 'product:C asks for vulnerability analysis of depth 2',
      premises: [],
    },
  },
]

function euros(low: number, high: number): MoneyRange {
  return {
    low,
    high,
    counted: Math.ceil((low + high) / 2),
    grade: 'C',
    standing: 'estimate',
    source: 'estimates',
    at: 'Money',
    because: 'Person-days at the day rates of the estimates page.',
    year: 2026,
  }
}

function option(
  id: string,
  name: string,
  who: string,
  independence: number,
  cost: readonly [number, number],
  days: readonly [number, number],
  queue: readonly [number, number],
  covers: readonly string[],
  more: Partial<PlannedOption> = {},
): PlannedOption {
  return {
    id,
    name,
    optionKind: 'process',
    performer: { who, independence },
    cost: euros(...cost),
    days: { ...euros(...days), at: 'Time' },
    queueDays: { ...euros(...queue), at: 'Queues' },
    covers,
    onlyCovers: covers,
    becauseOfPrerequisite: [],
    ...more,
  }
}

const options: readonly PlannedOption[] = [
  option(
    'risk-assessment',
    'Cybersecurity risk assessment',
    'the manufacturer',
    1,
    [4000, 12000],
    [10, 20],
    [0, 0],
    ['obligations#risk-assessment'],
  ),
  option(
    'technical-documentation',
    'Technical documentation',
    'the manufacturer',
    1,
    [6000, 20000],
    [15, 40],
    [0, 0],
    ['obligations#documentation', 'annex-i#I.2.c'],
  ),
  option(
    'penetration-test',
    'Penetration test by a laboratory',
    'independent testing laboratory',
    4,
    [9000, 24000],
    [10, 20],
    [10, 40],
    ['annex-i#I.2.a', 'level:0:V2@4'],
    { validityMonths: 12 },
  ),
  option(
    'eu-type-examination',
    'EU-type examination (module B) and conformity to type (module C)',
    'notified body',
    4,
    [20000, 60000],
    [60, 120],
    [20, 80],
    ['route:example', 'annex-i#I.2.b'],
  ),
  option(
    'development-process',
    'IEC 62443-4-1 certification of the development process',
    'certification body',
    4,
    [0, 0],
    [0, 0],
    [0, 0],
    ['annex-i#I.1'],
    { heldThrough: '62443-4-1:EX-17', onlyCovers: [] },
  ),
]

const leftOut: readonly LeftOut[] = [
  {
    option: 'european-certificate',
    name: 'European cybersecurity certificate',
    because: 'No delegated act names a scheme.',
    kind: 'route-closed',
    legal: closedRoute,
  },
  {
    option: 'module-a',
    name: 'Internal control (module A)',
    because: 'Whether it is open is not known; it hangs on: Are cited standards applied in full?',
    kind: 'route-open-question',
    legal: moduleA,
  },
  {
    option: 'module-h',
    name: 'Full quality assurance (module H)',
    because: 'It would be part of a cheapest plan at EUR 30000 or less; it is counted at EUR 90000.',
    kind: 'dearer',
  },
  {
    option: 'label',
    name: 'A label of another country',
    because: 'Even free of charge it would not be part of the cheapest plan.',
    kind: 'not-needed',
  },
]

const questions: readonly RankedQuestion[] = [
  {
    ...inFull,
    type: 'boolean',
    values: [],
    hangsOn: 3,
    settlesAtLeast: 2,
    affects: ['example.module-a', 'machines.applies'],
  },
  { ...standardsCited, type: 'state', values: [], hangsOn: 2, settlesAtLeast: 0, affects: ['example.module-a'] },
]

const relied: Because = {
  kind: 'computed',
  verdict: 'fails',
  says: 'cmvp:4282 may not be leaned on',
  day,
  premises: [
    {
      kind: 'law',
      verdict: 'fails',
      says: 'cmvp:4282 was valid until and with 2026-09-21',
      citation: law('cmvp-4282', 'status, sunset date'),
      premises: [],
    },
  ],
}
const held: Because = {
  kind: 'computed',
  verdict: 'holds',
  says: '62443-4-1:EX-17 may be leaned on',
  day,
  premises: [declared('The certificate is recorded as valid since 2025-04-01')],
}

const MIX: Mix = {
  options,
  cost: { low: 39000, high: 116000, counted: 77500, weakestGrade: 'C' },
  days: { low: 105, high: 260, counted: 183 },
  optimality: { kind: 'optimal', how: 'own search, bound re-checked' },
  isVerified: true,
  isReproducible: true,
}

export const PLAN: Plan = {
  kind: 'plan',
  dossier: {
    id: 'field-gateway',
    name: 'Field gateway FG-1',
    version: '3.2.0',
    targetType: 'product',
    manufacturer: 'Example Automation GmbH',
  },
  on: day,
  lawAsKnownOn: day,
  edition: '2026-11',
  acts,
  required: {
    legal: [],
    legalNote: {
      kind: 'law',
      verdict: 'holds',
      says: 'The class selects which procedures are open, not an assurance level.',
      premises: [classOne],
    },
    contract: [
      { by: 'contract', who: 'Example Grid AG', level: 'product:C', because: declared('product:C: tender clause 4.2') },
    ],
    risk: [{ by: 'risk', level: 'product:B', because: declared('product:B: risk R1') }],
  },
  present: {
    kind: 'computed',
    value: {
      targetType: 'product',
      formal: { low: 'none', high: 'E' },
      technical: { low: 'E', high: 'E' },
      csa: { low: 'none', high: 'basic' },
      because: held,
    },
    because: held,
  },
  composition: {
    certificates: [
      {
        id: 'cmvp:4282',
        level: 'fips140-2-l1',
        isInvented: false,
        recorded: { value: 'historical', since: date('2026-09-22') },
        expires: date('2026-09-21'),
        relied: { truth: 'no', because: relied },
        reusable: { truth: 'no', because: relied },
        renewable: { truth: 'not-known', because: relied },
        note: 'On the historical list: new procurements should not rely on it. It was neither revoked nor declared insecure.',
      },
      {
        id: '62443-4-1:EX-17',
        level: 'IEC 62443-4-1 maturity level 3',
        isInvented: true,
        recorded: { value: 'valid', since: date('2025-04-01') },
        expires: date('2028-03-31'),
        relied: { truth: 'yes', because: held },
        reusable: { truth: 'yes', because: held },
        renewable: { truth: 'not-known', because: held },
      },
    ],
    claims: [
      {
        part: 'Gateway firmware',
        id: 'firmware.update',
        says: 'only signed updates are installed',
        truth: 'yes',
        because: held,
      },
      {
        part: 'OpenSSL FIPS Provider',
        id: 'crypto.approved',
        says: 'approved cryptographic services',
        truth: 'no',
        because: relied,
      },
    ],
    assumptions: [
      {
        part: 'OpenSSL FIPS Provider',
        id: 'crypto.fips-mode',
        says: 'operated in FIPS mode',
        standing: 'discharged',
        because: held,
      },
      {
        part: 'OpenSSL FIPS Provider',
        id: 'crypto.key-strength',
        says: 'strength of generated keys is shown otherwise',
        standing: 'open',
        because: relied,
      },
      {
        part: 'Gateway firmware',
        id: 'firmware.cabinet',
        says: 'the cabinet is locked',
        standing: 'lifted',
        because: held,
      },
    ],
    circles: [['crypto.approved', 'firmware.update']],
    components: { total: 15, bills: [{ file: 'bom.cdx.json', components: 15, graphKnown: false }] },
  },
  cells,
  flags: [
    {
      id: inFull.id,
      what: 'dossier-fact',
      says: inFull.question,
      effect: 'could open or close: Internal control (module A) (Act of Examples)',
      because: moduleA,
    },
    {
      id: standardsCited.id,
      what: 'state-of-law',
      says: standardsCited.question,
      effect: 'could open or close: Internal control (module A) (Act of Examples)',
      because: moduleA,
    },
    {
      id: 'crypto.key-strength',
      what: 'assumption',
      says: 'OpenSSL FIPS Provider assumes: strength of generated keys is shown otherwise',
      effect: 'nobody discharges it, so what the part claims does not count',
    },
  ],
  questions,
  mix: MIX,
  estimate: {
    kind: 'estimate',
    value: 'EUR 39000 to 116000, weakest grade C',
    because: { kind: 'estimate', verdict: 'holds', says: 'The sum of the ranges of the options.', premises: [] },
  },
  schedule: {
    start: day,
    ends: date('2027-08-09'),
    endsEarliest: date('2027-04-21'),
    endsLatest: date('2027-11-24'),
    rows: [
      {
        id: 'risk-assessment',
        name: 'Cybersecurity risk assessment',
        starts: day,
        queueUntil: day,
        ends: date('2026-12-16'),
        endsEarliest: date('2026-12-09'),
        endsLatest: date('2026-12-23'),
        isCritical: true,
        slack: 0,
      },
      {
        id: 'penetration-test',
        name: 'Penetration test by a laboratory',
        starts: day,
        queueUntil: date('2026-12-30'),
        ends: date('2027-01-20'),
        endsEarliest: date('2026-12-23'),
        endsLatest: date('2027-02-17'),
        isCritical: false,
        slack: 13,
        latestStart: date('2026-12-14'),
      },
      {
        id: 'development-process',
        name: 'IEC 62443-4-1 certification of the development process',
        starts: day,
        queueUntil: day,
        ends: day,
        endsEarliest: day,
        endsLatest: day,
        isCritical: false,
        slack: 183,
      },
      {
        id: 'technical-documentation',
        name: 'Technical documentation',
        starts: date('2026-12-16'),
        queueUntil: date('2026-12-16'),
        ends: date('2027-01-25'),
        endsEarliest: date('2026-12-30'),
        endsLatest: date('2027-02-17'),
        isCritical: true,
        slack: 0,
      },
      {
        id: 'eu-type-examination',
        name: 'EU-type examination (module B) and conformity to type (module C)',
        starts: date('2027-01-25'),
        queueUntil: date('2027-04-05'),
        ends: date('2027-08-09'),
        endsEarliest: date('2027-04-21'),
        endsLatest: date('2027-11-24'),
        isCritical: true,
        slack: 0,
      },
    ],
    criticalPath: ['risk-assessment', 'technical-documentation', 'eu-type-examination'],
    deadlines: [
      {
        id: 'deadline',
        label: 'Deadline set in the dossier',
        kind: 'declared',
        on: date('2027-07-15'),
        ready: date('2027-08-09'),
        concerns: [],
        slack: -17,
        isMet: false,
        isMetAtLongest: false,
        chain: [
          { id: 'risk-assessment', name: 'Cybersecurity risk assessment', days: 20, queueDays: 0 },
          { id: 'eu-type-examination', name: 'EU-type examination', days: 163, queueDays: 60 },
        ],
        remedy: {
          kind: 'other-mix',
          cost: 20500,
          isLeast: true,
          isWithinLimits: false,
          ready: date('2027-06-09'),
          adds: [{ id: 'module-h', name: 'Full quality assurance (module H)' }],
          drops: [{ id: 'eu-type-examination', name: 'EU-type examination' }],
        },
      },
      {
        id: 'first-placed',
        label: 'First placed on the market',
        kind: 'declared',
        on: date('2027-09-01'),
        ready: date('2027-08-09'),
        concerns: ['Act of Examples'],
        slack: 17,
        isMet: true,
        isMetAtLongest: false,
        chain: [],
      },
      {
        id: 'example.applies',
        label: 'The Act of Examples applies in full',
        kind: 'law',
        on: date('2027-12-11'),
        ready: date('2027-08-09'),
        concerns: ['Act of Examples'],
        slack: 89,
        isMet: true,
        isMetAtLongest: true,
        chain: [],
      },
    ],
  },
  alternatives: [
    {
      name: 'cheapest',
      says: 'The plan itself: least cost, then least time.',
      mix: MIX,
      ends: date('2027-08-09'),
      difference: { cost: 0, days: 0, adds: [], drops: [] },
    },
    {
      name: 'fastest',
      says: 'Least time to the last option, then least cost.',
      mix: {
        ...MIX,
        cost: { low: 60000, high: 136000, counted: 98000, weakestGrade: 'C' },
        days: { low: 90, high: 190, counted: 140 },
      },
      ends: date('2027-06-09'),
      difference: { cost: 20500, days: -43, adds: ['module-h'], drops: ['eu-type-examination'] },
    },
    {
      name: 'strongest',
      says: 'The highest unified level within the budget: product:B, at least cost.',
      mix: {
        ...MIX,
        cost: { low: 80000, high: 210000, counted: 145000, weakestGrade: 'C' },
        days: { low: 140, high: 320, counted: 230 },
      },
      ends: date('2027-10-13'),
      reaches: 'product:B',
      difference: { cost: 67500, days: 47, adds: ['label'], drops: [] },
    },
  ],
  leftOut,
  reuse: {
    cost: 45000,
    days: 60,
    without: {
      cost: 122500,
      days: 243,
      ends: date('2027-11-01'),
      costRange: { low: 65000, high: 180000 },
      daysRange: { low: 120, high: 366 },
      weakestGrade: 'C',
      adds: [{ id: 'process-certification', name: 'Certification of the development process' }],
    },
    through: ['62443-4-1:EX-17'],
  },
  horizon: {
    years: 5,
    first: { low: 39000, high: 116000 },
    renewals: [
      {
        option: 'penetration-test',
        name: 'Penetration test by a laboratory',
        on: date('2028-01-20'),
        cost: { low: 9000, high: 24000 },
      },
      {
        option: 'penetration-test',
        name: 'Penetration test by a laboratory',
        on: date('2029-01-20'),
        cost: { low: 9000, high: 24000 },
      },
    ],
    withoutPrice: [{ what: 'pen-test-2026', on: date('2028-06-10') }],
    withoutValidity: [{ option: 'label', name: 'A label' }],
    total: { low: 57000, high: 164000 },
  },
  front: [
    { cost: 77500, days: 183, options: options.map((o) => o.id), isProved: true },
    { cost: 98000, days: 140, options: ['module-h'], isProved: true },
    { cost: 130000, days: 95, options: ['module-h', 'label'], isProved: false },
  ],
  assurance: [
    { on: date('2028-01-21'), what: 'the penetration test is more than twelve months old' },
    {
      on: date('2028-04-01'),
      what: '62443-4-1:EX-17 may no longer be re-used',
      certificate: '62443-4-1:EX-17',
      reading: {
        formal: { low: 'D', high: 'C' },
        technical: { low: 'C', high: 'C' },
        csa: { low: 'basic', high: 'substantial' },
      },
    },
  ],
  sources: [
    {
      number: 1,
      id: 'act-of-examples',
      title: 'Regulation (EU) 2099/1 (Act of Examples)',
      publisher: 'European Union',
      edition: 'OJ L, 2099/1',
      address: 'https://example.org/act',
      standing: 'primary',
    },
    {
      number: 2,
      id: 'cmvp-4282',
      title: 'Certificate 4282',
      publisher: 'Validation programme',
      address: 'https://example.org/4282',
      standing: 'secondary',
    },
    { number: 3, id: 'estimates', title: 'Estimates of the project', publisher: 'Metascheme', standing: 'estimate' },
    { number: 4, id: 'machines-act', title: 'Machines Act', publisher: 'European Union', standing: 'unchecked' },
  ],
  cautions: [
    'Coverage is technical coverage: it shows that evidence bears on a requirement.',
    'Unified levels are comparisons of our own definition.',
  ],
  legalFacts: [{ kind: 'law', value: 'Important product, class I', because: classOne }],
}
