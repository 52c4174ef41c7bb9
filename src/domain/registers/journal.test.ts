import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { date, type CalendarDate } from '#util/calendar-date.ts'
import { sha256 } from '#util/sha256.ts'
import {
  appendList,
  EMPTY,
  historyOf,
  type Journal,
  type Known,
  looksAt,
  readJournal,
  type RegisterRecord,
  type RegisterSnapshot,
  type SegmentText,
  stateOf,
  statusOn,
} from './index.ts'

interface List {
  readonly on: CalendarDate
  readonly isWhole: boolean
  readonly records: readonly RegisterRecord[]
}

function record(number: number, status: string, versions: readonly string[] = []): RegisterRecord {
  return {
    register: 'x',
    number: String(number),
    versions,
    status: { word: status },
    history: [],
    references: [],
    more: {},
  }
}

/** A workspace in memory: the segments as they would lie on disk. */
function bring(lists: readonly List[]): { readonly journal: Journal; readonly segments: readonly SegmentText[] } {
  const segments: SegmentText[] = []
  let journal = EMPTY
  for (const [i, list] of lists.entries()) {
    const snapshot: RegisterSnapshot = {
      registers: ['x'],
      form: 'cmvp',
      what: '',
      isWhole: list.isWhole,
      records: list.records,
      places: [],
      read: list.records.length,
      cleaned: [],
    }
    const head = {
      registers: ['x'],
      observed: list.on,
      recorded: date('2026-11-25'),
      isWhole: list.isWhole,
      form: 'cmvp',
      file: `${i}`,
      sha256: `${i}`,
      bytes: 0,
      records: list.records.length,
    }
    const added = appendList(journal, snapshot, head, sha256)
    segments.push({ file: `j/${added.name}`, text: added.text })
    journal = read(segments)
    expect(journal.hash).toBe(added.hash)
  }
  return { journal, segments }
}

function read(segments: readonly SegmentText[]): Journal {
  const result = readJournal(segments, sha256)
  if (result.kind === 'broken') throw new Error(`${result.file}:${result.line} ${result.because}`)
  return result.journal
}

/** What is known on a day by plain reading: the lists of days up to it, one after the other, each replacing what it speaks of. */
function plainly(lists: readonly List[], on: CalendarDate): Readonly<Record<string, Known>> {
  const state: Record<string, Known> = {}
  for (const list of [...lists].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    if (list.on > on) break
    const listed = new Set(list.records.map((r) => r.number))
    if (list.isWhole)
      for (const [id, known] of Object.entries(state))
        if (!listed.has(known.record.number)) state[id] = { ...known, isListed: false }
    for (const r of list.records) state[`x:${r.number}`] = { record: r, isListed: true }
  }
  return state
}

const someList = fc.record({
  isWhole: fc.boolean(),
  records: fc.uniqueArray(
    fc.record({
      n: fc.integer({ min: 1, max: 5 }),
      s: fc.constantFrom('Active', 'Historical'),
      v: fc.constantFrom('1', '2'),
    }),
    { selector: (r) => r.n, maxLength: 5 },
  ),
})
/** Lists of different days, and an order in which they are brought in. */
const anyLists = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 5 }).chain((days) =>
  fc.tuple(
    fc.tuple(
      ...days.map((d) =>
        someList.map(
          (l): List => ({
            on: date(`2026-01-${String(d).padStart(2, '0')}`),
            isWhole: l.isWhole,
            records: l.records.map((r) => record(r.n, r.s, [r.v])),
          }),
        ),
      ),
    ),
    fc.shuffledSubarray([...days.keys()], { minLength: days.length }),
  ),
)

const DAYS = Array.from({ length: 31 }, (_, i) => date(`2026-01-${String(i + 1).padStart(2, '0')}`))
const IDS = [1, 2, 3, 4, 5].map((n) => `x:${n}`)

