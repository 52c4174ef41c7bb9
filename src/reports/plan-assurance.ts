/** Levels asked for, and what parts and certificates give. */
import type { Block, Finding, Section, Text } from './report-document.ts'
import { ASSUMPTIONS, counted } from './wording.ts'
import { section, para, table, col, truth, type Writing } from './writing.ts'

export function levelsSection(w: Writing): Section {
  const { required, present } = w.plan
  const asked = (levels: typeof required.contract, tag: 'law' | 'declared'): readonly Finding[] =>
    levels.map((l) => ({
      text: [l.because.says, l.who === undefined ? '' : ` (${l.who})`, ' ', { kind: 'tag', tag }],
      notes: [],
      because: w.why(l.because),
    }))
  const none = (says: string): Block => para([says])
  const { formal, technical, csa } = present.value
  return section(
    'levels',
    'Assurance levels asked for',
    [
      para([
        'What the law selects, what contracts demand and what risk recommends are three answers and are not merged.',
      ]),
    ],
    undefined,
    [
      section('levels-law', 'By law', [
        {
          kind: 'findings',
          items: [
            ...asked(required.legal, 'law'),
            {
              text: [
                required.legal.length === 0 ? 'None. ' : '',
                required.legalNote.says,
                ' ',
                { kind: 'tag', tag: 'law' },
              ],
              notes: [],
              because: w.why(required.legalNote),
            },
          ],
        },
      ]),
      section('levels-contract', 'By contract', [
        required.contract.length === 0
          ? none('None stated.')
          : { kind: 'findings', items: asked(required.contract, 'declared') },
      ]),
      section('levels-risk', 'By risk', [
        ...(required.risk.length === 0
          ? [none('None stated.')]
          : [
              none('Recommended, and not counted into the plan.'),
              { kind: 'findings' as const, items: asked(required.risk, 'declared') },
            ]),
      ]),
      section('levels-present', 'In hand, for the whole, before anything new', [
        {
          kind: 'findings',
          items: [
            {
              text: [
                `${present.value.targetType}: formal ${letters(formal)}, technical ${letters(technical)}, compared with the Cybersecurity Act ${letters(csa)} `,
                { kind: 'tag', tag: 'computed' },
              ],
              notes: [],
              because: w.why(present.because),
            },
          ],
        },
      ]),
    ],
  )
}

export function partsSections(w: Writing): readonly Section[] {
  const { certificates, claims, assumptions, circles, components } = w.plan.composition
  if (certificates.length + claims.length + components.total === 0) return []
  const sections: Section[] = []
  if (certificates.length > 0) {
    const rows = certificates.map((c): readonly Text[] => [
      [c.id, c.isInvented ? ' (invented)' : ''],
      [c.level],
      [c.recorded === undefined ? 'not known' : `${c.recorded.value} since ${c.recorded.since}`],
      [c.expires ?? 'not recorded'],
      [truth(c.relied.truth)],
      [truth(c.reusable.truth)],
      [truth(c.renewable.truth)],
    ])
    const findings = certificates.flatMap((c): readonly Finding[] => [
      w.fact(c.relied.truth, [c.relied.because.says], c.relied.because, { lead: 'relied on' }),
      w.fact(c.reusable.truth, [c.reusable.because.says], c.reusable.because, { lead: 're-usable' }),
      w.fact(c.renewable.truth, [c.renewable.because.says], c.renewable.because, { lead: 'renewable' }),
    ])
    sections.push(
      section(
        'certificates',
        'Certificates in hand',
        [
          table(
            'certificate-status',
            'The status as recorded (law where its record is cited, else declared), beside our three readings (computed)',
            [
              col('Certificate', 5),
              col('Level', 5),
              col('Recorded', 4),
              col('Expires', 3),
              col('Relied on', 3),
              col('Re-usable', 3),
              col('Renewable', 3),
            ],
            rows,
          ),
          ...certificates.flatMap((c): readonly Block[] =>
            c.note === undefined ? [] : [{ kind: 'notice', tone: 'warning', title: [c.id], items: [[c.note]] }],
          ),
          { kind: 'findings', items: findings },
        ],
        'computed',
      ),
    )
  }
  if (claims.length + circles.length > 0) {
    sections.push(
      section(
        'claims',
        'What parts claim',
        [
          {
            kind: 'findings',
            items: [
              ...claims.map((c) => w.fact(c.truth, [{ kind: 'strong', text: c.part }, `: ${c.says}`], c.because)),
              ...circles.map(
                (circle): Finding => ({
                  truth: 'no',
                  text: [`These rest on each other and so prove nothing: ${circle.join(' → ')}`],
                  notes: [],
                }),
              ),
            ],
          },
        ],
        'computed',
      ),
    )
  }
  if (assumptions.length > 0) {
    sections.push(
      section(
        'assumptions',
        'What parts assume',
        [
          {
            kind: 'findings',
            items: assumptions.map((a) =>
              w.fact(
                a.standing === 'open' ? 'not-known' : a.standing === 'lifted' ? 'later' : 'yes',
                [{ kind: 'strong', text: a.part }, `: ${a.says} (${ASSUMPTIONS[a.standing]})`],
                a.because,
              ),
            ),
          },
        ],
        'computed',
      ),
    )
  }
  const bills =
    components.total === 0
      ? []
      : [
          para([
            `${counted(components.total, 'component')} in ${components.bills.map((b) => b.file).join(', ')}${components.bills.every((b) => b.graphKnown) ? '' : '; which depends on which is not recorded'} `,
            { kind: 'tag', tag: 'declared' },
          ]),
        ]
  return [section('parts', 'Parts and certificates', bills, undefined, sections)]
}

function letters(range: { readonly low: string; readonly high: string }): string {
  return range.low === range.high ? range.low : `${range.low} to ${range.high}`
}