describe('a journal', () => {
  it('knows on every day what the lists up to that day said, in whatever order they came', () => {
    fc.assert(
      fc.property(anyLists, ([lists, order]) => {
        const { journal } = bring(order.map((i) => lists[i] as List))
        for (const day of DAYS) expect(Object.fromEntries(stateOf(journal, day))).toEqual(plainly(lists, day))
      }),
      { numRuns: 300 },
    )
  })

  it('tells one history, in whatever order the lists came', () => {
    fc.assert(
      fc.property(anyLists, ([lists, order]) => {
        const inOrder = bring([...lists].sort((a, b) => (a.on < b.on ? -1 : 1))).journal
        const shuffled = bring(order.map((i) => lists[i] as List)).journal
        for (const id of IDS) {
          const plain = (journal: Journal) => historyOf(looksAt(journal, id)).map((h) => `${h.observed} ${h.says}`)
          expect(plain(shuffled)).toEqual(plain(inOrder))
          expect(looksAt(shuffled, id).map((l) => [l.on, l.known])).toEqual(
            looksAt(inOrder, id).map((l) => [l.on, l.known]),
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never changes what it says of a day when a later list comes', () => {
    fc.assert(
      fc.property(anyLists, ([lists]) => {
        const sorted = [...lists].sort((a, b) => (a.on < b.on ? -1 : 1))
        const before = bring(sorted.slice(0, -1)).journal
        const after = bring(sorted).journal
        const last = sorted.at(-1) as List
        for (const day of DAYS.filter((d) => d < last.on)) expect(stateOf(after, day)).toEqual(stateOf(before, day))
      }),
    )
  })

  it('says a status of a day only where lists on both sides agree, or one is of the day', () => {
    fc.assert(
      fc.property(anyLists, ([lists]) => {
        const { journal } = bring(lists)
        for (const id of IDS) {
          const looks = looksAt(journal, id)
          for (const day of DAYS) {
            const said = statusOn(looks, day)
            const exact = looks.find((l) => l.on === day)
            const around = [looks.findLast((l) => l.on < day), looks.find((l) => l.on > day)]
            const words = (exact === undefined ? around : [exact]).map((l) =>
              l === undefined ? undefined : l.known.isListed ? l.known.record.status?.word : 'gone',
            )
            const agreed = words.every((w) => w === words[0]) ? words[0] : undefined
            const told = said.kind === 'recorded' ? said.status.word : said.kind === 'not-listed' ? 'gone' : undefined
            expect(told).toBe(agreed)
          }
        }
      }),
    )
  })
})

/** Every value inside, each replaced by each of some others. */
function* variants(value: unknown): Generator {
  for (const other of [null, 7, 'x', '', true, [], {}, [null], '2026-02-30']) yield other
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const rest = { ...value } as Record<string, unknown>
    delete rest[key]
    yield rest
    for (const changed of variants(inner))
      yield Array.isArray(value) ? value.map((v, i) => (String(i) === key ? changed : v)) : { ...value, [key]: changed }
  }
}

describe('a journal whose chain holds and whose lines are nonsense', () => {
  it('is refused, or answers, and never ends in a defect', () => {
    const { segments } = bring([
      {
        on: date('2026-01-05'),
        isWhole: true,
        records: [
          {
            ...record(1, 'Active'),
            sunset: date('2026-09-21'),
            history: [{ on: date('2020-01-01'), word: 'Initial' }],
          },
          record(2, 'Active'),
        ],
      },
      { on: date('2026-01-20'), isWhole: true, records: [record(1, 'Historical'), record(3, 'Active')] },
    ])
    const lines = segments.map((s) =>
      s.text
        .trimEnd()
        .split('\n')
        .map((l) => JSON.parse(l) as Record<string, unknown>),
    )
    let refused = 0
    let answered = 0
    for (const [s, segment] of lines.entries())
      for (const [l, line] of segment.entries())
        for (const changed of variants(line)) {
          let before = '0'.repeat(64)
          const texts = lines.map((own, i) => ({
            file: (segments[i] as SegmentText).file,
            text: own
              .map((o, k) => {
                const value = i === s && k === l ? changed : o
                const whole =
                  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, before } : value
                const text = JSON.stringify(whole) ?? 'null'
                before = sha256(text)
                return `${text}\n`
              })
              .join(''),
          }))
          const result = readJournal(texts, sha256)
          if (result.kind === 'broken') refused += 1
          else {
            answered += 1
            for (const id of stateOf(result.journal).keys()) {
              const looks = looksAt(result.journal, id)
              historyOf(looks)
              statusOn(looks, date('2026-02-01'))
            }
          }
        }
    expect(refused).toBeGreaterThan(500)
    expect(answered).toBeGreaterThan(50)
  })
})

describe('what a status on a day takes from the register itself', () => {
  const dated = {
    ...record(1, 'suspended'),
    issued: date('2020-05-01'),
    status: { word: 'suspended', from: date('2026-01-10') },
  }

  it('is the day of the change, where the register has it', () => {
    const { journal } = bring([
      { on: date('2026-01-05'), isWhole: true, records: [record(1, 'active')] },
      { on: date('2026-01-20'), isWhole: true, records: [dated] },
    ])
    const looks = looksAt(journal, 'x:1')
    expect(statusOn(looks, date('2026-01-12'))).toMatchObject({ kind: 'recorded', status: { word: 'suspended' } })
    expect(statusOn(looks, date('2026-01-09'))).toMatchObject({ kind: 'not-known' })
  })

  it('is the day of issue', () => {
    const { journal } = bring([{ on: date('2026-01-20'), isWhole: true, records: [dated] }])
    expect(statusOn(looksAt(journal, 'x:1'), date('2020-04-30'))).toMatchObject({ kind: 'not-issued' })
    expect(statusOn(looksAt(journal, 'x:1'), date('2020-05-02'))).toMatchObject({ kind: 'not-known' })
  })

  it('is never an end that was only due', () => {
    const due = { ...record(1, 'Active'), sunset: date('2026-09-21') }
    const { journal } = bring([{ on: date('2026-03-29'), isWhole: true, records: [due] }])
    const said = statusOn(looksAt(journal, 'x:1'), date('2026-11-25'))
    expect(said).toMatchObject({
      kind: 'not-known',
      says: expect.stringContaining('2026-09-21, has come since') as string,
    })
  })
})

describe('the chain', () => {
  const { segments } = bring([
    { on: date('2026-01-05'), isWhole: true, records: [record(1, 'Active'), record(2, 'Active')] },
    { on: date('2026-01-20'), isWhole: true, records: [record(1, 'Historical'), record(3, 'Active')] },
  ])
  const [first, second] = segments as readonly [SegmentText, SegmentText]

  it('breaks for every byte that is changed, at that line or the next', () => {
    const unseen: string[] = []
    for (const [s, segment] of segments.entries())
      for (let at = 0; at < segment.text.length; at += 1) {
        const other = segment.text.charAt(at) === 'a' ? 'b' : 'a'
        const changed = { ...segment, text: segment.text.slice(0, at) + other + segment.text.slice(at + 1) }
        const result = readJournal(s === 0 ? [changed, second] : [first, changed], sha256)
        const line = segment.text.slice(0, at).split('\n').length
        const isTold =
          result.kind === 'broken' &&
          ((result.file === segment.file && (result.line === line || result.line === line + 1)) ||
            (s === 0 && result.file === second.file && result.line === 1))
        if (!isTold) unseen.push(`byte ${at} of ${segment.file}, on line ${line}`)
      }
    expect(unseen).toEqual([])
  })

  it('breaks wherever the end of a file is cut off', () => {
    for (let length = 0; length < second.text.length; length += 1)
      expect(readJournal([first, { ...second, text: second.text.slice(0, length) }], sha256)).toMatchObject({
        kind: 'broken',
        file: second.file,
      })
  })

  it.each([
    ['a line is taken out', [first, { ...second, text: second.text.replace(/\n[^\n]*\n/, '\n') }]],
    [
      'two lines change places',
      [
        {
          ...first,
          text: first.text
            .split('\n')
            .toSpliced(1, 2, ...first.text.split('\n').slice(1, 3).reverse())
            .join('\n'),
        },
        second,
      ],
    ],
    ['a line stands twice', [{ ...first, text: first.text.replace(/\n([^\n]*)\n/, '\n$1\n$1\n') }, second]],
    ['a segment is missing', [second]],
    [
      'segments change places',
      [
        { ...second, file: first.file },
        { ...first, file: second.file },
      ],
    ],
    ['a segment is empty', [first, { ...second, text: '\n' }]],
    ['a segment is something else', [first, { ...second, text: '{"line":5,"before":"x"}\n[]\n' }]],
    ['a segment is a million brackets', [first, { ...second, text: `${'['.repeat(1_000_000)}\n` }]],
  ])('breaks when %s', (_, changed) => {
    expect(readJournal(changed, sha256).kind).toBe('broken')
  })

  it('has a hash that tells when its last list was taken away', () => {
    expect(read([first]).hashes).not.toContain(read(segments).hash)
    expect(read(segments).hashes).toContain(read([first]).hash)
  })
})
